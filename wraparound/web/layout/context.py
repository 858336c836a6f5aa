"""What every page may need to know."""

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone

from wraparound.people.access import viewer_of


def every_page(request: HttpRequest) -> dict[str, object]:
    """The viewer, the address without the question mark, the part of the site it lies in, and the day, for paper."""
    parts = request.path.strip("/").split("/")
    today = timezone.localdate()
    return {
        "viewer": viewer_of(request),
        "path": request.path,
        "area": parts[0],
        "read_on": f"{today.day} {today:%B %Y}",
        "demo": settings.DEMO,
        "openid_providers": settings.OPENID_PROVIDERS,
    }
