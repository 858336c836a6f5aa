"""Talent boards: the meeting, who is invited, its agenda, what was declared, said, decided and is to be done."""

from collections.abc import Sequence
from datetime import date
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from wraparound.capabilities.pipelines.models.posts import ORGANISATION, PERSON, Post, known, spoken
from wraparound.capabilities.pipelines.terms.boards import (
    LONGEST_LINE,
    LONGEST_MINUTES,
    LONGEST_NAME,
    LONGEST_TEXT,
    BoardState,
    Stays,
)
from wraparound.capabilities.pipelines.wording.boards import STATES, STAYS
from wraparound.people.models import FORGOTTEN_WORDS
from wraparound.records.calculation.reasons import AT_A_BOARD
from wraparound.records.models.keeping import Record, RecordRows, moment_after, versions_of
from wraparound.records.models.log import Change
from wraparound.records.models.rights import Hold

OVER = (BoardState.CLOSED, BoardState.CALLED_OFF)


def over_with(last: date, path: str = "") -> Q:
    """That a meeting was over by the day: closed or called off, or left as it was on a day that has passed."""
    return Q(**{f"{path}closed_at__lt": moment_after(last)}) | Q(
        **{f"{path}closed_at__isnull": True, f"{path}day__lte": last}
    )


class TalentBoard(Record):
    """A meeting of one trust, or of one region. `opened_change` is the change after which what changed counts as later.

    The plans at its start are not kept here: history reads them as they were known at `opened_at`.
    """

    keeping = "talent_board"
    close = True
    quiet = frozenset({"controller", "prepared_by", "opened_change", "closed_change"})
    spoken: ClassVar = {"state": spoken(STATES)}

    organisation = models.ForeignKey(ORGANISATION, on_delete=models.PROTECT, null=True, related_name="+")
    region = models.ForeignKey("people.Region", on_delete=models.PROTECT, null=True, related_name="+")
    name = models.CharField(max_length=LONGEST_NAME)
    day = models.DateField()
    private = models.BooleanField("read only by who is invited", default=False)
    state = models.CharField(max_length=10, default=BoardState.PREPARED)
    minutes = models.CharField(max_length=LONGEST_MINUTES, blank=True)
    called_off_because = models.CharField("why it was called off", max_length=LONGEST_LINE, blank=True)
    prepared_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, related_name="+")
    opened_at = models.DateTimeField("opened", null=True)
    opened_change = models.BigIntegerField(null=True)
    closed_at = models.DateTimeField("closed", null=True)
    closed_change = models.BigIntegerField(null=True)

    objects = RecordRows["TalentBoard"].as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["organisation", "day"], name="talent_boards_of_a_place"),
            models.Index(fields=["region", "day"], name="talent_boards_of_a_region"),
        ]
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="a_talent_board_has_a_name"),
            models.CheckConstraint(condition=known("state", BoardState), name="talent_board_state_is_known"),
            models.CheckConstraint(
                condition=Q(organisation__isnull=True) ^ Q(region__isnull=True), name="a_talent_board_is_of_one_place"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[BoardState.OPEN, BoardState.CLOSED])
                | Q(opened_at__isnull=False, opened_change__isnull=False),
                name="an_open_talent_board_says_since_when",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=OVER) | Q(closed_at__isnull=False), name="a_talent_board_that_is_over_says_when"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @classmethod
    def due(cls, last: date) -> models.QuerySet[Any]:
        """Those over by the day of which nothing is left but themselves: what belongs to them goes the day before."""
        rows = cls.over_by(last)
        parts: tuple[type[Any], ...] = (Invited, Item, Declared, ToDo, SaidOf, Corrected)
        for part in parts:
            rows = rows.exclude(pk__in=part._default_manager.values("board"))
        return rows

    @classmethod
    def over_by(cls, last: date) -> models.QuerySet["TalentBoard"]:
        """Those over by the day, none while a legal hold lies on somebody in them: a meeting goes whole.

        One that was never closed or called off was over with its day.
        """
        held = Hold.objects.filter(released_at__isnull=True).values("about_person")
        kept: tuple[models.QuerySet[Any, Any], ...] = (
            Invited.objects.filter(person__in=held).values("board"),
            Item.objects.filter(person__in=held).values("board"),
            Declared.objects.filter(Q(person__in=held) | Q(about__in=held)).values("board"),
            ToDo.objects.filter(owner__in=held).values("board"),
            SaidOf.objects.filter(person__in=held).values("board"),
        )
        rows = cls.objects.filter(over_with(last))
        for one in kept:
            rows = rows.exclude(pk__in=one)
        return rows


TalentBoardVersion = versions_of(TalentBoard)


class PartOfBoard(Record):
    """What belongs to a meeting and goes when the meeting goes."""

    class Meta:
        abstract = True

    @classmethod
    def due(cls, last: date) -> models.QuerySet[Any]:
        """What belongs to a meeting whose time is over."""
        rows: models.QuerySet[Any] = cls._default_manager.all()
        return rows.filter(board__in=TalentBoard.over_by(last).values("pk"))


class Invited(PartOfBoard):
    """Somebody who is invited to a meeting; `taken_off`: no longer. It gives a right to read it and to nothing else."""

    keeping = "talent_board"
    close = True
    person_field = "person_id"
    quiet = frozenset({"controller", "person", "taken_off"})

    board = models.ForeignKey(TalentBoard, on_delete=models.PROTECT, related_name="invited")
    person = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    chair = models.BooleanField("chairs it", default=False)
    present = models.BooleanField("was there", null=True)
    taken_off = models.BooleanField("no longer invited", default=False)

    objects = RecordRows["Invited"].as_manager()

    class Meta:
        verbose_name = "invitation to a talent board"
        indexes = [models.Index(fields=["person", "board"], name="talent_boards_of_somebody")]
        constraints = [
            models.UniqueConstraint(fields=["board", "person"], name="invited_once_to_a_talent_board"),
            models.UniqueConstraint(fields=["board"], condition=Q(chair=True), name="a_talent_board_has_one_chair"),
        ]

    def __str__(self) -> str:
        return f"{self.person} at {self.board}"


InvitedVersion = versions_of(Invited)


class Item(PartOfBoard):
    """One item of an agenda: a post, or a person where a post is not the point. `place` orders it; gaps are no harm."""

    keeping = "talent_board"
    close = True
    person_field = "person_id"
    quiet = frozenset({"controller", "person", "place", "taken_off"})
    forgets: ClassVar = {"because": FORGOTTEN_WORDS, "minutes": FORGOTTEN_WORDS}

    board = models.ForeignKey(TalentBoard, on_delete=models.PROTECT, related_name="items")
    post = models.ForeignKey(Post, on_delete=models.PROTECT, null=True, related_name="+")
    person = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, related_name="+")
    place = models.PositiveIntegerField()
    because = models.CharField("why it is on the agenda", max_length=LONGEST_LINE, blank=True)
    minutes = models.CharField(max_length=LONGEST_MINUTES, blank=True)
    taken_off = models.BooleanField("no longer on the agenda", default=False)

    objects = RecordRows["Item"].as_manager()

    class Meta:
        verbose_name = "agenda item"
        indexes = [models.Index(fields=["board", "place"], name="items_in_order")]
        constraints = [
            models.CheckConstraint(
                condition=Q(post__isnull=True) ^ Q(person__isnull=True), name="an_item_is_a_post_or_a_person"
            ),
            models.UniqueConstraint(
                fields=["board", "post"], condition=Q(taken_off=False, post__isnull=False), name="a_post_once_a_board"
            ),
            models.UniqueConstraint(
                fields=["board", "person"],
                condition=Q(taken_off=False, person__isnull=False),
                name="a_person_once_a_board",
            ),
        ]

    def __str__(self) -> str:
        return f"item of {self.board}"

    @classmethod
    def let_go(cls, keys: Sequence[int]) -> None:
        """Which changes were made at an item goes with it, and what was said with them."""
        made = Decided.objects.filter(item__in=keys)
        reasons = Change.objects.filter(pk__in=made.values("change"), why__startswith=f"{AT_A_BOARD}: ")
        reasons.update(why=AT_A_BOARD)
        made.delete()


ItemVersion = versions_of(Item)


class Declared(PartOfBoard):
    """A conflict of interest, as whoever has it declared it; and what the chair decided: whether they stay."""

    keeping = "talent_board"
    close = True
    person_field = "person_id"
    also_about = ("about_id",)
    quiet = frozenset({"controller", "person", "about", "item", "decided_by"})
    forgets: ClassVar = {"words": FORGOTTEN_WORDS, "because": FORGOTTEN_WORDS}
    spoken: ClassVar = {"stays": spoken(STAYS)}

    board = models.ForeignKey(TalentBoard, on_delete=models.PROTECT, related_name="declared")
    item = models.ForeignKey(Item, on_delete=models.PROTECT, null=True, related_name="+")
    person = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    about = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, related_name="+")
    words = models.CharField("the interest", max_length=LONGEST_LINE)
    stays = models.CharField("whether they stay", max_length=10, default=Stays.UNDECIDED)
    because = models.CharField("why", max_length=LONGEST_LINE, blank=True)
    decided_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, related_name="+")

    objects = RecordRows["Declared"].as_manager()

    class Meta:
        verbose_name = "conflict of interest"
        indexes = [models.Index(fields=["board", "item"], name="conflicts_at_a_board")]
        constraints = [
            models.CheckConstraint(condition=~Q(words=""), name="a_conflict_says_what"),
            models.CheckConstraint(condition=known("stays", Stays), name="stays_is_known"),
        ]

    def __str__(self) -> str:
        return f"conflict of interest of {self.person}"


DeclaredVersion = versions_of(Declared)


class ToDo(PartOfBoard):
    """Something that somebody took on at a meeting, until a day."""

    keeping = "talent_board"
    close = True
    person_field = "owner_id"
    quiet = frozenset({"controller", "owner", "item"})
    forgets: ClassVar = {"done_words": FORGOTTEN_WORDS}

    board = models.ForeignKey(TalentBoard, on_delete=models.PROTECT, related_name="to_do")
    item = models.ForeignKey(Item, on_delete=models.PROTECT, null=True, related_name="+")
    owner = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    words = models.CharField("what is to be done", max_length=LONGEST_LINE)
    due_on = models.DateField("due")
    done_on = models.DateField("done", null=True)
    done_words = models.CharField("what came of it", max_length=LONGEST_LINE, blank=True)

    objects = RecordRows["ToDo"].as_manager()

    class Meta:
        verbose_name = "action of a talent board"
        indexes = [models.Index(fields=["owner", "done_on", "due_on"], name="actions_of_somebody")]
        constraints = [models.CheckConstraint(condition=~Q(words=""), name="an_action_says_what")]

    def __str__(self) -> str:
        return self.words


ToDoVersion = versions_of(ToDo)


class SaidOf(Record):
    """What was said of somebody at a meeting; they read it, and `conversation` is where they are told how it ended.

    It goes earlier than the meeting, and with their name.
    """

    keeping = "discussed"
    close = True
    person_field = "person_id"
    quiet = frozenset({"controller", "person", "item", "conversation"})

    board = models.ForeignKey(TalentBoard, on_delete=models.PROTECT, related_name="said")
    item = models.ForeignKey(Item, on_delete=models.PROTECT, null=True, related_name="+")
    person = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    words = models.CharField("what was said", max_length=LONGEST_TEXT, blank=True)
    nothing = models.BooleanField("nothing was said about them", default=False)
    conversation = models.BigIntegerField(null=True)

    objects = RecordRows["SaidOf"].as_manager()

    class Meta:
        verbose_name = "what was said at a talent board"
        constraints = [models.UniqueConstraint(fields=["board", "person"], name="said_of_somebody_once_a_board")]

    def __str__(self) -> str:
        return f"said at {self.board}"

    @classmethod
    def due(cls, last: date) -> models.QuerySet[Any]:
        """Of meetings that were over by the day."""
        return cls.objects.filter(over_with(last, "board__"))


SaidOfVersion = versions_of(SaidOf)


class Corrected(PartOfBoard):
    """A correction of minutes that were closed: they stay as they are, and this stands beside them with its day."""

    keeping = "talent_board"
    close = True
    quiet = frozenset({"controller", "made_by", "made_at"})

    board = models.ForeignKey(TalentBoard, on_delete=models.PROTECT, related_name="corrected")
    words = models.CharField("the correction", max_length=LONGEST_TEXT)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, related_name="+")

    objects = RecordRows["Corrected"].as_manager()

    class Meta:
        verbose_name = "correction of minutes"
        constraints = [models.CheckConstraint(condition=~Q(words=""), name="a_correction_says_what")]

    def __str__(self) -> str:
        return f"correction of {self.board}"


CorrectedVersion = versions_of(Corrected)


class Decided(models.Model):
    """That a change was made from the page of a meeting; its reason stands in the change, behind a mark.

    Its person reads it in their own history. It is cut to the mark wherever others read why something was changed, and
    for good when what was changed goes, or the meeting.
    """

    board = models.ForeignKey(TalentBoard, on_delete=models.CASCADE, related_name="+")
    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="+")
    change = models.BigIntegerField(unique=True)

    not_a_record = "A pair of numbers: which change was made at which item. What it changed has its own history."

    def __str__(self) -> str:
        return f"change {self.change}"
