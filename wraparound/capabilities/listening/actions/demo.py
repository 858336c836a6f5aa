"""Two pulses of the made-up region: one that is closed, with what was done after it, and one that is open."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from random import Random

from wraparound.capabilities.listening.actions.closing import close_those_over
from wraparound.capabilities.listening.actions.pulses import open_pulse, say_done
from wraparound.capabilities.listening.models import Answer, Asked, FreeWords, Pulse
from wraparound.capabilities.listening.queries.asking import places_to_ask
from wraparound.capabilities.listening.terms import CannotListen, NewPulse, Split, Whom
from wraparound.people.actions.demo import CODE, made_up_person
from wraparound.people.queries.viewers import chooser, viewer_for
from wraparound.people.terms.access import Viewer

SENDER, OTHER = "Talia Bramblewick", "Rhodri Lanternmere"
TITLE, OPEN_TITLE = "Help and fairness in Westmarch", "Help in Westmarch this season"
STANDING = ("help_kept", "can_be_done", "treated_fairly")
FREE = "What would make the most difference?"
SEED = 2022
WORDS = (
    "A name and a number to ring, not a form.",
    "Fewer meetings about how it goes, and more help so that it does.",
    "That somebody says what we may stop doing.",
    "My mentor. Please keep that.",
)
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
    """Makes both, where the region is made up and has none yet; how many there are."""
    known = {name: key for key, name, _ in chooser(viewer=by)}
    if not {SENDER, OTHER} <= known.keys() or Pulse.objects.exists():
        return 0
    begun = at - timedelta(days=120)
    new = replace(_PULSE, closes_on=(begun + timedelta(days=14)).date())
    try:
        number = open_pulse(new, at=begun, by=_viewer(known[SENDER], begun, by))
    except CannotListen:
        return 0  # a region made smaller than any figure needs, for a test
    _answered(number, Random(SEED))
    close_those_over(at=begun + timedelta(days=15), by=by)
    later = begun + timedelta(days=45)
    sender = _viewer(known[SENDER], later, by)
    say_done(number, heard=HEARD, did=DID, on=later.date(), link="", at=later, by=sender)
    return 1 + _open_one(at, known[OTHER], by)


def _open_one(at: datetime, key: str, by: Viewer) -> int:
    lately = at - timedelta(days=3)
    person = _viewer(key, lately, by)
    over = places_to_ask(viewer=person)[0][0]
    new = replace(_PULSE, title=OPEN_TITLE, over=over, split=Split.NONE, closes_on=(at + timedelta(days=18)).date())
    try:
        open_pulse(new, at=lately, by=person)
    except CannotListen:
        return 0
    return 1


def _answered(number: int, chance: Random) -> None:
    """About six of ten answer, by chance; in bulk, because one after the other would take a demo's whole start."""
    answers = []
    for row in Asked.objects.filter(pulse=number).order_by("pk"):
        if chance.random() < 0.6:
            Asked.objects.filter(pk=row.pk).update(answered=True)
            for question in range(len(STANDING)):
                said = min(4, max(0, round(chance.gauss(2.2 - 0.4 * question, 1.2))))
                answers.append(Answer(pulse_id=number, question=question, group=row.group, answer=said))
    Answer.objects.bulk_create(answers)
    FreeWords.objects.bulk_create(FreeWords(pulse_id=number, words=words) for words in WORDS)


def _viewer(key: str, at: datetime, by: Viewer) -> Viewer:
    person = made_up_person(key, by=by)
    return viewer_for(person.pk, person.name, on=at.date(), viewer=by)
