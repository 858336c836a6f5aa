"""From counts to figures that may be shown, whatever else was shown before or will be.

To every count belongs a number that nobody knows, from 0 to one less than a step, the same for good. Whether a count is
shown, and as what, is decided by the sum of both alone: the *blurred* count. So whoever had every figure of every year,
and knew of everybody who came, went or changed, would know blurred counts, and each of them belongs to several counts.
Besides, counts are hidden so that subtraction leads nowhere, were figures exact. See docs/methods/equality.md.
"""

import datetime
import hashlib
from dataclasses import dataclass

import numpy as np

from wraparound.methods.suppression.profile import Profile
from wraparound.methods.suppression.snapshot import Flags, Ints, Snapshot
from wraparound.methods.suppression.sums import KNOWN, Sums, sums_of
from wraparound.methods.suppression.told import told_by_subtraction

HIDDEN = -1
SHORTEST_SECRET = 16


class SecretTooShort(ValueError):
    """A secret that could be guessed."""


class NotShown(KeyError):
    """What is asked for is in none of the tables."""


@dataclass(frozen=True, eq=False)
class Published:
    """What is shown of a day: it can be kept and handed out, and holds no count.

    Attributes:
        figures: tables × places × groups, in whole steps; HIDDEN where it is.
        in_ratios: the same shape: whether a ratio may rest on it.
        off_by: by how much a figure can be away from its count, at most.
        least: no count that is shown is below it.
        made_of: of how many of the smallest places each is made; empty where it is not known.
    """

    day: datetime.date
    tables: tuple[str, ...]
    places: tuple[str, ...]
    groups: tuple[str, ...]
    figures: Ints
    in_ratios: Flags
    off_by: int
    least: int
    made_of: tuple[int, ...] = ()

    def figure(self, table: str, place: str, group: str) -> int | None:
        """The figure, or none where it is hidden.

        Raises:
            NotShown: where there is no such table, place or group.
        """
        found = int(self.figures[self._at(table, place, group)])
        return None if found == HIDDEN else found

    def ends(self, table: str, place: str, group: str) -> tuple[int, int] | None:
        """Between which counts, both included, the count behind a figure lies; none where it is hidden."""
        found = self.figure(table, place, group)
        return None if found is None else (max(self.least, found - self.off_by), found + self.off_by)

    def may_be_in_ratio(self, table: str, place: str, group: str) -> bool:
        """Whether the count behind a figure is large enough for a ratio."""
        return bool(self.in_ratios[self._at(table, place, group)])

    def is_of_one(self, place: str) -> bool:
        """Whether a place is one of the smallest, whatever it is called: its figures are then those of that one."""
        return bool(self.made_of) and self.made_of[self.places.index(place)] == 1

    def together(self, table: str, place: str) -> int | None:
        """All groups: the sum of their figures, so that it tells nothing more; none where any is hidden."""
        found = [self.figure(table, place, group) for group in self.groups]
        return None if None in found else sum(one for one in found if one is not None)

    def _at(self, table: str, place: str, group: str) -> tuple[int, int, int]:
        try:
            return self.tables.index(table), self.places.index(place), self.groups.index(group)
        except ValueError as error:
            raise NotShown(f"There is no {table} of {group} in {place} among what is shown.") from error


def publish(snapshot: Snapshot, secret: bytes, profile: Profile | None = None) -> Published:
    """What may be shown of a snapshot, beside everything that was shown of others with the same secret.

    Args:
        snapshot: all counts.
        secret: known to the store alone, 16 bytes or more, and the same as long as anything is kept that was shown with
            it: the same count blurred by two secrets tells more than by one.
        profile: by default counts below 8 hidden, steps of 5.
    """
    profile = profile or Profile()
    return publish_blurred(snapshot, offsets_of(snapshot, secret, profile), profile)


def offsets_of(snapshot: Snapshot, secret: bytes, profile: Profile) -> Ints:
    """Tables × places × groups: the number that belongs to each count, 0 to one less than a step.

    It hangs on the names of table, place and group and on what adds up to what, so that it is the same on every day;
    places of the same leaves have the same.
    """
    if len(secret) < SHORTEST_SECRET:
        raise SecretTooShort(f"A secret has {SHORTEST_SECRET} bytes or more, made at random.")
    key = hashlib.sha256(secret).digest()
    found = [
        _number(key, f"{table}\x1f{place}\x1f{group}") % profile.step
        for table in snapshot.names
        for place in snapshot.places.own_names
        for group in snapshot.groups
    ]
    numbers = np.array(found, dtype=np.int64).reshape(snapshot.counts.shape)
    _keep_from_ends(snapshot, numbers, profile.blur)
    return numbers


def _keep_from_ends(snapshot: Snapshot, numbers: Ints, most: int) -> None:
    """Of counts that add up, never all numbers at the ends that leave one possibility.

    Whoever learnt how far a blurred whole is from its blurred parts would else know each. One of them then stands one
    off its end, and no other end comes of that.
    """
    places, at = snapshot.places, snapshot.names.index
    for whole, parts in places.sums:
        if len(parts) > 1:
            of_parts = numbers[:, [places.number[one] for one in parts]]
            own = places.number[whole]
            numbers[:, own] = _off_its_end(numbers[:, own], of_parts.max(axis=1), of_parts.min(axis=1), most)
    for whole, parts in snapshot.parts.items():
        of_parts = numbers[[at(one) for one in parts]]
        numbers[at(whole)] = _off_its_end(numbers[at(whole)], of_parts.max(axis=0), of_parts.min(axis=0), most)
    for place, table in enumerate(snapshot.tables):
        if table.size_known:
            same = numbers[place].max(axis=1) == numbers[place].min(axis=1)
            first = numbers[place, :, 0]
            first[same & (first == 0)] = 1
            first[same & (first == most)] = most - 1
    # Places of the same leaves have one number still.
    numbers[:] = numbers[:, [places.number[one] for one in places.own_names]]


def _off_its_end(whole: Ints, most_of_parts: Ints, least_of_parts: Ints, most: int) -> Ints:
    down = (whole == most) & (most_of_parts == 0)
    up = (whole == 0) & (least_of_parts == most)
    moved: Ints = whole - down + up
    return moved


def publish_blurred(snapshot: Snapshot, offsets: Ints, profile: Profile) -> Published:
    """The same with the numbers given: everything here looks at blurred counts, and nothing at the counts alone."""
    blurred = snapshot.counts + offsets
    shown = _shown(snapshot, blurred, profile)
    figures = np.where(shown, blurred // profile.step * profile.step, HIDDEN)
    return Published(
        day=snapshot.day,
        tables=snapshot.names,
        places=snapshot.places.names,
        groups=snapshot.groups,
        figures=figures,
        in_ratios=shown & (blurred >= profile.least_in_ratio + profile.blur),
        off_by=profile.blur,
        least=profile.hidden_below,
        made_of=tuple(snapshot.places.members.sum(axis=1).tolist()),
    )


def _shown(snapshot: Snapshot, blurred: Ints, profile: Profile) -> Flags:
    """Which counts are shown: large enough, and no subtraction leads from them to one that is hidden."""
    shown = blurred >= profile.hidden_below + profile.blur
    for place, table in enumerate(snapshot.tables):
        if table.only_together:
            shown[place, snapshot.places.members.sum(axis=1) == 1] = False
    flat, sums = shown.ravel(), sums_of(snapshot)
    # Of two as large the first by name goes, whatever the counts are.
    order = np.argsort(np.argsort(blurred.ravel(), kind="stable"))
    at_least = np.clip(blurred.ravel() - profile.blur, 0, None)
    while True:
        _hide_beside_others(sums, flat, order, at_least, profile)
        if _hide_parts_of_hidden(snapshot, shown):
            continue
        told = told_by_subtraction(sums, flat)
        # Where nothing is left to hide, everybody knows it without us.
        if not told.any() or not _hide_one_more(sums, flat, order, told):
            return shown


def _hide_parts_of_hidden(snapshot: Snapshot, shown: Flags) -> bool:
    """A part of a table where the whole is hidden: it could be as many as are there at all; whether any was shown."""
    any_shown = False
    for whole, parts in snapshot.parts.items():
        for part in (shown[snapshot.names.index(one)] for one in parts):
            beyond = part & ~shown[snapshot.names.index(whole)]
            any_shown |= bool(beyond.any())
            part[beyond] = False
    return any_shown


def _hide_beside_others(sums: Sums, shown: Flags, order: Ints, at_least: Ints, profile: Profile) -> None:
    """In every equation whose whole is known nothing is hidden, or enough: so many, and of so many people."""
    while True:
        hidden = sums.total((~shown).astype(np.int64))
        counted = sums.total(np.where(shown, 0, at_least))
        too_few = (hidden < profile.fewest_hidden) | (counted < profile.hidden_below)
        known = (sums.whole == KNOWN) | shown[sums.whole]
        # A hidden whole whose parts are all shown is as little hidden as a single part.
        wrong = np.where(known, (hidden > 0) & too_few, hidden == 0)
        if not _hide(sums, shown, order, wrong):
            return


def _hide_one_more(sums: Sums, shown: Flags, order: Ints, told: Flags) -> bool:
    """Beside each hidden count that the others tell, one more, or else the whole; whether any was."""
    in_whole = (sums.whole != KNOWN) & told[sums.whole]
    return _hide(sums, shown, order, in_whole | (sums.total(told.astype(np.int64)) > 0))


def _hide(sums: Sums, shown: Flags, order: Ints, wrong: Flags) -> bool:
    """Hides the smallest part of each of these equations, or its whole where no part is left; whether any was."""
    smallest = sums.first_shown(order, shown, wrong)
    parts_left = sums.total(shown.astype(np.int64)) > 0
    wholes = sums.whole[wrong & ~parts_left & (sums.whole != KNOWN)]
    some = bool(smallest.size or shown[wholes].any())
    shown[smallest] = False
    shown[wholes] = False
    return some


def _number(key: bytes, name: str) -> int:
    return int.from_bytes(hashlib.blake2b(name.encode(), key=key, digest_size=8).digest())
