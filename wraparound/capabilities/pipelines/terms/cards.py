"""The card of a person: the same everywhere, on paper on one page."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from wraparound.capabilities.pipelines.terms.lists import Known
from wraparound.capabilities.pipelines.terms.people import ReleaseFor, ReleaseTo
from wraparound.capabilities.pipelines.terms.readiness import HeldPost, Place, ReadinessLine, Wrong
from wraparound.capabilities.pipelines.terms.references import ShownBeside
from wraparound.capabilities.pipelines.terms.succession import Band, State, Use

MOST_ON_PAPER = 4
"""Of each sort, in lines; paper says how many more there are."""
LONGEST_ON_PAPER = 200
"""Letters of evidence on paper; the page has all of them."""


class Way(StrEnum):
    """By what somebody sees a card: as the person; as one who leads where they belong; as one they are released to.

    HELD: they once held a post of an organisation that the viewer leads; no more is seen then than its own past.
    """

    SELF = "self"
    LEADS = "leads"
    RELEASED = "released"
    HELD = "held"


@dataclass(frozen=True, kw_only=True)
class NamedFor:
    """A post for which somebody is named, with their readiness for it; `counts` where it is part of the bench.

    `number` is that of the entry; `wrong` what they say is wrong with it, for them and those who lead its organisation.
    `band_told` is false where they are no longer there, or the viewer sees no more than a past: then `band` is none.
    """

    post: int
    title: str
    organisation: str
    use: Use
    state: State
    since: date
    band: Band | None
    stale: bool
    counts: bool
    band_told: bool
    number: int
    wrong: Wrong | None


@dataclass(frozen=True, kw_only=True)
class CardRelease:
    """For what and to whom somebody is released, from which organisation and region, and until when.

    `agreed_on` is none while it waits for the person's agreement: then it shows them to nobody.
    """

    organisation: str
    region: str
    purpose: ReleaseFor
    to: ReleaseTo
    offered_on: date
    agreed_on: date | None
    ends: date


@dataclass(frozen=True, kw_only=True)
class Card:
    """Somebody as one viewer may see them on a day. `leads`: the viewer leads where they belong, and they are another.

    `considers` is what they would consider, heading and words, as far as the viewer may read it today.
    `seen_at` are the organisations whose leaders see it today, by name: all for the person, else as far as the viewer
    may know of them. `holds` are the posts of the day, `coming` those that they take up after it, `held` earlier ones,
    the latest first. `earlier` is what was agreed and counts no longer. `offered` are releases that wait for the
    person, for them and whoever leads them. `beside`: by number of a readiness, what they show beside it, as far as it
    leads somewhere for the viewer.
    """

    known: Known
    made_up: bool
    on: date
    way: Way
    leads: bool
    places: tuple[Place, ...]
    seen_at: tuple[str, ...]
    holds: tuple[HeldPost, ...]
    coming: tuple[HeldPost, ...]
    held: tuple[HeldPost, ...]
    readiness: tuple[ReadinessLine, ...]
    earlier: tuple[ReadinessLine, ...]
    named_for: tuple[NamedFor, ...]
    releases: tuple[CardRelease, ...]
    offered: tuple[CardRelease, ...]
    considers: tuple[tuple[str, str], ...]
    beside: Mapping[int, tuple[ShownBeside, ...]] = field(default_factory=dict)

    @property
    def posts(self) -> tuple[HeldPost, ...]:
        """All of these, those of the day first."""
        return (*self.holds, *self.coming, *self.held)

    @property
    def is_self(self) -> bool:
        """Whether it is the viewer's own."""
        return self.way is Way.SELF
