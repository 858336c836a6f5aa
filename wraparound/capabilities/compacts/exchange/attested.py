"""Files of signed statements and of published keys, read from disk: no more of them than any can hold."""

import re
from pathlib import Path

from wraparound.capabilities.compacts.calculation.attested import keys_in, read, standing_of
from wraparound.capabilities.compacts.terms.attested import LARGEST, LARGEST_KEYS, Attested, KeyStanding, NotAttested
from wraparound.capabilities.compacts.wording.attested import found, keys_fault_words
from wraparound.published.terms import CannotAnswer

FINGERPRINT = re.compile(r"[0-9a-f]{64}")


def attested_in(file: Path, held_against: str = "") -> Attested:
    """What a file proves, with no network and no database.

    `held_against`: a fingerprint, or the name of a file of published keys or with a fingerprint in it. NotAttested
    where it is no statement that its key signed; CannotAnswer where a file cannot be read, or the key is none.
    """
    against = held_against.strip()
    # The key first: whoever gave a wrong one learns it before anything else.
    fingerprint = _digits(against) if against else ""
    keys = content_of(Path(against), LARGEST_KEYS) if against and not FINGERPRINT.fullmatch(fingerprint) else b""
    statement = read(content_of(file))
    if not against:
        return found(statement, KeyStanding.NOT_COMPARED)
    if keys:
        within = _digits(keys.decode("utf-8", "replace"))
        if not FINGERPRINT.fullmatch(within):
            try:
                published, on = keys_in(keys)
            except NotAttested as trouble:
                raise CannotAnswer(keys_fault_words(trouble)) from trouble
            standing, key = standing_of(statement, published)
            return found(statement, standing, key, on=on)
        fingerprint = within
    same = statement.fingerprint == fingerprint
    return found(statement, KeyStanding.SAME if same else KeyStanding.OTHER)


def content_of(file: Path, most: int = LARGEST) -> bytes:
    """The bytes of a file, one more than the most at most; CannotAnswer where it cannot be read."""
    try:
        if not file.is_file():
            raise CannotAnswer(
                f"There is no file {file}. Give the name of a file, or a fingerprint of 64 digits and letters a to f."
                if not file.exists()
                else f"{file} is not a file."
            )
        with file.open("rb") as opened:
            return opened.read(most + 1)
    except (OSError, ValueError) as trouble:
        if isinstance(trouble, CannotAnswer):
            raise
        raise CannotAnswer(
            f"{str(file)[:200]} cannot be read: {getattr(trouble, 'strerror', None) or trouble}."
        ) from trouble


def _digits(given: str) -> str:
    """A fingerprint as it is compared: without spaces and colons, in small letters."""
    return re.sub(r"[\s:]", "", given).lower()
