"""What is said of programmes of positive action: for whom, whether they fit, what becomes known by joining."""

from collections import Counter
from collections.abc import Mapping, Set

from wraparound.capabilities.equality.terms.answers import AnswerList
from wraparound.capabilities.equality.terms.programmes import (
    Fit,
    ForWhom,
    JoiningState,
    OwnJoining,
    PositiveProgramme,
)
from wraparound.capabilities.equality.wording.own import day
from wraparound.capabilities.equality.wording.questions import NAMES

WHAT = (
    "Programmes for people of groups that are too few among those who lead. They are offered to everybody to read; "
    "whoever counts themselves among those one is for can ask to join."
)
NEVER = (
    "They help people to be ready. They are never a reason to appoint anybody, or not to: nobody who decides on an "
    "appointment sees here which of its candidates asked to join, and nothing of it counts where two of them are equal."
)
FIT = (
    "This site can look whether the programme is for you, by what you gave for counting. It looks inside the store, "
    "tells you alone, and keeps no trace that you asked."
)
TOLD = (
    "They read your name, the address with which you sign in, and the day. That you ask to join tells by itself that "
    "you count yourself among those the programme is for, and that you gave no answer that says otherwise: whoever "
    "did cannot ask to join. They are shown nothing that you answered."
)
UNDO = (
    "You can withdraw at any time: your name goes from their page at once, and nothing is kept of it here. What they "
    "have read or copied before stays with them. Should they stop being equality lead, another one of the same place "
    "may take the programme over and reads it then; the page of the programme says who runs it."
)
LAW = (
    "Sections 158 and 159 of the Equality Act 2010. Section 158 lets an organisation act for people who share a "
    "protected characteristic, such as by training, where they are at a disadvantage, have other needs or are too few, "
    "and where what is done is in proportion to that. Choosing between people in recruitment or promotion falls under "
    "section 159 alone; this site does nothing under it. Told in our words from the notes published with the Act; "
    "section 159 itself was not read. Whoever offers a programme has to be sure that it is in proportion."
)
LAW_LINK = "https://www.legislation.gov.uk/ukpga/2010/15/notes/division/3/11/2/1"
FITS = {
    Fit.FITS: "By what you gave, this programme is for you.",
    Fit.DOES_NOT: (
        "By what you gave, this programme is for others. If what you gave is not right, change it; nobody else is told "
        "either way."
    ),
    Fit.CANNOT_TELL: (
        "By what you gave nobody can tell, because there is no answer to what the programme goes by. That is fine: "
        "you need not answer. If you count yourself among those it is for, you can ask to join."
    ),
}
STATES = {
    JoiningState.ASKED: "You asked to join. You are told here once there is an answer.",
    JoiningState.PLACE: "You have a place.",
    JoiningState.NO_PLACE: "There is no place for you this time.",
}
STATES_FOR_WHO_RUNS = {
    JoiningState.ASKED: "waits for an answer",
    JoiningState.PLACE: "has a place",
    JoiningState.NO_PLACE: "no place this time",
}
PAUSED = (
    "Whoever runs it is not shown your name now, because they take part in deciding on a post for which you are "
    "considered."
)
SURE = "I count myself among those it is for, and want whoever runs it to read my name"
JOINED = "You asked to join. Whoever runs it is told that something waits for them."
WITHDRAWN = "Withdrawn: your name stands there no more."
WRITTEN = "Offered: everybody with an account can read it."
TAKEN_OVER = "You run it now, and read who asked to join."
NOT_RUN = "Nobody runs this programme at the moment, so nobody can ask to join. Whoever asked before is still there."
CLOSED_NOW = "Closed: nobody can ask to join any more."
ANSWERED = "Answered. They are told that there is an answer."
CLOSED = "This programme takes nobody more."
CLOSED_ALREADY = "It is closed already."
YOUR_OWN = "You run this programme, so you cannot ask to join it. Let another equality lead offer it."
ASKED_ALREADY = "You have asked to join already."
DECIDES = (
    "Whoever runs this programme takes part in deciding on a post for which you are considered. They would read your "
    "name, so you can ask to join once that appointment is over."
)
SAY_ALL = "Fill in every field: what it gives, for whom, why that group is too few here, and where that figure stands."
DAYS_AND_PLACES = "Give at least one place, a last day to ask from today on, and a first day that is not before it."
NO_RULE = "Choose, of at least one question, some of the answers for which the programme is, and not all of them."
ONE_ENOUGH, EVERY = "One of these is enough", "All of these are needed"


def places_words(one: PositiveProgramme) -> str:
    """How many places, and the days."""
    many = "1 place" if one.places == 1 else f"{one.places} places"
    ends = f"ask until {day(one.closes_on)}" if one.is_open else "nobody can ask to join now"
    return f"{many}, from {day(one.starts_on)}; {ends}"


def rule_words(rule: ForWhom, lists: Mapping[str, AnswerList]) -> tuple[str, ...]:
    """The answers that a programme goes by, a line for each question; by its name where it goes by a whole group."""
    return tuple(
        f"{NAMES[one.value]}: {'; '.join(_answers_said(codes, lists[one.value]))}"
        for one, codes in rule.answers.items()
    )


def _answers_said(codes: Set[str], of_list: AnswerList) -> list[str]:
    """Each answer once, in the order of its list."""
    left_out = {one.group for one in of_list.choices if one.code not in codes}
    many = Counter(one.group for one in of_list.choices)
    whole = {group for group, number in many.items() if number > 1 and group not in left_out}
    said = (one.group if one.group in whole else one.words for one in of_list.choices if one.code in codes)
    return list(dict.fromkeys(said))


def joining_words(one: OwnJoining) -> str:
    """How a joining stands."""
    said = f"{STATES[one.state]} Asked on {day(one.on)}."
    return f"{said} {PAUSED}" if one.paused else said
