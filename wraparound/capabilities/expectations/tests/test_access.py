"""Who may ask: everyone for published evidence; and a rule that refuses is obeyed by every face."""

import pytest
from django.core.exceptions import PermissionDenied

from wraparound.capabilities.expectations import queries
from wraparound.capabilities.expectations.access import MAKE_FITS, RULES, SEE_EVIDENCE
from wraparound.capabilities.expectations.actions import fit_release
from wraparound.capabilities.expectations.terms.performance import ForecastQuestion, TargetQuestion
from wraparound.capabilities.expectations.terms.recovery import RecoveryQuestion
from wraparound.capabilities.expectations.terms.search import TrustSearch
from wraparound.people.access import Rule, ensure
from wraparound.people.terms.access import OPERATOR, PUBLIC, Viewer
from wraparound.published.release import newest_release
from wraparound.published.terms import AE_MAJOR, Regime

STRANGER = Viewer("stranger", person=1)
ASKED = ForecastQuestion(code="RXW", measure=AE_MAJOR)
READS = (
    lambda viewer: queries.recovery(RecoveryQuestion(regime=Regime.QUALITY), viewer=viewer),
    lambda viewer: queries.trust("RXW", viewer=viewer),
    lambda viewer: queries.trusts(TrustSearch(), viewer=viewer),
    lambda viewer: queries.spells(Regime.QUALITY, viewer=viewer),
    lambda viewer: queries.organisations(viewer=viewer),
    lambda viewer: queries.forecast(ASKED, viewer=viewer),
    lambda viewer: queries.check(TargetQuestion(code="RXW", measure=AE_MAJOR, target=60, by="2028-03"), viewer=viewer),
    lambda viewer: queries.comparators(ASKED, 24, viewer=viewer),
    lambda viewer: queries.ratings(viewer=viewer),
)


@pytest.mark.parametrize("viewer", [PUBLIC, OPERATOR, STRANGER])
@pytest.mark.parametrize("read", READS)
def test_published_evidence_is_open_to_anyone(read, viewer):
    assert read(viewer)


@pytest.mark.parametrize("read", READS)
def test_every_read_obeys_the_rule_of_the_capability(read, monkeypatch):
    monkeypatch.setattr(queries, "SEE_EVIDENCE", Rule(because="Not yet."))
    assert read(OPERATOR)
    with pytest.raises(PermissionDenied, match="Not yet"):
        read(STRANGER)


@pytest.mark.parametrize("viewer", [PUBLIC, STRANGER])
def test_only_the_operator_makes_fits(viewer):
    told = []
    with pytest.raises(PermissionDenied, match=r"Sign in|whoever runs the machine"):
        fit_release(newest_release(), tell=told.append, by=viewer)
    assert told == []
    ensure(OPERATOR, MAKE_FITS)


def test_every_rule_gives_its_reason_in_a_sentence():
    for rule in RULES.values():
        assert rule.because.endswith(".")
        ensure(PUBLIC, rule)
    assert "nobody is named" in SEE_EVIDENCE.because
