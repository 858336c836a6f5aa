"""What vacancies ask of those who lead an organisation: somebody appointed and not entered, or needed by now."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from django.db.models import Exists, OuterRef, Q, Subquery

from wraparound.capabilities.pipelines.access import LEAD
from wraparound.capabilities.pipelines.models.posts import Holder
from wraparound.capabilities.pipelines.models.vacancies import Vacancy, VacancyStage
from wraparound.capabilities.pipelines.queries.needs_rows import Part, Row, part
from wraparound.capabilities.pipelines.terms.posts import HolderKind
from wraparound.capabilities.pipelines.terms.vacancies import OUTCOMES, Stage
from wraparound.capabilities.pipelines.wording.needs import appointed_words, needed_words
from wraparound.people.access import reach
from wraparound.people.terms.access import Viewer
from wraparound.people.terms.people import Need

LATELY = timedelta(days=120)
"""After that, an appointment whose holder was never entered is asked about no more."""
MOST = 10


def asked_of_vacancies(*, viewer: Viewer, today: date) -> Iterator[Part]:
    """Without a name; of posts of organisations that the viewer leads for talent."""
    led = reach(viewer, LEAD).organisations
    if not led:
        return
    stages = VacancyStage.objects.filter(vacancy=OuterRef("pk"), taken_back=False)
    ended = stages.filter(stage__in=[one.value for one in OUTCOMES])
    holds = Holder.objects.counted().filter(
        post=OuterRef("post"),
        kind=HolderKind.SUBSTANTIVE,
        starts__gte=OuterRef("appointed_on"),
    )
    rows = Vacancy.objects.filter(post__organisation__in=led, taken_back=False).annotate(
        appointed_on=Subquery(stages.filter(stage=Stage.APPOINTED).values("on")[:1])
    )
    late = Q(needed_from__lt=today) & ~Exists(ended)
    unentered = Q(appointed_on__gte=today - LATELY) & ~Exists(holds)
    yield part(
        rows.filter(late | unentered),
        lambda found: _of_vacancies(found, today),
        viewer=viewer,
        record="pk",
        title="post__title",
        place="post__organisation__name",
        first="needed_from",
        second="appointed_on",
    )


def _of_vacancies(found: Sequence[Row], today: date) -> Iterator[Need]:
    for row in sorted(found, key=lambda one: (one.first or today, one.record))[:MOST]:
        address, needed = f"/pipelines/vacancies/{row.record}/", row.first or today
        if row.second is not None:
            words = appointed_words(row.title, row.place, row.second)
            yield Need(words, address, "Enter who takes the post up", needed)
        else:
            yield Need(needed_words(row.title, row.place, needed), address, "See the vacancy", needed)
