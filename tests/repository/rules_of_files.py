"""Where things stand, and what they are called."""

import re
from collections.abc import Iterator
from pathlib import Path

from tests.repository.tree import capabilities, files, is_ours, product_modules, text_of

ROOMS = (
    *("terms", "evidence", "calculation", "wording", "access", "models", "queries", "actions"),
    *("forms", "views", "api", "commands", "exchange", "tasks", "urls", "apps"),
)
FOLDERS = ("templates", "migrations", "tests", "published")
LONGEST_MODULE = 400
NAMES_THAT_SAY_NOTHING = frozenset({"utils", "helpers", "common", "misc"})


def init_files_are_empty(root: Path) -> Iterator[str]:
    """A line in an __init__.py can drag Django into the pure half."""
    for module in files(root / "wraparound", "__init__.py"):
        if text_of(module).strip():
            yield f"{module.relative_to(root)} is not empty: move what it says to a module with a name."


def names_say_something(root: Path) -> Iterator[str]:
    """Nobody finds what is in a utils.py."""
    for folder in ("wraparound", "tools", "tests", "benchmarks"):
        for module in files(root / folder, "*.py"):
            if NAMES_THAT_SAY_NOTHING & set(module.relative_to(root).with_suffix("").parts):
                yield f"{module.relative_to(root)} has a name that says nothing: call it after what it does."


def rooms_are_the_closed_list(root: Path) -> Iterator[str]:
    """Every capability has the same rooms, so that a newcomer who knows one knows all."""
    allowed = {"__init__.py", "README.md", *FOLDERS, *ROOMS, *(f"{room}.py" for room in ROOMS)}
    for folder in (*capabilities(root), root / "wraparound/people", root / "wraparound/records"):
        for entry in sorted(folder.iterdir()):
            if is_ours(entry) and entry.name not in allowed:
                yield (
                    f"{entry.relative_to(root)} is not a room: put it in one of {', '.join(ROOMS)}, "
                    f"or in {', '.join(FOLDERS)}."
                )


def rooms_are_files_or_packages(root: Path) -> Iterator[str]:
    """A room is one file until it is too long, and then a package; never both."""
    for folder in (*capabilities(root), root / "wraparound/people", root / "wraparound/records"):
        for room in ROOMS:
            package = folder / room
            if package.is_dir() and not (package / "__init__.py").is_file():
                yield f"{package.relative_to(root)} needs an empty __init__.py."
            if package.is_dir() and package.with_suffix(".py").is_file():
                yield f"{package.relative_to(root)} is both a file and a package: keep one."


def modules_are_short(root: Path) -> Iterator[str]:
    """What does not fit on a few screens is two things."""
    for module in (*product_modules(root), *files(root / "tools", "*.py")):
        lines = len(text_of(module).splitlines())
        if lines > LONGEST_MODULE:
            yield (
                f"{module.relative_to(root)} has {lines} lines, {LONGEST_MODULE} at most: "
                "make it a package of the same name."
            )


def templates_extend_the_layout(root: Path) -> Iterator[str]:
    """Every page has the same header, footer and skip link."""
    for template in files(root / "wraparound", "*.html"):
        if template.is_relative_to(root / "wraparound/web/layout") or template.name.startswith("_"):
            continue
        if not re.match(r'\s*({#.*?#}\s*)*{%-? extends "(layout|account)/', text_of(template), re.DOTALL):
            yield (
                f'{template.relative_to(root)} does not begin with {{% extends "layout/…" %}}: '
                "let it, or start its name with _ if it is a part of a page."
            )


def no_form_stands_in_a_paragraph(root: Path) -> Iterator[str]:
    """A browser ends the paragraph where a form, a list or a block begins, and the page falls apart there."""
    for template in files(root / "wraparound", "*.html"):
        for place in re.finditer(r"<p\b[^>]*>(?:(?!</p>).)*?<(form|ul|ol|div|table)\b", text_of(template)):
            line = text_of(template).count("\n", 0, place.start()) + 1
            yield f"{template.relative_to(root)}:{line} has a <{place[1]}> inside a <p>: make the outer one a <div>."


def style_sheets_close_what_they_open(root: Path) -> Iterator[str]:
    """A brace that is missing moves all that follows into the block before it: to paper alone, say."""
    for sheet in files(root / "wraparound/web/assets/wraparound", "*.css"):
        plain = re.sub(r"/\*.*?\*/", "", text_of(sheet), flags=re.DOTALL)
        opened, closed = plain.count("{"), plain.count("}")
        if opened != closed:
            yield f"{sheet.relative_to(root)} has {opened} times {{ and {closed} times }}: close what is open."


RULES = (
    init_files_are_empty,
    names_say_something,
    rooms_are_the_closed_list,
    rooms_are_files_or_packages,
    modules_are_short,
    templates_extend_the_layout,
    no_form_stands_in_a_paragraph,
    style_sheets_close_what_they_open,
)
