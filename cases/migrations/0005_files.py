import bestvalue.records.triggers
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('cases', '0004_asked_again'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='File',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('subject', models.CharField(max_length=200, verbose_name='what it belongs to')),
                ('name', models.CharField(max_length=200, verbose_name='name as it was given')),
                ('media_type', models.CharField(max_length=100)),
                ('size', models.PositiveBigIntegerField(verbose_name='size in bytes')),
                ('sha256', models.CharField(max_length=64)),
                ('stored_as', models.CharField(editable=False, max_length=64, unique=True)),
                ('description', models.CharField(blank=True, max_length=300)),
                ('uploaded_at', models.DateTimeField()),
                ('scan', models.CharField(choices=[('not_scanned', 'Not scanned for viruses'), ('clean', 'No virus found')], default='not_scanned', max_length=20)),
                ('scanned_at', models.DateTimeField(blank=True, null=True)),
                ('foi_exemption', models.CharField(blank=True, max_length=200, verbose_name='exemption suggested if it is asked for')),
                ('foi_review_on', models.DateField(blank=True, null=True, verbose_name='when to look at that again')),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='files', to='cases.case')),
                ('uploaded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='files', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['uploaded_at', 'id'],
                'indexes': [models.Index(fields=['subject'], name='file_subject')],
                'constraints': [models.CheckConstraint(condition=models.Q(('size__gt', 0)), name='file_is_not_empty'), models.CheckConstraint(condition=models.Q(models.Q(('name', ''), _negated=True), models.Q(('subject', ''), _negated=True)), name='file_named_and_placed'), models.CheckConstraint(condition=models.Q(models.Q(('scan', 'not_scanned'), ('scanned_at__isnull', True)), models.Q(('scan', 'clean'), ('scanned_at__isnull', False)), _connector='OR'), name='file_scan_known')],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='file',
            trigger=pgtrigger.compiler.Trigger(name='never_deleted', sql=bestvalue.records.triggers.FirmTriggerSql(func="RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'Records are never deleted (N22).';", hash='25192a19ed3dee19e6171fe6efd1aab79288b0e4', operation='DELETE', pgid='pgtrigger_never_deleted_eb421', table='cases_file', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='file',
            trigger=pgtrigger.compiler.Trigger(name='never_truncated', sql=bestvalue.records.triggers.FirmTriggerSql(func="RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'Records are never deleted (N22).';", hash='95be1fd33538cf25726e86bb7004a7d8628e7c94', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_never_truncated_8a576', table='cases_file', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='file',
            trigger=pgtrigger.compiler.Trigger(name='content_is_fixed', sql=bestvalue.records.triggers.FirmTriggerSql(func="IF (NEW.case_id, NEW.subject, NEW.name, NEW.media_type, NEW.size, NEW.sha256, NEW.stored_as, NEW.uploaded_by_id, NEW.uploaded_at) IS DISTINCT FROM (OLD.case_id, OLD.subject, OLD.name, OLD.media_type, OLD.size, OLD.sha256, OLD.stored_as, OLD.uploaded_by_id, OLD.uploaded_at) THEN RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'A file is kept as it came (N22).'; END IF; RETURN NEW;", hash='ea743cdaec710484306e4bdcf388eee5d443b27a', operation='UPDATE', pgid='pgtrigger_content_is_fixed_d5b17', table='cases_file', when='BEFORE')),
        ),
    ]
