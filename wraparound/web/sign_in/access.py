"""Who may open the pages of sign-in."""

from wraparound.people.access import SIGNED_IN, anyone

_DOOR = anyone("Whoever wants to come in must be able to reach the door.")

RULES = {
    "account_login": _DOOR,
    "account_logout": _DOOR,
    "account_signed_out": _DOOR,
    "account_inactive": _DOOR,
    "account_signup": _DOOR,
    "account_reset_password": _DOOR,
    "account_reset_password_done": _DOOR,
    "account_reset_password_from_key": _DOOR,
    "account_reset_password_from_key_done": _DOOR,
    "prove": SIGNED_IN,
    "account_reauthenticate": SIGNED_IN,
    "account_change_password": SIGNED_IN,
    "account_set_password": SIGNED_IN,
    "mfa_authenticate": _DOOR,
    "mfa_reauthenticate": SIGNED_IN,
    "mfa_index": SIGNED_IN,
    "mfa_activate_totp": SIGNED_IN,
    "mfa_deactivate_totp": SIGNED_IN,
    "mfa_view_recovery_codes": SIGNED_IN,
    "mfa_generate_recovery_codes": SIGNED_IN,
    "mfa_download_recovery_codes": SIGNED_IN,
    "socialaccount_connections": SIGNED_IN,
    "socialaccount_login_error": _DOOR,
    "socialaccount_login_cancelled": _DOOR,
    "socialaccount_signup": _DOOR,
    "openid_connect_login": _DOOR,
    "openid_connect_callback": _DOOR,
}
