"""What some people of the made-up region would consider, in words that are visibly made up with them."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from random import Random

from wraparound.capabilities.pipelines.calculation.interests import found_by, interests_text
from wraparound.capabilities.pipelines.models.people import Interest, InterestWord
from wraparound.capabilities.pipelines.models.succession import Readiness
from wraparound.capabilities.pipelines.terms.people import Interests, Move, Travel
from wraparound.capabilities.pipelines.terms.posts import PostLevel, PostRole
from wraparound.people.models import Person
from wraparound.people.terms.access import Viewer

EXPERIENCE = (
    "Two years across a system board\nA year with a local authority",
    "Ran a winter across three sites\nSponsor of a staff network",
    "Ten years outside the NHS\nChaired a charity",
)
KINDS = ("Acute", "Mental health", "Community", "Ambulance")


def seed_interests(ready: Iterable[Readiness], today: date, chance: Random, *, by: Viewer) -> int:
    """A third of those with a readiness have said what they would consider; how many."""
    people = {row.person_id: row for row in ready}.values()
    told = [(row.person, one) for row in people if chance.random() < 1 / 3 for one in _of(row, today, chance)]
    rows = [_row(person, one, today) for person, one in told]
    Interest.objects.bulk_create(rows, batch_size=1_000)
    InterestWord.objects.bulk_create(
        [
            InterestWord(interest=row, sort=sort, value=value)
            for row, (_, one) in zip(rows, told, strict=True)
            for sort, value in found_by(one)
        ],
        batch_size=1_000,
    )
    return len(rows)


def _of(row: Readiness, today: date, chance: Random) -> Iterator[Interests]:
    roles = {(PostRole(row.role), PostLevel(row.level))}
    if chance.random() < 0.3:
        roles.add((PostRole.CHIEF_EXECUTIVE, PostLevel.BOARD))
    yield Interests(
        roles=tuple(sorted(roles)),
        kinds=tuple(sorted({row.kind, chance.choice(KINDS)})),
        challenged=chance.random() < 0.4,
        travel=chance.choice(list(Travel)),
        moves=tuple(sorted({Move.POST, chance.choice(list(Move))})),
        not_before=today + timedelta(days=90) if chance.random() < 0.3 else None,
        experience=chance.choice(EXPERIENCE),
        shown_at_work=chance.random() < 0.7,
    )


def _row(person: Person, one: Interests, today: date) -> Interest:
    return Interest(
        controller_id=person.controller_id,
        person=person,
        content=interests_text(one),
        shown_at_work=one.shown_at_work,
        updated_on=today - timedelta(days=30),
    )
