"""A call that is opened, what is sent to it, a receipt, and what was heard."""

import secrets
from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from wraparound.capabilities.listening.terms.calls import (
    LARGEST_DOCUMENT,
    Forwhom,
    NewCall,
    NewEvidence,
    SentDocument,
    TakenOutBecause,
)
from wraparound.capabilities.listening.wording.calls import CONSENT, FORWHOM, SURE, TAKE_OUT
from wraparound.people.forms import DayField

Choices = Sequence[tuple[str, str]]


def _long(label: str, rows: int = 5, *, required: bool = False, missing: str = "") -> forms.CharField:
    area = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, required=required, widget=area, error_messages={"required": missing})


class CallForm(forms.Form):
    """A new call."""

    title = forms.CharField(label="What it is about", error_messages={"required": "Say what the call is about."})
    question = _long("What you ask", required=True, missing="Ask a question.")
    over = forms.ChoiceField(label="For which place", error_messages={"required": "Choose where."})
    forwhom = forms.ChoiceField(label="Who is asked", choices=[(one.value, words) for one, words in FORWHOM.items()])
    publishes = _long("What will be published, and when", 2, required=True, missing="Say what will be published.")
    second = forms.ChoiceField(label="A second reader", required=False)
    closes_on = DayField("Last day")

    def __init__(self, *given: Any, places: Choices, readers: Choices = (), **more: Any) -> None:
        super().__init__(*given, **more)
        self.fields["over"].choices = places  # type: ignore[attr-defined]  # a field with choices
        self.fields["second"].choices = [("", "Nobody"), *readers]  # type: ignore[attr-defined]  # a field with choices

    def asked_for(self) -> NewCall:
        """What was typed, as a call."""
        said = self.cleaned_data
        return NewCall(**{**said, "forwhom": Forwhom(said["forwhom"])})


class EvidenceForm(forms.Form):
    """What somebody sends. `website` is for machines that fill in everything."""

    words = _long("What you would like to say", 10)
    document = forms.FileField(
        label="A document",
        required=False,
        allow_empty_file=True,
        max_length=200,
        error_messages={"max_length": "The name of the document is too long.", "invalid": "Choose the document again."},
    )
    name = forms.CharField(label="Your name", required=False)
    contact = forms.CharField(label="How to reach you", required=False)
    may_publish = forms.BooleanField(label=CONSENT, required=False)
    website = forms.CharField(label="Leave this empty", required=False)
    once = forms.CharField(widget=forms.HiddenInput(), required=False)

    def __init__(self, *given: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        self.fields["once"].initial = secrets.token_hex(16)

    def begin_again(self) -> None:
        """Keeps what was typed and gives it a fresh number, so that it can be sent beside what went before."""
        self.data = {**self.data.dict(), "once": secrets.token_hex(16)}  # type: ignore[attr-defined]  # what was posted

    def clean_document(self) -> "UploadedFile[Any] | None":
        """The document, unless it is larger than is taken: it is not read then."""
        sent: UploadedFile[Any] | None = self.cleaned_data["document"] or None
        if sent is not None and (sent.size or 0) > LARGEST_DOCUMENT:
            raise forms.ValidationError(f"The document is larger than {LARGEST_DOCUMENT // 1_000_000} MB.")
        return sent

    def clean_website(self) -> str:
        """Nothing: people do not see the field."""
        if self.cleaned_data["website"]:
            raise forms.ValidationError("Leave the last field empty, and send it again.")
        return ""

    def sent(self, document: SentDocument | None) -> NewEvidence:
        """What was sent, with the document as it was looked at."""
        said = self.cleaned_data
        return NewEvidence(
            words=said["words"],
            name=said["name"],
            contact=said["contact"],
            may_publish=said["may_publish"],
            once=said["once"],
            document=document,
        )


class ReceiptForm(forms.Form):
    """A receipt, as it was written down."""

    receipt = forms.CharField(
        label="The number of your receipt", max_length=60, error_messages={"required": "Type the number."}
    )


class HeardForm(forms.Form):
    """What was heard, and what is good."""

    heard = _long("What was heard", 12)
    good = _long("What is good, and should spread", 6)


class TakeOutForm(forms.Form):
    """Why a piece is taken out, and that whoever does so means it."""

    because = forms.ChoiceField(
        label="Why it is taken out",
        choices=[("", "Choose a reason"), *((one.value, words) for one, words in TAKE_OUT.items())],
        error_messages={"required": "Choose a reason.", "invalid_choice": "Choose one of the reasons."},
    )
    sure = forms.BooleanField(
        label=SURE, error_messages={"required": "Tick this once you have read it. It cannot be undone."}
    )

    def chosen(self) -> TakenOutBecause:
        """What was chosen."""
        return TakenOutBecause(self.cleaned_data["because"])


class CloseForm(forms.Form):
    """Why a call is closed early."""

    because = forms.CharField(label="Why it is closed early", error_messages={"required": "Say why."})
