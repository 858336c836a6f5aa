"""What expectations writes: the fits and back-tests of a release, made once and kept beside it."""

import json
import re
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace

import numpy as np

from wraparound.capabilities.expectations import evidence
from wraparound.capabilities.expectations.access import MAKE_FITS
from wraparound.capabilities.expectations.calculation.backtest import Judged, answer_backtest
from wraparound.capabilities.expectations.calculation.panels import known_places, merger_places, panel_from
from wraparound.capabilities.expectations.calculation.simple_forecasts import simple_quantiles
from wraparound.capabilities.expectations.queries.panels import panel_of
from wraparound.capabilities.expectations.terms.backtest import BacktestAnswer
from wraparound.capabilities.expectations.terms.performance import FORECAST_METHOD, SEED, MeasureFitted, ReleaseFitted
from wraparound.capabilities.expectations.wording.backtest import backtest_sentences
from wraparound.methods.trajectories.fit import Fit, HistoryTooShort, fit_trajectories
from wraparound.methods.trajectories.panel import NoPanel, Panel
from wraparound.methods.trajectories.storage import as_plain
from wraparound.people.access import ensure
from wraparound.people.terms.access import Viewer
from wraparound.published.kept import Shelf, keep
from wraparound.published.measure_files import cards_in
from wraparound.published.measures import MeasureCard
from wraparound.published.terms import Kind, Measure, Release


@dataclass(frozen=True)
class BacktestOrder:
    """Which measure to judge; on which panel (None: the release's own) and its name; whether to keep the result.

    A panel may hold any measure, read as percent and higher as better; without one it is a measure of the release.
    """

    measure: str
    panel: Panel | None
    panel_name: str
    keep: bool


def run_backtest(order: BacktestOrder, release: Release, *, tell: Callable[[str], None], by: Viewer) -> BacktestAnswer:
    """Makes the back-test of a measure, minutes long, and keeps it with the release where asked."""
    ensure(by, MAKE_FITS)
    began = time.perf_counter()
    panel = order.panel or panel_of(order.measure, release, viewer=by)
    if order.panel is None and cards_in(release)[Measure(order.measure)].within_kind:
        raise HistoryTooShort(
            f"{order.measure} is compared within kinds of trust, by a few surveys: too little to judge forecasts by."
        )
    judged = Judged(order.measure, order.panel_name, release.id)
    simple = simple_quantiles(panel.periods_per_year)
    answer = answer_backtest(panel, judged, simple, tell, np.random.default_rng(SEED))
    answer = replace(answer, seconds=round(time.perf_counter() - began, 1))
    answer = replace(answer, sentences=backtest_sentences(answer))
    if order.keep:
        every = "monthly" if panel.months_per_period == 1 else "quarterly"
        content = (json.dumps(asdict(answer), separators=(",", ":")) + "\n").encode()
        keep(release, Shelf.BACKTESTS, FORECAST_METHOD, {f"{_plain(order.measure)}-{every}": content})
    return answer


def _plain(measure: str) -> str:
    """The measure's name as that of a kept file."""
    return re.sub(r"[^a-z0-9]+", "_", measure.lower()).strip("_") or "measure"


def fit_release(release: Release, *, tell: Callable[[str], None], by: Viewer) -> ReleaseFitted:
    """Fits every measure of a release and keeps the fits with it; `tell` hears of the progress, a line at a time.

    Nothing is written before all are made, so that an interrupted run leaves what was there.
    """
    ensure(by, MAKE_FITS)
    made: list[MeasureFitted] = []
    contents: dict[str, bytes] = {}
    wanted = [(card, kind) for card in cards_in(release).values() for kind in (Kind if card.within_kind else (None,))]
    for number, (card, kind) in enumerate(wanted, start=1):
        name = evidence.fit_name(card.measure, kind)
        tell(f"{number} of {len(wanted)}: {name} …")
        began = time.perf_counter()
        try:
            fit, panel = _fitted(release, card, kind)
        except (NoPanel, HistoryTooShort) as trouble:
            tell(f"{name}: no fit. {trouble}")
            continue
        contents[name] = (json.dumps(as_plain(fit), separators=(",", ":")) + "\n").encode()
        made.append(
            MeasureFitted(
                measure=card.measure,
                kind=kind,
                trusts=len(panel.units),
                periods=panel.periods,
                reaches_months=fit.furthest * panel.months_per_period,
                steps=len(fit.steps),
                seconds=round(time.perf_counter() - began, 2),
            )
        )
    keep(release, Shelf.FITS, FORECAST_METHOD, contents)
    evidence.stored_fit.cache_clear()
    return ReleaseFitted(release.id, FORECAST_METHOD, tuple(made))


def _fitted(release: Release, card: MeasureCard, kind: Kind | None) -> tuple[Fit, Panel]:
    figures, steps = evidence.measure_evidence(release, card.measure)
    known = evidence.organisations(release)
    counted = [one for one in figures if kind is None or (one.code in known and known[one.code].kind is kind)]
    panel = panel_from(counted, card.months_per_period)
    places = known_places(steps, card.measure, panel)
    if card.counts_cases:
        places += merger_places(evidence.successions(release), panel)
    return fit_trajectories(panel, places, detect=card.counts_cases), panel
