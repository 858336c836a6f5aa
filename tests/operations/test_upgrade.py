"""A site from before records had controllers and a history is brought up to date, and nothing of it is lost."""

import json

from tests.operations.test_tables_at_once import built

BEFORE = """
from django.db import connection
rows = (
    "INSERT INTO people_region (id, code, name, made_up) VALUES (1, 'NORTH', 'Northmoor', true)",
    "INSERT INTO people_organisation (id, code, name, kind, region_id, made_up) "
    "VALUES (1, 'N1', 'Trust', 'Acute', 1, true)",
    "INSERT INTO people_person (id, password, key, name, name_key, email, is_active, made_up, in_chooser, joined_at) "
    "VALUES (1, '!', '00000000000000000000000000000001', 'Ada', 'ada', 'a@a.example', true, true, false, '2025-01-01')",
    "INSERT INTO people_person (id, password, key, name, name_key, email, is_active, made_up, in_chooser, joined_at) "
    "VALUES (2, '!', '00000000000000000000000000000002', 'Gone', 'gone', NULL, false, true, false, '2025-01-01')",
    "INSERT INTO people_membership (id, person_id, organisation_id, job, starts, recorded_by, recorded_at) "
    "VALUES (1, 1, 1, 'Chair', '2025-01-01', 'operator', '2025-01-01')",
    "INSERT INTO people_grant (id, person_id, role, purpose, scope, organisation_id, starts, reason, granted_by, "
    "granted_by_person_id, granted_at, ended_by) VALUES (1, 1, 'chair', 'talent', 'organisation', 1, '2025-01-01', "
    "'Yes', 'Gone', 2, '2025-01-01', '')",
)
with connection.cursor() as cursor:
    for row in rows:
        cursor.execute(row)
"""
AFTER = """
import json
from django.db import connection
from django.utils import timezone
from wraparound.people.models import Grant, Membership, Organisation, Person, Region
from wraparound.records.actions.store import enter_what_was_here
from wraparound.records.models.log import Change
from wraparound.records.models.triggers import missing
from wraparound.people.terms.access import OPERATOR
gone = Person.objects.get(pk=2)
print(json.dumps({
    "controllers": [one.objects.get(pk=1).controller.code for one in (Region, Organisation, Person, Membership, Grant)],
    "of nobody": gone.controller.code,
    "closed": gone.closed_at is not None,
    "given by": [Grant.objects.get().granted_by, Grant.objects.get().granted_by_person.name],
    "then": Person.objects.as_at(timezone.now()).count(),
    "changes": sorted({one.why for one in Change.objects.all()}),
    "missing": missing(connection),
    "left": enter_what_was_here(at=timezone.now(), by=OPERATOR),
}))
"""


LEAST_TABLES = 100


def test_what_was_there_gets_a_controller_and_a_first_version(empty_site, originals):
    empty_site.manage("migrate", "-v", "0", "people", "0001")
    empty_site.python(BEFORE)
    empty_site.manage("migrate", "-v", "0")
    found = json.loads(empty_site.python(AFTER).splitlines()[-1])
    assert found == {
        "controllers": ["SITE", "N1", "N1", "N1", "N1"],
        "of nobody": "SITE",
        "closed": True,
        "given by": ["", "Gone"],
        "then": 2,
        "changes": ["What was here when history was begun or brought up to date"],
        "missing": [],
        "left": 0,
    }
    empty_site.manage("migrate", "-v", "0")
    # A new store, made as it is today, is the one to which all these steps lead.
    new = originals.empty(empty_site.kind)
    new.manage("migrate", "-v", "0")
    at_once, by_steps = built(new), built(empty_site)
    for one, other in zip(at_once, by_steps, strict=True):
        assert one == other
    assert len(at_once[0]) > LEAST_TABLES
