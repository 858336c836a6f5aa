"""Who may see what organisations need and could give, and who speaks for a board in a partnership.

What two boards agree is theirs, and their region's where it is told. Nobody else reads it.
"""

from wraparound.people.access import Rule, To, anyone
from wraparound.people.terms.access import Purpose, Role, Scope

_ONE = frozenset({Scope.ORGANISATION})
_REGION = frozenset({Scope.REGION})
_FAR = frozenset({Scope.REGION, Scope.NATION})
_SPEAKS = (
    To(Role.CHAIR, Purpose.COMPACT, _ONE),
    To(Role.CHIEF_EXECUTIVE, Purpose.COMPACT, _ONE),
    To(Role.CHIEF_EXECUTIVE, Purpose.IMPROVEMENT, _ONE),
)
_REGIONAL = (
    To(Role.REGIONAL_DIRECTOR, Purpose.COMPACT, _REGION),
    To(Role.REGIONAL_DIRECTOR, Purpose.IMPROVEMENT, _REGION),
)
_IMPROVES = (
    To(Role.IMPROVEMENT_DIRECTOR, Purpose.IMPROVEMENT),
    To(Role.IMPROVEMENT_DIRECTOR, Purpose.COMPACT),
)
_COUNTS = (To(Role.ANALYST, Purpose.IMPROVEMENT),)

ABOUT = anyone("What a partnership is, and what is known of whether it helps, is public.")
SPEAK = Rule(
    because="The chair or the chief executive speaks for an organisation in a partnership.", to=_SPEAKS, operator=False
)
"""Says what it needs and could give; accepts, counters and declines."""
SEE_NEEDS = Rule(
    because=(
        "What organisations say they need and could give is seen by those who lead an organisation, so that they find "
        "each other, by their regional directors and by improvement directors."
    ),
    to=(*_SPEAKS, *_REGIONAL, *_IMPROVES),
)
PROPOSE = Rule(
    because=(
        "Who could help an organisation is looked for by those who lead it, by its regional director, and by "
        "improvement directors and analysts of improvement."
    ),
    to=(*_SPEAKS, *_REGIONAL, *_IMPROVES, *_COUNTS),
)
SEE_REGION = Rule(
    because="Who helps whom in a region is seen by its regional director and by its improvement directors.",
    to=(*_REGIONAL, To(Role.IMPROVEMENT_DIRECTOR, Purpose.IMPROVEMENT, _FAR)),
)

_TALENT_FAR = frozenset({Scope.REGION, Scope.NATION})
TAKE_PART = Rule(
    because="Mentors, buddies, peer groups and shadowing are for people with an account; a pair is for its two.",
    signed_in=True,
    operator=False,
)
"""Whose it is beyond that is a matter of who joined and who is paired: queries ask each time."""
ORGANISE = Rule(
    because=(
        "Cohorts are opened and paired by those who keep the pipeline of a region, and by directors of people for "
        "their organisation. They see counts, and who is with whom only where both said that they may."
    ),
    to=(
        To(Role.TALENT_LEAD, Purpose.TALENT, _TALENT_FAR),
        To(Role.REGIONAL_DIRECTOR, Purpose.TALENT, _REGION),
        To(Role.PEOPLE_DIRECTOR, Purpose.TALENT, _ONE),
    ),
    operator=False,
)
KEEP_PAIRS = Rule(because="Pairs are made again, and ended on their day, by this site itself.")

RULES = {
    "index": ABOUT,
    "people": TAKE_PART,
    "ask_person": TAKE_PART,
    "not_with": TAKE_PART,
    "pair": TAKE_PART,
    "pair_answer": TAKE_PART,
    "pair_note": TAKE_PART,
    "cohort": TAKE_PART,
    "wishes": TAKE_PART,
    "leave_cohort": TAKE_PART,
    "cohorts": ORGANISE,
    "begin_cohort": ORGANISE,
    "organise": ORGANISE,
    "make_pairs": ORGANISE,
    "api_people_pairs": TAKE_PART,
}
