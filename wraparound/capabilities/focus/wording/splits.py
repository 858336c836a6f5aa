"""What a set of short statements says of what and of how, in words, while it is written."""

from collections.abc import Sequence

from wraparound.capabilities.focus.terms.splits import SplitLine, SplitState
from wraparound.capabilities.focus.terms.texts import AccuracyFigure
from wraparound.capabilities.focus.wording.texts import percent

SPLIT_WORDS = {
    SplitState.WHAT: "what",
    SplitState.HOW: "how",
    SplitState.BOTH: "what and how",
    SplitState.NEITHER: "neither",
    SplitState.UNSURE: "too close to call",
    SplitState.NOT_READ: "not read: no English words",
}
SPLIT_SAYS = {
    SplitState.WHAT: ("says what is to be done", "say what is to be done"),
    SplitState.HOW: ("says how", "say how"),
    SplitState.BOTH: ("says both what and how", "say both what and how"),
    SplitState.NEITHER: ("says neither what nor how", "say neither what nor how"),
    SplitState.UNSURE: ("is too close to call", "are too close to call"),
    SplitState.NOT_READ: ("could not be read", "could not be read"),
}
SPLIT_MARKS = {SplitState.WHAT: "what gets done", SplitState.HOW: "how it gets done"}
SPLIT_NO_FAULT = "To be mostly about what is no fault, and no number of either would be the right one."
SPLIT_MEANS = (
    "What: work to be done, a target, a cost, a deadline, or what comes of it for patients. How: how people are "
    "treated, led, listened to and developed, and how teams and partners work together."
)
SPLIT_SHORT = "Those sentences are from documents. Lines as short as these may be read worse: nobody has tried."


def say_split(states: Sequence[SplitState], called: str) -> str:
    """How many statements of a set say what, in one sentence; `called` is what one of them is called. None of none.

    >>> say_split([SplitState.WHAT, SplitState.WHAT, SplitState.HOW], "result")
    'Of 3 results, 2 say what is to be done and 1 says how.'
    >>> say_split([SplitState.WHAT], "step"), say_split([SplitState.HOW] * 2, "step")
    ('The one step says what is to be done.', 'Both steps say how.')
    """
    if not states:
        return ""
    if len(states) == 1:
        return f"The one {called} {SPLIT_SAYS[states[0]][0]}."
    told = [(state, states.count(state)) for state in SplitState if state in states]
    if len(told) == 1:
        return f"{'Both' if len(states) == 2 else f'All {len(states)}'} {called}s {SPLIT_SAYS[told[0][0]][1]}."
    parts = [f"{count} {SPLIT_SAYS[state][count > 1]}" for state, count in told]
    return f"Of {len(states)} {called}s, {', '.join(parts[:-1])} and {parts[-1]}."


def say_differing(line: SplitLine, state: SplitState) -> str:
    """That a statement is marked as one and its words were read as the other."""
    mark = SPLIT_MARKS[line.marked or state]
    return f"“{line.text}” is marked as “{mark}”, and its words were read as {SPLIT_WORDS[state]}."


def say_trust(figures: Sequence[AccuracyFigure]) -> str:
    """How far a reading can be trusted, in one sentence, to stand beside every one that is shown."""
    of_all = {one.flag: one for one in figures if one.kind == "all" and one.figure == "accuracy"}
    what, how = of_all["what"], of_all["how"]
    return (
        f"Words alone are read, and sometimes wrongly: of {what.sentences} sentences from NHS documents the reading "
        f"agreed with the person who coded them in {percent(what.value)} on what, and in {percent(how.value)} on how."
    )
