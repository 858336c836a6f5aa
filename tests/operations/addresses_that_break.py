"""The site's addresses, and two that break with somebody's address in what went wrong."""

from allauth.account.models import EmailAddress
from django.db import IntegrityError, transaction
from django.urls import path

from wraparound.web import urls


def broken(request, words):
    try:
        raise ValueError(f"“{words}” is not a number")
    except ValueError as trouble:
        raise IntegrityError(f"DETAIL: Key (email)=({words}) already exists.") from trouble


def taken(request, person):
    """As a database says it: on PostgreSQL the complaint quotes the row."""
    with transaction.atomic():
        for _ in range(2):
            EmailAddress.objects.create(user_id=person, email="telltale.quibblethorn@made-up.example")


urlpatterns = [
    path("breaks/<str:words>/", broken, name="breaks"),
    path("taken/<int:person>/", taken, name="taken"),
    *urls.urlpatterns,
]
handler400, handler403, handler404 = urls.handler400, urls.handler403, urls.handler404
handler429, handler500 = urls.handler429, urls.handler500
