"""Words kept locked: only with this site's keys, for one purpose, and still after a key was replaced."""

import pytest
from pytest_django.fixtures import Settings

from wraparound.records.models.locked import CannotLock, CannotUnlock, lock, lock_anew, unlock

OLD, NEW = "an old key of thirty-two characters or more", "a new key of thirty-two characters or more"


def test_locked_words_open_again_and_say_nothing_meanwhile(settings: Settings) -> None:
    settings.LOCK_KEYS = [OLD]
    kept = lock("She said it in confidence.", "check-ins")
    assert "confidence" not in kept
    assert kept != lock("She said it in confidence.", "check-ins")
    assert unlock(kept, "check-ins") == "She said it in confidence."


def test_what_was_locked_for_one_purpose_does_not_open_for_another(settings: Settings) -> None:
    settings.LOCK_KEYS = [OLD]
    with pytest.raises(CannotUnlock):
        unlock(lock("a", "check-ins"), "signing keys")


def test_a_replaced_key_still_opens_while_it_is_given_and_not_afterwards(settings: Settings) -> None:
    settings.LOCK_KEYS = [OLD]
    kept = lock("a", "check-ins")
    settings.LOCK_KEYS = [NEW, OLD]
    assert unlock(kept, "check-ins") == "a"
    renewed = lock_anew(kept, "check-ins")
    settings.LOCK_KEYS = [NEW]
    assert unlock(renewed, "check-ins") == "a"
    with pytest.raises(CannotUnlock, match="earlier key"):
        unlock(kept, "check-ins")
    with pytest.raises(CannotUnlock):
        lock_anew(kept, "check-ins")


def test_one_altered_character_does_not_open(settings: Settings) -> None:
    settings.LOCK_KEYS = [OLD]
    kept = lock("a", "check-ins")
    altered = kept[:20] + ("A" if kept[20] != "A" else "B") + kept[21:]
    with pytest.raises(CannotUnlock):
        unlock(altered, "check-ins")


@pytest.mark.parametrize("keys", [[], ["short"], [OLD, "short"]])
def test_without_proper_keys_nothing_is_written_and_it_says_which_setting(settings: Settings, keys: list[str]) -> None:
    settings.LOCK_KEYS = keys
    with pytest.raises(CannotLock, match="WRAPAROUND_LOCK_KEYS"):
        lock("a", "check-ins")
