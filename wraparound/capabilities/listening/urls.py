"""Addresses of listening."""

from django.urls import path

from wraparound.capabilities.listening import views

app_name = "listening"

urlpatterns = [
    path("", views.index, name="index"),
    path("new/", views.new, name="new"),
    path("how-often/", views.how_often, name="how_often"),
    path("pulses/<int:number>/", views.pulse, name="pulse"),
    path("pulses/<int:number>/answer/", views.answer, name="answer"),
    path("pulses/<int:number>/words/", views.words, name="words"),
    path("pulses/<int:number>/done/", views.did, name="did"),
]
