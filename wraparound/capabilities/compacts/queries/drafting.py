"""What somebody who writes a draft can choose from, and what is realistic for what they have just typed."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from wraparound.capabilities.compacts.access import START
from wraparound.capabilities.compacts.evidence import support_catalogue
from wraparound.capabilities.compacts.queries.patience import rules_of
from wraparound.capabilities.compacts.queries.realism import measures_of, range_of, standing_of
from wraparound.capabilities.compacts.terms.agreement import Agreement, Concern, Part, Result, ResultSort
from wraparound.capabilities.compacts.terms.patience import RuleTerms
from wraparound.capabilities.compacts.terms.ranges import Range
from wraparound.capabilities.compacts.wording.agreement import ONE_OF, result_words
from wraparound.capabilities.focus.queries.texts import split_of
from wraparound.capabilities.focus.terms.splits import SplitLine, SplitRead, SplitState
from wraparound.capabilities.focus.terms.texts import TextKind
from wraparound.people.access import allows, ensure
from wraparound.people.queries.leaders import could_lead
from wraparound.people.queries.organisations import in_terms, organisation_of
from wraparound.people.terms.access import Subject, Viewer
from wraparound.people.terms.people import OrganisationTerms
from wraparound.published.measure_files import measure_cards

Choices = tuple[tuple[str, str], ...]
MARKS = {Concern.WHAT: SplitState.WHAT, Concern.HOW: SplitState.HOW}


def place_called(code: str, *, viewer: Viewer) -> OrganisationTerms:
    """The organisation for which a compact is begun; NotYours where the viewer may not begin one there."""
    row = organisation_of(code, viewer=viewer)
    ensure(viewer, START, Subject.at(row.pk, row.region_id))
    return in_terms(row, None)


def leaders(code: str, *, viewer: Viewer, on: date) -> Choices:
    """Key and name of those who can be named as the leader; empty for those who may not begin a compact."""
    row = organisation_of(code, viewer=viewer)
    about = Subject.at(row.pk, row.region_id)
    return could_lead(row.pk, START, viewer=viewer, on=on) if allows(viewer, START, about) else ()


def measure_choices(code: str, *, viewer: Viewer) -> Choices:
    """The measures with a figure of the organisation."""
    standing = standing_of(organisation_of(code, viewer=viewer), viewer=viewer)
    return tuple((one, measure_cards()[one].label) for one in measures_of(standing, viewer=viewer))


def components(*, viewer: Viewer) -> Choices:
    """The components of the catalogue of support."""
    return tuple((one.key, one.name) for one in support_catalogue().values())


def preview(result: Result, code: str, *, viewer: Viewer, on: date) -> Range:
    """What is realistic for a result that is being typed; nothing is kept of what was asked."""
    standing = standing_of(organisation_of(code, viewer=viewer), viewer=viewer)
    return range_of(result, standing, today=on, viewer=viewer)


def preview_rule(result: Result, agreement: Agreement, code: str, *, viewer: Viewer, on: date) -> RuleTerms | None:
    """The patience rule of a result that is being typed, with the errors of every choice; none where none is chosen."""
    standing = standing_of(organisation_of(code, viewer=viewer), viewer=viewer)
    found = rules_of(replace(agreement, results=(result,)), standing, today=on, viewer=viewer)
    return found[0] if found else None


def split_of_results(results: Iterable[Result], *, viewer: Viewer) -> SplitRead:
    """What results say of what gets done and of how, for the side that writes them; nothing is kept of it.

    The words of a published measure, a regime or a rating are not those of whoever drafts: there their own mark counts.
    """
    lines = [
        SplitLine(key=one.key, text=result_words(one), marked=MARKS[one.concern], worded=one.sort is ResultSort.TYPED)
        for one in results
    ]
    return split_of(lines, TextKind.OBJECTIVES, called=ONE_OF[Part.RESULTS], viewer=viewer)
