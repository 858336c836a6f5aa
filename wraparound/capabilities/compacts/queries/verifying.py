"""Whether a signed version is what was signed: recomputed from what is kept, and held against its seal."""

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date

from django.conf import settings
from django.core.signing import BadSignature, Signer

from wraparound.capabilities.compacts.access import VERIFY
from wraparound.capabilities.compacts.calculation.documents import (
    agreement_in,
    digest_of,
    fingerprint_words,
    frozen_in,
    opened,
    sealing_body,
    where_they_differ,
)
from wraparound.capabilities.compacts.calculation.undertakings import bound_by
from wraparound.capabilities.compacts.evidence import MADE_UP_RELEASE
from wraparound.capabilities.compacts.models.agreed import Compact, Seal, Signature, Text, Undertaking
from wraparound.capabilities.compacts.queries.patience import made_again
from wraparound.capabilities.compacts.queries.reading import compact_of, rule_for, subject_of, text_of
from wraparound.capabilities.compacts.queries.realism import ranges_of, standing_of
from wraparound.capabilities.compacts.queries.texts import sealed_body
from wraparound.capabilities.compacts.terms.agreement import CannotAgree, TextAltered
from wraparound.capabilities.compacts.terms.compacts import TextState, UndertakingState, Verified
from wraparound.capabilities.compacts.terms.patience import PATIENCE_METHOD, RuleTerms
from wraparound.capabilities.compacts.terms.ranges import RANGE_METHOD, Frozen, Range
from wraparound.capabilities.expectations.queries.releases import release_for
from wraparound.capabilities.expectations.terms.performance import FORECAST_METHOD
from wraparound.capabilities.expectations.terms.recovery import METHOD_VERSION
from wraparound.people.access import ensure
from wraparound.people.queries.looking import shown
from wraparound.people.terms.access import Viewer
from wraparound.published.months import months_after
from wraparound.published.release import EvidenceAltered
from wraparound.published.terms import CannotAnswer

SEAL = "compacts.seal"
"""Keeps the mark of a seal apart from everything else that is signed with the site's key."""
SIGNED = (TextState.IN_FORCE, TextState.REPLACED)


def verify(number: int, *, viewer: Viewer, version: int | None = None) -> Verified:
    """Recomputes a signed version (the one in force, or the one asked for), and says of each part whether it holds.

    CannotAgree where nothing was signed yet; NoSuchCompact where the compact is not the viewer's to see.
    """
    ensure(viewer, VERIFY)
    row = compact_of(number, viewer=viewer)
    text = _signed_text(row, version, viewer)
    if row.leader_id:
        about = subject_of(row, viewer=viewer)
        shown([row.leader_id], ("compact",), rule_for(row, viewer=viewer), viewer=viewer, about=about)
    text.compact = row
    seals = list(Seal.objects.filter(text__compact=row).order_by("pk"))
    mine = [one for one in seals if one.text_id == text.pk]
    offered, sealed = (next((one for one in reversed(mine) if one.signed is kind), None) for kind in (False, True))
    checks = (
        ("text", *_text_holds(text, offered, viewer)),
        ("signatures", *_signatures_hold(text, offered, sealed, mine)),
        ("seal", *_marks_hold(offered, sealed)),
        ("standing", *_stands(text, seals)),
        ("promises", *_undertakings_hold(row, text)),
        ("ranges", *_ranges_hold(row, text, viewer)),
        ("patience", *_rules_hold(row, text, viewer)),
    )
    fingerprint = fingerprint_words(offered.digest) if offered else ""
    return Verified(row.pk, text.number, all(ok for _, ok, _ in checks), checks, fingerprint)


def sealed_signatures(text: Text, *, viewer: Viewer) -> str:
    """What is sealed over an offered text once it is in force: its fingerprint, since when, and every signature."""
    return sealing_body(digest_of(sealed_body(text, viewer=viewer)), _since(text), _signatures(text))


def _since(text: Text) -> str:
    return text.in_force_at.astimezone(UTC).isoformat() if text.in_force_at else ""


def _signatures(text: Text) -> list[dict[str, str]]:
    rows = Signature.objects.filter(text=text, void_at__isnull=True)
    return [
        {
            "party": one.party,
            "signer": str(one.signer_id),
            "acting_as": one.acting_as,
            "typed": one.typed,
            "digest": one.digest,
            "at": one.signed_at.astimezone(UTC).isoformat(),
        }
        for one in rows.order_by("party")
    ]


def _signed_text(row: Compact, version: int | None, viewer: Viewer) -> Text:
    if version is not None:
        found: Text | None = text_of(row, version, viewer=viewer)
    else:
        found = Text.objects.filter(compact=row, state=TextState.IN_FORCE).first()
    if found is None or found.state not in SIGNED:
        raise CannotAgree("Nothing of this compact is signed yet, so there is nothing to verify.")
    return found


def _text_holds(text: Text, offered: Seal | None, viewer: Viewer) -> tuple[bool, str]:
    if offered is None:
        return False, "The copy that was sealed when it was offered is gone."
    try:
        agreement_in(text.content)
    except TextAltered:
        return False, "The text that is kept cannot be read any more: it was altered."
    body = sealed_body(text, viewer=viewer)
    if body != offered.body:
        return False, f"It differs from what was signed, in {_where(body, offered.body)}."
    if digest_of(offered.body) != offered.digest:
        return False, "The sealed copy does not have the fingerprint that was sealed with it."
    return True, "Parties, post, text and ranges are, to the byte, what was offered and signed."


def _signatures_hold(text: Text, offered: Seal | None, sealed: Seal | None, seals: Sequence[Seal]) -> tuple[bool, str]:
    if offered is None or sealed is None:
        return False, "The seal over the signatures is gone."
    there = _signatures(text)
    if sealing_body(offered.digest, _since(text), there) != sealed.body:
        return False, "The signatures, or the day since when it is in force, are not those that were sealed."
    sealed_for = {one["party"] for one in there}
    if any(not _sealed_parties(one) <= sealed_for for one in seals if one.signed):
        return False, "A signature that was sealed before is missing."
    if any(one["digest"] != offered.digest for one in there):
        return False, "A signature was put to another text than this."
    return True, f"{len(there)} signatures, each put to this text, are those that were sealed."


def _stands(text: Text, seals: Sequence[Seal]) -> tuple[bool, str]:
    """Whether it is the version that counts, or one that another replaced: as the seals of the compact have it."""
    since: dict[int, str] = {}
    for one in (each for each in seals if each.signed):
        if not bears_its_mark(one.body, one.digest, one.mark):
            return False, "A seal of a version of this compact was altered, so nobody can say which one counts."
        since[one.text_id] = json.loads(one.body)["in_force"]
    latest = max(since, key=lambda number: (since[number], number), default=None)
    if text.state == TextState.REPLACED:
        return latest != text.pk, (
            "It was replaced by a later version, which is sealed too."
            if latest != text.pk
            else "It is kept as replaced, and no later version was sealed."
        )
    if latest != text.pk:
        return False, "A later version was sealed as in force: this one is kept as if it still were."
    return True, "No later version of this compact was sealed."


def _sealed_parties(seal: Seal) -> set[str]:
    """For which sides a seal holds a signature; none where it cannot be read, which another check says."""
    try:
        return {one["party"] for one in json.loads(seal.body)["signatures"]}
    except (ValueError, KeyError, TypeError):
        return set()


def bears_its_mark(body: str, digest: str, mark: str, salt: str = SEAL, *, viewer: Viewer | None = None) -> bool:
    """Whether a sealed copy has its own fingerprint, and the mark of this site's key or of one it had before."""
    if digest_of(body) != digest:
        return False
    try:
        Signer(salt=salt, fallback_keys=list(settings.SEAL_KEYS_BEFORE)).unsign(f"{digest}:{mark}")
    except BadSignature:
        return False
    return True


def _undertakings_hold(row: Compact, text: Text) -> tuple[bool, str]:
    """Whether the promises and conditions that the clock obeys are those of the text in force."""
    if text.state != TextState.IN_FORCE:
        return True, "A later version is in force; what the clock obeys is held against that one."
    try:
        agreement = agreement_in(text.content)
    except TextAltered:
        return False, "The text cannot be read, so nothing can be held against it."
    wanted = dict(bound_by(agreement))
    if row.last_day != months_after(agreement.starts, agreement.months):
        return False, "The last day that is kept is not the one that was signed."
    there = {one.key: one for one in Undertaking.objects.filter(compact=row).exclude(state=UndertakingState.ENDED)}
    if there.keys() != wanted.keys():
        return False, "The promises and conditions that are kept are not all those that were signed."
    for key, parts in wanted.items():
        if any(getattr(there[key], name) != value for name, value in parts.items()):
            return False, f"“{there[key].words}” is kept otherwise than it was signed."
    return True, f"The last day, and all {len(wanted)} promises and conditions that the clock obeys, are as signed."


def _marks_hold(offered: Seal | None, sealed: Seal | None) -> tuple[bool, str]:
    for one in (offered, sealed):
        if one is None or digest_of(one.body) != one.digest:
            return False, "A sealed copy was altered."
        if not bears_its_mark(one.body, one.digest, one.mark):
            return False, (
                "The mark of the seal was not made with the key of this site. Somebody altered it, or the site has "
                "another key than when it was signed (docs/how-to/operate.md says how a key is changed)."
            )
    return True, "The seals bear the mark that only this site's key makes."


def _ranges_hold(row: Compact, text: Text, viewer: Viewer) -> tuple[bool, str]:
    """The ranges, worked out again from the evidence release, methods and seed that were frozen with them."""
    try:
        frozen, agreement = frozen_in(text.frozen), agreement_in(text.content)
        if {one for one in frozen.methods if not one.startswith("patience-")} != {
            RANGE_METHOD,
            FORECAST_METHOD,
            METHOD_VERSION,
        }:
            return True, (
                f"The ranges were worked out by methods {', '.join(frozen.methods)}; this site works by others now and "
                "does not work them out again. The seal covers them as they were signed."
            )
        day = date.fromisoformat(frozen.worked_out)
        release_for(frozen.release, viewer=viewer)
        again = ranges_of(agreement, row.organisation, today=day, viewer=viewer, release=frozen.release)
    except (TextAltered, ValueError, KeyError):
        return False, "The frozen ranges cannot be read any more: they were altered."
    except (CannotAnswer, EvidenceAltered) as trouble:
        return (
            False,
            f"The evidence it rests on cannot be read here, so the ranges cannot be worked out again: {trouble}",
        )
    if frozen.made_up_release not in ("", MADE_UP_RELEASE):
        return True, f"The made-up figures {frozen.made_up_release} are no longer here. The seal covers the ranges."
    differ = [one.key for one, other in zip(again, frozen.ranges, strict=False) if _figures(one) != _figures(other)]
    if differ or len(again) != len(frozen.ranges):
        return False, f"Worked out again, these results get another range: {', '.join(differ) or 'one is missing'}."
    return True, f"Every range, worked out again from release {frozen.release} with seed {frozen.seed}, is the same."


def _rules_hold(row: Compact, text: Text, viewer: Viewer) -> tuple[bool, str]:
    """The patience rules, made again from the evidence release, day and question that were frozen with them."""
    try:
        frozen, agreement = frozen_in(text.frozen), agreement_in(text.content)
        chosen = {one.key: (one.measure, one.patience) for one in agreement.results}
        rules = [one for one in frozen.patience if not one.why_not]
        if left := _why_not_made_again(frozen, rules):
            return True, left
        again = [_made_again(one, row, viewer) for one in rules]
    except (TextAltered, ValueError, KeyError):
        return False, "The frozen patience rules cannot be read any more: they were altered."
    except (CannotAnswer, EvidenceAltered) as trouble:
        return False, f"The evidence cannot be read here, so the patience rules cannot be made again: {trouble}"
    differ = [
        one.key
        for one, other in zip(again, rules, strict=True)
        if _parameters(one) != _parameters(other) or chosen.get(other.key) != (other.measure, other.choice)
    ]
    if differ:
        return False, f"Made again, the patience rule of these results differs: {', '.join(differ)}."
    return True, "Every patience rule, made again from the release and day it was made from, has the same parameters."


def _why_not_made_again(frozen: Frozen, rules: Sequence[RuleTerms]) -> str:
    if not rules:
        return "No patience rule was agreed with it."
    by_others = any(one.method != PATIENCE_METHOD for one in rules)
    if by_others or frozen.made_up_release not in ("", MADE_UP_RELEASE):
        return "The patience rules were made by another method, or from figures no longer here. The seal covers them."
    return ""


def _made_again(rule: RuleTerms, row: Compact, viewer: Viewer) -> RuleTerms:
    standing = standing_of(row.organisation, viewer=viewer, release=rule.release)
    return made_again(rule, standing, viewer=viewer)


def _parameters(rule: RuleTerms) -> RuleTerms:
    """A rule without its words, which may be put otherwise one day."""
    return replace(rule, why_not="")


def _figures(found: Range) -> Range:
    """A range without its words, which may be put otherwise one day."""
    return replace(found, sentence="", where="", why_not="")


def _where(now: str, then: str) -> str:
    """The first part in which two sealed bodies differ."""
    here, there = opened(now), opened(then)
    if isinstance(here, dict) and isinstance(there, dict):
        for part in ("parties", "text", "frozen"):
            if here.get(part) != there.get(part):
                return where_they_differ(opened(here.get(part)), opened(there.get(part)), part)
    return "its bytes"
