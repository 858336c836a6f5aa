"""What must be written down, and what must never be."""

import ast
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from tests.repository.tree import called_name, files, parsed, room, text_of

DECISION = re.compile(r"^(?P<number>\d{4})-[a-z0-9]+(-[a-z0-9]+)*\.md$")
HEADINGS_OF_A_DECISION = ("Status", "Context", "Decision", "Consequences")

# In pieces, so that this file does not find itself.
HOSTS = ("pypi" + ".org", "python" + "hosted.org", "npm" + "js.org", "npm" + "js.com", "yarn" + "pkg.com")
OPTIONS = ("index" + "-url", "find" + "-links", "trusted" + "-host")
FOLDERS = ("root", "work", "tmp")
OF_ONE_MACHINE = re.compile(
    "|".join((*map(re.escape, HOSTS), *OPTIONS, rf"(?<![\w.)/-])/(?:{'|'.join(FOLDERS)})/")), re.IGNORECASE
)
TEXT = ("*.py", "*.toml", "*.md", "*.lock", "*.sh", "*.ini", "*.html", "Makefile", "run")


def decisions_are_numbered(root: Path) -> Iterator[str]:
    """A decision is found by its number, so each number is there once, and none is missing."""
    numbers = Counter[int]()
    for file in sorted((root / "docs/decisions").iterdir()):
        if fits := DECISION.match(file.name):
            numbers[int(fits["number"])] += 1
        else:
            yield f"{file.relative_to(root)} should be called like 0007-what-was-decided.md."
    for number, times in sorted(numbers.items()):
        if times > 1:
            yield f"docs/decisions has {times} files numbered {number:04}: give the newer the next number."
    for missing in sorted(set(range(1, max(numbers, default=0))) - set(numbers)):
        yield f"docs/decisions has no number {missing:04}: a decision is superseded, never deleted."


def decisions_have_their_headings(root: Path) -> Iterator[str]:
    """Status, context, decision, consequences: a page each, the same every time."""
    for file in files(root / "docs/decisions", "*.md"):
        there = _headings(text_of(file))
        for heading in HEADINGS_OF_A_DECISION:
            if heading.lower() not in there:
                yield f"{file.relative_to(root)} has no heading {heading}."


def words_are_explained(root: Path) -> Iterator[str]:
    """One word for one thing, and a sentence for each word."""
    text = text_of(root / "docs/words.md")
    explained = _headings(text) | {_plain(bold) for bold in re.findall(r"\*\*(.+?)\*\*", text, re.DOTALL)}
    for module in room(root, "terms"):
        for name in _classes_of_terms(module):
            if _in_words(name) not in explained:
                word = _in_words(name)
                yield f"{module.relative_to(root)} has {name}: explain **{word}** in docs/words.md."


def dependencies_say_why(root: Path) -> Iterator[str]:
    """Each dependency stands under a sentence that says what it is for; neighbours may share one."""
    for number, line, explained in _dependencies(text_of(root / "pyproject.toml")):
        if not explained:
            yield f"pyproject.toml:{number} has no comment above it that says what it is for: {line}"


def nothing_is_of_one_machine(root: Path) -> Iterator[str]:
    """No registry, no option that names one, and no folder that only one machine has."""
    for pattern in TEXT:
        for file in files(root, pattern):
            text = text_of(file)
            if not OF_ONE_MACHINE.search(text):
                continue
            for number, line in enumerate(text.splitlines(), start=1):
                if found := OF_ONE_MACHINE.search(line):
                    yield f"{file.relative_to(root)}:{number} says {found[0]!r}, true of one machine only."


def readme_says_how_to_begin(root: Path) -> Iterator[str]:
    """Two commands are enough to see it and to trust it."""
    readme = text_of(root / "README.md")
    for command in ("make demo", "make test"):
        if command not in readme:
            yield f"README.md does not mention {command}."


def licence_is_there(root: Path) -> Iterator[str]:
    """The text itself, because pyproject.toml only names it."""
    licence = root / "LICENSE"
    if "MIT License" not in text_of(licence):
        yield "LICENSE should hold the text of the MIT License."


def _dependencies(pyproject: str) -> Iterator[tuple[int, str, bool]]:
    """Line number, line, and whether a comment stands above it, for each dependency the project declares."""
    table, listing, explained = "", False, False
    for number, line in enumerate(pyproject.splitlines(), start=1):
        if line.startswith("["):
            table, listing = line.strip(), False
        elif opens := re.match(r"([\w-]+) = \[", line):
            listing = table == "[project.optional-dependencies]" or (table, opens[1]) == (
                "[project]",
                "dependencies",
            )
        text = line.strip()
        if listing and '"' in text and not text.startswith("#"):
            yield number, text, explained
        listing = listing and not text.endswith("]")
        explained = text.startswith("#") or (explained and text.startswith('"'))


def _headings(markdown: str) -> set[str]:
    return {_plain(heading) for heading in re.findall(r"^#+ +(.+?)\s*$", markdown, re.MULTILINE)}


def _plain(words: str) -> str:
    return " ".join(words.lower().strip(" :.*").split())


def _in_words(name: str) -> str:
    return " ".join(re.findall(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+", name)).lower()


def _classes_of_terms(module: Path) -> Iterator[str]:
    for node in parsed(module).body:
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_") and (_is_dataclass(node) or _is_enum(node)):
            yield node.name


def _is_dataclass(node: ast.ClassDef) -> bool:
    return any("dataclass" in (called_name(mark), ast.unparse(mark).rpartition(".")[2]) for mark in node.decorator_list)


def _is_enum(node: ast.ClassDef) -> bool:
    return any(ast.unparse(base).endswith(("Enum", "Flag", "Choices")) for base in node.bases)


RULES = (
    decisions_are_numbered,
    decisions_have_their_headings,
    words_are_explained,
    dependencies_say_why,
    nothing_is_of_one_machine,
    readme_says_how_to_begin,
    licence_is_there,
)
