"""Prospectuses: the published ones for everybody, drafts for those who write and read them."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from wraparound.capabilities.compacts.access import FACTS, PUBLISHED, REVIEW_PROSPECTUS, WRITE_PROSPECTUS
from wraparound.capabilities.compacts.calculation.documents import prospect_in
from wraparound.capabilities.compacts.calculation.prospectuses import in_order, missing_from
from wraparound.capabilities.compacts.evidence import support_catalogue
from wraparound.capabilities.compacts.models.agreed import Edition, EditionVersion, Prospectus
from wraparound.capabilities.compacts.queries.realism import realistic_sentences, standing_of
from wraparound.capabilities.compacts.terms.prospectuses import (
    UNPUBLISHED,
    EditionLine,
    EditionState,
    EditionTerms,
    Prospect,
    ProspectusLine,
    ProspectusPage,
    ProspectusQuestion,
    ProspectusTerms,
    Realistic,
)
from wraparound.capabilities.compacts.terms.support import SupportComponent
from wraparound.capabilities.compacts.wording.prospectuses import always_judged
from wraparound.capabilities.expectations.terms.performance import FORECAST_METHOD
from wraparound.capabilities.expectations.terms.recovery import METHOD_VERSION
from wraparound.capabilities.pipelines.queries.days import Day
from wraparound.capabilities.pipelines.queries.pointing import post_seen
from wraparound.capabilities.sources.queries.releases import release_in_use
from wraparound.people.access import allows, ensure, reach
from wraparound.people.models import Organisation
from wraparound.people.queries.looking import shown
from wraparound.people.terms.access import Reach, Subject, Viewer
from wraparound.published.terms import NotInEvidence
from wraparound.records.queries.history import version_number

ON_A_PAGE = 50
MOST_PUBLISHED = 500
"""Prospectuses of the public list, the latest published: their order and search need what they say, so all are read."""
MOST_OWN = 100
MOST_TO_REVIEW = 20
STATE = EditionState


class NoSuchProspectus(NotInEvidence):
    """No such prospectus or edition, or one that was not published to this viewer: the same sentence for both."""

    def __init__(self) -> None:
        """One sentence for every case."""
        super().__init__("There is no such prospectus, or it is not published. The list names those that are.")


def support(*, viewer: Viewer) -> Mapping[str, SupportComponent]:
    """The catalogue of support by key, in its order."""
    ensure(viewer, FACTS)
    return support_catalogue()


def published(*, viewer: Viewer, on: date) -> tuple[ProspectusLine, ...]:
    """The published prospectuses that were not withdrawn: open ones first by closing day, then closed ones.

    Of the MOST_PUBLISHED whose edition is the newest; older ones stay at their address and are not listed.
    """
    ensure(viewer, PUBLISHED)
    latest = _with_place(_to_be_read()).order_by("-published_at", "-pk")[:MOST_PUBLISHED]
    return in_order(tuple(_line(row, on) for row in latest))


def how_many_published(*, viewer: Viewer) -> int:
    """How many prospectuses are published and were not withdrawn."""
    ensure(viewer, PUBLISHED)
    return _to_be_read().count()


def published_page(question: ProspectusQuestion, *, viewer: Viewer, on: date) -> ProspectusPage:
    """One page of them, narrowed to those in which all words of the question are found."""
    words = question.text.casefold().split()
    found = [one for one in published(viewer=viewer, on=on) if all(word in _text_of(one) for word in words)]
    pages = max(1, -(-len(found) // ON_A_PAGE))
    page = min(max(1, question.page), pages)
    return ProspectusPage(
        tuple(found[(page - 1) * ON_A_PAGE : page * ON_A_PAGE]), len(found), page, pages, replace(question, page=page)
    )


def own_list(*, viewer: Viewer, on: date) -> tuple[ProspectusLine, ...]:
    """For those who write: those of their organisations; for others who read: what was sent and is not published yet.

    Each with its newest edition. The latest begun comes first, MOST_OWN of them.
    """
    if (far := reach(viewer, REVIEW_PROSPECTUS)).is_empty:
        return ()
    newer = Edition.objects.filter(prospectus=OuterRef("prospectus"), number__gt=OuterRef("number"))
    theirs = _within(reach(viewer, WRITE_PROSPECTUS))
    being_written = _within(far) & Q(state__in=UNPUBLISHED, prospectus__withdrawn_at__isnull=True)
    rows = Edition.objects.filter(~Exists(newer), theirs | being_written, _may_read(viewer)).order_by("-prospectus")
    return tuple(_own_line(row, on) for row in _with_place(rows).annotate(wrote=_wrote(viewer))[:MOST_OWN])


def editions_asking(*, viewer: Viewer) -> QuerySet[Edition]:
    """Editions that want the viewer: to be read, of which they wrote no part, or read by somebody else.

    What they wrote a part of and was read can be published, or asks to be changed first.
    """
    reads, writes = reach(viewer, REVIEW_PROSPECTUS), reach(viewer, WRITE_PROSPECTUS)
    if viewer.person is None or (reads.is_empty and writes.is_empty):
        return Edition.objects.none()
    wanted = _within(reads) & Q(state=STATE.IN_REVIEW) & ~Q(_wrote(viewer))
    if not writes.is_empty:
        told = Q(state=STATE.REVIEWED) | Q(state=STATE.DRAFT, reviewed_by__isnull=False)
        wanted |= _within(writes) & Q(_wrote(viewer)) & told
    rows: QuerySet[Edition] = Edition.objects.filter(wanted, prospectus__withdrawn_at__isnull=True)
    return rows


def asking(rows: QuerySet[Edition], *, viewer: Viewer) -> tuple[ProspectusLine, ...]:
    """`editions_asking` in lines, what was begun first at the front, MOST_TO_REVIEW; what they are to read `asks`."""
    listed = _with_place(rows).order_by("prospectus")[:MOST_TO_REVIEW]
    return tuple(replace(_line(row, date.min), asks=row.state == STATE.IN_REVIEW) for row in listed)


def writable(*, viewer: Viewer) -> tuple[tuple[str, str], ...]:
    """Code and name of the organisations for which the viewer writes prospectuses."""
    far = reach(viewer, WRITE_PROSPECTUS)
    if far.is_empty:
        return ()
    rows = Organisation.objects.filter(pk__in=far.organisations)
    return tuple(rows.order_by("name", "pk").values_list("code", "name"))


def public_prospectus(number: int, edition: int | None = None, *, viewer: Viewer) -> ProspectusTerms:
    """A prospectus as everybody reads it: the edition that counts, or the one named; NoSuchProspectus otherwise.

    One statement, whoever asks. Those who may read the draft are told its number.
    """
    ensure(viewer, PUBLISHED)
    theirs = Q(published_at__isnull=False) | _may_read(viewer)
    rows = list(_with_place(Edition.objects.filter(theirs, prospectus__pk=number).order_by("-number")))
    told = [row for row in rows if row.published_at is not None]
    chosen = next((row for row in told if edition in (None, row.number)), None)
    if chosen is None:
        raise NoSuchProspectus
    place = chosen.prospectus.organisation
    may_edit, may_review = (
        allows(viewer, rule, about(place, viewer=viewer)) for rule in (WRITE_PROSPECTUS, REVIEW_PROSPECTUS)
    )
    working = next((row.number for row in rows if row.state in UNPUBLISHED), None)
    return replace(
        _terms(chosen, told, _public_edition(chosen), viewer),
        working=working if may_review else None,
        may_edit=may_edit,
        may_review=may_review,
    )


def working_prospectus(number: int, *, viewer: Viewer, on: date) -> ProspectusTerms:
    """The newest edition that the viewer may read, as it would read if it were published on the day.

    Those who write read every draft; region and improvement director an edition from when it is sent to be read.
    NoSuchProspectus for everybody else.
    """
    row = prospectus_of(number, viewer=viewer)
    theirs = Edition.objects.filter(_may_read(viewer), prospectus=row.pk).select_related("written_by", "reviewed_by")
    rows = list(_with_place(theirs).order_by("-number"))
    newest = rows[0]
    newest.prospectus = row
    here = about(row.organisation, viewer=viewer)
    names = [one for one in (newest.written_by_id, newest.reviewed_by_id) if one is not None]
    shown(names, ("name",), REVIEW_PROSPECTUS, viewer=viewer, about=here)
    edition = _working_edition(newest, on, viewer)
    may_review = newest.state == STATE.IN_REVIEW and row.withdrawn_at is None and viewer.person is not None
    is_working = newest.state in UNPUBLISHED
    return replace(
        _terms(newest, [one for one in rows if one.published_at is not None], edition, viewer),
        working=newest.number if is_working else None,
        missing=missing_from(edition.prospect, on) if is_working else (),
        may_edit=allows(viewer, WRITE_PROSPECTUS, here),
        may_review=True,
        may_say=may_review and not wrote_part_of(newest, viewer=viewer),
    )


def prospectus_of(number: int, *, viewer: Viewer) -> Prospectus:
    """The row of a prospectus of which the viewer may read an edition as those inside; NoSuchProspectus otherwise."""
    found = Prospectus.objects.select_related("organisation__region", "controller").filter(pk=number).first()
    if found is None or not allows(viewer, REVIEW_PROSPECTUS, about(found.organisation, viewer=viewer)):
        raise NoSuchProspectus
    if not Edition.objects.filter(_may_read(viewer), prospectus=found.pk).exists():
        raise NoSuchProspectus
    return found


def wrote_part_of(edition: Edition, *, viewer: Viewer) -> bool:
    """Whether the viewer wrote any part of what the edition said since it was begun, not only its last words."""
    return Edition.objects.filter(_wrote(viewer), pk=edition.pk).exists()


def about(place: Organisation, *, viewer: Viewer) -> Subject:
    """What a prospectus is about: an organisation and its region, and nobody."""
    return Subject.at(place.pk, place.region_id)


def as_it_reads(said: Prospect, place: Organisation, realistic: Realistic, *, viewer: Viewer) -> Prospect:
    """What the owner wrote with all that is set down at publishing: names, duties, and what is realistic."""
    known = support_catalogue()
    offers = (
        replace(one, name=known[one.component].name, what=known[one.component].what) if one.component in known else one
        for one in said.offers
    )
    return replace(
        said,
        offers=tuple(offers),
        realistic=realistic,
        organisation=place.name,
        region=place.region.name,
        always_judged=always_judged(),
    )


def realistic_here(place: Organisation, *, viewer: Viewer, on: date) -> Realistic:
    """What is realistic at an organisation, from the evidence release in use on the day."""
    return Realistic(
        sentences=realistic_sentences(place, viewer=viewer),
        worked_out=on,
        release=release_in_use(viewer=viewer).id,
        method=f"{FORECAST_METHOD} and {METHOD_VERSION}",
        made_up=place.made_up,
    )


def _working_edition(row: Edition, on: date, viewer: Viewer) -> EditionTerms:
    place, said = row.prospectus.organisation, prospect_in(row.content)
    if row.published_at is None:
        said = as_it_reads(said, place, realistic_here(place, viewer=viewer, on=on), viewer=viewer)
    return replace(
        _public_edition(row),
        prospect=said,
        written_by=row.written_by.name if row.written_by else row.written_by_name,
        reviewed_by=row.reviewed_by.name if row.reviewed_by else "",
        review=row.review,
        version=version_number(row, viewer=viewer),
    )


def _public_edition(row: Edition) -> EditionTerms:
    return EditionTerms(
        number=row.number,
        state=EditionState(row.state),
        prospect=prospect_in(row.content),
        was_read=row.reviewed_by_id is not None,
        objected=row.objected,
        written_by="",
        reviewed_by="",
        review="",
        published_at=_local(row.published_at),
        replaced_at=_local(row.replaced_at),
        version=0,
    )


def _terms(row: Edition, told: Iterable[Edition], edition: EditionTerms, viewer: Viewer) -> ProspectusTerms:
    place, lines = row.prospectus.organisation, tuple(_edition_line(one) for one in told)
    return ProspectusTerms(
        number=row.prospectus_id,
        organisation_code=place.code,
        organisation=place.name,
        region=place.region.name,
        made_up=place.made_up,
        has_evidence=not place.made_up and standing_of(place, viewer=viewer).known,
        role=row.prospectus.role,
        withdrawn_at=_local(row.prospectus.withdrawn_at),
        edition=edition,
        editions=lines,
        newest=lines[0].number if lines else None,
        post=post_seen(row.prospectus.post, viewer=viewer, day=Day(timezone.localdate())),
    )


def _edition_line(row: Edition) -> EditionLine:
    published_at = _local(row.published_at)
    assert published_at is not None  # only published editions are listed
    return EditionLine(row.number, published_at, _local(row.replaced_at))


def _line(row: Edition, on: date) -> ProspectusLine:
    said, place = prospect_in(row.content), row.prospectus.organisation
    return ProspectusLine(
        number=row.prospectus_id,
        organisation=said.organisation or place.name,
        region=said.region or place.region.name,
        made_up=place.made_up,
        role=row.prospectus.role,
        title=said.title or row.prospectus.role,
        closes=said.closes,
        state=EditionState(row.state),
        edition=row.number,
        published_at=_local(row.published_at),
        is_open=said.closes is None or said.closes >= on,
    )


def _own_line(row: Edition, on: date) -> ProspectusLine:
    line = _line(row, on)
    counted: Any = row
    if row.prospectus.withdrawn_at is not None:
        return replace(line, state=STATE.WITHDRAWN)
    return replace(line, asks=row.state == STATE.IN_REVIEW and not counted.wrote)


def _local(moment: datetime | None) -> datetime | None:
    """In the site's own time zone, so that its day is the day people lived through."""
    return timezone.localtime(moment) if moment is not None else None


def _text_of(line: ProspectusLine) -> str:
    return f"{line.title} {line.role} {line.organisation} {line.region}".casefold()


def _with_place(rows: QuerySet[Edition]) -> QuerySet[Edition]:
    return rows.select_related("prospectus__organisation__region")


def _to_be_read() -> QuerySet[Edition]:
    return Edition.objects.filter(state=STATE.PUBLISHED, prospectus__withdrawn_at__isnull=True)


def _may_read(viewer: Viewer) -> Q:
    """Editions that the viewer may read where a rule lets them in: those who write all, others what was ever sent."""
    return _within(reach(viewer, WRITE_PROSPECTUS)) | Q(Exists(_versions().exclude(state=STATE.DRAFT)))


def _wrote(viewer: Viewer) -> Exists:
    """Whether the viewer is among those who wrote an edition, as its history has it."""
    return Exists(_versions().filter(written_by_id=viewer.person))


def _versions() -> QuerySet[Any]:
    """The history of each edition of the query in which this stands."""
    return EditionVersion._default_manager.filter(v_record=OuterRef("pk"))


def _within(far: Reach) -> Q:
    if far.nation:
        return Q(pk__isnull=False)
    places = Q(prospectus__organisation__in=far.organisations) if far.organisations else Q()
    regions = Q(prospectus__organisation__region__in=far.regions) if far.regions else Q()
    return (places | regions) or Q(pk__in=[])
