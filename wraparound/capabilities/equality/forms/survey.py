"""What an equality lead brings in of what was published: a file for a year, and a figure of the board."""

from datetime import date
from typing import Any

from django import forms

from wraparound.capabilities.equality.exchange.survey import LARGEST_FILE
from wraparound.capabilities.equality.forms.monitoring import MonitoringForm, years_to_choose
from wraparound.capabilities.equality.terms.survey import LONGEST_SOURCE, WEB, BoardSaid
from wraparound.capabilities.equality.wording.figures import STANDARDS
from wraparound.capabilities.equality.wording.survey import DAY_AHEAD, NO_LINK
from wraparound.methods.equality_measures.indicators import Standard
from wraparound.people.forms import DayField


class SurveyForm(MonitoringForm):
    """A file of published figures, and the year that it is for."""

    largest = LARGEST_FILE


def _percent(label: str) -> forms.FloatField:
    wrong = f"{label}: give a number from 0 to 100, such as 12.5."
    words = dict.fromkeys(("required", "invalid", "min_value", "max_value"), wrong)
    return forms.FloatField(label=label, min_value=0, max_value=100, error_messages=words)


class BoardForm(forms.Form):
    """What the organisation itself published of its board."""

    standard = forms.ChoiceField(label="Which standard")
    year = forms.TypedChoiceField(label="For which year", coerce=int)
    board = _percent("Percent of the board")
    workforce = _percent("Percent of the workforce")
    link = forms.CharField(
        label="Link under which it was published",
        max_length=LONGEST_SOURCE,
        error_messages={"required": "Give the link under which your organisation published it."},
    )
    published_on = DayField("Day on which it was published")

    def __init__(self, *given: Any, today: date, **more: Any) -> None:
        super().__init__(*given, **more)
        self.today = today
        self.fields["year"].choices = years_to_choose(today)  # type: ignore[attr-defined]  # a field with choices
        named = [(one.value, STANDARDS[one]) for one in Standard]
        self.fields["standard"].choices = named  # type: ignore[attr-defined]

    def clean_link(self) -> str:
        """A link, and no words."""
        link = str(self.cleaned_data["link"]).strip()
        if not link.startswith(WEB):
            raise forms.ValidationError(NO_LINK)
        return link

    def clean_published_on(self) -> date:
        """A day that has come."""
        on: date = self.cleaned_data["published_on"]
        if on > self.today:
            raise forms.ValidationError(DAY_AHEAD)
        return on

    def said(self) -> BoardSaid:
        """What was typed."""
        given = self.cleaned_data
        return BoardSaid(
            standard=Standard(given["standard"]),
            year=given["year"],
            board=given["board"],
            workforce=given["workforce"],
            link=given["link"],
            published_on=given["published_on"],
        )
