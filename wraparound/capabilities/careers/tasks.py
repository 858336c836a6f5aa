"""Work off the request: what is over, mail about feedback, ways in and credits, and the made-up region's careers."""

import logging
from datetime import datetime
from functools import partial
from smtplib import SMTPException

from django.core.mail import send_mail
from django.db import transaction
from django.utils import timezone

from wraparound.capabilities.careers.actions.counts import count_what_is_due
from wraparound.capabilities.careers.actions.demo import seed
from wraparound.capabilities.careers.actions.demo_development import seed_development
from wraparound.capabilities.careers.actions.demo_investment import seed_investment
from wraparound.capabilities.careers.actions.demo_offers import seed_offers
from wraparound.capabilities.careers.actions.demo_ways_in import seed_ways_in
from wraparound.capabilities.careers.actions.development import remind_of_steps
from wraparound.capabilities.careers.actions.feedback import close_rounds_over
from wraparound.capabilities.careers.actions.interests import remove_unconfirmed
from wraparound.capabilities.careers.actions.next_roles import count_moves_due
from wraparound.capabilities.careers.actions.offer_counts import count_boards
from wraparound.capabilities.careers.actions.offers import take_down_of_ended
from wraparound.capabilities.careers.actions.programmes import tell_programmes_due
from wraparound.capabilities.careers.queries import offer_requests
from wraparound.capabilities.careers.queries.feedback import may_be_written_to
from wraparound.capabilities.careers.queries.interests import whom_to_tell
from wraparound.capabilities.careers.terms.interests import DAYS_TO_CONFIRM, InterestKept
from wraparound.capabilities.careers.wording import offers as offer
from wraparound.capabilities.careers.wording import ways_in as say
from wraparound.people.actions.mailing import mail_everybody, mail_those_concerned_by
from wraparound.people.terms.access import OPERATOR
from wraparound.records.terms import EventTerms

CREDITED = "There is something for you to read in Wraparound"
CREDITED_BODY = """Something about you was written down under Careers in Wraparound.

Sign in, open Careers, then “What you did before, credited”. This message says no more on purpose.
"""

WAITS = "Something waits for you in Wraparound"
WAITS_BODY = """Somebody asks something of you under Careers in Wraparound, or a step of your own plan is near or past.

Sign in: the page of today says what it is. This message says no more on purpose.
"""

ASKED = "Somebody asks what you see of their work, in Wraparound"
ASKED_BODY = """Somebody you work with would like to know what you see: a few minutes on a phone.

Sign in: the page of today leads to it, and says who asks and what they will read.
"""

log = logging.getLogger("wraparound.background")


def make_up_careers(at: datetime) -> int:
    """Roles of the made-up region, a half-done self-assessment, ways in, offers, a plan, and spending; how many."""
    moment = timezone.localtime(at)
    made = seed(at=moment, by=OPERATOR) + seed_ways_in(at=moment, by=OPERATOR)
    made += seed_offers(at=moment, by=OPERATOR) + seed_development(at=moment, by=OPERATOR)
    return made + seed_investment(at=moment, by=OPERATOR)


def close_what_is_over(at: datetime) -> int:
    """Every few minutes of every day: rounds of feedback that are over are closed, what is due is counted and told,
    interest that nobody confirmed in time goes, and whoever has a step due is reminded; how many."""
    now = timezone.localtime(at)
    closed = close_rounds_over(at=now, by=OPERATOR) + remove_unconfirmed(at=now, by=OPERATOR)
    counted = count_what_is_due(at=now, by=OPERATOR) + count_moves_due(at=now, by=OPERATOR)
    told = tell_programmes_due(at=now, by=OPERATOR)
    return closed + counted + told + count_boards(at=now, by=OPERATOR) + remind_of_steps(at=now, by=OPERATOR)


def follow_control(event: EventTerms) -> None:
    """Told when control passed from one legal entity to another: offers of one that has ended are taken down."""
    take_down_of_ended(event.data["before"], at=timezone.localtime(event.at), by=OPERATOR)


def mail_those_asked(event: EventTerms) -> None:
    """Tells everybody whom a round asks that it does."""
    mail_everybody(may_be_written_to(int(event.data["round"]), viewer=OPERATOR), ASKED, ASKED_BODY, by=OPERATOR)


def mail_whom_it_waits_for(event: EventTerms) -> None:
    """Tells everybody for whom something waits that it does, and not what."""
    mail_those_concerned_by(event, WAITS, WAITS_BODY, by=OPERATOR)


def mail_link(kept: InterestKept, link: str) -> None:
    """Sends whoever registered their link, once it is safely written; the same link where it was there before."""
    body = say.AGAIN_BODY if kept.again else say.BODY
    _mail(kept.address, say.SUBJECT, body.format(link=link, days=DAYS_TO_CONFIRM))


def mail_answer(kept: InterestKept, link: str) -> None:
    """Tells whoever registered that there is an answer, and not what it is."""
    _mail(kept.address, say.ANSWERED_SUBJECT, say.ANSWERED_BODY.format(link=link))


def mail_those_who_answer(event: EventTerms) -> None:
    """Tells those who answer that somebody waits, and not who."""
    people = whom_to_tell(int(event.data["interest"]), viewer=OPERATOR, on=timezone.localdate())
    mail_everybody(people, say.WAITING_SUBJECT, say.WAITING_BODY, by=OPERATOR)


def mail_whom_it_credits(event: EventTerms) -> None:
    """Tells somebody that there is something to read, and not what."""
    mail_everybody([int(event.data["person"])], CREDITED, CREDITED_BODY, by=OPERATOR)


def mail_both_employers(event: EventTerms) -> None:
    """Tells those who can answer a request for an offer, on either side, that one waits, and not whose."""
    number = int(event.data["request"])
    people = offer_requests.whom_to_tell(number, viewer=OPERATOR, on=timezone.localdate())
    mail_everybody(people, offer.ASKED_SUBJECT, offer.ASKED_BODY, by=OPERATOR)


def mail_whoever_asked(event: EventTerms) -> None:
    """Tells whoever asked for an offer that there is news, and not what."""
    mail_everybody([int(event.data["person"])], offer.ANSWERED_SUBJECT, offer.ANSWERED_BODY, by=OPERATOR)


def _mail(address: str, subject: str, body: str) -> None:
    transaction.on_commit(partial(_send, address, subject, body))


def _send(address: str, subject: str, body: str) -> None:
    try:
        send_mail(subject, body, None, [address])
    except (OSError, SMTPException) as trouble:
        # It is kept, and the same form sends the link again; whose address it was stands in no log.
        log.warning("A mail could not be sent: %s (%s)", subject, type(trouble).__name__)
