"""What the store says to nobody without its key: answers are sealed, and people are tokens.

The keys come from the environment or a file of the site (settings.EQUALITY_KEYS, the newest first); they lie in neither
store and in no backup. Sealing is AES-GCM, with what a seal is about as the data that goes with it: moved to another
row, it does not open. Tokens are made with a secret of the store itself, which is kept sealed, so that a new key
changes no token.
"""

import hmac
import secrets
from collections.abc import Iterable
from functools import lru_cache

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.db import models

from wraparound.capabilities.equality.terms.answers import CannotCount

SHORTEST_KEY = 32
"""Characters; a shorter key could be guessed."""
MARK, NONCE = 4, 12
"""Bytes by which a seal says under which key it is, and bytes that are never used twice."""
OF_THE_SECRET = "the secret of the store"  # what it is about, not what it is


class CannotOpenStore(RuntimeError):
    """What is sealed does not open: made under a key that this site no longer has, or altered."""


class StoreSecret(models.Model):
    """What tokens are made with, sealed; one row. Without it no token leads to anybody, and nobody to their token."""

    number = models.PositiveSmallIntegerField(primary_key=True)
    sealed = models.BinaryField()

    not_a_record = "A random secret of the store; it says nothing of anybody."

    class Meta:
        app_label = "equality"
        constraints = [models.CheckConstraint(condition=models.Q(number=1), name="the_store_has_one_secret")]

    def __str__(self) -> str:
        return "the secret of the store"


def is_sealable() -> bool:
    """Whether this site has keys for the store, so that anything can be given and counted at all."""
    return bool(settings.EQUALITY_KEYS)


def seal(content: bytes, about: str) -> bytes:
    """The content sealed under the newest key; two sealings of the same differ. CannotCount without a key."""
    key = _keys()[0]
    nonce = secrets.token_bytes(NONCE)
    return _mark(key) + nonce + _opener(key).encrypt(nonce, content, about.encode())


def opened(sealed: bytes | memoryview, about: str) -> bytes:
    """The content again, under whichever key of this site sealed it; CannotOpenStore where none of them did."""
    kept = bytes(sealed)
    for key in _keys():
        if kept[:MARK] == _mark(key):
            try:
                return _opener(key).decrypt(kept[MARK : MARK + NONCE], kept[MARK + NONCE :], about.encode())
            except InvalidTag:
                continue
    raise CannotOpenStore(
        "What the store of equality holds does not open with the keys of this site: give the earlier key beside the "
        "new one in WRAPAROUND_EQUALITY_KEYS; nothing is lost meanwhile."
    )


def is_under_the_newest(sealed: bytes | memoryview) -> bool:
    """Whether something is sealed under the newest key, so that earlier ones are not needed for it."""
    return bytes(sealed)[:MARK] == _mark(_keys()[0])


def token_of(sort: str, key: str) -> str:
    """What stands for somebody or something in the store: 64 letters that lead back to nothing without its secret."""
    return tokens_of(sort, [key])[0]


def tokens_of(sort: str, keys: Iterable[str]) -> list[str]:
    """The token of each of these, in their order."""
    secret = _secret()
    return [hmac.digest(secret, f"{sort}:{key}".encode(), "sha256").hex() for key in keys]


def secret_for(purpose: str) -> bytes:
    """32 bytes for one purpose, from the secret of the store: no new key of the site changes them."""
    return HKDF(SHA256(), 32, None, f"wraparound equality {purpose}".encode()).derive(_secret())


def _secret() -> bytes:
    row = StoreSecret.objects.filter(pk=1).first()
    if row is None:
        # Two who come at once both find the one that came first.
        made = seal(secrets.token_bytes(32), OF_THE_SECRET)
        row, _ = StoreSecret.objects.get_or_create(pk=1, defaults={"sealed": made})
    return opened(row.sealed, OF_THE_SECRET)


def _keys() -> list[str]:
    keys = list(settings.EQUALITY_KEYS)
    if not keys:
        raise CannotCount(
            "This site has no key for its store of equality yet, so nothing can be given or counted. Whoever runs it "
            "sets WRAPAROUND_EQUALITY_KEYS (docs/how-to/deploy.md)."
        )
    if any(len(one) < SHORTEST_KEY for one in keys):
        raise CannotCount(f"A key in WRAPAROUND_EQUALITY_KEYS is shorter than {SHORTEST_KEY} characters.")
    return keys


@lru_cache(maxsize=32)
def _opener(key: str) -> AESGCM:
    return AESGCM(_derived(key, "wraparound equality seal", 32))


@lru_cache(maxsize=32)
def _mark(key: str) -> bytes:
    return _derived(key, "wraparound equality mark", MARK)


def _derived(key: str, purpose: str, length: int) -> bytes:
    """Bytes for one purpose, so that what a mark shows helps nobody to open a seal."""
    return HKDF(SHA256(), length, None, purpose.encode()).derive(key.encode())
