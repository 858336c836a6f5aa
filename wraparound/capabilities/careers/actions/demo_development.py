"""The development plan of a made-up ward manager, talked over with her director of people."""

from datetime import datetime, timedelta

from wraparound.capabilities.careers.actions.development import (
    add_step,
    agree_talk,
    begin_plan,
    choose_direction,
    mark_step,
    show_plan,
    write_talk,
)
from wraparound.capabilities.careers.models.development import DevelopmentPlan
from wraparound.capabilities.careers.models.profiles import PostProfile
from wraparound.capabilities.careers.queries.development import plan_page, talk_page
from wraparound.capabilities.careers.terms.development import Direction, NewPlanStep
from wraparound.capabilities.careers.terms.profiles import RoleLevel
from wraparound.people.actions.demo import made_up_viewer
from wraparound.people.queries.viewers import chooser
from wraparound.people.terms.access import Viewer

WARD_MANAGER, DIRECTOR = "Bryony Candlewick", "Padma Hazelcote"
WEEK = timedelta(days=7)
DONE = "Sit in on the bed meeting of all wards for a month (made up)"
STEPS = (
    (DONE, "4", 9, ""),
    ("Lead the discharge meeting of three wards through the winter (made up)", "6", 16, "A day a week"),
    ("Write with two patients what goes wrong at discharge (made up)", "3", 30, "Somebody who has done it"),
)
"""What, for which competency, how many weeks after the plan was begun, and which help is needed."""


def seed_development(*, at: datetime, by: Viewer) -> int:
    """Writes it where there is no plan yet and these people are there; how many plans there are."""
    known = {name: key for key, name, _ in chooser(viewer=by)}
    matron = PostProfile.objects.filter(level=RoleLevel.MIDDLE, ended_at__isnull=True).first()
    if matron is None or not {WARD_MANAGER, DIRECTOR} <= known.keys() or DevelopmentPlan.objects.exists():
        return DevelopmentPlan.objects.count()
    begun = at - 8 * WEEK
    ward, director = (made_up_viewer(known[name], at=begun, by=by) for name in (WARD_MANAGER, DIRECTOR))
    plan = begin_plan(matron.pk, at=begun, by=ward)
    for words, competency, weeks, help_needed in STEPS:
        day = begun.date() + weeks * WEEK
        new = NewPlanStep(words=words, competency=competency, by_when=day, help_needed=help_needed)
        key = add_step(plan, new, at=begun, by=ward)
        if words == DONE:
            mark_step(plan, key, True, at=at - WEEK, by=ward)
    _talked_over(plan, begun + WEEK, ward, director)
    return DevelopmentPlan.objects.count()


def _talked_over(plan: int, at: datetime, ward: Viewer, director: Viewer) -> None:
    number = show_plan(plan, DIRECTOR, at.date() + 52 * WEEK, at=at, by=ward)
    said = "We spoke of leading more than one ward, and of a day a week for the discharge meeting."
    version = talk_page(number, viewer=ward, on=at.date()).version
    write_talk(number, at.date(), said, version=version, at=at, by=ward)
    agree_talk(number, 1, at=at + timedelta(days=2), by=director)
    version = plan_page(plan, viewer=ward).version
    why = "I would like to lead more wards before I lead anything else."
    choose_direction(plan, Direction.STRETCH, why, version=version, at=at + timedelta(days=3), by=ward)
