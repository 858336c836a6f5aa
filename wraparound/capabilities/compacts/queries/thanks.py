"""What a colleague sees who was asked for words of thanks: for whom, and their own words, and nothing else."""

from wraparound.capabilities.compacts.access import GIVE_THANKS
from wraparound.capabilities.compacts.models.recognition import Thanks
from wraparound.capabilities.compacts.terms.recognition import OwnThanks, RecognitionState
from wraparound.people.access import ensure
from wraparound.people.queries.looking import shown
from wraparound.people.terms.access import Viewer
from wraparound.published.terms import NotInEvidence
from wraparound.records.queries.history import version_number


class NoSuchThanks(NotInEvidence):
    """Nobody asked the viewer for these words of thanks."""

    def __init__(self) -> None:
        """One sentence for every case."""
        super().__init__("Nobody has asked you for these words of thanks, or it was long ago.")


def thanks_row(number: int, *, viewer: Viewer) -> Thanks:
    """The row, for whoever was asked; NoSuchThanks for everybody else."""
    ensure(viewer, GIVE_THANKS)
    rows = Thanks.objects.select_related("recognition__compact__organisation", "recognition__leader", "asked_by")
    found = rows.filter(pk=number, person=viewer.person).first() if viewer.person is not None else None
    if found is None:
        raise NoSuchThanks
    return found


def own_thanks(number: int, *, viewer: Viewer) -> OwnThanks:
    """What the viewer was asked for; NoSuchThanks where they were not."""
    row = thanks_row(number, viewer=viewer)
    one = row.recognition
    shown([one.leader_id], ("name", "that a recognition is written"), GIVE_THANKS, viewer=viewer)
    return OwnThanks(
        number=row.pk,
        leader=one.leader.name,
        post=one.compact.role,
        organisation=one.compact.organisation.name,
        made_up=one.compact.organisation.made_up,
        asked_by=row.asked_by.name if row.asked_by else "",
        words=row.words,
        given=row.given_at is not None,
        declined=row.declined_at is not None,
        issued=one.state == RecognitionState.ISSUED,
        closed=one.state != RecognitionState.DRAFT,
        chosen=row.chosen,
        version=version_number(row, viewer=viewer),
    )
