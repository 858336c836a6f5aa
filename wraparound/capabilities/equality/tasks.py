"""Work off the request: stages from the outbox, people who leave, and what the store does every day."""

from datetime import date, datetime

from django.utils import timezone

from wraparound.capabilities.equality.actions.demo import seed
from wraparound.capabilities.equality.actions.demo_files import seed_files
from wraparound.capabilities.equality.actions.keeping import forget_person, keep_daily
from wraparound.capabilities.equality.actions.publishing import publish_what_is_due
from wraparound.capabilities.equality.actions.stages import note_stage, take_stage_back
from wraparound.capabilities.equality.queries.own import can_give, key_of_person
from wraparound.capabilities.equality.terms.stages import OF_A_CANDIDATE, FunnelStage
from wraparound.people.terms.access import OPERATOR
from wraparound.records.terms import EventTerms

TAKEN_BACK = "taken_back"


def follow_candidates(event: EventTerms) -> None:
    """A stage of a candidate was entered, corrected or taken back."""
    stage = OF_A_CANDIDATE.get(event.data["stage"])
    entry = f"candidate {event.data['entry']}"
    if stage is None or not can_give(viewer=OPERATOR):
        return
    if event.data["did"] == TAKEN_BACK:
        take_stage_back(entry, by=OPERATOR)
        return
    _note(entry, event, stage)


def follow_readiness(event: EventTerms) -> None:
    """A readiness was agreed: its person is in the pool for a role."""
    if can_give(viewer=OPERATOR):
        _note(f"readiness {event.data['readiness']}", event, FunnelStage.POOL)


def forget_who_left(event: EventTerms) -> None:
    """Somebody had their record removed."""
    key = key_of_person(int(event.data["person"]), viewer=OPERATOR)
    if key is not None and can_give(viewer=OPERATOR):
        forget_person(key, by=OPERATOR)


def make_up_answers(at: datetime) -> int:
    """What made-up people and organisations of the demo give, where nobody gave anything yet; how many rows.

    Figures of it are published at once, so that whoever opens the demo finds some.
    """
    here = timezone.localtime(at)
    done = seed(at=here, by=OPERATOR) + seed_files(at=here, by=OPERATOR)
    publish_what_is_due(at=here, by=OPERATOR)
    return done


def keep_the_store(at: datetime) -> int:
    """Every few minutes of every day: what is due, which is nothing most of the time."""
    here = timezone.localtime(at)
    return keep_daily(at=here, by=OPERATOR) + publish_what_is_due(at=here, by=OPERATOR)


def _note(entry: str, event: EventTerms, stage: FunnelStage) -> None:
    said = event.data
    on = date.fromisoformat(said["on"])
    note_stage(entry, int(said["person"]), stage, on, said["organisation"], by=OPERATOR)
