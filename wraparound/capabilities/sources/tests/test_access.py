"""Who may look through the evidence: everyone; and the reason is said."""

import pytest
from django.core.exceptions import PermissionDenied

from wraparound.capabilities.sources.access import RULES
from wraparound.capabilities.sources.queries import imports, releases
from wraparound.people.access import ensure
from wraparound.people.terms.access import OPERATOR, PUBLIC, Held, Purpose, Role, Scope, Viewer

RELEASE = "2026-11-23"


@pytest.mark.parametrize("viewer", [PUBLIC, OPERATOR, Viewer("stranger")])
def test_every_figure_can_be_checked_by_anyone(viewer):
    assert releases.release_in_use(viewer=viewer).id == RELEASE
    assert imports.held(viewer=viewer)
    assert releases.table_page(RELEASE, "ratings", viewer=viewer).rows
    assert releases.table_file(RELEASE, "ratings", viewer=viewer)
    assert releases.source_row(RELEASE, "ratings", 1, viewer=viewer).cells


def test_every_rule_gives_its_reason_in_a_sentence():
    for name, rule in RULES.items():
        assert rule.because.endswith(".")
        if name != "take":
            ensure(PUBLIC, rule)


def test_evidence_is_changed_by_analysts_of_the_whole_site_and_whoever_runs_it():
    held = Held(1, Role.ANALYST, Purpose.IMPROVEMENT, Scope.NATION, None)
    for viewer in (OPERATOR, Viewer("analyst", 1, (held,))):
        ensure(viewer, RULES["take"])
    regional = Held(1, Role.ANALYST, Purpose.IMPROVEMENT, Scope.REGION, 1)
    talent = Held(1, Role.ANALYST, Purpose.TALENT, Scope.NATION, None)
    for viewer in (PUBLIC, Viewer("stranger", 1), Viewer("one", 1, (regional,)), Viewer("two", 1, (talent,))):
        with pytest.raises(PermissionDenied):
            ensure(viewer, RULES["take"])
