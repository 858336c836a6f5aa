"""What is typed about offers: putting one up, what somebody looks for, asking, answering, ending, what it led to."""

from typing import Any

from django import forms

from wraparound.capabilities.careers.forms.frameworks import WhereForm
from wraparound.capabilities.careers.terms.frameworks import Framework
from wraparound.capabilities.careers.terms.offers import (
    Backfill,
    BoardPage,
    EmployerAnswer,
    LedTo,
    NewBoardOffer,
    OfferKind,
    OfferPage,
    StatedNeeds,
)
from wraparound.capabilities.careers.wording import offers as say
from wraparound.people.forms import DayField

BETWEEN = "|"
ANY = ("", "Any")


def _area(label: str, wrong: str, *, required: bool = True) -> forms.CharField:
    area = forms.Textarea(attrs={"rows": 4})
    return forms.CharField(label=label, widget=area, required=required, error_messages={"required": wrong})


def _days(label: str) -> forms.TypedChoiceField:
    choices = [("", "It is left open"), *((str(many), say.days_words(many)) for many in range(1, 11))]
    return forms.TypedChoiceField(label=label, required=False, choices=choices, coerce=int, empty_value=None)


class OfferSoughtForm(WhereForm):
    """For whom, and against which framework."""

    framework = forms.ChoiceField(label="What it can build is named by which framework")


class OfferForm(forms.Form):
    """An offer."""

    kind = forms.ChoiceField(label="What it is", choices=[(one.value, words) for one, words in say.KINDS.items()])
    title = forms.CharField(label="In a few words", error_messages={"required": say.lacks("In a few words")})
    where = forms.CharField(label="Where", error_messages={"required": say.lacks("Where")})
    starts = DayField("First day")
    ends = DayField("Last day")
    half_days = _days("How much of a week")
    does = _area("What somebody does", say.lacks("What somebody does"))
    competencies = forms.MultipleChoiceField(
        label="What it can build", required=False, widget=forms.CheckboxSelectMultiple()
    )
    host_gets = _area("What you get from it", say.lacks("What you get from it"))
    backfill = forms.ChoiceField(
        label="Who pays for whoever stands in for them",
        choices=[
            (Backfill.NOT_NEEDED.value, "Nobody has to stand in"),
            (Backfill.HOST.value, "We do"),
            (Backfill.OWN.value, "Their own organisation"),
            (Backfill.SHARED.value, "Both, as they agree"),
        ],
    )
    backfill_half_days = _days("For how much of a week")
    closes_on = DayField("Last day to ask for it")

    def __init__(self, *given: Any, framework: Framework, **more: Any) -> None:
        super().__init__(*given, **more)
        self.fields["competencies"].choices = [(one.key, one.title) for one in framework.competencies]  # type: ignore[attr-defined]  # a field with choices

    def new(self, organisation: str, framework: str) -> NewBoardOffer:
        """What was typed."""
        said = dict(self.cleaned_data)
        said |= {"kind": OfferKind(said["kind"]), "backfill": Backfill(said["backfill"])}
        said["competencies"] = tuple(said["competencies"])
        return NewBoardOffer(organisation=organisation, framework=framework, **said)


class NeedsForm(forms.Form):
    """What somebody looks for."""

    kind = forms.ChoiceField(
        label="What", required=False, choices=[ANY, *((one.value, words) for one, words in say.KINDS.items())]
    )
    region = forms.ChoiceField(label="Region", required=False)
    competency = forms.ChoiceField(label="That can build", required=False)
    most_half_days = forms.TypedChoiceField(
        label="At most",
        required=False,
        choices=[ANY, *((str(many), say.days_words(many)) for many in range(1, 11))],
        coerce=int,
        empty_value=None,
    )
    counted = forms.BooleanField(label=say.COUNT_IN, required=False)

    def __init__(self, sent: Any = None, *, page: BoardPage) -> None:
        now = page.needs
        super().__init__(
            sent,
            initial={
                "kind": now.kind.value if now.kind else "",
                "region": now.region,
                "competency": page.wanted,
                "most_half_days": str(now.most_half_days or ""),
                "counted": now.counted,
            },
        )
        self.fields["region"].choices = [ANY, *page.regions]  # type: ignore[attr-defined]  # a field with choices
        self.fields["competency"].choices = [ANY, *page.competencies]  # type: ignore[attr-defined]  # a field with choices

    def needs(self) -> StatedNeeds:
        """What was chosen."""
        said = self.cleaned_data
        framework, _, competency = said["competency"].rpartition(BETWEEN)
        return StatedNeeds(
            kind=OfferKind(said["kind"]) if said["kind"] else None,
            region=said["region"],
            framework=framework,
            competency=competency,
            most_half_days=said["most_half_days"],
            counted=said["counted"],
        )


class WishForm(forms.Form):
    """That somebody would like an offer, and which employer has to agree where they work in several places."""

    employer = forms.ChoiceField(
        label="Which of the organisations where you work has to agree",
        error_messages={"required": say.WRONG_EMPLOYER, "invalid_choice": say.WRONG_EMPLOYER},
    )
    words = _area("Why you would like it", say.NO_WORDS)

    def __init__(self, sent: Any = None, *, page: OfferPage) -> None:
        super().__init__(sent)
        self.fields["employer"].choices = page.employers  # type: ignore[attr-defined]  # a field with choices
        if len(page.employers) == 1:
            self.fields["employer"].required = False
            self.fields["employer"].widget = forms.HiddenInput()
        self.only = page.employers[0][0] if len(page.employers) == 1 else ""

    def said(self) -> tuple[str, str]:
        """Words and the code of the employer."""
        return self.cleaned_data["words"], self.only or self.cleaned_data["employer"]


class EmployerForm(forms.Form):
    """What an employer says."""

    answer = forms.ChoiceField(
        label="Does your organisation agree?",
        choices=[(EmployerAnswer.YES.value, "Yes"), (EmployerAnswer.NO.value, "No")],
        widget=forms.RadioSelect(),
        error_messages={"required": "Choose yes or no."},
    )
    because = _area("Why, if not; what you would like to add, if so", say.NO_REASON, required=False)

    def said(self) -> tuple[EmployerAnswer, str]:
        """The answer, and why."""
        return EmployerAnswer(self.cleaned_data["answer"]), self.cleaned_data["because"]


class EndEarlyForm(forms.Form):
    """Why it ends early."""

    why = _area("Why it ends early", say.NO_REASON)


class LedToForm(forms.Form):
    """What it led to."""

    led_to = forms.ChoiceField(
        label="What it led to",
        choices=[(one.value, words) for one, words in say.LED_TO.items()],
        widget=forms.RadioSelect(),
        error_messages={"required": "Choose one of these."},
    )
    counted = forms.BooleanField(label="It may be counted with what others say", required=False)

    def said(self) -> tuple[LedTo, bool]:
        """What was chosen."""
        return LedTo(self.cleaned_data["led_to"]), self.cleaned_data["counted"]
