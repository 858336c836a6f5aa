"""Every record that is here already gets the legal entity that is answerable for it."""

from django.db import migrations, models
from django.utils import timezone


def give_controllers(apps, schema_editor):
    """What was here before records had controllers: organisations are answerable for their own."""
    Controller = apps.get_model("records", "Controller")
    Grant, Membership, Organisation, Person, Region = (
        apps.get_model("people", name) for name in ("Grant", "Membership", "Organisation", "Person", "Region")
    )
    if Region.objects.exists() or Person.objects.exists():
        site, _ = Controller.objects.get_or_create(code="SITE", defaults={"name": "Whoever runs this site"})
        Region.objects.update(controller=site)
        for one in Organisation.objects.all():
            own, _ = Controller.objects.get_or_create(
                code=one.code.upper(), defaults={"name": one.name, "made_up": one.made_up}
            )
            Organisation.objects.filter(pk=one.pk).update(controller=own)
            Membership.objects.filter(organisation=one).update(controller=own)
            Grant.objects.filter(organisation=one).update(controller=own)
        first = models.OuterRef("pk")
        rows = Membership.objects.filter(person=first).order_by("starts", "pk").values("controller")[:1]
        Person.objects.update(controller=models.Subquery(rows))
        Person.objects.filter(controller=None).update(controller=site)
        Grant.objects.filter(controller=None).update(controller=site)
    Person.objects.filter(is_active=False).update(closed_at=timezone.now())
    Grant.objects.filter(granted_by_person__isnull=False).update(granted_by="")


class Migration(migrations.Migration):

    dependencies = [
        ('people', '0002_records'),
    ]

    operations = [
        migrations.RunPython(give_controllers, migrations.RunPython.noop),
    ]
