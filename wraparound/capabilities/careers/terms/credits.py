"""Earlier work that was credited against competencies, by a decision that says who, when, why and on what."""

from dataclasses import dataclass
from datetime import date

from wraparound.capabilities.careers.terms.frameworks import Framework, KeeperPlace

LONGEST_CREDIT = 600


@dataclass(frozen=True, kw_only=True)
class NewCredit:
    """A decision as it is written: for whom (a key), at which organisation (a code), of which framework (its key)."""

    person: str
    organisation: str
    framework: str
    competencies: tuple[str, ...]
    why: str
    evidence: str


@dataclass(frozen=True, kw_only=True)
class CreditTerms:
    """A decision as the person and those who lead there read it: titles of competencies, never a sum of them."""

    number: int
    person: str
    organisation: str
    framework: str
    keys: tuple[str, ...]
    titles: tuple[str, ...]
    why: str
    evidence: str
    decided_by: str
    decided_on: date
    ended_on: date | None
    ended_because: str


@dataclass(frozen=True, kw_only=True)
class CreditWriting:
    """What is there when somebody decides: who belongs there (key and name), and the framework."""

    place: KeeperPlace
    people: tuple[tuple[str, str], ...]
    key: str
    framework: Framework
