"""What capabilities hold of a person besides their record: each says so itself, since people knows none of them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from wraparound.people.access import SIGNED_IN, ensure
from wraparound.people.terms.access import Viewer
from wraparound.people.terms.records import EntryElsewhere, HeldElsewhere


class Asked(Protocol):
    """A query of a capability: what it holds of the viewer themselves, and of nobody else."""

    def __call__(self, *, viewer: Viewer, at: datetime) -> tuple[HeldElsewhere, ...]:
        """The answer, the oldest first."""
        ...


class Entries(Protocol):
    """A query of a capability: its entries of one sort about a person (id). People has seen that the viewer may."""

    def __call__(self, person: int, *, viewer: Viewer) -> tuple[EntryElsewhere, ...]:
        """The answer, in the order in which the person reads it."""
        ...


class PutsRight(Protocol):
    """An action of a capability: what becomes of an entry once what the person said of it was upheld."""

    def __call__(self, number: int, answer: str, *, at: datetime, by: Viewer) -> None:
        """Puts right the entry behind the number; people has seen that the actor may, and a change is open."""
        ...


@dataclass(frozen=True, kw_only=True)
class Contestable:
    """A sort of entry that a capability keeps, and that the person it is about can say is wrong.

    `record` is the sort of record, which must be close: those who lead where it was written answer. `page` is the name
    of the address where the person reads such entries, `link` what that page is called, `if_upheld` what then becomes
    of one, in a sentence.
    """

    record: str
    entries: Entries
    put_right: PutsRight
    if_upheld: str
    page: str
    link: str


@dataclass(frozen=True, kw_only=True)
class OwnPage:
    """A page of a capability with what it holds of somebody, to which their record leads.

    `page` is the name of its address, `words` what it is called, `behind` who reads what stands there.
    """

    page: str
    words: str
    behind: str


_ASKED: dict[str, Asked] = {}
_OWN_PAGES: dict[str, OwnPage] = {}
_CONTESTED: dict[str, Contestable] = {}


def also_asks(name: str, asked: Asked, *, viewer: Viewer) -> None:
    """Has the query asked whenever somebody takes a copy of what is held of them; once under each name."""
    _ASKED[name] = asked


def also_contested(word: str, sort: Contestable, *, viewer: Viewer) -> None:
    """Has people show these entries to the person they are about, who can say that they are wrong; by this word."""
    _CONTESTED[word] = sort


def also_leads_to(page: OwnPage, *, viewer: Viewer) -> None:
    """Has the page of everybody's own record lead there; once for each address."""
    _OWN_PAGES[page.page] = page


def own_pages(*, viewer: Viewer) -> tuple[OwnPage, ...]:
    """Every page of somebody's own that capabilities have, in the order in which they said so."""
    return tuple(_OWN_PAGES.values())


def held_elsewhere(*, viewer: Viewer, at: datetime) -> tuple[HeldElsewhere, ...]:
    """Everything that capabilities hold of the viewer."""
    ensure(viewer, SIGNED_IN)
    return tuple(one for asked in _ASKED.values() for one in asked(viewer=viewer, at=at))


def contested_elsewhere(*, viewer: Viewer) -> Mapping[str, Contestable]:
    """Every sort of entry of capabilities that can be said to be wrong, by its word."""
    return _CONTESTED


def contestable(record: str, *, viewer: Viewer) -> Contestable | None:
    """How a sort of record of a capability is contested; none where it is one of people's own."""
    return next((one for one in _CONTESTED.values() if one.record == record), None)
