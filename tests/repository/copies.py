"""A copy of the project to spoil: something is planted, a check is run, and the copy is put right again."""

import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.repository.tree import files, is_ours, text_of

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Plant:
    """One violation: what it breaks, its file, how that file's text changes, and what must be said of it."""

    breaks: str
    file: str
    change: Callable[[str], str]
    said: str


def added(text: str) -> Callable[[str], str]:
    return lambda old: f"{old}\n{text}\n"


def replaced(old: str, new: str) -> Callable[[str], str]:
    return lambda text: text.replace(old, new, 1)


def in_room(capability: str, room: str) -> str:
    """Where to plant in a room: the room's own file, or a new one where the room is a package."""
    path = f"wraparound/capabilities/{capability}/{room}"
    return f"{path}/planted.py" if (ROOT / path).is_dir() else f"{path}.py"


def dotted(file: str) -> str:
    return file.removesuffix(".py").replace("/", ".")


@dataclass(frozen=True)
class Copy:
    """The project once more, elsewhere."""

    root: Path

    def check(self, *names: str) -> subprocess.CompletedProcess[str]:
        """Runs the copy's own checks."""
        words = (sys.executable, "tools/check.py", "--only", *names)
        return subprocess.run(words, cwd=self.root, capture_output=True, text=True, check=False)

    @contextmanager
    def planted(self, *plants: Plant) -> Iterator[None]:
        before = {plant.file: text_of(self.root / plant.file) for plant in plants}
        new = [self.root / file for file in before if not (self.root / file).exists()]
        for plant in plants:
            file = self.root / plant.file
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(plant.change(text_of(file)), encoding="utf-8")
        try:
            yield
        finally:
            for name, text in before.items():
                (self.root / name).write_text(text, encoding="utf-8")
            for file in new:
                self._remove(file)

    def _remove(self, file: Path) -> None:
        """Removes the file, and the folders that were made for it."""
        file.unlink()
        shutil.rmtree(file.parent / "__pycache__", ignore_errors=True)
        for folder in file.parents:
            if any(folder.iterdir()):
                break
            folder.rmdir()

    @property
    def contents(self) -> dict[str, str]:
        """Every file with its text, to see afterwards that nothing was left behind."""
        return {str(file.relative_to(self.root)): text_of(file) for file in files(self.root)}


def copy_of_the_project(root: Path) -> Copy:
    """Copies what is ours; not the environment, the caches, the database."""
    for entry in ROOT.iterdir():
        if entry.is_dir() and is_ours(entry):
            shutil.copytree(entry, root / entry.name, ignore=shutil.ignore_patterns("__pycache__", ".*_cache"))
        elif entry.is_file():
            shutil.copy2(entry, root / entry.name)
    return Copy(root)
