"""Careers: clear competencies and ways in."""

from importlib import import_module

from django.apps import AppConfig

MODELS: tuple[str, ...] = (
    "frameworks",
    "profiles",
    "assessments",
    "feedback",
    "examples",
    "counts",
    "ways_in",
    "credits",
    "system_work",
    "offers",
    "next_roles",
    "development",
    "investment",
    "programmes",
)
"""The modules of models: an empty __init__ names none of them."""


class CareersConfig(AppConfig):
    name = "wraparound.capabilities.careers"
    label = "careers"

    def import_models(self) -> None:
        """Every module of models."""
        super().import_models()
        for module in MODELS:
            import_module(f"{self.name}.models.{module}")

    def ready(self) -> None:
        """Lets people ask for what is held here of whoever takes a copy of their data."""
        from wraparound.capabilities.careers.actions.credits import end_credit_upheld
        from wraparound.capabilities.careers.queries import (
            counts,
            credits,
            development,
            examples,
            feedback,
            offer_requests,
            programmes,
            system_work,
            uses,
        )
        from wraparound.capabilities.careers.queries.assessments import held_of
        from wraparound.capabilities.careers.wording import readers
        from wraparound.capabilities.careers.wording.credits import IF_UPHELD
        from wraparound.capabilities.pipelines.queries.references import also_resolves
        from wraparound.people.queries.elsewhere import (
            Contestable,
            OwnPage,
            also_asks,
            also_contested,
            also_leads_to,
        )
        from wraparound.people.terms.access import OPERATOR

        also_asks("careers.assessments", held_of, viewer=OPERATOR)
        also_resolves("careers", uses.leads_to, viewer=OPERATOR)
        also_asks("careers.credits", credits.held_of, viewer=OPERATOR)
        credit = Contestable(
            record=credits.OF_CREDITS,
            entries=credits.credit_entries,
            put_right=end_credit_upheld,
            if_upheld=IF_UPHELD,
            page="careers:credited",
            link="What is credited to you, and who reads it",
        )
        also_leads_to(OwnPage(page="careers:readers", words=readers.PAGE, behind=readers.BEHIND), viewer=OPERATOR)
        also_contested("credit", credit, viewer=OPERATOR)
        also_asks("careers.feedback", feedback.held_of, viewer=OPERATOR)
        also_asks("careers.examples", examples.held_of, viewer=OPERATOR)
        also_asks("careers.development", development.held_of, viewer=OPERATOR)
        also_asks("careers.counts", counts.held_of, viewer=OPERATOR)
        also_asks("careers.programmes", programmes.held_of, viewer=OPERATOR)
        also_asks("careers.offers", offer_requests.held_of, viewer=OPERATOR)
        also_asks("careers.system_work", system_work.held_of, viewer=OPERATOR)
