"""A candidate as those read it who lead the organisation, and candidacies as the person reads them themselves."""

from collections import defaultdict
from datetime import date, datetime

from wraparound.capabilities.pipelines.access import LEAD, THEIR_OWN
from wraparound.capabilities.pipelines.calculation.stages import in_order, last_on
from wraparound.capabilities.pipelines.models.vacancies import Candidacy, CandidacyStage, VacancyStage
from wraparound.capabilities.pipelines.queries.days import Day
from wraparound.capabilities.pipelines.queries.seeing import leads
from wraparound.capabilities.pipelines.queries.vacancies import (
    candidates_of,
    decided,
    entered_of,
    vacancy_kept,
    vacancy_lines,
)
from wraparound.capabilities.pipelines.terms.vacancies import (
    OUTCOMES,
    Applicant,
    CandidateLine,
    CandidateTerms,
    Entered,
    NoSuchVacancy,
    OwnCandidacy,
    Source,
    VacancyLine,
)
from wraparound.capabilities.pipelines.wording import vacancies as say
from wraparound.people.access import ensure
from wraparound.people.terms.access import Viewer
from wraparound.people.terms.records import EntryElsewhere, HeldElsewhere
from wraparound.records.queries.history import version_number

OF_CANDIDACIES = Candidacy._meta.label_lower
PART = "Pipelines"
MOST = 100


def candidate_of(number: int, *, viewer: Viewer, today: Day) -> CandidateTerms:
    """A candidate for a vacancy that the viewer keeps, with every decision on them and its reason."""
    ensure(viewer, LEAD)
    row = Candidacy.objects.filter(pk=number, taken_back=False).first()
    if row is None:
        raise NoSuchVacancy
    vacancy = vacancy_kept(row.vacancy_id, viewer=viewer, today=today)
    line = next(
        (one for one in candidates_of(vacancy, viewer=viewer, day=today, today=today) if one.number == number), None
    )
    (about,) = vacancy_lines([vacancy], viewer=viewer, day=today)
    if line is None:
        raise NoSuchVacancy
    return CandidateTerms(line=line, vacancy=about, vacancy_open=about.stage not in OUTCOMES)


def applicant_of(number: int, *, viewer: Viewer, today: Day) -> Applicant:
    """Whoever asks to be removed from a vacancy that the viewer keeps, also where one was entered by mistake."""
    ensure(viewer, LEAD)
    row = Candidacy.objects.filter(pk=number).select_related("vacancy__post__organisation").first()
    if row is None or not leads(row.vacancy.post, viewer=viewer):
        raise NoSuchVacancy
    post = row.vacancy.post
    return Applicant(
        number=number,
        name=row.name,
        source=Source(row.source),
        considered=not row.taken_back,
        vacancy=row.vacancy_id,
        vacancy_there=not row.vacancy.taken_back,
        title=post.title,
        organisation=post.organisation.name,
    )


def decision_kept(number: int, *, viewer: Viewer, today: Day) -> tuple[CandidateTerms, Entered]:
    """The decision on a candidate that the viewer is about to change, with its version."""
    ensure(viewer, LEAD)
    row = CandidacyStage.objects.filter(pk=number, taken_back=False, candidacy__taken_back=False).first()
    if row is None:
        raise NoSuchVacancy
    found = candidate_of(row.candidacy_id, viewer=viewer, today=today)
    entry = next((one for one in found.line.entered if one.number == number), None)
    if entry is None:
        raise NoSuchVacancy
    return found, Entered(**{**vars(entry), "version": version_number(row, viewer=viewer)})


def stage_kept(number: int, *, viewer: Viewer, today: Day) -> tuple[VacancyLine, Entered]:
    """The entry of a vacancy that the viewer is about to change, with its version."""
    ensure(viewer, LEAD)
    row = VacancyStage.objects.filter(pk=number, taken_back=False).first()
    if row is None:
        raise NoSuchVacancy
    vacancy = vacancy_kept(row.vacancy_id, viewer=viewer, today=today)
    entered = entered_of([vacancy], viewer=viewer, day=today).get(vacancy.pk, ())
    entry = next((one for one in entered if one.number == number), None)
    (line,) = vacancy_lines([vacancy], viewer=viewer, day=today)
    if entry is None:
        raise NoSuchVacancy
    return line, Entered(**{**vars(entry), "version": version_number(row, viewer=viewer)})


def candidates_open(number: int, *, viewer: Viewer, today: Day) -> tuple[CandidateLine, ...]:
    """Those still considered for a vacancy that the viewer keeps, by name."""
    row = vacancy_kept(number, viewer=viewer, today=today)
    return tuple(one for one in candidates_of(row, viewer=viewer, day=today, today=today) if one.is_open)


def own_candidacies(*, viewer: Viewer, today: Day, most: int | None = MOST) -> tuple[OwnCandidacy, ...]:
    """The vacancies for which the viewer is or was considered, with each decision, who made it and why.

    At `most` so many, the latest.
    """
    ensure(viewer, THEIR_OWN)
    if viewer.person is None:
        return ()
    return _of(viewer.person, viewer, today, most)


def held_of(*, viewer: Viewer, at: datetime) -> tuple[HeldElsewhere, ...]:
    """What somebody takes away of the vacancies for which they were considered."""
    return tuple(
        HeldElsewhere(
            PART,
            say.own_head(one.title, one.organisation),
            datetime(one.since.year, one.since.month, one.since.day, tzinfo=at.tzinfo),
            one.organisation,
            "\n".join(say.own_lines(one)),
        )
        for one in own_candidacies(viewer=viewer, today=Day(at.date()), most=None)
    )


def candidacy_entries(person: int, *, viewer: Viewer) -> tuple[EntryElsewhere, ...]:
    """Each candidacy of somebody, as an entry of their record that they can say is wrong."""
    found = _of(person, viewer, None)
    return tuple(
        EntryElsewhere(one.number, say.own_head(one.title, one.organisation), say.own_line(one)) for one in found
    )


def _of(person: int, viewer: Viewer, today: Day | None, most: int | None = None) -> tuple[OwnCandidacy, ...]:
    latest = Candidacy.objects.filter(person=person, taken_back=False).order_by("-pk").values("pk")[:most]
    rows = CandidacyStage.objects.filter(candidacy__in=latest, taken_back=False).order_by("-candidacy")
    day, by_candidacy = today or Day(date.max), defaultdict[Candidacy, list[Entered]](list)
    for row in rows.select_related("entered_by", "candidacy__vacancy__post__organisation"):
        by_candidacy[row.candidacy].append(decided(row, viewer=viewer))
    found = []
    for one, some in by_candidacy.items():
        entered, post = in_order(some), one.vacancy.post
        now = last_on(entered, day.on)
        if now is not None:
            found.append(
                OwnCandidacy(
                    number=one.pk,
                    title=post.title,
                    organisation=post.organisation.name,
                    stage=now.stage,
                    since=now.on,
                    entered=entered,
                )
            )
    return tuple(sorted(found, key=lambda one: one.stage in OUTCOMES))
