"""Since which day it is asked what moved."""

from datetime import date

from django.http import QueryDict

EARLIEST = date(2000, 1, 1)


def since_asked(sent: QueryDict, today: date) -> tuple[date | None, str]:
    """The day that is asked for, none where none is or it cannot be told; and what was typed where it cannot."""
    typed = sent.get("since", "").strip()
    try:
        day = date.fromisoformat(typed) if typed else None
    except ValueError:
        return None, typed
    return (None, typed) if day is not None and not EARLIEST <= day <= today else (day, "")
