"""A store from before posts were kept is brought up to date: its words stay, what was signed holds, posts are noted."""

import json

BEFORE = """
import json
from django.utils import timezone
from wraparound.capabilities.compacts.actions import prospectuses
from wraparound.capabilities.compacts.models.agreed import Seal
from wraparound.capabilities.compacts.tests.factories import begin, in_force, make_world
from wraparound.capabilities.compacts.terms.prospectuses import Offer, Prospect
world, at = make_world(), timezone.localtime()
said = Prospect(title="Come", offers=(Offer(component="coaching", words=""),), not_judged=("The building",),
    afterwards="A way back", contact="The chair")
shown = prospectuses.begin("ZZ01", "Director of nursing", said, at=at, by=world.chair)
prospectuses.publish(shown.pk, nobody_else_read_it=True, at=at, by=world.chair)
prospectuses.begin("ZZ01", "Director of digital", said, at=at, by=world.chair)
signed = in_force(world)
begin(world, role="Director of nursing")
print(json.dumps({"signed": signed.pk, "seals": [one.digest for one in Seal.objects.order_by("pk")]}))
"""
# Both at once: every step is thought through again for each time that anything is taken back.
BACK = """
from django.core.management.sql import emit_pre_migrate_signal
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
executor, back = MigrationExecutor(connection), [("pipelines", None), ("compacts", "0006_recognition")]
plan = executor.migration_plan(back)
emit_pre_migrate_signal(0, False, "default", plan=plan)
executor.migrate(back, plan)
"""
GUARDED = """
on_postgresql = (
    "CREATE TRIGGER kept_compacts_compact_u BEFORE UPDATE ON compacts_compact FOR EACH ROW "
    "WHEN (OLD.role IS DISTINCT FROM NEW.role) EXECUTE FUNCTION suppress_redundant_updates_trigger()"
)
on_sqlite = (
    "CREATE TRIGGER kept_compacts_compact_u AFTER UPDATE OF role ON compacts_compact "
    "BEGIN SELECT RAISE(ABORT, 'as it was'); END"
)
with connection.cursor() as cursor:
    cursor.execute(on_postgresql if connection.vendor == "postgresql" else on_sqlite)
"""
AFTER = """
import json
from django.db import connection
from django.utils import timezone
from wraparound.capabilities.compacts.actions.carrying import carry_over
from wraparound.capabilities.compacts.models.agreed import Compact, Edition, Prospectus, Seal
from wraparound.capabilities.compacts.queries.verifying import verify
from wraparound.capabilities.pipelines.models.posts import Post
from wraparound.people.terms.access import OPERATOR
from wraparound.records.models.outbox import Event
from wraparound.records.models.triggers import missing
from wraparound.records.tasks import work_off
from wraparound.web.catalogue import listeners
hearers = [one for one in listeners() if one.hearing.task in ("enter_a_named_post", "point_at_the_post")]
first = carry_over(at=timezone.localtime(), by=OPERATOR)
work_off(hearers, "one")
again = carry_over(at=timezone.localtime(), by=OPERATOR)
left = work_off(hearers, "two")
signed = Compact.objects.exclude(last_day=None).get()
print(json.dumps({
    "carried": [first, again, left],
    "posts": [(one.title, one.role, one.organisation.code) for one in Post.objects.all()],
    "compacts": [(one.role, one.post is not None) for one in Compact.objects.order_by("pk")],
    "prospectuses": [(one.role, one.post is not None) for one in Prospectus.objects.order_by("pk")],
    "pointed alike": len({one.post for one in (*Compact.objects.all(), *Prospectus.objects.all()) if one.post}),
    "then": Compact.objects.as_at(timezone.now()).filter(post__isnull=False).count(),
    "holds": verify(signed.pk, viewer=OPERATOR).holds,
    "seals": [one.digest for one in Seal.objects.order_by("pk")],
    "told": Event.objects.filter(name="compacts.post_named").count(),
    "missing": missing(connection),
}))
"""


def test_what_was_typed_is_carried_over_once_and_what_was_signed_still_holds(empty_site):
    empty_site.manage("migrate", "-v", "0")
    before = json.loads(empty_site.python(BEFORE).splitlines()[-1])
    # Its tables as they were: without a number beside the words, without posts, and guarded by what writes history.
    empty_site.python(BACK + GUARDED)
    empty_site.manage("migrate", "-v", "0")
    found = json.loads(empty_site.python(AFTER).splitlines()[-1])
    assert found == {
        "carried": [True, False, 0],
        "posts": [["Director of nursing", "nursing", "ZZ01"]],
        "compacts": [["Chief executive", False], ["Director of nursing", True]],
        "prospectuses": [["Director of nursing", True], ["Director of digital", False]],
        "pointed alike": 1,
        "then": 1,
        "holds": True,
        "seals": before["seals"],
        "told": 1,
        "missing": [],
    }
