"""Answers as flat rows for analysts, each with where it comes from: release, method, and the row where there is one."""

from collections.abc import Iterable
from dataclasses import replace

from wraparound.capabilities.expectations.terms.backtest import BacktestAnswer, Skill
from wraparound.capabilities.expectations.terms.performance import ComparatorAnswer, ForecastAnswer, TargetAnswer
from wraparound.capabilities.expectations.terms.ratings import RatingRecord
from wraparound.capabilities.expectations.terms.recovery import RecoveryAnswer, SpellList
from wraparound.capabilities.expectations.terms.search import TrustList
from wraparound.capabilities.expectations.wording.outlooks import source_to
from wraparound.published.export import Cell, Row, flat


def forecast_rows(answer: ForecastAnswer) -> list[Row]:
    """What was measured, then the range ahead, period by period; percent."""
    asked = {
        "ods_code": answer.organisation.code,
        "name": answer.organisation.name,
        "measure": answer.measure,
        "scenario": answer.scenario.value,
    }
    rests_on = {**_rests_on(answer), "figures": source_to(answer.measure, answer.data_to)}
    measured = [{**asked, "what": "measured", **flat(one), **rests_on} for one in answer.past]
    return [*measured, *({**asked, "what": "range", **flat(one), **rests_on} for one in answer.fan)]


def target_rows(answer: TargetAnswer) -> list[Row]:
    """One row: the check of one target."""
    return [{**flat(replace(answer, comparators=None, sentences=())), **_comparators(answer)}]


def comparator_rows(answer: ComparatorAnswer) -> list[Row]:
    """One row for each comparator, then for each trust left out."""
    asked = {
        "compared_with": answer.organisation.code,
        "measure": answer.measure,
        "scenario": answer.scenario.value,
        "months_ahead": answer.months_ahead,
    }
    found = answer.comparators
    if found is None:
        return []
    each = [{**asked, "what": "comparator", **flat(one), **_rests_on(answer)} for one in found.each]
    return [*each, *({**asked, "what": "left out", **flat(one), **_rests_on(answer)} for one in found.left_out)]


def recovery_rows(answer: RecoveryAnswer) -> list[Row]:
    """Every spell behind the curve, with its length and its row."""
    return [{"regime": answer.regime.value, **flat(one), "release": answer.release} for one in answer.each_spell]


def spell_rows(answer: SpellList) -> list[Row]:
    """Every spell in a regime, with its length and its row."""
    return [{"regime": answer.regime.value, **flat(one), "release": answer.release} for one in answer.spells]


def rating_rows(answer: RatingRecord) -> list[Row]:
    """Every move of a trust from a rating, known or not, with the reason."""
    return [{**flat(one), "release": answer.release} for one in answer.moves]


def trust_rows(answer: TrustList) -> list[Row]:
    """Every trust found, or nearly."""
    return [{**flat(one), "release": answer.release} for one in answer.found or answer.near]


def backtest_rows(answer: BacktestAnswer) -> list[Row]:
    """One row for each cut and method: score, coverage, width, and how far ours lies below it."""
    return [
        {
            "measure": answer.measure,
            "source": answer.source,
            "scale": cell.scale.value,
            "era": cell.era.value,
            "months_ahead": cell.months_ahead,
            "fifth": cell.fifth,
            "origins": cell.origins,
            "windows": cell.windows,
            "cases": cell.cases,
            **flat(score),
            **{f"ours_{name}": value for name, value in _skill(cell.skills, score.method).items()},
            "protocol": answer.protocol,
            "method_version": answer.method,
            "release": answer.release,
        }
        for cell in answer.cells
        for score in cell.scores
    ]


def _skill(skills: Iterable[Skill], method: str) -> Row:
    found = next((one for one in skills if one.beside == method), None)
    return {} if found is None else {"below_it": found.skill, "below_it_low": found.low, "below_it_high": found.high}


def _comparators(answer: TargetAnswer) -> Row:
    found = answer.comparators
    return {} if found is None else {"comparators_met": found.met, "comparators_of": found.of}


def _rests_on(answer: ForecastAnswer | ComparatorAnswer) -> dict[str, Cell]:
    return {"release": answer.release, "method": answer.method}
