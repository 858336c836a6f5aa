"""Addresses of equality."""

from django.urls import path

from wraparound.capabilities.equality.views import acting, figures, monitoring, own, parts, requirements

app_name = "equality"

urlpatterns = [
    path("", own.index, name="index"),
    path("mine/", own.mine, name="mine"),
    path("mine/change/", own.change, name="change"),
    path("mine/withdraw/", own.withdraw, name="withdraw"),
    path("mine/objection/", own.objection, name="objection"),
    path("mine/equality.json", own.mine_file, name="mine_file"),
    path("figures/", figures.figures, name="figures"),
    path("figures/nation/", figures.figures_nation, name="figures_nation"),
    path("figures/regions/<str:code>/", figures.figures_region, name="figures_region"),
    path("figures/organisations/<str:code>/", figures.figures_organisation, name="figures_organisation"),
    path("figures/regions/<str:code>/returns.xlsx", figures.figures_region_sheet, name="figures_region_sheet"),
    path(
        "figures/organisations/<str:code>/returns.xlsx",
        figures.figures_organisation_sheet,
        name="figures_organisation_sheet",
    ),
    path("actions/", acting.actions, name="actions"),
    path("actions/organisations/<str:code>/", acting.actions_organisation, name="actions_organisation"),
    path("actions/regions/<str:code>/", acting.actions_region, name="actions_region"),
    path("requirements/", requirements.requirements, name="requirements"),
    path(
        "requirements/organisations/<str:code>/",
        requirements.requirements_organisation,
        name="requirements_organisation",
    ),
    path("parts/", parts.parts, name="parts"),
    path("parts/organisations/<str:code>/", parts.parts_organisation, name="parts_organisation"),
    path("parts/organisations/<str:code>/<slug:part>/off/", parts.part_off, name="part_off"),
    path("parts/organisations/<str:code>/<slug:part>/on/", parts.part_on, name="part_on"),
    path("monitoring/", monitoring.monitoring, name="monitoring"),
    path("monitoring/of/<str:code>/", monitoring.monitoring_new, name="monitoring_new"),
    path("monitoring/of/<str:code>/objected/", monitoring.monitoring_objected, name="monitoring_objected"),
    path("monitoring/template/<str:sheet>.xlsx", monitoring.monitoring_template, name="monitoring_template"),
    path("monitoring/<int:number>/", monitoring.monitoring_look, name="monitoring_look"),
    path("monitoring/<int:number>/count/", monitoring.monitoring_count, name="monitoring_count"),
    path("monitoring/<int:number>/undo/", monitoring.monitoring_undo, name="monitoring_undo"),
]
