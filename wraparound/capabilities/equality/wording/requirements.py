"""Requirements that shut people out, in words: whom, and what to ask instead."""

from collections.abc import Mapping

from wraparound.capabilities.equality.terms.figures import DAYS_APART
from wraparound.capabilities.equality.terms.requirements import (
    FoundIn,
    Hurdle,
    HurdleFound,
    PlaceRequirements,
    RegionSaid,
)
from wraparound.capabilities.equality.wording.own import day
from wraparound.methods.suppression.profile import Profile

NAME = "Requirements that shut people out"
LEAD = (
    "What open vacancies and the profiles of roles ask for, where it is known to keep people away who could do the "
    "work: why, what to ask instead and, where it can be told, about how many it would leave out."
)
HURDLES: Mapping[Hurdle, str] = {
    Hurdle.MOBILITY: "Moving house, or travelling far",
    Hurdle.UNBROKEN: "Years without a break",
    Hurdle.LONG_SERVICE: "Many years",
    Hurdle.TITLE_HELD: "A title already held",
    Hurdle.CLOSED_SECTOR: "Only from one kind of organisation",
    Hurdle.UNADVERTISED: "A route that was not advertised",
    Hurdle.KNOWN_ALREADY: "Being known already",
    Hurdle.FULL_TIME: "Full time and nothing else",
    Hurdle.QUALIFICATION: "A degree for its own sake",
}
WHY: Mapping[Hurdle, str] = {
    Hurdle.MOBILITY: (
        "It shuts out people who care for somebody, who are disabled, or who cannot afford to move or keep a car."
    ),
    Hurdle.UNBROKEN: (
        "It shuts out people who took time for children, for somebody ill, or for illness of their own: mostly women, "
        "and disabled people."
    ),
    Hurdle.LONG_SERVICE: (
        "It shuts out younger people, those who came to this country or to the work later, and those who worked part "
        "time. Years say how long, not how well."
    ),
    Hurdle.TITLE_HELD: (
        "It keeps a post among those who had one already, and so keeps boards as they are made up today."
    ),
    Hurdle.CLOSED_SECTOR: "It shuts out people who led elsewhere in health and care, and outside it.",
    Hurdle.UNADVERTISED: (
        "Whoever did not hear of it could not apply. Those who hear of such posts are mostly like those who fill them."
    ),
    Hurdle.KNOWN_ALREADY: "It opens a post to those who have a sponsor or a network, and to nobody else.",
    Hurdle.FULL_TIME: "It shuts out people who care for somebody, disabled people, and those who share a post.",
    Hurdle.QUALIFICATION: (
        "It shuts out people who learnt the same at work, and those whose family could not pay for a university."
    ),
}
INSTEAD: Mapping[Hurdle, str] = {
    Hurdle.MOBILITY: "Say how often the work needs somebody where, and let them say how they would manage it.",
    Hurdle.UNBROKEN: "Ask for what they did, in all their time, whenever it was.",
    Hurdle.LONG_SERVICE: "Ask what they have done and what came of it; leave out how long it took.",
    Hurdle.TITLE_HELD: "Ask for what the title stands for: what they led, for how many people, with what result.",
    Hurdle.CLOSED_SECTOR: "Name what has to be known on the first day, and what can be learnt in the first half year.",
    Hurdle.UNADVERTISED: "Advertise it, for long enough, where those can see it who are few among you.",
    Hurdle.KNOWN_ALREADY: "Let everybody apply, and judge all by the same questions.",
    Hurdle.FULL_TIME: "Say which hours the work really needs; offer it as part time or as a shared post.",
    Hurdle.QUALIFICATION: "Ask for the knowledge, or add “or the same learnt at work”.",
}
FOUND_IN: Mapping[FoundIn, str] = {
    FoundIn.VACANCY: "vacancy",
    FoundIn.ROUTE: "how the vacancy is filled",
    FoundIn.PROFILE: "profile of the role",
}
NONE_FOUND = "Nothing was found that is known to shut people out."
NOTHING_ASKED = "There is no open vacancy and no profile of a role here yet, so there is nothing to look at."
TOO_FEW = "How many it would leave out is not told: they, or the others, are too few to say."
SAID_FEW = "Of those who said how far they would go, too few would be left out, or be left, to say how many."
SAID = (
    "Of about {people:,} people of {region} who said at work whether they would move house, about {would_not:,} would "
    "not (as counted on {day})."
)
SAID_NOT_YET = "How many would not move house is not counted of this region yet: too few of it have said at work."
NOT_COUNTED = (
    "How many it would leave out is not told: it cannot be counted from what is held here, or rests on what each of "
    "them said of themselves."
)
HOW = (
    "Found by stated rules: sorts of requirements, and words in free text. The rules know no meaning. They miss what "
    "is said in other words, and they can be wrong: look at the sentence before you change it."
)
COUNTS = (
    "Counts are of people who could be considered: the organisation’s own in a pipeline, and those released to it. A "
    "requirement leaves out those of whom it is known that they do not meet it, by what is entered. What they said of "
    "themselves is in none of these. Counts are in steps of 5, and none is told of fewer than 8, or where fewer than 8 "
    "would be left."
)
COUNTS_SAID = (
    "Who would move house is counted of a whole region, and not of a vacancy: two vacancies would differ by one "
    f"person, and tell what that person said. It is counted at most every {DAYS_APART} days, of those who let their "
    f"organisation read it, and each answer is shown up to {Profile().blur} away from its count, so that nobody can be "
    "told. Whoever left it open is not among them."
)
NOBODY = "No equality figure stands beside it, and nothing here is about anybody in particular."


def place_words(found: HurdleFound) -> str:
    """Where it stands: “Finance director, vacancy”."""
    return f"{found.title}, {FOUND_IN[found.found_in]}"


def asked_words(found: HurdleFound) -> str:
    """What is asked, with the part of free text that says so."""
    weight = "" if found.found_in is FoundIn.ROUTE else f" ({'essential' if found.essential else 'desirable'})"
    matched = f" The words: “{found.matched}”." if found.matched and found.matched != found.asked else ""
    return f"{found.asked}{weight}.{matched}"


def count_words(found: HurdleFound) -> str:
    """About how many it would leave out, or why that is not told."""
    if found.left_out is not None and found.people is not None:
        return f"It would leave out about {found.left_out:,} of about {found.people:,} who could be considered."
    if found.said is not None:
        return _said_words(found.said)
    if found.moves:
        return SAID_NOT_YET
    return TOO_FEW if found.few else NOT_COUNTED


def _said_words(said: RegionSaid) -> str:
    if said.would_not is None or said.people is None:
        return SAID_FEW
    return SAID.format(people=said.people, would_not=said.would_not, region=said.region, day=day(said.day))


def answer_words(page: PlaceRequirements) -> str:
    """How many were found, of how many things that were looked at."""
    if not page.vacancies and not page.profiles:
        return NOTHING_ASKED
    posts = _counted(page.vacancies, "open vacancy", "open vacancies")
    looked = f"{posts} and {_counted(page.profiles, 'profile', 'profiles')} of roles"
    if not page.found:
        return f"{NONE_FOUND} Looked at: {looked}."
    many = _counted(len(page.found), "requirement", "requirements")
    of_profiles = sum(one.found_in is FoundIn.PROFILE for one in page.found)
    where = f"{len(page.found) - of_profiles:,} in vacancies, {of_profiles:,} in profiles. Looked at: {looked}."
    return f"{many} found that {'is' if len(page.found) == 1 else 'are'} known to shut people out: {where}"


def grouped(page: PlaceRequirements) -> tuple[tuple[Hurdle, tuple[HurdleFound, ...]], ...]:
    """What was found, hurdle by hurdle, in their order."""
    return tuple(
        (hurdle, some) for hurdle in Hurdle if (some := tuple(one for one in page.found if one.hurdle is hurdle))
    )


def say_requirements(page: PlaceRequirements) -> str:
    """All of it at the terminal."""
    if page.off:
        return f"{page.name}\n{page.off}"
    lines = [page.name, answer_words(page)]
    for hurdle, some in grouped(page):
        lines += ["", f"{HURDLES[hurdle]}. {WHY[hurdle]} Instead: {INSTEAD[hurdle]}"]
        lines += [f"  - {place_words(one)}: {asked_words(one)} {count_words(one)}" for one in some]
    return "\n".join([*lines, "", HOW, COUNTS, COUNTS_SAID, NOBODY])


def _counted(many: int, one: str, more: str) -> str:
    return f"{many:,} {one if many == 1 else more}"
