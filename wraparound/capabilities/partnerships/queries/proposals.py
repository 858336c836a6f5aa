"""Who could help a trust, by published evidence alone; nothing here needs a database.

What organisations say of themselves, and who leads them, stands in the database: `here` adds it.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from functools import lru_cache
from types import MappingProxyType

from wraparound.capabilities.expectations.queries.standings import standings
from wraparound.capabilities.partnerships.access import PROPOSE
from wraparound.capabilities.partnerships.calculation.guard import guard_whatever
from wraparound.capabilities.partnerships.calculation.proposals import (
    known_of_trust,
    left_out,
    narrowed,
    needing,
    proposals_for,
)
from wraparound.capabilities.partnerships.terms.places import Coordinates, PlacesInUse
from wraparound.capabilities.partnerships.terms.proposals import (
    NOT_READ,
    Known,
    Leader,
    OwnWords,
    Proposal,
    ProposalQuestion,
    Proposals,
)
from wraparound.capabilities.partnerships.terms.standings import STANDING_METHOD
from wraparound.capabilities.partnerships.wording.proposals import told
from wraparound.capabilities.sources.queries.releases import release_in_use
from wraparound.people.access import NotYours, ensure, reach
from wraparound.people.terms.access import PUBLIC, Viewer
from wraparound.published.terms import NotInEvidence

NOWHERE: Mapping[str, Coordinates] = MappingProxyType({})
NO_PLACES = PlacesInUse()


def propose(
    question: ProposalQuestion, *, viewer: Viewer, on: date, places: Mapping[str, Coordinates] = NOWHERE
) -> Proposals:
    """Who could help a trust, by published evidence; for whoever may ask of every organisation.

    NotInEvidence for a code that no open trust has.
    """
    ensure(viewer, PROPOSE)
    if not reach(viewer, PROPOSE).nation:
        raise NotYours(PROPOSE.because)
    known = trusts_known(viewer=viewer, on=on, words=NOT_READ, places=places)
    return answer(question, known, viewer=viewer, on=on, places=PlacesInUse(at=places))


def propose_for_all(*, viewer: Viewer, on: date) -> dict[str, tuple[Proposal, ...]]:
    """The same for every open trust, by code, not narrowed and without words."""
    ensure(viewer, PROPOSE)
    if not reach(viewer, PROPOSE).nation:
        raise NotYours(PROPOSE.because)
    known = trusts_known(viewer=viewer, on=on, words=NOT_READ)
    whatever = {code: guard_whatever(one, on=on) for code, one in known.items()}
    return {code: proposals_for(one, known.values(), on=on, whatever=whatever) for code, one in known.items()}


def trusts_known(
    *,
    viewer: Viewer,
    on: date,
    words: OwnWords,
    leaders: Mapping[str, tuple[Leader, ...]] = MappingProxyType({}),
    places: Mapping[str, Coordinates] = NOWHERE,
) -> Mapping[str, Known]:
    """All that is known of every open trust, by its code."""
    ensure(viewer, PROPOSE)
    if words is NOT_READ and not leaders and not places:
        return _published(release_in_use(viewer=viewer).id, on)
    return {
        code: known_of_trust(one, on=on, words=words, leaders=leaders.get(code), at=places.get(code))
        for code, one in standings(viewer=viewer).items()
    }


def answer(
    question: ProposalQuestion,
    known: Mapping[str, Known],
    *,
    viewer: Viewer,
    on: date,
    places: PlacesInUse = NO_PLACES,
) -> Proposals:
    """The proposals among those that are known, narrowed and in words; NotInEvidence where the asker is not of them."""
    ensure(viewer, PROPOSE)
    asker = known.get(question.code.strip().upper())
    if asker is None:
        raise NotInEvidence(
            f"No open trust has the code “{question.code.strip()[:20]}”. Search for it by name; where it has closed, "
            "use the code of the trust that it became part of."
        )
    every = proposals_for(needing(asker, question.topic), known.values(), on=on)
    return told(_proposals(asker, question, every, known.values(), on, places, release_in_use(viewer=viewer).id))


def _proposals(
    asker: Known,
    question: ProposalQuestion,
    every: tuple[Proposal, ...],
    known: Iterable[Known],
    on: date,
    places: PlacesInUse,
    release: str,
) -> Proposals:
    return Proposals(
        code=asker.code,
        name=asker.name,
        kind=asker.kind,
        region=asker.region,
        made_up=asker.made_up,
        on=on,
        aspects=asker.aspects,
        spells=asker.spells,
        needs=asker.needs,
        topic=question.topic,
        filters=question.filters,
        looked_at=sum(one.made_up == asker.made_up for one in known) - 1,
        found=len(every),
        left_out=left_out(every, question.filters),
        proposals=narrowed(every, question.filters),
        words_read=asker.words_read,
        places_read=bool(places.at),
        places_source=places.source,
        release=release,
        method=STANDING_METHOD,
    )


@lru_cache(maxsize=4)
def _published(release: str, on: date) -> Mapping[str, Known]:
    """Kept for the release and the day: it is public, and the same for everybody who may ask."""
    found = standings(viewer=PUBLIC, release=release)
    return MappingProxyType({code: known_of_trust(one, on=on, words=NOT_READ) for code, one in found.items()})
