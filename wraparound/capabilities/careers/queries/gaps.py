"""A role beside what the viewer said of themselves: theirs alone."""

from datetime import date

from wraparound.capabilities.careers.access import OWN
from wraparound.capabilities.careers.calculation.assessing import progress_of
from wraparound.capabilities.careers.calculation.gaps import gap_lines
from wraparound.capabilities.careers.queries.assessments import earlier_said, own_answers
from wraparound.capabilities.careers.queries.credits import own_credits
from wraparound.capabilities.careers.queries.offers import offers_building
from wraparound.capabilities.careers.queries.profiles import profile_page
from wraparound.capabilities.careers.terms.gaps import GapPage, Offer
from wraparound.capabilities.partnerships.queries.cohorts import cohorts_of
from wraparound.capabilities.partnerships.terms.pairs import CohortState
from wraparound.people.access import ensure
from wraparound.people.terms.access import Viewer


def gap_page(number: int, *, viewer: Viewer, on: date) -> GapPage:
    """What the role of a profile asks beside what the viewer said; NoSuchCareer where there is no such profile."""
    ensure(viewer, OWN)
    profile = profile_page(number, viewer=viewer)
    framework = profile.framework.framework
    assessment, said = own_answers(profile.framework.key, viewer=viewer)
    earlier = earlier_said(profile.framework, viewer=viewer)
    given = {key: one.rung or None for key, one in said.items() if one.is_answered}
    return GapPage(
        profile=profile,
        lines=gap_lines(framework, profile.asks, said, earlier),
        offers=offers(viewer=viewer, on=on),
        board=offers_building(profile.framework.key, viewer=viewer, on=on),
        credits=own_credits(profile.framework.key, viewer=viewer),
        assessment=assessment,
        progress=progress_of(framework, given),
    )


def offers(*, viewer: Viewer, on: date) -> tuple[Offer, ...]:
    """What exists that the viewer could join today: cohorts of mentors, buddies, peer groups and shadowing."""
    return tuple(
        Offer(name=one.name, until=one.joins_until, address=f"/partnerships/people/cohorts/{one.number}/")
        for one in cohorts_of(viewer=viewer, on=on)
        if one.state is CohortState.JOINING and not one.joined
    )
