"""Who may look through the evidence: everyone; and the reason is said."""

import pytest

from wraparound.capabilities.sources.access import RULES
from wraparound.capabilities.sources.queries import imports, releases
from wraparound.people.access import ensure
from wraparound.people.terms import OPERATOR, PUBLIC, Viewer

RELEASE = "2026-11-23"


@pytest.mark.parametrize("viewer", [PUBLIC, OPERATOR, Viewer("stranger")])
def test_every_figure_can_be_checked_by_anyone(viewer):
    assert releases.release_in_use(viewer=viewer).id == RELEASE
    assert imports.held(viewer=viewer)
    assert releases.table_page(RELEASE, "ratings", viewer=viewer).rows
    assert releases.table_file(RELEASE, "ratings", viewer=viewer)
    assert releases.source_row(RELEASE, "ratings", 1, viewer=viewer).cells


def test_every_rule_gives_its_reason_in_a_sentence():
    for rule in RULES.values():
        assert rule.because.endswith(".")
        ensure(PUBLIC, rule)
