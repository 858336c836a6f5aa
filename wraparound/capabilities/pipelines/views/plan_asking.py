"""What every page of a plan is given to say it with."""

from django.utils import timezone

from wraparound.capabilities.pipelines.wording import ahead, comparing, post_history
from wraparound.capabilities.pipelines.wording import plans as say
from wraparound.capabilities.pipelines.wording import succession as bands
from wraparound.capabilities.pipelines.wording.posts import day


def words(**more: object) -> dict[str, object]:
    """The context of a page: what it shows, with the functions that say it."""
    known = {"say": say, "beside": comparing, "told": post_history, "later": ahead, "bands": bands, "day": day}
    return {**known, "today": timezone.localdate(), **more}
