"""The addresses of expectations."""

from django.urls import path, register_converter

from wraparound.capabilities.expectations import views


class OdsCode:
    """Three to five letters and digits, in any case; the view makes them capitals."""

    regex = "[A-Za-z0-9]{3,5}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(OdsCode, "ods_code")

app_name = "expectations"
urlpatterns = [
    path("", views.index, name="index"),
    path("suggestions/", views.suggestions, name="suggestions"),
    path("recovery/", views.recovery, name="recovery"),
    path("recovery/<slug:regime>/", views.regime, name="regime"),
    path("targets/", views.targets, name="targets"),
    path("backtest/", views.backtest, name="backtest"),
    path("ratings/", views.ratings, name="ratings"),
    path("<ods_code:code>/", views.trust, name="trust"),
    path("<ods_code:code>/target/", views.target, name="target"),
    path("<ods_code:code>/brief.pdf", views.brief_pdf, name="brief_pdf"),
    path("<ods_code:code>/brief.docx", views.brief_word, name="brief_word"),
    path("<ods_code:code>/comparators/", views.comparators, name="comparators"),
]
