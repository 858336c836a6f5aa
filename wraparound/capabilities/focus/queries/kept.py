"""Counts that somebody asked to keep: those of a person, read by them alone, and those of an organisation."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from wraparound.capabilities.focus import calculation as calculate
from wraparound.capabilities.focus import evidence
from wraparound.capabilities.focus.access import KEEP_READINGS, OWN_READINGS, READ_READINGS
from wraparound.capabilities.focus.models import KeptReading, OwnReading, Reading
from wraparound.capabilities.focus.terms.kept import KeptOverTime, KeptPage
from wraparound.capabilities.focus.terms.texts import DatedDocument, SurveyBeside, TextKind
from wraparound.capabilities.focus.wording import kept as say
from wraparound.capabilities.focus.wording.texts import KINDS, say_counts
from wraparound.methods.focus.counting import FlagCounts
from wraparound.people.access import allows, ensure
from wraparound.people.models import Organisation
from wraparound.people.queries.looking import why_let_in
from wraparound.people.queries.organisations import organisation_of, within_reach
from wraparound.people.terms.access import Subject, Viewer
from wraparound.people.terms.records import HeldElsewhere
from wraparound.published.organisations import organisation as trust_of
from wraparound.published.release import release_in_use
from wraparound.published.terms import NotInEvidence


def own_page(*, viewer: Viewer) -> KeptPage:
    """All counts that the viewer keeps for themselves."""
    ensure(viewer, OWN_READINGS)
    return KeptPage(
        code="",
        name="",
        made_up=False,
        sorts=_sorts(_own(viewer)),
        beside=(),
        beside_from="",
        may_keep=True,
        why=OWN_READINGS.because,
    )


def organisation_page(code: str, *, viewer: Viewer) -> KeptPage:
    """All counts of documents of an organisation, and what its staff said in the published survey."""
    place = organisation_of(code, viewer=viewer)
    subject = _about(place)
    ensure(viewer, READ_READINGS, subject)
    beside, beside_from = _staff_survey(place)
    rows = KeptReading.objects.filter(organisation=place, ended_at__isnull=True).order_by("day", "pk")
    return KeptPage(
        code=place.code,
        name=place.name,
        made_up=place.made_up,
        sorts=_sorts(rows),
        beside=beside,
        beside_from=beside_from,
        may_keep=allows(viewer, KEEP_READINGS, subject),
        why=why_let_in(READ_READINGS, viewer=viewer, about=subject),
    )


def places_to_keep_for(*, viewer: Viewer) -> tuple[tuple[str, str], ...]:
    """Code and name of every organisation for which the viewer may keep counts."""
    return within_reach(KEEP_READINGS, viewer=viewer)


def places_to_read(*, viewer: Viewer) -> tuple[tuple[str, str], ...]:
    """Code and name of every organisation whose kept counts the viewer reads."""
    return within_reach(READ_READINGS, viewer=viewer) if viewer.held else ()


def held_of(*, viewer: Viewer, at: datetime) -> tuple[HeldElsewhere, ...]:
    """The viewer's own counts, and that they kept counts for an organisation."""
    person = viewer.person or 0
    held = [_held(row, "Counts of a text of yours", viewer.name) for row in _own(viewer)]
    kept = KeptReading.objects.filter(kept_by=person).select_related("organisation").order_by("pk")
    held += [_held(row, f"You kept counts of a document of {row.organisation.name}", viewer.name) for row in kept]
    return tuple(held)


def _held(row: Any, what: str, by: str) -> HeldElsewhere:
    document = _document(row)
    words = f"{KINDS[TextKind(row.kind)]} “{row.name}”, {say.say_when(document)}. {say_counts(_counts(row))}"
    return HeldElsewhere("Focus", what, row.kept_at, by, f"{words} Read by {row.method}.")


def _own(viewer: Viewer) -> Iterable[OwnReading]:
    return OwnReading.objects.filter(person=viewer.person or 0).order_by("day", "pk")


def _sorts(rows: Iterable[Reading]) -> tuple[KeptOverTime, ...]:
    found = [(TextKind(row.kind), row.method, _document(row), row.mark) for row in rows]
    return calculate.kept_over_time(found, _known)


def _known(kind: TextKind) -> calculate.KnownOfKind:
    figures = tuple(one for one in evidence.accuracy() if one.kind in {kind.value, "all"})
    return calculate.KnownOfKind(accuracy=figures, tried=evidence.tried(kind), usual=evidence.usual(kind))


def _document(row: Reading) -> DatedDocument:
    return DatedDocument(name=row.name, day=row.day, counts=_counts(row), number=row.pk, whole_month=row.whole_month)


def _counts(row: Reading) -> FlagCounts:
    return FlagCounts(what=row.what, how=row.how, both=row.both, neither=row.neither, unsure=row.unsure)


def _staff_survey(place: Organisation) -> tuple[tuple[SurveyBeside, ...], str]:
    """What is published of it; nothing of one that is made up, or of which nothing is held."""
    release = release_in_use()
    try:
        found = evidence.staff_survey(release, trust_of(release, place.code).code)
    except NotInEvidence:
        return (), ""
    return found, release.id if found else ""


def _about(place: Organisation) -> Subject:
    return Subject.at(place.pk, place.region_id)
