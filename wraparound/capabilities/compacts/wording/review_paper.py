"""A review part by part, for paper and terminal: before the meeting as its paper, after it as its record."""

from collections.abc import Iterator

from wraparound.capabilities.compacts.terms.agreement import ResultSort
from wraparound.capabilities.compacts.terms.compacts import UndertakingSort
from wraparound.capabilities.compacts.terms.prospectuses import Section, SectionLine
from wraparound.capabilities.compacts.terms.reviews import (
    KnownResult,
    KnownUndertaking,
    ReviewList,
    ReviewTerms,
    StepTerms,
)
from wraparound.capabilities.compacts.wording import criteria as exits
from wraparound.capabilities.compacts.wording import reviews as say
from wraparound.capabilities.compacts.wording.agreement import PARTIES, day, result_words
from wraparound.capabilities.compacts.wording.ranges import range_words

FOOTER = (
    "For those who are part of this compact. Nothing in it touches pay or employment. The same, with its history, is at"
)


def title(found: ReviewTerms) -> str:
    """ "Review at 6 months: Larkmoor Hospitals (made up)"."""
    return f"{say.name_of(found.line)}: {found.organisation}"


def standing(found: ReviewTerms) -> str:
    """For which post and with whom, where it stands, and from when the paper is."""
    with_whom = f", with {found.leader}" if found.leader else ""
    known = f"As known on {day(found.known.on)}, evidence release {found.known.release}."
    return f"{found.role}{with_whom}. {say.lead(found)} {known}"


def sections(found: ReviewTerms) -> tuple[Section, ...]:
    """The parts, in the order in which a meeting goes through them."""
    held = found.line.held_on is not None
    return tuple(
        one
        for one in (
            *(_record(found) if held else ()),
            _since(found),
            *([_last_steps(found)] if found.last_number is not None else []),
            _expected(found),
            _undertakings(found, UndertakingSort.PROMISE, "What we promised", "Nothing was promised."),
            _undertakings(found, UndertakingSort.CONDITION, "Conditions", "None was agreed."),
            _followed(found),
            _criteria(found),
        )
    )


def list_sections(found: ReviewList) -> tuple[Section, ...]:
    """The reviews of a compact, what is to be done next, and the exit criteria."""
    reviews = tuple(
        SectionLine(
            f"{one.number or '–':>6}  {say.name_of(one)}",
            " ".join(part for part in (say.when_line(one), say.because_line(one)) if part),
            say.STATES[one.state] if one.number else "",
        )
        for one in found.lines
    )
    live = [one for one in found.criteria if one.state.value != "taken_out"]
    return (
        Section(key="reviews", heading="Reviews", points=reviews, paragraphs=() if reviews else ("None is due.",)),
        Section(
            key="next",
            heading="To be done next",
            points=tuple(_step(one) for one in found.steps),
            paragraphs=(say.NOT_A_PROMISE,) if found.steps else ("Nothing from a review is still to be done.",),
        ),
        Section(
            key="criteria",
            heading="Leaving a support programme",
            paragraphs=(exits.NOT_SIGNED,) if live else (exits.NO_PROGRAMME,),
            points=tuple(
                SectionLine(
                    exits.criterion_words(one), f"{one.programme}. {exits.criterion_line(one)}", exits.STATES[one.state]
                )
                for one in live
            ),
        ),
    )


def _record(found: ReviewTerms) -> Iterator[Section]:
    took_part = (f"Took part: {found.took_part}",) if found.took_part else ()
    answers = tuple(say.answer_words(one) for one in found.words if one.answer) if found.written_for else ()
    yield Section(key="record", heading="The record", paragraphs=(say.record_lead(found), *took_part, *answers))
    if found.written_for:
        yield Section(
            key="agreed",
            heading="What was agreed",
            level=3,
            points=tuple(SectionLine(one) for one in found.agreed),
            paragraphs=() if found.agreed else ("Nothing was written down as agreed.",),
        )
        yield Section(
            key="steps",
            heading="What comes next",
            level=3,
            paragraphs=(say.NOT_A_PROMISE,) if found.steps else ("Nothing was written down.",),
            points=tuple(_step(one) for one in found.steps),
        )
    for one in found.words:
        if one.words:
            at = f"{one.by}, {one.at:%-d %B %Y, %H:%M}" if one.at else one.by
            lines = tuple(line for line in one.words.splitlines() if line.strip())
            yield Section(
                key=f"said_{one.party}",
                heading=f"What {PARTIES[one.party]} says",
                level=3,
                paragraphs=(*lines, at),
            )
    if found.added:
        yield Section(
            key="added",
            heading="Added",
            level=3,
            points=tuple(
                SectionLine(
                    f"{one.at:%-d %B %Y, %H:%M}, {say.added_by(one.party, one.by)}", " ".join(one.words.split())
                )
                for one in found.added
            ),
        )
    if found.revised:
        yield Section(
            key="revised",
            heading="Figures have been revised since",
            level=3,
            points=tuple(SectionLine(say.revised_words(one, found.known)) for one in found.revised),
        )


def _since(found: ReviewTerms) -> Section:
    lines = tuple(SectionLine(one) for one in say.since_lines(found))
    return Section(key="since", heading="Since the last review", paragraphs=(say.since_head(found),), points=lines)


def _last_steps(found: ReviewTerms) -> Section:
    none = () if found.last_steps else ("Nothing was agreed to be done next.",)
    return Section(
        key="last_steps",
        heading="What was to be done next",
        level=3,
        paragraphs=none,
        points=tuple(_step(one) for one in found.last_steps),
    )


def _expected(found: ReviewTerms) -> Section:
    return Section(
        key="expected",
        heading="What we expect",
        paragraphs=(say.CALM,),
        points=tuple(_result(one) for one in found.known.results),
    )


def _result(one: KnownResult) -> SectionLine:
    said = [f"{say.due_words(one)}.", say.figure_words(one)]
    if one.judged is not None:
        said.append(one.judged.sentence)
    if one.range is not None:
        said += [one.range.where or one.range.why_not, range_words(one.range)]
    if one.anew is not None and one.anew_on is not None:
        said.append(
            f"Worked out anew on {day(one.anew_on)}: {one.anew.where or one.anew.why_not} {range_words(one.anew)}"
        )
    return SectionLine(result_words(one.result), " ".join(part.strip() for part in said if part.strip()))


def _undertakings(found: ReviewTerms, sort: UndertakingSort, heading: str, none: str) -> Section:
    rows = [one for one in found.known.undertakings if one.sort is sort]
    return Section(
        key=sort.value,
        heading=heading,
        paragraphs=() if rows else (none,),
        points=tuple(_undertaking(one) for one in rows),
    )


def _undertaking(one: KnownUndertaking) -> SectionLine:
    said = f"{say.undertaking_words(one)}. {one.evidence}".strip()
    return SectionLine(one.words, said, say.state_words(one))


def _followed(found: ReviewTerms) -> Section:
    lines = tuple(SectionLine(one.line) for one in found.known.effects)
    none = "Nothing followed from anything that was not kept."
    return Section(key="followed", heading="What followed", paragraphs=() if lines else (none,), points=lines)


def _criteria(found: ReviewTerms) -> Section:
    shown = found.known.criteria
    signed = [one for one in found.known.results if one.result.sort is ResultSort.REGIME]
    text = tuple(f"The signed text expects this of it: {result_words(one.result)}, by {day(one.by)}." for one in signed)
    return Section(
        key="criteria",
        heading="Leaving a support programme",
        paragraphs=((exits.NOT_SIGNED,) if shown else (exits.NO_PROGRAMME,)) + text,
        points=tuple(
            SectionLine(
                exits.criterion_words(one),
                f"{one.programme}. {exits.criterion_line(one)}. {one.evidence}".strip(),
                exits.STATES[one.state],
            )
            for one in shown
        ),
    )


def _step(one: StepTerms) -> SectionLine:
    return SectionLine(one.words, f"{say.step_words(one)}. {one.said}".strip(), say.step_state(one))
