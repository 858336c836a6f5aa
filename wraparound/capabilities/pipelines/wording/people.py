"""What people would consider, and what they are released for, in words."""

from collections.abc import Mapping

from wraparound.capabilities.pipelines.terms.people import Move, ReleaseFor, ReleaseTo, Travel

MOVES: Mapping[Move, str] = {
    Move.POST: "A new post",
    Move.SECONDMENT: "A secondment",
    Move.INTERIM: "An interim post",
    Move.STRETCH: "A stretch assignment",
    Move.SHADOWING: "Shadowing",
}
TRAVEL: Mapping[Travel, str] = {
    Travel.NEAR: "Near where I live",
    Travel.REGION: "Anywhere in the regions I name",
    Travel.MOVE: "I would move home",
}
RELEASED_FOR: Mapping[ReleaseFor, str] = {
    ReleaseFor.POSTS: "to be considered for posts",
    ReleaseFor.STRETCH: "to be offered stretch assignments and secondments",
    ReleaseFor.TALENT_BOARD: "to be talked about at the regional talent board",
}
RELEASED_TO: Mapping[ReleaseTo, str] = {
    ReleaseTo.REGION: "those who keep the pipeline of the region",
    ReleaseTo.TRUSTS: "those who keep the pipeline of the region, and those who lead its trusts for talent",
}
