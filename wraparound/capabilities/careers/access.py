"""Who reads what roles ask, who keeps it, and that what people say of themselves is theirs.

Nobody, whatever their role, reads what somebody said of themselves unless that person shares it with them by name.
"""

from wraparound.people.access import Rule, To, anyone
from wraparound.people.terms.access import Purpose, Role, Scope

_ONE, _REGION = frozenset({Scope.ORGANISATION}), frozenset({Scope.REGION})

ABOUT = anyone("What ships with this site about competencies is in our own words, and public.")
READ = Rule(
    because="What roles ask, and the frameworks that organisations brought in, are read by everybody with an account.",
    signed_in=True,
)
KEEP = Rule(
    because=(
        "What roles ask is written by those who lead an organisation for its people (chair, chief executive, director "
        "of people), and as a default for a region by its talent lead and director."
    ),
    to=(
        *(To(role, Purpose.TALENT, _ONE) for role in (Role.CHAIR, Role.CHIEF_EXECUTIVE, Role.PEOPLE_DIRECTOR)),
        *(To(role, Purpose.TALENT, _REGION) for role in (Role.TALENT_LEAD, Role.REGIONAL_DIRECTOR)),
    ),
    operator=False,
)
"""Imports frameworks, maps them and writes profiles of posts."""

OWN = Rule(
    because="What somebody says of themselves is read by them, and by those to whom they show it by name.",
    signed_in=True,
    operator=False,
)
"""Whose it is beyond that, and to whom it is shown, queries ask each time. No role lets anybody in."""

REGISTER = anyone("Whoever looks for a way in may say so, without an account; what they wrote is found by their link.")
"""Read by nobody before they confirm it; then by those of KEEP in their region, or whose opening it is for."""

CREDIT = Rule(
    because=(
        "What somebody did before is credited by those who lead their organisation for its people: chair, chief "
        "executive and director of people."
    ),
    to=tuple(To(role, Purpose.TALENT, _ONE) for role in (Role.CHAIR, Role.CHIEF_EXECUTIVE, Role.PEOPLE_DIRECTOR)),
    operator=False,
)
OFFER = Rule(
    because=(
        "Offers are put on the board, and requests answered, by those who lead an organisation for its people: chair, "
        "chief executive and director of people."
    ),
    to=CREDIT.to,
    operator=False,
)
INVEST = Rule(
    because=(
        "What is spent on development is kept by those who lead an organisation for its people (chair, chief "
        "executive, director of people); what they share of it is read by the talent lead and director of its region."
    ),
    to=KEEP.to,
    operator=False,
)
FOLLOW = Rule(because="Offers of an organisation that has ended are taken down by the site itself.")
REMIND = Rule(because="Whoever has a step of their plan due is told by this site itself.")
CLOSE = Rule(because="A round of feedback is closed by this site itself, once its last day is over.")
COUNT_STEPS = Rule(
    because="Steps on the way to a post are counted by this site itself, together, and shown to nobody one by one."
)
"""Let in by nobody's role: the machine alone."""
SEE_COUNTED = Rule(
    because=(
        "What people of a region say of themselves is read by its talent lead and director, counted: of those who "
        "agreed, and of eleven or more together."
    ),
    to=tuple(To(role, Purpose.TALENT, _REGION) for role in (Role.TALENT_LEAD, Role.REGIONAL_DIRECTOR)),
)

RULES = {
    "credited": OWN,
    "credits": CREDIT,
    "credit_new": CREDIT,
    "credit_end": CREDIT,
    "index": ABOUT,
    "ways_in": ABOUT,
    "way_in": ABOUT,
    "register": REGISTER,
    "interest": REGISTER,
    "openings": KEEP,
    "opening_new": KEEP,
    "opening_end": KEEP,
    "interests": KEEP,
    "interest_answer": KEEP,
    "api_ways_in": ABOUT,
    "api_way_in": ABOUT,
    "shipped": ABOUT,
    "shipped_file": ABOUT,
    "framework": READ,
    "framework_file": READ,
    "import_framework": KEEP,
    "undo_import": KEEP,
    "carry_over": READ,
    "carry_over_write": KEEP,
    "roles": READ,
    "profile": READ,
    "profile_new": KEEP,
    "profile_change": KEEP,
    "profile_end": KEEP,
    "api_roles": READ,
    "api_next_roles": READ,
    "api_role": READ,
    "gap": OWN,
    "api_gap": OWN,
    "begin": OWN,
    "screen": OWN,
    "mine": OWN,
    "show": OWN,
    "take_back": OWN,
    "shared": OWN,
    "delete": OWN,
    "api_own_assessments": OWN,
    "asked": OWN,
    "feedback_new": OWN,
    "feedback": OWN,
    "feedback_delete": OWN,
    "reply": OWN,
    "api_own_feedback": OWN,
    "plan_begin": OWN,
    "plan": OWN,
    "plan_direction": OWN,
    "plan_step": OWN,
    "plan_step_change": OWN,
    "plan_step_mark": OWN,
    "plan_show": OWN,
    "plan_delete": OWN,
    "talk": OWN,
    "talk_agree": OWN,
    "plan_take_back": OWN,
    "api_own_plans": OWN,
    "investments": INVEST,
    "investment": INVEST,
    "investment_line": INVEST,
    "investment_import": INVEST,
    "investment_file": INVEST,
    "investment_share": INVEST,
    "investment_take_back": INVEST,
    "region_investment": INVEST,
    "api_investment": INVEST,
    "api_region_investment": INVEST,
    "counting": OWN,
    "counted": SEE_COUNTED,
    "api_counted": SEE_COUNTED,
    "example_new": OWN,
    "example": OWN,
    "example_delete": OWN,
    "vouch": OWN,
    "vouch_answer": OWN,
    "use": OWN,
    "readers": OWN,
    "programmes": READ,
    "programme_new": KEEP,
    "programme_part": OWN,
    "programme_drop": KEEP,
    "api_programmes": READ,
    "works": OWN,
    "work_new": OWN,
    "work": OWN,
    "work_delete": OWN,
    "works_show": OWN,
    "works_take_back": OWN,
    "works_shown": OWN,
    "work_confirm": OWN,
    "work_confirm_answer": OWN,
    "api_own_works": OWN,
    "offers": OWN,
    "offer": OWN,
    "offer_request": OWN,
    "offer_led_to": OWN,
    "offers_kept": OFFER,
    "offer_new": OFFER,
    "offer_take_down": OFFER,
    "offer_answer": OFFER,
    "offers_told": SEE_COUNTED,
    "api_offers": OWN,
    "api_careers": ABOUT,
    "api_framework": ABOUT,
}
