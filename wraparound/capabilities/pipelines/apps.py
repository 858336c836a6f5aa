"""Pipelines: who could lead here next."""

from importlib import import_module

from django.apps import AppConfig


class PipelinesConfig(AppConfig):
    name = "wraparound.capabilities.pipelines"
    label = "pipelines"

    def import_models(self) -> None:
        """Every module of models: an empty __init__ names none of them."""
        super().import_models()
        for module in ("posts", "succession", "people", "exchange", "vacancies", "boards", "forecasts"):
            import_module(f"{self.name}.models.{module}")

    def ready(self) -> None:
        """Lets people ask for what is held here of somebody, and let them say that it is wrong."""
        from wraparound.capabilities.pipelines.actions.candidacies import answer_candidacy_upheld
        from wraparound.capabilities.pipelines.actions.contests import (
            OF_PLANS,
            OF_READINESS,
            end_readiness_upheld,
            take_off_upheld,
        )
        from wraparound.capabilities.pipelines.queries import candidacies, own, references
        from wraparound.capabilities.pipelines.wording.own import OWN_LINK, PLAN_UPHELD, READINESS_UPHELD
        from wraparound.capabilities.pipelines.wording.vacancies import CANDIDACY_UPHELD
        from wraparound.people.queries.elsewhere import Contestable, also_asks, also_contested
        from wraparound.people.terms.access import OPERATOR

        also_asks("pipelines", own.held_of, viewer=OPERATOR)
        readiness = Contestable(
            record=OF_READINESS,
            entries=own.readiness_entries,
            put_right=end_readiness_upheld,
            if_upheld=READINESS_UPHELD,
            page="pipelines:mine",
            link=OWN_LINK,
        )
        plan = Contestable(
            record=OF_PLANS,
            entries=own.plan_entries,
            put_right=take_off_upheld,
            if_upheld=PLAN_UPHELD,
            page="pipelines:mine",
            link=OWN_LINK,
        )
        also_contested("readiness", readiness, viewer=OPERATOR)
        also_contested("plan", plan, viewer=OPERATOR)
        candidacy = Contestable(
            record=candidacies.OF_CANDIDACIES,
            entries=candidacies.candidacy_entries,
            put_right=answer_candidacy_upheld,
            if_upheld=CANDIDACY_UPHELD,
            page="pipelines:mine",
            link=OWN_LINK,
        )
        also_contested("candidacy", candidacy, viewer=OPERATOR)
        also_asks("pipelines.references", references.held_of, viewer=OPERATOR)
        also_asks("vacancies", candidacies.held_of, viewer=OPERATOR)
