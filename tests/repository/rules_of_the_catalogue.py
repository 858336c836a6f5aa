"""One word everywhere: folder, app label, address, method page, template prefix, command."""

from collections.abc import Iterator
from pathlib import Path

from django.apps import apps
from django.urls import URLResolver, get_resolver

from tests.repository.tree import capabilities, files, text_of
from tools.help_pages import PAGE, command_line_page
from wraparound.web.catalogue import CATALOGUE


def catalogue_and_folders_agree(root: Path) -> Iterator[str]:
    """What is not in the catalogue is on no page; what has no folder is nothing."""
    registered, there = {one.name for one in CATALOGUE}, {folder.name for folder in capabilities(root)}
    for name in sorted(registered - there):
        yield f"wraparound/web/catalogue.py lists {name}, but wraparound/capabilities/{name} is not there."
    for name in sorted(there - registered):
        yield f"wraparound/capabilities/{name} is not in wraparound/web/catalogue.py: add it."


def capabilities_are_described(root: Path) -> Iterator[str]:
    """Each says what it answers, and by what method."""
    for one in CATALOGUE:
        for page in (f"wraparound/capabilities/{one.name}/README.md", f"docs/methods/{one.name}.md"):
            if not text_of(root / page).strip():
                yield f"{page} is missing or empty: write it."


def capabilities_have_one_name(root: Path) -> Iterator[str]:
    """A newcomer who has read an address knows the folder."""
    labels = {config.name: config.label for config in apps.get_app_configs()}
    prefixes = dict(_addresses())
    for one in CATALOGUE:
        if labels.get(one.package) != one.name:
            yield f"The app {one.package} should have the label {one.name}: set it in its apps.py."
        if prefixes.get(one.name) != f"{one.name}/":
            yield f"The addresses of {one.name} should be under /{one.name}/: see app_name in its urls.py."


def templates_stand_under_the_name(root: Path) -> Iterator[str]:
    """Two capabilities may each have an index.html."""
    for folder in capabilities(root):
        for template in files(folder / "templates"):
            if template.relative_to(folder / "templates").parts[0] != folder.name:
                yield f"{template.relative_to(root)} should stand in templates/{folder.name}/."


def command_line_is_documented(root: Path) -> Iterator[str]:
    """The page of the command line is made from the command line."""
    if text_of(root / PAGE) != command_line_page():
        yield f"{PAGE} no longer says what the command line does: run make help-pages."


def _addresses() -> Iterator[tuple[str, str]]:
    for pattern in get_resolver().url_patterns:
        if isinstance(pattern, URLResolver) and pattern.app_name:
            yield pattern.app_name, str(pattern.pattern)


RULES = (
    catalogue_and_folders_agree,
    capabilities_are_described,
    capabilities_have_one_name,
    templates_stand_under_the_name,
    command_line_is_documented,
)
