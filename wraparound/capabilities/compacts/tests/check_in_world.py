"""A compact in force whose leader has chosen somebody from elsewhere, for tests of check-ins."""

from wraparound.capabilities.compacts.actions import check_ins, confidants
from wraparound.capabilities.compacts.models.check_ins import Confidant
from wraparound.capabilities.compacts.queries import check_ins as kept
from wraparound.capabilities.compacts.queries.confidants import chosen_version, door_to
from wraparound.capabilities.compacts.terms.check_ins import CheckInQuestion
from wraparound.capabilities.compacts.tests.factories import AT
from wraparound.people.actions.people import bring_in
from wraparound.people.models import Person
from wraparound.people.queries.viewers import viewer_for
from wraparound.people.terms.access import OPERATOR, PUBLIC
from wraparound.people.terms.people import NewPerson

MENTOR = "maud.mentorly@made-up.example"
Q = CheckInQuestion


def somebody(name, email, code="ZZ02"):
    """Somebody with an account at another trust and no role, as a viewer of today."""
    (key,) = bring_in([NewPerson(name, email, ((code, "Mentor", AT.date(), None),))], at=AT, by=OPERATOR)
    return as_viewer(Person.objects.get(key=key))


def as_viewer(person):
    return viewer_for(person.pk, person.name, on=AT.date(), viewer=PUBLIC)


def ask(made, who, by, *, reads_earlier=False, at=AT):
    version = chosen_version(door_to(made.pk, viewer=by), viewer=by)
    confidants.choose(made.pk, who, reads_earlier=reads_earlier, version=version, at=at, by=by)


def accept(made, by, *, at=AT):
    version = chosen_version(door_to(made.pk, viewer=by), viewer=by)
    confidants.accept(made.pk, version=version, at=at, by=by)


def step_out(made, by, *, at=AT):
    version = chosen_version(door_to(made.pk, viewer=by), viewer=by)
    confidants.step_out(made.pk, version=version, at=at, by=by)


def write(made, by, words="All is well", *, at=AT, asked=Q.HOW):
    return check_ins.write(made.pk, {asked: words}, seen=seen(made, by), at=at, by=by)


def reply(made, check_in, by, words="Thank you", *, at=AT):
    return check_ins.answer(made.pk, check_in, words, seen=seen(made, by), at=at, by=by)


def seen(made, by):
    return kept.newest_of(door_to(made.pk, viewer=by).compact, viewer=by)


def read(made, by, **more):
    return kept.check_ins(made.pk, viewer=by, on=AT.date(), **more)


def words_in(found):
    """Everything that a page of check-ins says, in order."""
    return [words for one in found.check_ins for each in (one.first, *one.answers) for _, words in each.parts]


def chosen():
    return Confidant.objects.filter(ended_at__isnull=True).first()
