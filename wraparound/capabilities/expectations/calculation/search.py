"""Finding a trust by name, former name, code or region, forgiving about spelling."""

import difflib
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from wraparound.capabilities.expectations.terms.search import TrustFound, TrustList, TrustSearch
from wraparound.published.lineage import carried_into, living_successors
from wraparound.published.terms import NotInEvidence, Organisation, RegimeSpell, Succession

WORDS_EVERY_TRUST_HAS = frozenset({"nhs", "trust", "foundation", "the", "and", "of"})
LIKE_ENOUGH = 0.8
MOST_NEAR_MISSES = 5


@dataclass(frozen=True)
class SearchEntry:
    """One trust and every name it can be found under; the first name is its own."""

    organisation: Organisation
    names: tuple[str, ...]
    spells: int
    leads_to: tuple[str, ...]


def search_entries(
    organisations: Mapping[str, Organisation],
    spells: Sequence[RegimeSpell],
    successions: Sequence[Succession],
) -> tuple[SearchEntry, ...]:
    """Every trust with its own name, the names it had during spells, and the names that mergers carried into it."""
    entries = []
    for code, organisation in organisations.items():
        carried = [one.predecessor for one in carried_into(code, successions)]
        theirs = [organisations[one].name for one in carried if one in organisations]
        then = [spell.name_then for spell in spells if spell.code == code or spell.code in carried]
        names = tuple(dict.fromkeys([organisation.name, *then, *theirs]))
        count = sum(spell.code == code or spell.code in carried for spell in spells)
        leads_to = () if organisation.is_open else living_successors(code, successions)
        entries.append(SearchEntry(organisation, names, count, tuple(one for one in leads_to if one != code)))
    return tuple(sorted(entries, key=lambda entry: _sort_name(entry.organisation.name)))


def find_trusts(search: TrustSearch, entries: Sequence[SearchEntry], release: str) -> TrustList:
    """The trusts that match every word of the search, best first; near misses only where nothing matched."""
    eligible = [entry for entry in entries if _passes_filters(search, entry)]
    found = _matching(search.text, eligible)
    near: tuple[TrustFound, ...] = ()
    if not found and (mended := _mended(search.text, eligible)):
        near = tuple(_matching(mended, eligible)[:MOST_NEAR_MISSES])
    return TrustList(search, tuple(found), near, _closed_too(search, entries), release)


def code_called(text: str, organisations: Mapping[str, Organisation], entries: Sequence[SearchEntry]) -> str:
    """The code of a trust by its code, or by a name that only one open trust has; NotInEvidence says what to give."""
    plain = text.strip()
    if plain.upper() in organisations:
        return plain.upper()
    if not plain:
        raise NotInEvidence("There is no organisation: give its ODS code, such as RXW, or its name.")
    found = find_trusts(TrustSearch(text=plain), entries, "").found
    if len(found) == 1:
        return found[0].organisation.code
    if not found:
        raise NotInEvidence(f"We know no trust called “{plain}”: give its ODS code, such as RXW.")
    names = ", ".join(f"{one.organisation.name} ({one.organisation.code})" for one in found[:3])
    raise NotInEvidence(f"“{plain}” may be {len(found)} trusts: give a code, such as of {names}.")


def region_in(name: str, regions: Sequence[str]) -> str:
    """The region of that name in any case of letters; NotInEvidence names those there are."""
    for region in regions:
        if region.casefold() == name.strip().casefold():
            return region
    raise NotInEvidence(f"There is no region “{name.strip()}”. There are: {', '.join(regions)}.")


def _closed_too(search: TrustSearch, entries: Sequence[SearchEntry]) -> int:
    """How many closed trusts the same words would find, where closed trusts were not asked for."""
    if search.closed_too or not search.text:
        return 0
    shut = [entry for entry in entries if not entry.organisation.is_open]
    wider = replace(search, closed_too=True)
    exact = search.text.strip().casefold()
    passing = [one for one in shut if _passes_filters(wider, one) and one.organisation.code.casefold() != exact]
    return len(_matching(search.text, passing))


def words_of(text: str) -> list[str]:
    """Lower-case words without accents and punctuation, and without the words that every trust has."""
    plain = unicodedata.normalize("NFKD", text).replace("&", " and ")
    letters = "".join(letter for letter in plain if not unicodedata.combining(letter) and letter not in "'’`")
    words = "".join(letter if letter.isalnum() else " " for letter in letters).casefold().split()
    return [word for word in words if word not in WORDS_EVERY_TRUST_HAS]


def _matching(text: str, entries: Sequence[SearchEntry]) -> list[TrustFound]:
    wanted = words_of(text)
    if text.strip() and not any(letter.isalnum() for letter in text):
        return []  # only punctuation or pictures: that asks for something, and nothing is called so
    scored = [(score, entry) for entry in entries if (score := _score(wanted, entry)) is not None]
    scored.sort(key=lambda pair: pair[0])
    return [
        TrustFound(entry.organisation, entry.names[rank] if rank else "", entry.spells, entry.leads_to)
        for (_, rank), entry in scored
    ]


def _score(wanted: Sequence[str], entry: SearchEntry) -> tuple[int, int] | None:
    """How well the entry matches, lower is better: code, start of a name, words of a name; then which name."""
    if not wanted:
        return (0, 0)
    code = entry.organisation.code.casefold()
    if len(wanted) == 1 and code == wanted[0]:
        return (0, 0)
    for rank, name in enumerate(entry.names):
        words = words_of(name)
        if all(any(word.startswith(one) for word in words) for one in wanted):
            starts = words[: len(wanted)] == list(wanted) or words[0].startswith(wanted[0])
            return (1 if starts else 2, rank)
    if len(wanted) == 1 and code.startswith(wanted[0]):
        return (3, 0)
    return None


def _passes_filters(search: TrustSearch, entry: SearchEntry) -> bool:
    organisation = entry.organisation
    exact_code = search.text.strip().casefold() == organisation.code.casefold()
    return (
        (organisation.is_open or search.closed_too or exact_code)
        and (search.region is None or organisation.region == search.region)
        and (search.kind is None or organisation.kind is search.kind)
        and (not search.with_spells or entry.spells > 0)
    )


def _mended(text: str, entries: Sequence[SearchEntry]) -> str:
    """The search with each unknown word replaced by the most similar word of any name; empty if none is like it."""
    known = {word for entry in entries for name in entry.names for word in words_of(name)}
    mended = []
    for word in words_of(text):
        if any(other.startswith(word) for other in known):
            mended.append(word)
            continue
        close = difflib.get_close_matches(word, known, n=1, cutoff=LIKE_ENOUGH)
        if not close:
            return ""
        mended.append(close[0])
    return " ".join(mended)


def _sort_name(name: str) -> str:
    return name.casefold().removeprefix("the ")
