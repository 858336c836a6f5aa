"""Mail to people here, who may have no address, and whose post office may be shut."""

import logging
from collections.abc import Iterable
from smtplib import SMTPException

from django.core.mail import send_mail

from wraparound.people.queries.accounts import address_of
from wraparound.people.terms.access import Viewer
from wraparound.records.terms import EventTerms

log = logging.getLogger("wraparound.background")


def mail_everybody(people: Iterable[int], subject: str, body: str, *, by: Viewer) -> None:
    """Writes to each of these people (ids) who has an address and an open account.

    One whose mail cannot be sent keeps nobody else from theirs. Where none can, it raises, so that the event of which
    this tells is tried again later.
    """
    addresses = [found for one in people if (found := address_of(one, viewer=by))]
    failed = 0
    for address in addresses:
        try:
            send_mail(subject, body, None, [address])
        except (OSError, SMTPException) as trouble:
            failed += 1
            log.warning("A mail could not be sent: %s (%s)", subject, type(trouble).__name__)
            if failed == len(addresses):
                raise


def mail_those_concerned_by(event: EventTerms, subject: str, body: str, *, by: Viewer) -> None:
    """The same to the people whom an event names in `people`: ids with commas between them."""
    mail_everybody([int(one) for one in event.data["people"].split(",") if one], subject, body, by=by)


def mailed(person: int, subject: str, body: str, *, by: Viewer) -> bool:
    """Whether nothing more is owed: the mail has gone, or they have no address to which it could."""
    try:
        mail_everybody([person], subject, body, by=by)
    except (OSError, SMTPException):
        return False
    return True
