"""The addresses that belong to no capability."""

from django.urls import path

from wraparound.web.layout import views

urlpatterns = [
    path("", views.home, name="home"),
    path("today/", views.today, name="today"),
    path("about/", views.about, name="about"),
    path("health/", views.health, name="health"),
    path("ready/", views.ready, name="ready"),
    path("api/", views.api_guide, name="api-guide"),
    path("api/openapi.json", views.openapi, name="openapi"),
]
