"""Roles and what they ask, in words."""

from collections.abc import Mapping

from wraparound.capabilities.careers.terms.profiles import ProfileLine, ProfilePage, RoleLevel, RoleSought
from wraparound.capabilities.careers.wording.frameworks import how_many
from wraparound.capabilities.pipelines.terms.posts import PostRole

ROLES: Mapping[PostRole, str] = {
    PostRole.CHIEF_EXECUTIVE: "Chief executive",
    PostRole.CHAIR: "Chair",
    PostRole.NON_EXECUTIVE: "Non-executive director",
    PostRole.FINANCE: "Director of finance",
    PostRole.NURSING: "Director of nursing",
    PostRole.MEDICAL: "Medical director",
    PostRole.OPERATIONS: "Director of operations",
    PostRole.PEOPLE: "Director of people",
    PostRole.STRATEGY: "Director of strategy",
    PostRole.DIGITAL: "Director of digital and information",
    PostRole.GOVERNANCE: "Director of governance",
    PostRole.ESTATES: "Director of estates and facilities",
    PostRole.QUALITY: "Director of quality and improvement",
    PostRole.ALLIED_HEALTH: "Director of allied health professions",
    PostRole.OTHER: "Another director",
}
LEVELS: Mapping[RoleLevel, str] = {
    RoleLevel.BOARD: "On the board",
    RoleLevel.DEPUTY: "Deputy: the tier that reports to the board",
    RoleLevel.SENIOR: "Senior: leads a service or a division",
    RoleLevel.MIDDLE: "Middle: leads several wards or teams",
    RoleLevel.FIRST_LINE: "First line: leads a ward or a team",
}
FIELDS: Mapping[PostRole, str] = {
    PostRole.FINANCE: "finance",
    PostRole.NURSING: "nursing",
    PostRole.MEDICAL: "medicine",
    PostRole.OPERATIONS: "operations",
    PostRole.PEOPLE: "people",
    PostRole.STRATEGY: "strategy",
    PostRole.DIGITAL: "digital and information",
    PostRole.GOVERNANCE: "governance",
    PostRole.ESTATES: "estates and facilities",
    PostRole.QUALITY: "quality and improvement",
    PostRole.ALLIED_HEALTH: "allied health professions",
    PostRole.OTHER: "another field",
}
"""In which field roles below deputies lead. Seats of a board have none."""
BELOW: Mapping[RoleLevel, str] = {
    RoleLevel.SENIOR: "Senior manager, {}",
    RoleLevel.MIDDLE: "Manager of several teams, {}",
    RoleLevel.FIRST_LINE: "Team leader, {}",
}
CALLED: Mapping[tuple[PostRole, RoleLevel], str] = {
    (PostRole.NURSING, RoleLevel.MIDDLE): "Matron",
    (PostRole.NURSING, RoleLevel.FIRST_LINE): "Ward manager",
}
"""Roles that have a name of their own."""
KEPT = "Kept. This is what the role asks now, as everybody with an account reads it."
ANY = "Of any kind"
NO_ROLES = "Nobody has written down yet what roles ask where you work."
ONE_ALREADY = "There is a profile of this role here already. Change that one."
IN_USE = "profiles of posts that ask for it"


def role_words(one: RoleSought) -> str:
    """What a role is called.

    >>> role_words(RoleSought(role=PostRole.NURSING, level=RoleLevel.DEPUTY))
    'Deputy director of nursing'
    """
    name = ROLES[one.role]
    if one.level is RoleLevel.BOARD:
        return name
    if one.level is RoleLevel.DEPUTY:
        return f"Deputy {name[0].lower()}{name[1:]}"
    return CALLED.get((one.role, one.level)) or BELOW[one.level].format(FIELDS[one.role])


def whose_words(one: ProfileLine) -> str:
    """Whose words a profile is."""
    if not one.is_default:
        return f"As {one.owner} asks it."
    kind = f" for organisations of the kind “{one.sought.kind}”" if one.sought.kind else ""
    return f"The default of {one.owner}{kind}."


def asks_words(page: ProfilePage) -> str:
    """How much a role asks, in a sentence."""
    must = sum(one.essential for one in page.asks)
    return (
        f"It asks for {how_many(len(page.asks), 'competency', 'competencies')}, of which {must} "
        f"{'is' if must == 1 else 'are'} essential."
    )
