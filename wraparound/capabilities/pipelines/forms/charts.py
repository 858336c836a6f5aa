"""How somebody would look at a chart. What is not understood is left aside; a day that is not is said to be so."""

from typing import Any
from urllib.parse import urlencode

from django import forms

from wraparound.capabilities.pipelines.terms.charts import (
    DEEPEST,
    MOST_ASKED,
    MOST_BESIDE,
    OPEN_LEVELS,
    SUCCESSORS_A_CARD,
    ChartQuestion,
)
from wraparound.capabilities.pipelines.wording.charts import LEVELS_OPEN, SUCCESSORS_SHOWN
from wraparound.people.forms import DAYS

LAST_PAGE = 1_000


class ChartForm(forms.Form):
    """What to find, how much is open, how many successors a card shows, from where down, and on which day."""

    q = forms.CharField(required=False, max_length=100)
    depth = forms.ChoiceField(required=False, choices=[("", ""), *LEVELS_OPEN.items()])
    successors = forms.ChoiceField(required=False, choices=[("", ""), *SUCCESSORS_SHOWN.items()])
    top = forms.IntegerField(required=False, min_value=1, max_value=1_000_000_000)
    page = forms.IntegerField(required=False, min_value=1, max_value=LAST_PAGE)
    of = forms.CharField(required=False, max_length=20)
    on = forms.DateField(required=False, input_formats=DAYS)
    shown = forms.BooleanField(required=False)

    def __init__(self, asked: Any) -> None:
        """Always bound: an address says all."""
        super().__init__(asked)
        self.full_clean()

    def given(self, name: str) -> Any:
        """What was understood of a field, none or empty where nothing was."""
        return self.cleaned_data.get(name)

    def question(self, top: int | None = None, most: int | None = None) -> ChartQuestion:
        """What is asked of the chart, from this post down and for so much room if they are given."""
        depth = self.given("depth")
        beside = MOST_ASKED if depth == "all" else MOST_BESIDE
        return ChartQuestion(
            text=self.given("q") or "",
            top=top or self.given("top"),
            levels=DEEPEST if depth == "all" else int(depth) if depth and depth != str(OPEN_LEVELS) else None,
            first=beside * ((self.given("page") or 1) - 1),
            most=None if depth else most,
            beside=beside,
        )

    @property
    def levels(self) -> str:
        """The choice of levels that is in force."""
        return self.given("depth") or str(OPEN_LEVELS)

    @property
    def names(self) -> int:
        """How many successors a card shows."""
        chosen = self.given("successors")
        return int(chosen) if chosen else SUCCESSORS_A_CARD

    def kept(self, **more: object) -> str:
        """The end of an address with the day and the cards as they are, and what else is given; with its “?”."""
        day = self.given("on")
        told = {
            "on": day.isoformat() if day else "",
            "shown": "1" if day and self.given("shown") else "",
            "successors": self.given("successors") or "",
            **more,
        }
        said = urlencode({name: value for name, value in told.items() if value not in ("", None)})
        return f"?{said}" if said else ""
