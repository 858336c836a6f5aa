"""The most posts that can be filled at once where each takes one person and each person takes one post.

That is a maximum bipartite matching. scipy's (Hopcroft and Karp 1973) finds it; what is done here first is to lay many
problems side by side, so that it is asked once, and to leave out posts that are sure of somebody.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]


class Pairs(NamedTuple):
    """Who could take up what: `vacancy` and `person` of each pair, as numbers that no two problems share."""

    vacancy: Ints
    person: Ints


def matched(pairs: Pairs, vacancies: int) -> NDArray[np.bool_]:
    """For each vacancy whether one largest matching gives it a person; which of several largest ones is not said."""
    # Imported when needed: whoever forecasts vacancies alone need not wait for it.
    from scipy.sparse import csr_array
    from scipy.sparse.csgraph import maximum_bipartite_matching

    found: NDArray[np.bool_] = np.zeros(vacancies, dtype=np.bool_)
    if not pairs.vacancy.size:
        return found
    people, person = np.unique(pairs.person, return_inverse=True)
    ones = np.ones(person.size, dtype=np.int8)
    graph = csr_array((ones, (pairs.vacancy, person)), shape=(vacancies, people.size))
    return np.asarray(maximum_bipartite_matching(graph, perm_type="column") >= 0)


def sure_of_somebody(choices: Ints, problem: Ints) -> NDArray[np.bool_]:
    """Vacancies that are filled in some largest matching whatever becomes of the others.

    `choices` is how many could take up each vacancy, `problem` to which problem it belongs. A vacancy with at least as
    many as there are vacancies can wait until all others have chosen. Without it there is one fewer, and so on: taken
    by falling choices, each stays while it has as many as are left.
    """
    order = np.lexsort((-choices, problem))
    sizes = np.bincount(problem)
    before = np.cumsum(sizes) - sizes
    rank = np.arange(problem.size) - before[problem[order]]
    enough = choices[order] >= sizes[problem[order]] - rank
    # One that has not enough ends it for all that have fewer.
    failed = np.cumsum(~enough)
    at_start = np.concatenate([[0], failed])[before[problem[order]]]
    sure = np.zeros(problem.size, dtype=np.bool_)
    sure[order] = enough & (failed == at_start)
    return sure
