"""Vacancies with their stages and requirements, and those considered for them."""

from datetime import date
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from wraparound.capabilities.pipelines.models.posts import PERSON, Post, known, spoken
from wraparound.capabilities.pipelines.terms.matching import RequirementSort
from wraparound.capabilities.pipelines.terms.vacancies import LONGEST_BECAUSE, OF_CANDIDATES, Source, Stage, Unfilled
from wraparound.capabilities.pipelines.wording.vacancies import SOURCES, STAGES, STAGES_OF_CANDIDATES, UNFILLED
from wraparound.people.models import FORGOTTEN_WORDS
from wraparound.records.models.keeping import Record, RecordRows, versions_of
from wraparound.records.models.rights import Conversation


class Vacancy(Record):
    """A post to be filled. Costs are in whole pounds so far. `taken_back`: it was opened by mistake, and never was."""

    keeping = "vacancy"

    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="vacancies")
    needed_from = models.DateField("needed from")
    advertising = models.PositiveIntegerField("cost of advertising", null=True)
    search_firm = models.PositiveIntegerField("cost of a search firm", null=True)
    interim_cover = models.PositiveIntegerField("cost of interim cover", null=True)
    other = models.PositiveIntegerField("other cost", null=True)
    taken_back = models.BooleanField("entered by mistake", default=False)

    objects = RecordRows["Vacancy"].as_manager()

    class Meta:
        verbose_name_plural = "vacancies"
        indexes = [models.Index(fields=["post"], name="vacancies_of_a_post")]

    def __str__(self) -> str:
        return f"vacancy of {self.post}"


VacancyVersion = versions_of(Vacancy)


class VacancyStage(Record):
    """A stage that a vacancy came to on a day; `unfilled` says why nobody was appointed."""

    keeping = "vacancy"
    quiet = frozenset({"controller", "entered_by", "entered_by_name"})
    spoken: ClassVar = {"stage": spoken(STAGES), "unfilled": spoken(UNFILLED)}

    vacancy = models.ForeignKey(Vacancy, on_delete=models.PROTECT, related_name="stages")
    stage = models.CharField(max_length=15)
    on = models.DateField("day")
    because = models.CharField("why", max_length=LONGEST_BECAUSE, blank=True)
    unfilled = models.CharField("why nobody was appointed", max_length=15, blank=True)
    taken_back = models.BooleanField("entered by mistake", default=False)
    entered_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, related_name="+")
    entered_by_name = models.CharField(max_length=60, blank=True)

    objects = RecordRows["VacancyStage"].as_manager()

    class Meta:
        indexes = [models.Index(fields=["vacancy", "on"], name="stages_of_a_vacancy")]
        constraints = [
            models.CheckConstraint(condition=known("stage", Stage), name="stage_is_known"),
            models.CheckConstraint(condition=Q(unfilled="") | known("unfilled", Unfilled), name="unfilled_is_known"),
            models.CheckConstraint(
                condition=~Q(stage=Stage.NOT_APPOINTED) | ~Q(unfilled=""), name="not_appointed_says_why"
            ),
            models.UniqueConstraint(
                fields=["vacancy"], condition=Q(stage=Stage.OPENED, taken_back=False), name="a_vacancy_is_opened_once"
            ),
            models.UniqueConstraint(
                fields=["vacancy"],
                condition=Q(stage__in=["appointed", "not_appointed", "withdrawn"], taken_back=False),
                name="a_vacancy_ends_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.vacancy}: {self.stage}"


VacancyStageVersion = versions_of(VacancyStage)


class Requirement(Record):
    """Something a vacancy asks for: `asks` is canonical JSON. One that was dropped is asked no more."""

    keeping = "vacancy"

    vacancy = models.ForeignKey(Vacancy, on_delete=models.PROTECT, related_name="requirements")
    sort = models.CharField("what is asked", max_length=20)
    essential = models.BooleanField()
    asks = models.CharField(max_length=800)
    dropped = models.BooleanField("asked no more", default=False)

    objects = RecordRows["Requirement"].as_manager()

    class Meta:
        indexes = [models.Index(fields=["vacancy"], name="requirements_of_a_vacancy")]
        constraints = [
            models.CheckConstraint(condition=known("sort", RequirementSort), name="requirement_sort_is_known")
        ]

    def __str__(self) -> str:
        return f"{self.vacancy}: {self.sort}"


RequirementVersion = versions_of(Requirement)


class CandidacyStage(Record):
    """A stage that a candidate came to on a day, why, and who decided it. Kept as long as the candidacy, before which
    it is removed: it stands above it here. `with_vacancy`: it was entered with the outcome of the vacancy."""

    keeping = "candidacy"
    close = True
    person_field = "person_id"
    quiet = frozenset({"controller", "person", "candidacy", "entered_by", "entered_by_name", "with_vacancy"})
    forgets: ClassVar = {"because": FORGOTTEN_WORDS}
    spoken: ClassVar = {"stage": spoken(STAGES_OF_CANDIDATES)}

    candidacy = models.ForeignKey("pipelines.Candidacy", on_delete=models.PROTECT, related_name="stages")
    person = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, related_name="+")
    stage = models.CharField(max_length=15)
    on = models.DateField("day")
    because = models.CharField("why", max_length=LONGEST_BECAUSE)
    with_vacancy = models.BooleanField(default=False)
    taken_back = models.BooleanField("entered by mistake", default=False)
    entered_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, related_name="+")
    entered_by_name = models.CharField(max_length=60, blank=True)

    objects = RecordRows["CandidacyStage"].as_manager()

    class Meta:
        indexes = [models.Index(fields=["candidacy", "on"], name="stages_of_a_candidate")]
        constraints = [
            models.CheckConstraint(
                condition=Q(stage__in=[one.value for one in OF_CANDIDATES]), name="candidacy_stage_is_known"
            ),
            models.CheckConstraint(condition=~Q(because=""), name="a_decision_says_why"),
            models.UniqueConstraint(
                fields=["candidacy", "stage"], condition=Q(taken_back=False), name="a_candidate_comes_to_a_stage_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.candidacy}: {self.stage}"

    @classmethod
    def due(cls, last: date) -> models.QuerySet[Any]:
        """Those of candidacies that are due."""
        return cls.objects.filter(candidacy__in=Candidacy.due(last))


CandidacyStageVersion = versions_of(CandidacyStage)


class Candidacy(Record):
    """Somebody considered for a vacancy: a person of this site, or an outside applicant by `name` alone.

    `ends` is the day of their outcome, none while they are considered. `conversation` is the number of the record by
    which they are told, which repeats reasons and goes with the candidacy.
    """

    keeping = "candidacy"
    close = True
    person_field = "person_id"
    counted_from = "ends"
    goes_with: ClassVar = {"conversation": Conversation._meta.label_lower}
    quiet = frozenset({"controller", "person", "conversation", "ends"})
    spoken: ClassVar = {"source": spoken(SOURCES)}

    vacancy = models.ForeignKey(Vacancy, on_delete=models.PROTECT, related_name="candidacies")
    person = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, related_name="+")
    name = models.CharField(max_length=120, blank=True)
    source = models.CharField(max_length=10)
    ends = models.DateField(null=True)
    taken_back = models.BooleanField("entered by mistake", default=False)
    conversation = models.PositiveBigIntegerField(null=True)

    objects = RecordRows["Candidacy"].as_manager()

    class Meta:
        verbose_name_plural = "candidacies"
        indexes = [
            models.Index(fields=["vacancy", "person"], name="candidates_of_a_vacancy"),
            models.Index(fields=["person", "ends"], name="candidacies_of_a_person"),
        ]
        constraints = [
            models.CheckConstraint(condition=known("source", Source), name="candidate_source_is_known"),
            models.CheckConstraint(
                condition=Q(source=Source.OUTSIDE, person__isnull=True) & ~Q(name="")
                | (~Q(source=Source.OUTSIDE) & Q(person__isnull=False, name="")),
                name="only_an_outside_applicant_has_a_name_here",
            ),
            models.UniqueConstraint(
                fields=["vacancy", "person"],
                condition=Q(person__isnull=False, taken_back=False),
                name="considered_once_for_a_vacancy",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person or 'an outside applicant'} for {self.vacancy}"


CandidacyVersion = versions_of(Candidacy)
