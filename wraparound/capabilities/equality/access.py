"""Who gives, changes and takes back: each person their own. Who sends files: equality leads. Who reads rows: nobody.

There is no rule that lets anybody read what is held of another person, and none that lets a face read a count: counts
leave the store through one publisher inside this capability, and what it published is read by those who can change it.
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
READ = Rule(
    because=(
        "Equality figures are for those who can change what they show: equality leads, and for talent chairs, chief "
        "executives, directors of people and those who lead a region. They are sums of which nobody can be told."
    ),
    to=(
        To(Role.EQUALITY_LEAD, Purpose.EQUALITY),
        To(Role.CHAIR, Purpose.TALENT),
        To(Role.CHIEF_EXECUTIVE, Purpose.TALENT),
        To(Role.PEOPLE_DIRECTOR, Purpose.TALENT),
        To(Role.REGIONAL_DIRECTOR, Purpose.TALENT),
        To(Role.TALENT_LEAD, Purpose.TALENT),
    ),
)
"""Regions and all of them together are read by everybody whom this lets in; an organisation as far as it reaches."""
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
    "figures": READ,
    "figures_nation": READ,
    "figures_region": READ,
    "figures_organisation": READ,
    "figures_region_sheet": READ,
    "figures_organisation_sheet": READ,
    "survey": SEND,
    "survey_new": SEND,
    "survey_look": SEND,
    "survey_show": SEND,
    "survey_undo": SEND,
    "survey_template": SEND,
    "board_new": SEND,
    "board_undo": SEND,
    "parity_nation": READ,
    "parity_region": READ,
    "parity_organisation": READ,
    "parity_nation_sheet": READ,
    "parity_region_sheet": READ,
    "parity_organisation_sheet": READ,
    "api_parity_nation": READ,
    "api_parity_region": READ,
    "api_parity_organisation": READ,
    "figures_region_paper": READ,
    "figures_organisation_paper": READ,
    "api_equality": ABOUT,
    "api_figures_nation": READ,
    "api_figures_region": READ,
    "api_figures_organisation": READ,
}
