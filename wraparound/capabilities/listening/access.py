"""Who may ask, who reads what came of it, and that those who are asked answer for themselves.

Nobody, whatever their role, is told who answered. There is no rule that could let them.
"""

from wraparound.people.access import Rule, To, anyone
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

SEND = anyone("Whoever has something to say to a call for evidence may: no account is asked for, and no name.")
"""A call by invitation is for whoever has its link: queries ask each time. What was sent is found by its receipt."""

LOOK_IN = anyone("Which calls for evidence are open is for everybody; pulses are for whoever is signed in.")

RULES = {
    "calls": SEND,
    "call": SEND,
    "call_by_link": SEND,
    "receipt": SEND,
    "call_new": ASK,
    "call_read": ASK,
    "call_document": ASK,
    "call_themes": ASK,
    "call_heard": ASK,
    "call_take_out": ASK,
    "call_close": ASK,
    "call_reopen": ASK,
    "index": LOOK_IN,
    "new": ASK,
    "how_often": TAKE_PART,
    "pulse": TAKE_PART,
    "answer": TAKE_PART,
    "words": ASK,
    "themes": ASK,
    "did": ASK,
    "milestones": ASK,
    "take_back": ASK,
    "api_listening": TAKE_PART,
    "api_pulse": TAKE_PART,
    "api_calls": SEND,
    "api_call": SEND,
}
