"""Exit criteria in words: what has to be so, where it stands, and what was changed."""

from collections.abc import Iterable
from typing import Protocol

from wraparound.capabilities.compacts.terms.criteria import CriterionState, CriterionTerms, KnownCriterion
from wraparound.capabilities.compacts.wording.agreement import BETTER, PARTIES, day
from wraparound.published.measure_files import measure_cards
from wraparound.published.terms import Measure

STATES = {
    CriterionState.OPEN: "Open",
    CriterionState.REPORTED: "Said to be met",
    CriterionState.MET: "Met",
    CriterionState.NOT_MET: "Not met",
    CriterionState.TAKEN_OUT: "Taken out",
}
TONES = {
    CriterionState.OPEN: "due",
    CriterionState.REPORTED: "due",
    CriterionState.MET: "kept",
    CriterionState.NOT_MET: "due",
    CriterionState.TAKEN_OUT: "ended",
}
NO_PROGRAMME = (
    "No exit criteria are kept here. If the organisation is in a support programme, write here what it must show to "
    "leave it, so that there is one plan."
)
NOT_SIGNED = (
    "These are no part of what was signed. Leader, board and region write them here beside the compact, and every "
    "change of them is in their history."
)


class Changed(Protocol):
    """A field before and after a change, as text."""

    @property
    def field(self) -> str: ...
    @property
    def before(self) -> str: ...
    @property
    def after(self) -> str: ...


def criterion_words(one: CriterionTerms | KnownCriterion) -> str:
    """What has to be so: the measure with its level where it has one, and the words."""
    if not one.measure or one.level is None:
        return one.words
    card = measure_cards().get(Measure(one.measure))
    name = card.label if card else one.measure
    better = BETTER["lower" if card.lower_is_better else "higher"] if card else ""
    level = f"{name}: {one.level:g}%{better}"
    return f"{level}. {one.words}" if one.words else level


def criterion_line(one: CriterionTerms | KnownCriterion) -> str:
    """Who decides, by when it is expected, and what was recorded of it."""
    parts = [f"Decided by {one.decided_by}"]
    parts += [f"expected by {day(one.expected)}"] if one.expected else []
    if one.state in (CriterionState.MET, CriterionState.REPORTED) and one.settled_on:
        parts.append(f"met on {day(one.settled_on)}")
    elif one.state is CriterionState.NOT_MET and one.settled_on:
        parts.append(f"found not to be met on {day(one.settled_on)}")
    return " · ".join(parts)


def said_line(one: CriterionTerms) -> str:
    """By whose word it stands so, and on what evidence."""
    if not one.reported_by or one.reported_for is None:
        return one.evidence
    said = f"Says {one.reported_by}, for {PARTIES[one.reported_for]}"
    if one.state is CriterionState.REPORTED:
        said += "; no other side has confirmed it yet"
    elif one.confirmed_by and one.confirmed_for is not None and one.confirmed_by != one.reported_by:
        said += f"; confirmed by {one.confirmed_by}, for {PARTIES[one.confirmed_for]}"
    return f"{said}. {one.evidence}".strip()


def change_words(why: str, differences: Iterable[Changed]) -> str:
    """What one change did, in a sentence."""
    told = [
        f"{one.field}: {one.before} → {one.after}"
        if one.before and one.after
        else f"{one.field}: {one.after or 'none'}"
        for one in differences
    ]
    return f"{why}. {'; '.join(told)}" if told else f"{why}."
