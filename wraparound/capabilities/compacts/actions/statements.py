"""The statement of an ending: written, answered with other words, agreed by both sides, or closed not agreed."""

from dataclasses import replace
from datetime import datetime

from django.core.signing import Signer
from django.db.models import QuerySet

from wraparound.capabilities.compacts.actions.holding import held
from wraparound.capabilities.compacts.actions.telling import tell_sides
from wraparound.capabilities.compacts.calculation.clock import day_of
from wraparound.capabilities.compacts.calculation.documents import digest_of, statement_in, written
from wraparound.capabilities.compacts.calculation.endings import closed_version, same_record, same_words
from wraparound.capabilities.compacts.models.agreed import Compact
from wraparound.capabilities.compacts.models.endings import SETTLED, EndStatement, StatementSeal, StatementSignature
from wraparound.capabilities.compacts.queries.endings import standing_ending, text_that_ends
from wraparound.capabilities.compacts.queries.facts import facts_of
from wraparound.capabilities.compacts.queries.reading import sides_of
from wraparound.capabilities.compacts.queries.statements import WRITES, current_statement, first_shown
from wraparound.capabilities.compacts.queries.verifying_endings import STATEMENT_SEAL, sealed_statement
from wraparound.capabilities.compacts.terms.agreement import CannotAgree, Party
from wraparound.capabilities.compacts.terms.endings import MOST_WORDS, TO_AGREE, Facts, Statement, StatementState
from wraparound.capabilities.compacts.wording.agreement import PARTIES, day
from wraparound.people.calculation import name_key
from wraparound.people.models import Person
from wraparound.people.queries.viewers import viewer_for
from wraparound.people.terms.access import Viewer
from wraparound.records.actions.changes import changing
from wraparound.records.actions.rights import ChangedMeanwhile

STATE = StatementState
ACTING_AS = {Party.LEADER: "leader", Party.BOARD: "chair of {organisation}, for its board"}
ANSWERED = "other words were written."
ROLE_ENDED = "their role ended before both sides had agreed."


def write(number: int, party: Party, joint: str, own: str, *, seen: int, at: datetime, by: Viewer) -> int:
    """Another version of the statement, which both sides read at once; its number.

    `joint` is what both are to say, `own` what this side says alone; the other side's own words stay as they are, and
    so do the facts, which are the record's. `seen` is the number of the version that was answered, 0 for none:
    ChangedMeanwhile where there is a newer one. Who agreed to the version before has agreed to it alone.
    """
    with changing("The statement of the ending was written", at=at, by=by):
        row = _ended(number, by)
        _ensure_side(row, party, by)
        before = _open(row, by)
        if (before.number if before is not None else 0) != seen:
            raise ChangedMeanwhile(
                "The other side has written meanwhile. Nothing of yours was lost: read what they say, put the two "
                "together, and send it again."
            )
        facts = _facts(row, at, by)
        old = statement_in(before.content) if before is not None else Statement(number=0, facts=facts)
        words = {"leader_words": own} if party is Party.LEADER else {"board_words": own}
        cut = {name: said.strip()[:MOST_WORDS] for name, said in words.items()}
        new = replace(old, number=seen + 1, facts=facts, joint=joint.strip()[:MOST_WORDS], **cut)
        if before is not None and same_words(new, old) and same_record(facts, old.facts):
            raise CannotAgree("These are the words that stand already. Agree to them, or change something first.")
        if not (new.joint or new.leader_words or new.board_words):
            raise CannotAgree("Write something: the words of both, or your own.")
        if before is not None:
            _void(StatementSignature.objects.filter(statement=before, void_at__isnull=True), ANSWERED, at)
            before.state = STATE.REPLACED
            before.save(update_fields=["state"])
        _add(row, party, new, STATE.OPEN, at, by)
        tell_sides("compacts.statement", row, at=at, by=by)
        return new.number


def agree(number: int, party: Party, typed: str, *, digest: str, at: datetime, by: Viewer) -> bool:
    """Agrees to the statement for a side; whether both have agreed now, so that it is settled and sealed.

    `digest` is the fingerprint of what was shown, `typed` the viewer's own name. Whoever calls has made sure that they
    proved who they are a few minutes ago. CannotAgree in every other case, with why; nothing is then agreed.
    """
    with changing(f"The statement of the ending was agreed to for {PARTIES[party]}", at=at, by=by):
        row = _ended(number, by)
        _ensure_side(row, party, by)
        one = _shown(row, digest, by)
        if not same_record(_facts(row, at, by), statement_in(one.content).facts):
            raise CannotAgree(
                "Something was recorded of a promise since these words were written, so the facts beside them are old. "
                "Put today's facts into it first; nothing was agreed."
            )
        _sign(row, one, party, typed, at, by)
        _void_those_whose_role_ended(row, one, at, by)
        there = set(
            StatementSignature.objects.filter(statement=one, void_at__isnull=True).values_list("party", flat=True)
        )
        whole = there == set(WRITES)
        if whole:
            _settle(one, STATE.AGREED, at, by)
        tell_sides("compacts.statement", row, at=at, by=by)
        return whole


def close(number: int, party: Party, typed: str, *, digest: str, at: datetime, by: Viewer) -> None:
    """Closes the statement as not agreed, 60 days after its first words were shown; it is final.

    The facts of today, and what each side says alone, stand side by side; the joint words, which only one side agreed
    to, stay in the version before. `digest` is the fingerprint of that version, as `would_close` showed it: CannotAgree
    where the words or the facts are others by now.
    """
    with changing("The statement of the ending was closed as not agreed", at=at, by=by):
        row = _ended(number, by)
        _ensure_side(row, party, by)
        before = _written(row, by)
        shown = first_shown(row, viewer=by)
        if shown is None or day_of(at) < shown + TO_AGREE:
            from_day = day((shown or day_of(at)) + TO_AGREE)
            raise CannotAgree(f"Give it time: either side can close it as not agreed from {from_day}.")
        new = closed_version(statement_in(before.content), _facts(row, at, by))
        if digest_of(written(new)) != digest:
            raise CannotAgree(
                "The facts or the words have changed since you opened this page. Read the statement again as it would "
                "stand now; nothing was recorded."
            )
        _void(StatementSignature.objects.filter(statement=before, void_at__isnull=True), ANSWERED, at)
        before.state = STATE.REPLACED
        before.save(update_fields=["state"])
        one = _add(row, party, new, STATE.OPEN, at, by)
        _sign(row, one, party, typed, at, by)
        _settle(one, STATE.NOT_AGREED, at, by)
        tell_sides("compacts.statement", row, at=at, by=by)


def _ended(number: int, by: Viewer) -> Compact:
    """The compact, held; CannotAgree while it runs, where nothing was in force, or once its statement is settled."""
    row = held(number, by=by, ended_too=True)
    if row.ended_at is None:
        raise CannotAgree("The compact has not ended yet. Its statement is written then, from what was kept by then.")
    if EndStatement.objects.filter(compact=row, state__in=SETTLED).exists():
        raise CannotAgree("The statement is settled, and nobody changes it any more. Nothing of yours was recorded.")
    return row


def _ensure_side(row: Compact, party: Party, by: Viewer) -> None:
    if party not in WRITES:
        raise CannotAgree("The statement is written and agreed by the leader and the board.")
    if party not in sides_of(row, viewer=by):
        raise CannotAgree(
            f"You do not act for {PARTIES[party]} today: your role may have ended. Nothing was recorded. Whoever looks "
            "after access can say more."
        )


def _open(row: Compact, by: Viewer) -> EndStatement | None:
    return current_statement(row, viewer=by)


def _written(row: Compact, by: Viewer) -> EndStatement:
    found = _open(row, by)
    if found is None:
        raise CannotAgree("Nobody has written the statement yet.")
    return found


def _shown(row: Compact, digest: str, by: Viewer) -> EndStatement:
    """The version to be agreed; CannotAgree where it is not, to the byte, the one that was shown."""
    found = _written(row, by)
    if digest_of(found.content) != digest:
        raise CannotAgree("The words have changed since you opened this page. Read them again; nothing was recorded.")
    return found


def _facts(row: Compact, at: datetime, by: Viewer) -> Facts:
    text, ending = text_that_ends(row, viewer=by), standing_ending(row, viewer=by)
    return facts_of(row, text, ending, viewer=by, on=day_of(at))


def _add(row: Compact, party: Party, new: Statement, state: StatementState, at: datetime, by: Viewer) -> EndStatement:
    return EndStatement.objects.create(
        controller=row.controller,
        compact=row,
        number=new.number,
        party=party,
        state=state,
        content=written(new),
        written_by_id=by.person or 0,
        written_at=at,
    )


def _sign(row: Compact, one: EndStatement, party: Party, typed: str, at: datetime, by: Viewer) -> None:
    signer = Person.objects.get(pk=by.person or 0)
    if name_key(typed) != name_key(signer.name):
        raise CannotAgree(f"Type your name as it stands here: {signer.name}. Nothing was recorded.")
    digest = digest_of(one.content)
    there = StatementSignature.objects.filter(statement=one, void_at__isnull=True)
    if there.filter(party=party).exists():
        raise CannotAgree(f"It is agreed to for {PARTIES[party]} already.")
    if there.filter(signer=signer).exists():
        raise CannotAgree("You have agreed for the other side. Two sides need two people; nothing was recorded.")
    if there.exclude(digest=digest).exists():
        raise CannotAgree(
            "What is kept is not what the other side agreed to: it was altered. Write the words anew, and tell whoever "
            "runs this site. Nothing was recorded."
        )
    StatementSignature.objects.create(
        controller=row.controller,
        statement=one,
        party=party,
        signer=signer,
        acting_as=ACTING_AS[party].format(organisation=row.organisation.name),
        typed=typed.strip()[:130],
        digest=digest,
        signed_at=at,
    )


def _void_those_whose_role_ended(row: Compact, one: EndStatement, at: datetime, by: Viewer) -> None:
    """A chair's word counts only while they act for the board; the leader speaks for themselves, in post or not."""
    for given in StatementSignature.objects.filter(statement=one, void_at__isnull=True).select_related("signer"):
        signer = viewer_for(given.signer_id, given.signer.name, on=day_of(at), viewer=by)
        acts = Party(given.party) in sides_of(row, viewer=signer)
        if given.party != Party.LEADER and not (given.signer.is_active and acts):
            _void(StatementSignature.objects.filter(pk=given.pk), ROLE_ENDED, at)


def _void(rows: "QuerySet[StatementSignature]", why: str, at: datetime) -> None:
    rows.update(void_at=at, void_because=why)


def _settle(one: EndStatement, state: StatementState, at: datetime, by: Viewer) -> None:
    """Nobody changes it any more: sealed with who agreed, and the mark of this site's key."""
    one.state, one.settled_at = state, at
    one.save(update_fields=["state", "settled_at"])
    there = list(StatementSignature.objects.filter(statement=one, void_at__isnull=True))
    body = sealed_statement(one, there, viewer=by)
    digest = digest_of(body)
    mark = Signer(salt=STATEMENT_SEAL).sign(digest).rpartition(":")[2]
    StatementSeal.objects.create(statement=one, body=body, digest=digest, mark=mark, at=at)
