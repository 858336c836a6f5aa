"""Who may ask, who reads what came of it, and that those who are asked answer for themselves.

Nobody, whatever their role, is told who answered. There is no rule that could let them.
"""

from wraparound.people.access import Rule, To
from wraparound.people.terms.access import Purpose, Role, Scope

_ONE = frozenset({Scope.ORGANISATION})
_REGION = frozenset({Scope.REGION})
_ASKS = (
    To(Role.TALENT_LEAD, Purpose.TALENT, _REGION),
    *(To(Role.REGIONAL_DIRECTOR, purpose, _REGION) for purpose in (Purpose.TALENT, Purpose.COMPACT)),
    To(Role.REGIONAL_DIRECTOR, Purpose.IMPROVEMENT, _REGION),
    *(To(role, Purpose.TALENT, _ONE) for role in (Role.CHAIR, Role.CHIEF_EXECUTIVE, Role.PEOPLE_DIRECTOR)),
)

ASK = Rule(
    because=(
        "A pulse is sent by those who lead a region, or an organisation for its people: chair, chief executive and "
        "director of people."
    ),
    to=_ASKS,
    operator=False,
)
READ = Rule(
    because="What came of a pulse is read by those who could have sent it, and by those whom it asked.", to=_ASKS
)
TAKE_PART = Rule(because="A pulse is answered by those whom it asks.", signed_in=True, operator=False)
"""Whose it is beyond that is a matter of who was asked: queries ask each time."""
CLOSE = Rule(because="A pulse is closed by this site itself, once its last day is over.")

RULES = {
    "index": TAKE_PART,
    "new": ASK,
    "how_often": TAKE_PART,
    "pulse": TAKE_PART,
    "answer": TAKE_PART,
    "words": ASK,
    "did": ASK,
    "api_listening": TAKE_PART,
    "api_pulse": TAKE_PART,
}
