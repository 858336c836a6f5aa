"""What a person may type about a talent board, and with a change that is made at one."""

from collections.abc import Sequence
from typing import Any

from django import forms

from wraparound.capabilities.pipelines.terms.boards import (
    LONGEST_LINE,
    LONGEST_MINUTES,
    LONGEST_NAME,
    LONGEST_TEXT,
    LONGEST_WHY,
    Closing,
    Discussed,
    NewBoard,
    Outcome,
    Stays,
)
from wraparound.capabilities.pipelines.wording.boards import SAY_WHY, STAYS, UNDECIDED_LEFT, WHO_WAS_THERE
from wraparound.people.forms import DayField

Choices = Sequence[tuple[str, str]]
Meeting = tuple[int | None, int | None, str]


def _area(label: str, most: int, rows: int, *, required: str = "") -> forms.CharField:
    long = f"{label}: say it in at most {most:,} letters."
    return forms.CharField(
        label=label,
        max_length=most,
        required=bool(required),
        widget=forms.Textarea(attrs={"rows": rows}),
        error_messages={"required": required, "max_length": long},
    )


class AtBoard(forms.Form):
    """A form that can be sent from a talent board: then it carries which item of which meeting, and asks why."""

    board = forms.IntegerField(required=False, min_value=1, widget=forms.HiddenInput())
    item = forms.IntegerField(required=False, min_value=1, widget=forms.HiddenInput())
    board_because = _area("Why, for the talent board", LONGEST_WHY, 2)

    def __init__(self, *arguments: Any, **more: Any) -> None:
        super().__init__(*arguments, **more)
        self.at_board = bool(self.data.get("board") if self.is_bound else self.initial.get("board"))
        if not self.at_board:
            for name in ("board", "item", "board_because"):
                del self.fields[name]

    def clean(self) -> dict[str, Any]:
        """A change at a talent board has a reason."""
        given: dict[str, Any] = super().clean() or {}
        if given.get("board") and not (given.get("board_because") or "").strip():
            self.add_error("board_because", SAY_WHY)
        return given

    def meeting(self) -> Meeting:
        """Which meeting, which item, and why; none of them where it was not sent from one."""
        given = self.cleaned_data
        return given.get("board"), given.get("item"), given.get("board_because") or ""


class MeetingForm(forms.Form):
    """Which meeting an address is opened from."""

    board = forms.IntegerField(required=False, min_value=1, max_value=1_000_000_000)
    item = forms.IntegerField(required=False, min_value=1, max_value=1_000_000_000)

    def begun(self) -> dict[str, int]:
        """What a form begins with: which item of which meeting; nothing where it was not opened from one."""
        self.full_clean()
        given = getattr(self, "cleaned_data", {})
        found = {name: given[name] for name in ("board", "item") if given.get(name)}
        return found if len(found) == len(self.fields) else {}


class BoardForm(forms.Form):
    """A talent board: whose, what it is called, on which day, and who reads it."""

    code = forms.ChoiceField(
        label="Whose talent board", error_messages={"required": "Choose whose talent board it is."}
    )
    name = forms.CharField(
        label="Name",
        max_length=LONGEST_NAME,
        error_messages={
            "required": "Give it a name, such as Spring talent board.",
            "max_length": f"Give a name of at most {LONGEST_NAME} letters.",
        },
    )
    day = DayField("Day")
    private = forms.BooleanField(label="Private: read by those invited", required=False)
    version = forms.IntegerField(widget=forms.HiddenInput(), required=False)

    def __init__(self, *arguments: Any, places: Choices, **more: Any) -> None:
        super().__init__(*arguments, **more)
        if places:
            self.fields["code"].choices = places  # type: ignore[attr-defined]
        else:
            del self.fields["code"]

    def new(self) -> NewBoard:
        """What was typed."""
        given = self.cleaned_data
        return NewBoard(name=given["name"], day=given["day"], code=given.get("code") or "", private=given["private"])


class InviteToBoardForm(forms.Form):
    """Who is to be invited: ticked, or by sign-in address."""

    keys = forms.MultipleChoiceField(label="Those who lead here", required=False, widget=forms.CheckboxSelectMultiple)
    email = forms.EmailField(
        label="Somebody else, by the address with which they sign in",
        max_length=254,
        required=False,
        error_messages={"invalid": "Give an address like a.name@nhs.net."},
    )

    def __init__(self, *arguments: Any, people: Choices, **more: Any) -> None:
        super().__init__(*arguments, **more)
        self.fields["keys"].choices = people  # type: ignore[attr-defined]


class AgendaForm(forms.Form):
    """Posts, or a person, that come onto an agenda; and why."""

    posts = forms.MultipleChoiceField(label="Posts", required=False, widget=forms.CheckboxSelectMultiple)
    person = forms.ChoiceField(label="A person, where a post is not the point", required=False)
    because = forms.CharField(
        label="Why",
        max_length=LONGEST_LINE,
        required=False,
        error_messages={"max_length": f"Say why in at most {LONGEST_LINE} letters."},
    )

    def __init__(self, *arguments: Any, posts: Choices, people: Choices, **more: Any) -> None:
        super().__init__(*arguments, **more)
        self.fields["posts"].choices = posts  # type: ignore[attr-defined]
        self.fields["person"].choices = [("", "Nobody"), *people]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """That something was chosen."""
        given: dict[str, Any] = super().clean() or {}
        if not self.errors and not given.get("posts") and not given.get("person"):
            self.add_error("posts", "Tick at least one post, or choose a person.")
        return given


class FindPostsForm(forms.Form):
    """Part of a post or an organisation, and of a name, by which an agenda is filled."""

    q = forms.CharField(label="Find posts", max_length=100, required=False)
    who = forms.CharField(label="Find people by the beginning of their name", max_length=100, required=False)

    def asked(self) -> tuple[str, str]:
        """Both; empty where nothing was typed."""
        self.full_clean()
        given = getattr(self, "cleaned_data", {})
        return given.get("q") or "", given.get("who") or ""


class MinutesForm(forms.Form):
    """Minutes, of the meeting or of one item, and the version that was read."""

    words = _area("Minutes", LONGEST_MINUTES, 6)
    version = forms.IntegerField(widget=forms.HiddenInput(), min_value=1)


class SaidForm(forms.Form):
    """What was said of somebody, and the version that was read: 0 where nothing was written yet."""

    person = forms.ChoiceField(label="Of whom", error_messages={"required": "Choose of whom it was said."})
    spoken = _area("What was said", LONGEST_TEXT, 4, required="Write what was said of them, in words they may read.")
    seen = forms.IntegerField(widget=forms.HiddenInput(), min_value=0)

    def __init__(self, *arguments: Any, people: Choices, **more: Any) -> None:
        super().__init__(*arguments, **more)
        self.fields["person"].choices = [("", "Choose"), *people]  # type: ignore[attr-defined]


class DeclareForm(forms.Form):
    """A conflict of interest: about which item, whose, and what."""

    about = forms.ChoiceField(label="About", required=False)
    person = forms.ChoiceField(label="Whose", required=False)
    words = forms.CharField(
        label="The interest",
        max_length=LONGEST_LINE,
        error_messages={
            "required": "Say what the interest is, in a line.",
            "max_length": f"Say it in at most {LONGEST_LINE} letters.",
        },
    )

    def __init__(self, *arguments: Any, items: Choices, people: Choices, **more: Any) -> None:
        super().__init__(*arguments, **more)
        self.fields["about"].choices = [("", "The whole meeting"), *items]  # type: ignore[attr-defined]
        if people:
            self.fields["person"].choices = people  # type: ignore[attr-defined]
        else:
            del self.fields["person"]


class DecideForm(forms.Form):
    """Whether somebody with a conflict stays, as the chair decided."""

    conflict = forms.IntegerField(widget=forms.HiddenInput(), min_value=1)
    stays = forms.ChoiceField(
        choices=[(one.value, words) for one, words in STAYS.items() if one is not Stays.UNDECIDED],
        error_messages={"required": "Say whether they stay or leave."},
    )
    because = forms.CharField(required=False, max_length=LONGEST_LINE)
    version = forms.IntegerField(widget=forms.HiddenInput(), min_value=1)


class ActionForm(forms.Form):
    """Something to be done: what, by whom, until when, out of which item."""

    words = forms.CharField(
        label="What is to be done",
        max_length=LONGEST_LINE,
        error_messages={
            "required": "Say what is to be done.",
            "max_length": f"Say it in at most {LONGEST_LINE} letters.",
        },
    )
    owner = forms.ChoiceField(label="Who does it", error_messages={"required": "Choose who does it."})
    due = DayField("By when")
    about = forms.ChoiceField(label="Out of", required=False)

    def __init__(self, *arguments: Any, items: Choices, people: Choices, **more: Any) -> None:
        super().__init__(*arguments, **more)
        self.fields["owner"].choices = [("", "Choose"), *people]  # type: ignore[attr-defined]
        self.fields["about"].choices = [("", "The whole meeting"), *items]  # type: ignore[attr-defined]


class DoneForm(forms.Form):
    """That an action is done, and what came of it."""

    words = forms.CharField(label="What came of it", max_length=LONGEST_LINE, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput(), min_value=1)


class CorrectForm(forms.Form):
    """A correction of closed minutes."""

    words = _area("The correction", LONGEST_TEXT, 4, required="Say what is corrected, and how it should read.")


class CallOffForm(forms.Form):
    """Why a meeting is not held."""

    because = forms.CharField(
        label="Why",
        max_length=LONGEST_LINE,
        error_messages={"required": "Say why it is called off: those invited will read it."},
    )


class CloseForm(forms.Form):
    """Who was there, and what each person who was talked about is told, or that nothing was said about them."""

    version = forms.IntegerField(widget=forms.HiddenInput(), min_value=1)
    present = forms.MultipleChoiceField(
        label=WHO_WAS_THERE,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": "Somebody ticked is no longer invited. Look again at who was there."},
    )
    undecided = forms.BooleanField(label="Close with these undecided", error_messages={"required": UNDECIDED_LEFT})
    others = forms.BooleanField(
        label="Nothing was said about any of the others who are left empty below", required=False
    )

    def __init__(self, *arguments: Any, asked: Closing, **more: Any) -> None:
        super().__init__(*arguments, **more)
        people = self.people = asked.people
        choices = [(str(one.number), one.name) for one in asked.invited]
        self.fields["present"].choices = choices  # type: ignore[attr-defined]
        self.fields["present"].initial = [str(one.number) for one in asked.invited if one.present is not False]
        if not asked.undecided:
            del self.fields["undecided"]
        for one in people:
            self.fields[f"words_{one.key}"] = _area(one.called, LONGEST_TEXT, 3)
            self.fields[f"nothing_{one.key}"] = forms.BooleanField(
                label=f"Nothing was said about {one.called}", required=False
            )
        if all(one.asked for one in people):
            del self.fields["others"]

    def closes(self) -> dict[str, Any]:
        """What was typed, but for the outcomes."""
        given = self.cleaned_data
        return {
            "version": given["version"],
            "present": [int(one) for one in given["present"]],
            "undecided": bool(given.get("undecided")),
        }

    def lines(self) -> list[tuple[Discussed, Any, Any]]:
        """Each person with their two fields."""
        return [(one, self[f"words_{one.key}"], self[f"nothing_{one.key}"]) for one in self.people]

    def outcomes(self) -> dict[str, Outcome]:
        """What was typed, by the key of the person."""
        given = self.cleaned_data
        rest = bool(given.get("others"))
        return {
            one.key: Outcome(
                words=given[f"words_{one.key}"].strip(),
                nothing=given[f"nothing_{one.key}"]
                or (rest and not one.asked and not given[f"words_{one.key}"].strip()),
            )
            for one in self.people
        }
