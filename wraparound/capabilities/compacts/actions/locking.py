"""Everything that is kept locked, put under the newest key: before an earlier key is put out of use."""

from typing import Any

from django.db import models, transaction

from wraparound.capabilities.compacts.access import LOCK_ANEW
from wraparound.capabilities.compacts.models.check_ins import CHECK_INS, CheckIn
from wraparound.capabilities.compacts.models.recognition import SIGNING_KEYS, SigningKey
from wraparound.capabilities.compacts.terms.agreement import CannotAgree
from wraparound.capabilities.compacts.terms.check_ins import LockedAnew
from wraparound.people.access import ensure
from wraparound.people.terms.access import Viewer
from wraparound.records.models.locked import CannotUnlock, is_lockable, is_under_the_newest, lock_anew

KEPT_LOCKED: list[tuple[type[models.Model], str, str]] = [
    (CheckIn, "words", CHECK_INS),
    (SigningKey, "locked", SIGNING_KEYS),
]
"""Each field whose words are kept locked: model, field, purpose. The field is not among those that history keeps."""
AT_ONCE = 200


def lock_all_anew(*, by: Viewer) -> LockedAnew:
    """Puts every locked word under the newest key, without showing any; CannotAgree where the site has no key.

    A few at a time, each time whole: stopped in the middle, what was done stays done, and the next run goes on with
    the rest. What does not open stays as it is, and is counted.
    """
    ensure(by, LOCK_ANEW)
    if not is_lockable():
        raise CannotAgree("This site has no key to lock with. Set WRAPAROUND_LOCK_KEYS first (docs/how-to/deploy.md).")
    done = LockedAnew(0, 0, 0)
    for model, field, purpose in KEPT_LOCKED:
        last = 0
        while rows := _some(model, field, last):
            done = _lock(rows, model, field, purpose, done)
            last = rows[-1][0]
    return done


def _some(model: type[models.Model], field: str, after: int) -> list[tuple[int, str]]:
    rows = model._default_manager.filter(pk__gt=after).exclude(**{field: ""}).order_by("pk")
    return list(rows.values_list("pk", field)[:AT_ONCE])


def _lock(
    rows: list[tuple[int, str]], model: type[models.Model], field: str, purpose: str, done: LockedAnew
) -> LockedAnew:
    anew = already = shut = 0
    with transaction.atomic():
        for number, kept in rows:
            if is_under_the_newest(kept, purpose):
                already += 1
                continue
            try:
                put: dict[str, Any] = {field: lock_anew(kept, purpose)}
            except CannotUnlock:
                shut += 1
                continue
            # Only where it is still what was read: taken back meanwhile, it stays gone.
            anew += model._default_manager.filter(pk=number, **{field: kept}).update(**put)
    return LockedAnew(done.anew + anew, done.already + already, done.shut + shut)
