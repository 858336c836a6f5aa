import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('people', '0003_controllers'),
    ]

    operations = [
        migrations.AlterField(
            model_name='grant',
            name='controller',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='records.controller'),
        ),
        migrations.AlterField(
            model_name='membership',
            name='controller',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='records.controller'),
        ),
        migrations.AlterField(
            model_name='organisation',
            name='controller',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='records.controller'),
        ),
        migrations.AlterField(
            model_name='person',
            name='controller',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='records.controller'),
        ),
        migrations.AlterField(
            model_name='region',
            name='controller',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='records.controller'),
        ),
        migrations.AddConstraint(
            model_name='grant',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('granted_by', ''), _negated=True), ('granted_by_person__isnull', False), _connector='OR'), name='granted_by_someone'),
        ),
        migrations.AddConstraint(
            model_name='person',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('closed_at__isnull', True), ('is_active', True)), models.Q(('closed_at__isnull', False), ('is_active', False)), _connector='OR'), name='a_closed_account_says_when'),
        ),
    ]
