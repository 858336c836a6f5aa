"""Who sees posts, whose names, and who plans: one table behind page, list, chart, card, export, API and search.

A trust's own people are its own. A region sees posts and counts, and by name only whom a trust has released and who has
agreed. Whoever may see neither is told yes or no at most.
"""

from wraparound.people.access import Rule, To
from wraparound.people.terms.access import Purpose, Role, Scope

_ONE = frozenset({Scope.ORGANISATION})
_FAR = frozenset({Scope.REGION, Scope.NATION})
_LEADS = tuple(To(role, Purpose.TALENT, _ONE) for role in (Role.CHAIR, Role.CHIEF_EXECUTIVE, Role.PEOPLE_DIRECTOR))
_KEEPS_PIPELINE = (
    To(Role.TALENT_LEAD, Purpose.TALENT, _FAR),
    To(Role.REGIONAL_DIRECTOR, Purpose.TALENT, frozenset({Scope.REGION})),
)
_COUNTS = (To(Role.ANALYST, Purpose.TALENT),)

SEE_POSTS = Rule(
    because=(
        "Posts are seen by those who lead the organisation for talent, by those who keep the pipeline of its region, "
        "and by analysts of talent, who see no names."
    ),
    to=(*_LEADS, *_KEEPS_PIPELINE, *_COUNTS),
)
LEAD = Rule(
    because=(
        "Posts, holders, readiness and plans of an organisation are kept by its chair, its chief executive and its "
        "director of people, for talent."
    ),
    to=_LEADS,
    operator=False,
)
IMPORT = Rule(
    because=(
        "Spreadsheets are brought in and taken out by those who keep the posts of an organisation: its chair, its "
        "chief executive and its director of people, for talent; and by whoever runs commands on the machine of the "
        "site."
    ),
    to=_LEADS,
)
"""As far as LEAD, and at the terminal too: what is written says that it was this site."""
SEE_OWN_NAMES = Rule(because=LEAD.because, to=_LEADS)
"""By name: everybody of the organisations that the viewer leads for talent."""
SEE_COVER = Rule(
    because="How a post is covered is for those who lead its organisation or keep the pipeline of its region.",
    to=(*_LEADS, *_KEEPS_PIPELINE),
)
"""Counts in each band; whoever sees posts but is not named here is told yes or no."""
SEE_ASKED = Rule(
    because=(
        "What vacancies ask for is read by those who see their posts and by equality leads as far as their role "
        "reaches, with how many each requirement would leave out, in figures of which nobody can be told."
    ),
    to=(*SEE_POSTS.to, To(Role.EQUALITY_LEAD, Purpose.EQUALITY)),
)
"""Requirements and rounded counts alone: no name, no candidate, no answer of anybody."""
FORECAST = Rule(
    because=(
        "Vacancies to come, and whether the bench could cover them, are worked out and read for an organisation by "
        "those who lead it for talent, and for a region by those who keep its pipeline. They are counts; nobody is "
        "named in them."
    ),
    to=(*_LEADS, *_KEEPS_PIPELINE),
)
SEE_RELEASED = Rule(
    because="Who was released to a region is seen by those who keep its pipeline.",
    to=_KEEPS_PIPELINE,
)
PROPOSE = Rule(
    because=(
        "Successors are proposed by those who lead the organisation for talent, or who keep the pipeline of its "
        "region; they are confirmed by the organisation."
    ),
    to=(*_LEADS, *_KEEPS_PIPELINE),
    operator=False,
)
THEIR_OWN = Rule(
    because="What is held of somebody in the pipeline, and what they say of themselves, is theirs.",
    signed_in=True,
    operator=False,
)
LEAD_REGION = Rule(
    because="The talent board of a region is prepared and minuted by those who keep its pipeline.",
    to=_KEEPS_PIPELINE,
    operator=False,
)
"""The same for the meeting of a trust is LEAD."""
PREPARE_BOARDS = Rule(
    because=(
        "A talent board is prepared and minuted by those who lead the organisation for talent, or who keep the "
        "pipeline of the region that holds it."
    ),
    to=(*_LEADS, *_KEEPS_PIPELINE),
    operator=False,
)
READ_BOARDS = Rule(
    because=(
        "A talent board is read by those who are invited and by those who lead the organisation or keep the pipeline "
        "of the region that holds it; a private one by these only while none of them is invited, until it is closed. "
        "Being invited gives a right to nothing else."
    ),
    signed_in=True,
)
"""Whoever runs the machine reads those that are not private."""
COUNT_MOVES = Rule(
    because="From which role people went to which is counted by this site itself, and told of many together."
)
COUNT_MOBILITY = Rule(
    because=(
        "How many would move, or work in a region, is counted by this site itself, and told of regions, in figures of "
        "which nobody can be told."
    )
)
CARRY_OVER = Rule(because="Posts that were named here before posts were kept are entered by this site itself.")

OPEN_PIPELINES = Rule(
    because=f"{SEE_POSTS.because} Everybody else with an account is led to what is held of them.",
    signed_in=True,
    to=SEE_POSTS.to,
)

RULES = {
    "index": OPEN_PIPELINES,
    "sheet": SEE_POSTS,
    "views": SEE_POSTS,
    "save_view": SEE_POSTS,
    "drop_view": SEE_POSTS,
    "post": SEE_POSTS,
    "compare": SEE_COVER,
    "post_history": SEE_POSTS,
    "name_successor": PROPOSE,
    "confirm_successor": LEAD,
    "take_off": PROPOSE,
    "new_post": LEAD,
    "usual_board": LEAD,
    "edit_post": LEAD,
    "close_post": LEAD,
    "open_post": LEAD,
    "take_up": LEAD,
    "leave": LEAD,
    "correct_holder": LEAD,
    "take_back_holder": LEAD,
    "chart": SEE_POSTS,
    "reports": SEE_POSTS,
    "mine": THEIR_OWN,
    "beside": THEIR_OWN,
    "beside_end": THEIR_OWN,
    "interests": THEIR_OWN,
    "answer_release": THEIR_OWN,
    "releases": SEE_COVER,
    "release": LEAD,
    "take_back_release": THEIR_OWN,
    "people": SEE_COVER,
    "card": THEIR_OWN,
    "card_pdf": THEIR_OWN,
    "agree_readiness": LEAD,
    "end_readiness": LEAD,
    "spreadsheets": LEAD,
    "export_workbook": LEAD,
    "export_csv": LEAD,
    "export_template": LEAD,
    "import_columns": LEAD,
    "import_preview": LEAD,
    "import_answer": LEAD,
    "import_write": LEAD,
    "import_drop": LEAD,
    "import_refused": LEAD,
    "import_undo": LEAD,
    "api_imports": LEAD,
    "api_import": LEAD,
    "api_export": LEAD,
    "vacancies": SEE_POSTS,
    "vacancies_sheet": SEE_POSTS,
    "vacancy": SEE_POSTS,
    "open_vacancy": LEAD,
    "vacancy_stage": LEAD,
    "end_vacancy": LEAD,
    "correct_stage": LEAD,
    "vacancy_costs": LEAD,
    "requirements": LEAD,
    "change_requirement": LEAD,
    "match": SEE_COVER,
    "add_candidate": LEAD,
    "candidate": LEAD,
    "correct_decision": LEAD,
    "remove_applicant": LEAD,
    "returns": SEE_COVER,
    "returns_sheet": SEE_COVER,
    "api_returns": SEE_COVER,
    "api_vacancies": SEE_POSTS,
    "api_vacancy": SEE_POSTS,
    "api_match": SEE_COVER,
    "forecasts": FORECAST,
    "forecast": FORECAST,
    "forecast_part": FORECAST,
    "forecast_rests": FORECAST,
    "forecast_sheet": FORECAST,
    "forecast_pdf": FORECAST,
    "forecast_ask": FORECAST,
    "forecast_stop": FORECAST,
    "forecast_compare": FORECAST,
    "forecast_compare_sheet": FORECAST,
    "what_if_new": FORECAST,
    "what_if_edit": FORECAST,
    "what_if_drop": FORECAST,
    "api_forecasts": FORECAST,
    "api_one_forecast": FORECAST,
    "boards": READ_BOARDS,
    "new_board": PREPARE_BOARDS,
    "board": READ_BOARDS,
    "edit_board": PREPARE_BOARDS,
    "board_people": PREPARE_BOARDS,
    "board_agenda": PREPARE_BOARDS,
    "board_open": READ_BOARDS,
    "board_close": READ_BOARDS,
    "board_call_off": PREPARE_BOARDS,
    "board_item": READ_BOARDS,
    "board_conflicts": READ_BOARDS,
    "board_actions": READ_BOARDS,
    "board_done": READ_BOARDS,
    "board_screen": READ_BOARDS,
    "board_minutes": READ_BOARDS,
    "board_word": READ_BOARDS,
    "board_correct": READ_BOARDS,
    "api_boards": READ_BOARDS,
    "api_board": READ_BOARDS,
    "api_post": SEE_POSTS,
    "api_chart": SEE_POSTS,
    "api_posts": SEE_POSTS,
    "api_plan": SEE_POSTS,
    "api_bench": SEE_COVER,
    "api_card": THEIR_OWN,
}
