"""Ways in of the made-up region: two openings, and somebody made up who waits for an answer."""

from datetime import datetime, timedelta

from wraparound.capabilities.careers.actions.interests import confirm, register
from wraparound.capabilities.careers.actions.ways_in import add_opening
from wraparound.capabilities.careers.models.ways_in import Opening
from wraparound.capabilities.careers.terms.interests import NewInterest
from wraparound.capabilities.careers.terms.ways_in import NewOpening
from wraparound.people.actions.demo import CODE, made_up_viewer
from wraparound.people.queries.viewers import chooser
from wraparound.people.terms.access import PUBLIC, Viewer

LEAD, DIRECTOR = "Talia Bramblewick", "Padma Hazelcote"
OPENINGS = (
    (f"region:{CODE}", LEAD, "armed-forces", "A week beside a team that plans care (made up)", "Larkmoor and around"),
    ("organisation:ZZ01", DIRECTOR, "graduate", "Trainee manager, surgery (made up)", "Larkmoor"),
)
SOMEBODY = NewInterest(
    route="return",
    name="Wren Tidewater (made up)",
    address="wren.tidewater@made-up.example",
    region=CODE,
    brings="I led a clinic for six years, then cared for my father. I can do three days a week.",
    agrees=True,
)


def seed_ways_in(*, at: datetime, by: Viewer) -> int:
    """Makes them where there are none yet and these people are there; how many openings there are."""
    known = {name: key for key, name, _ in chooser(viewer=by)}
    if not {LEAD, DIRECTOR} <= known.keys() or Opening.objects.exists():
        return Opening.objects.count()
    begun = at - timedelta(days=9)
    for place, name, route, title, where in OPENINGS:
        keeper = made_up_viewer(known[name], at=begun, by=by)
        closes_on = at.date() + timedelta(days=60)
        new = NewOpening(place=place, route=route, title=title, where=where, closes_on=closes_on)
        add_opening(new, at=begun, by=keeper)
    kept = register(SOMEBODY, place="made up", at=begun, by=PUBLIC)
    number, token = kept.path.split("/")[-3:-1]
    confirm(int(number), token, at=begun, by=PUBLIC)
    return Opening.objects.count()
