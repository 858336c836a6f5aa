"""Who should be able to do what, written from the product's words and not from any access.py.

The attack test holds the site against this table. A new address without a line here is red.
"""

PUBLIC_AREAS = {"expectations", "sources"}
"""Published evidence about organisations: open to all."""

EVERYONE, DOOR, SIGNED_IN, LIST, RECORD, KEEPERS = "everyone", "door", "signed in", "list", "record", "keepers"
ANSWERS, ANSWERED_ENTRY = "answers", "answered entry"
CHANGE, CHANGE_RECORD, EVIDENCE, OWN_ONLY, CLOSED = "change", "change record", "evidence", "own", "closed"
KEPT_RECORD, LED, OWN_ENTRY, CHANGE_ENTRY, LED_ENTRY = "kept record", "led", "own entry", "change entry", "led entry"
COMPACT, CHANGE_COMPACT, SETTLED_COMPACT, BEGINS = "compact", "change compact", "settled compact", "begins"
BETWEEN_TWO, RAISED = "between two", "raised"
PUBLISHED, WRITES, REVIEWS, SIGNS = "published", "writes", "reviews", "signs"
RECOGNISED, CHANGE_RECOGNISED, ITS_LEADERS, ISSUES, OWN_THANKS, NOWHERE, KEEPS_KEYS = (
    *("recognised", "change recognised", "its leader's", "issues", "own thanks", "nowhere", "keeps keys"),
)
WRITES_REVIEW = "writes review"
POSTS, POST, KEEPS_POSTS, CHANGE_POST, SEES_COVER, CARD, CHANGE_RELEASE = (
    *("posts", "post", "keeps posts", "change post", "sees cover", "card", "change release"),
)
PROPOSES, LISTS_COVER, CHANGE_POSTS_VIEW = "proposes", "lists cover", "change posts view"
PIPELINES_DOOR = "pipelines door"
SENT_FILE = "sent file"
OWN_WHAT_IF, ASKS_FORECAST = "own what-if", "asks forecast"
READS_NEEDS, SPEAKS, SENDS_WORDS = "reads needs", "speaks", "sends words"
AGREED, OF_A_BOARD, REVIEWED, SENDS_AGREED, ANSWERED, SUGGESTS = (
    *("agreed", "of a board", "reviewed", "sends agreed", "answered", "suggests"),
)
"""Of partnerships: what organisations say of themselves, and what those who speak for N1 write and send; what two
boards agreed, which their region reads too; pages and sendings of the boards alone."""
"""A what-if of the director of people of N1, who alone changes it; and what of forecasts is sent."""
PREPARES, READS_BOARD, LEADS_BOARD, SENDS_BOARD = "prepares", "reads board", "leads board", "sends board"
OF_TWO, OF_THE_COHORT, LEAVES_COHORT = "of two", "of the cohort", "leaves cohort"
ORGANISES, COUNTS_COHORT, MAKES_PAIRS = "organises", "counts cohort", "makes pairs"
ASKS, ASKED, ANSWERS_PULSE, READS_WORDS, SAYS_DONE, SETS_OFTEN, JOINS_MILESTONE = (
    *("asks", "asked", "answers pulse", "reads words", "says done", "sets often", "joins milestone"),
)
READS_EVIDENCE, SORTS_EVIDENCE = "reads evidence", "sorts evidence"
"""What guests sent to a public call of N1 that its director of people opened: read by nobody else; and its themes,
which have to wait until its last day is over, and its opening again, which it does not need."""
"""Of listening: a pulse that the director of people of N1 opened, which asks everybody of N1 besides those who
could have opened it, and is open."""
"""A pair that is nobody's among those who look; a cohort of the North, which everybody of N1 may join and has not, and
which those who keep its pipeline organise."""
"""Lists of posts, one post, what those who lead its organisation change on a page or by sending, what is shown of its
cover, the card of somebody, and what one side or the other of a release takes back."""
SENDS_FOR_A_BOARD, SEES_REGION = "sends for a board", "sees region"
SENDS_MONITORING, TAKES_MONITORING = "sends monitoring", "takes monitoring"
"""The monitoring files of N1: for its equality lead alone, whoever else leads it, and for no region."""
READS_EQUALITY = "reads equality"
"""Published figures of regions and of N1: for equality leads, and for talent those who lead N1 or a region. Nobody who
looks after access, improves, analyses or works with compacts alone."""
READS_ACTIONS, READS_ACTIONS_OF_N1, READS_ACTIONS_OF_NORTH = "reads actions", "actions of N1", "actions of north"
"""What is done about the equality plan: for those who read the plan of N1, or what a region was told of plans; and for
equality leads, and for talent those who lead N1 or a region."""
READS_PARTS, LOOKS_AT_REQUIREMENTS = "reads parts", "looks at requirements"
"""Which parts of equality N1 uses: for the same. Lists of where requirements can be looked at: as figures."""
NOT_RELEASED, OFFERS_PROGRAMMES, RUNS_PROGRAMME, ANSWERS_JOINING, CLOSES_PROGRAMME = (
    *("not released", "offers programmes", "runs programme", "answers joining", "closes programme"),
)
"""What the colleague released to somebody elsewhere is nobody's of those who look. Programmes are offered by equality
leads of an organisation or a region; who asked to join that of N1 is read by the one who runs it, its equality lead."""
OF_PROGRAMMES = (NOT_RELEASED, OFFERS_PROGRAMMES, RUNS_PROGRAMME, ANSWERS_JOINING, CLOSES_PROGRAMME)
WHOLE_SITE, CHANGE_WHOLE_SITE = "whole site", "change whole site"
WAITS_FOR_BOARDS = "waits for boards"
"""An arrangement of N1 that waits for a board: its boards' own until it counts."""
LOOKS_FOR_HELP, NOT_PROPOSED, BRINGS_PLACES = "looks for help", "not proposed", "brings places"
"""Who could help N1, and one proposal to it, where nothing is known of anybody that could."""
READS_PLAN, KEEPS_PLAN, SENDS_PLAN, OWNED_MILESTONE, DOES_MILESTONE, PLAN_SHARED = (
    *("reads plan", "keeps plan", "sends plan", "owned milestone", "does milestone", "plan shared"),
)
"""The plan of N1: read by those who lead it, kept by whoever leads delivery there; a milestone of it, which is its
owner's too; and what was shared with a region."""
KEEPS_PROGRAMME, SENDS_PROGRAMME, KEEPS_REGIONAL = "keeps programme", "sends programme", "keeps regional"
FILE_OF_REGION = "file of region"
"""A recommendation that N1 added, its programme with nothing said of what to do with it, programmes of a region, and a
file at the address of one of a region that is one of N1."""
KEEPS_ROLES, KEEPS_ROLES_OF_N1, SENDS_ROLES_OF_N1 = "keeps roles", "keeps roles of N1", "sends roles of N1"
CREDITS, OF_OTHERS, READS_COUNTED, READS_SPENDING = "credits", "of others", "reads counted", "reads spending"
OWN_PROGRAMME = "own programme"
READS_KEPT, TAKES_AWAY = "reads kept counts", "takes kept counts away"
"""Of focus: counts of documents of N1 are read by those who lead it, and kept by whoever keeps its plan and by its
director of people; nobody elsewhere, and nobody who looks after access, reads them."""
READS_LACKS, TAKES_DOWN = "reads offers counted", "takes down an offer"
"""Of careers: what roles ask is kept by those who lead an organisation for its people, and by a region as a default; a
framework of N1. What somebody else says of themselves is nobody’s to read, whatever their role."""
LEADERS = ("chair", "chief_executive", "people_director")

OF_PEOPLE = {
    "today": SIGNED_IN,
    "people:index": LIST,
    "people:person": RECORD,
    "people:organisations": SIGNED_IN,
    "people:organisation": SIGNED_IN,
    "people:add_organisation": CHANGE,
    "people:grants": KEEPERS,
    "people:end_grant": CHANGE_RECORD,
    "people:invite": CHANGE,
    "people:invite_again": CHANGE_RECORD,
    "people:give": CHANGE_RECORD,
    "people:add_membership": CHANGE_RECORD,
    "people:end_membership": CHANGE_RECORD,
    "people:correct_membership": CHANGE_RECORD,
    "people:close": CHANGE_RECORD,
    "people:remove": CHANGE_RECORD,
    "people:me": SIGNED_IN,
    "people:my_looks": SIGNED_IN,
    "people:my_history": SIGNED_IN,
    "people:my_data": SIGNED_IN,
    "people:my_sheet": SIGNED_IN,
    "people:my_name": SIGNED_IN,
    "people:leave": SIGNED_IN,
    "people:contest": OWN_ENTRY,
    "people:withdraw": OWN_ENTRY,
    "people:contests": ANSWERS,
    "people:holds": CHANGE,
    "people:answer": ANSWERED_ENTRY,
    "people:history": KEPT_RECORD,
    "people:organisation_history": SIGNED_IN,
    "people:conversations": LED,
    "people:outcome": LED_ENTRY,
    "people:hold": CHANGE_RECORD,
    "people:release_hold": CHANGE_ENTRY,
    "people:sheet": LIST,
    "people:audit": KEEPERS,
    "people:audit_looks": KEEPERS,
    "people:audit_sheet": KEEPERS,
    "people:controllers": WHOLE_SITE,
    "people:transfer": CHANGE_WHOLE_SITE,
    "people:background": WHOLE_SITE,
    "people:again": CHANGE_WHOLE_SITE,
    "people:retention": WHOLE_SITE,
    "people:sign_ins": SIGNED_IN,
    "people:end_sign_in": OWN_ONLY,
    "people:tokens": SIGNED_IN,
    "people:end_token": OWN_ONLY,
    "people:accept": DOOR,
    "people:first": DOOR,
    "people:sign_in_as": CLOSED,
    "api:api_people": LIST,
    "api:api_me": SIGNED_IN,
    "api:api_my_record": SIGNED_IN,
    "api:api_my_looks": SIGNED_IN,
    "api:api_my_history": SIGNED_IN,
    "api:api_looks": KEEPERS,
    "api:api_background": WHOLE_SITE,
    "api:api_history": KEPT_RECORD,
    "api:api_organisations": SIGNED_IN,
    "api:api_organisation": SIGNED_IN,
    "api:api_grants": KEEPERS,
    "api:api_person": RECORD,
    "sources:take": EVIDENCE,
}
OF_PARTNERSHIPS = {
    "partnerships:region": SEES_REGION,
    "api:api_region": SEES_REGION,
    "partnerships:proposals": LOOKS_FOR_HELP,
    "partnerships:places": LOOKS_FOR_HELP,
    "partnerships:places_back": BRINGS_PLACES,
    "partnerships:proposals_sheet": LOOKS_FOR_HELP,
    "partnerships:proposal": NOT_PROPOSED,
    "api:api_proposals": LOOKS_FOR_HELP,
    "partnerships:index": EVERYONE,
    "partnerships:followed": EVERYONE,
    "api:api_followed": EVERYONE,
    "partnerships:arrangements": READS_NEEDS,
    "partnerships:arrangement_new": SPEAKS,
    "partnerships:arrangement": WAITS_FOR_BOARDS,
    "partnerships:arrangement_end": SPEAKS,
    "partnerships:arrangement_take_back": SPEAKS,
    "api:api_arrangements": READS_NEEDS,
    "partnerships:arrangement_agree": SENDS_FOR_A_BOARD,
    "partnerships:place": READS_NEEDS,
    "partnerships:said": READS_NEEDS,
    "partnerships:say_need": SPEAKS,
    "partnerships:need": SPEAKS,
    "partnerships:need_step": SENDS_WORDS,
    "partnerships:say_offer": SPEAKS,
    "partnerships:offer": SPEAKS,
    "partnerships:offer_step": SENDS_WORDS,
    "partnerships:propose": SPEAKS,
    "partnerships:suggest": SUGGESTS,
    "partnerships:agreement": AGREED,
    "partnerships:agreement_pdf": AGREED,
    "partnerships:answer": ANSWERED,
    "partnerships:diagnosis": OF_A_BOARD,
    "partnerships:joint": OF_A_BOARD,
    "partnerships:agree_joint": SENDS_AGREED,
    "partnerships:terms": OF_A_BOARD,
    "partnerships:accept": OF_A_BOARD,
    "partnerships:end": OF_A_BOARD,
    "partnerships:review": REVIEWED,
    "partnerships:write_review": OF_A_BOARD,
    "partnerships:note": OF_A_BOARD,
    "partnerships:agree_note": SENDS_AGREED,
    "partnerships:publish": SENDS_AGREED,
    "api:api_agreements": AGREED,
    "api:api_agreement": AGREED,
}
OF_DELIVERY = {
    "delivery:index": EVERYONE,
    "api:api_recommendations": EVERYONE,
    "delivery:plan": READS_PLAN,
    "delivery:slips": READS_PLAN,
    "delivery:answer": KEEPS_PLAN,
    "delivery:recommend": KEEPS_PLAN,
    "delivery:milestone_new": KEEPS_PLAN,
    "delivery:hand_over": KEEPS_PLAN,
    "delivery:milestone": OWNED_MILESTONE,
    "delivery:milestone_change": KEEPS_PLAN,
    "delivery:milestone_move": DOES_MILESTONE,
    "delivery:milestone_done": DOES_MILESTONE,
    "delivery:milestone_drop": KEEPS_PLAN,
    "delivery:milestone_step": SENDS_PLAN,
    "delivery:region": PLAN_SHARED,
    "delivery:calendars": SIGNED_IN,
    "delivery:programmes": KEEPS_PLAN,
    "delivery:regional_programmes": KEEPS_REGIONAL,
    "delivery:regional_spreadsheet": KEEPS_REGIONAL,
    "delivery:regional_out": KEEPS_REGIONAL,
    "delivery:regional_file": FILE_OF_REGION,
    "delivery:recommendation": KEEPS_PROGRAMME,
    "delivery:programme_step": SENDS_PROGRAMME,
    "delivery:feed": DOOR,
    "delivery:board_paper": READS_PLAN,
    "delivery:spreadsheet": KEEPS_PLAN,
    "delivery:spreadsheet_out": READS_PLAN,
    "delivery:spreadsheet_file": KEEPS_PLAN,
    "api:api_delivery_plan": READS_PLAN,
    "api:api_delivery_slips": READS_PLAN,
    "api:api_delivery_region": PLAN_SHARED,
}
# Who keeps the plan of N1, and who else reads it.
KEEPS_PLAN_OF_N1 = {
    ("improvement_director", "improvement", "organisation"),
    ("chief_executive", "improvement", "organisation"),
}
READS_PLAN_OF_N1 = {
    *KEEPS_PLAN_OF_N1,
    ("chair", "compact", "organisation"),
    ("chief_executive", "compact", "organisation"),
    ("improvement_director", "compact", "organisation"),
    ("analyst", "improvement", "organisation"),
}
# Who keeps counts of documents of N1, and who else reads them.
KEEPS_COUNTS_OF_N1 = {*KEEPS_PLAN_OF_N1, ("people_director", "talent", "organisation")}
READS_COUNTS_OF_N1 = {
    *KEEPS_COUNTS_OF_N1,
    *READS_PLAN_OF_N1,
    ("chair", "talent", "organisation"),
    ("chief_executive", "talent", "organisation"),
}
# Whom what was agreed is told, besides the two boards.
TOLD_OF_AGREED = {
    *(("regional_director", purpose, "region") for purpose in ("compact", "improvement")),
    *(("improvement_director", "improvement", scope) for scope in ("region", "nation")),
}
# Who speaks for N1 in a partnership; who else reads what organisations say of themselves.
SPEAKS_FOR_N1 = {
    ("chair", "compact", "organisation"),
    ("chief_executive", "compact", "organisation"),
    ("chief_executive", "improvement", "organisation"),
}
SEES_NEEDS = {
    *SPEAKS_FOR_N1,
    *(("regional_director", purpose, "region") for purpose in ("compact", "improvement")),
    *(
        ("improvement_director", purpose, scope)
        for purpose in ("compact", "improvement")
        for scope in ("organisation", "region", "nation")
    ),
}
OF_COMPACTS = {
    "compacts:index": EVERYONE,
    "compacts:catalogue": EVERYONE,
    "compacts:prospectuses": EVERYONE,
    "api:api_catalogue": EVERYONE,
    "api:api_prospectuses": EVERYONE,
    "compacts:promises": SIGNED_IN,
    "compacts:promises_sheet": SIGNED_IN,
    "compacts:promises_import": SIGNED_IN,
    "api:api_compacts": SIGNED_IN,
    "api:api_promises": SIGNED_IN,
    "compacts:start": BEGINS,
    "compacts:compact": COMPACT,
    "compacts:text": COMPACT,
    "compacts:patience": COMPACT,
    "compacts:partnered": COMPACT,
    "compacts:verify": COMPACT,
    "compacts:compare": COMPACT,
    "compacts:undertaking": COMPACT,
    "compacts:documents": COMPACT,
    "compacts:document": COMPACT,
    "compacts:ending": COMPACT,
    "compacts:declare_ending": COMPACT,
    "compacts:agree_ending": SIGNS,
    "compacts:statement": COMPACT,
    "compacts:statement_version": COMPACT,
    "compacts:write_statement": COMPACT,
    "compacts:agree_statement": SIGNS,
    "compacts:close_statement": SIGNS,
    "compacts:statement_pdf": COMPACT,
    "compacts:statement_json": COMPACT,
    "compacts:verify_ending": COMPACT,
    "compacts:take_back_ending": CHANGE_COMPACT,
    "compacts:begin_with_successor": CHANGE_COMPACT,
    "api:api_ending": COMPACT,
    "api:api_verify_ending": COMPACT,
    "api:api_compact": COMPACT,
    "api:api_text": COMPACT,
    "api:api_compare": COMPACT,
    "api:api_patience": COMPACT,
    "api:api_verify": COMPACT,
    "api:api_documents": COMPACT,
    "api:api_document": COMPACT,
    "compacts:check_ins": BETWEEN_TWO,
    "compacts:check_in": BETWEEN_TWO,
    "compacts:take_back_check_in": BETWEEN_TWO,
    "compacts:confidant": BETWEEN_TWO,
    "compacts:confidant_answer": BETWEEN_TWO,
    "compacts:raise_it": BETWEEN_TWO,
    "api:api_check_ins": BETWEEN_TWO,
    "compacts:raised_list": COMPACT,
    "api:api_raised": COMPACT,
    "compacts:raised": RAISED,
    "compacts:edit": SETTLED_COMPACT,
    "compacts:basics": SETTLED_COMPACT,
    "compacts:item": SETTLED_COMPACT,
    "compacts:answer": COMPACT,
    "compacts:parties": COMPACT,
    "compacts:which_post": COMPACT,
    "compacts:sign": SIGNS,
    "compacts:remove_item": CHANGE_COMPACT,
    "compacts:share": CHANGE_COMPACT,
    "compacts:leave_text": CHANGE_COMPACT,
    "compacts:comment": CHANGE_COMPACT,
    "compacts:offer": CHANGE_COMPACT,
    "compacts:put_aside": CHANGE_COMPACT,
    "compacts:take_back_comment": CHANGE_COMPACT,
    "compacts:review_held": CHANGE_COMPACT,
    "compacts:keys": EVERYONE,
    "compacts:keys_file": EVERYONE,
    "api:api_keys": EVERYONE,
    "compacts:recognition": COMPACT,
    "api:api_recognitions": COMPACT,
    "compacts:begin_recognition": CHANGE_COMPACT,
    "compacts:one_recognition": RECOGNISED,
    "api:api_recognition": RECOGNISED,
    "compacts:write_recognition": CHANGE_RECOGNISED,
    "compacts:draw_recognition": CHANGE_RECOGNISED,
    "compacts:leave_recognition": CHANGE_RECOGNISED,
    "compacts:ask_thanks": RECOGNISED,
    "compacts:choose_thanks": CHANGE_RECOGNISED,
    "compacts:agree_recognition": CHANGE_RECOGNISED,
    "compacts:show_recognition": CHANGE_RECOGNISED,
    "compacts:issue_recognition": ISSUES,
    "compacts:revoke_recognition": ISSUES,
    "compacts:recognition_file": ITS_LEADERS,
    "compacts:recognition_pdf": ITS_LEADERS,
    "compacts:thanks": OWN_THANKS,
    "compacts:signing_key": KEEPS_KEYS,
    # Shown by its leader to everybody who has the address.
    "compacts:recognition_public": PUBLISHED,
    "compacts:recognition_public_file": PUBLISHED,
    "compacts:recognition_public_pdf": PUBLISHED,
    "api:api_recognition_public": PUBLISHED,
    "compacts:recognition_revocation": NOWHERE,
    "compacts:reviews": COMPACT,
    "compacts:review": COMPACT,
    "compacts:review_pdf": COMPACT,
    # Written by those who act for a side; others who read the compact are led back to what they may read.
    "compacts:review_words": WRITES_REVIEW,
    "compacts:review_record": WRITES_REVIEW,
    "compacts:review_step": COMPACT,
    "compacts:new_criterion": COMPACT,
    "compacts:criterion": COMPACT,
    "compacts:edit_criterion": COMPACT,
    "api:api_reviews": COMPACT,
    "api:api_review": COMPACT,
    "compacts:prospectus": PUBLISHED,
    "compacts:prospectus_edition": PUBLISHED,
    "compacts:prospectus_pdf": PUBLISHED,
    "api:api_prospectus": PUBLISHED,
    "compacts:write_prospectus": WRITES,
    "compacts:which_post_of_prospectus": WRITES,
    "compacts:new_edition": WRITES,
    "compacts:send_for_review": WRITES,
    "compacts:publish": WRITES,
    "compacts:withdraw": WRITES,
    "compacts:edit_prospectus": REVIEWS,
    "compacts:review_prospectus": REVIEWS,
}
OF_PIPELINES = {
    # Whoever sees no posts is led to what is held of them.
    "pipelines:index": PIPELINES_DOOR,
    # A talent board of N1, not private, to which only who prepared it was invited: read by those who lead N1 alone.
    "pipelines:boards": SIGNED_IN,
    "pipelines:new_board": PREPARES,
    "pipelines:board": READS_BOARD,
    "pipelines:edit_board": LEADS_BOARD,
    "pipelines:board_people": LEADS_BOARD,
    "pipelines:board_agenda": LEADS_BOARD,
    "pipelines:board_open": SENDS_BOARD,
    "pipelines:board_close": LEADS_BOARD,
    "pipelines:board_call_off": LEADS_BOARD,
    "pipelines:board_correct": LEADS_BOARD,
    "pipelines:board_item": READS_BOARD,
    "pipelines:board_conflicts": READS_BOARD,
    "pipelines:board_actions": READS_BOARD,
    "pipelines:board_done": READS_BOARD,
    "pipelines:board_screen": READS_BOARD,
    "pipelines:board_minutes": READS_BOARD,
    "pipelines:board_word": READS_BOARD,
    "api:api_boards": SIGNED_IN,
    "api:api_board": READS_BOARD,
    "pipelines:sheet": POSTS,
    "pipelines:views": POSTS,
    "pipelines:save_view": CHANGE_POSTS_VIEW,
    "pipelines:drop_view": CHANGE_POSTS_VIEW,
    "pipelines:post": POST,
    "pipelines:compare": SEES_COVER,
    "pipelines:post_history": POST,
    "pipelines:name_successor": PROPOSES,
    "pipelines:confirm_successor": CHANGE_POST,
    "pipelines:take_off": PROPOSES,
    "pipelines:new_post": KEEPS_POSTS,
    "pipelines:usual_board": KEEPS_POSTS,
    "pipelines:edit_post": KEEPS_POSTS,
    "pipelines:close_post": KEEPS_POSTS,
    "pipelines:open_post": CHANGE_POST,
    "pipelines:take_up": KEEPS_POSTS,
    "pipelines:leave": KEEPS_POSTS,
    "pipelines:correct_holder": KEEPS_POSTS,
    "pipelines:take_back_holder": CHANGE_POST,
    "pipelines:chart": POST,
    "pipelines:reports": POST,
    "pipelines:mine": SIGNED_IN,
    "pipelines:interests": SIGNED_IN,
    # Answered by the person alone, who is none of the holders.
    "pipelines:answer_release": OWN_ENTRY,
    "pipelines:beside": OWN_ENTRY,
    "pipelines:beside_end": OWN_ENTRY,
    "pipelines:releases": LISTS_COVER,
    "pipelines:release": KEEPS_POSTS,
    "pipelines:take_back_release": CHANGE_RELEASE,
    "pipelines:people": LISTS_COVER,
    "pipelines:card": CARD,
    "pipelines:card_pdf": CARD,
    "pipelines:agree_readiness": KEEPS_POSTS,
    "pipelines:end_readiness": KEEPS_POSTS,
    "pipelines:spreadsheets": KEEPS_POSTS,
    "pipelines:export_workbook": KEEPS_POSTS,
    "pipelines:export_csv": KEEPS_POSTS,
    "pipelines:export_template": KEEPS_POSTS,
    "pipelines:import_columns": SENT_FILE,
    "pipelines:import_preview": KEEPS_POSTS,
    "pipelines:import_refused": SENT_FILE,
    "pipelines:import_answer": SENT_FILE,
    "pipelines:import_write": SENT_FILE,
    "pipelines:import_drop": SENT_FILE,
    "pipelines:import_undo": SENT_FILE,
    "api:api_imports": KEEPS_POSTS,
    "api:api_import": KEEPS_POSTS,
    "api:api_export": KEEPS_POSTS,
    # Vacancies and their stages are seen as posts are; the people considered, and what was decided on them, are for
    # those who lead the organisation, and who could be considered for those who see its cover too.
    "pipelines:vacancies": POSTS,
    "pipelines:vacancies_sheet": POSTS,
    "pipelines:returns": LISTS_COVER,
    "pipelines:returns_sheet": LISTS_COVER,
    "pipelines:vacancy": POST,
    "pipelines:open_vacancy": KEEPS_POSTS,
    "pipelines:vacancy_stage": KEEPS_POSTS,
    "pipelines:end_vacancy": KEEPS_POSTS,
    "pipelines:correct_stage": KEEPS_POSTS,
    "pipelines:vacancy_costs": KEEPS_POSTS,
    "pipelines:requirements": KEEPS_POSTS,
    "pipelines:change_requirement": CHANGE_POST,
    "pipelines:match": SEES_COVER,
    "pipelines:add_candidate": KEEPS_POSTS,
    "pipelines:candidate": KEEPS_POSTS,
    "pipelines:correct_decision": KEEPS_POSTS,
    "pipelines:remove_applicant": KEEPS_POSTS,
    # What is coming, in counts: for whoever sees how posts are covered. What is sent names no place, or what is done.
    "pipelines:forecasts": LISTS_COVER,
    "pipelines:forecast": SEES_COVER,
    "pipelines:forecast_part": SEES_COVER,
    "pipelines:forecast_rests": SEES_COVER,
    "pipelines:forecast_sheet": SEES_COVER,
    "pipelines:forecast_pdf": SEES_COVER,
    "pipelines:forecast_compare": ASKS_FORECAST,
    "pipelines:forecast_compare_sheet": ASKS_FORECAST,
    "pipelines:forecast_ask": ASKS_FORECAST,
    "pipelines:forecast_stop": ASKS_FORECAST,
    "pipelines:what_if_new": LISTS_COVER,
    "pipelines:what_if_edit": OWN_WHAT_IF,
    "pipelines:what_if_drop": OWN_WHAT_IF,
    "api:api_forecasts": LISTS_COVER,
    "api:api_one_forecast": SEES_COVER,
    "api:api_post": POST,
    "api:api_chart": POST,
    "api:api_posts": POSTS,
    "api:api_plan": POST,
    "api:api_bench": LISTS_COVER,
    "api:api_card": CARD,
    "api:api_vacancies": POSTS,
    "api:api_returns": LISTS_COVER,
    "api:api_vacancy": POST,
    "api:api_match": SEES_COVER,
}
# Who sees posts: those who lead the organisation for talent or keep the region's pipeline, and analysts of talent.
OF_PAIRS = {
    "partnerships:people": SIGNED_IN,
    "partnerships:ask_person": SIGNED_IN,
    "partnerships:not_with": SIGNED_IN,
    "api:api_people_pairs": SIGNED_IN,
    "partnerships:pair": OF_TWO,
    "partnerships:pair_answer": OF_TWO,
    "partnerships:pair_note": OF_TWO,
    "partnerships:cohort": OF_THE_COHORT,
    "partnerships:wishes": OF_THE_COHORT,
    "partnerships:leave_cohort": LEAVES_COHORT,
    "partnerships:cohorts": ORGANISES,
    "partnerships:begin_cohort": ORGANISES,
    "partnerships:organise": COUNTS_COHORT,
    "partnerships:make_pairs": MAKES_PAIRS,
}
LEADS_FOR_TALENT = {(role, "talent", "organisation") for role in LEADERS}
KEEPS_PIPELINE = {
    *(("talent_lead", "talent", scope) for scope in ("region", "nation")),
    ("regional_director", "talent", "region"),
}
COUNTS_POSTS = {("analyst", "talent", scope) for scope in ("organisation", "region", "nation")}
# Who reads a compact in which region and centre take part: besides its leader, these, and nobody else.
READS_COMPACT = {
    ("chair", "compact", "organisation"),
    ("regional_director", "compact", "region"),
    ("national_director", "compact", "nation"),
    *(("improvement_director", "compact", scope) for scope in ("person", "organisation", "region", "nation")),
}
# Who looks for somebody to help an organisation: those who speak for it, its region, and those who improve.
LOOKS_FOR_HELPERS = {
    *((role, "compact", "organisation") for role in ("chair", "chief_executive")),
    ("chief_executive", "improvement", "organisation"),
    *(("regional_director", purpose, "region") for purpose in ("compact", "improvement")),
    *(
        ("improvement_director", purpose, scope)
        for purpose in ("compact", "improvement")
        for scope in ("organisation", "region", "nation")
    ),
    *(("analyst", "improvement", scope) for scope in ("organisation", "region", "nation")),
}
# Who brings, for the whole site, where organisations are.
BRINGS_COORDINATES = {
    *(("regional_director", purpose, "region") for purpose in ("compact", "improvement")),
    *((role, "improvement", scope) for role in ("improvement_director", "analyst") for scope in ("region", "nation")),
}
SIGN_IN = {
    "account_login": DOOR,
    "account_logout": DOOR,
    "account_signed_out": DOOR,
    "account_inactive": DOOR,
    "account_signup": DOOR,
    "account_reset_password": DOOR,
    "account_reset_password_done": DOOR,
    "account_reset_password_from_key": DOOR,
    "account_reset_password_from_key_done": DOOR,
    "prove": SIGNED_IN,
    "account_reauthenticate": OWN_ONLY,
    "account_change_password": OWN_ONLY,
    "account_set_password": OWN_ONLY,
    "mfa_authenticate": DOOR,
    "mfa_reauthenticate": OWN_ONLY,
    "mfa_index": OWN_ONLY,
    "mfa_activate_totp": OWN_ONLY,
    "mfa_deactivate_totp": OWN_ONLY,
    "mfa_view_recovery_codes": OWN_ONLY,
    "mfa_generate_recovery_codes": OWN_ONLY,
    "mfa_download_recovery_codes": OWN_ONLY,
    "socialaccount_connections": OWN_ONLY,
    "socialaccount_login_error": DOOR,
    "socialaccount_login_cancelled": DOOR,
    "socialaccount_signup": DOOR,
    "openid_connect_login": CLOSED,
    "openid_connect_callback": CLOSED,
}

OF_EQUALITY = {
    "equality:index": EVERYONE,
    "api:api_equality": EVERYONE,
    "equality:mine": SIGNED_IN,
    "equality:change": SIGNED_IN,
    "equality:withdraw": SIGNED_IN,
    "equality:objection": SIGNED_IN,
    "equality:mine_file": SIGNED_IN,
    "equality:figures": READS_EQUALITY,
    "equality:figures_nation": READS_EQUALITY,
    "equality:figures_region": READS_EQUALITY,
    "equality:figures_organisation": READS_EQUALITY,
    "equality:figures_region_sheet": READS_EQUALITY,
    "equality:figures_organisation_sheet": READS_EQUALITY,
    "api:api_figures_nation": READS_EQUALITY,
    "api:api_figures_region": READS_EQUALITY,
    "api:api_figures_organisation": READS_EQUALITY,
    "equality:actions": READS_ACTIONS,
    "equality:actions_organisation": READS_ACTIONS_OF_N1,
    "equality:actions_region": READS_ACTIONS_OF_NORTH,
    "equality:requirements": LOOKS_AT_REQUIREMENTS,
    "equality:requirements_organisation": READS_EQUALITY,
    "equality:parts": READS_ACTIONS,
    "equality:parts_organisation": READS_PARTS,
    "equality:part_off": SENDS_MONITORING,
    "equality:part_on": TAKES_MONITORING,
    "api:api_equality_actions": READS_ACTIONS_OF_N1,
    "api:api_equality_actions_region": READS_ACTIONS_OF_NORTH,
    "api:api_equality_requirements": READS_EQUALITY,
    "api:api_equality_parts": READS_PARTS,
    "equality:figures_region_paper": READS_EQUALITY,
    "equality:figures_organisation_paper": READS_EQUALITY,
    "equality:survey": SENDS_MONITORING,
    "equality:survey_new": SENDS_MONITORING,
    "equality:board_new": SENDS_MONITORING,
    "equality:survey_template": SENDS_MONITORING,
    "equality:survey_look": SENDS_MONITORING,
    "equality:survey_show": TAKES_MONITORING,
    "equality:survey_undo": TAKES_MONITORING,
    "equality:board_undo": TAKES_MONITORING,
    "equality:parity_nation": READS_EQUALITY,
    "equality:parity_region": READS_EQUALITY,
    "equality:parity_organisation": READS_EQUALITY,
    "equality:parity_nation_sheet": READS_EQUALITY,
    "equality:parity_region_sheet": READS_EQUALITY,
    "equality:parity_organisation_sheet": READS_EQUALITY,
    "api:api_parity_nation": READS_EQUALITY,
    "api:api_parity_region": READS_EQUALITY,
    "api:api_parity_organisation": READS_EQUALITY,
    "equality:monitoring": SENDS_MONITORING,
    "equality:monitoring_new": SENDS_MONITORING,
    "equality:monitoring_objected": SENDS_MONITORING,
    "equality:monitoring_template": SENDS_MONITORING,
    "equality:monitoring_look": SENDS_MONITORING,
    "equality:monitoring_count": TAKES_MONITORING,
    "equality:monitoring_undo": TAKES_MONITORING,
    "equality:adjustments": SIGNED_IN,
    "equality:adjustments_change": SIGNED_IN,
    "equality:adjustments_release": SIGNED_IN,
    "equality:adjustments_take_back": NOT_RELEASED,
    "equality:released": SIGNED_IN,
    "equality:released_read": NOT_RELEASED,
    "equality:programmes": SIGNED_IN,
    "equality:programme": SIGNED_IN,
    "equality:programme_fit": SIGNED_IN,
    "equality:programme_join": SIGNED_IN,
    "equality:programme_withdraw": NOT_RELEASED,
    "equality:programme_new": OFFERS_PROGRAMMES,
    "equality:programme_asked": RUNS_PROGRAMME,
    "equality:programme_answer": ANSWERS_JOINING,
    "equality:programme_take_over": ANSWERS_JOINING,
    "equality:programme_close": CLOSES_PROGRAMME,
}

OF_LISTENING = {
    "listening:index": EVERYONE,
    "listening:calls": EVERYONE,
    "listening:receipt": EVERYONE,
    "listening:call": EVERYONE,
    "listening:call_by_link": NOWHERE,
    "listening:call_new": ASKS,
    "listening:call_read": READS_EVIDENCE,
    "listening:call_document": READS_EVIDENCE,
    "listening:call_themes": SORTS_EVIDENCE,
    "listening:call_heard": READS_EVIDENCE,
    "listening:call_take_out": READS_EVIDENCE,
    "listening:call_close": READS_EVIDENCE,
    "listening:call_reopen": SORTS_EVIDENCE,
    "listening:new": ASKS,
    "listening:pulse": ASKED,
    "listening:answer": ANSWERS_PULSE,
    "listening:words": READS_WORDS,
    "listening:did": SAYS_DONE,
    "listening:themes": READS_WORDS,
    "listening:milestones": JOINS_MILESTONE,
    "listening:take_back": JOINS_MILESTONE,
    "listening:how_often": SETS_OFTEN,
    "api:api_listening": SIGNED_IN,
    "api:api_pulse": ASKED,
    "api:api_calls": EVERYONE,
    "api:api_call": EVERYONE,
}
OF_CAREERS = {
    "careers:index": EVERYONE,
    "careers:ways_in": EVERYONE,
    "careers:way_in": EVERYONE,
    "careers:register": EVERYONE,
    "careers:interest": EVERYONE,
    "api:api_ways_in": EVERYONE,
    "api:api_way_in": EVERYONE,
    "careers:readers": SIGNED_IN,
    "careers:credited": SIGNED_IN,
    "careers:credits": CREDITS,
    "careers:credit_new": CREDITS,
    "careers:credit_end": CREDITS,
    "careers:openings": KEEPS_ROLES,
    "careers:opening_new": KEEPS_ROLES,
    "careers:opening_end": SENDS_ROLES_OF_N1,
    "careers:interests": KEEPS_ROLES,
    "careers:interest_answer": KEEPS_ROLES,
    "careers:shipped": EVERYONE,
    "careers:shipped_file": EVERYONE,
    "api:api_careers": EVERYONE,
    "api:api_framework": EVERYONE,
    "careers:framework": SIGNED_IN,
    "careers:framework_file": SIGNED_IN,
    "careers:carry_over": SIGNED_IN,
    "careers:import_framework": KEEPS_ROLES,
    "careers:roles": SIGNED_IN,
    "careers:gap": SIGNED_IN,
    "api:api_gap": SIGNED_IN,
    "careers:begin": OF_OTHERS,
    "careers:mine": OF_OTHERS,
    "careers:screen": OF_OTHERS,
    "careers:show": OF_OTHERS,
    "careers:use": OF_OTHERS,
    "careers:programmes": SIGNED_IN,
    "api:api_programmes": SIGNED_IN,
    "careers:programme_new": KEEPS_ROLES,
    "careers:programme_part": OWN_PROGRAMME,
    "careers:programme_drop": SENDS_ROLES_OF_N1,
    "careers:delete": OF_OTHERS,
    "careers:shared": OF_OTHERS,
    "careers:take_back": OF_OTHERS,
    "careers:asked": SIGNED_IN,
    "careers:feedback_new": OF_OTHERS,
    "careers:feedback": OF_OTHERS,
    "careers:feedback_delete": OF_OTHERS,
    "careers:reply": OF_OTHERS,
    "api:api_own_feedback": SIGNED_IN,
    "careers:plan_begin": OF_OTHERS,
    "careers:plan": OF_OTHERS,
    "careers:plan_direction": OF_OTHERS,
    "careers:plan_step": OF_OTHERS,
    "careers:plan_step_change": OF_OTHERS,
    "careers:plan_step_mark": OF_OTHERS,
    "careers:plan_show": OF_OTHERS,
    "careers:plan_delete": OF_OTHERS,
    "careers:plan_take_back": OF_OTHERS,
    "careers:talk": OF_OTHERS,
    "careers:talk_agree": OF_OTHERS,
    "api:api_own_plans": SIGNED_IN,
    "careers:investments": KEEPS_ROLES,
    "careers:investment": KEEPS_ROLES_OF_N1,
    "careers:investment_line": KEEPS_ROLES_OF_N1,
    "careers:investment_import": KEEPS_ROLES_OF_N1,
    "careers:investment_file": KEEPS_ROLES_OF_N1,
    "careers:investment_share": SENDS_ROLES_OF_N1,
    "careers:investment_take_back": SENDS_ROLES_OF_N1,
    "careers:region_investment": READS_SPENDING,
    "api:api_investment": KEEPS_ROLES_OF_N1,
    "api:api_region_investment": READS_SPENDING,
    "careers:counting": SIGNED_IN,
    "careers:counted": READS_COUNTED,
    "api:api_counted": READS_COUNTED,
    "careers:example_new": SIGNED_IN,
    "careers:example": OF_OTHERS,
    "careers:example_delete": OF_OTHERS,
    "careers:vouch": OF_OTHERS,
    "careers:vouch_answer": OF_OTHERS,
    "careers:offers": SIGNED_IN,
    "careers:offer": SIGNED_IN,
    "careers:offers_kept": CREDITS,
    "careers:offer_new": CREDITS,
    "careers:offer_answer": CREDITS,
    "careers:offer_take_down": TAKES_DOWN,
    "careers:offers_told": READS_LACKS,
    "careers:offer_request": OF_OTHERS,
    "careers:offer_led_to": OF_OTHERS,
    "api:api_offers": SIGNED_IN,
    "careers:works": SIGNED_IN,
    "careers:work_new": SIGNED_IN,
    "careers:works_show": SIGNED_IN,
    "careers:work": OF_OTHERS,
    "careers:work_delete": OF_OTHERS,
    "careers:works_take_back": OF_OTHERS,
    "careers:works_shown": OF_OTHERS,
    "careers:work_confirm": OF_OTHERS,
    "careers:work_confirm_answer": OF_OTHERS,
    "api:api_own_works": SIGNED_IN,
    "api:api_own_assessments": SIGNED_IN,
    "careers:profile": SIGNED_IN,
    "careers:profile_new": KEEPS_ROLES,
    "careers:profile_change": KEEPS_ROLES_OF_N1,
    "careers:profile_end": SENDS_ROLES_OF_N1,
    "api:api_roles": SIGNED_IN,
    "api:api_role": SIGNED_IN,
    "api:api_next_roles": SIGNED_IN,
    "careers:carry_over_write": KEEPS_ROLES_OF_N1,
    "careers:undo_import": SENDS_ROLES_OF_N1,
}
# Who may ask people how it is: those who lead a region, and an organisation for who could lead next.
ASKS_OF_N1 = {(role, "talent", "organisation") for role in ("chair", "chief_executive", "people_director")}
ASKS_SOMEWHERE = {
    *ASKS_OF_N1,
    ("talent_lead", "talent", "region"),
    *(("regional_director", purpose, "region") for purpose in ("talent", "compact", "improvement")),
}

# Who writes what roles ask: for N1, those who lead it for its people; for the region, whoever leads it for talent.
KEEPS_ROLES_THERE = ASKS_OF_N1
KEEPS_ROLES_SOMEWHERE = {
    *KEEPS_ROLES_THERE,
    *((role, "talent", "region") for role in ("talent_lead", "regional_director")),
}

N1 = frozenset({"colleague"})
NORTH = N1 | {"other organisation"}
ALL = NORTH | {"other region"}

# Names: those who lead the organisation for talent, and those who look after access, as far as their grant reaches.
READS_EQUALITY_FIGURES = {
    ("equality_lead", "equality"),
    *((role, "talent") for role in (*LEADERS, "regional_director", "talent_lead")),
}
LEADS_EQUALITY_OF_N1 = {
    ("equality_lead", "equality", "organisation"),
    *((role, "talent", "organisation") for role in LEADERS),
}
LEADS_EQUALITY_OF_NORTH = {
    *((role, purpose, "region") for role, purpose in (("equality_lead", "equality"), ("talent_lead", "talent"))),
    *((role, purpose, "nation") for role, purpose in (("equality_lead", "equality"), ("talent_lead", "talent"))),
    ("regional_director", "talent", "region"),
}
SEES_NAMES = {
    ("chair", "talent", "organisation"): N1,
    ("chief_executive", "talent", "organisation"): N1,
    ("people_director", "talent", "organisation"): N1,
    ("administrator", "audit", "organisation"): N1,
    ("administrator", "audit", "region"): NORTH,
    ("administrator", "audit", "nation"): ALL,
    ("auditor", "audit", "organisation"): N1,
    ("auditor", "audit", "region"): NORTH,
    ("auditor", "audit", "nation"): ALL,
}


OF_FOCUS = {
    "focus:index": EVERYONE,
    "api:api_focus": EVERYONE,
    "api:api_focus_read": EVERYONE,
    # A page sent without what it needs says so; counts of somebody else's own are nobody's to find.
    "focus:keep": SIGNED_IN,
    "focus:mine": SIGNED_IN,
    "api:api_focus_mine": SIGNED_IN,
    "focus:take_away_own": OF_OTHERS,
    "focus:organisation": READS_KEPT,
    "api:api_focus_organisation": READS_KEPT,
    "focus:take_away": TAKES_AWAY,
}


def kind_of(name):
    """What sort of address this is; None where nobody has said, which fails."""
    tables = (OF_PEOPLE, OF_COMPACTS, OF_PIPELINES, OF_PARTNERSHIPS, OF_PAIRS, OF_DELIVERY, OF_LISTENING, OF_CAREERS)
    for table in (*tables, OF_EQUALITY, OF_FOCUS, SIGN_IN):
        if name in table:
            return table[name]
    area = name.partition(":")[0]
    if area in PUBLIC_AREAS or name in {"home", "about", "api-guide", "openapi", "health", "ready"}:
        return EVERYONE
    return EVERYONE if area == "api" and name not in OF_PEOPLE and _is_evidence(name) else None


def _is_evidence(name):
    from tests.whole_site.addresses import EVERY_ADDRESS

    address = EVERY_ADDRESS.get(name, "")
    return address.startswith(("/api/expectations", "/api/sources"))


def visible(holder, relation):
    """Whether the holder may know who the subject is."""
    if holder.person is None:
        return False
    return relation == "self" or relation in SEES_NAMES.get((holder.role, holder.purpose, holder.scope), ())


def statuses(kind, holder, relation):
    """The statuses that are right for this kind of address, this holder and this subject."""
    if kind in (EVERYONE, PUBLISHED):
        return {200, 405}
    if kind == DOOR:
        # 401: the page that says that nobody was signed in from elsewhere.
        return {200, 302, 401, 404, 405, 410}
    if kind == CLOSED:
        return {404, 405}
    if kind == NOWHERE:
        return {404}
    if holder.person is None:
        return {302, 401}
    if kind == SIGNED_IN:
        return {200}
    if kind == OWN_ONLY:
        # Nobody's but one's own; 403 for those without a password to give once more, 404 for what is not theirs.
        return {200, 302, 403, 404, 405}
    if kind in (*OF_EQUALITY_KINDS, *OF_PROGRAMMES):
        return _of_equality(kind, holder)
    if kind in OF_A_PLAN:
        return _of_a_plan(kind, holder)
    return _of_a_partnership(kind, holder) if kind in OF_A_PARTNERSHIP else _with_a_person(kind, holder, relation)


def reads_compact(holder):
    """Whether the holder may know of the colleague's compact, and so of the colleague."""
    return _key(holder) in READS_COMPACT


def reads_plan(holder):
    """Whether the holder reads the plan of N1, and so who owns what of it."""
    return _key(holder) in READS_PLAN_OF_N1


def _of_equality_actions(kind, holder):
    """Whoever reads those of one organisation alone is led there."""
    here = _key(holder) in READS_PLAN_OF_N1 | LEADS_EQUALITY_OF_N1
    region = _key(holder) in TOLD_OF_AGREED | LEADS_EQUALITY_OF_NORTH
    reads = {READS_ACTIONS_OF_N1: here, READS_ACTIONS_OF_NORTH: region}.get(kind, here or region)
    return ({302} if kind == READS_ACTIONS and here else {200}) if reads else {403}


OF_EQUALITY_ACTIONS = (READS_ACTIONS, READS_ACTIONS_OF_N1, READS_ACTIONS_OF_NORTH, READS_PARTS)
OF_EQUALITY_KINDS = (
    *(SENDS_MONITORING, TAKES_MONITORING, READS_EQUALITY, LOOKS_AT_REQUIREMENTS),
    *OF_EQUALITY_ACTIONS,
)


def _of_equality(kind, holder):
    if kind in OF_EQUALITY_ACTIONS:
        return _of_equality_actions(kind, holder)
    if kind in OF_PROGRAMMES:
        return _of_programmes(kind, holder)
    if kind == LOOKS_AT_REQUIREMENTS and _key(holder)[:2] in READS_EQUALITY_FIGURES:
        return {302} if holder.scope == "organisation" else {200}
    if kind in (READS_EQUALITY, LOOKS_AT_REQUIREMENTS):
        return {200} if _key(holder)[:2] in READS_EQUALITY_FIGURES else {403}
    sends = _key(holder) == ("equality_lead", "equality", "organisation")
    return {200 if kind == SENDS_MONITORING else 302} if sends else {403}


def runs_programme(holder):
    """Whether the holder runs the programme of N1, and so reads who asked to join it."""
    return _key(holder) == ("equality_lead", "equality", "organisation")


def _of_programmes(kind, holder):
    if kind == NOT_RELEASED:
        return {404}
    offers = runs_programme(holder) or _key(holder) == ("equality_lead", "equality", "region")
    if kind == OFFERS_PROGRAMMES or not offers:
        return {200} if offers else {403}
    # Sent without an answer, it is not there for anybody; nor is taking over what somebody runs.
    right = {RUNS_PROGRAMME: 200, CLOSES_PROGRAMME: 302, ANSWERS_JOINING: 404}[kind]
    return {right} if runs_programme(holder) else {404}


def _of_a_compact(kind, holder):
    reads = reads_compact(holder)
    writes = holder.role in ("chair", "chief_executive") and _key(holder)[1:] == ("compact", "organisation")
    reviews = reads and holder.role != "national_director" and holder.scope != "person"
    begins = writes or _key(holder) == ("regional_director", "compact", "region")
    return {
        # Of the leader and the person they chose, whatever roles there are.
        BETWEEN_TWO: {404},
        # Raised with the chair, the region and the improvement director; the centre was not named.
        RAISED: {200} if reads and holder.role != "national_director" else {404},
        COMPACT: {200} if reads else {404},
        # In force: it is no draft, so that its editing pages lead to it or are not there.
        SETTLED_COMPACT: {302, 404} if reads else {404},
        # Signing leads to proving who one is; those who have nothing to sign read that.
        SIGNS: {200, 302} if reads else {404},
        # What is sent and cannot be done leads back with a sentence.
        CHANGE_COMPACT: {302} if reads else {404},
        # The chair writes the board's words and the record, the region the record alone; who only reads is led back.
        WRITES_REVIEW: _writing_a_review(holder) if reads else {404},
        BEGINS: {200} if begins else {403},
        WRITES: {200, 302} if writes else {403},
        REVIEWS: {200, 302} if reviews or writes else {403, 404},
    }[kind]


def _of_a_recognition(kind, holder):
    """Issued by the board: read by chair and region, its file the leader's, who is none of the holders."""
    chair = _key(holder) == ("chair", "compact", "organisation")
    side = chair or _key(holder) == ("regional_director", "compact", "region")
    return {
        RECOGNISED: {200} if side else {404},
        # Issued, so that nothing of it changes any more: it leads back with a sentence.
        CHANGE_RECOGNISED: {302} if side else {404},
        ITS_LEADERS: {403} if side else {404},
        # To proving once more who one is, or back where there is nothing to issue.
        ISSUES: {302} if chair else {403} if side else {404},
        KEEPS_KEYS: {302} if chair else {403},
        OWN_THANKS: {200} if holder.label == "member" else {404},
    }[kind]


OF_POSTS = (
    *(POSTS, POST, KEEPS_POSTS, CHANGE_POST, SEES_COVER, CARD, CHANGE_RELEASE),
    *(PROPOSES, LISTS_COVER, CHANGE_POSTS_VIEW, PIPELINES_DOOR, SENT_FILE),
    *(PREPARES, READS_BOARD, LEADS_BOARD, SENDS_BOARD, OWN_WHAT_IF, ASKS_FORECAST),
)
OF_A_PARTNERSHIP = (
    *(READS_NEEDS, SPEAKS, SENDS_WORDS, SENDS_FOR_A_BOARD, SEES_REGION, AGREED, OF_A_BOARD),
    *(REVIEWED, SENDS_AGREED, ANSWERED, SUGGESTS, WAITS_FOR_BOARDS),
)
OF_ANY_COMPACT = (
    *(COMPACT, SETTLED_COMPACT, SIGNS, CHANGE_COMPACT, WRITES_REVIEW, BEGINS, WRITES, REVIEWS),
    *(BETWEEN_TWO, RAISED),
)


def _of_pipelines(kind, holder, relation):
    """The post is one of N1; nobody of N1 was released."""
    key = _key(holder)
    leads, covers = key in LEADS_FOR_TALENT, key in LEADS_FOR_TALENT | KEEPS_PIPELINE
    sees = covers or key in COUNTS_POSTS
    return {
        POSTS: {200} if sees else {403},
        PIPELINES_DOOR: {200} if sees else {302},
        POST: {200} if sees else {403, 404},
        SEES_COVER: {200} if covers else {403, 404},
        PROPOSES: {200} if covers else {403, 404},
        LISTS_COVER: {200} if covers else {403},
        CHANGE_POSTS_VIEW: {302} if sees else {403},
        KEEPS_POSTS: {200} if leads else {403, 404},
        # What is sent without what it needs leads back with a sentence, or shows it.
        CHANGE_POST: {200, 302} if leads else {403, 404},
        # One's own, and that of whoever belongs to the trust that one leads; who looks after access keeps no pipeline.
        CARD: {200} if relation == "self" or (leads and relation in N1) else {404},
        # Offered by those who lead the trust of the colleague, and waiting for an answer.
        CHANGE_RELEASE: {302} if leads else {404},
        # What a file says is for whoever sent it; the others who keep the organisation are told that it was sent.
        SENT_FILE: {200, 302, 404} if leads else {403, 404},
        OWN_WHAT_IF: {200} if key == ("people_director", "talent", "organisation") else {403, 404},
        ASKS_FORECAST: {302, 404} if covers else {403, 404},
        PREPARES: {200} if covers else {403},
        READS_BOARD: {200} if leads else {404},
        # Who keeps the pipeline of the region could prepare one, and is told only that this one is not there.
        LEADS_BOARD: {200} if leads else {403, 404},
        SENDS_BOARD: {302} if leads else {403, 404},
    }[kind]


def _of_a_partnership(kind, holder):
    speaks, told = _key(holder) in SPEAKS_FOR_N1, _key(holder) in TOLD_OF_AGREED
    return {
        READS_NEEDS: {200} if _key(holder) in SEES_NEEDS else {403},
        WAITS_FOR_BOARDS: {200} if speaks else {404} if _key(holder) in SEES_NEEDS else {403},
        SPEAKS: {200} if speaks else {403},
        SENDS_WORDS: {302} if speaks else {403},
        # Sent without saying for which board: nothing is there for it.
        SENDS_FOR_A_BOARD: {404} if speaks else {403},
        SEES_REGION: {200} if told else {403},
        AGREED: {200} if speaks or told else {403},
        # In force, so that what comes before it leads back with a sentence.
        OF_A_BOARD: {200, 302} if speaks else {403},
        REVIEWED: {200} if speaks else {404} if told else {403},
        SENDS_AGREED: {302} if speaks else {403},
        # What cannot be done leads back with a sentence, whoever reads it.
        ANSWERED: {302} if speaks or told else {403},
        SUGGESTS: {200} if holder.role == "regional_director" and told else {403},
    }[kind]


OF_A_PLAN = (
    *(READS_PLAN, KEEPS_PLAN, SENDS_PLAN, OWNED_MILESTONE, DOES_MILESTONE, PLAN_SHARED),
    *(KEEPS_PROGRAMME, SENDS_PROGRAMME, KEEPS_REGIONAL, FILE_OF_REGION),
    *(READS_KEPT, TAKES_AWAY),
)


def _of_a_plan(kind, holder):
    """Everybody with an account comes as far as to milestones of their own, and this is none of theirs."""
    keeps, reads = _key(holder) in KEEPS_PLAN_OF_N1, _key(holder) in READS_PLAN_OF_N1
    regional = holder.scope == "region" and _key(holder) in TOLD_OF_AGREED
    return {
        READS_PLAN: {200} if reads else {403},
        KEEPS_PLAN: {200} if keeps else {403},
        SENDS_PLAN: {302} if keeps else {403},
        OWNED_MILESTONE: {200} if reads else {404},
        # Whoever reads the plan and keeps it not is told so.
        DOES_MILESTONE: {200} if keeps else {403} if reads else {404},
        PLAN_SHARED: {200} if _key(holder) in TOLD_OF_AGREED else {403},
        KEEPS_PROGRAMME: {200} if keeps else {404} if regional else {403},
        SENDS_PROGRAMME: {404} if keeps or regional else {403},
        KEEPS_REGIONAL: {200} if regional else {403},
        FILE_OF_REGION: {404} if regional else {403},
        READS_KEPT: {200} if _key(holder) in READS_COUNTS_OF_N1 else {403},
        TAKES_AWAY: {302} if _key(holder) in KEEPS_COUNTS_OF_N1 else {403},
    }[kind]


def _of_proposals(kind, holder):
    if kind == BRINGS_PLACES:
        return {302} if _key(holder) in BRINGS_COORDINATES else {403}
    return {200 if kind == LOOKS_FOR_HELP else 404} if _key(holder) in LOOKS_FOR_HELPERS else {403}


OF_ANY_PAIR = (OF_TWO, OF_THE_COHORT, LEAVES_COHORT, ORGANISES, COUNTS_COHORT, MAKES_PAIRS)


def _of_pairs(kind, holder):
    """What is between two people is theirs whatever roles there are; who keeps the pipeline sees counts."""
    director = _key(holder) == ("people_director", "talent", "organisation")
    keeps = _key(holder) in KEEPS_PIPELINE
    return {
        OF_TWO: {404},
        OF_THE_COHORT: {200},
        LEAVES_COHORT: {404},
        ORGANISES: {200} if keeps or director else {403},
        # Of a whole region: a director of people of one trust has cohorts of their own, and not this.
        COUNTS_COHORT: {200} if keeps else {404} if director else {403},
        MAKES_PAIRS: {302} if keeps else {404} if director else {403},
    }[kind]


OF_ANY_PULSE = (
    ASKS,
    ASKED,
    ANSWERS_PULSE,
    READS_WORDS,
    SAYS_DONE,
    SETS_OFTEN,
    JOINS_MILESTONE,
    READS_EVIDENCE,
    SORTS_EVIDENCE,
)


def _of_listening(kind, holder):
    asks, of_n1 = _key(holder) in ASKS_SOMEWHERE, _key(holder) in ASKS_OF_N1
    opened = _key(holder) == ("people_director", "talent", "organisation")
    return {
        ASKS: {200} if asks else {403},
        # Everybody who looks belongs to N1, and so is asked; nobody elsewhere is, nor who could ask for N1.
        ASKED: {200},
        ANSWERS_PULSE: {404} if of_n1 else {200},
        # Open, so that there is nothing to read yet.
        READS_WORDS: {404} if asks else {403},
        SAYS_DONE: {200} if of_n1 else {404} if asks else {403},
        READS_EVIDENCE: {200} if opened else {404} if asks else {403},
        SORTS_EVIDENCE: {302} if opened else {404} if asks else {403},
        # Nothing is said yet of what was done, so that nothing can be joined to it.
        JOINS_MILESTONE: {404} if asks else {403},
        SETS_OFTEN: {302},
    }[kind]


OF_ANY_ROLE = (
    READS_LACKS,
    TAKES_DOWN,
    CREDITS,
    OF_OTHERS,
    OWN_PROGRAMME,
    READS_COUNTED,
    READS_SPENDING,
    KEEPS_ROLES,
    KEEPS_ROLES_OF_N1,
    SENDS_ROLES_OF_N1,
)


def _of_careers(kind, holder):
    there, somewhere = _key(holder) in KEEPS_ROLES_THERE, _key(holder) in KEEPS_ROLES_SOMEWHERE
    return {
        OF_OTHERS: {404},
        # Everybody here belongs to the region, and says whether they are counted.
        OWN_PROGRAMME: {302},
        CREDITS: {200} if there else {403},
        TAKES_DOWN: {302} if there else {403},
        READS_LACKS: {200} if somewhere and not there else {403},
        # A profile of N1 is no region's default.
        READS_COUNTED: {404} if somewhere and not there else {403},
        READS_SPENDING: {404} if there else {200} if somewhere else {403},
        KEEPS_ROLES: {200} if somewhere else {403},
        KEEPS_ROLES_OF_N1: {200} if there else {404} if somewhere else {403},
        SENDS_ROLES_OF_N1: {302} if there else {404} if somewhere else {403},
    }[kind]


def _writing_a_review(holder):
    return {"chair": {200}, "regional_director": {200, 302}}.get(holder.role, {302})


def _with_a_person(kind, holder, relation):
    for kinds, told in (
        ((RECOGNISED, CHANGE_RECOGNISED, ITS_LEADERS, ISSUES, OWN_THANKS, KEEPS_KEYS), _of_a_recognition),
        (OF_ANY_COMPACT, _of_a_compact),
        ((LOOKS_FOR_HELP, NOT_PROPOSED, BRINGS_PLACES), _of_proposals),
        (OF_ANY_PAIR, _of_pairs),
        (OF_ANY_PULSE, _of_listening),
        (OF_ANY_ROLE, _of_careers),
    ):
        if kind in kinds:
            return told(kind, holder)
    if kind in OF_POSTS:
        return _of_pipelines(kind, holder, relation)
    if kind == OWN_ENTRY:
        return {404}
    if kind in (ANSWERS, ANSWERED_ENTRY):
        # Of conversations those answer who lead; of everything else those who look after access.
        answers = holder.role == "administrator" or _leads(holder)
        return {200 if kind == ANSWERS else 404} if answers else {403}
    if kind in (CHANGE_ENTRY, LED_ENTRY):
        # Nobody's entry: not there for those who might answer it, and not theirs for everybody else.
        may = holder.role == "administrator" if kind == CHANGE_ENTRY else _leads(holder)
        return {404} if may else {403}
    if kind == KEPT_RECORD:
        keeps = relation == "self" or (holder.role in ("administrator", "auditor") and visible(holder, relation))
        return {200} if keeps else {403, 404}
    if kind == LED:
        # Of oneself nobody leads a conversation alone; the page of it is there, and says so when something is sent.
        return (
            {200}
            if _leads(holder) and (relation in SEES_NAMES.get(_key(holder), ()) or relation == "self")
            else {403, 404}
        )
    if kind == RECORD or (kind == CHANGE_RECORD and holder.role == "administrator"):
        return ({200} if kind == RECORD else {200, 302}) if visible(holder, relation) else {403, 404}
    allowed = {
        EVIDENCE: (holder.role, holder.purpose, holder.scope) == ("analyst", "improvement", "nation"),
        # A grant over one person makes nobody a leader of people: it opens no list.
        LIST: bool(holder.role) and holder.scope != "person",
        KEEPERS: holder.role in ("administrator", "auditor"),
        CHANGE: holder.role == "administrator",
        CHANGE_RECORD: False,
        WHOLE_SITE: holder.role in ("administrator", "auditor") and holder.scope == "nation",
        CHANGE_WHOLE_SITE: holder.role == "administrator" and holder.scope == "nation",
    }[kind]
    # What is sent and cannot be done leads back to where it was sent from.
    return ({200, 302} if kind == CHANGE_WHOLE_SITE else {200}) if allowed else {403}


def _key(holder):
    return (holder.role, holder.purpose, holder.scope)


def _leads(holder):
    return holder.role in LEADERS and holder.purpose == "talent"
