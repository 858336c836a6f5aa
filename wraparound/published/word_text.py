"""The text of a Word document, out of the XML in its package.

Parts are found by name, and elements by their name within either vocabulary, strict or transitional, so that templates,
forms with macros and files with a link that leads nowhere are read like any other. Used by
published/document_child.py, within its limits.
"""

import posixpath
import zipfile
from collections.abc import Callable, Iterator
from io import BytesIO
from typing import Any

MOST_UNPACKED = 200_000_000
VOCABULARIES = (
    "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}",
    "{http://purl.oclc.org/ooxml/wordprocessingml/main}",
)
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
"""The same text box once more, for programs that are older."""
GONE = frozenset({"del", "moveFrom", FALLBACK})
"""What was struck out, or now stands somewhere else."""
APART = GONE | {"txbxContent", "pPr", "rPr"}
"""What is no part of the words of the paragraph around it."""
SAID_BY = {"tab": " ", "ptab": " ", "br": " ", "cr": " ", "noBreakHyphen": "-"}
CONTENTS = ("toc ", "table of figures")
"""Styles of lists of what stands elsewhere in the document."""
LEFT_OUT = ("footnotes", "endnotes", "comments")


class TooMuch(Exception):
    """It claims to be larger than any that people write."""


def blocks_of(content: bytes) -> dict[str, Any]:
    """Headings, bullets, paragraphs and cells of tables, in the order in which they are read; notes say what was not.

    TooMuch where it unpacks too far; errors of zip and XML where it is damaged, ValueError where it is no document.
    """
    with zipfile.ZipFile(BytesIO(content)) as archive:
        if sum(one.file_size for one in archive.infolist()) > MOST_UNPACKED:
            raise TooMuch
        main = _main_part(archive)
        folder = posixpath.dirname(main)
        body = next((one for one in _part(archive, main) if _name(one) == "body"), None)
        if body is None:
            raise ValueError("not a document")
        names = _style_names(_part(archive, posixpath.join(folder, "styles.xml")))
        left = [one for one in LEFT_OUT if _has_text(_part(archive, posixpath.join(folder, f"{one}.xml")))]
    blocks = list(_blocks(body, lambda key: names.get(key, key.casefold())))
    return {"blocks": blocks, "notes": [f"Not read: {_listed(left)}."] if left else []}


def _main_part(archive: zipfile.ZipFile) -> str:
    """Where the package says that its document is; some programs call it document2.xml."""
    for one in _part(archive, "_rels/.rels"):
        target = posixpath.normpath(str(one.get("Target", "")).lstrip("/"))
        if one.get("Type", "").endswith("/officeDocument") and target in archive.namelist():
            return target
    return "word/document.xml"


def _part(archive: zipfile.ZipFile, name: str) -> Any:
    """The root of a part; nothing to go through where there is none, unless it is the document itself."""
    # Imported here, under the limits of the process.
    from lxml import etree

    if name not in archive.namelist():
        return ()
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, huge_tree=False, remove_comments=True, remove_pis=True
    )
    return etree.fromstring(archive.read(name), parser)


def _name(one: Any) -> str:
    """Its name within the vocabulary of Word; the whole of it where it belongs to another."""
    tag = one.tag if isinstance(one.tag, str) else ""
    return next((tag[len(words) :] for words in VOCABULARIES if tag.startswith(words)), tag)


def _child(one: Any, name: str) -> Any:
    return next((each for each in one if _name(each) == name), None)


def _value(one: Any, name: str = "val") -> str:
    return next((str(value) for key, value in one.attrib.items() if key.rpartition("}")[2] == name), "")


def _style_names(styles: Any) -> dict[str, str]:
    """Names by key: keys are in the language of whoever made the file, names of what Word brings are not."""
    named = ((_value(one, "styleId"), _child(one, "name")) for one in styles if _name(one) == "style")
    return {key: _value(name).casefold() for key, name in named if name is not None}


def _has_text(part: Any) -> bool:
    return part != () and any(_name(one) == "t" and (one.text or "").strip() for one in part.iter())


def _listed(words: list[str]) -> str:
    return " and ".join(filter(None, (", ".join(words[:-1]), words[-1])))


def _blocks(within: Any, name_of: Callable[[str], str], sort: str = "") -> Iterator[tuple[str, str]]:
    """Paragraphs at any depth: in tables, content controls of forms, and insertions that wait for an answer."""
    for one in within:
        name = _name(one)
        if name == "p":
            yield from _paragraph(one, name_of, sort)
        elif name and name not in GONE:
            yield from _blocks(one, name_of, "cell" if name == "tc" else sort)


def _paragraph(one: Any, name_of: Callable[[str], str], sort: str) -> Iterator[tuple[str, str]]:
    """Its own words, and then its text boxes; neither where it belongs to a table of contents."""
    about = _child(one, "pPr")
    style = None if about is None else _child(about, "pStyle")
    called = "" if style is None else name_of(_value(style))
    if called.startswith(CONTENTS):
        return
    text = "".join(_texts(one)).strip()
    if text:
        numbered = about is not None and _child(about, "numPr") is not None
        yield sort or _sort_of(called, numbered=numbered), text
    for box in _boxes(one):
        yield from _blocks(box, name_of, sort)


def _sort_of(style: str, *, numbered: bool) -> str:
    if style.startswith(("heading", "title", "subtitle")):
        return "heading"
    return "bullet" if numbered or style.startswith("list") else "sentence"


def _texts(within: Any) -> Iterator[str]:
    """What is read of a paragraph: not what was struck out or hidden, nor text boxes, which stand for themselves."""
    for one in within:
        name = _name(one)
        if name == "t":
            yield one.text or ""
        elif name in SAID_BY:
            yield SAID_BY[name]
        elif name and name not in APART and not _is_hidden(one):
            yield from _texts(one)


def _is_hidden(run: Any) -> bool:
    about = _child(run, "rPr")
    vanish = None if about is None else _child(about, "vanish")
    return vanish is not None and _value(vanish) not in {"0", "false", "off"}


def _boxes(within: Any) -> Iterator[Any]:
    """The outermost text boxes in a paragraph, each once."""
    for one in within:
        if _name(one) == "txbxContent":
            yield one
        elif _name(one) not in GONE:
            yield from _boxes(one)
