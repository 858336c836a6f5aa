"""What a person may type of a development plan, and of a talk about it."""

from typing import Any

from django import forms

from wraparound.capabilities.careers.terms.development import DevelopmentPlanPage, Direction, NewPlanStep, PlanStep
from wraparound.capabilities.careers.wording import development as say
from wraparound.people.forms import DayField


class DirectionForm(forms.Form):
    """Where somebody wants to grow, and why."""

    version = forms.IntegerField(widget=forms.HiddenInput(), required=False)
    direction = forms.ChoiceField(
        label="Which direction fits you",
        choices=[*((one.value, words) for one, words in say.DIRECTIONS.items()), ("", "I have not decided")],
        widget=forms.RadioSelect(),
        required=False,
    )
    why = forms.CharField(label="Why it fits", widget=forms.Textarea(attrs={"rows": 4}), required=False)

    def __init__(self, sent: Any = None, *, page: DevelopmentPlanPage) -> None:
        chosen = page.direction.value if page.direction else ""
        super().__init__(sent, initial={"version": page.version, "direction": chosen, "why": page.why})

    def chosen(self) -> Direction | None:
        """The direction; none where they have not decided."""
        value = self.cleaned_data["direction"]
        return Direction(value) if value else None


class StepForm(forms.Form):
    """A step: what, for which competency, by when, and which help it needs."""

    version = forms.IntegerField(widget=forms.HiddenInput(), required=False)
    words = forms.CharField(
        label="What you will do", widget=forms.Textarea(attrs={"rows": 3}), error_messages={"required": say.NO_WORDS}
    )
    competency = forms.ChoiceField(label="For which competency", required=False)
    by_when = DayField("By when")
    help_needed = forms.CharField(label="What help you need", widget=forms.Textarea(attrs={"rows": 3}), required=False)

    def __init__(self, sent: Any = None, *, page: DevelopmentPlanPage, step: PlanStep | None, asked: str = "") -> None:
        initial: dict[str, object] = {"version": page.version, "competency": asked}
        if step is not None:
            initial |= {name: getattr(step, name) for name in ("words", "competency", "by_when", "help_needed")}
        super().__init__(sent, initial=initial)
        choices = [("", "None in particular"), *page.competencies]
        self.fields["competency"].choices = choices  # type: ignore[attr-defined]  # a field with choices

    def new(self) -> NewPlanStep:
        """What was typed, as a step."""
        return NewPlanStep(**{name: one for name, one in self.cleaned_data.items() if name != "version"})


class TalkForm(forms.Form):
    """What was talked about, and when."""

    version = forms.IntegerField(widget=forms.HiddenInput(), required=False)
    held_on = DayField("When you talked")
    words = forms.CharField(
        label="What you talked about",
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": say.NO_TALK_WORDS},
    )
