"""Vacancies: a post to be filled, from the day it is opened to its outcome, and who is considered for it."""

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from wraparound.capabilities.pipelines.terms.lists import Known
from wraparound.capabilities.pipelines.terms.posts import PostLevel, PostRole
from wraparound.published.terms import NotInEvidence

LONGEST_BECAUSE = 1_000
LONGEST_WHY = 200


class Stage(StrEnum):
    """How far a vacancy, or somebody considered for it, has come. The last three end it."""

    OPENED = "opened"
    ADVERTISED = "advertised"
    LONG_LIST = "long_list"
    SHORTLIST = "shortlist"
    INTERVIEW = "interview"
    OFFER = "offer"
    APPOINTED = "appointed"
    NOT_APPOINTED = "not_appointed"
    WITHDRAWN = "withdrawn"


OUTCOMES = frozenset({Stage.APPOINTED, Stage.NOT_APPOINTED, Stage.WITHDRAWN})
OF_CANDIDATES = tuple(one for one in Stage if one not in (Stage.OPENED, Stage.ADVERTISED))
"""The stages that somebody who is considered can be in."""


class Unfilled(StrEnum):
    """Why nobody was appointed, or why the vacancy was withdrawn; said of the vacancy, never of a person."""

    NOBODY_APPLIED = "nobody_applied"
    NOBODY_MET_IT = "nobody_met_it"
    DECLINED = "declined"
    WITHDREW = "withdrew"
    PAY = "pay"
    REORGANISED = "reorganised"
    STAND_IN = "stand_in"
    OTHER = "other"


class Source(StrEnum):
    """Where a candidate comes from. OUTSIDE: somebody who is not otherwise held here."""

    OWN = "own"
    RELEASED = "released"
    OUTSIDE = "outside"


class Show(StrEnum):
    """Which vacancies a list has."""

    OPEN = "open"
    ENDED = "ended"
    ALL = "all"


class NoSuchVacancy(NotInEvidence):
    """No such vacancy, or not one for this viewer: the same sentence for both, so that it tells nothing."""

    def __init__(self) -> None:
        """One sentence for every case."""
        super().__init__("There is no such vacancy, or it is not yours to see. The list names those that are.")


@dataclass(frozen=True, kw_only=True)
class Costs:
    """What filling a post has cost so far, in whole pounds; none where it was not said."""

    advertising: int | None = None
    search_firm: int | None = None
    interim_cover: int | None = None
    other: int | None = None

    @property
    def said(self) -> tuple[int, ...]:
        """Those that were."""
        every = (self.advertising, self.search_firm, self.interim_cover, self.other)
        return tuple(one for one in every if one is not None)

    @property
    def whole(self) -> int | None:
        """All that was said, together; none where nothing was."""
        return sum(self.said) if self.said else None


@dataclass(frozen=True, kw_only=True)
class NewVacancy:
    """A vacancy as it is opened: from which day somebody is needed, and why it is to be filled."""

    opened_on: date
    needed_from: date
    because: str = ""


@dataclass(frozen=True, kw_only=True)
class NewStage:
    """A stage that a vacancy or a candidate has come to, on its day, and why."""

    stage: Stage
    on: date
    because: str = ""


@dataclass(frozen=True, kw_only=True)
class NewOutcome:
    """How a vacancy ended. `candidate` is the number of whoever is appointed, where they were on its lists.

    `others` is what the candidates who are still considered are told.
    """

    stage: Stage
    on: date
    because: str
    unfilled: Unfilled | None = None
    candidate: int | None = None
    others: str = ""


@dataclass(frozen=True, kw_only=True)
class StageCorrection:
    """An entry as it should be, and why; history keeps what it said before."""

    on: date
    because: str
    unfilled: Unfilled | None = None
    why: str


@dataclass(frozen=True, kw_only=True)
class NewCandidate:
    """Somebody for the long list: a person of this site by key, or an outside applicant by name; and why."""

    person: str = ""
    name: str = ""
    on: date
    because: str


NOT_YET_KEPT = 10**12
"""Stands for the number of an entry that is about to be made: after all others of its day."""


@dataclass(frozen=True, kw_only=True)
class Entered:
    """A stage as it is kept. `because` is empty for whoever may not read it; `by` who entered it."""

    number: int
    stage: Stage
    on: date
    because: str = ""
    by: str = ""
    unfilled: Unfilled | None = None
    version: int = 0
    with_vacancy: bool = False


@dataclass(frozen=True, kw_only=True)
class StageTime:
    """A time in a stage, to the day of the next one; `ends` is none while it lasts. `days` are counted to today."""

    stage: Stage
    starts: date
    ends: date | None
    days: int


@dataclass(frozen=True, kw_only=True)
class CandidateLine:
    """Somebody considered for a vacancy. `known` is none for outside applicants and where the name is not the viewer's.

    `name` is that of an outside applicant, for those who lead the organisation.
    """

    number: int
    source: Source
    known: Known | None
    name: str
    stage: Stage
    since: date
    entered: tuple[Entered, ...]

    @property
    def called(self) -> str:
        """What to call them; empty where the viewer may not know."""
        return self.known.name if self.known else self.name

    @property
    def is_open(self) -> bool:
        """Whether they are still considered."""
        return self.stage not in OUTCOMES


@dataclass(frozen=True, kw_only=True)
class PostVacancy:
    """A vacancy on the page of its post.

    `days` since it was opened, to its outcome or the day asked about; `in_stage` since it came to its stage.
    """

    number: int
    stage: Stage
    since: date
    opened_on: date
    days: int
    in_stage: int
    unfilled: Unfilled | None

    @property
    def is_open(self) -> bool:
        """Whether it has no outcome yet."""
        return self.stage not in OUTCOMES


@dataclass(frozen=True, kw_only=True)
class VacancyLine(PostVacancy):
    """A vacancy in a list. `candidates` are those still considered, in people; none where the viewer sees no counts."""

    post: int
    title: str
    role: PostRole
    level: PostLevel
    organisation_code: str
    organisation: str
    region: str
    needed_from: date
    candidates: int | None
    considered: int | None
    leads: bool


@dataclass(frozen=True, kw_only=True)
class VacanciesQuestion:
    """Which vacancies, and which page of them (from 1)."""

    text: str = ""
    stage: Stage | None = None
    role: PostRole | None = None
    level: PostLevel | None = None
    organisation: str = ""
    region: str = ""
    show: Show = Show.OPEN
    page: int = 1
    on: date | None = None

    def asked(self, *, day: bool = True) -> dict[str, str]:
        """What was asked as it stands in an address, without its page.

        >>> VacanciesQuestion(stage=Stage.OFFER).asked()
        {'stage': 'offer'}
        """
        words = {
            "q": self.text,
            "stage": self.stage or "",
            "role": self.role or "",
            "level": self.level or "",
            "organisation": self.organisation,
            "region": self.region,
            "show": "" if self.show is Show.OPEN else self.show,
            "on": self.on.isoformat() if self.on and day else "",
        }
        return {name: str(value) for name, value in words.items() if value}

    @property
    def narrows(self) -> bool:
        """Whether it leaves any out."""
        return bool(self.asked(day=False))

    def of_today(self) -> "VacanciesQuestion":
        """The same without its page and its day: what is remembered of it."""
        return replace(self, page=1, on=None)


@dataclass(frozen=True, kw_only=True)
class VacanciesPage:
    """One page of the vacancies that the viewer may see, of `matching`; how many of these are in each stage."""

    question: VacanciesQuestion
    day: date
    rows: tuple[VacancyLine, ...]
    stages: tuple[tuple[Stage, int], ...]
    matching: int
    page: int
    pages: int
    anything: bool


@dataclass(frozen=True, kw_only=True)
class VacancyTerms:
    """A vacancy as one viewer may see it. `candidates` by name, those not named after them; empty without counts.

    `hidden` of them are not the viewer's to see by name. `in_each`: days in each stage, all times in it together.
    `costs` are none for whoever does not lead the organisation.
    """

    line: VacancyLine
    day: date
    kind: str
    region_code: str
    entered: tuple[Entered, ...]
    times: tuple[StageTime, ...]
    in_each: tuple[tuple[Stage, int], ...]
    candidates: tuple[CandidateLine, ...]
    hidden: int
    sees_counts: bool
    costs: Costs | None
    version: int

    @property
    def is_open(self) -> bool:
        """Whether it has no outcome yet."""
        return self.line.stage not in OUTCOMES


@dataclass(frozen=True, kw_only=True)
class CandidateTerms:
    """One candidate with the vacancy they are considered for, as those read it who lead its organisation."""

    line: CandidateLine
    vacancy: VacancyLine
    vacancy_open: bool


@dataclass(frozen=True, kw_only=True)
class Applicant:
    """Somebody whom those who lead the organisation are about to remove. `name` is that of an outside applicant only.

    `considered` and `vacancy_there`: neither they nor the vacancy were entered by mistake.
    """

    number: int
    name: str
    source: Source
    considered: bool
    vacancy: int
    vacancy_there: bool
    title: str
    organisation: str


@dataclass(frozen=True, kw_only=True)
class OwnCandidacy:
    """A vacancy for which somebody was considered, as they read it: each stage, who decided it, and why."""

    number: int
    title: str
    organisation: str
    stage: Stage
    since: date
    entered: tuple[Entered, ...]
