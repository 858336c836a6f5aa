"""The addresses of focus."""

from django.urls import path

from wraparound.capabilities.focus import views

app_name = "focus"
urlpatterns = [
    path("", views.index, name="index"),
]
