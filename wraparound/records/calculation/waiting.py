"""How long what failed waits before it is tried again."""

from datetime import timedelta


def wait_before_try(tries: int) -> timedelta:
    """How long a delivery waits after its nth failure: 10 seconds, doubled each time, an hour at most."""
    return timedelta(seconds=min(10 * 2 ** max(0, tries - 1), 3_600))
