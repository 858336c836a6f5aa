"""Who may see the pages that belong to no capability."""

from wraparound.people.access import SIGNED_IN, anyone

RULES = {
    "home": anyone("The first page says what this is."),
    "about": anyone("Everyone may know what this is, what it keeps, and how to complain about it."),
    "api-guide": anyone("The description of the API is public."),
    "today": SIGNED_IN,
    "health": anyone("Whoever watches over this site asks whether it answers; the answer says nothing else."),
    "ready": anyone("Whoever balances the load asks whether this site is ready; the answer names nobody."),
    "openapi": anyone("The description of the API is public."),
}
