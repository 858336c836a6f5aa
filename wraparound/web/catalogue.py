"""The register of capabilities: settings, addresses, navigation, commands and API are all made from it.

It imports nothing of Django, so that the command line can read it without a database.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Capability:
    """One capability. `name` is its folder, app label, address, command, API part and template prefix.

    `door` is its line on the home page and `navigation` its words at the top of every page; empty where it has none.
    """

    name: str
    title: str
    question: str
    door: str
    navigation: str

    @property
    def package(self) -> str:
        """Its Python package."""
        return f"wraparound.capabilities.{self.name}"


CATALOGUE: tuple[Capability, ...] = (
    Capability(
        name="expectations",
        title="Expectations",
        question="What is realistic here, and by when?",
        door="What can this trust achieve, by when?",
        navigation="Find a trust",
    ),
    Capability(
        name="sources",
        title="Sources",
        question="Where does every figure come from?",
        door="Where do these figures come from, and what can they not say?",
        navigation="Evidence",
    ),
)


def capability(name: str) -> Capability:
    """The capability of that name; KeyError when there is none."""
    return {one.name: one for one in CATALOGUE}[name]
