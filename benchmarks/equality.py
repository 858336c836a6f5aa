"""WRES and WDES of 50,000 people, from their rows to tables that may be shown; and the attack on 200 random regions.

Run: make benchmark-equality (ARGS=20 for fewer regions). Beside it the same counts by pandas, one group-by a table, as
most would write it, or by plain Python where pandas is not. CPU time of this process, the best of three after a first.
The attack prints how many hidden counts were attacked over all days, how many could be one number only, and the same of
what many publish.
"""

import datetime
import os
import sys
import time
from collections import Counter
from collections.abc import Iterable
from importlib.util import find_spec

import numpy as np
from timing import best_of

from tests.without_django.suppression_attack import attacked, attacked_both
from wraparound.methods.equality_measures.counting import counted
from wraparound.methods.equality_measures.groups import Disability, Ethnicity, ethnicity_of
from wraparound.methods.equality_measures.indicators import GAPS, LIKELIHOODS, Likelihood, Standard
from wraparound.methods.equality_measures.measuring import Measured, measure_published
from wraparound.methods.suppression.publishing import Published, publish
from wraparound.methods.suppression.snapshot import Ints, Places, Snapshot, Table

PEOPLE, ORGANISATIONS, BANDS, REGIONS = 50_000, 40, 12, 200
CODES = tuple("ABCDEFGHJKLMNPRSZ")
EVENTS = {
    "shortlisted": 0.12,
    "appointed": 0.03,
    "entering formal disciplinary": 0.02,
    "entering formal capability": 0.01,
    "on non-mandatory training": 0.3,
    "board voting members": 0.008,
    "board members": 0.009,
}
ATTACKS = ("over all days", "exact, one day", "naive", "both", "both, exact", "alone, exact")
SAFE = ("over all days", "exact, one day", "both", "both, exact")
SECRET = bytes(range(32))
DAY = datetime.date(2027, 3, 31)


class Rows:
    """Made-up people: organisation, band, national codes, and in which of the events they were."""

    def __init__(self) -> None:
        chance = np.random.default_rng(16)
        self.organisation = chance.integers(0, ORGANISATIONS, PEOPLE)
        self.band = chance.integers(0, BANDS, PEOPLE)
        self.code = chance.choice(CODES, PEOPLE, p=[0.6, 0.02, 0.05, *[0.02] * 13, 0.07]).tolist()
        self.disability = chance.integers(0, 20, PEOPLE).clip(0, 17) % 3
        self.events = {name: chance.random(PEOPLE) < part for name, part in EVENTS.items()}
        self.events["appointed"] &= self.events["shortlisted"]


def main() -> int:
    rows = Rows()
    print(f"processors {os.cpu_count()}, wanted by others at the start: {os.getloadavg()[0]:.1f}\n")
    found, (_, spent) = best_of(lambda: _all_of_it(rows))
    print(
        f"{PEOPLE:,} people, {ORGANISATIONS} organisations, WRES and WDES, rows to shown tables: {spent:.2f} s of CPU"
    )
    for shown, measures in found:
        part = (shown.figures < 0).mean()
        print(f"  {shown.figures.size:,} counts, {part:.0%} hidden; {len(measures)} ratios of the region shown")
    _, (_, counting) = best_of(lambda: _tables_of(rows, _ethnic(rows), len(Ethnicity)))
    peer, by_peer = ("plain Python", _by_counting) if find_spec("pandas") is None else ("pandas", _by_pandas)
    theirs, (_, grouping) = best_of(lambda: by_peer(rows))
    ours = _tables_of(rows, _ethnic(rows), len(Ethnicity))
    same = all((theirs[name] == ours[name]).all() for name in theirs)
    print(
        f"  the counting of WRES alone {counting:.3f} s, by {peer} {grouping:.3f} s; {'equal' if same else 'OTHER'}\n"
    )
    regions = int(sys.argv[1]) if len(sys.argv) > 1 else REGIONS
    begun = time.process_time()
    counts = attacked(regions) + attacked_both(regions)
    print(f"{regions} random regions attacked: {time.process_time() - begun:.0f} s of CPU")
    for name in ATTACKS:
        hidden, pinned, broken = (counts[f"{name}: {what}"] for what in ("hidden", "pinned", "broken"))
        print(f"  {name}: {hidden:,} hidden counts attacked, {pinned:,} pinned, in {broken:,} snapshots or regions")
    return int(not same or any(counts[f"{name}: pinned"] for name in SAFE))


def _all_of_it(rows: Rows) -> list[tuple[Published, list[Measured]]]:
    by_standard = {
        Standard.WRES: (_ethnic(rows), tuple(Ethnicity)),
        Standard.WDES: (_disabled(rows), tuple(Disability)),
    }
    found = []
    for standard, (group, groups) in by_standard.items():
        shown = publish(_snapshot_of(_tables_of(rows, group, len(groups)), groups), SECRET)
        found.append((shown, _measured(shown, [one for one in LIKELIHOODS if one.standard is standard])))
    return found


def _measured(shown: Published, which: list[Likelihood]) -> list[Measured]:
    found = [measure_published(one, shown, "region") for one in which]
    return [one for one in found if one is not None]


def _ethnic(rows: Rows) -> Ints:
    number = {code: list(Ethnicity).index(ethnicity_of(code)) for code in CODES}
    return np.array([number[code] for code in rows.code])


def _disabled(rows: Rows) -> Ints:
    return rows.disability


def _tables_of(rows: Rows, group: Ints, groups: int) -> dict[str, Ints]:
    shape = (ORGANISATIONS, groups)
    bands = counted(rows.organisation * BANDS + rows.band, group, (ORGANISATIONS * BANDS, groups))
    by_band = bands.reshape(ORGANISATIONS, BANDS, groups)
    found = {f"band {one}": by_band[:, one] for one in range(BANDS)}
    found["employed"] = by_band.sum(axis=1)
    return found | {name: counted(rows.organisation, group, shape, which) for name, which in rows.events.items()}


def _snapshot_of(counts: dict[str, Ints], groups: tuple[str, ...]) -> Snapshot:
    leaves = tuple(f"R{one:02}" for one in range(ORGANISATIONS))
    kinds = tuple((f"kind {one}", leaves[one::4]) for one in range(4))
    places = Places(leaves, (*kinds, ("region", tuple(name for name, _ in kinds))))
    boards = {one.inside for one in GAPS}
    tables = tuple(
        Table(name, table, only_together=name in boards, size_known=name == "employed")
        for name, table in counts.items()
    )
    return Snapshot(DAY, places, groups, tables, {"employed": tuple(one for one in counts if one.startswith("band"))})


def _by_counting(rows: Rows) -> dict[str, Ints]:
    group = [list(Ethnicity).index(ethnicity_of(code)) for code in rows.code]
    people = list(zip(rows.organisation.tolist(), group, rows.band.tolist(), strict=True))

    def table(which: Iterable[bool]) -> Ints:
        found = Counter((place, own) for (place, own, _), meant in zip(people, which, strict=True) if meant)
        return np.array([[found[place, own] for own in range(len(Ethnicity))] for place in range(ORGANISATIONS)])

    bands = {f"band {one}": table(band == one for _, _, band in people) for one in range(BANDS)}
    return bands | {"employed": table([True] * PEOPLE)} | {name: table(which) for name, which in rows.events.items()}


def _by_pandas(rows: Rows) -> dict[str, Ints]:
    # It comes with the extra `backtest`.
    import pandas  # type: ignore[import-untyped]

    frame = pandas.DataFrame({"organisation": rows.organisation, "band": rows.band, **rows.events})
    frame["group"] = pandas.Series(rows.code).map(lambda code: list(Ethnicity).index(ethnicity_of(code)))
    every = pandas.MultiIndex.from_product([range(ORGANISATIONS), range(len(Ethnicity))])

    def table(which: pandas.DataFrame) -> Ints:
        sizes = which.groupby(["organisation", "group"]).size().reindex(every, fill_value=0)
        return np.asarray(sizes).reshape(ORGANISATIONS, len(Ethnicity))

    found = {f"band {one}": table(frame[frame["band"] == one]) for one in range(BANDS)}
    found["employed"] = table(frame)
    return found | {name: table(frame[frame[name]]) for name in rows.events}


if __name__ == "__main__":
    raise SystemExit(main())
