"""Expectations at the terminal; needs no database."""

import sys
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from collections.abc import Callable
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from wraparound.capabilities.expectations.actions import BacktestOrder, fit_release, run_backtest
from wraparound.capabilities.expectations.exchange.briefs import brief_as_pdf, brief_as_word
from wraparound.capabilities.expectations.exchange.sheets import read_sheet, sheet_table
from wraparound.capabilities.expectations.exchange.tables import (
    backtest_rows,
    comparator_rows,
    forecast_rows,
    rating_rows,
    recovery_rows,
    spell_rows,
    target_rows,
    trust_rows,
)
from wraparound.capabilities.expectations.queries import answers, lists
from wraparound.capabilities.expectations.queries.sheets import check_sheet
from wraparound.capabilities.expectations.terms.backtest import BacktestAnswer
from wraparound.capabilities.expectations.terms.briefs import Brief
from wraparound.capabilities.expectations.terms.performance import (
    ComparatorAnswer,
    ForecastAnswer,
    ForecastQuestion,
    ReleaseFitted,
    TargetAnswer,
    TargetQuestion,
)
from wraparound.capabilities.expectations.terms.ratings import RatingRecord
from wraparound.capabilities.expectations.terms.recovery import (
    Cohort,
    RecoveryAnswer,
    RecoveryQuestion,
    SpellList,
    SpellOrder,
)
from wraparound.capabilities.expectations.terms.search import TrustList, TrustSearch
from wraparound.capabilities.expectations.terms.sheets import SheetAnswer, SheetNotRead
from wraparound.capabilities.expectations.terms.trusts import TrustAnswer
from wraparound.capabilities.expectations.wording.backtest import say_backtest
from wraparound.capabilities.expectations.wording.briefs import say_brief
from wraparound.capabilities.expectations.wording.ratings import say_rating_record
from wraparound.capabilities.expectations.wording.sheets import say_sheet
from wraparound.capabilities.expectations.wording.terminal import (
    say_comparators,
    say_fits,
    say_forecast,
    say_recovery,
    say_regimes,
    say_spells,
    say_target,
    say_trust,
    say_trusts,
)
from wraparound.capabilities.sources.queries.releases import release, release_in_use
from wraparound.methods.trajectories.national import Scenario
from wraparound.people.terms.access import OPERATOR, PUBLIC
from wraparound.published.measure_files import card_of, measure_cards, our_cards
from wraparound.published.panel_files import read_panel
from wraparound.published.terms import CannotAnswer, Kind, Measure, NotInEvidence, Regime

MANY = 100
"""Rows of a sheet; with more the terminal hears of the progress."""

if TYPE_CHECKING:
    from argparse import _SubParsersAction


def add_commands(commands: "_SubParsersAction[ArgumentParser]") -> None:
    """The verbs of `wraparound expectations`."""
    _add_outlooks(commands)
    _add_recovery(commands)
    regimes = commands.add_parser("regimes", help="the answer for every regime, in a sentence each")
    regimes.set_defaults(answer=_regimes, say=say_regimes)

    spells = commands.add_parser(
        "spells",
        help="every spell behind a curve, with its length and its row",
        epilog="wraparound expectations spells --regime financial_special_measures",
    )
    spells.add_argument("--regime", type=one_of(Regime), required=True, help=_choices(Regime))
    spells.set_defaults(answer=_spells, say=say_spells, table=spell_rows)

    trust = commands.add_parser(
        "trust",
        help="what is known about one trust, and what is missing",
        epilog="wraparound expectations trust RXW",
    )
    trust.add_argument("code", help="ODS code of the trust, such as RXW")
    trust.set_defaults(answer=_trust, say=say_trust)
    _add_find(commands)
    ratings = commands.add_parser("ratings", help="what became of each rating after one, two and three years")
    ratings.set_defaults(answer=_ratings, say=say_rating_record, table=rating_rows)

    backtest = commands.add_parser(
        "backtest",
        help="how good the ranges would have been, beside simple forecasts (takes minutes)",
        epilog="wraparound expectations backtest --measure ae_4hour_all_types --panel months.csv",
    )
    backtest.add_argument("--measure", required=True, help=f"{_measures()}; or any that the panel holds")
    backtest.add_argument(
        "--panel",
        type=Path,
        default=None,
        metavar="FILE",
        help="CSV with ods_code, period, measure, numerator, denominator; the release's own figures when left out",
    )
    backtest.add_argument(
        "--keep", action="store_true", help="keep the result with the release, so that the site shows it"
    )
    backtest.set_defaults(answer=_backtest, say=say_backtest, table=backtest_rows)

    fit = commands.add_parser("fit", help="make the fits behind the forecasts of a release, and keep them with it")
    fit.add_argument("--release", default="", help="date of the release; the one in use when left out")
    fit.set_defaults(answer=_fit, say=say_fits)


def one_of[Choice: StrEnum](choices: type[Choice]) -> Callable[[str], Choice]:
    """A reader of one of these words that names them all when given another."""

    def read(text: str) -> Choice:
        try:
            return choices(text)
        except ValueError as trouble:
            raise ArgumentTypeError(f"“{text}” is not one of: {', '.join(choices)}") from trouble

    return read


def a_measure(text: str) -> Measure:
    """A measure of the release in use, or a complaint that names them all."""
    try:
        return card_of(text).measure
    except NotInEvidence as trouble:
        raise ArgumentTypeError(f"“{text}” is not one of: {', '.join(measure_cards())}") from trouble


def months(text: str) -> float:
    """A number of months, or a complaint that shows one."""
    try:
        return float(text)
    except ValueError as trouble:
        raise ArgumentTypeError(f"“{text}” is not a number of months, such as 18") from trouble


def percentage(text: str) -> float:
    """A percentage with or without its sign, or a complaint that shows one."""
    try:
        return float(text.strip().removesuffix("%"))
    except ValueError as trouble:
        raise ArgumentTypeError(f"“{text}” is not a percentage, such as 78") from trouble


def whole_months(text: str) -> int:
    """A whole number of months, or a complaint that shows one."""
    if not text.strip().isdigit():
        raise ArgumentTypeError(f"“{text}” is not a whole number of months, such as 24")
    return int(text)


def _add_outlooks(commands: "_SubParsersAction[ArgumentParser]") -> None:
    check = commands.add_parser(
        "check",
        help="how likely a target is, and how many trusts that started there ever met it",
        epilog="wraparound expectations check RXW --measure ae_4hour_major --target 78 --by 2028-03",
    )
    _add_measure(check)
    check.add_argument("--target", type=percentage, required=True, metavar="PERCENT", help="such as 78")
    check.add_argument("--by", required=True, metavar="MONTH", help="year and month, such as 2028-03")
    check.set_defaults(answer=_check, say=say_target, table=target_rows)

    forecast = commands.add_parser(
        "forecast",
        help="the range of what is realistic, quarter by quarter to three years",
        epilog="wraparound expectations forecast RXW --measure ae_4hour_all_types",
    )
    _add_measure(forecast)
    forecast.set_defaults(answer=_forecast, say=say_forecast, table=forecast_rows)

    comparators = commands.add_parser(
        "comparators",
        help="the trusts that started alike, and what came of each",
        epilog="wraparound expectations comparators RXW --measure ae_4hour_major --months 24",
    )
    _add_measure(comparators)
    comparators.add_argument("--months", type=whole_months, default=24, help="how long they are followed (default 24)")
    comparators.set_defaults(answer=_comparators, say=say_comparators, table=comparator_rows)

    brief = commands.add_parser(
        "brief",
        help="two pages on one trust for board papers, as PDF or Word",
        epilog="wraparound expectations brief RXW --to RXW.pdf",
    )
    brief.add_argument("code", help="ODS code of the trust, such as RXW")
    brief.add_argument("--measure", type=a_measure, default=None, help=f"which comes first; {_measures()}")
    brief.add_argument("--to", type=Path, required=True, metavar="FILE", help="a name that ends in .pdf or .docx")
    brief.set_defaults(answer=_brief, say=say_brief)

    targets = commands.add_parser(
        "targets",
        help="check a whole sheet of targets (CSV or Excel): odds, ranges, comparators and a sentence for each",
        epilog="wraparound expectations targets plans.xlsx --format xlsx --out answers.xlsx",
    )
    targets.add_argument(
        "file", type=Path, metavar="FILE", help="with the columns organisation, measure, target and date"
    )
    targets.set_defaults(answer=_targets, say=say_sheet, table=sheet_table)


def _add_measure(command: ArgumentParser) -> None:
    command.add_argument("code", help="ODS code of the trust, such as RXW")
    command.add_argument("--measure", type=a_measure, required=True, help=_measures())
    command.add_argument(
        "--scenario",
        type=one_of(Scenario),
        default=Scenario.HELD,
        help=f"what is assumed of the median trust; {_choices(Scenario)} (default held)",
    )


def _add_recovery(commands: "_SubParsersAction[ArgumentParser]") -> None:
    recovery = commands.add_parser(
        "recovery",
        help="how long recovery took, against what was expected",
        epilog="wraparound expectations recovery --regime quality_special_measures --kind acute --json",
    )
    recovery.add_argument("--regime", type=one_of(Regime), required=True, help=_choices(Regime))
    recovery.add_argument("--cohort", type=one_of(Cohort), default=Cohort.ALL, help=_choices(Cohort))
    recovery.add_argument("--spell", type=one_of(SpellOrder), default=SpellOrder.ALL, help=_choices(SpellOrder))
    recovery.add_argument("--kind", type=one_of(Kind), default=None, help=_choices(Kind))
    recovery.add_argument(
        "--served",
        type=months,
        default=0.0,
        metavar="MONTHS",
        help="only spells that had lasted so many months",
    )
    recovery.set_defaults(answer=_recovery, say=say_recovery, table=recovery_rows)


def _add_find(commands: "_SubParsersAction[ArgumentParser]") -> None:
    find = commands.add_parser(
        "find",
        help="find a trust by name, former name, code or region",
        epilog="wraparound expectations find brighton",
    )
    find.add_argument("text", nargs="*", help="part of a name, a former name or a code; leave out for every trust")
    find.add_argument("--region", default=None, help="NHS England region, such as Midlands")
    find.add_argument("--kind", type=one_of(Kind), default=None, help=_choices(Kind))
    find.add_argument("--spells", action="store_true", help="only trusts with a spell in a regime")
    find.add_argument("--closed", action="store_true", help="closed trusts too")
    find.set_defaults(answer=_find, say=say_trusts, table=trust_rows)


def _check(arguments: Namespace) -> TargetAnswer:
    question = TargetQuestion(
        code=arguments.code,
        measure=arguments.measure,
        target=arguments.target,
        by=arguments.by,
        scenario=arguments.scenario,
    )
    return answers.check(question, viewer=PUBLIC)


def _forecast(arguments: Namespace) -> ForecastAnswer:
    return answers.forecast(_asked(arguments), viewer=PUBLIC)


def _comparators(arguments: Namespace) -> ComparatorAnswer:
    return answers.comparators(_asked(arguments), arguments.months, viewer=PUBLIC)


def _brief(arguments: Namespace) -> Brief:
    file: Path = arguments.to
    make = {".pdf": brief_as_pdf, ".docx": brief_as_word}.get(file.suffix.lower())
    if make is None:
        raise CannotAnswer(f"We cannot write “{file}”: end its name in .pdf or .docx.")
    if not file.parent.is_dir():
        raise CannotAnswer(f"There is no folder {file.parent} to write {file.name} into.")
    found = answers.brief(arguments.code, arguments.measure, viewer=PUBLIC)
    file.write_bytes(make(found))
    _tell(f"Written to {file}")
    return found


def _targets(arguments: Namespace) -> SheetAnswer:
    file: Path = arguments.file
    try:
        rows = read_sheet(file.name, file.read_bytes())
    except OSError as trouble:
        raise SheetNotRead(f"{file} cannot be read: {trouble.strerror}.") from trouble
    every = max(1, len(rows) // 20)

    def tell(done: int) -> None:
        if done % every == 0 or done == len(rows):
            _tell(f"{done:,} of {len(rows):,}")

    return check_sheet(rows, viewer=PUBLIC, tell=tell if len(rows) > MANY else lambda done: None)


def _asked(arguments: Namespace) -> ForecastQuestion:
    return ForecastQuestion(code=arguments.code, measure=arguments.measure, scenario=arguments.scenario)


def _ratings(arguments: Namespace) -> RatingRecord:
    return answers.ratings(viewer=PUBLIC)


def _backtest(arguments: Namespace) -> BacktestAnswer:
    file: Path | None = arguments.panel
    panel = read_panel(file, arguments.measure) if file else None
    order = BacktestOrder(arguments.measure, panel, file.name if file else "the release's own quarters", arguments.keep)
    return run_backtest(order, release_in_use(viewer=OPERATOR), tell=_tell, by=OPERATOR)


def _tell(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


def _fit(arguments: Namespace) -> ReleaseFitted:
    chosen = release(arguments.release, viewer=OPERATOR) if arguments.release else release_in_use(viewer=OPERATOR)
    return fit_release(chosen, tell=_tell, by=OPERATOR)


def _recovery(arguments: Namespace) -> RecoveryAnswer:
    question = RecoveryQuestion(
        regime=arguments.regime,
        cohort=arguments.cohort,
        spell=arguments.spell,
        kind=arguments.kind,
        months_served=arguments.served,
    )
    return answers.recovery(question, viewer=PUBLIC)


def _regimes(arguments: Namespace) -> tuple[RecoveryAnswer, ...]:
    return answers.every_regime(viewer=PUBLIC)


def _spells(arguments: Namespace) -> SpellList:
    return answers.spells(arguments.regime, viewer=PUBLIC)


def _trust(arguments: Namespace) -> TrustAnswer:
    return answers.trust(arguments.code, viewer=PUBLIC)


def _find(arguments: Namespace) -> TrustList:
    search = TrustSearch(
        text=" ".join(arguments.text),
        region=arguments.region,
        kind=arguments.kind,
        with_spells=arguments.spells,
        closed_too=arguments.closed,
    )
    return lists.trusts(search, viewer=PUBLIC)


def _measures() -> str:
    return f"one of: {', '.join(our_cards())}; or one of those imported"


def _choices(choices: type[StrEnum]) -> str:
    return f"one of: {', '.join(choices)}"
