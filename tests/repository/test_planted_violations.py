"""Every contract and rule is proved by breaking it: each violation makes a check red, and is named."""

import re
import tomllib

import pytest

from tests.repository.copies import ROOT, Plant, added, copy_of_the_project, dotted, in_room, replaced
from tests.repository.test_rules import RULES

pytestmark = pytest.mark.planted

HOUSE = "The house: each floor knows only those below"
ORDER = "Inside a capability, data flows one way"
PURE = "Pure files know nothing of the web or the database"
UNTOUCHED = "A calculation touches no file, clock, network, process or global randomness"
DOORS = "Views, API and commands reach records only through actions and queries"
NEIGHBOURS = "A capability uses another only through its queries and its terms"
DOWNWARDS = "Capabilities look down, never in a circle"
APART = "Nobody imports equality"
FACELESS = "No face of equality reads a count before small numbers are kept back"

CAPABILITIES = "wraparound.capabilities"
CALCULATION = in_room("expectations", "calculation")
WORDING = in_room("expectations", "wording")
TERMS = in_room("expectations", "terms")
VIEWS = in_room("sources", "views")
API = in_room("sources", "api")
QUERIES = in_room("sources", "queries")
ACTIONS = in_room("sources", "actions")
METHOD = "wraparound/methods/planted.py"


def imports(contract: str, file: str, module: str) -> Plant:
    """A file that imports what it must not."""
    return Plant(contract, file, added(f"import {module}"), f"{dotted(file)} -> {module}")


def stands_there(contract: str, file: str) -> Plant:
    """A module where there is no place for one."""
    module = dotted(file).removesuffix(".__init__")
    return Plant(contract, file, added(""), f"- {module}\n")


AGAINST_CONTRACTS = {
    "a method imports the site": imports(HOUSE, METHOD, "wraparound.web.catalogue"),
    "published figures import a capability": imports(
        HOUSE, "wraparound/published/planted.py", f"{CAPABILITIES}.sources.terms"
    ),
    "records know people": imports(HOUSE, "wraparound/records/planted.py", "wraparound.people.terms.access"),
    "a floor nobody knows": stands_there(HOUSE, "wraparound/attic/__init__.py"),
    "a calculation imports queries": imports(ORDER, CALCULATION, f"{CAPABILITIES}.expectations.queries"),
    "a model imports a view": imports(ORDER, in_room("sources", "models"), f"{CAPABILITIES}.sources.views"),
    "a room nobody knows": stands_there(ORDER, f"{CAPABILITIES.replace('.', '/')}/expectations/gossip.py"),
    "terms import Django": imports(PURE, TERMS, "django"),
    "wording imports Jinja": imports(PURE, WORDING, "jinja2"),
    "a calculation reads the clock": imports(UNTOUCHED, CALCULATION, "time"),
    "a method opens a socket": imports(UNTOUCHED, METHOD, "socket"),
    "a view imports models": imports(DOORS, VIEWS, f"{CAPABILITIES}.sources.models"),
    "the API imports models": imports(DOORS, API, f"{CAPABILITIES}.sources.models"),
    "a capability uses another's wording": imports(
        NEIGHBOURS, in_room("expectations", "views"), f"{CAPABILITIES}.sources.wording"
    ),
    "a capability reads the store of equality": imports(
        APART, in_room("pipelines", "queries"), f"{CAPABILITIES}.equality.queries.own"
    ),
    "the site itself reads it": imports(APART, "wraparound/web/planted.py", f"{CAPABILITIES}.equality.models.answers"),
    "a page of equality reads a count": imports(
        FACELESS, in_room("equality", "views"), f"{CAPABILITIES}.equality.queries.counting"
    ),
    "a command of equality reads a count": imports(
        FACELESS, in_room("equality", "commands"), f"{CAPABILITIES}.equality.queries.counting"
    ),
    "a capability looks upwards": imports(DOWNWARDS, QUERIES, f"{CAPABILITIES}.expectations.queries"),
}

FUNCTION = "def planted{}:\n    {}"
TYPED = "\n\n" + FUNCTION.format("() -> object", "return {}")
CLOCK = "from datetime import datetime\n" + TYPED.format("datetime.now()")
TODAY = "from datetime import date\n" + TYPED.format("date.today()")
CHANCE = "import numpy\n" + TYPED.format("numpy.random.seed(1)")
DIGGING = "from django.apps import apps\n" + TYPED.format("apps.get_model('sources.ReleaseAdoption')")

AGAINST_LINT = {
    "the clock in a calculation": Plant("TID251", CALCULATION, added(CLOCK), "`datetime.datetime.now` is banned"),
    "today in a calculation": Plant("TID251", CALCULATION, added(TODAY), "`datetime.date.today` is banned"),
    "global chance": Plant("TID251", METHOD, added(CHANCE), "`numpy.random.seed` is banned"),
    "a model dug up by name": Plant("TID251", ACTIONS, added(DIGGING), "`django.apps.apps.get_model` is banned"),
    "a function without types": Plant("ANN", ACTIONS, added("def planted(x):\n    return x"), "Missing return type"),
}

VIEW = FUNCTION.format("(request)", "return None")
OPERATION = f"@router.get('/planted')\n{VIEW}"
ENVIRONMENT = "import os\n" + TYPED.format("os.environ['PLANTED']")
UNKEPT = "\n\nclass Planted(models.Model):\n    class Meta:\n        app_label = 'sources'"
ETHNIC = "\n\nclass Planted(models.Model):\n    ethnicity = models.CharField(max_length=2)\n    not_a_record = 'x'"
LEADS_OUT = (
    "\n\nclass Planted(models.Model):\n    about = models.ForeignKey('people.Person', models.PROTECT)\n"
    "    not_a_record = 'x'\n\n    class Meta:\n        app_label = 'equality'"
)
DATACLASS = "import dataclasses\n\n\n@dataclasses.dataclass\nclass SnowOnAWarmDay:\n    depth: int"
FORBIDDEN_FOLDER = "/".join(("", "work", "planted.csv"))  # in pieces, or this file would be found

AGAINST_RULES = (
    Plant(
        "init_files_are_empty",
        "wraparound/methods/__init__.py",
        added('"""Not empty."""'),
        "methods/__init__.py",
    ),
    Plant(
        "names_say_something",
        "wraparound/methods/utils.py",
        added(""),
        "wraparound/methods/utils.py has a name",
    ),
    Plant(
        "rooms_are_the_closed_list",
        "wraparound/capabilities/expectations/gossip.py",
        added(""),
        "wraparound/capabilities/expectations/gossip.py is not a room",
    ),
    Plant(
        "rooms_are_files_or_packages",
        "wraparound/capabilities/sources/tasks/later.py",
        added(""),
        "wraparound/capabilities/sources/tasks needs an empty __init__.py",
    ),
    Plant("modules_are_short", "wraparound/methods/endless.py", lambda _: "\n" * 401, "endless.py has 401 lines"),
    Plant(
        "templates_extend_the_layout",
        "wraparound/capabilities/sources/templates/sources/bare.html",
        added("<h1>Alone</h1>"),
        "sources/bare.html does not begin with",
    ),
    Plant(
        "no_form_stands_in_a_paragraph",
        "wraparound/capabilities/sources/templates/sources/inside.html",
        added("<p>Alone <form></form></p>"),
        "inside.html:2 has a <form> inside a <p>",
    ),
    Plant(
        "style_sheets_close_what_they_open",
        "wraparound/web/assets/wraparound/wraparound.css",
        added("@media print { .planted { color: red; }"),
        "close what is open",
    ),
    Plant(
        "calculations_reach_for_nothing",
        CALCULATION,
        added(FUNCTION.format("()", "return open('figures.csv')")),
        "calls open()",
    ),
    Plant(
        "queries_know_the_viewer",
        QUERIES,
        added(FUNCTION.format("(row)", "return row")),
        "planted does not take viewer=",
    ),
    Plant(
        "actions_know_who_acts",
        ACTIONS,
        added(FUNCTION.format("(row)", "return row")),
        "planted does not take by=",
    ),
    Plant("views_ask_first", VIEWS, added(VIEW), "planted must begin with require"),
    Plant("operations_ask_first", API, added(OPERATION), "planted must begin with require"),
    Plant(
        "operations_answer_no_tuple",
        in_room("expectations", "api"),
        added("@router.get('/planted')\ndef planted(request) -> tuple[int, ...]:\n    return 1, 2"),
        "planted answers with a tuple",
    ),
    Plant("nobody_digs_for_models", METHOD, added(DIGGING), "planted.py:6 calls get_model"),
    Plant(
        "only_settings_read_the_environment",
        "wraparound/methods/env.py",
        added(ENVIRONMENT),
        "env.py:6 reads the environment",
    ),
    Plant(
        "imports_name_what_they_want",
        "wraparound/methods/star.py",
        added("from math import *"),
        "star.py:2 imports *",
    ),
    Plant(
        "decisions_are_numbered",
        "docs/decisions/0001-planted.md",
        added("# Planted"),
        "2 files numbered 0001",
    ),
    Plant(
        "decisions_have_their_headings",
        "docs/decisions/0001-planted.md",
        added(""),
        "has no heading Consequences",
    ),
    Plant("words_are_explained", TERMS, added(DATACLASS), "explain **snow on a warm day**"),
    Plant(
        "dependencies_say_why",
        "pyproject.toml",
        replaced("dependencies = [\n", 'dependencies = [\n  "planted>=1",\n'),
        'says what it is for: "planted>=1",',
    ),
    Plant(
        "nothing_is_of_one_machine",
        "docs/how-to/planted.md",
        added(FORBIDDEN_FOLDER),
        "how-to/planted.md:2 says",
    ),
    Plant("readme_says_how_to_begin", "README.md", lambda _: "# Wraparound", "does not mention make demo"),
    Plant("licence_is_there", "LICENSE", lambda _: "Ask us.", "LICENSE should hold"),
    Plant(
        "catalogue_and_folders_agree",
        "wraparound/capabilities/attic/__init__.py",
        added(""),
        "wraparound/capabilities/attic is not in",
    ),
    Plant(
        "capabilities_are_described",
        "docs/methods/sources.md",
        lambda _: "",
        "docs/methods/sources.md is missing",
    ),
    Plant(
        "capabilities_have_one_name",
        "wraparound/capabilities/sources/urls.py",
        replaced('app_name = "sources"', 'app_name = "origins"'),
        "The addresses of sources should be under /sources/",
    ),
    Plant(
        "templates_stand_under_the_name",
        "wraparound/capabilities/sources/templates/elsewhere/_part.html",
        added(""),
        "elsewhere/_part.html should stand in templates/sources/",
    ),
    Plant(
        "models_are_records",
        in_room("sources", "models"),
        added(UNKEPT),
        "wraparound.capabilities.sources.models.Planted is not a Record",
    ),
    Plant(
        "no_protected_characteristics",
        "wraparound/records/models/outbox.py",
        added(ETHNIC),
        "wraparound.records.models.outbox.Planted has ethnicity",
    ),
    Plant(
        "counts_leave_through_the_publisher",
        in_room("equality", "queries"),
        added("from wraparound.capabilities.equality.queries import counting"),
        "wraparound/capabilities/equality/queries/planted.py reads counts of equality",
    ),
    Plant(
        "stores_share_nothing",
        "wraparound/capabilities/equality/models/stages.py",
        added(LEADS_OUT),
        "wraparound.capabilities.equality.models.stages.Planted has about, which leads from one store to the other",
    ),
    Plant(
        "steps_fill_no_new_store",
        "wraparound/capabilities/sources/migrations/0001_initial.py",
        added("PLANTED = migrations.RunSQL"),
        "sources/migrations/0001_initial.py does more than make tables",
    ),
    Plant(
        "command_line_is_documented",
        "docs/how-to/command-line.md",
        added("Old words."),
        "run make help-pages",
    ),
)


@pytest.fixture(scope="session")
def copy(tmp_path_factory):
    made = copy_of_the_project(tmp_path_factory.mktemp("planted"))
    before = made.contents
    yield made
    assert made.contents == before, "a planted violation was left behind"


@pytest.fixture(scope="session")
def spoilt_rules(copy):
    """One run for all of them, because each run starts Django: every test below looks for its own line."""
    with copy.planted(*AGAINST_RULES):
        return copy.check("rules")


@pytest.fixture(scope="session")
def spoilt_contracts(copy):
    """One run for all of them, because each run reads every import: every test below looks below its own contract."""
    with copy.planted(*AGAINST_CONTRACTS.values()):
        return copy.check("contracts")


@pytest.fixture(scope="session")
def spoilt_lint(copy):
    """One run for all of them: every test below looks for the line of its own file."""
    with copy.planted(*AGAINST_LINT.values()):
        return copy.check("lint")


def said_below(contract, said):
    """What is said of one contract among the broken ones, and of no other."""
    names = "|".join(re.escape(plant.breaks) for plant in AGAINST_CONTRACTS.values())
    _, _, broken = said.partition("Broken contracts")
    below = rf"^ *{re.escape(contract)}\n *-+\n(.*?)(?=^ *(?:{names})\n *-+\n|\Z)"
    found = re.search(below, broken, re.MULTILINE | re.DOTALL)
    return found[1] if found else ""


def test_a_clean_copy_is_green(copy):
    run = copy.check("contracts", "lint", "rules")
    assert run.returncode == 0, run.stdout


@pytest.mark.parametrize("plant", AGAINST_CONTRACTS.values(), ids=AGAINST_CONTRACTS.keys())
def test_a_broken_contract_is_reported(spoilt_contracts, plant):
    assert spoilt_contracts.returncode == 1
    assert f"{plant.breaks} BROKEN" in spoilt_contracts.stdout
    assert plant.said in said_below(plant.breaks, spoilt_contracts.stdout)


@pytest.mark.parametrize("plant", AGAINST_LINT.values(), ids=AGAINST_LINT.keys())
def test_what_ruff_forbids_is_reported(spoilt_lint, plant):
    assert spoilt_lint.returncode == 1
    lines = spoilt_lint.stdout.splitlines()
    assert any(plant.file in line and plant.breaks in line and plant.said in line for line in lines)


@pytest.mark.parametrize("plant", AGAINST_RULES, ids=lambda plant: plant.breaks)
def test_a_broken_rule_is_reported(spoilt_rules, plant):
    assert spoilt_rules.returncode == 1
    assert f"test_rule[{plant.breaks}]" in spoilt_rules.stdout
    assert plant.said in spoilt_rules.stdout


def test_no_rule_goes_unproved():
    assert {rule.__name__ for rule in RULES} == {plant.breaks for plant in AGAINST_RULES}


def test_no_contract_goes_unproved():
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    contracts = {contract["name"] for contract in settings["tool"]["importlinter"]["contracts"]}
    assert contracts == {plant.breaks for plant in AGAINST_CONTRACTS.values()}
