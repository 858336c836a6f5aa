"""Makes a small complete capability from tools/skeleton, entered wherever one must be entered.

It passes `make check` at once. Then it is yours: put the real question in the place of the one it came with.
"""

import keyword
import re
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from string import Template

from project import ROOT, surroundings

SKELETON = ROOT / "tools/skeleton"
CATALOGUE = ROOT / "wraparound/web/catalogue.py"
PYPROJECT = ROOT / "pyproject.toml"
WORDS = ROOT / "docs/words.md"
ADDRESSES = ROOT / "tests/whole_site/addresses.py"

LONGEST_NAME = 20
# Words that already mean something in an address, on the command line, or in the plan of the house.
TAKEN = frozenset({"about", "admin", "api", "records", "serve", "static", "staticfiles", "layout", "tests"})

ENTRY_IN_CATALOGUE = """    Capability(
        name="$name",
        question="What could $name rest on?",
        door="",
        behind="",
        navigation="",
    ),
"""
ENTRY_IN_ADDRESSES = """    "$name:index": "/$name/",
    "api:api_$name": "/api/$name/",
"""
ENTRY_IN_WORDS = """
## $Name

- **$name answer** – what `$name` can say so far: the evidence release it would rest on, its tables and rows.
"""


class CannotMake(Exception):
    """The capability cannot be made; the message says why, and nothing was changed."""


def refuse_bad_name(name: str) -> None:
    """CannotMake unless the name is one plain word that is still free."""
    floors = {path.stem for path in (ROOT / "wraparound").iterdir()}
    if not re.fullmatch(rf"[a-z]{{3,{LONGEST_NAME}}}", name) or keyword.iskeyword(name):
        raise CannotMake(f"“{name}” is no name: give one lower-case word of 3 to {LONGEST_NAME} letters.")
    if (ROOT / "wraparound/capabilities" / name).exists():
        raise CannotMake(f"There is a capability {name} already: see wraparound/capabilities/{name}.")
    if name in floors | TAKEN:
        raise CannotMake(f"“{name}” already means something in this house: choose another word.")


def changes_for(name: str) -> dict[Path, str]:
    """Every file to write, with its whole text. Nothing is written yet."""
    words = {"name": name, "Name": name.capitalize(), "NAME": name.upper()}
    changes = {_target(part, name): _filled(part.read_text(encoding="utf-8"), words) for part in _parts()}
    if there := [str(path.relative_to(ROOT)) for path in changes if path.exists()]:
        raise CannotMake(f"These are there already: {', '.join(there)}. Remove them or choose another name.")
    changes[CATALOGUE] = _inserted(
        CATALOGUE,
        r"CATALOGUE: tuple\[Capability, \.\.\.\] = \(\n(.*?)^\)",
        _filled(ENTRY_IN_CATALOGUE, words),
        at_end=True,
    )
    changes[PYPROJECT] = _inserted(
        PYPROJECT, r'name = "Capabilities look down.*?layers = \[\n(.*?)^\]', f'  "({name})",\n', at_end=False
    )
    changes[ADDRESSES] = _inserted(
        ADDRESSES, r"^EXAMPLES = \{\n(.*?)^\}", _filled(ENTRY_IN_ADDRESSES, words), at_end=True
    )
    changes[WORDS] = WORDS.read_text(encoding="utf-8").rstrip("\n") + "\n" + _filled(ENTRY_IN_WORDS, words)
    return changes


def write(changes: Mapping[Path, str]) -> None:
    """Writes them all, formatted as ruff would."""
    for path, text in changes.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    modules = [str(path) for path in changes if path.suffix == ".py"]
    _run("-m", "ruff", "check", "--quiet", "--select=I", "--fix", *modules)
    _run("-m", "ruff", "format", "--quiet", *modules)
    _run("tools/help_pages.py", "--write")


def _parts() -> list[Path]:
    return sorted(path for path in SKELETON.rglob("*.txt"))


def _target(part: Path, name: str) -> Path:
    return ROOT / str(part.relative_to(SKELETON)).replace("NAME", name).removesuffix(".txt")


def _filled(text: str, words: Mapping[str, str]) -> str:
    return Template(text).substitute(words)


def _inserted(file: Path, place: str, entry: str, *, at_end: bool) -> str:
    """The file's text with an entry at the start or the end of the part that the pattern's group finds."""
    text = file.read_text(encoding="utf-8")
    found = re.search(place, text, re.DOTALL | re.MULTILINE)
    if not found:
        raise CannotMake(f"{file.relative_to(ROOT)} has no place for it: is it still written as it was?")
    position = found.end(1) if at_end else found.start(1)
    return text[:position] + entry + text[position:]


def _run(*words: str) -> None:
    subprocess.run((sys.executable, *words), cwd=ROOT, env=surroundings(), check=True)


def main() -> int:
    if len(sys.argv) != 2:
        print("Say its name: make new-capability NAME=focus", file=sys.stderr)
        return 2
    name = sys.argv[1]
    try:
        refuse_bad_name(name)
        changes = changes_for(name)
    except CannotMake as refusal:
        print(refusal, file=sys.stderr)
        return 2
    write(changes)
    print(f"Made wraparound/capabilities/{name}: see /{name}/ and `wraparound {name} show`.")
    print("Next: its README.md and docs/methods page, then its terms; make check says when something is missing.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
