"""Made-up trusts and spells for tests, visibly made up; and questions put to the real evidence."""

from datetime import date

from wraparound.capabilities.expectations import evidence
from wraparound.capabilities.expectations.calculation.recovery import RecoveryEvidence, answer_recovery
from wraparound.capabilities.expectations.terms.recovery import RecoveryQuestion
from wraparound.published.release import newest_release
from wraparound.published.terms import (
    Completeness,
    Coverage,
    EndedBy,
    Kind,
    Organisation,
    Regime,
    RegimeSpell,
    RowAddress,
    Window,
)

DAY = date(2015, 1, 1)


def made_up_address(row=1):
    return RowAddress("made-up", "regime_spells", row)


def made_up_trust(code="RZZ", *, name="Invented Hospitals NHS Trust", kind=Kind.ACUTE, region="Nowhere", closed=None):
    return Organisation(code, name, kind, region, date(2000, 4, 1), closed, made_up_address())


def made_up_spell(
    code="RZZ",
    *,
    regime=Regime.QUALITY,
    number=1,
    entered=DAY,
    days=None,
    last_known=None,
    ended_by=None,
    entry_window=0,
    exit_window=0,
    row=1,
):
    """A spell of so many days; without days its end is unknown. Windows are days added after each date."""
    begins = date.fromordinal(entered.toordinal()) if entered else None
    exited = None
    if days is not None:
        base = (begins or DAY).toordinal() + days
        exited = Window(date.fromordinal(base), date.fromordinal(base + exit_window))
    ended = ended_by or (EndedBy.RECOVERED if exited else EndedBy.UNKNOWN)
    return RegimeSpell(
        code=code,
        name_then="Invented Hospitals NHS Trust",
        regime=regime,
        number=number,
        entered=Window(begins, date.fromordinal(begins.toordinal() + entry_window)) if begins else None,
        exited=exited,
        last_known=Window(last_known, last_known) if last_known else None,
        ended_by=ended,
        continued_as_recovery_support="",
        confidence="high",
        inferred=(),
        links=("https://example.org/",),
        note="",
        address=made_up_address(row),
    )


def made_up_evidence(spells, *, completeness=Completeness.COMPLETE, regime=Regime.QUALITY, expected=()):
    codes = {spell.code for spell in spells}
    return RecoveryEvidence(
        spells=tuple(spells),
        organisations={code: made_up_trust(code) for code in codes},
        coverage=Coverage(regime, completeness, "made up"),
        expected=expected,
        release="made-up",
    )


def ask(regime=Regime.QUALITY, **narrowed):
    """The answer to a question on the real evidence, without queries: no viewer, no Django."""
    release = newest_release()
    about = evidence.regime_evidence(release, regime)
    rests_on = RecoveryEvidence(
        evidence.all_spells(release), evidence.organisations(release), about.coverage, about.expected, release.id
    )
    return answer_recovery(RecoveryQuestion(regime=regime, **narrowed), rests_on)
