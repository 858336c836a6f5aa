"""Work off the request: counts of made-up documents in the made-up region."""

from datetime import datetime

from django.utils import timezone

from wraparound.capabilities.focus.actions.demo import seed
from wraparound.people.terms.access import OPERATOR


def make_up_readings(at: datetime) -> int:
    """Counts of made-up board papers and adverts in the demo, where there are none yet; how many."""
    return seed(at=timezone.localtime(at), by=OPERATOR)
