"""People to people: cohorts, who joined them, whom nobody is to be paired with, and pairs.

What is between two people is read by them alone: no log, count or report tells others that it is there.
"""

from datetime import date
from typing import Any, ClassVar

from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from wraparound.capabilities.partnerships.terms.pairs import LONGEST_NAME, LONGEST_SHOWN, LONGEST_WANTS
from wraparound.capabilities.partnerships.wording.pairs import OFTEN, SIDES, SORTS
from wraparound.records.models.keeping import Record, RecordRows, moment_after, versions_of

PERSON = "people.Person"
ORGANISATION = "people.Organisation"
REGION = "people.Region"


def _spoken(table: Any) -> dict[str, str]:
    return {one.value: words for one, words in table.items()}


class Cohort(Record):
    """People of an organisation or a region who are paired together; they join until `joins_until`.

    `seed` is what the neutral order is made from. `made_at` is when pairs were last made, `stirred` that since
    then somebody joined, left or changed something on which pairs depend: marks of use, of which history says nothing.
    """

    keeping = "cohort"
    person_field = "opened_by_id"
    untracked = frozenset({"made_at", "stirred", "seed"})
    quiet = frozenset({"controller", "opened_by", "opened_at"})
    spoken: ClassVar = {"sort": _spoken(SORTS)}

    sort = models.CharField(max_length=20)
    name = models.CharField(max_length=LONGEST_NAME)
    organisation = models.ForeignKey(ORGANISATION, on_delete=models.PROTECT, null=True, related_name="+")
    region = models.ForeignKey(REGION, on_delete=models.PROTECT, null=True, related_name="+")
    joins_until = models.DateField("last day to join")
    opened_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()
    ended_at = models.DateTimeField("ended", null=True)
    seed = models.PositiveIntegerField()
    made_at = models.DateTimeField(null=True)
    stirred = models.BooleanField(default=True)

    objects = RecordRows["Cohort"].as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="a_cohort_has_a_name"),
            models.CheckConstraint(
                condition=Q(organisation__isnull=True, region__isnull=False)
                | Q(organisation__isnull=False, region__isnull=True),
                name="a_cohort_is_of_one_place",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @classmethod
    def due(cls, last: date) -> models.QuerySet[Any]:
        """Those that ended on or before the day."""
        return cls.objects.filter(ended_at__lt=moment_after(last))


CohortVersion = versions_of(Cohort)


def without_its_cohort() -> Q:
    """That the cohort has gone: a legal hold kept what somebody said, and was released later."""
    return Q(~Exists(Cohort.objects.filter(pk=OuterRef("cohort_id"))))


# No constraints towards cohorts and pairs below: a legal hold can keep what somebody said after these have gone.
class CohortInvited(Record):
    """Somebody whom an organiser invited from beyond the place of a cohort."""

    keeping = "pairing"
    close = True
    between_two = True
    person_field = "person_id"
    untracked = frozenset({"told_at"})
    quiet = frozenset({"controller", "cohort", "person", "invited_at"})

    cohort = models.ForeignKey(Cohort, on_delete=models.DO_NOTHING, db_constraint=False, related_name="invited")
    person = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    invited_at = models.DateTimeField()
    told_at = models.DateTimeField(null=True)

    objects = RecordRows["CohortInvited"].as_manager()

    class Meta:
        verbose_name = "invitation to a cohort"
        constraints = [models.UniqueConstraint(fields=["cohort", "person"], name="invited_to_a_cohort_once")]

    def __str__(self) -> str:
        return "an invitation to a cohort"

    @classmethod
    def due(cls, last: date) -> models.QuerySet[Any]:
        """Those to cohorts that ended on or before the day."""
        return cls.objects.filter(
            Q(cohort__ended_at__lt=moment_after(last)) | ~Exists(Cohort.objects.filter(pk=OuterRef("cohort_id")))
        )


CohortInvitedVersion = versions_of(CohortInvited)


class Joining(Record):
    """That somebody is in a cohort, what they said, and why they have whom they have, in counts.

    Topics and wishes are lists: words, and numbers of other joinings. History says that something was changed, and
    keeps none of it.
    """

    keeping = "pairing"
    close = True
    between_two = True
    person_field = "person_id"
    untracked = frozenset(
        {"wants", "seeks_topics", "gives_topics", "wishes_seeking", "wishes_giving", "wishes_only", "why", "shown_as"}
    )
    quiet = frozenset({"controller", "cohort", "person", "joined_at"})
    spoken: ClassVar = {"often": _spoken(OFTEN)}

    cohort = models.ForeignKey(Cohort, on_delete=models.DO_NOTHING, db_constraint=False, related_name="joinings")
    person = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    seeks = models.BooleanField()
    gives = models.BooleanField()
    seeks_topics = models.JSONField(default=list)
    gives_topics = models.JSONField(default=list)
    wants = models.CharField(max_length=LONGEST_WANTS, blank=True)
    places = models.PositiveSmallIntegerField(default=1)
    often = models.CharField(max_length=20)
    shown_as = models.CharField(max_length=LONGEST_SHOWN, blank=True)
    wishes_seeking = models.JSONField(default=list)
    wishes_giving = models.JSONField(default=list)
    wishes_only = models.BooleanField(default=False)
    why = models.JSONField(null=True)
    joined_at = models.DateTimeField()
    said_at = models.DateTimeField("last said")
    left_at = models.DateTimeField("left", null=True)

    objects = RecordRows["Joining"].as_manager()

    class Meta:
        verbose_name = "place in a cohort"
        indexes = [models.Index(fields=["person", "cohort"], name="cohorts_of_a_person")]
        constraints = [
            models.UniqueConstraint(fields=["cohort", "person"], name="joins_a_cohort_once"),
            models.CheckConstraint(condition=Q(seeks=True) | Q(gives=True), name="joins_on_a_side"),
        ]

    def __str__(self) -> str:
        return "a place in a cohort"

    @classmethod
    def due(cls, last: date) -> models.QuerySet[Any]:
        """Those in cohorts that ended on or before the day."""
        return cls.objects.filter(
            Q(cohort__ended_at__lt=moment_after(last)) | ~Exists(Cohort.objects.filter(pk=OuterRef("cohort_id")))
        )


JoiningVersion = versions_of(Joining)


class Bar(Record):
    """Two people who must not be paired, as one of them said, or as an organiser did for a cohort; never why."""

    keeping = "pairing"
    close = True
    between_two = True
    person_field = "said_by_id"
    untracked = frozenset({"one", "two"})
    quiet = frozenset({"controller", "cohort", "said_by", "said_at"})

    said_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    cohort = models.ForeignKey(Cohort, on_delete=models.DO_NOTHING, db_constraint=False, null=True, related_name="bars")
    one = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    two = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    said_at = models.DateTimeField()
    ended_at = models.DateTimeField("taken back", null=True)

    objects = RecordRows["Bar"].as_manager()

    class Meta:
        verbose_name = "two who must not be paired"
        constraints = [models.CheckConstraint(condition=~Q(one=F("two")), name="a_bar_is_between_two_people")]

    def __str__(self) -> str:
        return "two who must not be paired"

    @classmethod
    def due(cls, last: date) -> models.QuerySet[Any]:
        """Those taken back, or whose cohort ended, on or before the day."""
        before = moment_after(last)
        alone = Q(cohort_id__isnull=False) & without_its_cohort()
        return cls.objects.filter(Q(ended_at__lt=before) | Q(cohort__ended_at__lt=before) | alone)


BarVersion = versions_of(Bar)


class PairPart(Record):
    """One of the two in a pair: what they accepted, and what they wrote for themselves.

    Each has their own, so that what one of them said goes with them and the other keeps theirs.
    """

    keeping = "pairing"
    close = True
    between_two = True
    person_field = "person_id"
    untracked = frozenset({"wants", "topics", "note", "told_at"})
    quiet = frozenset({"controller", "pair", "person"})
    spoken: ClassVar = {"side": _spoken(SIDES)}

    pair = models.ForeignKey("Pair", on_delete=models.DO_NOTHING, db_constraint=False, related_name="parts")
    person = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    side = models.CharField(max_length=10)
    joining = models.BigIntegerField(null=True)
    wants = models.CharField(max_length=LONGEST_WANTS, blank=True)
    topics = models.JSONField(default=list)
    accepted_at = models.DateTimeField("accepted", null=True)
    organiser_may_know = models.BooleanField("organiser may know", default=False)
    note = models.TextField(blank=True)
    told_at = models.DateTimeField(null=True)

    objects = RecordRows["PairPart"].as_manager()

    class Meta:
        verbose_name = "part in a pair"
        indexes = [models.Index(fields=["person", "pair"], name="pairs_of_a_person")]
        constraints = [
            models.UniqueConstraint(fields=["pair", "side"], name="one_on_each_side_of_a_pair"),
            models.UniqueConstraint(fields=["pair", "person"], name="nobody_is_paired_with_themselves"),
        ]

    def __str__(self) -> str:
        return "a part in a pair"

    @classmethod
    def due(cls, last: date) -> models.QuerySet[Any]:
        """Those of pairs that ended on or before the day, or that a hold kept after their pair went."""
        return cls.objects.filter(
            Q(pair__ended_at__lt=moment_after(last)) | ~Exists(Pair.objects.filter(pk=OuterRef("pair_id")))
        )


PairPartVersion = versions_of(PairPart)


class Pair(Record):
    """Two people, proposed by a run of a cohort or asked one by the other; and when they meet. It names neither.

    `withdrawn`: a later run proposed others before anybody had accepted. Who declined or ended it stands nowhere.
    """

    keeping = "pairing"
    close = True
    between_two = True
    counted_from = "ended_at"
    quiet = frozenset({"controller", "cohort", "proposed_at"})
    spoken: ClassVar = {"sort": _spoken(SORTS), "often": _spoken(OFTEN)}

    cohort = models.ForeignKey(
        Cohort, on_delete=models.DO_NOTHING, db_constraint=False, null=True, related_name="pairs"
    )
    sort = models.CharField(max_length=20)
    often = models.CharField(max_length=20)
    proposed_at = models.DateTimeField()
    first_meeting = models.DateField(null=True)
    next_meeting = models.DateField(null=True)
    ends_on = models.DateField("last day", null=True)
    ended_at = models.DateTimeField("ended", null=True)
    withdrawn = models.BooleanField(default=False)

    objects = RecordRows["Pair"].as_manager()

    class Meta:
        indexes = [models.Index(fields=["cohort", "ended_at"], name="pairs_of_a_cohort")]

    def __str__(self) -> str:
        return "a pair"


PairVersion = versions_of(Pair)
