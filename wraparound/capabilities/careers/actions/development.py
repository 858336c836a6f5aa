"""Making a development plan: its direction and steps, showing it, writing about talks, agreeing, and deleting it."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from typing import Any

from django.utils import timezone

from wraparound.capabilities.careers.access import OWN, REMIND
from wraparound.capabilities.careers.actions.deleting import delete_own
from wraparound.capabilities.careers.actions.telling import tell_that_it_waits
from wraparound.capabilities.careers.calculation.development import kept_step, next_day, reminded_of
from wraparound.capabilities.careers.models.development import DevelopmentPlan, PlanTalk
from wraparound.capabilities.careers.models.profiles import PostProfile
from wraparound.capabilities.careers.queries.assessments import reader_called
from wraparound.capabilities.careers.queries.development import own_plan_row, side_of, talk_row
from wraparound.capabilities.careers.queries.profiles import profile_page
from wraparound.capabilities.careers.terms.development import (
    DAYS_BEFORE,
    LONGEST_SHOWN,
    LONGEST_STEP,
    LONGEST_TALK,
    LONGEST_WHY,
    MOST_STEPS,
    MOST_TEXTS,
    Direction,
    NewPlanStep,
    Side,
)
from wraparound.capabilities.careers.terms.frameworks import CannotKeepCareer, NoSuchCareer
from wraparound.capabilities.careers.wording import development as say
from wraparound.capabilities.careers.wording.assessments import NOBODY
from wraparound.people.access import ensure
from wraparound.people.models import Person
from wraparound.people.terms.access import Viewer
from wraparound.records.actions.changes import changing
from wraparound.records.actions.rights import ensure_unchanged

STEPS = ["steps", "next_on", "last_key"]


def begin_plan(profile: int, *, at: datetime, by: Viewer) -> int:
    """The number of the actor's plan for the role of a profile, which begins where there is none."""
    ensure(by, OWN)
    number = profile_page(profile, viewer=by).line.number
    with changing("A development plan was begun", at=at, by=by):
        row = DevelopmentPlan.objects.filter(person=by.person, profile=number).first()
        if row is None:
            person = Person.objects.get(pk=by.person or 0)
            row = DevelopmentPlan.objects.create(
                controller=person.controller,
                person=person,
                profile=PostProfile.objects.get(pk=number),
                steps=[],
                begun_on=_day(at),
            )
    return int(row.pk)


def choose_direction(
    number: int, direction: Direction | None, why: str, *, version: int, at: datetime, by: Viewer
) -> None:
    """The actor says where they want to grow, or that they have not decided; the former only after a talk."""
    words = why.strip()
    own_plan_row(number, viewer=by)
    if direction is not None and not words:
        raise CannotKeepCareer(say.NO_WHY)
    if len(words) > LONGEST_WHY:
        raise CannotKeepCareer(say.WHY_LONG)
    with _changed("Somebody chose a direction", number, at, by) as row:
        ensure_unchanged(row, version, by=by)
        if direction is not None and not any(one.texts for one in row.talks.all()):
            raise CannotKeepCareer(say.AFTER_A_TALK)
        row.direction, row.why = (direction.value if direction else ""), (words if direction else "")
        row.save(update_fields=["direction", "why"])


def add_step(number: int, new: NewPlanStep, *, at: datetime, by: Viewer) -> int:
    """Adds a step to the actor's plan; its key."""
    own_plan_row(number, viewer=by)
    with _changed("Somebody wrote a step of their plan", number, at, by) as row:
        if len(row.steps) >= MOST_STEPS:
            raise CannotKeepCareer(say.TOO_MANY)
        _ensure_right(row, new, at)
        row.last_key += 1
        _keep(row, [*row.steps, kept_step(row.last_key, new)])
    return int(row.last_key)


def change_step(number: int, key: int, new: NewPlanStep, *, version: int, at: datetime, by: Viewer) -> None:
    """Writes a step of the actor's plan anew; what it said stays in history. Its day may stay where it is."""
    own_plan_row(number, viewer=by)
    with _changed("Somebody changed a step of their plan", number, at, by) as row:
        before = _step(row, key)
        ensure_unchanged(row, version, by=by)
        _ensure_right(row, new, at if new.by_when.isoformat() != before["by_when"] else None)
        done_on = date.fromisoformat(before["done_on"]) if before["done_on"] else None
        _keep(row, [kept_step(key, new, done_on) if one["key"] == key else one for one in row.steps])


def mark_step(number: int, key: int, done: bool, *, at: datetime, by: Viewer) -> None:  # the answer itself
    """The actor calls a step done, or not done after all."""
    own_plan_row(number, viewer=by)
    with _changed("Somebody said whether a step of their plan is done", number, at, by) as row:
        before = _step(row, key)
        done_on = (before["done_on"] or _day(at).isoformat()) if done else None
        _keep(row, [{**one, "done_on": done_on} if one["key"] == key else one for one in row.steps])


def drop_step(number: int, key: int, *, at: datetime, by: Viewer) -> None:
    """Takes a step off the actor's plan; what it said stays in their history until the plan is deleted."""
    own_plan_row(number, viewer=by)
    with _changed("Somebody took a step off their plan", number, at, by) as row:
        _step(row, key)
        _keep(row, [one for one in row.steps if one["key"] != key])


def show_plan(number: int, address: str, until: date, *, at: datetime, by: Viewer) -> int:
    """Shows the actor's plan to somebody until a day, so that both can write about their talk; its number."""
    own_plan_row(number, viewer=by)
    today = _day(at)
    partner = reader_called(address, viewer=by, on=today)
    if partner is None:
        raise CannotKeepCareer(NOBODY)
    if partner.pk == by.person:
        raise CannotKeepCareer(say.YOURSELF)
    if not today < until <= today + timedelta(days=LONGEST_SHOWN):
        raise CannotKeepCareer(say.WHEN)
    with _changed("A development plan is shown to somebody", number, at, by) as row:
        if row.talks.filter(partner=partner, taken_back_on__isnull=True, until__gte=today).exists():
            raise CannotKeepCareer(say.SHOWN_ALREADY)
        made = PlanTalk.objects.create(
            controller=row.controller, person=row.person, plan=row, partner=partner, until=until, texts=[]
        )
        tell_that_it_waits(made, [partner.pk], by=by)
    return int(made.pk)


def take_back_plan(number: int, *, at: datetime, by: Viewer) -> int:
    """From now on the partner of a talk reads the plan no longer; the number of the plan. Only by whose it is."""
    ensure(by, OWN)
    with changing("A development plan is no longer shown to somebody", at=at, by=by):
        row = PlanTalk.objects.select_for_update(of=("self",)).filter(pk=number, person=by.person or 0).first()
        if row is None:
            raise NoSuchCareer
        if row.taken_back_on is None:
            row.taken_back_on = _day(at)
            row.save(update_fields=["taken_back_on"])
    return int(row.plan_id)


def write_talk(number: int, held_on: date, words: str, *, version: int, at: datetime, by: Viewer) -> None:
    """One side writes down what was said; it waits for the other side to agree."""
    said, today = words.strip(), _day(at)
    if not said:
        raise CannotKeepCareer(say.NO_TALK_WORDS)
    if len(said) > LONGEST_TALK:
        raise CannotKeepCareer(say.TALK_LONG)
    if held_on > today:
        raise CannotKeepCareer(say.HELD)
    with _talking("Somebody wrote down what was talked about", number, at, by) as row:
        ensure_unchanged(row, version, by=by)
        if len(row.texts) >= MOST_TEXTS:
            raise CannotKeepCareer(say.TOO_MANY_TEXTS)
        side = side_of(row, viewer=by)
        text = {
            "by": side.value,
            "words": said,
            "held_on": held_on.isoformat(),
            "written_on": today.isoformat(),
            "agreed_on": None,
        }
        row.texts = [*row.texts, text]
        row.waits_for_id = row.partner_id if side is Side.PERSON else row.person_id
        row.save(update_fields=["texts", "waits_for"])
        tell_that_it_waits(row, [row.waits_for_id], by=by)


def agree_talk(number: int, place: int, *, at: datetime, by: Viewer) -> None:
    """The side for which the latest text waits agrees to it; `place` is that of the text which they read."""
    with _talking("Both sides agreed what was talked about", number, at, by) as row:
        if row.waits_for_id != by.person:
            raise CannotKeepCareer(say.NOTHING_WAITS)
        if place != len(row.texts):
            raise CannotKeepCareer(say.NEWER)
        row.texts = [*row.texts[:-1], {**row.texts[-1], "agreed_on": _day(at).isoformat()}]
        row.waits_for_id = None
        row.save(update_fields=["texts", "waits_for"])


def remind_of_steps(*, at: datetime, by: Viewer) -> int:
    """Tells whoever has a step that is due soon, or was, once before its day and once after; how many plans."""
    ensure(by, REMIND)
    today = _day(at)
    near = DevelopmentPlan.objects.filter(next_on__lte=today + timedelta(days=DAYS_BEFORE)).order_by("pk")
    due = [(row, mark) for row in near if row.reminded != (mark := reminded_of(row.next_on or today, today))]
    if due:
        with changing("Somebody was reminded of a step of their plan", at=at, by=by):
            for row, mark in due:
                row.reminded = mark
                row.save(update_fields=["reminded"])
                tell_that_it_waits(row, [row.person_id], by=by)
    return len(due)


def delete_plan(number: int, *, at: datetime, by: Viewer) -> None:
    """The actor's plan goes for good, with its history and what was written about talks; a dated mark stays."""
    own_plan_row(number, viewer=by)
    delete_own(DevelopmentPlan, [number], say.ON_HOLD, at=at, by=by)


@contextmanager
def _changed(why: str, number: int, at: datetime, by: Viewer) -> Iterator[DevelopmentPlan]:
    """The plan, locked, inside a change."""
    with changing(why, at=at, by=by):
        rows = DevelopmentPlan.objects.select_related("person", "profile", "controller")
        yield rows.select_for_update(of=("self",)).get(pk=number)


@contextmanager
def _talking(why: str, number: int, at: datetime, by: Viewer) -> Iterator[PlanTalk]:
    """A talk that counts today and is the actor's, locked, inside a change; NoSuchCareer otherwise."""
    today = _day(at)
    talk_row(number, viewer=by, on=today)
    with changing(why, at=at, by=by):
        row = PlanTalk.objects.select_for_update(of=("self",)).get(pk=number)
        if row.taken_back_on is not None or row.until < today:
            raise NoSuchCareer
        yield row


def _ensure_right(row: DevelopmentPlan, new: NewPlanStep, at: datetime | None) -> None:
    """CannotKeepCareer where a step cannot be kept; without a moment its day is not looked at."""
    if not new.words:
        raise CannotKeepCareer(say.NO_WORDS)
    if max(len(new.words), len(new.help_needed)) > LONGEST_STEP:
        raise CannotKeepCareer(say.STEP_LONG)
    if new.competency and new.competency not in {one["competency"] for one in row.profile.asks}:
        raise CannotKeepCareer(say.NOT_ASKED)
    if at is not None and new.by_when < _day(at):
        raise CannotKeepCareer(say.TOO_EARLY)


def _step(row: DevelopmentPlan, key: int) -> dict[str, Any]:
    found = next((one for one in row.steps if one["key"] == key), None)
    if found is None:
        raise NoSuchCareer
    return dict(found)


def _keep(row: DevelopmentPlan, steps: list[dict[str, Any]]) -> None:
    row.steps, row.next_on = steps, next_day(steps)
    row.save(update_fields=STEPS)


def _day(at: datetime) -> date:
    return timezone.localtime(at).date()
