"""The plan of one post, cut to what the viewer may see: one place behind page, API and command."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from django.db.models import CharField, F, Value
from django.db.models.functions import Cast

from wraparound.capabilities.pipelines.access import PROPOSE
from wraparound.capabilities.pipelines.calculation.ahead import changes_ahead
from wraparound.capabilities.pipelines.calculation.cover import cover_of
from wraparound.capabilities.pipelines.calculation.vacancy import vacant_since
from wraparound.capabilities.pipelines.models.posts import Post, PostVersion
from wraparound.capabilities.pipelines.models.succession import Successor, SuccessorVersion
from wraparound.capabilities.pipelines.queries.above import next_above, reporting_to
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
PLAN_SHOWS = tuple(dict.fromkeys((*HOLDERS_SHOW, *PLANS_SHOW)))


def plan_of(number: int, *, viewer: Viewer, day: Day, today: Day) -> PlanTerms:
    """The plan of a post on a day, as the viewer may see it today; NoSuchPost where the post is not theirs to see."""
    post = post_of(number, viewer=viewer, day=day)
    terms = post_terms(post, viewer=viewer, day=day, brief=True)
    held = holder_rows_ahead([post], viewer=viewer, day=day, today=today)
    rows = named_rows([post], viewer=viewer, day=day)
    # All names of the page are asked for at once, and of these the ones that it shows are logged.
    beyond = gather(post, (row.person_id for row in rows), viewer=viewer, day=day)
    asked = {row.person_id for row in (*held, *rows)} | beyond.people
    known, told = names_and_followers(asked, viewer=viewer, day=day, today=today)
    every = holder_lines(held, [post], known, viewer=viewer).get(post.pk, ())
    holders = tuple(one for one in every if one.starts <= day.on)
    ahead = changes_ahead(every, day.on, post.ends) if day.looks_ahead(today) else ()
    lines = named_lines(rows, [post], known, told, viewer=viewer, day=day).get(post.pk, ())
    hanging = around(post, lines, beyond, {one: name for one, name in known.items() if one in told}, viewer=viewer)
    seen = (*(one.known for one in every), *(one.known for one in lines))
    named = {one.number for one in seen if one is not None}
    names_shown(sorted(named | hanging.people), PLAN_SHOWS, viewer=viewer)
    terms, reports, vacancies = _beside(terms, post, viewer, day)
    whole = _Lines(terms, lines, hanging, viewer, acts=day == today)
    terms = replace(terms, version=whole.version)
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
        reports=reports,
        reviews=_reviews(lines),
        vacancies=vacancies,
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
        self, post: PostTerms, lines: Sequence[SuccessorLine], hanging: Around, viewer: Viewer, *, acts: bool
    ) -> None:
        self.post, self.viewer, self.acts, self.all = post, viewer, acts, lines
        self.also = hanging.also
        self.own = self._own_proposals()
        self.version, self.versions = self._versions()

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

    def _versions(self) -> tuple[int, Mapping[int, int]]:
        """Of the post, and of what the viewer may confirm, the number that a form carries: never of themselves."""
        if not (self.acts and self.post.leads):
            return 0, {}
        waiting = [
            one.number
            for one in self.all
            if one.state is State.PROPOSED
            and one.standing
            and not (one.known is not None and one.known.number == self.viewer.person)
        ]
        found: dict[str, dict[int, int]] = {"post": {}, "named": {}}
        wanted = ((PostVersion, "post", [self.post.number]), (SuccessorVersion, "named", waiting))
        first, second = (
            versions._default_manager.filter(v_record__in=records, v_until=FOREVER)
            .order_by()
            .values_list(Value(what, output_field=CharField()), "v_record", "v_change")
            for versions, what, records in wanted
        )
        for what, record, change in first.union(second, all=True):
            found[what][record] = change
        return found["post"].get(self.post.number, 0), found["named"]


def _beside(
    terms: PostTerms, post: Post, viewer: Viewer, day: Day
) -> tuple[PostTerms, tuple[PostLink, ...], tuple[PostVacancy, ...]]:
    """The terms with whom it is shared and the post above it; those that report to it; its vacancies: one question.

    Of posts that the viewer may see.
    """
    columns = ("what", "key", "name")
    others = posts_seen(viewer=viewer, day=day).exclude(pk=post.pk).order_by()
    shares = day.shares().filter(post=post.pk).order_by()
    rows = shares.annotate(
        what=Value("share", output_field=CharField()), key=F("organisation__code"), name=F("organisation__name")
    ).values_list(*columns)
    beside = (
        others.filter(which)
        .annotate(what=Value(what, output_field=CharField()), key=Cast("pk", CharField()), name=F("title"))
        .values_list(*columns)
        for what, which in (
            ("report", reporting_to(post.pk, viewer=viewer, day=day)),
            ("above", next_above(post.reports_to_id, viewer=viewer, day=day)),
        )
    )
    stages = stages_of_post(post.pk, viewer=viewer, day=day).values_list(*columns)
    found = sorted(rows.union(*beside, stages, all=True), key=lambda one: (one[2].casefold(), one[1]))
    above = next(((int(key), name) for what, key, name in found if what == "above"), terms.reports_to)
    shared = tuple((key, name) for what, key, name in found if what == "share")
    reports = tuple(PostLink(int(key), name) for what, key, name in found if what == "report")
    unseen = terms.above_unseen and above is None
    terms = replace(terms, shared_with=shared, reports_to=above, above_unseen=unseen)
    filling = [(key, name) for what, key, name in found if what == "vacancy"]
    return terms, reports[:MOST_REPORTS], vacancies_in(filling, viewer=viewer, day=day)


def _reviews(lines: Sequence[SuccessorLine]) -> tuple[date, ...]:
    """Days to come on which the readiness of somebody seen here is looked at again."""
    return tuple(sorted({one.review_by for one in lines if one.known and one.review_by and not one.stale}))
