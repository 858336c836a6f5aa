"""Which code belongs to which group, and people counted by place and group."""

from collections.abc import Iterable, Sequence
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from wraparound.methods.suppression.snapshot import Flags, Ints


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


def numbered(values: Iterable[str], order: Sequence[str]) -> Ints:
    """Which of an order each value is, so that many people can be counted at once.

    Raises:
        NotACode: for a value that is not in it.
    """
    number = {one: place for place, one in enumerate(order)}
    try:
        return np.fromiter((number[one] for one in values), dtype=np.int64)
    except KeyError as error:
        raise NotACode(f"{error.args[0]!r} is none of {', '.join(order)}.") from error


def counted(leaf: Ints, group: Ints, shape: tuple[int, int], which: Flags | None = None) -> NDArray[np.int64]:
    """Leaves × groups: how many people there are of each, or how many of those who are meant.

    Args:
        leaf: by person, where they are counted.
        group: by person, their group.
        shape: how many leaves and groups there are.
        which: by person, whether they are meant; all where it is left out.
    """
    flat = leaf * shape[1] + group
    chosen = flat if which is None else flat[which]
    return np.bincount(chosen, minlength=shape[0] * shape[1]).reshape(shape).astype(np.int64)
