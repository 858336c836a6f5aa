"""What a person does with their own: give and change, withdraw, object, and take an objection back.

None of it opens a change: a change has a moment and an actor, and the log of the site would say who answers.
"""

from datetime import datetime

from django.db import transaction

from wraparound.capabilities.equality.actions.keeping import forget
from wraparound.capabilities.equality.calculation.keeping import packed
from wraparound.capabilities.equality.models.answers import Answers, Objection
from wraparound.capabilities.equality.models.sealing import seal
from wraparound.capabilities.equality.models.store import STORE
from wraparound.capabilities.equality.queries.lists import lists_in_use
from wraparound.capabilities.equality.queries.own import own_token
from wraparound.capabilities.equality.terms.answers import CannotCount, Characteristic, Given, Without
from wraparound.capabilities.equality.wording import own as say
from wraparound.people.terms.access import Viewer

CHOSEN = frozenset({Without.PREFER_NOT.value, Without.DECLINED.value})
"""What somebody can say in place of an answer; that nobody asked, they cannot."""


def give(given: Given, *, at: datetime, by: Viewer) -> None:
    """Keeps what the viewer gives in place of what they gave before, which is gone.

    CannotCount for a code that no list has, and while they object.
    """
    _ensure_known(given, by)
    with transaction.atomic(using=STORE):
        token = own_token(viewer=by)
        if Objection.objects.filter(pk=token).exists():
            raise CannotCount(say.NOT_WHILE_OBJECTING)
        sealed = seal(packed(given), token)
        Answers.objects.update_or_create(pk=token, defaults={"sealed": sealed, "on": at.date()})


def withdraw(*, by: Viewer) -> None:
    """Nothing of what the viewer gave is held any more. How far they came stays, with nothing known beside it."""
    Answers.objects.filter(pk=own_token(viewer=by)).delete()


def object_to_counting(*, at: datetime, by: Viewer) -> None:
    """The viewer is counted in no future figure: everything under their token goes, and nothing comes again."""
    with transaction.atomic(using=STORE):
        token = own_token(viewer=by)
        Objection.objects.get_or_create(pk=token, defaults={"on": at.date()})
        forget([token], by=by)


def take_objection_back(*, by: Viewer) -> None:
    """The viewer may be counted again, from what they give and do from now on; CannotCount without an objection."""
    gone, _ = Objection.objects.filter(pk=own_token(viewer=by)).delete()
    if not gone:
        raise CannotCount(say.OBJECT_FIRST)


def _ensure_known(given: Given, by: Viewer) -> None:
    lists = lists_in_use(viewer=by)
    for characteristic in Characteristic:
        code = given.get(characteristic)
        if code is None or (code not in CHOSEN and lists[characteristic.value].choice(code) is None):
            raise CannotCount("Choose one of the answers of each list, or leave the question.")
