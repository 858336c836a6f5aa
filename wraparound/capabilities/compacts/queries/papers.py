"""Documents out of a compact: which can be had by whom, and each as data. Whoever makes one is logged as looking."""

from datetime import date

from wraparound.capabilities.compacts import evidence
from wraparound.capabilities.compacts.calculation.clock import day_of
from wraparound.capabilities.compacts.calculation.documents import prospect_in
from wraparound.capabilities.compacts.calculation.drafting import points_of
from wraparound.capabilities.compacts.models.agreed import Compact, Edition
from wraparound.capabilities.compacts.queries.compacts import compact, compact_terms
from wraparound.capabilities.compacts.queries.reading import NoSuchCompact, compact_of, rule_for, subject_of
from wraparound.capabilities.compacts.terms.agreement import Party
from wraparound.capabilities.compacts.terms.compacts import CompactTerms, TextState
from wraparound.capabilities.compacts.terms.papers import (
    BEFORE_SIGNING,
    CompactPaper,
    History,
    NoSuchPaper,
    PaperContext,
    PaperOffer,
    PaperSort,
)
from wraparound.capabilities.compacts.terms.prospectuses import EditionState
from wraparound.capabilities.compacts.wording.agreement import PARTIES
from wraparound.capabilities.compacts.wording.papers import NAMES, WHAT
from wraparound.capabilities.compacts.wording.papers_board import board_paper
from wraparound.capabilities.compacts.wording.papers_letter import letter
from wraparound.capabilities.compacts.wording.papers_month import one_page
from wraparound.capabilities.compacts.wording.papers_objectives import objectives
from wraparound.capabilities.compacts.wording.papers_pay import pay_case
from wraparound.people.access import NotYours
from wraparound.people.queries.looking import shown
from wraparound.people.terms.access import Viewer
from wraparound.published.months import months_after

COMPOSED = {
    PaperSort.LETTER: letter,
    PaperSort.BOARD: board_paper,
    PaperSort.PAY: pay_case,
    PaperSort.OBJECTIVES: objectives,
    PaperSort.MONTH: one_page,
}
ASK_ABOUT_PAY = (Party.BOARD, Party.REGION)
"""The sides on whose request evidence for a pay case is made; nobody else's."""
NOT_ASKED_BY_YOU = (
    "Evidence for a pay case is made only when the chair or the regional director of the compact asks for it. Each "
    "time it is made stands in the leader's log of looks."
)
NOTHING_YET = "Documents are made of a version that is offered for signing or in force. This one is neither."
ONLY_IN_FORCE = "It can be made once every side that must has signed."


def documents(number: int, *, viewer: Viewer, on: date) -> tuple[CompactTerms, tuple[PaperOffer, ...]]:
    """A compact with the documents that can be had of it: of the version in force, and of one that is offered."""
    found = compact(number, viewer=viewer, on=on)
    versions = {one.state: one.number for one in reversed(found.texts)}
    offers: list[PaperOffer] = []
    for state in (TextState.IN_FORCE, TextState.OFFERED):
        if state in versions:
            offers += [
                PaperOffer(
                    sort=sort,
                    name=NAMES[sort],
                    what=WHAT[sort],
                    version=versions[state],
                    proposed=state is TextState.OFFERED,
                    why_not=NOT_ASKED_BY_YOU if sort is PaperSort.PAY and not _asks(found) else "",
                )
                for sort in PaperSort
                if state is TextState.IN_FORCE or sort in BEFORE_SIGNING
            ]
    return found, tuple(offers)


def document(
    number: int, sort: PaperSort, *, where: str, viewer: Viewer, on: date, version: int | None = None
) -> CompactPaper:
    """One document of the version in force, or the one asked for. `where`: the address at which the compact stands.

    NoSuchCompact where there is none for this viewer, NoSuchPaper where this one cannot be made of the version,
    NotYours where it is not for this viewer to ask for.
    """
    row = compact_of(number, viewer=viewer)
    found = compact_terms(row, viewer=viewer, on=on, version=version)
    text = found.text
    if text is None:
        raise NoSuchCompact
    proposed = text.state is TextState.OFFERED
    if text.state not in (TextState.IN_FORCE, TextState.OFFERED):
        raise NoSuchPaper(NOTHING_YET)
    if proposed and sort not in BEFORE_SIGNING:
        raise NoSuchPaper(f"{NAMES[sort]}: of version {text.number} it cannot be made yet. {ONLY_IN_FORCE}")
    if sort is PaperSort.PAY and not _asks(found):
        raise NotYours(NOT_ASKED_BY_YOU)
    _note_look(row, sort, viewer)
    return CompactPaper(
        compact=number,
        version=text.number,
        organisation_code=found.organisation_code,
        sort=sort,
        proposed=proposed,
        paper=COMPOSED[sort](found, _context(found, sort, where, viewer)),
    )


def _asks(found: CompactTerms) -> bool:
    return any(one in ASK_ABOUT_PAY for one in found.sides)


def _note_look(row: Compact, sort: PaperSort, viewer: Viewer) -> None:
    """That it was this document: the leader reads in their log which one was made of their compact."""
    if row.leader_id:
        fields = ("name", "compact", NAMES[sort].lower())
        about = subject_of(row, viewer=viewer)
        shown([row.leader_id], fields, rule_for(row, viewer=viewer), viewer=viewer, about=about)


def _context(found: CompactTerms, sort: PaperSort, where: str, viewer: Viewer) -> PaperContext:
    assert found.text is not None  # the caller has found that there is one
    agreed = found.text.agreement
    side = next((PARTIES[one] for one in found.sides if one in ASK_ABOUT_PAY), "")
    about_pay = sort is PaperSort.PAY
    return PaperContext(
        where=where,
        asked_by=f"{viewer.name}, for {side}," if side else viewer.name,
        points=points_of(agreed.starts, agreed.months),
        last_day=months_after(agreed.starts, agreed.months),
        history=_history(found) if about_pay else None,
        pay_rules=evidence.pay_framework() if about_pay else (),
    )


def _history(found: CompactTerms) -> History | None:
    """What the published prospectus of the same post says of how leadership has changed: the newest that says it."""
    rows = Edition.objects.filter(
        state=EditionState.PUBLISHED,
        prospectus__organisation__code=found.organisation_code,
        prospectus__role__iexact=found.role,
        prospectus__withdrawn_at__isnull=True,
        published_at__isnull=False,
    ).order_by("-published_at")
    for row in rows:
        words = prospect_in(row.content).history.strip()
        if words and row.published_at:
            return History(words=words, edition=row.number, published=day_of(row.published_at))
    return None
