"""What every page of compacts does alike: not found and not theirs are the same page, and a refusal is a sentence."""

import logging
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from wraparound.capabilities.compacts.terms.agreement import CannotAgree, TextAltered
from wraparound.capabilities.compacts.wording import agreement as say
from wraparound.capabilities.compacts.wording import compacts as tell
from wraparound.capabilities.compacts.wording import endings as ends
from wraparound.capabilities.compacts.wording import patience, pictures, ranges
from wraparound.people.views import asking
from wraparound.people.views.asking import Page
from wraparound.records.actions.rights import ChangedMeanwhile

log = logging.getLogger("wraparound.requests")
REFUSED = (CannotAgree, ChangedMeanwhile)
"""What is said beside what was typed; what is not there, or not theirs, is a page of its own."""
LONGEST_NUMBER = 12


def number_in(sent: str | None) -> int | None:
    """A number that was sent; none where it is none, or no number that anything here has."""
    return int(sent) if sent and sent.isascii() and sent.isdecimal() and len(sent) <= LONGEST_NUMBER else None


def or_not_found(page: Page) -> Page:
    """The page, or the one that says that nothing is there for this viewer, or that what is kept was altered."""
    found = asking.or_not_found(page)

    @wraps(page)
    def asked(visit: HttpRequest, **given: Any) -> HttpResponse:
        try:
            return found(visit, **given)
        except TextAltered as trouble:
            log.error("A text of a compact cannot be read: %s", type(trouble).__name__)
            heading = "What is kept here is not what was written"
            said = f"{trouble} Ask whoever runs this site to bring it back from a backup; nothing else was changed."
            return render(visit, "layout/error.html", {"heading": heading, "words": said}, status=500)

    return asked


def words(**more: object) -> dict[str, object]:
    """The context of a page: what it shows, with the functions that say it."""
    known = {"say": say, "tell": tell, "ends": ends, "ranges": ranges, "pictures": pictures, "patience": patience}
    return {**known, **more}
