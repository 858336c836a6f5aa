"""Whole answers as text for a terminal."""

from collections.abc import Sequence

from wraparound.capabilities.expectations.terms.performance import (
    ComparatorAnswer,
    ForecastAnswer,
    ReleaseFitted,
    TargetAnswer,
)
from wraparound.capabilities.expectations.terms.recovery import RecoveryAnswer, Shown, SpellList
from wraparound.capabilities.expectations.terms.search import TrustList
from wraparound.capabilities.expectations.terms.trusts import TrustAnswer
from wraparound.capabilities.expectations.wording.finding import KIND_LABELS, found_line, list_sentence
from wraparound.capabilities.expectations.wording.numbers import REGIME_NAMES, percent, percent_range, source_date
from wraparound.capabilities.expectations.wording.odds import exact_level, level, measure_label, period_name
from wraparound.capabilities.expectations.wording.outlooks import gap_sentences, step_sentence, worst_month_sentence
from wraparound.capabilities.expectations.wording.recovery import length_in_words, relapse_sentences, which_spells
from wraparound.capabilities.expectations.wording.targets import headline, if_you_still_want, scenario_line
from wraparound.capabilities.expectations.wording.trusts import (
    figure_sentence,
    measure_name,
    rating_sentence,
    staff_sentence,
)
from wraparound.published.measure_files import card_of


def say_recovery(answer: RecoveryAnswer) -> str:
    """The whole answer as text for a terminal."""
    lines = [f"How long did recovery take? {answer.spells} {which_spells(answer)}.", ""]
    lines += answer.sentences
    if answer.by_month:
        lines += ["", "Months   Out by then   95% range     Recovered   Merged"]
        lines += [
            f"{row.months:>6}   {_cell(row.out):>11}   {_range_cell(row.low, row.high):<11}"
            f"   {_cell(row.recovered):>9}   {_cell(row.merged):>6}"
            for row in answer.by_month
        ]
    if answer.shown is Shown.LIST:
        lines += [
            "",
            *(f"{length.name_then} ({length.code}): {length_in_words(length)}" for length in answer.each_spell),
        ]
    lines += ["", *relapse_sentences(answer.relapse)]
    lines += [
        "",
        f"Evidence release {answer.release}. Each spell: wraparound expectations spells --regime {answer.regime}",
    ]
    return "\n".join(lines)


def say_regimes(answers: Sequence[RecoveryAnswer]) -> str:
    """The first sentences for each regime, for a terminal."""
    lines: list[str] = []
    for answer in answers:
        lines += [
            f"{answer.regime} ({answer.completeness} list)",
            *(f"  {one}" for one in answer.sentences),
            "",
        ]
    return "\n".join(lines).rstrip()


def say_spells(spells: SpellList) -> str:
    """Every spell with its length and its row, for a terminal."""
    lines = [
        f"Spells in {REGIME_NAMES[spells.regime]}, by date of entry; row of regime_spells in release {spells.release}.",
        "",
    ]
    for one in spells.spells:
        entered = one.entered or "entry not known"
        exited = one.exited or "exit not known"
        lines.append(
            f"{one.address.row:>4}  {one.code:<6}{one.name_then[:52]:<54}{entered} – {exited}: {length_in_words(one)}"
        )
    return "\n".join([*lines, "", "See one with its source: wraparound sources show regime_spells ROW"])


def _cell(share: float | None) -> str:
    return "not known" if share is None else percent(share)


def _range_cell(low: float | None, high: float | None) -> str:
    return "–" if low is None or high is None else percent_range(low, high)


def say_trust(answer: TrustAnswer) -> str:
    """The whole answer as text for a terminal."""
    organisation = answer.organisation
    lines = [
        f"{organisation.name} · {organisation.code} · {KIND_LABELS[organisation.kind]} · {organisation.region}",
        "",
        *answer.sentences,
        "",
        *answer.recovery_sentences,
    ]
    if answer.performance or answer.ratings or answer.staff:
        lines += ["", "What else is known"]
        lines += [f"- {measure_name(one)}: {figure_sentence(one)}" for one in answer.performance]
        lines += [
            f"- Rating held, {source_date(rating.published)}: {rating_sentence(rating)}" for rating in answer.ratings
        ]
        lines += [f"- NHS Staff Survey {one.year}: {staff_sentence(one)}" for one in answer.staff]
    if answer.missing:
        lines += ["", "What is missing, and why", *(f"- {sentence}" for sentence in answer.missing)]
    lines += ["", f"Evidence release {answer.release}."]
    return "\n".join(lines)


def say_trusts(trusts: TrustList) -> str:
    """A search result as text for a terminal."""
    lines = [list_sentence(trusts), ""]
    for found in trusts.found or trusts.near:
        former = f"  (found as {found.matched_name})" if found.matched_name else ""
        lines.append(f"{found_line(found)}{former}")
    return "\n".join(lines).rstrip()


def say_target(answer: TargetAnswer) -> str:
    """The check of a target as text for a terminal."""
    lines = [f"{answer.organisation.name}: {measure_label(answer.measure)}", "", headline(answer), *answer.sentences]
    if answer.probability is not None:
        lines += ["", if_you_still_want(answer), "", "What would change it"]
        lines += [f"- {scenario_line(one, answer)}" for one in answer.other_scenarios]
    return "\n".join([*lines, "", f"Evidence release {answer.release}, method {answer.method}."])


def say_forecast(answer: ForecastAnswer) -> str:
    """The fan as text for a terminal."""
    lines = [f"{answer.organisation.name}: {measure_label(answer.measure)}", "", *answer.sentences]
    lines += answer.beside.sentences if answer.beside else ()
    if answer.fan:
        lines += [
            "",
            "Period                     1 in 20    1 in 10    quarter       half    quarter    1 in 10    1 in 20",
        ]
        lines += [
            "                             below      below      below       each      above      above      above"
        ]
        for point in answer.fan:
            cells = "".join(f"{point.quantiles[name]:>10.1f}%" for name in point.quantiles)
            lines.append(f"{period_name(answer.measure, point.period):<25}{cells}")
    noted = [*gap_sentences(answer), *(step_sentence(step) for step in answer.steps)]
    lines += ["", *noted] if noted else []
    lines += ["", worst_month_sentence(answer.worst_month)] if answer.worst_month and answer.fan else []
    return "\n".join([*lines, "", f"Evidence release {answer.release}, method {answer.method}."])


def say_comparators(answer: ComparatorAnswer) -> str:
    """The comparators as text for a terminal."""
    lines = [f"{answer.organisation.name}: {measure_label(answer.measure)}", "", *answer.sentences]
    if answer.comparators:
        lines.append("")
        for one in answer.comparators.each:
            lines.append(
                f"{one.code:<5} {one.name[:48]:<49} {period_name(answer.measure, one.started)}: "
                f"{exact_level(one.start)} (median {exact_level(one.median_then)}) → {exact_level(one.after)} (median "
                f"{exact_level(one.median_after)}), now worth {level(one.as_it_would_be)}"
            )
        lines += [f"left out: {one.code} {one.name}. {one.why}" for one in answer.comparators.left_out]
    return "\n".join([*lines, "", f"Evidence release {answer.release}, method {answer.method}."])


def say_fits(fitted: ReleaseFitted) -> str:
    """What was fitted, for a terminal."""
    lines = [f"Fits of release {fitted.release} by method {fitted.method}, kept with it:"]
    lines += [
        f"- {one.measure}{f' ({one.kind})' if one.kind else ''}: {one.trusts} trusts, {one.periods} "
        f"{card_of(one.measure).period}s, reaches {one.reaches_months} months, "
        f"{one.steps} recording steps; {one.seconds} s"
        for one in fitted.measures
    ]
    return "\n".join(lines)
