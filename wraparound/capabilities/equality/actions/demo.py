"""What made-up people of the made-up region give of themselves, by chance alone: it says nothing of anybody."""

from collections.abc import Mapping
from datetime import datetime
from random import Random

from wraparound.capabilities.equality.access import KEEP
from wraparound.capabilities.equality.calculation.keeping import packed
from wraparound.capabilities.equality.models.answers import Answers
from wraparound.capabilities.equality.models.sealing import is_sealable, seal, tokens_of
from wraparound.capabilities.equality.queries.lists import lists_in_use
from wraparound.capabilities.equality.queries.own import OF_A_PERSON
from wraparound.capabilities.equality.terms.answers import AnswerList, Characteristic, Given, Without
from wraparound.people.access import ensure
from wraparound.people.models import Person
from wraparound.people.terms.access import Viewer

SEED = 20261127
ANSWER, PREFER_NOT = 0.7, 0.1
"""Shares of made-up people who answer anything, and of questions that they prefer not to answer."""
AT_ONCE = 2_000


def seed(*, at: datetime, by: Viewer) -> int:
    """Answers of made-up people, where there are none yet; how many answered."""
    ensure(by, KEEP)
    if not is_sealable() or Answers.objects.exists():
        return 0
    chance, lists = Random(SEED), lists_in_use(viewer=by)
    people = Person.objects.filter(made_up=True).order_by("pk").values_list("key", flat=True)
    tokens = tokens_of(OF_A_PERSON, [str(key) for key in people.iterator() if chance.random() < ANSWER])
    rows = [Answers(pk=token, sealed=seal(packed(_given(chance, lists)), token), on=at.date()) for token in tokens]
    Answers.objects.bulk_create(rows, batch_size=AT_ONCE)
    return len(rows)


def _given(chance: Random, lists: Mapping[str, AnswerList]) -> Given:
    return {
        one: Without.PREFER_NOT.value if chance.random() < PREFER_NOT else chance.choice(lists[one.value].choices).code
        for one in Characteristic
    }
