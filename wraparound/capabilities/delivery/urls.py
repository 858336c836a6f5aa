"""Addresses of delivery."""

from django.urls import path

from wraparound.capabilities.delivery.views import (
    feeds,
    milestones,
    plans,
    programmes,
    recommendations,
    regional,
    spreadsheets,
)

app_name = "delivery"

OF_ONE = "milestones/<int:number>/"

urlpatterns = [
    path("", plans.index, name="index"),
    path("region/programmes/", programmes.regional_programmes, name="regional_programmes"),
    path("region/programmes/spreadsheet/", spreadsheets.regional_spreadsheet, name="regional_spreadsheet"),
    path("region/programmes/spreadsheet/recommendations.xlsx", spreadsheets.regional_out, name="regional_out"),
    path("region/programmes/spreadsheet/<int:number>/", spreadsheets.regional_file, name="regional_file"),
    path("recommendations/<int:number>/", programmes.recommendation, name="recommendation"),
    path("programmes/<int:number>/", programmes.programme_step, name="programme_step"),
    path("calendar/", feeds.calendars, name="calendars"),
    path("calendar/<slug:secret>.ics", feeds.feed, name="feed"),
    path("region/", regional.region, name="region"),
    path(OF_ONE, milestones.milestone, name="milestone"),
    path(f"{OF_ONE}change/", milestones.milestone_change, name="milestone_change"),
    path(f"{OF_ONE}move/", milestones.milestone_move, name="milestone_move"),
    path(f"{OF_ONE}done/", milestones.milestone_done, name="milestone_done"),
    path(f"{OF_ONE}drop/", milestones.milestone_drop, name="milestone_drop"),
    path(f"{OF_ONE}steps/<slug:step>/", milestones.milestone_step, name="milestone_step"),
    path("<slug:code>/", plans.plan, name="plan"),
    path("<slug:code>/slips/", plans.slips, name="slips"),
    path("<slug:code>/programmes/", programmes.programmes, name="programmes"),
    path("<slug:code>/board.<slug:form>", plans.board_paper, name="board_paper"),
    path("<slug:code>/spreadsheet/", spreadsheets.spreadsheet, name="spreadsheet"),
    path("<slug:code>/spreadsheet/plan.xlsx", spreadsheets.spreadsheet_out, name="spreadsheet_out"),
    path("<slug:code>/spreadsheet/<int:number>/", spreadsheets.spreadsheet_file, name="spreadsheet_file"),
    path("<slug:code>/hand-over/", milestones.hand_over, name="hand_over"),
    path("<slug:code>/milestones/new/", milestones.milestone_new, name="milestone_new"),
    path("<slug:code>/recommendations/new/", recommendations.recommend, name="recommend"),
    path("<slug:code>/recommendations/<slug:key>/", recommendations.answer, name="answer"),
]
