"""Answering a pulse, so that nothing kept afterwards leads from an answer to whoever gave it.

No change is opened, no event told, no look noted and no moment kept. Answers get numbers drawn by chance, each answer
its own row. All rows of the pulse are then written again, on both sides: a store that remembers which transaction last
wrote a row then says the same of each of them.
"""

from datetime import datetime

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from wraparound.capabilities.listening.access import TAKE_PART
from wraparound.capabilities.listening.models.pulses import Answer, Asked, FreeWords, Pulse
from wraparound.capabilities.listening.queries.pulses import answer_page
from wraparound.capabilities.listening.terms.pulses import (
    ANSWERS,
    LONGEST_WORDS,
    CannotListen,
    GivenAnswers,
    NoSuchPulse,
)
from wraparound.capabilities.listening.wording.pulses import too_long_words
from wraparound.people.access import ensure
from wraparound.people.terms.access import Viewer


def answer(number: int, given: GivenAnswers, *, at: datetime, by: Viewer) -> None:
    """Keeps what the actor answers, by nobody. CannotListen where nothing was answered or too much was written.

    NoSuchPulse for whoever is not asked, has answered already, or comes too late.
    """
    ensure(by, TAKE_PART)
    page = answer_page(number, viewer=by, on=timezone.localtime(at).date())
    words = given.words.strip() if page.free else ""
    if not given.answers and not words:
        raise CannotListen("Answer one question at least. If you would rather not, leave this page: nobody is told.")
    if len(words) > LONGEST_WORDS:
        raise CannotListen(too_long_words("what you write", LONGEST_WORDS))
    fits = all(0 <= place < len(page.questions) and 0 <= said < ANSWERS for place, said in given.answers.items())
    if not fits:
        raise CannotListen("Choose one of the five answers to each question.")
    with transaction.atomic():
        # Those who answer the same pulse wait for each other here: they write the same rows below.
        Pulse.objects.select_for_update(of=("self",)).get(pk=number)
        mine = Asked.objects.filter(pulse=number, person=by.person or 0, answered=False)
        group = mine.values_list("group", flat=True).first()
        if group is None or not mine.update(answered=True):
            raise NoSuchPulse
        Answer.objects.bulk_create(
            Answer(pulse_id=number, question=place, group=group, answer=said)
            for place, said in sorted(given.answers.items())
        )
        if words:
            FreeWords.objects.create(pulse_id=number, words=words)
        _write_again(number)


def _write_again(number: int) -> None:
    """Every row of the pulse, changed in nothing, so that none of them is the one last written."""
    Asked.objects.filter(pulse=number).update(answered=F("answered"))
    Answer.objects.filter(pulse=number).update(answer=F("answer"))
    FreeWords.objects.filter(pulse=number).update(words=F("words"))
