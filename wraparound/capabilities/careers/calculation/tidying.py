"""A framework in its one order and its one spelling, and everything that can be wrong with it. See the method page."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from wraparound.capabilities.careers.terms.frameworks import (
    LONGEST_KEY,
    LONGEST_NAME,
    LONGEST_RUNG,
    LONGEST_TITLE,
    LONGEST_WORDS,
    MOST_COMPETENCIES,
    MOST_DOMAINS,
    MOST_RUNGS,
    MOST_STATEMENTS,
    Competency,
    Domain,
    Framework,
    Rung,
)

HEADS = ("name", "version", "publisher", "words", "source", "link", "licence", "identifier")
FORMULA_MARKS = ("=", "+", "-", "@", "\t", "\r")
"""What our CSV makes harmless by a quotation mark before it (published/export.py, which a test holds this against)."""
NEVER_KEPT = {one: None for one in range(32) if one not in (9, 10)} | {0x7F: None, 0xFEFF: None}
LEFT_OUT = str.maketrans(NEVER_KEPT)


def plain(words: str) -> str:
    r"""Words as every format can carry them: one sort of line end, no control letters, no space around.

    A quotation mark before what a spreadsheet would take for a formula goes: CSV puts one there and takes it off again.

    >>> plain("  two\r\nlines ")
    'two\nlines'
    """
    text = words.replace("\r\n", "\n").replace("\r", "\n").translate(LEFT_OUT).strip()
    while text[:1] == "'" and text[1:].startswith(FORMULA_MARKS):
        text = text[1:].strip()
    return text


def tidy(one: Framework) -> Framework:
    """The same framework in the order of its domains, competencies and stages, its words plain.

    Two framework texts that say the same are equal once they are tidy. Words that only repeat a title are left out.
    """
    domains = tuple(_titled(each) for each in one.domains)
    place = {each.key: at for at, each in enumerate(domains)}
    competencies = tuple(
        sorted((_titled(each) for each in one.competencies), key=lambda each: place.get(each.domain, len(place)))
    )
    stages = tuple(_rung(each) for each in one.stages)
    order = {each.key: at for at, each in enumerate(competencies)}
    at_stage = {"": -1} | {each.name: at for at, each in enumerate(stages)}
    statements = [
        replace(
            each,
            competency=plain(each.competency),
            stage=plain(each.stage),
            words=plain(each.words),
            identifier=plain(each.identifier),
        )
        for each in one.statements
    ]
    heads: dict[str, Any] = {name: plain(getattr(one, name)) for name in HEADS}
    return replace(
        one,
        **heads,
        stages=stages,
        scale=tuple(_rung(each) for each in one.scale),
        domains=domains,
        competencies=competencies,
        statements=tuple(
            sorted(statements, key=lambda each: (order.get(each.competency, -1), at_stage.get(each.stage, -1)))
        ),
    )


def what_is_wrong(one: Framework) -> Iterator[str]:
    """What keeps a tidy framework from being used, each in a sentence that says what to do."""
    if not one.name:
        yield "The framework has no name. Type it beside the file."
    if not one.version:
        yield "The framework has no version. Type it beside the file, such as 2024."
    if one.starts and one.ends and one.ends < one.starts:
        yield "Its last day lies before its first. Change one of them."
    yield from _too_many(one)
    yield from _too_long(one)
    yield from _unclear(one)


def _too_many(one: Framework) -> Iterator[str]:
    for what, found, most in (
        ("domains", one.domains, MOST_DOMAINS),
        ("competencies", one.competencies, MOST_COMPETENCIES),
        ("statements", one.statements, MOST_STATEMENTS),
        ("stages", one.stages, MOST_RUNGS),
        ("points of the scale", one.scale, MOST_RUNGS),
    ):
        if len(found) > most:
            yield f"It has {len(found)} {what}, and at most {most} are kept. Send it in parts, or leave some out."
    if not one.competencies:
        yield "No competency was found in it. Write each in a row of its own."
    for rungs in (one.stages, one.scale):
        if len(rungs) == 1:
            yield f"“{rungs[0].name}” is the only one of its stages or points. Give two at least, or none."


def _too_long(one: Framework) -> Iterator[str]:
    parts: tuple[Domain | Competency, ...] = (*one.domains, *one.competencies)
    texts = [
        (LONGEST_NAME, "its name", one.name),
        (LONGEST_NAME, "its version", one.version),
        (LONGEST_TITLE, "its publisher", one.publisher),
        (LONGEST_TITLE, "its link", one.link),
        (LONGEST_WORDS, "what it says of itself", one.words + one.source + one.licence),
        *((LONGEST_KEY, f"the key “{each.key[:30]}”", each.key) for each in parts),
        *((LONGEST_TITLE, f"the title “{each.title[:30]}…”", each.title) for each in parts),
        *((LONGEST_WORDS, f"what is said of “{each.title[:30]}”", each.words) for each in parts),
        *((LONGEST_RUNG, f"the stage “{each.name[:30]}…”", each.name) for each in (*one.stages, *one.scale)),
        *((LONGEST_WORDS, f"what is said of “{each.name[:30]}”", each.words) for each in (*one.stages, *one.scale)),
        *((LONGEST_WORDS, f"the statement “{each.words[:30]}…”", each.words) for each in one.statements),
    ]
    for longest, what, text in texts:
        if len(text) > longest:
            yield f"{what[:1].upper()}{what[1:]} has {len(text):,} letters, at most {longest:,} are kept. Shorten it."


def _unclear(one: Framework) -> Iterator[str]:
    for what, keys in (
        ("domain", [each.key for each in one.domains]),
        ("competency", [each.key for each in one.competencies]),
        ("stage", [each.name for each in one.stages]),
        ("point of the scale", [each.name for each in one.scale]),
    ):
        if "" in keys:
            yield f"A {what} has no key or name. Give it one."
        yield from (f"The {what} “{key}” is there twice. Change or remove one." for key in _twice(keys) if key)
    yield from _without_place(one)
    yield from _wrong_statements(one)


def _without_place(one: Framework) -> Iterator[str]:
    known = {each.key for each in one.domains}
    parts: tuple[Domain | Competency, ...] = (*one.domains, *one.competencies)
    for part in parts:
        if not part.title:
            yield f"“{part.key}” has no title. Write what it is called."
    for each in one.competencies:
        if each.domain not in known:
            yield f"The competency “{each.key}” is under “{each.domain}”, which is no domain of it. Name one that is."
    for key in sorted(known - {each.domain for each in one.competencies}):
        yield f"The domain “{key}” has no competency. Add one, or remove it."


def _wrong_statements(one: Framework) -> Iterator[str]:
    named = {each.key for each in one.competencies}
    staged = {"", *(each.name for each in one.stages)}
    for said in one.statements:
        if said.competency not in named:
            yield f"A statement is under “{said.competency}”, which is no competency of it. Name one that is."
        elif said.stage not in staged:
            yield f"A statement of “{said.competency}” is at “{said.stage}”, which is no stage of it. Name one that is."
        elif not said.words:
            yield f"A statement of “{said.competency}” is empty. Write it, or remove the row."


def _twice(keys: Iterable[str]) -> list[str]:
    return [key for key, times in Counter(keys).items() if times > 1]


def _titled[Part: (Domain, Competency)](one: Part) -> Part:
    made = replace(one, **{name: plain(value) for name, value in vars(one).items()})
    return replace(made, words="") if made.words == made.title else made


def _rung(one: Rung) -> Rung:
    made = Rung(name=plain(one.name), words=plain(one.words))
    return replace(made, words="") if made.words == made.name else made
