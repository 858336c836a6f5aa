"""Check-ins of the made-up region: a leader who checks in with a peer of another trust, and something raised openly."""

from datetime import datetime, timedelta

from wraparound.capabilities.compacts.actions import check_ins, confidants, raised
from wraparound.capabilities.compacts.models.agreed import Compact
from wraparound.capabilities.compacts.queries.check_ins import newest_of
from wraparound.capabilities.compacts.queries.confidants import chosen_version, door_to
from wraparound.capabilities.compacts.terms.check_ins import CheckInQuestion, RaisedTo
from wraparound.people.queries.viewers import chooser
from wraparound.people.terms.access import Viewer
from wraparound.records.models.locked import is_lockable

ASKED = CheckInQuestion
SAID: tuple[tuple[int, dict[CheckInQuestion, str], str, str], ...] = (
    (
        88,
        {
            ASKED.HOW: "Better than I feared, and more tired than I say.",
            ASKED.HELPS: "The ward rounds on Thursdays. Nobody there asks me for a figure.",
            ASKED.IN_THE_WAY: "I am writing the same report three times.",
        },
        "I was asked for it four times, my first year. Bring yours to our next talk and we cut it to one page.",
        "That would help. Thursday?",
    ),
    (
        31,
        {
            ASKED.HOW: "Steadier. I slept.",
            ASKED.IN_THE_WAY: "The improvement director who was promised has not come, and I begin to sound impatient.",
            ASKED.TALK: "How you told your board that something would take longer.",
        },
        "Early, in writing, and with what you need from them in the same letter.",
        "",
    ),
)
NEWEST = {
    ASKED.HOW: "Two good weeks.",
    ASKED.TALK: "Whether I should say more openly what the delay costs us.",
}
RAISED = (
    "The improvement director who was promised by the region has not begun. The work in the emergency department "
    "waits for that. I would like a day on which it starts, or somebody else."
)


def seed_check_ins(made: Compact, leader: Viewer, peer: Viewer, region: Viewer, *, at: datetime, by: Viewer) -> None:
    """Writes them for a made-up compact in force, the last one not read yet; none where this site cannot lock words."""
    if not is_lockable():
        return
    asked = at - timedelta(days=95)
    key = next(key for key, name, _ in chooser(viewer=by) if name == peer.name)
    confidants.choose(made.pk, key, reads_earlier=False, version=0, at=asked, by=leader)
    version = chosen_version(door_to(made.pk, viewer=peer), viewer=peer)
    confidants.accept(made.pk, version=version, at=asked + timedelta(days=1), by=peer)
    for ago, said, answer, again in SAID:
        when = at - timedelta(days=ago)
        number = check_ins.write(made.pk, said, seen=newest_of(made, viewer=leader), at=when, by=leader)
        for hours, words, writer in ((20, answer, peer), (26, again, leader)):
            if words:
                seen = newest_of(made, viewer=writer)
                check_ins.answer(made.pk, number, words, seen=seen, at=when + timedelta(hours=hours), by=writer)
    for reader in (leader, peer):
        check_ins.mark_read(made.pk, at=at - timedelta(days=25), by=reader)
    check_ins.write(made.pk, NEWEST, seen=newest_of(made, viewer=leader), at=at - timedelta(hours=3), by=leader)
    number, _ = raised.raise_it(
        made.pk, RAISED, (RaisedTo.REGION, RaisedTo.IMPROVEMENT), at=at - timedelta(days=20), by=leader
    )
    words = "You are right. We name a day within two weeks, and tell you both who it is."
    raised.answer_raised(made.pk, number, words, at=at - timedelta(days=18), by=region)
