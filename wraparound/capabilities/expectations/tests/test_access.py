"""Who may ask: everyone for published evidence; and a rule that refuses is obeyed by every face."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from wraparound.capabilities.expectations.access import MAKE_FITS, RULES, SEE_EVIDENCE
from wraparound.capabilities.expectations.actions import fit_release
from wraparound.capabilities.expectations.queries import answers, lists, made_up, sheets
from wraparound.capabilities.expectations.terms.made_up import MadeUpTrust
from wraparound.capabilities.expectations.terms.performance import ForecastQuestion, TargetQuestion
from wraparound.capabilities.expectations.terms.recovery import RecoveryQuestion
from wraparound.capabilities.expectations.terms.search import TrustSearch
from wraparound.capabilities.expectations.terms.sheets import SheetRow
from wraparound.capabilities.expectations.tests.factories import made_up_address, made_up_trust
from wraparound.people.access import Rule, ensure
from wraparound.people.terms.access import OPERATOR, PUBLIC, Viewer
from wraparound.published.release import newest_release
from wraparound.published.terms import AE_MAJOR, PerformanceFigure, Regime

STRANGER = Viewer("stranger", person=1)
ASKED = ForecastQuestion(code="RXW", measure=AE_MAJOR)
INVENTED = MadeUpTrust(
    organisation=made_up_trust("ZZ01"),
    figures=(PerformanceFigure("ZZ01", AE_MAJOR, date(2026, 1, 1), 3, 5, made_up_address()),),
)
OF_INVENTED = ForecastQuestion(code="ZZ01", measure=AE_MAJOR)
TARGET_OF_INVENTED = TargetQuestion(code="ZZ01", measure=AE_MAJOR, target=60, by="2028-03")
READS = (
    lambda viewer: answers.recovery(RecoveryQuestion(regime=Regime.QUALITY), viewer=viewer),
    lambda viewer: answers.trust("RXW", viewer=viewer),
    lambda viewer: lists.trusts(TrustSearch(), viewer=viewer),
    lambda viewer: answers.spells(Regime.QUALITY, viewer=viewer),
    lambda viewer: lists.organisations(viewer=viewer),
    lambda viewer: answers.forecast(ASKED, viewer=viewer),
    lambda viewer: answers.check(TargetQuestion(code="RXW", measure=AE_MAJOR, target=60, by="2028-03"), viewer=viewer),
    lambda viewer: answers.comparators(ASKED, 24, viewer=viewer),
    lambda viewer: answers.ratings(viewer=viewer),
    lambda viewer: lists.trust_called("Shrewsbury", viewer=viewer),
    lambda viewer: sheets.check_sheet([SheetRow(2, "RXW", AE_MAJOR, "60", "2028-03")], viewer=viewer),
    lambda viewer: made_up.forecast_made_up(OF_INVENTED, INVENTED, viewer=viewer),
    lambda viewer: made_up.check_made_up(TARGET_OF_INVENTED, INVENTED, viewer=viewer),
)


@pytest.mark.parametrize("viewer", [PUBLIC, OPERATOR, STRANGER])
@pytest.mark.parametrize("read", READS)
def test_published_evidence_is_open_to_anyone(read, viewer):
    assert read(viewer)


@pytest.mark.parametrize("read", READS)
def test_every_read_obeys_the_rule_of_the_capability(read, monkeypatch):
    for module in (answers, lists, made_up, sheets):
        monkeypatch.setattr(module, "SEE_EVIDENCE", Rule(because="Not yet."))
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
