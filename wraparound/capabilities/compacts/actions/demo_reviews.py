"""Reviews of the made-up region: one at 100 days with its record, the next one planned, and exit criteria."""

from datetime import date, datetime, timedelta

from wraparound.capabilities.compacts.actions import criteria, reviews, steps
from wraparound.capabilities.compacts.models.agreed import Compact
from wraparound.capabilities.compacts.models.reviews import ExitCriterion, Review, ReviewStep
from wraparound.capabilities.compacts.terms.agreement import Party, Point
from wraparound.capabilities.compacts.terms.criteria import NewCriterion
from wraparound.capabilities.compacts.terms.reviews import NewStep, ReviewRecord
from wraparound.people.terms.access import Viewer
from wraparound.records.queries.history import version_number

PROGRAMME = "Larkmoor support programme (made up)"


def review_at_100_days(
    made: Compact, *, chair: Viewer, leader: Viewer, region: Viewer, at: datetime, by: Viewer
) -> None:
    """The review at 100 days: both sides in their own words, a record that both stand by, and three next steps."""
    _criteria(made, chair, region, at)
    number = reviews.call(made.pk, "", None, point=Point.DAYS_100, at=at, by=chair)
    row = Review.objects.get(pk=number)
    took_part = "Chair, chief executive, regional director; the company secretary took notes"
    reviews.hold(made.pk, number, at.date(), took_part, version=version_number(row, viewer=by), at=at, by=chair)
    reviews.say(made.pk, number, Party.LEADER, LEADER_SAYS, version=0, at=at + timedelta(days=1), by=leader)
    reviews.say(made.pk, number, Party.BOARD, BOARD_SAYS, version=0, at=at + timedelta(days=2), by=chair)
    row.refresh_from_db()
    record = ReviewRecord(took_part=took_part, agreed=AGREED, steps=_next(at.date()))
    written = at + timedelta(days=2)
    reviews.write_record(made.pk, number, record, version=version_number(row, viewer=by), at=written, by=chair)
    row.refresh_from_db()
    reviews.confirm(made.pk, number, version=version_number(row, viewer=by), at=at + timedelta(days=4), by=leader)
    done = ReviewStep.objects.get(review=number, party=Party.BOARD, taken_out_at__isnull=True)
    steps.settle_step(
        made.pk,
        done.pk,
        done=True,
        said="The letter went to every ward on the Monday after",
        version=version_number(done, viewer=by),
        at=at + timedelta(days=9),
        by=chair,
    )


def next_review(made: Compact, *, chair: Viewer, region: Viewer, at: datetime, by: Viewer) -> None:
    """The review at six months, for which the region proposed a day."""
    number = reviews.call(made.pk, "", None, point=Point.MONTHS_6, at=at, by=region)
    row = Review.objects.get(pk=number)
    reviews.propose_day(
        made.pk,
        number,
        row.due_on,
        "Both sides and the improvement director, if she has come by then",
        version=version_number(row, viewer=by),
        at=at,
        by=region,
    )


LEADER_SAYS = (
    "The first weeks went into the emergency department and the wards behind it. I know now where patients wait, and "
    "why.\n"
    "The improvement director has not come. I can do half of what we meant to do without her, and slower."
)
BOARD_SAYS = (
    "The board has seen a clear diagnosis and stands behind it.\n"
    "We owe the leader a director of finance who stays, and we are late in looking for one."
)
AGREED = (
    "The diagnosis of last month is the one we all work from",
    "Nothing is said about the four-hour figure before the review at six months: three months say too little",
    "The improvement director's late start is the region's to put right, and the clock stands still until then",
)


def _next(day: date) -> tuple[NewStep, ...]:
    return (
        NewStep(
            words="Name somebody for the improvement director's place, or say that nobody is to be had",
            party=Party.REGION,
            name="Rhodri Lanternmere",
            due=day + timedelta(days=30),
        ),
        NewStep(
            words="Write to every ward about what the diagnosis found",
            party=Party.BOARD,
            name="Cressida Quillfeather",
            due=day + timedelta(days=10),
        ),
        NewStep(
            words="Bring a plan for discharges at weekends to the next review",
            party=Party.LEADER,
            name="Idris Copperthorpe",
            due=day + timedelta(days=70),
        ),
    )


def _criteria(made: Compact, chair: Viewer, region: Viewer, at: datetime) -> None:
    for words, decided_by, after in (
        ("One diagnosis, agreed in writing by board, region and leader", "the regional director", 120),
        ("Two following inspections without a new warning notice", "the care regulator", 600),
        ("A financial plan for two years that the region has accepted", "the regional finance board (made up)", 420),
    ):
        new = NewCriterion(
            programme=PROGRAMME,
            words=words,
            decided_by=decided_by,
            expected=(at + timedelta(days=after)).date(),
        )
        criteria.begin(made.pk, new, at=at - timedelta(days=60), by=region)
    first = ExitCriterion.objects.filter(compact=made).order_by("pk")[0]
    version = version_number(first, viewer=region)
    on, evidence = (at - timedelta(days=14)).date(), "Minuted by the board on that day"
    criteria.report(made.pk, first.pk, met=True, on=on, evidence=evidence, version=version, at=at, by=chair)
    first.refresh_from_db()
    criteria.confirm(made.pk, first.pk, version=version_number(first, viewer=region), at=at, by=region)
