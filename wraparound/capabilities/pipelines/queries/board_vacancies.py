"""That a vacancy of a post on the agenda of a talent board is open: as the page of the post says it, stage and day."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db.models import CharField, F, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Cast, Concat

from wraparound.capabilities.pipelines.access import SEE_POSTS
from wraparound.capabilities.pipelines.models.vacancies import VacancyStage
from wraparound.capabilities.pipelines.queries.boards import AHEAD
from wraparound.capabilities.pipelines.queries.days import Day
from wraparound.capabilities.pipelines.queries.vacancies import vacancies_seen
from wraparound.capabilities.pipelines.terms.vacancies import OUTCOMES, Stage
from wraparound.capabilities.pipelines.wording.board_plans import vacancy_words
from wraparound.people.access import reach
from wraparound.people.terms.access import Viewer


def open_now(*, viewer: Viewer, today: Day) -> Mapping[str, Any]:
    """For `item_rows`, so that it costs no question of its own: the open vacancy of a post that the viewer sees."""
    if reach(viewer, SEE_POSTS).is_empty:
        return {"open_now": Value(None, output_field=CharField())}
    stages = VacancyStage.objects.filter(vacancy=OuterRef("pk"), stage=OuterRef("now"), taken_back=False)
    since = stages.filter(on__lte=today.on).order_by("-on").values("on")[:1]
    rows: QuerySet[Any] = vacancies_seen(viewer=viewer, day=today).filter(post=OuterRef("post"))
    rows = rows.exclude(now__in=[one.value for one in OUTCOMES]).annotate(since=Subquery(since))
    words = Concat(F("now"), Value(" "), Cast("since", CharField()), output_field=CharField())
    return {"open_now": Subquery(rows.annotate(words=words).order_by("-pk").values("words")[:1])}


def open_at(row: Any, here: Any, *, viewer: Viewer) -> str:
    """The open vacancy of the post of an item in words, while the meeting goes on; empty where there is none."""
    if not here.open_now or row.state not in AHEAD:
        return ""
    stage, since = here.open_now.split(" ")
    return vacancy_words(Stage(stage), date.fromisoformat(since[:10]))
