"""Addresses of partnerships."""

from django.urls import path

from wraparound.capabilities.partnerships.views import lists, proposing

app_name = "partnerships"
urlpatterns = [
    path("", lists.index, name="index"),
    path("<str:code>/proposals/", proposing.proposals, name="proposals"),
    path("<str:code>/proposals.xlsx", proposing.proposals_sheet, name="proposals_sheet"),
    path("<str:code>/proposals/<str:helper>/", proposing.proposal, name="proposal"),
]
