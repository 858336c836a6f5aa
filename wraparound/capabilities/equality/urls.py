"""Addresses of equality."""

from django.urls import path

from wraparound.capabilities.equality.views import adjustments, figures, monitoring, own, programmes

app_name = "equality"

urlpatterns = [
    path("", own.index, name="index"),
    path("mine/", own.mine, name="mine"),
    path("mine/change/", own.change, name="change"),
    path("mine/withdraw/", own.withdraw, name="withdraw"),
    path("mine/objection/", own.objection, name="objection"),
    path("mine/equality.json", own.mine_file, name="mine_file"),
    path("mine/adjustments/", adjustments.adjustments, name="adjustments"),
    path("mine/adjustments/change/", adjustments.adjustments_change, name="adjustments_change"),
    path("mine/adjustments/release/", adjustments.adjustments_release, name="adjustments_release"),
    path("mine/adjustments/<str:key>/take-back/", adjustments.adjustments_take_back, name="adjustments_take_back"),
    path("released/", adjustments.released, name="released"),
    path("released/<str:key>/", adjustments.released_read, name="released_read"),
    path("programmes/", programmes.programmes, name="programmes"),
    path("programmes/new/", programmes.programme_new, name="programme_new"),
    path("programmes/<int:number>/", programmes.programme, name="programme"),
    path("programmes/<int:number>/fit/", programmes.programme_fit, name="programme_fit"),
    path("programmes/<int:number>/join/", programmes.programme_join, name="programme_join"),
    path("programmes/<int:number>/withdraw/", programmes.programme_withdraw, name="programme_withdraw"),
    path("programmes/<int:number>/asked/", programmes.programme_asked, name="programme_asked"),
    path("programmes/<int:number>/asked/<str:key>/", programmes.programme_answer, name="programme_answer"),
    path("programmes/<int:number>/take-over/", programmes.programme_take_over, name="programme_take_over"),
    path("programmes/<int:number>/close/", programmes.programme_close, name="programme_close"),
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
    path("monitoring/", monitoring.monitoring, name="monitoring"),
    path("monitoring/of/<str:code>/", monitoring.monitoring_new, name="monitoring_new"),
    path("monitoring/of/<str:code>/objected/", monitoring.monitoring_objected, name="monitoring_objected"),
    path("monitoring/template/<str:sheet>.xlsx", monitoring.monitoring_template, name="monitoring_template"),
    path("monitoring/<int:number>/", monitoring.monitoring_look, name="monitoring_look"),
    path("monitoring/<int:number>/count/", monitoring.monitoring_count, name="monitoring_count"),
    path("monitoring/<int:number>/undo/", monitoring.monitoring_undo, name="monitoring_undo"),
]
