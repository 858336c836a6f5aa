"""What is held about somebody, who wrote it, who looked and what was changed: for themselves and for those who may."""

from collections.abc import Iterable
from datetime import date, datetime

from wraparound.people.access import (
    CHANGE_ACCESS,
    SEE_ACCESS,
    SEE_HISTORY,
    SEE_PEOPLE,
    SIGNED_IN,
    Rule,
    allows,
    ensure,
)
from wraparound.people.calculation import together
from wraparound.people.models import Membership, Organisation, Person
from wraparound.people.queries import accounts
from wraparound.people.queries.elsewhere import contested_elsewhere
from wraparound.people.queries.grants import grants_of, seers_of
from wraparound.people.queries.looking import called, look_line, names_of, shown
from wraparound.people.queries.people import NobodyHere, answerable, person_of, places_of, subject_from, subject_of
from wraparound.people.terms.access import OPERATOR, Viewer
from wraparound.people.terms.records import (
    ChangeLine,
    EntryElsewhere,
    LeavingLine,
    LookLine,
    LookLines,
    OwnRecord,
    OwnTraces,
    RecordEntry,
)
from wraparound.people.wording.access import grant_line
from wraparound.people.wording.records import changed_words, date_words, grant_detail, membership_detail
from wraparound.records.calculation.retention import RETENTION
from wraparound.records.models.keeping import KEPT
from wraparound.records.queries import history, looks, rights
from wraparound.records.terms import ContestState, ContestTerms, HoldTerms, LookPage, LookTerms, VersionTerms

SORTS = {
    "person": "people.person",
    "membership": "people.membership",
    "grant": "people.grant",
    "conversation": "records.conversation",
}
"""What people call the sorts of entry that they can say are wrong, in addresses too; capabilities add theirs."""
LAST_LOOKS = 5


def own_record(*, viewer: Viewer, at: datetime, whole: bool = False) -> OwnRecord:
    """Everything held about the viewer; the last looks only, or with `whole` every one, for what they take away."""
    ensure(viewer, SIGNED_IN)
    return _record(Person.objects.select_related("controller").get(pk=viewer.person or 0), viewer, at, whole=whole)


def record_of(key: str, *, viewer: Viewer, at: datetime) -> OwnRecord:
    """Everything held about somebody who asks for it and has no account here, for whoever answers them."""
    person = person_of(key, viewer=viewer)
    about = subject_of(person, viewer=viewer, on=at.date())
    if not allows(viewer, SEE_HISTORY, about):
        raise NobodyHere
    shown([person.pk], ("everything held",), SEE_HISTORY, viewer=viewer, about=about)
    return _record(person, viewer, at, whole=True)


def _record(person: Person, viewer: Viewer, at: datetime, *, whole: bool) -> OwnRecord:
    places = places_of(person, viewer=viewer)
    about = subject_from(person, places, at.date(), viewer=viewer)
    contests = rights.contests_about(person.pk, viewer=viewer)
    seen = looks.looks_at(person.pk, viewer=viewer)
    every = _look_lines(looks.every_look_at(person.pk, viewer=viewer) if whole else seen.looks, viewer)
    return OwnRecord(
        key=str(person.key),
        name=person.name,
        email=person.email,
        made_up=person.made_up,
        has_account=person.has_usable_password(),
        controller=person.controller.name,
        seers=seers_of(about, SEE_PEOPLE, viewer=viewer, on=at.date()),
        entries=_entries(person, places, contests, viewer),
        conversations=rights.conversations_about(person.pk, viewer=viewer),
        contests=contests,
        looks=LookLines(every if whole else together(every)[:LAST_LOOKS], seen.matching, 1, 1),
        removals=history.removals_about(person.pk, viewer=viewer),
        was_elsewhere=any(row.ends is not None and row.ends < at.date() for row in places),
        on_hold=any(one.released_at is None for one in rights.holds_on(person.pk, viewer=viewer)),
    )


def sorts(*, viewer: Viewer) -> dict[str, str]:
    """Every sort of entry that can be said to be wrong, by the word for it: those of people and of capabilities."""
    return SORTS | {word: one.record for word, one in contested_elsewhere(viewer=viewer).items()}


def is_close(sort: str, *, viewer: Viewer) -> bool:
    """Whether entries of a sort, by its word, are read by nobody who looks after access: those who lead answer."""
    return rights.is_close(sorts(viewer=viewer).get(sort, ""), viewer=viewer)


def own_looks(page: int, *, viewer: Viewer) -> LookLines:
    """One page of the looks at the viewer's own record."""
    ensure(viewer, SIGNED_IN)
    return _in_lines(looks.looks_at(viewer.person or 0, viewer=viewer, page=page), viewer)


def own_history(*, viewer: Viewer, whole: bool = False) -> tuple[ChangeLine, ...]:
    """What was changed about the viewer: the latest two hundred, or with `whole` all of it."""
    ensure(viewer, SIGNED_IN)
    found = history.history_about(viewer.person or 0, viewer=viewer, most=None if whole else 200)
    return _change_lines(found, viewer, whole=whole)


def own_traces(*, viewer: Viewer) -> OwnTraces:
    """What the viewer did here themselves: where they signed in, their tokens, and whom they looked at by number."""
    ensure(viewer, SIGNED_IN)
    made = looks.looks_by(viewer.person or 0, viewer=viewer)
    return OwnTraces(
        accounts.sign_ins(viewer=viewer, session=""),
        accounts.tokens(viewer=viewer),
        tuple(LookLine(one.at, "you", one.why, ", ".join(one.fields), one.face, one.many) for one in made),
    )


def history_of(key: str, *, viewer: Viewer, on: date) -> tuple[str, tuple[ChangeLine, ...]]:
    """The name of a person and what was changed about them; NobodyHere where that is not the viewer's to see."""
    person = person_of(key, viewer=viewer)
    about = subject_of(person, viewer=viewer, on=on)
    if not allows(viewer, SEE_HISTORY, about):
        raise NobodyHere
    shown([person.pk], ("name", "every change"), SEE_HISTORY, viewer=viewer, about=about)
    close = [sort for sort, kept in KEPT.items() if kept.record.close]
    without = () if viewer in (OPERATOR,) or person.pk == viewer.person else close
    return person.name, _change_lines(
        history.history_about(person.pk, viewer=viewer, without=without), viewer, SEE_HISTORY
    )


def looks_at(key: str, page: int, *, viewer: Viewer, on: date) -> LookLines:
    """One page of the looks at a person's record, for those who check access; NobodyHere for others."""
    person = person_of(key, viewer=viewer)
    about = subject_of(person, viewer=viewer, on=on)
    if not allows(viewer, SEE_HISTORY, about):
        raise NobodyHere
    shown([person.pk], ("name", "who looked"), SEE_HISTORY, viewer=viewer, about=about)
    return _in_lines(looks.looks_at(person.pk, viewer=viewer, page=page), viewer)


def organisation_history(row: Organisation, *, viewer: Viewer) -> tuple[ChangeLine, ...]:
    """What was changed about an organisation itself; who did it only for those who look after access."""
    lines = _change_lines(history.history_of("people.organisation", row.pk, viewer=viewer), viewer)
    if allows(viewer, SEE_ACCESS):
        return lines
    return tuple(ChangeLine(one.at, "", one.why, one.did, one.sort, one.fields) for one in lines)


def entry_of(sort: str, number: int, *, viewer: Viewer) -> RecordEntry:
    """One entry about the viewer by its sort and number; NoSuchEntry for anybody else's."""
    ensure(viewer, SIGNED_IN)
    person = Person.objects.get(pk=viewer.person or 0)
    contests = rights.contests_about(person.pk, viewer=viewer)
    if sort == "conversation":
        return _conversation_entry(number, contests, viewer)
    for one in _entries(person, places_of(person, viewer=viewer), contests, viewer):
        if (one.sort, one.number) == (sort, number):
            return one
    raise rights.NoSuchEntry


def _conversation_entry(number: int, contests: Iterable[ContestTerms], viewer: Viewer) -> RecordEntry:
    """A conversation about the viewer, as an entry that they can say is wrong."""
    for one in rights.conversations_about(viewer.person or 0, viewer=viewer):
        if one.number == number:
            said = [each for each in contests if (each.sort, each.record) == ("conversation", number)]
            standing = next((each for each in said if each.state is not ContestState.WITHDRAWN), None)
            detail = f"{date_words(one.held_on)}, with {one.present}"
            names = names_of([one.opened_by], viewer=viewer)
            by = called(one.opened_by, one.opened_by_name, names, viewer=viewer)
            return RecordEntry("conversation", number, one.purpose, detail, by, one.opened_at, one.outcome, standing)
    raise rights.NoSuchEntry


def own_name(*, viewer: Viewer) -> tuple[str, int]:
    """The viewer's own name, and the version of their record that a form to correct it carries."""
    ensure(viewer, SIGNED_IN)
    person = Person.objects.get(pk=viewer.person or 0)
    return person.name, history.version_number(person, viewer=viewer)


def is_on_hold(*, viewer: Viewer) -> bool:
    """Whether a legal hold lies on the viewer."""
    ensure(viewer, SIGNED_IN)
    return any(one.released_at is None for one in rights.holds_on(viewer.person or 0, viewer=viewer))


def what_leaving_does(*, viewer: Viewer) -> tuple[LeavingLine, ...]:
    """What of the viewer's goes at once when they leave, and what stays for how long and why."""
    ensure(viewer, SIGNED_IN)
    lines = []
    for kept, many in history.held_about(viewer.person or 0, viewer=viewer):
        retention = RETENTION[kept.record.keeping]
        lines.append(LeavingLine(retention.words, many, retention.erasable, retention.why_kept))
    look = RETENTION["look"]
    return (
        *lines,
        LeavingLine(look.words, looks.looks_at(viewer.person or 0, viewer=viewer).matching, False, look.why_kept),
    )


def holds_in_force(*, viewer: Viewer) -> tuple[tuple[str, str, HoldTerms], ...]:
    """The legal holds that organisations placed whose access the viewer looks after, with key and name of the person.

    Also of people who have moved on since: whoever placed a hold can always release it.
    """
    ensure(viewer, CHANGE_ACCESS)
    found = [
        one
        for one in rights.holds_in_force(viewer=viewer)
        if allows(viewer, CHANGE_ACCESS, answerable(one.controller, viewer=viewer))
    ]
    people = Person.objects.in_bulk([one.about for one in found])
    shown(list(people), ("name", "legal holds"), CHANGE_ACCESS, viewer=viewer)
    return tuple((str(people[one.about].key), people[one.about].name, one) for one in found if one.about in people)


def _entries(
    person: Person, places: Iterable[Membership], contests: Iterable[ContestTerms], viewer: Viewer
) -> tuple[RecordEntry, ...]:
    grants = grants_of(person, viewer=viewer)
    parts = [("person", EntryElsewhere(person.pk, person.name, "Your name, as others here read it"))]
    for row in places:
        since = membership_detail(row.starts, row.ends)
        parts.append(("membership", EntryElsewhere(row.pk, f"{row.job}, {row.organisation.name}", since)))
    parts += [("grant", EntryElsewhere(one.number, grant_line(one), grant_detail(one))) for one in grants]
    # What capabilities keep is close: of all others, only whoever runs the site answers somebody without an account.
    if viewer == OPERATOR or viewer.person == person.pk:
        for word, kept in contested_elsewhere(viewer=viewer).items():
            parts += [(word, one) for one in kept.entries(person.pk, viewer=viewer)]
    called_so = sorts(viewer=viewer)
    wanted = {name: [one.number for kind, one in parts if kind == sort] for sort, name in called_so.items()}
    written = history.last_changes(wanted, viewer=viewer)
    names = names_of([one.by for one in written.values()], viewer=viewer)
    # The newest comes first, and stands; one that was taken back stands beside nothing.
    said = {(one.sort, one.record): one for one in reversed(list(contests)) if one.state is not ContestState.WITHDRAWN}
    return tuple(
        RecordEntry(
            sort,
            one.number,
            one.title,
            one.detail,
            called(change.by, change.by_name, names, viewer=viewer),
            change.at,
            change.why,
            said.get((KEPT[called_so[sort]].words, one.number)),
            one.words,
            one.organisation,
        )
        for sort, one in parts
        for change in [written[called_so[sort], one.number]]
    )


def _in_lines(page: LookPage, viewer: Viewer) -> LookLines:
    return LookLines(together(_look_lines(page.looks, viewer)), page.matching, page.page, page.pages)


def _look_lines(found: Iterable[LookTerms], viewer: Viewer) -> tuple[LookLine, ...]:
    listed = list(found)
    names = names_of([one.by for one in listed], viewer=viewer)
    return tuple(look_line(one, names, viewer=viewer) for one in listed)


def _change_lines(
    found: Iterable[VersionTerms], viewer: Viewer, rule: Rule | None = None, *, whole: bool = False
) -> tuple[ChangeLine, ...]:
    listed = list(found)
    names = names_of([one.change.by for one in listed], viewer=viewer)
    if rule is not None:
        shown(list(names), ("name", "changes"), rule, viewer=viewer)
    return tuple(
        ChangeLine(
            one.change.at,
            called(one.change.by, one.change.by_name, names, viewer=viewer),
            one.change.why,
            one.did,
            one.sort,
            tuple(
                (changed_words(part.field), "", "")
                if part.many and not whole
                else (part.field, part.before, part.after)
                for part in one.differences
            ),
        )
        for one in listed
    )
