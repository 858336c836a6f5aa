"""What focus says, on the page, at the terminal and in JSON alike."""

from wraparound.capabilities.focus.terms import FocusAnswer


def say_focus(answer: FocusAnswer) -> str:
    """One sentence."""
    if not answer.tables:
        return f"Evidence release {answer.release} holds no table to rest on."
    tables = "one table" if answer.tables == 1 else f"{answer.tables} tables"
    return f"Evidence release {answer.release} holds {tables} with {answer.rows:,} rows in all."
