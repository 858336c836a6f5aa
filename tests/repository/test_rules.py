"""The rules of the house that neither ruff nor import-linter can check: each says what to do."""

from pathlib import Path

import pytest

from tests.repository import (
    rules_of_code,
    rules_of_documents,
    rules_of_files,
    rules_of_records,
    rules_of_the_catalogue,
)

ROOT = Path(__file__).resolve().parents[2]
RULES = (
    *rules_of_files.RULES,
    *rules_of_code.RULES,
    *rules_of_documents.RULES,
    *rules_of_the_catalogue.RULES,
    *rules_of_records.RULES,
)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_rule(rule):
    faults = list(rule(ROOT))
    if faults:
        pytest.fail("\n".join([rule.__doc__, *faults]), pytrace=False)
