"""Compacts, their texts and signatures, what was promised and what followed; and prospectuses of posts."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from django.db import models
from django.db.models import Q

from wraparound.capabilities.compacts.terms.agreement import Follows, Party
from wraparound.capabilities.compacts.terms.compacts import TextState, UndertakingSort, UndertakingState
from wraparound.capabilities.compacts.terms.prospectuses import LONGEST_ROLE, EditionState
from wraparound.records.models.keeping import Record, RecordRows, let_rows_go, versions_of

PERSON = "people.Person"
ORGANISATION = "people.Organisation"
GOES_TOO: list[tuple[type[Record], str]] = []
"""Records of other modules that go with a compact, and the way from each to it; those that refer to others first."""
GOES_WITH_A_COMPACT: list[Callable[[Sequence[int]], None]] = []
"""What other modules of models do when compacts (by number) are let go: each takes away what hangs on them."""


def _known(field: str, words: type[Any]) -> Q:
    return Q(**{f"{field}__in": [one.value for one in words]})


class Compact(Record):
    """What a trust's board and its leader, and whoever else signs, expect of and promise each other, over its life.

    `post` is the number of the post in pipelines that it is about, where that is entered there; `role` are the words
    under which it was agreed, and stay. `leader` is none until somebody is named. `last_day` is that of the version in
    force, none before there is one. `ended_at`: it was put aside, or its last day has passed.
    """

    keeping = "compact"
    close = True
    person_field = "leader_id"
    counted_from = "ended_at"
    quiet = frozenset({"controller", "opened_by", "opened_by_name", "opened_at", "post"})

    organisation = models.ForeignKey(ORGANISATION, on_delete=models.PROTECT, related_name="+")
    leader = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, related_name="+")
    role = models.CharField(max_length=LONGEST_ROLE)
    post = models.BigIntegerField("number of the post", null=True)
    asks_region = models.BooleanField("the region is asked to sign")
    asks_centre = models.BooleanField("the centre is asked to sign")
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, related_name="+")
    opened_by_name = models.CharField(max_length=60, blank=True)
    last_day = models.DateField(null=True, db_index=True)
    ended_at = models.DateTimeField("ended", null=True)

    objects = RecordRows["Compact"].as_manager()

    def __str__(self) -> str:
        return f"{self.role}, {self.organisation}"

    @classmethod
    def due(cls, last: date) -> models.QuerySet[Any]:
        """Not while a check-in is kept: their time is shorter, so what is left of them is kept by a legal hold."""
        return super().due(last).filter(check_ins__isnull=True, confidants__isnull=True)

    @classmethod
    def let_go(cls, keys: Sequence[int]) -> None:
        """Its texts, signatures, undertakings and seals go with it, all their history, and what else hangs on it."""
        for let_go in GOES_WITH_A_COMPACT:
            let_go(keys)
        texts = list(Text.objects.filter(compact__in=keys).values_list("pk", flat=True))
        Seal.objects.filter(text__in=texts).delete()
        hanging: list[tuple[type[Record], str, Sequence[int]]] = [
            *((one, way, keys) for one, way in GOES_TOO),
            (Comment, "text", texts),
            (Signature, "text", texts),
            (Effect, "compact", keys),
            (Undertaking, "compact", keys),
            (Text, "compact", keys),
        ]
        for model, way, of in hanging:
            let_rows_go(model, way, of)


CompactVersion = versions_of(Compact)


class Text(Record):
    """One version of the text of a compact, by one side. `content` is the agreement as canonical JSON."""

    keeping = "compact"
    close = True
    quiet = frozenset({"controller", "compact", "content", "frozen", "written_by", "written_by_name"})

    compact = models.ForeignKey(Compact, on_delete=models.PROTECT, related_name="texts")
    number = models.PositiveIntegerField()
    side = models.CharField(max_length=10)
    state = models.CharField(max_length=10, default=TextState.PRIVATE)
    content = models.TextField()
    frozen = models.TextField(blank=True)
    written_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, related_name="+")
    written_by_name = models.CharField(max_length=60, blank=True)
    begun_at = models.DateTimeField()
    shared_at = models.DateTimeField(null=True)
    offered_at = models.DateTimeField(null=True)
    in_force_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    objects = RecordRows["Text"].as_manager()

    class Meta:
        indexes = [models.Index(fields=["compact", "state"], name="texts_of_a_compact")]
        constraints = [
            models.UniqueConstraint(fields=["compact", "number"], name="a_version_once"),
            models.UniqueConstraint(
                fields=["compact"], condition=Q(state=TextState.IN_FORCE), name="one_version_in_force"
            ),
            models.UniqueConstraint(
                fields=["compact"], condition=Q(state=TextState.OFFERED), name="one_version_offered"
            ),
            models.CheckConstraint(condition=_known("state", TextState), name="text_state_is_known"),
            models.CheckConstraint(condition=_known("side", Party), name="text_side_is_known"),
        ]

    def __str__(self) -> str:
        return f"version {self.number}"


TextVersion = versions_of(Text)


class Seal(models.Model):
    """What was offered or signed, to the byte, with its fingerprint and the mark that only this site's key makes."""

    text = models.ForeignKey(Text, on_delete=models.PROTECT, related_name="seals")
    signed = models.BooleanField()
    body = models.TextField()
    digest = models.CharField(max_length=64)
    mark = models.CharField(max_length=100)
    at = models.DateTimeField()

    not_a_record = "A copy of a text and its signatures, to hold them against; it goes with the compact."
    only_added_to = True

    class Meta:
        indexes = [models.Index(fields=["text", "signed"], name="seals_of_a_text")]

    def __str__(self) -> str:
        return self.digest[:12]


class Signature(Record):
    """Somebody signed a version for a party: the name they typed, in which role. `void_at`: it counts no longer."""

    keeping = "compact"
    close = True
    person_field = "signer_id"
    quiet = frozenset({"controller", "signer", "text"})

    text = models.ForeignKey(Text, on_delete=models.PROTECT, related_name="signatures")
    party = models.CharField(max_length=10)
    signer = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    acting_as = models.CharField(max_length=250)
    typed = models.CharField("name typed", max_length=130)
    digest = models.CharField("fingerprint of what was signed", max_length=64)
    signed_at = models.DateTimeField()
    void_at = models.DateTimeField(null=True)
    void_because = models.CharField(max_length=200, blank=True)

    objects = RecordRows["Signature"].as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["text", "party"], condition=Q(void_at__isnull=True), name="a_party_signs_once"
            ),
            models.CheckConstraint(condition=_known("party", Party), name="signing_party_is_known"),
        ]

    def __str__(self) -> str:
        return f"{self.party} signed"


SignatureVersion = versions_of(Signature)


class Comment(Record):
    """Something said of a text, or of one item of it (`key`)."""

    keeping = "compact"
    close = True
    person_field = "said_by_id"
    quiet = frozenset({"controller", "said_by", "text", "key"})

    text = models.ForeignKey(Text, on_delete=models.PROTECT, related_name="comments")
    key = models.CharField(max_length=12, blank=True)
    words = models.CharField(max_length=2000)
    said_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    party = models.CharField(max_length=10, blank=True)
    said_at = models.DateTimeField()
    taken_back_at = models.DateTimeField(null=True)

    objects = RecordRows["Comment"].as_manager()

    def __str__(self) -> str:
        return self.words[:40]


CommentVersion = versions_of(Comment)


class Undertaking(Record):
    """A promise or a condition of a compact in force, and whether it was kept."""

    keeping = "compact"
    close = True
    quiet = frozenset({"controller", "compact", "key"})

    compact = models.ForeignKey(Compact, on_delete=models.PROTECT, related_name="undertakings")
    key = models.CharField(max_length=12)
    sort = models.CharField(max_length=10)
    words = models.CharField(max_length=500)
    component = models.CharField(max_length=40, blank=True)
    giver = models.CharField(max_length=10)
    giver_name = models.CharField(max_length=150, blank=True)
    receiver = models.CharField(max_length=10, blank=True)
    receiver_name = models.CharField(max_length=150, blank=True)
    days = models.FloatField(null=True)
    cost = models.PositiveBigIntegerField(null=True)
    paid_by = models.CharField(max_length=10, blank=True)
    starts = models.DateField(null=True)
    review = models.DateField(null=True)
    due_on = models.DateField()
    follows = models.CharField(max_length=10)
    grace = models.PositiveIntegerField(default=0)
    bears_on = models.CharField(max_length=500, blank=True)
    state = models.CharField(max_length=10, default=UndertakingState.OPEN)
    delivered_on = models.DateField(null=True)
    days_given = models.FloatField(null=True)
    evidence = models.CharField(max_length=500, blank=True)
    contested = models.BooleanField("another side says otherwise", default=False)
    reported_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, related_name="+")
    reported_for = models.CharField(max_length=10, blank=True)
    reported_at = models.DateTimeField(null=True)
    confirmed_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, related_name="+")
    confirmed_for = models.CharField(max_length=10, blank=True)
    confirmed_at = models.DateTimeField(null=True)

    objects = RecordRows["Undertaking"].as_manager()

    class Meta:
        indexes = [models.Index(fields=["state", "due_on"], name="undertakings_due")]
        constraints = [
            models.UniqueConstraint(fields=["compact", "key"], name="an_undertaking_once"),
            models.CheckConstraint(condition=_known("state", UndertakingState), name="undertaking_state_is_known"),
            models.CheckConstraint(condition=_known("sort", UndertakingSort), name="undertaking_sort_is_known"),
            models.CheckConstraint(condition=_known("follows", Follows), name="what_follows_is_known"),
            models.CheckConstraint(
                condition=~Q(state=UndertakingState.KEPT) | Q(delivered_on__isnull=False), name="kept_says_when"
            ),
        ]

    def __str__(self) -> str:
        return self.words[:40]


UndertakingVersion = versions_of(Undertaking)


class Effect(Record):
    """What followed an undertaking that was not kept in time: the clock paused, ranges anew, or a review called."""

    keeping = "compact"
    close = True
    quiet = frozenset({"controller", "compact", "undertaking", "ranges"})

    compact = models.ForeignKey(Compact, on_delete=models.PROTECT, related_name="effects")
    undertaking = models.ForeignKey(Undertaking, on_delete=models.PROTECT, related_name="effects")
    words = models.CharField("because of what", max_length=500)
    sort = models.CharField(max_length=10)
    starts = models.DateField()
    ends = models.DateField(null=True)
    said_at = models.DateTimeField()
    bears_on = models.CharField(max_length=500, blank=True)
    ranges = models.TextField(blank=True)
    lifted = models.CharField(max_length=200, blank=True)

    objects = RecordRows["Effect"].as_manager()

    class Meta:
        indexes = [models.Index(fields=["compact", "sort"], name="effects_of_a_compact")]
        constraints = [
            models.UniqueConstraint(
                fields=["undertaking"], condition=Q(ends__isnull=True), name="one_effect_of_an_undertaking_at_a_time"
            ),
            models.CheckConstraint(condition=_known("sort", Follows), name="effect_is_known"),
            models.CheckConstraint(
                condition=Q(ends__isnull=True) | Q(ends__gte=models.F("starts")), name="effect_ends"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.sort} from {self.starts}"


EffectVersion = versions_of(Effect)


class Prospectus(Record):
    """What those who might apply for a post can read before they do: an organisation, and a role in words.

    `post` is the number of the post in pipelines, where it is entered there.
    """

    keeping = "prospectus"
    quiet = frozenset({"controller", "opened_at", "post"})

    organisation = models.ForeignKey(ORGANISATION, on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=LONGEST_ROLE)
    post = models.BigIntegerField("number of the post", null=True)
    opened_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    objects = RecordRows["Prospectus"].as_manager()

    def __str__(self) -> str:
        return f"{self.role}, {self.organisation}"


ProspectusVersion = versions_of(Prospectus)


class Edition(Record):
    """One edition of a prospectus; what was published is never changed again. `content` is canonical JSON."""

    keeping = "prospectus"
    quiet = frozenset({"controller", "prospectus", "content", "written_by", "reviewed_by"})

    prospectus = models.ForeignKey(Prospectus, on_delete=models.PROTECT, related_name="editions")
    number = models.PositiveIntegerField()
    state = models.CharField(max_length=10, default=EditionState.DRAFT)
    content = models.TextField()
    written_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, related_name="+")
    written_by_name = models.CharField(max_length=60, blank=True)
    reviewed_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, related_name="+")
    review = models.CharField(max_length=1000, blank=True)
    objected = models.BooleanField("somebody asked for a change, and nobody has found it fine since", default=False)
    published_at = models.DateTimeField(null=True)
    replaced_at = models.DateTimeField(null=True)

    objects = RecordRows["Edition"].as_manager()

    class Meta:
        indexes = [models.Index(fields=["state", "prospectus"], name="editions_by_state")]
        constraints = [
            models.UniqueConstraint(fields=["prospectus", "number"], name="an_edition_once"),
            models.UniqueConstraint(
                fields=["prospectus"], condition=Q(state=EditionState.PUBLISHED), name="one_edition_published"
            ),
            models.CheckConstraint(condition=_known("state", EditionState), name="edition_state_is_known"),
        ]

    def __str__(self) -> str:
        return f"edition {self.number}"


EditionVersion = versions_of(Edition)
