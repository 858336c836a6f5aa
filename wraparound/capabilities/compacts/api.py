"""Compacts as JSON, cut by the same engine as the pages; prospectuses and the catalogue of support are public."""

from datetime import date
from typing import Annotated, Literal

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from ninja import Path, Query, Router

from wraparound.capabilities.compacts.access import RULES
from wraparound.capabilities.compacts.queries import compacts as kept
from wraparound.capabilities.compacts.queries import papers
from wraparound.capabilities.compacts.queries import prospectuses as posts
from wraparound.capabilities.compacts.queries import recognition as kept_recognitions
from wraparound.capabilities.compacts.queries import reviews as meetings
from wraparound.capabilities.compacts.queries.check_ins import check_ins
from wraparound.capabilities.compacts.queries.endings import ending_page
from wraparound.capabilities.compacts.queries.keys import published_keys
from wraparound.capabilities.compacts.queries.patience import patience_of
from wraparound.capabilities.compacts.queries.raised import raised_list
from wraparound.capabilities.compacts.queries.undertakings import promises
from wraparound.capabilities.compacts.queries.verifying import verify
from wraparound.capabilities.compacts.queries.verifying_endings import verify_ending
from wraparound.capabilities.compacts.terms.agreement import Party
from wraparound.capabilities.compacts.terms.attested import PublishedKey
from wraparound.capabilities.compacts.terms.check_ins import CheckInPage, RaisedList
from wraparound.capabilities.compacts.terms.compacts import (
    CompactList,
    CompactQuestion,
    CompactTerms,
    Compared,
    PromiseList,
    PromiseQuestion,
    UndertakingSort,
    Verified,
)
from wraparound.capabilities.compacts.terms.endings import EndingPage
from wraparound.capabilities.compacts.terms.papers import CompactPaper, PaperOffer, PaperSort
from wraparound.capabilities.compacts.terms.patience import CompactPatience
from wraparound.capabilities.compacts.terms.prospectuses import ProspectusPage, ProspectusQuestion, ProspectusTerms
from wraparound.capabilities.compacts.terms.recognition import PublicRecognition, RecognitionList, RecognitionTerms
from wraparound.capabilities.compacts.terms.reviews import ReviewList, ReviewTerms
from wraparound.capabilities.compacts.terms.support import SupportComponent
from wraparound.people.access import require
from wraparound.records.actions.looks import exporting

router = Router(tags=["compacts"])
REFUSALS = {401: dict[str, str], 403: dict[str, str], 404: dict[str, str], 422: dict[str, str]}
NOT_THERE = {404: dict[str, str], 422: dict[str, str]}

Number = Annotated[int, Path(ge=1, le=1_000_000_000)]
Review = Annotated[int, Path(ge=1, le=1_000_000_000)]
Version = Annotated[int, Path(ge=1, le=10_000)]
AskedVersion = Annotated[int, Query(ge=1, le=10_000)]
Page = Annotated[int, Query(ge=1, le=10_000)]
Token = Annotated[str, Path(max_length=50, pattern=r"^[A-Za-z0-9_-]+$")]
Words = Annotated[str, Query(max_length=100, pattern=r"^[^\x00]*$")]


@router.get("/", response={200: CompactList, **REFUSALS}, url_name="api_compacts")
def api_compacts(
    request: HttpRequest,
    q: Words = "",
    state: Literal["", "writing", "signing", "in_force", "ended"] = "",
    page: Page = 1,
) -> CompactList:
    """A page of the compacts that you may see, by organisation. Needs a sign-in or a token."""
    viewer = require(request, RULES["api_compacts"])
    return kept.compacts(CompactQuestion(q, state, page), viewer=viewer, on=_today())


@router.get("/promises", response={200: PromiseList, **REFUSALS}, url_name="api_promises")
def api_promises(
    request: HttpRequest,
    which: Literal["open", "due", "overdue", "kept", "not_kept", "all"] = "open",
    giver: Party | None = None,
    sort: UndertakingSort | None = None,
    q: Words = "",
    page: Page = 1,
) -> PromiseList:
    """A page of promises and conditions on all sides, by the day they are due. Needs a sign-in or a token."""
    viewer = require(request, RULES["api_promises"])
    return promises(PromiseQuestion(which, giver or "", sort or "", q, page), viewer=viewer, on=_today())


@router.get("/catalogue", response=list[SupportComponent], url_name="api_catalogue")
def api_catalogue(request: HttpRequest) -> list[SupportComponent]:
    """What support can consist of, and what is known of whether each part of it works."""
    viewer = require(request, RULES["api_catalogue"])
    return list(posts.support(viewer=viewer).values())


@router.get("/prospectuses", response={200: ProspectusPage, 422: dict[str, str]}, url_name="api_prospectuses")
def api_prospectuses(request: HttpRequest, q: Words = "", page: Page = 1) -> ProspectusPage:
    """A page of the prospectuses of posts that are published: open ones first, the soonest to close before others."""
    viewer = require(request, RULES["api_prospectuses"])
    return posts.published_page(ProspectusQuestion(q, page), viewer=viewer, on=_today())


@router.get("/prospectuses/{number}", response={200: ProspectusTerms, **NOT_THERE}, url_name="api_prospectus")
def api_prospectus(request: HttpRequest, number: Number, edition: AskedVersion | None = None) -> ProspectusTerms:
    """One published prospectus: the edition that counts today, or the one that is asked for."""
    viewer = require(request, RULES["api_prospectus"])
    return posts.public_prospectus(number, edition, viewer=viewer)


@router.get("/keys", response=list[PublishedKey], url_name="api_keys")
def api_keys(request: HttpRequest) -> list[PublishedKey]:
    """Every key with which an organisation or a region signs or signed, by issuer, the newest first."""
    viewer = require(request, RULES["api_keys"])
    return list(published_keys(viewer=viewer).keys)


@router.get("/recognition/{token}", response={200: PublicRecognition, **NOT_THERE}, url_name="api_recognition_public")
def api_recognition_public(request: HttpRequest, token: Token) -> PublicRecognition:
    """A recognition that its leader shows, verified just now, with its revocation where it was revoked."""
    viewer = require(request, RULES["api_recognition_public"])
    return kept_recognitions.public_recognition(token, viewer=viewer)


@router.get("/{number}/recognition", response={200: RecognitionList, **REFUSALS}, url_name="api_recognitions")
def api_recognitions(request: HttpRequest, number: Number) -> RecognitionList:
    """The recognitions of a compact, for its sides. Needs a sign-in or a token."""
    viewer = require(request, RULES["api_recognitions"])
    return kept_recognitions.recognitions(number, viewer=viewer)


@router.get("/{number}/recognition/{which}", response={200: RecognitionTerms, **REFUSALS}, url_name="api_recognition")
def api_recognition(request: HttpRequest, number: Number, which: Number) -> RecognitionTerms:
    """One recognition of a compact, for its sides. Needs a sign-in or a token."""
    viewer = require(request, RULES["api_recognition"])
    return kept_recognitions.recognition(number, which, viewer=viewer)


@router.get("/{number}", response={200: CompactTerms, **REFUSALS}, url_name="api_compact")
def api_compact(request: HttpRequest, number: Number) -> CompactTerms:
    """One compact with its text, promises and what followed, as you may see it. Needs a sign-in or a token."""
    viewer = require(request, RULES["api_compact"])
    return kept.compact(number, viewer=viewer, on=_today())


@router.get("/{number}/versions/{version}", response={200: CompactTerms, **REFUSALS}, url_name="api_text")
def api_text(request: HttpRequest, number: Number, version: Version) -> CompactTerms:
    """One compact with the version of its text that is asked for. Needs a sign-in or a token."""
    viewer = require(request, RULES["api_text"])
    return kept.compact(number, viewer=viewer, on=_today(), version=version)


@router.get("/{number}/compare", response={200: Compared, **REFUSALS}, url_name="api_compare")
def api_compare(request: HttpRequest, number: Number, before: AskedVersion, after: AskedVersion) -> Compared:
    """What differs between two versions of a text, item by item. Needs a sign-in or a token."""
    viewer = require(request, RULES["api_compare"])
    return kept.compared(number, before, after, viewer=viewer, on=_today())


@router.get("/{number}/reviews", response={200: ReviewList, **REFUSALS}, url_name="api_reviews")
def api_reviews(request: HttpRequest, number: Number) -> ReviewList:
    """The reviews of a compact, what is to be done next, and its exit criteria. Needs a sign-in or a token."""
    viewer = require(request, RULES["api_reviews"])
    return meetings.reviews(number, viewer=viewer, on=_today())


@router.get("/{number}/reviews/{review}", response={200: ReviewTerms, **REFUSALS}, url_name="api_review")
def api_review(request: HttpRequest, number: Number, review: Review) -> ReviewTerms:
    """One review: what is known today before it is held, what was known then after it. Needs a sign-in or a token."""
    viewer = require(request, RULES["api_review"])
    return meetings.review(number, review, viewer=viewer, on=_today())


@router.get("/{number}/verify", response={200: Verified, **REFUSALS}, url_name="api_verify")
def api_verify(request: HttpRequest, number: Number, version: AskedVersion | None = None) -> Verified:
    """Whether a signed version is what was signed, each check with its sentence. Needs a sign-in or a token."""
    viewer = require(request, RULES["api_verify"])
    return verify(number, viewer=viewer, version=version)


@router.get("/{number}/patience", response={200: CompactPatience, **REFUSALS}, url_name="api_patience")
def api_patience(request: HttpRequest, number: Number) -> CompactPatience:
    """What the patience rules say of the figures published since, and said before. Needs a sign-in or a token."""
    viewer = require(request, RULES["api_patience"])
    return patience_of(number, viewer=viewer, on=_today())


@router.get("/{number}/documents", response={200: list[PaperOffer], **REFUSALS}, url_name="api_documents")
def api_documents(request: HttpRequest, number: Number) -> list[PaperOffer]:
    """Which documents can be had of one compact, and why not. Needs a sign-in or a token."""
    viewer = require(request, RULES["api_documents"])
    return list(papers.documents(number, viewer=viewer, on=_today())[1])


@router.get("/{number}/documents/{kind}", response={200: CompactPaper, **REFUSALS}, url_name="api_document")
def api_document(
    request: HttpRequest, number: Number, kind: PaperSort, version: AskedVersion | None = None
) -> CompactPaper:
    """A document as text, tables and pictures; as a file it is at /compacts/NUMBER/documents/KIND.pdf or .docx."""
    viewer = require(request, RULES["api_document"])
    where = request.build_absolute_uri(reverse("compacts:compact", args=[number]))
    with exporting("api_document", by=viewer):
        return papers.document(number, kind, where=where, viewer=viewer, on=_today(), version=version)


@router.get("/{number}/ending", response={200: EndingPage, **REFUSALS}, url_name="api_ending")
def api_ending(request: HttpRequest, number: Number, version: AskedVersion | None = None) -> EndingPage:
    """How a compact ends or would end, and its statement as far as you read it. Needs a sign-in or a token."""
    viewer = require(request, RULES["api_ending"])
    return ending_page(number, viewer=viewer, on=_today(), version=version)


@router.get("/{number}/ending/verify", response={200: Verified, **REFUSALS}, url_name="api_verify_ending")
def api_verify_ending(request: HttpRequest, number: Number) -> Verified:
    """Whether the settled statement is what was settled, each check with its sentence. Needs a sign-in or a token."""
    viewer = require(request, RULES["api_verify_ending"])
    return verify_ending(number, viewer=viewer)


@router.get("/{number}/check-ins", response={200: CheckInPage, **REFUSALS}, url_name="api_check_ins")
def api_check_ins(request: HttpRequest, number: Number, page: Page = 1) -> CheckInPage:
    """A page of the check-ins of a compact, for its leader and whoever they chose alone. Needs a sign-in or token."""
    viewer = require(request, RULES["api_check_ins"])
    return check_ins(number, viewer=viewer, on=_today(), page=page)


@router.get("/{number}/raised", response={200: RaisedList, **REFUSALS}, url_name="api_raised")
def api_raised(request: HttpRequest, number: Number) -> RaisedList:
    """What the leader raised openly, as far as it was raised with you. Needs a sign-in or a token."""
    viewer = require(request, RULES["api_raised"])
    return raised_list(number, viewer=viewer)


def _today() -> date:
    """The day by the clock on the wall."""
    return timezone.localdate()
