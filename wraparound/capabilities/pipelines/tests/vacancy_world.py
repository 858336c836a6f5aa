"""A vacancy of a trust, with people who could be considered for it: of the trust, and released to it."""

from datetime import date, timedelta

from wraparound.capabilities.pipelines.actions import candidacies as people_act
from wraparound.capabilities.pipelines.actions import vacancies as act
from wraparound.capabilities.pipelines.actions.readiness import agree
from wraparound.capabilities.pipelines.actions.releases import agree as agree_to_release
from wraparound.capabilities.pipelines.actions.releases import offer
from wraparound.capabilities.pipelines.models.vacancies import CandidacyStage, Vacancy, VacancyStage
from wraparound.capabilities.pipelines.queries.days import Day
from wraparound.capabilities.pipelines.queries.vacancies import vacancy_of
from wraparound.capabilities.pipelines.terms.people import NewRelease, ReleaseFor, ReleaseTo
from wraparound.capabilities.pipelines.terms.posts import PostLevel, PostRole
from wraparound.capabilities.pipelines.terms.succession import Band, NewReadiness
from wraparound.capabilities.pipelines.terms.vacancies import (
    NewCandidate,
    NewOutcome,
    NewStage,
    NewVacancy,
    Stage,
    StageCorrection,
    Unfilled,
)
from wraparound.capabilities.pipelines.tests.keep_world import AT, TODAY, a_post, make_world, newcomer, version_of
from wraparound.people.models import Person
from wraparound.people.queries.viewers import viewer_for
from wraparound.people.terms.access import PUBLIC

DAY = timedelta(days=1)
OPENED = TODAY - DAY * 60


def person_called(name):
    return Person.objects.get(name=name)


def as_viewer(person, on=TODAY):
    return viewer_for(person.pk, person.name, on=on, viewer=PUBLIC)


def opened(world, post=None, *, on=OPENED, needed=TODAY + DAY * 30, by=None, at=AT):
    post = post or a_post(world, at=at)
    new = NewVacancy(opened_on=on, needed_from=needed, because="She retires in April")
    return act.open_vacancy(post, new, at=at, by=by or world.director)


def comes_to(world, vacancy, stage, on, because="", *, by=None, at=AT):
    return act.enter_stage(vacancy, NewStage(stage=stage, on=on, because=because), at=at, by=by or world.director)


def ends(
    world,
    vacancy,
    stage=Stage.NOT_APPOINTED,
    on=TODAY,
    *,
    candidate=None,
    others="We go on without",
    because=None,
    by=None,
    at=AT,
):
    unfilled = Unfilled.NOBODY_MET_IT if stage is Stage.NOT_APPOINTED else None
    if because is None:
        because = "" if stage is Stage.APPOINTED and candidate is None else "The panel said so"
    new = NewOutcome(stage=stage, on=on, because=because, unfilled=unfilled, candidate=candidate, others=others)
    act.end_vacancy(vacancy, new, at=at, by=by or world.director)


def listed(world, vacancy, person=None, *, name="", on=TODAY - DAY * 30, because="Knows the wards", by=None, at=AT):
    new = NewCandidate(person=str(person.key) if person else "", name=name, on=on, because=because)
    number, _ = people_act.add_candidate(vacancy, new, at=at, by=by or world.director)
    return number


def decided(world, candidacy, stage, on=TODAY, because="The panel agreed", *, by=None, at=AT):
    new = NewStage(stage=stage, on=on, because=because)
    return people_act.decide(candidacy, new, at=at, by=by or world.director)


def entry_of(kind, **which):
    row = kind.objects.get(taken_back=False, **which)
    return row.pk, version_of(row.pk, kind)


def stage_of(vacancy, stage):
    return entry_of(VacancyStage, vacancy=vacancy, stage=stage)


def decision_of(candidacy, stage):
    return entry_of(CandidacyStage, candidacy=candidacy, stage=stage)


def correction(on, because="As it was", why="Typed wrongly", **more):
    return StageCorrection(on=on, because=because, why=why, **more)


def seen(vacancy, viewer, on=TODAY, known=None):
    return vacancy_of(vacancy, viewer=viewer, day=Day(on, known), today=Day(TODAY))


def stages_seen(vacancy, viewer, on=TODAY):
    return [(one.stage.value, one.on) for one in seen(vacancy, viewer, on).entered]


def released(world, name="Rhea Released", code="ZZ02", *, to=ReleaseTo.TRUSTS, purpose=ReleaseFor.POSTS, by=None):
    """Somebody of another trust, who has agreed to be seen."""
    key = newcomer(name, code)
    new = NewRelease(person=key, purpose=purpose, to=to, ends=TODAY + DAY * 200, because="Would like to move")
    number = offer(new, at=AT - DAY * 90, by=by or world.other_director)
    person = Person.objects.get(key=key)
    agree_to_release(number, at=AT - DAY * 80, by=as_viewer(person))
    return person


def ready(person, by, band=Band.READY_NOW, on=TODAY - DAY * 100, review=None, role=PostRole.FINANCE, at=AT):
    new = NewReadiness(
        person=str(person.key),
        role=role,
        level=PostLevel.BOARD,
        kind="Acute",
        band=band,
        agreed_on=on,
        agreed_by="Cara Chairwell",
        evidence="Ran the budget of the largest division for two years",
        review_by=review or on + DAY * 360,
    )
    agree(new, at=at, by=by)


def vacancy_row(number):
    return Vacancy.objects.get(pk=number)


__all__ = ["AT", "TODAY", "date", "make_world"]
