"""Reviews at the terminal."""

from collections.abc import Iterable, Iterator

from wraparound.capabilities.compacts.terms.prospectuses import Section
from wraparound.capabilities.compacts.terms.reviews import ReviewList, ReviewTerms
from wraparound.capabilities.compacts.wording import review_paper as paper


def reviews(found: ReviewList) -> str:
    """The reviews of a compact with their numbers, what is to be done next, and the exit criteria."""
    leader = f", with {found.leader}" if found.leader else ""
    head = f"{found.organisation}: {found.role}{leader}"
    if not found.has_force:
        return f"{head}\nReviews begin once a version of the compact is in force."
    return "\n".join([head, *_lines(paper.list_sections(found))])


def review(found: ReviewTerms) -> str:
    """One review part by part."""
    return "\n".join([paper.title(found), f"  {paper.standing(found)}", *_lines(paper.sections(found))])


def _lines(sections: Iterable[Section]) -> Iterator[str]:
    for one in sections:
        yield from ("", one.heading)
        yield from (f"  {said}" for said in one.paragraphs)
        for point in one.points:
            yield f"  - {point.name}{f' [{point.what}]' if point.what else ''}"
            if point.words:
                yield f"    {point.words}"
