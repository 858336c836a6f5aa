"""What a person may type about what a role asks."""

from typing import Any

from django import forms

from wraparound.capabilities.careers.forms.frameworks import WhereForm
from wraparound.capabilities.careers.terms.frameworks import Framework
from wraparound.capabilities.careers.terms.profiles import (
    Ask,
    Experience,
    NewProfile,
    NoSuchRole,
    ProfilePage,
    RoleLevel,
    RoleSought,
)
from wraparound.capabilities.careers.wording.profiles import ANY, LEVELS, ROLES
from wraparound.capabilities.pipelines.terms.posts import PostRole
from wraparound.people.terms.people import KINDS


class SoughtForm(WhereForm):
    """For whom, for which role, against which framework."""

    field_order = ("place", "role", "level", "kind", "framework")

    role = forms.ChoiceField(
        label="In which field, by its seat on the board", choices=[(one.value, words) for one, words in ROLES.items()]
    )
    level = forms.ChoiceField(label="Where it stands", choices=[(one.value, words) for one, words in LEVELS.items()])
    kind = forms.ChoiceField(
        label="At organisations of which kind",
        required=False,
        choices=[("", ANY), *((one, one) for one in KINDS if one != "Region")],
    )

    def __init__(self, *given: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        places = self.fields["place"].choices  # type: ignore[attr-defined]  # a field with choices
        if not any(str(key).startswith("region:") for key, _ in places):
            # Only the default of a region is for organisations of a kind.
            del self.fields["kind"]

    def clean(self) -> None:
        """A role that stands there."""
        said = self.cleaned_data
        if {"role", "level"} <= said.keys() and not self.errors:
            role, level = PostRole(said["role"]), RoleLevel(said["level"])
            try:
                self.chosen = RoleSought(role=role, level=level, kind=said.get("kind", ""))
            except NoSuchRole as refused:
                self.add_error("level", str(refused))

    def sought(self) -> RoleSought:
        """The role that was chosen."""
        return self.chosen


class ProfileForm(forms.Form):
    """For each competency how far the role asks for it, and the experience that counts."""

    version = forms.IntegerField(widget=forms.HiddenInput(), required=False)

    def __init__(self, sent: Any = None, *, framework: Framework, page: ProfilePage | None = None) -> None:
        super().__init__(sent, initial=_typed(framework, page))
        self.keys = [one.key for one in framework.competencies]
        choices = [("", "Not asked for"), *((one.name, one.name) for one in framework.rungs[1:])]
        for at, one in enumerate(framework.competencies):
            self.fields[f"at_{at}"] = forms.ChoiceField(label=one.title, required=False, choices=choices)
            self.fields[f"must_{at}"] = forms.BooleanField(label=f"Essential: {one.title}", required=False)
        for name, label in (("must", "Experience that is essential"), ("counts", "Experience that counts")):
            self.fields[name] = forms.CharField(label=label, required=False, widget=forms.Textarea(attrs={"rows": 4}))

    @property
    def asked(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        """How far and whether essential, competency by competency."""
        return [(self[f"at_{at}"], self[f"must_{at}"]) for at in range(len(self.keys))]

    def new(self, place: str, sought: RoleSought, framework: str) -> NewProfile:
        """What was typed."""
        said = self.cleaned_data
        return NewProfile(
            place=place,
            sought=sought,
            framework=framework,
            asks=tuple(
                Ask(competency=key, rung=said[f"at_{at}"], essential=said[f"must_{at}"])
                for at, key in enumerate(self.keys)
                if said[f"at_{at}"]
            ),
            experience=(*_lines(said["must"], essential=True), *_lines(said["counts"], essential=False)),
        )


def _lines(words: str, *, essential: bool) -> tuple[Experience, ...]:
    return tuple(Experience(words=one.strip(), essential=essential) for one in words.splitlines() if one.strip())


def _typed(framework: Framework, page: ProfilePage | None) -> dict[str, object]:
    if page is None:
        return {}
    asked = {one.competency: one for one in page.asks}
    typed: dict[str, object] = {"version": page.version}
    for at, one in enumerate(framework.competencies):
        if one.key in asked:
            typed |= {f"at_{at}": asked[one.key].rung, f"must_{at}": asked[one.key].essential}
    for name, essential in (("must", True), ("counts", False)):
        typed[name] = "\n".join(one.words for one in page.experience if one.essential is essential)
    return typed
