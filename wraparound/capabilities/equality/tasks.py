"""Work off the request: stages from the outbox, people who leave, and what the store does every day."""

from datetime import date, datetime

from django.utils import timezone

from wraparound.capabilities.careers.queries.counted_stages import programme_joined
from wraparound.capabilities.equality.actions.adjustments import mark_release_told, releases_to_mail
from wraparound.capabilities.equality.actions.demo import seed
from wraparound.capabilities.equality.actions.demo_files import seed_files
from wraparound.capabilities.equality.actions.demo_people import seed_people
from wraparound.capabilities.equality.actions.demo_published import seed_published
from wraparound.capabilities.equality.actions.keeping import forget_person, keep_daily
from wraparound.capabilities.equality.actions.programmes import joinings_to_mail, mark_joining_told
from wraparound.capabilities.equality.actions.publishing import publish_what_is_due
from wraparound.capabilities.equality.actions.publishing_mobility import publish_mobility
from wraparound.capabilities.equality.actions.stages import note_stage, take_stage_back
from wraparound.capabilities.equality.queries.own import can_give, key_of_person
from wraparound.capabilities.equality.terms.stages import OF_A_CANDIDATE, FunnelStage
from wraparound.people.actions.mailing import mailed
from wraparound.people.terms.access import OPERATOR
from wraparound.records.terms import EventTerms

TAKEN_BACK = "taken_back"
RELEASE_TAKEN_BACK = "pipelines.release_taken_back"
SUBJECT = "Something waits for you in Wraparound"
BODY = """Something between you and other people waits for you.

Sign in: the page of today says what it is, and what is wanted of you. This message says no more on purpose.
"""


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


def follow_releases(event: EventTerms) -> None:
    """Somebody agreed to be released to pipelines, or either side took that back: then they are not counted by it.

    One task hears both, so that of one release the second never comes before the first.
    """
    if not can_give(viewer=OPERATOR):
        return
    entry = f"release {event.data['release']}"
    if event.name == RELEASE_TAKEN_BACK:
        take_stage_back(entry, by=OPERATOR)
    else:
        _note(entry, event, FunnelStage.RELEASED)


def follow_stretch_offers(event: EventTerms) -> None:
    """Both employers agreed to an offer of somebody's."""
    if can_give(viewer=OPERATOR):
        _note(f"offer {event.data['request']}", event, FunnelStage.STRETCH)


def follow_programmes(event: EventTerms) -> None:
    """Somebody said that they were on a programme, or took that back; who it was, careers say only while it stands."""
    number = event.data["part"]
    entry = f"programme {number}"
    if not can_give(viewer=OPERATOR):
        return
    found = None if event.data["did"] == TAKEN_BACK else programme_joined(int(number), viewer=OPERATOR)
    if found is None:
        take_stage_back(entry, by=OPERATOR)
        return
    note_stage(entry, found.person, FunnelStage.PROGRAMME, found.on, found.organisation, by=OPERATOR)


def forget_who_left(event: EventTerms) -> None:
    """Somebody had their record removed."""
    key = key_of_person(int(event.data["person"]), viewer=OPERATOR)
    if key is not None and can_give(viewer=OPERATOR):
        forget_person(key, on=timezone.localtime(event.at).date(), by=OPERATOR)


def make_up_answers(at: datetime) -> int:
    """What made-up people and organisations of the demo give, where nobody gave anything yet; how many rows.

    And programmes that the made-up region offers. Figures of it are published at once, so that whoever opens the demo
    finds some.
    """
    here = timezone.localtime(at)
    done = seed(at=here, by=OPERATOR) + seed_files(at=here, by=OPERATOR) + seed_people(at=here, by=OPERATOR)
    done += seed_published(at=here, by=OPERATOR)
    publish_what_is_due(at=here, by=OPERATOR)
    publish_mobility(at=here, by=OPERATOR)
    return done


def keep_the_store(at: datetime) -> int:
    """Every few minutes of every day: what is due, which is nothing most of the time."""
    here = timezone.localtime(at)
    done = keep_daily(at=here, by=OPERATOR) + publish_what_is_due(at=here, by=OPERATOR)
    done += publish_mobility(at=here, by=OPERATOR)
    mail_those_waited_for(here)
    return done


def mail_those_waited_for(at: datetime) -> None:
    """Tells whoever has something to read or to answer that there is something, and not what.

    Not by an event: events are listed for those who look after the site, and these would say who has adjustments.
    """
    if not can_give(viewer=OPERATOR):
        return
    for key, person in releases_to_mail(on=at.date(), by=OPERATOR).items():
        if mailed(person.pk, SUBJECT, BODY, by=OPERATOR):
            mark_release_told(key, by=OPERATOR)
    for key, number in joinings_to_mail(on=at.date(), by=OPERATOR).items():
        if mailed(number, SUBJECT, BODY, by=OPERATOR):
            mark_joining_told(key, by=OPERATOR)


def _note(entry: str, event: EventTerms, stage: FunnelStage) -> None:
    said = event.data
    on = date.fromisoformat(said["on"])
    note_stage(entry, int(said["person"]), stage, on, said["organisation"], by=OPERATOR)
