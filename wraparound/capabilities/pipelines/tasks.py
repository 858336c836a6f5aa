"""Work off the request: large spreadsheets, what fills the made-up region of the demo, mail to those whom a release
concerns, and posts that something above names."""

import logging
from collections.abc import Callable
from datetime import date, datetime
from functools import partial

from django.core.exceptions import PermissionDenied
from django.db import InterfaceError, OperationalError
from django.utils import timezone

from wraparound.capabilities.pipelines.actions import arranged, forecasts, imports, undoing
from wraparound.capabilities.pipelines.actions.carrying import enter_named_post
from wraparound.capabilities.pipelines.actions.demo import seed_posts
from wraparound.capabilities.pipelines.actions.demo_boards import seed_boards
from wraparound.capabilities.pipelines.actions.demo_forecasts import seed_forecasts
from wraparound.capabilities.pipelines.actions.demo_plans import seed_plans
from wraparound.capabilities.pipelines.actions.demo_vacancies import seed_vacancies
from wraparound.capabilities.pipelines.terms.exchange import NoSuchImport
from wraparound.capabilities.pipelines.wording.exchange import NO_LONGER, NOT_UNDONE, UNEXPECTED
from wraparound.people.actions.mailing import mail_those_concerned_by
from wraparound.people.queries.viewers import viewer_for
from wraparound.people.terms.access import OPERATOR, Viewer
from wraparound.published.terms import CannotAnswer
from wraparound.records.terms import EventTerms

log = logging.getLogger("wraparound.background")
progress = logging.getLogger("wraparound.progress")
UNFORESEEN = (
    "Something went wrong here while it was worked out, and it is noted for whoever looks after this site. Nothing was "
    "lost. Ask for it again."
)
SUBJECT = "A release needs you in Wraparound"
BODY = """Somebody asks whether others may see you by name, or answered or took back what you asked or agreed.

Sign in and open “Pipelines” to read it. This message says no more on purpose.
"""


def mail_whom_it_concerns(event: EventTerms) -> None:
    """Tells the other side of a release that something happened to it, and not what or of whom."""
    mail_those_concerned_by(event, SUBJECT, BODY, by=OPERATOR)


def enter_a_named_post(event: EventTerms) -> None:
    """Told of a post that something above names and nobody has entered: it is entered, unless it is there by now."""
    told, at = event.data, timezone.localtime()
    enter_named_post(told["organisation"], told["title"], date.fromisoformat(told["since"]), at=at, by=OPERATOR)


def follow_an_arrangement(event: EventTerms) -> None:
    """Told that boards agreed to be led together, or that it ended or was taken back: posts follow."""
    told, at = event.data, timezone.localtime()
    on = _day(told["on"])
    last_day = _day(told["last_day"]) if told["last_day"] else None
    follow: dict[str, Callable[..., int]] = {
        "partnerships.arranged": partial(arranged.follow_arrangement, last_day=last_day),
        "partnerships.arrangement_ended": partial(arranged.end_arrangement, last_day=last_day or on),
        "partnerships.arrangement_taken_back": arranged.take_back_arrangement,
    }
    others = [one for one in told["others"].split(",") if one]
    follow[event.name](told["sort"], told["leads"], others, on, at=at, by=OPERATOR)


def _day(text: str) -> date:
    return date.fromisoformat(text)


def make_up_posts(at: datetime) -> int:
    """Posts and holders of the made-up region, as they stood half a year ago; how many posts there are."""
    return seed_posts(at=timezone.localtime(at), by=OPERATOR)


def make_up_plans(at: datetime) -> int:
    """What has happened there since, plans, vacancies, talent boards and what is coming; how many are named."""
    named = seed_plans(at=timezone.localtime(at), by=OPERATOR)
    seed_vacancies(at=timezone.localtime(at), by=OPERATOR)
    seed_boards(at=timezone.localtime(at), by=OPERATOR)
    seed_forecasts(at=timezone.localtime(at), by=OPERATOR)
    return named


def look_at_import(event: EventTerms) -> None:
    """Told of a large file that was sent: works out what it would do. What cannot be taken is noted beside it."""
    _for_import(event, lambda number, at, by: imports.look(number, at=at, by=by))


def write_import(event: EventTerms) -> None:
    """Told of a large file that somebody confirmed: writes it whole. Ended in the middle, it is when told again."""
    _for_import(event, lambda number, at, by: imports.write(number, at=at, by=by))


def undo_import(event: EventTerms) -> None:
    """Told of a large import that somebody wants undone: takes it back whole, or says why it stays."""
    seen = int(event.data["seen"])
    _for_import(
        event, lambda number, at, by: undoing.undo(number, seen=seen, asked=True, at=at, by=by), unexpected=NOT_UNDONE
    )


def _for_import(
    event: EventTerms, act: Callable[[int, datetime, Viewer], object], *, unexpected: str = UNEXPECTED
) -> None:
    """With the rights that whoever asked for it has now."""
    number, at = int(event.data["import"]), timezone.localtime()
    by = viewer_for(event.by or 0, event.by_name, on=at.date(), viewer=OPERATOR)
    try:
        act(number, at, by)
    except (NoSuchImport, PermissionDenied):
        imports.fail(number, NO_LONGER, at=at, by=OPERATOR)
    except CannotAnswer as trouble:
        imports.fail(number, str(trouble), at=at, by=OPERATOR)
    except (OperationalError, InterfaceError):
        # The store was away or busy: the same is tried again later.
        raise
    except Exception:
        log.exception("Import %s ended in an error", number)
        imports.fail(number, unexpected, at=at, by=OPERATOR)


def work_out_forecast(event: EventTerms) -> None:
    """Told of a forecast that was asked for: works it out, with the rights that whoever asked has now."""
    number, at = int(event.data["forecast"]), timezone.localtime()
    by = viewer_for(event.by or 0, event.by_name, on=at.date(), viewer=OPERATOR) if event.by else OPERATOR
    try:
        forecasts.work_out(number, at=at, by=by, told=lambda done, parts: progress.info("%s of %s parts", done, parts))
    except (CannotAnswer, PermissionDenied) as trouble:
        forecasts.fail_forecast(number, str(trouble), at=timezone.localtime(), by=OPERATOR)
    except (OperationalError, InterfaceError):
        # The store was away or busy: the same is tried again later.
        raise
    except Exception:
        log.exception("Forecast %s ended in an error", number)
        forecasts.fail_forecast(number, UNFORESEEN, at=timezone.localtime(), by=OPERATOR)


def put_aside_what_is_old(at: datetime) -> int:
    """Once a day: rows that nobody wrote within a week go; what nobody works on any longer is said not to be done."""
    moment = timezone.localtime(at)
    ended = forecasts.end_forecasts_left(at=moment, by=OPERATOR)
    imports.fail_what_was_given_up(NOT_UNDONE, at=moment, by=OPERATOR)
    return ended + imports.put_aside_what_is_old(at=moment, by=OPERATOR)
