"""For which places somebody may ask, whom a pulse could ask there, and which earlier reports it is judged beside."""

from collections import defaultdict
from collections.abc import Collection
from datetime import date, timedelta

from django.db.models import Max, Q

from wraparound.capabilities.listening.access import ASK
from wraparound.capabilities.listening.calculation.pulses import JUDGED_ALONG, from_data, same_words, shown_again
from wraparound.capabilities.listening.models.pulses import Asked, Pulse, Willing
from wraparound.capabilities.listening.terms.pulses import AskedOften, CouldBeAsked, PulseQuestion, Split, Whom
from wraparound.capabilities.listening.wording.pulses import TIMES, place_label
from wraparound.capabilities.pipelines.queries.holding import holding_posts
from wraparound.methods.disclosure import Shown
from wraparound.people.access import Rule, reach
from wraparound.people.models import Membership, Organisation, Region
from wraparound.people.terms.access import Viewer

YEAR = timedelta(days=365)


def places_to_ask(*, viewer: Viewer) -> tuple[tuple[str, str], ...]:
    """For which regions and organisations the viewer may ask: `region:CODE` or `organisation:CODE`, and the name."""
    far = reach(viewer, ASK)
    regions = Region.objects.filter(pk__in=far.regions).order_by("name")
    organisations = Organisation.objects.filter(pk__in=far.organisations).order_by("name")
    return (
        *((f"region:{row.code}", place_label(row.name, is_region=True)) for row in regions),
        *((f"organisation:{row.code}", row.name) for row in organisations),
    )


def covers(row: Pulse, rule: Rule, *, viewer: Viewer) -> bool:
    """Whether the rule lets the viewer reach the place of a pulse. What a trust asks is its own, not its region's."""
    far = reach(viewer, rule)
    return far.nation or row.region_id in far.regions or row.organisation_id in far.organisations


def could_be_asked(
    *,
    organisation: int | None,
    region: int | None,
    whom: Whom,
    split: Split,
    viewer: Viewer,
    on: date,
    besides: Collection[int] = (),
) -> tuple[CouldBeAsked, ...]:
    """Everybody whom a pulse of the place could ask, each once, besides whoever asks and `besides`.

    The caller has checked who asks.

    Somebody who belongs to several organisations counts with the one they came to last. Only who can sign in is asked.
    """
    here = Q(organisation=organisation) if organisation else Q(organisation__region=region)
    rows = Membership.objects.current(on).filter(here, person__is_active=True)
    rows = rows.filter(Q(person__email__isnull=False) | Q(person__made_up=True)).exclude(
        person__in={*besides, viewer.person or 0}
    )
    if whom is Whom.POSTS:
        rows = rows.filter(person__in=holding_posts(organisation=organisation, region=region, viewer=viewer, on=on))
    ordered = rows.order_by("starts", "pk").values_list("person", "organisation__kind", "starts")
    newest = {person: (kind, starts) for person, kind, starts in ordered}
    often = dict(Willing.objects.filter(person__in=rows.values("person")).values_list("person", "often"))
    asked = Asked.objects.filter(person__in=rows.values("person")).values_list("person").annotate(Max("on"))
    last = dict(asked)
    return tuple(
        CouldBeAsked(
            person=person,
            label=_label(split, kind, starts, on),
            often=AskedOften(often.get(person, AskedOften.QUARTER)),
            last_asked=last.get(person),
        )
        for person, (kind, starts) in sorted(newest.items())
    )


def _label(split: Split, kind: str, starts: date, on: date) -> str:
    if split is Split.KIND:
        return kind
    if split is Split.TIME:
        return TIMES[0] if on - starts < YEAR else TIMES[1] if on - starts < 3 * YEAR else TIMES[2]
    return "Everybody"


def people_by_group(number: int, *, viewer: Viewer) -> dict[str, frozenset[int]]:
    """Opaque numbers of those whom a pulse asked, by group: for the method alone, and shown to nobody."""
    found = defaultdict(set)
    for group, person in Asked.objects.filter(pulse=number).values_list("group", "person"):
        found[group].add(person)
    return {group: frozenset(people) for group, people in found.items()}


def earlier_reports(
    question: PulseQuestion, people: frozenset[int], *, viewer: Viewer, on: date
) -> tuple[tuple[Shown, ...], tuple[Shown, ...]]:
    """What was told in the year before, wherever some of the same people were asked.

    First of the same question: the same standing one, or one's own in the same words. Then, of a question of one's own,
    what was told of all others of one's own: whoever asks writes them, and could ask the same in other words.
    """
    since = on - JUDGED_ALONG
    rows = Pulse.objects.filter(closed_at__date__gte=since, report__isnull=False).select_related("report")
    same: list[Shown] = []
    other: list[Shown] = []
    for row in rows.order_by("closed_at", "pk"):
        places = [at for at, one in enumerate(row.questions) if one["standing"] == question.standing]
        own = people_by_group(row.pk, viewer=viewer) if places else {}
        if any(people & group for group in own.values()):
            kept = from_data(row.report.content)
            for place in places:
                alike = question.standing or same_words(row.questions[place]["words"], question.words)
                (same if alike else other).append(shown_again(kept.questions[place], own))
    return tuple(same), tuple(other)
