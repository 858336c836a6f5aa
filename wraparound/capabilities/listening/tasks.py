"""Work off the request: closing pulses, asking by mail, and the made-up region's own pulses."""

from datetime import datetime

from django.utils import timezone

from wraparound.capabilities.listening.actions.closing import close_those_over
from wraparound.capabilities.listening.actions.demo import seed
from wraparound.capabilities.listening.queries.pulses import may_be_written_to
from wraparound.people.actions.mailing import mail_everybody
from wraparound.people.terms.access import OPERATOR
from wraparound.records.terms import EventTerms

SUBJECT = "You are asked how it is, in Wraparound"
BODY = """Somebody would like to know how it is for you: at most five questions, two minutes.

Nobody is told whether you answered, or what. Sign in: the page of today leads to it.
"""


def close_what_is_over(at: datetime) -> int:
    """Every few minutes of every day: pulses whose last day is over are closed; how many."""
    return close_those_over(at=timezone.localtime(at), by=OPERATOR)


def make_up_pulses(at: datetime) -> int:
    """Pulses of the made-up region of the demo, where there are none yet; how many."""
    return seed(at=timezone.localtime(at), by=OPERATOR)


def mail_those_asked(event: EventTerms) -> None:
    """Tells everybody whom a pulse asks that it does."""
    mail_everybody(may_be_written_to(int(event.data["pulse"]), viewer=OPERATOR), SUBJECT, BODY, by=OPERATOR)
