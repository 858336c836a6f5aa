"""Vacancies and cover to come: what is asked, how far it is, what came of it. See docs/methods/stockflow.md.

Everything is a count of posts or people. Nothing here is about one person, and a line about fewer than FEWEST_POSTS
posts is never made, since it would be.
"""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from wraparound.capabilities.pipelines.terms.posts import CannotKeep, PostLevel, PostRole
from wraparound.capabilities.pipelines.terms.succession import Band
from wraparound.published.terms import NotInEvidence

QUARTERS = 20
"""How far ahead: five years."""
REPLICATIONS = 1_000
DRAWS = 250
"""Sets of rates that could be true; each is used equally often."""
SEED = 2_022
OF_A_HUNDRED = 80
"""A range holds so many of a hundred replications."""
FEWEST_POSTS = 5
LONGEST_NAME = 60
MOST_COMPARED = 4
MOST_SCENARIOS = 40
MOST_PROGRAMMES = 4
MOST_A_YEAR = 200
"""People of one programme in a year."""


class ForecastState(StrEnum):
    """How far a forecast is. STOPPED: somebody stopped it; FAILED: it could not be worked out, and says why."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    STOPPED = "stopped"
    FAILED = "failed"


class PlaceSort(StrEnum):
    """Whose posts a forecast is about."""

    ORGANISATION = "organisation"
    REGION = "region"
    NATION = "nation"


class By(StrEnum):
    """What posts are put together by in a line of a forecast. BOTH: a role in organisations of a kind."""

    ROLE = "role"
    KIND = "kind"
    BOTH = "both"
    REGION = "region"


class Limit(StrEnum):
    """What keeps somebody who is there from covering a vacancy."""

    ROLE = "role"
    PLACE = "place"
    READINESS = "readiness"
    RELEASE = "release"


class Rated(StrEnum):
    """What a rate is of: holders who leave, in a year; vacancies, in months until they are filled."""

    LEAVING = "leaving"
    FILLING = "filling"


class NoSuchForecast(NotInEvidence):
    """No such forecast, scenario or place, or not one for this viewer: the same sentence for all."""

    def __init__(self) -> None:
        """One sentence for every case."""
        super().__init__("There is no such forecast, or it is not yours to see. Begin at “What is coming”.")


class CannotForecast(CannotKeep):
    """It cannot be worked out from what is held, or not as it is asked for; the message says why."""


@dataclass(frozen=True, kw_only=True)
class ForecastPlace:
    """Whose posts: an organisation or a region by its code, or all of them."""

    sort: PlaceSort
    code: str = ""
    name: str = ""

    @property
    def value(self) -> str:
        """As a form and the command line send it, such as "region:ZZ"."""
        return f"{self.sort}:{self.code}" if self.code else str(self.sort)


@dataclass(frozen=True, kw_only=True)
class Programme:
    """People who come through an entry programme: so many a year, in a band of readiness for a role.

    They would go anywhere in their region and are released to it. `kind` is a kind of organisation.
    """

    a_year: int
    role: PostRole
    level: PostLevel
    kind: str
    band: Band


@dataclass(frozen=True, kw_only=True)
class WhatIf:
    """What a scenario changes; a part left as it is changes nothing.

    Attributes:
        leaving: of a hundred who would leave, how many would then.
        filling: how quickly vacancies are filled, in hundredths of as quickly as now.
        coming: of a hundred who come into the pipeline in a year, how many would then.
        released: of a hundred who are not released, how many would be.
        pause_from, pause_until: months from the day of the forecast between which no vacancy is filled.
        merges: codes of two organisations, of which the first goes into the second.
        merge_in: after how many months; posts of a role that both have stay once.
        programmes: people who come in addition.
    """

    leaving: int = 100
    filling: int = 100
    coming: int = 100
    released: int = 0
    pause_from: int = 0
    pause_until: int = 0
    merges: tuple[str, str] | None = None
    merge_in: int = 12
    programmes: tuple[Programme, ...] = ()

    @property
    def changes(self) -> bool:
        """Whether it changes anything."""
        return self != WhatIf(merge_in=self.merge_in)


@dataclass(frozen=True)
class Count:
    """A count in many replications: its mean, and the ends of a range that holds OF_A_HUNDRED of a hundred of them."""

    mean: float
    low: int
    high: int


@dataclass(frozen=True, kw_only=True)
class QuarterAhead:
    """Three months from a day: vacancies that begin, those that are filled, and posts vacant when they are over.

    `standing` vacancies are open when they begin or begin in them; `covered`: how many of these the people ready when
    they begin could fill at once. None in what was stored before these were worked out.
    """

    starts: date
    opened: Count
    filled: Count
    vacant: Count
    standing: Count | None = None
    covered: Count | None = None


@dataclass(frozen=True, kw_only=True)
class YearAhead:
    """Four quarters: vacancies open in them, and how many of these the people ready when they begin could fill."""

    starts: date
    vacancies: Count
    covered: Count


@dataclass(frozen=True, kw_only=True)
class Lifted:
    """How many more vacancies of the first year could be covered, were one limit not there; on average."""

    limit: Limit
    more: float


@dataclass(frozen=True, kw_only=True)
class LevelAhead:
    """Posts of a level: how many there are and stand vacant on the day, and how it goes on.

    `ready` are people ready now for a post of the level, each once. `chance` and `rates` are standard deviations of the
    vacancies that begin within a year: by chance, were all rates known, and because they are not.
    """

    level: PostLevel
    posts: int
    vacant: int
    ready: int
    quarters: tuple[QuarterAhead, ...]
    years: tuple[YearAhead, ...]
    limits: tuple[Lifted, ...]
    chance: float
    rates: float


@dataclass(frozen=True, kw_only=True)
class LineAhead:
    """Some posts of a level in the first year: how many there are, people ready for them, vacancies and cover.

    `key` is a role, a kind of organisation, the name of a region, or role and kind with a bar between; empty where too
    few posts are of each of several, which then stand together. Cover is what they could have if no others asked.
    `quarters` are the vacancies that begin in each quarter, `standing` those that are open in it, `covered_then` how
    many of these the people ready when it begins could fill, `years` vacancies and cover of each year; all are empty of
    BOTH, `standing` and `covered_then` also in what was stored before these were worked out.
    """

    by: By
    key: str
    level: PostLevel
    posts: int
    ready: int
    vacancies: Count
    covered: Count
    quarters: tuple[Count, ...] = ()
    years: tuple[YearAhead, ...] = ()
    standing: tuple[Count, ...] = ()
    covered_then: tuple[Count, ...] = ()


@dataclass(frozen=True, kw_only=True)
class RateLine:
    """A rate with the ends of its middle 80 in 100; `key` is a role, a kind of organisation, or empty for all.

    LEAVING is in leavings per post and year, FILLING in months. `learnt`: the part (0 to 1) of what was open about it
    that the places' own history has closed. `events` and `months` are what that history holds.
    """

    of: Rated
    by: By | None
    key: str
    mean: float
    low: float
    high: float
    learnt: float
    events: int
    months: int


@dataclass(frozen=True, kw_only=True)
class LookedBack:
    """A forecast made from what was so on an earlier day: vacancies of four quarters as expected, and as they came."""

    on: date
    posts: int
    expected: Count
    came: int


@dataclass(frozen=True, kw_only=True)
class Ground:
    """What a forecast rests on, in posts and people.

    `unknown` posts are left out, since nobody has entered who holds them. Of the people of whom a readiness counts or
    is past its review: `not_released`; `not_said` how far they would go (their region is assumed); `unwilling`, by
    their own words, to take up such a post within a year, who are left out. `since` is the first day from which
    history counts, `organisations` of how many.
    """

    posts: int
    unknown: int
    people: int
    not_released: int
    not_said: int
    unwilling: int
    since: date | None
    organisations: int


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What comes of the years ahead, by level, and in lines of the first year."""

    levels: tuple[LevelAhead, ...]
    lines: tuple[LineAhead, ...] = ()

    def of(self, level: PostLevel) -> LevelAhead | None:
        """Of a level, where enough posts are of it."""
        return next((one for one in self.levels if one.level is level), None)


@dataclass(frozen=True, kw_only=True)
class Difference:
    """What a scenario adds to a level beside things as they are, met by the same chance; less than 0 is fewer.

    `opened` vacancies of the first year, `opened_all` of all years, `covered` of those of the first year, `uncovered`
    the rest of these, `vacant` posts at the end, `vacant_after_a_year` those at the end of the first.
    """

    level: PostLevel
    opened: Count
    opened_all: Count
    covered: Count
    uncovered: Count
    vacant: Count
    vacant_after_a_year: Count


@dataclass(frozen=True, kw_only=True)
class ForecastResult:
    """All that is stored of a forecast. With a scenario: `outcome` with it, `as_is` without, and what differs."""

    ground: Ground
    outcome: Outcome
    rates: tuple[RateLine, ...]
    back: tuple[LookedBack, ...]
    as_is: Outcome | None = None
    differences: tuple[Difference, ...] = ()


@dataclass(frozen=True, kw_only=True)
class ScenarioTerms:
    """A scenario that somebody saved for a place; `shared` with everybody who may see forecasts of it.

    `latest` is the number of the newest forecast made with it as it is now, `latest_state` how far that is.
    """

    number: int
    name: str
    place: ForecastPlace
    what: WhatIf
    shared: bool
    own: bool
    by: str
    latest: int | None = None
    latest_state: ForecastState | None = None


@dataclass(frozen=True, kw_only=True)
class ScenarioChoices:
    """What the form of a scenario offers: organisations by code and name, kinds of them, roles at a level."""

    organisations: tuple[tuple[str, str], ...]
    kinds: tuple[str, ...]
    targets: tuple[tuple[PostRole, PostLevel], ...]


@dataclass(frozen=True, kw_only=True)
class ForecastHead:
    """A forecast without what came of it: of what was held on a day (`on`), with a scenario or none.

    `done` of `parts` pieces of the work are done. `told` says why it failed.
    """

    number: int
    place: ForecastPlace
    on: date
    state: ForecastState
    done: int
    parts: int
    asked_by: str
    asked_at: datetime
    ended_at: datetime | None
    replications: int
    seed: int
    told: str
    what: WhatIf = field(default_factory=WhatIf)
    scenario: int | None = None
    scenario_name: str = ""


@dataclass(frozen=True, kw_only=True)
class ForecastTerms:
    """A forecast; `result` once it is done."""

    head: ForecastHead
    result: ForecastResult | None


@dataclass(frozen=True, kw_only=True)
class ForecastPage:
    """What is coming for a place: the newest forecast of things as they are, one under way, earlier ones, scenarios.

    `places` are those that the viewer may ask about.
    """

    place: ForecastPlace
    places: tuple[ForecastPlace, ...]
    newest: ForecastTerms | None
    under_way: ForecastHead | None
    earlier: tuple[ForecastHead, ...]
    scenarios: tuple[ScenarioTerms, ...]
