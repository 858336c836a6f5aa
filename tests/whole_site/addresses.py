"""Every address of the site, with one that answers for each pattern."""

from collections.abc import Iterator

from django.urls import URLPattern, URLResolver, get_resolver

RELEASE = "2026-11-23"

# One real address for each pattern, kept here on purpose: one that vanishes, or a new one without an entry, is red.
EXAMPLES = {
    "home": "/",
    "about": "/about/",
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

# What only takes something sent to it, and pages that do so as well.
SENT_TO = {"api:api_targets": "/api/expectations/targets"}
TAKE_POST = {"/expectations/targets/", "/sources/import/"}

PAGES = [address for name, address in EXAMPLES.items() if not name.startswith("api:") and name not in (
    "expectations:brief_pdf",
    "expectations:brief_word",
    "openapi", "expectations:suggestions", "sources:file"
)]  # fmt: skip


def named_patterns(resolver: URLResolver | None = None, prefix: str = "") -> Iterator[tuple[str, URLPattern]]:
    """Every pattern with its full name."""
    for one in (resolver or get_resolver()).url_patterns:
        if isinstance(one, URLResolver):
            yield from named_patterns(one, f"{one.namespace}:" if one.namespace else prefix)
        else:
            yield f"{prefix}{one.name}", one
