"""Minutes of a talent board as Word."""

from datetime import date

from wraparound.capabilities.pipelines.terms.boards import BoardPaper
from wraparound.capabilities.pipelines.wording.board_papers import paper_of
from wraparound.papers.word import as_word

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def minutes_as_word(found: BoardPaper, today: date) -> bytes:
    """The minutes, or while there are none the agenda, as a document that can be written in."""
    return as_word(paper_of(found, today))


def file_name(found: BoardPaper) -> str:
    """Such as talent-board-ZZ01-2026-11-25.docx."""
    head = found.board.head
    return f"talent-board-{head.place_code}-{head.day.isoformat()}.docx"
