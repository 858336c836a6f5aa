"""The register of capabilities: settings, addresses, navigation, commands and API are all made from it.

It imports nothing of Django, so that the command line can read it without a database.
"""

from dataclasses import dataclass

from wraparound.records.terms import Hearing, Listener


@dataclass(frozen=True)
class Capability:
    """One capability. `name` is its folder, app label, address, command, API part and template prefix.

    `door` is its question on the home page, `behind` the line under it, and `navigation` its words at the top of every
    page; each is empty where it has none. `hears`: the events its tasks are told of, in the background. `asks`: the
    module of its queries that says what needs a person today; where it has `waiting`, that says which rows mean that
    anything does, and all of these are asked in one statement. `daily`: the task that the worker runs on every day;
    `made_up`: the one that fills the made-up region of the demo, in the order in which they stand here; `made_up_past`:
    one that enters what this site knew months ago, which must come before what it knows now, since history only goes
    on; `made_up_since`: one that goes on from there, once all have begun. `place` is the view that the page of an
    organisation leads to, for those whom its rule lets in, under `place_words`.
    """

    name: str
    question: str
    door: str
    behind: str
    navigation: str
    hears: tuple[Hearing, ...] = ()
    asks: str = ""
    daily: str = ""
    made_up_past: str = ""
    made_up: str = ""
    made_up_since: str = ""
    place: str = ""
    place_words: str = ""
    floor: str = "wraparound.capabilities"

    @property
    def called(self) -> str:
        """What it is called where somebody goes to it: its words at the top of pages, or else its name."""
        return self.navigation or self.name.capitalize()

    @property
    def package(self) -> str:
        """Its Python package."""
        return f"{self.floor}.{self.name}"


CATALOGUE: tuple[Capability, ...] = (
    Capability(
        name="expectations",
        question="What is realistic here, and by when?",
        door="What can this trust achieve, by when?",
        behind="Published evidence for every NHS trust in England",
        navigation="Find a trust",
        hears=(Hearing("sources.release_made", "make_fits", long=True),),
    ),
    Capability(
        name="pipelines",
        question="Who could lead here next?",
        door="Who could lead here next?",
        behind="Posts and their holders, readiness and succession, for trusts and regions",
        navigation="Pipelines",
        asks="needs",
        daily="put_aside_what_is_old",
        made_up_past="make_up_posts",
        made_up_since="make_up_plans",
        place="chart",
        place_words="Posts and who could follow",
        hears=(
            Hearing("compacts.post_named", "enter_a_named_post"),
            *(
                Hearing(f"partnerships.{what}", "follow_an_arrangement")
                for what in ("arranged", "arrangement_ended", "arrangement_taken_back")
            ),
            Hearing("pipelines.import_sent", "look_at_import", long=True),
            Hearing("pipelines.import_confirmed", "write_import", long=True),
            Hearing("pipelines.forecast_asked", "work_out_forecast", long=True),
            Hearing("pipelines.undo_confirmed", "undo_import", long=True),
            *(
                Hearing(f"pipelines.release_{what}", "mail_whom_it_concerns", long=True)
                for what in ("offered", "agreed", "declined", "taken_back")
            ),
        ),
    ),
    Capability(
        name="compacts",
        question="What do we agree, on both sides?",
        door="What did we promise each other?",
        behind="Compacts between a board, its leader and its region: what is expected, promised and kept",
        navigation="Compacts",
        hears=(
            Hearing("sources.release_in_use", "look_at_new_figures", long=True),
            Hearing("pipelines.post_opened", "point_at_the_post"),
            Hearing("partnerships.agreed", "propose_what_was_partnered"),
            Hearing("partnerships.over", "leave_what_is_over"),
            *(
                Hearing(f"compacts.{what}", "look_at_its_figures", long=True)
                for what in ("in_force", "followed", "settled")
            ),
            *(
                Hearing(f"compacts.{what}", "mail_those_concerned", long=True)
                for what in (
                    *("shared", "commented", "offered", "taken_back", "signed", "in_force", "settled", "followed"),
                    *("ended", "parties", "taking_part", "put_aside", "taken_up", "let_us_talk"),
                    *("review_called", "review_day", "review_held", "review_said", "review_written"),
                    *("review_settled", "step_due", "criterion", "ending", "statement", "raised", "raised_answered"),
                    *("recognition", "recognition_agreed", "recognition_issued", "recognition_revoked"),
                    *("key_stolen", "thanks_asked", "thanks_given", "partnered"),
                )
            ),
        ),
        asks="needs",
        daily="apply_what_follows",
        made_up="make_up_compacts",
        place="start",
        place_words="Begin a compact",
    ),
    Capability(
        name="partnerships",
        question="Who could help whom, without harm to either?",
        door="Who could stand beside us?",
        behind="Strong organisations beside struggling ones, by agreement of both; mentors and buddies for people",
        navigation="Partnerships",
        asks="needs",
        daily="follow_the_calendar",
        made_up="make_up_partnerships",
        place="place",
        place_words="What it needs and could give",
        hears=(Hearing("partnerships.changed", "mail_both_boards", long=True),),
    ),
    Capability(
        name="delivery",
        question="What is overdue, who owns it, and what has slipped since we agreed it?",
        door="What will be done by when, and what slipped?",
        behind="Recommendations answered, milestones with owners and days, and the plan as it stood on any day",
        navigation="Delivery",
        asks="needs",
        daily="follow_the_days",
        made_up_past="make_up_plans",
        place="plan",
        place_words="Its plan",
        hears=(
            Hearing("people.control_passed", "follow_control"),
            Hearing("delivery.changed", "mail_owners", long=True),
        ),
    ),
    Capability(
        name="listening",
        question="Do those in hard jobs feel what was promised them?",
        door="How is it for those in hard jobs?",
        behind="Short pulses, answered by nobody in particular, and what was done about them",
        navigation="Listening",
        asks="needs",
        daily="close_what_is_over",
        made_up="make_up_pulses",
        hears=(Hearing("listening.opened", "mail_those_asked", long=True),),
    ),
    Capability(
        name="careers",
        question="What does the next role ask of me, and what do I have?",
        door="What does the next role ask of me?",
        behind="What roles ask and what you have of it; and ways into leading in the NHS, without an account",
        navigation="Careers",
        asks="needs",
        daily="close_what_is_over",
        made_up="make_up_careers",
        hears=(
            Hearing("people.control_passed", "follow_control"),
            Hearing("careers.feedback_asked", "mail_those_asked", long=True),
            Hearing("careers.interest_confirmed", "mail_those_who_answer", long=True),
            Hearing("careers.credited", "mail_whom_it_credits", long=True),
            Hearing("careers.waits", "mail_whom_it_waits_for", long=True),
            Hearing("careers.offer_asked", "mail_both_employers", long=True),
            Hearing("careers.offer_answered", "mail_whoever_asked", long=True),
        ),
    ),
    Capability(
        name="equality",
        question="Where does the way to a post narrow, and for whom?",
        door="Does the way to a post narrow for some?",
        behind="What is counted, why it is asked, and what nobody is ever shown",
        navigation="",
        asks="needs",
        daily="keep_the_store",
        made_up="make_up_answers",
        hears=(
            Hearing("pipelines.candidate_stage", "follow_candidates"),
            Hearing("pipelines.readiness_agreed", "follow_readiness"),
            Hearing("pipelines.release_agreed", "follow_releases"),
            Hearing("pipelines.release_taken_back", "follow_releases"),
            Hearing("careers.offer_agreed", "follow_stretch_offers"),
            Hearing("careers.programme_joined", "follow_programmes"),
            Hearing("people.left", "forget_who_left"),
        ),
    ),
    Capability(
        name="focus",
        question="What does this text talk about: what gets done, or how?",
        door="Do our objectives say how, or only what?",
        behind="Objectives, adverts and plans read sentence by sentence, with the reason for each",
        navigation="",
        made_up="make_up_readings",
        place="organisation",
        place_words="What its documents talk about",
    ),
    Capability(
        name="sources",
        question="Where does every figure come from?",
        door="Where do these figures come from?",
        behind="Every number walks back to its row and its publisher",
        navigation="Evidence",
        hears=(Hearing("sources.release_made", "take_into_use", last=True, long=True),),
    ),
)

PEOPLE = Capability(
    name="people",
    question="Who may see and do what here, and why?",
    door="",
    behind="",
    navigation="",
    asks="accounts",
    hears=(Hearing("people.told", "mail_news", long=True),),
    floor="wraparound",
)
"""Not a capability but the floor beneath them; it has the same rooms and the same faces."""

FACES = (PEOPLE, *CATALOGUE)
"""Everything that has pages, commands and a part of the API."""


def listeners() -> tuple[Listener, ...]:
    """Every task that is told of events, of capabilities and of people."""
    return tuple(
        Listener(f"{one.name}.{hearing.task}", f"{one.package}.tasks", hearing)
        for one in FACES
        for hearing in one.hears
    )


def made_up_tasks() -> tuple[tuple[str, str], ...]:
    """Package and name of every task that fills the made-up region, in the order in which they are done."""
    past = [(one.package, one.made_up_past) for one in CATALOGUE if one.made_up_past]
    begin = [(one.package, one.made_up) for one in CATALOGUE if one.made_up]
    return (*past, *begin, *((one.package, one.made_up_since) for one in CATALOGUE if one.made_up_since))
