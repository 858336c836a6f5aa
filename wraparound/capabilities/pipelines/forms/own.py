"""What a person may type about what they would consider, and a trust about a release."""

from collections.abc import Sequence
from typing import Any

from django import forms

from wraparound.capabilities.pipelines.calculation.interests import role_word
from wraparound.capabilities.pipelines.terms.people import (
    Interests,
    Move,
    NewRelease,
    ReleaseFor,
    ReleaseTo,
    Travel,
)
from wraparound.capabilities.pipelines.terms.posts import PostLevel, PostRole
from wraparound.capabilities.pipelines.wording.people import MOVES, RELEASED_FOR, RELEASED_TO, TRAVEL
from wraparound.capabilities.pipelines.wording.posts import ROLES
from wraparound.people.forms import DayField
from wraparound.people.terms.people import KINDS

PLACES_OF_WORK = tuple(kind for kind in KINDS if kind != "Region")
TICKED = forms.CheckboxSelectMultiple


def roles_at(level: PostLevel) -> tuple[tuple[str, str], ...]:
    """Each role at a level, as a box to tick."""
    return tuple((role_word(role, level), ROLES[role]) for role in PostRole)


def _boxes(label: str, choices: Sequence[tuple[str, str]]) -> forms.MultipleChoiceField:
    wrong = f"{label}: one of those is not on the list. Tick them again."
    return forms.MultipleChoiceField(
        label=label,
        choices=choices,
        required=False,
        widget=TICKED,
        error_messages={"invalid_choice": wrong, "invalid_list": wrong},
    )


class InterestsForm(forms.Form):
    """What somebody would consider, whole; every part may stay empty. Limits are checked where it is written."""

    board = _boxes("Board roles", roles_at(PostLevel.BOARD))
    deputy = _boxes("Deputy roles", roles_at(PostLevel.DEPUTY))
    kinds = _boxes("Kinds of organisation", [(one, one) for one in PLACES_OF_WORK])
    challenged = forms.BooleanField(label="Organisations in a regime or in difficulty too", required=False)
    places = _boxes("Regions", ())
    travel = forms.ChoiceField(
        label="How far you would go",
        choices=[("", "Not said"), *((one.value, words) for one, words in TRAVEL.items())],
        required=False,
    )
    moves = _boxes("Moves you would consider", [(one.value, words) for one, words in MOVES.items()])
    not_before = DayField("Not before", required=False)
    experience = forms.CharField(
        label="What others should know of your experience", required=False, widget=forms.Textarea(attrs={"rows": 6})
    )
    shown_at_work = forms.BooleanField(label="Those who lead my organisation for talent may read this", required=False)
    version = forms.IntegerField(widget=forms.HiddenInput())

    def __init__(self, *arguments: Any, places: Sequence[tuple[str, str]], **more: Any) -> None:
        super().__init__(*arguments, **more)
        self.fields["places"].choices = places  # type: ignore[attr-defined]

    def said(self) -> Interests:
        """What was ticked and typed."""
        given = self.cleaned_data
        ticked = {*given["board"], *given["deputy"]}
        return Interests(
            roles=tuple((role, level) for level in PostLevel for role in PostRole if role_word(role, level) in ticked),
            kinds=tuple(given["kinds"]),
            challenged=given["challenged"],
            places=tuple(given["places"]),
            travel=Travel(given["travel"]) if given["travel"] else None,
            moves=tuple(Move(one) for one in given["moves"]),
            not_before=given["not_before"],
            experience=given["experience"],
            shown_at_work=given["shown_at_work"],
        )


def as_typed(one: Interests) -> dict[str, object]:
    """Interests as the form begins with them."""
    words = [(role_word(role, level), level) for role, level in one.roles]
    return {
        "board": [word for word, level in words if level is PostLevel.BOARD],
        "deputy": [word for word, level in words if level is PostLevel.DEPUTY],
        "kinds": list(one.kinds),
        "challenged": one.challenged,
        "places": list(one.places),
        "travel": one.travel.value if one.travel else "",
        "moves": [move.value for move in one.moves],
        "not_before": one.not_before,
        "experience": one.experience,
        "shown_at_work": one.shown_at_work,
    }


class ReleaseForm(forms.Form):
    """For what somebody would be released, to whom, until when and why."""

    purpose = forms.ChoiceField(
        label="For what",
        choices=[(one.value, f"{words[0].upper()}{words[1:]}") for one, words in RELEASED_FOR.items()],
    )
    to = forms.ChoiceField(
        label="Who may see them by name",
        choices=[(one.value, f"{words[0].upper()}{words[1:]}") for one, words in RELEASED_TO.items()],
    )
    ends = DayField("Last day")
    because = forms.CharField(
        label="Why, in words for the person",
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Say why: the person reads it before they answer."},
    )

    def said(self, person: str) -> NewRelease:
        """The release of the person (key) as it was typed."""
        given = self.cleaned_data
        return NewRelease(
            person=person,
            purpose=ReleaseFor(given["purpose"]),
            to=ReleaseTo(given["to"]),
            ends=given["ends"],
            because=given["because"],
        )
