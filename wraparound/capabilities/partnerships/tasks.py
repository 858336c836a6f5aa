"""Work off the request: pairs made again as people change, what ends by itself, and mail that says no more."""

import logging
from datetime import datetime
from smtplib import SMTPException

from django.core.mail import send_mail
from django.utils import timezone

from wraparound.capabilities.partnerships.actions.cohorts import make_pairs_due
from wraparound.capabilities.partnerships.actions.demo_pairs import seed_pairs
from wraparound.capabilities.partnerships.actions.endings import end_those_over
from wraparound.capabilities.partnerships.actions.pair_mail import mark_pairs_told, pairs_to_tell
from wraparound.people.queries.accounts import address_of
from wraparound.people.terms.access import OPERATOR

log = logging.getLogger("wraparound.background")
SUBJECT = "Something waits for you in Wraparound"
BODY = """Something between you and other people waits for you, or has ended.

Sign in: the page of today says what it is, and what is wanted of you. This message says no more on purpose.
"""


def look_after_pairs(at: datetime) -> int:
    """Every few minutes of every day: ends what is over, makes pairs anew where something changed; in how many cohorts.

    Then those are mailed for whom something waits between them and one other person, of which no count is given.
    """
    here = timezone.localtime(at)
    end_those_over(at=here, by=OPERATOR)
    made = make_pairs_due(at=here, by=OPERATOR)
    mail_those_paired(here)
    return made


def mail_those_paired(at: datetime) -> None:
    """Tells whoever has something waiting that there is something, and not what.

    Not by an event: events are listed for those who look after the site, and these would say who is paired.
    """
    for person, marks in pairs_to_tell(by=OPERATOR).items():
        address = address_of(person, viewer=OPERATOR)
        try:
            if address:
                send_mail(SUBJECT, BODY, None, [address])
        except (OSError, SMTPException) as trouble:
            log.warning("A mail about a pair could not be sent: %s", type(trouble).__name__)
        else:
            mark_pairs_told(marks, at=at, by=OPERATOR)


def make_up_pairs(at: datetime) -> int:
    """A cohort with pairs for the made-up region of the demo, where there is none yet; how many pairs there are."""
    return seed_pairs(at=timezone.localtime(at), by=OPERATOR)
