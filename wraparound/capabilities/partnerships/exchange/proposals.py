"""Proposals as a table: a row for each organisation and criterion, with the row each figure comes from."""

from collections.abc import Iterator

from wraparound.capabilities.partnerships.terms.proposals import Proposal, Proposals, Verdict
from wraparound.capabilities.partnerships.terms.standings import Aspect
from wraparound.capabilities.partnerships.wording.guard import GUARDS, VERDICTS
from wraparound.capabilities.partnerships.wording.plain import kind_words
from wraparound.capabilities.partnerships.wording.proposals import filters_words
from wraparound.capabilities.partnerships.wording.standings import SIDES, aspect_words, label_of
from wraparound.published.export import Row, as_workbook_of
from wraparound.published.terms import RowAddress


def proposal_rows(found: Proposals) -> list[Row]:
    """A row for each criterion of each proposal, then one for each line of its guard."""
    return [row for one in found.proposals for row in _rows(one)]


def proposals_workbook(found: Proposals) -> bytes:
    """A sheet of proposals, one of both figures where needs meet strengths, one of the organisation's own standing."""
    sheets = {
        "Proposals": proposal_rows(found) or [{"Organisation": "", "What": "Nobody is listed"}],
        "Needs and strengths": [row for one in found.proposals for row in _figures(one)] or [{"Organisation": ""}],
        "Where it stands": [_aspect(one) for one in found.aspects] or [{"What": ""}],
    }
    return as_workbook_of(sheets, notes=_notes(found))


def _rows(one: Proposal) -> Iterator[Row]:
    head: Row = {"Code": one.code, "Organisation": one.name, "Kind": kind_words(one.kind), "Region": one.region}
    for each in one.criteria:
        yield {**head, "What": each.asked, "Answer": "", "Words": " ".join(each.words)}
    for line in one.guard:
        yield {**head, "What": GUARDS[line.guard], "Answer": VERDICTS[line.verdict], "Words": line.words}
    if not any(line.verdict is Verdict.NOT_KNOWN for line in one.guard):
        return
    yield {**head, "What": "What we do not know", "Answer": "", "Words": " ".join(one.not_known)}


def _figures(one: Proposal) -> Iterator[Row]:
    for each in one.complements:
        yield {
            "Code": one.code,
            "Organisation": one.name,
            "What": label_of(each.need),
            "Needed: percent": each.need.level,
            "Needed: points beside the median trust": each.need.beside,
            "Needed: rating": each.need.said,
            "Needed: source": _source(each.need.source),
            "Strong: percent": each.strength.level,
            "Strong: points beside the median trust": each.strength.beside,
            "Strong: rating": each.strength.said,
            "Strong: source": _source(each.strength.source),
        }


def _aspect(one: Aspect) -> Row:
    return {
        "What": label_of(one),
        "Need or strength": SIDES[one.side],
        "Percent": one.level,
        "Points beside the median trust": one.beside,
        "Lower is better": "yes" if one.lower_is_better else "no",
        "Moved in a year, points": one.moved,
        "Moved: from": one.moved_low,
        "Moved: to": one.moved_high,
        "Until": one.dated,
        "Words": aspect_words(one),
        "Source": _source(one.source),
    }


def _source(one: RowAddress | None) -> str:
    return f"{one.release}, {one.table}, row {one.row}" if one else ""


def _notes(found: Proposals) -> tuple[str, ...]:
    return (
        f"Who could help {found.name} ({found.code}), as at {found.on.isoformat()}.",
        *found.sentences,
        filters_words(found.filters),
        *found.limits,
        f"Evidence release {found.release}; method {found.method}.",
    )
