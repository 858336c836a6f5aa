"""Offering a text, signing it, and its coming into force: frozen, sealed, and its promises begun."""

from datetime import date, datetime

from django.core.signing import Signer
from django.db.models import QuerySet

from wraparound.capabilities.compacts.actions.clock import close_what_changed
from wraparound.capabilities.compacts.actions.holding import held
from wraparound.capabilities.compacts.actions.telling import tell_sides
from wraparound.capabilities.compacts.calculation.clock import day_of
from wraparound.capabilities.compacts.calculation.documents import agreement_in, digest_of, written
from wraparound.capabilities.compacts.calculation.drafting import due_of, every_item
from wraparound.capabilities.compacts.calculation.undertakings import WORTH_ASKING_AGAIN, bound_by
from wraparound.capabilities.compacts.models.agreed import Compact, Seal, Signature, Text, Undertaking
from wraparound.capabilities.compacts.queries.patience import rules_in_force, rules_of
from wraparound.capabilities.compacts.queries.reading import must_sign, sides_of, text_of
from wraparound.capabilities.compacts.queries.realism import frozen, ranges_of, standing_of
from wraparound.capabilities.compacts.queries.texts import (
    agreement_in_force,
    sealed_body,
    sealed_digest,
    told_problems,
)
from wraparound.capabilities.compacts.queries.verifying import SEAL, sealed_signatures
from wraparound.capabilities.compacts.terms.agreement import Agreement, CannotAgree, Party
from wraparound.capabilities.compacts.terms.compacts import TextState, UndertakingSort, UndertakingState
from wraparound.capabilities.compacts.wording.agreement import PARTIES, day, item_words
from wraparound.people.calculation import name_key
from wraparound.people.models import Person
from wraparound.people.queries.leaders import belongs_to
from wraparound.people.queries.viewers import viewer_for
from wraparound.people.terms.access import Viewer
from wraparound.published.months import months_after
from wraparound.records.actions.changes import changing

STATE = TextState
ACTING_AS = {
    Party.LEADER: "leader",
    Party.BOARD: "chair of {organisation}, for its board",
    Party.REGION: "regional director, for {region}",
    Party.CENTRE: "national director, for the centre",
}


def offer(number: int, text: int, *, at: datetime, by: Viewer) -> None:
    """Freezes a shared version with the ranges of today, to be signed; CannotAgree says everything in the way."""
    with changing("A version was offered for signing", at=at, by=by):
        row = held(number, by=by)
        if not set(sides_of(row, viewer=by)) - {Party.CENTRE}:
            raise CannotAgree("A version is offered for signing by the leader, the board or the region.")
        one = _locked(row, text, by)
        if one.state != STATE.SHARED:
            raise CannotAgree("Only a version that every side has been shown can be offered for signing.")
        if Text.objects.filter(compact=row, state=STATE.OFFERED).exists():
            raise CannotAgree("Another version is being signed. Take that one back first.")
        agreement, today = agreement_in(one.content), day_of(at)
        ranges = ranges_of(agreement, row.organisation, today=today, viewer=by)
        before = agreement_in_force(row, viewer=by)
        named = row.leader_id is not None
        if found := told_problems(agreement, ranges, today, has_leader=named, before=before, viewer=by):
            raise CannotAgree(" ".join(problem.words for problem in found))
        one.state, one.offered_at = STATE.OFFERED, at
        standing = standing_of(row.organisation, viewer=by)
        rules = rules_of(agreement, standing, today=today, viewer=by, before=rules_in_force(row, viewer=by))
        one.frozen = written(frozen(ranges, rules, row.organisation, today=today, viewer=by))
        one.save(update_fields=["state", "offered_at", "frozen"])
        _seal(one, sealed_body(one, viewer=by), signed=False, at=at)
        tell_sides("compacts.offered", row, at=at, by=by)


def take_back_offer(number: int, text: int, *, at: datetime, by: Viewer) -> None:
    """A version is not to be signed after all; signatures put to it no longer count, and it can be answered."""
    with changing("A version is not to be signed after all", at=at, by=by):
        row = held(number, by=by, ended_too=True)
        if not set(sides_of(row, viewer=by)) - {Party.CENTRE}:
            raise CannotAgree("An offer is taken back by the leader, the board or the region.")
        one = _locked(row, text, by)
        if one.state != STATE.OFFERED:
            raise CannotAgree("That version is not being signed.")
        _void(Signature.objects.filter(text=one, void_at__isnull=True), "the version was taken back.", at)
        one.state, one.offered_at, one.frozen = STATE.SHARED, None, ""
        one.save(update_fields=["state", "offered_at", "frozen"])
        tell_sides("compacts.taken_back", row, at=at, by=by)


def sign(number: int, text: int, party: Party, typed: str, *, digest: str, at: datetime, by: Viewer) -> bool:
    """Signs the offered version for a party; whether it is in force now. Refused, with why, in every other case.

    `digest` is the fingerprint of what the signer was shown, `typed` their own name. Whoever calls has made sure that
    they proved who they are a few minutes ago.
    """
    with changing(f"Signed for {PARTIES[party]}", at=at, by=by):
        row = held(number, by=by)
        one = _locked(row, text, by)
        signer = _may_sign(row, one, party, typed, digest, at, by)
        Signature.objects.create(
            controller=row.controller,
            text=one,
            party=party,
            signer=signer,
            acting_as=ACTING_AS[party].format(organisation=row.organisation.name, region=row.organisation.region.name),
            typed=typed.strip()[:130],
            digest=digest,
            signed_at=at,
        )
        _void_those_whose_role_ended(row, one, at, by)
        there = set(Signature.objects.filter(text=one, void_at__isnull=True).values_list("party", flat=True))
        whole = one.state == STATE.OFFERED and all(needed in there for needed in must_sign(row, viewer=by))
        if whole:
            _bring_into_force(row, one, at, by)
        elif one.state == STATE.IN_FORCE:
            # The centre came later: sealed anew, with its signature beside the others.
            _seal(one, sealed_signatures(one, viewer=by), signed=True, at=at)
        tell_sides("compacts.in_force" if whole else "compacts.signed", row, at=at, by=by)
    return whole


def _may_sign(row: Compact, one: Text, party: Party, typed: str, digest: str, at: datetime, by: Viewer) -> Person:
    late = party is Party.CENTRE and one.state == STATE.IN_FORCE
    if one.state != STATE.OFFERED and not late:
        raise CannotAgree("This version is not offered for signing any more. Nothing was signed.")
    if party not in sides_of(row, viewer=by):
        raise CannotAgree(
            f"You do not act for {PARTIES[party]} today: your role may have ended. Nothing was signed. Whoever looks "
            "after access can say more."
        )
    if digest != sealed_digest(one, viewer=by):
        raise CannotAgree("The version has changed since you opened this page. Read it again; nothing was signed.")
    if not late:
        _ensure_nothing_has_passed(row, one, day_of(at), by)
    signer = Person.objects.get(pk=by.person or 0)
    if party is Party.LEADER and not belongs_to(row.organisation_id, signer.pk, viewer=by, on=day_of(at)):
        raise CannotAgree(
            f"You have neither a place nor a role at {row.organisation.name} today, so you do not sign as its leader. "
            "Nothing was signed. Whoever looks after access can say more."
        )
    if name_key(typed) != name_key(signer.name):
        raise CannotAgree(f"Type your name as it stands here: {signer.name}. Nothing was signed.")
    signed = Signature.objects.filter(text=one, void_at__isnull=True)
    if signed.filter(party=party).exists():
        raise CannotAgree(f"It is signed for {PARTIES[party]} already.")
    if signed.filter(signer=signer).exists():
        raise CannotAgree("You have signed for another side. Two sides need two people; nothing was signed.")
    return signer


def _ensure_nothing_has_passed(row: Compact, one: Text, today: date, by: Viewer) -> None:
    """CannotAgree where something new in the text was due before everybody has signed."""
    before = agreement_in_force(row, viewer=by)
    standing = {item for _, item in every_item(before)} if before is not None else set()
    for _, item in every_item(agreement_in(one.content)):
        if due_of(item) <= today and item not in standing:
            raise CannotAgree(
                f"“{item_words(item)}” was due on {day(due_of(item))}, before everybody has signed. Take the version "
                "back and give it a later day; nothing was signed."
            )


def _void_those_whose_role_ended(row: Compact, one: Text, at: datetime, by: Viewer) -> None:
    """A signature counts only if its signer still acts for that side when the last one signs."""
    if one.state != STATE.OFFERED:
        return
    for signature in Signature.objects.filter(text=one, void_at__isnull=True).select_related("signer"):
        signer = viewer_for(signature.signer_id, signature.signer.name, on=day_of(at), viewer=by)
        acts = Party(signature.party) in sides_of(row, viewer=signer)
        if signature.party == Party.LEADER:
            acts = acts and belongs_to(row.organisation_id, signature.signer_id, viewer=by, on=day_of(at))
        if not (signature.signer.is_active and acts):
            _void(Signature.objects.filter(pk=signature.pk), "their role ended before everybody had signed.", at)


def _void(rows: "QuerySet[Signature]", why: str, at: datetime) -> None:
    rows.update(void_at=at, void_because=why)


def _bring_into_force(row: Compact, one: Text, at: datetime, by: Viewer) -> None:
    """The version before it is replaced, the seal is set, and what was promised begins to count."""
    Text.objects.filter(compact=row, state=STATE.IN_FORCE).update(state=STATE.REPLACED, ended_at=at)
    one.state, one.in_force_at = STATE.IN_FORCE, at
    one.save(update_fields=["state", "in_force_at"])
    _seal(one, sealed_signatures(one, viewer=by), signed=True, at=at)
    agreement = agreement_in(one.content)
    Compact.objects.filter(pk=row.pk).update(last_day=months_after(agreement.starts, agreement.months))
    _begin_undertakings(row, agreement, at, by)


def _seal(text: Text, body: str, *, signed: bool, at: datetime) -> None:
    digest = digest_of(body)
    mark = Signer(salt=SEAL).sign(digest).rpartition(":")[2]
    Seal.objects.create(text=text, signed=signed, body=body, digest=digest, mark=mark, at=at)


def _locked(row: Compact, text: int, by: Viewer) -> Text:
    found = Text.objects.select_for_update(of=("self",)).get(pk=text_of(row, text, viewer=by).pk)
    found.compact = row
    return found


def _begin_undertakings(row: Compact, agreement: Agreement, at: datetime, by: Viewer) -> None:
    """Promises and conditions as agreed now: those that are as they were keep what was recorded; others begin anew."""
    there = {one.key: one for one in Undertaking.objects.filter(compact=row)}
    for key, parts in bound_by(agreement):
        known = there.pop(key, None)
        found = known or Undertaking(controller=row.controller, compact=row, key=key)
        if found.state == UndertakingState.ENDED or any(getattr(found, one) != parts.get(one) for one in _asked(known)):
            _forget_what_was_recorded(found)
        for name, value in parts.items():
            setattr(found, name, value)
        found.save()
    gone = [one.pk for one in there.values() if one.state != UndertakingState.ENDED]
    Undertaking.objects.filter(pk__in=gone).update(state=UndertakingState.ENDED)
    close_what_changed(row, gone, at, by=by)


def _asked(known: Undertaking | None) -> tuple[str, ...]:
    """The parts whose change makes it another promise; none of one that is new."""
    if known is None:
        return ()
    return WORTH_ASKING_AGAIN if known.sort == UndertakingSort.PROMISE else ("words", "giver", "giver_name", "due_on")


def _forget_what_was_recorded(found: Undertaking) -> None:
    found.state, found.evidence, found.contested = UndertakingState.OPEN, "", False
    found.delivered_on = found.days_given = None
    found.reported_by_id, found.reported_for, found.reported_at = None, "", None
    found.confirmed_by_id, found.confirmed_for, found.confirmed_at = None, "", None
