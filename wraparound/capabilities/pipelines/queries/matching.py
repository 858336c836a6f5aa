"""Who could be considered for a vacancy, requirement by requirement, in neutral order; and what shuts people out."""

from collections.abc import Iterable, Sequence

from wraparound.capabilities.pipelines.access import SEE_COVER
from wraparound.capabilities.pipelines.calculation.lists import pages_of
from wraparound.capabilities.pipelines.calculation.matching import asks_in, findings, fits, shut_out
from wraparound.capabilities.pipelines.models.vacancies import Requirement, Vacancy
from wraparound.capabilities.pipelines.queries.considering import known_as_considered
from wraparound.capabilities.pipelines.queries.days import Day
from wraparound.capabilities.pipelines.queries.facts import considered_for, facts_of
from wraparound.capabilities.pipelines.queries.naming import names_shown
from wraparound.capabilities.pipelines.queries.seeing import leads
from wraparound.capabilities.pipelines.queries.vacancies import vacancy_kept, vacancy_row
from wraparound.capabilities.pipelines.terms.lists import Known
from wraparound.capabilities.pipelines.terms.matching import (
    Answer,
    Finding,
    Matched,
    MatchPage,
    Narrow,
    RequirementSort,
    RequirementTerms,
)
from wraparound.capabilities.pipelines.wording.matching import answered, missing_words
from wraparound.people.terms.access import Viewer
from wraparound.records.queries.history import last_changes

ON_A_PAGE = 15
SHOW = ("name", "posts held", "readiness", "what they would consider")


def requirements_of(row: Vacancy, *, viewer: Viewer, day: Day, versions: bool = False) -> tuple[RequirementTerms, ...]:
    """What a vacancy asked for on the day: essential first, then as entered; free text at the end."""
    kept = list(Requirement.objects.as_at(day.known).filter(vacancy=row.pk, dropped=False).order_by("pk"))
    wanted = {Requirement._meta.label_lower: [one.pk for one in kept]} if versions and kept else {}
    last = {number: one.number for (_, number), one in last_changes(wanted, viewer=viewer).items()}
    return _terms((one.pk, one.essential, one.sort, one.asks, last.get(one.pk, 0)) for one in kept)


def _terms(rows: Iterable[tuple[int, bool, str, str, int]]) -> tuple[RequirementTerms, ...]:
    """Number, whether it is essential, sort, what is asked and version, as terms in the order of the page."""
    terms = [
        RequirementTerms(
            number=number, sort=RequirementSort(sort), essential=essential, asks=asks_in(asks), version=version
        )
        for number, essential, sort, asks, version in rows
    ]
    return tuple(sorted(terms, key=lambda one: (one.sort is RequirementSort.WORDS, not one.essential, one.number)))


def asked_for(number: int, *, viewer: Viewer, day: Day, today: Day) -> tuple[RequirementTerms, ...]:
    """The same of a vacancy that the viewer was found to see on the day, where they see it today."""
    row = vacancy_row(number, viewer=viewer, day=today) if day != today else Vacancy(pk=number)
    return requirements_of(row, viewer=viewer, day=day)


def vacancy_of_requirement(number: int, *, viewer: Viewer, today: Day) -> int:
    """The number of the vacancy that asks for it, which the viewer keeps; NoSuchVacancy otherwise."""
    vacancy = Requirement.objects.filter(pk=number, dropped=False).values_list("vacancy", flat=True).first()
    return int(vacancy_kept(vacancy or 0, viewer=viewer, today=today).pk)


def match_page(
    number: int, *, narrow: Narrow = Narrow.EVERYBODY, page: int = 1, viewer: Viewer, day: Day, today: Day
) -> MatchPage:
    """A page of the people who could be considered, by name, each with every answer and its fact.

    Requirements are those of today, unless the day is read as it was shown. Counts are of everybody, named or not, and
    of what the organisation of the post may read; answers of what the viewer may.
    """
    row = vacancy_row(number, viewer=viewer, day=today, rule=SEE_COVER)
    who = considered_for(row, viewer=viewer, day=day, today=today)
    asked = _terms((number, essential, sort, asks, 0) for number, essential, sort, asks in who.asks)
    read = facts_of(who, row.post, viewer=viewer, day=day, today=today)
    counted = {one: findings(asked, facts, day.on) for one, facts in read.there.items()}
    known = known_as_considered(counted, row.post, who.for_posts, viewer=viewer, day=day, today=today)
    found = {one: findings(asked, read.seen[one], day.on) for one in known}
    fitting = [one for one in _by_name(known.values()) if fits(asked, found[one.number], narrow)]
    pages = pages_of(len(fitting), ON_A_PAGE)
    page = min(page, pages)
    told = fitting[(page - 1) * ON_A_PAGE : page * ON_A_PAGE]
    names_shown([one.number for one in told], SHOW, viewer=viewer)
    return MatchPage(
        vacancy=row.pk,
        title=row.post.title,
        organisation=row.post.organisation.name,
        day=day.on,
        requirements=asked,
        shut_out=shut_out(asked, counted.values()),
        rows=tuple(
            Matched(
                known=one,
                released=one.number in who.released,
                answers=_answers(asked, found[one.number], day),
                missing=_missing(asked, found[one.number], day),
                listed=who.listed.get(one.number),
            )
            for one in told
        ),
        people=len(counted),
        meet_all=sum(fits(asked, some, Narrow.ESSENTIAL) for some in counted.values()),
        hidden=len(counted) - len(known),
        narrow=narrow,
        matching=len(fitting),
        page=page,
        pages=pages,
        leads=leads(row.post, viewer=viewer),
    )


def _by_name(people: Iterable[Known]) -> list[Known]:
    return sorted(people, key=lambda one: (one.name.casefold(), one.number))


def _answers(asked: Sequence[RequirementTerms], found: Sequence[Finding], day: Day) -> tuple[Answer, ...]:
    return tuple(answered(one, each, day.on) for one, each in zip(asked, found, strict=True))


def _missing(asked: Sequence[RequirementTerms], found: Sequence[Finding], day: Day) -> tuple[str, ...]:
    lacks = (missing_words(one, each, day.on) for one, each in zip(asked, found, strict=True))
    return tuple(words for words in lacks if words)
