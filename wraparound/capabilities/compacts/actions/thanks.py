"""Words of thanks: asked for by the leader or whoever issues, given by colleagues, chosen by the leader."""

from collections.abc import Iterable
from datetime import datetime

from wraparound.capabilities.compacts.access import ASK_FOR_THANKS
from wraparound.capabilities.compacts.actions.recognition import NOT_LEADER
from wraparound.capabilities.compacts.calculation.clock import day_of
from wraparound.capabilities.compacts.models.agreed import Compact
from wraparound.capabilities.compacts.models.recognition import Recognition, Thanks
from wraparound.capabilities.compacts.queries.recognition import recognition_of
from wraparound.capabilities.compacts.queries.thanks import thanks_row
from wraparound.capabilities.compacts.terms.agreement import CannotAgree
from wraparound.capabilities.compacts.terms.recognition import LONGEST_THANKS, MOST_THANKS, RecognitionState
from wraparound.people.models import Person
from wraparound.people.queries.leaders import belongs_near, person_with_address
from wraparound.people.terms.access import Viewer
from wraparound.records.actions.changes import changing
from wraparound.records.actions.outbox import tell
from wraparound.records.actions.rights import ensure_unchanged

TOO_LATE = "The recognition is issued, or was put aside: nothing of it changes any more."


def ask(number: int, which: int, address: str, *, at: datetime, by: Viewer) -> Thanks:
    """Asks somebody of the organisation or its region, by the address they sign in with, for words of thanks.

    CannotAgree where nobody there signs in with it, where they were asked already, or where it is the leader's own.
    """
    with changing("A colleague was asked for words of thanks", at=at, by=by):
        row, _ = recognition_of(number, which, viewer=by)
        return ask_person(number, which, _colleague(row, address, at, by), at=at, by=by)


def ask_person(number: int, which: int, person: Person, *, at: datetime, by: Viewer) -> Thanks:
    """Asks a colleague who was found already; CannotAgree where they were asked already, or it is the leader."""
    with changing("A colleague was asked for words of thanks", at=at, by=by):
        row, one = _draft(number, which, by)
        if person.pk == one.leader_id:
            raise CannotAgree("It is their own recognition: they say their part in their own words.")
        if Thanks.objects.filter(recognition=one, person=person).exists():
            raise CannotAgree(f"{person.name} was asked already.")
        if Thanks.objects.filter(recognition=one).count() >= MOST_THANKS:
            raise CannotAgree(f"{MOST_THANKS} colleagues were asked already: more than that nobody reads.")
        made = Thanks.objects.create(
            controller=row.controller, recognition=one, person=person, asked_by_id=by.person, asked_at=at
        )
        tell("compacts.thanks_asked", {"compact": str(row.pk), "people": str(person.pk)}, by=by, of=made)
    return made


def give(thanks: int, words: str, *, named: bool, version: int, at: datetime, by: Viewer) -> None:
    """A colleague gives words of thanks, and agrees that their name stands beside them.

    What the leader had chosen of them before is to be chosen again: they have not read these words yet.
    """
    said = " ".join(words.split())[:LONGEST_THANKS]
    if not said:
        raise CannotAgree("Write your words first, or say that you would rather not.")
    if not named:
        raise CannotAgree("Tick that your name may stand beside your words: without a name they are not used.")
    with changing("Words of thanks were given", at=at, by=by):
        row = _own(thanks, by)
        ensure_unchanged(row, version, by=by)
        row.chosen = row.chosen and row.words == said
        row.words, row.given_at, row.declined_at = said, at, None
        row.save()
        people = ",".join(str(one) for one in {row.recognition.leader_id, row.asked_by_id} if one and one != by.person)
        tell("compacts.thanks_given", {"compact": str(row.recognition.compact_id), "people": people}, by=by, of=row)


def take_back(thanks: int, *, at: datetime, by: Viewer) -> None:
    """A colleague takes their words back, or would rather give none: nothing of what they wrote is kept.

    Also where the draft was put aside; CannotAgree once it is issued.
    """
    with changing("Words of thanks were taken back", at=at, by=by):
        row = _own(thanks, by, (RecognitionState.DRAFT, RecognitionState.LEFT))
        row.words, row.given_at, row.chosen, row.declined_at = "", None, False, at
        row.save()


def choose(number: int, which: int, chosen: Iterable[int], *, at: datetime, by: Viewer) -> None:
    """The leader chooses which words of thanks appear."""
    with changing("Words of thanks were chosen", at=at, by=by):
        _, one = _draft(number, which, by)
        if by.person is None or by.person != one.leader_id:
            raise CannotAgree(NOT_LEADER)
        wanted = set(chosen)
        for row in Thanks.objects.select_for_update(of=("self",)).filter(recognition=one):
            row.chosen = row.pk in wanted and row.given_at is not None
            row.save(update_fields=["chosen"])


def _draft(number: int, which: int, by: Viewer) -> tuple[Compact, Recognition]:
    row, _ = recognition_of(number, which, viewer=by)
    one = Recognition.objects.select_for_update(of=("self",)).get(pk=which)
    if one.state != RecognitionState.DRAFT:
        raise CannotAgree(TOO_LATE)
    return row, one


def _own(thanks: int, by: Viewer, while_it_is: Iterable[str] = (RecognitionState.DRAFT,)) -> Thanks:
    seen = thanks_row(thanks, viewer=by)
    one = Recognition.objects.select_for_update(of=("self",)).get(pk=seen.recognition_id)
    if one.state not in while_it_is:
        raise CannotAgree(TOO_LATE)
    row = Thanks.objects.select_for_update(of=("self",)).get(pk=seen.pk)
    row.recognition = one
    return row


def _colleague(row: Compact, address: str, at: datetime, by: Viewer) -> Person:
    """Somebody with a place or a role at the organisation or in its region; one sentence for everybody else."""
    place = row.organisation
    found = person_with_address(address, ASK_FOR_THANKS, viewer=by)
    if found is None or not belongs_near(place.pk, place.region_id, found.pk, viewer=by, on=day_of(at)):
        raise CannotAgree(
            f"Nobody at {place.name} or in {place.region.name} signs in here as {address.strip()[:254]}. Have them "
            "invited first, or look at the address."
        )
    return found
