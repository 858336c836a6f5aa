"""Compacts at the terminal."""

from collections.abc import Iterator

from wraparound.capabilities.compacts.terms.agreement import Part
from wraparound.capabilities.compacts.terms.compacts import (
    CompactLine,
    CompactList,
    CompactTerms,
    Compared,
    PromiseList,
    TextTerms,
    UndertakingTerms,
    Verified,
)
from wraparound.capabilities.compacts.terms.papers import CompactPaper
from wraparound.capabilities.compacts.terms.patience import CompactPatience
from wraparound.capabilities.compacts.terms.prospectuses import ProspectusPage, ProspectusTerms, Section
from wraparound.capabilities.compacts.terms.support import SupportComponent
from wraparound.capabilities.compacts.wording import prospectuses as posts
from wraparound.capabilities.compacts.wording.agreement import PARTS, day, item_line, net_cost_words, result_words
from wraparound.capabilities.compacts.wording.compacts import (
    effect_line,
    follows_line,
    missing_line,
    settled_line,
    signature_line,
    state_of,
    text_head,
    undertaking_line,
)
from wraparound.capabilities.compacts.wording.papers import say_paper
from wraparound.capabilities.compacts.wording.patience import NOT_ABOUT_PAY, rule_words, said_line

BASICS = {
    "first day": "First day",
    "months": "Length",
    "starting point": "Where things stand",
    "afterwards": "Afterwards",
}


def compacts(found: CompactList) -> str:
    """A page of compacts, one a line."""
    if not found.lines:
        return "No compact fits. Try part of the name of an organisation or a leader, or leave the state out."
    head = f"{_many(found.matching, 'compact')}; page {found.page} of {found.pages}"
    return "\n".join([head, *(_compact_line(one) for one in found.lines)])


def compact(found: CompactTerms) -> str:
    """One compact: who, the text that counts, what was promised and what followed, and who can see it."""
    lines = [
        f"{found.organisation}: {found.role}",
        f"  {f'with {found.leader}' if found.leader else 'nobody is named as the leader yet'}",
        *(f"  {text_head(one)}" for one in found.texts),
    ]
    if found.text is None:
        lines.append("No version of its text can be read here: a draft belongs to the side that writes it.")
    else:
        lines += ["", *_text(found.text, found)]
    if found.undertakings:
        lines += ["", "What was promised, and whether it was kept:"]
        lines += [line for one in found.undertakings for line in _undertaking(one, found)]
    if found.effects:
        lines += [
            "",
            "What followed:",
            *(f"  {effect_line(one, found.text.agreement if found.text else None)}" for one in found.effects),
        ]
    return "\n".join([*lines, "", "Who can see this, and why:", *(f"  {who}: {why}" for who, why in found.seers)])


def patience(found: CompactPatience) -> str:
    """What the patience rules of a compact say, and what they said before."""
    lines = [f"{found.organisation}: {found.role}"]
    if not found.lines:
        lines.append(f"  {found.why_none}")
    for one in found.lines:
        lines.append(f"{result_words(one.result)}")
        if one.judged:
            lines += [f"  {said}" for said in (one.judged.sentence, one.judged.detail) if said]
        if one.rule:
            lines.append(f"  {rule_words(one.rule)}")
    if found.said:
        lines += [
            "",
            "Said before:",
            *(f"  {one.said_at:%d %B %Y}: {one.result}: {said_line(one)}" for one in found.said),
        ]
    return "\n".join([*lines, "", NOT_ABOUT_PAY])


def verified(found: Verified) -> str:
    """Whether a signed version holds, check by check."""
    head = "holds" if found.holds else "DOES NOT HOLD"
    lines = [f"Version {found.version} of compact {found.compact} {head}."]
    lines += [f"  {'ok  ' if ok else 'NO  '}{said}" for _, ok, said in found.checks]
    return "\n".join([*lines, *([f"Fingerprint {found.fingerprint}"] if found.fingerprint else [])])


def broken(found: Verified) -> str:
    """That it does not hold, in a sentence."""
    return (
        f"Version {found.version} of compact {found.compact} is not what was signed. Bring back a backup from before "
        "it was altered, and find out who altered it."
    )


def promises(found: PromiseList) -> str:
    """A page of promises and conditions, with how many are overdue in all."""
    many = _many(found.matching, "promise or condition", "promises and conditions")
    head = f"{many}; page {found.page} of {found.pages}"
    counts = f"On all sides {found.overdue:,} overdue, and {found.soon:,} due within a month."
    lines = [line for one in found.lines for line in _listed(one)]
    return "\n".join([head, *lines, counts]) if lines else f"None fits. {counts}"


def compared(found: Compared) -> str:
    """Two versions side by side: what differs, item by item."""
    if not found.differences:
        return f"Versions {found.before} and {found.after} say the same."
    lines = [f"What differs between version {found.before} and version {found.after}:"]
    for one in found.differences:
        head = BASICS.get(one.key, one.key) if one.part == "basics" else f"{PARTS[Part(one.part)]}, {one.key}"
        lines += [head, f"  before: {one.before or 'nothing'}", f"  after:  {one.after or 'nothing'}"]
    return "\n".join(lines)


def prospectuses(found: ProspectusPage) -> str:
    """A page of published prospectuses, one a line."""
    if not found.lines:
        return "No prospectus is published that fits."
    head = f"{_many(found.matching, 'prospectus', 'prospectuses')}; page {found.page} of {found.pages}"
    lines = [
        f"{one.number:>6}  {one.title}. {one.organisation}, {one.region}. "
        + (f"{'Closes' if one.is_open else 'Closed'} on {day(one.closes)}" if one.closes else "No closing day is set")
        for one in found.lines
    ]
    return "\n".join([head, *lines])


def prospectus(found: ProspectusTerms) -> str:
    """One edition of a prospectus, part by part."""
    closes = found.edition.prospect.closes
    lines = [
        found.edition.prospect.title,
        f"  {posts.where(found)}",
        f"  {posts.edition_line(found.edition)}",
        f"  {f'Closing day: {day(closes)}' if closes else 'No closing day is set'}",
        *(f"  {one}" for one in posts.notices(found)),
        *([posts.MADE_UP] if found.made_up else []),
        *posts.paragraphs(found.edition.prospect.summary),
    ]
    return "\n".join([*lines, *(line for one in posts.sections(found) for line in _section(one))])


def catalogue(found: tuple[SupportComponent, ...]) -> str:
    """What support can consist of, with what is known of each part."""
    lines = [posts.catalogue_lead({one.key: one for one in found})]
    for one in found:
        lines += [
            "",
            f"{one.name} ({one.key})",
            f"  {one.what}",
            f"  {posts.STRENGTHS[one.strength]}. {one.known}",
            f"  {posts.giver_words(one)}.",
            f"  {one.source}: {one.link}",
            *([f"  {one.source_2}: {one.link_2}"] if one.source_2 else []),
        ]
    return "\n".join(lines)


def followed(count: int) -> str:
    """How many things followed from what was not kept."""
    if not count:
        return "Nothing follows today: whatever was agreed for what is late has followed already."
    return f"{_many(count, 'thing')} followed from what was not kept in time, and every side is told."


def _compact_line(one: CompactLine) -> str:
    leader = f"with {one.leader}" if one.leader else "nobody named yet"
    said = [f"{one.number:>6}  {one.organisation}: {one.role}, {leader}", one.state]
    said += [f"{one.overdue:,} overdue"] if one.overdue else []
    said += [f"{one.due_soon:,} due within a month"] if one.due_soon else []
    said += [f"next on {day(one.next_on)}"] if one.next_on else []
    return ". ".join([*said, *(["The clock stands still"] if one.paused else [])])


def _text(text: TextTerms, found: CompactTerms) -> Iterator[str]:
    agreement = text.agreement
    yield f"Version {text.number}, from {day(agreement.starts)}, for {agreement.months} months"
    yield from (f"  {line}" for line in agreement.starting_point)
    for part in Part:
        for place, item in enumerate(getattr(agreement, part.value)):
            if not place:
                yield f"{PARTS[part]}:"
            yield f"  {item_line(item, agreement)}"
            if part is Part.RESULTS:
                yield from (f"    {said}" for said in _realistic(text, found, item.key))
    yield from net_cost_words(text.net_cost)
    yield from ([f"Afterwards: {agreement.afterwards}"] if agreement.afterwards else [])
    yield from (f"In the way of offering it: {one.words}" for one in text.problems)
    yield from (f"Signed: {signature_line(one)}" for one in text.signatures)
    yield from (missing_line(one, found) for one in text.missing)
    yield from ([f"Fingerprint {text.fingerprint}"] if text.fingerprint else [])


def _realistic(text: TextTerms, found: CompactTerms, key: str) -> Iterator[str]:
    known, due = text.range_of(key), found.due_of(key)
    if known is not None:
        yield known.where or known.why_not
    if due is not None and due.moved:
        yield f"Due {due.moved:,} days later now, on {day(due.by)}, because the clock stood still."


def _undertaking(one: UndertakingTerms, found: CompactTerms) -> Iterator[str]:
    yield from _listed(one, place=False)
    yield from (f"          {said}" for said in (follows_line(one, found.today),) if said)


def _listed(one: UndertakingTerms, *, place: bool = True) -> Iterator[str]:
    where = f"{one.organisation}{f', with {one.leader}' if one.leader else ''} · " if place else ""
    yield f"{one.number:>6}  {state_of(one)}: {one.words}"
    yield f"          {where}{undertaking_line(one)}"
    yield from (f"          {said}" for said in (settled_line(one),) if said)


def _section(one: Section) -> Iterator[str]:
    yield from ("", one.heading)
    yield from (f"  {said}" for said in one.paragraphs)
    yield from (f"  - {point.name}{f': {point.words}' if point.words else ''}" for point in one.points)


def _many(count: int, one: str, several: str = "") -> str:
    return f"{count:,} {one if count == 1 else several or f'{one}s'}"


def document(found: CompactPaper) -> str:
    """A document as text."""
    return say_paper(found.paper)
