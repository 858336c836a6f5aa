"""Who is considered for a vacancy: put on the long list and decided on by people, each time with a reason they read."""

from datetime import date, datetime

from wraparound.capabilities.pipelines.access import LEAD
from wraparound.capabilities.pipelines.actions.outcomes import (
    decide_on,
    ensure_another,
    ensure_candidate_fits,
    tell_considered,
    tell_of_change,
    tell_outcome,
    tell_stage,
)
from wraparound.capabilities.pipelines.actions.vacancies import bring_to, ensure_come, ensure_why
from wraparound.capabilities.pipelines.models.posts import Post
from wraparound.capabilities.pipelines.models.vacancies import Candidacy, CandidacyStage
from wraparound.capabilities.pipelines.queries.considering import released_for
from wraparound.capabilities.pipelines.queries.days import Day
from wraparound.capabilities.pipelines.queries.naming import may_be_named
from wraparound.capabilities.pipelines.queries.seeing import leads
from wraparound.capabilities.pipelines.queries.vacancies import day_it_ended, entered_of, vacancy_kept
from wraparound.capabilities.pipelines.terms.people import ReleaseTo
from wraparound.capabilities.pipelines.terms.posts import CannotKeep
from wraparound.capabilities.pipelines.terms.vacancies import (
    LONGEST_BECAUSE,
    OUTCOMES,
    NewCandidate,
    NewStage,
    NoSuchVacancy,
    Source,
    Stage,
    StageCorrection,
)
from wraparound.capabilities.pipelines.wording import vacancies as say
from wraparound.people.access import ensure
from wraparound.people.calculation import LONGEST_NAME, clean_name, name_key, name_words
from wraparound.people.models import Person
from wraparound.people.queries.people import NobodyHere, person_of
from wraparound.people.terms.access import Viewer
from wraparound.records.actions.changes import changing
from wraparound.records.actions.removal import remove
from wraparound.records.actions.rights import ensure_unchanged
from wraparound.records.calculation.reasons import CORRECTED
from wraparound.records.terms import Basis

FOR_POSTS = "They were not released to the trusts of your region to be considered for posts. Ask for that first."


def add_candidate(number: int, new: NewCandidate, *, at: datetime, by: Viewer) -> tuple[int, bool]:
    """Somebody is on the long list of a vacancy, and is told; the number of the candidacy.

    And whether the vacancy came to its long list with them. CannotKeep where they may not be considered here, or are.
    """
    if not new.because.strip():
        raise CannotKeep(say.SAY_WHY)
    with changing("Somebody was put on a long list", at=at, by=by):
        today = Day(at.date())
        row = vacancy_kept(number, viewer=by, today=today)
        ensure_come(new.on, at.date(), by=by)
        if day_it_ended(entered_of([row], viewer=by, day=today).get(row.pk, ()), viewer=by) is not None:
            raise CannotKeep("The vacancy has ended. Take its outcome back first, or open a new one.")
        person, source = _whoever(row.post, new, today, by) if new.person else (None, Source.OUTSIDE)
        name = "" if person else _outside_name(new.name)
        _ensure_once(row.pk, person, name)
        made = Candidacy.objects.create(controller=row.controller, vacancy=row, person=person, name=name, source=source)
        brought = bring_to(row, Stage.LONG_LIST, new.on, by=by)
        listed = NewStage(stage=Stage.LONG_LIST, on=new.on, because=new.because)
        decide_on(made, listed, at=at, by=by)
        tell_considered(made, new.on, new.because.strip(), at=at, by=by)
    return int(made.pk), brought


def decide(number: int, new: NewStage, *, at: datetime, by: Viewer) -> bool:
    """How far a candidate has come, and why; whether the vacancy came to that stage with them.

    Whoever is appointed is appointed with the outcome of the vacancy: see `end_vacancy`.
    """
    if new.stage in (Stage.APPOINTED, Stage.LONG_LIST):
        raise CannotKeep("Choose a stage after the long list. Somebody is appointed where the vacancy is ended.")
    with changing("A decision on a candidate", at=at, by=by):
        row = candidacy_row(number, at.date(), by=by)
        ensure_another(row.person_id, by=by)
        ensure_come(new.on, at.date(), by=by)
        brought = False if new.stage in OUTCOMES else bring_to(row.vacancy, new.stage, new.on, by=by)
        decide_on(row, new, at=at, by=by)
    return brought


def correct_decision(number: int, new: StageCorrection, *, version: int, at: datetime, by: Viewer) -> int:
    """A decision as it should be; the number of the candidacy. The person is told."""
    ensure_why(new.why, by=by)
    if not new.because.strip():
        raise CannotKeep(say.SAY_WHY)
    with changing(f"{CORRECTED}: {new.why.strip()}", at=at, by=by):
        entry = decision_row(number, at.date(), by=by)
        ensure_unchanged(entry, version, by=by)
        ensure_come(new.on, at.date(), by=by)
        if entry.with_vacancy and new.on != entry.on:
            raise CannotKeep("Its day is that of the outcome of the vacancy. Correct that, on the page of the vacancy.")
        entry.on, entry.because = new.on, new.because.strip()[:LONGEST_BECAUSE]
        entry.save()
        tell_stage(entry, "corrected", by=by)
        ensure_candidate_fits(entry.candidacy, by=by)
        if entry.stage in OUTCOMES:
            entry.candidacy.ends = new.on
            entry.candidacy.save()
            tell_outcome(entry.candidacy, say.outcome_told(Stage(entry.stage), new.on, entry.because), at=at, by=by)
        else:
            told = say.corrected_told(Stage(entry.stage), new.on, entry.because)
            tell_of_change(entry.candidacy, told, at=at, by=by)
    return int(entry.candidacy_id)


def take_back_decision(number: int, *, why: str, version: int, at: datetime, by: Viewer) -> int | None:
    """A decision that was entered by mistake; the number of the candidacy, none where that went with it.

    With the long list goes the candidacy; the person is told.
    """
    ensure_why(why, by=by)
    with changing(f"{CORRECTED}: taken back. {why.strip()}", at=at, by=by):
        entry = decision_row(number, at.date(), by=by)
        ensure_unchanged(entry, version, by=by)
        if entry.with_vacancy:
            raise CannotKeep("It came with the outcome of the vacancy. Take that back, on the page of the vacancy.")
        row = entry.candidacy
        if entry.stage in OUTCOMES:
            _ensure_goes_on(row, by)
        entry.taken_back = True
        entry.save()
        tell_stage(entry, "taken_back", by=by)
        if entry.stage == Stage.LONG_LIST:
            if CandidacyStage.objects.filter(candidacy=row, taken_back=False).exists():
                raise CannotKeep("More was decided on them since. Take that back first.")
            row.taken_back, row.ends = True, at.date()
            row.save()
            tell_outcome(row, say.taken_back_told(why.strip()), at=at, by=by)
            return None
        if entry.stage in OUTCOMES:
            row.ends = None
            row.save()
            tell_outcome(row, say.reopened_told(why.strip()), at=at, by=by)
        else:
            tell_of_change(row, say.decision_taken_back_told(Stage(entry.stage), why.strip()), at=at, by=by)
        ensure_candidate_fits(row, by=by)
    return int(row.pk)


def remove_applicant(number: int, *, at: datetime, by: Viewer) -> int:
    """An outside applicant goes for good, with everything decided on them and its history; the number of the vacancy.

    For whoever asks to be removed, also where they or the vacancy were entered by mistake. The vacancy keeps its own
    stages; that there was somebody is not counted any more.
    """
    with changing("An outside applicant was removed as they asked", at=at, by=by):
        row = _anybody_ever(number, by)
        if row.source != Source.OUTSIDE:
            raise CannotKeep("They are a person of this site. What is held of them goes with their record.")
        stages = list(CandidacyStage.objects.filter(candidacy=row).values_list("pk", flat=True))
        why, number = "Removed as the applicant asked", int(row.vacancy_id)
        remove("pipelines.candidacystage", stages, basis=Basis.ERASURE, why=why, at=at, by=by)
        remove("pipelines.candidacy", [row.pk], basis=Basis.ERASURE, why=why, at=at, by=by)
    return number


def answer_candidacy_upheld(number: int, answer: str, *, at: datetime, by: Viewer) -> None:
    """The person was right that a candidacy says something wrong: the answer stands where the latest reason did.

    People has seen who answers. What was decided stays until those who decide change it.
    """
    with changing(say.UPHELD, at=at, by=by):
        stages = CandidacyStage.objects.select_for_update().filter(candidacy=number, taken_back=False)
        last = stages.order_by("-on", "-pk").first()
        if last is not None:
            last.because = f"{say.UPHELD}: {answer}"[:LONGEST_BECAUSE]
            last.save()


def candidacy_row(number: int, today: date, *, by: Viewer) -> Candidacy:
    """The row of a candidacy for a vacancy that the actor keeps; NoSuchVacancy otherwise."""
    rows = Candidacy.objects.filter(taken_back=False).select_related("vacancy__post__organisation", "controller")
    row = rows.filter(pk=number).first()
    if row is None:
        raise NoSuchVacancy
    vacancy_kept(row.vacancy_id, viewer=by, today=Day(today))
    return row


def decision_row(number: int, today: date, *, by: Viewer) -> CandidacyStage:
    """The row of a decision on a candidate for a vacancy that the actor keeps; not on themselves."""
    rows = CandidacyStage.objects.filter(taken_back=False, candidacy__taken_back=False).select_related(
        "candidacy__vacancy__post__organisation", "candidacy__controller", "controller"
    )
    row = rows.filter(pk=number).first()
    if row is None:
        raise NoSuchVacancy
    vacancy_kept(row.candidacy.vacancy_id, viewer=by, today=Day(today))
    ensure_another(row.person_id, by=by)
    return row


def _ensure_goes_on(row: Candidacy, by: Viewer) -> None:
    """That the vacancy has not ended: nobody would tell them any more how it ended for them."""
    entered = entered_of([row.vacancy], viewer=by, day=Day(date.max)).get(row.vacancy_id, ())
    if day_it_ended(entered, viewer=by) is not None:
        raise CannotKeep(
            "The vacancy has ended, and they would be considered for ever. Take its outcome back first, or correct "
            "this one."
        )


def _anybody_ever(number: int, by: Viewer) -> Candidacy:
    """The row of a candidacy for a vacancy of a post that the actor keeps, taken back or not."""
    ensure(by, LEAD)
    rows = Candidacy.objects.select_related("vacancy__post__organisation", "controller")
    row = rows.filter(pk=number).first()
    if row is None or not leads(row.vacancy.post, viewer=by):
        raise NoSuchVacancy
    return row


def _whoever(post: Post, new: NewCandidate, today: Day, by: Viewer) -> tuple[Person, Source]:
    """The person named by key: of the organisation of the post, or released to the trusts of its region for posts."""
    try:
        person = person_of(new.person, viewer=by)
    except NobodyHere:
        raise CannotKeep("Choose somebody from the match, or give the name of an outside applicant.") from None
    ensure_another(person.pk, by=by)
    if not may_be_named(viewer=by, today=today, among=frozenset({person.pk})).exists():
        raise CannotKeep(FOR_POSTS)
    if today.memberships().filter(person=person, organisation=post.organisation_id).exists():
        return person, Source.OWN
    if not released_for(post, person, viewer=by, today=today).filter(to=ReleaseTo.TRUSTS).exists():
        raise CannotKeep(FOR_POSTS)
    return person, Source.RELEASED


def _outside_name(typed: str) -> str:
    name = clean_name(typed)
    if not name_words(name) or len(name) > LONGEST_NAME:
        raise CannotKeep(f"Give the name of the applicant, at most {LONGEST_NAME} letters.")
    return name


def _ensure_once(vacancy: int, person: Person | None, name: str) -> None:
    there = Candidacy.objects.filter(vacancy=vacancy, taken_back=False)
    if person is not None and there.filter(person=person).exists():
        raise CannotKeep(f"{person.name} is considered for this vacancy already.")
    names = there.filter(person__isnull=True).values_list("name", flat=True)
    if person is None and any(name_key(one) == name_key(name) for one in names):
        raise CannotKeep(f"An applicant called {name} is considered already. Tell the two apart in their names.")
