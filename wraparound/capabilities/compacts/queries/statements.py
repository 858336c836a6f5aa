"""The statement of an ending as it is shown: its versions, who agreed, and what differs since."""

from datetime import date
from typing import Any

from django.utils import timezone

from wraparound.capabilities.compacts.calculation.clock import day_of
from wraparound.capabilities.compacts.calculation.documents import digest_of, fingerprint_words, statement_in
from wraparound.capabilities.compacts.calculation.endings import revised, same_record
from wraparound.capabilities.compacts.models.agreed import Compact, Text
from wraparound.capabilities.compacts.models.endings import (
    SETTLED,
    Ending,
    EndStatement,
    StatementSeal,
    StatementSignature,
)
from wraparound.capabilities.compacts.queries.facts import facts_of, figures_today
from wraparound.capabilities.compacts.queries.reading import NoSuchCompact
from wraparound.capabilities.compacts.queries.verifying_endings import holds
from wraparound.capabilities.compacts.terms.agreement import Party
from wraparound.capabilities.compacts.terms.endings import (
    TO_AGREE,
    AgreedTo,
    StatementLine,
    StatementState,
    StatementTerms,
)
from wraparound.people.terms.access import Viewer

STATE = StatementState
WRITES = (Party.LEADER, Party.BOARD)
"""The two sides that write the statement and agree it; every side reads it once it is settled."""


def shown_statement(
    row: Compact,
    text: Text,
    ending: Ending | None,
    sides: tuple[Party, ...],
    *,
    viewer: Viewer,
    on: date,
    version: int | None = None,
) -> tuple[StatementTerms | None, tuple[StatementLine, ...], bool]:
    """One version of the statement, the list of those the viewer reads, and whether they may write another.

    Before it is settled, leader and board alone read it. NoSuchCompact for a version that is not there, or not theirs.
    """
    writes = tuple(one for one in sides if one in WRITES)
    every = list(EndStatement.objects.filter(compact=row).select_related("written_by").order_by("-number"))
    listed = every if writes else [one for one in every if one.state in SETTLED]
    if version is not None:
        chosen = next((one for one in listed if one.number == version), None)
        if chosen is None:
            raise NoSuchCompact
    else:
        chosen = next((one for one in listed if one.state != STATE.REPLACED), None)
    lines = tuple(
        StatementLine(
            one.number, STATE(one.state), Party(one.party), one.written_by.name, timezone.localtime(one.written_at)
        )
        for one in listed
    )
    settled = any(one.state in SETTLED for one in every)
    first = every[-1] if every else None
    shown = _terms(chosen, first, row, text, ending, writes, viewer, on) if chosen else None
    return shown, lines, bool(writes) and not settled


def current_statement(row: Compact, *, viewer: Viewer) -> EndStatement | None:
    """The version that counts: to be agreed, or settled; none where nobody has written one."""
    return EndStatement.objects.filter(compact=row).exclude(state=STATE.REPLACED).first()


def first_shown(row: Compact, *, viewer: Viewer) -> date | None:
    """The day on which the first words of the statement were shown to the other side."""
    at = EndStatement.objects.filter(compact=row).order_by("number").values_list("written_at", flat=True).first()
    return day_of(at) if at is not None else None


def _terms(
    chosen: EndStatement,
    first: EndStatement | None,
    row: Compact,
    text: Text,
    ending: Ending | None,
    writes: tuple[Party, ...],
    viewer: Viewer,
    on: date,
) -> StatementTerms:
    statement, state = statement_in(chosen.content), STATE(chosen.state)
    given = list(StatementSignature.objects.filter(statement=chosen).select_related("signer").order_by("signed_at"))
    there = [one for one in given if one.void_at is None]
    is_open, is_settled = state is STATE.OPEN, state in (STATE.AGREED, STATE.NOT_AGREED)
    closes = day_of(first.written_at) + TO_AGREE if first is not None and is_open else None
    has_agreed = any(one.signer_id == viewer.person for one in there)
    seal = StatementSeal.objects.filter(statement=chosen).order_by("-pk").first() if is_settled else None
    digest = digest_of(chosen.content)
    return StatementTerms(
        number=chosen.number,
        state=state,
        party=Party(chosen.party),
        written_by=chosen.written_by.name,
        written_at=timezone.localtime(chosen.written_at),
        settled_at=_local(chosen.settled_at),
        statement=statement,
        agreed=tuple(
            AgreedTo(
                Party(one.party),
                one.signer.name,
                one.acting_as,
                one.typed,
                timezone.localtime(one.signed_at),
                one.void_because if one.void_at else "",
            )
            for one in given
        ),
        digest=digest,
        fingerprint=fingerprint_words(digest),
        holds=not is_settled or holds(chosen, there, seal, viewer=viewer),
        outdated=is_open
        and bool(writes)
        and not same_record(facts_of(row, text, ending, viewer=viewer, on=on), statement.facts),
        revised=revised(statement.facts, figures_today(row, text, viewer=viewer)) if is_settled else (),
        close_from=closes,
        may_agree=()
        if not is_open or has_agreed
        else tuple(one for one in writes if one.value not in {each.party for each in there}),
        may_close=writes if closes is not None and on >= closes else (),
        seal=seal.mark if seal is not None else "",
        sealed=seal.body if seal is not None else "",
    )


def _local(moment: Any) -> Any:
    return timezone.localtime(moment) if moment is not None else None
