"""Who could help an organisation of this site: published evidence, what organisations say, and who leads them."""

from collections.abc import Mapping
from datetime import date

from wraparound.capabilities.expectations.queries.lists import organisations
from wraparound.capabilities.partnerships.access import PROPOSE
from wraparound.capabilities.partnerships.calculation.proposals import needs_that_count, offers_that_count
from wraparound.capabilities.partnerships.queries.proposals import NOWHERE, answer, trusts_known
from wraparound.capabilities.partnerships.queries.said import own_words_of
from wraparound.capabilities.partnerships.terms.proposals import (
    Coordinates,
    Known,
    Leader,
    NoSuchProposal,
    OwnWords,
    Proposal,
    ProposalQuestion,
    Proposals,
)
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
    """
    ensure(viewer, PROPOSE)
    made_up = _sort_of(question.code.strip().upper(), viewer)
    rows = list(Organisation.objects.filter(made_up=made_up).exclude(kind="Region").select_related("region"))
    codes = {row.code for row in rows} | ({} if made_up else organisations(viewer=viewer)).keys()
    words, leaders = own_words_of(codes, viewer=viewer, on=on), _leaders(codes, viewer, on)
    here = {row.code: _known(row, words, leaders, places, on) for row in rows}
    if made_up:
        return answer(question, here, viewer=viewer, on=on, places_read=bool(places))
    known = trusts_known(viewer=viewer, on=on, words=words, leaders=leaders, places=places)
    register = organisations(viewer=viewer)
    # What the register knows as a trust, open or closed, is as the register has it.
    others = {code: one for code, one in here.items() if code not in register}
    return answer(question, {**others, **known}, viewer=viewer, on=on, places_read=bool(places))


def proposal_here(code: str, helper: str, *, viewer: Viewer, on: date) -> tuple[Proposals, Proposal]:
    """One proposal with the organisation it is for, whatever it is narrowed to; NoSuchProposal where there is none."""
    found = propose_here(ProposalQuestion(code=code, filters=()), viewer=viewer, on=on)
    one = next((each for each in found.proposals if each.code == helper.strip().upper()), None)
    if one is None:
        raise NoSuchProposal(
            f"Nothing is known that “{helper.strip()[:20]}” could help {found.name} with; so it is not proposed."
        )
    return found, one


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
