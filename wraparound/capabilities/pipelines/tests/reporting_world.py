"""A line of posts in which one person stands above another, for tests here and in other capabilities."""

from wraparound.capabilities.pipelines.actions import holders, posts
from wraparound.capabilities.pipelines.terms.posts import HolderKind, NewHolder, NewPost, PostLevel, PostRole


def line_of_posts(code, above, below, levels, *, at, by):
    """Posts of an organisation, each reporting to the one before; the first is held by `above`, the last by `below`.

    Both are keys of people; `levels` lie between them.
    """
    superior = None
    for level in range(levels + 1):
        new = NewPost(
            title=f"Post {level}", role=PostRole.FINANCE, level=PostLevel.BOARD, starts=at.date(), reports_to=superior
        )
        superior = posts.add_post(code, new, at=at, by=by)
        if person := {0: above, levels: below}.get(level):
            holding = NewHolder(kind=HolderKind.SUBSTANTIVE, starts=at.date(), person=person)
            holders.take_up(superior, holding, at=at, by=by)
