"""The words of a post prospectus: what those who might apply can read before they do."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from wraparound.capabilities.pipelines.terms.pointing import PostName

LONGEST_TITLE = 150
LONGEST_ROLE = 120
"""Letters of a post in words: as many as the title of a post in pipelines has."""
LONGEST_REVIEW = 1000
MOST_NOT_JUDGED = 20
"""Lines of what the holder is not judged on: beyond it nobody reads them."""


class EditionState(StrEnum):
    """Where one edition of a prospectus stands. `WITHDRAWN` is said of a whole prospectus in a list."""

    DRAFT = "draft"
    IN_REVIEW = "in_review"
    REVIEWED = "reviewed"
    PUBLISHED = "published"
    REPLACED = "replaced"
    WITHDRAWN = "withdrawn"


UNPUBLISHED = frozenset({EditionState.DRAFT, EditionState.IN_REVIEW, EditionState.REVIEWED})
"""The states of an edition that is still being written and read."""


class Missing(StrEnum):
    """What stands in the way of publishing."""

    TITLE = "title"
    SUPPORT = "support"
    NOT_JUDGED = "not_judged"
    AFTERWARDS = "afterwards"
    CONTACT = "contact"
    CLOSED = "closed"


@dataclass(frozen=True, kw_only=True)
class Offer:
    """One item of the support that comes with the post: a component of the catalogue, in the owner's words.

    `name` and `what` are what the catalogue called it and said it is on the day of publishing, and empty before.
    """

    component: str
    words: str
    name: str = ""
    what: str = ""


@dataclass(frozen=True, kw_only=True)
class Realistic:
    """What is realistic here, from published evidence: sentences, the day they were worked out, and on what.

    `sentences` is empty where nothing is published about the organisation.
    """

    sentences: tuple[str, ...]
    worked_out: date
    release: str
    method: str
    made_up: bool


@dataclass(frozen=True, kw_only=True)
class Prospect:
    """What an edition says. `summary` is about the post and the place, `history` how leadership has changed.

    `not_judged` is what its holder will not be judged on, one line each.

    What is set down at publishing, so that the edition reads the same ever after, is empty before: `realistic`, the
    names of the components on offer, what the organisation and its region were called, and `always_judged`, the duties
    that no prospectus puts aside.
    """

    title: str
    closes: date | None = None
    summary: str = ""
    history: str = ""
    offers: tuple[Offer, ...] = ()
    not_judged: tuple[str, ...] = ()
    afterwards: str = ""
    contact: str = ""
    realistic: Realistic | None = None
    organisation: str = ""
    region: str = ""
    always_judged: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Reading:
    """What a reader says of a draft: fine, or change this; `words` say what, and may be empty where it is fine."""

    fine: bool
    words: str = ""


@dataclass(frozen=True, kw_only=True)
class EditionTerms:
    """One edition. `reviewed_by` and `review` are none and empty until somebody else has read it.

    Names of those who wrote and read it are for those who write and read. The public is told whether anybody else read
    it (`was_read`), or asked for a change and nobody found it fine since (`objected`), and not who. `version` is what
    the form of an editor carries, 0 for the public.
    """

    number: int
    state: EditionState
    prospect: Prospect
    was_read: bool
    objected: bool
    written_by: str
    reviewed_by: str
    review: str
    published_at: datetime | None
    replaced_at: datetime | None
    version: int


@dataclass(frozen=True)
class EditionLine:
    """A published edition in the list of them; `replaced_at` is none for the one that counts today."""

    number: int
    published_at: datetime
    replaced_at: datetime | None


@dataclass(frozen=True, kw_only=True)
class ProspectusTerms:
    """A prospectus: the post (organisation and role), the edition shown, and every published one, the newest first.

    `newest` is the number of the edition that counts today, none where nothing was published. `working` is the number
    of the edition that is being written, for those who may read it. `missing`: what stands in the way of publishing
    the edition shown. `may_say` whether the viewer may say fine or change this: never of their own words. `post` is the
    one that it is about, for those who may see it in pipelines.
    """

    number: int
    organisation_code: str
    organisation: str
    region: str
    made_up: bool
    has_evidence: bool
    role: str
    withdrawn_at: datetime | None
    edition: EditionTerms
    editions: tuple[EditionLine, ...]
    newest: int | None
    working: int | None = None
    missing: tuple[Missing, ...] = ()
    may_edit: bool = False
    may_review: bool = False
    may_say: bool = False
    post: PostName | None = None


@dataclass(frozen=True)
class ProspectusLine:
    """A prospectus in a list. `is_open`: one can still apply. `asks`: the viewer may say fine or change this."""

    number: int
    organisation: str
    region: str
    made_up: bool
    role: str
    title: str
    closes: date | None
    state: EditionState
    edition: int
    published_at: datetime | None
    is_open: bool
    asks: bool = False


@dataclass(frozen=True)
class ProspectusQuestion:
    """Words to be found in the title, organisation, region or post, and the page of the list."""

    text: str = ""
    page: int = 1


@dataclass(frozen=True)
class ProspectusPage:
    """One page of the published prospectuses that the question has; `matching` of them on all pages."""

    lines: tuple[ProspectusLine, ...]
    matching: int
    page: int
    pages: int
    question: ProspectusQuestion


@dataclass(frozen=True)
class SectionLine:
    """One line of a list in a prospectus: a name, words that may be empty, and for support what it is in general."""

    name: str
    words: str = ""
    what: str = ""
    key: str = ""


@dataclass(frozen=True, kw_only=True)
class Section:
    """A part of a prospectus as it is read, on the page and on paper: `key` names it, `level` is 2, or 3 within one.

    `unsaid`: the owner says nothing of it, and the paragraph says so.
    """

    key: str
    heading: str
    level: int = 2
    paragraphs: tuple[str, ...] = ()
    points: tuple[SectionLine, ...] = ()
    unsaid: bool = False
