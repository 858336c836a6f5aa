"""People, where they belong, and what they were given to see. Nothing here is a score, and no grant is ever deleted."""

import uuid
from datetime import date
from typing import Any, ClassVar, Self

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q

from wraparound.people.calculation import LONGEST_NAME
from wraparound.people.terms import Purpose, Role, Scope


def _values(words: type[Role] | type[Purpose] | type[Scope]) -> list[str]:
    return [one.value for one in words]


class Region(models.Model):
    """A region of the country; `made_up` where it exists only to try things in."""

    code = models.CharField(max_length=10, unique=True)
    name = models.CharField(max_length=100)
    made_up = models.BooleanField(default=False)

    def __str__(self) -> str:
        return self.name


class Organisation(models.Model):
    """An organisation whose people this site holds, by its ODS code or, if made up, by a code of ours."""

    code = models.CharField(max_length=10, unique=True)
    name = models.CharField(max_length=150)
    kind = models.CharField(max_length=40)
    region = models.ForeignKey(Region, on_delete=models.PROTECT)
    made_up = models.BooleanField(default=False)

    def __str__(self) -> str:
        return self.name


class PersonManager(BaseUserManager["Person"]):
    """People; a sign-in address is found whatever its case."""

    def get_by_natural_key(self, username: str | None) -> "Person":
        return self.get(email=(username or "").casefold())


class Person(AbstractBaseUser):
    """Someone with a record here, with or without an account. `key` is what addresses name them by."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(max_length=LONGEST_NAME)
    name_key = models.CharField(max_length=2 * LONGEST_NAME)
    email = models.EmailField(max_length=254, unique=True, null=True)  # noqa: DJ001  # unique, and many have none
    is_active = models.BooleanField(default=True)
    made_up = models.BooleanField(default=False)
    in_chooser = models.BooleanField(default=False)
    joined_at = models.DateTimeField()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []
    objects = PersonManager()

    class Meta:
        # With is_active first, pages far down the list are skipped to within the index.
        indexes = [models.Index(fields=["is_active", "name_key", "id"], name="people_by_name")]
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="person_has_a_name"),
            models.CheckConstraint(condition=Q(in_chooser=False) | Q(made_up=True), name="only_made_up_in_chooser"),
        ]

    def __str__(self) -> str:
        return self.name


class NameWord(models.Model):
    """A word of a person's name, folded: what search looks up by its beginning."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE)
    word = models.CharField(max_length=60)

    class Meta:
        indexes = [models.Index(fields=["word", "person"], name="name_words")]

    def __str__(self) -> str:
        return self.word


class DatedRows[Row: models.Model](models.QuerySet[Row]):
    """Rows with a first and a last day."""

    def current(self, on: date) -> Self:
        """Those that count on the day; `ends` is the last day that counts."""
        return self.filter(Q(ends__isnull=True) | Q(ends__gte=on), starts__lte=on)


class Membership(models.Model):
    """A time during which someone belonged to an organisation, in a job."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="memberships")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="memberships")
    job = models.CharField(max_length=120)
    starts = models.DateField()
    ends = models.DateField(null=True)
    recorded_by = models.CharField(max_length=200)
    recorded_at = models.DateTimeField()

    objects = DatedRows["Membership"].as_manager()

    class Meta:
        indexes = [models.Index(fields=["organisation", "person"], name="members")]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends__isnull=True) | Q(ends__gte=models.F("starts")), name="membership_ends_after_it_starts"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}, {self.job}, {self.organisation}"


class GrantIsFinal(RuntimeError):
    """A grant was about to be changed or removed; it can only be ended, once."""


class GrantRows(DatedRows["Grant"]):
    """Grants are given and ended, never changed or removed."""

    def delete(self) -> tuple[int, dict[str, int]]:
        raise GrantIsFinal("Grants are never removed; end them.")


class Grant(models.Model):
    """Role × scope × purpose × dates, who gave it and why. Exactly the target that its scope needs is set."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="grants")
    role = models.CharField(max_length=30)
    purpose = models.CharField(max_length=30)
    scope = models.CharField(max_length=20)
    about = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="grants_about")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, related_name="grants")
    region = models.ForeignKey(Region, on_delete=models.PROTECT, null=True, related_name="grants")
    starts = models.DateField()
    ends = models.DateField(null=True)
    reason = models.CharField(max_length=300)
    granted_by = models.CharField(max_length=200)
    granted_by_person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="grants_given")
    granted_at = models.DateTimeField()
    ended_by = models.CharField(max_length=200, blank=True, default="")
    ended_at = models.DateTimeField(null=True)

    objects = GrantRows.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(role__in=_values(Role)), name="grant_role_is_known"),
            models.CheckConstraint(condition=Q(purpose__in=_values(Purpose)), name="grant_purpose_is_known"),
            models.CheckConstraint(
                condition=(
                    Q(scope="nation", about__isnull=True, organisation__isnull=True, region__isnull=True)
                    | Q(scope="region", about__isnull=True, organisation__isnull=True, region__isnull=False)
                    | Q(scope="organisation", about__isnull=True, organisation__isnull=False, region__isnull=True)
                    | Q(scope="person", about__isnull=False, organisation__isnull=True, region__isnull=True)
                ),
                name="grant_has_the_target_of_its_scope",
            ),
            models.CheckConstraint(condition=~Q(granted_by=""), name="granted_by_someone"),
        ]

    def __str__(self) -> str:
        return f"{self.role} for {self.purpose}"

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        raise GrantIsFinal("Grants are never removed; end them.")


class Invitation(models.Model):
    """A link sent to someone so that they can open their account. Only a checksum of its secret is kept."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="invitations")
    digest = models.CharField(max_length=64, unique=True)
    invited_by = models.CharField(max_length=200)
    invited_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"invitation of {self.person}"


class SignIn(models.Model):
    """A browser in which someone signed in: the person sees them all, and can end each."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="sign_ins")
    session = models.CharField(max_length=40, unique=True)
    at = models.DateTimeField()
    seen_at = models.DateTimeField()
    browser = models.CharField(max_length=60)
    way = models.CharField(max_length=40)
    ended_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.person} in {self.browser}"


class AccessToken(models.Model):
    """A token for programs, which see what its owner sees and change nothing. Only a checksum is kept."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="access_tokens")
    name = models.CharField(max_length=60)
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.name
