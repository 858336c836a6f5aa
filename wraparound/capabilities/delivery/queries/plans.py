"""Plans as they are read: as they stand, as they stood on any day, and what slipped between."""

from datetime import date

import numpy as np

from wraparound.capabilities.delivery.access import KEEP_PLAN, READ_PLAN
from wraparound.capabilities.delivery.calculation.days import day_asked
from wraparound.capabilities.delivery.calculation.finishing import finish_forecast
from wraparound.capabilities.delivery.calculation.slips import overdue_unmoved, past_of, slips_between
from wraparound.capabilities.delivery.calculation.waiting import last_chain, pushed
from wraparound.capabilities.delivery.queries.owners import left_behind
from wraparound.capabilities.delivery.queries.reading import about, end_of, history_of, milestones_of
from wraparound.capabilities.delivery.queries.recommendations import answered, answers_of, recommendations_of
from wraparound.capabilities.delivery.terms.plans import BoardReport, PlanPage, SlipsPage
from wraparound.capabilities.delivery.terms.recommendations import CannotPlan
from wraparound.capabilities.delivery.wording.days import why_not
from wraparound.people.access import allows, ensure
from wraparound.people.models import Organisation
from wraparound.people.queries.looking import called, why_let_in
from wraparound.people.queries.organisations import organisation_of
from wraparound.people.terms.access import Viewer

SEED = 20_220_608
"""Of every forecast, so that the same plan says the same on the same day."""


def plan_place(code: str, *, viewer: Viewer) -> Organisation:
    """The organisation behind a code whose plan the viewer reads; NoSuchOrganisation or NotYours otherwise."""
    place = organisation_of(code, viewer=viewer)
    ensure(viewer, READ_PLAN, about(place, viewer=viewer))
    return place


def kept_place(code: str, *, viewer: Viewer) -> Organisation:
    """The organisation behind a code whose plan the viewer keeps."""
    place = organisation_of(code, viewer=viewer)
    ensure(viewer, KEEP_PLAN, about(place, viewer=viewer))
    return place


def plan(code: str, *, viewer: Viewer, today: date, as_at: date | None = None) -> PlanPage:
    """The plan of an organisation today, or as it stood at the end of an earlier day; CannotPlan of one to come."""
    ensure_told(as_at or today, today, viewer=viewer)
    place = plan_place(code, viewer=viewer)
    then = as_at if as_at is not None and as_at < today else None
    moment = end_of(then, viewer=viewer) if then else None
    on = then or today
    milestones = milestones_of(place, viewer=viewer, moment=moment)
    answers = answers_of(place, viewer=viewer, moment=moment)
    known = recommendations_of(place, viewer=viewer, moment=moment)
    subject = about(place, viewer=viewer)
    keeps = then is None and allows(viewer, KEEP_PLAN, subject)
    return PlanPage(
        code=place.code,
        name=place.name,
        made_up=place.made_up,
        on=on,
        as_at=then,
        answered=answered(known, answers, milestones, viewer=viewer),
        milestones=milestones,
        pushed=pushed(milestones, on),
        chain=last_chain(milestones, on),
        may_plan=keeps,
        leavers=left_behind(viewer=viewer, on=today, place=place).count() if keeps else 0,
        why=why_let_in(READ_PLAN, viewer=viewer, about=subject),
    )


def board_report(code: str, *, viewer: Viewer, since: date, today: date, instead: str = "") -> BoardReport:
    """The plan of an organisation for its board, with what slipped since a day; `instead` of which other, if any."""
    return BoardReport(
        plan=plan(code, viewer=viewer, today=today),
        slips=slips(code, viewer=viewer, since=since, today=today),
        made_by=called(None, viewer.name, {}, viewer=viewer),
        instead=instead,
    )


def slips(code: str, *, viewer: Viewer, since: date, today: date) -> SlipsPage:
    """What is otherwise in the plan of an organisation than it was at the end of a day, and when it may all be done.

    CannotPlan of a day to come.
    """
    ensure_told(since, today, viewer=viewer)
    place = plan_place(code, viewer=viewer)
    now = milestones_of(place, viewer=viewer)
    then = milestones_of(place, viewer=viewer, moment=end_of(since, viewer=viewer)) if since < today else now
    first_due, moves = history_of([one.number for one in now], viewer=viewer)
    found = slips_between(then, now, moves, since=since, on=today)
    return SlipsPage(
        code=place.code,
        name=place.name,
        made_up=place.made_up,
        since=since,
        on=today,
        then=len(then),
        now=len(now),
        slips=found,
        overdue=overdue_unmoved(now, found, today),
        forecast=finish_forecast(
            now, first_due, past_of(now, first_due, today), on=today, chance=np.random.default_rng(SEED)
        ),
    )


def ensure_told(asked: date, today: date, *, viewer: Viewer) -> None:
    """Whoever asks without a page gets no other day for one that cannot be told."""
    if said := why_not(day_asked(asked.isoformat(), asked, today)):
        raise CannotPlan(said)
