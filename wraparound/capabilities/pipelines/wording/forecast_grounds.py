"""What a forecast rests on, how it has done, and what it cannot say, in words."""

from collections.abc import Mapping, Sequence

from wraparound.capabilities.pipelines.terms.forecasts import (
    FEWEST_POSTS,
    QUARTERS,
    By,
    ForecastHead,
    Ground,
    LookedBack,
    Rated,
    RateLine,
)
from wraparound.capabilities.pipelines.terms.posts import PostRole
from wraparound.capabilities.pipelines.wording.forecast_counts import mean_words, range_words
from wraparound.capabilities.pipelines.wording.posts import ROLES, day

RATED: Mapping[Rated, str] = {
    Rated.LEAVING: "How often holders leave",
    Rated.FILLING: "How long a vacancy lasts",
}
OF_ALL: Mapping[Rated, str] = {Rated.LEAVING: "All holders", Rated.FILLING: "All vacancies"}
UNITS: Mapping[Rated, str] = {
    Rated.LEAVING: "Of 100 posts, so many are left in a year",
    Rated.FILLING: "Months until it is filled, on average",
}
UNITS_OF: Mapping[Rated, str] = {Rated.LEAVING: "leavings per post and year", Rated.FILLING: "months"}
LEARNT_MEANS = (
    "Before any history of yours is seen, what is published about such posts is believed, with a wide range. History "
    "moves it: “learnt” says how much of what was not known about a rate your own history has settled. Where there is "
    "little history a rate leans on that of all."
)
CALIBRATED = (
    "The method was tried on 1,000 made-up regions of which the truth was known: ranges made to hold 80 in 100 held "
    "79.1 to 82.6. On the history of a real region it has not been tried: what is looked back at above is yours alone."
)
NOT_LOOKED_BACK = (
    "It could not be looked back yet: for that, the holders of posts must be entered for more than a year behind. "
    "Until then the ranges rest on what is published and on made-up regions alone."
)
CANNOT = (
    "Who will leave, who would be appointed, or how well they would do. It counts posts and people; no chance of any "
    "single person is in it.",
    "Anything about years unlike those behind us: a reorganisation that is not entered as a what-if, a change of "
    "policy, a pandemic.",
    "That people leave because others do. When a chief executive goes others often follow; here each leaves for "
    "themselves, so that real ranges are wider.",
    "How people grow whom nobody has looked at. Readiness moves on at rates that are mostly assumed.",
)
METHOD = "Vacancies and cover to come: method (docs/methods/stockflow.md)"
MOST_RATES = 40


def ground_words(ground: Ground) -> tuple[str, ...]:
    """What it rests on in posts, people and days, each in a sentence."""
    return tuple(words for words in (*_of_posts(ground), *_of_people(ground), _of_history(ground)) if words)


def _of_posts(ground: Ground) -> tuple[str, ...]:
    where = "1 organisation" if ground.organisations == 1 else f"{ground.organisations} organisations"
    left_out = f"{ground.unknown:,} more {_are(ground.unknown)} left out: nobody has entered who holds them."
    return (f"{_posts(ground.posts)} of {where}.", left_out if ground.unknown else "")


def _of_people(ground: Ground) -> tuple[str, ...]:
    if not ground.people:
        return ("Nobody of whom a readiness counts.",)
    told = (
        (ground.not_released, "not released outside their own organisation, and could fill posts there alone"),
        (ground.not_said, "taken to go anywhere in their region, since they have not said how far they would go"),
        (ground.unwilling, "left out: by their own words they would take up no such post within a year"),
    )
    return (
        f"{_people(ground.people)} of whom a readiness counts or is past its review.",
        *(f"{_some(many)} of them {_are(many)} {words}." for many, words in told if many),
    )


def _of_history(ground: Ground) -> str:
    if ground.since is None:
        return "No history of holders is entered, so every rate is that of what is published."
    return f"History of holders since {day(ground.since)}."


def rates_of(rates: Sequence[RateLine], of: Rated) -> tuple[RateLine, ...]:
    """Of all first, then by role as everywhere, then by kind."""
    order = [None, By.ROLE, By.KIND, By.BOTH, By.REGION]
    roles = [str(one) for one in ROLES]
    found = [one for one in rates if one.of is of]
    return tuple(
        sorted(found, key=lambda one: (order.index(one.by), roles.index(one.key) if one.key in roles else 0, one.key))
    )[:MOST_RATES]


def rate_head(one: RateLine) -> str:
    """Of whom a rate is."""
    if not one.key:
        return OF_ALL[one.of]
    return ROLES[PostRole(one.key)] if one.by is By.ROLE else one.key


def rate_words(one: RateLine) -> str:
    """The rate with the ends of its middle 80 in 100: “24 of 100 (19 to 29)”, “4.6 months (3.6 to 6.1)”."""
    if one.of is Rated.LEAVING:
        low, mean, high = (round(100 * value) for value in (one.low, one.mean, one.high))
        return f"{mean} of 100 ({low} to {high})"
    return f"{mean_words(one.mean)} months ({mean_words(one.low)} to {mean_words(one.high)})"


def learnt_words(one: RateLine) -> str:
    """How much of what was open is closed, in percent."""
    return f"{one.learnt:.0%}" if one.learnt >= 0.005 else "nothing"


def seen_words(one: RateLine) -> str:
    """The history behind it."""
    if not one.months:
        return "no history"
    if one.of is Rated.LEAVING:
        left = "1 left" if one.events == 1 else f"{one.events:,} left"
        return f"{left} in {_years(one.months / 12)} years of holding"
    return f"{one.events:,} filled in {one.months:,} months of vacancy"


def _years(years: float) -> str:
    return mean_words(years) if years < 10 else f"{years:,.0f}"


def learnt_sentence(rates: Sequence[RateLine]) -> str:
    """How much the places' own history says of all holders."""
    whole = next((one for one in rates if one.of is Rated.LEAVING and not one.key), None)
    if whole is None:
        return ""
    if not whole.events:
        return (
            "No leaving is in the history that is entered: how often holders leave is what is published of such posts."
        )
    return (
        f"Of what was not known about how often holders leave, your own history has settled {learnt_words(whole)}: "
        f"{seen_words(whole)}. Vacancies also come from moves between these posts, which are not counted as leaving."
    )


def held(one: LookedBack) -> bool:
    """Whether what came lay within the range."""
    return one.expected.low <= one.came <= one.expected.high


def back_words(back: Sequence[LookedBack]) -> str:
    """Of so many years looked back, in how many what came lay within the range."""
    if not back:
        return NOT_LOOKED_BACK
    within = sum(held(one) for one in back)
    if len(back) == 1:
        one = back[0]
        lay = "within" if held(one) else "outside"
        return (
            f"Looked back once, from {day(one.on)}: {one.came} vacancies came in the year after, {lay} the range of "
            f"{range_words(one.expected)}. One year says little."
        )
    few = " So few years say little." if len(back) < 5 else ""
    return f"Of {len(back)} years looked back, in {within} the vacancies that came lay within the range.{few}"


def back_row(one: LookedBack) -> tuple[str, str, str, str, str]:
    """A year looked back: from when, of how many posts, the range, what came, and whether within."""
    return (day(one.on), str(one.posts), range_words(one.expected), str(one.came), "yes" if held(one) else "no")


def made_words(head: ForecastHead) -> str:
    """How it was made, so that it can be made again."""
    return (
        f"{head.replications:,} runs of {QUARTERS // 4} years, seed {head.seed}: whoever works it out again from the "
        "same records gets the same figures."
    )


def _posts(many: int) -> str:
    return "1 post" if many == 1 else f"{many:,} posts"


def _people(many: int) -> str:
    return "1 person" if many == 1 else f"{many:,} people"


def _some(many: int) -> str:
    """A count of people of whom more is said than their number; of very few not how many."""
    return f"Fewer than {FEWEST_POSTS}" if many < FEWEST_POSTS else f"{many:,}"


def _are(many: int) -> str:
    return "is" if many == 1 else "are"
