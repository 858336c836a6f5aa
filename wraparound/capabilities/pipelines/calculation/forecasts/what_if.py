"""What a scenario changes of a stock, of rates and of what is asked. Chance stays as it was: see docs/methods."""

from collections import Counter
from dataclasses import replace

import numpy as np

from wraparound.capabilities.pipelines.calculation.forecasts.stock import BAND, Beginning, Labels
from wraparound.capabilities.pipelines.terms.forecasts import FEWEST_POSTS, CannotForecast, Programme, WhatIf
from wraparound.capabilities.pipelines.terms.posts import PostLevel
from wraparound.methods.stockflow.chance import keys_of, replication_keys, uniform
from wraparound.methods.stockflow.stock import NOBODY, Entries, Flags, Rates, Stock

MERGES_FEW = (
    f"Fewer than {FEWEST_POSTS} posts would close, or go over to the other organisation. What that changes would be "
    "about their holders, so it is not told."
)
RELEASED = 31
"""The stream of chance that says who is released first, when more are."""


def stock_with(what: WhatIf, begins: Beginning, seed: int) -> Stock:
    """The stock as the scenario has it."""
    stock = begins.stock
    entries = _coming(stock.entries, what, begins.labels, _everywhere(begins))
    people = replace(stock.people, released=stock.people.released | _released_then(stock, what.released, seed))
    stock = replace(stock, people=people, entries=entries)
    return _merged(stock, what, begins) if what.merges is not None else stock


def rates_with(what: WhatIf, rates: Rates) -> Rates:
    """Rates as the scenario has them."""
    return replace(
        rates, leaving=rates.leaving.times(what.leaving / 100), filling=rates.filling.times(what.filling / 100)
    )


def pause_of(what: WhatIf) -> tuple[float, float]:
    """The months between which nothing is filled."""
    return float(what.pause_from), float(what.pause_until)


def _released_then(stock: Stock, percent: int, seed: int) -> Flags:
    """So many of a hundred of those who are not released; who is among the fewer is among the more too."""
    keys = keys_of(replication_keys(seed, 0, 1), RELEASED, np.arange(stock.people.many))
    found: Flags = uniform(keys, 0)[0] < percent / 100
    return found


def _everywhere(begins: Beginning) -> int:
    return begins.rows[frozenset(range(len(begins.labels.places)))]


def _coming(now: Entries, what: WhatIf, labels: Labels, reach: int) -> Entries:
    """Streams of those who come; those of programmes stand last, so that the chance of the others stays."""
    more = [_stream(one, labels, reach) for one in what.programmes]
    together = {
        name: np.concatenate([getattr(now, name), np.array([one[name] for one in more], getattr(now, name).dtype)])
        for name in ("per_year", "role", "kind", "band", "organisation", "reach", "released")
    }
    together["per_year"][: now.many] *= what.coming / 100
    return Entries(**together)


def _stream(one: Programme, labels: Labels, reach: int) -> dict[str, float]:
    if one.kind not in labels.kinds:
        others = ", ".join(labels.kinds)
        raise CannotForecast(f"No organisation here is of the kind “{one.kind}”. For the programme choose: {others}.")
    return {
        "per_year": float(one.a_year),
        "role": labels.target(one.role, one.level),
        "kind": labels.kinds.index(one.kind),
        "band": BAND[one.band],
        "organisation": NOBODY,
        "reach": reach,
        "released": True,
    }


def hidden_by(what: WhatIf, begins: Beginning) -> frozenset[PostLevel]:
    """Levels that a merger would show by too few posts: fewer than FEWEST_POSTS of them that close, or that go over.

    Beside things as they are, what is told of such a level would be a forecast of these posts alone.
    """
    if what.merges is None:
        return frozenset()
    code = {place: fact.code for place, fact in begins.ground.places.items()}
    goes = [(one.level, one.role) for one in begins.posts if code[one.place] == what.merges[0]]
    stays = {(one.level, one.role) for one in begins.posts if code[one.place] == what.merges[1]}
    closing = Counter(level for level, role in goes if (level, role) in stays)
    going = Counter(level for level, role in goes if (level, role) not in stays)
    return frozenset(one for one in PostLevel if any(0 < many[one] < FEWEST_POSTS for many in (closing, going)))


def _merged(stock: Stock, what: WhatIf, begins: Beginning) -> Stock:
    """Posts and people of the one are the other's; of two posts for the same, that of the one that goes closes."""
    codes = [begins.ground.places[one].code for one in begins.labels.places]
    first, second = what.merges or ("", "")
    if first == second or first not in codes or second not in codes:
        raise CannotForecast("Choose two organisations of this place, of which the first goes into the second.")
    goes, stays = codes.index(first), codes.index(second)
    posts, people = stock.posts, stock.people
    theirs = posts.organisation == goes
    both = {(one.role, one.level) for one in begins.posts if one.place == begins.labels.places[stays]}
    twice = np.array([(one.role, one.level) in both for one in begins.posts])
    closes = np.where(theirs & twice, np.minimum(posts.closes_in, float(what.merge_in)), posts.closes_in)
    kind = posts.kind[posts.organisation == stays]
    reach = stock.reach.copy()
    reach[:, stays] |= reach[:, goes]
    return replace(
        stock,
        posts=replace(
            posts,
            organisation=np.where(theirs, stays, posts.organisation),
            place=np.where(theirs, stays, posts.place),
            kind=np.where(theirs, kind[0], posts.kind) if kind.size else posts.kind,
            closes_in=closes,
        ),
        people=replace(people, organisation=np.where(people.organisation == goes, stays, people.organisation)),
        entries=replace(
            stock.entries, organisation=np.where(stock.entries.organisation == goes, stays, stock.entries.organisation)
        ),
        reach=reach,
    )
