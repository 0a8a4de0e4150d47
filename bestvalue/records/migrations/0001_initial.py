import bestvalue.records.triggers
import django.core.serializers.json
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('cases', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Anchor',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('taken_on', models.DateField(unique=True)),
                ('taken_at', models.DateTimeField()),
                ('chains', models.PositiveIntegerField(verbose_name='number of chains')),
                ('events', models.PositiveBigIntegerField(verbose_name='number of events')),
                ('digest', models.CharField(max_length=64)),
            ],
            options={
                'ordering': ['-taken_on'],
            },
        ),
        migrations.CreateModel(
            name='Event',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('stream', models.CharField(max_length=200)),
                ('case_version', models.PositiveIntegerField(verbose_name='place in the chain')),
                ('acting_for', models.CharField(blank=True, max_length=300, verbose_name='decided by')),
                ('verb', models.CharField(max_length=80)),
                ('subject', models.CharField(help_text='Kind and identifier: `notice:…`.', max_length=200, verbose_name='what it was done to')),
                ('reason', models.TextField(blank=True)),
                ('legal_basis', models.CharField(blank=True, max_length=300)),
                ('before', models.JSONField(blank=True, default=dict, encoder=django.core.serializers.json.DjangoJSONEncoder)),
                ('after', models.JSONField(blank=True, default=dict, encoder=django.core.serializers.json.DjangoJSONEncoder)),
                ('decided_on', models.DateField(blank=True, null=True)),
                ('effective_on', models.DateField(blank=True, null=True)),
                ('recorded_at', models.DateTimeField()),
                ('request_id', models.CharField(blank=True, max_length=64)),
                ('previous_hash', models.CharField(blank=True, max_length=64)),
                ('hash', models.CharField(max_length=64, unique=True)),
            ],
            options={
                'ordering': ['stream', 'case_version'],
            },
        ),
        migrations.CreateModel(
            name='Reading',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('subject', models.CharField(max_length=200, verbose_name='what was read')),
                ('read_at', models.DateTimeField()),
                ('request_id', models.CharField(blank=True, max_length=64)),
            ],
            options={
                'ordering': ['-read_at', '-id'],
            },
        ),
        migrations.CreateModel(
            name='Stream',
            fields=[
                ('version', models.PositiveIntegerField(default=0, editable=False, verbose_name='number of events')),
                ('head', models.CharField(blank=True, default='', editable=False, max_length=64, verbose_name='hash of the last event')),
                ('name', models.CharField(max_length=200, primary_key=True, serialize=False)),
            ],
            options={
                'ordering': ['name'],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='anchor',
            trigger=pgtrigger.compiler.Trigger(name='never_deleted', sql=bestvalue.records.triggers.FirmTriggerSql(func="RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'Records are never deleted (N22).';", hash='9e9397743cdec3cfe2eac2fa52284507adccf731', operation='DELETE', pgid='pgtrigger_never_deleted_dfc1a', table='records_anchor', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='anchor',
            trigger=pgtrigger.compiler.Trigger(name='never_truncated', sql=bestvalue.records.triggers.FirmTriggerSql(func="RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'Records are never deleted (N22).';", hash='217d7ee42fea9503d1c8ab996f55fe7f09d6fc6f', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_never_truncated_69f92', table='records_anchor', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='anchor',
            trigger=pgtrigger.compiler.Trigger(name='never_updated', sql=bestvalue.records.triggers.FirmTriggerSql(func="RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'Records are never changed (R42).';", hash='5ba27036c63c79e079c018fd6225548d43fdded4', operation='UPDATE', pgid='pgtrigger_never_updated_ce296', table='records_anchor', when='BEFORE')),
        ),
        migrations.AddField(
            model_name='event',
            name='actor',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='events', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='event',
            name='case',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='events', to='cases.case'),
        ),
        migrations.AddField(
            model_name='reading',
            name='case',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='readings', to='cases.case'),
        ),
        migrations.AddField(
            model_name='reading',
            name='reader',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='readings', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddIndex(
            model_name='event',
            index=models.Index(fields=['case', '-case_version'], name='event_case_latest'),
        ),
        migrations.AddConstraint(
            model_name='event',
            constraint=models.UniqueConstraint(fields=('stream', 'case_version'), name='event_one_place_in_chain'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='event',
            trigger=pgtrigger.compiler.Trigger(name='never_deleted', sql=bestvalue.records.triggers.FirmTriggerSql(func="RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'Records are never deleted (N22).';", hash='4e555bc311047b2829fdf860fad3026ebc7aabe8', operation='DELETE', pgid='pgtrigger_never_deleted_d9ebf', table='records_event', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='event',
            trigger=pgtrigger.compiler.Trigger(name='never_truncated', sql=bestvalue.records.triggers.FirmTriggerSql(func="RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'Records are never deleted (N22).';", hash='4bb007f7d85d0f4e36b2ba887a455ff8ef7f82e8', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_never_truncated_0a37c', table='records_event', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='event',
            trigger=pgtrigger.compiler.Trigger(name='never_updated', sql=bestvalue.records.triggers.FirmTriggerSql(func="RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'Records are never changed (R42).';", hash='a62f16fa7c3efabf7780339393d1c9772053a068', operation='UPDATE', pgid='pgtrigger_never_updated_6ee56', table='records_event', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='event',
            trigger=pgtrigger.compiler.Trigger(name='chained', sql=bestvalue.records.triggers.FirmTriggerSql(func="\n    IF NEW.recorded_at <> transaction_timestamp() THEN\n        RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'An event is recorded at the database''s own time.';\n    END IF;\n    IF NEW.case_version = 1 AND NEW.previous_hash = '' THEN RETURN NEW; END IF;\n    IF NOT EXISTS (\n        SELECT 1 FROM records_event earlier WHERE earlier.stream = NEW.stream\n        AND earlier.case_version = NEW.case_version - 1 AND earlier.hash = NEW.previous_hash\n    ) THEN RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'An event must follow the one before it in its chain.'; END IF;\n    RETURN NEW;\n", hash='ea24f36a992006d0bec2cfc85499ecf5dda0d6c5', operation='INSERT', pgid='pgtrigger_chained_dd9e1', table='records_event', when='BEFORE')),
        ),
        migrations.AddIndex(
            model_name='reading',
            index=models.Index(fields=['case', '-read_at'], name='reading_case_latest'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='reading',
            trigger=pgtrigger.compiler.Trigger(name='never_deleted', sql=bestvalue.records.triggers.FirmTriggerSql(func="RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'Records are never deleted (N22).';", hash='8343e166617276af81712335bfd5807660f974f2', operation='DELETE', pgid='pgtrigger_never_deleted_3023b', table='records_reading', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='reading',
            trigger=pgtrigger.compiler.Trigger(name='never_truncated', sql=bestvalue.records.triggers.FirmTriggerSql(func="RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'Records are never deleted (N22).';", hash='aebcb567bb04ddb780acf9b5176a30c35af41339', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_never_truncated_27121', table='records_reading', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='reading',
            trigger=pgtrigger.compiler.Trigger(name='never_updated', sql=bestvalue.records.triggers.FirmTriggerSql(func="RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'Records are never changed (R42).';", hash='e969be3e1282405b8f42348a96bdbed23ed9db8e', operation='UPDATE', pgid='pgtrigger_never_updated_286ca', table='records_reading', when='BEFORE')),
        ),
    ]
