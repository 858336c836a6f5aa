"""What several words of listening are made of."""

from datetime import date


def day(on: date) -> str:
    """2028-03-03 → "3 March 2028"."""
    return f"{on.day} {on:%B %Y}"
