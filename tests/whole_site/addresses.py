"""Every address of the site, with one that answers for each pattern."""

from collections.abc import Iterator

from django.urls import URLPattern, URLResolver, get_resolver

RELEASE = "2026-11-23"

# One real address for each pattern, kept here on purpose: one that vanishes, or a new one without an entry, is red.
EXAMPLES = {
    "home": "/",
    "about": "/about/",
    "health": "/health/",
    "ready": "/ready/",
    "api-guide": "/api/",
    "openapi": "/api/openapi.json",
    "expectations:index": "/expectations/",
    "expectations:suggestions": "/expectations/suggestions/?q=shrews",
    "expectations:recovery": "/expectations/recovery/",
    "expectations:regime": "/expectations/recovery/quality_special_measures/",
    "expectations:trust": "/expectations/RXW/",
    "expectations:target": "/expectations/RXW/target/?measure=ae_4hour_major&target=78&by=2028-03",
    "expectations:brief_pdf": "/expectations/RXW/brief.pdf",
    "expectations:brief_word": "/expectations/RXW/brief.docx",
    "expectations:targets": "/expectations/targets/",
    "expectations:comparators": "/expectations/RXW/comparators/?measure=ae_4hour_major",
    "expectations:backtest": "/expectations/backtest/",
    "expectations:ratings": "/expectations/ratings/",
    "compacts:index": "/compacts/",
    "compacts:catalogue": "/compacts/catalogue/",
    "compacts:prospectuses": "/compacts/prospectuses/",
    "api:api_catalogue": "/api/compacts/catalogue",
    "api:api_prospectuses": "/api/compacts/prospectuses",
    "sources:index": "/sources/",
    "sources:preview": "/sources/import/",
    "sources:compare": "/sources/compare/",
    "sources:release": f"/sources/{RELEASE}/",
    "sources:table": f"/sources/{RELEASE}/regime_spells/",
    "sources:file": f"/sources/{RELEASE}/regime_spells.csv",
    "sources:row": f"/sources/{RELEASE}/regime_spells/40/",
    "api:api_regimes": "/api/expectations/recovery",
    "api:api_recovery": "/api/expectations/recovery/quality_special_measures",
    "api:api_spells": "/api/expectations/recovery/quality_special_measures/spells",
    "api:api_trusts": "/api/expectations/trusts?q=shrews",
    "api:api_trust": "/api/expectations/trusts/RXW",
    "api:api_brief": "/api/expectations/trusts/RXW/brief",
    "api:api_forecast": "/api/expectations/trusts/RXW/forecast/ae_4hour_all_types",
    "api:api_check": "/api/expectations/trusts/RXW/check/ae_4hour_major?target=78&by=2028-03",
    "api:api_comparators": "/api/expectations/trusts/RXW/comparators/ae_4hour_major",
    "api:api_backtests": "/api/expectations/backtest",
    "api:api_ratings": "/api/expectations/ratings",
    "api:api_releases": "/api/sources/releases",
    "api:api_release": f"/api/sources/releases/{RELEASE}",
    "api:api_rows": f"/api/sources/releases/{RELEASE}/regime_spells",
    "api:api_compare": f"/api/sources/compare/{RELEASE}/{RELEASE}",
    "api:api_row": f"/api/sources/releases/{RELEASE}/regime_spells/40",
}

# What needs somebody signed in, or belongs to signing in. Keys and codes are those of tests/whole_site/world.py.
KEY = "00000000-0000-0000-0000-000000000001"
WITH_A_PERSON = {
    "today": "/today/",
    "people:index": "/people/",
    "people:person": f"/people/{KEY}/",
    "people:give": f"/people/{KEY}/give/",
    "people:add_membership": f"/people/{KEY}/belongs/",
    "people:organisations": "/people/organisations/",
    "people:organisation": "/people/organisations/N1/",
    "people:add_organisation": "/people/organisations/add/",
    "people:grants": "/people/roles/",
    "people:invite": "/people/invite/",
    "people:me": "/people/me/",
    "people:my_looks": "/people/me/looks/",
    "people:my_history": "/people/me/history/",
    "people:my_name": "/people/me/name/",
    "people:leave": "/people/me/leave/",
    "people:contests": "/people/contests/",
    "people:holds": "/people/holds/",
    "people:history": f"/people/{KEY}/history/",
    "people:organisation_history": "/people/organisations/N1/history/",
    "people:audit": "/people/audit/",
    "people:audit_looks": "/people/audit/looks/",
    "people:controllers": "/people/controllers/",
    "people:transfer": "/people/controllers/transfer/",
    "people:background": "/people/background/",
    "people:retention": "/people/retention/",
    "people:sign_ins": "/people/me/sign-ins/",
    "people:tokens": "/people/me/tokens/",
    "prove": "/people/sign-in/once-more/",
    "compacts:promises": "/compacts/promises/",
    "compacts:promises_import": "/compacts/promises/import/",
    "api:api_compacts": "/api/compacts/",
    "api:api_promises": "/api/compacts/promises",
    "mfa_index": "/people/me/second-factor/",
    "socialaccount_connections": "/people/me/other-sign-ins/",
    "account_set_password": "/people/me/password/first/",
    "api:api_people": "/api/people/",
    "api:api_me": "/api/people/me",
    "api:api_my_record": "/api/people/me/record",
    "api:api_my_looks": "/api/people/me/looks",
    "api:api_my_history": "/api/people/me/history",
    "api:api_looks": "/api/people/looks",
    "api:api_background": "/api/people/background",
    "api:api_history": f"/api/people/{KEY}/history",
    "api:api_organisations": "/api/people/organisations",
    "api:api_organisation": "/api/people/organisations/N1",
    "api:api_grants": "/api/people/grants",
    "api:api_person": f"/api/people/{KEY}",
}
FILES_OF_A_PERSON = {
    "people:my_data": "/people/me/data.json",
    "people:my_sheet": "/people/me/data.xlsx",
    "compacts:promises_sheet": "/compacts/promises.xlsx",
    "people:sheet": "/people/people.xlsx",
    "people:audit_sheet": "/people/audit/changes.xlsx",
}
# What only somebody has who has something to contest, or somebody to tell; kept by numbers that nobody has here.
OF_ONE_ENTRY = {
    "people:contest": "/people/contest/membership/999999/",
    "people:correct_membership": f"/people/{KEY}/belongs/999999/correct/",
    "people:remove": f"/people/{KEY}/remove/",
    "people:answer": "/people/contests/999999/",
    "people:conversations": f"/people/{KEY}/conversations/",
    "people:outcome": "/people/conversations/999999/",
}
# Of one compact or prospectus, by its number; test_attack.py puts the number of one that is there.
ONE = "999999"
OF_A_COMPACT = {
    "compacts:compact": f"/compacts/{ONE}/",
    "compacts:text": f"/compacts/{ONE}/versions/1/",
    "compacts:verify": f"/compacts/{ONE}/versions/1/verify/",
    "compacts:compare": f"/compacts/{ONE}/compare/",
    "compacts:undertaking": f"/compacts/promises/{ONE}/",
    "compacts:check_ins": f"/compacts/{ONE}/check-ins/",
    "compacts:check_in": f"/compacts/{ONE}/check-ins/999999/",
    "compacts:confidant": f"/compacts/{ONE}/check-ins/person/",
    "compacts:raise_it": f"/compacts/{ONE}/check-ins/raise/",
    "compacts:raised_list": f"/compacts/{ONE}/raised/",
    "compacts:raised": f"/compacts/{ONE}/raised/999999/",
    "compacts:edit": f"/compacts/{ONE}/versions/1/edit/",
    "compacts:basics": f"/compacts/{ONE}/versions/1/basics/",
    "compacts:item": f"/compacts/{ONE}/versions/1/results/r1/",
    "compacts:answer": f"/compacts/{ONE}/versions/1/answer/",
    "compacts:sign": f"/compacts/{ONE}/versions/1/sign/",
    "compacts:parties": f"/compacts/{ONE}/parties/",
    "compacts:start": "/compacts/begin/N1/",
    "compacts:prospectus": f"/compacts/prospectuses/{ONE}/",
    "compacts:prospectus_edition": f"/compacts/prospectuses/{ONE}/editions/1/",
    "compacts:prospectus_pdf": f"/compacts/prospectuses/{ONE}/editions/1.pdf",
    "compacts:write_prospectus": "/compacts/prospectuses/write/N1/",
    "compacts:edit_prospectus": f"/compacts/prospectuses/{ONE}/edit/",
    "compacts:review_prospectus": f"/compacts/prospectuses/{ONE}/review/",
    "api:api_compact": f"/api/compacts/{ONE}",
    "api:api_text": f"/api/compacts/{ONE}/versions/1",
    "api:api_compare": f"/api/compacts/{ONE}/compare?before=1&after=1",
    "api:api_verify": f"/api/compacts/{ONE}/verify",
    "api:api_check_ins": f"/api/compacts/{ONE}/check-ins",
    "api:api_raised": f"/api/compacts/{ONE}/raised",
    "api:api_prospectus": f"/api/compacts/prospectuses/{ONE}",
}
SENT_TO_A_COMPACT = {
    "compacts:remove_item": f"/compacts/{ONE}/versions/1/results/r1/take-out/",
    "compacts:share": f"/compacts/{ONE}/versions/1/share/",
    "compacts:leave_text": f"/compacts/{ONE}/versions/1/leave/",
    "compacts:comment": f"/compacts/{ONE}/versions/1/comment/",
    "compacts:offer": f"/compacts/{ONE}/versions/1/offer/",
    "compacts:put_aside": f"/compacts/{ONE}/put-aside/",
    "compacts:take_back_comment": f"/compacts/{ONE}/comments/999999/take-back/",
    "compacts:review_held": f"/compacts/{ONE}/reviews/999999/held/",
    "compacts:take_back_check_in": f"/compacts/{ONE}/check-ins/999999/take-back/",
    "compacts:confidant_answer": f"/compacts/{ONE}/check-ins/person/answer/",
    "compacts:new_edition": f"/compacts/prospectuses/{ONE}/edition/new/",
    "compacts:send_for_review": f"/compacts/prospectuses/{ONE}/send/",
    "compacts:publish": f"/compacts/prospectuses/{ONE}/publish/",
    "compacts:withdraw": f"/compacts/prospectuses/{ONE}/withdraw/",
}
AT_THE_DOOR = {
    "account_login": "/people/sign-in/",
    "account_signed_out": "/people/sign-out/there/",
    "account_inactive": "/people/sign-in/closed/",
    "account_reset_password": "/people/password/new/",
    "account_reset_password_done": "/people/password/new/sent/",
    "account_reset_password_from_key_done": "/people/password/new/done/",
    "account_reset_password_from_key": "/people/password/new/1-set-password/",
    "socialaccount_login_error": "/people/sign-in/elsewhere/refused/",
    "socialaccount_login_cancelled": "/people/sign-in/elsewhere/cancelled/",
}
LEAD_ON = {
    "account_logout": "/people/sign-out/",
    "account_signup": "/people/sign-up/",
    "account_reauthenticate": "/people/sign-in/again/",
    "account_change_password": "/people/me/password/",
    "mfa_authenticate": "/people/sign-in/code/",
    "mfa_reauthenticate": "/people/sign-in/again/code/",
    "mfa_activate_totp": "/people/me/second-factor/on/",
    "mfa_deactivate_totp": "/people/me/second-factor/off/",
    "mfa_view_recovery_codes": "/people/me/second-factor/recovery/",
    "mfa_generate_recovery_codes": "/people/me/second-factor/recovery/new/",
    "mfa_download_recovery_codes": "/people/me/second-factor/recovery/codes.txt",
    "socialaccount_signup": "/people/sign-in/elsewhere/unknown/",
    "openid_connect_login": "/people/sign-in/elsewhere/elsewhere/",
    "openid_connect_callback": "/people/sign-in/elsewhere/elsewhere/back/",
    "people:accept": "/people/accept/nothing/",
    "people:first": "/people/first/nothing/",
}

# What only takes something sent to it, and pages that do so as well.
SENT_TO = {
    "api:api_targets": "/api/expectations/targets",
    "sources:take": "/sources/import/take/",
    "people:sign_in_as": "/people/sign-in/as/",
    "people:end_grant": "/people/roles/1/end/",
    "people:end_sign_in": "/people/me/sign-ins/999999/end/",
    "people:end_token": "/people/me/tokens/999999/end/",
    "people:invite_again": f"/people/{KEY}/invite/",
    "people:end_membership": f"/people/{KEY}/belongs/N1/end/",
    "people:close": f"/people/{KEY}/close/",
    "people:hold": f"/people/{KEY}/hold/",
    "people:release_hold": "/people/holds/999999/release/",
    "people:withdraw": "/people/contests/999999/withdraw/",
    "people:again": "/people/background/999999/again/",
}
TAKE_POST = {"/expectations/targets/", "/sources/import/"}

PAGES = [address for name, address in EXAMPLES.items() if not name.startswith("api:") and name not in (
    "expectations:brief_pdf",
    "expectations:brief_word",
    "openapi", "expectations:suggestions", "sources:file", "health", "ready"
)]  # fmt: skip


EVERY_ADDRESS = {
    **EXAMPLES,
    **WITH_A_PERSON,
    **FILES_OF_A_PERSON,
    **OF_ONE_ENTRY,
    **OF_A_COMPACT,
    **AT_THE_DOOR,
    **LEAD_ON,
    **SENT_TO,
    **SENT_TO_A_COMPACT,
}
PAGES_WITH_A_PERSON = [address for name, address in WITH_A_PERSON.items() if not name.startswith("api:")]


def named_patterns(resolver: URLResolver | None = None, prefix: str = "") -> Iterator[tuple[str, URLPattern]]:
    """Every pattern with its full name."""
    for one in (resolver or get_resolver()).url_patterns:
        if isinstance(one, URLResolver):
            yield from named_patterns(one, f"{one.namespace}:" if one.namespace else prefix)
        else:
            yield f"{prefix}{one.name}", one
