"""Which post a compact or a prospectus is about: the choice, and what was typed before posts were kept."""

from dataclasses import dataclass
from enum import StrEnum

from wraparound.capabilities.pipelines.terms.pointing import PostName


class AboutPost(StrEnum):
    """What is about a post."""

    COMPACT = "compact"
    PROSPECTUS = "prospectus"


@dataclass(frozen=True, kw_only=True)
class WhichPost:
    """What a compact or a prospectus calls its post, the posts of its organisation, and which of them it points at.

    `now` is that one, none where it points at none; `gone` is the same where it is none of theirs any longer, closed or
    moved. `choices` is empty where the viewer may not say which it is (`may`). `version` is what the form carries.
    """

    number: int
    role: str
    organisation_code: str
    organisation: str
    now: int | None
    choices: tuple[PostName, ...]
    gone: PostName | None
    may: bool
    version: int


@dataclass(frozen=True, kw_only=True)
class Fitting:
    """A compact or a prospectus that points at no post, and the posts of its organisation that are called as it says.

    `may_be_entered`: everybody may know that it names the post, and its words are those that titles are made of.
    `named_in_force`: a compact in force, whose words are such too. `cleared`: it pointed at a post once, and somebody
    said that it is none of these.
    """

    what: AboutPost
    number: int
    organisation_code: str
    role: str
    fits: tuple[PostName, ...]
    may_be_entered: bool = False
    named_in_force: bool = False
    cleared: bool = False

    @property
    def post(self) -> PostName | None:
        """The one that it is about; none where none fits, several do, or somebody said that it is none of these."""
        return self.fits[0] if len(self.fits) == 1 and not self.cleared else None

    @property
    def not_entered(self) -> bool:
        """Whether nothing that is entered is called so, and nobody has said that it is none of what was."""
        return not self.fits and not self.cleared


@dataclass(frozen=True, kw_only=True)
class Carried:
    """What points at a post, or would if it were written; what was left, and posts asked to be entered, by title."""

    written: bool
    pointed: tuple[Fitting, ...]
    left: tuple[Fitting, ...]
    asked: tuple[str, ...] = ()
