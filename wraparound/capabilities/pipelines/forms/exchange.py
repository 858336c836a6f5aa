"""What is sent, what its columns are, and which of several a row means."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.http import QueryDict

from wraparound.capabilities.pipelines.calculation.importing.plan import LEAVE
from wraparound.capabilities.pipelines.calculation.importing.recognise import OF_BOTH, STAFF
from wraparound.capabilities.pipelines.terms.columns import COLUMNS, PRIMARY
from wraparound.capabilities.pipelines.terms.exchange import Outcome, Sheet, SheetSent, Taken
from wraparound.published.cells import number_in
from wraparound.published.sent_tables import LARGEST_SENT

IN_POST = ("position", "starts", "ends", "kind")
"""What a list of staff says of who holds a post, beside who it is."""
PREFIX = "holders."


class SendForm(forms.Form):
    """One file, and the day that counts where a row has none."""

    file = forms.FileField(
        label="Your spreadsheet",
        allow_empty_file=True,
        max_length=200,
        error_messages={
            "required": "Choose the spreadsheet to send.",
            "max_length": "The name of the file is too long.",
        },
    )
    counts_from = forms.DateField(
        label="The day that counts where a row has no first day",
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
        error_messages={"invalid": "Give a day like 2026-04-01."},
    )

    def clean_file(self) -> "UploadedFile[Any]":
        """The file, unless it is larger than any that people make."""
        sent: UploadedFile[Any] = self.cleaned_data["file"]
        if (sent.size or 0) > LARGEST_SENT:
            raise forms.ValidationError(
                f"{sent.name} is larger than {LARGEST_SENT // 1_000_000} MB. Leave in it only the columns you need."
            )
        return sent

    def day(self) -> date | None:
        """The day that was given."""
        found: date | None = self.cleaned_data["counts_from"]
        return found


class PageForm(forms.Form):
    """Which rows of a preview, and which page of them."""

    show = forms.ChoiceField(choices=[(one.value, one.value) for one in Outcome], required=False)
    page = forms.IntegerField(min_value=1, required=False)

    def outcome(self) -> Outcome | None:
        """What the rows have in common; none where it was not said."""
        return Outcome(self.cleaned_data["show"]) if self.is_valid() and self.cleaned_data["show"] else None

    def number(self) -> int:
        """The page."""
        return self.cleaned_data["page"] or 1 if self.is_valid() else 1


def holds_of(taken: Sequence[Taken], title: str) -> str:
    """What a sheet is taken to hold, as the choice on the page."""
    of = [one.sheet for one in taken if one.title == title]
    if len(of) > 1:
        return STAFF
    return of[0].value if of else ""


def fields_for(holds: str) -> tuple[tuple[str, str], ...]:
    """What a column may be, for a sheet that holds this: value and words."""
    if not holds:
        return ()
    if holds != STAFF:
        return tuple((name, column.heading) for name, column in COLUMNS[Sheet(holds)].items())
    people = tuple((name, column.heading) for name, column in COLUMNS[Sheet.PEOPLE].items())
    post = tuple((f"{PREFIX}{name}", f"{COLUMNS[Sheet.HOLDERS][name].heading} (in the post)") for name in IN_POST)
    return (*people, *post)


def column_now(taken: Sequence[Taken], title: str, heading: str, holds: str) -> str:
    """What a column is taken for now, as the choice on the page."""
    for one in taken:
        if one.title != title:
            continue
        for given, name in one.columns:
            if given == heading and not (holds == STAFF and one.sheet is Sheet.HOLDERS):
                return name
            if given == heading and holds == STAFF and name in IN_POST:
                return f"{PREFIX}{name}"
    return ""


def taken_from(sheets: Sequence[SheetSent], posted: QueryDict) -> tuple[Taken, ...]:
    """What a person said the sheets and their columns are; a sheet that holds nothing is passed over."""
    found: list[Taken] = []
    for place, sheet in enumerate(sheets):
        holds = posted.get(f"holds-{place}", "")
        given = [(heading, posted.get(f"column-{place}-{at}", "")) for at, heading in enumerate(sheet.headings)]
        clears = bool(posted.get(f"clears-{place}"))
        if holds == STAFF:
            found += _staff(sheet.title, given, clears=clears)
        elif holds in set(Sheet):
            kind = Sheet(holds)
            passes = kind is Sheet.POSTS and not any(name == "post" for _, name in given)
            found.append(Taken(sheet.title, kind, _known(kind, given), clears, passes))
    return tuple(found)


def _staff(title: str, given: Sequence[tuple[str, str]], *, clears: bool) -> list[Taken]:
    of_people = _known(Sheet.PEOPLE, given)
    both = [(heading, name) for heading, name in of_people if name in OF_BOTH and name != PRIMARY]
    in_post = [(heading, name.removeprefix(PREFIX)) for heading, name in given if name.startswith(PREFIX)]
    return [
        Taken(title, Sheet.PEOPLE, of_people, clears),
        Taken(title, Sheet.HOLDERS, (*both, *_known(Sheet.HOLDERS, in_post)), clears, passes_over=True),
    ]


def _known(sheet: Sheet, given: Sequence[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """Each of our columns once: of two that are said to be the same, the first."""
    found: dict[str, str] = {}
    for heading, name in given:
        if name in COLUMNS[sheet]:
            found.setdefault(name, heading)
    return tuple((heading, name) for name, heading in found.items())


def answers_from(posted: Mapping[str, str]) -> dict[str, str]:
    """What was chosen for rows of a page, by sheet and row; a tick leaves a row out."""
    found: dict[str, str] = {}
    for name, value in posted.items():
        kind, _, row = name.partition(":")
        sheet, _, line = row.partition("-")
        if sheet not in set(Sheet) or not number_in(line) or not value:
            continue
        if kind == "choose":
            found.setdefault(row, value)
        elif kind == "leave":
            found[row] = LEAVE
    return found
