"""Made-up frameworks, and files of them: for tests of reading, and of pages."""

import json

from hypothesis import strategies as some

from wraparound.capabilities.careers.calculation.tidying import tidy
from wraparound.capabilities.careers.terms.frameworks import Competency, Domain, Framework, Rung, Statement
from wraparound.published.export import as_excel

STAGES = ("Beginning", "Doing it alone", "Leading others in it", "Shaping it for all")
DOMAINS, EACH = 9, 3


def grid_rows():
    """27 competencies in nine domains at four stages, as people write them: the domain only where it begins."""
    return [
        {
            "Domain": f"Domain {domain + 1}" if place == 0 else "",
            "Competency": f"Competency {domain + 1}.{place + 1}",
            "Description": f"What it is to do {domain + 1}.{place + 1}",
            **{stage: f"You do {domain + 1}.{place + 1}: {stage.casefold()}" for stage in STAGES},
        }
        for domain in range(DOMAINS)
        for place in range(EACH)
    ]


def grid_workbook():
    """The same as an Excel file."""
    return as_excel(grid_rows(), sheet="Standards")


def six_domains():
    """A CASE package of six items and nothing else, as a publisher's tool exports it."""
    titles = ("Outcomes", "Strategy", "Fairness", "Governance", "Culture", "Partners")
    items = [
        {
            "identifier": f"0b0e7a52-0000-4000-8000-00000000000{place}",
            "uri": f"https://case.made-up.example/items/{place}",
            "humanCodingScheme": str(place),
            "fullStatement": title,
            "CFItemType": "Domain",
            "educationLevel": ["18"],
            "lastChangeDateTime": "2026-01-01T00:00:00Z",
        }
        for place, title in enumerate(titles, start=1)
    ]
    document = {
        "identifier": "0b0e7a52-0000-4000-8000-000000000000",
        "uri": "https://case.made-up.example/documents/0",
        "title": "Six domains (made up)",
        "creator": "An invented college",
        "version": "2026",
        "statusStartDate": "2026-04-01",
        "lastChangeDateTime": "2026-01-01T00:00:00Z",
    }
    children = [
        {
            "identifier": f"0b0e7a52-0000-4000-9000-00000000000{place}",
            "associationType": "isChildOf",
            "originNodeURI": {"identifier": one["identifier"], "title": one["fullStatement"], "uri": one["uri"]},
            "destinationNodeURI": {"identifier": document["identifier"], "title": "it", "uri": document["uri"]},
            "sequenceNumber": place,
        }
        for place, one in enumerate(items, start=1)
    ]
    return json.dumps({"CFDocument": document, "CFItems": items[::-1], "CFAssociations": children})


WORDS = some.text(some.characters(exclude_categories=("Cs",)), max_size=30).map(str)
NAMES = some.text(some.characters(categories=("L", "N", "P", "S", "Zs")), min_size=1, max_size=20)
IDENTIFIERS = some.one_of(some.just(""), some.uuids().map(str))


@some.composite
def any_framework(draw):
    """Any framework that nothing is wrong with, once it is tidy."""
    stages = draw(some.lists(NAMES, unique=True, max_size=4))
    stages = stages if len(stages) > 1 else []
    domains, competencies, statements = [], [], []
    for place in range(draw(some.integers(1, 3))):
        key = f"d{place}"
        domains.append(Domain(key=key, title=draw(NAMES), words=draw(WORDS), identifier=draw(IDENTIFIERS)))
        for at in range(draw(some.integers(1, 3))):
            code = f"{place}.{at}"
            competencies.append(
                Competency(key=code, domain=key, title=draw(NAMES), words=draw(WORDS), identifier=draw(IDENTIFIERS))
            )
            for stage in draw(some.lists(some.sampled_from(["", *stages]), max_size=3)):
                identifier = draw(IDENTIFIERS)
                statements.append(Statement(competency=code, words=draw(NAMES), stage=stage, identifier=identifier))
    scale = draw(some.one_of(some.just([]), some.lists(NAMES, unique=True, min_size=2, max_size=3)))
    starts = draw(some.one_of(some.none(), some.dates()))
    return tidy(
        Framework(
            name=draw(NAMES),
            version=draw(NAMES),
            publisher=draw(WORDS),
            starts=starts,
            ends=draw(some.one_of(some.none(), some.dates(min_value=starts))) if starts else None,
            words=draw(WORDS),
            source=draw(WORDS),
            link=draw(some.sampled_from(["", "https://made-up.example/framework"])),
            licence=draw(WORDS),
            identifier=draw(IDENTIFIERS),
            stages=tuple(Rung(name=name, words=draw(WORDS)) for name in stages),
            scale=tuple(Rung(name=name, words=draw(WORDS)) for name in scale),
            domains=tuple(domains),
            competencies=tuple(competencies),
            statements=tuple(statements),
        )
    )
