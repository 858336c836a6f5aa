"""The addresses of sign-in, under the names by which the package looks for them."""

from django.urls import path, re_path

from wraparound.web.sign_in.views import PAGES, page, prove

AT = {
    "account_login": "sign-in/",
    "account_logout": "sign-out/",
    "account_signed_out": "sign-out/there/",
    "account_inactive": "sign-in/closed/",
    "account_signup": "sign-up/",
    "account_reset_password": "password/new/",
    "account_reset_password_done": "password/new/sent/",
    "account_reset_password_from_key_done": "password/new/done/",
    "account_reauthenticate": "sign-in/again/",
    "account_change_password": "me/password/",
    "account_set_password": "me/password/first/",
    "mfa_authenticate": "sign-in/code/",
    "mfa_reauthenticate": "sign-in/again/code/",
    "mfa_index": "me/second-factor/",
    "mfa_activate_totp": "me/second-factor/on/",
    "mfa_deactivate_totp": "me/second-factor/off/",
    "mfa_view_recovery_codes": "me/second-factor/recovery/",
    "mfa_generate_recovery_codes": "me/second-factor/recovery/new/",
    "mfa_download_recovery_codes": "me/second-factor/recovery/codes.txt",
    "socialaccount_connections": "me/other-sign-ins/",
    "socialaccount_login_error": "sign-in/elsewhere/refused/",
    "socialaccount_login_cancelled": "sign-in/elsewhere/cancelled/",
    "socialaccount_signup": "sign-in/elsewhere/unknown/",
    "openid_connect_login": "sign-in/elsewhere/<slug:provider_id>/",
    "openid_connect_callback": "sign-in/elsewhere/<slug:provider_id>/back/",
}

urlpatterns = [
    path("sign-in/once-more/", prove, name="prove"),
    *(path(place, page(name, PAGES[name]), name=name) for name, place in AT.items()),
    re_path(
        r"^password/new/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>[\w-]+)/$",
        page("account_reset_password_from_key", PAGES["account_reset_password_from_key"]),
        name="account_reset_password_from_key",
    ),
]
