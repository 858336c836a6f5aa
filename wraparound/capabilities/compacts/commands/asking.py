"""What every command of compacts needs: the moment, choices in words, and that an altered text is broken."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime

from wraparound.capabilities.compacts.terms.agreement import TextAltered
from wraparound.published.release import EvidenceAltered


@contextmanager
def whole() -> Iterator[None]:
    """A text that is not what was written is broken, and not asked wrongly."""
    try:
        yield
    except TextAltered as trouble:
        raise EvidenceAltered(f"{trouble} Bring back a backup from before it was altered.") from trouble


def choices(words: Iterable[str]) -> str:
    """The words that can be given, but for the empty one."""
    return f"one of: {', '.join(str(one) for one in words if one)}"


def now() -> datetime:
    """The moment by the clock on the wall: what counts today begins at our own midnight."""
    from django.utils import timezone

    return timezone.localtime()
