"""The brief as documents: tagged PDF (UA-1) and Word."""

from datetime import date

from wraparound.capabilities.expectations.terms.briefs import Brief
from wraparound.capabilities.expectations.wording.numbers import source_date
from wraparound.papers.pdf import as_pages, as_pdf
from wraparound.papers.terms import Look, Paper
from wraparound.papers.word import as_word


def brief_as_pdf(brief: Brief) -> bytes:
    """PDF/UA-1: tagged, titled, in English, pictures with their description, fonts within."""
    return as_pdf(_paper(brief))


def brief_as_pages(brief: Brief, dots_per_inch: int = 100) -> list[bytes]:
    """The same pages as pictures (PNG), to look at."""
    return as_pages(_paper(brief), dots_per_inch)


def brief_as_word(brief: Brief) -> bytes:
    """A Word document with headings, tables with heading rows, and pictures with their description."""
    return as_word(_paper(brief))


def _paper(brief: Brief) -> Paper:
    method = f", method {brief.method}" if brief.method else ""
    evidence = f"Wraparound, from published evidence: release of {source_date(brief.release)}{method}."
    return Paper(
        title=brief.title,
        line=brief.line,
        parts=brief.sections,
        sources=brief.sources,
        footer=(f"{evidence} Not an NHS service. Open Government Licence v3.0.",),
        # The day of the evidence, not of the download: the same brief is the same file.
        day=date.fromisoformat(brief.release),
        look=Look.BRIEF,
        about=f"Evidence release {brief.release}, method {brief.method}",
    )
