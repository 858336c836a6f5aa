"""What a person may type about frameworks."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from wraparound.capabilities.careers.exchange.frameworks import LARGEST_FILE
from wraparound.capabilities.careers.terms.frameworks import (
    LONGEST_NAME,
    FrameworkHead,
    HeldFramework,
    KeeperPlace,
    MappingPage,
)
from wraparound.people.forms import DayField


class WhereForm(forms.Form):
    """For whom, and against which framework: what is chosen before anything is written about competencies."""

    place = forms.ChoiceField(label="For whom", error_messages={"required": "Choose for whom."})
    framework = forms.ChoiceField(label="Against which framework")

    def __init__(
        self, *given: Any, places: Sequence[KeeperPlace], frameworks: Sequence[HeldFramework], **more: Any
    ) -> None:
        super().__init__(*given, **more)
        self.fields["place"].choices = [(one.key, one.name) for one in places]  # type: ignore[attr-defined]  # a field with choices
        self.fields["framework"].choices = [(one.key, one.framework.title) for one in frameworks]  # type: ignore[attr-defined]  # a field with choices


class FrameworkForm(forms.Form):
    """A file, whose it is, and what a table alone does not say of the framework."""

    place = forms.ChoiceField(label="For whom", error_messages={"required": "Choose for whom."})
    file = forms.FileField(
        label="The file",
        allow_empty_file=True,
        max_length=200,
        error_messages={"required": "Choose the file.", "max_length": "The name of the file is too long."},
    )
    name = forms.CharField(label="Name of the framework", required=False, max_length=LONGEST_NAME)
    version = forms.CharField(label="Its version", required=False, max_length=LONGEST_NAME)
    publisher = forms.CharField(label="Who publishes it", required=False, max_length=LONGEST_NAME)
    starts = DayField("First day in force", required=False)
    ends = DayField("Last day in force", required=False)

    def __init__(self, *given: Any, places: Sequence[KeeperPlace], **more: Any) -> None:
        super().__init__(*given, **more)
        self.fields["place"].choices = [(one.key, one.name) for one in places]  # type: ignore[attr-defined]  # a field with choices

    def clean_file(self) -> "UploadedFile[Any]":
        """The file, unless it is larger than any that people make."""
        sent: UploadedFile[Any] = self.cleaned_data["file"]
        if (sent.size or 0) > LARGEST_FILE:
            raise forms.ValidationError(f"{sent.name} is larger than 2 MB. Send one framework at a time.")
        return sent

    def head(self) -> FrameworkHead:
        """What was typed beside the file."""
        said = {name: self.cleaned_data[name] for name in ("name", "version", "publisher", "starts", "ends")}
        return FrameworkHead(**said)


class YesForm(forms.Form):
    """That what was looked at is to be written: it travels with the page, signed, and nothing of it is kept before."""

    looked_at = forms.CharField(max_length=4_000_000, widget=forms.HiddenInput())


class BeforeForm(forms.Form):
    """Which framework another is put beside."""

    before = forms.ChoiceField(label="The framework before it")

    def __init__(self, *given: Any, others: Sequence[HeldFramework], **more: Any) -> None:
        super().__init__(*given, **more)
        self.fields["before"].choices = [(one.key, one.framework.title) for one in others]  # type: ignore[attr-defined]  # a field with choices


class CarryOverForm(forms.Form):
    """For each competency of the framework before, which one stands for it, if any."""

    version = forms.IntegerField(widget=forms.HiddenInput(), required=False)
    replaces_on = DayField("The new one stands for it from", required=False)

    def __init__(self, sent: Any = None, *, page: MappingPage) -> None:
        stands = {f"of_{at}": one.after[0].key for at, one in enumerate(page.carried) if one.after}
        replaces_on = page.mapping.replaces_on if page.mapping else None
        initial = {**stands, "version": page.version, "replaces_on": replaces_on}
        super().__init__(sent, initial=initial)
        choices = [("", "Nothing"), *((one.key, one.title) for one in page.after.framework.competencies)]
        self.before = [one.before.key for one in page.carried]
        for at, one in enumerate(page.carried):
            self.fields[f"of_{at}"] = forms.ChoiceField(label=one.before.title, required=False, choices=choices)

    @property
    def asked(self) -> list[forms.BoundField]:
        """The choices, in the order of the framework before."""
        return [self[f"of_{at}"] for at in range(len(self.before))]

    def pairs(self) -> list[tuple[str, str]]:
        """What was chosen."""
        said = self.cleaned_data
        return [(key, said[f"of_{at}"]) for at, key in enumerate(self.before) if said.get(f"of_{at}")]
