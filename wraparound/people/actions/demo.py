"""A made-up region to try everything in. Every name in it is invented and says so."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from random import Random

from django.db import transaction

from wraparound.people.actions.grants import end, give
from wraparound.people.actions.people import CannotBringIn, add_organisation, add_region, bring_in
from wraparound.people.models import Person, Region
from wraparound.people.queries.people import person_of
from wraparound.people.queries.viewers import viewer_for
from wraparound.people.terms.access import NewGrant, Purpose, Role, Scope, Viewer
from wraparound.people.terms.people import NewPerson
from wraparound.records.actions.controllers import controller_called

CODE = "MADEUP"
NAME = "Westmarch (made up)"
PLACES = (
    *("Larkmoor", "Thistleford", "Ambermere", "Quernhill", "Fennwick", "Marrowdale", "Oakhollow", "Silverbeck"),
    *("Brackenholt", "Pennyfold"),
)
SORTS = (
    ("Hospitals", "Acute"),
    ("Mental Health", "Mental health"),
    ("Community Care", "Community"),
    ("Ambulance", "Ambulance"),
)
ORGANISATIONS = 40
LONG_THERE_OF_THEM = 4
LONG_THERE = 895
"""Days since the last four of the chooser came; everybody else came later."""
PEOPLE_AT_EACH = 250
"""At most, before another organisation is made up for the rest."""
FIRST = (
    *("Ada", "Amina", "Bartholomew", "Chidi", "Cosima", "Dilys", "Ezra", "Farida", "Gwendolen", "Hamish", "Imogen"),
    *("Jabari", "Keziah", "Leocadia", "Mirza", "Nkechi", "Orla", "Parveen", "Quentin", "Rosalind", "Suresh", "Tamsin"),
    *("Ulrika", "Vikram", "Winifred", "Xanthe", "Yusuf", "Zoë", "Siân", "Błażej"),
)
BEGINNINGS = (
    *(
        "Quill",
        "Thistle",
        "Marrow",
        "Bramble",
        "Copper",
        "Dandel",
        "Ember",
        "Fern",
        "Gander",
        "Hazel",
        "Inkle",
        "Juniper",
    ),
    *(
        "Kettle",
        "Lantern",
        "Mallow",
        "Nettle",
        "Otter",
        "Pepper",
        "Rumble",
        "Saddle",
        "Teasel",
        "Umber",
        "Velvet",
        "Willow",
    ),
)
ENDINGS = (
    "feather",
    "wick",
    "bottom",
    "thorpe",
    "worthy",
    "shanks",
    "pool",
    "button",
    "whistle",
    "mere",
    "cote",
    "grove",
)
JOBS = (
    *(
        "Director of operations",
        "Director of finance",
        "Director of nursing",
        "Medical director",
        "Director of strategy",
    ),
    *("Deputy director of finance", "Deputy director of nursing", "Deputy medical director", "Associate director"),
    *("Head of service", "General manager", "Clinical director", "Programme director", "Divisional manager"),
)
CHOOSER: tuple[tuple[str, str, int, Role | None, tuple[Purpose, ...], Scope], ...] = (
    ("Talia Bramblewick", "Regional talent lead", 0, Role.TALENT_LEAD, (Purpose.TALENT,), Scope.REGION),
    (
        "Rhodri Lanternmere",
        "Regional director",
        0,
        Role.REGIONAL_DIRECTOR,
        (Purpose.TALENT, Purpose.COMPACT),
        Scope.REGION,
    ),
    ("Cressida Quillfeather", "Chair", 1, Role.CHAIR, (Purpose.TALENT, Purpose.COMPACT), Scope.ORGANISATION),
    ("Idris Copperthorpe", "Incoming chief executive", 1, Role.CHIEF_EXECUTIVE, (Purpose.COMPACT,), Scope.ORGANISATION),
    ("Padma Hazelcote", "Director of people", 1, Role.PEOPLE_DIRECTOR, (Purpose.TALENT,), Scope.ORGANISATION),
    ("Aspen Fernbutton", "Aspiring director", 2, None, (), Scope.PERSON),
    ("Eluned Otterpool", "Equality lead", 0, Role.EQUALITY_LEAD, (Purpose.EQUALITY,), Scope.REGION),
    (
        "Ibrahim Nettlegrove",
        "Improvement director",
        0,
        Role.IMPROVEMENT_DIRECTOR,
        (Purpose.IMPROVEMENT, Purpose.COMPACT),
        Scope.REGION,
    ),
    ("Orla Inklewick", "Chair", 2, Role.CHAIR, (Purpose.TALENT, Purpose.COMPACT), Scope.ORGANISATION),
    (
        "Suresh Marrowpool",
        "Chief executive",
        2,
        Role.CHIEF_EXECUTIVE,
        (Purpose.TALENT, Purpose.COMPACT, Purpose.IMPROVEMENT),
        Scope.ORGANISATION,
    ),
    ("Perpetua Umbershanks", "National director", 0, Role.NATIONAL_DIRECTOR, (Purpose.COMPACT,), Scope.NATION),
    ("Anselm Velvetworthy", "Analyst", 0, Role.ANALYST, (Purpose.IMPROVEMENT,), Scope.NATION),
    ("Ottoline Saddlewhistle", "Access administrator", 0, Role.ADMINISTRATOR, (Purpose.AUDIT,), Scope.NATION),
    ("Auberon Pepperwick", "Auditor", 0, Role.AUDITOR, (Purpose.AUDIT,), Scope.REGION),
    ("Bryony Candlewick", "Ward manager", 1, None, (), Scope.PERSON),
    ("Winifred Gandercote", "Chair", 3, Role.CHAIR, (Purpose.TALENT, Purpose.COMPACT), Scope.ORGANISATION),
    (
        "Jabari Junipermere",
        "Chief executive",
        3,
        Role.CHIEF_EXECUTIVE,
        (Purpose.TALENT, Purpose.COMPACT, Purpose.IMPROVEMENT),
        Scope.ORGANISATION,
    ),
    ("Thora Kettlemere", "Delivery lead", 1, Role.IMPROVEMENT_DIRECTOR, (Purpose.IMPROVEMENT,), Scope.ORGANISATION),
    ("Marguerite Rumblecote", "Equality lead", 1, Role.EQUALITY_LEAD, (Purpose.EQUALITY,), Scope.ORGANISATION),
)
"""Name, job, organisation by its place in the list (0 is the region's own office), and the roles held there."""


def seed_region(many: int, *, at: datetime, by: Viewer) -> int:
    """Makes the region with about `many` leaders, as if it had grown over eight years; how many people it then has.

    What is there already is left as it is. Refused where real people are: made-up ones never stand among them.
    """
    if Region.objects.filter(code=CODE).exists():
        return Person.objects.count()
    if Person.objects.filter(made_up=False).exists():
        raise CannotBringIn("Real people are here, so no made-up ones can be. Use another database for the demo.")
    with transaction.atomic():
        # In the order of time, as it would have grown: history knows no other.
        begun = at - timedelta(days=1_500)
        codes = _organisations(max(ORGANISATIONS, -(-many // PEOPLE_AT_EACH)), begun, by)
        leaders = list(_leaders(many - len(CHOOSER), codes, at.date(), Random(20220608)))
        bring_in(leaders, at=at - timedelta(days=1_000), by=by, made_up=True)
        _people_of_the_chooser(codes, at, by)
    return Person.objects.count()


def made_up_person(key: str, *, by: Viewer) -> Person:
    """The made-up person of the chooser behind a key; CannotBringIn for everybody else."""
    found = person_of(key, viewer=by)
    if not (found.in_chooser and found.made_up and found.is_active):
        raise CannotBringIn("Nobody signs in that way here.")
    return found


def made_up_viewer(key: str, *, at: datetime, by: Viewer) -> Viewer:
    """The same as who they are on the day: whoever made-up writes what the made-up region begins with."""
    person = made_up_person(key, by=by)
    return viewer_for(person.pk, person.name, on=at.date(), viewer=by)


def _organisations(many: int, at: datetime, by: Viewer) -> list[str]:
    body = controller_called("ZZBODY", "National body for Westmarch (made up)", by=by, made_up=True)
    region = add_region(CODE, NAME, at=at, by=by, made_up=True, body=body)
    office = f"{NAME.split()[0]} regional office (made up)"
    add_organisation("ZZ00", office, "Region", region, at=at, by=by, made_up=True)
    codes = ["ZZ00"]
    for number in range(1, many + 1):
        place = PLACES[(number - 1) % len(PLACES)]
        sort, kind = SORTS[(number - 1) // len(PLACES) % len(SORTS)]
        again = (number - 1) // (len(PLACES) * len(SORTS))
        name = f"{place} {sort}{f' {again + 1}' if again else ''} (made up)"
        codes.append(add_organisation(f"ZZ{number:02}", name, kind, region, at=at, by=by, made_up=True).code)
    return codes


def _people_of_the_chooser(codes: list[str], at: datetime, by: Viewer) -> None:
    """Everyone to look as, with roles given and some ended in the past."""
    later = len(CHOOSER) - LONG_THERE_OF_THEM
    since = [at - timedelta(days=700 - 37 * number) for number in range(later)]
    since += [at - timedelta(days=LONG_THERE)] * LONG_THERE_OF_THEM
    people = [
        NewPerson(name, None, ((codes[place], job, day.date(), None),))
        for (name, job, place, *_), day in zip(CHOOSER, since, strict=True)
    ]
    keys = bring_in(people, at=at - timedelta(days=900), by=by, made_up=True, in_chooser=True)
    for key, one, day in zip(keys[later:], CHOOSER[later:], since[later:], strict=True):
        _appoint(key, one, codes, at, day, by)
    acting = since[2] - timedelta(days=200)
    new = NewGrant(
        keys[2], Role.CHAIR, Purpose.TALENT, Scope.ORGANISATION, codes[2], acting.date(), None, "Acting for six months"
    )
    end(give(new, at=acting, by=by).number, at=acting + timedelta(days=180), by=by)
    for key, one, day in zip(keys[:later], CHOOSER[:later], since[:later], strict=True):
        _appoint(key, one, codes, at, day, by)


def _appoint(
    key: str,
    one: tuple[str, str, int, Role | None, tuple[Purpose, ...], Scope],
    codes: list[str],
    at: datetime,
    day: datetime,
    by: Viewer,
) -> None:
    _, _, place, role, purposes, scope = one
    if role is None:
        return
    target = {Scope.NATION: "", Scope.REGION: CODE, Scope.ORGANISATION: codes[place]}[scope]
    # One secondment runs out soon, so that the page of today has something to say.
    of_region = role is Role.IMPROVEMENT_DIRECTOR and scope is Scope.REGION
    last = (at + timedelta(days=21)).date() if of_region else None
    for purpose in purposes:
        given = NewGrant(key, role, purpose, scope, target, day.date(), last, "Appointed to the job")
        give(given, at=day, by=by)


def _leaders(many: int, codes: list[str], today: date, chance: Random) -> Iterator[NewPerson]:
    for _ in range(max(0, many)):
        name = f"{chance.choice(FIRST)} {chance.choice(BEGINNINGS)}{chance.choice(ENDINGS)}"
        since = today - timedelta(days=chance.randrange(30, 1500))
        place, job = chance.choice(codes[1:]), chance.choice(JOBS)
        now = (place, job, since, None)
        before = (
            chance.choice(codes[1:]),
            chance.choice(JOBS),
            since - timedelta(days=chance.randrange(200, 1400)),
            since,
        )
        yield NewPerson(name, None, (before, now) if chance.random() < 0.6 else (now,))
