"""Addresses of partnerships."""

from django.urls import path

from wraparound.capabilities.partnerships.views import cohorts, lists, people

app_name = "partnerships"
urlpatterns = [
    path("", lists.index, name="index"),
    path("people/", people.people, name="people"),
    path("people/ask/", people.ask_person, name="ask_person"),
    path("people/not-with/", people.not_with, name="not_with"),
    path("people/pairs/<int:number>/", people.pair, name="pair"),
    path("people/pairs/<int:number>/answer/", people.pair_answer, name="pair_answer"),
    path("people/pairs/<int:number>/note/", people.pair_note, name="pair_note"),
    path("people/cohorts/<int:number>/", cohorts.cohort, name="cohort"),
    path("people/cohorts/<int:number>/wishes/", cohorts.wishes, name="wishes"),
    path("people/cohorts/<int:number>/leave/", cohorts.leave_cohort, name="leave_cohort"),
    path("people/organise/", cohorts.cohorts, name="cohorts"),
    path("people/organise/begin/", cohorts.begin_cohort, name="begin_cohort"),
    path("people/organise/<int:number>/", cohorts.organise, name="organise"),
    path("people/organise/<int:number>/pairs/", cohorts.make_pairs, name="make_pairs"),
]
