"""Why something was changed and by whom, as far as everybody may read it: pure text."""

from wraparound.records.terms import Someone

CORRECTED = "Corrected"
"""How the reason of a correction begins; what follows was written by hand."""
AT_A_BOARD = "At a talent board"
"""How the reason of a change begins that was made at a talent board; what follows was said there of somebody."""
BY_HAND = (CORRECTED, AT_A_BOARD)

LONGEST_NAME_BESIDE = 60


def name_beside(by: Someone) -> str:
    """What a record says of whoever wrote it beside their number: nothing of a person, else what they are called."""
    return "" if by.person is not None else by.name[:LONGEST_NAME_BESIDE]


def without_what_was_said(why: str) -> str:
    """Why something was changed, without what was said of somebody at a talent board; that is not for all to read.

    >>> without_what_was_said("At a talent board: She would rather teach")
    'At a talent board'
    """
    return AT_A_BOARD if why.startswith(f"{AT_A_BOARD}: ") else why


def what_was_said(why: str) -> str:
    """What was said at a talent board of why something was changed; nothing where it has gone.

    >>> what_was_said("At a talent board: She would rather teach")
    'She would rather teach'
    """
    return why.removeprefix(AT_A_BOARD).removeprefix(": ")
