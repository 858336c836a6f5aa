"""Who could help an organisation of this site: published evidence, what organisations say, and who leads them."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from wraparound.capabilities.expectations.queries.lists import organisations
from wraparound.capabilities.partnerships.access import PROPOSE
from wraparound.capabilities.partnerships.calculation.proposals import (
    aspects_beside,
    needs_that_count,
    offers_that_count,
)
from wraparound.capabilities.partnerships.queries.places import places_in_use
from wraparound.capabilities.partnerships.queries.proposals import NOWHERE, answer, trusts_known
from wraparound.capabilities.partnerships.queries.said import own_words_of
from wraparound.capabilities.partnerships.terms.places import Coordinates, PlacesInUse
from wraparound.capabilities.partnerships.terms.proposals import (
    Known,
    Leader,
    NoSuchProposal,
    OwnWords,
    ProposalPage,
    ProposalQuestion,
    Proposals,
)
from wraparound.capabilities.partnerships.wording.standings import aspect_words
from wraparound.capabilities.pipelines.queries.days import Day
from wraparound.capabilities.pipelines.queries.pointing import held_since
from wraparound.capabilities.pipelines.terms.posts import PostRole
from wraparound.people.access import ensure, reach
from wraparound.people.models import Organisation
from wraparound.people.queries.organisations import NoSuchOrganisation, organisation_of
from wraparound.people.terms.access import Subject, Viewer
from wraparound.published.terms import Kind

LEADING = (PostRole.CHAIR, PostRole.CHIEF_EXECUTIVE)


def propose_here(
    question: ProposalQuestion, *, viewer: Viewer, on: date, places: Mapping[str, Coordinates] = NOWHERE
) -> Proposals:
    """Who could help an organisation that the viewer reaches; NotYours, or NoSuchOrganisation, otherwise.

    A made-up organisation is looked at among made-up ones, a real one among trusts and real organisations here.
    Distances by the places that are given, else by those in use on this site.
    """
    used = PlacesInUse(at=places) if places else places_in_use(viewer=viewer)
    known = _known_here(question.code.strip().upper(), viewer, on, used.at or NOWHERE)
    return answer(question, known, viewer=viewer, on=on, places=used)


def proposal_here(code: str, helper: str, *, viewer: Viewer, on: date) -> ProposalPage:
    """One proposal with everything of both side by side, whatever a list is narrowed to; NoSuchProposal if none is."""
    used = places_in_use(viewer=viewer)
    known = _known_here(code.strip().upper(), viewer, on, used.at or NOWHERE)
    found = answer(ProposalQuestion(code=code, filters=()), known, viewer=viewer, on=on, places=used)
    one = next((each for each in found.proposals if each.code == helper.strip().upper()), None)
    if one is None:
        raise NoSuchProposal(
            f"Nothing is known that “{helper.strip()[:20]}” could help {found.name} with, so it is not proposed."
        )
    theirs = (replace(each, words=aspect_words(each)) for each in known[one.code].aspects)
    return ProposalPage(found=found, proposal=one, beside=aspects_beside(found.aspects, theirs))


def _known_here(code: str, viewer: Viewer, on: date, places: Mapping[str, Coordinates]) -> Mapping[str, Known]:
    """All that is known of everybody who can stand in one list with this organisation, which the viewer reaches."""
    ensure(viewer, PROPOSE)
    made_up = _sort_of(code, viewer)
    rows = list(Organisation.objects.filter(made_up=made_up).exclude(kind="Region").select_related("region"))
    register = {} if made_up else organisations(viewer=viewer)
    codes = {row.code for row in rows} | register.keys()
    words, leaders = own_words_of(codes, viewer=viewer, on=on), _leaders(codes, viewer, on)
    # What the register knows as a trust, open or closed, is as the register has it.
    here = {row.code: _known(row, words, leaders, places, on) for row in rows if row.code not in register}
    if made_up:
        return here
    return {**here, **trusts_known(viewer=viewer, on=on, words=words, leaders=leaders, places=places)}


def _sort_of(code: str, viewer: Viewer) -> bool:
    """Whether it is made up, once the rule reaches it; who may ask of every organisation may ask of any trust too."""
    try:
        row = organisation_of(code, viewer=viewer)
    except NoSuchOrganisation:
        if reach(viewer, PROPOSE).nation:
            return False
        raise
    ensure(viewer, PROPOSE, Subject.at(row.pk, row.region_id))
    return row.made_up


def _known(
    row: Organisation,
    words: OwnWords,
    leaders: Mapping[str, tuple[Leader, ...]],
    places: Mapping[str, Coordinates],
    on: date,
) -> Known:
    """An organisation of which nothing is published."""
    return Known(
        code=row.code,
        name=row.name,
        kind=_kind(row.kind),
        region=row.region.name,
        made_up=row.made_up,
        needs=needs_that_count(words.needs.get(row.code, ()), on=on),
        offers=offers_that_count(words.offers.get(row.code, ()), on=on),
        words_read=words.read,
        helping=words.helping.get(row.code),
        leaders=leaders.get(row.code),
        at=places.get(row.code),
    )


def _kind(kind: str) -> str:
    """As evidence calls it where it is one of its kinds; else as it was entered."""
    known = {one.value for one in Kind}
    return kind.lower() if kind.lower() in known else kind


def _leaders(codes: set[str], viewer: Viewer, on: date) -> dict[str, tuple[Leader, ...]]:
    """How the posts of chair and chief executive are held, where they are entered here and the viewer may see them."""
    found = held_since(codes, LEADING, viewer=viewer, day=Day(on))
    return {
        code: tuple(Leader(str(role), str(kind), since) for role, kind, since in held) for code, held in found.items()
    }
