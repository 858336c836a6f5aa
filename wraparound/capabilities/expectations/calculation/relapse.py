"""Who went back: returns to a regime after recovery from a first spell (docs/methods/expectations.md, section 5)."""

from collections.abc import Sequence

from wraparound.capabilities.expectations.calculation.lengths import months_apart
from wraparound.capabilities.expectations.terms.recovery import Relapse, Return
from wraparound.published.terms import EndedBy, Regime, RegimeSpell

WATCHED_MONTHS = 36


def relapse_after(regime: Regime, spells: Sequence[RegimeSpell]) -> Relapse:
    """Returns to any regime by trusts that recovered from a first spell in this one.

    Only an entry that surely came after the exit counts; a later regime whose entry has no date counts as undated
    when a source shows the trust in it after the exit. A trust counts once, by its first return.
    """
    recovered = [
        spell
        for spell in spells
        if spell.regime is regime and spell.number == 1 and spell.ended_by is EndedBy.RECOVERED and spell.exited
    ]
    returns = tuple(found for spell in recovered if (found := _first_return(spell, spells)) is not None)
    dated = [one for one in returns if one.earliest_months is not None and one.latest_months is not None]
    return Relapse(
        recovered=len(recovered),
        returned_at_least=len(dated),
        returned_undated=len(returns) - len(dated),
        within_36_at_least=sum((one.latest_months or 0) <= WATCHED_MONTHS for one in dated),
        within_36_at_most=sum((one.earliest_months or 0) <= WATCHED_MONTHS for one in dated),
        returns=tuple(sorted(returns, key=lambda one: (one.earliest_months is None, one.earliest_months or 0))),
    )


def _first_return(left: RegimeSpell, spells: Sequence[RegimeSpell]) -> Return | None:
    candidates = [_as_return(left, spell) for spell in spells if spell.code == left.code and _came_later(left, spell)]
    dated = [one for one in candidates if one.earliest_months is not None]
    if dated:
        return min(dated, key=lambda one: one.earliest_months or 0)
    return candidates[0] if candidates else None


def _came_later(left: RegimeSpell, spell: RegimeSpell) -> bool:
    if left.exited is None:
        return False
    if spell.entered is not None:
        return spell.entered.earliest > left.exited.latest
    last_seen = spell.exited or spell.last_known
    return last_seen is not None and last_seen.earliest > left.exited.latest


def _as_return(left: RegimeSpell, spell: RegimeSpell) -> Return:
    earliest = latest = None
    if left.exited and spell.entered:
        earliest, latest = months_apart(left.exited, spell.entered)
    return Return(
        code=spell.code,
        name_then=spell.name_then,
        regime=spell.regime,
        earliest_months=None if earliest is None else round(earliest, 1),
        latest_months=None if latest is None else round(latest, 1),
        address=spell.address,
    )
