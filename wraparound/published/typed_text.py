"""A file of plain text to its letters, whichever way they were saved."""

from wraparound.published.readers.files import saved_as
from wraparound.published.readers.terms import FileRefused

LONGEST_LINE = 200_000
"""Letters; some forty thousand words without an end of a line are no paragraph."""

_SAVE = "save it again as plain text (UTF-8), or as .docx."


def typed_text(name: str, content: bytes) -> str:
    """Its text, from UTF-8 (with or without mark), UTF-16 with mark, or Windows-1252; FileRefused where it is none."""
    text = _decoded(name, content)
    if "\0" in text:
        raise FileRefused(f"{name} has zeros between its letters, as text has not. Open it and {_SAVE}")
    longest = max(map(len, text.splitlines()), default=0)
    if longest > LONGEST_LINE:
        raise FileRefused(
            f"{name} has a line of {longest:,} letters, and no paragraph is so long. If it is a text, divide it into "
            "lines; if it is something else, save it as .docx or .pdf."
        )
    return text


def _decoded(name: str, content: bytes) -> str:
    found = saved_as(content, whole=True)
    if not found:
        raise FileRefused(f"{name} has letters that were saved in two ways. Open it and {_SAVE}")
    try:
        return content.decode(found)
    except UnicodeDecodeError as trouble:
        raise FileRefused(
            f"{name} has bytes that are no letters, or is cut off in the middle of a letter. Open it and {_SAVE}"
        ) from trouble
