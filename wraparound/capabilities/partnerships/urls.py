"""Addresses of partnerships."""

from django.urls import path

from wraparound.capabilities.partnerships.views import lists, own_words

app_name = "partnerships"
urlpatterns = [
    path("", lists.index, name="index"),
    path("<slug:code>/", own_words.place, name="place"),
    path("<slug:code>/needs/new/", own_words.say_need, name="say_need"),
    path("<slug:code>/needs/<int:number>/", own_words.need, name="need"),
    path("<slug:code>/needs/<int:number>/<slug:step>/", own_words.need_step, name="need_step"),
    path("<slug:code>/offers/new/", own_words.say_offer, name="say_offer"),
    path("<slug:code>/offers/<int:number>/", own_words.offer, name="offer"),
    path("<slug:code>/offers/<int:number>/<slug:step>/", own_words.offer_step, name="offer_step"),
]
