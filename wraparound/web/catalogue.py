"""The register of capabilities: settings, addresses, navigation, commands and API are all made from it.

It imports nothing of Django, so that the command line can read it without a database.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Capability:
    """One capability. `name` is its folder, app label, address, command, API part and template prefix.

    `door` is its question on the home page, `behind` the line under it, and `navigation` its words at the top of every
    page; each is empty where it has none. `hears`: its tasks are told when a new evidence
    release is about to be taken into use. `asks`: the module of its queries that says what needs a person today.
    """

    name: str
    question: str
    door: str
    behind: str
    navigation: str
    hears: bool = False
    asks: str = ""
    floor: str = "wraparound.capabilities"

    @property
    def package(self) -> str:
        """Its Python package."""
        return f"{self.floor}.{self.name}"


CATALOGUE: tuple[Capability, ...] = (
    Capability(
        name="expectations",
        question="What is realistic here, and by when?",
        door="What can this trust achieve, by when?",
        behind="Published evidence for every NHS trust in England",
        navigation="Find a trust",
        hears=True,
    ),
    Capability(
        name="sources",
        question="Where does every figure come from?",
        door="Where do these figures come from?",
        behind="Every number walks back to its row and its publisher",
        navigation="Evidence",
    ),
)

PEOPLE = Capability(
    name="people",
    question="Who may see and do what here, and why?",
    door="",
    behind="",
    navigation="",
    asks="accounts",
    floor="wraparound",
)
"""Not a capability but the floor beneath them; it has the same rooms and the same faces."""

FACES = (PEOPLE, *CATALOGUE)
"""Everything that has pages, commands and a part of the API."""
