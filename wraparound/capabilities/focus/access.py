"""Who may see focus: everyone, as long as it shows published figures about organisations only."""

from wraparound.people.access import anyone

SEE_FOCUS = anyone("Published figures about organisations are open to all; nobody is named in them.")

RULES = {
    "index": SEE_FOCUS,
    "api_focus": SEE_FOCUS,
}
