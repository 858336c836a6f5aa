"""Expectations at the terminal; needs no database."""

from argparse import ArgumentParser, ArgumentTypeError, Namespace
from collections.abc import Callable
from enum import StrEnum
from typing import TYPE_CHECKING

from wraparound.capabilities.expectations import queries
from wraparound.capabilities.expectations.terms.recovery import (
    Cohort,
    RecoveryAnswer,
    RecoveryQuestion,
    SpellList,
    SpellOrder,
)
from wraparound.capabilities.expectations.terms.search import TrustList, TrustSearch
from wraparound.capabilities.expectations.terms.trusts import TrustAnswer
from wraparound.capabilities.expectations.wording.terminal import (
    say_recovery,
    say_regimes,
    say_spells,
    say_trust,
    say_trusts,
)
from wraparound.people.terms import PUBLIC
from wraparound.published.terms import Kind, Regime

if TYPE_CHECKING:
    from argparse import _SubParsersAction


def add_commands(commands: "_SubParsersAction[ArgumentParser]") -> None:
    """The verbs of `wraparound expectations`."""
    _add_recovery(commands)
    regimes = commands.add_parser("regimes", help="the answer for every regime, in a sentence each")
    regimes.set_defaults(answer=_regimes, say=say_regimes)

    spells = commands.add_parser(
        "spells",
        help="every spell behind a curve, with its length and its row",
        epilog="wraparound expectations spells --regime financial_special_measures",
    )
    spells.add_argument("--regime", type=one_of(Regime), required=True, help=_choices(Regime))
    spells.set_defaults(answer=_spells, say=say_spells)

    trust = commands.add_parser(
        "trust",
        help="what is known about one trust, and what is missing",
        epilog="wraparound expectations trust RXW",
    )
    trust.add_argument("code", help="ODS code of the trust, such as RXW")
    trust.set_defaults(answer=_trust, say=say_trust)
    _add_find(commands)


def one_of[Choice: StrEnum](choices: type[Choice]) -> Callable[[str], Choice]:
    """A reader of one of these words that names them all when given another."""

    def read(text: str) -> Choice:
        try:
            return choices(text)
        except ValueError as trouble:
            raise ArgumentTypeError(f"“{text}” is not one of: {', '.join(choices)}") from trouble

    return read


def months(text: str) -> float:
    """A number of months, or a complaint that shows one."""
    try:
        return float(text)
    except ValueError as trouble:
        raise ArgumentTypeError(f"“{text}” is not a number of months, such as 18") from trouble


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
    recovery.set_defaults(answer=_recovery, say=say_recovery)


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
    find.set_defaults(answer=_find, say=say_trusts)


def _recovery(arguments: Namespace) -> RecoveryAnswer:
    question = RecoveryQuestion(
        regime=arguments.regime,
        cohort=arguments.cohort,
        spell=arguments.spell,
        kind=arguments.kind,
        months_served=arguments.served,
    )
    return queries.recovery(question, viewer=PUBLIC)


def _regimes(arguments: Namespace) -> tuple[RecoveryAnswer, ...]:
    return queries.every_regime(viewer=PUBLIC)


def _spells(arguments: Namespace) -> SpellList:
    return queries.spells(arguments.regime, viewer=PUBLIC)


def _trust(arguments: Namespace) -> TrustAnswer:
    return queries.trust(arguments.code, viewer=PUBLIC)


def _find(arguments: Namespace) -> TrustList:
    search = TrustSearch(
        text=" ".join(arguments.text),
        region=arguments.region,
        kind=arguments.kind,
        with_spells=arguments.spells,
        closed_too=arguments.closed,
    )
    return queries.trusts(search, viewer=PUBLIC)


def _choices(choices: type[StrEnum]) -> str:
    return f"one of: {', '.join(choices)}"
