"""Addresses of partnerships."""

from django.urls import path

from wraparound.capabilities.partnerships.views import (
    agreements,
    arrangements,
    cohorts,
    followed,
    lists,
    own_words,
    people,
    proposing,
    regional,
    reviews,
    writing,
)

app_name = "partnerships"

OF_ONE = "agreements/<int:number>/"
OF_REVIEW = "agreements/<int:number>/reviews/<int:which>/"

urlpatterns = [
    path("", lists.index, name="index"),
    path("people/", people.people, name="people"),
    path("people/ask/", people.ask_person, name="ask_person"),
    path("people/not-with/", people.not_with, name="not_with"),
    path("people/pairs/<int:number>/", people.pair, name="pair"),
    path("people/pairs/<int:number>/answer/", people.pair_answer, name="pair_answer"),
    path("people/pairs/<int:number>/note/", people.pair_note, name="pair_note"),
    path("people/cohorts/<int:number>/", cohorts.cohort, name="cohort"),
    path("people/cohorts/<int:number>/wishes/", cohorts.wishes, name="wishes"),
    path("people/cohorts/<int:number>/leave/", cohorts.leave_cohort, name="leave_cohort"),
    path("people/organise/", cohorts.cohorts, name="cohorts"),
    path("people/organise/begin/", cohorts.begin_cohort, name="begin_cohort"),
    path("people/organise/<int:number>/", cohorts.organise, name="organise"),
    path("people/organise/<int:number>/pairs/", cohorts.make_pairs, name="make_pairs"),
    path("region/", regional.region, name="region"),
    path("followed/", followed.followed, name="followed"),
    path("arrangements/", arrangements.arrangements, name="arrangements"),
    path("arrangements/new/", arrangements.arrangement_new, name="arrangement_new"),
    path("arrangements/<int:number>/", arrangements.arrangement, name="arrangement"),
    path("arrangements/<int:number>/agree/", arrangements.arrangement_agree, name="arrangement_agree"),
    path("arrangements/<int:number>/end/", arrangements.arrangement_end, name="arrangement_end"),
    path("arrangements/<int:number>/take-back/", arrangements.arrangement_take_back, name="arrangement_take_back"),
    path("suggest/", agreements.suggest, name="suggest"),
    path(OF_ONE, agreements.agreement, name="agreement"),
    path("agreements/<int:number>.pdf", agreements.agreement_pdf, name="agreement_pdf"),
    path(f"{OF_ONE}answer/", agreements.answer, name="answer"),
    path(f"{OF_ONE}diagnosis/", writing.diagnosis, name="diagnosis"),
    path(f"{OF_ONE}together/", writing.joint, name="joint"),
    path(f"{OF_ONE}together/agree/", writing.agree_joint, name="agree_joint"),
    path(f"{OF_ONE}terms/", writing.terms, name="terms"),
    path(f"{OF_ONE}accept/", writing.accept, name="accept"),
    path(f"{OF_ONE}end/", writing.end, name="end"),
    path(OF_REVIEW, reviews.review, name="review"),
    path(f"{OF_REVIEW}write/", reviews.write_review, name="write_review"),
    path(f"{OF_REVIEW}note/", reviews.note, name="note"),
    path(f"{OF_REVIEW}note/agree/", reviews.agree_note, name="agree_note"),
    path(f"{OF_REVIEW}region/", reviews.publish, name="publish"),
    path("<slug:code>/propose/", agreements.propose, name="propose"),
    path("<slug:code>/", own_words.place, name="place"),
    path("<slug:code>/needs/new/", own_words.say_need, name="say_need"),
    path("<slug:code>/needs/<int:number>/", own_words.need, name="need"),
    path("<slug:code>/needs/<int:number>/<slug:step>/", own_words.need_step, name="need_step"),
    path("<slug:code>/offers/new/", own_words.say_offer, name="say_offer"),
    path("<slug:code>/offers/<int:number>/", own_words.offer, name="offer"),
    path("<slug:code>/offers/<int:number>/<slug:step>/", own_words.offer_step, name="offer_step"),
    path("<str:code>/proposals/", proposing.proposals, name="proposals"),
    path("<str:code>/proposals.xlsx", proposing.proposals_sheet, name="proposals_sheet"),
    path("<str:code>/proposals/<str:helper>/", proposing.proposal, name="proposal"),
]
