"""Reviews of a partnership, what each side wrote, and texts of both: the shared diagnosis, notes of reviews."""

from django.db import models
from django.db.models import Q

from wraparound.capabilities.partnerships.models.agreements import GOES_TOO, Agreement, known_words
from wraparound.capabilities.partnerships.models.own_words import PERSON
from wraparound.capabilities.partnerships.terms.agreements import LONGEST_DIAGNOSIS, Side
from wraparound.capabilities.partnerships.terms.reviews import LONGEST_PART, ReviewSort
from wraparound.records.models.keeping import Record, RecordRows, versions_of


class PartnershipReview(Record):
    """A review on its day, or that of the end. A side `publishes` what was learned at the end to the region."""

    keeping = "partnership"
    close = True
    quiet = frozenset({"controller", "agreement"})

    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="reviews")
    sort = models.CharField(max_length=10)
    due_on = models.DateField()
    left_at = models.DateTimeField("no longer asked for", null=True)
    told_at = models.DateTimeField("both boards were told", null=True)
    helper_publishes = models.BooleanField("the helper lets the region read it", default=False)
    helped_publishes = models.BooleanField("the helped lets the region read it", default=False)

    objects = RecordRows["PartnershipReview"].as_manager()

    class Meta:
        verbose_name = "review of a partnership"
        indexes = [models.Index(fields=["due_on"], name="partnership_reviews_due")]
        constraints = [
            models.UniqueConstraint(fields=["agreement", "sort", "due_on"], name="a_review_on_a_day_once"),
            models.CheckConstraint(condition=known_words("sort", ReviewSort), name="partnership_review_sort_is_known"),
        ]

    def __str__(self) -> str:
        return f"{self.sort} of {self.due_on}"


PartnershipReviewVersion = versions_of(PartnershipReview)


class ReviewWords(Record):
    """What one side wrote of a review; `late` where it had been shown the other's before."""

    keeping = "partnership"
    close = True
    quiet = frozenset({"controller", "review", "written_by"})

    review = models.ForeignKey(PartnershipReview, on_delete=models.PROTECT, related_name="words")
    side = models.CharField(max_length=10)
    offered = models.CharField("what was offered", max_length=LONGEST_PART, blank=True)
    delivered = models.CharField("what was delivered", max_length=LONGEST_PART)
    days_given = models.FloatField("people's days given", null=True)
    learned = models.CharField("what was learned", max_length=LONGEST_PART)
    change = models.CharField("what to change", max_length=LONGEST_PART, blank=True)
    late = models.BooleanField("had read the other side's", default=False)
    written_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField()

    objects = RecordRows["ReviewWords"].as_manager()

    class Meta:
        verbose_name = "words of one board at a review"
        constraints = [
            models.UniqueConstraint(fields=["review", "side"], name="a_side_writes_a_review_once"),
            models.CheckConstraint(condition=known_words("side", Side), name="review_side_is_known"),
            models.CheckConstraint(condition=Q(days_given__isnull=True) | Q(days_given__gte=0), name="days_were_given"),
        ]

    def __str__(self) -> str:
        return self.learned[:40]


ReviewWordsVersion = versions_of(ReviewWords)


class JointText(Record):
    """A text of both sides in versions: the shared diagnosis where `review` is none, else the note of that review.

    Whoever writes a version agrees to it; `agreed_at` is when the other side did. It is answered, never edited.
    """

    keeping = "partnership"
    close = True
    quiet = frozenset({"controller", "agreement", "review", "written_by", "agreed_by"})

    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="texts")
    review = models.ForeignKey(PartnershipReview, on_delete=models.PROTECT, null=True, related_name="notes")
    number = models.PositiveIntegerField()
    side = models.CharField(max_length=10)
    words = models.CharField(max_length=LONGEST_DIAGNOSIS)
    written_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField()
    agreed_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, related_name="+")
    agreed_at = models.DateTimeField("agreed by the other side", null=True)

    objects = RecordRows["JointText"].as_manager()

    class Meta:
        verbose_name = "text of both boards"
        constraints = [
            models.UniqueConstraint(
                fields=["agreement", "number"], condition=Q(review__isnull=True), name="a_shared_diagnosis_once"
            ),
            models.UniqueConstraint(fields=["review", "number"], name="a_note_of_a_review_once"),
            models.CheckConstraint(condition=known_words("side", Side), name="joint_text_side_is_known"),
        ]

    def __str__(self) -> str:
        return self.words[:40]


JointTextVersion = versions_of(JointText)

GOES_TOO.extend(((JointText, "agreement"), (ReviewWords, "review__agreement"), (PartnershipReview, "agreement")))
