"""Documents that come out of a compact: what each is for, and what several of them say in the same words."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from itertools import accumulate
from zoneinfo import ZoneInfo

from wraparound.capabilities.compacts.terms.agreement import Agreement, Binding, Concern, Condition, Party, Result
from wraparound.capabilities.compacts.terms.compacts import (
    CompactTerms,
    TextState,
    TextTerms,
    UndertakingState,
    UndertakingTerms,
)
from wraparound.capabilities.compacts.terms.papers import PaperContext, PaperSort
from wraparound.capabilities.compacts.terms.ranges import Range
from wraparound.capabilities.compacts.wording.agreement import (
    FLOOR,
    PARTIES,
    begun_words,
    day,
    day_of,
    follows_words,
    many_days,
    month,
    party,
    promise_words,
    result_words,
    sentence,
)
from wraparound.capabilities.compacts.wording.compacts import SIDES, effect_line
from wraparound.capabilities.compacts.wording.patience import rule_words
from wraparound.capabilities.compacts.wording.ranges import range_words
from wraparound.papers.terms import Paper, PaperPart, PaperTable

HERE = ZoneInfo("Europe/London")
NAMES = {
    PaperSort.LETTER: "Expectation letter",
    PaperSort.BOARD: "Board paper",
    PaperSort.PAY: "Evidence for a pay case",
    PaperSort.OBJECTIVES: "Appraisal objectives: what and how",
    PaperSort.MONTH: "The month on one page",
}
WHAT = {
    PaperSort.LETTER: "From the chair, and the region where it signs, to the leader: what is expected, what was "
    "promised in return, and what follows where a promise is not kept.",
    PaperSort.BOARD: "For a meeting of the board: what is expected beside what is realistic, how promises stand on all "
    "sides, cost, and what the record shows of risks.",
    PaperSort.PAY: "Evidence only, about the post and what is realistic here. It recommends nothing about pay and "
    "judges nobody.",
    PaperSort.OBJECTIVES: "Each result and each of the leader's own promises as an objective, with room to reflect. No "
    "ratings.",
    PaperSort.MONTH: "Where things stand today: newest figures beside their ranges, promises due and overdue, the "
    "clock.",
}
MADE_UP = (
    "Made up: an invented organisation with invented people and figures, to try things in. Those it is compared with "
    "are real."
)
PROPOSED = "Proposed, not signed. It is offered for signing, and nobody is bound by it yet."
NOTHING_ON_PAY = "Nothing that follows touches pay or employment."
CHANCE = "Movement within the range is taken for chance, and is no news."


def text_in(found: CompactTerms) -> TextTerms:
    """The version that a document is made of; the caller has found that there is one."""
    assert found.text is not None
    return found.text


def is_agreed(found: CompactTerms) -> bool:
    """Whether the version is in force, so that there is a today to tell of."""
    return text_in(found).state is TextState.IN_FORCE


def leader_of(found: CompactTerms) -> str:
    """The leader's name; what stands for it where nobody is named any more."""
    return found.leader or "a leader who is no longer named here"


def heading_line(found: CompactTerms) -> str:
    """What stands under the title: between whom, which version, and the day it was made."""
    text = text_in(found)
    state = f"in force since {day(text.in_force_at.date())}" if is_agreed(found) and text.in_force_at else "offered"
    return (
        f"{found.organisation} · {found.role}: {leader_of(found)} · version {text.number}, {state} · as of "
        f"{day(found.today)}"
    )


def notices(found: CompactTerms) -> tuple[str, ...]:
    """What a reader must know first: that it is made up, that nobody has signed it, that it is over."""
    said = [MADE_UP] if found.made_up else []
    if not is_agreed(found):
        said.append(PROPOSED)
    if found.ended_at is not None:
        said.append(f"This compact came to its end; recorded on {day(found.ended_at.astimezone(HERE).date())}.")
    return tuple(said)


def footer(found: CompactTerms, context: PaperContext) -> tuple[str, ...]:
    """On every page: of which version it is made, on what evidence, and where what was signed stands."""
    text = text_in(found)
    marks = [*(["Made up"] if found.made_up else []), *([] if is_agreed(found) else ["Proposed, not signed"])]
    before = "".join(f"{one}. " for one in marks)
    evidence = f", evidence release {text.frozen.release}" if text.frozen else ""
    signed = "What was signed" if is_agreed(found) else "What is offered for signing"
    return (
        f"{before}Compact {found.number}, version {text.number}, fingerprint {text.fingerprint}{evidence}.",
        f"Made by Wraparound on {day(found.today)}; not an NHS service. {signed} stands at {context.where}",
    )


def paper_of(title: str, parts: Iterable[PaperPart], found: CompactTerms, context: PaperContext) -> Paper:
    """A document with what every one of them carries."""
    text = text_in(found)
    release = f", evidence release {text.frozen.release}" if text.frozen else ""
    return Paper(
        title=title,
        line=heading_line(found),
        notices=notices(found),
        parts=tuple(parts),
        footer=footer(found, context),
        day=found.today,
        about=f"Compact {found.number}, version {text.number}, fingerprint {text.fingerprint}{release}",
    )


def result_head(result: Result) -> str:
    """What is expected, in one line."""
    return f"{result_words(result)}{begun_words(result)}"


def by_when(result: Result, found: CompactTerms) -> str:
    """ "By 30 June 2027"; with the day that was agreed where the clock has moved it."""
    due = found.due_of(result.key)
    if due is None or not due.moved:
        return f"By {day(result.by)}"
    return f"By {day(due.by)} (agreed {day(result.by)}; {many_days(due.moved)} later because the clock stood still)"


def lines_of_result(result: Result, found: CompactTerms) -> tuple[str, ...]:
    """What every document says of one result: what is realistic, why it stays, and what was worked out anew.

    The one place to add a sentence about a result to all documents.
    """
    text = text_in(found)
    known = text.range_of(result.key)
    said: list[str] = []
    if known is not None:
        said.append(f"{known.where} {range_words(known)}".strip() if known.known else known.why_not)
    said.append(patience_words(result, found))
    if result.reason:
        said.append(f"It stays because: {stopped(result.reason)}")
    for effect in found.effects if is_agreed(found) else ():
        for anew in effect.ranges:
            if anew.key == result.key:
                now = f"{anew.where} {range_words(anew)}".strip() if anew.known else anew.why_not
                said.append(f"Worked out anew on {day(effect.starts)}: {now}")
    return tuple(one for one in said if one)


def patience_words(result: Result, found: CompactTerms) -> str:
    """What the patience rule says of the figures; before it is in force, how often it would be wrong."""
    judged, rule = found.judged_of(result.key), text_in(found).rule_of(result.key)
    if judged is not None:
        return judged.sentence
    return rule_words(rule) if rule is not None and not is_agreed(found) else ""


def figure_words(result: Result, found: CompactTerms) -> str:
    """The newest figure beside its range, without alarm: inside it, or outside and on which side."""
    latest, known = found.latest_of(result.key), text_in(found).range_of(result.key)
    if latest is None:
        return ""
    percent, period = latest
    begins = f"Newest figure: {percent:.0f}% ({period})"
    if known is None or known.low is None or known.high is None:
        return f"{begins}."
    due = found.due_of(result.key)
    by = due.by if due else result.by
    reached = ", and at what was agreed or better" if _reached(result, known, percent) else ""
    if known.low <= percent <= known.high:
        return f"{begins}, inside its range for {month(by)}{reached}."
    side = f"outside its range for {month(by)}, on the {'worse' if is_worse(known, percent) else 'better'} side"
    early = " That day has not come, and one figure swings: look at the next ones." if by > found.today else ""
    return f"{begins}, {side}{reached}.{early}"


def is_worse(known: Range, percent: float) -> bool:
    """Whether a figure lies outside its range, on the side where fewer than one in ten end up badly."""
    if known.low is None or known.high is None:
        return False
    return percent > known.high if known.better == "lower" else percent < known.low


def _reached(result: Result, known: Range, percent: float) -> bool:
    if result.level is None:
        return False
    return percent <= result.level if known.better == "lower" else percent >= result.level


def live(found: CompactTerms) -> tuple[UndertakingTerms, ...]:
    """What binds somebody today, by the day it is due; none of a version that is only offered."""
    if not is_agreed(found):
        return ()
    return tuple(one for one in found.undertakings if one.state is not UndertakingState.ENDED)


def bindings(found: CompactTerms) -> tuple[Binding, ...]:
    """Every promise and condition of the version, as agreed."""
    agreed = text_in(found).agreement
    return (*agreed.promises, *agreed.conditions)


def bound_words(item: Binding) -> tuple[str, str]:
    """What somebody is bound to, and who that is."""
    if isinstance(item, Condition):
        return item.words, party(item.owner, item.owner_name)
    return promise_words(item), party(item.giver, item.giver_name)


def grouped(items: Sequence[Binding]) -> tuple[tuple[Party, tuple[Binding, ...]], ...]:
    """Promises or conditions by whoever is bound, in the order in which parties sign; who is not is left out."""
    groups = ((side, tuple(one for one in items if one.binds is side)) for side in Party)
    return tuple((side, group) for side, group in groups if group)


def follows_of(item: Binding, agreement: Agreement) -> str:
    """What follows where it is not kept."""
    return follows_words(item, agreement)


def not_yet_part(found: CompactTerms, *, heading: str, nothing: str) -> PaperPart:
    """The floor that always counts, and what above it is not yet asked."""
    agreed = text_in(found).agreement
    return PaperPart(
        heading,
        sentences=(floor_words(), "Not yet, and until when:" if agreed.not_yet else nothing),
        points=tuple(f"{one.words}, until {day(one.until)}" for one in agreed.not_yet),
    )


def floor_words() -> str:
    """What always counts."""
    return f"Always accountable for, and never bargained with: {'; '.join(FLOOR.values())}."


def signatures(found: CompactTerms) -> tuple[str, ...]:
    """Who signed when, for which side, and who has not."""
    text = text_in(found)
    said = [
        f"{SIDES[one.party]}: {one.name}, {one.acting_as}, on {day_here(one.at)}."
        for one in text.signatures
        if not one.void
    ]
    for side in text.missing:
        unasked = side is Party.CENTRE and not found.asks_centre
        said.append(f"{SIDES[side]}: {'not asked to sign' if unasked else 'has not signed'}.")
    return tuple(said)


def signer(found: CompactTerms, side: Party) -> str:
    """The name of whoever signed for a side; empty where nobody has."""
    return next((one.name for one in text_in(found).signatures if one.party is side and not one.void), "")


def clock_lines(found: CompactTerms) -> tuple[str, ...]:
    """Whether the clock stands still, because of what, and how long it did before."""
    agreed = text_in(found).agreement
    standing = [effect_line(one, agreed) for one in found.effects if one.sort == "pause" and one.ends is None]
    past = [effect_line(one, agreed) for one in found.effects if one.sort == "pause" and one.ends is not None]
    return (*(standing or ["The clock runs."]), *past)


def how_we_know(found: CompactTerms) -> tuple[str, ...]:
    """On what the ranges rest, and when they were worked out."""
    frozen = text_in(found).frozen
    if frozen is None:
        return ()
    made_up = f" and made-up figures {frozen.made_up_release}" if frozen.made_up_release else ""
    return (
        f"Ranges were worked out on {day_of(frozen.worked_out)} from the evidence release of {frozen.release}"
        f"{made_up}, and have not been touched since (methods {', '.join(frozen.methods)}, seed {frozen.seed}). "
        "Anybody who has the release can work them out again.",
        "A range says where organisations that started alike were later: eight of ten lie within it. It does not say "
        "what the people here will do, what moved a figure, or whether a result is worth having.",
    )


def concern_results(found: CompactTerms, concern: Concern) -> tuple[Result, ...]:
    """The results about what gets done, or about how."""
    return tuple(one for one in text_in(found).agreement.results if one.concern is concern)


def day_here(at: datetime) -> str:
    """The day of a moment, as people here call it."""
    return day(at.astimezone(HERE).date())


def counted(many: int, one: str, more: str) -> str:
    """ "1 result", "6 results".

    >>> counted(1, "result", "results"), counted(6, "result", "results")
    ('1 result', '6 results')
    """
    return f"{many} {one if many == 1 else more}"


def clipped(words: str, most: int) -> str:
    """The words, cut at a space with an ellipsis where they take more room than so many small letters.

    >>> clipped("One monthly report instead of three", 20)
    'One monthly report…'
    """
    room = list(accumulate(_room(one) for one in words))
    if not room or room[-1] <= most:
        return words
    cut = words[: sum(taken <= most - 1 for taken in room)]
    whole = cut.rsplit(" ", 1)[0]
    return f"{whole if len(whole) > len(cut) // 2 else cut}…"


def _room(letter: str) -> float:
    """How much of a line a letter takes, in small letters: the widest count for two."""
    if letter in "WMmw@%…—" or not letter.isascii():
        return 2.0
    return 1.4 if letter.isupper() or letter in "&#+<>=~" else 1.0


def stopped(words: str) -> str:
    """The words with a full stop at their end, unless they have one."""
    return words if words.rstrip().endswith((".", "!", "?")) else f"{words.rstrip()}."


def kept_line(found: CompactTerms) -> str:
    """How many were kept, are overdue, and are still to come, on all sides alike."""
    if not is_agreed(found):
        return "Nothing is due yet: nobody is bound before it is signed."
    lines = live(found)
    kept = sum(one.state is UndertakingState.KEPT for one in lines)
    said = sum(one.state is UndertakingState.REPORTED for one in lines)
    late = sum(one.overdue and one.state is not UndertakingState.REPORTED for one in lines)
    waits = f", {said} said to be kept and not confirmed yet" if said else ""
    ahead = len(lines) - kept - said - late
    return f"On all sides alike: {kept} kept or met{waits}, {late or 'none'} overdue, {ahead or 'none'} still to come."


def plain_table(caption: str, headings: tuple[str, ...], rows: Iterable[tuple[str, ...]], *widths: float) -> PaperTable:
    """A table without pictures."""
    return PaperTable(caption=caption, headings=headings, rows=tuple(rows), widths=widths)


def party_line(side: Party) -> str:
    """A side with a capital, as a heading."""
    return sentence(PARTIES[side])


def say_paper(paper: Paper) -> str:
    """A document as text for a terminal."""
    lines = [paper.title, paper.line, *paper.notices]
    for part in paper.parts:
        lines += ["", *([part.heading] if part.heading else []), *part.lines, *part.sentences]
        if part.table:
            lines += [" | ".join(row) for row in (part.table.headings, *part.table.rows)]
        lines += [*([part.note] if part.note else []), *(f"- {one}" for one in part.points), *part.rooms]
    lines += ["", *(f"{one.words} {one.link}".strip() for one in paper.sources)]
    return "\n".join([*lines, "", *paper.footer])
