"""One version of a compact's text in full, and what is signed of it, to the byte."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.utils import timezone

from wraparound.capabilities.compacts.access import SEE_WITH_CENTRE
from wraparound.capabilities.compacts.calculation.documents import (
    agreement_in,
    digest_of,
    fingerprint_words,
    frozen_in,
    signing_body,
)
from wraparound.capabilities.compacts.calculation.drafting import every_item, net_cost, pointed_out, problems_of
from wraparound.capabilities.compacts.models.agreed import Comment, Compact, Signature, Text
from wraparound.capabilities.compacts.queries.patience import rules_of
from wraparound.capabilities.compacts.queries.reading import compact_of, must_sign, rule_for, text_of
from wraparound.capabilities.compacts.queries.realism import ranges_of, standing_of
from wraparound.capabilities.compacts.terms.agreement import Agreement, Party, Pointed, Problem
from wraparound.capabilities.compacts.terms.compacts import Said, Signed, TextLine, TextState, TextTerms
from wraparound.capabilities.compacts.terms.patience import RuleTerms
from wraparound.capabilities.compacts.terms.ranges import Range
from wraparound.capabilities.compacts.wording.agreement import hint_words, problem_words
from wraparound.people.terms.access import Viewer
from wraparound.records.queries.history import version_number

STATE = TextState


def text_terms(text: Text, row: Compact, *, viewer: Viewer, on: date) -> TextTerms:
    """One version in full. Ranges are the frozen ones where it was offered, else what evidence says today."""
    agreement = agreement_in(text.content)
    frozen = frozen_in(text.frozen) if text.frozen else None
    ranges = frozen.ranges if frozen else ranges_of(agreement, row.organisation, today=on, viewer=viewer)
    rules = frozen.patience if frozen else _rules(agreement, row, on, viewer)
    signatures = [one for one in Signature.objects.filter(text=text.pk).select_related("signer").order_by("signed_at")]
    still = text.state in (STATE.PRIVATE, STATE.SHARED)
    before = agreement_in_force(row, viewer=viewer) if still else None
    named = row.leader_id is not None
    return TextTerms(
        number=text.number,
        state=STATE(text.state),
        side=Party(text.side),
        written_by=_writer(text),
        begun_at=_local(text.begun_at),
        shared_at=_local(text.shared_at),
        offered_at=_local(text.offered_at),
        in_force_at=_local(text.in_force_at),
        agreement=agreement,
        ranges=ranges,
        frozen=frozen,
        problems=told_problems(agreement, ranges, on, has_leader=named, before=before, viewer=viewer) if still else (),
        pointed=_told_hints(agreement, ranges, row, viewer) if still else (),
        net_cost=net_cost(agreement.promises),
        comments=_comments(text, row, viewer),
        signatures=tuple(_signed(one) for one in signatures),
        missing=_missing(row, signatures, viewer),
        # Only a draft is written to, and only a form that writes needs to know which state it has seen.
        version=version_number(text, viewer=viewer) if text.state == STATE.PRIVATE else 0,
        fingerprint=fingerprint_words(sealed_digest(text, viewer=viewer)) if frozen else "",
        rules=rules,
    )


def _rules(agreement: Agreement, row: Compact, on: date, viewer: Viewer) -> tuple[RuleTerms, ...]:
    return rules_of(agreement, standing_of(row.organisation, viewer=viewer), today=on, viewer=viewer)


def agreement_in_force(row: Compact, *, viewer: Viewer) -> Agreement | None:
    """The agreement of the version in force; none where there is none. The caller has found that the viewer may."""
    content = Text.objects.filter(compact=row, state=STATE.IN_FORCE).values_list("content", flat=True).first()
    return agreement_in(content) if content else None


def digest_to_sign(number: int, version: int, *, viewer: Viewer) -> str:
    """The fingerprint of an offered version, which the form of whoever signs it carries; empty for any other."""
    text = text_of(compact_of(number, viewer=viewer), version, viewer=viewer)
    return sealed_digest(text, viewer=viewer) if text.frozen else ""


def sealed_digest(text: Text, *, viewer: Viewer) -> str:
    """The fingerprint of what was offered for signing: what signatures are put to."""
    return digest_of(sealed_body(text, viewer=viewer))


def sealed_body(text: Text, *, viewer: Viewer) -> str:
    """What is signed, to the byte: between whom, about which post, its text, and the ranges frozen with it."""
    row = text.compact
    parties = {
        "compact": str(row.pk),
        "version": str(text.number),
        "organisation": row.organisation.code,
        "post": row.role,
        "leader": str(row.leader.key) if row.leader else "",
        "region": "asked" if row.asks_region else "",
        "centre": "asked" if row.asks_centre else "",
        "by": text.side,
    }
    return signing_body(parties, text.content, text.frozen)


def told_problems(
    agreement: Agreement,
    ranges: Sequence[Range],
    on: date,
    *,
    has_leader: bool,
    before: Agreement | None,
    viewer: Viewer,
) -> tuple[Problem, ...]:
    """What stands in the way of offering it, in words; `before` is the text in force that it would amend."""
    items = {item.key: item for _, item in every_item(agreement)}
    known = {one.key: one for one in ranges}
    found = problems_of(agreement, known, on, has_leader=has_leader, before=before)
    return tuple(Problem(one.key, one.trouble, problem_words(one, agreement, items)) for one in found)


def text_line(text: Text, *, viewer: Viewer | None = None) -> TextLine:
    """A version in the list of versions."""
    return TextLine(
        text.number,
        STATE(text.state),
        Party(text.side),
        _writer(text),
        _local(text.begun_at),
        _local(text.shared_at),
        _local(text.in_force_at),
        agreement_in(text.content).reason,
    )


def _local(moment: Any) -> Any:
    """The moment in our own time zone, so that its day is the one people here call it by; none where there is none."""
    return timezone.localtime(moment) if moment is not None else None


def _writer(text: Text) -> str:
    return text.written_by.name if text.written_by else text.written_by_name


def _told_hints(agreement: Agreement, ranges: Sequence[Range], row: Compact, viewer: Viewer) -> tuple[Pointed, ...]:
    items = {item.key: item for _, item in every_item(agreement)}
    signing = {*must_sign(row, viewer=viewer), *((Party.CENTRE,) if row.asks_centre else ())}
    found = pointed_out(agreement, {one.key: one for one in ranges}, signing)
    return tuple(Pointed(one.key, one.hint, hint_words(one, items)) for one in found)


def _comments(text: Text, row: Compact, viewer: Viewer) -> tuple[Said, ...]:
    """What was said of a version; the centre reads what was said since it could read the version."""
    rows = Comment.objects.filter(text=text.pk, taken_back_at__isnull=True).select_related("said_by").order_by("pk")
    if rule_for(row, viewer=viewer) is SEE_WITH_CENTRE:
        rows = rows.filter(said_at__gte=text.offered_at) if text.offered_at else rows.none()
    return tuple(
        Said(
            one.pk,
            one.key,
            one.words,
            one.said_by.name,
            Party(one.party) if one.party else None,
            one.said_at,
            one.said_by_id == viewer.person,
        )
        for one in rows
    )


def _signed(row: Signature) -> Signed:
    void = row.void_because if row.void_at else ""
    return Signed(Party(row.party), row.signer.name, row.acting_as, row.typed, row.signed_at, void)


def _missing(row: Compact, signatures: Iterable[Signature], viewer: Viewer) -> tuple[Party, ...]:
    """Who has not signed: those who must, and the centre, which is always shown."""
    there = {one.party for one in signatures if one.void_at is None}
    return tuple(one for one in (*must_sign(row, viewer=viewer), Party.CENTRE) if one not in there)
