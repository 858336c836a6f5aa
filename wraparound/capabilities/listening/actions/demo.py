"""Pulses of the made-up region: some that are closed, with what was done after the last, and one that is open."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from random import Random

from wraparound.capabilities.listening.actions.calls import open_call, publish_heard, send_evidence
from wraparound.capabilities.listening.actions.closing import close_those_over
from wraparound.capabilities.listening.actions.joined import join_milestone
from wraparound.capabilities.listening.actions.pulses import open_pulse, say_done
from wraparound.capabilities.listening.models.pulses import Answer, Asked, Done, FreeWords, Pulse
from wraparound.capabilities.listening.queries.asking import places_to_ask
from wraparound.capabilities.listening.queries.calls import call_row
from wraparound.capabilities.listening.queries.joined import can_join
from wraparound.capabilities.listening.queries.pulses import pulse_to_speak_of
from wraparound.capabilities.listening.terms.calls import Forwhom, NewCall, NewEvidence
from wraparound.capabilities.listening.terms.pulses import CannotListen, NewPulse, Split, Whom
from wraparound.people.actions.demo import CODE, made_up_viewer
from wraparound.people.queries.viewers import chooser
from wraparound.people.terms.access import PUBLIC, Viewer

SENDER, OTHER = "Talia Bramblewick", "Rhodri Lanternmere"
TITLE, OPEN_TITLE = "Help and fairness in Westmarch", "Help in Westmarch this season"
PAST = ((f"{TITLE}, the first time", 360, 0.45), (f"{TITLE}, the second time", 240, 0.05), (TITLE, 120, 0.6))
"""Titles, days ago, and which part of those asked answers: of the second too few do for anything to be told."""
STANDING = ("help_kept", "can_be_done", "treated_fairly")
FREE = "What would make the most difference?"
SEED = 2022
WORDS = (
    "A name and a number to ring, not a form.",
    "Fewer meetings about how it goes, and more help so that it does.",
    "That somebody says what we may stop doing.",
    "My mentor. Please keep that.",
    "Promised help that arrives before winter, not after.",
    "Help that was promised last winter has still not come.",
    "Less reporting upwards; the same figures go to four places.",
    "One set of figures for everybody who wants reporting.",
    "Time with other new chief executives.",
    "A deputy. I do two jobs.",
    "Knowing what happens to me if winter goes badly.",
    "Say thank you to the wards, not to me.",
)
CALLS = (("What helps leaders who are new to a hard post", 200, 30), ("What should be asked of us less often", 5, 25))
"""Titles, days ago, and for how many days they are open."""
ASKED_FOR = "What helped, what got in the way, and what is good and should spread?"
EVIDENCE = (
    "A mentor from outside the region helped me most. Please keep that.",
    "The same figures are asked for four times a month by four offices.",
    "Somebody to ring who had done the job before.",
)
WAS_HEARD = (
    "Help counts most when it comes from outside and has a name. Reporting the same figures several times takes days."
)
IS_GOOD = "Mentors from outside the region. Thistleford lends two directors for a day a week, and others could."
HEARD = "Much of the help that was promised comes late, or not at all."
DID = "Every promise now has one name to ring. The region looks at those that are late on the first Monday of a month."

_PULSE = NewPulse(
    title=TITLE,
    over=f"region:{CODE}",
    whom=Whom.BELONG,
    split=Split.KIND,
    standing=STANDING,
    own=(),
    free=FREE,
    closes_on=date.min,
)


def seed(*, at: datetime, by: Viewer) -> int:
    """Makes them, where the region is made up and has none yet; how many there are."""
    known = {name: key for key, name, _ in chooser(viewer=by)}
    if not {SENDER, OTHER} <= known.keys() or Pulse.objects.exists():
        return 0
    chance = Random(SEED)
    numbers = [
        number
        for title, days, part in PAST
        if (number := _closed_one(title, at - timedelta(days=days), part, chance, known[SENDER], by))
    ]
    if not numbers:
        return 0  # a region made smaller than any figure needs, for a test
    later = at - timedelta(days=PAST[-1][1] - 45)
    sender = made_up_viewer(known[SENDER], at=later, by=by)
    say_done(numbers[-1], heard=HEARD, did=DID, on=later.date(), link="", at=later, by=sender)
    _join_one(numbers[-1], at, made_up_viewer(known[OTHER], at=at, by=by))
    _calls(at, known[SENDER], second=known[OTHER], by=by)
    return len(numbers) + _open_one(at, known[OTHER], by)


def _calls(at: datetime, key: str, *, second: str, by: Viewer) -> None:
    """A call for evidence that is open, and one of which it is published what was heard."""
    for title, days, open_for in CALLS:
        begun = at - timedelta(days=days)
        new = NewCall(
            title=title,
            question=ASKED_FOR,
            over=f"region:{CODE}",
            forwhom=Forwhom.PUBLIC,
            publishes="What we heard, what is good and should spread, and what we do about it, within six weeks.",
            closes_on=(begun + timedelta(days=open_for)).date(),
            second=second,
        )
        sender = made_up_viewer(key, at=begun, by=by)
        number = open_call(new, at=begun, by=sender)
        row = call_row(number, viewer=PUBLIC)
        for once, words in enumerate(EVIDENCE):
            sent = NewEvidence(words=words, name="", contact="", may_publish=True, once=f"{once:032x}")
            send_evidence(row, sent, at=begun + timedelta(hours=1), by=PUBLIC)
        if (over := begun + timedelta(days=open_for + 20)) < at:
            publish_heard(number, heard=WAS_HEARD, good=IS_GOOD, at=over, by=made_up_viewer(key, at=over, by=by))


def _join_one(number: int, at: datetime, by: Viewer) -> None:
    """Joins the first milestones that organisations shared with the region, where there are any."""
    pulse = pulse_to_speak_of(number, viewer=by)
    for done in Done.objects.filter(pulse=pulse).order_by("pk")[:1]:
        for one in can_join(pulse, viewer=by, today=at.date())[:2]:
            join_milestone(number, done.pk, one.key, told=False, at=at, by=by)


def _closed_one(title: str, begun: datetime, part: float, chance: Random, key: str, by: Viewer) -> int:
    """A pulse that was opened then, answered by about this part of those asked, and closed; 0 where too few are."""
    second = dict((name, reader) for reader, name, _ in chooser(viewer=by))[OTHER]
    new = replace(_PULSE, title=title, closes_on=(begun + timedelta(days=14)).date(), second=second)
    try:
        number = open_pulse(new, at=begun, by=made_up_viewer(key, at=begun, by=by))
    except CannotListen:
        return 0
    _answered(number, part, chance)
    close_those_over(at=begun + timedelta(days=15), by=by)
    return number


def _open_one(at: datetime, key: str, by: Viewer) -> int:
    lately = at - timedelta(days=3)
    person = made_up_viewer(key, at=lately, by=by)
    over = places_to_ask(viewer=person)[0][0]
    new = replace(_PULSE, title=OPEN_TITLE, over=over, split=Split.NONE, closes_on=(at + timedelta(days=18)).date())
    try:
        open_pulse(new, at=lately, by=person)
    except CannotListen:
        return 0
    return 1


def _answered(number: int, part: float, chance: Random) -> None:
    """So many answer, by chance; in bulk, because one after the other would take a demo's whole start."""
    answers = []
    for row in Asked.objects.filter(pulse=number).order_by("pk"):
        if chance.random() < part:
            Asked.objects.filter(pk=row.pk).update(answered=True)
            for question in range(len(STANDING)):
                said = min(4, max(0, round(chance.gauss(2.2 - 0.4 * question, 1.2))))
                answers.append(Answer(pulse_id=number, question=question, group=row.group, answer=said))
    Answer.objects.bulk_create(answers)
    FreeWords.objects.bulk_create(FreeWords(pulse_id=number, words=words) for words in WORDS)
