"""Published figures as Word, in the shape of the return of one standard."""

from datetime import date

from wraparound.capabilities.equality.exchange.returns import return_rows
from wraparound.capabilities.equality.terms.figures import NoSuchFigures, PlaceFigures
from wraparound.capabilities.equality.wording.return_papers import return_paper
from wraparound.papers.word import as_word

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def return_document(found: PlaceFigures, standard: str, *, day: date) -> bytes:
    """The document; NoSuchFigures for what is no standard. Every figure is one that a page shows.

    `day`: the one that the document bears where nothing of the standard was counted.
    """
    one = next((one for one in found.standards if one.standard == standard.upper()), None)
    if one is None:
        raise NoSuchFigures
    return as_word(return_paper(found, one, return_rows(found, one), one.counted_on or day))
