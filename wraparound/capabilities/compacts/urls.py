"""The addresses of compacts."""

from django.urls import path

from wraparound.capabilities.compacts.views import (
    catalogue,
    drafting,
    endings,
    lists,
    pages,
    promises,
    prospectuses,
    sheets,
    signing,
    statements,
)

app_name = "compacts"

OF_TEXT = "<int:number>/versions/<int:version>/"

urlpatterns = [
    path("", lists.index, name="index"),
    path("begin/<slug:code>/", drafting.start, name="start"),
    path("catalogue/", catalogue.catalogue, name="catalogue"),
    path("promises/", promises.promises, name="promises"),
    path("promises.xlsx", sheets.promises_sheet, name="promises_sheet"),
    path("promises/import/", sheets.promises_import, name="promises_import"),
    path("promises/<int:number>/", promises.undertaking, name="undertaking"),
    path("prospectuses/", prospectuses.prospectuses, name="prospectuses"),
    path("prospectuses/write/<slug:code>/", prospectuses.write_prospectus, name="write_prospectus"),
    path("prospectuses/<int:number>/", prospectuses.prospectus, name="prospectus"),
    path(
        "prospectuses/<int:number>/editions/<int:edition>/", prospectuses.prospectus_edition, name="prospectus_edition"
    ),
    path("prospectuses/<int:number>/editions/<int:edition>.pdf", prospectuses.prospectus_pdf, name="prospectus_pdf"),
    path("prospectuses/<int:number>/edit/", prospectuses.edit_prospectus, name="edit_prospectus"),
    path("prospectuses/<int:number>/edition/new/", prospectuses.new_edition, name="new_edition"),
    path("prospectuses/<int:number>/send/", prospectuses.send_for_review, name="send_for_review"),
    path("prospectuses/<int:number>/review/", prospectuses.review_prospectus, name="review_prospectus"),
    path("prospectuses/<int:number>/publish/", prospectuses.publish, name="publish"),
    path("prospectuses/<int:number>/withdraw/", prospectuses.withdraw, name="withdraw"),
    path("<int:number>/", pages.compact, name="compact"),
    path("<int:number>/parties/", drafting.parties, name="parties"),
    path("<int:number>/put-aside/", drafting.put_aside, name="put_aside"),
    path("<int:number>/ending/", endings.ending, name="ending"),
    path("<int:number>/ending/declare/", endings.declare_ending, name="declare_ending"),
    path("<int:number>/ending/agree/", endings.agree_ending, name="agree_ending"),
    path("<int:number>/ending/take-back/", endings.take_back_ending, name="take_back_ending"),
    path("<int:number>/ending/successor/", endings.begin_with_successor, name="begin_with_successor"),
    path("<int:number>/ending/verify/", endings.verify_ending, name="verify_ending"),
    path("<int:number>/ending/statement/", statements.statement, name="statement"),
    path("<int:number>/ending/statement/<int:version>/", statements.statement_version, name="statement_version"),
    path("<int:number>/ending/statement/write/", statements.write_statement, name="write_statement"),
    path("<int:number>/ending/statement/agree/", statements.agree_statement, name="agree_statement"),
    path("<int:number>/ending/statement/close/", statements.close_statement, name="close_statement"),
    path("<int:number>/ending/statement.pdf", statements.statement_pdf, name="statement_pdf"),
    path("<int:number>/ending/statement.json", statements.statement_json, name="statement_json"),
    path("<int:number>/compare/", pages.compare, name="compare"),
    path("<int:number>/reviews/<int:effect>/held/", promises.review_held, name="review_held"),
    path("<int:number>/comments/<int:comment>/take-back/", drafting.take_back_comment, name="take_back_comment"),
    path(OF_TEXT, pages.text, name="text"),
    path(f"{OF_TEXT}verify/", pages.verify, name="verify"),
    path(f"{OF_TEXT}edit/", drafting.edit, name="edit"),
    path(f"{OF_TEXT}basics/", drafting.basics, name="basics"),
    path(f"{OF_TEXT}<slug:part>/<slug:key>/", drafting.item, name="item"),
    path(f"{OF_TEXT}<slug:part>/<slug:key>/take-out/", drafting.remove_item, name="remove_item"),
    path(f"{OF_TEXT}share/", drafting.share, name="share"),
    path(f"{OF_TEXT}answer/", drafting.answer, name="answer"),
    path(f"{OF_TEXT}leave/", drafting.leave_text, name="leave_text"),
    path(f"{OF_TEXT}comment/", drafting.comment, name="comment"),
    path(f"{OF_TEXT}offer/", signing.offer, name="offer"),
    path(f"{OF_TEXT}sign/", signing.sign, name="sign"),
]
