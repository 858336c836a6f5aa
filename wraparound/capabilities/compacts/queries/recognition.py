"""Recognitions as the sides of a compact see them, and as everybody does while their leader shows them."""

from dataclasses import replace
from typing import Any

from django.utils import timezone

from wraparound.capabilities.compacts.access import OWN_OR_HELD, SHOWN_BY_ITS_LEADER
from wraparound.capabilities.compacts.calculation.attested import read, standing_of
from wraparound.capabilities.compacts.calculation.recognition import (
    content_of,
    digest_of_content,
    lacking_in,
    text_in,
)
from wraparound.capabilities.compacts.models.agreed import Compact, Text
from wraparound.capabilities.compacts.models.recognition import Recognition, SigningKey, Thanks
from wraparound.capabilities.compacts.queries.keys import Place, issuer_of, keys_beside, of
from wraparound.capabilities.compacts.queries.reading import compact_of, rule_for, sides_of, subject_of
from wraparound.capabilities.compacts.queries.texts import agreement_in_force
from wraparound.capabilities.compacts.terms.agreement import Party, TextAltered
from wraparound.capabilities.compacts.terms.attested import Attested, NotAttested, PublishedKey
from wraparound.capabilities.compacts.terms.compacts import TextState
from wraparound.capabilities.compacts.terms.recognition import (
    About,
    PublicRecognition,
    RecognitionLine,
    RecognitionList,
    RecognitionState,
    RecognitionTerms,
    ThanksTerms,
)
from wraparound.capabilities.compacts.wording.attested import fault_words, found
from wraparound.capabilities.compacts.wording.recognition import notes_for, pointed_in
from wraparound.people.access import NotYours, Rule, ensure
from wraparound.people.models import FORGOTTEN
from wraparound.people.queries.looking import shown
from wraparound.people.terms.access import Viewer
from wraparound.published.terms import NotInEvidence
from wraparound.records.queries.history import version_number

FIELDS = ("name", "recognition")
SIGNED = (TextState.IN_FORCE, TextState.REPLACED)
NOT_IN_FORCE = "A recognition is about a compact that is, or was, in force. This one was never signed by everybody."
NOT_A_SIDE = (
    "Recognitions are read by the leader, the chair and a region that was asked to sign, and by everybody once their "
    "leader shows them."
)


class NoSuchRecognition(NotInEvidence):
    """No such recognition, or not one for this viewer: the same sentence for both."""

    def __init__(self) -> None:
        """One sentence for every case."""
        super().__init__("There is no such recognition, or it is not yours to see.")


class NotShown(NotInEvidence):
    """Nothing is shown at this address, or not any more."""

    def __init__(self) -> None:
        """One sentence, whatever the reason."""
        super().__init__("Nothing is shown at this address. Whoever gave it to you may have stopped showing it.")


def recognitions(number: int, *, viewer: Viewer) -> RecognitionList:
    """The recognitions of a compact that the viewer may see: all for its sides, none for those who only read along."""
    ensure(viewer, OWN_OR_HELD)
    row = compact_of(number, viewer=viewer)
    sides = writing_sides(row, viewer=viewer)
    _look(row, viewer)
    why_not = "" if was_in_force(row, viewer=viewer) else NOT_IN_FORCE
    lines: tuple[RecognitionLine, ...] = ()
    if sides:
        listed = Recognition.objects.filter(compact=row).select_related("begun_by").order_by("-pk")
        lines = tuple(_line(one, row, viewer) for one in listed)
    begun = {one.issuer.sort for one in lines if one.state is RecognitionState.DRAFT}
    may = [one for one in may_issue(row, sides) if issuer_of(issuing(row, one)).sort not in begun]
    return RecognitionList(
        compact=row.pk,
        organisation=row.organisation.name,
        leader=row.leader.name if row.leader else "",
        made_up=row.organisation.made_up,
        lines=lines,
        may_begin=() if why_not else tuple(may),
        is_side=bool(sides),
        why_not=why_not or ("" if sides else NOT_A_SIDE),
        leads=Party.LEADER in sides,
    )


def recognition(number: int, which: int, *, viewer: Viewer) -> RecognitionTerms:
    """One recognition in full, for a side of its compact; NoSuchRecognition for everybody else."""
    row, one = recognition_of(number, which, viewer=viewer)
    _look(row, viewer)
    text, place = text_in(one.content), issuing(row, Party(one.issues))
    draft, leads = one.state == RecognitionState.DRAFT, viewer.person is not None and viewer.person == one.leader_id
    # Words that were not chosen are read while it is being written, and by nobody afterwards.
    thanks = thanks_of(one, viewer=viewer) if draft else ()
    signed = tuple(each for each in (one.issued, one.revocation) if each is not None)
    keys = keys_beside([each.key.fingerprint for each in signed], viewer=viewer) if signed else ()
    issued, revoked = (
        _for_side(attested(each.document, keys, viewer=viewer), leads=leads) if each else None
        for each in (one.issued, one.revocation)
    )
    if issued:
        _look_at_chosen(one, OWN_OR_HELD, viewer)
    content = issued.statement.content if issued else content_now(row, one, thanks, viewer=viewer)
    digest = digest_of_content(content, issuer_of(place))
    return RecognitionTerms(
        number=one.pk,
        compact=row.pk,
        about=about_of(row, viewer=viewer),
        issuer=issuer_of(place),
        issues=Party(one.issues),
        state=RecognitionState(one.state),
        text=text,
        thanks=thanks,
        version=version_number(one, viewer=viewer),
        digest=digest,
        agreed=one.agreed_digest == digest,
        agreed_at=_local(one.agreed_at),
        lacking=lacking_in(text, Party(one.issues)) if draft else (),
        pointed=pointed_in(text) if draft else (),
        sides=writing_sides(row, viewer=viewer),
        is_leader=leads,
        begun_by=one.begun_by.name if one.begun_by else one.begun_by_name,
        begun_at=timezone.localtime(one.begun_at),
        issued_at=_local(one.issued_at),
        attested=issued,
        revoked=revoked,
        token=(one.token or "") if leads else "",
        shown=one.token is not None,
        content=content,
        has_key=not draft or SigningKey.objects.filter(of(place), replaced_at__isnull=True).exists(),
    )


def document_of(number: int, which: int, *, viewer: Viewer) -> str:
    """The file of an issued recognition, for its leader alone: theirs to show or not. NotYours for the other sides."""
    _, one = recognition_of(number, which, viewer=viewer)
    if one.issued is None:
        raise NoSuchRecognition
    if viewer.person != one.leader_id:
        raise NotYours("The file of a recognition is its leader's, to show or not. Ask them for it.")
    return one.issued.document


def public_recognition(token: str, *, viewer: Viewer) -> PublicRecognition:
    """What everybody reads while its leader shows it, verified just now; NotShown where nothing is."""
    ensure(viewer, SHOWN_BY_ITS_LEADER)
    one = _shown(token)
    assert one.issued is not None and one.shown_at is not None and one.token is not None  # noqa: PT018  # the store says so
    signed = [one.issued, *([one.revocation] if one.revocation else [])]
    keys = keys_beside([each.key.fingerprint for each in signed], viewer=viewer)
    shown([one.leader_id], FIELDS, SHOWN_BY_ITS_LEADER, viewer=viewer)
    found, withheld = _without_the_gone(attested(one.issued.document, keys, viewer=viewer), one)
    return PublicRecognition(
        token=one.token,
        attested=found,
        withheld=withheld,
        revoked=attested(one.revocation.document, keys, viewer=viewer) if one.revocation else None,
        shown_at=timezone.localtime(one.shown_at),
    )


def public_documents(token: str, *, viewer: Viewer) -> tuple[str, str]:
    """The file of what is shown, and of its revocation (empty where there is none); NotShown where nothing is."""
    ensure(viewer, SHOWN_BY_ITS_LEADER)
    one = _shown(token)
    shown([one.leader_id], FIELDS, SHOWN_BY_ITS_LEADER, viewer=viewer)
    return one.issued.document if one.issued else "", one.revocation.document if one.revocation else ""


def recognition_of(number: int, which: int, *, viewer: Viewer) -> tuple[Compact, Recognition]:
    """The rows, for a side of the compact; NoSuchRecognition for everybody else."""
    row = compact_of(number, viewer=viewer)
    rows = Recognition.objects.select_related("begun_by", "issued__key", "revocation__key")
    one = rows.filter(pk=which, compact=row.pk).first() if writing_sides(row, viewer=viewer) else None
    if one is None:
        raise NoSuchRecognition
    one.compact = row
    return row, one


def writing_sides(row: Compact, *, viewer: Viewer) -> tuple[Party, ...]:
    """The sides for which the viewer writes recognitions: leader, board, and the region where it was asked to sign."""
    return tuple(one for one in sides_of(row, viewer=viewer) if one is not Party.CENTRE)


def may_issue(row: Compact, sides: tuple[Party, ...], *, viewer: Viewer | None = None) -> tuple[Party, ...]:
    """For which issuers somebody of these sides can begin a draft: the leader for either, the others for their own."""
    asked = (Party.BOARD, *((Party.REGION,) if row.asks_region else ()))
    return tuple(one for one in asked if one in sides or Party.LEADER in sides)


def issuing(row: Compact, issues: Party, *, viewer: Viewer | None = None) -> Place:
    """The organisation or the region of a compact, whichever issues."""
    return row.organisation.region if issues is Party.REGION else row.organisation


def was_in_force(row: Compact, *, viewer: Viewer) -> bool:
    """Whether some version of the compact is or was in force."""
    return Text.objects.filter(compact=row, state__in=SIGNED).exists()


def about_of(row: Compact, *, viewer: Viewer) -> About:
    """Whom and what a recognition of this compact is about."""
    agreement = agreement_in_force(row, viewer=viewer)
    if agreement is None or row.last_day is None or row.leader is None:
        raise TextAltered("The version of the compact that was in force is gone.")
    place = row.organisation
    return About(
        leader=row.leader.name,
        post=row.role,
        organisation=place.name,
        code=place.code,
        region=place.region.name,
        made_up=place.made_up,
        first_day=agreement.starts,
        last_day=row.last_day,
    )


def thanks_of(one: Recognition, *, viewer: Viewer) -> tuple[ThanksTerms, ...]:
    """Whoever was asked for thanks, and what they gave; the caller has found that the viewer may know."""
    rows = Thanks.objects.filter(recognition=one).select_related("person", "asked_by").order_by("pk")
    listed = list(rows)
    shown([each.person_id for each in listed], ("name", "words of thanks"), OWN_OR_HELD, viewer=viewer)
    return tuple(
        ThanksTerms(
            number=each.pk,
            person=each.person.name,
            asked_by=each.asked_by.name if each.asked_by else "",
            asked_at=timezone.localtime(each.asked_at),
            words=each.words,
            given=each.given_at is not None,
            declined=each.declined_at is not None,
            chosen=each.chosen,
        )
        for each in listed
    )


def content_now(row: Compact, one: Recognition, thanks: tuple[ThanksTerms, ...], *, viewer: Viewer) -> dict[str, Any]:
    """What a draft states as it stands, to the letter as it would be signed."""
    about = about_of(row, viewer=viewer)
    chosen = [(each.person, each.words) for each in thanks if each.chosen and each.given]
    return content_of(about, text_in(one.content), chosen, notes_for(made_up=about.made_up))


def attested(document: str, keys: tuple[PublishedKey, ...], *, viewer: Viewer) -> Attested:
    """A kept file verified against the published keys; TextAltered where it is not what was signed."""
    try:
        statement = read(document.encode())
    except NotAttested as trouble:
        raise TextAltered(f"The recognition that is kept is not what was signed. {fault_words(trouble)}") from trouble
    standing, key = standing_of(statement, keys)
    checked = found(statement, standing, key, on=timezone.localdate())
    # Here it is known whether it was revoked, and that it was issued when it says.
    return replace(checked, does_not=() if checked.holds else checked.does_not[:1])


def _shown(token: str) -> Recognition:
    rows = Recognition.objects.select_related("issued__key", "revocation__key", "leader")
    one = rows.filter(token=token, state=RecognitionState.ISSUED).first() if token else None
    # Whose record was removed can no longer choose, so nothing of theirs is shown.
    if one is None or one.leader.name == FORGOTTEN:
        raise NotShown
    return one


def _for_side(found: Attested, *, leads: bool) -> Attested:
    """Without its signature for all but the leader: with it anybody could put the file together that is theirs."""
    return found if leads else replace(found, statement=replace(found.statement, signature=""))


def _without_the_gone(found: Attested, one: Recognition) -> tuple[Attested, int]:
    """Without the thanks of those whose record was removed since, and of how many; verified before, with them.

    Thanks stand in what was signed in the order in which they were asked for, and stay chosen once it is issued.
    """
    chosen = Thanks.objects.filter(recognition=one, chosen=True).order_by("pk")
    gone = [name == FORGOTTEN for name in chosen.values_list("person__name", flat=True)]
    if not any(gone):
        return found, 0
    content = found.statement.content
    stay = [thanks for thanks, is_gone in zip(content["thanks"], gone, strict=True) if not is_gone]
    statement = replace(found.statement, content={**content, "thanks": stay}, signature="")
    return replace(found, statement=statement), sum(gone)


def _look_at_chosen(one: Recognition, rule: Rule, viewer: Viewer) -> None:
    """Whoever gave words of thanks that stand in it is looked at too."""
    people = list(Thanks.objects.filter(recognition=one, chosen=True).values_list("person_id", flat=True))
    shown(people, ("name", "words of thanks"), rule, viewer=viewer)


def _look(row: Compact, viewer: Viewer) -> None:
    if row.leader_id:
        about = subject_of(row, viewer=viewer)
        shown([row.leader_id], FIELDS, rule_for(row, viewer=viewer), viewer=viewer, about=about)


def _line(one: Recognition, row: Compact, viewer: Viewer) -> RecognitionLine:
    return RecognitionLine(
        number=one.pk,
        issuer=issuer_of(issuing(row, Party(one.issues))),
        state=RecognitionState(one.state),
        begun_by=one.begun_by.name if one.begun_by else one.begun_by_name,
        begun_at=timezone.localtime(one.begun_at),
        issued_at=_local(one.issued_at),
        revoked_at=_local(one.revoked_at),
        shown=one.token is not None,
    )


def _local(moment: Any) -> Any:
    return timezone.localtime(moment) if moment is not None else None
