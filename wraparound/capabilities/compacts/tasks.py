"""Work off the request: what follows by itself every day, and mail to those whom something concerns."""

from datetime import date, datetime

from django.utils import timezone

from wraparound.capabilities.compacts.actions.carrying import carry_over, point_where_one_fits
from wraparound.capabilities.compacts.actions.check_in_mail import mark_told, to_tell
from wraparound.capabilities.compacts.actions.clock import apply_what_follows as apply_now
from wraparound.capabilities.compacts.actions.confidants import end_those_shut_out
from wraparound.capabilities.compacts.actions.demo import seed
from wraparound.capabilities.compacts.actions.partnering import leave_promises_of, propose_amendment
from wraparound.capabilities.compacts.actions.patience import look_at_figures
from wraparound.capabilities.compacts.actions.steps import come_due
from wraparound.capabilities.compacts.terms.partnering import Partnered
from wraparound.people.actions.mailing import mail_those_concerned_by, mailed
from wraparound.people.terms.access import OPERATOR
from wraparound.records.terms import EventTerms

SUBJECT = "A compact needs you in Wraparound"
BODY = """Something happened in a compact that you are part of.

Sign in: the page of today says what it is, and what is wanted of you. This message says no more on purpose.
"""

ASKED = "A colleague asks you for a few words in Wraparound"
BODY_OF_THANKS = """Somebody asked for words of thanks to a colleague, or gave them.

Sign in: the page of today says what is wanted of you. This message says no more on purpose.
"""


def apply_what_follows(at: datetime) -> int:
    """Every few minutes of every day: what was agreed for promises that are late by then; how many things followed.

    And reviews whose day comes near are called. Whoever was chosen for check-ins and can no longer be is
    out. Then those are mailed for whom something waits between them and one other person, of which no count is given.
    The first time in the life of a store, what was typed before posts were kept is carried over.
    """
    here = timezone.localtime(at)
    end_those_shut_out(at=here, by=OPERATOR)
    followed = apply_now(at=here, by=OPERATOR)
    come_due(at=here, by=OPERATOR)
    carry_over(at=here, by=OPERATOR)
    mail_those_waited_for(here)
    return followed


def point_at_the_post(event: EventTerms) -> None:
    """Told when a post was entered, or opened again: what names it by its title, and points at none, points at it."""
    point_where_one_fits(post=int(event.data["post"]), at=timezone.localtime(), by=OPERATOR)


def look_at_new_figures(event: EventTerms) -> None:
    """Told when a release of evidence is in use: every compact in force is moved by its figures."""
    look_at_figures(at=timezone.localtime(event.at), by=OPERATOR)


def look_at_its_figures(event: EventTerms) -> None:
    """Told when a compact comes into force, or its clock stops or runs again: its own figures are looked at anew."""
    look_at_figures(at=timezone.localtime(event.at), by=OPERATOR, only=int(event.data["compact"]))


def leave_what_is_over(event: EventTerms) -> None:
    """Told when a partnership that was in force is over: a promise of it that still waits is left out."""
    leave_promises_of(int(event.data["agreement"]), at=timezone.localtime(), by=OPERATOR)


def propose_what_was_partnered(event: EventTerms) -> None:
    """Told when two boards agreed a partnership: the compact of whoever is helped could promise it."""
    told = event.data
    heard = Partnered(
        agreement=int(told["agreement"]),
        organisation=told["organisation"],
        helper=told["helper"],
        topic=told["topic"],
        days=float(told["days"]),
        money=int(told["money"]),
        paid_by=told["paid_by"],
        starts=date.fromisoformat(told["starts"]),
        ends=date.fromisoformat(told["ends"]),
        review=date.fromisoformat(told["review"]) if told["review"] else None,
    )
    propose_amendment(heard, at=timezone.localtime(event.at), by=OPERATOR)


def mail_those_waited_for(at: datetime) -> None:
    """Tells whoever has a check-in to read, or was asked to be there for them, that there is something, and not what.

    Not by an event: events are listed for those who look after the site, and these would say who talks with whom.
    """
    for person, marks in to_tell(by=OPERATOR).items():
        if mailed(person, SUBJECT, BODY, by=OPERATOR):
            mark_told(marks, at=at, by=OPERATOR)


def make_up_compacts(at: datetime) -> int:
    """Compacts and a prospectus for the made-up region of the demo, where there are none yet; how many there are."""
    return seed(at=timezone.localtime(at), by=OPERATOR)


def mail_those_concerned(event: EventTerms) -> None:
    """Tells everybody whom an event of a compact concerns that there is something, and not what."""
    thanks = event.name.startswith("compacts.thanks")
    subject, body = (ASKED, BODY_OF_THANKS) if thanks else (SUBJECT, BODY)
    mail_those_concerned_by(event, subject, body, by=OPERATOR)
