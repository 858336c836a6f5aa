"""What a person may type about readiness, and ask of the list of people."""

from collections.abc import Sequence

from django import forms

from wraparound.capabilities.pipelines.forms.boards import AtBoard
from wraparound.capabilities.pipelines.terms.posts import PostLevel, PostRole
from wraparound.capabilities.pipelines.terms.readiness import LONGEST_EVIDENCE, BenchQuestion, Which
from wraparound.capabilities.pipelines.terms.succession import Band, NewReadiness
from wraparound.capabilities.pipelines.wording.posts import LEVELS, ROLES
from wraparound.capabilities.pipelines.wording.readiness import WHICH
from wraparound.capabilities.pipelines.wording.succession import BANDS
from wraparound.people.forms import DayField
from wraparound.people.terms.people import KINDS

PLACES = tuple(one for one in KINDS if one not in ("Region", "Other"))
"""Kinds of organisation for which a readiness is agreed."""


def _choices(table: object, any_words: str) -> list[tuple[str, str]]:
    words: dict[str, str] = {str(one): said for one, said in dict(table).items()}  # type: ignore[call-overload]
    return [("", any_words), *words.items()]


class BenchForm(forms.Form):
    """What is asked of the list of people."""

    q = forms.CharField(required=False, max_length=100)
    role = forms.ChoiceField(required=False, choices=_choices(ROLES, "Any role"))
    level = forms.ChoiceField(required=False, choices=_choices(LEVELS, "Any level"))
    kind = forms.ChoiceField(required=False, choices=[("", "Any kind"), *((one, one) for one in PLACES)])
    band = forms.ChoiceField(required=False, choices=_choices(BANDS, "Any band"))
    which = forms.ChoiceField(required=False, choices=[(one.value, words) for one, words in WHICH.items()])
    challenged = forms.BooleanField(required=False)
    mine = forms.BooleanField(required=False)
    organisation = forms.CharField(required=False, max_length=10)
    page = forms.IntegerField(required=False, min_value=1, max_value=10_000)

    def question(self) -> BenchQuestion:
        """What was asked; parts that were not understood are left out."""
        self.full_clean()
        given = getattr(self, "cleaned_data", {})
        return BenchQuestion(
            text=given.get("q") or "",
            role=PostRole(given["role"]) if given.get("role") else None,
            level=PostLevel(given["level"]) if given.get("level") else None,
            kind=given.get("kind") or "",
            band=Band(given["band"]) if given.get("band") else None,
            which=Which(given.get("which") or ""),
            challenged=bool(given.get("challenged")),
            mine=bool(given.get("mine")),
            organisation=given.get("organisation") or "",
            page=given.get("page") or 1,
        )


class AgreeForm(AtBoard):
    """A readiness as it was agreed; `seen` is the newest entry that the editor had before them."""

    role = forms.ChoiceField(
        label="Role", choices=_choices(ROLES, "Choose"), error_messages={"required": "Choose the role."}
    )
    level = forms.ChoiceField(
        label="Level", choices=_choices(LEVELS, "Choose"), error_messages={"required": "Choose the level."}
    )
    kinds = forms.MultipleChoiceField(
        label="Kinds of organisation",
        choices=[(one, one) for one in PLACES],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Tick at least one kind of organisation."},
    )
    band = forms.ChoiceField(
        label="Readiness",
        choices=[(one.value, words) for one, words in BANDS.items()],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose when they could take up such a post."},
    )
    agreed_on = DayField("Agreed on")
    agreed_by = forms.CharField(
        label="Agreed by, by name",
        max_length=300,
        error_messages={"required": "Say who agreed it, by name: at least one person."},
    )
    evidence = forms.CharField(
        label="What it rests on",
        max_length=LONGEST_EVIDENCE,
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": "Say what it rests on: the person will read it."},
    )
    review_by = DayField("To be reviewed by")
    seen = forms.IntegerField(widget=forms.HiddenInput())

    def __init__(self, *arguments: object, kinds: Sequence[str] = (), **more: object) -> None:
        super().__init__(*arguments, **more)
        # A kind that only this site knows, of an entry that is reviewed, can be chosen again.
        extra = [(one, one) for one in kinds if one not in PLACES]
        self.fields["kinds"].choices = [*((one, one) for one in PLACES), *extra]  # type: ignore[attr-defined]

    def new(self, person: str) -> NewReadiness:
        """What was typed, for the first of the kinds."""
        given = self.cleaned_data
        return NewReadiness(
            person=person,
            role=PostRole(given["role"]),
            level=PostLevel(given["level"]),
            kind=given["kinds"][0],
            band=Band(given["band"]),
            agreed_on=given["agreed_on"],
            agreed_by=given["agreed_by"],
            evidence=given["evidence"],
            review_by=given["review_by"],
        )


class EndForm(AtBoard):
    """Why a readiness counts no longer, and the version of it that was read."""

    because = forms.CharField(
        label="Why it counts no longer",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Say why: the person will read it."},
    )
    version = forms.IntegerField(widget=forms.HiddenInput())
