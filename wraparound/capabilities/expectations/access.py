"""Who may see what is realistic: everyone, because it is about organisations and already published."""

from wraparound.people.access import anyone

SEE_EVIDENCE = anyone("Published figures about organisations are open to all; nobody is named in them.")

RULES = {
    "index": SEE_EVIDENCE,
    "trust": SEE_EVIDENCE,
    "recovery": SEE_EVIDENCE,
    "regime": SEE_EVIDENCE,
    "suggestions": SEE_EVIDENCE,
    "api_regimes": SEE_EVIDENCE,
    "api_recovery": SEE_EVIDENCE,
    "api_spells": SEE_EVIDENCE,
    "api_trusts": SEE_EVIDENCE,
    "api_trust": SEE_EVIDENCE,
}
