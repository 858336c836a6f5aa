"""Who may ask: everyone for published evidence; and a rule that refuses is obeyed by every face."""

import pytest
from django.core.exceptions import PermissionDenied

from wraparound.capabilities.expectations import queries
from wraparound.capabilities.expectations.access import RULES, SEE_EVIDENCE
from wraparound.capabilities.expectations.terms.recovery import RecoveryQuestion
from wraparound.capabilities.expectations.terms.search import TrustSearch
from wraparound.people.access import Rule, ensure
from wraparound.people.terms import OPERATOR, PUBLIC, Viewer
from wraparound.published.terms import Regime

STRANGER = Viewer("stranger")
READS = (
    lambda viewer: queries.recovery(RecoveryQuestion(regime=Regime.QUALITY), viewer=viewer),
    lambda viewer: queries.trust("RXW", viewer=viewer),
    lambda viewer: queries.trusts(TrustSearch(), viewer=viewer),
    lambda viewer: queries.spells(Regime.QUALITY, viewer=viewer),
    lambda viewer: queries.organisations(viewer=viewer),
)


@pytest.mark.parametrize("viewer", [PUBLIC, OPERATOR, STRANGER])
@pytest.mark.parametrize("read", READS)
def test_published_evidence_is_open_to_anyone(read, viewer):
    assert read(viewer)


@pytest.mark.parametrize("read", READS)
def test_every_read_obeys_the_rule_of_the_capability(read, monkeypatch):
    monkeypatch.setattr(queries, "SEE_EVIDENCE", Rule(allows=lambda viewer: viewer != STRANGER, because="Not yet."))
    assert read(PUBLIC)
    with pytest.raises(PermissionDenied, match="Not yet"):
        read(STRANGER)


def test_every_rule_gives_its_reason_in_a_sentence():
    for rule in RULES.values():
        assert rule.because.endswith(".")
        ensure(PUBLIC, rule)
    assert "nobody is named" in SEE_EVIDENCE.because
