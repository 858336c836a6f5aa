"""The groups of the workforce standards, and which national code belongs to which."""

from enum import StrEnum


class Ethnicity(StrEnum):
    """Groups of the race standard. UNKNOWN: not stated, not asked or not known; in no ratio, and told apart."""

    WHITE = "white"
    BME = "black and minority ethnic"
    UNKNOWN = "unknown"


class Disability(StrEnum):
    """Groups of the disability standard. UNKNOWN as above."""

    NON_DISABLED = "non-disabled"
    DISABLED = "disabled"
    UNKNOWN = "unknown"


class NotACode(ValueError):
    """A code that is none of the national list."""


WHITE_CODES = frozenset("ABC")
BME_CODES = frozenset("DEFGHJKLMNPRS")
NOT_STATED, NOT_KNOWN = "Z", "99"


def ethnicity_of(code: str) -> Ethnicity:
    """The group of a national code (16 + 1): A to C are white, D to S are not; the second character is local.

    Raises:
        NotACode: for anything else; Z is not stated, 99 not known.
    """
    if code == NOT_KNOWN or code[:1] == NOT_STATED:
        return Ethnicity.UNKNOWN
    if code[:1] in WHITE_CODES:
        return Ethnicity.WHITE
    if code[:1] in BME_CODES:
        return Ethnicity.BME
    raise NotACode(f"{code!r} is no ethnic category: give A to H, J to N, P, R, S, Z or 99.")
