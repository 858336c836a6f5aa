"""The board paper: what was agreed, how it stands, what it costs, and what the record shows of risks."""

from collections.abc import Iterator

from wraparound.capabilities.compacts.terms.agreement import Agreement, Binding, Concern, Follows, Party, Result
from wraparound.capabilities.compacts.terms.compacts import (
    CompactTerms,
    TextState,
    UndertakingSort,
    UndertakingTerms,
)
from wraparound.capabilities.compacts.terms.papers import PaperContext, PaperSort
from wraparound.capabilities.compacts.wording.agreement import (
    PARTIES,
    day,
    many_days,
    net_cost_words,
    pounds,
    sentence,
)
from wraparound.capabilities.compacts.wording.compacts import effect_line, settled_line, state_of
from wraparound.capabilities.compacts.wording.papers import (
    CHANCE,
    NAMES,
    bindings,
    bound_words,
    by_when,
    clock_lines,
    concern_results,
    counted,
    figure_words,
    follows_of,
    how_we_know,
    is_agreed,
    is_worse,
    kept_line,
    leader_of,
    lines_of_result,
    live,
    not_yet_part,
    paper_of,
    plain_table,
    result_head,
    signatures,
    stopped,
    text_in,
)
from wraparound.capabilities.compacts.wording.pictures import range_picture
from wraparound.charts.terms import Chart
from wraparound.papers.terms import Paper, PaperPart, PaperTable

RANGE_NOTE = (
    "Eight of ten organisations that started alike lie within a range; the line in it is where half are. Odds are of "
    f"what was agreed, by its day. {CHANCE}",
)
EQUALITY = (
    "A compact has no place for anything about somebody's protected characteristics, and no range, day or state in "
    "this paper is worked out from any. Whether what was agreed bears on some groups otherwise than on others has not "
    "been looked at here.",
    "This paper names a person. Whoever puts it before a meeting in public decides first what of it has to be taken "
    "out. Every look at the compact is in a log that its leader reads.",
)


def board_paper(found: CompactTerms, context: PaperContext) -> Paper:
    """The paper as data: every sentence from the record, and no judgement added."""
    title = f"{NAMES[PaperSort.BOARD]}: the compact with {leader_of(found)}"
    return paper_of(title, _parts(found), found, context)


def _parts(found: CompactTerms) -> Iterator[PaperPart]:
    yield PaperPart("Purpose", sentences=(_purpose(found),))
    yield PaperPart("What the board is asked", points=_asked(found))
    yield PaperPart("In five lines", points=_in_five(found))
    yield PaperPart(
        "What is expected, beside what is realistic",
        sentences=RANGE_NOTE if text_in(found).agreement.results else ("No result is named.",),
        table=_results(found),
    )
    yield from _undertakings(found)
    yield PaperPart("What it costs", sentences=net_cost_words(text_in(found).net_cost), table=_cost(found))
    yield not_yet_part(found, heading="What the leader is not yet accountable for", nothing="Nothing is named.")
    yield PaperPart(
        "What the record shows of risks",
        sentences=("Drawn from the record alone. Nothing is rated here, and nothing is added by judgement.",),
        points=risks_in(found) or ("Nothing stands outside its range or is overdue, and the clock runs.",),
    )
    yield PaperPart("What was considered", points=_considered(found))
    yield PaperPart("Who signed, and when", points=signatures(found))
    yield PaperPart("Equality, and people's information", sentences=EQUALITY)
    yield PaperPart("Evidence and method", sentences=how_we_know(found), points=_rests_on(found))


def _purpose(found: CompactTerms) -> str:
    what = "was agreed with" if is_agreed(found) else "is offered for signing to"
    return (
        f"To put before the board what {what} {leader_of(found)} as {found.role}: what is expected, what is "
        f"realistic, what each side {'promised' if is_agreed(found) else 'would promise'}, and how it stands on "
        f"{day(found.today)}."
    )


def _asked(found: CompactTerms) -> tuple[str, ...]:
    text = text_in(found)
    if not is_agreed(found):
        missing = [PARTIES[one] for one in text.missing if one is not Party.CENTRE or found.asks_centre]
        waits = f" Still to sign: {', '.join(missing)}." if missing else ""
        return (f"To decide whether the chair signs version {text.number} for the board.{waits}",)
    said: list[str] = []
    own = [one for one in live(found) if one.overdue and one.giver is Party.BOARD]
    if own:
        are = "is" if len(own) == 1 else "are"
        what = counted(len(own), "promise or condition", "promises and conditions")
        said.append(f"To say how and by when {what} of the board that {are} overdue will be kept.")
    for one in found.effects:
        if one.sort is Follows.REVIEW and one.ends is None and not one.lifted:
            said.append(f"To fix a day for the review that was called on {day(one.starts)}.")
    return ("To note how it stands today.", *(said or ["No decision is asked for."]))


def _in_five(found: CompactTerms) -> tuple[str, ...]:
    agreed = text_in(found).agreement
    what, how = (len(concern_results(found, one)) for one in (Concern.WHAT, Concern.HOW))
    days = sorted(one.by for one in agreed.results)
    when = f" The first is due on {day(days[0])}, the last on {day(days[-1])}." if days else ""
    expects = counted(len(agreed.results), "result is expected", "results are expected")
    return (
        f"{expects}: {what} about what gets done, {how} about how.{when}",
        _realistic_line(found),
        _promised_line(found),
        kept_line(found),
        _clock_line(found),
    )


def _realistic_line(found: CompactTerms) -> str:
    known = [text_in(found).range_of(one.key) for one in text_in(found).agreement.results]
    ranged = [one for one in known if one is not None and one.known]
    outside = sum(one.outside for one in ranged)
    without = len(known) - len(ranged)
    return (
        f"Inside what is realistic: {(len(ranged) - outside) or 'none'}. Outside it, for a reason that was given: "
        f"{outside or 'none'}. Without anything published to go by: {without or 'none'}."
    )


def _promised_line(found: CompactTerms) -> str:
    agreed, cost = text_in(found).agreement, net_cost_words(text_in(found).net_cost)[0]
    bound = {side: sum(one.binds is side for one in bindings(found)) for side in Party}
    each = ", ".join(f"{PARTIES[side]} {many}" for side, many in bound.items() if many)
    promises = counted(len(agreed.promises), "promise", "promises")
    conditions = counted(len(agreed.conditions), "condition", "conditions")
    return f"{promises} and {conditions} bind the sides{f': {each}' if each else ''}. {cost}"


def _clock_line(found: CompactTerms) -> str:
    if not is_agreed(found):
        return "The clock has not begun."
    moved = max((one.moved for one in found.due), default=0)
    later = f" What depends on it has moved on by up to {many_days(moved)}." if moved else ""
    return f"{'The clock stands still.' if found.paused else 'The clock runs.'}{later}"


def _results(found: CompactTerms) -> PaperTable | None:
    text = text_in(found)
    results = text.agreement.results
    if not results:
        return None
    pictures = tuple(_picture(one, found) for one in results)
    drawn = any(one is not None for one in pictures)
    return PaperTable(
        caption="What is expected, beside what is realistic",
        headings=("What is expected", "What is realistic, and the newest figure"),
        rows=tuple((f"{result_head(one)}. {by_when(one, found)}.", _beside(one, found)) for one in results),
        widths=(1.1, 1.35, 1.05) if drawn else (1.1, 1.6),
        pictures=pictures if drawn else (),
        picture_heading="Range, agreed and newest" if is_agreed(found) else "Range, and what is proposed",
    )


def _picture(result: Result, found: CompactTerms) -> Chart | None:
    known = text_in(found).range_of(result.key)
    latest = found.latest_of(result.key)
    return range_picture(known, result, latest, is_agreed=is_agreed(found)) if known else None


def _beside(result: Result, found: CompactTerms) -> str:
    figure = figure_words(result, found) if is_agreed(found) else ""
    return " ".join((*lines_of_result(result, found), *([figure] if figure else [])))


def _undertakings(found: CompactTerms) -> Iterator[PaperPart]:
    agreed = text_in(found).agreement
    if not is_agreed(found):
        ordered = sorted(bindings(found), key=lambda one: (one.due, one.key))
        offered = [_offered_row(one, agreed) for one in ordered]
        columns = ("What", "By whom", "By when", "What would follow")
        yield PaperPart(
            "Promises and conditions",
            sentences=() if offered else ("None is named.",),
            table=plain_table("Promises and conditions", columns, offered, 1.5, 0.8, 0.8, 1.5) if offered else None,
        )
        return
    for sort, heading in ((UndertakingSort.PROMISE, "Promises"), (UndertakingSort.CONDITION, "Conditions")):
        lines = [one for one in live(found) if one.sort is sort]
        rows = tuple(_row(one) for one in lines)
        yield PaperPart(
            f"{heading}, and how they stand today",
            sentences=() if rows else (f"There are no {heading.lower()}.",),
            table=plain_table(
                f"{heading}, on all sides alike",
                ("What", "By whom", "Due", "Today"),
                rows,
                *(1.6, 0.9, 0.8, 1.2),
            )
            if rows
            else None,
        )


def _offered_row(one: Binding, agreed: Agreement) -> tuple[str, ...]:
    what, who = bound_words(one)
    return what, sentence(who), day(one.due), follows_of(one, agreed)


def _row(one: UndertakingTerms) -> tuple[str, ...]:
    amount = f", {many_days(one.days)}" if one.days else ""
    given = f" ({many_days(one.days_given)} given)" if one.days_given is not None else ""
    whom = f"{one.giver_words} to {one.receiver_words}" if one.receiver_words else one.giver_words
    today = stopped(settled_line(one) or state_of(one))
    return f"{one.words}{amount}{given}", sentence(whom), day(one.due), today


def _cost(found: CompactTerms) -> PaperTable | None:
    cost = text_in(found).net_cost
    if not cost.total:
        return None
    rows = [("The trust itself (net cost)", pounds(cost.by_trust))]
    rows += [(sentence(PARTIES[one]), pounds(amount)) for one, amount in cost.by_others]
    return plain_table("Who pays", ("Paid by", "In all"), [*rows, ("Together", pounds(cost.total))], 2.2, 1.0)


def risks_in(found: CompactTerms) -> tuple[str, ...]:
    """What stands outside its range, what is overdue on whatever side, what the clock does, who has not signed."""
    text = text_in(found)
    said: list[str] = []
    for one in text.agreement.results:
        known = text.range_of(one.key)
        latest = found.latest_of(one.key) if is_agreed(found) else None
        if known is not None and known.outside:
            said.append(
                f"“{result_head(one)}” asks for more than is realistic: {known.where[:1].lower()}{known.where[1:]}"
            )
        if known is not None and latest is not None and is_worse(known, latest[0]):
            said.append(f"“{result_head(one)}”. {figure_words(one, found)}")
        if known is None or not known.known:
            said.append(f"Of “{result_head(one)}” nobody can say from published evidence whether it is realistic.")
    for line in live(found):
        if line.overdue:
            said.append(f"Overdue since {day(line.due)}: {line.words}, by {line.giver_words}.")
    if is_agreed(found):
        said += [one for one in clock_lines(found) if one != "The clock runs."]
        said += [effect_line(one, text.agreement) for one in found.effects if one.sort is not Follows.PAUSE]
    if Party.CENTRE in text.missing and found.asks_centre and is_agreed(found):
        said.append("The centre was asked to sign and has not, so that nothing binds it.")
    return tuple(said)


def _considered(found: CompactTerms) -> tuple[str, ...]:
    text = text_in(found)
    shared = [one for one in found.texts if one.shared_at is not None and one.state is not TextState.PRIVATE]
    said = [
        f"{counted(len(shared), 'version was', 'versions were')} shared between the sides. This is version "
        f"{text.number}, written by {PARTIES[text.side]}."
    ]
    if text.agreement.reason:
        said.append(f"It amends what was agreed before, because: {text.agreement.reason}")
    said += [
        f"“{result_head(one)}” stays although it lies outside its range, because: {one.reason}"
        for one in text.agreement.results
        if one.reason
    ]
    return tuple(said)


def _rests_on(found: CompactTerms) -> tuple[str, ...]:
    said = [
        f"{result_head(one)}: {known.sentence}"
        for one in text_in(found).agreement.results
        if (known := text_in(found).range_of(one.key)) is not None and known.known
    ]
    return tuple(said)
