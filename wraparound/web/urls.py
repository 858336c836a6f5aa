"""Every address of the site: the layout's own, and each capability of the catalogue under its name."""

from django.urls import URLPattern, URLResolver, include, path

from wraparound.web.catalogue import CATALOGUE
from wraparound.web.layout.api import api

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("wraparound.web.layout.urls")),
    path("api/", api.urls),
    *(path(f"{one.name}/", include(f"{one.package}.urls")) for one in CATALOGUE),
]

handler400 = "wraparound.web.layout.errors.bad_request"
handler403 = "wraparound.web.layout.errors.not_yours"
handler404 = "wraparound.web.layout.errors.not_found"
handler500 = "wraparound.web.layout.errors.broken"
