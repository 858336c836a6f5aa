"""Work off the request: reminders, what follows from a closing, mail, and the made-up region's plans."""

from datetime import datetime

from django.utils import timezone

from wraparound.capabilities.delivery.actions.calendar import remind
from wraparound.capabilities.delivery.actions.closing import follow_closing
from wraparound.capabilities.delivery.actions.demo import seed
from wraparound.capabilities.delivery.actions.spreadsheets import put_aside_what_is_old
from wraparound.people.actions.mailing import mail_those_concerned_by
from wraparound.people.terms.access import OPERATOR
from wraparound.records.terms import EventTerms

SUBJECT = "A plan needs you in Wraparound"
BODY = """A milestone that you own was given to you, moved or dropped, or its day is near or past.

Sign in: the page of today says what it is. This message says no more on purpose.
"""


def follow_the_days(at: datetime) -> int:
    """Every day: owners are reminded of what is due or overdue, how many; files that nobody wrote are put aside."""
    put_aside_what_is_old(at=timezone.localtime(at), by=OPERATOR)
    return remind(at=timezone.localtime(at), by=OPERATOR)


def follow_control(event: EventTerms) -> None:
    """Told when control passed from one legal entity to another: the plan of one that has ended goes on or ends."""
    follow_closing(event.data["before"], at=timezone.localtime(event.at), by=OPERATOR)


def make_up_plans(at: datetime) -> int:
    """Plans of the made-up region, with half a year of moves, where there are none yet; how many milestones."""
    return seed(at=timezone.localtime(at), by=OPERATOR)


def mail_owners(event: EventTerms) -> None:
    """Tells everybody whom it concerns that there is something, and not what."""
    mail_those_concerned_by(event, SUBJECT, BODY, by=OPERATOR)
