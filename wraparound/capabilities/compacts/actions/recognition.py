"""Writing a recognition, agreeing to it, issuing it, showing it and revoking it."""

import secrets
from dataclasses import replace
from datetime import datetime

from wraparound.capabilities.compacts.actions.holding import held
from wraparound.capabilities.compacts.actions.keys import sign_statement
from wraparound.capabilities.compacts.actions.signing import ACTING_AS
from wraparound.capabilities.compacts.actions.telling import tell_sides
from wraparound.capabilities.compacts.calculation.clock import day_of
from wraparound.capabilities.compacts.calculation.documents import digest_of
from wraparound.capabilities.compacts.calculation.recognition import (
    arranged,
    days_still,
    digest_of_content,
    drawn_anew,
    lacking_in,
    text_in,
    text_written,
)
from wraparound.capabilities.compacts.models.agreed import Compact
from wraparound.capabilities.compacts.models.recognition import Recognition, Thanks
from wraparound.capabilities.compacts.queries.compacts import compact, pauses_of
from wraparound.capabilities.compacts.queries.keys import issuer_of
from wraparound.capabilities.compacts.queries.recognition import (
    NOT_IN_FORCE,
    about_of,
    content_now,
    issuing,
    may_issue,
    recognition_of,
    thanks_of,
    was_in_force,
    writing_sides,
)
from wraparound.capabilities.compacts.terms.agreement import CannotAgree, Party
from wraparound.capabilities.compacts.terms.attested import Signer, StatementKind
from wraparound.capabilities.compacts.terms.recognition import (
    FEWEST_WORDS,
    LONGEST_WORDS,
    MOST_ADDED,
    Drawn,
    RecognitionState,
    RecognitionText,
    Written,
)
from wraparound.capabilities.compacts.wording.agreement import PARTIES
from wraparound.capabilities.compacts.wording.recognition import LACKS, drawn_from
from wraparound.people.calculation import name_key
from wraparound.people.models import Person
from wraparound.people.terms.access import Viewer
from wraparound.records.actions.changes import changing
from wraparound.records.actions.rights import ensure_unchanged

STATE = RecognitionState
NOT_LEADER = "Only the leader can do this: it is their recognition."


def begin(number: int, issues: Party, *, at: datetime, by: Viewer) -> Recognition:
    """A draft that the board or the region is to issue, with sentences drawn from the compact as it stands today.

    CannotAgree where the compact was never in force, where the viewer acts for no side that may, or where one is being
    written already.
    """
    with changing("A recognition was begun", at=at, by=by):
        row = held(number, by=by, ended_too=True)
        if not was_in_force(row, viewer=by) or row.leader_id is None:
            raise CannotAgree(NOT_IN_FORCE)
        if issues not in may_issue(row, writing_sides(row, viewer=by)):
            raise CannotAgree(
                "A recognition is begun by the leader, by the chair for the board, or by the regional director where "
                "the region was asked to sign."
            )
        if Recognition.objects.filter(compact=row, issues=issues, state=STATE.DRAFT).exists():
            raise CannotAgree(f"One to be issued by {PARTIES[issues]} is being written already. Go on with that one.")
        made = Recognition.objects.create(
            controller=row.controller,
            compact=row,
            leader_id=row.leader_id,
            issues=issues,
            content=text_written(RecognitionText(drawn_on=day_of(at), drawn=_drawn(number, at, by))),
            begun_by_id=by.person,
            begun_by_name="" if by.person else by.name[:60],
            begun_at=at,
        )
        tell_sides("compacts.recognition", row, at=at, by=by)
    return made


def write(number: int, which: int, written: Written, *, version: int, at: datetime, by: Viewer) -> None:
    """Changes a draft: which sentences stay, what is said to them, what is added, and the words of one's own side.

    Nobody changes the words of another side, or a figure. ChangedMeanwhile where somebody else was faster.
    """
    with changing("A recognition was written", at=at, by=by):
        row, one = _draft(number, which, by)
        ensure_unchanged(one, version, by=by)
        # Nobody is told of every saving: the page of today says what is still lacking, and of whom.
        sides, text = writing_sides(row, viewer=by), text_in(one.content)
        if len(written.added) > MOST_ADDED:
            raise CannotAgree(f"Add {MOST_ADDED} sentences at most: beyond that nobody reads them.")
        text = replace(text, drawn=arranged(text.drawn, written.kept, dict(written.notes)), added=written.added)
        if Party.LEADER in sides:
            text = replace(text, leader_words=_words(written.leader_words))
        if Party.BOARD in sides:
            said = _words(written.board_words)
            text = replace(text, board_words=said, board_by=_whose(text.board_words, said, text.board_by, by))
        if Party.REGION in sides:
            said = _words(written.region_words)
            text = replace(text, region_words=said, region_by=_whose(text.region_words, said, text.region_by, by))
        one.content = text_written(text)
        one.save(update_fields=["content"])


def draw_anew(number: int, which: int, *, version: int, at: datetime, by: Viewer) -> None:
    """The sentences drawn from the compact with the figures of today; what was left out or said to one stays so."""
    with changing("A recognition takes the figures of today", at=at, by=by):
        _, one = _draft(number, which, by)
        ensure_unchanged(one, version, by=by)
        text = text_in(one.content)
        drawn = drawn_anew(text.drawn, _drawn(number, at, by))
        one.content = text_written(replace(text, drawn=drawn, drawn_on=day_of(at)))
        one.save(update_fields=["content"])


def leave(number: int, which: int, *, at: datetime, by: Viewer) -> None:
    """Puts a draft aside; what was written stays readable for the sides, but of words of thanks nothing is kept."""
    with changing("A recognition was put aside", at=at, by=by):
        row, one = _draft(number, which, by)
        one.state, one.agreed_digest, one.agreed_at = STATE.LEFT, "", None
        one.save(update_fields=["state", "agreed_digest", "agreed_at"])
        Thanks.objects.filter(recognition=one).update(words="", given_at=None, chosen=False)
        tell_sides("compacts.recognition", row, at=at, by=by)


def agree(number: int, which: int, *, digest: str, at: datetime, by: Viewer) -> None:
    """The leader agrees to exactly the words they were shown (`digest`); any later change asks them again."""
    with changing("The leader agreed to a recognition", at=at, by=by):
        row, one = _draft(number, which, by)
        _ensure_leader(one, by)
        _ensure_whole(one)
        if digest != _digest(row, one, by):
            raise CannotAgree("It has changed since you opened this page. Read it again; nothing was agreed.")
        one.agreed_digest, one.agreed_at = digest, at
        one.save(update_fields=["agreed_digest", "agreed_at"])
        tell_sides("compacts.recognition_agreed", row, at=at, by=by)


def take_back_agreement(number: int, which: int, *, at: datetime, by: Viewer) -> None:
    """The leader takes back that they agreed; until it is issued."""
    with changing("The leader no longer agrees to a recognition", at=at, by=by):
        row, one = _draft(number, which, by)
        _ensure_leader(one, by)
        one.agreed_digest, one.agreed_at = "", None
        one.save(update_fields=["agreed_digest", "agreed_at"])
        tell_sides("compacts.recognition", row, at=at, by=by)


def issue(number: int, which: int, typed: str, *, digest: str, at: datetime, by: Viewer) -> None:
    """Issues it for the organisation or the region: signed with its key, and unalterable from then on.

    `digest` is the fingerprint of what the issuer was shown, `typed` their own name. Whoever calls has made sure that
    they proved who they are a few minutes ago. CannotAgree, with nothing issued, in every case in which it cannot be.
    """
    with changing("A recognition was issued", at=at, by=by):
        row, one = _draft(number, which, by)
        signer = _may_sign(row, one, typed, at, by)
        _ensure_whole(one)
        now = _digest(row, one, by)
        if one.agreed_digest != now:
            raise CannotAgree("The leader has not agreed to these words, or they changed since. Nothing was issued.")
        if digest != now:
            raise CannotAgree("It has changed since you opened this page. Read it again; nothing was issued.")
        content = content_now(row, one, thanks_of(one, viewer=by), viewer=by)
        place = issuing(row, Party(one.issues))
        one.issued = sign_statement(StatementKind.RECOGNITION, place, content, signer, compact=row, by=by)
        one.state, one.issued_at = STATE.ISSUED, at
        one.save(update_fields=["issued", "state", "issued_at"])
        tell_sides("compacts.recognition_issued", row, at=at, by=by)


def show(number: int, which: int, *, on: bool, at: datetime, by: Viewer) -> str:
    """The leader shows it on a public page, or no longer. The address is a new one each time; empty where not shown."""
    with changing("A recognition is shown" if on else "A recognition is no longer shown", at=at, by=by):
        _, one = _held(number, which, by)
        _ensure_leader(one, by)
        if one.state != STATE.ISSUED:
            raise CannotAgree("Only what was issued can be shown.")
        if on and one.token:
            return one.token
        one.token, one.shown_at = (secrets.token_urlsafe(24), at) if on else (None, None)
        one.save(update_fields=["token", "shown_at"])
        return one.token or ""


def revoke(number: int, which: int, reason: str, typed: str, *, at: datetime, by: Viewer) -> None:
    """Revokes it for whoever issued it, for a reason of at least a sentence; it stays readable, and the leader is told.

    It cannot be taken back; another can be issued. Whoever calls has made sure that they proved who they are.
    """
    with changing("A recognition was revoked", at=at, by=by):
        row, one = _held(number, which, by)
        if one.state != STATE.ISSUED or one.issued is None:
            raise CannotAgree("Only what was issued can be revoked.")
        if one.revoked_at is not None:
            raise CannotAgree("It is revoked already.")
        why = reason.strip()[:LONGEST_WORDS]
        if len(why.split()) < FEWEST_WORDS:
            raise CannotAgree("Say why in at least one whole sentence: the leader and everybody shown it will read it.")
        signer = _may_sign(row, one, typed, at, by)
        about = about_of(row, viewer=by)
        content = {
            "revokes": one.issued.number,
            "statement": digest_of(one.issued.document),
            "leader": about.leader,
            "organisation": about.organisation,
            "reason": why,
        }
        place = issuing(row, Party(one.issues))
        one.revocation = sign_statement(StatementKind.REVOCATION, place, content, signer, compact=row, by=by)
        one.revoked_at = at
        one.save(update_fields=["revocation", "revoked_at"])
        tell_sides("compacts.recognition_revoked", row, at=at, by=by)


def _held(number: int, which: int, by: Viewer) -> tuple[Compact, Recognition]:
    """The compact and the recognition, read again once our turn has come."""
    row = held(number, by=by, ended_too=True)
    recognition_of(number, which, viewer=by)
    one = Recognition.objects.select_for_update(of=("self",)).select_related("issued").get(pk=which)
    one.compact = row
    return row, one


def _draft(number: int, which: int, by: Viewer) -> tuple[Compact, Recognition]:
    row, one = _held(number, which, by)
    if one.state == STATE.ISSUED:
        raise CannotAgree("It is issued already, and nobody changes it any more. Another one can be begun.")
    if one.state == STATE.LEFT:
        raise CannotAgree("This draft was put aside. Begin another one.")
    return row, one


def _may_sign(row: Compact, one: Recognition, typed: str, at: datetime, by: Viewer) -> Signer:
    """Whoever signs for the issuer, with the name that they typed; CannotAgree where they may not."""
    party = Party(one.issues)
    if party not in writing_sides(row, viewer=by):
        who = "the chair of the organisation" if party is Party.BOARD else "the regional director"
        raise CannotAgree(
            f"This is signed by {who}, and you do not act for {PARTIES[party]} today. Nothing was signed."
        )
    if by.person == one.leader_id:
        raise CannotAgree("Nobody recognises themselves: somebody else signs it. Nothing was signed.")
    signer = Person.objects.get(pk=by.person or 0)
    if name_key(typed) != name_key(signer.name):
        raise CannotAgree(f"Type your name as it stands here: {signer.name}. Nothing was signed.")
    role = ACTING_AS[party].format(organisation=row.organisation.name, region=row.organisation.region.name)
    return Signer(typed.strip()[:130], role, at)


def _ensure_leader(one: Recognition, by: Viewer) -> None:
    if by.person is None or by.person != one.leader_id:
        raise CannotAgree(NOT_LEADER)


def _ensure_whole(one: Recognition) -> None:
    if lacks := lacking_in(text_in(one.content), Party(one.issues)):
        raise CannotAgree(" ".join(LACKS[lack] for lack in lacks))


def _digest(row: Compact, one: Recognition, by: Viewer) -> str:
    content = content_now(row, one, thanks_of(one, viewer=by), viewer=by)
    return digest_of_content(content, issuer_of(issuing(row, Party(one.issues))))


def _drawn(number: int, at: datetime, by: Viewer) -> tuple[Drawn, ...]:
    found = compact(number, viewer=by, on=day_of(at))
    until = day_of(found.ended_at) if found.ended_at else day_of(at)
    return drawn_from(found, days_still(pauses_of(found.effects), until))


def _words(said: str) -> str:
    """What was typed, with lines that end alike wherever they were typed."""
    return "\n".join(line.rstrip() for line in said.strip().splitlines())[:LONGEST_WORDS]


def _whose(before: str, now: str, name: str, by: Viewer) -> str:
    """The name of whoever wrote the words of a side: another than before only where the words are others."""
    if not now:
        return ""
    return name if now == before and name else by.name
