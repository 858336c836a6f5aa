"""Work off the request: what follows by itself every day, and mail to those whom something concerns."""

from datetime import datetime

from django.utils import timezone

from wraparound.capabilities.partnerships.actions.clock import come_due
from wraparound.capabilities.partnerships.actions.cohorts import make_pairs_due
from wraparound.capabilities.partnerships.actions.demo import seed
from wraparound.capabilities.partnerships.actions.demo_pairs import seed_pairs
from wraparound.capabilities.partnerships.actions.endings import end_those_over
from wraparound.capabilities.partnerships.actions.pair_mail import mark_pairs_told, pairs_to_tell
from wraparound.people.actions.mailing import mail_those_concerned_by, mailed
from wraparound.people.terms.access import OPERATOR
from wraparound.records.terms import EventTerms

SUBJECT = "A partnership needs you in Wraparound"
BODY = """Something waits for you in a partnership between two boards.

Sign in: the page of today says what it is, and what is wanted of you. This message says no more on purpose.
"""

SUBJECT_OF_PAIRS = "Something waits for you in Wraparound"
BODY_OF_PAIRS = """Something between you and other people waits for you, or has ended.

Sign in: the page of today says what it is, and what is wanted of you. This message says no more on purpose.
"""


def follow_the_calendar(at: datetime) -> int:
    """Every few minutes of every day: what is over ends, reviews are told of, and pairs are looked after."""
    return come_due(at=timezone.localtime(at), by=OPERATOR) + look_after_pairs(at)


def look_after_pairs(at: datetime) -> int:
    """Ends what is over and makes pairs anew where something changed; in how many cohorts.

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
        if mailed(person, SUBJECT_OF_PAIRS, BODY_OF_PAIRS, by=OPERATOR):
            mark_pairs_told(marks, at=at, by=OPERATOR)


def make_up_partnerships(at: datetime) -> int:
    """Needs, offers, partnerships and pairs of the made-up region, where there are none yet; how many partnerships."""
    made = seed(at=timezone.localtime(at), by=OPERATOR)
    make_up_pairs(at)
    return made


def make_up_pairs(at: datetime) -> int:
    """A cohort with pairs for the made-up region of the demo, where there is none yet; how many pairs there are."""
    return seed_pairs(at=timezone.localtime(at), by=OPERATOR)


def mail_both_boards(event: EventTerms) -> None:
    """Tells everybody whom it concerns that there is something, and not what."""
    mail_those_concerned_by(event, SUBJECT, BODY, by=OPERATOR)
