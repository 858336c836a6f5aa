"""Addresses of delivery."""

from django.urls import path

from wraparound.capabilities.delivery.views import milestones, plans, recommendations, regional

app_name = "delivery"

OF_ONE = "milestones/<int:number>/"

urlpatterns = [
    path("", plans.index, name="index"),
    path("region/", regional.region, name="region"),
    path(OF_ONE, milestones.milestone, name="milestone"),
    path(f"{OF_ONE}change/", milestones.milestone_change, name="milestone_change"),
    path(f"{OF_ONE}move/", milestones.milestone_move, name="milestone_move"),
    path(f"{OF_ONE}done/", milestones.milestone_done, name="milestone_done"),
    path(f"{OF_ONE}drop/", milestones.milestone_drop, name="milestone_drop"),
    path(f"{OF_ONE}steps/<slug:step>/", milestones.milestone_step, name="milestone_step"),
    path("<slug:code>/", plans.plan, name="plan"),
    path("<slug:code>/slips/", plans.slips, name="slips"),
    path("<slug:code>/hand-over/", milestones.hand_over, name="hand_over"),
    path("<slug:code>/milestones/new/", milestones.milestone_new, name="milestone_new"),
    path("<slug:code>/recommendations/new/", recommendations.recommend, name="recommend"),
    path("<slug:code>/recommendations/<slug:key>/", recommendations.answer, name="answer"),
]
