"""What a person would read in an answer: of pages as they were sent, of sheets and papers once they are taken apart."""

import io
import re
import zipfile
import zlib

OBJECT = re.compile(rb"(\d+) 0 obj\n(.*?)\nendobj", re.S)
STREAM = re.compile(rb"stream\r?\n(.*)\r?\nendstream", re.S)
PAGE = re.compile(rb"/Type ?/Page\b.*?/Contents (\d+) 0 R", re.S)
SIGNS = re.compile(rb"^<([0-9A-F]{4})> <([0-9A-F]+)>", re.M)
SET = re.compile(rb"/(f\d+) [\d.]+ Tf|( Tm)|(?<![A-Za-z])\(")
PIECE = re.compile(rb"\\([0-7]{1,3}|.)|(.)", re.S)
ESCAPED = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}


def text_in(answer):
    """Everything that can be read in the answer to a request."""
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            return "\n".join(parts.read(name).decode("utf-8", "replace") for name in parts.namelist())
    if content.startswith(b"%PDF"):
        return words_in_pdf(content)
    return content.decode("utf-8", "replace")


def words_in_pdf(pdf):
    """The words of a PDF that was set here, read back from its pages by the map of signs that each typeface carries."""
    objects = {int(number): held for number, held in OBJECT.findall(pdf)}
    said = []
    for held in objects.values():
        page = PAGE.search(held)
        if page or b"/Subtype/Form" in held:
            said += [" ", *_words(_stream(objects[int(page[1])] if page else held), _fonts(held, objects))]
    assert "".join(said).strip(), "a paper on which nothing can be read"
    return " ".join("".join(said).split())


def _fonts(page, objects):
    """What each sign of each typeface of a page means, by the name that the page gives the typeface."""
    resources = objects[_reference(b"Resources", page)]
    found = {}
    for name, number in re.findall(rb"/(f\d+) (\d+) 0 R", resources):
        signs = SIGNS.findall(_stream(objects[_reference(b"ToUnicode", objects[int(number)])]))
        found[name] = {int(sign, 16): bytes.fromhex(told.decode()).decode("utf-16-be") for sign, told in signs}
    return found


def _reference(name, held):
    return int(re.search(rb"/" + name + rb" (\d+) 0 R", held)[1])


def _stream(held):
    packed = STREAM.search(held)[1]
    return zlib.decompress(packed) if b"/FlateDecode" in held else packed


def _words(shown, fonts):
    font, at = {}, 0
    while one := SET.search(shown, at):
        at = one.end()
        if one[1]:
            font = fonts[one[1]]
        elif one[2]:
            yield " "
        else:
            held, at = _text_from(shown, at)
            yield from (font.get(held[sign] << 8 | held[sign + 1], "") for sign in range(0, len(held), 2))


def _text_from(shown, begins):
    """The bytes of a text of a PDF that begins there (ISO 32000-1, 7.3.4.2), and where it ends."""
    held, depth = [], 1
    for one in PIECE.finditer(shown, begins):
        name, plain = one.groups()
        depth += {b"(": 1, b")": -1}.get(plain, 0)
        if not depth:
            return b"".join(held), one.end()
        if plain is None:
            plain = bytes([int(name, 8)]) if name.isdigit() else ESCAPED.get(name, name)
        held.append(plain)
    raise AssertionError("a text without an end")
