"""The words of patience: how long a compact waits before somebody should talk, and how often that is wrong."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from wraparound.capabilities.compacts.terms.agreement import Patience, Result

PATIENCE_METHOD = "patience-2"
"""Changes whenever the same figures would give another rule."""

BACKTEST_PROTOCOL = 2


SHARES = {Patience.LATER: 0.02, Patience.USUAL: 0.04, Patience.SOONER: 0.08}
"""Share of the reference paths that is ever below the line, for each choice."""


@dataclass(frozen=True, kw_only=True)
class ErrorTerms:
    """How often a choice is wrong either way by so many months, 0 to 1.

    `flagged`: asked to talk although the trust does as its comparators did. `missed_half`, `missed_one`: not asked
    although it slides by half a point, or one point, a month.
    """

    months: int
    flagged: float
    missed_half: float
    missed_one: float


@dataclass(frozen=True, kw_only=True)
class ChoiceTerms:
    """One choice of patience with its errors, the last of them at the end of the term."""

    choice: Patience
    errors: tuple[ErrorTerms, ...]


@dataclass(frozen=True, kw_only=True)
class LookTerms:
    """One quarter of the certificate, as methods/monitoring/certificate.py has it."""

    carried: tuple[float, ...]
    edges: tuple[float, ...]
    bets: tuple[float, ...]


@dataclass(frozen=True, kw_only=True)
class RuleTerms:
    """The patience rule of one result (`key`), with all its parameters, as it is frozen at signing.

    `unit` and `measure` say whose figures of what are judged, `lower` whether less is better. Months are ordinals (year
    × 12 + month − 1): `start` the first month of the last period known, `first` that of the first period that counts.
    `begun`: the three parts of the start; `median`: where the median trust stood; `expected` (log odds beside it) and
    `allowed` (spreads) by period that counts; `slopes` (periods × 4) what was to be expected of everybody; `spread` the
    usual spread by period, log odds. `choices` hold the errors of every choice. `why_not` says why there is no rule.
    """

    key: str
    choice: Patience
    unit: str = ""
    measure: str = ""
    lower: bool = False
    months_per_period: int = 0
    start: int = 0
    first: int = 0
    begun: tuple[float, ...] = ()
    median: float = 0.0
    expected: tuple[float, ...] = ()
    allowed: tuple[float, ...] = ()
    slopes: tuple[tuple[float, ...], ...] = ()
    spread: tuple[float, ...] = ()
    looks: tuple[LookTerms, ...] = ()
    choices: tuple[ChoiceTerms, ...] = ()
    made_up: bool = False
    release: str = ""
    method: str = ""
    why_not: str = ""

    @property
    def months(self) -> int:
        """How many months of figures the rule judges."""
        return len(self.allowed) * self.months_per_period

    @property
    def errors(self) -> tuple[ErrorTerms, ...]:
        """The errors of what was chosen; none where there is no rule."""
        return next((one.errors for one in self.choices if one.choice is self.choice), ())


class Verdict(StrEnum):
    """What the rule says of the figures published so far."""

    EARLY = "early"
    INSIDE = "inside"
    TALK = "talk"
    UNLIKE = "unlike"
    STOPPED = "stopped"
    SILENT = "silent"


@dataclass(frozen=True, kw_only=True)
class JudgedPeriod:
    """One period: its first day, and percentages.

    `percent`: the trust's own, none where not reported. `expected`, `line` and `far` (as far on the good side): none
    where nobody can say. `counts`: it is judged; not before the first day, in a pause, or after a break. `below`: three
    months' mean is below the line. `stake`: that of the certificate after it, none where its quarter is not over.
    `ahead`: not published yet; the line is then drawn with the usual spread and the median trust as it stood.
    """

    day: date
    percent: float | None
    expected: float | None = None
    line: float | None = None
    far: float | None = None
    counts: bool = False
    below: bool = False
    stake: float | None = None
    ahead: bool = False


@dataclass(frozen=True, kw_only=True)
class Judged:
    """What the rule of one result says now: since which period, by which release, and every period behind it.

    `broken` is the first day of the period from which figures do not compare with the start. `sentence` and `detail`
    say it all in words.
    """

    key: str
    verdict: Verdict
    since: date | None = None
    newest: date | None = None
    percent: float | None = None
    broken: date | None = None
    periods: tuple[JudgedPeriod, ...] = ()
    stake: float = 1.0
    release: str = ""
    sentence: str = ""
    detail: str = ""


@dataclass(frozen=True, kw_only=True)
class SaidVerdict:
    """What a rule said of newly published figures on a day; `revised`: earlier figures had been changed by then."""

    key: str
    result: str
    verdict: Verdict
    since: date | None
    newest: date | None
    percent: float | None
    release: str
    revised: bool
    said_at: datetime


@dataclass(frozen=True, kw_only=True)
class PatienceLine:
    """One result with its rule and what that says now; either may be none."""

    result: Result
    rule: RuleTerms | None
    judged: Judged | None


@dataclass(frozen=True, kw_only=True)
class CompactPatience:
    """The patience rules of a compact in force: what they say, and what they said before; `why_none` where none is.

    `leads`: the viewer is its leader.
    """

    number: int
    organisation: str
    role: str
    leader: str
    made_up: bool
    lines: tuple[PatienceLine, ...]
    said: tuple[SaidVerdict, ...]
    why_none: str = ""
    leads: bool = False


class PatienceRule(StrEnum):
    """The rules that are held against each other. LINE and CERTIFICATE are ours, on the series beside the median."""

    LINE = "line"
    CERTIFICATE = "certificate"
    ONE_LOW = "one_low"
    THREE_LOW = "three_low"
    CHART = "chart"
    CHART_RAW = "chart_raw"


@dataclass(frozen=True, kw_only=True)
class Flagged:
    """How many of the cases a rule flagged by so many months, 0 to 1, with 95% limits (None: too few blocks).

    `slide`: points a month that were taken off the figures; 0 leaves them as they were.
    """

    slide: float
    months: int
    share: float
    low: float | None
    high: float | None


@dataclass(frozen=True, kw_only=True)
class RuleScore:
    """One rule and what it flagged: in the real months, and with slides put into them.

    `flagged` of the cases without a recording step in the term; `of_all` of every case, judged until its step.
    """

    rule: PatienceRule
    flagged: tuple[Flagged, ...]
    of_all: tuple[Flagged, ...] = ()

    def share(self, slide: float, months: int) -> float:
        """What was flagged of one slide by so many months."""
        return next(one.share for one in self.flagged if (one.slide, one.months) == (slide, months))


@dataclass(frozen=True, kw_only=True)
class PatienceBacktest:
    """The back-test of the patience rule by its protocol (docs/methods/patience.md).

    `cases`: trusts × origins; `stopped` of them met a recording step within the term. `windows` that do not overlap fit
    between the first and the last origin. `simulated`: what the line flagged of `simulated_paths` reference
    paths of trusts that it was not drawn from.
    """

    measure: str
    source: str
    trusts: int
    origins: int
    first_origin: str
    last_origin: str
    windows: int
    cases: int
    stopped: int
    months: int
    simulated: Flagged
    simulated_paths: int
    rules: tuple[RuleScore, ...]
    method: str = PATIENCE_METHOD
    protocol: int = BACKTEST_PROTOCOL
    seconds: float = 0.0
    sentences: tuple[str, ...] = ()
