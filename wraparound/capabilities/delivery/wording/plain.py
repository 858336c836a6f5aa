"""Days, counts and lists as people say them."""

from collections.abc import Iterable
from datetime import date


def day(when: date) -> str:
    """A date as people write it.

    >>> day(date(2028, 3, 3))
    '3 March 2028'
    """
    return f"{when.day} {when:%B %Y}"


def days_words(many: int) -> str:
    """1 day, 1,200 days."""
    return "1 day" if abs(many) == 1 else f"{abs(many):,} days"


def counted(many: int, one: str, more: str = "") -> str:
    """A number with its noun.

    >>> counted(1, "milestone"), counted(0, "milestone"), counted(1200, "milestone")
    ('1 milestone', 'no milestones', '1,200 milestones')
    """
    number = "no" if many == 0 else f"{many:,}"
    return f"{number} {one if many == 1 else more or one + 's'}"


def so_many(many: int, one: str, more: str) -> str:
    """A number that is the subject of what follows.

    >>> so_many(0, "is", "are"), so_many(1, "is", "are"), so_many(2, "is", "are")
    ('none is', '1 is', '2 are')
    """
    return f"{'none' if many == 0 else f'{many:,}'} {one if many < 2 else more}"


def and_list(words: Iterable[str]) -> str:
    """One, two and three → "one, two and three"."""
    listed = list(words)
    return " and ".join([", ".join(listed[:-1]), listed[-1]] if len(listed) > 1 else listed)


def begun(text: str) -> str:
    """With a capital at its beginning, and the rest as it is."""
    return text[:1].upper() + text[1:]


def few(many: int | None) -> str:
    """A count that is not told where it is small: none → "fewer than 5".

    >>> few(None), few(12)
    ('fewer than 5', '12')
    """
    return "fewer than 5" if many is None else f"{many:,}"
