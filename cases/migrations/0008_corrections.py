import bestvalue.records.triggers
import django.db.models.deletion
import cases.states
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('cases', '0007_calendar'),
        ('records', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Correction',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('state', cases.states.StateField(default='asked', editable=False, max_length=30, protected=True)),
                ('mistake', models.TextField(verbose_name='what was recorded wrongly')),
                ('asked_at', models.DateTimeField()),
                ('decided_at', models.DateTimeField(blank=True, null=True)),
                ('note', models.TextField(blank=True, verbose_name='what the second person says')),
                ('stage_after', models.CharField(blank=True, choices=[('early_engagement', 'Early engagement'), ('best_value_notice', 'Best Value Notice'), ('inspection', 'Inspection'), ('minded_to', 'Minded to intervene'), ('intervention', 'Intervention'), ('exit', 'Exit'), ('oversight', 'Oversight after exit'), ('closed', 'Closed')], max_length=30, verbose_name='stage that the remaining events give')),
                ('asked_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='corrections', to='cases.case')),
                ('decided_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('event', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='records.event')),
            ],
            options={
                'ordering': ['-asked_at', '-id'],
                'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['asked', 'made', 'refused'])), name='correction_state_known'), models.CheckConstraint(condition=models.Q(('decided_by__isnull', True), models.Q(('decided_by', models.F('asked_by')), _negated=True), _connector='OR'), name='correction_by_two_people', violation_error_message='A correction takes two people.'), models.CheckConstraint(condition=models.Q(models.Q(('decided_at__isnull', True), ('decided_by__isnull', True), ('state', 'asked')), models.Q(('decided_at__isnull', False), ('decided_by__isnull', False), ('state__in', ['made', 'refused'])), _connector='OR'), name='correction_decided_by_somebody'), models.UniqueConstraint(condition=models.Q(('state', 'made')), fields=('event',), name='correction_made_once'), models.UniqueConstraint(condition=models.Q(('state', 'asked')), fields=('case',), name='correction_one_waits_on_a_case')],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='correction',
            trigger=pgtrigger.compiler.Trigger(name='never_deleted', sql=bestvalue.records.triggers.FirmTriggerSql(func="RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'Records are never deleted (N22).';", hash='5538996d39b0e906bb8ddaaf4227a6ff7237002d', operation='DELETE', pgid='pgtrigger_never_deleted_2554c', table='cases_correction', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='correction',
            trigger=pgtrigger.compiler.Trigger(name='never_truncated', sql=bestvalue.records.triggers.FirmTriggerSql(func="RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'Records are never deleted (N22).';", hash='fd20cb7b3140bb50146f96b70543196ff5aaacc5', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_never_truncated_7198e', table='cases_correction', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='correction',
            trigger=pgtrigger.compiler.Trigger(name='begins_at_the_beginning', sql=bestvalue.records.triggers.FirmTriggerSql(func="IF NEW.state <> 'asked' THEN RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'It must begin as asked.'; END IF; RETURN NEW;", hash='ebb4edce93c6d60379f25028366a0fe4d7bfa553', operation='INSERT', pgid='pgtrigger_begins_at_the_beginning_6226f', table='cases_correction', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='correction',
            trigger=pgtrigger.compiler.Trigger(name='only_lawful_changes', sql=bestvalue.records.triggers.FirmTriggerSql(func="IF NEW.state <> OLD.state AND (OLD.state, NEW.state) NOT IN (('asked', 'made'), ('asked', 'refused')) THEN RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'No lawful act changes it from one of these states to the other.'; END IF; RETURN NEW;", hash='b864fea03dc5d33357d36d191cf422906646e0e0', operation='UPDATE OF "state"', pgid='pgtrigger_only_lawful_changes_3eec7', table='cases_correction', when='BEFORE')),
        ),
    ]
