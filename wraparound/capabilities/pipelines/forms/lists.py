"""What a person may type about a list of posts, and to save it as a view."""

from django import forms

from wraparound.capabilities.pipelines.terms.posts import PostLevel, PostRole
from wraparound.capabilities.pipelines.terms.question import Gap, GroupBy, NewView, PostsQuestion
from wraparound.people.forms import DAYS
from wraparound.people.terms.people import KINDS

LONGEST_NAME_OF_A_VIEW = 60


def _one_of(words: type[Gap] | type[GroupBy] | type[PostRole] | type[PostLevel]) -> forms.TypedChoiceField:
    return forms.TypedChoiceField(
        choices=[("", ""), *((one.value, one.value) for one in words)], coerce=words, empty_value=None, required=False
    )


class PostsForm(forms.Form):
    """What a list of posts is narrowed to, and the day on which it is read."""

    q = forms.CharField(max_length=100, required=False)
    organisation = forms.CharField(max_length=10, required=False)
    kind = forms.ChoiceField(choices=[("", ""), *((one, one) for one in KINDS)], required=False)
    region = forms.CharField(max_length=10, required=False)
    role = _one_of(PostRole)
    level = _one_of(PostLevel)
    critical = forms.BooleanField(required=False)
    gap = _one_of(Gap)
    group = _one_of(GroupBy)
    page = forms.IntegerField(min_value=1, max_value=10_000, required=False)
    on = forms.DateField(
        required=False,
        input_formats=DAYS,
        error_messages={"invalid": "We could not read the day. Give it like 2026-11-24 or 24/11/2026. This is today:"},
    )
    shown = forms.BooleanField(required=False)

    def question(self) -> PostsQuestion:
        """What was asked; parts that were not understood are left out."""
        self.is_valid()
        given = self.cleaned_data
        return PostsQuestion(
            text=given.get("q") or "",
            organisation=given.get("organisation") or "",
            kind=given.get("kind") or "",
            region=given.get("region") or "",
            role=given.get("role"),
            level=given.get("level"),
            critical=bool(given.get("critical")),
            gap=given.get("gap"),
            group=given.get("group"),
            page=given.get("page") or 1,
            on=given.get("on"),
            shown=bool(given.get("shown") and given.get("on")),
        )

    def trouble(self) -> str:
        """What was not understood of the day, in a sentence."""
        return " ".join(str(one) for one in self.errors.get("on", ()))


class SaveViewForm(forms.Form):
    """A view by its name, and with whom it is shared."""

    name = forms.CharField(
        label="Name of this view",
        max_length=LONGEST_NAME_OF_A_VIEW,
        error_messages={
            "required": "Give the view a name.",
            "max_length": f"Give the view a name of at most {LONGEST_NAME_OF_A_VIEW} letters.",
        },
    )
    share = forms.CharField(required=False, max_length=30)

    def new_view(self, question: PostsQuestion) -> NewView:
        """The view as it is to be saved."""
        return NewView(name=self.cleaned_data["name"], question=question.of_today(), share=self.cleaned_data["share"])
