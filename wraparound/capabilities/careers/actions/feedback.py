"""Asking others, replying so that nothing leads back, and telling once, for good, when a round is over.

No change is opened when somebody replies, no event told, no look noted and no moment kept; replies get numbers drawn by
chance. All rows of the round are then written again, on both sides: a store that remembers which transaction last wrote
a row then says the same of each of them.
"""

from collections import defaultdict
from collections.abc import Mapping
from datetime import datetime, timedelta
from secrets import SystemRandom

from django.db import transaction
from django.db.models import Count, F
from django.utils import timezone

from wraparound.capabilities.careers.access import CLOSE, OWN
from wraparound.capabilities.careers.actions.deleting import delete_own
from wraparound.capabilities.careers.calculation.kept_rounds import as_data
from wraparound.capabilities.careers.calculation.screening import telling_parts
from wraparound.capabilities.careers.calculation.telling import groups_for, tell
from wraparound.capabilities.careers.models.feedback import (
    FeedbackAnswer,
    FeedbackComment,
    FeedbackInvitation,
    FeedbackPause,
    FeedbackReport,
    FeedbackRound,
)
from wraparound.capabilities.careers.queries.assessments import own_row, reader_called
from wraparound.capabilities.careers.queries.feedback import (
    asked_in,
    earlier_rounds,
    own_round,
    paused_until,
    reply_page,
    told_before,
    told_too_near,
)
from wraparound.capabilities.careers.queries.frameworks import framework_called
from wraparound.capabilities.careers.terms.feedback import (
    BETWEEN,
    FEWEST,
    LONGEST_COMMENT,
    LONGEST_ROUND,
    MOST_ASKED,
    PAUSE,
    SHORTEST_ROUND,
    FeedbackRole,
    GivenFeedback,
    KeptRound,
    NewRound,
    Replies,
    TellsWho,
)
from wraparound.capabilities.careers.terms.frameworks import CannotKeepCareer, NoSuchCareer
from wraparound.capabilities.careers.wording import feedback as say
from wraparound.people.access import ensure
from wraparound.people.models import Person
from wraparound.people.terms.access import Viewer
from wraparound.records.actions.changes import changing
from wraparound.records.actions.outbox import tell as tell_event

MANAGER = FeedbackRole.MANAGER


def open_round(assessment: int, new: NewRound, *, at: datetime, by: Viewer) -> int:
    """Asks these people against the framework of an assessment of the actor's own; the number of the round.

    CannotKeepCareer for people who are not found, too few or too many of them, and a round that beside one before it
    would tell what somebody replied.
    """
    held = own_row(assessment, viewer=by)
    today = timezone.localtime(at).date()
    if not timedelta(days=SHORTEST_ROUND) <= new.closes_on - today <= timedelta(days=LONGEST_ROUND):
        raise CannotKeepCareer(say.WHEN)
    people = _people(new, at, by)
    groups = groups_for(list(people.values()))
    if groups is None:
        raise CannotKeepCareer(say.ASK_MORE)
    with changing("Somebody asked others what they see of them", at=at, by=by):
        Person.objects.select_for_update(of=("self",)).get(pk=held.person_id)
        _ensure_apart(people, at, by)
        row = FeedbackRound.objects.create(
            controller=held.controller,
            person=held.person,
            framework=held.framework,
            asked=len(people),
            opened_on=today,
            closes_on=new.closes_on,
        )
        for person, role in sorted(people.items()):
            FeedbackInvitation.objects.create(
                controller=held.controller, feedback=row, person_id=person, role=role, group=groups[role], on=today
            )
        tell_event("careers.feedback_asked", {"round": str(row.pk)}, by=by, of=row)
    return int(row.pk)


def reply(number: int, given: GivenFeedback, *, at: datetime, by: Viewer) -> None:
    """Keeps what the actor replies, by nobody. TellsWho where their words may tell who they are and they are not sure.

    NoSuchCareer for whoever is not asked, has replied already, or comes too late.
    """
    ensure(by, OWN)
    page = reply_page(number, viewer=by, on=timezone.localtime(at).date())
    framework = page.framework.framework
    rungs = {one.name for one in framework.rungs}
    keys = [one.key for one in framework.competencies if one.key in given.answers]
    answers = {key: said for key in keys if (said := given.answers[key]) is None or said in rungs}
    words = given.words.strip()
    if not answers and not words:
        raise CannotKeepCareer(say.ANSWER_ONE)
    if len(words) > LONGEST_COMMENT:
        raise CannotKeepCareer(say.TOO_LONG)
    if not (page.is_named or given.sure) and telling_parts(words, page.names):
        raise TellsWho(say.MAY_TELL)
    with transaction.atomic():
        _keep_reply(number, answers, words, by)


def close_rounds_over(*, at: datetime, by: Viewer) -> int:
    """Closes every round whose last day is over, the first to end first; how many."""
    ensure(by, CLOSE)
    today = timezone.localtime(at).date()
    due = FeedbackRound.objects.filter(closed_at__isnull=True, closes_on__lt=today).order_by("closes_on", "pk")
    numbers = list(due.values_list("pk", flat=True))
    for number in numbers:
        _close(number, at, by)
    return len(numbers)


def delete_round(number: int, *, at: datetime, by: Viewer) -> None:
    """The actor's round goes for good with all that was replied and told; where it was told, no other for a year."""
    row = own_round(number, viewer=by)
    with changing("Somebody deleted what others said of them", at=at, by=by):
        row = FeedbackRound.objects.select_for_update(of=("self",)).get(pk=row.pk)
        if row.closed_at is not None:
            until = timezone.localtime(at).date() + timedelta(days=PAUSE)
            FeedbackPause.objects.create(controller=row.controller, person=row.person, until=until)
        delete_own(FeedbackRound, [number], say.ON_HOLD, at=at, by=by)


def _people(new: NewRound, at: datetime, by: Viewer) -> dict[int, FeedbackRole]:
    """By opaque number of whom is asked, as what."""
    if len(new.asked.get(MANAGER, ())) > 1:
        raise CannotKeepCareer(say.ONE_MANAGER)
    if sum(map(len, new.asked.values())) > MOST_ASKED:
        raise CannotKeepCareer(say.ASK_FEWER)
    found: dict[int, FeedbackRole] = {}
    for role, everybody in new.asked.items():
        for typed in everybody:
            person = reader_called(typed, viewer=by, on=timezone.localtime(at).date())
            if person is None:
                raise CannotKeepCareer(say.nobody_called(typed))
            if person.pk == by.person:
                raise CannotKeepCareer(say.NOT_YOURSELF)
            if person.pk in found:
                raise CannotKeepCareer(say.TWICE)
            found[person.pk] = role
    return found


def _ensure_apart(people: Mapping[int, FeedbackRole], at: datetime, by: Viewer) -> None:
    """No round is open, none was deleted once read, and none before it is so near that subtraction would tell.

    Against whichever framework: two of them may ask the same.
    """
    person, today = by.person or 0, timezone.localtime(at).date()
    if FeedbackRound.objects.filter(person=person, closed_at__isnull=True).exists():
        raise CannotKeepCareer(say.OPEN_ALREADY)
    if (until := paused_until(person, viewer=by, on=today)) is not None:
        raise CannotKeepCareer(say.paused_words(until))
    for before in earlier_rounds(person, viewer=by):
        if trouble := told_too_near(people, asked_in(before, viewer=by), viewer=by):
            raise CannotKeepCareer(trouble)


def _keep_reply(number: int, answers: Mapping[str, str | None], words: str, by: Viewer) -> None:
    mine = FeedbackInvitation.objects.filter(pk=number, person=by.person or 0, answered=False)
    feedback = mine.values_list("feedback", flat=True).first() or 0
    # Those who reply in the same round wait for each other here: they write the same rows below.
    locked = FeedbackRound.objects.select_for_update(of=("self",)).filter(pk=feedback, closed_at__isnull=True).first()
    group = mine.values_list("group", flat=True).first()
    if locked is None or group is None or not mine.update(answered=True):
        raise NoSuchCareer
    FeedbackAnswer.objects.bulk_create(
        FeedbackAnswer(feedback=locked, group=group, competency=key, rung=said or "")
        for key, said in answers.items()
        if said or group == MANAGER
    )
    if words:
        FeedbackComment.objects.create(feedback=locked, by_manager=group == MANAGER, words=words)
    # Every row of the round, changed in nothing, so that none of them is the one last written.
    FeedbackInvitation.objects.filter(feedback=locked).update(answered=F("answered"))
    FeedbackAnswer.objects.filter(feedback=locked).update(rung=F("rung"))
    FeedbackComment.objects.filter(feedback=locked).update(words=F("words"))


def _close(number: int, at: datetime, by: Viewer) -> None:
    with changing("A round of feedback was closed", at=at, by=by):
        row = FeedbackRound.objects.select_for_update(of=("self",)).get(pk=number)
        if row.closed_at is not None:
            return
        FeedbackReport.objects.create(feedback=row, content=as_data(_told_of(row, by)))
        FeedbackAnswer.objects.filter(feedback=row).delete()
        FeedbackComment.objects.filter(feedback=row).delete()
        # From here on nobody, at the machine either, finds out who replied.
        FeedbackInvitation.objects.filter(feedback=row).update(answered=False)
        row.closed_at = at
        row.save(update_fields=["closed_at"])


def _told_of(row: FeedbackRound, by: Viewer) -> KeptRound:
    framework = framework_called(row.framework, viewer=by).framework
    asked = asked_in(row, viewer=by)
    before = told_before(row, framework, viewer=by)
    counts = _counts(row, [one.name for one in framework.rungs])
    told = {}
    for one in framework.competencies:
        replies = [
            Replies(name=group, people=_people_of(group, asked), counts=tuple(many))
            for group, many in counts[one.key].items()
        ]
        told[one.key] = tell(replies, before.get(one.key, ()))
    comments = list(FeedbackComment.objects.filter(feedback=row, by_manager=False).values_list("words", flat=True))
    SystemRandom().shuffle(comments)
    own = FeedbackComment.objects.filter(feedback=row, by_manager=True).values_list("words", flat=True).first()
    return KeptRound(
        told={key: shown for key, shown in told.items() if shown},
        comments=tuple(comments) if len(comments) >= FEWEST else (),
        manager=_said_by_manager(row),
        manager_words=own or "",
    )


def _people_of(group: str, asked: Mapping[int, str]) -> frozenset[int]:
    return frozenset(person for person, role in asked.items() if role in group.split(BETWEEN))


def _counts(row: FeedbackRound, rungs: list[str]) -> dict[str, dict[str, list[int]]]:
    """By competency and group, how many gave each rung; no chance to see it is no reply, and a manager's is theirs."""
    found: dict[str, dict[str, list[int]]] = defaultdict(lambda: defaultdict(lambda: [0] * len(rungs)))
    rows = FeedbackAnswer.objects.filter(feedback=row).exclude(rung="").exclude(group=MANAGER)
    for competency, group, rung, many in rows.values_list("competency", "group", "rung").annotate(Count("pk")):
        found[competency][group][rungs.index(rung)] = many
    return found


def _said_by_manager(row: FeedbackRound) -> dict[str, str | None] | None:
    """What the manager replied; none where they did not, or there is none."""
    said = FeedbackAnswer.objects.filter(feedback=row, group=MANAGER).values_list("competency", "rung")
    replied = row.invitations.filter(role=MANAGER, answered=True).exists()
    return {key: rung or None for key, rung in said} if replied else None
