"""Long work of expectations: the fits of a release that is about to be taken into use."""

import logging

from wraparound.capabilities.expectations.actions import fit_release
from wraparound.people.terms.access import OPERATOR
from wraparound.published.release import open_release
from wraparound.records.terms import EventTerms

progress = logging.getLogger("wraparound.progress")


def make_fits(event: EventTerms) -> None:
    """Makes every fit of the release, so that no page ever waits for one; made before, they are kept again."""
    fit_release(open_release(event.data["release"]), tell=progress.info, by=OPERATOR)
