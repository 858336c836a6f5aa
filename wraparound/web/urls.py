"""Every address of the site: the layout's own, and each capability of the catalogue under its name."""

from django.urls import URLPattern, URLResolver, include, path

from wraparound.web.catalogue import FACES
from wraparound.web.layout.api import api

# The API's own root would hide behind our guide to it, which answers at the same address.
api_patterns = [one for one in api.urls[0] if getattr(one, "name", "") != "api-root"]

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("wraparound.web.layout.urls")),
    path("people/", include("wraparound.web.sign_in.urls")),
    path("api/", (api_patterns, *api.urls[1:])),
    *(path(f"{one.name}/", include(f"{one.package}.urls")) for one in FACES),
]

handler400 = "wraparound.web.layout.errors.bad_request"
handler403 = "wraparound.web.layout.errors.not_yours"
handler404 = "wraparound.web.layout.errors.not_found"
handler429 = "wraparound.web.layout.errors.too_often"
handler500 = "wraparound.web.layout.errors.broken"
