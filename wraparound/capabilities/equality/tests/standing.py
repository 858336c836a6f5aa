"""Somebody of the made-up trust is considered for a post of it, which its director of people fills."""

from datetime import timedelta

from wraparound.capabilities.equality.tests.world import AT, TODAY, somebody
from wraparound.capabilities.pipelines.tests.keep_world import a_post
from wraparound.capabilities.pipelines.tests.vacancy_world import ends, listed, opened
from wraparound.people.models import Person
from wraparound.people.terms.access import Purpose, Role, Scope


def director_of(code):
    """The director of people of a trust."""
    return somebody("Dora Deciding", (Role.PEOPLE_DIRECTOR, Purpose.TALENT, Scope.ORGANISATION, code))


def stands(world, viewer):
    """The vacancy for which the viewer is considered from now on, decided on by `world.director`."""
    vacancy = opened(world, a_post(world, at=AT), on=TODAY - timedelta(days=20), at=AT)
    listed(world, vacancy, Person.objects.get(pk=viewer.person), on=TODAY - timedelta(days=10), at=AT)
    return vacancy


def is_filled(world, vacancy):
    """The vacancy ends, and nobody is considered for it any more."""
    ends(world, vacancy, on=TODAY, at=AT)
