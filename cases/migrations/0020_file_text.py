import bestvalue.records.triggers
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('cases', '0019_first_pages'),
    ]

    operations = [
        migrations.CreateModel(
            name='FileText',
            fields=[
                ('file', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='text', serialize=False, to='cases.file')),
                ('body', models.TextField(blank=True)),
                ('is_cut', models.BooleanField(default=False, verbose_name='longer than what is kept of it')),
                ('unreadable', models.CharField(blank=True, max_length=200, verbose_name='why it cannot be read')),
                ('read_at', models.DateTimeField()),
            ],
        ),
        migrations.AddConstraint(
            model_name='filetext',
            constraint=models.CheckConstraint(condition=models.Q(('body', ''), ('unreadable', ''), _connector='OR'), name='file_text_or_why_not'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='filetext',
            trigger=pgtrigger.compiler.Trigger(name='never_deleted', sql=bestvalue.records.triggers.FirmTriggerSql(func="RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'Records are never deleted (N22).';", hash='c1f1992c96a6d223e546ee8993d5c6c04663c0de', operation='DELETE', pgid='pgtrigger_never_deleted_b45df', table='cases_filetext', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='filetext',
            trigger=pgtrigger.compiler.Trigger(name='never_truncated', sql=bestvalue.records.triggers.FirmTriggerSql(func="RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'Records are never deleted (N22).';", hash='33d505cff044eacac255d771e0627f8ee89c56e6', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_never_truncated_35e2b', table='cases_filetext', when='BEFORE')),
        ),
    ]
