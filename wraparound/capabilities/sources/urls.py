"""The addresses of sources."""

from django.urls import path

from wraparound.capabilities.sources import views

app_name = "sources"
urlpatterns = [
    path("", views.index, name="index"),
    path("import/", views.preview, name="preview"),
    path("import/take/", views.take, name="take"),
    path("compare/", views.compare, name="compare"),
    path("<slug:release>/", views.release, name="release"),
    path("<slug:release>/<slug:table>/", views.table, name="table"),
    path("<slug:release>/<slug:table>.csv", views.file, name="file"),
    path("<slug:release>/<slug:table>/<int:row>/", views.row, name="row"),
]
