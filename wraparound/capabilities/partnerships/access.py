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
BRING_PLACES = Rule(
    because=(
        "Where organisations are is brought, for the whole site, by regional directors, improvement directors and "
        "analysts of improvement."
    ),
    to=(
        *_REGIONAL,
        To(Role.IMPROVEMENT_DIRECTOR, Purpose.IMPROVEMENT, _FAR),
        To(Role.ANALYST, Purpose.IMPROVEMENT, _FAR),
    ),
)
SEE_REGION = Rule(
    because="Who helps whom in a region is seen by its regional director and by its improvement directors.",
    to=(*_REGIONAL, To(Role.IMPROVEMENT_DIRECTOR, Purpose.IMPROVEMENT, _FAR)),
)
ARRANGE = SPEAK
"""Says, agrees, ends and takes back how an organisation is led together with others."""
READ_ARRANGEMENTS = Rule(
    because=(
        "How organisations are led together is read by those who lead one of them, by their regional directors and by "
        "improvement directors."
    ),
    to=(*_SPEAKS, *_REGIONAL, *_IMPROVES),
)

FIND_EACH_OTHER = Rule(because=SEE_NEEDS.because, to=_SPEAKS)
"""Those who lead an organisation read what every other one says; the rest as far as their grants reach."""
READ_OURS = Rule(
    because="A partnership is read by those who lead one of its two organisations.",
    to=_SPEAKS,
)
SUGGEST = Rule(
    because="A partnership is suggested to two boards by the regional director of one of them.",
    to=_REGIONAL,
    operator=False,
)
OWN_OR_TOLD = Rule(
    because=(
        "A partnership is read by those who lead one of its two organisations, and what was agreed by their regional "
        "directors and improvement directors."
    ),
    to=(*_SPEAKS, *SEE_REGION.to),
)
"""Opens the pages of partnerships, which are then cut one by one."""
RUN_THE_CLOCK = Rule(because="What follows by itself from a partnership follows by the site's own clock.")

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
    "place": SEE_NEEDS,
    "said": SEE_NEEDS,
    "say_need": SPEAK,
    "need": SPEAK,
    "need_step": SPEAK,
    "say_offer": SPEAK,
    "offer": SPEAK,
    "offer_step": SPEAK,
    "propose": SPEAK,
    "suggest": SUGGEST,
    "agreement": OWN_OR_TOLD,
    "agreement_pdf": OWN_OR_TOLD,
    "answer": OWN_OR_TOLD,
    "diagnosis": OWN_OR_TOLD,
    "joint": OWN_OR_TOLD,
    "agree_joint": OWN_OR_TOLD,
    "terms": OWN_OR_TOLD,
    "accept": OWN_OR_TOLD,
    "end": OWN_OR_TOLD,
    "review": OWN_OR_TOLD,
    "write_review": OWN_OR_TOLD,
    "note": OWN_OR_TOLD,
    "agree_note": OWN_OR_TOLD,
    "publish": OWN_OR_TOLD,
    "api_agreements": OWN_OR_TOLD,
    "api_agreement": OWN_OR_TOLD,
    "region": SEE_REGION,
    "api_region": SEE_REGION,
    "places": PROPOSE,
    "bring_places": BRING_PLACES,
    "places_back": BRING_PLACES,
    "followed": ABOUT,
    "api_followed": ABOUT,
    "arrangements": READ_ARRANGEMENTS,
    "arrangement": READ_ARRANGEMENTS,
    "arrangement_new": ARRANGE,
    "arrangement_agree": ARRANGE,
    "arrangement_end": ARRANGE,
    "arrangement_take_back": ARRANGE,
    "api_arrangements": READ_ARRANGEMENTS,
    "proposals": PROPOSE,
    "proposals_sheet": PROPOSE,
    "proposal": PROPOSE,
    "api_proposals": PROPOSE,
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
