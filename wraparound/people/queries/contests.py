"""What people say is wrong, for those who answer it."""

from collections.abc import Iterable

from wraparound.people.access import ANSWER_CONTESTS, CHANGE_ACCESS, CONVERSE, Rule, ensure
from wraparound.people.models import Person
from wraparound.people.queries.looking import shown
from wraparound.people.queries.organisations import controllers_within
from wraparound.people.terms.access import Viewer
from wraparound.records.queries import rights
from wraparound.records.terms import ContestTerms


def answered_by(sort: str, *, viewer: Viewer) -> Rule:
    """By which rule what is said about a sort of entry is answered: nobody but those who lead reads what is close."""
    return CONVERSE if rights.is_close(sort, viewer=viewer) else CHANGE_ACCESS


def contests_to_answer(*, viewer: Viewer, most: int = 50) -> tuple[tuple[ContestTerms, Rule], ...]:
    """What waits for the viewer's answer, and the rule by which it does, oldest first.

    What is close (a conversation, a readiness) is read by those who lead where it was written, so what is said about
    it is answered by them.
    """
    ensure(viewer, ANSWER_CONTESTS)
    found = [
        (one, rule)
        for rule in (CHANGE_ACCESS, CONVERSE)
        for one in rights.open_contests(
            controllers_within(rule, viewer=viewer), close=rule is CONVERSE, viewer=viewer, most=most
        )
        if rule is CHANGE_ACCESS or one.about != viewer.person
    ]
    return tuple(sorted(found, key=lambda one: one[0].number)[:most])


def contest_lines(
    found: Iterable[tuple[ContestTerms, Rule]], *, viewer: Viewer
) -> tuple[tuple[str, str, ContestTerms], ...]:
    """Contests with the key and name of the person each is about."""
    ruled = list(found)
    listed = [one for one, _ in ruled]
    people = Person.objects.in_bulk([one.about for one in listed])
    for rule in {rule for _, rule in ruled}:
        seen = [one.about for one, each in ruled if each is rule and one.about in people]
        shown(seen, ("name", "what they say is wrong"), rule, viewer=viewer)
    return tuple((str(people[one.about].key), people[one.about].name, one) for one in listed if one.about in people)
