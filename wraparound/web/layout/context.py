"""What every page may need to know."""

from django.conf import settings
from django.http import HttpRequest

from wraparound.people.access import viewer_of


def every_page(request: HttpRequest) -> dict[str, object]:
    """The viewer, the address without the question mark, and the part of the site it lies in."""
    parts = request.path.strip("/").split("/")
    return {
        "viewer": viewer_of(request),
        "path": request.path,
        "area": parts[0],
        "demo": settings.DEMO,
        "openid_providers": settings.OPENID_PROVIDERS,
    }
