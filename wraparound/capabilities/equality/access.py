"""Who gives, changes and takes back: each person their own. Who sends files: equality leads. Who reads rows: nobody.

There is no rule that lets anybody read what is held of another person, and none that lets a face read a count: counts
leave the store through one publisher inside this capability, and what it published is read by those who can change it.
"""

from wraparound.people.access import Rule, To, anyone
from wraparound.people.terms.access import Purpose, Role, Scope

_ONE = frozenset({Scope.ORGANISATION})
_WIDE = frozenset({Scope.ORGANISATION, Scope.REGION, Scope.NATION})

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
PUBLISHED_ELSEWHERE = Rule(
    because="Figures that an organisation or the staff survey published are brought in by its equality lead.",
    to=SEND.to,
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
ACTIONS = Rule(
    because=(
        "What is done about the equality plan is read by those who read the plan of an organisation or what a region "
        "was told of plans, by equality leads, and for talent by those who lead an organisation or a region."
    ),
    to=(
        *READ.to,
        To(Role.IMPROVEMENT_DIRECTOR, Purpose.IMPROVEMENT, _WIDE),
        To(Role.IMPROVEMENT_DIRECTOR, Purpose.COMPACT, _ONE),
        *(To(Role.REGIONAL_DIRECTOR, one) for one in (Purpose.IMPROVEMENT, Purpose.COMPACT)),
        *(To(Role.CHIEF_EXECUTIVE, one) for one in (Purpose.IMPROVEMENT, Purpose.COMPACT)),
        To(Role.CHAIR, Purpose.COMPACT),
        To(Role.ANALYST, Purpose.IMPROVEMENT, _ONE),
    ),
)
"""Of which places each of them reads it, delivery says, whose plans they are."""
REQUIREMENTS = Rule(
    because=(
        "What vacancies and profiles ask that shuts people out is looked at by those who read equality figures of the "
        "organisation: they can change it."
    ),
    to=READ.to,
)
SWITCH = Rule(
    because="Which parts of equality an organisation uses is decided by its equality lead, by name and with a reason.",
    to=(To(Role.EQUALITY_LEAD, Purpose.EQUALITY, frozenset({Scope.ORGANISATION})),),
    operator=False,
)
PARTS = Rule(
    because="Which parts an organisation uses, and why not others, is read by those who read what is done there.",
    to=ACTIONS.to,
)
OFFERED = Rule(
    because="Programmes of positive action are offered openly: everybody with an account can read them, and ask.",
    signed_in=True,
    operator=False,
)
RUN = Rule(
    because=(
        "A programme of positive action is written by an equality lead of its organisation or region, and whoever "
        "wrote it reads who asked to join. Nobody reads what they answered."
    ),
    to=(To(Role.EQUALITY_LEAD, Purpose.EQUALITY, frozenset({Scope.ORGANISATION, Scope.REGION})),),
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
    **dict.fromkeys(("adjustments", "adjustments_change", "adjustments_release", "adjustments_take_back"), OWN),
    **dict.fromkeys(("released", "released_read"), OWN),
    **dict.fromkeys(("programmes", "programme"), OFFERED),
    **dict.fromkeys(("programme_fit", "programme_join", "programme_withdraw"), OWN),
    **dict.fromkeys(
        ("programme_new", "programme_asked", "programme_answer", "programme_close", "programme_take_over"), RUN
    ),
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
    "requirements": REQUIREMENTS,
    "requirements_organisation": REQUIREMENTS,
    "parts": PARTS,
    "parts_organisation": PARTS,
    "part_off": SWITCH,
    "part_on": SWITCH,
    "api_equality_requirements": REQUIREMENTS,
    "api_equality_parts": PARTS,
    "actions": ACTIONS,
    "actions_organisation": ACTIONS,
    "actions_region": ACTIONS,
    "api_equality_actions": ACTIONS,
    "api_equality_actions_region": ACTIONS,
    "survey": PUBLISHED_ELSEWHERE,
    "survey_new": PUBLISHED_ELSEWHERE,
    "survey_look": PUBLISHED_ELSEWHERE,
    "survey_show": PUBLISHED_ELSEWHERE,
    "survey_undo": PUBLISHED_ELSEWHERE,
    "survey_template": PUBLISHED_ELSEWHERE,
    "board_new": PUBLISHED_ELSEWHERE,
    "board_undo": PUBLISHED_ELSEWHERE,
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
