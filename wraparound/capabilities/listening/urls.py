"""Addresses of listening."""

from django.urls import path

from wraparound.capabilities.listening.views import calls, evidence, joined, pulses, themes

app_name = "listening"

urlpatterns = [
    path("", pulses.index, name="index"),
    path("new/", pulses.new, name="new"),
    path("how-often/", pulses.how_often, name="how_often"),
    path("pulses/<int:number>/", pulses.pulse, name="pulse"),
    path("pulses/<int:number>/answer/", pulses.answer, name="answer"),
    path("pulses/<int:number>/words/", pulses.words, name="words"),
    path("pulses/<int:number>/words/themes/", themes.themes, name="themes"),
    path("pulses/<int:number>/done/", pulses.did, name="did"),
    path("pulses/<int:number>/done/<int:done>/milestones/", joined.milestones, name="milestones"),
    path("pulses/<int:number>/milestones/<int:joined>/take-back/", joined.take_back, name="take_back"),
    path("calls/", calls.calls, name="calls"),
    path("calls/new/", evidence.call_new, name="call_new"),
    path("calls/receipt/", calls.receipt, name="receipt"),
    path("calls/<int:number>/", calls.call, name="call"),
    path("calls/<int:number>/by/<str:token>/", calls.call_by_link, name="call_by_link"),
    path("calls/<int:number>/read/", evidence.call_read, name="call_read"),
    path("calls/<int:number>/documents/<int:document>/", evidence.call_document, name="call_document"),
    path("calls/<int:number>/themes/", evidence.call_themes, name="call_themes"),
    path("calls/<int:number>/heard/", evidence.call_heard, name="call_heard"),
    path("calls/<int:number>/sent/<int:piece>/take-out/", evidence.call_take_out, name="call_take_out"),
    path("calls/<int:number>/close/", evidence.call_close, name="call_close"),
    path("calls/<int:number>/reopen/", evidence.call_reopen, name="call_reopen"),
]
