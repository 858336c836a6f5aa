"""Two programmes of positive action of the made-up region, and what helps one made-up person, released once."""

from datetime import datetime, timedelta

from wraparound.capabilities.equality.access import KEEP
from wraparound.capabilities.equality.actions.adjustments import release, write_adjustments
from wraparound.capabilities.equality.actions.programmes import write_programme
from wraparound.capabilities.equality.models.programmes import PositiveActionProgramme
from wraparound.capabilities.equality.models.sealing import is_sealable
from wraparound.capabilities.equality.terms.adjustments import NewAdjustmentRelease, ReleasedFor
from wraparound.capabilities.equality.terms.answers import Characteristic
from wraparound.capabilities.equality.terms.programmes import ForWhom, NewPositiveProgramme
from wraparound.people.access import ensure
from wraparound.people.actions.demo import CODE, made_up_viewer
from wraparound.people.queries.viewers import chooser
from wraparound.people.terms.access import Viewer

LEAD, PERSON, READER = "Eluned Otterpool", "Bryony Candlewick", "Idris Copperthorpe"
OFFERED = (
    (
        "Ready for the board (made up)",
        "Eight days over a year, a mentor who sits on a board, and a piece of work for a board to decide on.",
        "People of black and minority ethnic groups in band 8a and above.",
        ForWhom(answers={Characteristic.ETHNICITY: frozenset("DEFGHJKLMNPRS")}),
        "Of the made-up region’s very senior managers a smaller share is of black and minority ethnic groups than of "
        "its workforce (made up).",
        "The equality figures of the made-up region, on this site",
        16,
    ),
    (
        "Leading with a disability (made up)",
        "A coach for six months, and a group that meets every month online.",
        "Disabled people who lead a team or a service, or wish to.",
        ForWhom(answers={Characteristic.DISABILITY: frozenset({"Y"})}),
        "Fewer disabled people apply for posts above band 8a than work below it (made up).",
        "The equality figures of the made-up region, on this site",
        10,
    ),
)
HELPS = ("Papers two days before a meeting, in large print", "A seat near whoever speaks", "A break every hour")


def seed_people(*, at: datetime, by: Viewer) -> int:
    """Writes them where there is no programme yet and these people are there; how many programmes it wrote."""
    ensure(by, KEEP)
    known = {name: key for key, name, _ in chooser(viewer=by)}
    if not is_sealable() or not {LEAD, PERSON, READER} <= known.keys() or PositiveActionProgramme.objects.exists():
        return 0
    lead, person = (made_up_viewer(known[name], at=at, by=by) for name in (LEAD, PERSON))
    closes = at.date() + timedelta(days=42)
    for title, gives, for_whom, rule, why, source, places in OFFERED:
        new = NewPositiveProgramme(
            place=f"region:{CODE}",
            title=title,
            gives=gives,
            for_whom=for_whom,
            rule=rule,
            why=why,
            source=source,
            places=places,
            starts_on=closes + timedelta(days=28),
            closes_on=closes,
        )
        write_programme(new, at=at, by=lead)
    write_adjustments(HELPS, at=at, by=person)
    about = "Away day of the board (made up)"
    until = at.date() + timedelta(days=21)
    release(
        NewAdjustmentRelease(reader=READER, purpose=ReleasedFor.MEETING, about=about, lines=HELPS[:2], until=until),
        at=at,
        by=person,
    )
    return len(OFFERED)
