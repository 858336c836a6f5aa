"""Putting everything that is kept locked under the newest key: whole, stopped in the middle, and without a key."""

import pytest
from django.test import override_settings

from wraparound.capabilities.compacts.actions import locking
from wraparound.capabilities.compacts.models.check_ins import CheckIn
from wraparound.capabilities.compacts.terms.agreement import CannotAgree
from wraparound.capabilities.compacts.tests.check_in_world import read, words_in, write
from wraparound.capabilities.compacts.tests.factories import AT, days
from wraparound.people.access import NotYours, SignInNeeded
from wraparound.people.terms.access import OPERATOR, PUBLIC
from wraparound.records.models.log import Change

pytestmark = [pytest.mark.django_db, pytest.mark.database]


OLD, NEW = "only for tests, and long enough to lock with", "a newer key, which is long enough for it as well"


def test_locking_anew_lets_the_earlier_key_be_put_out_of_use(world, made, monkeypatch):
    monkeypatch.setattr(locking, "AT_ONCE", 2)
    for number in range(5):
        write(made, world.leader, f"{number}", at=AT + days(number))
    with override_settings(LOCK_KEYS=[NEW, OLD]):
        write(made, world.leader, "new", at=AT + days(9))
        changes = Change.objects.count()
        done = locking.lock_all_anew(by=OPERATOR)
        assert (done.anew, done.already, done.shut) == (5, 1, 0)
        assert Change.objects.count() == changes
    with override_settings(LOCK_KEYS=[NEW]):
        assert len(words_in(read(made, world.leader))) == 6


def test_stopped_in_the_middle_it_goes_on_with_the_rest(world, made, monkeypatch):
    monkeypatch.setattr(locking, "AT_ONCE", 2)
    for number in range(5):
        write(made, world.leader, f"{number}", at=AT + days(number))
    some = locking._some

    def stops(model, field, after):
        if after:
            raise KeyboardInterrupt
        return some(model, field, after)

    with override_settings(LOCK_KEYS=[NEW, OLD]):
        monkeypatch.setattr(locking, "_some", stops)
        with pytest.raises(KeyboardInterrupt):
            locking.lock_all_anew(by=OPERATOR)
        monkeypatch.setattr(locking, "_some", some)
        done = locking.lock_all_anew(by=OPERATOR)
    assert (done.anew, done.already, done.shut) == (3, 2, 0)


def test_what_does_not_open_stays_as_it_is_and_is_counted(world, made):
    write(made, world.leader)
    kept = CheckIn.objects.get().words
    with override_settings(LOCK_KEYS=[NEW]):
        assert locking.lock_all_anew(by=OPERATOR).shut == 1
    assert CheckIn.objects.get().words == kept


def test_nobody_in_the_product_locks_anew(world, made):
    for viewer in (world.leader, world.chair, world.region, PUBLIC):
        with pytest.raises((NotYours, SignInNeeded)):
            locking.lock_all_anew(by=viewer)


def test_without_a_key_it_says_what_to_set(world, made):
    with override_settings(LOCK_KEYS=[]), pytest.raises(CannotAgree, match="WRAPAROUND_LOCK_KEYS"):
        locking.lock_all_anew(by=OPERATOR)


def test_what_is_taken_back_meanwhile_stays_gone(world, made, monkeypatch):
    number = write(made, world.leader)
    kept = CheckIn.objects.get().words

    def taken_back(model, field, after):
        CheckIn.objects.filter(pk=number).update(words="other")
        return [] if after else [(number, kept)]

    monkeypatch.setattr(locking, "_some", taken_back)
    with override_settings(LOCK_KEYS=[NEW, OLD]):
        assert locking.lock_all_anew(by=OPERATOR).anew == 0
    assert CheckIn.objects.get().words == "other"


def test_history_keeps_nothing_that_is_kept_locked():
    locking._ensure_untracked()


def test_a_locked_field_that_history_keeps_stops_it_before_anything_is_done(made, monkeypatch):
    monkeypatch.setattr(locking, "KEPT_LOCKED", [(CheckIn, "written_at", "check-ins")])
    with pytest.raises(TypeError, match=r"CheckIn\.written_at"):
        locking.lock_all_anew(by=OPERATOR)
