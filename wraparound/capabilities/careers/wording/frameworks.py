"""Frameworks in words."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from wraparound.capabilities.careers.terms.frameworks import (
    Framework,
    FrameworkFormat,
    FrameworkRead,
    HeldFramework,
    MappingPage,
    RowTrouble,
)

SHIPPED_OWNER = "Ships with this site, in our own words"
ALREADY = "{} is here already. Give this one another version, or take the other back first."
NOTHING_CARRIES = "Nothing stands for it here"
OUR_SCALE = "It brings no stages and no scale of its own, so people answer on ours."
FORMATS: Mapping[FrameworkFormat, str] = {
    FrameworkFormat.EXCEL: "Excel",
    FrameworkFormat.CSV: "CSV",
    FrameworkFormat.CASE: "CASE (JSON)",
}


def region_words(name: str) -> str:
    """A region as an owner."""
    return f"{name}, the region"


def day(when: date) -> str:
    """A date as people write it.

    >>> day(date(2028, 3, 3))
    '3 March 2028'
    """
    return f"{when.day} {when:%B %Y}"


def how_many(many: int, one: str, several: str = "") -> str:
    """A count with its noun.

    >>> how_many(1, "domain"), how_many(2, "competency", "competencies")
    ('1 domain', '2 competencies')
    """
    return f"{many:,} {one if many == 1 else several or one + 's'}"


def counts_words(one: Framework) -> str:
    """How large it is."""
    parts = [how_many(len(one.domains), "domain"), how_many(len(one.competencies), "competency", "competencies")]
    if one.stages:
        parts.append(how_many(len(one.stages), "stage"))
    if one.statements:
        parts.append(how_many(len(one.statements), "statement"))
    return f"{', '.join(parts[:-1])} and {parts[-1]}"


def force_words(one: Framework) -> str:
    """When it is in force, as far as that is known."""
    if one.starts and one.ends:
        return f"In force from {day(one.starts)} to {day(one.ends)}."
    if one.starts:
        return f"In force from {day(one.starts)}; no last day is given."
    return f"In force until {day(one.ends)}." if one.ends else "It gives no days in force."


def line_words(held: HeldFramework) -> str:
    """A framework in a list."""
    return f"{held.owner}. {counts_words(held.framework)}. {force_words(held.framework)}"


def replaced_words(held: HeldFramework, names: Mapping[str, str]) -> list[str]:
    """By what it is replaced, for whom, since when; what was said against it stays readable."""
    return [
        f"{one.owner} says that {names.get(one.after, 'another framework')} stands for it from {day(one.replaces_on)}. "
        "What people said against this one stays readable."
        for one in held.replaced
        if one.replaces_on is not None
    ]


def work_words(one: Framework) -> str:
    """How much it takes to assess oneself against it: screens and answers."""
    return (
        f"{how_many(len(one.domains), 'screen')}, one for each domain, with "
        f"{how_many(len(one.competencies), 'answer')} in all."
    )


def rungs_words(one: Framework) -> str:
    """What people can answer."""
    return "; ".join(rung.name for rung in one.rungs)


def trouble_words(one: RowTrouble) -> str:
    """What is wrong, and where."""
    return f"Row {one.row}: {one.words}" if one.row else one.words


def read_words(read: FrameworkRead) -> str:
    """What came of looking at a file."""
    if read.framework is None:
        many = len(read.troubles)
        return f"{how_many(many, 'thing')} {'is' if many == 1 else 'are'} wrong with this file. Nothing was written."
    return f"{read.framework.title}: {counts_words(read.framework)}. Nothing is written yet."


def in_use_words(used: Iterable[str]) -> str:
    """Why an import cannot be taken back. Not how many: one assessment would be somebody's."""
    return f"It cannot be taken back, because something rests on it: {'; '.join(used)}."


def mapping_words(page: MappingPage) -> str:
    """How much carries over, in a sentence."""
    if page.mapping is None:
        return "Nobody has said yet what of the one carries over to the other."
    here = sum(bool(one.after) for one in page.carried)
    return (
        f"{here} of {how_many(len(page.carried), 'competency', 'competencies')} {'carries' if here == 1 else 'carry'} "
        f"over. {how_many(len(page.new), 'competency is', 'competencies are')} new."
    )


def say_frameworks(found: Sequence[HeldFramework]) -> str:
    """Every framework, for the terminal."""
    return "\n".join(f"{one.key}: {one.framework.title}. {line_words(one)}" for one in found)


def say_read(read: FrameworkRead) -> str:
    """What came of looking at a file, for the terminal."""
    lines = [read_words(read), *(trouble_words(one) for one in read.troubles)]
    if read.not_kept:
        lines.append(f"Not kept: {', '.join(read.not_kept)}.")
    return "\n".join(lines)
