"""Lines of a forecast in words: by role, kind of organisation, both, or region; in the order of the field."""

from collections.abc import Mapping
from urllib.parse import urlencode

from wraparound.capabilities.pipelines.terms.forecasts import FEWEST_POSTS, By, Count, LineAhead, Outcome
from wraparound.capabilities.pipelines.terms.posts import PostLevel, PostRole
from wraparound.capabilities.pipelines.wording.forecast_counts import range_words, vacancies_words
from wraparound.capabilities.pipelines.wording.posts import ROLES

BYS: Mapping[By, str] = {By.ROLE: "Role", By.KIND: "Kind of organisation", By.REGION: "Region"}
SOME: Mapping[By, str] = {
    By.ROLE: "Other roles together",
    By.KIND: "Other kinds together",
    By.REGION: "Other regions together",
    By.BOTH: "Everything else together",
}
ALONE_MEANS = (
    "“Those ready could fill” in a line is what it could have if the others asked for nobody. People are ready for "
    "more than one, so lines do not add up."
)
GRID = "By role and kind of organisation: how many vacancies of the next 12 months those ready now could fill"
SHADES_MEAN = (
    "On average over all runs: “most” is 7 in 10 vacancies or more, “about half” is from 3.5 in 10, “few or none” is "
    "fewer. Two cells with the same range can lie on either side."
)
NO_CELL = f"fewer than {FEWEST_POSTS} posts"
FIELD_ORDER = "Lines stand in the order of roles and by name: no order says who does better."
FEW, HALF, MOST, HARDLY_ANY = "few", "half", "most", "hardly_any"
SHADES: Mapping[str, str] = {
    MOST: "most",
    HALF: "about half",
    FEW: "few or none",
    HARDLY_ANY: "hardly any vacancy",
}


def filled(covered: Count) -> str:
    """Of a line: “those ready now could fill none”, “those ready now could fill 0 to 2”."""
    return f"those ready now could fill {range_words(covered)}"


def thinnest(outcome: Outcome, level: PostLevel) -> LineAhead | None:
    """The role, in a kind of organisation where that is told apart, of which most vacancies stay open on average.

    None where that is less than half a vacancy, or where all stand together. Of several alike, the first.
    """
    lines = lines_of(outcome, level, By.BOTH)
    named = [one for one in lines if one.key] or [one for one in lines_of(outcome, level, By.ROLE) if one.key]
    most = max(named, key=_left_open, default=None)
    return most if most and _left_open(most) >= 0.5 else None


def _left_open(one: LineAhead) -> float:
    return one.vacancies.mean - one.covered.mean


def lines_of(outcome: Outcome, level: PostLevel, by: By) -> tuple[LineAhead, ...]:
    """Lines of a level in the order of the field: roles as everywhere, kinds and regions by name, the rest last."""
    found = [one for one in outcome.lines if one.level is level and one.by is by]
    return tuple(sorted(found, key=_in_order))


def _in_order(one: LineAhead) -> tuple[bool, int, str]:
    role, _, kind = one.key.partition("|")
    if one.by in (By.ROLE, By.BOTH) and role in set(PostRole):
        return (False, list(ROLES).index(PostRole(role)), kind)
    return (not one.key, 0, one.key)


def line_words(one: LineAhead) -> str:
    """What a line is about, as it heads a row."""
    if not one.key:
        return SOME[one.by]
    role, _, kind = one.key.partition("|")
    if one.by is By.ROLE:
        return ROLES[PostRole(role)]
    return f"{ROLES[PostRole(role)]}, {kind.lower()}" if one.by is By.BOTH else one.key


def line_within(one: LineAhead) -> str:
    """The same within a sentence: “finance in mental health”.

    >>> nobody = Count(0, 0, 0)
    >>> told = {"level": PostLevel.BOARD, "posts": 5, "ready": 0, "vacancies": nobody, "covered": nobody}
    >>> line_within(LineAhead(by=By.BOTH, key="finance|Mental health", **told))
    'finance in mental health'
    """
    role, _, kind = one.key.partition("|")
    words = ROLES[PostRole(role)].lower()
    return f"{words} in {kind.lower()}" if kind else words


def asked_of(one: LineAhead) -> str:
    """The end of the address of its own page."""
    return urlencode({"level": one.level.value, "by": one.by.value, "key": one.key})


def of_line(outcome: Outcome, level: PostLevel, by: By, key: str) -> LineAhead | None:
    """A line by what it is about, where its years ahead are known."""
    return next((one for one in lines_of(outcome, level, by) if one.key == key and one.years), None)


def line_answer(one: LineAhead) -> str:
    """The answer of a line: vacancies of the first year, and how many of them could be filled."""
    if one.vacancies.high == 0:
        return f"For these {one.posts} posts, expect no vacancy in the next 12 months."
    expected = f"For these {one.posts} posts, expect {vacancies_words(one.vacancies)} in the next 12 months"
    if not one.ready:
        return f"{expected}. Nobody is ready now for such a post."
    who = "the 1 person who is" if one.ready == 1 else f"the {one.ready} people who are"
    return f"{expected}, of which {who} ready now could fill {range_words(one.covered)}."


def shade_of(one: LineAhead) -> str:
    """How much of what falls vacant could be filled: MOST, HALF, FEW, or HARDLY_ANY where hardly any does."""
    if one.vacancies.mean < 0.5:
        return HARDLY_ANY
    share = one.covered.mean / one.vacancies.mean
    return MOST if share >= 0.7 else HALF if share >= 0.35 else FEW


def grid_of(outcome: Outcome, level: PostLevel) -> tuple[tuple[str, ...], list[tuple[str, list[LineAhead | None]]]]:
    """Roles down, kinds across, a line or none in each: none has too few posts. Empty with fewer than two kinds."""
    lines = {one.key: one for one in lines_of(outcome, level, By.BOTH) if one.key}
    kinds = tuple(sorted({key.partition("|")[2] for key in lines}))
    if len(kinds) < 2:
        return (), []
    roles = dict.fromkeys(key.partition("|")[0] for key in lines)
    rows = [(ROLES[PostRole(role)], [lines.get(f"{role}|{kind}") for kind in kinds]) for role in roles]
    return kinds, rows


def cell_words(one: LineAhead) -> str:
    """A cell of the grid: how many could be filled, of how many vacancies."""
    if one.vacancies.high == 0:
        return "no vacancy"
    return f"{range_words(one.covered)} of {vacancies_words(one.vacancies)}"


def together_words(outcome: Outcome, level: PostLevel) -> str:
    """What stands together beside the grid, in a sentence; empty where nothing does."""
    rest = next((one for one in lines_of(outcome, level, By.BOTH) if not one.key), None)
    if rest is None:
        return ""
    return (
        f"Where fewer than {FEWEST_POSTS} posts are of a role and kind they are counted together: {rest.posts} posts, "
        f"{vacancies_words(rest.vacancies)}, {filled(rest.covered)}."
    )


def by_words(by: By) -> str:
    """What a table of lines is called."""
    return f"By {BYS[by].lower()}, the next 12 months"
