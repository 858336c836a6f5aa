"""What a person may type about people, roles and organisations."""

from datetime import date

from django import forms

from wraparound.people.calculation import LONGEST_NAME, clean_name, name_words
from wraparound.people.terms import PeopleQuestion, Purpose, Role, Scope
from wraparound.people.wording.access import PURPOSES, ROLES

KINDS = ("Acute", "Mental health", "Community", "Ambulance", "Specialist", "Integrated care board", "Region", "Other")


class NameField(forms.CharField):
    """A name in any script, without what cannot be seen."""

    def clean(self, value: str | None) -> str:
        """The name as it is kept."""
        name = clean_name(super().clean(value))
        if name and not name_words(name):
            raise forms.ValidationError("Give a name with at least one letter or digit.")
        return name


class DayField(forms.DateField):
    """A day, as the browser's own chooser sends it or as people type it."""

    def __init__(self, label: str, *, required: bool = True) -> None:
        wrong = f"{label}: give the day like 2026-11-24 or 24/11/2026."
        super().__init__(
            label=label,
            required=required,
            input_formats=["%Y-%m-%d", "%d/%m/%Y", "%d %B %Y"],
            widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            error_messages={"required": wrong, "invalid": wrong},
        )


class FindForm(forms.Form):
    """Part of a name, an organisation and a role."""

    q = forms.CharField(max_length=100, required=False, strip=True)
    organisation = forms.CharField(max_length=10, required=False, strip=True)
    role = forms.ChoiceField(choices=[("", ""), *((one.value, words) for one, words in ROLES.items())], required=False)
    page = forms.IntegerField(min_value=1, max_value=10_000, required=False)

    def question(self) -> PeopleQuestion:
        """What was asked; parts that were not understood are left out."""
        given = self.cleaned_data if self.is_bound and (self.is_valid() or True) else {}
        return PeopleQuestion(
            text=given.get("q") or "",
            organisation=given.get("organisation") or "",
            role=given.get("role") or "",
            page=given.get("page") or 1,
        )


class MembershipForm(forms.Form):
    """Where somebody belongs, what they do there and since when."""

    organisation = forms.ChoiceField(label="Organisation", error_messages={"required": "Choose where they belong."})
    job = forms.CharField(label="Job", max_length=120, error_messages={"required": "Say what they do there."})
    starts = DayField("There since")

    def __init__(self, *arguments: object, organisations: list[tuple[str, str]], **more: object) -> None:
        super().__init__(*arguments, **more)  # type: ignore[arg-type]
        self.fields["organisation"].choices = organisations  # type: ignore[attr-defined]


class InviteForm(MembershipForm):
    """Someone new: name, address, where they belong and since when."""

    name = NameField(label="Full name", max_length=2 * LONGEST_NAME, error_messages={"required": "Give their name."})
    email = forms.EmailField(
        label="Email address",
        max_length=254,
        error_messages={
            "required": "Give the address the invitation goes to.",
            "invalid": "Give an address like a.name@nhs.net.",
        },
    )
    field_order = ("name", "email", "organisation", "job", "starts")


class GiveForm(forms.Form):
    """A role for someone: over what, for which purpose, from when to when, and why."""

    role = forms.ChoiceField(label="Role", choices=[(one.value, words) for one, words in ROLES.items()])
    purpose = forms.ChoiceField(label="For", choices=[(one.value, words) for one, words in PURPOSES.items()])
    over = forms.ChoiceField(label="Over", error_messages={"required": "Choose how far it reaches."})
    starts = DayField("First day")
    ends = DayField("Last day, if there is one", required=False)
    reason = forms.CharField(
        label="Why",
        max_length=300,
        error_messages={"required": "Say why: the person, and whoever checks access later, will read it."},
    )

    def __init__(self, *arguments: object, targets: list[tuple[str, str]], **more: object) -> None:
        super().__init__(*arguments, **more)  # type: ignore[arg-type]
        self.fields["over"].choices = targets  # type: ignore[attr-defined]

    def scope_and_target(self) -> tuple[Scope, str]:
        """What was chosen under “Over”."""
        scope, _, target = str(self.cleaned_data["over"]).partition(":")
        return Scope(scope), target

    def role_and_purpose(self) -> tuple[Role, Purpose]:
        """The role and what it is for."""
        return Role(self.cleaned_data["role"]), Purpose(self.cleaned_data["purpose"])

    def days(self) -> tuple[date, date | None]:
        """First and last day."""
        return self.cleaned_data["starts"], self.cleaned_data["ends"]


class OrganisationForm(forms.Form):
    """An organisation of this site."""

    code = forms.RegexField(
        r"^[A-Za-z0-9-]{2,10}$",
        label="Code",
        error_messages={
            "required": "Give its ODS code.",
            "invalid": "A code has 2 to 10 letters and digits, like RXW.",
        },
    )
    name = NameField(label="Name", max_length=150, error_messages={"required": "Give its name."})
    kind = forms.ChoiceField(label="Kind", choices=[(one, one) for one in KINDS])
    region = forms.CharField(label="Region", max_length=100, error_messages={"required": "Give its region."})


class PasswordsForm(forms.Form):
    """A new password, twice."""

    password1 = forms.CharField(
        label="Password",
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        strip=False,
        max_length=500,
    )
    password2 = forms.CharField(
        label="Password again",
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        strip=False,
        max_length=500,
    )

    def clean(self) -> dict[str, object]:
        """Both the same."""
        given = super().clean() or {}
        if given.get("password1") and given.get("password2") and given["password1"] != given["password2"]:
            self.add_error("password2", "The two passwords differ. Type the same one twice.")
        return given


class FirstForm(PasswordsForm):
    """The first account of a site."""

    name = NameField(
        label="Your full name", max_length=2 * LONGEST_NAME, error_messages={"required": "Give your name."}
    )
    email = forms.EmailField(
        label="Your email address",
        max_length=254,
        error_messages={
            "required": "Give the address you will sign in with.",
            "invalid": "Give an address like a.name@nhs.net.",
        },
    )
    field_order = ("name", "email", "password1", "password2")


class TokenForm(forms.Form):
    """What a token is for."""

    name = forms.CharField(label="What is it for?", max_length=60, error_messages={"required": "Say what it is for."})
