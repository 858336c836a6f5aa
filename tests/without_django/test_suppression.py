"""What may be shown of counts: laws for any of them, examples by hand, and what is refused."""

import datetime
import time

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from tests.without_django.suppression_attack import published, some_days
from wraparound.methods.suppression.profile import NotAProfile, Profile
from wraparound.methods.suppression.publishing import (
    HIDDEN,
    NotShown,
    SecretTooShort,
    offsets_of,
    publish,
    publish_blurred,
)
from wraparound.methods.suppression.snapshot import NotASnapshot, Places, Snapshot, Table
from wraparound.methods.suppression.sums import KNOWN, sums_of

DAY = datetime.date(2027, 3, 31)
SECRET = bytes(range(32))


def staff(*rows, groups=("white", "BME"), places=None, **more):
    places = places or Places(tuple("ABCDEFGH"[: len(rows)]), (("region", tuple("ABCDEFGH"[: len(rows)])),))
    return Snapshot(DAY, places, groups, (Table("staff", np.array(rows), **more),))


def shown_of(snapshot, offsets=2):
    return publish_blurred(snapshot, np.full(snapshot.counts.shape, offsets), Profile())


@settings(max_examples=30)
@given(some.integers(0, 2**32))
def test_whatever_the_counts(seed):
    chance = np.random.default_rng(seed)
    secret = chance.bytes(32)
    for day in some_days(chance, years=1):
        shown = publish(day, secret)
        hidden = shown.figures == HIDDEN
        assert hidden[day.counts < 8].all(), "small counts, none at all too, are hidden"
        off = np.abs(shown.figures - day.counts)[~hidden]
        assert off.max(initial=0) <= shown.off_by == 4
        assert (shown.figures[~hidden] % 5 == 0).all()
        assert (day.counts[shown.in_ratios] >= 10).all()
        board = day.names.index("board")
        assert hidden[board, : len(day.places.leaves)].all(), "boards stand together only"
        sums = sums_of(day)
        known = (sums.whole == KNOWN) | ~hidden.ravel()[sums.whole]
        alone = sums.total(hidden.ravel().astype(np.int64)) == 1
        assert not (known & alone).any(), "nothing is hidden alone beside what is known"
        kept = publish(day, secret)
        assert (kept.figures == shown.figures).all(), "what was shown comes out the same"


def test_figures_are_right_on_average_and_half_of_a_step_by_the_nearest():
    counts = np.array([[one, 40] for one in (50, 51, 52, 53, 54)])
    found = [shown_of(staff(*counts), offset).figures[0, :5, 0] for offset in range(5)]
    assert np.mean(found, axis=0).tolist() == [50, 51, 52, 53, 54]


def test_one_small_count_takes_another_with_it_and_a_total_that_would_tell():
    shown = shown_of(staff([90, 5], [80, 14], [60, 30], [70, 41]))
    assert [shown.figure("staff", place, "BME") for place in "ABCD"] == [None, None, 30, 40]
    assert shown.figure("staff", "region", "BME") == 90
    assert shown.ends("staff", "region", "BME") == (86, 94)
    assert shown.together("staff", "A") is None
    assert shown.together("staff", "C") == 60 + 30
    few = shown_of(staff([90, 1], [80, 1], [60, 1]))
    assert few.figure("staff", "region", "BME") is None
    assert few.figure("staff", "A", "white") == 90


def test_where_sizes_are_known_no_group_is_hidden_alone():
    rows = [[90, 5, 30], [80, 14, 31], [60, 5, 32], [61, 12, 29]]
    groups = ("white", "BME", "unknown")
    free, bound = (shown_of(staff(*rows, groups=groups, size_known=known)) for known in (False, True))
    assert free.figure("staff", "A", "unknown") == 30
    assert bound.figure("staff", "A", "unknown") is None
    assert bound.figure("staff", "A", "white") == 90


def test_a_region_of_one_organisation_is_that_organisation():
    places = Places(("A", "B", "C"), (("alone", ("A",)), ("others", ("B", "C")), ("all", ("alone", "others"))))
    snapshot = staff([53, 24], [41, 19], [38, 55], places=places)
    for secret in (SECRET, SECRET[::-1]):
        shown = publish(snapshot, secret)
        assert shown.figure("staff", "A", "white") == shown.figure("staff", "alone", "white")
        assert shown.figure("staff", "A", "BME") == shown.figure("staff", "alone", "BME")


def test_a_secret_number_hangs_on_names_alone():
    first, later = staff([50, 24], [41, 19]), staff([9, 3], [77, 200])
    one, other = (offsets_of(day, SECRET, Profile()) for day in (first, later))
    assert (one == other).all()
    assert (one != offsets_of(first, SECRET[::-1], Profile())).any()
    spread = offsets_of(some_days(np.random.default_rng(4))[0], SECRET, Profile())
    assert set(np.unique(spread).tolist()) == {0, 1, 2, 3, 4}


def test_to_the_nearest_one_persons_change_tells_and_here_it_does_not():
    """A count of 7 grows by one to 8: who knows that one came knows both, unless the edge is where nobody knows."""
    edges = set()
    for offset in range(5):
        counts = range(5, 16)
        seen = [shown_of(staff([60, one], [70, 40], [70, 50]), offset).figure("staff", "A", "BME") for one in counts]
        edges.add(next(one for one, figure in zip(counts, seen, strict=True) if figure is not None))
    assert edges == {8, 9, 10, 11, 12}


def test_what_does_not_fit_is_refused():
    with pytest.raises(SecretTooShort):
        publish(staff([50, 24]), b"guess")
    with pytest.raises(NotASnapshot, match="none below 0"):
        staff([50, -1])
    with pytest.raises(NotASnapshot, match="share nobody"):
        Places(("A", "B"), (("one", ("A", "B")), ("two", ("A",)), ("all", ("one", "two"))))
    with pytest.raises(NotASnapshot, match="not there yet"):
        Places(("A",), (("one", ("B",)),))
    counts = np.array([[3]])
    places = Places(("A",))
    with pytest.raises(NotASnapshot, match="do not add up"):
        Snapshot(DAY, places, ("all",), (Table("x", counts), Table("y", counts + 1)), {"y": ("x",)})
    with pytest.raises(NotAProfile):
        Profile(step=1)
    with pytest.raises(NotShown, match="Nowhere"):
        publish(staff([50, 24]), SECRET).figure("staff", "Nowhere", "BME")


def test_a_region_of_forty_is_published_at_once():
    """Forty organisations, fifteen tables, four of them parts of one: and nothing of it grows with the years."""
    chance = np.random.default_rng(9)
    leaves = tuple(f"R{one:02}" for one in range(40))
    kinds = tuple((f"kind {one}", leaves[one::4]) for one in range(4))
    places = Places(leaves, (*kinds, ("region", tuple(name for name, _ in kinds))))
    counts = [chance.poisson(np.exp(chance.normal(4, 1.5, (40, 1))) * [0.75, 0.2, 0.05]) for _ in range(14)]
    parts = tuple(f"band {one}" for one in range(4))
    names = (*parts, *(f"table {one}" for one in range(10)))
    tables = [Table(name, one) for name, one in zip(names, counts, strict=True)]
    tables.append(Table("employed", sum(counts[:4]), size_known=True))
    snapshot = Snapshot(DAY, places, ("white", "BME", "unknown"), tuple(tables), {"employed": parts})
    begun = time.process_time()
    publish(snapshot, SECRET)
    spent = time.process_time() - begun
    print(f"{spent:.2f} s")
    assert spent < 3
    assert published(snapshot, SECRET).hidden.mean() < 0.8
