"""The words of a brief: two pages on one trust, for board papers."""

from dataclasses import dataclass

from wraparound.papers.terms import PaperPart, PaperSource
from wraparound.published.terms import Organisation


@dataclass(frozen=True, kw_only=True)
class Brief:
    """Two pages on one trust: what is realistic, on what it rests, what it cannot say."""

    organisation: Organisation
    title: str
    line: str
    sections: tuple[PaperPart, ...]
    sources: tuple[PaperSource, ...]
    release: str
    method: str
