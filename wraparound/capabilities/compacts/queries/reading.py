"""Which compacts and which of their texts somebody may read, and for which sides they act: the only door to rows."""

from collections.abc import Iterable

from django.db.models import Exists, OuterRef, Q, QuerySet

from wraparound.capabilities.compacts.access import (
    ACTS_FOR,
    COMMENT_TOO,
    SEE_BOTH_SIDES,
    SEE_WITH_CENTRE,
    SEE_WITH_REGION,
)
from wraparound.capabilities.compacts.models.agreed import Compact, Text
from wraparound.capabilities.compacts.terms.agreement import Party
from wraparound.capabilities.compacts.terms.compacts import TextState
from wraparound.people.access import Rule, allows, reach
from wraparound.people.terms.access import Reach, Subject, Viewer
from wraparound.published.terms import NotInEvidence

STATE = TextState
SETTLED = (STATE.OFFERED, STATE.IN_FORCE, STATE.REPLACED)
"""Texts that the centre reads too."""


class NoSuchCompact(NotInEvidence):
    """No such compact or version, or not one for this viewer: the same sentence for both."""

    def __init__(self) -> None:
        """One sentence for every case."""
        super().__init__("There is no such compact, or it is not yours to see. Your list names those that are.")


def visible(*, viewer: Viewer) -> QuerySet[Compact]:
    """The compacts that the viewer may see."""
    as_region = Q(asks_region=True) & _within(reach(viewer, SEE_WITH_REGION))
    found = _within(reach(viewer, SEE_BOTH_SIDES)) | as_region
    if not (centre := reach(viewer, SEE_WITH_CENTRE)).is_empty:
        offered = Text.objects.filter(compact=OuterRef("pk"), state__in=SETTLED)
        found |= Q(asks_centre=True) & _within(centre) & Q(Exists(offered))
    rows: QuerySet[Compact] = Compact.objects.filter(found)
    return rows


def compact_of(number: int, *, viewer: Viewer) -> Compact:
    """The row of a compact that the viewer may see, with organisation, region and leader; NoSuchCompact otherwise."""
    rows = visible(viewer=viewer).select_related("organisation__region", "leader", "opened_by", "controller")
    found = rows.filter(pk=number).first()
    if found is None:
        raise NoSuchCompact
    return found


def subject_of(row: Compact, *, viewer: Viewer) -> Subject:
    """Whom and what a compact is about: its leader, its organisation and the region of that."""
    organisation = row.organisation
    return Subject(row.leader_id, frozenset({organisation.pk}), frozenset({organisation.region_id}))


def rule_for(row: Compact, *, viewer: Viewer) -> Rule:
    """The rule by which the viewer sees it; the caller has found that they do."""
    about = subject_of(row, viewer=viewer)
    rules = ((True, SEE_BOTH_SIDES), (row.asks_region, SEE_WITH_REGION), (row.asks_centre, SEE_WITH_CENTRE))
    return next((rule for asked, rule in rules if asked and allows(viewer, rule, about)), SEE_BOTH_SIDES)


def seen_by(row: Compact, *, viewer: Viewer) -> Rule:
    """One rule that names everybody who may see it, for “who can see this”."""
    to = (*SEE_BOTH_SIDES.to, *(SEE_WITH_REGION.to if row.asks_region else ()))
    return Rule(because=SEE_BOTH_SIDES.because, to=(*to, *(SEE_WITH_CENTRE.to if row.asks_centre else ())))


def sides_of(row: Compact, *, viewer: Viewer) -> tuple[Party, ...]:
    """The parties to it for whom the viewer acts today; of the region and the centre only where they are asked."""
    about = subject_of(row, viewer=viewer)
    asked = {Party.REGION: row.asks_region, Party.CENTRE: row.asks_centre}
    found = []
    for party, rule in ACTS_FOR.items():
        is_theirs = viewer.person == row.leader_id if party is Party.LEADER else allows(viewer, rule, about)
        if viewer.person is not None and is_theirs and asked.get(party, True):
            found.append(party)
    return tuple(found)


def may_comment(row: Compact, *, viewer: Viewer) -> bool:
    """Whether the viewer may say something of its texts."""
    return viewer.person is not None and (
        bool(sides_of(row, viewer=viewer)) or allows(viewer, COMMENT_TOO, subject_of(row, viewer=viewer))
    )


def texts_of(row: Compact, *, viewer: Viewer) -> list[Text]:
    """Every version of its text that the viewer may read, the newest first."""
    rows = Text.objects.filter(compact=row.pk).select_related("written_by").order_by("-number")
    return [one for one in rows if may_read(one, row, viewer=viewer)]


def text_of(row: Compact, number: int, *, viewer: Viewer) -> Text:
    """One version that the viewer may read; NoSuchCompact otherwise."""
    found = Text.objects.filter(compact=row.pk, number=number).select_related("written_by").first()
    if found is None or not may_read(found, row, viewer=viewer):
        raise NoSuchCompact
    found.compact = row
    return found


def may_read(text: Text, row: Compact, *, viewer: Viewer) -> bool:
    """Whether the viewer may read this version: a private one its own side only, an unoffered one not the centre."""
    sides = sides_of(row, viewer=viewer)
    if text.state == STATE.PRIVATE or (text.state == STATE.LEFT and text.shared_at is None):
        # The leader's side is a person: whoever leads now does not read what somebody before them wrote in private.
        own = text.side != Party.LEADER or text.written_by_id == viewer.person
        return Party(text.side) in sides and own
    only_centre = rule_for(row, viewer=viewer) is SEE_WITH_CENTRE
    return text.state in SETTLED if only_centre else True


def current_of(texts: Iterable[Text], *, viewer: Viewer) -> Text | None:
    """The version a page opens with: the one in force, else the one to be signed, else the newest not put aside."""
    listed = list(texts)
    for state in (STATE.IN_FORCE, STATE.OFFERED):
        for one in listed:
            if one.state == state:
                return one
    return next((one for one in listed if one.state != STATE.LEFT), listed[0] if listed else None)


def must_sign(row: Compact, *, viewer: Viewer) -> tuple[Party, ...]:
    """The parties without whose signature nothing comes into force."""
    return (Party.LEADER, Party.BOARD, *([Party.REGION] if row.asks_region else []))


def _within(far: Reach) -> Q:
    if far.nation:
        return Q(pk__isnull=False)
    here = Q(organisation__in=far.organisations) | Q(organisation__region__in=far.regions)
    return Q(leader__in=far.people) | here
