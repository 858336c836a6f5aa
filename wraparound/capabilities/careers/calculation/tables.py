"""Frameworks as tables: one row for each part in our own layout, or the grid of competencies that people have."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from wraparound.capabilities.careers.calculation.tidying import plain, tidy, what_is_wrong
from wraparound.capabilities.careers.terms.frameworks import (
    Competency,
    Domain,
    Framework,
    FrameworkHead,
    FrameworkRead,
    RowTrouble,
    Rung,
    Statement,
)

COLUMNS = ("Part", "Key", "Under", "Stage", "Title", "Words", "Identifier")
HEADS = ("name", "version", "publisher", "starts", "ends", "words", "source", "link", "licence", "identifier")
DAYS = ("starts", "ends")
PARTS = "framework, stage, scale, domain, competency, statement"
A_DAY = "“{}” is no day. Write it as 2028-03-31."
CODES, MEANINGS = ("key", "code", "number"), ("description", "words", "what it means")
NO_HEADINGS = (
    "The first row names no columns that we know. Give it Domain and Competency, and a column for each stage, named "
    "after it; or export a framework from here and follow that."
)
Lines = Sequence[Sequence[str]]


def rows_of_framework(one: Framework) -> list[dict[str, str]]:
    """One row for each part of a framework, in our own layout; `read_table` makes the same framework of them again."""
    heads = [(name, getattr(one, name)) for name in HEADS if getattr(one, name)]
    rungs = [("stage", one.stages), ("scale", one.scale)]
    return [
        *(_row("framework", Key=name, Words=_text(value)) for name, value in heads),
        *(_row(part, Title=each.name, Words=each.words) for part, some in rungs for each in some),
        *(_row("domain", **_named(each)) for each in one.domains),
        *(_row("competency", Under=each.domain, **_named(each)) for each in one.competencies),
        *(
            _row("statement", Under=each.competency, Stage=each.stage, Words=each.words, Identifier=each.identifier)
            for each in one.statements
        ),
    ]


def read_table(lines: Lines, head: FrameworkHead) -> FrameworkRead:
    """The framework in a table whose first row that is not empty names its columns; rows are counted from 1.

    What the table does not say of the framework itself is taken from `head`. Where anything is wrong, every row that
    is says so, and there is no framework.
    """
    at = next((place for place, line in enumerate(lines) if any(cell.strip() for cell in line)), None)
    if at is None:
        return FrameworkRead(framework=None, troubles=(RowTrouble(row=0, words="The file has no rows."),))
    names = [cell.strip().casefold() for cell in lines[at]]
    sheet = _Sheet(names, head)
    if "part" in names:
        read: Callable[[int, dict[str, str]], None] = sheet.part
    elif {"domain", "competency"} <= set(names):
        sheet.begin_grid([plain(cell) for cell in lines[at]])
        read = sheet.grid
    else:
        return FrameworkRead(framework=None, troubles=(RowTrouble(row=at + 1, words=NO_HEADINGS),))
    for number, line in enumerate(lines[at + 1 :], start=at + 2):
        cells = dict(zip(names, (plain(cell) for cell in line), strict=False))
        if any(cells.values()):
            read(number, cells)
    return sheet.read()


@dataclass
class _Sheet:
    """A table while it is read, and what was found wrong so far."""

    names: list[str]
    head: FrameworkHead
    heads: dict[str, object] = field(default_factory=dict)
    stages: list[Rung] = field(default_factory=list)
    scale: list[Rung] = field(default_factory=list)
    domains: list[Domain] = field(default_factory=list)
    competencies: list[Competency] = field(default_factory=list)
    statements: list[Statement] = field(default_factory=list)
    troubles: list[RowTrouble] = field(default_factory=list)

    def part(self, number: int, cells: dict[str, str]) -> None:
        """A row of our own layout."""
        part = cells.get("part", "").casefold()
        key, under, title, words, identifier = (
            cells.get(name, "") for name in ("key", "under", "title", "words", "identifier")
        )
        if part == "framework":
            self._head(number, key.casefold(), words)
        elif part in ("stage", "scale"):
            rungs = self.stages if part == "stage" else self.scale
            if self._needs(number, title, "a title"):
                rungs.append(Rung(name=title, words=words))
        elif part == "domain":
            made = Domain(key=key, title=title, words=words, identifier=identifier)
            if self._needs(number, key and title, "a key and a title"):
                self.domains.append(made)
        elif part == "competency":
            one = Competency(key=key, domain=under, title=title, words=words, identifier=identifier)
            if self._needs(number, key and title, "a key and a title"):
                self.competencies.append(one)
        elif part == "statement":
            said = Statement(competency=under, words=words, stage=cells.get("stage", ""), identifier=identifier)
            if self._needs(number, words, "words"):
                self.statements.append(said)
        else:
            self._wrong(number, f"“{part}” is no part of a framework. Write one of: {PARTS}.")

    def begin_grid(self, titles: Sequence[str]) -> None:
        """The headings of a grid: whatever is not one of ours names a stage, in their order."""
        known = {"", "domain", "competency", *CODES, *MEANINGS}
        self.stages = [Rung(name=title) for title in titles if title.casefold() not in known]

    def grid(self, number: int, cells: dict[str, str]) -> None:
        """A row of a grid: a competency, in the domain named there or, where that is empty, in the one above it."""
        title = cells.get("competency", "")
        named = cells.get("domain", "") or (self.domains[-1].title if self.domains else "")
        if not (named and title):
            self._wrong(number, f"It names no {'competency' if named else 'domain'}. Write it, or take out the row.")
            return
        domain = next((each for each in self.domains if each.title == named), None)
        if domain is None:
            domain = Domain(key=f"d{len(self.domains) + 1}", title=named)
            self.domains.append(domain)
        if any((each.domain, each.title) == (domain.key, title) for each in self.competencies):
            self._wrong(number, f"“{title}” is in this domain twice. Change or remove one.")
            return
        key = next((cells[name] for name in CODES if cells.get(name)), f"c{len(self.competencies) + 1}")
        words = next((cells[name] for name in MEANINGS if cells.get(name)), "")
        self.competencies.append(Competency(key=key, domain=domain.key, title=title, words=words))
        for stage in self.stages:
            if said := cells.get(stage.name.casefold(), ""):
                self.statements.append(Statement(competency=key, words=said, stage=stage.name))

    def read(self) -> FrameworkRead:
        """The framework, or everything that is wrong."""
        heads: dict[str, Any] = {**_typed(self.head), **self.heads}
        made = tidy(
            Framework(
                **{"name": "", "version": "", **heads},
                stages=tuple(self.stages),
                scale=tuple(self.scale),
                domains=tuple(self.domains),
                competencies=tuple(self.competencies),
                statements=tuple(self.statements),
            )
        )
        wrong = self.troubles or [RowTrouble(row=0, words=words) for words in what_is_wrong(made)]
        return FrameworkRead(framework=None if wrong else made, troubles=tuple(wrong))

    def _head(self, number: int, name: str, words: str) -> None:
        if name not in HEADS:
            self._wrong(
                number, f"“{name}” is nothing that a framework says of itself. Write one of: {', '.join(HEADS)}."
            )
        elif name in DAYS:
            try:
                self.heads[name] = date.fromisoformat(words)
            except ValueError:
                self._wrong(number, A_DAY.format(words[:40]))
        else:
            self.heads[name] = words

    def _needs(self, number: int, there: str, what: str) -> bool:
        if not there:
            self._wrong(number, f"It needs {what}. Write it, or take out the row.")
        return bool(there)

    def _wrong(self, number: int, words: str) -> None:
        self.troubles.append(RowTrouble(row=number, words=words))


def _typed(head: FrameworkHead) -> dict[str, object]:
    return {name: value for name, value in vars(head).items() if value}


def _row(part: str, **cells: str) -> dict[str, str]:
    return {"Part": part, **{name: cells.get(name, "") for name in COLUMNS[1:]}}


def _named(one: Domain | Competency) -> dict[str, str]:
    return {"Key": one.key, "Title": one.title, "Words": one.words, "Identifier": one.identifier}


def _text(value: object) -> str:
    return value.isoformat() if isinstance(value, date) else str(value)
