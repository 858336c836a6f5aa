"""What a sheet of a file holds and which column is which, by its headings: ours, and public ones of ESR."""

import hashlib
from collections.abc import Sequence
from dataclasses import replace

from wraparound.capabilities.pipelines.terms.columns import COLUMNS, ESSENTIAL, TITLES
from wraparound.capabilities.pipelines.terms.exchange import Sheet, SheetSent, Taken

STAFF = "staff"
"""A list of staff in post: who belongs here, and who holds the posts that are kept here, from the same rows."""
OF_BOTH = ("person", "number", "name", "first_name", "last_name", "organisation")
MOST_ABOVE_HEADINGS = 20
BETWEEN = str.maketrans("_:.", "   ")
IN_SHORT = {"no": "number", "num": "number", "emp": "employee", "org": "organisation"}


def folded(heading: str) -> str:
    """A heading as it is compared.

    >>> folded("  Employee_Number "), folded("Emp. No")
    ('employee number', 'employee number')
    """
    words = heading.translate(BETWEEN).casefold().split()
    return " ".join(IN_SHORT.get(word, word) for word in words)


def columns_of(sheet: Sheet, headings: Sequence[str]) -> tuple[tuple[str, str], ...]:
    """For each heading that is known, what it is taken for; each of our columns once, by its own name before others."""
    given = [folded(one) for one in headings]
    found: dict[int, str] = {}
    for name, column in COLUMNS[sheet].items():
        for called in (folded(column.heading), *map(folded, column.others)):
            place = next((at for at, one in enumerate(given) if one == called and at not in found), None)
            if place is not None:
                found[place] = name
                break
    return tuple((headings[place], name) for place, name in sorted(found.items()))


def is_whole(sheet: Sheet, columns: Sequence[tuple[str, str]]) -> bool:
    """Whether rows with these columns say anything of what the sheet holds."""
    names = {name for _, name in columns}
    return all(names & set(group) for group in ESSENTIAL[sheet])


def proposed(sent: SheetSent) -> tuple[Taken, ...]:
    """How a sheet is taken to be meant; nothing where it is none of what we keep. A person can say otherwise."""
    titled = next((sheet for sheet, title in TITLES.items() if title.casefold() == sent.title.strip().casefold()), None)
    if titled is not None and is_whole(titled, columns := columns_of(titled, sent.headings)):
        return (Taken(sent.title, titled, columns),)
    if is_staff(sent.headings):
        return staff(sent.title, sent.headings)
    held = {sheet: columns_of(sheet, sent.headings) for sheet in Sheet}
    whole = [sheet for sheet, columns in held.items() if is_whole(sheet, columns)]
    if not whole:
        return ()
    best = max(whole, key=lambda sheet: (len(held[sheet]), -list(Sheet).index(sheet)))
    return (Taken(sent.title, best, held[best], passes_over=best is Sheet.POSTS and not _is_ours(held[best])),)


def is_staff(headings: Sequence[str]) -> bool:
    """Whether it names people with the numbers of the positions that they are in: staff in post, as from ESR."""
    names = {name for _, name in columns_of(Sheet.HOLDERS, headings)}
    given = {folded(one) for one in headings}
    ours = folded("Entry") in given or folded("Post number") in given
    return not ours and "position" in names and is_whole(Sheet.HOLDERS, columns_of(Sheet.HOLDERS, headings))


def staff(title: str, headings: Sequence[str]) -> tuple[Taken, Taken]:
    """Both readings of a list of staff in post; of posts that are not kept here it says nothing."""
    people = columns_of(Sheet.PEOPLE, headings)
    wanted = {*OF_BOTH, "position", "kind", "starts", "ends"}
    given = {folded(one) for one in headings}
    in_post = [folded(one) for one in COLUMNS[Sheet.HOLDERS]["starts"].others[:3]]
    holders = tuple(
        (heading, name)
        for heading, name in columns_of(Sheet.HOLDERS, headings)
        if name in wanted
        and (name != "starts" or folded(heading) in in_post)
        and (name != "kind" or "how held" in given)
    )
    return Taken(title, Sheet.PEOPLE, people), Taken(title, Sheet.HOLDERS, holders, passes_over=True)


def taken_again(saved: Sequence[Taken], sheets: Sequence[SheetSent]) -> tuple[Taken, ...]:
    """A reading that was saved, for sheets that have its headings, whatever file, title and case they come in.

    A sheet of the same title goes first: a workbook may have two with the same headings.
    """
    free, found = list(sheets), list[Taken]()
    titles = {one.title for one in sheets}
    for title in sorted(dict.fromkeys(one.title for one in saved), key=lambda one: one not in titles):
        same = [one for one in saved if one.title == title]
        wanted = {folded(heading) for one in same for heading, _ in one.columns}
        fitting = [sheet for sheet in free if wanted <= {folded(one) for one in sheet.headings}]
        sheet = min(fitting, key=lambda one: one.title != title, default=None)
        if sheet is None:
            continue
        free.remove(sheet)
        called = {folded(one): one for one in reversed(sheet.headings)}
        for one in same:
            columns = tuple((called[folded(heading)], name) for heading, name in one.columns)
            found.append(replace(one, title=sheet.title, columns=columns))
    return tuple(found)


def headings_mark(sheets: Sequence[SheetSent]) -> str:
    """By what a saved mapping is known again: the headings of every sheet, whatever their order and case."""
    told = sorted("|".join(sorted(folded(one) for one in sheet.headings)) for sheet in sheets if sheet.headings)
    return hashlib.sha256("\n".join(told).encode()).hexdigest()


def headings_at(rows: Sequence[Sequence[str]]) -> int:
    """In which row the headings stand: the first that names two columns we know, as systems write a title above."""
    for place, row in enumerate(rows[:MOST_ABOVE_HEADINGS]):
        if any(len(columns_of(sheet, row)) > 1 for sheet in Sheet):
            return place
    return next((place for place, row in enumerate(rows) if any(cell.strip() for cell in row)), 0)


def _is_ours(columns: Sequence[tuple[str, str]]) -> bool:
    return any(name in ("entry", "post") for _, name in columns)
