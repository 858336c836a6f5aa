"""Choosing the post that a compact or a prospectus is about, or typing one that is not entered."""

from collections.abc import Sequence
from typing import Any

from django import forms

from wraparound.capabilities.compacts.wording.posts import BOTH, GONE, NEITHER, NONE_OF_THESE, NOT_ENTERED

Choices = Sequence[tuple[str, str]]


def post_field() -> forms.ChoiceField:
    """The posts of the organisation; what to choose from is told by `offer_posts`."""
    return forms.ChoiceField(label="Post", required=False, error_messages={"invalid_choice": GONE})


def offer_posts(form: forms.Form, posts: Choices) -> None:
    """Lets one of these be chosen; where there are none, it is typed."""
    if posts:
        form.fields["post"].choices = [("", NOT_ENTERED), *posts]  # type: ignore[attr-defined]
    else:
        del form.fields["post"]
        form.fields["role"].label = "Post"


def clean_post(form: forms.Form, given: dict[str, Any]) -> dict[str, Any]:
    """One of the two and not both: a post that was chosen, or one that was typed."""
    if "role" in form.errors or "post" in form.errors:
        return given
    chosen, typed = given.get("post", ""), given.get("role", "").strip()
    if chosen and typed:
        form.add_error("role", BOTH)
    elif not chosen and not typed:
        missing = "Say which post it is for, such as chief executive."
        form.add_error("role", NEITHER if "post" in form.fields else missing)
    return given


def post_number(chosen: str | None) -> int | None:
    """The number of the post that was chosen; none where none was."""
    return int(chosen) if chosen else None


class WhichPostForm(forms.Form):
    """Which of the posts of the organisation it is, or none of these."""

    post = forms.ChoiceField(label="Post", required=False, error_messages={"invalid_choice": GONE})
    version = forms.IntegerField(widget=forms.HiddenInput())

    def __init__(self, *arguments: Any, posts: Choices, **more: Any) -> None:
        super().__init__(*arguments, **more)
        self.fields["post"].choices = [("", NONE_OF_THESE), *posts]  # type: ignore[attr-defined]

    def chosen(self) -> int | None:
        """The number of the post; none for none of these."""
        return post_number(self.cleaned_data.get("post"))
