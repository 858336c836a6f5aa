"""Counts of documents that nobody wrote, so that a visitor of the made-up region sees how they stand over time."""

from datetime import date, datetime

from wraparound.capabilities.focus import evidence
from wraparound.capabilities.focus.actions.keeping import keep_for_organisation, keep_own
from wraparound.capabilities.focus.models import KeptReading
from wraparound.capabilities.focus.queries.kept import places_to_keep_for
from wraparound.capabilities.focus.terms.kept import NewKept, ReadToKeep
from wraparound.capabilities.focus.terms.texts import TextKind
from wraparound.methods.focus.counting import FlagCounts
from wraparound.people.actions.demo import made_up_viewer
from wraparound.people.queries.viewers import chooser
from wraparound.people.terms.access import Viewer
from wraparound.published.months import months_before

KEEPER, WITH_OWN = "Suresh Marrowpool", "Aspen Fernbutton"
BOARD_PAPERS = ((14, 84, 17, 9), (12, 79, 20, 8), (10, 88, 15, 11), (8, 71, 24, 10), (6, 12, 5, 2), (4, 66, 39, 12))
"""Months ago, and sentences about what, about how and about both; of the fifth too few for a percentage."""
ADVERTS = ((9, 21, 11, 6), (5, 18, 14, 7), (2, 16, 15, 9))
OWN = ((13, 24, 6, 3), (1, 21, 14, 8))


def seed(*, at: datetime, by: Viewer) -> int:
    """Keeps them, where the region is made up and none are kept; how many."""
    known = {name: key for key, name, _ in chooser(viewer=by)}
    if not {KEEPER, WITH_OWN} <= known.keys() or KeptReading.objects.exists():
        return 0
    keeper = made_up_viewer(known[KEEPER], at=at, by=by)
    code = _code_of(keeper)
    if not code:
        return 0
    today = at.date()
    sets = ((TextKind.BOARD_PAPER, "Board paper", BOARD_PAPERS), (TextKind.ADVERT, "Advert for ward leaders", ADVERTS))
    for kind, name, rows in sets:
        for row in rows:
            keep_for_organisation(_read(kind, row), _new(name, row[0], today, code), at=at, by=keeper)
    somebody = made_up_viewer(known[WITH_OWN], at=at, by=by)
    for row in OWN:
        keep_own(_read(TextKind.OBJECTIVES, row), _new("My objectives", row[0], today), at=at, by=somebody)
    return len(BOARD_PAPERS) + len(ADVERTS) + len(OWN)


def _code_of(keeper: Viewer) -> str:
    """Of the first organisation for which they may keep."""
    return next((code for code, _ in places_to_keep_for(viewer=keeper)), "")


def _new(name: str, months: int, today: date, code: str = "") -> NewKept:
    day = months_before(today, months).replace(day=1)
    return NewKept(name=name, day=day, whole_month=True, organisation=code)


def _read(kind: TextKind, row: tuple[int, int, int, int]) -> ReadToKeep:
    months, what, how, both = row
    counts = FlagCounts(what=what, how=how, both=both, neither=what // 3, unsure=what // 6)
    mark = f"made up {kind} {months}"
    return ReadToKeep(kind=kind, counts=counts, method=evidence.model().version, mark=mark, once=mark[:32])
