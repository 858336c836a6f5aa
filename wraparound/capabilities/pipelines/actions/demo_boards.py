"""Talent boards of the made-up region: closed with its minutes, open, and being prepared by a trust and the region."""

from datetime import datetime, timedelta

from wraparound.capabilities.pipelines.actions import board_agenda, board_notes, boards, succession
from wraparound.capabilities.pipelines.models.boards import Declared, Invited, Item, TalentBoard, ToDo
from wraparound.capabilities.pipelines.models.posts import Post
from wraparound.capabilities.pipelines.models.succession import Successor
from wraparound.capabilities.pipelines.queries.board_people import discussed
from wraparound.capabilities.pipelines.queries.boards import board_row
from wraparound.capabilities.pipelines.queries.days import Day
from wraparound.capabilities.pipelines.queries.seeing import successors_with_band
from wraparound.capabilities.pipelines.terms.boards import NewBoard, Outcome, Stays
from wraparound.capabilities.pipelines.terms.posts import CannotKeep
from wraparound.capabilities.pipelines.terms.succession import NewSuccessor, Sort, Use
from wraparound.people.models import Membership, Person, Region
from wraparound.people.queries.viewers import viewer_for
from wraparound.people.terms.access import PUBLIC, Viewer
from wraparound.records.queries.history import version_number

PLACE = "ZZ01"
DIRECTOR, CHAIR = "Padma Hazelcote", "Cressida Quillfeather"
AHEAD = timedelta(days=9)
MOST_ITEMS = 4


def seed_boards(*, at: datetime, by: Viewer) -> int:
    """A talent board in each state, as people of the made-up region would leave it; how many. Once.

    All of them are made now: a meeting keeps the moment at which it was opened, and history has none earlier to give.
    """
    if TalentBoard.objects.exists():
        return TalentBoard.objects.count()
    director, chair = _viewer(DIRECTOR, at, by), _viewer(CHAIR, at, by)
    if director is None or chair is None:
        return 0
    _closed(director, chair, at)
    _open(director, chair, at)
    _prepared(director, at)
    lead = _viewer("Talia Bramblewick", at, by)
    if lead is not None:
        _of_the_region(lead, at)
    return TalentBoard.objects.count()


def _closed(director: Viewer, chair: Viewer, at: datetime) -> None:
    """Held, minuted, and everybody told."""
    number = _meeting("Autumn talent board", PLACE, at, director, at, critical=True)
    boards.open_board(number, at=at, by=director)
    _all_present(number, director, at)
    items = list(Item.objects.filter(board=number).order_by("place"))
    for item in items:
        if _one_change(number, item, director, at):
            break
    for item, words in zip(items, _MINUTES, strict=False):
        board_notes.write_item(
            number, item.pk, words, version=version_number(item, viewer=director), at=at, by=director
        )
    conflict = board_notes.declare(
        number, items[-1].pk, "Worked with one of those named for ten years", at=at, by=chair
    )
    row = Declared.objects.get(pk=conflict)
    board_notes.decide_conflict(
        number,
        conflict,
        Stays.STAYS,
        "Known to all, and nobody else knows the service as well",
        version=version_number(row, viewer=director),
        at=at,
        by=director,
    )
    owner = Invited.objects.get(board=number, chair=True).person_id
    today = at.date()
    board_notes.add_action(
        number, items[0].pk, "Ask two neighbouring chairs for names", owner, today, at=at, by=director
    )
    done = board_notes.add_action(
        number, None, "Send the minutes", director.person or 0, today + timedelta(days=7), at=at, by=director
    )
    board_notes.finish_action(
        done,
        "Sent to all invited",
        done=True,
        version=version_number(ToDo.objects.get(pk=done), viewer=director),
        at=at,
        by=director,
    )
    meeting = board_row(number, viewer=director)
    board_notes.write_minutes(
        number,
        "The board went through its critical posts. It will look at cover again before the winter.",
        version=meeting.version,
        at=at,
        by=director,
    )
    _close(number, director, at)
    boards.correct(
        number, "Under item 1, for “before the winter” read “before the end of January”.", at=at, by=director
    )


_MINUTES = (
    "Nobody outside the trust has been thought of yet. The chair asks two neighbours before the winter.",
    "The plan stands. Its successors are asked for a conversation in the new year.",
    "Cover would come from the deputy; this is tried out in February.",
    "Nothing was decided.",
)


def _open(director: Viewer, chair: Viewer, at: datetime) -> None:
    """Being held: something has been changed, and somebody has declared a conflict."""
    number = _meeting("Winter talent board", PLACE, at, director, at, critical=False)
    boards.open_board(number, at=at, by=director)
    items = list(Item.objects.filter(board=number).order_by("place"))
    for item in items:
        if _one_change(number, item, director, at):
            break
    board_notes.declare(number, items[1].pk, "A relative of somebody on the plan", at=at, by=chair)


def _prepared(director: Viewer, at: datetime) -> None:
    _meeting("Spring talent board", PLACE, at + AHEAD, director, at, critical=True)


def _of_the_region(lead: Viewer, at: datetime) -> None:
    """Being prepared, for posts of several trusts."""
    region = Region.objects.get(made_up=True)
    new = NewBoard(name="Regional talent board", day=(at + AHEAD * 2).date(), code=region.code)
    number = boards.prepare(new, at=at, by=lead)
    for post in Post.objects.filter(critical=True, ends=None).order_by("title", "pk")[:MOST_ITEMS]:
        board_agenda.add_post_item(number, post.pk, "Looked at together once a year", at=at, by=lead)


def _meeting(name: str, code: str, day: datetime, by: Viewer, at: datetime, *, critical: bool) -> int:
    number = boards.prepare(NewBoard(name=name, day=day.date(), code=code), at=at, by=by)
    posts = Post.objects.filter(organisation__code=code, ends=None, level="board").exclude(role="chair")
    posts = posts.filter(critical=True) if critical else posts
    for post in posts.order_by("title", "pk")[:MOST_ITEMS]:
        board_agenda.add_post_item(number, post.pk, post.critical_because or "Not looked at this year", at=at, by=by)
    chairs = Person.objects.get(name=CHAIR, made_up=True, in_chooser=True)
    board_agenda.invite(number, [str(chairs.key)], "", at=at, by=by)
    chair = Invited.objects.get(board=number, person__name=CHAIR)
    board_agenda.choose_chair(number, chair.pk, at=at, by=by)
    return number


def _all_present(number: int, by: Viewer, at: datetime) -> None:
    there = Invited.objects.filter(board=number).values_list("pk", flat=True)
    board_agenda.note_present(number, list(there), at=at, by=by)


def _one_change(number: int, item: Item, by: Viewer, at: datetime) -> bool:
    """Somebody proposed is confirmed, or somebody of the trust is named to stand in, with a reason."""
    today = Day(at.date())
    post = item.post_id or 0
    waiting = successors_with_band(today, viewer=by).filter(
        post=post, confirmed_on__isnull=True, sort=Sort.NAMED, use=Use.SUCCESSOR, standing=True
    )
    row = waiting.exclude(person=by.person).first()
    try:
        if row is not None:
            found = Successor.objects.get(pk=row.pk)
            with board_notes.decided(number, item.pk, "Has led two winters, and wants it", at=at, by=by):
                succession.confirm(found.pk, version=version_number(found, viewer=by), at=at, by=by)
            return True
        there = today.memberships().filter(organisation__code=PLACE).exclude(person=by.person)
        taken = today.successors().filter(post=post).values("person")
        who = there.exclude(person__in=taken).exclude(person__in_chooser=True).order_by("pk").first()
        if who is None:
            return False
        new = NewSuccessor(use=Use.COVER, sort=Sort.NAMED, person=str(who.person.key), because="Knows the services")
        with board_notes.decided(number, item.pk, "Somebody must be able to act tomorrow", at=at, by=by):
            succession.name(post, new, confirm=True, at=at, by=by)
    except CannotKeep:
        return False
    return True


def _close(number: int, by: Viewer, at: datetime) -> None:
    row = board_row(number, viewer=by)
    people = discussed(row, viewer=by, today=Day(at.date()))
    outcomes = {
        one.key: Outcome(words="Your place on this plan was talked about, and stands as it is on your page.")
        if one.asked
        else Outcome(nothing=True)
        for one in people
    }
    boards.close_board(number, outcomes, version=row.version, at=at, by=by)


def _viewer(name: str, at: datetime, by: Viewer) -> Viewer | None:
    """Somebody of the made-up region as the viewer they are today."""
    person = Person.objects.filter(name=name, made_up=True, in_chooser=True).first()
    if person is None or not Membership.objects.filter(person=person).exists():
        return None
    return viewer_for(person.pk, person.name, on=at.date(), viewer=PUBLIC)
