"""The story of the made-up plans: what was answered, committed to, moved, done and dropped, on which day."""

from dataclasses import dataclass

OWN = "Invented review of the board, made up"
FIRST, THEN, LAST = "ZZ01", "ZZ02", "ZZ03"
R = [f"review-2022-{number}" for number in range(8)]
E = [f"edi-2023-{number}" for number in range(7)]
STAFF = "staff_autonomy"


@dataclass(frozen=True, kw_only=True)
class Told:
    """One thing that happened, so many days from today (negative: in the past), in the plan of `code`.

    `of` is the word of a milestone or the key of a recommendation; `word` a choice, a reason, a recommendation or
    another milestone; `until` the due day, in days from today.
    """

    day: int
    what: str
    code: str = FIRST
    of: str = ""
    word: str = ""
    words: str = ""
    until: int = 0
    effort: int | None = None
    owner: str = ""
    shows: str = ""
    shared: bool = False


def _answer(day: int, of: str, word: str, words: str = "", *, code: str = FIRST, shared: bool = False) -> Told:
    return Told(day=day, what="answer", code=code, of=of, word=word, words=words, shared=shared)


def _commit(day: int, of: str, words: str, until: int, for_: str = "", **more: object) -> Told:
    return Told(day=day, what="commit", of=of, words=words, until=until, word=for_, **more)  # type: ignore[arg-type]


def _move(day: int, of: str, until: int, word: str, words: str = "", *, code: str = FIRST) -> Told:
    return Told(day=day, what="move", code=code, of=of, until=until, word=word, words=words)


def _done(day: int, of: str, *, code: str = FIRST) -> Told:
    return Told(day=day, what="finish", code=code, of=of)


def _wait(day: int, of: str, word: str) -> Told:
    return Told(day=day, what="wait", of=of, word=word)


SOMEBODY, LEAVER, PADMA = "somebody", "whoever left", "Padma Hazelcote"
FIRST_PLAN: tuple[Told, ...] = (
    _answer(-188, R[1], "adopt", "We begin with our own welcome for managers and join the national one.", shared=True),
    _answer(-188, R[4], "adopt"),
    _answer(
        -150,
        R[4],
        "adapt",
        "We keep one conversation a year for all, and add two questions about how people were led.",
        shared=True,
    ),
    _answer(-186, R[7], "adopt", "Support is written into the compact of our chief executive.", shared=True),
    Told(day=-184, what="recommend", of="night", words="Board members meet night staff every month"),
    Told(day=-184, what="recommend", of="papers", words="Board papers of twenty pages at most"),
    _answer(-180, "night", "adopt"),
    _commit(-185, "design", "The welcome for new managers is designed with twelve of them", -150, R[1], effort=12),
    _commit(-185, "pilot", "Two divisions have tried the welcome", -95, R[1], effort=20, shared=True),
    _commit(-185, "all", "Every new manager has had the welcome within eight weeks", 35, R[1], effort=30, shared=True),
    _commit(-185, "mentors", "Twenty mentors are trained", -60, R[7], effort=10, owner=PADMA),
    _commit(-184, "rota", "Board members meet night staff: dates for a year are set", -160, "night", effort=2),
    _commit(-184, "heard", "What night staff said goes to the board, with what was done", -20, "night", effort=4),
    _commit(-183, "form", "The form for appraisal is agreed with staff side", -130, R[4], effort=8, owner=PADMA),
    _commit(-183, "trained", "All appraisers are trained in the new questions", -40, R[4], effort=25, owner=PADMA),
    _commit(
        -183, "asked", "Every manager was asked how people were led", 75, R[4], effort=15, owner=PADMA, shows=STAFF
    ),
    _commit(-182, "network", "A peer network of three trusts meets monthly", -110, R[7], owner="Idris Copperthorpe"),
    _commit(-182, "leave", "Cover is agreed for every director for two weeks", -70, R[7], effort=6, owner=LEAVER),
    _commit(-182, "letter", "Each director has a letter with the support that was agreed", 18, R[7], owner=LEAVER),
    _commit(-182, "call", "Every director knows whom to call, outside the trust too", 22, R[7], owner=LEAVER),
    _commit(-180, "pages", "Authors of papers have the new template", -120, "papers", effort=3, owner=SOMEBODY),
    _commit(-180, "short", "Every board paper has twenty pages at most", 8, "papers", effort=6, owner=SOMEBODY),
    _wait(-180, "pilot", "design"),
    _wait(-180, "all", "pilot"),
    _wait(-180, "trained", "form"),
    _wait(-180, "asked", "trained"),
    _wait(-180, "heard", "rota"),
    _wait(-180, "short", "pages"),
    _done(-158, "rota"),
    _move(-152, "design", -135, "people", "Two of the twelve were on the winter rota"),
    _move(-134, "form", -105, "waited", "Staff side met a month later than planned"),
    _done(-133, "design"),
    _done(-118, "pages"),
    _done(-109, "network"),
    _done(-104, "form"),
    _move(-100, "pilot", -60, "larger", "Medicine has three times as many new managers as we knew"),
    _move(-75, "leave", -45, "people"),
    _done(-62, "mentors"),
    _move(-61, "pilot", -30, "pressure", "Norovirus on nine wards"),
    _move(-44, "trained", 12, "people", "The trainer left; another begins next month"),
    _done(-41, "leave"),
    _done(-28, "pilot"),
    _move(-24, "heard", 5, "larger"),
    _move(-20, "all", 64, "waited"),
    _commit(-16, "review", "The plan was looked at by somebody from outside", 40, effort=5, shared=True),
    _move(-9, "short", -3, "earlier"),
    Told(day=-6, what="drop", of="letter", words="The compact says the same, so a letter would say it twice."),
)
OTHER_PLANS: tuple[Told, ...] = (
    _answer(-170, R[1], "adopt", code=THEN, shared=True),
    _answer(-170, R[3], "decline", "Ours are trained to a university’s standards already.", code=THEN, shared=True),
    _answer(-170, R[7], "adapt", "We lend two directors instead of asking for help.", code=THEN, shared=True),
    _commit(-169, "lend", "Two directors are lent a day a week each", -30, R[7], code=THEN, shared=True, effort=40),
    _commit(-169, "guide", "The national induction stands in our own guide", 28, R[1], code=THEN, shared=True),
    _done(-26, "lend", code=THEN),
    _move(-12, "guide", 50, "changed", "The national text is to be renewed", code=THEN),
    _answer(-90, R[1], "adapt", "Managers of our community teams learn it at their bases.", code=LAST, shared=True),
    _answer(-90, R[7], "adopt", code=LAST),
    _commit(-89, "bases", "All six bases have had their first welcome", -10, R[1], code=LAST, shared=True, effort=12),
    _commit(-89, "quiet", "The support that was promised to new directors is in their diaries", 20, R[7], code=LAST),
)
EQUALITY: tuple[Told, ...] = (
    _answer(-140, E[1], "adopt", shared=True),
    _answer(-140, E[2], "adapt", "We begin with posts at the two highest pay levels.", shared=True),
    _answer(-139, E[6], "adopt"),
    _answer(-60, E[3], "decline", "Our plan for pay is a national one; we follow it and write no second."),
    _commit(
        -138,
        "sponsor",
        "Four managers from under-represented groups have met a director monthly",
        -25,
        E[1],
        owner=PADMA,
    ),
    _commit(-138, "panel", "Every panel that the chief operating officer chairs has two outside members", 55, E[1]),
    _commit(-138, "adverts", "Every board post was advertised for three weeks", 20, E[2], effort=3, shared=True),
    _commit(-137, "speak", "Staff networks have an hour with the board each quarter", 10, E[6], shows=STAFF),
    _done(-24, "sponsor"),
    _move(-18, "adverts", 48, "people", "The one who writes adverts was on leave"),
    _answer(-80, E[1], "adopt", code=THEN, shared=True),
    _commit(-79, "objectives", "Each board member has an objective with a figure beside it", 45, E[1], code=THEN),
)
"""What they do about the equality plan; objectives of board members stand beneath its first action."""
STORY = (*FIRST_PLAN, *OTHER_PLANS, *EQUALITY)
