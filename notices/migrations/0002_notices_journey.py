import bestvalue.records.triggers
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('notices', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='ExpectationProgress',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('on', models.DateField(verbose_name='as at')),
                ('finding', models.CharField(choices=[('met', 'Met'), ('in_part', 'Met in part'), ('not_yet', 'Not met yet'), ('not_known', 'Not known')], max_length=20)),
                ('text', models.TextField(verbose_name='what the finding rests on')),
            ],
            options={
                'verbose_name_plural': 'progress on expectations',
                'ordering': ['on', 'id'],
            },
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='noticerecipient',
            name='never_deleted',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='noticerecipient',
            name='never_truncated',
        ),
        migrations.AddField(
            model_name='notice',
            name='ending_letter',
            field=models.TextField(blank=True, verbose_name='text of the letter that ends it'),
        ),
        migrations.AddField(
            model_name='notice',
            name='letter_template',
            field=models.CharField(default='best_value_notice_1', editable=False, max_length=60),
        ),
        migrations.AddField(
            model_name='notice',
            name='signed_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='notices_signed', to=settings.AUTH_USER_MODEL, verbose_name='deputy director who signs the letter'),
        ),
        migrations.AddField(
            model_name='noticerecipient',
            name='deemed_served_on',
            field=models.DateField(blank=True, null=True, verbose_name='deemed to be served on'),
        ),
        migrations.AddField(
            model_name='noticerecipient',
            name='proof',
            field=models.CharField(blank=True, max_length=500, verbose_name='proof of service'),
        ),
        migrations.AddField(
            model_name='requirementitem',
            name='due_rule',
            field=models.CharField(blank=True, max_length=300, verbose_name='how the due date was set'),
        ),
        migrations.AddField(
            model_name='requirementreturn',
            name='answers_due_on',
            field=models.DateField(blank=True, null=True, verbose_name='due date it answers'),
        ),
        migrations.AlterField(
            model_name='noticerecipient',
            name='served_how',
            field=models.CharField(blank=True, max_length=200, verbose_name='how it was served'),
        ),
        migrations.AlterField(
            model_name='requirementitem',
            name='frequency',
            field=models.CharField(choices=[('once', 'Once'), ('weekly', 'Every week'), ('fortnightly', 'Every two weeks'), ('monthly', 'Every month'), ('quarterly', 'Every three months')], default='once', max_length=20, verbose_name='how often'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='noticeconcern',
            trigger=pgtrigger.compiler.Trigger(name='part_of_a_draft', sql=bestvalue.records.triggers.FirmTriggerSql(func="IF (SELECT state FROM notices_notice WHERE id = COALESCE(NEW.notice_id, OLD.notice_id)) <> 'draft' THEN RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'The parts of what is no longer a draft are not changed (R2).'; END IF; RETURN COALESCE(NEW, OLD);", hash='58962c633b6d3c467ab8e9dbea9c24004865b384', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_part_of_a_draft_7da62', table='notices_noticeconcern', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='noticeexpectation',
            trigger=pgtrigger.compiler.Trigger(name='part_of_a_draft', sql=bestvalue.records.triggers.FirmTriggerSql(func="IF (SELECT state FROM notices_notice WHERE id = COALESCE(NEW.notice_id, OLD.notice_id)) <> 'draft' THEN RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'The parts of what is no longer a draft are not changed (R2).'; END IF; RETURN COALESCE(NEW, OLD);", hash='3f27b6307943d2943aa2c51d9089fe994ec671b3', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_part_of_a_draft_63851', table='notices_noticeexpectation', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='noticerecipient',
            trigger=pgtrigger.compiler.Trigger(name='part_of_a_draft', sql=bestvalue.records.triggers.FirmTriggerSql(func="IF (SELECT state FROM notices_notice WHERE id = COALESCE(NEW.notice_id, OLD.notice_id)) <> 'draft' THEN RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'The parts of what is no longer a draft are not changed (R2).'; END IF; RETURN COALESCE(NEW, OLD);", hash='8b2592e9f785242d49840a7bb6dde14ae7e2c642', operation='INSERT OR DELETE', pgid='pgtrigger_part_of_a_draft_66c76', table='notices_noticerecipient', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='noticerecipient',
            trigger=pgtrigger.compiler.Trigger(name='set_once', sql=bestvalue.records.triggers.FirmTriggerSql(func="IF (OLD.notice_id IS NOT NULL AND NEW.notice_id IS DISTINCT FROM OLD.notice_id) OR (OLD.officer_id IS NOT NULL AND NEW.officer_id IS DISTINCT FROM OLD.officer_id) OR (OLD.role IS NOT NULL AND NEW.role IS DISTINCT FROM OLD.role) OR (OLD.served_on IS NOT NULL AND NEW.served_on IS DISTINCT FROM OLD.served_on) OR (OLD.deemed_served_on IS NOT NULL AND NEW.deemed_served_on IS DISTINCT FROM OLD.deemed_served_on) THEN RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'A fact that was set once is not changed: notice_id, officer_id, role, served_on, deemed_served_on.'; END IF; RETURN NEW;", hash='ac7170ffd70da4d31fa036fa2d72ca319e839ae3', operation='UPDATE', pgid='pgtrigger_set_once_1b8e4', table='notices_noticerecipient', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='requirementitem',
            trigger=pgtrigger.compiler.Trigger(name='part_of_a_draft', sql=bestvalue.records.triggers.FirmTriggerSql(func="IF (SELECT state FROM notices_informationrequirement WHERE id = COALESCE(NEW.requirement_id, OLD.requirement_id)) <> 'draft' THEN RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'The parts of what is no longer a draft are not changed (R2).'; END IF; RETURN COALESCE(NEW, OLD);", hash='223fc1d15295792c9c5822380e5a1173cf09a62a', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_part_of_a_draft_7afc6', table='notices_requirementitem', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='requirementitem',
            constraint=models.CheckConstraint(condition=models.Q(('frequency__in', ['once', 'weekly', 'fortnightly', 'monthly', 'quarterly'])), name='item_frequency_known'),
        ),
        migrations.AddField(
            model_name='expectationprogress',
            name='expectation',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='progress', to='notices.noticeexpectation'),
        ),
        migrations.AddField(
            model_name='expectationprogress',
            name='recorded_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddConstraint(
            model_name='expectationprogress',
            constraint=models.CheckConstraint(condition=models.Q(('text', ''), _negated=True), name='expectation_progress_rests_on_something'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='expectationprogress',
            trigger=pgtrigger.compiler.Trigger(name='never_deleted', sql=bestvalue.records.triggers.FirmTriggerSql(func="RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'Records are never deleted (N22).';", hash='29a093ef240ecbcaffe1ca9a22f1e3f2f4837ab7', operation='DELETE', pgid='pgtrigger_never_deleted_497ee', table='notices_expectationprogress', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='expectationprogress',
            trigger=pgtrigger.compiler.Trigger(name='never_truncated', sql=bestvalue.records.triggers.FirmTriggerSql(func="RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'Records are never deleted (N22).';", hash='eb3072ce18160e92b772c10e4aad8821ef330e42', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_never_truncated_ac376', table='notices_expectationprogress', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='expectationprogress',
            trigger=pgtrigger.compiler.Trigger(name='never_updated', sql=bestvalue.records.triggers.FirmTriggerSql(func="RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'Records are never changed (R42).';", hash='78d3fc6eb693d3f1aa6e8edb048d36fad2091632', operation='UPDATE', pgid='pgtrigger_never_updated_f3019', table='notices_expectationprogress', when='BEFORE')),
        ),
    ]
