"""The addresses of compacts."""

from django.urls import path

from wraparound.capabilities.compacts.views import (
    catalogue,
    drafting,
    lists,
    pages,
    promises,
    prospectuses,
    recognition,
    recognition_public,
    recognition_signing,
    sheets,
    signing,
)

app_name = "compacts"

OF_TEXT = "<int:number>/versions/<int:version>/"
OF_ONE = "<int:number>/recognition/<int:which>/"
SHOWN = "recognition/<str:token>/"

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
    path("keys/", recognition_public.keys, name="keys"),
    path("keys.json", recognition_public.keys_file, name="keys_file"),
    path("keys/<slug:sort>/<slug:code>/", recognition_signing.signing_key, name="signing_key"),
    path("thanks/<int:number>/", recognition_public.thanks, name="thanks"),
    path(SHOWN, recognition_public.recognition_public, name="recognition_public"),
    path(f"{SHOWN}statement.json", recognition_public.recognition_public_file, name="recognition_public_file"),
    path(f"{SHOWN}revocation.json", recognition_public.recognition_revocation, name="recognition_revocation"),
    path(f"{SHOWN}recognition.pdf", recognition_public.recognition_public_pdf, name="recognition_public_pdf"),
    path("<int:number>/", pages.compact, name="compact"),
    path("<int:number>/recognition/", recognition.recognition_list, name="recognition"),
    path("<int:number>/recognition/begin/", recognition.begin_recognition, name="begin_recognition"),
    path(OF_ONE, recognition.one_recognition, name="one_recognition"),
    path(f"{OF_ONE}write/", recognition.write_recognition, name="write_recognition"),
    path(f"{OF_ONE}figures/", recognition.draw_recognition, name="draw_recognition"),
    path(f"{OF_ONE}put-aside/", recognition.leave_recognition, name="leave_recognition"),
    path(f"{OF_ONE}thanks/ask/", recognition.ask_thanks, name="ask_thanks"),
    path(f"{OF_ONE}thanks/choose/", recognition.choose_thanks, name="choose_thanks"),
    path(f"{OF_ONE}agree/", recognition.agree_recognition, name="agree_recognition"),
    path(f"{OF_ONE}issue/", recognition_signing.issue_recognition, name="issue_recognition"),
    path(f"{OF_ONE}show/", recognition.show_recognition, name="show_recognition"),
    path(f"{OF_ONE}revoke/", recognition_signing.revoke_recognition, name="revoke_recognition"),
    path(f"{OF_ONE}recognition.json", recognition.recognition_file, name="recognition_file"),
    path(f"{OF_ONE}recognition.pdf", recognition.recognition_pdf, name="recognition_pdf"),
    path("<int:number>/parties/", drafting.parties, name="parties"),
    path("<int:number>/put-aside/", drafting.put_aside, name="put_aside"),
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
