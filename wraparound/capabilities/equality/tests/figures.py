"""Files of made-up staff and applicants, large enough that something may be shown of them."""

from random import Random

from wraparound.capabilities.equality.actions.monitoring import count, look_at
from wraparound.capabilities.equality.terms.answers import Characteristic
from wraparound.capabilities.equality.terms.monitoring import IndicatorSide, MonitoringRow, MonitoringSheet
from wraparound.capabilities.equality.tests.world import AT, HERE, YEAR

ETHNICITIES = ("A", "A", "A", "A", "A", "A", "K", "M", "P", "Z", "99", "prefer_not")
LEVELS = ("band-5", "band-7", "vsm")
KNOWN_AS = {"Z": "declined", "99": "not_asked"}


def made_up_rows(seed, staff=900, applicants=400):
    """Rows by chance alone: one in eight entered a process, one in seventy is on the board, one in three appointed."""
    chance = Random(seed)
    rows = [
        _row(chance, number, MonitoringSheet.STAFF, {IndicatorSide.STAFF, *_sides(chance)}, chance.choice(LEVELS))
        for number in range(staff)
    ]
    for number in range(applicants):
        sides = {IndicatorSide.SHORTLISTED, *([IndicatorSide.APPOINTED] if chance.random() < 1 / 3 else [])}
        rows.append(_row(chance, number, MonitoringSheet.APPLICANTS, sides, ""))
    return rows


def files_counted(lead, rows, *, code=HERE, year=YEAR, at=AT):
    """The number of a file of these rows, sent and counted."""
    number = look_at(code, year, rows, at=at, by=lead)
    count(number, at=at, by=lead)
    return number


def _sides(chance):
    wanted = (IndicatorSide.DISCIPLINARY, IndicatorSide.CAPABILITY, IndicatorSide.TRAINING)
    found = {one for one in wanted if chance.random() < 1 / 8}
    return found | ({IndicatorSide.BOARD} if chance.random() < 1 / 70 else set())


def _row(chance, number, sheet, sides, level):
    said = chance.choice(ETHNICITIES)
    disabled = chance.choice(("N", "N", "N", "Y", "declined"))
    return MonitoringRow(
        row=number + 2,
        sheet=sheet,
        reference=f"{sheet}{number}",
        email="",
        given={Characteristic.ETHNICITY: KNOWN_AS.get(said, said), Characteristic.DISABILITY: disabled},
        level=level,
        sides=frozenset(sides),
    )
