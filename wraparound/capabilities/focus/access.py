"""Who may have a text read: everybody. Of a text only counts are kept, and only where somebody asks for it.

Counts that a person keeps are theirs alone. Those of an organisation are kept by whoever keeps its plan, and by its
director of people, and read by those who lead it.
"""

from wraparound.people.access import Rule, To, anyone
from wraparound.people.terms.access import Purpose, Role, Scope

_ONE = frozenset({Scope.ORGANISATION})
_KEEP = (
    To(Role.IMPROVEMENT_DIRECTOR, Purpose.IMPROVEMENT, _ONE),
    To(Role.CHIEF_EXECUTIVE, Purpose.IMPROVEMENT, _ONE),
    To(Role.PEOPLE_DIRECTOR, Purpose.TALENT, _ONE),
)

READ_A_TEXT = anyone("Whoever has a text may have it read: it is not kept, and nobody else is told.")
OWN_READINGS = Rule(
    because="Counts of texts that somebody keeps for themselves are read by them, and by nobody else.",
    signed_in=True,
    operator=False,
)
"""Whose they are, queries ask each time. No role lets anybody in."""
KEEP_READINGS = Rule(
    because=(
        "Counts of documents of an organisation are kept, and taken away, by whoever keeps its plan (its improvement "
        "director and its chief executive, for improvement) and by its director of people."
    ),
    to=_KEEP,
    operator=False,
)
READ_READINGS = Rule(
    because=(
        "Counts of documents of an organisation are read by those who keep them, and by its chair, chief executive, "
        "improvement director and analysts."
    ),
    to=(
        *_KEEP,
        *(To(role, Purpose.COMPACT, _ONE) for role in (Role.CHAIR, Role.CHIEF_EXECUTIVE, Role.IMPROVEMENT_DIRECTOR)),
        *(To(role, Purpose.TALENT, _ONE) for role in (Role.CHAIR, Role.CHIEF_EXECUTIVE)),
        To(Role.ANALYST, Purpose.IMPROVEMENT, _ONE),
    ),
)

RULES = {
    "index": READ_A_TEXT,
    "api_focus": READ_A_TEXT,
    "api_focus_read": READ_A_TEXT,
    "keep": OWN_READINGS,
    "mine": OWN_READINGS,
    "take_away_own": OWN_READINGS,
    "organisation": READ_READINGS,
    "take_away": KEEP_READINGS,
    "api_focus_mine": OWN_READINGS,
    "api_focus_organisation": READ_READINGS,
}
