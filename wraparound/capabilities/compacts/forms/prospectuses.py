"""What a person may type about a prospectus: its beginning, its words, what a reader says of it, and publishing it."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import forms

from wraparound.capabilities.compacts.forms.posts import Choices, clean_post, offer_posts, post_field, post_number
from wraparound.capabilities.compacts.terms.prospectuses import (
    LONGEST_REVIEW,
    LONGEST_ROLE,
    LONGEST_TITLE,
    MOST_NOT_JUDGED,
    Offer,
    Prospect,
    ProspectusQuestion,
    Reading,
)
from wraparound.capabilities.compacts.terms.support import SupportComponent
from wraparound.people.forms import DayField

LONGEST_LINE = 300
FINE = "fine"
CHANGE = "change"


class Words(forms.CharField):
    """Words in any script, as they are read: without characters nobody can see that would hide or turn round others."""

    def __init__(self, label: str, *, longest: int, rows: int = 0, missing: str = "", **more: Any) -> None:
        super().__init__(
            label=label,
            max_length=longest,
            required=bool(missing),
            widget=forms.Textarea(attrs={"rows": rows}) if rows else forms.TextInput(),
            error_messages={"required": missing},
            **more,
        )

    def to_python(self, value: Any) -> str:
        """Lines that end alike, and no controls besides."""
        text = str(super().to_python(value) or "").replace("\r\n", "\n").replace("\r", "\n")
        return "".join(one for one in text if one == "\n" or not _is_hidden(one)).strip()


class BeginForm(forms.Form):
    """Which post it is, and until when one can apply."""

    post = post_field()
    role = Words("Or a post that is not entered", longest=LONGEST_ROLE)
    title = Words("Title", longest=LONGEST_TITLE, missing="Give it a title, such as the name of the post.")
    closes = DayField("Closing day, if there is one", required=False)

    def __init__(self, *arguments: Any, posts: Choices = (), **more: Any) -> None:
        super().__init__(*arguments, **more)
        offer_posts(self, posts)

    def clean(self) -> dict[str, Any]:
        """One post: chosen, or typed."""
        return clean_post(self, super().clean() or self.cleaned_data)

    def chosen(self) -> int | None:
        """The number of the post that was chosen."""
        return post_number(self.cleaned_data.get("post"))

    def prospect(self) -> Prospect:
        """What it begins with."""
        return Prospect(title=self.cleaned_data["title"], closes=self.cleaned_data["closes"])


@dataclass(frozen=True)
class OfferFields:
    """One component of the catalogue with its two fields: whether it comes with the post, and the owner's words."""

    component: SupportComponent
    tick: forms.BoundField
    words: forms.BoundField


class WritingForm(forms.Form):
    """All that the owner of a post says about it. What of the catalogue is ticked comes with the post."""

    title = Words("Title", longest=LONGEST_TITLE, missing="Give it a title, such as the name of the post.")
    closes = DayField("Closing day, if there is one", required=False)
    summary = Words("The post and the place", longest=1500, rows=4)
    history = Words("How leadership has changed", longest=5000, rows=6)
    not_judged = Words("What the holder will not be judged on", longest=6000, rows=5)
    afterwards = Words("What happens afterwards", longest=3000, rows=4)
    contact = Words("Whom to ask, and how to apply", longest=1500, rows=3)
    version = forms.IntegerField(widget=forms.HiddenInput())

    def __init__(
        self,
        typed: Mapping[str, Any] | None,
        *,
        components: Mapping[str, SupportComponent],
        before: Prospect,
        version: int,
    ) -> None:
        """`before` is what the draft says now."""
        super().__init__(typed, initial={**_typed(before), "version": version})
        self.components, self.before = components, {one.component: one.words for one in before.offers}
        for key, one in components.items():
            self.fields[f"offer_{key}"] = forms.BooleanField(label=one.name, required=False)
            self.fields[f"words_{key}"] = Words(f"{one.name}: in your words", longest=LONGEST_LINE, rows=2)

    def offers(self) -> tuple[OfferFields, ...]:
        """The components with their fields, in the order of the catalogue."""
        return tuple(
            OfferFields(one, self[f"offer_{key}"], self[f"words_{key}"]) for key, one in self.components.items()
        )

    def clean_not_judged(self) -> tuple[str, ...]:
        """One line each, as many as anybody reads."""
        lines = tuple(line.strip() for line in self.cleaned_data["not_judged"].splitlines() if line.strip())
        if len(lines) > MOST_NOT_JUDGED:
            raise forms.ValidationError(
                f"These are {len(lines)} lines, and nobody reads more than {MOST_NOT_JUDGED}. Join some."
            )
        if longest := next((line for line in lines if len(line) > LONGEST_LINE), ""):
            raise forms.ValidationError(f"“{longest[:40]}…” is longer than {LONGEST_LINE} letters. Say it in fewer.")
        return lines

    def clean(self) -> dict[str, Any]:
        """Words without a tick are asked about; those of what was on offer before are let go with its tick."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        for key, one in self.components.items():
            words = given.get(f"words_{key}", "")
            if words and not given.get(f"offer_{key}") and words != self.before.get(key):
                self.add_error(
                    f"offer_{key}",
                    f"{one.name}: you wrote about it and did not tick it. Tick it if it comes with the post; if not, "
                    "empty its line.",
                )
        return given

    def prospect(self) -> Prospect:
        """What was typed; also of a form that somebody else was faster than."""
        given = self.cleaned_data
        return Prospect(
            **{name: given[name] for name in ("title", "closes", "summary", "history", "not_judged")},
            **{name: given[name] for name in ("afterwards", "contact")},
            offers=tuple(
                Offer(component=key, words=given[f"words_{key}"]) for key in self.components if given[f"offer_{key}"]
            ),
        )


class ReviewForm(forms.Form):
    """What a reader says of a draft, and the version of the words they read."""

    verdict = forms.ChoiceField(
        label="What do you say?",
        choices=[(FINE, "Fine: it can be published"), (CHANGE, "Change this first")],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose one of the two."},
    )
    words = Words("In your words, for whoever wrote it", longest=LONGEST_REVIEW, rows=4)
    version = forms.IntegerField(widget=forms.HiddenInput())

    def clean(self) -> dict[str, Any]:
        """Whoever asks for a change says which."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        if given.get("verdict") == CHANGE and not given.get("words") and "words" not in self.errors:
            self.add_error("words", "Say what should be changed, so that the writer can do it.")
        return given

    def said(self) -> Reading:
        """What they said."""
        return Reading(fine=self.cleaned_data["verdict"] == FINE, words=self.cleaned_data["words"])


class PublishForm(forms.Form):
    """The version of the words that are to be published, and that nobody else read them where that is so."""

    nobody_else_read_it = forms.BooleanField(label="Publish it although nobody else has read it", required=False)
    version = forms.IntegerField(widget=forms.HiddenInput())


class BackForm(forms.Form):
    """Whether what was done is to be undone: taken back from being read, or put back on the list."""

    back = forms.BooleanField(required=False)

    def goes_back(self) -> bool:
        """Whether it is."""
        return self.is_valid() and bool(self.cleaned_data["back"])


class FindForm(forms.Form):
    """What the list of prospectuses is narrowed to."""

    q = forms.CharField(max_length=100, required=False)
    page = forms.IntegerField(min_value=1, max_value=10_000, required=False)

    def question(self) -> ProspectusQuestion:
        """What was asked; parts that were not understood are left out."""
        self.is_valid()
        given = self.cleaned_data
        return ProspectusQuestion(given.get("q") or "", given.get("page") or 1)


def _typed(before: Prospect) -> dict[str, Any]:
    """What the form begins with."""
    names = ("title", "closes", "summary", "history", "afterwards", "contact")
    return {
        **{name: getattr(before, name) for name in names},
        "not_judged": "\n".join(before.not_judged),
        **{f"offer_{one.component}": True for one in before.offers},
        **{f"words_{one.component}": one.words for one in before.offers},
    }


def _is_hidden(one: str) -> bool:
    """A control, or a mark that turns the direction of others round; joiners that scripts need are none."""
    return (
        unicodedata.category(one) in ("Cc", "Cs", "Cn")
        or one in "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
    )
