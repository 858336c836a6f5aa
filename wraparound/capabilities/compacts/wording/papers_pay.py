"""Evidence for a pay case: what the post asks and what is realistic here, never what anybody should be paid."""

from collections.abc import Iterator

from wraparound.capabilities.compacts.terms.agreement import Party
from wraparound.capabilities.compacts.terms.compacts import CompactTerms, UndertakingSort
from wraparound.capabilities.compacts.terms.papers import PaperContext, PaperSort
from wraparound.capabilities.compacts.wording.agreement import (
    CONCERNS,
    day,
    day_of,
    many_days,
    net_cost_words,
    party,
    pounds,
    sentence,
)
from wraparound.capabilities.compacts.wording.compacts import state_of
from wraparound.capabilities.compacts.wording.papers import (
    NAMES,
    by_when,
    how_we_know,
    lines_of_result,
    live,
    not_yet_part,
    paper_of,
    plain_table,
    result_head,
    text_in,
)
from wraparound.papers.terms import Paper, PaperPart, PaperSource, PaperTable

NO_PAY = (
    "Nothing in Wraparound triggers or recommends anything about pay. This states evidence: it holds no "
    "recommendation, no amount of pay, and no verdict on a person."
)
READ_IN_PART = (
    "Of each source only the beginning could be read, up to 23 November 2026. Read the framework itself before relying "
    "on any of this."
)
NOT_CONFIRMED = "Not confirmed, and to be looked up in the framework itself"
NO_HISTORY = (
    "Neither the compact nor a published prospectus of this post says how leadership has changed here, and nothing is "
    "put in its place."
)
LEFT_OUT = (
    "How anybody has performed, and how results stand today: nothing here may be read as a verdict",
    "What anybody is paid, or is paid elsewhere",
    "Anything about anybody's protected characteristics",
    "A judgement whether what the framework asks for is met: that is for those who decide, and for them to explain",
)


def pay_case(found: CompactTerms, context: PaperContext) -> Paper:
    """The evidence as data. What could not be confirmed of the framework is marked so, and never stated."""
    title = f"{NAMES[PaperSort.PAY]}: {found.role}, {found.organisation}"
    made = paper_of(title, _parts(found, context), found, context)
    sources = {one.link: PaperSource(f"{one.source}.", one.link) for one in context.pay_rules if one.confirmed}
    first = (NO_PAY, *made.notices)
    return Paper(**{**vars(made), "notices": first, "sources": tuple(sources.values())})


def _parts(found: CompactTerms, context: PaperContext) -> Iterator[PaperPart]:
    yield PaperPart("What this is", sentences=_what(context))
    yield from _framework(context)
    yield from _post(found)
    yield _leadership(found, context)
    yield PaperPart(
        "Support that comes with the post, and what it costs",
        sentences=net_cost_words(text_in(found).net_cost),
        table=_support(found),
    )
    yield not_yet_part(
        found, heading="What the holder is not yet accountable for", nothing="The compact names nothing."
    )
    yield PaperPart("What is left out, on purpose", points=LEFT_OUT)
    yield PaperPart("How we know what is realistic", sentences=how_we_know(found))


def _what(context: PaperContext) -> tuple[str, ...]:
    return (
        "Published evidence and the words of a signed compact, for those who have to make or to test a pay case for "
        "this post.",
        f"It was made because {context.asked_by} asked for it. That it was made stands in the log of looks, which the "
        "leader reads on their own page.",
    )


def _framework(context: PaperContext) -> Iterator[PaperPart]:
    known = tuple(f"{one.says} ({one.source.split(':')[0]}.)" for one in context.pay_rules if one.confirmed)
    unknown = tuple(one.says for one in context.pay_rules if not one.confirmed)
    yield PaperPart(
        "What the framework asks for, as far as we could confirm it", sentences=(READ_IN_PART,), points=known
    )
    yield PaperPart(NOT_CONFIRMED, level=3, points=unknown)


def _post(found: CompactTerms) -> Iterator[PaperPart]:
    agreed = text_in(found).agreement
    yield PaperPart(
        "Where things stood when it was agreed", points=agreed.starting_point or ("The compact does not say.",)
    )
    yield PaperPart(
        "What the post asks, and what is realistic here",
        sentences=() if agreed.results else ("No result is named.",),
    )
    for one in agreed.results:
        known = text_in(found).range_of(one.key)
        yield PaperPart(
            result_head(one),
            level=3,
            sentences=(f"{by_when(one, found)}. {CONCERNS[one.concern]}.", *lines_of_result(one, found)),
            note=f"{known.sentence} Worked out on {_worked_out(found)}." if known and known.known else "",
        )


def _worked_out(found: CompactTerms) -> str:
    frozen = text_in(found).frozen
    return day_of(frozen.worked_out) if frozen else day(found.today)


def _leadership(found: CompactTerms, context: PaperContext) -> PaperPart:
    told = context.history
    if told is None:
        return PaperPart("How leadership has changed", sentences=(NO_HISTORY,))
    return PaperPart(
        "How leadership has changed",
        sentences=tuple(one.strip() for one in told.words.splitlines() if one.strip()),
        note=f"In the words of {found.organisation}: edition {told.edition} of its prospectus of this post, published "
        f"on {day(told.published)}.",
    )


def _support(found: CompactTerms) -> PaperTable | None:
    """What is promised to the leader or the board by the others, at what cost, and how it stands."""
    promised = {one.key: one for one in text_in(found).agreement.promises if one.giver is not Party.LEADER}
    lines = [one for one in live(found) if one.sort is UndertakingSort.PROMISE and one.key in promised]
    rows = tuple(
        (
            f"{one.words}{f', {many_days(one.days)}' if one.days else ''}",
            sentence(party(promised[one.key].giver, promised[one.key].giver_name)),
            f"{pounds(one.cost)}, paid by {one.paid_by}" if one.cost else "No price",
            f"{state_of(one)}, by {day(one.due)}",
        )
        for one in lines
    )
    return plain_table("Support", ("What", "By whom", "Cost", "Today"), rows, 1.6, 0.9, 1.0, 1.0) if rows else None
