import bestvalue.records.triggers
import django.contrib.postgres.fields
import django.db.models.deletion
import cases.states
import pgtrigger.compiler
import pgtrigger.migrations
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('cases', '0001_initial'),
        ('themes', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Notice',
            fields=[
                ('retrospective', models.BooleanField(default=False, editable=False, verbose_name='entered later')),
                ('not_published', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=60), blank=True, default=list, editable=False, size=None)),
                ('month_only', models.BooleanField(default=False, editable=False, verbose_name='only the month of the event is known')),
                ('source', models.CharField(blank=True, default='', editable=False, max_length=1000, verbose_name='published source')),
                ('confirmed', models.BooleanField(default=True, editable=False, help_text='False while the source has not been checked (rulings 32).', verbose_name='confirmed')),
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('state', cases.states.StateField(default='draft', editable=False, max_length=30, protected=True)),
                ('what_prompted', models.TextField(blank=True, verbose_name='what prompted the notice')),
                ('credit', models.TextField(blank=True, verbose_name='steps the authority has taken')),
                ('engagement_asked', models.TextField(blank=True, verbose_name='engagement asked for')),
                ('private_response', models.TextField(blank=True, verbose_name='what the authority said in private')),
                ('no_response_reason', models.TextField(blank=True, verbose_name='why it had no chance to respond in private')),
                ('period_months', models.PositiveSmallIntegerField(blank=True, default=12, null=True, verbose_name='period in months')),
                ('period_reason', models.TextField(blank=True, verbose_name='why the period is not 12 months')),
                ('issued_on', models.DateField(blank=True, null=True)),
                ('ends_on', models.DateField(blank=True, null=True, verbose_name='end of the period')),
                ('ended_on', models.DateField(blank=True, null=True)),
                ('ending', models.CharField(blank=True, choices=[('revised', 'Replaced before its end'), ('reissued', 'Replaced by a new notice at its end'), ('withdrawn', 'Withdrawn early'), ('not_reissued', 'Ended and not reissued'), ('authority_abolished', 'Authority abolished')], max_length=30, verbose_name='how it ended')),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(class)ss', to='cases.case')),
                ('drafted_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='notices_drafted', to=settings.AUTH_USER_MODEL)),
                ('issued_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='notices_issued', to=settings.AUTH_USER_MODEL)),
                ('replaces', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='replaced_by', to='notices.notice')),
            ],
            options={
                'verbose_name': 'Best Value Notice',
                'verbose_name_plural': 'Best Value Notices',
                'ordering': ['created_at', 'id'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='InformationRequirement',
            fields=[
                ('retrospective', models.BooleanField(default=False, editable=False, verbose_name='entered later')),
                ('not_published', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=60), blank=True, default=list, editable=False, size=None)),
                ('month_only', models.BooleanField(default=False, editable=False, verbose_name='only the month of the event is known')),
                ('source', models.CharField(blank=True, default='', editable=False, max_length=1000, verbose_name='published source')),
                ('confirmed', models.BooleanField(default=True, editable=False, help_text='False while the source has not been checked (rulings 32).', verbose_name='confirmed')),
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('state', cases.states.StateField(default='draft', editable=False, max_length=30, protected=True)),
                ('purpose', models.TextField(blank=True, verbose_name='why the information is needed')),
                ('served_on', models.DateField(blank=True, null=True)),
                ('ended_on', models.DateField(blank=True, null=True)),
                ('ending', models.CharField(blank=True, choices=[('received', 'Everything was received'), ('replaced', 'Replaced by a later requirement'), ('cancelled', 'Cancelled'), ('with_notice', 'Ended with its notice'), ('authority_abolished', 'Authority abolished')], max_length=30, verbose_name='how it ended')),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(class)ss', to='cases.case')),
                ('replaces', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='replaced_by', to='notices.informationrequirement')),
                ('notice', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='requirements', to='notices.notice')),
            ],
            options={
                'verbose_name': 'requirement for information',
                'verbose_name_plural': 'requirements for information',
                'ordering': ['created_at', 'id'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='NoticeConcern',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.TextField(verbose_name='concern')),
                ('line', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='notice_concerns', to='themes.line')),
                ('notice', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='concerns', to='notices.notice')),
                ('theme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='notice_concerns', to='themes.theme')),
            ],
            options={
                'ordering': ['id'],
            },
        ),
        migrations.CreateModel(
            name='NoticeExpectation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveSmallIntegerField()),
                ('text', models.TextField(verbose_name='expectation')),
                ('notice', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='expectations', to='notices.notice')),
            ],
            options={
                'ordering': ['number'],
            },
        ),
        migrations.CreateModel(
            name='NoticeRecipient',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('role', models.CharField(choices=[('to', 'To'), ('copy', 'Copy')], max_length=10)),
                ('served_on', models.DateField(blank=True, null=True)),
                ('served_how', models.CharField(blank=True, max_length=200)),
                ('notice', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='recipients', to='notices.notice')),
                ('officer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='notices', to='cases.officeholding')),
            ],
            options={
                'ordering': ['-role', 'id'],
            },
        ),
        migrations.CreateModel(
            name='RequirementItem',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('number', models.PositiveSmallIntegerField()),
                ('question', models.TextField()),
                ('function', models.CharField(max_length=300, verbose_name='function of the authority it relates to')),
                ('format', models.CharField(max_length=200)),
                ('frequency', models.CharField(default='once', max_length=100)),
                ('due_on', models.DateField(verbose_name='first return due')),
                ('requirement', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='items', to='notices.informationrequirement')),
            ],
            options={
                'ordering': ['number'],
            },
        ),
        migrations.CreateModel(
            name='RequirementReturn',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('received_on', models.DateField()),
                ('summary', models.TextField()),
                ('item', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='returns', to='notices.requirementitem')),
            ],
            options={
                'ordering': ['received_on', 'id'],
            },
        ),
        migrations.AddConstraint(
            model_name='notice',
            constraint=models.CheckConstraint(condition=models.Q(('retrospective', True), ('not_published', []), _connector='OR'), name='notices_notice_silence', violation_error_message='Only a past entry may leave a fact as not published.'),
        ),
        migrations.AddConstraint(
            model_name='notice',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['draft', 'issued', 'ended'])), name='notice_state_known'),
        ),
        migrations.AddConstraint(
            model_name='notice',
            constraint=models.CheckConstraint(condition=models.Q(('state', 'draft'), ('issued_on__isnull', False), ('not_published__contains', ['issued_on']), _connector='OR'), name='notice_issued_on_known', violation_error_message='Give the issued on.'),
        ),
        migrations.AddConstraint(
            model_name='notice',
            constraint=models.CheckConstraint(condition=models.Q(('state', 'draft'), ('ends_on__isnull', False), ('not_published__contains', ['ends_on']), _connector='OR'), name='notice_ends_on_known', violation_error_message='Give the ends on.'),
        ),
        migrations.AddConstraint(
            model_name='notice',
            constraint=models.CheckConstraint(condition=models.Q(('state', 'draft'), models.Q(('what_prompted', ''), _negated=True), ('not_published__contains', ['what_prompted']), _connector='OR'), name='notice_what_prompted_known', violation_error_message='Give the what prompted.'),
        ),
        migrations.AddConstraint(
            model_name='notice',
            constraint=models.CheckConstraint(condition=models.Q(('retrospective', True), models.Q(('issued_by', models.F('drafted_by')), _negated=True), _connector='OR'), name='notice_issued_by_another', violation_error_message='A notice is issued by somebody other than its drafter (R1).'),
        ),
        migrations.AddConstraint(
            model_name='notice',
            constraint=models.CheckConstraint(condition=models.Q(('ends_on__isnull', True), ('issued_on__isnull', True), ('ends_on__gt', models.F('issued_on')), _connector='OR'), name='notice_ends_after_issue', violation_error_message='The period must end after the notice is issued.'),
        ),
        migrations.AddConstraint(
            model_name='notice',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('ended_on__isnull', False), ('state', 'ended'), models.Q(('ending', ''), _negated=True)), models.Q(models.Q(('state', 'ended'), _negated=True), ('ended_on__isnull', True), ('ending', '')), _connector='OR'), name='notice_ended_somehow'),
        ),
        migrations.AddConstraint(
            model_name='notice',
            constraint=models.UniqueConstraint(condition=models.Q(('state', 'issued')), fields=('case',), name='notice_one_live_on_a_case'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='notice',
            trigger=pgtrigger.compiler.Trigger(name='never_deleted', sql=bestvalue.records.triggers.FirmTriggerSql(func="RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'Records are never deleted (N22).';", hash='dc0554348759ba3091efbe07880e0d220328cab4', operation='DELETE', pgid='pgtrigger_never_deleted_4ac46', table='notices_notice', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='notice',
            trigger=pgtrigger.compiler.Trigger(name='never_truncated', sql=bestvalue.records.triggers.FirmTriggerSql(func="RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'Records are never deleted (N22).';", hash='ca72a94346c965a5fca9ec60c4c697d6d3e041d0', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_never_truncated_2a576', table='notices_notice', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='notice',
            trigger=pgtrigger.compiler.Trigger(name='begins_at_the_beginning', sql=bestvalue.records.triggers.FirmTriggerSql(func="IF NEW.state <> 'draft' THEN RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'It must begin as draft.'; END IF; RETURN NEW;", hash='02cc898c1a4fea841ecc3f59df50a29de8be125f', operation='INSERT', pgid='pgtrigger_begins_at_the_beginning_2156a', table='notices_notice', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='notice',
            trigger=pgtrigger.compiler.Trigger(name='only_lawful_changes', sql=bestvalue.records.triggers.FirmTriggerSql(func="IF NEW.state <> OLD.state AND (OLD.state, NEW.state) NOT IN (('draft', 'issued'), ('issued', 'ended')) THEN RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'No lawful act changes it from one of these states to the other.'; END IF; RETURN NEW;", hash='0c5a4a04f11f8e88a14477df13b0b03f4f67bc1f', operation='UPDATE OF "state"', pgid='pgtrigger_only_lawful_changes_c21a6', table='notices_notice', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='informationrequirement',
            constraint=models.CheckConstraint(condition=models.Q(('retrospective', True), ('not_published', []), _connector='OR'), name='notices_informationrequirement_silence', violation_error_message='Only a past entry may leave a fact as not published.'),
        ),
        migrations.AddConstraint(
            model_name='informationrequirement',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['draft', 'served', 'ended'])), name='requirement_state_known'),
        ),
        migrations.AddConstraint(
            model_name='informationrequirement',
            constraint=models.CheckConstraint(condition=models.Q(('state', 'draft'), ('served_on__isnull', False), ('not_published__contains', ['served_on']), _connector='OR'), name='requirement_served_on_known', violation_error_message='Give the served on.'),
        ),
        migrations.AddConstraint(
            model_name='informationrequirement',
            constraint=models.CheckConstraint(condition=models.Q(('state', 'draft'), models.Q(('purpose', ''), _negated=True), ('not_published__contains', ['purpose']), _connector='OR'), name='requirement_purpose_known', violation_error_message='Give the purpose.'),
        ),
        migrations.AddConstraint(
            model_name='informationrequirement',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('ended_on__isnull', False), ('state', 'ended'), models.Q(('ending', ''), _negated=True)), models.Q(models.Q(('state', 'ended'), _negated=True), ('ended_on__isnull', True), ('ending', '')), _connector='OR'), name='requirement_ended_somehow'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='informationrequirement',
            trigger=pgtrigger.compiler.Trigger(name='never_deleted', sql=bestvalue.records.triggers.FirmTriggerSql(func="RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'Records are never deleted (N22).';", hash='f476acae269c5f5436703785879303eb84b75fea', operation='DELETE', pgid='pgtrigger_never_deleted_0ccd6', table='notices_informationrequirement', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='informationrequirement',
            trigger=pgtrigger.compiler.Trigger(name='never_truncated', sql=bestvalue.records.triggers.FirmTriggerSql(func="RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'Records are never deleted (N22).';", hash='85041e023703776307165eff3e27444f3e4db454', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_never_truncated_ad933', table='notices_informationrequirement', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='informationrequirement',
            trigger=pgtrigger.compiler.Trigger(name='begins_at_the_beginning', sql=bestvalue.records.triggers.FirmTriggerSql(func="IF NEW.state <> 'draft' THEN RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'It must begin as draft.'; END IF; RETURN NEW;", hash='bd599fb9b698693cba8f2e6acab55f9928f424b0', operation='INSERT', pgid='pgtrigger_begins_at_the_beginning_98ba8', table='notices_informationrequirement', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='informationrequirement',
            trigger=pgtrigger.compiler.Trigger(name='only_lawful_changes', sql=bestvalue.records.triggers.FirmTriggerSql(func="IF NEW.state <> OLD.state AND (OLD.state, NEW.state) NOT IN (('draft', 'served'), ('served', 'ended')) THEN RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'No lawful act changes it from one of these states to the other.'; END IF; RETURN NEW;", hash='abcea1d5c12bb7eacb5c7db4fdbc26eb3a606f08', operation='UPDATE OF "state"', pgid='pgtrigger_only_lawful_changes_ba906', table='notices_informationrequirement', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='noticeexpectation',
            constraint=models.UniqueConstraint(fields=('notice', 'number'), name='expectation_numbered_once'),
        ),
        migrations.AddConstraint(
            model_name='noticerecipient',
            constraint=models.UniqueConstraint(fields=('notice', 'officer'), name='recipient_once_on_a_notice'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='noticerecipient',
            trigger=pgtrigger.compiler.Trigger(name='never_deleted', sql=bestvalue.records.triggers.FirmTriggerSql(func="RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'Records are never deleted (N22).';", hash='de0aed6e20aaec05fa383301924ecdef920d6b62', operation='DELETE', pgid='pgtrigger_never_deleted_1294a', table='notices_noticerecipient', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='noticerecipient',
            trigger=pgtrigger.compiler.Trigger(name='never_truncated', sql=bestvalue.records.triggers.FirmTriggerSql(func="RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'Records are never deleted (N22).';", hash='a2b97d33f27b60e7e2f2843511f439cd2ceb2a50', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_never_truncated_a0620', table='notices_noticerecipient', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='requirementitem',
            constraint=models.UniqueConstraint(fields=('requirement', 'number'), name='item_numbered_once'),
        ),
        migrations.AddConstraint(
            model_name='requirementitem',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('question', ''), _negated=True), models.Q(('function', ''), _negated=True)), name='item_says_what_and_why'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='requirementreturn',
            trigger=pgtrigger.compiler.Trigger(name='never_deleted', sql=bestvalue.records.triggers.FirmTriggerSql(func="RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'Records are never deleted (N22).';", hash='1b1a92f9d3faa2dd0c3f388ab4aa5e561c6750f0', operation='DELETE', pgid='pgtrigger_never_deleted_5c421', table='notices_requirementreturn', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='requirementreturn',
            trigger=pgtrigger.compiler.Trigger(name='never_truncated', sql=bestvalue.records.triggers.FirmTriggerSql(func="RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'Records are never deleted (N22).';", hash='2684ee90126f033ef24b80ca7748b10814874b57', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_never_truncated_d487c', table='notices_requirementreturn', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='requirementreturn',
            trigger=pgtrigger.compiler.Trigger(name='never_updated', sql=bestvalue.records.triggers.FirmTriggerSql(func="RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'Records are never changed (R42).';", hash='ac4c6bbda66962d64cf459382f59ce183a69c8a5', operation='UPDATE', pgid='pgtrigger_never_updated_b74a1', table='notices_requirementreturn', when='BEFORE')),
        ),
    ]
