"""What vacancies ask of those who lead an organisation: somebody appointed and not entered, or needed by now."""

from collections.abc import Iterator
from datetime import date, timedelta

from django.db.models import Exists, OuterRef, Q, Subquery

from wraparound.capabilities.pipelines.access import LEAD
from wraparound.capabilities.pipelines.models.posts import Holder
from wraparound.capabilities.pipelines.models.vacancies import Vacancy, VacancyStage
from wraparound.capabilities.pipelines.terms.posts import HolderKind
from wraparound.capabilities.pipelines.terms.vacancies import OUTCOMES, Stage
from wraparound.capabilities.pipelines.wording.needs import appointed_words, needed_words
from wraparound.people.access import reach
from wraparound.people.terms.access import Viewer
from wraparound.people.terms.people import Need

LATELY = timedelta(days=120)
"""After that, an appointment whose holder was never entered is asked about no more."""
MOST = 10


def needs_of_vacancies(*, viewer: Viewer, today: date) -> Iterator[Need]:
    """In one statement, and without a name; of posts of organisations that the viewer leads for talent."""
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
    asked = rows.filter(late | unentered).select_related("post__organisation").order_by("needed_from", "pk")
    for row in asked[:MOST]:
        title, place, address = row.post.title, row.post.organisation.name, f"/pipelines/vacancies/{row.pk}/"
        if row.appointed_on is not None:
            words = appointed_words(title, place, row.appointed_on)
            yield Need(words, address, "Enter who takes the post up", row.needed_from)
        else:
            yield Need(needed_words(title, place, row.needed_from), address, "See the vacancy", row.needed_from)
