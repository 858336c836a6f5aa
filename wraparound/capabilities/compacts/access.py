"""Who may see, write, comment on and sign a compact; who writes and reads a prospectus.

A compact belongs to its two sides. The region sees it where it is asked to sign, the centre where it is asked and the
text has been offered; a draft belongs to the side that writes it until it is shared.
"""

from wraparound.capabilities.compacts.terms.agreement import Party
from wraparound.capabilities.compacts.terms.attested import IssuerSort
from wraparound.people.access import Rule, To, anyone
from wraparound.people.terms.access import Purpose, Role, Scope

_ONE = frozenset({Scope.ORGANISATION})
_REGION = frozenset({Scope.REGION})
_NEAR = frozenset({Scope.ORGANISATION, Scope.PERSON})
CHAIR = To(Role.CHAIR, Purpose.COMPACT, _ONE)
REGIONAL = To(Role.REGIONAL_DIRECTOR, Purpose.COMPACT, _REGION)
NATIONAL = To(Role.NATIONAL_DIRECTOR, Purpose.COMPACT, frozenset({Scope.NATION}))
IMPROVEMENT_NEAR = To(Role.IMPROVEMENT_DIRECTOR, Purpose.COMPACT, _NEAR)
IMPROVEMENT_FAR = To(Role.IMPROVEMENT_DIRECTOR, Purpose.COMPACT, frozenset({Scope.REGION, Scope.NATION}))
CHIEF = To(Role.CHIEF_EXECUTIVE, Purpose.COMPACT, _ONE)

_READ = (
    "A compact is read by its leader, by the chair of the board, by the region and the centre where they are asked to "
    "sign, and by an improvement director for this purpose."
)
SEE_BOTH_SIDES = Rule(because=_READ, themselves=True, to=(CHAIR, IMPROVEMENT_NEAR))
SEE_WITH_REGION = Rule(because=_READ, to=(REGIONAL, IMPROVEMENT_FAR), operator=False)
SEE_WITH_CENTRE = Rule(because=_READ, to=(NATIONAL,), operator=False)
ACTS_FOR = {
    Party.LEADER: Rule(because="The leader acts for themselves.", themselves=True, operator=False),
    Party.BOARD: Rule(because="The chair acts for the board.", to=(CHAIR,), operator=False),
    Party.REGION: Rule(because="The regional director acts for the region.", to=(REGIONAL,), operator=False),
    Party.CENTRE: Rule(because="A national director acts for the centre.", to=(NATIONAL,), operator=False),
}
COMMENT_TOO = Rule(
    because="Improvement directors who may read a compact may comment on it.",
    to=(IMPROVEMENT_NEAR, IMPROVEMENT_FAR),
    operator=False,
)
START = Rule(
    because="A compact is begun by the chair of the board, by its leader, or by the regional director.",
    to=(CHAIR, CHIEF, REGIONAL),
    operator=False,
)
VERIFY = Rule(because=_READ, themselves=True, to=(CHAIR, IMPROVEMENT_NEAR, REGIONAL, IMPROVEMENT_FAR, NATIONAL))
WRITE_PROSPECTUS = Rule(
    because="A prospectus is written and published by the chair or the chief executive of the organisation.",
    to=(CHAIR, CHIEF),
    operator=False,
)
REVIEW_PROSPECTUS = Rule(
    because="A prospectus is read before it is published by the organisation, its region or its improvement director.",
    to=(CHAIR, CHIEF, REGIONAL, IMPROVEMENT_NEAR, IMPROVEMENT_FAR),
    operator=False,
)
KEEPS_KEYS = {
    IssuerSort.ORGANISATION: Rule(
        because="The keys of an organisation are looked after by the chair of its board.", to=(CHAIR,), operator=False
    ),
    IssuerSort.REGION: Rule(
        because="The keys of a region are looked after by its regional director.", to=(REGIONAL,), operator=False
    ),
}
KEEP_KEYS = Rule(
    because="Keys are looked after by the chair of the organisation, or by the regional director.",
    to=(CHAIR, REGIONAL),
    operator=False,
)
ASK_FOR_THANKS = Rule(
    because="Those who write a recognition ask colleagues of its leader for words of thanks.",
    signed_in=True,
    operator=False,
)
GIVE_THANKS = Rule(because="Whoever was asked for words of thanks knows for whom.", signed_in=True, operator=False)
SHOWN_BY_ITS_LEADER = anyone("Its leader shows this recognition to everybody who has its address.")
RUN_THE_CLOCK = Rule(because="What follows from a broken promise follows by itself, by the site's own clock.")
LOCK_ANEW = Rule(because="Whoever runs this site locks anew what is kept locked, and is shown none of it.")
CARRY_OVER = Rule(because="What was typed before posts were kept is pointed at posts by this site itself.")
OWN_OR_HELD = Rule(because=_READ, signed_in=True)
"""Opens the lists, which are then cut record by record."""
PUBLISHED = anyone("A published prospectus is for everybody who might apply.")
PUBLISHED_KEYS = anyone("Keys are published, so that anybody can verify what was signed with them.")
FACTS = anyone("What is known of support that is offered to leaders is public.")

RULES = {
    "index": anyone("What a compact is, and which posts have a prospectus, is public; compacts themselves are not."),
    "start": START,
    "compact": OWN_OR_HELD,
    "text": OWN_OR_HELD,
    "edit": OWN_OR_HELD,
    "basics": OWN_OR_HELD,
    "item": OWN_OR_HELD,
    "remove_item": OWN_OR_HELD,
    "share": OWN_OR_HELD,
    "answer": OWN_OR_HELD,
    "offer": OWN_OR_HELD,
    "leave_text": OWN_OR_HELD,
    "sign": OWN_OR_HELD,
    "comment": OWN_OR_HELD,
    "take_back_comment": OWN_OR_HELD,
    "compare": OWN_OR_HELD,
    "verify": OWN_OR_HELD,
    "patience": OWN_OR_HELD,
    "partnered": OWN_OR_HELD,
    "parties": OWN_OR_HELD,
    "put_aside": OWN_OR_HELD,
    "which_post": OWN_OR_HELD,
    "check_ins": OWN_OR_HELD,
    "check_in": OWN_OR_HELD,
    "take_back_check_in": OWN_OR_HELD,
    "confidant": OWN_OR_HELD,
    "confidant_answer": OWN_OR_HELD,
    "raise_it": OWN_OR_HELD,
    "raised_list": OWN_OR_HELD,
    "raised": OWN_OR_HELD,
    "undertaking": OWN_OR_HELD,
    "documents": OWN_OR_HELD,
    "document": OWN_OR_HELD,
    "review_held": OWN_OR_HELD,
    "ending": OWN_OR_HELD,
    "declare_ending": OWN_OR_HELD,
    "agree_ending": OWN_OR_HELD,
    "take_back_ending": OWN_OR_HELD,
    "begin_with_successor": OWN_OR_HELD,
    "statement": OWN_OR_HELD,
    "statement_version": OWN_OR_HELD,
    "write_statement": OWN_OR_HELD,
    "agree_statement": OWN_OR_HELD,
    "close_statement": OWN_OR_HELD,
    "statement_pdf": OWN_OR_HELD,
    "statement_json": OWN_OR_HELD,
    "verify_ending": OWN_OR_HELD,
    "reviews": OWN_OR_HELD,
    "review": OWN_OR_HELD,
    "review_words": OWN_OR_HELD,
    "review_record": OWN_OR_HELD,
    "review_pdf": OWN_OR_HELD,
    "review_step": OWN_OR_HELD,
    "new_criterion": OWN_OR_HELD,
    "criterion": OWN_OR_HELD,
    "edit_criterion": OWN_OR_HELD,
    "promises": OWN_OR_HELD,
    "promises_sheet": OWN_OR_HELD,
    "promises_import": OWN_OR_HELD,
    "catalogue": FACTS,
    "prospectuses": PUBLISHED,
    "prospectus": PUBLISHED,
    "prospectus_edition": PUBLISHED,
    "prospectus_pdf": PUBLISHED,
    "write_prospectus": WRITE_PROSPECTUS,
    "edit_prospectus": REVIEW_PROSPECTUS,
    "new_edition": WRITE_PROSPECTUS,
    "send_for_review": WRITE_PROSPECTUS,
    "review_prospectus": REVIEW_PROSPECTUS,
    "publish": WRITE_PROSPECTUS,
    "withdraw": WRITE_PROSPECTUS,
    "which_post_of_prospectus": WRITE_PROSPECTUS,
    "recognition": OWN_OR_HELD,
    "begin_recognition": OWN_OR_HELD,
    "one_recognition": OWN_OR_HELD,
    "write_recognition": OWN_OR_HELD,
    "draw_recognition": OWN_OR_HELD,
    "leave_recognition": OWN_OR_HELD,
    "ask_thanks": OWN_OR_HELD,
    "choose_thanks": OWN_OR_HELD,
    "agree_recognition": OWN_OR_HELD,
    "issue_recognition": OWN_OR_HELD,
    "show_recognition": OWN_OR_HELD,
    "revoke_recognition": OWN_OR_HELD,
    "recognition_file": OWN_OR_HELD,
    "recognition_pdf": OWN_OR_HELD,
    "thanks": GIVE_THANKS,
    "recognition_public": SHOWN_BY_ITS_LEADER,
    "recognition_public_file": SHOWN_BY_ITS_LEADER,
    "recognition_public_pdf": SHOWN_BY_ITS_LEADER,
    "recognition_revocation": SHOWN_BY_ITS_LEADER,
    "keys": PUBLISHED_KEYS,
    "keys_file": PUBLISHED_KEYS,
    "signing_key": KEEP_KEYS,
    "api_recognitions": OWN_OR_HELD,
    "api_recognition": OWN_OR_HELD,
    "api_recognition_public": SHOWN_BY_ITS_LEADER,
    "api_keys": PUBLISHED_KEYS,
    "api_compacts": OWN_OR_HELD,
    "api_compact": OWN_OR_HELD,
    "api_text": OWN_OR_HELD,
    "api_compare": OWN_OR_HELD,
    "api_verify": OWN_OR_HELD,
    "api_patience": OWN_OR_HELD,
    "api_documents": OWN_OR_HELD,
    "api_document": OWN_OR_HELD,
    "api_ending": OWN_OR_HELD,
    "api_verify_ending": OWN_OR_HELD,
    "api_promises": OWN_OR_HELD,
    "api_reviews": OWN_OR_HELD,
    "api_review": OWN_OR_HELD,
    "api_check_ins": OWN_OR_HELD,
    "api_raised": OWN_OR_HELD,
    "api_catalogue": FACTS,
    "api_prospectuses": PUBLISHED,
    "api_prospectus": PUBLISHED,
}
