"""Who keeps the plan of an organisation, who reads it, and what a region sees of it.

A plan is its organisation's own. The region reads what was shared with it, and counts of what was not.
"""

from wraparound.people.access import Rule, To, anyone
from wraparound.people.terms.access import Purpose, Role, Scope

_ONE = frozenset({Scope.ORGANISATION})
_REGION = frozenset({Scope.REGION})
_FAR = frozenset({Scope.REGION, Scope.NATION})
_KEEPS = (
    To(Role.IMPROVEMENT_DIRECTOR, Purpose.IMPROVEMENT, _ONE),
    To(Role.CHIEF_EXECUTIVE, Purpose.IMPROVEMENT, _ONE),
)
_READS = (
    *_KEEPS,
    To(Role.CHAIR, Purpose.COMPACT, _ONE),
    To(Role.CHIEF_EXECUTIVE, Purpose.COMPACT, _ONE),
    To(Role.IMPROVEMENT_DIRECTOR, Purpose.COMPACT, _ONE),
    To(Role.ANALYST, Purpose.IMPROVEMENT, _ONE),
)

_READS_EQUALITY = (
    *_READS,
    To(Role.EQUALITY_LEAD, Purpose.EQUALITY, _ONE),
    *(To(role, Purpose.TALENT, _ONE) for role in (Role.CHAIR, Role.CHIEF_EXECUTIVE, Role.PEOPLE_DIRECTOR)),
)

ABOUT = anyone("What was recommended, and what is known of it, is public.")
KEEP_PLAN = Rule(
    because=(
        "The plan of an organisation is kept by whoever leads delivery there, in the role of improvement director, and "
        "by its chief executive for improvement."
    ),
    to=_KEEPS,
    operator=False,
)
"""Answers recommendations, writes milestones, hands over and shares."""
IMPORT_PLAN = Rule(
    because=(
        "Spreadsheets for the plan of an organisation are sent, written and undone by whoever keeps it, and by whoever "
        "runs this site at its machine."
    ),
    to=_KEEPS,
)
READ_PLAN = Rule(
    because="The plan of an organisation is read by those who keep it, by its chair, chief executive and analysts.",
    to=_READS,
)
READ_EQUALITY_ACTIONS = Rule(
    because=(
        "What an organisation does about the equality plan is read by those who read its plan, by its equality lead, "
        "and by its chair, chief executive and director of people for talent."
    ),
    to=_READS_EQUALITY,
)
"""Of a plan this part alone."""
OWN_MILESTONE = Rule(
    because="A milestone is read by whoever owns it and by those who read the plan of its organisation.",
    themselves=True,
    to=_READS,
)
DO_MILESTONE = Rule(
    because="A milestone is ended, and its day moved, by whoever owns it or keeps the plan of its organisation.",
    themselves=True,
    to=_KEEPS,
    operator=False,
)
SEE_REGION = Rule(
    because=(
        "What organisations shared of their plans is seen by the director of their region and by improvement directors "
        "of the region or the nation."
    ),
    to=(
        To(Role.REGIONAL_DIRECTOR, Purpose.IMPROVEMENT, _REGION),
        To(Role.REGIONAL_DIRECTOR, Purpose.COMPACT, _REGION),
        To(Role.IMPROVEMENT_DIRECTOR, Purpose.IMPROVEMENT, _FAR),
    ),
)
SEE_EQUALITY_ACTIONS = Rule(
    because=(
        "What organisations shared of what they do about the equality plan is seen by those who see what they shared "
        "of their plans, and by equality leads and for talent those who lead a region or the nation."
    ),
    to=(
        *SEE_REGION.to,
        To(Role.EQUALITY_LEAD, Purpose.EQUALITY, _FAR),
        To(Role.REGIONAL_DIRECTOR, Purpose.TALENT, _REGION),
        To(Role.TALENT_LEAD, Purpose.TALENT, _FAR),
    ),
)
HAVE_CALENDAR = Rule(
    because="Everybody with an account may have the due days of their own milestones in a calendar of their choice.",
    signed_in=True,
    operator=False,
)
READ_FEED = anyone("A calendar shows no cookie: whoever has the address of one reads the days in it, and nothing else.")
KEEP_REGIONAL = Rule(
    because=(
        "The programmes of a region are kept by the director of the region and by its improvement directors: every "
        "organisation of the region then answers them for itself."
    ),
    to=(
        To(Role.REGIONAL_DIRECTOR, Purpose.IMPROVEMENT, _REGION),
        To(Role.REGIONAL_DIRECTOR, Purpose.COMPACT, _REGION),
        To(Role.IMPROVEMENT_DIRECTOR, Purpose.IMPROVEMENT, _REGION),
    ),
    operator=False,
)
KEEP_PROGRAMME = Rule(
    because="A programme is changed and ended by whoever keeps the plan of its organisation, or those of its region.",
    to=(*_KEEPS, *KEEP_REGIONAL.to),
    operator=False,
)
FOLLOW = Rule(because="Reminders, and what follows from a closing, follow by the site's own clock.")

RULES = {
    "index": ABOUT,
    "plan": READ_PLAN,
    "slips": READ_PLAN,
    "answer": KEEP_PLAN,
    "recommend": KEEP_PLAN,
    "milestone_new": KEEP_PLAN,
    "milestone": OWN_MILESTONE,
    "milestone_change": KEEP_PLAN,
    "milestone_move": DO_MILESTONE,
    "milestone_done": DO_MILESTONE,
    "milestone_drop": KEEP_PLAN,
    "milestone_step": KEEP_PLAN,
    "hand_over": KEEP_PLAN,
    "region": SEE_REGION,
    "board_paper": READ_PLAN,
    "programmes": KEEP_PLAN,
    "regional_programmes": KEEP_REGIONAL,
    "regional_spreadsheet": KEEP_REGIONAL,
    "regional_out": KEEP_REGIONAL,
    "regional_file": KEEP_REGIONAL,
    "recommendation": KEEP_PROGRAMME,
    "programme_step": KEEP_PROGRAMME,
    "calendars": HAVE_CALENDAR,
    "feed": READ_FEED,
    "spreadsheet": KEEP_PLAN,
    "spreadsheet_out": READ_PLAN,
    "spreadsheet_file": KEEP_PLAN,
    "api_delivery_plan": READ_PLAN,
    "api_delivery_slips": READ_PLAN,
    "api_recommendations": ABOUT,
    "api_delivery_region": SEE_REGION,
}
