"""Monitoring files that the viewer sent for their organisation: that they are there, never what they say."""

from collections.abc import Mapping
from datetime import date

from wraparound.capabilities.equality.access import SEND
from wraparound.capabilities.equality.models.monitoring import MonitoringFile
from wraparound.capabilities.equality.terms.answers import CannotCount, NoSuchCount
from wraparound.capabilities.equality.terms.monitoring import (
    FIRST_YEAR,
    MonitoringLine,
    MonitoringPlaces,
    MonitoringState,
)
from wraparound.people.access import allows, ensure, reach
from wraparound.people.models import Organisation
from wraparound.people.queries.looking import names_of
from wraparound.people.terms.access import Viewer


def may_send(*, viewer: Viewer) -> bool:
    """Whether the viewer sends monitoring files for any organisation."""
    return allows(viewer, SEND)


def monitoring_places(*, viewer: Viewer) -> MonitoringPlaces:
    """The organisations for which the viewer sends files, and the files that were sent there, the newest first."""
    ensure(viewer, SEND)
    places = {row.code: row.name for row in reached_to_send(viewer=viewer)}
    rows = list(MonitoringFile.objects.filter(organisation__in=places).order_by("-year", "-sent_at"))
    names = names_of([row.sent_by for row in rows], viewer=viewer)
    lines = (_line(row, places[row.organisation], sender_in(names, row.sent_by, viewer=viewer)) for row in rows)
    return MonitoringPlaces(places=tuple(places.items()), files=tuple(lines))


def place_to_send_for(code: str, *, viewer: Viewer) -> Organisation:
    """An organisation for which the viewer sends files; NoSuchCount for any other."""
    ensure(viewer, SEND)
    found = next((row for row in reached_to_send(viewer=viewer) if row.code == code), None)
    if found is None:
        raise NoSuchCount
    return found


def file_row(number: int, *, viewer: Viewer) -> MonitoringFile:
    """A file of an organisation for which the viewer sends; NoSuchCount for any other."""
    ensure(viewer, SEND)
    codes = [row.code for row in reached_to_send(viewer=viewer)]
    row = MonitoringFile.objects.filter(pk=number, organisation__in=codes).first()
    if row is None:
        raise NoSuchCount
    return row


def file_line(number: int, *, viewer: Viewer) -> MonitoringLine:
    """A file as it stands, for those who send for its organisation."""
    row = file_row(number, viewer=viewer)
    name = place_to_send_for(row.organisation, viewer=viewer).name
    return _line(row, name, sender_in(names_of([row.sent_by], viewer=viewer), row.sent_by, viewer=viewer))


def sender_in(names: Mapping[int, str], number: int, *, viewer: Viewer) -> str:
    """What to call whoever sent a file; the demo makes some up, which nobody sent."""
    return names.get(number, "somebody who left") if number else "nobody: it is made up"


def ensure_year(year: int, *, viewer: Viewer, on: date) -> None:
    """Nothing, or CannotCount for a year that has not begun, or that no national return covers."""
    if not FIRST_YEAR <= year <= on.year:
        raise CannotCount(f"Choose a year from {FIRST_YEAR} to {on.year}.")


def reached_to_send(*, viewer: Viewer) -> list[Organisation]:
    """The organisations for which the viewer sends files, by name; none for everybody else."""
    far = reach(viewer, SEND).organisations
    return list(Organisation.objects.filter(pk__in=far).select_related("controller").order_by("name"))


def _line(row: MonitoringFile, name: str, sent_by: str) -> MonitoringLine:
    return MonitoringLine(
        number=row.pk,
        code=row.organisation,
        organisation=name,
        year=row.year,
        state=MonitoringState(row.state),
        sent_on=row.sent_at.date(),
        sent_by=sent_by,
        staff=row.staff,
        applicants=row.applicants,
        left_out=row.left_out,
    )
