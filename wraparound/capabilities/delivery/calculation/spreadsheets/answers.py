"""Rows of answers: which recommendation each is about, and whether the answer becomes another."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date

from wraparound.capabilities.delivery.calculation.ensuring import ensure_answer, ensure_recommendation
from wraparound.capabilities.delivery.calculation.spreadsheets.cells import Cells, Wrong
from wraparound.capabilities.delivery.calculation.spreadsheets.recognise import folded
from wraparound.capabilities.delivery.terms.recommendations import (
    AnswerTerms,
    CannotPlan,
    Choice,
    NewAnswer,
    NewRecommendation,
    RecommendationKey,
)
from wraparound.capabilities.delivery.terms.spreadsheets import (
    AnswerWrite,
    Difference,
    Ground,
    Outcome,
    RowTold,
    SentRow,
)

NEW = "new-"
WHICH = "Say which recommendation this answers: leave its key as it went out, or give programme and title."
TWICE = "This recommendation stands in row {} already. Leave one of the two."
AHEAD = "It cannot have been answered on a day to come."
NONE_IN_FILE = "Your file has no answer here. The one that was given since stays."
NOT_UNSAID = "An answer is given again, not taken away: write adopt, adapt or decline."


class Answers:
    """What rows of answers would do; keys that others of the file refer to are put together here."""

    def __init__(self, ground: Ground) -> None:
        self.ground = ground
        self.writes: list[AnswerWrite] = []
        self.added: dict[RecommendationKey, NewRecommendation] = {}
        self.called: dict[str, RecommendationKey] = {str(key): key for key in ground.recommendations}
        self._titled = {(folded(one.programme), folded(one.title)): key for key, one in ground.recommendations.items()}
        self._seen: dict[RecommendationKey, int] = {}

    def take(self, row: SentRow) -> RowTold:
        """One row."""
        cells = Cells(row, self.ground.spoken)
        title = cells.text("title") or cells.text("recommendation")
        try:
            key = self._which(cells)
            known = self.ground.recommendations.get(key)
            told = RowTold(sheet=row.sheet, line=row.line, title=known.title if known else title, outcome=Outcome.SAME)
            if unsaid := self._unsaid(key, cells):
                return replace(told, outcome=Outcome.MEANWHILE, differences=unsaid, trouble=NONE_IN_FILE)
            outcome, differences = self._answer(key, cells)
        except (Wrong, CannotPlan) as trouble:
            return RowTold(sheet=row.sheet, line=row.line, title=title, outcome=Outcome.REFUSED, trouble=str(trouble))
        return replace(told, outcome=outcome, differences=differences)

    def _unsaid(self, key: RecommendationKey, cells: Cells) -> tuple[Difference, ...]:
        """What was answered here since the file was taken out, where the file has no answer yet."""
        before = self.ground.answers.get(key)
        if before is None or key not in self.ground.answered or not cells.has("choice") or cells.text("choice"):
            return ()
        return (Difference(column="choice", before=before.choice.value, after=""),)

    def _which(self, cells: Cells) -> RecommendationKey:
        """The recommendation that is meant, begun where the plan has none of that programme and title."""
        given, titled = cells.text("recommendation"), (folded(cells.text("programme")), folded(cells.text("title")))
        key = self.called.get(given) or self._titled.get(titled)
        if key is None:
            if not all(titled):
                raise Wrong(WHICH)
            new = NewRecommendation(
                programme=cells.text("programme"),
                title=cells.text("title"),
                words=cells.text("asks"),
                source=cells.text("source"),
                link=cells.text("link"),
            )
            ensure_recommendation(new)
            key = RecommendationKey(f"{NEW}{len(self.added) + 1}")
            self.added[key] = new
            self._titled[titled] = key
        first = self._seen.setdefault(key, cells.row.line)
        if first != cells.row.line:
            raise Wrong(TWICE.format(first))
        if given:
            self.called.setdefault(given, key)
        return key

    def _answer(self, key: RecommendationKey, cells: Cells) -> tuple[Outcome, tuple[Difference, ...]]:
        before = self.ground.answers.get(key)
        none_yet = Outcome.ADD if key in self.added else Outcome.SAME
        if before is None and not cells.text("choice"):
            return none_yet, ()
        if before is not None and cells.has("choice") and not cells.text("choice"):
            raise Wrong(NOT_UNSAID)
        wanted = NewAnswer(
            choice=Choice(cells.word("choice", before.choice.value if before else "")),
            words=cells.words("words", before.words if before else ""),
            shared=cells.yes("shared", before=before.shared if before else False),
        )
        said_again = before is None or (wanted.choice, wanted.words) != (before.choice, before.words)
        on = self._day(cells, before, said_again=said_again)
        ensure_answer(wanted)
        differences = tuple(_differing(before, wanted, on))
        if not differences:
            return none_yet, ()
        if key in self.ground.answered and not self.ground.takes(cells.row):
            return Outcome.MEANWHILE, differences
        again = before is None or said_again or on != before.on
        self.writes.append(AnswerWrite(key=key, new=wanted, on=on, again=again))
        return (Outcome.ADD if before is None else Outcome.CHANGE), differences

    def _day(self, cells: Cells, before: AnswerTerms | None, *, said_again: bool) -> date:
        """The day that is given; today where it is not, or where another answer still bears the day of the last."""
        given = cells.day("on", None)
        if given is not None and given > self.ground.today:
            raise Wrong(AHEAD)
        if before is None:
            return given or self.ground.today
        if given is not None and given != before.on:
            return given
        return self.ground.today if said_again else before.on


def _differing(before: AnswerTerms | None, after: NewAnswer, on: date) -> Iterator[Difference]:
    pairs: Mapping[str, tuple[object, object]] = {
        "choice": (before.choice.value if before else "", after.choice.value),
        "words": (before.words if before else "", after.words),
        "on": (before.on.isoformat() if before else "", on.isoformat()),
        "shared": ("yes" if before and before.shared else "no", "yes" if after.shared else "no"),
    }
    for column, (was, now) in pairs.items():
        if was != now:
            yield Difference(column=column, before=str(was), after=str(now))
