"""Rows of recommendations of a region: which each is, what it becomes, and whether that can be."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from wraparound.capabilities.delivery.calculation.ensuring import ensure_recommendation
from wraparound.capabilities.delivery.calculation.spreadsheets.cells import Cells, Wrong
from wraparound.capabilities.delivery.calculation.spreadsheets.recognise import folded
from wraparound.capabilities.delivery.terms.recommendations import (
    CannotPlan,
    NewRecommendation,
    Recommendation,
    RecommendationKey,
    number_in,
)
from wraparound.capabilities.delivery.terms.spreadsheets import (
    Difference,
    Ground,
    Outcome,
    RecommendationWrite,
    RowTold,
    SentRow,
)

NEW = "new-"
UNKNOWN = "There is no recommendation “{}” of this region. Leave its key empty to add one."
STAYS = "It belongs to “{}”, and stays there. End it on its page, and add another to “{}”."
TWICE = "This recommendation stands in row {} already. Leave one of the two."
TOLD = {"programme": "programme", "title": "title", "asks": "words", "source": "source", "link": "link"}
"""For each column that is read what it is called of a recommendation."""


class Recommending:
    """What rows of recommendations would do to the programmes of a region."""

    def __init__(self, ground: Ground) -> None:
        self.ground = ground
        self.added: dict[RecommendationKey, NewRecommendation] = {}
        self.writes: list[RecommendationWrite] = []
        self._titled = {_titled(one.programme, one.title): key for key, one in ground.recommendations.items()}
        self._seen: dict[RecommendationKey, int] = {}

    def take(self, rows: Sequence[SentRow]) -> tuple[RowTold, ...]:
        """Every row."""
        return tuple(self._one(row) for row in rows)

    def _one(self, row: SentRow) -> RowTold:
        cells = Cells(row, self.ground.spoken)
        told = RowTold(sheet=row.sheet, line=row.line, title=cells.text("title"), outcome=Outcome.REFUSED)
        try:
            key = self._which(cells)
            before = self.ground.recommendations.get(key)
            new = _wanted(before, cells)
            ensure_recommendation(new)
        except (Wrong, CannotPlan) as trouble:
            return replace(told, trouble=str(trouble))
        told = replace(told, title=new.title, differences=tuple(_differing(before, new)))
        if before is None:
            self.added[key] = new
            return replace(told, outcome=Outcome.ADD)
        number = number_in(key) or 0
        if not told.differences:
            return replace(told, outcome=Outcome.SAME)
        if number in self.ground.changed and not self.ground.takes(row):
            return replace(told, outcome=Outcome.MEANWHILE)
        self.writes.append(RecommendationWrite(number=number, new=new))
        return replace(told, outcome=Outcome.CHANGE)

    def _which(self, cells: Cells) -> RecommendationKey:
        """The recommendation that is meant by its key, or by programme and title; a key for the time being if new."""
        given, titled = cells.text("recommendation"), _titled(cells.text("programme"), cells.text("title"))
        if given and given not in self.ground.recommendations:
            raise Wrong(UNKNOWN.format(given[:40]))
        key = RecommendationKey(given) if given else self._titled.get(titled)
        if key is None:
            key = RecommendationKey(f"{NEW}{cells.row.line}")
            if all(titled):
                self._titled[titled] = key
        first = self._seen.setdefault(key, cells.row.line)
        if first != cells.row.line:
            raise Wrong(TWICE.format(first))
        return key


def _wanted(before: Recommendation | None, cells: Cells) -> NewRecommendation:
    """What the row says, and what stands there where the file lacks a column."""
    was = {column: str(getattr(before, name)) if before else "" for column, name in TOLD.items()}
    typed = {column: cells.words(column, was[column], needed=column in ("programme", "title")) for column in TOLD}
    if before is not None and folded(typed["programme"]) != folded(before.programme):
        raise Wrong(STAYS.format(before.programme, typed["programme"]))
    return NewRecommendation(**{name: typed[column] for column, name in TOLD.items()})


def _differing(before: Recommendation | None, after: NewRecommendation) -> Iterator[Difference]:
    for column, name in TOLD.items():
        was, now = str(getattr(before, name)) if before else "", str(getattr(after, name))
        if was != now and not (before is not None and column == "programme"):
            yield Difference(column=column, before=was, after=now)


def _titled(programme: str, title: str) -> tuple[str, str]:
    return folded(programme), folded(title)
