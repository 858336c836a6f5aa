"""How small a count must be to be hidden, and in which steps the others are shown."""

from dataclasses import dataclass


class NotAProfile(ValueError):
    """Numbers that hide nothing or show nothing."""


@dataclass(frozen=True, kw_only=True)
class Profile:
    """What may be shown of counts.

    Attributes:
        hidden_below: counts below it are always hidden, none at all too: that nobody was meant tells of everybody.
        step: shown figures are whole numbers of steps.
        least_in_ratio: every count that a ratio rests on is at least this.
        fewest_hidden: where any are hidden of counts that add up to something known, so many are, at least.
    """

    hidden_below: int = 8
    step: int = 5
    least_in_ratio: int = 10
    fewest_hidden: int = 2

    def __post_init__(self) -> None:
        """It hides something, and blurs something."""
        if self.hidden_below < 1 or self.step < 3 or self.fewest_hidden < 2:
            raise NotAProfile("Hide counts below 1 or more, in steps of 3 or more, and never one alone.")

    @property
    def blur(self) -> int:
        """By how much a figure can be away from its count, at most."""
        return self.step - 1
