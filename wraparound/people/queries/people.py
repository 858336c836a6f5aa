"""Lists of people and one person, each cut to what the viewer may see by the one engine."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db.models import Prefetch, Q, QuerySet
from django.utils import timezone

from wraparound.people.access import (
    CHANGE_ACCESS,
    CONVERSE,
    SEE_ACCESS,
    SEE_ALL_ACCESS,
    SEE_CONTACT,
    SEE_HISTORY,
    SEE_LIST,
    SEE_PEOPLE,
    Rule,
    allows,
    ensure,
    reach,
)
from wraparound.people.calculation import after, end_of, words_asked
from wraparound.people.models import FORGOTTEN, Grant, Invitation, Membership, NameWord, Organisation, Person
from wraparound.people.queries.grants import grants_of, seers_of
from wraparound.people.queries.looking import shown
from wraparound.people.queries.organisations import counted
from wraparound.people.terms.access import Reach, Subject, Viewer
from wraparound.people.terms.people import MembershipTerms, PeoplePage, PeopleQuestion, PersonHead, PersonLine, Profile
from wraparound.published.terms import NotInEvidence
from wraparound.records.models.keeping import KEPT
from wraparound.records.queries import history, past, rights
from wraparound.records.terms import ContestState, ContestTerms, ConversationTerms, HoldTerms

ON_A_PAGE = 50
SHOWN_IN_LISTS = ("name", "where they belong")


class NobodyHere(NotInEvidence):
    """No such person, or not one whom the viewer may see: the same sentence for both, so that it tells nothing."""

    def __init__(self) -> None:
        """One sentence for every case."""
        super().__init__("There is nobody here whom you may see under this address. Search for them by name.")


def moment_of(as_at: date | None, on: date, *, viewer: Viewer) -> datetime | None:
    """As at when a page is read: the end of an earlier day, none for today and later."""
    return end_of(as_at, timezone.get_current_timezone()) if as_at is not None and as_at < on else None


def people_page(question: PeopleQuestion, *, viewer: Viewer, on: date) -> PeoplePage:
    """A page of the people the viewer may see, by name; where they may see counts only, those.

    As at an earlier day, if the question names one: who was where then, as this site knew it at the end of that day,
    cut by what the viewer may see today.
    """
    if question.as_at is not None and question.as_at >= on:
        question = replace(question, as_at=None)
    found, far, then = _asked(question, viewer, on)
    matching = 0 if far.is_empty else past.count(found, viewer=viewer)
    pages = max(1, -(-matching // ON_A_PAGE))
    page = min(question.page, pages)
    rows = [] if far.is_empty else _page_of(_with_memberships(found, then), page, matching)
    shown([row.pk for row in rows], SHOWN_IN_LISTS, SEE_PEOPLE, viewer=viewer)
    return PeoplePage(
        people=tuple(person_line(row) for row in rows),
        matching=matching,
        page=page,
        pages=pages,
        question=question,
        names_visible=not far.is_empty,
        counts=counted(viewer=viewer, on=on) if far.is_empty else (),
    )


def people_sheet(question: PeopleQuestion, *, viewer: Viewer, on: date) -> tuple[PersonLine, ...]:
    """Everybody on all pages that the question has, for a spreadsheet: exactly what the pages show."""
    found, far, then = _asked(question, viewer, on)
    rows = [] if far.is_empty else list(_with_memberships(found.order_by("name_key", "id"), then))
    shown([row.pk for row in rows], SHOWN_IN_LISTS, SEE_PEOPLE, viewer=viewer)
    return tuple(person_line(row) for row in rows)


def members_of(
    organisation: int, region: int, *, viewer: Viewer, on: date, as_at: date | None = None
) -> tuple[PersonLine, ...] | None:
    """The first page of an organisation's people by name; none where the viewer may not see names there."""
    about = Subject.at(organisation, region)
    if not allows(viewer, SEE_PEOPLE, about):
        return None
    then = _Then.of(as_at, on, viewer)
    here = then.memberships().filter(organisation=organisation).values("person")
    found = then.people().exclude(is_active=False).filter(pk__in=here).order_by("name_key", "id")
    rows = list(_with_memberships(found, then)[:ON_A_PAGE])
    shown([row.pk for row in rows], SHOWN_IN_LISTS, SEE_PEOPLE, viewer=viewer, about=about)
    return tuple(person_line(row) for row in rows)


def profile(key: str, *, viewer: Viewer, at: datetime, as_at: date | None = None) -> Profile:
    """One person as the viewer may see them; NobodyHere where there is none, or none for them.

    As at an earlier day, if one is given: what this site knew of them at its end. The viewer must be let see them as
    they are, or as they were then: an organisation keeps its own past, also of those who have left it.
    """
    on = at.date()
    then = _Then.of(as_at, on, viewer)
    person = person_of(key, viewer=viewer, moment=then.moment)
    places = places_of(person, viewer=viewer, moment=then.moment)
    # Of what was to come, a page of the past says nothing: the viewer may have no more to do with it.
    places = [row for row in places if then.moment is None or row.starts <= then.on]
    was = subject_from(person, places, then.on, viewer=viewer)
    about = subject_of(person, viewer=viewer, on=on) if then.moment else was
    seen = next((one for one in (about, was) if allows(viewer, SEE_PEOPLE, one)), None)
    if seen is None:
        raise NobodyHere
    found = _profile(person, places, then, viewer, at, about)
    shown([person.pk], _fields_of(found), SEE_PEOPLE, viewer=viewer, about=seen)
    return found


def _profile(
    person: Person, places: "list[Membership]", then: "_Then", viewer: Viewer, at: datetime, about: Subject
) -> Profile:
    sees_access = allows(viewer, SEE_ACCESS, about)
    today = then.moment is None
    talks = allows(viewer, CONVERSE, about)
    keeps = today and person.name != FORGOTTEN and allows(viewer, CHANGE_ACCESS, about)
    said = rights.contests_about(person.pk, viewer=viewer)
    # What is said about a conversation quotes it: it stands where what is close does, on the person's own record.
    may_read = {"grant": sees_access, **dict.fromkeys(_close_sorts(), False)}
    # The newest comes first, and stands; one that was taken back stands beside nothing.
    beside = {
        f"{one.sort} {one.record}": one
        for one in reversed(said)
        if one.state is not ContestState.WITHDRAWN and today and may_read.get(one.sort, True)
    }
    waiting = Invitation.objects.filter(person=person, accepted_at=None, withdrawn_at=None, expires_at__gt=at).first()
    return Profile(
        key=str(person.key),
        name=person.name,
        made_up=person.made_up,
        memberships=tuple(_membership(row, beside.get(f"membership {row.pk}")) for row in places),
        email=person.email if allows(viewer, SEE_CONTACT, about) else None,
        grants=grants_of(person, viewer=viewer, moment=then.moment) if sees_access else None,
        seers=seers_of(about, SEE_PEOPLE, viewer=viewer, on=at.date()) if sees_access and today else None,
        has_account=person.has_usable_password(),
        invited=waiting.invited_at if waiting and today else None,
        is_self=person.pk == viewer.person,
        may_change_access=keeps,
        is_open=person.is_active,
        as_at=None if today else then.on,
        sees_history=allows(viewer, SEE_HISTORY, about),
        may_converse=today and talks,
        conversations=conversations_led(person.pk, viewer=viewer) if today and talks else None,
        removals=history.removals_about(person.pk, viewer=viewer) if sees_access else (),
        holds=holds_kept(person.pk, viewer=viewer) if keeps and person.pk != viewer.person else None,
        contests=beside,
        controller=person.controller.name,
    )


def _close_sorts() -> list[str]:
    """What people call the sorts of record that only the person and those they were made between read."""
    return [one.words for one in KEPT.values() if one.record.close]


def _fields_of(found: Profile) -> tuple[str, ...]:
    """What of somebody a profile shows, in words."""
    parts = {
        "name": True,
        "where they belong": found.memberships,
        "sign-in address": found.email,
        "roles": found.grants is not None,
        "conversations": found.conversations is not None,
        "legal holds": found.holds,
        "what they say is wrong": found.contests,
        "who can see them": found.seers,
    }
    return tuple(name for name, is_there in parts.items() if is_there)


def person_of(key: str, *, viewer: Viewer, moment: datetime | None = None) -> Person:
    """The row behind a key, for queries and actions to check and use; NobodyHere where there is (or was) none."""
    try:
        return Person.objects.as_at(moment).select_related("controller").get(key=uuid.UUID(key))
    except (Person.DoesNotExist, ValueError):
        raise NobodyHere from None


def subject_of(person: Person, *, viewer: Viewer, on: date, moment: datetime | None = None) -> Subject:
    """The person with the organisations and regions they belong to on the day, as known at the moment."""
    rows = Membership.objects.as_at(moment).current(on).filter(person=person.pk)
    now = list(rows.values_list("organisation_id", "organisation__region_id"))
    return Subject(person.pk, frozenset(one for one, _ in now), frozenset(region for _, region in now))


def places_of(person: Person, *, viewer: Viewer, moment: datetime | None = None) -> list[Membership]:
    """Where somebody has belonged, the latest first, as known at the moment; for queries that have checked."""
    rows = Membership.objects.as_at(moment).filter(person=person.pk).select_related("organisation")
    return list(rows.order_by("-starts", "-id"))


def subject_from(person: Person, places: Iterable[Membership], on: date, *, viewer: Viewer) -> Subject:
    """The person with the organisations and regions of those of their memberships that count on the day."""
    now = [row.organisation for row in places if row.starts <= on and (row.ends is None or row.ends >= on)]
    return Subject(person.pk, frozenset(row.pk for row in now), frozenset(row.region_id for row in now))


def membership_of(number: int, *, viewer: Viewer) -> Membership:
    """The row behind a number, for actions to check and use; NobodyHere where there is none."""
    found = Membership.objects.filter(pk=number).select_related("organisation", "person").first()
    if found is None:
        raise NobodyHere
    return found


def membership_head(key: str, number: int, *, viewer: Viewer) -> Membership:
    """A membership that a page corrects: by whoever looks after the organisation, also once the person has moved on."""
    row = membership_of(number, viewer=viewer)
    about = Subject.at(row.organisation_id, row.organisation.region_id)
    if str(row.person.key) != key or not allows(viewer, CHANGE_ACCESS, about):
        raise NobodyHere
    shown([row.person_id], ("name", "where they belong"), CHANGE_ACCESS, viewer=viewer, about=about)
    return row


def conversations_led(person: int, *, viewer: Viewer) -> tuple[ConversationTerms, ...]:
    """The conversations about somebody that were recorded by organisations which the viewer leads."""
    found = rights.conversations_about(person, viewer=viewer)
    return tuple(one for one in found if allows(viewer, CONVERSE, answerable(one.controller, viewer=viewer)))


def holds_kept(person: int, *, viewer: Viewer) -> tuple[HoldTerms, ...]:
    """The legal holds on somebody that were placed by organisations whose access the viewer looks after."""
    found = rights.holds_on(person, viewer=viewer)
    return tuple(one for one in found if allows(viewer, CHANGE_ACCESS, answerable(one.controller, viewer=viewer)))


def answerable(controller: str, *, viewer: Viewer) -> Subject:
    """The organisations and regions of the legal entity of this code: what reaches them reaches its records."""
    found = list(Organisation.objects.filter(controller__code=controller).values_list("pk", "region_id"))
    return Subject(organisations=frozenset(one for one, _ in found), regions=frozenset(region for _, region in found))


def head_of(key: str, rule: Rule, *, viewer: Viewer, on: date) -> PersonHead:
    """Who a page is about that changes something, if the rule lets the viewer; NobodyHere otherwise."""
    person = person_of(key, viewer=viewer)
    about = subject_of(person, viewer=viewer, on=on)
    if not (allows(viewer, rule, about) and allows(viewer, SEE_PEOPLE, about)):
        raise NobodyHere
    shown([person.pk], ("name",), rule, viewer=viewer, about=about)
    return PersonHead(str(person.key), person.name, person.is_active)


def named_like(people: QuerySet[Person], text: str, *, viewer: Viewer) -> QuerySet[Person]:
    """Those of these people whose name today has words that begin so; the caller has cut them to the viewer's.

    All of them where no word is asked for (see `words_asked`).
    """
    return _named_like(people, text, None)


def person_line(person: Person, *, viewer: Viewer | None = None) -> PersonLine:
    """A person in a list, from a row whose current memberships were fetched with it."""
    now: Iterable[Membership] = getattr(person, "now", ())
    return PersonLine(str(person.key), person.name, tuple(_membership(one) for one in now), bool(person.email))


def _more_than_oneself(far: Reach, viewer: Viewer) -> Reach:
    """The reach without one's own record, which has a page of its own: a list of one person is no list."""
    return Reach(far.nation, far.people - {viewer.person or 0}, far.organisations, far.regions)


@dataclass(frozen=True)
class _Then:
    """The day that a page is about, and as at which moment it is read; none for today."""

    on: date
    moment: datetime | None

    @classmethod
    def of(cls, as_at: date | None, on: date, viewer: Viewer) -> "_Then":
        moment = moment_of(as_at, on, viewer=viewer)
        return cls(as_at if as_at is not None and moment else on, moment)

    def people(self) -> "QuerySet[Person]":
        found: QuerySet[Person] = Person.objects.as_at(self.moment)
        return found

    def memberships(self) -> "QuerySet[Membership]":
        return Membership.objects.as_at(self.moment).current(self.on)


def _page_of(found: QuerySet[Person], page: int, matching: int) -> list[Person]:
    """The people of one page, by name. In the second half they are counted from the end, so that none is far away."""
    first = (page - 1) * ON_A_PAGE
    last = min(first + ON_A_PAGE, matching)
    if first <= matching // 2:
        return list(found.order_by("name_key", "id")[first:last])
    backwards = found.order_by("-name_key", "-id")[matching - last : matching - first]
    return list(backwards)[::-1]


def _asked(question: PeopleQuestion, viewer: Viewer, on: date) -> tuple[QuerySet[Person], Reach, _Then]:
    """Everybody whom the question is about, how far the viewer reaches, and when."""
    ensure(viewer, SEE_LIST)
    then = _Then.of(question.as_at, on, viewer)
    far = _more_than_oneself(reach(viewer, SEE_PEOPLE), viewer)
    found = _narrowed(_within(far, then, few=bool(question.text or question.organisation)), question, then)
    return (_holding(found, question.role, viewer, then) if question.role else found), far, then


def _within(far: Reach, then: _Then, *, few: bool = False) -> QuerySet[Person]:
    """Everybody whom the reach covers.

    Where `few` will be left, the condition is written so that SQLite does not walk the index of everyone by name.
    """
    everybody = then.people().exclude(is_active=False) if few else then.people().filter(is_active=True)
    if far.nation:
        return everybody
    here = then.memberships().filter(Q(organisation__in=far.organisations) | Q(organisation__region__in=far.regions))
    return everybody.filter(Q(pk__in=far.people) | Q(pk__in=here.values("person")))


def _named_like(people: QuerySet[Person], text: str, moment: datetime | None) -> QuerySet[Person]:
    for word, bare in words_asked(text):
        # Looked up first and matched by id: an index on the beginning of words, whatever the number of people.
        begins, end = NameWord.objects.filter(word__gte=bare), after(bare)
        begins = begins.filter(word__lt=end) if end is not None else begins
        if moment is None:
            people = people.filter(pk__in=begins.filter(past=False).values("person"))
        else:
            # Who ever had such a word in their name, and had it then.
            had = Q(name_key__startswith=word) | Q(name_key__contains=f" {word}") | Q(name_key__contains=f"-{word}")
            people = people.filter(had, pk__in=begins.values("person"))
    return people


def _narrowed(people: QuerySet[Person], question: PeopleQuestion, then: _Then) -> QuerySet[Person]:
    people = _named_like(people, question.text, then.moment)
    if question.organisation:
        here = then.memberships().filter(organisation__code=question.organisation.upper())
        people = people.filter(pk__in=here.values("person"))
    return people


def _holding(people: QuerySet[Person], role: str, viewer: Viewer, then: _Then) -> QuerySet[Person]:
    """Those who hold the role, where the viewer may see roles: a filter must not tell what a page would not."""
    known = _within(reach(viewer, SEE_ALL_ACCESS), then)
    holders = Grant.objects.as_at(then.moment).current(then.on).filter(role=role, ended_at__isnull=True)
    return people.filter(pk__in=known.values("pk")).filter(pk__in=holders.values("person"))


def _with_memberships(people: QuerySet[Person], then: _Then) -> QuerySet[Person]:
    now = then.memberships().select_related("organisation").order_by("starts", "id")
    return people.prefetch_related(Prefetch("memberships", queryset=now, to_attr="now"))


def _membership(row: Membership, contest: ContestTerms | None = None) -> MembershipTerms:
    return MembershipTerms(row.organisation.code, row.organisation.name, row.job, row.starts, row.ends, row.pk, contest)
