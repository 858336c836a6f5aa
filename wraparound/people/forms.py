"""What a person may type about people, roles and organisations."""

from datetime import date

from django import forms
from django.utils import timezone

from wraparound.people.calculation import LONGEST_NAME, clean_name, name_words
from wraparound.people.terms.access import Purpose, Role, Scope
from wraparound.people.terms.people import KINDS, PeopleQuestion
from wraparound.people.wording.access import PURPOSES, ROLES

DAYS = ("%Y-%m-%d", "%d/%m/%Y", "%d %B %Y")
"""How a day is typed, or sent by the browser's own chooser."""


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
            input_formats=DAYS,
            widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            error_messages={"required": wrong, "invalid": wrong},
        )


class FindForm(forms.Form):
    """Part of a name, an organisation and a role."""

    q = forms.CharField(max_length=100, required=False, strip=True)
    organisation = forms.CharField(max_length=10, required=False, strip=True)
    role = forms.ChoiceField(choices=[("", ""), *((one.value, words) for one, words in ROLES.items())], required=False)
    page = forms.IntegerField(min_value=1, max_value=10_000, required=False)
    as_at = forms.DateField(required=False, input_formats=DAYS)

    def question(self) -> PeopleQuestion:
        """What was asked; parts that were not understood are left out."""
        given = self.cleaned_data if self.is_bound and (self.is_valid() or True) else {}
        return PeopleQuestion(
            text=given.get("q") or "",
            organisation=given.get("organisation") or "",
            role=given.get("role") or "",
            page=given.get("page") or 1,
            as_at=given.get("as_at"),
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


class AsAtForm(forms.Form):
    """The day as at which a page is read."""

    as_at = forms.DateField(required=False, input_formats=DAYS)

    def day(self) -> date | None:
        """The day that was asked for; none where none was, or where it was not understood."""
        self.full_clean()
        found: date | None = getattr(self, "cleaned_data", {}).get("as_at")
        return found


class ContestForm(forms.Form):
    """What is wrong with an entry."""

    words = forms.CharField(
        label="What is wrong, and what would be right?",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "Say what is wrong, so that somebody can put it right."},
    )


class AnswerForm(forms.Form):
    """The answer to what a person said is wrong."""

    upheld = forms.ChoiceField(
        label="What did you do?",
        choices=[("", "Choose"), ("yes", "They are right: it was put right"), ("no", "It stays as it is")],
        error_messages={"required": "Choose one of the two."},
    )
    answer = forms.CharField(
        label="Why, in words for the person",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "Say why: the person will read it."},
    )


class OwnNameForm(forms.Form):
    """One's own name as it should be, and the version of the record that it corrects."""

    name = NameField(label="Your name", max_length=2 * LONGEST_NAME, error_messages={"required": "Give your name."})
    version = forms.IntegerField(widget=forms.HiddenInput())


class CorrectionForm(forms.Form):
    """A membership as it should be, why, and the version of the record that this corrects."""

    job = forms.CharField(label="Job", max_length=120, error_messages={"required": "Say what they do or did there."})
    starts = DayField("First day")
    ends = DayField("Last day, if there is one", required=False)
    why = forms.CharField(
        label="Why",
        max_length=200,
        error_messages={"required": "Say why: the person, and whoever checks later, will read it."},
    )
    version = forms.IntegerField(widget=forms.HiddenInput())


class ConversationForm(forms.Form):
    """A conversation about somebody."""

    held_on = DayField("Day of the conversation")
    purpose = forms.CharField(
        label="What was it for?", max_length=200, error_messages={"required": "Say what it was for."}
    )
    present = forms.CharField(
        label="Who took part?",
        max_length=500,
        error_messages={"required": "Say who took part: the person will read it."},
    )

    def clean_held_on(self) -> date:
        """A day that has come: what lies ahead is no conversation yet."""
        day: date = self.cleaned_data["held_on"]
        if day > timezone.localdate():
            raise forms.ValidationError("That day has not come yet. Record the conversation once it was held.")
        return day


class OutcomeForm(forms.Form):
    """How a conversation ended, and the version of the record that this continues."""

    outcome = forms.CharField(
        label="How did it end, in words for the person?",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": "Say how it ended: the person will read it."},
    )
    version = forms.IntegerField(widget=forms.HiddenInput())


class HoldForm(forms.Form):
    """Why nothing about somebody may be removed."""

    why = forms.CharField(
        label="Place a legal hold: what for?",
        max_length=300,
        error_messages={"required": "Say what the hold is for: a claim, an inquiry, a complaint."},
    )


class LeaveForm(forms.Form):
    """That somebody means it."""

    sure = forms.BooleanField(
        label="I have taken away what I want to keep, and want to leave",
        error_messages={"required": "Tick this if you want to leave. Until then nothing is removed."},
    )


class RemoveForm(forms.Form):
    """That somebody asked to be removed, and that whoever answers them means it."""

    sure = forms.BooleanField(
        label="They have asked for it, I know that it was they who asked, and they have what they want to keep",
        error_messages={"required": "Tick this if all of it is so. Until then nothing is removed."},
    )


class TransferForm(forms.Form):
    """Control passing from one legal entity to another."""

    before = forms.ChoiceField(label="From", error_messages={"required": "Choose who gives control away."})
    after = forms.CharField(
        label="To: its code", max_length=10, error_messages={"required": "Give the code of the one that takes over."}
    )
    name = forms.CharField(label="Its name, if it is not in the list yet", max_length=150, required=False)
    why = forms.CharField(
        label="Why, and on what ground",
        max_length=200,
        error_messages={"required": "Say why: everybody whose record it is will read it."},
    )
    ends = forms.BooleanField(label="The first is no more: it merged into the second", required=False)

    def __init__(self, *arguments: object, controllers: list[tuple[str, str]], **more: object) -> None:
        super().__init__(*arguments, **more)  # type: ignore[arg-type]
        self.fields["before"].choices = [("", "Choose"), *controllers]  # type: ignore[attr-defined]
