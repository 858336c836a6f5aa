"""Words that the database keeps locked: whoever reads its files, a copy or a backup of it reads nothing of them.

The keys come from the environment or a file of the site (settings.LOCK_KEYS, the newest first) and are never in the
database. What is kept says for which purpose it was locked; under another purpose it does not open.
"""

import base64

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

SHORTEST_KEY = 32
"""Characters; a shorter key could be guessed."""


class CannotLock(RuntimeError):
    """This site has no key to lock with; the message says what whoever runs it has to do."""


class CannotUnlock(RuntimeError):
    """What is kept does not open: locked under a key that this site no longer has, or altered."""


def lock(words: str, purpose: str) -> str:
    """The words locked under the newest key, as text; two lockings of the same words differ. CannotLock without one."""
    return _keys(purpose).encrypt(words.encode()).decode("ascii")


def unlock(kept: str, purpose: str) -> str:
    """The words again, under whichever key of this site locked them; CannotUnlock where none of them did."""
    try:
        return _keys(purpose).decrypt(kept.encode()).decode()
    except InvalidToken as trouble:
        raise CannotUnlock(
            "What is kept here does not open with the keys of this site: it was locked under another one, or altered. "
            "Whoever runs the site can give the earlier key beside the new one; nothing is lost meanwhile."
        ) from trouble


def lock_anew(kept: str, purpose: str) -> str:
    """The same words under the newest key, for when a key is put out of use; CannotUnlock as above."""
    try:
        return _keys(purpose).rotate(kept.encode()).decode("ascii")
    except InvalidToken as trouble:
        raise CannotUnlock("What is kept here does not open with the keys of this site.") from trouble


def is_under_the_newest(kept: str, purpose: str) -> bool:
    """Whether the newest key alone opens it, so that nothing is to be done before earlier keys are put out of use."""
    try:
        Fernet(_derived(next(iter(settings.LOCK_KEYS)), purpose)).decrypt(kept.encode())
    except (StopIteration, InvalidToken):
        return False
    return True


def is_lockable() -> bool:
    """Whether this site has keys, so that locked words can be written and read at all."""
    return bool(settings.LOCK_KEYS)


def _keys(purpose: str) -> MultiFernet:
    keys = list(settings.LOCK_KEYS)
    if not keys:
        raise CannotLock(
            "This site has no key of its own to lock words with, so nothing private can be kept. Whoever runs it sets "
            "WRAPAROUND_LOCK_KEYS (docs/how-to/deploy.md)."
        )
    if short := [one for one in keys if len(one) < SHORTEST_KEY]:
        raise CannotLock(f"{len(short)} of WRAPAROUND_LOCK_KEYS are shorter than {SHORTEST_KEY} characters.")
    return MultiFernet([Fernet(_derived(one, purpose)) for one in keys])


def _derived(key: str, purpose: str) -> bytes:
    """A key for one purpose, so that what was locked for one never opens for another."""
    return base64.urlsafe_b64encode(HKDF(SHA256(), 32, None, f"wraparound {purpose}".encode()).derive(key.encode()))
