"""Focus."""

from django.apps import AppConfig


class FocusConfig(AppConfig):
    name = "wraparound.capabilities.focus"
    label = "focus"

    def ready(self) -> None:
        """Lets people ask for what is held here of whoever takes a copy of their data."""
        from wraparound.capabilities.focus.queries.kept import held_of
        from wraparound.capabilities.focus.wording import kept as say
        from wraparound.people.queries.elsewhere import OwnPage, also_asks, also_leads_to
        from wraparound.people.terms.access import OPERATOR

        also_asks("focus.kept", held_of, viewer=OPERATOR)
        also_leads_to(OwnPage(page="focus:mine", words=say.OWN_PAGE, behind=say.OWN_BEHIND), viewer=OPERATOR)
