"""What a person may type about a vacancy, its stages, its candidates and its list."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms

from wraparound.capabilities.pipelines.forms.keeping import PostDay
from wraparound.capabilities.pipelines.terms.posts import DEAREST, PostLevel, PostRole
from wraparound.capabilities.pipelines.terms.vacancies import (
    LONGEST_BECAUSE,
    LONGEST_WHY,
    OUTCOMES,
    CandidateLine,
    Costs,
    NewCandidate,
    NewOutcome,
    NewStage,
    NewVacancy,
    Show,
    Stage,
    StageCorrection,
    Unfilled,
    VacanciesQuestion,
)
from wraparound.capabilities.pipelines.wording.vacancies import (
    COSTS,
    NOT_SAID_HERE,
    SAY_WHY,
    STAGES,
    STAGES_OF_CANDIDATES,
    UNFILLED,
    candidate_called,
)
from wraparound.people.calculation import LONGEST_NAME
from wraparound.people.forms import NameField

NOBODY_LISTED = "other"
"""The choice that says that whoever is appointed was on no list here."""
_COST = f"Give the cost in whole pounds, without pence, from 0 to {DEAREST:,}; or leave it empty."


def because_field(label: str, *, required: bool = True, missing: str = SAY_WHY) -> forms.CharField:
    """Words that somebody will read."""
    return forms.CharField(
        label=label,
        required=required,
        max_length=LONGEST_BECAUSE,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": missing, "max_length": f"Say it in at most {LONGEST_BECAUSE:,} letters."},
    )


def why_field(label: str) -> forms.CharField:
    """Why an entry is changed."""
    return forms.CharField(
        label=label,
        max_length=LONGEST_WHY,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={
            "required": "Say why: whoever it concerns will read it.",
            "max_length": f"Say it in at most {LONGEST_WHY} letters.",
        },
    )


def _unfilled(*, required: bool = False) -> forms.ChoiceField:
    return forms.ChoiceField(
        label="Why nobody was appointed",
        required=required,
        choices=[("", "Choose"), *((one.value, words) for one, words in UNFILLED.items())],
        error_messages={"required": "Choose why nobody was appointed."},
    )


class OpenVacancyForm(forms.Form):
    """A vacancy as it is opened."""

    opened_on = PostDay("Opened on")
    needed_from = PostDay("Somebody is needed from")
    because = because_field("Why it is to be filled", required=False)

    def new(self) -> NewVacancy:
        """What was said."""
        return NewVacancy(**self.cleaned_data)


class StageForm(forms.Form):
    """A stage that a vacancy has come to."""

    stage = forms.ChoiceField(
        label="It has come to",
        choices=[
            (one.value, words) for one, words in STAGES.items() if one not in OUTCOMES and one is not Stage.OPENED
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose the stage."},
    )
    on = PostDay("On")
    because = because_field("What there is to know of it", required=False)

    def new(self) -> NewStage:
        """What was said."""
        given = self.cleaned_data
        return NewStage(stage=Stage(given["stage"]), on=given["on"], because=given["because"])


class OutcomeForm(forms.Form):
    """How a vacancy ended, and what everybody is told."""

    stage = forms.ChoiceField(
        label="How it ended",
        choices=[(one.value, words) for one, words in STAGES.items() if one in OUTCOMES],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose how it ended."},
    )
    candidate = forms.ChoiceField(label="Who is appointed", required=False, widget=forms.RadioSelect)
    on = PostDay("On")
    because = because_field("Why", required=False)
    unfilled = _unfilled()
    others = because_field("What those who are still considered are told", required=False)

    def __init__(self, *arguments: Any, people: Sequence[CandidateLine], **more: Any) -> None:
        super().__init__(*arguments, **more)
        self.people = people
        choices = [
            *((str(one.number), candidate_called(one)) for one in people),
            (NOBODY_LISTED, "Somebody not on this list"),
        ]
        self.fields["candidate"].choices = choices  # type: ignore[attr-defined]
        if not people:
            del self.fields["candidate"], self.fields["others"]

    def clean(self) -> dict[str, Any]:
        """What each outcome needs."""
        given = super().clean() or {}
        stage, chosen = given.get("stage"), given.get("candidate")
        if stage == Stage.APPOINTED and self.people and not chosen and "candidate" not in self.errors:
            self.add_error("candidate", "Choose who is appointed.")
        if stage == Stage.NOT_APPOINTED and not given.get("unfilled"):
            self.add_error("unfilled", "Choose why nobody was appointed.")
        if stage and "because" not in self.errors:
            unsaid = stage == Stage.APPOINTED and chosen in (None, "", NOBODY_LISTED)
            if unsaid and given.get("because") and "candidate" not in self.errors:
                self.add_error("because", NOT_SAID_HERE)
            if not unsaid and not given.get("because"):
                self.add_error("because", "Say why: whoever is appointed or was considered may read it.")
        left = len(self.people) - (stage == Stage.APPOINTED and chosen not in (None, "", NOBODY_LISTED))
        if left and not given.get("others") and "others" not in self.errors:
            self.add_error("others", "Say what those who are still considered are told: each of them reads it.")
        return given

    def new(self) -> NewOutcome:
        """What was said."""
        given, chosen = self.cleaned_data, self.cleaned_data.get("candidate") or NOBODY_LISTED
        stage = Stage(given["stage"])
        return NewOutcome(
            stage=stage,
            on=given["on"],
            because=given["because"],
            unfilled=Unfilled(given["unfilled"]) if given["unfilled"] and stage is not Stage.APPOINTED else None,
            candidate=int(chosen) if stage is Stage.APPOINTED and chosen != NOBODY_LISTED else None,
            others=given.get("others") or "",
        )


class CandidateForm(forms.Form):
    """Somebody for the long list, and why."""

    name = NameField(
        label="Name of the applicant",
        required=False,
        max_length=LONGEST_NAME,
        error_messages={"max_length": f"A name here has at most {LONGEST_NAME} letters."},
    )
    person = forms.CharField(required=False, max_length=40, widget=forms.HiddenInput())
    on = PostDay("Put on it on")
    because = because_field("Why they are on the long list")

    def new(self) -> NewCandidate:
        """What was said."""
        given = self.cleaned_data
        person = given["person"]
        return NewCandidate(
            person=person, name="" if person else given["name"], on=given["on"], because=given["because"]
        )


class DecisionForm(forms.Form):
    """How far a candidate has come, and why."""

    stage = forms.ChoiceField(
        label="They have come to",
        widget=forms.RadioSelect,
        choices=[
            (one.value, STAGES_OF_CANDIDATES[one])
            for one in (Stage.SHORTLIST, Stage.INTERVIEW, Stage.OFFER, Stage.NOT_APPOINTED, Stage.WITHDRAWN)
        ],
        error_messages={"required": "Choose how far they have come."},
    )
    on = PostDay("On")
    because = because_field("Why")

    def new(self) -> NewStage:
        """What was said."""
        given = self.cleaned_data
        return NewStage(stage=Stage(given["stage"]), on=given["on"], because=given["because"])


class CorrectStageForm(forms.Form):
    """An entry as it should be, or that it never should have been."""

    on = PostDay("On")
    because = because_field("Why, as it was entered", required=False)
    unfilled = _unfilled()
    why = why_field("Why you change it")
    version = forms.IntegerField(widget=forms.HiddenInput())

    def __init__(self, *arguments: Any, stage: Stage, of_candidate: bool = False, **more: Any) -> None:
        super().__init__(*arguments, **more)
        if stage is Stage.APPOINTED and not of_candidate:
            del self.fields["because"]
        if of_candidate or stage not in (Stage.NOT_APPOINTED, Stage.WITHDRAWN):
            del self.fields["unfilled"]

    def correction(self) -> StageCorrection:
        """What was said."""
        given = self.cleaned_data
        unfilled = given.get("unfilled")
        return StageCorrection(
            on=given["on"],
            because=given.get("because", ""),
            unfilled=Unfilled(unfilled) if unfilled else None,
            why=given["why"],
        )


class CostsForm(forms.Form):
    """What filling the post has cost so far, and from when somebody is needed."""

    needed_from = PostDay("Somebody is needed from")
    version = forms.IntegerField(widget=forms.HiddenInput())

    def __init__(self, *arguments: Any, **more: Any) -> None:
        super().__init__(*arguments, **more)
        errors = {"invalid": _COST, "min_value": _COST, "max_value": _COST}
        for name, words in COSTS.items():
            self.fields[name] = forms.IntegerField(
                label=f"{words}, in pounds", required=False, min_value=0, max_value=DEAREST, error_messages=errors
            )

    def costs(self) -> Costs:
        """What was said."""
        return Costs(**{name: self.cleaned_data[name] for name in COSTS})

    def needed(self) -> date:
        """From when."""
        found: date = self.cleaned_data["needed_from"]
        return found


class VacanciesForm(forms.Form):
    """What a list of vacancies is narrowed to; parts that are not understood are left out."""

    q = forms.CharField(max_length=100, required=False)
    stage = forms.TypedChoiceField(
        choices=[("", ""), *((one.value, one.value) for one in Stage)], coerce=Stage, empty_value=None, required=False
    )
    role = forms.TypedChoiceField(
        choices=[("", ""), *((one.value, one.value) for one in PostRole)],
        coerce=PostRole,
        empty_value=None,
        required=False,
    )
    level = forms.TypedChoiceField(
        choices=[("", ""), *((one.value, one.value) for one in PostLevel)],
        coerce=PostLevel,
        empty_value=None,
        required=False,
    )
    organisation = forms.CharField(max_length=10, required=False)
    region = forms.CharField(max_length=10, required=False)
    show = forms.TypedChoiceField(
        choices=[(one.value, one.value) for one in Show], coerce=Show, empty_value=Show.OPEN, required=False
    )
    page = forms.IntegerField(min_value=1, max_value=10_000, required=False)
    on = forms.DateField(required=False, input_formats=["%Y-%m-%d", "%d/%m/%Y", "%d %B %Y"])

    def question(self) -> VacanciesQuestion:
        """What was asked."""
        self.is_valid()
        given = self.cleaned_data
        return VacanciesQuestion(
            text=given.get("q") or "",
            stage=given.get("stage"),
            role=given.get("role"),
            level=given.get("level"),
            organisation=given.get("organisation") or "",
            region=given.get("region") or "",
            show=given.get("show") or Show.OPEN,
            page=given.get("page") or 1,
            on=given.get("on"),
        )
