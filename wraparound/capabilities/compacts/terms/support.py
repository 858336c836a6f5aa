"""What support can consist of, and what is known of each part."""

from dataclasses import dataclass
from enum import StrEnum


class Strength(StrEnum):
    """How strong the evidence is that a component of support works; of our reading, never a score of anybody."""

    EVIDENCE = "evidence"
    """A published evaluation found it among what helps."""
    MIXED = "mixed"
    """Published accounts point both ways."""
    RECOMMENDED = "recommended"
    """Part of a national programme or recommended by a review; no evidence of its effect was found."""
    NONE_FOUND = "none_found"
    """Nothing of the kind was found, which does not say that it does not work."""


@dataclass(frozen=True)
class SupportComponent:
    """One part that support can consist of, and what is known of it.

    Attributes:
        key: its name for machines.
        name: its name as people say it; `what`: one sentence that says what it is.
        usual_giver: who usually gives it: region, centre, board, leader or other; no rule for any agreement.
        known: what is known of whether it works, in our words.
        strength: how strong that is.
        source: who published it and when; `link`: where it was read.
        unit: what is usually counted of it: days, money or none.
        source_2: who published the rest of what is known; empty where the first source says it all.
        link_2: where that was read.
    """

    key: str
    name: str
    what: str
    usual_giver: str
    known: str
    strength: Strength
    source: str
    link: str
    unit: str
    source_2: str = ""
    link_2: str = ""
