"""Who may have a text read: everybody. The text is not kept, and what is said of it goes to whoever gave it."""

from wraparound.people.access import anyone

READ_A_TEXT = anyone("Whoever has a text may have it read: nothing of it is kept, and nobody else is told.")

RULES = {
    "index": READ_A_TEXT,
    "api_focus": READ_A_TEXT,
    "api_focus_read": READ_A_TEXT,
}
