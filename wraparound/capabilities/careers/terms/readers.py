"""What careers holds of somebody, and who else reads each part of it today."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class ReaderHere:
    """Somebody who reads a part of it: their name, and why or until when, in words."""

    name: str
    why: str


@dataclass(frozen=True, kw_only=True)
class HeldHere:
    """A part of what careers holds of the viewer: what it is, its address, and who else reads it today."""

    what: str
    address: str
    readers: tuple[ReaderHere, ...] = ()
