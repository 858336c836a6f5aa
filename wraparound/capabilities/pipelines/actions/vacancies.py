"""Vacancies: opened, brought from stage to stage, ended; each entry can be late, corrected, and taken back."""

from collections.abc import Iterable
from dataclasses import fields
from datetime import date, datetime

from wraparound.capabilities.pipelines.actions.outcomes import (
    move_outcomes,
    reopen_candidates,
    tell_candidates,
)
from wraparound.capabilities.pipelines.actions.posts import FAR, kept_post
from wraparound.capabilities.pipelines.calculation.stages import (
    last_on,
    trouble_of_candidate,
    trouble_of_vacancy,
)
from wraparound.capabilities.pipelines.models.posts import Post
from wraparound.capabilities.pipelines.models.vacancies import Candidacy, Vacancy, VacancyStage
from wraparound.capabilities.pipelines.queries.days import Day
from wraparound.capabilities.pipelines.queries.vacancies import (
    day_it_ended,
    decided_of,
    entered_of,
    open_of,
    vacancy_kept,
)
from wraparound.capabilities.pipelines.terms.posts import DEAREST, FIRST_DAY, CannotKeep
from wraparound.capabilities.pipelines.terms.vacancies import (
    LONGEST_BECAUSE,
    LONGEST_WHY,
    NOT_YET_KEPT,
    OUTCOMES,
    Costs,
    Entered,
    NewOutcome,
    NewStage,
    NewVacancy,
    NoSuchVacancy,
    Stage,
    StageCorrection,
    Unfilled,
)
from wraparound.capabilities.pipelines.wording import vacancies as say
from wraparound.capabilities.pipelines.wording.posts import day
from wraparound.people.terms.access import Viewer
from wraparound.records.actions.changes import changing
from wraparound.records.actions.outbox import tell
from wraparound.records.actions.rights import ensure_unchanged
from wraparound.records.calculation.reasons import CORRECTED, name_beside

NOT_YET = "That day has not come yet. Enter it when it has."


def open_vacancy(post: int, new: NewVacancy, *, at: datetime, by: Viewer) -> int:
    """A post is to be filled, also while somebody still holds it; the number of the vacancy.

    CannotKeep where the post is closed by then, a day does not fit, or a vacancy of it is open already.
    """
    with changing("A vacancy was opened", at=at, by=by):
        row = kept_post(post, at.date(), by=by)
        _ensure_days(row, new, at.date(), by)
        # One writes at a time, so that nobody opens another between the look and the entry.
        if open_of(post, viewer=by).exists():
            raise CannotKeep("A vacancy of this post is open already. Bring that one on, or end it first.")
        made = Vacancy.objects.create(controller_id=row.controller_id, post=row, needed_from=new.needed_from)
        enter(made, NewStage(stage=Stage.OPENED, on=new.opened_on, because=new.because), by=by)
    return int(made.pk)


def enter_stage(number: int, new: NewStage, *, at: datetime, by: Viewer) -> int:
    """A vacancy has come to a stage, on its day; the number of the entry. An outcome is entered by `end_vacancy`."""
    if new.stage in OUTCOMES or new.stage is Stage.OPENED:
        raise CannotKeep("Choose a stage between opened and the outcome.")
    with changing("A vacancy came to a stage", at=at, by=by):
        row = vacancy_kept(number, viewer=by, today=Day(at.date()))
        ensure_come(new.on, at.date(), by=by)
        made = enter(row, new, by=by)
    return int(made.pk)


def end_vacancy(number: int, new: NewOutcome, *, at: datetime, by: Viewer) -> None:
    """The outcome of a vacancy, told to everybody who is still considered, in one change.

    CannotKeep without reasons, or without words for those who were not appointed; and with a reason where somebody was
    appointed who was not considered here, since nothing that is kept of them would hold it.
    """
    if new.stage not in OUTCOMES:
        raise CannotKeep("Choose how it ended.")
    if new.stage is Stage.NOT_APPOINTED and new.unfilled is None:
        raise CannotKeep("Choose why nobody was appointed.")
    unsaid = new.stage is Stage.APPOINTED and new.candidate is None
    if unsaid and new.because.strip():
        raise CannotKeep(say.NOT_SAID_HERE)
    if not unsaid and not new.because.strip():
        raise CannotKeep("Say why: whoever is appointed or was considered may read it.")
    with changing("A vacancy ended", at=at, by=by):
        row = vacancy_kept(number, viewer=by, today=Day(at.date()))
        ensure_come(new.on, at.date(), by=by)
        unfilled = None if new.stage is Stage.APPOINTED else new.unfilled
        # Why somebody was appointed is said of them, and goes when what is held of them goes: see `CandidacyStage`.
        because = "" if new.stage is Stage.APPOINTED else new.because
        enter(row, NewStage(stage=new.stage, on=new.on, because=because), unfilled=unfilled, by=by)
        tell_candidates(row, new, at=at, by=by)


def correct_stage(number: int, new: StageCorrection, *, version: int, at: datetime, by: Viewer) -> int:
    """An entry of a vacancy as it should be; the number of the vacancy. History keeps what it said before, and why.

    With the day of an outcome goes that of every candidate who was told with it, and they are told so.
    """
    ensure_why(new.why, by=by)
    with changing(f"{CORRECTED}: {new.why.strip()}", at=at, by=by):
        row = stage_row(number, at.date(), by=by)
        ensure_unchanged(row, version, by=by)
        ensure_come(new.on, at.date(), by=by)
        if row.stage == Stage.APPOINTED and new.because.strip():
            raise CannotKeep(say.NOT_SAID_HERE)
        row.on, row.because = new.on, new.because.strip()[:LONGEST_BECAUSE]
        if row.stage in (Stage.NOT_APPOINTED, Stage.WITHDRAWN):
            if row.stage == Stage.NOT_APPOINTED and new.unfilled is None:
                raise CannotKeep("Choose why nobody was appointed.")
            row.unfilled = new.unfilled or ""
        row.save()
        if row.stage in OUTCOMES:
            move_outcomes(row.vacancy, new.on, at=at, by=by)
        _ensure_whole(row.vacancy, at.date(), by)
        _tell(row, "corrected", by)
    return int(row.vacancy_id)


def take_back_stage(number: int, *, why: str, version: int, at: datetime, by: Viewer) -> Stage:
    """An entry of a vacancy that was made by mistake; which stage it was.

    With an outcome goes what its candidates were told with it: they are considered again, and told so. With the day on
    which it was opened goes the vacancy, as long as nobody is considered for it.
    """
    ensure_why(why, by=by)
    with changing(f"{CORRECTED}: taken back. {why.strip()}", at=at, by=by):
        row = stage_row(number, at.date(), by=by)
        ensure_unchanged(row, version, by=by)
        row.taken_back = True
        row.save()
        _tell(row, "taken_back", by)
        if row.stage == Stage.OPENED:
            _take_back_vacancy(row.vacancy, by)
            return Stage.OPENED
        if row.stage in OUTCOMES:
            _ensure_goes_on(row.vacancy, by)
            reopen_candidates(row.vacancy, why, at=at, by=by)
        _ensure_whole(row.vacancy, at.date(), by)
    return Stage(row.stage)


def say_costs(number: int, new: Costs, *, needed_from: date, version: int, at: datetime, by: Viewer) -> None:
    """What filling the post has cost so far, and from which day somebody is needed."""
    with changing("What filling a post costs", at=at, by=by):
        row = vacancy_kept(number, viewer=by, today=Day(at.date()))
        ensure_unchanged(row, version, by=by)
        if any(not 0 <= one <= DEAREST for one in new.said):
            raise CannotKeep("Give each cost in whole pounds, at most ten million.")
        for field in fields(new):
            setattr(row, field.name, getattr(new, field.name))
        _ensure_needed(row.post, needed_from, at.date())
        row.needed_from = needed_from
        row.save()


def enter(row: Vacancy, new: NewStage, *, unfilled: Unfilled | None = None, by: Viewer) -> VacancyStage:
    """The entry, inside a change; CannotKeep where it does not fit the others."""
    ensure_fits((*_known(row, by), Entered(number=NOT_YET_KEPT, stage=new.stage, on=new.on)), by=by)
    made = VacancyStage.objects.create(
        controller_id=row.controller_id,
        vacancy=row,
        stage=new.stage,
        on=new.on,
        because=new.because.strip()[:LONGEST_BECAUSE],
        unfilled=unfilled or "",
        entered_by_id=by.person,
        entered_by_name=name_beside(by),
    )
    _tell(made, "entered", by)
    return made


def _tell(row: VacancyStage, did: str, by: Viewer) -> None:
    """What was done with an entry, told to whoever counts stages: entered, corrected or taken_back."""
    post = row.vacancy.post
    told = {"vacancy": str(row.vacancy_id), "post": str(post.pk), "organisation": post.organisation.code, "did": did}
    tell("pipelines.vacancy_stage", {**told, "stage": str(row.stage), "on": row.on.isoformat()}, by=by, of=row)


def bring_to(row: Vacancy, stage: Stage, on: date, *, by: Viewer) -> bool:
    """Has the vacancy be at a stage that its first candidate came to; whether it was not that far on that day."""
    known = _known(row, by)
    if any(one.stage is stage for one in known) or day_it_ended(known, viewer=by) is not None:
        return False
    before = last_on(known, on)
    if before is None or tuple(Stage).index(before.stage) > tuple(Stage).index(stage):
        return False
    enter(row, NewStage(stage=stage, on=on), by=by)
    return True


def stage_row(number: int, today: date, *, by: Viewer) -> VacancyStage:
    """The row of an entry of a vacancy that the actor keeps; NoSuchVacancy otherwise."""
    rows = VacancyStage.objects.filter(taken_back=False).select_related("vacancy__post__organisation", "controller")
    row = rows.filter(pk=number).first()
    if row is None:
        raise NoSuchVacancy
    vacancy_kept(row.vacancy_id, viewer=by, today=Day(today))
    return row


def ensure_fits(entered: Iterable[Entered], *, by: Viewer) -> None:
    """Nothing, or CannotKeep with what does not fit among the stages of a vacancy."""
    if trouble := trouble_of_vacancy(tuple(entered)):
        raise CannotKeep(trouble)


def ensure_why(why: str, *, by: Viewer) -> None:
    """Nothing, or CannotKeep where no reason was given."""
    if not why.strip() or len(why.strip()) > LONGEST_WHY:
        raise CannotKeep(f"Say why, in at most {LONGEST_WHY} letters: whoever it concerns will read it.")


def ensure_come(on: date, today: date, *, by: Viewer) -> None:
    """Nothing, or CannotKeep where a day lies ahead or long before anything here."""
    if on > today:
        raise CannotKeep(NOT_YET)
    if on < FIRST_DAY:
        raise CannotKeep("Look at the year: nothing here was before 1948.")


def _ensure_days(post: Post, new: NewVacancy, today: date, by: Viewer) -> None:
    ensure_come(new.opened_on, today, by=by)
    if post.ends is not None:
        raise CannotKeep(f"The post ends on {day(post.ends)}. Open the post again first.")
    _ensure_needed(post, new.needed_from, today)


def _ensure_needed(post: Post, needed_from: date, today: date) -> None:
    if needed_from > today + FAR * 2:
        raise CannotKeep("Somebody is needed more than two years ahead. Give a day that is nearer.")
    if needed_from < post.starts:
        raise CannotKeep(f"The post is there from {day(post.starts)}. Give a day from then on.")


def _ensure_goes_on(row: Vacancy, by: Viewer) -> None:
    """That a vacancy whose outcome was taken back can be open again: its post is there, and no other is open."""
    if row.post.ends is not None:
        raise CannotKeep(f"The post ends on {day(row.post.ends)}. Open the post again first.")
    if open_of(row.post_id, viewer=by).exclude(pk=row.pk).exists():
        raise CannotKeep("Another vacancy of this post is open by now. End that one first, or go on with it.")


def _ensure_whole(row: Vacancy, today: date, by: Viewer) -> None:
    """That the vacancy and all its candidates still fit together."""
    entered = _known(row, by)
    ensure_fits(entered, by=by)
    ended = day_it_ended(entered, viewer=by)
    people = Candidacy.objects.filter(vacancy=row, taken_back=False).values_list("pk", flat=True)
    for some in decided_of(list(people), viewer=by, day=Day(today)).values():
        if trouble := trouble_of_candidate(some, opened_on=entered[0].on, ended_on=ended):
            raise CannotKeep(f"It does not fit what is entered of a candidate. {trouble}")


def _known(row: Vacancy, by: Viewer) -> tuple[Entered, ...]:
    return entered_of([row], viewer=by, day=Day(date.max)).get(row.pk, ())


def _take_back_vacancy(row: Vacancy, by: Viewer) -> None:
    if Candidacy.objects.filter(vacancy=row, taken_back=False).exists():
        raise CannotKeep("Somebody is considered for it. Withdraw the vacancy instead, and they are told.")
    for one in VacancyStage.objects.filter(vacancy=row, taken_back=False):
        one.taken_back = True
        one.save()
        _tell(one, "taken_back", by)
    row.taken_back = True
    row.save()
