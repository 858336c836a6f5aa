"""What somebody lets stand beside their readiness: which record, and beside which entry."""

from dataclasses import dataclass
from enum import StrEnum

from wraparound.capabilities.pipelines.terms.references import OwnEntry


class UseOf(StrEnum):
    """Of what: a self-assessment, all work across organisations, or an example for which somebody vouches."""

    ASSESSMENT = "assessment"
    WORKS = "works"
    EXAMPLE = "example"


@dataclass(frozen=True, kw_only=True)
class UseLine:
    """A readiness of the viewer's own, the token that stands for the record there, and its number where it stands."""

    entry: OwnEntry
    token: str
    stands: int | None


@dataclass(frozen=True, kw_only=True)
class UsePage:
    """A record of the viewer's own by what it is called, and each readiness beside which it stands or could."""

    sort: UseOf
    number: int
    words: str
    page: str
    lines: tuple[UseLine, ...]

    @property
    def standing(self) -> tuple[UseLine, ...]:
        """Those beside which it stands."""
        return tuple(one for one in self.lines if one.stands is not None)
