"""What delivery asks of somebody today, in words."""

from datetime import date

from wraparound.capabilities.delivery.wording.plain import begun, counted, day, days_words


def due_words(title: str, place: str, due: date, today: date) -> str:
    """A milestone that somebody owns, overdue or due soon.

    >>> due_words("Train the leads", "Larkmoor", date(2026, 3, 3), date(2026, 3, 5))
    '“Train the leads” of Larkmoor is overdue by 2 days.'
    """
    if due < today:
        return f"“{title}” of {place} is overdue by {days_words((today - due).days)}."
    return f"“{title}” of {place} is due on {day(due)}."


def unanswered_words(many: int, place: str) -> str:
    """Recommendations that whoever keeps a plan has not answered."""
    return f"{begun(counted(many, 'recommendation waits', 'recommendations wait'))} for the answer of {place}."


def hand_over_words(many: int, place: str) -> str:
    """Milestones whose owner left."""
    whose = counted(many, "open milestone of", "open milestones of")
    return f"{begun(whose)} {place} {'belongs' if many == 1 else 'belong'} to somebody who is no longer there."
