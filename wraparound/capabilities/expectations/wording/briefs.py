"""A brief on one trust, put together from the answers that its pages give."""

from collections.abc import Sequence
from dataclasses import dataclass

from wraparound.capabilities.expectations.terms.backtest import BacktestAnswer, Scale
from wraparound.capabilities.expectations.terms.briefs import Brief
from wraparound.capabilities.expectations.terms.performance import ComparatorAnswer, FanPoint, ForecastAnswer
from wraparound.capabilities.expectations.terms.trusts import TrustAnswer
from wraparound.capabilities.expectations.wording.backtest import cell_sentence, judged
from wraparound.capabilities.expectations.wording.finding import KIND_LABELS
from wraparound.capabilities.expectations.wording.numbers import short_name, source_date
from wraparound.capabilities.expectations.wording.odds import (
    length_of_time,
    level,
    measure_label,
    or_better,
    period_name,
)
from wraparound.capabilities.expectations.wording.outlook_pictures import fan_picture
from wraparound.capabilities.expectations.wording.outlooks import fan_rests_on, gap_sentences, step_sentence
from wraparound.papers.terms import PaperPart, PaperSource, PaperTable
from wraparound.published.measure_files import card_of
from wraparound.published.terms import Sidecar

YEARS = (12, 24, 36)
TWO_YEARS = 24
MOST_STEPS = 3
MOST_MISSING = 3


@dataclass(frozen=True)
class Told:
    """What a brief is made of: the leading measure, every other, whom it is compared with, the back-test."""

    leading: ForecastAnswer | None
    others: Sequence[ForecastAnswer]
    comparators: ComparatorAnswer | None
    tested: BacktestAnswer | None


def brief_of(trust: TrustAnswer, answers: Told, sidecars: Sequence[Sidecar]) -> Brief:
    """The leading measure with its picture, every other in a line, support regimes, limits, sources."""
    organisation, leading, compared = trust.organisation, answers.leading, answers.comparators
    sections = [_ahead(trust, leading)]
    if compared is not None and compared.comparators is not None:
        sections.append(PaperPart("Whom it is compared with", sentences=compared.sentences))
    told = [one for one in (leading, *answers.others) if one is not None and one.baseline is not None]
    if told:
        sections.append(
            PaperPart("Every measure, two years ahead", table=_measures_table(told), note=_staff_note(told))
        )
    sections.append(PaperPart("Special measures and recovery support", sentences=trust.recovery_sentences))
    sections.append(
        PaperPart("How far to trust this, and what is missing", points=_limits(trust, leading, answers.tested))
    )
    return Brief(
        organisation=organisation,
        title=f"What is realistic: {short_name(organisation.name)}",
        line=(
            f"{organisation.name} · {organisation.code} · {KIND_LABELS[organisation.kind].lower()} · "
            f"{organisation.region} · evidence release of {source_date(trust.release)}"
        ),
        sections=tuple(sections),
        sources=tuple(
            PaperSource(f"{one.title}. {one.publisher}. {one.published}.", one.link)
            for one in sidecars
            if one.table in _tables(told, trust)
        ),
        release=trust.release,
        method=leading.method if leading else "",
    )


def say_brief(brief: Brief) -> str:
    """The brief as text for a terminal."""
    lines = [brief.title, brief.line]
    for section in brief.sections:
        lines += ["", section.heading, *section.sentences]
        if section.table:
            lines += [" | ".join(row) for row in (section.table.headings, *section.table.rows)]
        lines += [*([section.note] if section.note else []), *(f"- {point}" for point in section.points)]
    return "\n".join([*lines, "", f"Evidence release {brief.release}."])


def _ahead(trust: TrustAnswer, leading: ForecastAnswer | None) -> PaperPart:
    if leading is None:
        return PaperPart("In short", sentences=trust.sentences)
    noted = [*gap_sentences(leading), *(step_sentence(step) for step in leading.steps[-MOST_STEPS:])]
    became = trust.sentences[: len(trust.sentences) - len(trust.realistic.sentences)] if trust.realistic else ()
    return PaperPart(
        measure_label(leading.measure),
        sentences=(*became, *leading.sentences),
        chart=fan_picture(leading, name="brief"),
        table=_years_table(leading) if leading.fan else None,
        note=" ".join([fan_rests_on(leading), *noted]),
    )


def _years_table(answer: ForecastAnswer) -> PaperTable:
    """One row a year ahead."""
    lower = card_of(answer.measure).lower_is_better
    unlikely, likely = ("10", "90") if lower else ("90", "10")
    return PaperTable(
        caption=f"{measure_label(answer.measure)}: the range ahead",
        headings=(
            "By the figure of",
            "9 of 10 such starts reach",
            "Half reach",
            "1 in 10 reaches",
            "Median trust, as assumed",
        ),
        rows=tuple(
            (
                period_name(answer.measure, point.period),
                or_better(answer.measure, level(point.quantiles[likely])),
                or_better(answer.measure, level(point.quantiles["50"])),
                or_better(answer.measure, level(point.quantiles[unlikely])),
                level(point.median_trust),
            )
            for point in answer.fan
            if point.months_ahead in YEARS
        ),
    )


def _measures_table(told: Sequence[ForecastAnswer]) -> PaperTable:
    return PaperTable(
        caption="Where each measure starts, and where such starts led",
        headings=(
            "Measure",
            "Start",
            "Beside the median trust",
            "Half are at",
            "Eight of ten lie between",
            "After",
        ),
        rows=tuple(row for one in told if (row := _measure_row(one)) is not None),
    )


def _staff_note(told: Sequence[ForecastAnswer]) -> str:
    if not any(card_of(one.measure).within_kind for one in told):
        return ""
    return (
        "The staff survey is held beside the median trust of its kind; its ranges rest on four surveys, so the true "
        "ones may be wider."
    )


def _measure_row(answer: ForecastAnswer) -> tuple[str, ...] | None:
    point = _two_years(answer)
    if answer.baseline is None or point is None:
        return None
    away = answer.baseline.beside_median
    return (
        measure_label(answer.measure),
        level(answer.baseline.level),
        "level"
        if abs(away) < 1
        else f"{round(abs(away))} point{'' if round(abs(away)) == 1 else 's'} {'below' if away < 0 else 'above'}",
        or_better(answer.measure, level(point.quantiles["50"])),
        f"{level(point.quantiles['10'])} and {level(point.quantiles['90'])}",
        length_of_time(point.months_ahead),
    )


def _two_years(answer: ForecastAnswer) -> FanPoint | None:
    return next((one for one in reversed(answer.fan) if one.months_ahead <= TWO_YEARS), None)


def _limits(trust: TrustAnswer, leading: ForecastAnswer | None, tested: BacktestAnswer | None) -> tuple[str, ...]:
    said: list[str] = []
    if leading is not None and leading.fan:
        said.append(
            "A range says where trusts that started alike were later. It does not say what this trust's people will "
            "do, what moved a figure, or whether a target is worth having."
        )
        said.append(
            "Where the median trust goes is assumed, not forecast: here it stays level. Ranges are surer than they "
            "should be by as much as that is wrong."
        )
    if tested is not None:
        said += [cell_sentence(cell) for cell in judged(tested, Scale.RELATIVE) if cell.months_ahead == TWO_YEARS]
    said += trust.missing[:MOST_MISSING]
    return tuple(said)


def _tables(told: Sequence[ForecastAnswer], trust: TrustAnswer) -> set[str]:
    measured = {one.address.table for answer in told for one in answer.past if one.address}
    return measured | {"regime_spells", "organisations"} | ({"ratings"} if trust.ratings else set())
