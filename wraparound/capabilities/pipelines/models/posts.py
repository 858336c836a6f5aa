"""Posts, whom they are shared with, and the times in which they were held or empty."""

from datetime import date
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import F, Q

from wraparound.capabilities.pipelines.terms.posts import (
    LONGEST_TITLE,
    CostPer,
    Grade,
    HolderKind,
    Left,
    PostLevel,
    PostRole,
    Span,
)
from wraparound.capabilities.pipelines.wording.posts import COST_PER, GRADES, KINDS, LEFT, LEVELS, ROLES
from wraparound.people.models import DatedRows
from wraparound.records.models.keeping import Record, versions_of

PERSON = "people.Person"
ORGANISATION = "people.Organisation"


def known(field: str, words: type[Any]) -> Q:
    """That a field holds one of these words."""
    return Q(**{f"{field}__in": [one.value for one in words]})


def spoken(table: Any) -> dict[str, str]:
    """What history calls each value."""
    return {one.value: words for one, words in table.items()}


class Post(Record):
    """A post of an organisation. `ends` is its last day, none while it is there; `reports_to` another post."""

    keeping = "post"
    spoken: ClassVar = {"role": spoken(ROLES), "level": spoken(LEVELS), "grade": spoken(GRADES)}

    organisation = models.ForeignKey(ORGANISATION, on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=LONGEST_TITLE)
    title_key = models.CharField(max_length=2 * LONGEST_TITLE)
    role = models.CharField(max_length=20)
    level = models.CharField(max_length=10)
    executive = models.BooleanField()
    voting = models.BooleanField("votes on the board")
    grade = models.CharField(max_length=10, blank=True)
    critical = models.BooleanField()
    critical_because = models.CharField("why it is critical", max_length=300, blank=True)
    reports_to = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="reports")
    least_successors = models.PositiveSmallIntegerField("successors wanted at least", null=True)
    most_successors = models.PositiveSmallIntegerField("successors at most", null=True)
    starts = models.DateField("first day")
    ends = models.DateField("last day", null=True)
    ended_because = models.CharField("why it ended", max_length=300, blank=True)

    objects = DatedRows["Post"].as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["organisation", "level", "role"], name="posts_of_a_place"),
            models.Index(fields=["role", "level"], name="posts_by_role"),
        ]
        constraints = [
            models.CheckConstraint(condition=~Q(title=""), name="a_post_has_a_title"),
            models.CheckConstraint(condition=known("role", PostRole), name="post_role_is_known"),
            models.CheckConstraint(condition=known("level", PostLevel), name="post_level_is_known"),
            models.CheckConstraint(condition=known("grade", Grade), name="post_grade_is_known"),
            models.CheckConstraint(
                condition=Q(critical=False) | ~Q(critical_because=""), name="a_critical_post_says_why"
            ),
            models.CheckConstraint(
                condition=Q(ends__isnull=True) | Q(ends__gte=F("starts")), name="a_post_ends_after_it_starts"
            ),
            models.CheckConstraint(condition=~Q(reports_to=F("id")), name="no_post_reports_to_itself"),
        ]

    def __str__(self) -> str:
        return self.title


PostVersion = versions_of(Post)


class Share(Record):
    """A time in which a post of one organisation served another one too."""

    keeping = "post"

    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="shares")
    organisation = models.ForeignKey(ORGANISATION, on_delete=models.PROTECT, related_name="+")
    starts = models.DateField("first day")
    ends = models.DateField("last day", null=True)

    objects = DatedRows["Share"].as_manager()

    class Meta:
        indexes = [models.Index(fields=["organisation", "post"], name="shared_posts")]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends__isnull=True) | Q(ends__gte=F("starts")), name="a_share_ends_after_it_starts"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.post}, with {self.organisation}"


ShareVersion = versions_of(Share)


class HolderRows(DatedRows["Holder"]):
    """Times in which posts were held or empty."""

    def counted(self) -> Self:
        """Those that were, without what was entered by mistake and taken back."""
        return self.filter(taken_back=False)

    def current(self, on: date) -> Self:
        """Those of the day that were."""
        return super().current(on).filter(taken_back=False)


class Holder(Record):
    """A time in which somebody held a post, or in which it stood empty (VACANT, without a person).

    `ends` is the last day; `expected_end` was foreseen. `cost` is in whole pounds, for what `cost_per` says.
    `taken_back`: it was entered by mistake, and never was.
    """

    keeping = "post_holder"
    person_field = "person_id"
    counted_from = "ends"
    quiet = frozenset({"controller", "person"})
    spoken: ClassVar = {"kind": spoken(KINDS), "left_because": spoken(LEFT), "cost_per": spoken(COST_PER)}

    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="holders")
    person = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, related_name="+")
    kind = models.CharField(max_length=12)
    starts = models.DateField("first day")
    ends = models.DateField("last day", null=True)
    expected_end = models.DateField("expected last day", null=True)
    left_because = models.CharField("why they left", max_length=12, blank=True)
    cost = models.PositiveIntegerField("cost in pounds", null=True)
    cost_per = models.CharField(max_length=5, default=CostPer.YEAR)
    taken_back = models.BooleanField("entered by mistake", default=False)

    objects = HolderRows.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["post", "starts"], name="holders_of_a_post"),
            models.Index(fields=["person", "starts"], name="posts_of_a_person"),
        ]
        constraints = [
            models.CheckConstraint(condition=known("kind", HolderKind), name="holder_kind_is_known"),
            models.CheckConstraint(condition=known("cost_per", CostPer), name="cost_per_is_known"),
            models.CheckConstraint(
                condition=Q(left_because="") | known("left_because", Left), name="left_because_is_known"
            ),
            models.CheckConstraint(
                condition=Q(kind=HolderKind.VACANT, person__isnull=True)
                | (~Q(kind=HolderKind.VACANT) & Q(person__isnull=False)),
                name="only_a_vacant_post_has_no_holder",
            ),
            models.CheckConstraint(
                condition=Q(ends__isnull=True) | Q(ends__gte=F("starts")), name="a_holder_ends_after_they_start"
            ),
            models.UniqueConstraint(
                fields=["post"],
                condition=Q(kind=HolderKind.VACANT, ends__isnull=True, taken_back=False),
                name="vacant_once_at_a_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.post}: {self.person or self.kind}"

    @property
    def time(self) -> Span:
        """From its first day to its last."""
        return Span(self.starts, self.ends)


HolderVersion = versions_of(Holder)
