"""Plans of the made-up region: half a year of answers, milestones, moves and dependencies, entered when they happened.

History knows no other order than that of time, so everything is one story, told from its beginning. Thistleford and
Ambermere have small plans of their own, so that a region has something to read. No name and no figure here is real.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from wraparound.capabilities.delivery.actions import answers, milestones
from wraparound.capabilities.delivery.actions.demo_story import OWN, STORY, Told
from wraparound.capabilities.delivery.models.milestones import Milestone
from wraparound.capabilities.delivery.models.recommendations import Answer
from wraparound.capabilities.delivery.terms.milestones import Evidence, EvidenceSort, MoveReason, NewMilestone
from wraparound.capabilities.delivery.terms.recommendations import (
    Choice,
    NewAnswer,
    NewRecommendation,
    RecommendationKey,
)
from wraparound.people.models import Membership, Person
from wraparound.people.queries.viewers import viewer_for
from wraparound.people.terms.access import Viewer
from wraparound.records.queries.history import version_number

KEEPERS = {"ZZ01": "Thora Kettlemere", "ZZ02": "Suresh Marrowpool", "ZZ03": "Jabari Junipermere"}
SEVERAL, LEAVER = "somebody", "whoever left"


@dataclass
class Teller:
    """What the story made so far: numbers of milestones by their word, keys of own recommendations, and who is who."""

    at: datetime
    by: Viewer
    keepers: dict[str, Viewer]
    owners: dict[str, dict[str, str]]
    made: dict[str, int]
    keys: dict[str, RecommendationKey]

    def day(self, offset: int) -> date:
        return (self.at + timedelta(days=offset)).date()


def seed(*, at: datetime, by: Viewer) -> int:
    """Tells the story of the made-up plans, once; how many milestones there are then."""
    if Milestone.objects.exists() or Answer.objects.exists():
        return Milestone.objects.count()
    begun = at + timedelta(days=min(one.day for one in STORY))
    teller = Teller(
        at=at,
        by=by,
        keepers={code: _viewer(name, begun, by) for code, name in KEEPERS.items()},
        owners={code: dict(_owners(code, begun.date(), at.date())) for code in KEEPERS},
        made={},
        keys={},
    )
    for one in sorted(STORY, key=lambda told: told.day):
        TELL[one.what](teller, one, at + timedelta(days=one.day))
    return Milestone.objects.count()


def _answer(teller: Teller, one: Told, at: datetime) -> None:
    key = teller.keys.get(one.of, RecommendationKey(one.of))
    row = Answer.objects.filter(organisation__code=one.code, recommendation=key, ended_at__isnull=True).first()
    version = version_number(row, viewer=teller.by) if row else 0
    new = NewAnswer(choice=Choice(one.word), words=one.words, shared=one.shared)
    answers.answer(one.code, key, new, version=version, at=at, by=teller.keepers[one.code])


def _recommend(teller: Teller, one: Told, at: datetime) -> None:
    new = NewRecommendation(programme=OWN, title=one.words, source="An invented review, to try things in")
    teller.keys[one.of] = answers.recommend(one.code, new, at=at, by=teller.keepers[one.code])


def _commit(teller: Teller, one: Told, at: datetime) -> None:
    owners = teller.owners[one.code]
    new = NewMilestone(
        title=one.words,
        owner=owners.get(one.owner, one.owner or teller.keepers[one.code].name),
        due=teller.day(one.until),
        recommendation=teller.keys.get(one.word, RecommendationKey(one.word)),
        effort=one.effort,
        evidence=Evidence(sort=EvidenceSort.FIGURE, of=one.shows) if one.shows else Evidence(),
        shared=one.shared,
    )
    teller.made[one.of] = milestones.commit_to(one.code, new, at=at, by=teller.keepers[one.code])


def _move(teller: Teller, one: Told, at: datetime) -> None:
    reason, due = MoveReason(one.word), teller.day(one.until)
    milestones.move(teller.made[one.of], due, reason, one.words, at=at, by=teller.keepers[one.code])


def _finish(teller: Teller, one: Told, at: datetime) -> None:
    milestones.finish(teller.made[one.of], at.date(), at=at, by=teller.keepers[one.code])


def _drop(teller: Teller, one: Told, at: datetime) -> None:
    milestones.drop(teller.made[one.of], one.words, at=at, by=teller.keepers[one.code])


def _wait(teller: Teller, one: Told, at: datetime) -> None:
    milestones.wait_for(teller.made[one.of], teller.made[one.word], at=at, by=teller.keepers[one.code])


TELL: dict[str, Callable[[Teller, Told, datetime], None]] = {
    "answer": _answer,
    "recommend": _recommend,
    "commit": _commit,
    "move": _move,
    "finish": _finish,
    "drop": _drop,
    "wait": _wait,
}


def _viewer(name: str, at: datetime, by: Viewer) -> Viewer:
    row = Person.objects.get(name=name, in_chooser=True)
    return viewer_for(row.pk, row.name, on=at.date(), viewer=by)


def _owners(code: str, begun: date, today: date) -> Iterator[tuple[str, str]]:
    """Somebody who was there all the time, and somebody who left since, of a name that nobody else has there."""
    rows = Membership.objects.filter(organisation__code=code, starts__lte=begun).select_related("person")
    there = [one for one in rows.order_by("person_id", "pk") if one.ends is None or one.ends >= begun]
    names = [one.person.name for one in there]
    single = [one for one in there if names.count(one.person.name) == 1 and not one.person.in_chooser]
    stays = [one.person.name for one in single if one.ends is None]
    leaves = [one.person.name for one in single if one.ends is not None and one.ends < today]
    yield SEVERAL, next(iter(stays), KEEPERS[code])
    yield LEAVER, next(iter(leaves), KEEPERS[code])
