"""Which partnerships somebody may read, for which sides they speak, and how one stands: the only door to those rows."""

from collections.abc import Iterable

from django.db.models import Q, QuerySet

from wraparound.capabilities.partnerships.access import READ_OURS, SEE_REGION, SPEAK
from wraparound.capabilities.partnerships.models.agreements import Acceptance, Agreement, Diagnosis, Terms
from wraparound.capabilities.partnerships.models.reviews import JointText
from wraparound.capabilities.partnerships.terms.agreements import AgreementState, Side, Standing
from wraparound.people.access import Rule, allows, reach
from wraparound.people.models import Organisation
from wraparound.people.terms.access import Reach, Subject, Viewer
from wraparound.published.terms import NotInEvidence


class NoSuchPartnership(NotInEvidence):
    """No such partnership, or not one for this viewer: the same sentence for both."""

    def __init__(self) -> None:
        """One sentence for every case."""
        super().__init__("There is no such partnership, or it is not yours to see. Your list names those that are.")


def visible(*, viewer: Viewer) -> QuerySet[Agreement]:
    """The partnerships that the viewer may read: their own boards', and of their region those that were agreed.

    Of what was declined or taken back nobody but the two boards knows.
    """
    ours, region = reach(viewer, READ_OURS), reach(viewer, SEE_REGION)
    told = Q(in_force_at__isnull=False) & within(region, "helper", "helped", viewer=viewer)
    rows: QuerySet[Agreement] = Agreement.objects.filter(within(ours, "helper", "helped", viewer=viewer) | told)
    return rows.select_related("helper__region", "helped__region", "controller")


def agreement_of(number: int, *, viewer: Viewer) -> Agreement:
    """The row of a partnership that the viewer may read; NoSuchPartnership otherwise."""
    found: Agreement | None = visible(viewer=viewer).filter(pk=number).first()
    if found is None:
        raise NoSuchPartnership
    return found


def sides_of(row: Agreement, *, viewer: Viewer) -> tuple[Side, ...]:
    """The sides for which the viewer speaks today."""
    if viewer.person is None:
        return ()
    return tuple(side for side in Side if allows(viewer, SPEAK, _about(place_of(row, side, viewer=viewer))))


def rule_for(row: Agreement, *, viewer: Viewer) -> Rule:
    """The rule by which the viewer reads it; the caller has found that they do."""
    return READ_OURS if allows(viewer, READ_OURS, subject_of(row, viewer=viewer)) else SEE_REGION


def subject_of(row: Agreement, *, viewer: Viewer) -> Subject:
    """What a partnership is about: two organisations and their regions."""
    places = (row.helper, row.helped)
    return Subject(None, frozenset(one.pk for one in places), frozenset(one.region_id for one in places))


def place_of(row: Agreement, side: Side, *, viewer: Viewer) -> Organisation:
    """The organisation on a side."""
    return row.helper if side is Side.HELPER else row.helped


def standing_of(row: Agreement, *, viewer: Viewer) -> Standing:
    """How it stands, from what is kept."""
    newest = newest_terms(row, viewer=viewer)
    accepted = Acceptance.objects.filter(terms=newest).values_list("side", flat=True) if newest else ()
    joint = newest_joint(row, None, viewer=viewer)
    return Standing(
        state=AgreementState(row.state),
        proposed_by=Side(row.proposed_by) if row.proposed_by else None,
        told=frozenset(Side(one) for one in Diagnosis.objects.filter(agreement=row).values_list("side", flat=True)),
        diagnosis_by=Side(joint.side) if joint else None,
        terms=newest.digest if newest else "",
        accepted=frozenset(Side(one) for one in accepted),
    )


def newest_terms(row: Agreement, *, viewer: Viewer) -> Terms | None:
    """The newest version of the terms."""
    found: Terms | None = Terms.objects.filter(agreement=row).order_by("-number").first()
    return found


def newest_joint(row: Agreement, review: int | None, *, viewer: Viewer) -> JointText | None:
    """The newest version of the shared diagnosis, or of the note of a review."""
    rows = JointText.objects.filter(agreement=row, review=review)
    found: JointText | None = rows.order_by("-number").first()
    return found


def within(far: Reach, *ways: str, viewer: Viewer) -> Q:
    """The condition that an organisation on one of these ways is within reach."""
    if far.nation:
        return Q(pk__isnull=False)
    found = Q(pk__in=[])
    for way in ways:
        found |= _here(far.organisations, way) | _here(far.regions, f"{way}__region")
    return found


def _here(these: Iterable[int], way: str) -> Q:
    listed = list(these)
    return Q(**{f"{way}__in": listed}) if listed else Q(pk__in=[])


def _about(place: Organisation) -> Subject:
    return Subject.at(place.pk, place.region_id)
