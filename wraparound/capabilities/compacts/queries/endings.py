"""How a compact ends, or would, and what the record knows of it at its end."""

from datetime import date

from wraparound.capabilities.compacts.calculation.clock import day_of
from wraparound.capabilities.compacts.calculation.documents import (
    agreement_in,
    digest_of,
    fingerprint_words,
    statement_in,
    written,
)
from wraparound.capabilities.compacts.calculation.endings import closed_version
from wraparound.capabilities.compacts.models.agreed import Compact, Text
from wraparound.capabilities.compacts.models.endings import Ending
from wraparound.capabilities.compacts.queries.facts import facts_of
from wraparound.capabilities.compacts.queries.merging import merged
from wraparound.capabilities.compacts.queries.reading import compact_of, rule_for, sides_of, subject_of
from wraparound.capabilities.compacts.queries.statements import current_statement, shown_statement
from wraparound.capabilities.compacts.terms.agreement import CannotAgree, Party
from wraparound.capabilities.compacts.terms.compacts import Merged, TextState
from wraparound.capabilities.compacts.terms.endings import (
    RETURN,
    EndingHow,
    EndingPage,
    EndingState,
    EndingTerms,
    Facts,
    StatementLine,
    StatementTerms,
    ToClose,
)
from wraparound.people.access import Rule, allows
from wraparound.people.queries.looking import shown
from wraparound.people.terms.access import Viewer
from wraparound.published.months import months_after
from wraparound.records.calculation.retention import RETENTION

SHOWN = ("name", "compact", "how it ends")
STANDING = (EndingState.PROPOSED, EndingState.DECLARED, EndingState.DONE)
STATE = TextState


def ending_page(number: int, *, viewer: Viewer, on: date, version: int | None = None) -> EndingPage:
    """How the compact ends or would end, with its statement as far as the viewer reads it; the look is logged.

    `version`: of the statement, the one that counts where none is named. NoSuchCompact where it is not theirs.
    """
    row = compact_of(number, viewer=viewer)
    if row.leader_id:
        rule, about = rule_for(row, viewer=viewer), subject_of(row, viewer=viewer)
        shown([row.leader_id], SHOWN, rule, viewer=viewer, about=about)
    sides, place = sides_of(row, viewer=viewer), row.organisation
    texts = {one.state: one for one in Text.objects.filter(compact=row, state__in=(STATE.IN_FORCE, STATE.OFFERED))}
    text = texts.get(STATE.IN_FORCE)
    agreed = agreement_in(text.content) if text is not None else None
    endings = list(Ending.objects.filter(compact=row).select_related("said_by", "agreed_by").order_by("-pk"))
    standing = next((one for one in endings if one.state in STANDING), None)
    gone = merged(row, viewer=viewer)
    ended = row.ended_at is not None
    shown_now: StatementTerms | None = None
    versions: tuple[StatementLine, ...] = ()
    may_write = False
    if text is not None and ended:
        text.compact = row
        shown_now, versions, may_write = shown_statement(
            row, text, standing, sides, viewer=viewer, on=on, version=version
        )
    open_to_end = text is not None and not ended and standing is None
    return EndingPage(
        compact=row.pk,
        organisation_code=place.code,
        organisation=place.name,
        made_up=place.made_up,
        post=row.role,
        leader=row.leader.name if row.leader else "",
        starts=agreed.starts if agreed else None,
        last_day=row.last_day,
        ended_at=row.ended_at,
        in_force=text is not None,
        version_offered=texts[STATE.OFFERED].number if STATE.OFFERED in texts else None,
        sides=sides,
        standing=ending_terms(standing, sides, viewer=viewer) if standing else None,
        before=tuple(ending_terms(one, (), viewer=viewer) for one in endings if one is not standing),
        merged=gone,
        successors=gone.into if gone and may_begin_again(sides, viewer=viewer) else (),
        ways=ways_of(sides, viewer=viewer) if open_to_end else (),
        afterwards=agreed.afterwards if agreed else "",
        returns=tuple(one.words for one in agreed.promises if one.component == RETURN) if agreed else (),
        writes=tuple(one for one in sides if one in (Party.LEADER, Party.BOARD)),
        may_write=may_write,
        statement=shown_now,
        versions=versions,
        kept_until=_kept_until(row),
        today=on,
    )


def ways_of(sides: tuple[Party, ...], *, viewer: Viewer) -> tuple[EndingHow, ...]:
    """The ways in which somebody who acts for these sides can end a compact that is in force."""
    own = [how for party, how in ((Party.LEADER, EndingHow.LEADER), (Party.BOARD, EndingHow.BOARD)) if party in sides]
    if own:
        return (*own, EndingHow.TOGETHER, EndingHow.MERGER, EndingHow.LEFT)
    return (EndingHow.MERGER,) if Party.REGION in sides else ()


def may_begin_again(sides: tuple[Party, ...], *, viewer: Viewer) -> bool:
    """Whether somebody who acts for these sides may begin a compact with a successor, if its rules let them too."""
    return any(one is not Party.CENTRE for one in sides)


def standing_ending(row: Compact, *, viewer: Viewer) -> Ending | None:
    """The ending that is proposed, declared or done; the caller has found that the viewer may know."""
    return Ending.objects.filter(compact=row, state__in=STANDING).first()


def ending_terms(row: Ending, sides: tuple[Party, ...], *, viewer: Viewer) -> EndingTerms:
    """An ending as somebody who acts for these sides may change it."""
    state, party = EndingState(row.state), Party(row.party) if row.party else None
    own = {row.party, row.agreed_party} & {one.value for one in sides}
    answers = agreeing_side(row, sides, viewer=viewer)
    return EndingTerms(
        number=row.pk,
        how=EndingHow(row.how),
        state=state,
        ends_on=row.ends_on,
        party=party,
        by=row.said_by.name if row.said_by else "",
        reason=row.reason,
        next_steps=row.next_steps,
        successor=row.successor,
        declared_at=row.declared_at,
        agreed_by=row.agreed_by.name if row.agreed_by else "",
        agreed_party=Party(row.agreed_party) if row.agreed_party else None,
        agreed_at=row.agreed_at,
        may_take_back=bool(own) and state in (EndingState.PROPOSED, EndingState.DECLARED),
        may_agree=answers is not None,
    )


def agreeing_side(row: Ending, sides: tuple[Party, ...], *, viewer: Viewer) -> Party | None:
    """For which side the viewer can agree to a proposed ending, or say no; none where it is not theirs to answer."""
    if row.state != EndingState.PROPOSED or viewer.person == row.said_by_id:
        return None
    return next((one for one in sides if one in (Party.LEADER, Party.BOARD) and one.value != row.party), None)


def text_that_ends(row: Compact, *, viewer: Viewer) -> Text:
    """The version in force of a compact that is to end or has ended; CannotAgree where nothing was ever in force."""
    found = Text.objects.filter(compact=row, state=STATE.IN_FORCE).first()
    if found is None:
        raise CannotAgree("Nothing of this compact is in force. It is put aside, and needs no ending.")
    found.compact = row
    return found


def facts_today(number: int, *, viewer: Viewer, on: date) -> Facts:
    """What the record knows of a compact that has ended, for a side that begins its statement.

    The page that asks has logged the look.
    """
    row = compact_of(number, viewer=viewer)
    return facts_of(row, text_that_ends(row, viewer=viewer), standing_ending(row, viewer=viewer), viewer=viewer, on=on)


def would_close(number: int, *, viewer: Viewer, on: date) -> ToClose | None:
    """To the byte, what closing the statement as not agreed would settle on the day; none where nobody wrote one.

    The page that asks has logged the look, and shows it to the sides that write it.
    """
    row = compact_of(number, viewer=viewer)
    before = current_statement(row, viewer=viewer)
    if before is None:
        return None
    made = closed_version(statement_in(before.content), facts_today(number, viewer=viewer, on=on))
    digest = digest_of(written(made))
    return ToClose(made, digest, fingerprint_words(digest))


def goes_to(row: Compact, rule: Rule, *, viewer: Viewer) -> Merged:
    """What became of its organisation; CannotAgree while it lives, or for one whom the rule lets begin nothing."""
    found = merged(row, viewer=viewer)
    if found is None:
        raise CannotAgree("The organisation of this compact is there as before. Amend the compact instead.")
    if not allows(viewer, rule):
        raise CannotAgree(rule.because)
    return found


def _kept_until(row: Compact) -> date | None:
    months = RETENTION["compact"].months
    return months_after(day_of(row.ended_at), months) if row.ended_at is not None and months else None
