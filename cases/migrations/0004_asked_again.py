import bestvalue.records.triggers
import django.core.serializers.json
import django.utils.timezone
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('cases', '0003_notices_journey'),
        ('records', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterModelOptions(
            name='submissionact',
            options={'ordering': ['submission', 'move', 'created_at']},
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='submissionact',
            name='decided_in_office',
        ),
        migrations.RemoveConstraint(
            model_name='submissionact',
            name='submissionact_asked_once',
        ),
        migrations.AddField(
            model_name='submissionact',
            name='changes',
            field=models.JSONField(default=dict, encoder=django.core.serializers.json.DjangoJSONEncoder, verbose_name='facts that the act itself will set'),
        ),
        migrations.AddField(
            model_name='submissionact',
            name='created_at',
            field=models.DateTimeField(auto_now_add=True, default=django.utils.timezone.now),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name='submissionact',
            name='decided_at',
            field=models.DateTimeField(blank=True, null=True, verbose_name='when it was decided'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='submissionact',
            trigger=pgtrigger.compiler.Trigger(name='decided_in_office', sql=bestvalue.records.triggers.FirmTriggerSql(func="\n    IF NEW.state = 'approved' AND OLD.state <> 'approved' AND NOT NEW.retrospective THEN\n        \n        IF NOT EXISTS (\n            SELECT 1 FROM accounts_roleholding held WHERE held.user_id = NEW.decided_by_id\n             AND NOT held.withdrawn AND held.role IN ('minister', 'secretary_of_state')\n             AND held.starts_on <= NEW.decided_on\n             AND (held.ends_on IS NULL OR held.ends_on >= NEW.decided_on)\n        ) THEN RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'Only a minister in office on that day approves (N6).'; END IF;\n        IF EXISTS (\n            SELECT 1 FROM cases_submission pack WHERE pack.id = NEW.submission_id\n             AND NEW.decided_by_id IN (pack.drafted_by_id, pack.cleared_by_id)\n        ) THEN RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'Nobody decides a submission that they drafted or cleared.'; END IF;\n        IF EXISTS (\n            SELECT 1 FROM cases_recusal recusal WHERE recusal.submission_id = NEW.submission_id\n             AND recusal.minister_id = NEW.decided_by_id\n        ) THEN RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'A minister who declared an interest does not decide (rulings 17).'; END IF;\n    \n    END IF;\n    IF NEW.confirmed_by_id IS DISTINCT FROM OLD.confirmed_by_id THEN\n        IF NEW.state <> 'approved'\n        THEN RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'Only an approval that has not been spent is confirmed (rulings 16).'; END IF;\n        \n        IF NOT EXISTS (\n            SELECT 1 FROM accounts_roleholding held WHERE held.user_id = NEW.confirmed_by_id\n             AND NOT held.withdrawn AND held.role IN ('minister', 'secretary_of_state')\n             AND held.starts_on <= NEW.confirmed_on\n             AND (held.ends_on IS NULL OR held.ends_on >= NEW.confirmed_on)\n        ) THEN RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'Only a minister in office on that day approves (N6).'; END IF;\n        IF EXISTS (\n            SELECT 1 FROM cases_submission pack WHERE pack.id = NEW.submission_id\n             AND NEW.confirmed_by_id IN (pack.drafted_by_id, pack.cleared_by_id)\n        ) THEN RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'Nobody decides a submission that they drafted or cleared.'; END IF;\n        IF EXISTS (\n            SELECT 1 FROM cases_recusal recusal WHERE recusal.submission_id = NEW.submission_id\n             AND recusal.minister_id = NEW.confirmed_by_id\n        ) THEN RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'A minister who declared an interest does not decide (rulings 17).'; END IF;\n    \n    END IF;\n    IF OLD.state IN ('approved', 'spent') AND (NEW.document_id, NEW.move, NEW.subject, NEW.changes)\n        IS DISTINCT FROM (OLD.document_id, OLD.move, OLD.subject, OLD.changes)\n        THEN RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'What a minister approved is never changed (R2).'; END IF;\n    RETURN NEW;\n", hash='a67d60c050426392a69a989bcf86812b63c90d65', operation='UPDATE', pgid='pgtrigger_decided_in_office_1799d', table='cases_submissionact', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='submissionact',
            constraint=models.UniqueConstraint(condition=models.Q(('state__in', ['asked', 'approved'])), fields=('submission', 'move', 'subject'), name='submissionact_asked_once'),
        ),
    ]
