"""Addresses of partnerships."""

from django.urls import path

from wraparound.capabilities.partnerships.views import arrangements, followed, lists

app_name = "partnerships"
urlpatterns = [
    path("", lists.index, name="index"),
    path("followed/", followed.followed, name="followed"),
    path("arrangements/", arrangements.arrangements, name="arrangements"),
    path("arrangements/new/", arrangements.arrangement_new, name="arrangement_new"),
    path("arrangements/<int:number>/", arrangements.arrangement, name="arrangement"),
    path("arrangements/<int:number>/agree/", arrangements.arrangement_agree, name="arrangement_agree"),
    path("arrangements/<int:number>/end/", arrangements.arrangement_end, name="arrangement_end"),
    path("arrangements/<int:number>/take-back/", arrangements.arrangement_take_back, name="arrangement_take_back"),
]
