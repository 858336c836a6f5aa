"""What every command of pipelines needs: a day that was typed."""

from argparse import ArgumentTypeError
from datetime import date


def a_day(text: str) -> date:
    """The day; words that say how to write one where it is none."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ArgumentTypeError(f"“{text}” is no day: write it like 2026-03-03") from None
