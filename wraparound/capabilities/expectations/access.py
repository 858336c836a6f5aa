"""Who may see what is realistic: everyone, because it is about organisations and already published."""

from wraparound.people.access import Rule, anyone

SEE_EVIDENCE = anyone("Published figures about organisations are open to all; nobody is named in them.")

MAKE_FITS = Rule(
    because="Fits are made by whoever runs the machine that holds the evidence, so that everyone is shown the same.",
)

RULES = {
    "index": SEE_EVIDENCE,
    "trust": SEE_EVIDENCE,
    "recovery": SEE_EVIDENCE,
    "regime": SEE_EVIDENCE,
    "suggestions": SEE_EVIDENCE,
    "target": SEE_EVIDENCE,
    "targets": SEE_EVIDENCE,
    "comparators": SEE_EVIDENCE,
    "ratings": SEE_EVIDENCE,
    "backtest": SEE_EVIDENCE,
    "api_regimes": SEE_EVIDENCE,
    "api_recovery": SEE_EVIDENCE,
    "api_spells": SEE_EVIDENCE,
    "api_trusts": SEE_EVIDENCE,
    "api_trust": SEE_EVIDENCE,
    "api_forecast": SEE_EVIDENCE,
    "brief_pdf": SEE_EVIDENCE,
    "brief_word": SEE_EVIDENCE,
    "api_brief": SEE_EVIDENCE,
    "api_check": SEE_EVIDENCE,
    "api_targets": SEE_EVIDENCE,
    "api_comparators": SEE_EVIDENCE,
    "api_ratings": SEE_EVIDENCE,
    "api_backtests": SEE_EVIDENCE,
}
