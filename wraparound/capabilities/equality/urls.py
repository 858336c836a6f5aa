"""Addresses of equality."""

from django.urls import path

from wraparound.capabilities.equality.views import figures, monitoring, own, parity, survey

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
    path("figures/nation/parity/", parity.parity_nation, name="parity_nation"),
    path("figures/regions/<str:code>/parity/", parity.parity_region, name="parity_region"),
    path("figures/organisations/<str:code>/parity/", parity.parity_organisation, name="parity_organisation"),
    path("figures/nation/parity.xlsx", parity.parity_nation_sheet, name="parity_nation_sheet"),
    path("figures/regions/<str:code>/parity.xlsx", parity.parity_region_sheet, name="parity_region_sheet"),
    path(
        "figures/organisations/<str:code>/parity.xlsx",
        parity.parity_organisation_sheet,
        name="parity_organisation_sheet",
    ),
    path(
        "figures/regions/<str:code>/<str:standard>-return.docx",
        figures.figures_region_paper,
        name="figures_region_paper",
    ),
    path(
        "figures/organisations/<str:code>/<str:standard>-return.docx",
        figures.figures_organisation_paper,
        name="figures_organisation_paper",
    ),
    path("published/", survey.survey, name="survey"),
    path("published/of/<str:code>/survey/", survey.survey_new, name="survey_new"),
    path("published/of/<str:code>/board/", survey.board_new, name="board_new"),
    path("published/survey.xlsx", survey.survey_template, name="survey_template"),
    path("published/survey/<int:number>/", survey.survey_look, name="survey_look"),
    path("published/survey/<int:number>/show/", survey.survey_show, name="survey_show"),
    path("published/survey/<int:number>/undo/", survey.survey_undo, name="survey_undo"),
    path("published/board/<int:number>/undo/", survey.board_undo, name="board_undo"),
    path("monitoring/", monitoring.monitoring, name="monitoring"),
    path("monitoring/of/<str:code>/", monitoring.monitoring_new, name="monitoring_new"),
    path("monitoring/of/<str:code>/objected/", monitoring.monitoring_objected, name="monitoring_objected"),
    path("monitoring/template/<str:sheet>.xlsx", monitoring.monitoring_template, name="monitoring_template"),
    path("monitoring/<int:number>/", monitoring.monitoring_look, name="monitoring_look"),
    path("monitoring/<int:number>/count/", monitoring.monitoring_count, name="monitoring_count"),
    path("monitoring/<int:number>/undo/", monitoring.monitoring_undo, name="monitoring_undo"),
]
