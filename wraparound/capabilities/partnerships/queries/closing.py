"""Whether an organisation of a partnership is no more, by published evidence or by the register of controllers."""

from wraparound.capabilities.expectations.queries.lists import organisations
from wraparound.capabilities.partnerships.models.agreements import Agreement
from wraparound.capabilities.partnerships.queries.reading import place_of
from wraparound.capabilities.partnerships.terms.agreements import Gone, Side
from wraparound.capabilities.sources.queries.releases import release_in_use
from wraparound.people.models import Organisation
from wraparound.people.terms.access import Viewer
from wraparound.published.lineage import followed_by, living_successors
from wraparound.published.succession import successions_in
from wraparound.records.models.keeping import Controller


def gone_from(row: Agreement, *, viewer: Viewer) -> tuple[Gone, ...]:
    """The organisations of a partnership that are no more, with what followed."""
    found = (gone(place_of(row, side, viewer=viewer), side, viewer=viewer) for side in Side)
    return tuple(one for one in found if one is not None)


def gone(place: Organisation, side: Side, *, viewer: Viewer) -> Gone | None:
    """Into what an organisation passed, and when; none while it lives."""
    if not place.made_up:
        every = successions_in(release_in_use(viewer=viewer))
        if direct := followed_by(place.code, every):
            known = organisations(viewer=viewer)
            codes = living_successors(place.code, every)
            into = tuple((code, known[code].name if code in known else code) for code in codes)
            return Gone(side, place.name, into, min(one.on for one in direct))
    before = Controller.objects.filter(code=place.code, ended_at__isnull=False).select_related("successor").first()
    if before is None or before.ended_at is None:
        return None
    now = before.successor
    return Gone(side, place.name, ((now.code, now.name),) if now else (), before.ended_at.date())
