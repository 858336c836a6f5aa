"""The addresses of focus."""

from django.urls import path

from wraparound.capabilities.focus import views

app_name = "focus"
urlpatterns = [
    path("", views.index, name="index"),
    path("keep/", views.keep, name="keep"),
    path("mine/", views.mine, name="mine"),
    path("mine/<int:number>/take-away/", views.take_away_own, name="take_away_own"),
    path("organisations/<slug:code>/", views.organisation, name="organisation"),
    path("organisations/<slug:code>/<int:number>/take-away/", views.take_away, name="take_away"),
]
