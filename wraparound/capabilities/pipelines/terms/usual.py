"""The posts that most boards have, and what of them a trust enters at once."""

from dataclasses import dataclass
from datetime import date

from wraparound.capabilities.pipelines.terms.posts import Grade, PostLevel, PostRole


@dataclass(frozen=True)
class UsualLine:
    """A post that most boards have; `common` where the regulations of trusts ask for it."""

    title: str
    role: PostRole
    level: PostLevel = PostLevel.BOARD
    executive: bool = True
    voting: bool = False
    common: bool = False
    grade: Grade = Grade.UNKNOWN

    @property
    def key(self) -> str:
        """What a form calls it."""
        return f"{self.level}_{self.role}"


NON_EXECUTIVE = UsualLine(
    "Non-executive director", PostRole.NON_EXECUTIVE, executive=False, voting=True, grade=Grade.FEE
)
"""There are several of them."""
MOST_NON_EXECUTIVES = 15
_DEPUTY = PostLevel.DEPUTY
USUAL: tuple[UsualLine, ...] = (
    UsualLine("Chair", PostRole.CHAIR, executive=False, voting=True, common=True, grade=Grade.FEE),
    UsualLine("Chief executive", PostRole.CHIEF_EXECUTIVE, voting=True, common=True),
    UsualLine("Chief finance officer", PostRole.FINANCE, voting=True, common=True),
    UsualLine("Chief nursing officer", PostRole.NURSING, voting=True, common=True),
    UsualLine("Chief medical officer", PostRole.MEDICAL, voting=True, common=True),
    UsualLine("Chief operating officer", PostRole.OPERATIONS),
    UsualLine("Chief people officer", PostRole.PEOPLE),
    UsualLine("Director of strategy", PostRole.STRATEGY),
    UsualLine("Chief digital and information officer", PostRole.DIGITAL),
    UsualLine("Director of governance", PostRole.GOVERNANCE),
    UsualLine("Director of estates and facilities", PostRole.ESTATES),
    UsualLine("Deputy chief finance officer", PostRole.FINANCE, _DEPUTY),
    UsualLine("Deputy chief nursing officer", PostRole.NURSING, _DEPUTY),
    UsualLine("Deputy chief medical officer", PostRole.MEDICAL, _DEPUTY),
    UsualLine("Deputy chief operating officer", PostRole.OPERATIONS, _DEPUTY),
    UsualLine("Deputy chief people officer", PostRole.PEOPLE, _DEPUTY),
    UsualLine("Deputy director of strategy", PostRole.STRATEGY, _DEPUTY),
    UsualLine("Deputy chief digital and information officer", PostRole.DIGITAL, _DEPUTY),
)
"""In the order in which they are entered: whoever stands above comes first."""


@dataclass(frozen=True, kw_only=True)
class UsualPost:
    """A post of a usual board as it is entered: what it is called here, and who holds it.

    `holder` is a name, empty where it is not known yet; `vacant` where nobody holds it. Both, like the post itself,
    count from `since`.
    """

    line: UsualLine
    title: str
    holder: str = ""
    vacant: bool = False
    since: date


@dataclass(frozen=True)
class BoardEntered:
    """What was entered at once: posts, holders and vacancies; `known` are those who were here already, by name."""

    posts: int
    holders: int
    vacant: int
    known: tuple[str, ...]
