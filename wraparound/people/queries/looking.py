"""Every query that shows people says so here, so that the log of looks knows."""

from collections.abc import Iterable, Sequence

from wraparound.people.access import Rule, let_in_by
from wraparound.people.models import Person
from wraparound.people.terms.access import OPERATOR, Subject, Viewer
from wraparound.people.terms.records import LookLine
from wraparound.people.wording.access import PURPOSES, ROLES
from wraparound.records.actions.looks import note_look
from wraparound.records.terms import LookTerms


def shown(
    people: Sequence[int], fields: Iterable[str], rule: Rule, *, viewer: Viewer, about: Subject | None = None
) -> None:
    """The viewer is shown these fields of these people (ids) by the rule; logged with the grants that let them."""
    note_look(people, tuple(fields), why_let_in(rule, viewer=viewer, about=about), by=viewer)


def why_let_in(rule: Rule, *, viewer: Viewer, about: Subject | None = None) -> str:
    """Such as “Chair, for who could lead next”; each role and purpose by which the rule lets the viewer in, once."""
    if viewer == OPERATOR:
        return "Whoever runs this site, at its machine"
    grants = let_in_by(viewer, rule, about)
    return "; ".join(dict.fromkeys(f"{ROLES[one.role]}, for {PURPOSES[one.purpose]}" for one in grants))


def names_of(people: Iterable[int | None], *, viewer: Viewer) -> dict[int, str]:
    """What to call those who did something, by id: the name they have today."""
    wanted = {one for one in people if one is not None}
    return dict(Person.objects.filter(pk__in=wanted).values_list("pk", "name"))


def called(by: int | None, by_name: str, names: dict[int, str], *, viewer: Viewer) -> str:
    """Whoever did something, in words."""
    if by is not None:
        return names.get(by, "somebody who is no longer here")
    return {"operator": "whoever runs this site", "public": "somebody not signed in"}.get(by_name, by_name)


def look_line(one: LookTerms, names: dict[int, str], *, viewer: Viewer, about: tuple[str, ...] = ()) -> LookLine:
    """A look in words; `about` names the people whom it showed, where the viewer may know them."""
    by = called(one.by, one.by_name, names, viewer=viewer)
    return LookLine(one.at, by, one.why, ", ".join(one.fields), one.face, one.many, about)
