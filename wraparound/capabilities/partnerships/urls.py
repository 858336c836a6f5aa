"""Addresses of partnerships."""

from django.urls import path

from wraparound.capabilities.partnerships.views import lists

app_name = "partnerships"
urlpatterns = [
    path("", lists.index, name="index"),
]
