"""Who gives, changes and takes back: each person their own. Who sends files: equality leads. Who reads rows: nobody.

There is no rule that lets anybody read what is held of another person, and none that lets a face read a count: counts
leave the store through one publisher inside this capability.
"""

from wraparound.people.access import Rule, To, anyone
from wraparound.people.terms.access import Purpose, Role, Scope

ABOUT = anyone("What is asked, why, and what becomes of it is for everybody to read.")
OWN = Rule(
    because="What somebody says of themselves for counting is theirs: nobody else is ever shown it.",
    signed_in=True,
    operator=False,
)
SEND = Rule(
    because=(
        "An organisation’s monitoring file is sent by its equality lead, who has it already. What is kept of it is "
        "shown to nobody again."
    ),
    to=(To(Role.EQUALITY_LEAD, Purpose.EQUALITY, frozenset({Scope.ORGANISATION})),),
    operator=False,
)
KEEP = Rule(because="The store is kept by this site itself: stages come in, old entries go, and keys are exchanged.")
"""Let in by nobody's role: the machine alone."""

RULES = {
    "index": ABOUT,
    "mine": OWN,
    "change": OWN,
    "withdraw": OWN,
    "objection": OWN,
    "mine_file": OWN,
    "monitoring": SEND,
    "monitoring_new": SEND,
    "monitoring_look": SEND,
    "monitoring_count": SEND,
    "monitoring_undo": SEND,
    "monitoring_template": SEND,
    "monitoring_objected": SEND,
    "api_equality": ABOUT,
}
