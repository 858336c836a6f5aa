"""The addresses of compacts."""

from django.urls import path

from wraparound.capabilities.compacts.views import (
    catalogue,
    check_ins,
    drafting,
    lists,
    pages,
    promises,
    prospectuses,
    raised,
    sheets,
    signing,
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
    path("<int:number>/compare/", pages.compare, name="compare"),
    path("<int:number>/reviews/<int:effect>/held/", promises.review_held, name="review_held"),
    path("<int:number>/comments/<int:comment>/take-back/", drafting.take_back_comment, name="take_back_comment"),
    path("<int:number>/check-ins/", check_ins.check_ins, name="check_ins"),
    path("<int:number>/check-ins/<int:entry>/", check_ins.check_in, name="check_in"),
    path("<int:number>/check-ins/<int:entry>/take-back/", check_ins.take_back_check_in, name="take_back_check_in"),
    path("<int:number>/check-ins/person/", check_ins.confidant, name="confidant"),
    path("<int:number>/check-ins/person/answer/", check_ins.confidant_answer, name="confidant_answer"),
    path("<int:number>/check-ins/raise/", raised.raise_it, name="raise_it"),
    path("<int:number>/raised/", raised.raised_list, name="raised_list"),
    path("<int:number>/raised/<int:which>/", raised.raised, name="raised"),
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
