"""Equality: what is counted of whom, in a store of its own, and never about one person."""

from importlib import import_module

from django.apps import AppConfig

MODELS: tuple[str, ...] = (
    *("sealing", "answers", "stages", "monitoring", "figures", "survey"),
    *("parts", "adjustments", "programmes", "mobility"),
)
"""The modules of models: an empty __init__ names none of them."""


class EqualityConfig(AppConfig):
    name = "wraparound.capabilities.equality"
    label = "equality"

    def import_models(self) -> None:
        """Every module of models."""
        super().import_models()
        for module in MODELS:
            import_module(f"{self.name}.models.{module}")

    def ready(self) -> None:
        """Has everybody's own record lead to what they give here, and a copy of their data say that it is held."""
        from wraparound.capabilities.equality.queries.held import held_for_themselves
        from wraparound.capabilities.equality.queries.own import held_of
        from wraparound.capabilities.equality.wording import adjustments
        from wraparound.capabilities.equality.wording.own import BEHIND, PAGE
        from wraparound.people.queries.elsewhere import OwnPage, also_asks, also_leads_to
        from wraparound.people.terms.access import OPERATOR

        also_asks("equality.answers", held_of, viewer=OPERATOR)
        also_asks("equality.for_themselves", held_for_themselves, viewer=OPERATOR)
        also_leads_to(OwnPage(page="equality:mine", words=PAGE, behind=BEHIND), viewer=OPERATOR)
        page = OwnPage(page="equality:adjustments", words=adjustments.PAGE, behind=adjustments.BEHIND)
        also_leads_to(page, viewer=OPERATOR)
