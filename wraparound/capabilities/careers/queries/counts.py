"""What people of a region say of themselves, as it was counted; and whether the viewer is."""

from collections.abc import Iterable
from datetime import date, datetime

from wraparound.capabilities.careers.access import OWN, SEE_COUNTED
from wraparound.capabilities.careers.calculation.counting import by_state, from_data, told_counts
from wraparound.capabilities.careers.models.assessments import Assessment
from wraparound.capabilities.careers.models.counts import CountIn, RegionCount
from wraparound.capabilities.careers.models.profiles import PostProfile
from wraparound.capabilities.careers.queries.frameworks import framework_called
from wraparound.capabilities.careers.queries.profiles import profile_page
from wraparound.capabilities.careers.terms.counts import STANDS, CountLine, CountPage, ToldCount
from wraparound.capabilities.careers.terms.frameworks import NoSuchCareer
from wraparound.capabilities.careers.wording import counts as say
from wraparound.people.access import ensure, reach
from wraparound.people.models import Membership
from wraparound.people.terms.access import Viewer
from wraparound.people.terms.records import HeldElsewhere
from wraparound.records.models.keeping import RecordRows


def is_counted(*, viewer: Viewer) -> bool:
    """Whether the viewer agreed to be counted."""
    ensure(viewer, OWN)
    return CountIn.objects.filter(person=viewer.person or 0, agreed=True).exists()


def may_see_counted(profile: int, *, viewer: Viewer) -> bool:
    """Whether the viewer reads what was counted beside a profile: a default of a region that is theirs."""
    far = reach(viewer, SEE_COUNTED)
    rows = PostProfile.objects.filter(pk=profile, region__isnull=False)
    return not far.is_empty and (rows if far.nation else rows.filter(region__in=far.regions)).exists()


def counted_page(number: int, *, viewer: Viewer) -> CountPage:
    """A region's default for a role beside what was counted there; NoSuchCareer where it is no such default."""
    ensure(viewer, SEE_COUNTED)
    if not may_see_counted(number, viewer=viewer):
        raise NoSuchCareer
    profile = profile_page(number, viewer=viewer)
    rows = RegionCount.objects.filter(region__code=profile.line.region, framework=profile.framework.key)
    row = rows.order_by("-on").first()
    told = from_data(row.content) if row else {}
    rungs = [one.name for one in profile.framework.framework.rungs]
    lines = tuple(
        CountLine(ask=one, counts=by_state(told.get(one.competency.key), rungs.index(one.ask.rung)))
        for one in profile.lines
    )
    return CountPage(
        profile=profile.line,
        framework=profile.framework.framework.title,
        lines=lines,
        counted_on=row.on if row else None,
        next_on=row.on + STANDS if row else None,
    )


def told_in_region(region: int, framework: str, *, viewer: Viewer, on: date) -> dict[str, ToldCount]:
    """What may be told of a framework in a region on a day: of those who belong there, answered and agreed."""
    every = list(_answers(region, on).filter(framework=framework).values_list("answers", flat=True))
    return told_counts(framework_called(framework, viewer=viewer).framework, every)


def due_frameworks(region: int, *, viewer: Viewer, on: date) -> Iterable[str]:
    """Frameworks against which people of a region answered, and that were not counted there within a year."""
    lately = RegionCount.objects.filter(region=region, on__gt=on - STANDS).values("framework")
    found = _answers(region, on).exclude(framework__in=lately)
    return found.order_by("framework").values_list("framework", flat=True).distinct()


def _answers(region: int, on: date) -> RecordRows[Assessment]:
    here = Membership.objects.current(on).filter(organisation__region=region).values("person")
    agreed = CountIn.objects.filter(agreed=True).values("person")
    return Assessment.objects.filter(person__in=agreed, person__is_active=True).filter(person__in=here)


def held_of(*, viewer: Viewer, at: datetime) -> tuple[HeldElsewhere, ...]:
    """Whether the viewer agreed to be counted, where they said."""
    said = CountIn.objects.filter(person=viewer.person or 0).values_list("agreed", flat=True)
    return tuple(
        HeldElsewhere(
            part="Careers",
            what="Whether you are counted in your region",
            at=at,
            by=viewer.name,
            words=say.ARE_IN if agreed else say.ARE_OUT,
        )
        for agreed in said
    )
