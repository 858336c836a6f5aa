"""Changes of plans in words: what stood before, and after."""

from collections.abc import Mapping
from datetime import date

from wraparound.capabilities.pipelines.terms.boards import BoardChange
from wraparound.capabilities.pipelines.terms.posts import HolderKind, PostLevel, PostRole
from wraparound.capabilities.pipelines.terms.succession import Band, Sort, Use
from wraparound.capabilities.pipelines.wording.posts import GRADES, KINDS, LEVELS, ROLES, day
from wraparound.capabilities.pipelines.wording.succession import BANDS, SORTS, USES

Texts = Mapping[str, str]
NOTHING = "not named"
SOMEBODY = "Somebody not named here"
MACHINE = "whoever runs this site"
GONE = "somebody who is no longer here"
TRUE = frozenset({"1", "true", "t", "True"})
OF_A_POST: Mapping[str, str] = {
    "title": "title",
    "role": "role",
    "level": "level",
    "executive": "executive",
    "voting": "voting",
    "grade": "pay",
    "critical": "critical",
    "critical_because": "why it is critical",
    "reports_to": "reports to",
    "least_successors": "successors wanted at least",
    "most_successors": "successors at most",
    "starts": "first day",
    "ends": "last day",
    "ended_because": "why it ended",
}
SPOKEN: Mapping[str, Mapping[str, str]] = {
    "role": {one.value: words for one, words in ROLES.items()},
    "level": {one.value: words for one, words in LEVELS.items()},
    "grade": {one.value: words for one, words in GRADES.items()},
    "reports_to": {"": "no other post"},
}
YES_OR_NO = frozenset({"critical", "executive", "voting"})
DAYS = frozenset({"starts", "ends"})


def entry_words(sort: str, before: Texts | None, after: Texts | None, *, labels: bool) -> tuple[str, str, str] | None:
    """What happened, and how it was before and after; none where nothing of it is told.

    `labels`: with the words for somebody outside this site, which those who lead the organisation read.
    """
    if not labels:
        before, after = (None if one is None else {**one, "label": ""} for one in (before, after))
    told = {"successor": _successor, "holder": _holder, "readiness": _readiness, "post": _post, "share": _share}[sort]
    return told(before, after)


def what(happened: str, name: str | None, *, is_person: bool) -> str:
    """What happened, with the name of whom it is about."""
    if not is_person:
        return happened[:1].upper() + happened[1:]
    return f"{name or SOMEBODY}: {happened}"


def called(by_name: str) -> str:
    """Whoever made a change, where it was nobody of this site."""
    return MACHINE if by_name == "operator" else by_name or GONE


def on_screen(one: BoardChange) -> str:
    """A change as everybody in the room reads it: without the reason, which may say more than they may read."""
    changed = f". Before: {one.before}. Now: {one.after}" if one.before or one.after else ""
    return f"{one.what}{changed}"


def reason(why: str, before: Texts | None, after: Texts | None, *, in_meeting: bool, leads: bool) -> str:
    """Why: as it was said at the meeting; of what was changed elsewhere what was written with it, for who leads it."""
    if in_meeting:
        return why
    texts, were = after or {}, before or {}
    if leads and texts.get("ended_because") and not were.get("ended_because"):
        return texts["ended_because"]
    return texts["because"] if leads and before is None and texts.get("because") else why


def _successor(before: Texts | None, after: Texts | None) -> tuple[str, str, str] | None:
    was, now = _named(before), _named(after)
    if was == now:
        return None
    if before is None or _off(before):
        happened = "named and confirmed" if after and after["confirmed_on"] else "named"
    elif after is None or _off(after):
        happened = "taken off"
    else:
        happened = "confirmed"
    one = after or before or {}
    if one.get("sort") != Sort.NAMED:
        happened = f"{one.get('label') or SORTS[Sort(one['sort'])]}, {happened}"
    return happened, was, now


def _named(one: Texts | None) -> str:
    if one is None or _off(one):
        return NOTHING
    band = f", {BANDS[Band(one['band'])].lower()}" if one["band"] else ""
    return f"{'confirmed' if one['confirmed_on'] else 'proposed'} as {USES[Use(one['use'])]}{band}"


def _off(one: Texts) -> bool:
    return bool(one["ends"])


def _holder(before: Texts | None, after: Texts | None) -> tuple[str, str, str] | None:
    was, now = _held(before), _held(after)
    if was == now:
        return None
    kind = HolderKind((after or before or {})["kind"])
    if kind is HolderKind.VACANT:
        return "the post is vacant", was, now
    return ("takes it up" if before is None else "holding it was changed"), was, now


def _held(one: Texts | None) -> str:
    if one is None or one["taken_back"] in TRUE:
        return "not entered"
    until = f" to {_day(one['ends'])}" if one["ends"] else ""
    expected = f", expected to leave on {_day(one['expected_end'])}" if one["expected_end"] and not one["ends"] else ""
    return f"{KINDS[HolderKind(one['kind'])]} from {_day(one['starts'])}{until}{expected}"


def _readiness(before: Texts | None, after: Texts | None) -> tuple[str, str, str] | None:
    was, now = _agreed(before), _agreed(after)
    if was == now:
        return None
    one = after or before or {}
    role = f"{ROLES[PostRole(one['role'])]}, {LEVELS[PostLevel(one['level'])].lower()}, {one['kind']}"
    return f"readiness for {role}", was, now


def _agreed(one: Texts | None) -> str:
    if one is None or one["ends"]:
        return "nothing agreed"
    return f"{BANDS[Band(one['band'])]}, to be reviewed by {_day(one['review_by'])}"


def _post(before: Texts | None, after: Texts | None) -> tuple[str, str, str] | None:
    if before is None or after is None:
        return None
    differ = [name for name in OF_A_POST if before[name] != after[name]]
    if not differ:
        return None
    was, now = ("; ".join(f"{OF_A_POST[name]} {_value(name, one[name])}" for name in differ) for one in (before, after))
    return "the post", was, now


def _share(before: Texts | None, after: Texts | None) -> tuple[str, str, str] | None:
    was, now = _shared(before), _shared(after)
    return None if was == now else (f"shared with {(after or before or {})['organisation']}", was, now)


def _shared(one: Texts | None) -> str:
    if one is None:
        return "not shared"
    return f"shared from {_day(one['starts'])}{f' to {_day(one["ends"])}' if one['ends'] else ''}"


def _value(name: str, text: str) -> str:
    if name in YES_OR_NO:
        return "yes" if text in TRUE else "no"
    found = SPOKEN.get(name, {}).get(text) or text
    if not found:
        return "not said"
    return _day(found) if name in DAYS else found


def _day(text: str) -> str:
    return day(date.fromisoformat(text[:10]))
