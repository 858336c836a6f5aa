"""How what somebody said stands to what a role asks: each competency by itself. See the method page."""

from collections.abc import Mapping, Sequence

from wraparound.capabilities.careers.terms.assessments import Answered
from wraparound.capabilities.careers.terms.frameworks import Framework
from wraparound.capabilities.careers.terms.gaps import GapLine, GapState
from wraparound.capabilities.careers.terms.profiles import Ask


def state_of(ask: Ask, said: Answered, rungs: Sequence[str]) -> GapState:
    """How one answer stands to what is asked; `rungs` are the names that can be answered, the least first.

    >>> from wraparound.capabilities.careers.terms.frameworks import Competency
    >>> lead = Competency(key="1", domain="1", title="Leading")
    >>> ask = Ask(competency="1", rung="often")
    >>> state_of(ask, Answered(competency=lead, rung="sometimes"), ["never", "sometimes", "often"]).value
    'partly'
    """
    if said.no_chance or said.rung not in rungs or ask.rung not in rungs:
        return GapState.UNKNOWN
    have, wanted = rungs.index(said.rung), rungs.index(ask.rung)
    if have >= wanted:
        return GapState.MET
    return GapState.PARTLY if have > 0 else GapState.MISSING


def gap_lines(
    framework: Framework, asks: Sequence[Ask], said: Mapping[str, Answered], earlier: Mapping[str, str]
) -> tuple[GapLine, ...]:
    """Every competency that is asked, in the order of the framework."""
    rungs = [one.name for one in framework.rungs]
    asked = {one.competency: one for one in asks}
    found: list[GapLine] = []
    for competency in framework.competencies:
        if competency.key not in asked:
            continue
        ask, answer = asked[competency.key], said.get(competency.key, Answered(competency=competency))
        found.append(
            GapLine(
                competency=competency,
                ask=ask,
                said=answer,
                state=state_of(ask, answer, rungs),
                next_words=tuple(one.words for one in framework.shown_by(competency, ask.rung)),
                earlier=earlier.get(competency.key, "") if not answer.is_answered else "",
            )
        )
    return tuple(found)
