"""The addresses of people."""

from django.urls import path

from wraparound.people.views import lists, own

app_name = "people"
urlpatterns = [
    path("", lists.index, name="index"),
    path("organisations/", lists.organisations, name="organisations"),
    path("organisations/add/", lists.add_organisation, name="add_organisation"),
    path("organisations/<slug:code>/", lists.organisation, name="organisation"),
    path("roles/", lists.all_grants, name="grants"),
    path("roles/<int:number>/end/", lists.end_grant, name="end_grant"),
    path("invite/", lists.invite, name="invite"),
    path("me/", own.me, name="me"),
    path("me/sign-ins/", own.sign_ins, name="sign_ins"),
    path("me/sign-ins/<int:number>/end/", own.end_sign_in, name="end_sign_in"),
    path("me/tokens/", own.tokens, name="tokens"),
    path("me/tokens/<int:number>/end/", own.end_token, name="end_token"),
    path("accept/<str:secret>/", own.accept, name="accept"),
    path("first/<str:secret>/", own.first, name="first"),
    path("sign-in/as/", own.sign_in_as, name="sign_in_as"),
    path("<uuid:key>/", lists.person, name="person"),
    path("<uuid:key>/give/", lists.give, name="give"),
    path("<uuid:key>/belongs/", lists.add_membership, name="add_membership"),
    path("<uuid:key>/belongs/<slug:code>/end/", lists.end_membership, name="end_membership"),
    path("<uuid:key>/close/", lists.close, name="close"),
    path("<uuid:key>/invite/", lists.invite_again, name="invite_again"),
]
