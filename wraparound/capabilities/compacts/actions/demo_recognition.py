"""Recognitions of the made-up region: one that was issued and is shown, one that is being written."""

from datetime import datetime, timedelta

from wraparound.capabilities.compacts.actions import recognition, thanks
from wraparound.capabilities.compacts.models.agreed import Compact
from wraparound.capabilities.compacts.models.recognition import Recognition, Thanks
from wraparound.capabilities.compacts.queries.recognition import recognition as recognition_terms
from wraparound.capabilities.compacts.terms.agreement import Party
from wraparound.capabilities.compacts.terms.recognition import Written
from wraparound.people.models import Person
from wraparound.people.queries.viewers import viewer_for
from wraparound.people.terms.access import Viewer
from wraparound.records.queries.history import version_number

LEADERS = (
    "I asked what stood in the way, and then did the three things that the night staff asked for most.",
    "The short-stay unit was the sisters’ idea. My part was to find the money and to keep everybody else out of it.",
)
CHAIRS = (
    "Idris came when others would not, and said from the first day what could not be promised.",
    "The board saw more of the wards in these months than in the years before. That was his doing.",
)
REGIONS = ("What was agreed could be talked about openly when it was late, on both sides.",)
OF_A_COLLEAGUE = "You stayed in the handover until we had finished, and came back the next night."
ADDED = ("The emergency department opened a short-stay unit, planned by those who work in it.",)


def seed_recognitions(
    made: Compact, *, chair: Viewer, leader: Viewer, region: Viewer, at: datetime, by: Viewer
) -> None:
    """One issued by the region and shown by its leader, and one that the board has begun and asks thanks for."""
    lately = at - timedelta(days=2)
    one = recognition.begin(made.pk, Party.REGION, at=lately, by=region)
    _write(one, leader, lately, leader_words="\n".join(LEADERS))
    _write(one, chair, lately, board_words="\n".join(CHAIRS))
    _write(one, region, lately, region_words="\n".join(REGIONS))
    colleague = Person.objects.filter(memberships__organisation=made.organisation, in_chooser=True)
    named = (
        colleague.exclude(pk__in=[each.person for each in (chair, leader, region) if each.person])
        .order_by("pk")
        .first()
    )
    if named is not None:
        asked = thanks.ask_person(made.pk, one.pk, named, at=lately, by=leader)
        giver = viewer_for(named.pk, named.name, on=lately.date(), viewer=by)
        thanks.give(asked.pk, OF_A_COLLEAGUE, named=True, version=_version(asked, by), at=lately, by=giver)
        thanks.choose(made.pk, one.pk, [asked.pk], at=lately, by=leader)
    digest = recognition_terms(made.pk, one.pk, viewer=leader).digest
    recognition.agree(made.pk, one.pk, digest=digest, at=lately, by=leader)
    recognition.issue(made.pk, one.pk, region.name, digest=digest, at=lately, by=region)
    recognition.show(made.pk, one.pk, on=True, at=lately, by=leader)
    draft = recognition.begin(made.pk, Party.BOARD, at=at - timedelta(days=1), by=chair)
    _write(draft, chair, at - timedelta(days=1), board_words=CHAIRS[1])
    if named is not None:
        thanks.ask_person(made.pk, draft.pk, named, at=at - timedelta(days=1), by=chair)


def _write(one: Recognition, by: Viewer, at: datetime, **words: str) -> None:
    row = Recognition.objects.get(pk=one.pk)
    text = recognition_terms(row.compact_id, one.pk, viewer=by).text
    kept = tuple(each.key for each in text.drawn)
    recognition.write(
        row.compact_id,
        one.pk,
        Written(
            kept=kept,
            added=ADDED,
            leader_words=words.get("leader_words", ""),
            board_words=words.get("board_words", ""),
            region_words=words.get("region_words", ""),
        ),
        version=_version(row, by),
        at=at,
        by=by,
    )


def _version(row: Recognition | Thanks, by: Viewer) -> int:
    return version_number(row, viewer=by)
