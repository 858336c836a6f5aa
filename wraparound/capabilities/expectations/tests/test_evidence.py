"""What the calculations rest on is there and hangs together."""

from dataclasses import replace

import pytest

from wraparound.capabilities.expectations import evidence
from wraparound.published.release import newest_release
from wraparound.published.terms import Completeness, Regime

RELEASE = newest_release()


def test_every_regime_says_how_complete_its_list_is():
    words = {regime: evidence.regime_evidence(RELEASE, regime).coverage.completeness for regime in Regime}
    assert words == {
        Regime.QUALITY: Completeness.COMPLETE,
        Regime.FINANCIAL: Completeness.FAIR,
        Regime.RECOVERY_SUPPORT: Completeness.THIN,
    }


def test_a_release_that_does_not_say_is_refused():
    silent = replace(RELEASE, sidecars=tuple(replace(one, coverage=()) for one in RELEASE.sidecars))
    with pytest.raises(evidence.EvidenceIncomplete, match="does not say how complete"):
        evidence.regime_evidence(silent, Regime.QUALITY)


def test_most_trusts_have_no_spell_and_that_is_the_normal_case():
    with_spells = {spell.code for spell in evidence.all_spells(RELEASE)}
    open_trusts = [one for one in evidence.organisations(RELEASE).values() if one.is_open]
    assert sum(one.code not in with_spells for one in open_trusts) > 140


def test_a_trust_without_anything_published_is_empty_not_missing():
    online = evidence.trust_evidence(RELEASE, "K0N6A")
    assert (online.performance, online.ratings, online.staff) == ((), (), ())
