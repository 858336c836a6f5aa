"""What a person may type about one item of a draft: a result, a condition, a promise, or what is not yet asked."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils import timezone

from wraparound.capabilities.compacts.calculation.drafting import points_of
from wraparound.capabilities.compacts.forms.fields import CompactDay, words_field
from wraparound.capabilities.compacts.terms.agreement import (
    Agreement,
    Concern,
    Condition,
    ConditionSort,
    Follows,
    Item,
    NotYet,
    Part,
    Party,
    Patience,
    Promise,
    Result,
    ResultSort,
)
from wraparound.capabilities.compacts.wording.agreement import (
    CONCERNS,
    CONDITIONS,
    FOLLOWS,
    PARTIES,
    PATIENCE,
    POINTS,
    REGIMES,
    SORTS,
    day,
    result_words,
)

Choices = Sequence[tuple[str, str]]
RATINGS = ("Inadequate", "Requires improvement", "Good", "Outstanding")
GIVERS = [(one.value, PARTIES[one].capitalize()) for one in Party]
PAYERS = GIVERS
OTHER_DAY = "other"


class ItemForm(forms.Form):
    """An item of a draft: `version` is that of the text it belongs to."""

    version = forms.IntegerField(widget=forms.HiddenInput())

    def __init__(self, *arguments: Any, agreement: Agreement, measures: Choices, **more: Any) -> None:
        super().__init__(*arguments, **more)
        self.agreement = agreement
        self.offer(agreement, measures)

    def offer(self, agreement: Agreement, measures: Choices) -> None:
        """Fills in what can be chosen."""

    def item(self, key: str) -> Item:
        """The item that was typed."""
        raise NotImplementedError


def _point_choices(agreement: Agreement) -> Choices:
    points = [
        (when.isoformat(), f"{POINTS[point]}: {day(when)}")
        for point, when in points_of(agreement.starts, agreement.months)
    ]
    return [*points, (OTHER_DAY, "Another day")]


class ResultForm(ItemForm):
    """A result: a measure at a level, out of a regime, a rating, or words; what or how; by when; why it stays."""

    sort = forms.ChoiceField(label="What it is about", choices=[(one.value, words) for one, words in SORTS.items()])
    measure = forms.ChoiceField(label="Measure", required=False)
    level = forms.FloatField(
        label="Level, in percent", required=False, error_messages={"invalid": "Give a number, such as 62."}
    )
    patience = forms.ChoiceField(
        label="How patient we are with its figures",
        required=False,
        choices=[(one.value, words) for one, words in PATIENCE.items()],
        initial=Patience.USUAL.value,
    )
    regime = forms.ChoiceField(
        label="Regime",
        required=False,
        choices=[("", "Choose"), *((one.value, words) for one, words in REGIMES.items())],
    )
    since = CompactDay("In it since", required=False)
    rating_now = forms.ChoiceField(
        label="Rating now", required=False, choices=[("", "Choose"), *((one, one) for one in RATINGS)]
    )
    rating = forms.ChoiceField(
        label="Rating to be reached", required=False, choices=[("", "Choose"), *((one, one) for one in RATINGS)]
    )
    words = words_field("In your own words", "", longest=300, rows=2, required=False)
    concern = forms.ChoiceField(label="Is it about", choices=[(one.value, words) for one, words in CONCERNS.items()])
    at = forms.ChoiceField(label="By when")
    by = CompactDay("The other day", required=False)
    reason = words_field("If it lies outside its range: why it stays", "", longest=500, rows=3, required=False)
    field_order = (
        *("sort", "measure", "level", "patience", "regime", "since", "rating_now", "rating", "words"),
        *("concern", "at", "by", "reason", "version"),
    )

    def offer(self, agreement: Agreement, measures: Choices) -> None:
        self.fields["measure"].choices = [("", "Choose"), *measures]  # type: ignore[attr-defined]
        self.fields["at"].choices = _point_choices(agreement)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Each sort needs its own parts."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        needed = {
            ResultSort.MEASURE: (
                ("measure", "Choose the measure."),
                ("level", "Give the level in percent, such as 62."),
            ),
            ResultSort.REGIME: (("regime", "Choose the regime."), ("since", "Say since when it has been in it.")),
            ResultSort.RATING: (
                ("rating_now", "Say which rating it has now."),
                ("rating", "Choose the rating to reach."),
            ),
            ResultSort.TYPED: (("words", "Say what is expected."),),
        }
        for name, missing in needed.get(ResultSort(given.get("sort") or "typed"), ()):
            if given.get(name) in ("", None) and name not in self.errors:
                self.add_error(name, missing)
        level = given.get("level")
        if given.get("sort") == ResultSort.MEASURE and level is not None and not 0 < level <= 100:
            self.add_error("level", "A level is a percentage above 0 and up to 100, such as 62.")
        if given.get("sort") == ResultSort.REGIME and (since := given.get("since")) and since > timezone.localdate():
            self.add_error("since", "That day has not come yet. Give the day it entered the regime.")
        if given.get("at") == OTHER_DAY and not given.get("by") and "by" not in self.errors:
            self.add_error("by", "Give the day by which it is expected.")
        return given

    def item(self, key: str) -> Result:
        given = self.cleaned_data
        sort = ResultSort(given["sort"])
        parts: dict[ResultSort, dict[str, Any]] = {
            ResultSort.MEASURE: {
                "measure": given["measure"],
                "level": given["level"],
                "patience": given["patience"] or Patience.USUAL,
            },
            ResultSort.REGIME: {"regime": given["regime"], "since": given["since"]},
            ResultSort.RATING: {"rating": given["rating"], "rating_now": given["rating_now"]},
            ResultSort.TYPED: {"words": given["words"].strip()},
        }
        by = given["by"] if given["at"] == OTHER_DAY else date.fromisoformat(given["at"])
        reason = given["reason"].strip()
        return Result(key=key, sort=sort, concern=Concern(given["concern"]), by=by, reason=reason, **parts[sort])

    def so_far(self, key: str) -> Result | None:
        """The result as far as it is typed: whole, or words whose day is not chosen yet; none before that."""
        if self.is_valid():
            return self.item(key)
        given = self.cleaned_data
        if given.get("sort") != ResultSort.TYPED or not given.get("words"):
            return None
        concern = Concern(given.get("concern") or Concern.WHAT)
        return Result(
            key=key, sort=ResultSort.TYPED, concern=concern, by=self.agreement.starts, words=given["words"].strip()
        )


class BoundForm(ItemForm):
    """What a promise and a condition share: what follows when it is not kept, after how many days, for what."""

    follows = forms.ChoiceField(
        label="If it is not kept by then", choices=[(one.value, words) for one, words in FOLLOWS.items()]
    )
    grace = forms.IntegerField(
        label="Days after that before anything follows",
        min_value=0,
        max_value=365,
        initial=0,
        error_messages={
            "invalid": "Give a whole number of days, 0 for none.",
            "required": "Give a number, 0 for none.",
        },
    )
    bears_on = forms.MultipleChoiceField(
        label="Which results depend on it", required=False, widget=forms.CheckboxSelectMultiple
    )

    def offer(self, agreement: Agreement, measures: Choices) -> None:
        results = [(one.key, f"{result_words(one)}, by {day(one.by)}") for one in agreement.results]
        if results:
            self.fields["bears_on"].choices = results  # type: ignore[attr-defined]
        else:
            del self.fields["bears_on"]

    def bound(self) -> dict[str, Any]:
        """These parts as an item has them."""
        given = self.cleaned_data
        follows = Follows(given["follows"])
        return {"follows": follows, "grace": given["grace"], "bears_on": tuple(given.get("bears_on", ()))}


class ConditionForm(BoundForm):
    """Something that must be in place: what, by when, who sees to it."""

    sort = forms.ChoiceField(label="What sort", choices=[(one.value, words) for one, words in CONDITIONS.items()])
    words = words_field(
        "What must be so", "Say what must be in place, so that both sides can tell whether it is.", rows=2
    )
    owner = forms.ChoiceField(label="Who sees to it", choices=GIVERS, initial=Party.BOARD.value)
    owner_name = words_field("Name of the other organisation", "", longest=150, required=False)
    due = CompactDay("In place by")
    field_order = ("sort", "words", "owner", "owner_name", "due", "follows", "grace", "bears_on", "version")

    def clean(self) -> dict[str, Any]:
        """Another organisation is named."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        if given.get("owner") == Party.OTHER and not given.get("owner_name", "").strip():
            self.add_error("owner_name", "Name the organisation that sees to it.")
        return given

    def item(self, key: str) -> Condition:
        given = self.cleaned_data
        owner = Party(given["owner"])
        return Condition(
            key=key,
            sort=ConditionSort(given["sort"]),
            words=given["words"].strip(),
            owner=owner,
            owner_name=given["owner_name"].strip() if owner is Party.OTHER else "",
            due=given["due"],
            **self.bound(),
        )


class PromiseForm(BoundForm):
    """One item of the support offer: what, by whom, to whom, how much, who pays, from when to when."""

    component = forms.ChoiceField(label="From the catalogue of support", required=False)
    words = words_field(
        "What is promised", "Say what is promised, so that both sides can tell whether it was kept.", rows=2
    )
    giver = forms.ChoiceField(label="Who gives it", choices=GIVERS, initial=Party.REGION.value)
    giver_name = words_field("Name of the other organisation that gives it", "", longest=150, required=False)
    receiver = forms.ChoiceField(label="To whom", choices=GIVERS, initial=Party.LEADER.value)
    receiver_name = words_field("Name of the other organisation it is given to", "", longest=150, required=False)
    days = forms.FloatField(
        label="Working days in all",
        required=False,
        min_value=0,
        max_value=5000,
        error_messages={"invalid": "Give a number of days, such as 12 or 2.5, or leave it empty."},
    )
    cost = forms.IntegerField(
        label="Cost in all, in pounds",
        required=False,
        min_value=0,
        max_value=1_000_000_000,
        error_messages={"invalid": "Give whole pounds, such as 25000, or leave it empty."},
    )
    paid_by = forms.ChoiceField(label="Who pays", choices=PAYERS, initial=Party.REGION.value)
    starts = CompactDay("From")
    review = CompactDay("Looked at again on", required=False)
    due = CompactDay("Delivered in full by")
    field_order = (
        *("component", "words", "giver", "giver_name", "receiver", "receiver_name", "days", "cost", "paid_by"),
        *("starts", "review", "due", "follows", "grace", "bears_on", "version"),
    )

    def __init__(self, *arguments: Any, components: Choices, **more: Any) -> None:
        super().__init__(*arguments, **more)
        self.fields["component"].choices = [("", "None of these"), *components]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Other organisations are named, and days follow one another."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        for who in ("giver", "receiver"):
            if given.get(who) == Party.OTHER and not given.get(f"{who}_name", "").strip():
                self.add_error(f"{who}_name", "Name the other organisation.")
        if given.get("giver") == given.get("receiver") != Party.OTHER:
            self.add_error("receiver", "Nobody promises something to themselves. Choose who receives it.")
        starts, due, review = given.get("starts"), given.get("due"), given.get("review")
        if starts and due and due < starts:
            self.add_error("due", "It would end before it starts.")
        if starts and review and review < starts:
            self.add_error("review", "It would be looked at before it starts.")
        return given

    def item(self, key: str) -> Promise:
        given = self.cleaned_data
        giver, receiver = Party(given["giver"]), Party(given["receiver"])
        return Promise(
            key=key,
            component=given["component"],
            words=given["words"].strip(),
            giver=giver,
            giver_name=given["giver_name"].strip() if giver is Party.OTHER else "",
            receiver=receiver,
            receiver_name=given["receiver_name"].strip() if receiver is Party.OTHER else "",
            days=given["days"],
            cost=given["cost"],
            paid_by=Party(given["paid_by"]),
            starts=given["starts"],
            review=given["review"],
            due=given["due"],
            **self.bound(),
        )


class NotYetForm(ItemForm):
    """Something the leader is not yet accountable for."""

    words = words_field(
        "Not yet accountable for", "Say what the leader is not yet accountable for.", longest=300, rows=2
    )
    until = CompactDay("Until")
    field_order = ("words", "until", "version")

    def item(self, key: str) -> NotYet:
        return NotYet(key=key, words=self.cleaned_data["words"].strip(), until=self.cleaned_data["until"])


ITEM_FORMS: dict[Part, type[ItemForm]] = {
    Part.RESULTS: ResultForm,
    Part.CONDITIONS: ConditionForm,
    Part.PROMISES: PromiseForm,
    Part.NOT_YET: NotYetForm,
}
