"""What the store holds of whoever asks, and of nobody else."""

from datetime import datetime, time

from django.utils import timezone

from wraparound.capabilities.equality.access import OWN
from wraparound.capabilities.equality.calculation.keeping import unpacked
from wraparound.capabilities.equality.models.answers import Answers, Objection
from wraparound.capabilities.equality.models.sealing import is_sealable, opened, token_of
from wraparound.capabilities.equality.models.stages import StageReached
from wraparound.capabilities.equality.terms.answers import NoSuchCount, OwnAnswers
from wraparound.capabilities.equality.terms.stages import FunnelStage, OwnStage
from wraparound.capabilities.equality.wording import own as say
from wraparound.people.access import ensure
from wraparound.people.models import FORGOTTEN, Person
from wraparound.people.terms.access import Viewer
from wraparound.people.terms.records import HeldElsewhere

OF_A_PERSON = "person"
"""The sort of token that stands for somebody who has a record on this site."""


def own_answers(*, viewer: Viewer) -> OwnAnswers:
    """What the viewer gave, with the day; and when they objected, if they did."""
    token = own_token(viewer=viewer)
    objected = Objection.objects.filter(pk=token).values_list("on", flat=True).first()
    row = Answers.objects.filter(pk=token).first()
    if row is None:
        return OwnAnswers(given={}, objected_on=objected)
    given, _, _ = unpacked(opened(row.sealed, token))
    return OwnAnswers(given=given, on=row.on, objected_on=objected)


def own_stages(*, viewer: Viewer) -> tuple[OwnStage, ...]:
    """How far the viewer came, as the store has it, the earliest first: they alone are shown it."""
    rows = StageReached.objects.filter(token=own_token(viewer=viewer)).order_by("on", "stage")
    found = rows.values_list("stage", "on", "organisation")
    return tuple(OwnStage(stage=FunnelStage(stage), on=on, organisation=code) for stage, on, code in found)


def own_token(*, viewer: Viewer) -> str:
    """What stands for the viewer in the store; NoSuchCount where they have no record."""
    ensure(viewer, OWN)
    token = token_of_person(viewer.person or 0, viewer=viewer)
    if token is None:
        raise NoSuchCount
    return token


def token_of_person(person: int, *, viewer: Viewer) -> str | None:
    """What stands for somebody in the store; none where nobody is behind the number.

    Made from the key of their record, which no restore gives to anybody else, as numbers might be.
    """
    here = Person.objects.filter(pk=person).exclude(name=FORGOTTEN)
    key = here.values_list("key", flat=True).first()
    return token_of(OF_A_PERSON, str(key)) if key else None


def key_of_person(person: int, *, viewer: Viewer) -> str | None:
    """The key of a record, by its number; none where there is none. It outlives what is forgotten of the person."""
    key = Person.objects.filter(pk=person).values_list("key", flat=True).first()
    return str(key) if key else None


def can_give(*, viewer: Viewer) -> bool:
    """Whether this site has the keys without which nothing can be given."""
    return is_sealable()


def held_of(*, viewer: Viewer, at: datetime) -> tuple[HeldElsewhere, ...]:
    """That the store holds something of the viewer, and where they take it away; never the answers themselves.

    The copy that this is part of is often handed on: to an employer, to a lawyer. Answers are in a file of their own.
    """
    if not is_sealable():
        return ()
    found = own_answers(viewer=viewer)
    days = [(say.HELD, found.on), (say.HELD_OBJECTION, found.objected_on)]
    return tuple(
        HeldElsewhere(
            part="Equality",
            what=what,
            at=timezone.make_aware(datetime.combine(on, time.min)),
            by=viewer.name,
            words=say.TAKE_IT_AWAY,
        )
        for what, on in days
        if on is not None
    )
