"""A recognition in words: sentences drawn from a compact, its parts as they are read, and what it lacks."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from wraparound.capabilities.compacts.terms.agreement import Party, Result
from wraparound.capabilities.compacts.terms.attested import Attested, SignedStatement, StatementKind
from wraparound.capabilities.compacts.terms.compacts import (
    CompactTerms,
    UndertakingSort,
    UndertakingState,
    UndertakingTerms,
)
from wraparound.capabilities.compacts.terms.ranges import Range
from wraparound.capabilities.compacts.terms.recognition import (
    Drawn,
    DrawnSort,
    Lacking,
    RecognitionLine,
    RecognitionState,
    RecognitionText,
)
from wraparound.capabilities.compacts.wording.agreement import (
    begun_words,
    day,
    many_days,
    result_words,
    sentence,
)
from wraparound.capabilities.compacts.wording.attested import KINDS, MADE_UP, in_fours, issuer_words
from wraparound.capabilities.compacts.wording.ranges import range_words

NOTES = (
    "It is about what an organisation and its team achieved together, with what was promised to them.",
    "It compares nobody with anybody. Why a figure moved, it does not say.",
)
ISSUES = {Party.BOARD: "the board", Party.REGION: "the region"}
LACKS = {
    Lacking.ACHIEVED: "It says nothing yet of what was achieved: leave at least one sentence in, or add one.",
    Lacking.LEADER_WORDS: "The leader has not said yet what their part was, in their own words.",
    Lacking.BOARD_WORDS: "The chair has not said yet what the leader's part was.",
    Lacking.REGION_WORDS: "The regional director has not said yet what the leader's part was.",
}
LIKE_A_RANK = re.compile(
    r"\b(percentiles?|quartiles?|deciles?|rank(?:ed|ing|s)?|league|scor(?:e|es|ed|ing)|rat(?:ed|ing) (?:as )?\d|"
    r"top(?: |-)(?:\d+|ten|five|three|of|performer\w*|leader\w*|chief\w*)|best of|the best|number one|"
    r"\d+ ?(?:out of|/) ?\d+|better than (?:any|most|all|every)\w*|outperform\w*|above average)\b",
    re.IGNORECASE,
)
MOST_SHOWN = 200
"""Of one sort, in a file that this software did not write."""


@dataclass(frozen=True)
class Said:
    """One part of a recognition as it is read: a heading, paragraphs, points with what goes with each, whose words.

    `is_note`: it is about the recognition itself.
    """

    heading: str
    paragraphs: tuple[str, ...] = ()
    points: tuple[tuple[str, str], ...] = ()
    by: str = ""
    is_note: bool = False


def drawn_from(found: CompactTerms, still: int) -> tuple[Drawn, ...]:
    """Sentences about what was achieved: results in their range, what was kept on every side, and the clock.

    `still`: on how many days the clock stood still.
    """
    results = found.text.agreement.results if found.text else ()
    said = [Drawn(key=one.key, sort=DrawnSort.RESULT, words=_result(one, found)) for one in results]
    for one in found.undertakings:
        if one.state is UndertakingState.KEPT and one.delivered_on is not None:
            sort = DrawnSort.CONDITION if one.sort is UndertakingSort.CONDITION else DrawnSort.PROMISE
            said.append(Drawn(key=one.key, sort=sort, words=_kept(one, one.delivered_on)))
    if still:
        said.append(Drawn(key="clock", sort=DrawnSort.CLOCK, words=_clock(found, still)))
    return tuple(said)


def _result(one: Result, found: CompactTerms) -> str:
    due = found.due_of(one.key)
    by = due.by if due else one.by
    moved = f" ({many_days(due.moved)} later than agreed, because the clock stood still)" if due and due.moved else ""
    is_due = "was" if by < found.today else "is"
    said = [f"{result_words(one)}{begun_words(one)}, {is_due} expected by {day(by)}{moved}."]
    invented = " made-up" if found.made_up else ""
    known = found.text.range_of(one.key) if found.text else None
    if known is not None and known.known:
        start = f"It began at{' a' * bool(invented)}{invented} {known.start:.1f}%. " if _has_start(known) else ""
        said.append(f"{start}When it was signed, the realistic range was: {_small(range_words(known))}")
    elif known is not None:
        said.append("Nothing published says what was realistic.")
    if newest := found.latest_of(one.key):
        said.append(f"The newest {invented.strip() or 'published'} figure is {newest[0]:.1f}% ({newest[1]}).")
    return " ".join(said)


def _has_start(known: Range) -> bool:
    """Whether it is known where it began, in percent."""
    return known.unit == "percent" and known.start is not None


def _small(words: str) -> str:
    return words[:1].lower() + words[1:]


def _kept(one: UndertakingTerms, when: date) -> str:
    days = f" {sentence(many_days(one.days_given))} were given." if one.days_given else ""
    if one.sort is UndertakingSort.CONDITION:
        return f"In place since {day(when)}, seen to by {one.giver_words}: {_ended(one.words)}{days}"
    to = f" to {one.receiver_words}" if one.receiver_words else ""
    return f"Promised by {one.giver_words}{to}, and kept on {day(when)}: {_ended(one.words)}{days}"


def _ended(words: str) -> str:
    return words if words.endswith((".", "!", "?")) else f"{words}."


def _clock(found: CompactTerms, still: int) -> str:
    because = dict.fromkeys(one.because for one in found.effects if one.sort == "pause" and not one.lifted)
    names = " and ".join(f"“{one}”" for one in because)
    return f"The clock stood still for {many_days(still)}, because of what was not kept in time: {names}."


def notes_for(*, made_up: bool) -> tuple[str, ...]:
    """What a recognition is not, which is signed with it."""
    return (MADE_UP, *NOTES) if made_up else NOTES


def title(content: dict[str, Any]) -> str:
    """Its heading: for whom, and where."""
    about = _part(content, "about")
    return f"Recognition: {_text(about, 'organisation')}"


def lead(content: dict[str, Any]) -> str:
    """The line below: the post, the leader, and when the compact lasts."""
    about = _part(content, "about")
    return (
        f"The team of {_text(about, 'organisation')} and {_text(about, 'leader')}, {_small(_text(about, 'post'))}, "
        f"under a compact from {_day(about, 'first_day')} to {_day(about, 'last_day')}."
    )


def issued_words(statement: SignedStatement) -> str:
    """By whom and when it was issued."""
    role = f", {statement.acting_as}" if statement.acting_as else ""
    return (
        f"Issued by {issuer_words(statement.issuer)} on {day(statement.signed_on)}. Signed by {statement.typed}{role}."
    )


def parts(content: dict[str, Any]) -> tuple[Said, ...]:
    """Everything it says, part by part; of a file from elsewhere whatever of it can be read."""
    return tuple(_parts(content))


def _parts(content: dict[str, Any]) -> Iterator[Said]:
    points = [(_text(one, "words"), _text(one, "note")) for one in _listed(content, "achieved")]
    points += [(one, "") for one in _texts(content, "added")]
    drawn_on = f"Figures as they stood on {_day(content, 'drawn_on')}." if points else ""
    yield Said("What the organisation and its team achieved", (drawn_on,) if drawn_on else (), tuple(points))
    for name, heading in (
        ("leader", "The leader's part, in their own words"),
        ("board", "In the words of the chair"),
        ("region", "In the words of the regional director"),
    ):
        one = _part(content, name)
        if words := _text(one, "words"):
            yield Said(heading, paragraphs(words), by=_text(one, "by") if name != "leader" else "")
    thanks = tuple((_text(one, "words"), _text(one, "by")) for one in _listed(content, "thanks"))
    if thanks:
        yield Said("Thanks from colleagues", (), thanks)
    if notes := _texts(content, "notes"):
        yield Said("What this is, and what it is not", notes, is_note=True)


def withheld_words(many: int) -> str:
    """That words of thanks are not shown which stand in the signed file; nothing where all are.

    >>> withheld_words(1)[:64]
    'Words of thanks of 1 colleague are not shown here, because their'
    """
    if not many:
        return ""
    who = "1 colleague" if many == 1 else f"{many} colleagues"
    return (
        f"Words of thanks of {who} are not shown here, because their record was removed from this site. The signed "
        "file, which nobody can alter, holds them still."
    )


def paragraphs(words: str) -> tuple[str, ...]:
    """What was typed, paragraph by paragraph."""
    return tuple(line.strip() for line in words.splitlines() if line.strip())


def revocation_words(revoked: Attested) -> str:
    """That it was revoked, when, by whom."""
    one = revoked.statement
    role = f", {one.acting_as}" if one.acting_as else ""
    return f"Revoked on {day(one.signed_on)} by {issuer_words(one.issuer)}. Signed by {one.typed}{role}."


def reason_in(content: dict[str, Any]) -> str:
    """Why something was revoked."""
    return _text(content, "reason")


def pointed_in(text: RecognitionText) -> tuple[str, ...]:
    """Gentle hints: words that read like a rank or a score. Nobody is kept from writing them."""
    said = (
        *((text.leader_words, "The leader's words"), (text.board_words, "The chair's words")),
        (text.region_words, "The regional director's words"),
        *((one, "A sentence that was added") for one in text.added),
        *((one.note, "Something said to a sentence") for one in text.drawn if not one.left_out),
    )
    return tuple(hint for words, where in said if (hint := hint_about(words, where)))


def hint_about(words: str, where: str) -> str:
    """A hint where words read like a rank or a score; empty where they do not.

    >>> hint_about("She is in the top 5 of the country.", "These words")[:39]
    'These words: “top 5” reads as if somebo'
    >>> hint_about("A better top floor for our ward.", "The chair's words")
    ''
    """
    found = LIKE_A_RANK.search(words)
    if found is None:
        return ""
    return (
        f"{where}: “{found[0]}” reads as if somebody were ranked or scored. A recognition says what was done and how. "
        "You can leave it so, if it is meant otherwise."
    )


def line_head(one: RecognitionLine) -> str:
    """Who issues it, and where it stands."""
    if one.revoked_at is not None:
        return f"Issued by {one.issuer.name} on {day(one.issued_at.date()) if one.issued_at else ''}, and revoked"
    if one.issued_at is not None:
        return f"Issued by {one.issuer.name} on {day(one.issued_at.date())}"
    if one.state is RecognitionState.LEFT:
        return f"A draft to be issued by {one.issuer.name}, put aside"
    return f"A draft to be issued by {one.issuer.name}"


def state_words(one: RecognitionLine) -> str:
    """Its state in a word or two."""
    if one.revoked_at is not None:
        return "Revoked"
    if one.state is RecognitionState.ISSUED:
        return "Shown" if one.shown else "Issued"
    if one.state is RecognitionState.LEFT:
        return "Put aside"
    return "Being written"


def in_terminal(found: Attested) -> str:
    """A verified statement at the terminal: what it says, what that proves and what it does not."""
    one = found.statement
    head, lines = {
        StatementKind.RECOGNITION: _recognition_lines,
        StatementKind.REVOCATION: _revocation_lines,
    }.get(one.kind, _any_lines)(one)
    said = [head, f"  {MADE_UP}"] if one.issuer.made_up else [head]
    said += [*lines, "", "IT HOLDS." if found.holds else "IT DOES NOT COUNT."]
    said += [f"  {words}" for words in found.proves]
    said += ["What this does not tell:" if found.holds else "Why:", *(f"  {words}" for words in found.does_not)]
    said += ["", f"Fingerprint of its key: {in_fours(one.fingerprint)}", f"Number: {one.number}"]
    return "\n".join(printable(line) for line in said)


def _recognition_lines(one: SignedStatement) -> tuple[str, list[str]]:
    lines = [f"  {lead(one.content)}", f"  {issued_words(one)}"]
    return title(one.content), lines + [line for part in parts(one.content) for line in _in_lines(part)]


def _revocation_lines(one: SignedStatement) -> tuple[str, list[str]]:
    return f"The revocation of a recognition: {_text(one.content, 'organisation')}", [
        f"  {issued_words(one).replace('Issued', 'Revoked', 1)}",
        f"  It revokes recognition {_text(one.content, 'revokes')}.",
        f"  Why: {reason_in(one.content)}",
    ]


def _any_lines(one: SignedStatement) -> tuple[str, list[str]]:
    """A statement of another kind, part by part as it stands in the file."""
    return sentence(KINDS[one.kind]), [f"  {issued_words(one)}", "", *_plainly(one.content, "")]


def _plainly(plain: object, name: str) -> Iterator[str]:
    if isinstance(plain, dict):
        for key, value in plain.items():
            yield from _plainly(value, f"{name}, {key}" if name else key)
    elif isinstance(plain, list):
        for value in plain[:MOST_SHOWN]:
            yield from _plainly(value, name)
    elif plain not in ("", None):
        yield f"  {name.replace('_', ' ')}: {plain}"


def _in_lines(part: Said) -> Iterable[str]:
    yield ""
    yield f"{part.heading}{f' ({part.by})' if part.by else ''}"
    yield from (f"  {words}" for words in part.paragraphs)
    for words, more in part.points:
        yield f"  - {words}{f' ({more})' if more else ''}"


def printable(line: str) -> str:
    """A line without signs that would make a terminal do something: a file from elsewhere may hold any."""
    return "".join(one if one.isprintable() else " " for one in line)


def _part(content: dict[str, Any], name: str) -> dict[str, Any]:
    found = content.get(name)
    return found if isinstance(found, dict) else {}


def _listed(content: dict[str, Any], name: str) -> list[dict[str, Any]]:
    found = content.get(name)
    return [one for one in found[:MOST_SHOWN] if isinstance(one, dict)] if isinstance(found, list) else []


def _texts(content: dict[str, Any], name: str) -> tuple[str, ...]:
    found = content.get(name)
    return tuple(one for one in found[:MOST_SHOWN] if isinstance(one, str)) if isinstance(found, list) else ()


def _text(content: dict[str, Any], name: str) -> str:
    found = content.get(name)
    return found if isinstance(found, str) else ""


def _day(content: dict[str, Any], name: str) -> str:
    try:
        return day(date.fromisoformat(_text(content, name)))
    except ValueError:
        return "a day that is not said"
