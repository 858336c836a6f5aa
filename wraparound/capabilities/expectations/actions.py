"""The one thing expectations writes: the fits of a release, made once and kept beside it."""

import json
import time
from collections.abc import Callable

from wraparound.capabilities.expectations import evidence
from wraparound.capabilities.expectations.access import MAKE_FITS
from wraparound.capabilities.expectations.calculation.panels import known_places, panel_from
from wraparound.capabilities.expectations.terms.performance import FORECAST_METHOD, MeasureFitted, ReleaseFitted
from wraparound.methods.trajectories.fit import fit_trajectories
from wraparound.methods.trajectories.storage import as_plain
from wraparound.people.access import ensure
from wraparound.people.terms import Viewer
from wraparound.published.fits import write_fits
from wraparound.published.terms import Measure, Release


def fit_release(release: Release, *, tell: Callable[[str], None], by: Viewer) -> ReleaseFitted:
    """Fits every measure of a release and keeps the fits with it; `tell` hears of the progress, a line at a time.

    Nothing is written before all are made, so that an interrupted run leaves what was there.
    """
    ensure(by, MAKE_FITS)
    made: list[MeasureFitted] = []
    contents: dict[str, bytes] = {}
    for number, measure in enumerate(Measure, start=1):
        tell(f"{number} of {len(Measure)}: {measure.value} …")
        began = time.perf_counter()
        figures, steps = evidence.measure_evidence(release, measure)
        panel = panel_from(figures)
        fit = fit_trajectories(panel, known_places(steps, measure, panel))
        contents[measure.value] = (json.dumps(as_plain(fit), separators=(",", ":")) + "\n").encode()
        made.append(
            MeasureFitted(
                measure=measure,
                trusts=len(panel.units),
                periods=panel.periods,
                reaches_months=fit.furthest * panel.months_per_period,
                steps=len(fit.steps),
                seconds=round(time.perf_counter() - began, 2),
            )
        )
    write_fits(release, FORECAST_METHOD, contents)
    evidence.stored_fit.cache_clear()
    return ReleaseFitted(release.id, FORECAST_METHOD, tuple(made))
