"""Which parts of equality an organisation uses, who decided it, when and why."""

from collections.abc import Iterable

from django.utils import timezone

from wraparound.capabilities.equality.access import PARTS, SWITCH
from wraparound.capabilities.equality.models.parts import PartSwitch
from wraparound.capabilities.equality.terms.answers import CannotCount
from wraparound.capabilities.equality.terms.parts import STATUTORY, EqualityPart, PartDecision, PartStanding, PlaceParts
from wraparound.capabilities.equality.wording.parts import off_said
from wraparound.people.access import allows, ensure
from wraparound.people.models import Membership
from wraparound.people.queries.looking import names_of
from wraparound.people.queries.organisations import organisation_of, within_reach
from wraparound.people.terms.access import Subject, Viewer

SOMEBODY_GONE = "somebody who left"


class PartIsOff(CannotCount):
    """The organisation does not use this part; the message says since when, by whom and why."""


def part_places(*, viewer: Viewer) -> tuple[tuple[str, str], ...]:
    """Code and name of the organisations of which the viewer reads which parts they use, by name."""
    ensure(viewer, PARTS)
    return within_reach(PARTS, viewer=viewer)


def place_parts(code: str, *, viewer: Viewer) -> PlaceParts:
    """Every part of an organisation with its decisions; NotYours where the viewer's role does not reach it."""
    place = organisation_of(code, viewer=viewer)
    subject = Subject.at(place.pk, place.region_id)
    ensure(viewer, PARTS, subject)
    switches = allows(viewer, SWITCH, subject)
    decided = _decisions([place.code], viewer)
    return PlaceParts(
        code=place.code,
        name=place.name,
        made_up=place.made_up,
        parts=tuple(_standing(one, decided.get((place.code, one), ()), switches) for one in EqualityPart),
    )


def off_words(code: str, part: EqualityPart, *, viewer: Viewer) -> str:
    """That an organisation does not use a part, since when, by whom and why; empty where it uses it.

    The caller has seen that the viewer may know of the place. It is asked for whoever comes to where the part would be.
    """
    return off_at([code.upper()], part, viewer=viewer).get(code.upper(), "")


def off_at(codes: Iterable[str], part: EqualityPart, *, viewer: Viewer, by_name: bool = True) -> dict[str, str]:
    """The same for those of these organisations that do not use the part, by code; `by_name`: with who decided it."""
    found = _decisions(codes, viewer, part)
    return {code: off_said(part, some[0], by_name=by_name) for (code, _), some in found.items() if not some[0].is_on}


def ensure_on(code: str, part: EqualityPart, *, viewer: Viewer) -> None:
    """Nothing, or PartIsOff with why."""
    if said := off_words(code, part, viewer=viewer):
        raise PartIsOff(said)


def is_off(code: str, part: EqualityPart, *, viewer: Viewer) -> bool:
    """Whether an organisation switched a part off, in one statement: for what comes in beside the site."""
    last = PartSwitch.objects.filter(organisation=code, part=part).order_by("-pk").values_list("is_on", flat=True)
    return last.first() is False


def not_asked_by(*, viewer: Viewer) -> tuple[str, ...]:
    """For each organisation of the viewer's own that does not ask for answers: that it does not, and why."""
    here = Membership.objects.current(timezone.localdate()).filter(person=viewer.person or 0)
    places = dict(here.order_by("organisation__name").values_list("organisation__code", "organisation__name"))
    return tuple(
        f"{places[code]}: {said}" for code, said in off_at(places, EqualityPart.OWN_ANSWERS, viewer=viewer).items()
    )


def _standing(part: EqualityPart, decided: tuple[PartDecision, ...], switches: bool) -> PartStanding:
    fixed = part in STATUTORY
    return PartStanding(
        part=part,
        is_statutory=fixed,
        is_on=fixed or not decided or decided[0].is_on,
        decisions=decided,
        may_switch=switches and not fixed,
    )


def _decisions(
    codes: Iterable[str], viewer: Viewer, part: EqualityPart | None = None
) -> dict[tuple[str, EqualityPart], tuple[PartDecision, ...]]:
    """Every decision by organisation and part, the newest first; of one part, or of all."""
    rows = PartSwitch.objects.filter(organisation__in=list(codes), part__in=[part] if part else list(EqualityPart))
    kept = list(rows.order_by("-pk"))
    names = names_of([row.by for row in kept], viewer=viewer) if kept else {}
    found: dict[tuple[str, EqualityPart], tuple[PartDecision, ...]] = {}
    for row in kept:
        one = PartDecision(
            is_on=row.is_on,
            on=timezone.localtime(row.at).date(),
            by=names.get(row.by, SOMEBODY_GONE),
            reason=row.reason,
        )
        key = (row.organisation, EqualityPart(row.part))
        found[key] = (*found.get(key, ()), one)
    return found
