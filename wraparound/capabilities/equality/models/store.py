"""Where the records of equality are kept: a store of their own, which no other record shares (ADR 0077)."""

STORE = "equality"
"""Its name among the databases of the site, as wraparound/web/store/apart.py knows it."""
