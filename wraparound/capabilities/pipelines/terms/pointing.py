"""Posts as what stands above points at them: by number and title, and what is told of how one was held, in counts."""

from dataclasses import dataclass
from datetime import date

from wraparound.capabilities.pipelines.terms.posts import HolderKind, PostRole


@dataclass(frozen=True, kw_only=True)
class PostName:
    """A post by its number, its title and what it is mainly answerable for."""

    number: int
    title: str
    role: PostRole


@dataclass(frozen=True, kw_only=True)
class Stay:
    """A time in which a post was held, or stood empty where there is no `person`; `ends` is the last day."""

    kind: HolderKind
    person: int | None
    starts: date
    ends: date | None


@dataclass(frozen=True, kw_only=True)
class Story:
    """How a post was held up to a day, as it is entered: counts and whole months, and nobody's name.

    `since` is the first day of which anything is entered. `holders`: people who held it substantively. `left`: months
    that each stay of one of them lasted which is over, the shortest first; `here`: months so far of those who hold it.
    `empty_times` without a substantive holder, `empty_months` in all, `empty_now` whether it is so on the day.
    `stood_in`: times in which somebody held it as an interim, acting or on secondment.
    """

    title: str
    on: date
    since: date | None
    holders: int
    left: tuple[int, ...]
    here: tuple[int, ...]
    empty_times: int
    empty_months: int
    empty_now: bool
    stood_in: int
