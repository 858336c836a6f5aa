"""Posts that compacts and prospectuses point at, in words; and how a post was held, as a draft for whoever writes."""

from collections import Counter
from collections.abc import Iterable, Mapping
from statistics import median

from wraparound.capabilities.compacts.terms.posts import AboutPost, Carried, Fitting
from wraparound.capabilities.compacts.wording.agreement import day
from wraparound.capabilities.pipelines.terms.pointing import PostName, Story

NOT_ENTERED = "A post that is not entered"
NONE_OF_THESE = "None of these"
BOTH = "You chose a post from the list and typed one too. Keep one of the two."
NEITHER = "Choose the post from the list, or type which one it is, such as chief executive."
GONE = "That post is not in the list any more. Choose one that is, or type which one it is."
DRAFT_ADDED = (
    "What is entered of this post stands in “How leadership has changed” now, below what you wrote. Nothing is saved "
    "yet: change it as it should read, then save."
)
NOTHING_ENTERED = "Nobody is entered as a holder of this post, so there is nothing to draft from."
ABOUT = {AboutPost.COMPACT: "compact", AboutPost.PROSPECTUS: "prospectus"}
ENTER_NEEDS = "Name the organisation with --only, and add --write: posts are entered for one organisation at a time."
FEW = 3
"""From how many stays on the one in the middle is said instead of each."""


def post_choices(posts: Iterable[PostName], gone: PostName | None = None) -> list[tuple[str, str]]:
    """The posts to choose from; those that are called alike are told apart by their number.

    `gone` is pointed at already, and can stay so.
    """
    stays = [(str(gone.number), f"{gone.title}, closed or moved: leave it as it is")] if gone else []
    listed = list(posts)
    alike = Counter(one.title.casefold() for one in listed)
    return stays + [
        (str(one.number), f"{one.title}, number {one.number}" if alike[one.title.casefold()] > 1 else one.title)
        for one in listed
    ]


def leader_choices(leaders: Iterable[tuple[str, str]], holding: Mapping[str, PostName]) -> list[tuple[str, str]]:
    """Those who can be named as the leader, each with the post that they hold where the viewer is told."""
    return [(key, f"{name}: holds {holding[key].title}" if key in holding else name) for key, name in leaders]


def leadership_draft(story: Story) -> str:
    """How leadership of a post changed, in sentences that name nobody; marked with the day and where they come from.

    Empty where nothing is entered.
    """
    if story.since is None:
        return ""
    said = [f"From the posts entered here, as at {day(story.on)}: {_holders(story)}", *_left(story), *_here(story)]
    said += [*_empty(story), *_stood_in(story)]
    return " ".join(said)


def _holders(story: Story) -> str:
    assert story.since is not None  # whoever asks has something entered
    if not story.holders:
        return f"since {day(story.since)} nobody has held this post substantively."
    many = "one person has" if story.holders == 1 else f"{_number(story.holders)} people have"
    return f"since {day(story.since)} {many} held this post substantively."


def _left(story: Story) -> list[str]:
    left = story.left
    if not left:
        return []
    if len(left) == 1:
        return [f"The one who left stayed {_months(left[0])}."]
    if len(left) < FEW:
        return [f"Those who left stayed {' and '.join(_months(one) for one in left)}."]
    middle = _months(round(median(left)))
    spread = f", between {_months(left[0])} and {_months(left[-1])}" if left[0] != left[-1] else ""
    return [f"Of {_number(len(left))} stays that are over, the one in the middle lasted {middle}{spread}."]


def _here(story: Story) -> list[str]:
    here = story.here
    if not here:
        return []
    if len(here) == 1:
        return [f"Whoever holds it today has done so for {_months(here[0])}."]
    return [f"Those who share it today have done so for {' and '.join(_months(one) for one in here)}."]


def _empty(story: Story) -> list[str]:
    if not story.empty_times:
        return []
    now = ", and does so today" if story.empty_now else ""
    in_all = " in all" if story.empty_times > 1 else ""
    times, months = _times(story.empty_times), _months(story.empty_months)
    return [f"It stood without a substantive holder {times}, for {months}{in_all}{now}."]


def _stood_in(story: Story) -> list[str]:
    if not story.stood_in:
        return []
    return [f"It was held by an interim, or by somebody acting or on secondment, {_times(story.stood_in)}."]


def _months(many: int) -> str:
    return "less than a month" if many < 1 else "1 month" if many == 1 else f"{many} months"


def _times(many: int) -> str:
    return "once" if many == 1 else "twice" if many == 2 else f"{_number(many)} times"


def _number(many: int) -> str:
    words = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
    return words[many] if many < len(words) else str(many)


def carried(answer: Carried) -> str:
    """What was pointed at posts, or would be, and what was left and why."""
    did = "points at" if answer.written else "would point at"
    lines = [f"{_which(one)} {did} post {one.post.number}, {one.post.title}." for one in answer.pointed if one.post]
    lines += [_left_words(one) for one in answer.left]
    lines += [f"Asked to be entered: {one}. The worker enters it and points at it." for one in answer.asked]
    if not lines:
        return "Every compact and prospectus that is open points at a post."
    if answer.pointed and not answer.written:
        lines.append("Nothing was written. Add --write to do it.")
    return "\n".join(lines)


def _left_words(one: Fitting) -> str:
    if one.cleared:
        return f"{_which(one)}: somebody said that it is none of the posts entered, and so it stays."
    if not one.fits:
        return f"{_which(one)}: no open post of {one.organisation_code} is called so."
    numbers = ", ".join(str(post.number) for post in one.fits)
    return f"{_which(one)}: several posts are called so ({numbers}). Say on its page which it is."


def _which(one: Fitting) -> str:
    return f"{ABOUT[one.what].capitalize()} {one.number} ({one.role}, {one.organisation_code})"
