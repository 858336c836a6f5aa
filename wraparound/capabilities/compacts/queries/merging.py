"""What became of an organisation that is no more, by published evidence or by the register of controllers."""

from django.db.models import Exists, OuterRef, Q

from wraparound.capabilities.compacts.calculation.clock import day_of
from wraparound.capabilities.compacts.models.agreed import Compact
from wraparound.capabilities.compacts.terms.compacts import Merged
from wraparound.capabilities.expectations.queries.lists import organisations
from wraparound.capabilities.sources.queries.releases import release_in_use
from wraparound.people.terms.access import Viewer
from wraparound.published.lineage import followed_by, living_successors
from wraparound.published.succession import successions_in
from wraparound.records.models.keeping import Controller


def merged(row: Compact, *, viewer: Viewer) -> Merged | None:
    """Into which organisations the one of a compact passed, and when; none while it lives. An import ends nothing."""
    place = row.organisation
    if place.made_up or not (direct := followed_by(place.code, successions_in(release_in_use(viewer=viewer)))):
        return _by_controller(row)
    every = successions_in(release_in_use(viewer=viewer))
    known = organisations(viewer=viewer)
    into = tuple((code, known[code].name if code in known else code) for code in living_successors(place.code, every))
    return Merged(into, min(one.on for one in direct), any(one.split for one in direct))


def is_merged(*, viewer: Viewer) -> Q:
    """The condition on a compact that its organisation is no more, for lists: one statement for all of them."""
    gone = {one.predecessor for one in successions_in(release_in_use(viewer=viewer))}
    passed = Controller.objects.filter(code=OuterRef("organisation__code"), successor__isnull=False)
    return Q(organisation__code__in=gone, organisation__made_up=False) | Q(Exists(passed))


def _by_controller(row: Compact) -> Merged | None:
    """By who is answerable for its records: asked only where that is another than the organisation itself."""
    now, code = row.controller, row.organisation.code
    if now.code == code:
        return None
    before = Controller.objects.filter(code=code, successor__isnull=False).first()
    if before is None or before.ended_at is None:
        return None
    return Merged(((now.code, now.name),), day_of(before.ended_at), split=False)
