"""One milestone: as its owner and those who keep or read the plan see it, and its row for actions."""

from datetime import date

from wraparound.capabilities.delivery.access import DO_MILESTONE, KEEP_PLAN, OWN_MILESTONE, READ_PLAN
from wraparound.capabilities.delivery.calculation.waiting import waiting_on
from wraparound.capabilities.delivery.models.milestones import Milestone
from wraparound.capabilities.delivery.queries.reading import about, history_of, milestone_terms, waits_of
from wraparound.capabilities.delivery.queries.recommendations import recommendations_of
from wraparound.capabilities.delivery.terms.milestones import EvidenceSort, MilestoneState, MilestoneTerms
from wraparound.capabilities.delivery.terms.plans import MilestonePage, OwnMilestone, Steps
from wraparound.capabilities.delivery.terms.recommendations import NotInPlan
from wraparound.capabilities.sources.queries.releases import release_in_use
from wraparound.people.access import Rule, allows
from wraparound.people.queries.looking import shown
from wraparound.people.terms.access import Subject, Viewer
from wraparound.published.measure_files import cards_in
from wraparound.published.measures import Cards
from wraparound.records.queries.history import version_number

MOST_OWN = 200


def milestone_of(number: int, rule: Rule, *, viewer: Viewer) -> Milestone:
    """The row that the rule lets the viewer reach; NotInPlan otherwise, also where there is none."""
    rows = Milestone.objects.select_related("organisation__region", "organisation__controller", "owner")
    found = rows.filter(pk=number).first()
    if found is None or not allows(viewer, rule, subject_of(found, viewer=viewer)):
        raise NotInPlan
    return found


def subject_of(row: Milestone, *, viewer: Viewer) -> Subject:
    """Whom and what a milestone is about: its owner and its organisation."""
    return Subject(
        person=row.owner_id,
        organisations=frozenset({row.organisation_id}),
        regions=frozenset({row.organisation.region_id}),
    )


def milestone(number: int, *, viewer: Viewer, today: date) -> MilestonePage:
    """One milestone as the viewer may read it; NotInPlan where it is not theirs.

    Whoever only owns it reads the titles of what it waits for and of what waits for it, and whose those are.
    """
    row = milestone_of(number, OWN_MILESTONE, viewer=viewer)
    place, subject = row.organisation, subject_of(row, viewer=viewer)
    every = waits_of(place, viewer=viewer)
    here = {one.pk: one for one in Milestone.objects.filter(organisation=place.pk).select_related("owner")}
    waits = every.get(number, ())
    waited_by = tuple(sorted(other for other, on in every.items() if number in on))
    near = [here[one] for one in (number, *waits, *waited_by) if one in here]
    rule = READ_PLAN if allows(viewer, READ_PLAN, about(place, viewer=viewer)) else OWN_MILESTONE
    shown([one.owner_id for one in near], ("name", "milestones"), rule, viewer=viewer, about=subject)
    keep = allows(viewer, KEEP_PLAN, about(place, viewer=viewer))
    _, moves = history_of([number], viewer=viewer)
    terms = milestone_terms(row, waits, viewer=viewer)
    return MilestonePage(
        code=place.code,
        name=place.name,
        made_up=place.made_up,
        milestone=terms,
        version=version_number(row, viewer=viewer),
        waits_for=tuple(milestone_terms(here[one], every.get(one, ()), viewer=viewer) for one in waits if one in here),
        waited_by=tuple(milestone_terms(here[one], every.get(one, ()), viewer=viewer) for one in waited_by),
        moves=moves.get(number, ()),
        could_wait_for=_could_wait_for(number, here, every) if keep and terms.is_open else (),
        recommendation=_titled(row, viewer),
        figure=_figure(terms, viewer),
        steps=Steps(keep=keep, own=allows(viewer, DO_MILESTONE, subject)),
        on=today,
    )


def own_milestones(*, viewer: Viewer) -> tuple[OwnMilestone, ...]:
    """Open milestones that the viewer owns, the earliest due first."""
    if viewer.person is None:
        return ()
    rows = Milestone.objects.filter(owner=viewer.person, state=MilestoneState.OPEN).select_related(
        "organisation", "owner"
    )
    return tuple(
        OwnMilestone(
            code=row.organisation.code, name=row.organisation.name, milestone=milestone_terms(row, viewer=viewer)
        )
        for row in rows.order_by("due_on", "pk")[:MOST_OWN]
    )


def measures_to_choose(*, viewer: Viewer) -> tuple[tuple[str, str], ...]:
    """Key and name of every published measure that can show a milestone."""
    return tuple((str(key), card.label) for key, card in _cards(viewer).items())


def _cards(viewer: Viewer) -> Cards:
    return cards_in(release_in_use(viewer=viewer))


def _figure(one: MilestoneTerms, viewer: Viewer) -> str:
    """What the measure is called that shows it; empty where another thing does."""
    if one.evidence.sort is not EvidenceSort.FIGURE:
        return ""
    return next((card.label for key, card in _cards(viewer).items() if key == one.evidence.of), one.evidence.of)


def _titled(row: Milestone, viewer: Viewer) -> str:
    known = recommendations_of(row.organisation, viewer=viewer) if row.recommendation else ()
    return next((one.title for one in known if one.key == row.recommendation), "")


def _could_wait_for(
    number: int, here: dict[int, Milestone], waits: dict[int, tuple[int, ...]]
) -> tuple[tuple[int, str], ...]:
    """Open milestones of the plan that it can wait for without closing a loop, by due day."""
    cannot = {number, *waits.get(number, ()), *waiting_on(waits, number)}
    can = [one for one in here.values() if one.state == MilestoneState.OPEN and one.pk not in cannot]
    return tuple((one.pk, one.title) for one in sorted(can, key=lambda one: (one.due_on, one.pk)))
