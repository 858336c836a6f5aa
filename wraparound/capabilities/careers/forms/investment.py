"""What is typed of spending on development: a line, or a file of them."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from wraparound.capabilities.careers.exchange.spending import LARGEST_FILE
from wraparound.capabilities.careers.terms.investment import (
    AMOUNTS,
    FIRST_YEAR,
    LAST_YEAR,
    TITLES,
    Amounts,
    DevelopedLevel,
    DevelopmentKind,
    InvestmentPlaces,
    SpendingLine,
    SpendingRow,
)
from wraparound.capabilities.careers.wording import investment as say


class YearForm(forms.Form):
    """Where, and which financial year."""

    place = forms.ChoiceField(label="Where")
    year = forms.ChoiceField(label="Financial year")

    def __init__(self, *given: Any, places: InvestmentPlaces, this_year: int, **more: Any) -> None:
        super().__init__(*given, **more)
        listed = [
            *((f"organisation:{one.key}", one.name) for one in places.places),
            *((f"region:{one.key}", f"{one.name}, the region: what was shared") for one in places.regions),
        ]
        years = [(str(year), say.year_words(year)) for year in range(this_year + 1, this_year - 6, -1)]
        self.fields["place"].choices = listed  # type: ignore[attr-defined]  # a field with choices
        self.fields["year"].choices = years  # type: ignore[attr-defined]  # a field with choices
        self.fields["year"].initial = str(this_year)


class LineForm(forms.Form):
    """One level and kind, with its figures; an empty one is nought. Of a line that is there, both stay as they are."""

    version = forms.IntegerField(widget=forms.HiddenInput(), required=False)
    level = forms.ChoiceField(label="Level", choices=[(one.value, words) for one, words in say.LEVELS.items()])
    kind = forms.ChoiceField(label="Kind", choices=[(one.value, words) for one, words in say.KINDS.items()])

    def __init__(self, sent: Any = None, *, year: int, seen: SpendingRow | None = None) -> None:
        assert FIRST_YEAR <= year <= LAST_YEAR, "the view has looked at the year"
        self.year = year
        initial: dict[str, object] = {}
        if seen is not None:
            line = seen.line
            amounts = {name: getattr(line.amounts, name) or None for name in AMOUNTS}
            initial = {"level": line.level.value, "kind": line.kind.value, "version": seen.seen, **amounts}
        super().__init__(sent, initial=initial)
        self.fields["level"].disabled = self.fields["kind"].disabled = seen is not None
        for name, title in TITLES.items():
            wrong = f"{title}: give a whole number, or leave it empty."
            self.fields[name] = forms.IntegerField(
                label=title,
                required=False,
                min_value=0,
                error_messages={"invalid": wrong, "min_value": wrong},
            )

    @property
    def figures(self) -> list[forms.BoundField]:
        """The fields of figures, in their order."""
        return [self[name] for name in AMOUNTS]

    def row(self) -> SpendingRow:
        """What was typed, as a row."""
        said = self.cleaned_data
        line = SpendingLine(
            level=DevelopedLevel(said["level"]),
            kind=DevelopmentKind(said["kind"]),
            amounts=Amounts(**{name: said[name] or 0 for name in AMOUNTS}),
        )
        return SpendingRow(row=1, year=self.year, line=line, seen=said["version"] or 0)


class SpendingFileForm(forms.Form):
    """A file of lines."""

    file = forms.FileField(
        label="The file",
        allow_empty_file=True,
        max_length=200,
        error_messages={"required": "Choose the file.", "max_length": "The name of the file is too long."},
    )

    def clean_file(self) -> "UploadedFile[Any]":
        """The file, unless it is larger than any that people make."""
        sent: UploadedFile[Any] = self.cleaned_data["file"]
        if (sent.size or 0) > LARGEST_FILE:
            raise forms.ValidationError(f"{sent.name} is larger than 2 MB. Send fewer years at a time.")
        return sent
