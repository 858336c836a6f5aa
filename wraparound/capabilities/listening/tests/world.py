"""A made-up region of enough people to be asked, with whoever may ask: for tests of pulses."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

from wraparound.capabilities.listening.actions.answering import answer
from wraparound.capabilities.listening.actions.closing import close_those_over
from wraparound.capabilities.listening.actions.pulses import open_pulse
from wraparound.capabilities.listening.terms.pulses import GivenAnswers, NewPulse, Split, Whom
from wraparound.people.actions.grants import give
from wraparound.people.actions.people import add_organisation, add_region, bring_in
from wraparound.people.models import Person
from wraparound.people.queries.viewers import viewer_for
from wraparound.people.terms.access import OPERATOR, PUBLIC, NewGrant, Purpose, Role, Scope
from wraparound.people.terms.people import NewPerson

AT = datetime(2026, 5, 4, 9, tzinfo=UTC)
OPEN_DAYS = 14
AFTER = AT + timedelta(days=OPEN_DAYS + 1)
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@dataclass
class ListeningWorld:
    """Whoever asks for the region and for one trust, somebody elsewhere, and many who are asked, as viewers."""

    sender: object
    director: object
    far: object
    keeper: object
    asked: list = field(default_factory=list)


def make_listening_world(acute=30, community=13):
    """So many people of an acute and of a community trust; the sender is of neither."""
    north, south = (
        add_region(code, f"{code.title()} (made up)", at=AT, by=OPERATOR, made_up=True) for code in ("NO", "SO")
    )
    for code, kind, region in (("ZZ01", "Acute", north), ("ZZ02", "Community", north), ("ZZ09", "Acute", south)):
        add_organisation(code, f"Trust {code} (made up)", kind, region, at=AT, by=OPERATOR, made_up=True)
    world = ListeningWorld(
        sender=somebody("Senga Sender", "ZZ09", (Role.TALENT_LEAD, Purpose.TALENT, Scope.REGION, "NO")),
        director=somebody("Dee Directress", "ZZ09", (Role.PEOPLE_DIRECTOR, Purpose.TALENT, Scope.ORGANISATION, "ZZ01")),
        far=somebody("Farah Southway", "ZZ09", (Role.TALENT_LEAD, Purpose.TALENT, Scope.REGION, "SO")),
        keeper=somebody("Kay Keeper", "ZZ09", (Role.ADMINISTRATOR, Purpose.AUDIT, Scope.NATION, "")),
    )
    world.asked = [*many("Acute", "ZZ01", acute), *many("Community", "ZZ02", community)]
    return world


def many(word, code, how_many, *, first=0):
    """So many people of a trust."""
    return [somebody(f"{word} Person{number:02}", code) for number in range(first, first + how_many)]


def somebody(name, code, grant=None):
    """Somebody of a trust, as a viewer, with a role where one is given."""
    belongs = ((code, "Director of things", date(2025, 1, 1), None),)
    email = f"{name.replace(' ', '.').lower()}@made-up.example"
    (key,) = bring_in([NewPerson(name, email, belongs)], at=AT, by=OPERATOR)
    if grant:
        role, purpose, scope, target = grant
        give(NewGrant(key, role, purpose, scope, target, date(2025, 1, 1), None, "For the test"), at=AT, by=OPERATOR)
    person = Person.objects.get(key=key)
    return viewer_for(person.pk, person.name, on=AT.date(), viewer=PUBLIC)


def pulse_over(over="region:NO", **more):
    """A pulse as it is asked for."""
    said = {
        "title": "How is it",
        "over": over,
        "whom": Whom.BELONG,
        "split": Split.KIND,
        "standing": ("help_kept",),
        "own": (),
        "free": "What would help?",
        "closes_on": (AT + timedelta(days=OPEN_DAYS)).date(),
    }
    return NewPulse(**{**said, **more})


def opened(world, *, at=AT, **more):
    """The number of a pulse that the sender opened."""
    more.setdefault("closes_on", (at + timedelta(days=OPEN_DAYS)).date())
    return open_pulse(pulse_over(**more), at=at, by=world.sender)


def answers(number, people, said, *, at=AT, words=""):
    """These people answer the first question alike, one after the other; `said` can be one answer for each of them."""
    each = said if isinstance(said, list) else [said] * len(people)
    for viewer, one in zip(people, each, strict=True):
        answer(number, GivenAnswers(answers={0: one}, words=words), at=at, by=viewer)


def closed(at=AFTER):
    """Closes what is over."""
    return close_those_over(at=at, by=OPERATOR)
