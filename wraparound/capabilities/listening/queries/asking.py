"""For which places somebody may ask, whom a pulse could ask there, and which earlier reports it is judged beside."""

from collections import defaultdict
from datetime import date, timedelta

from django.db.models import Max, Q

from wraparound.capabilities.listening.access import ASK
from wraparound.capabilities.listening.calculation import JUDGED_ALONG, from_data, shown_again
from wraparound.capabilities.listening.models import Asked, Pulse, Willing
from wraparound.capabilities.listening.terms import AskedOften, CouldBeAsked, PulseQuestion, Split, Whom
from wraparound.capabilities.listening.wording import TIMES, place_label
from wraparound.capabilities.pipelines.queries.holding import holding_posts
from wraparound.methods.disclosure import Shown
from wraparound.people.access import reach
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


def could_be_asked(
    *, organisation: int | None, region: int | None, whom: Whom, split: Split, viewer: Viewer, on: date
) -> tuple[CouldBeAsked, ...]:
    """Everybody whom a pulse of the place could ask, each once, besides whoever asks; the caller has checked who does.

    Somebody who belongs to several organisations counts with the one they came to last. Only who can sign in is asked.
    """
    here = Q(organisation=organisation) if organisation else Q(organisation__region=region)
    rows = Membership.objects.current(on).filter(here, person__is_active=True)
    rows = rows.filter(Q(person__email__isnull=False) | Q(person__made_up=True)).exclude(person=viewer.person)
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


def earlier_reports(question: PulseQuestion, people: frozenset[int], *, viewer: Viewer, on: date) -> tuple[Shown, ...]:
    """What was told of the same standing question in the year before, wherever some of the same people were asked."""
    if not question.standing:
        return ()
    since = on - JUDGED_ALONG
    rows = Pulse.objects.filter(closed_at__date__gte=since, report__isnull=False).select_related("report")
    found = []
    for row in rows.order_by("closed_at", "pk"):
        places = [at for at, one in enumerate(row.questions) if one["standing"] == question.standing]
        own = people_by_group(row.pk, viewer=viewer) if places else {}
        if any(people & group for group in own.values()):
            kept = from_data(row.report.content)
            found += [shown_again(kept.questions[place], own) for place in places]
    return tuple(found)
