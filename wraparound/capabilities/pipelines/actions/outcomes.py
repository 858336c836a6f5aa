"""What candidates are told: that they are considered, how it ended for them, and when that no longer holds."""

from datetime import date, datetime

from django.db.models import QuerySet

from wraparound.capabilities.pipelines.calculation.stages import trouble_of_candidate
from wraparound.capabilities.pipelines.models.vacancies import Candidacy, CandidacyStage, Vacancy
from wraparound.capabilities.pipelines.queries.days import Day
from wraparound.capabilities.pipelines.queries.vacancies import day_it_ended, decided_of, entered_of
from wraparound.capabilities.pipelines.terms.posts import CannotKeep
from wraparound.capabilities.pipelines.terms.vacancies import (
    LONGEST_BECAUSE,
    NOT_YET_KEPT,
    OUTCOMES,
    Entered,
    NewOutcome,
    NewStage,
    Stage,
)
from wraparound.capabilities.pipelines.wording import vacancies as say
from wraparound.people.terms.access import Viewer
from wraparound.records.actions import rights
from wraparound.records.actions.outbox import tell
from wraparound.records.calculation.reasons import name_beside
from wraparound.records.models.rights import Conversation
from wraparound.records.queries.history import version_number

THEMSELVES = "Nobody puts themselves on a list or decides on themselves. Another who leads your organisation does."


def ensure_another(person: int | None, *, by: Viewer) -> None:
    """Nothing, or CannotKeep where somebody would decide on themselves, also with the outcome of the vacancy."""
    if person is not None and person == by.person:
        raise CannotKeep(THEMSELVES)


def tell_considered(row: Candidacy, on: date, because: str, *, at: datetime, by: Viewer) -> None:
    """The person sees at once that they are considered, by whom and why; an outside applicant is told by letter."""
    if row.person_id is None:
        return
    post = row.vacancy.post
    made = rights.open_conversation(
        row.person_id,
        row.controller,
        held_on=on,
        purpose=say.told_of(post.title, post.organisation.name),
        present=f"{by.name}, who put you on the long list. Why: {because}"[:500],
        at=at,
        by=by,
    )
    row.conversation = made.pk
    row.save()


def tell_outcome(row: Candidacy, words: str, *, at: datetime, by: Viewer) -> None:
    """Tells a candidate; what they were told before stays in history. Nobody is told of what they had removed."""
    told = Conversation.objects.select_related("controller").filter(pk=row.conversation or 0).first()
    if told is not None:
        rights.tell_outcome(told, words, version=version_number(told, viewer=by), at=at, by=by)


def tell_of_change(row: Candidacy, words: str, *, at: datetime, by: Viewer) -> None:
    """Tells a candidate that a decision is another one now; with their outcome, so that it still stands there."""
    last = CandidacyStage.objects.filter(candidacy=row, stage__in=[one.value for one in OUTCOMES], taken_back=False)
    stands = [say.outcome_told(Stage(one.stage), one.on, one.because) for one in last]
    tell_outcome(row, " ".join((words, *stands)), at=at, by=by)


def decide_on(row: Candidacy, new: NewStage, *, with_vacancy: bool = False, at: datetime, by: Viewer) -> int:
    """A stage of a candidate, inside a change; an outcome ends their candidacy and is told. The number of the entry."""
    ensure_another(row.person_id, by=by)
    if not new.because.strip():
        raise CannotKeep(say.SAY_WHY)
    ensure_candidate_fits(row, Entered(number=NOT_YET_KEPT, stage=new.stage, on=new.on), by=by)
    made = CandidacyStage.objects.create(
        controller_id=row.controller_id,
        candidacy=row,
        person_id=row.person_id,
        stage=new.stage,
        on=new.on,
        because=new.because.strip()[:LONGEST_BECAUSE],
        with_vacancy=with_vacancy,
        entered_by_id=by.person,
        entered_by_name=name_beside(by),
    )
    tell_stage(made, "entered", by=by)
    if new.stage in OUTCOMES:
        row.ends = new.on
        row.save()
        tell_outcome(row, say.outcome_told(new.stage, new.on, new.because.strip()), at=at, by=by)
    return int(made.pk)


def tell_stage(entry: CandidacyStage, did: str, *, by: Viewer) -> None:
    """What was done with a decision on a person of this site, told to whoever counts stages: by numbers, never why.

    `did` is entered, corrected or taken_back. Of an outside applicant nothing is told: nobody counts them by it.
    """
    if entry.person_id is None:
        return
    place = entry.candidacy.vacancy.post.organisation.code
    told = {"entry": str(entry.pk), "person": str(entry.person_id), "organisation": place, "did": did}
    tell("pipelines.candidate_stage", {**told, "stage": str(entry.stage), "on": entry.on.isoformat()}, by=by, of=entry)


def ensure_candidate_fits(row: Candidacy, *more: Entered, by: Viewer) -> None:
    """Nothing, or CannotKeep with what does not fit among the stages of a candidate, with what is about to be added."""
    entered = entered_of([row.vacancy], viewer=by, day=Day(date.max)).get(row.vacancy_id, ())
    mine = decided_of([row.pk], viewer=by, day=Day(date.max)).get(row.pk, ())
    if trouble := trouble_of_candidate(
        (*mine, *more), opened_on=entered[0].on, ended_on=day_it_ended(entered, viewer=by)
    ):
        raise CannotKeep(trouble)


def tell_candidates(row: Vacancy, new: NewOutcome, *, at: datetime, by: Viewer) -> None:
    """How the vacancy ended, for everybody still considered: appointed, or why not."""
    still = list(Candidacy.objects.filter(vacancy=row, taken_back=False, ends__isnull=True).order_by("pk"))
    if new.stage is Stage.APPOINTED and new.candidate is not None:
        chosen = next((one for one in still if one.pk == new.candidate), None)
        if chosen is None:
            raise CannotKeep("Choose somebody who is still considered.")
        still.remove(chosen)
        _end(chosen, Stage.APPOINTED, new.on, new.because, at=at, by=by)
    if still and not new.others.strip():
        raise CannotKeep("Say what those who are still considered are told: each of them reads it.")
    for one in still:
        _end(one, Stage.NOT_APPOINTED, new.on, new.others, at=at, by=by)


def reopen_candidates(row: Vacancy, why: str, *, at: datetime, by: Viewer) -> None:
    """Those whose outcome came with that of the vacancy are considered again, and told so."""
    for entry in told_with(row, by=by):
        ensure_another(entry.person_id, by=by)
        entry.taken_back = True
        entry.save()
        tell_stage(entry, "taken_back", by=by)
        entry.candidacy.ends = None
        entry.candidacy.save()
        tell_outcome(entry.candidacy, say.reopened_told(why.strip()), at=at, by=by)


def move_outcomes(row: Vacancy, on: date, *, at: datetime, by: Viewer) -> None:
    """Those whose outcome came with that of the vacancy have it on its day, from which it is kept; and are told."""
    for entry in told_with(row, by=by):
        if entry.on == on:
            continue
        ensure_another(entry.person_id, by=by)
        entry.on = entry.candidacy.ends = on
        entry.save()
        tell_stage(entry, "corrected", by=by)
        entry.candidacy.save()
        tell_outcome(entry.candidacy, say.outcome_told(Stage(entry.stage), on, entry.because), at=at, by=by)


def told_with(row: Vacancy, *, by: Viewer) -> QuerySet[CandidacyStage]:
    """What was decided on candidates with the outcome of the vacancy."""
    rows = CandidacyStage.objects.filter(candidacy__vacancy=row, with_vacancy=True, taken_back=False)
    return rows.select_related("candidacy__vacancy__post__organisation", "candidacy__controller").order_by("pk")


def _end(row: Candidacy, stage: Stage, on: date, because: str, *, at: datetime, by: Viewer) -> None:
    decide_on(row, NewStage(stage=stage, on=on, because=because), with_vacancy=True, at=at, by=by)
