"""The plan of one post, cut to what the viewer may see: one place behind page, API and command."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db.models import CharField, Q, QuerySet, Value
from django.db.models.functions import Cast

from wraparound.capabilities.pipelines.access import PROPOSE
from wraparound.capabilities.pipelines.calculation.ahead import changes_ahead
from wraparound.capabilities.pipelines.calculation.cover import cover_of
from wraparound.capabilities.pipelines.calculation.vacancy import vacant_since
from wraparound.capabilities.pipelines.models.posts import Post, PostVersion
from wraparound.capabilities.pipelines.models.succession import Successor, SuccessorVersion
from wraparound.capabilities.pipelines.queries.above import is_there, next_above, reporting_to
from wraparound.capabilities.pipelines.queries.chains import Around, around, gather
from wraparound.capabilities.pipelines.queries.days import Day
from wraparound.capabilities.pipelines.queries.naming import names_and_followers, names_shown
from wraparound.capabilities.pipelines.queries.seeing import (
    HOLDERS_SHOW,
    PLANS_SHOW,
    about,
    holder_lines,
    holder_rows_ahead,
    leads,
    named_lines,
    named_on,
    named_rows,
    post_of,
    post_terms,
    posts_seen,
)
from wraparound.capabilities.pipelines.queries.vacancies import stages_of_post, vacancies_in
from wraparound.capabilities.pipelines.queries.yes_no import yes_and_no
from wraparound.capabilities.pipelines.terms.lists import PostTerms, Seen, SuccessorLine
from wraparound.capabilities.pipelines.terms.plans import NamedTerms, PlanGroup, PlanLine, PlanTerms, PostLink
from wraparound.capabilities.pipelines.terms.posts import NoSuchPost
from wraparound.capabilities.pipelines.terms.succession import Band, Sort, State, Use
from wraparound.capabilities.pipelines.terms.vacancies import PostVacancy
from wraparound.capabilities.pipelines.wording.plans import answer, held_words
from wraparound.people.access import Rule, allows
from wraparound.people.terms.access import Viewer
from wraparound.records.models.keeping import FOREVER
from wraparound.records.queries.history import version_number

BANDS = (Band.READY_NOW, Band.ONE_TO_TWO, Band.THREE_TO_FIVE, None)
MOST_REPORTS = 60
SHARE, REPORT, ABOVE, VERSION, ENTRY = "share", "report", "above", "version", "entry"
VACANCY = "vacancy"
PLAN_SHOWS = tuple(dict.fromkeys((*HOLDERS_SHOW, *PLANS_SHOW)))


def plan_of(number: int, *, viewer: Viewer, day: Day, today: Day) -> PlanTerms:
    """The plan of a post on a day, as the viewer may see it today; NoSuchPost where the post is not theirs to see."""
    post = post_of(number, viewer=viewer, day=day)
    terms = post_terms(post, viewer=viewer, day=day, brief=True)
    held = holder_rows_ahead([post], viewer=viewer, day=day, today=today)
    rows = named_rows([post], viewer=viewer, day=day)
    # All names of the page are asked for at once, and of these the ones that it shows are logged.
    beyond = gather(post, (row.person_id for row in rows), viewer=viewer, day=day)
    asked = (row.person_id for row in (*held, *rows))
    known, told = names_and_followers(asked, beyond.people, viewer=viewer, day=day, today=today)
    every = holder_lines(held, [post], known, viewer=viewer).get(post.pk, ())
    holders = tuple(one for one in every if one.starts <= day.on)
    ahead = changes_ahead(every, day.on, post.ends) if day.looks_ahead(today) else ()
    lines = named_lines(rows, [post], known, told, viewer=viewer, day=day).get(post.pk, ())
    hanging = around(post, lines, beyond, {one: name for one, name in known.items() if one in told}, viewer=viewer)
    seen = (*(one.known for one in every), *(one.known for one in lines))
    named = {one.number for one in seen if one is not None}
    names_shown(sorted(named | hanging.people), PLAN_SHOWS, viewer=viewer)
    acts = day == today
    beside = _beside(terms, post, _waiting(lines, viewer) if acts and terms.leads else None, viewer, day)
    terms = beside.post
    whole = _Lines(terms, lines, hanging, beside.versions, viewer, acts=acts)
    sees_plan, vacant = terms.seen is Seen.PLAN, vacant_since(holders)
    counts = cover_of(lines) if sees_plan else None
    yes_no = None if sees_plan else yes_and_no([post.pk], viewer=viewer, day=day)[post.pk]
    return PlanTerms(
        post=terms,
        on=day.on,
        as_shown=day.known is not None,
        sentences=answer(terms, day.on, held_words(holders, vacant, ahead), counts, yes_no),
        holders=holders,
        coming=tuple(one for one in every if one.starts > day.on),
        ahead=ahead,
        vacant_since=vacant,
        counts=counts,
        yes_no=yes_no,
        confirmed=tuple(group for band in BANDS if (group := whole.confirmed(band)).many),
        proposed=whole.group(one for one in lines if whole.is_proposed(one)),
        cover=whole.group(one for one in lines if whole.is_there(one) and one.use is Use.COVER),
        beyond=tuple(whole.line(one) for one in lines if one.sort is not Sort.NAMED),
        gone=whole.group(one for one in lines if not one.standing),
        chain=hanging.chain,
        reports=beside.reports,
        reviews=_reviews(lines),
        vacancies=beside.vacancies,
        may_propose=whole.acts and terms.ends is None and allows(viewer, PROPOSE, about(post, viewer=viewer)),
    )


def successor_of(number: int, *, viewer: Viewer, rule: Rule, today: Day) -> Successor:
    """The row of an entry of a plan that the rule lets the viewer reach; NoSuchPost otherwise."""
    row = Successor.objects.select_related("person", "controller").filter(pk=number).first()
    if row is None:
        raise NoSuchPost
    row.post = post_of(row.post_id, viewer=viewer, day=today, rule=rule)
    return row


def may_take_off(row: Successor, *, viewer: Viewer) -> bool:
    """Those who lead its organisation, and whoever proposed it themselves while it is not confirmed."""
    proposed_it = viewer.person is not None and row.named_by_id == viewer.person and row.state is State.PROPOSED
    return proposed_it or leads(row.post, viewer=viewer)


def named_terms(number: int, *, viewer: Viewer, today: Day) -> NamedTerms:
    """One entry of a plan, as it stands beside others there; NoSuchPost where it is on no plan of the viewer's."""
    row = successor_of(number, viewer=viewer, rule=PROPOSE, today=today)
    lines = named_on([row.post], viewer=viewer, day=today, today=today).get(row.post_id, ())
    found = next((one for one in lines if one.number == number), None)
    if found is None:
        raise NoSuchPost
    return NamedTerms(
        line=found,
        post=post_terms(row.post, viewer=viewer, day=today, brief=True),
        may_take_off=may_take_off(row, viewer=viewer),
        version=version_number(row, viewer=viewer),
    )


class _Lines:
    """The lines of one plan, put into their groups."""

    def __init__(
        self,
        post: PostTerms,
        lines: Sequence[SuccessorLine],
        hanging: Around,
        versions: Mapping[int, int],
        viewer: Viewer,
        *,
        acts: bool,
    ) -> None:
        self.post, self.viewer, self.acts, self.all = post, viewer, acts, lines
        self.also, self.versions = hanging.also, versions
        self.own = self._own_proposals()

    def confirmed(self, band: Band | None) -> PlanGroup:
        """Confirmed successors of a band, those past their review with them."""
        return self.group(
            (one for one in self.all if self.is_there(one) and one.use is Use.SUCCESSOR and one.band is band), band
        )

    def is_there(self, one: SuccessorLine) -> bool:
        """Somebody of this site who is still there, confirmed; to stand in, proposed too."""
        is_cover = one.use is Use.COVER
        return one.sort is Sort.NAMED and one.standing and (is_cover or one.state is State.CONFIRMED)

    def is_proposed(self, one: SuccessorLine) -> bool:
        """A proposed successor who is still there."""
        proposed = one.sort is Sort.NAMED and one.standing and one.state is State.PROPOSED
        return proposed and one.use is Use.SUCCESSOR

    def group(self, lines: Iterable[SuccessorLine], band: Band | None = None) -> PlanGroup:
        """By name whom the viewer sees; in number the others. Who leads acts on everybody, and has each on a line."""
        some = list(lines)
        apart = [one for one in some if one.known is not None or (self.post.leads and not one.standing)]
        hidden = [one for one in some if one not in apart]
        return PlanGroup(
            band=band,
            named=tuple(self.line(one) for one in apart),
            hidden=len(hidden),
            hidden_stale=sum(one.stale for one in hidden),
        )

    def line(self, one: SuccessorLine) -> PlanLine:
        """One of them with what the viewer may do."""
        return PlanLine(
            line=one,
            also=self.also.get(one.known.number, ()) if one.known else (),
            may_confirm=one.number in self.versions,
            may_take_off=self.acts and (self.post.leads or one.number in self.own),
            version=self.versions.get(one.number),
        )

    def _own_proposals(self) -> frozenset[int]:
        """What a viewer who does not lead has proposed themselves; nobody else takes that off but who leads."""
        proposed = [one.number for one in self.all if one.state is State.PROPOSED]
        if self.post.leads or not self.acts or not proposed or self.viewer.person is None:
            return frozenset()
        rows = Successor.objects.filter(pk__in=proposed, named_by=self.viewer.person)
        return frozenset(rows.values_list("pk", flat=True))


def _waiting(lines: Sequence[SuccessorLine], viewer: Viewer) -> list[int]:
    """The entries that whoever leads may confirm: never of themselves."""
    proposed = [one for one in lines if one.state is State.PROPOSED and one.standing]
    return [one.number for one in proposed if one.known is None or one.known.number != viewer.person]


@dataclass(frozen=True)
class _Beside:
    """What stands beside a plan; and of the entries that can be confirmed the number that a form carries."""

    post: PostTerms
    reports: tuple[PostLink, ...]
    vacancies: tuple[PostVacancy, ...]
    versions: Mapping[int, int]


def _beside(terms: PostTerms, post: Post, waiting: Sequence[int] | None, viewer: Viewer, day: Day) -> _Beside:
    """Whom a post is shared with, what is around it, its vacancies, and what forms about it carry: one question.

    Of posts that the viewer may see. `waiting` are the entries that can be confirmed; none where nothing can be done.
    """
    seen = posts_seen(viewer=viewer, day=day).exclude(pk=post.pk).order_by()
    shares = day.shares().filter(post=post.pk).order_by()
    parts = [
        _columns(SHARE, shares, key="organisation__code", name="organisation__name"),
        _columns(REPORT, seen.filter(_reporting_to(post, viewer, day))),
        stages_of_post(post.pk, viewer=viewer, day=day).values_list("what", "key", "name"),
    ]
    if waiting is not None:
        parts += [_newest(VERSION, PostVersion, [post.pk]), _newest(ENTRY, SuccessorVersion, waiting)]
    if post.reports_to is not None and not is_there(post.reports_to, viewer=viewer, day=day):
        parts.append(_columns(ABOVE, seen.filter(next_above(post.reports_to.pk, viewer=viewer, day=day))))
    first, *others = parts
    found: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for what, key, name in sorted(first.union(*others, all=True), key=lambda one: (one[2].casefold(), one[1])):
        found[what].append((key, name))
    reports = tuple(PostLink(int(key), name) for key, name in found[REPORT])
    above = next(((int(key), name) for key, name in found[ABOVE]), terms.reports_to)
    unseen = terms.above_unseen and above is None
    return _Beside(
        post=replace(
            terms,
            shared_with=tuple(found[SHARE]),
            reports_to=above,
            above_unseen=unseen,
            version=next((int(change) for _, change in found[VERSION]), 0),
        ),
        reports=reports[:MOST_REPORTS],
        vacancies=vacancies_in(found[VACANCY], viewer=viewer, day=day),
        versions={int(entry): int(change) for entry, change in found[ENTRY]},
    )


def _reporting_to(post: Any, viewer: Viewer, day: Day) -> Q:
    """That a post reports to a row of `post_of`: through one that is gone only where one is, which costs to ask."""
    return reporting_to(post.pk, viewer=viewer, day=day) if post.gone_below else Q(reports_to=post.pk)


def _newest(what: str, versions: Any, records: Sequence[int]) -> QuerySet[Any, Any]:
    """The change by which each of these records is as it is."""
    rows: QuerySet[Any] = versions._default_manager.filter(v_record__in=records, v_until=FOREVER).order_by()
    return _columns(what, rows, key="v_record", name="v_change")


def _columns(what: str, rows: QuerySet[Any], key: str = "pk", name: str = "title") -> QuerySet[Any, Any]:
    """What these are, and a key and a name of each, as text: so that several sorts can be asked for at once."""
    kind = Value(what, output_field=CharField())
    found: QuerySet[Any, Any] = rows.annotate(what=kind, key=Cast(key, CharField()), name=Cast(name, CharField()))
    return found.values_list("what", "key", "name")


def _reviews(lines: Sequence[SuccessorLine]) -> tuple[date, ...]:
    """Days to come on which the readiness of somebody seen here is looked at again."""
    return tuple(sorted({one.review_by for one in lines if one.known and one.review_by and not one.stale}))
