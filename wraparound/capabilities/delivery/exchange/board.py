"""The page for a board, as PDF and as Word."""

from wraparound.capabilities.delivery.terms.plans import BoardReport
from wraparound.capabilities.delivery.wording.board import board_page
from wraparound.papers.pdf import as_pdf
from wraparound.papers.word import as_word

FORMS = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


def board_file(found: BoardReport, form: str) -> bytes:
    """One page in one of these forms."""
    paper = board_page(found)
    return as_pdf(paper) if form == "pdf" else as_word(paper)
