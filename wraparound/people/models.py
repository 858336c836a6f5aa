"""People, where they belong, and what they were given to see. Nothing here is a score, and nothing is deleted."""

import uuid
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, ClassVar, Self

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q
from django.utils import timezone

from wraparound.people.calculation import LONGEST_NAME
from wraparound.people.terms.access import Purpose, Role, Scope
from wraparound.people.wording.access import PURPOSES, ROLES, SCOPES
from wraparound.records.models.keeping import Record, RecordRows, moment_after, versions_of

FORGOTTEN = "Somebody whose record was removed"
"""What stands for a name where the person it was is no longer held here."""
FORGOTTEN_WORDS = "Removed with the record of the person"
"""What stands for words written by hand about somebody who is no longer held here."""


def _values(words: type[Role] | type[Purpose] | type[Scope]) -> list[str]:
    return [one.value for one in words]


class Region(Record):
    """A region of the country; `made_up` where it exists only to try things in."""

    keeping = "place"

    code = models.CharField(max_length=10, unique=True)
    name = models.CharField(max_length=100)
    made_up = models.BooleanField(default=False)

    objects = RecordRows["Region"].as_manager()

    def __str__(self) -> str:
        return self.name


RegionVersion = versions_of(Region)


class Organisation(Record):
    """An organisation whose people this site holds, by its ODS code or, if made up, by a code of ours."""

    keeping = "place"

    code = models.CharField(max_length=10, unique=True)
    name = models.CharField(max_length=150)
    kind = models.CharField(max_length=40)
    region = models.ForeignKey(Region, on_delete=models.PROTECT)
    made_up = models.BooleanField(default=False)

    objects = RecordRows["Organisation"].as_manager()

    def __str__(self) -> str:
        return self.name


OrganisationVersion = versions_of(Organisation)


class PersonManager(BaseUserManager["Person"]):
    """People; a sign-in address is found whatever its case."""

    def get_queryset(self) -> RecordRows["Person"]:
        return RecordRows(self.model, using=self._db, hints=self._hints)  # type: ignore[attr-defined]  # Django sets them

    def as_at(self, moment: datetime | None) -> RecordRows["Person"]:
        """As they stood at the moment; none is today."""
        return self.get_queryset().as_at(moment)

    def get_by_natural_key(self, username: str | None) -> "Person":
        return self.get(email=(username or "").casefold())


class Person(AbstractBaseUser, Record):
    """Someone with a record here, with or without an account. `key` is what addresses name them by."""

    keeping = "account"
    person_field = "id"
    untracked = frozenset({"password", "last_login"})
    quiet = frozenset({"controller", "key", "is_active", "made_up", "in_chooser", "joined_at"})
    forgotten: ClassVar = {"name": FORGOTTEN, "name_key": FORGOTTEN.casefold(), "email": None}

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(max_length=LONGEST_NAME)
    name_key = models.CharField(max_length=2 * LONGEST_NAME)
    email = models.EmailField("sign-in address", max_length=254, unique=True, null=True)  # noqa: DJ001  # unique, and many have none
    is_active = models.BooleanField("account is open", default=True)
    closed_at = models.DateTimeField("account closed", null=True)
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
            models.CheckConstraint(
                condition=Q(is_active=True, closed_at__isnull=True) | Q(is_active=False, closed_at__isnull=False),
                name="a_closed_account_says_when",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @classmethod
    def due(cls, last: date) -> models.QuerySet[Any]:
        """Those whose account was closed, or whose last day anywhere was, by the day; not who holds a role."""
        known = cls.objects.exclude(name=FORGOTTEN)
        closed = Q(closed_at__lt=moment_after(last))
        of = models.OuterRef("pk")
        going_on = Membership.objects.filter(person=of).filter(Q(ends__isnull=True) | Q(ends__gt=last))
        seen = SignIn.objects.filter(person=of, seen_at__gte=moment_after(last))
        roles = Grant.objects.filter(person=of).filter(
            Q(ended_at__isnull=True) | Q(ended_at__gte=moment_after(last)), Q(ends__isnull=True) | Q(ends__gt=last)
        )
        gone = ~models.Exists(going_on) & ~models.Exists(roles) & ~models.Exists(seen)
        return known.filter(closed | (Q(joined_at__lt=moment_after(last)) & gone))

    @classmethod
    def let_go(cls, keys: Sequence[int]) -> None:
        """How they signed in goes with their name: every table that would fall with their row, sessions and guesses."""
        from axes.models import AccessAttempt
        from django.contrib.sessions.models import Session

        addresses = cls.objects.filter(pk__in=keys, email__isnull=False).values_list("email", flat=True)
        AccessAttempt.objects.filter(username__in=list(addresses)).delete()
        Session.objects.filter(pk__in=SignIn.objects.filter(person__in=keys).values("session")).delete()
        for relation in cls._meta.related_objects:
            if relation.on_delete is models.CASCADE:
                relation.related_model._default_manager.filter(**{f"{relation.field.name}__in": keys}).delete()
        cls.objects.filter(pk__in=keys).update(password="!")
        cls.objects.filter(pk__in=keys, is_active=True).update(is_active=False, closed_at=timezone.now())


PersonVersion = versions_of(Person)


class NameWord(models.Model):
    """A word of a person's name, folded: what search looks up by its beginning. `past` where it is so no longer."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE)
    word = models.CharField(max_length=60)
    past = models.BooleanField(default=False)

    not_a_record = "An index of names: it goes with the name it indexes."

    class Meta:
        indexes = [models.Index(fields=["word", "past", "person"], name="name_words")]

    def __str__(self) -> str:
        return self.word


class DatedRows[Row: models.Model](RecordRows[Row]):
    """Rows with a first and a last day."""

    def current(self, on: date) -> Self:
        """Those that count on the day; `ends` is the last day that counts."""
        return self.filter(Q(ends__isnull=True) | Q(ends__gte=on), starts__lte=on)


class Membership(Record):
    """A time during which someone belonged to an organisation, in a job."""

    keeping = "belonging"
    person_field = "person_id"
    counted_from = "ends"
    quiet = frozenset({"controller", "person"})

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="memberships")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="memberships")
    job = models.CharField(max_length=120)
    starts = models.DateField("first day")
    ends = models.DateField("last day", null=True)

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

    @classmethod
    def due(cls, last: date) -> models.QuerySet[Any]:
        """Those whose last day, or whose person's account was closed without one, was on or before the day."""
        closed = Q(ends__isnull=True, person__closed_at__lt=moment_after(last))
        return cls.objects.filter(Q(ends__lte=last) | closed)


MembershipVersion = versions_of(Membership)


class Grant(Record):
    """Role × scope × purpose × dates, who gave it and why. Exactly the target that its scope needs is set."""

    keeping = "access"
    person_field = "person_id"
    quiet = frozenset({"controller", "person", "granted_by", "granted_by_person", "granted_at"})
    forgets: ClassVar = {"reason": FORGOTTEN_WORDS}
    spoken: ClassVar = {
        name: {one.value: words for one, words in table.items()}
        for name, table in (("role", ROLES), ("purpose", PURPOSES), ("scope", SCOPES))
    }

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="grants")
    role = models.CharField(max_length=30)
    purpose = models.CharField(max_length=30)
    scope = models.CharField(max_length=20)
    about = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="grants_about")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, related_name="grants")
    region = models.ForeignKey(Region, on_delete=models.PROTECT, null=True, related_name="grants")
    starts = models.DateField("first day")
    ends = models.DateField("last day", null=True)
    reason = models.CharField(max_length=300)
    granted_by = models.CharField(max_length=200, blank=True)
    granted_by_person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="grants_given")
    granted_at = models.DateTimeField("given")
    ended_by = models.CharField(max_length=200, blank=True, default="")
    ended_by_person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="grants_ended")
    ended_at = models.DateTimeField("ended", null=True)

    objects = DatedRows["Grant"].as_manager()

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
            models.CheckConstraint(
                condition=~Q(granted_by="") | Q(granted_by_person__isnull=False), name="granted_by_someone"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.role} for {self.purpose}"

    @classmethod
    def due(cls, last: date) -> models.QuerySet[Any]:
        """Those that ended, or whose last day was, on or before the day."""
        return cls.objects.filter(Q(ended_at__lt=moment_after(last)) | Q(ends__lte=last))


GrantVersion = versions_of(Grant)


class Invitation(models.Model):
    """A link sent to someone so that they can open their account. Only a checksum of its secret is kept."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="invitations")
    digest = models.CharField(max_length=64, unique=True)
    invited_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)

    not_a_record = "A link that opens once; it goes with the account."

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

    not_a_record = "Where somebody is signed in; it goes with the account."

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

    not_a_record = "A key to what its owner may see; it goes with the account."

    def __str__(self) -> str:
        return self.name
