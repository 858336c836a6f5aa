"""Documents that anybody may send: looked at from outside, never opened as what they are, and refused where in doubt.

Nothing in them is run or drawn. Of packed ones the list of parts is read, with the parts that say what they are, what
they draw on and which fields they have. They leave the site as plain bytes to be saved, for a named reader.
"""

import html
import io
import re
import zipfile
import zlib
from collections.abc import Sequence
from xml.parsers import expat

from wraparound.capabilities.listening.terms.calls import LARGEST_DOCUMENT, DocumentKind, SentDocument
from wraparound.capabilities.listening.terms.pulses import CannotListen

MOST_PARTS, LARGEST_UNPACKED, LARGEST_LIST, LARGEST_READ = 3_000, 200_000_000, 1_000_000, 60_000_000
MOST_FIELDS = 100_000
"""Of a document, counted by their pieces."""
MAIN = {DocumentKind.WORD: "wordprocessingml.document.main+xml", DocumentKind.EXCEL: "spreadsheetml.sheet.main+xml"}
RUNS = re.compile(r"vba|macro|activex|/embeddings/", re.IGNORECASE)
PICTURES = {"png", "jpg", "jpeg", "jfif", "gif", "bmp", "tif", "tiff", "emf", "wmf", "svg", "vml"}
PARTS = PICTURES | {"xml", "rels", "odttf", "psmdcp"}
"""How the names of parts end that are text, pictures or letters. Anything else does not belong there."""
FIELD = re.compile(rb"<(?:[^<>\s:/]*:)?(?:instrText(?=[\s/>])([^<]*)|fldSimple\b([^<]*)|fldChar\b)")
"""What a field says, in pieces or in one, and where fields begin and end."""
WORDS = re.compile(r"(?:\s{1,9}xml:space\s?=\s?[\"']\w{1,9}[\"'])?\s{0,9}/?>(.*)", re.DOTALL)
DDE = re.compile(r"\s*DDE(AUTO)?\b", re.IGNORECASE)
SIMPLE_DDE = re.compile(r"instr\s{0,9}=\s{0,9}[\"']\s{0,99}DDE(AUTO)?\b", re.IGNORECASE)
LINKED = re.compile(rb"<(?:[^<>\s:/]*:)?(?:dde|ole)Link\b")
PRINTER = re.compile(r"printersettings\d*\.bin$", re.IGNORECASE)
"""What Excel keeps of printers: no code."""
RUNS_IN_PDF = ("JavaScript", "Launch", "EmbeddedFile", "EmbeddedFiles", "RichMedia", "Encrypt")
SHORT_IN_PDF = ("JS", "XFA")
"""Names so short that they stand by chance in what is packed."""
STREAM = re.compile(rb">>[\s\0]*stream\r?\n")
BROKEN = (
    *(zipfile.BadZipFile, zlib.error, expat.ExpatError),
    *(KeyError, OSError, EOFError, NotImplementedError, ValueError, RuntimeError),
)
"""What a damaged or malicious archive makes its reader raise."""
KINDS = "a PDF, a Word document (.docx), an Excel workbook (.xlsx) or plain text (.txt)"
BROKEN_WORDS = "is not a whole document of its kind. Save it again, and send that."
TOO_LARGE = "unpacks to far more than it should. Save it as PDF, and send that."
DRAWS = "draws on something elsewhere: a template, a picture or another file. Save it as PDF, and send that."
WITH_CODE = "can run something: macros, scripts or files within it. Save it as PDF without them, and send that."


def _named(names: Sequence[str]) -> re.Pattern[bytes]:
    """Any of these names in a PDF, each letter as it is or as its number, such as /J#53: found in one go."""
    spelled = ("".join(f"(?:{one}|#{ord(one):02x}|#{ord(one):02X})" for one in name) for name in names)
    return re.compile(f"/(?:{'|'.join(spelled)})(?![A-Za-z])".encode())


LONG_THERE, SHORT_THERE = _named(RUNS_IN_PDF), _named(SHORT_IN_PDF)


def look_at(name: str, content: bytes) -> SentDocument:
    """A document that may be kept; CannotListen for any that is not what its name says, is too large, or could run."""
    ending, short = name.rpartition(".")[2].casefold(), clean_file_name(name)
    if ending not in set(DocumentKind):
        raise CannotListen(f"Send {KINDS}. “{short}” is none of these.")
    if len(content) > LARGEST_DOCUMENT:
        raise CannotListen(f"“{short}” is larger than {LARGEST_DOCUMENT // 1_000_000} MB. Send a part of it.")
    if not content:
        raise CannotListen(f"“{short}” is empty.")
    kind = DocumentKind(ending)
    looks = {DocumentKind.PDF: _pdf, DocumentKind.TEXT: _text}.get(kind)
    if wrong := looks(content) if looks else _packed(content, MAIN[kind]):
        raise CannotListen(f"“{short}” {wrong}")
    return SentDocument(name=short, kind=kind, content=content)


def clean_file_name(name: str) -> str:
    """A name without folders, and without what could mislead where it is shown or saved.

    >>> clean_file_name("../a/Our plan (2).docx"), clean_file_name('x"\\r\\n;.pdf')
    ('Our plan (2).docx', 'x_.pdf')
    """
    last = re.split(r"[/\\\\]", name)[-1]
    stem, _, ending = last.rpartition(".")
    plain = re.sub(r"[^A-Za-z0-9 ()_-]+", "_", stem).strip()[:80]
    return f"{plain or 'document'}.{re.sub(r'[^a-z0-9]+', '', ending.casefold())[:5]}"


def _pdf(content: bytes) -> str:
    if not content.startswith(b"%PDF-") or b"%%EOF" not in content[-2_048:]:
        return "is not a whole PDF. Save it again, and send that."
    return WITH_CODE if LONG_THERE.search(content) or SHORT_THERE.search(_without_streams(content)) else ""


def _without_streams(content: bytes) -> bytes:
    """A PDF without what is packed in it: there any few letters stand by chance. A remark begins nothing packed."""
    kept, at = [], 0
    while found := STREAM.search(content, at):
        line = max(content.rfind(end, at, found.start()) for end in (b"\n", b"\r"))
        remark = content.find(b"%", max(line, at), found.start()) >= 0
        ends = -1 if remark else content.find(b"endstream", found.end())
        if ends < 0 and not remark:
            break
        kept.append(content[at : found.end()] if remark else content[at : found.start()])
        at = found.end() if remark else ends + len(b"endstream")
    return b" ".join([*kept, content[at:]])


def _text(content: bytes) -> str:
    try:
        words = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return "is not plain text. Save it as text in UTF-8, and send that."
    if any(ord(one) < 32 and one not in "\t\r\n\f" for one in words):
        return "is not plain text. Save it as text in UTF-8, and send that."
    return ""


def _packed(content: bytes, main: str) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            return _wrong_parts(packed.infolist()) or _wrong_within(packed, main)
    except BROKEN:
        return BROKEN_WORDS


def _wrong_parts(parts: Sequence[zipfile.ZipInfo]) -> str:
    """What is wrong with the list of parts; empty where nothing is."""
    if len(parts) > MOST_PARTS or sum(one.file_size for one in parts) > LARGEST_UNPACKED:
        return TOO_LARGE
    if any(one.flag_bits & 1 for one in parts):
        return "is locked. Send it without a password."
    return WITH_CODE if any(_is_foreign(one.filename) for one in parts if not one.is_dir()) else ""


def _is_foreign(part: str) -> bool:
    if PRINTER.search(part):
        return False
    return bool(RUNS.search(part)) or part.rpartition(".")[2].casefold() not in PARTS


def _wrong_within(packed: zipfile.ZipFile, main: str) -> str:
    """What is wrong with what the document says it is, draws on, and has for fields; empty where nothing is."""
    with packed.open("[Content_Types].xml") as listed:
        types = listed.read(LARGEST_LIST).decode("utf-8", "replace")
    if "macroenabled" in types.casefold() or "vba" in types.casefold():
        return WITH_CODE
    if main not in types:
        return BROKEN_WORDS
    drawn = [one for one in packed.infolist() if one.filename.casefold().endswith(".rels")]
    read = [one for one in packed.infolist() if one.filename.casefold().endswith(".xml")]
    if sum(one.file_size for one in drawn) > LARGEST_LIST or sum(one.file_size for one in read) > LARGEST_READ:
        return TOO_LARGE
    if any(_draws_on_others(packed.read(one)) for one in drawn):
        return DRAWS
    texts = [packed.read(one) for one in read]
    if sum(one.count(word) for one in texts for word in (b"instrText", b"fldSimple", b"fldChar")) > MOST_FIELDS:
        return TOO_LARGE
    return WITH_CODE if any(_asks_another_program(one) for one in texts) else ""


def _draws_on_others(relations: bytes) -> bool:
    """Whether a list of what a document draws on names anything outside it that is no link for people to follow."""
    found: list[bool] = []

    def relation(_: str, said: dict[str, str]) -> None:
        outside = said.get("TargetMode", "").strip().casefold() == "external"
        found.append(outside and not said.get("Type", "").endswith("/hyperlink"))

    def declared(*_: object) -> None:
        raise ValueError("A list of what a document draws on declares nothing of its own.")

    reader = expat.ParserCreate()
    reader.StartElementHandler, reader.StartDoctypeDeclHandler = relation, declared
    reader.Parse(relations, True)
    return any(found)


def _asks_another_program(part: bytes) -> bool:
    """Whether a part has a field that starts another program and asks it: DDE, also in pieces."""
    if b"\0" in part:
        raise ValueError("Parts are written in UTF-8.")
    if b"Link" in part and LINKED.search(part):
        return True
    if b"instr" not in part:
        return False
    if b"<!" in part:
        raise ValueError("Parts with fields have no remarks, within which a field could hide.")
    said, simple = [], []
    for found in FIELD.finditer(part):
        words, whole = ((one or b"").decode("utf-8", "replace") for one in found.groups())
        said.append(_words_of_field(words) if found[1] is not None else "\n")
        simple.append(html.unescape(whole))
    fields = html.unescape("".join(said)).split("\n")
    return any(DDE.match(one) for one in fields) or any(SIMPLE_DDE.search(one) for one in simple)


def _words_of_field(tag: str) -> str:
    if not (found := WORDS.fullmatch(tag)):
        raise ValueError("What a field says has nothing beside it but whether its spaces count.")
    return found[1]
