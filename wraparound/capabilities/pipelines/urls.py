"""Addresses of pipelines."""

from django.urls import path

from wraparound.capabilities.pipelines.views import (
    cards,
    charts,
    holding,
    keeping,
    lists,
    own,
    plans,
    readiness,
    releases,
    succession,
)

app_name = "pipelines"
urlpatterns = [
    path("", lists.index, name="index"),
    path("posts.xlsx", lists.sheet, name="sheet"),
    path("views/", lists.views, name="views"),
    path("views/save/", lists.save_view, name="save_view"),
    path("views/<int:number>/remove/", lists.drop_view, name="drop_view"),
    path("posts/<int:number>/", plans.post, name="post"),
    path("posts/<int:number>/compare/", plans.compare, name="compare"),
    path("posts/<int:number>/history/", plans.post_history, name="post_history"),
    path("posts/<int:number>/successors/new/", succession.name_successor, name="name_successor"),
    path("successors/<int:number>/confirm/", succession.confirm_successor, name="confirm_successor"),
    path("successors/<int:number>/take-off/", succession.take_off, name="take_off"),
    path("organisations/<str:code>/posts/new/", keeping.new_post, name="new_post"),
    path("organisations/<str:code>/posts/usual/", keeping.usual_board, name="usual_board"),
    path("posts/<int:number>/edit/", keeping.edit_post, name="edit_post"),
    path("posts/<int:number>/close/", keeping.close_post, name="close_post"),
    path("posts/<int:number>/open/", keeping.open_post, name="open_post"),
    path("posts/<int:number>/holders/new/", holding.take_up, name="take_up"),
    path("holders/<int:number>/leave/", holding.leave, name="leave"),
    path("holders/<int:number>/correct/", holding.correct_holder, name="correct_holder"),
    path("holders/<int:number>/take-back/", holding.take_back_holder, name="take_back_holder"),
    path("organisations/<str:code>/chart/", charts.chart, name="chart"),
    path("posts/<int:number>/reports/", charts.reports, name="reports"),
    path("mine/", own.mine, name="mine"),
    path("mine/interests/", own.interests, name="interests"),
    path("releases/<int:number>/answer/", releases.answer_release, name="answer_release"),
    path("releases/", releases.releases, name="releases"),
    path("people/<uuid:key>/release/", releases.release, name="release"),
    path("releases/<int:number>/take-back/", releases.take_back_release, name="take_back_release"),
    path("people/", readiness.people, name="people"),
    path("people/<uuid:key>/", cards.card, name="card"),
    path("people/<uuid:key>/card.pdf", cards.card_pdf, name="card_pdf"),
    path("people/<uuid:key>/readiness/new/", readiness.agree_readiness, name="agree_readiness"),
    path("readiness/<int:number>/end/", readiness.end_readiness, name="end_readiness"),
]
