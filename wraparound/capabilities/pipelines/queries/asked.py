"""What open vacancies ask for, for those who look at whom that shuts out: no name, and no count of few."""

from collections.abc import Sequence

from django.db.models import Exists, OuterRef

from wraparound.capabilities.pipelines.access import SEE_ASKED
from wraparound.capabilities.pipelines.calculation.matching import RESTS_ON_ANSWERS, findings
from wraparound.capabilities.pipelines.models.vacancies import Vacancy, VacancyStage
from wraparound.capabilities.pipelines.queries.days import Day
from wraparound.capabilities.pipelines.queries.facts import considered_for, facts_of
from wraparound.capabilities.pipelines.queries.matching import requirements_of
from wraparound.capabilities.pipelines.queries.vacancies import entered_of
from wraparound.capabilities.pipelines.terms.asked import AskedOf, VacancyAsked
from wraparound.capabilities.pipelines.terms.matching import Finding, RequirementSort, RequirementTerms, Verdict
from wraparound.capabilities.pipelines.terms.vacancies import OUTCOMES, Entered, Stage
from wraparound.capabilities.pipelines.wording.matching import requirement_words
from wraparound.methods.suppression.profile import Profile
from wraparound.people.access import ensure
from wraparound.people.queries.organisations import organisation_of
from wraparound.people.terms.access import PUBLIC, Subject, Viewer

PROFILE = Profile()
NOT_COUNTED = RESTS_ON_ANSWERS | {RequirementSort.WORDS}
"""What nobody can judge, and what rests on what somebody said of themselves: two vacancies, or one on two days, differ
by one person, and a count that steps between them would tell what that person said."""
MOST_VACANCIES = 50
"""Of one organisation, the latest: more than that no trust has open at once."""


def asked_at(code: str, *, viewer: Viewer, day: Day) -> tuple[VacancyAsked, ...]:
    """Every open vacancy of an organisation, by title, with what it asks for and about how many each thing leaves out.

    NoSuchOrganisation where there is none of this code, NotYours where the viewer's role does not reach it.
    """
    place = organisation_of(code, viewer=viewer)
    ensure(viewer, SEE_ASKED, Subject.at(place.pk, place.region_id))
    ended = VacancyStage.objects.filter(
        vacancy=OuterRef("pk"), stage__in=[one.value for one in OUTCOMES], taken_back=False
    )
    rows = Vacancy.objects.filter(~Exists(ended), post__organisation=place.pk, taken_back=False)
    found = list(rows.select_related("post__organisation__region").order_by("-pk")[:MOST_VACANCIES])
    entered = entered_of(found, viewer=PUBLIC, day=day)
    told = (_vacancy(row, [one for one in entered.get(row.pk, ()) if one.on <= day.on], day) for row in found)
    return tuple(sorted((one for one in told if one), key=lambda one: (one.title.casefold(), one.number)))


def _vacancy(row: Vacancy, entered: Sequence[Entered], day: Day) -> VacancyAsked | None:
    """None where it is not opened yet."""
    if not entered:
        return None
    asked = requirements_of(row, viewer=PUBLIC, day=day)
    # As nobody in particular: counted is what the organisation of the post may read, whoever looks.
    who = considered_for(row, viewer=PUBLIC, day=day, today=day)
    facts = facts_of(who, row.post, viewer=PUBLIC, day=day, today=day).there
    people = [findings(asked, one, day.on) for one in facts.values()]
    return VacancyAsked(
        number=row.pk,
        title=row.post.title,
        stage=entered[-1].stage,
        advertised=any(one.stage is Stage.ADVERTISED for one in entered),
        people=_told(len(people), len(people)),
        asked=tuple(_asked(one, place, people) for place, one in enumerate(asked)),
    )


def _asked(one: RequirementTerms, place: int, people: Sequence[Sequence[Finding]]) -> AskedOf:
    out = sum(found[place].verdict is Verdict.DOES_NOT for found in people)
    judged = one.sort not in NOT_COUNTED
    return AskedOf(
        requirement=one,
        words=requirement_words(one),
        left_out=_told(out, len(people) - out) if judged else None,
        is_counted=judged,
    )


def _told(many: int, others: int) -> int | None:
    """The number in steps, or none where it or the number of the others is small: of neither can anybody be told."""
    if min(many, others) < PROFILE.hidden_below:
        return None
    return PROFILE.step * round(many / PROFILE.step)
