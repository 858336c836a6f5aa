"""Long work of expectations: the fits of a release that is about to be taken into use."""

from collections.abc import Callable

from wraparound.capabilities.expectations.actions import fit_release
from wraparound.people.terms import OPERATOR
from wraparound.published.terms import Release


def evidence_released(release: Release, *, tell: Callable[[str], None]) -> int:
    """Makes every fit of the release, so that no page ever waits for one; gives how many were made."""
    return len(fit_release(release, tell=tell, by=OPERATOR).measures)
