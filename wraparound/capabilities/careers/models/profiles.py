"""What roles ask, as organisations and regions wrote it."""

from django.db import models
from django.db.models import Q

from wraparound.capabilities.careers.models.frameworks import (
    LONGEST_FRAMEWORK_KEY,
    ORGANISATION,
    REGION,
    of_one_place,
)
from wraparound.capabilities.careers.terms.profiles import RoleLevel
from wraparound.capabilities.pipelines.terms.posts import PostRole
from wraparound.records.models.keeping import Record, RecordRows, versions_of


class PostProfile(Record):
    """What a role asks. Of an organisation, or a region's default for its organisations of a kind (empty: of any).

    `asks` are competencies of the framework (its key) with the rung and whether it is essential; `experience` is words
    and whether it is essential.
    """

    keeping = "framework"
    quiet = frozenset({"controller", "organisation", "region", "asks", "experience"})

    organisation = models.ForeignKey(ORGANISATION, on_delete=models.PROTECT, null=True, related_name="+")
    region = models.ForeignKey(REGION, on_delete=models.PROTECT, null=True, related_name="+")
    role = models.CharField(max_length=20)
    level = models.CharField(max_length=10)
    kind = models.CharField("kind of organisation", max_length=40, blank=True)
    framework = models.CharField(max_length=LONGEST_FRAMEWORK_KEY)
    asks = models.JSONField()
    experience = models.JSONField()
    ended_at = models.DateTimeField("no longer asked", null=True)

    objects = RecordRows["PostProfile"].as_manager()

    class Meta:
        verbose_name = "profile of a post"
        constraints = [
            of_one_place("a_profile_is_of_one_place"),
            models.CheckConstraint(
                condition=Q(role__in=[one.value for one in PostRole]) & Q(level__in=[one.value for one in RoleLevel]),
                name="role_of_a_profile_is_known",
            ),
            models.CheckConstraint(condition=Q(kind="") | Q(region__isnull=False), name="only_a_default_is_for_a_kind"),
            models.UniqueConstraint(
                fields=["organisation", "role", "level"],
                condition=Q(ended_at__isnull=True, organisation__isnull=False),
                name="a_role_has_one_profile_here",
            ),
            models.UniqueConstraint(
                fields=["region", "role", "level", "kind"],
                condition=Q(ended_at__isnull=True, region__isnull=False),
                name="a_role_has_one_default",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.role} {self.level}"


PostProfileVersion = versions_of(PostProfile)
