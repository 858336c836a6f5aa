"""Work off the request: closing pulses, asking by mail, and the made-up region's own pulses."""

import logging
from datetime import datetime
from smtplib import SMTPException

from django.core.mail import send_mail
from django.utils import timezone

from wraparound.capabilities.listening.actions.closing import close_those_over
from wraparound.capabilities.listening.actions.demo import seed
from wraparound.capabilities.listening.queries.pulses import may_be_written_to
from wraparound.people.queries.accounts import address_of
from wraparound.people.terms.access import OPERATOR
from wraparound.records.terms import EventTerms

log = logging.getLogger("wraparound.background")
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
    """Tells everybody whom a pulse asks that it does. One whose mail cannot be sent keeps nobody else from theirs."""
    people = may_be_written_to(int(event.data["pulse"]), viewer=OPERATOR)
    for address in filter(None, (address_of(one, viewer=OPERATOR) for one in people)):
        try:
            send_mail(SUBJECT, BODY, None, [address])
        except (OSError, SMTPException) as trouble:
            log.warning("A mail about a pulse could not be sent: %s", type(trouble).__name__)
