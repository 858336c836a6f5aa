"""A new store gets its tables as they are today, all at once."""

import json
import signal
import time

BUILT = """
import json
from django.db import connection
read = connection.introspection
with connection.cursor() as cursor:
    names = sorted(read.table_names(cursor))
    # Django's own table of permissions of groups, unused here, has keys of another width by its own steps.
    columns = {name: sorted(map(repr, read.get_table_description(cursor, name))) for name in names
               if name != "auth_group_permissions"}
    rules = {name: sorted(repr(sorted(one.items())) for one in read.get_constraints(cursor, name).values())
             for name in names}
    cursor.execute("SELECT app, name FROM django_migrations ORDER BY app, name")
    done = cursor.fetchall()
from wraparound.records.models.triggers import missing
print(json.dumps([columns, rules, done, missing(connection)]))
"""


def built(site):
    """Columns, constraints and indexes by table, the steps noted as done, and the triggers that are missing."""
    return json.loads(site.python(BUILT).splitlines()[-1])


def test_killed_in_the_middle_it_is_made_the_next_time(empty_site):
    """At no moment is there a store with some of its tables."""
    for wait in (0.0, 0.2, 0.4, 0.6):
        making = empty_site.start_python(MAKING)
        assert making.stdout.readline() == "begins\n"
        time.sleep(wait)
        making.send_signal(signal.SIGKILL)
        making.communicate()
    empty_site.manage("migrate", "-v", "0")
    assert not built(empty_site)[3]


MAKING = """
from django.core.management import call_command
print("begins", flush=True)
call_command("migrate", verbosity=0, interactive=False)
"""
