"""Stages as they come in from the outbox: made pseudonymous at once, joined to nothing but what the store holds."""

from datetime import date

from django.db import transaction

from wraparound.capabilities.equality.access import KEEP
from wraparound.capabilities.equality.models.answers import Objection
from wraparound.capabilities.equality.models.sealing import token_of
from wraparound.capabilities.equality.models.stages import StageReached
from wraparound.capabilities.equality.models.store import STORE
from wraparound.capabilities.equality.queries.own import token_of_person
from wraparound.capabilities.equality.queries.parts import is_off
from wraparound.capabilities.equality.terms.parts import EqualityPart
from wraparound.capabilities.equality.terms.stages import FunnelStage
from wraparound.people.access import ensure
from wraparound.people.terms.access import Viewer

OF_AN_ENTRY = "entry"
"""The sort of token that stands for the entry of the site by which somebody came to a stage."""


def note_stage(entry: str, person: int, stage: FunnelStage, on: date, organisation: str, *, by: Viewer) -> bool:
    """That somebody came to a stage, or on another day than was said; whether it is kept.

    `entry` names the record of the site that says so: told again, it is one stage still. Whoever objected, and whoever
    is here no longer, is not kept, nor is any stage at an organisation that does not use stages.
    """
    ensure(by, KEEP)
    with transaction.atomic(using=STORE):
        token = token_of_person(person, viewer=by)
        if token is None or Objection.objects.filter(pk=token).exists():
            return False
        entry_token = token_of(OF_AN_ENTRY, entry)
        # What came in while it was on can be put right; nothing comes in new.
        if (
            is_off(organisation, EqualityPart.STAGES, viewer=by)
            and not StageReached.objects.filter(pk=entry_token).exists()
        ):
            return False
        said = {"token": token, "stage": stage.value, "on": on, "organisation": organisation}
        StageReached.objects.update_or_create(pk=entry_token, defaults=said)
    return True


def take_stage_back(entry: str, *, by: Viewer) -> None:
    """The entry was made by mistake: nobody came to that stage by it."""
    ensure(by, KEEP)
    StageReached.objects.filter(pk=token_of(OF_AN_ENTRY, entry)).delete()
