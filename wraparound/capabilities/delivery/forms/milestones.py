"""What may be typed of a milestone: all it says, a move of its day, how it ended, what it waits for."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django import forms
from django.http import QueryDict

from wraparound.capabilities.delivery.calculation.days import day_asked
from wraparound.capabilities.delivery.calculation.ensuring import EFFORT_OUTSIDE, TITLE_NEEDED
from wraparound.capabilities.delivery.terms.days import DayAsked
from wraparound.capabilities.delivery.terms.milestones import (
    LONGEST_MILESTONE,
    LONGEST_REASON,
    MOST_EFFORT,
    Evidence,
    EvidenceSort,
    MilestoneTerms,
    MoveReason,
    NewMilestone,
)
from wraparound.capabilities.delivery.terms.plans import GroupBy
from wraparound.capabilities.delivery.terms.recommendations import (
    LONGEST_LINK,
    CannotPlan,
    Recommendation,
    RecommendationKey,
)
from wraparound.capabilities.delivery.wording.milestones import EVIDENCE, REASONS, WHY_DROPPED
from wraparound.people.forms import DAYS, DayField

Choices = Sequence[tuple[str, str]]
MEANT = "Look at what is said above the button, and tick it if you mean it so."
WHO = "Say who owns it: somebody of your organisation."


class MilestoneForm(forms.Form):
    """A milestone; its day only where it is new, since later it is moved with a reason."""

    title = forms.CharField(
        label="What will be so", max_length=LONGEST_MILESTONE, error_messages={"required": TITLE_NEEDED}
    )
    due = DayField("Due on")
    owner = forms.CharField(
        label="Owner",
        max_length=254,
        widget=forms.TextInput(attrs={"list": "owners", "autocomplete": "off"}),
        error_messages={"required": WHO},
    )
    recommendation = forms.ChoiceField(label="For which recommendation", required=False)
    effort = forms.IntegerField(
        label="People’s days it takes",
        required=False,
        min_value=0,
        max_value=MOST_EFFORT,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
        error_messages=dict.fromkeys(("invalid", "min_value", "max_value"), EFFORT_OUTSIDE),
    )
    evidence = forms.ChoiceField(
        label="What will show it",
        choices=[(one.value, words) for one, words in EVIDENCE.items()],
        required=False,
        widget=forms.RadioSelect,
        initial=EvidenceSort.NONE.value,
    )
    figure = forms.ChoiceField(label="Which figure", required=False)
    promise = forms.IntegerField(
        label="Number of the promise",
        required=False,
        min_value=1,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
    )
    evidence_words = forms.CharField(
        label="In words", max_length=LONGEST_REASON, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    link = forms.CharField(label="Link", max_length=LONGEST_LINK, required=False)
    shared = forms.BooleanField(label="Share this milestone with our region", required=False)
    version = forms.IntegerField(widget=forms.HiddenInput(), required=False, min_value=0)

    def __init__(
        self,
        *arguments: Any,
        known: Iterable[Recommendation],
        measures: Choices,
        dated: date | None = None,
        **more: Any,
    ) -> None:
        """`dated`: the day of a milestone that is there already, which this form does not move."""
        super().__init__(*arguments, **more)
        listed: dict[str, list[tuple[str, str]]] = {}
        for one in known:
            listed.setdefault(one.programme, []).append((str(one.key), f"{one.number}. {one.title}"))
        self.fields["recommendation"].choices = [("", "For none"), *listed.items()]  # type: ignore[attr-defined]
        self.fields["figure"].choices = [("", "None"), *measures]  # type: ignore[attr-defined]
        self.dated = dated
        self.doubts: tuple[str, ...] = ()
        if dated is not None:
            del self.fields["due"]

    def ensure_meant(self, doubts: Sequence[str]) -> None:
        """Asks for a tick at each of these; CannotPlan while one is missing."""
        self.doubts = tuple(doubts)
        ticked = self.data.getlist("meant") if isinstance(self.data, QueryDict) else ()
        if not set(ticked).issuperset(doubts):
            raise CannotPlan(MEANT)

    def new(self) -> NewMilestone:
        """The milestone that was typed."""
        given = self.cleaned_data
        return NewMilestone(
            title=given["title"],
            owner=given["owner"],
            due=self.dated or given["due"],
            recommendation=RecommendationKey(given["recommendation"]),
            effort=given["effort"],
            evidence=self._evidence(),
            shared=given["shared"],
        )

    def _evidence(self) -> Evidence:
        given = self.cleaned_data
        sort = EvidenceSort(given["evidence"] or EvidenceSort.NONE)
        of = {EvidenceSort.FIGURE: given["figure"], EvidenceSort.PROMISE: str(given["promise"] or "")}.get(sort, "")
        if sort is EvidenceSort.NONE:
            return Evidence()
        return Evidence(sort=sort, of=of, words=given["evidence_words"], link=given["link"])


def milestone_typed(one: MilestoneTerms, version: int) -> dict[str, Any]:
    """What a form begins with that changes a milestone."""
    shown = one.evidence
    return {
        "title": one.title,
        "owner": one.owner_name,
        "recommendation": one.recommendation,
        "effort": one.effort,
        "evidence": shown.sort.value,
        "figure": shown.of if shown.sort is EvidenceSort.FIGURE else "",
        "promise": shown.of if shown.sort is EvidenceSort.PROMISE else None,
        "evidence_words": shown.words,
        "link": shown.link,
        "shared": one.shared,
        "version": version,
    }


class MoveForm(forms.Form):
    """Another day, with a reason."""

    due = DayField("Due on")
    reason = forms.ChoiceField(
        label="Why it moves",
        choices=[(one.value, words) for one, words in REASONS.items()],
        widget=forms.RadioSelect,
        error_messages={"required": "Say why it moves."},
    )
    words = forms.CharField(
        label="In your own words",
        max_length=LONGEST_REASON,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    version = forms.IntegerField(widget=forms.HiddenInput(), required=False, min_value=0)

    def reason_given(self) -> MoveReason:
        """The reason that was chosen."""
        return MoveReason(self.cleaned_data["reason"])


class DoneForm(forms.Form):
    """On which day it was done."""

    on = DayField("Done on")


class DropForm(forms.Form):
    """Why it is dropped."""

    why = forms.CharField(
        label="Why it is dropped",
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": WHY_DROPPED},
    )


class PlanQuestion(forms.Form):
    """What is asked of a plan in its address: how to put it together, as at which day, since when it slipped."""

    by = forms.ChoiceField(choices=[(one.value, one.value) for one in GroupBy], required=False)
    as_at = forms.DateField(required=False, input_formats=DAYS)
    since = forms.DateField(required=False, input_formats=DAYS)

    def grouped_by(self) -> GroupBy:
        """How to group; what was not understood is left out."""
        given = self.cleaned_data if self.is_valid() or self.is_bound else {}
        return GroupBy(given.get("by") or GroupBy.NOTHING)

    def day(self, name: str, today: date) -> DayAsked:
        """The day that was asked for under a name, or why it cannot be told."""
        given = self.cleaned_data if self.is_valid() or self.is_bound else {}
        return day_asked(self.data.get(name, ""), given.get(name), today)
