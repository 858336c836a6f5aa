"""What the retention job did."""

from wraparound.records.calculation.retention import RETENTION
from wraparound.records.models.log import Removal, RetentionRun
from wraparound.records.terms import Basis, RetentionClass, RetentionLine, RetentionReport, Someone


def runs(*, viewer: Someone, most: int = 24) -> tuple[RetentionReport, ...]:
    """The last runs of the retention job, newest first."""
    rows = RetentionRun.objects.order_by("-pk")[:most]
    return tuple(
        RetentionReport(
            row.at,
            True,
            tuple(RetentionLine(name, RETENTION[name].words, due, gone, held) for name, due, gone, held in row.lines),
        )
        for row in rows
    )


def erased(*, viewer: Someone) -> int:
    """How many records were removed at the request of the person they were about."""
    return Removal.objects.filter(basis=Basis.ERASURE).count()


def classes(*, viewer: Someone) -> tuple[RetentionClass, ...]:
    """Every retention class."""
    return tuple(RETENTION.values())
