"""Documents of a compact as files: tagged PDF (UA-1) and Word, under a name that says what and of when it is."""

from datetime import date

from wraparound.capabilities.compacts.terms.papers import CompactPaper
from wraparound.papers.pdf import as_pdf
from wraparound.papers.word import as_word

MAKERS = {"pdf": as_pdf, "docx": as_word}
KINDS = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
"""What a browser is told of a file, by its ending."""


def paper_as(ending: str, made: CompactPaper) -> bytes:
    """The document as a file with this ending, one of those in KINDS."""
    return MAKERS[ending](made.paper)


def file_name(ending: str, made: CompactPaper, on: date) -> str:
    """Such as letter-ZZ01-compact-12-version-1-2026-11-25.pdf."""
    proposed = "-proposed" if made.proposed else ""
    about = f"{made.organisation_code}-compact-{made.compact}-version-{made.version}{proposed}"
    return f"{made.sort}-{about}-{on.isoformat()}.{ending}"
