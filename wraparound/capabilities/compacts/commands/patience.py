"""The patience rule at the terminal: what it says of a compact, and how often it would have been wrong."""

import sys
from argparse import ArgumentParser, Namespace
from dataclasses import replace
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

import numpy as np

from wraparound.capabilities.compacts.calculation.patience_backtest import answer_patience_backtest
from wraparound.capabilities.compacts.commands.asking import now, whole
from wraparound.capabilities.compacts.wording import terminal
from wraparound.capabilities.compacts.wording.patience import backtest_sentences, say_patience_backtest
from wraparound.capabilities.expectations.terms.performance import SEED
from wraparound.people.terms.access import OPERATOR
from wraparound.published.panel_files import read_panel
from wraparound.published.terms import AE_ALL

if TYPE_CHECKING:
    from argparse import _SubParsersAction


def add_patience(verbs: "_SubParsersAction[ArgumentParser]") -> None:
    figures = verbs.add_parser(
        "figures",
        help="what the patience rules of a compact say of the figures published since",
        epilog="wraparound compacts figures 12",
    )
    figures.add_argument("number", type=int)
    figures.set_defaults(answer=_figures, say=terminal.patience)

    patience = verbs.add_parser(
        "patience",
        help="how often the patience rule would have flagged trusts, beside simpler rules (takes a minute)",
        epilog="wraparound compacts patience --backtest --panel months.csv",
    )
    patience.add_argument("--backtest", action="store_true", required=True, help="by the protocol of the method page")
    patience.add_argument("--measure", default=AE_ALL, help="a measure of the release, or any that the panel holds")
    patience.add_argument(
        "--panel",
        type=Path,
        default=None,
        metavar="FILE",
        help="CSV with ods_code, period, measure, numerator, denominator; the release's own quarters when left out",
    )
    patience.set_defaults(answer=_patience, say=say_patience_backtest)


def _figures(asked: Namespace) -> object:
    from wraparound.capabilities.compacts.queries.patience import patience_of

    with whole():
        return patience_of(asked.number, viewer=OPERATOR, on=now().date())


def _patience(asked: Namespace) -> object:
    from wraparound.capabilities.expectations.queries.panels import panel_of
    from wraparound.capabilities.sources.queries.releases import release_in_use

    began = perf_counter()
    file: Path | None = asked.panel
    if file:
        panel, source = read_panel(file, asked.measure), file.name
    else:
        release = release_in_use(viewer=OPERATOR)
        panel, source = panel_of(asked.measure, release, viewer=OPERATOR), f"release {release.id}"
    answer = answer_patience_backtest(panel, asked.measure, source, _tell, np.random.default_rng(SEED))
    answer = replace(answer, seconds=round(perf_counter() - began, 1))
    return replace(answer, sentences=backtest_sentences(answer))


def _tell(line: str) -> None:
    print(line, file=sys.stderr, flush=True)
