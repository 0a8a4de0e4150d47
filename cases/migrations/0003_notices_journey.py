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

    dependencies = [
        ('accounts', '0001_initial'),
        ('cases', '0002_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='AuthorityAccount',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('given_on', models.DateField(verbose_name='date it was given')),
                ('given_by', models.CharField(max_length=300, verbose_name='who gave it')),
                ('text', models.TextField(verbose_name='what the authority says, in its own words')),
            ],
            options={
                'ordering': ['given_on', 'id'],
            },
        ),
        migrations.CreateModel(
            name='Letter',
            fields=[
                ('retrospective', models.BooleanField(default=False, editable=False, verbose_name='entered later')),
                ('not_published', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=60), blank=True, default=list, editable=False, size=None)),
                ('month_only', models.BooleanField(default=False, editable=False, verbose_name='only the month of the event is known')),
                ('source', models.CharField(blank=True, default='', editable=False, max_length=1000, verbose_name='published source')),
                ('confirmed', models.BooleanField(default=True, editable=False, help_text='False while the source has not been checked (rulings 32).', verbose_name='confirmed')),
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('state', cases.states.StateField(default='draft', editable=False, max_length=30, protected=True)),
                ('kind', models.CharField(choices=[('leader', 'To the leader or mayor'), ('mp', 'To a member of Parliament'), ('other', 'To somebody else')], max_length=20)),
                ('about', models.CharField(blank=True, max_length=200, verbose_name='instrument it goes with')),
                ('to_name', models.CharField(max_length=200, verbose_name='name')),
                ('to_role', models.CharField(blank=True, max_length=200, verbose_name='post or constituency')),
                ('subject_line', models.CharField(max_length=300, verbose_name='subject')),
                ('body', models.TextField(verbose_name='text')),
                ('signed_by', models.CharField(max_length=200, verbose_name='signed by')),
                ('sent_on', models.DateField(blank=True, null=True)),
                ('sent_how', models.CharField(blank=True, max_length=200, verbose_name='how it was sent')),
            ],
            options={
                'verbose_name': 'letter',
                'ordering': ['created_at', 'id'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='NextStep',
            fields=[
                ('retrospective', models.BooleanField(default=False, editable=False, verbose_name='entered later')),
                ('not_published', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=60), blank=True, default=list, editable=False, size=None)),
                ('month_only', models.BooleanField(default=False, editable=False, verbose_name='only the month of the event is known')),
                ('source', models.CharField(blank=True, default='', editable=False, max_length=1000, verbose_name='published source')),
                ('confirmed', models.BooleanField(default=True, editable=False, help_text='False while the source has not been checked (rulings 32).', verbose_name='confirmed')),
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('state', cases.states.StateField(default='agreed', editable=False, max_length=30, protected=True)),
                ('what', models.TextField(verbose_name='next step agreed')),
                ('owner', models.CharField(max_length=200, verbose_name='who takes it')),
                ('due_on', models.DateField(verbose_name='agreed date')),
                ('ended_on', models.DateField(blank=True, null=True, verbose_name='done or dropped on')),
                ('result', models.TextField(blank=True, verbose_name='what came of it')),
            ],
            options={
                'verbose_name': 'next step',
                'ordering': ['created_at', 'id'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='OpeningRequest',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('state', cases.states.StateField(default='passed', editable=False, max_length=30, protected=True)),
                ('reason', models.TextField(verbose_name='evidence or reason')),
                ('requested_at', models.DateTimeField()),
                ('decided_on', models.DateField(blank=True, null=True)),
                ('answer', models.TextField(blank=True, verbose_name='answer to the person who asked')),
            ],
            options={
                'ordering': ['requested_at', 'id'],
            },
        ),
        migrations.CreateModel(
            name='PublicationPack',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('subject', models.CharField(max_length=200, verbose_name='instrument')),
                ('state', cases.states.StateField(default='prepared', editable=False, max_length=30, protected=True)),
                ('title', models.CharField(max_length=300)),
                ('statement', models.TextField(verbose_name='statement in words the public can read')),
                ('body', models.TextField(blank=True, verbose_name='copy to be published')),
                ('redaction', models.TextField(blank=True, verbose_name='what was left out of the copy, and why')),
                ('legal_basis', models.CharField(blank=True, max_length=300)),
                ('in_force_from', models.DateField(blank=True, null=True, verbose_name='in force from')),
                ('in_force_until', models.DateField(blank=True, null=True, verbose_name='in force until')),
                ('ended_on', models.DateField(blank=True, null=True)),
                ('ending', models.CharField(blank=True, max_length=200, verbose_name='how it ended')),
                ('not_before', models.DateField(blank=True, null=True, verbose_name='not to be published before')),
                ('note', models.TextField(blank=True, verbose_name='note to press, or why it was sent back')),
                ('approved_at', models.DateTimeField(blank=True, null=True)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
            ],
            options={
                'ordering': ['created_at', 'id'],
            },
        ),
        migrations.CreateModel(
            name='Recusal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('interest', models.TextField(verbose_name='interest declared')),
                ('declared_at', models.DateTimeField()),
            ],
            options={
                'ordering': ['declared_at', 'id'],
            },
        ),
        migrations.CreateModel(
            name='SubmissionComment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('comment', 'Comment'), ('returned', 'Returned with comments'), ('taken_back', 'Taken back')], max_length=20)),
                ('made_at', models.DateTimeField()),
                ('text', models.TextField()),
            ],
            options={
                'ordering': ['made_at', 'id'],
            },
        ),
        migrations.CreateModel(
            name='SupportOffer',
            fields=[
                ('retrospective', models.BooleanField(default=False, editable=False, verbose_name='entered later')),
                ('not_published', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=60), blank=True, default=list, editable=False, size=None)),
                ('month_only', models.BooleanField(default=False, editable=False, verbose_name='only the month of the event is known')),
                ('source', models.CharField(blank=True, default='', editable=False, max_length=1000, verbose_name='published source')),
                ('confirmed', models.BooleanField(default=True, editable=False, help_text='False while the source has not been checked (rulings 32).', verbose_name='confirmed')),
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('state', cases.states.StateField(default='offered', editable=False, max_length=30, protected=True)),
                ('offered_on', models.DateField(verbose_name='date of the offer')),
                ('what', models.TextField(verbose_name='support offered')),
                ('provider', models.CharField(max_length=200, verbose_name='who would give it')),
                ('answered_on', models.DateField(blank=True, null=True, verbose_name='date of the answer')),
                ('answer', models.TextField(blank=True, verbose_name='what the authority answered')),
            ],
            options={
                'verbose_name': 'offer of support',
                'verbose_name_plural': 'offers of support',
                'ordering': ['created_at', 'id'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='UnsavedWork',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('place', models.CharField(max_length=300, verbose_name='address of the form')),
                ('fields', models.JSONField()),
                ('base_version', models.PositiveIntegerField(null=True, verbose_name='version of the case when the form was opened')),
                ('saved_at', models.DateTimeField()),
            ],
            options={
                'verbose_name_plural': 'unsaved work',
            },
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='submission',
            name='only_lawful_changes',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='submissionact',
            name='decided_in_office',
        ),
        migrations.RemoveConstraint(
            model_name='submission',
            name='submission_state_known',
        ),
        migrations.RemoveConstraint(
            model_name='submission',
            name='submission_cleared_before_it_goes',
        ),
        migrations.AddField(
            model_name='publishedstep',
            name='body',
            field=models.TextField(blank=True, verbose_name='published copy of the document'),
        ),
        migrations.AddField(
            model_name='submission',
            name='minister',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='submissions_received', to=settings.AUTH_USER_MODEL, verbose_name='minister it is addressed to'),
        ),
        migrations.AddField(
            model_name='submission',
            name='pack',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='sent_as', to='cases.document', verbose_name='pack as it was sent'),
        ),
        migrations.AddField(
            model_name='submission',
            name='relies_on_figures',
            field=models.BooleanField(default=False, verbose_name='the case rests in part on a metric or an indicator'),
        ),
        migrations.AddField(
            model_name='submissionact',
            name='confirmed_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='decisions_confirmed', to=settings.AUTH_USER_MODEL, verbose_name='successor who confirmed it'),
        ),
        migrations.AddField(
            model_name='submissionact',
            name='confirmed_on',
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AlterField(
            model_name='submission',
            name='conversation',
            field=models.TextField(blank=True, verbose_name='conversation with the authority about the figures, or why there was none'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='submission',
            trigger=pgtrigger.compiler.Trigger(name='only_lawful_changes', sql=bestvalue.records.triggers.FirmTriggerSql(func="IF NEW.state <> OLD.state AND (OLD.state, NEW.state) NOT IN (('cleared', 'draft'), ('cleared', 'lapsed'), ('cleared', 'with_minister'), ('draft', 'for_clearance'), ('draft', 'lapsed'), ('for_clearance', 'cleared'), ('for_clearance', 'draft'), ('for_clearance', 'lapsed'), ('with_minister', 'decided'), ('with_minister', 'draft'), ('with_minister', 'lapsed')) THEN RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'No lawful act changes it from one of these states to the other.'; END IF; RETURN NEW;", hash='fbdb2ab3afadf83c75208ac35939af0655991d4f', operation='UPDATE OF "state"', pgid='pgtrigger_only_lawful_changes_6effb', table='cases_submission', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='submission',
            trigger=pgtrigger.compiler.Trigger(name='only_a_draft_is_edited', sql=bestvalue.records.triggers.FirmTriggerSql(func="IF OLD.state <> 'draft' AND (NEW.question, NEW.options, NEW.recommendation, NEW.evidence_for, NEW.evidence_against, NEW.authority_account, NEW.local_checks, NEW.relies_on_figures, NEW.conversation, NEW.legal_note, NEW.public_law_note, NEW.cost_note) IS DISTINCT FROM (OLD.question, OLD.options, OLD.recommendation, OLD.evidence_for, OLD.evidence_against, OLD.authority_account, OLD.local_checks, OLD.relies_on_figures, OLD.conversation, OLD.legal_note, OLD.public_law_note, OLD.cost_note) THEN RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'Only a draft submission is edited; take it back first.'; END IF; RETURN NEW;", hash='8270eab04010d942a978bb61bd83c23ee745d612', operation='UPDATE', pgid='pgtrigger_only_a_draft_is_edited_e9d34', table='cases_submission', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='submissionact',
            trigger=pgtrigger.compiler.Trigger(name='decided_in_office', sql=bestvalue.records.triggers.FirmTriggerSql(func="\n    IF NEW.state = 'approved' AND OLD.state <> 'approved' AND NOT NEW.retrospective THEN\n        IF NOT EXISTS (\n            SELECT 1 FROM accounts_roleholding held WHERE held.user_id = NEW.decided_by_id\n             AND NOT held.withdrawn AND held.role IN ('minister', 'secretary_of_state')\n             AND held.starts_on <= NEW.decided_on\n             AND (held.ends_on IS NULL OR held.ends_on >= NEW.decided_on)\n        ) THEN RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'Only a minister in office on that day approves (N6).'; END IF;\n        IF EXISTS (\n            SELECT 1 FROM cases_submission pack WHERE pack.id = NEW.submission_id\n             AND NEW.decided_by_id IN (pack.drafted_by_id, pack.cleared_by_id)\n        ) THEN RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'Nobody decides a submission that they drafted or cleared.'; END IF;\n        IF EXISTS (\n            SELECT 1 FROM cases_recusal recusal WHERE recusal.submission_id = NEW.submission_id\n             AND recusal.minister_id = NEW.decided_by_id\n        ) THEN RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'A minister who declared an interest does not decide (rulings 17).'; END IF;\n    END IF;\n    IF OLD.state IN ('approved', 'spent') AND (NEW.document_id, NEW.move, NEW.subject) IS DISTINCT FROM\n        (OLD.document_id, OLD.move, OLD.subject)\n        THEN RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'What a minister approved is never changed (R2).'; END IF;\n    RETURN NEW;\n", hash='aff14e5cc5d54d859c9e119225c2ec56ce10b107', operation='UPDATE', pgid='pgtrigger_decided_in_office_1799d', table='cases_submissionact', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='submission',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['draft', 'for_clearance', 'cleared', 'with_minister', 'decided', 'lapsed'])), name='submission_state_known'),
        ),
        migrations.AddConstraint(
            model_name='submission',
            constraint=models.CheckConstraint(condition=models.Q(('retrospective', True), ('state__in', ['draft', 'for_clearance', 'lapsed']), ('cleared_by__isnull', False), _connector='OR'), name='submission_cleared_before_it_goes'),
        ),
        migrations.AddField(
            model_name='authorityaccount',
            name='case',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='accounts', to='cases.case'),
        ),
        migrations.AddField(
            model_name='authorityaccount',
            name='recorded_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='letter',
            name='case',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(class)ss', to='cases.case'),
        ),
        migrations.AddField(
            model_name='letter',
            name='drafted_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='letters_drafted', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='nextstep',
            name='case',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(class)ss', to='cases.case'),
        ),
        migrations.AddField(
            model_name='openingrequest',
            name='authority',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='opening_requests', to='cases.authority'),
        ),
        migrations.AddField(
            model_name='openingrequest',
            name='case',
            field=models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='opening_request', to='cases.case'),
        ),
        migrations.AddField(
            model_name='openingrequest',
            name='decided_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='openings_decided', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='openingrequest',
            name='requested_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='opening_requests', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='openingrequest',
            name='team',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='opening_requests', to='accounts.team'),
        ),
        migrations.AddField(
            model_name='publicationpack',
            name='approved_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='packs_approved', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='publicationpack',
            name='case',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='publication_packs', to='cases.case'),
        ),
        migrations.AddField(
            model_name='publicationpack',
            name='original',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='publication_packs', to='cases.document'),
        ),
        migrations.AddField(
            model_name='publicationpack',
            name='prepared_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='packs_prepared', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='publicationpack',
            name='step',
            field=models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='pack', to='cases.publishedstep'),
        ),
        migrations.AddField(
            model_name='recusal',
            name='minister',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='recusals', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='recusal',
            name='submission',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='recusals', to='cases.submission'),
        ),
        migrations.AddField(
            model_name='submissioncomment',
            name='by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='submission_comments', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='submissioncomment',
            name='submission',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='comments', to='cases.submission'),
        ),
        migrations.AddField(
            model_name='supportoffer',
            name='case',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(class)ss', to='cases.case'),
        ),
        migrations.AddField(
            model_name='unsavedwork',
            name='user',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='unsaved_work', to=settings.AUTH_USER_MODEL),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='authorityaccount',
            trigger=pgtrigger.compiler.Trigger(name='never_deleted', sql=bestvalue.records.triggers.FirmTriggerSql(func="RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'Records are never deleted (N22).';", hash='391bce794f024a0c03958f9a1592ee20bf1c417a', operation='DELETE', pgid='pgtrigger_never_deleted_022ba', table='cases_authorityaccount', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='authorityaccount',
            trigger=pgtrigger.compiler.Trigger(name='never_truncated', sql=bestvalue.records.triggers.FirmTriggerSql(func="RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'Records are never deleted (N22).';", hash='58d50ff8e275930c23dbac912c54f700b45d9cdf', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_never_truncated_2e9ab', table='cases_authorityaccount', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='authorityaccount',
            trigger=pgtrigger.compiler.Trigger(name='never_updated', sql=bestvalue.records.triggers.FirmTriggerSql(func="RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'Records are never changed (R42).';", hash='c7188f334bd1a66bae9663cff892c3aa2c2f305f', operation='UPDATE', pgid='pgtrigger_never_updated_8c2e6', table='cases_authorityaccount', when='BEFORE')),
        ),
        migrations.AddIndex(
            model_name='letter',
            index=models.Index(fields=['about'], name='letter_about'),
        ),
        migrations.AddConstraint(
            model_name='letter',
            constraint=models.CheckConstraint(condition=models.Q(('retrospective', True), ('not_published', []), _connector='OR'), name='cases_letter_silence', violation_error_message='Only a past entry may leave a fact as not published.'),
        ),
        migrations.AddConstraint(
            model_name='letter',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['draft', 'sent', 'discarded'])), name='letter_state_known'),
        ),
        migrations.AddConstraint(
            model_name='letter',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('sent_on__isnull', False), ('state', 'sent')), models.Q(models.Q(('state', 'sent'), _negated=True), ('sent_on__isnull', True)), _connector='OR'), name='letter_sent_on_a_day'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='letter',
            trigger=pgtrigger.compiler.Trigger(name='never_deleted', sql=bestvalue.records.triggers.FirmTriggerSql(func="RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'Records are never deleted (N22).';", hash='280c490c56dc0a2378e26be67aa44f3bf1983fba', operation='DELETE', pgid='pgtrigger_never_deleted_b6d93', table='cases_letter', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='letter',
            trigger=pgtrigger.compiler.Trigger(name='never_truncated', sql=bestvalue.records.triggers.FirmTriggerSql(func="RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'Records are never deleted (N22).';", hash='82f223270b5b9546066fd3be4fed9afd5fd35bf7', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_never_truncated_98d65', table='cases_letter', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='letter',
            trigger=pgtrigger.compiler.Trigger(name='begins_at_the_beginning', sql=bestvalue.records.triggers.FirmTriggerSql(func="IF NEW.state <> 'draft' THEN RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'It must begin as draft.'; END IF; RETURN NEW;", hash='686e177c6532ff52d6608410b89500b7850ab17e', operation='INSERT', pgid='pgtrigger_begins_at_the_beginning_55e82', table='cases_letter', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='letter',
            trigger=pgtrigger.compiler.Trigger(name='only_lawful_changes', sql=bestvalue.records.triggers.FirmTriggerSql(func="IF NEW.state <> OLD.state AND (OLD.state, NEW.state) NOT IN (('draft', 'discarded'), ('draft', 'sent')) THEN RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'No lawful act changes it from one of these states to the other.'; END IF; RETURN NEW;", hash='5995f3f178072a4e82b12d2752027bf5b796fa21', operation='UPDATE OF "state"', pgid='pgtrigger_only_lawful_changes_09dcb', table='cases_letter', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='nextstep',
            constraint=models.CheckConstraint(condition=models.Q(('retrospective', True), ('not_published', []), _connector='OR'), name='cases_nextstep_silence', violation_error_message='Only a past entry may leave a fact as not published.'),
        ),
        migrations.AddConstraint(
            model_name='nextstep',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['agreed', 'done', 'dropped'])), name='next_step_state_known'),
        ),
        migrations.AddConstraint(
            model_name='nextstep',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('ended_on__isnull', True), ('state', 'agreed')), models.Q(models.Q(('state', 'agreed'), _negated=True), ('ended_on__isnull', False)), _connector='OR'), name='next_step_ended_on_a_day'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='nextstep',
            trigger=pgtrigger.compiler.Trigger(name='never_deleted', sql=bestvalue.records.triggers.FirmTriggerSql(func="RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'Records are never deleted (N22).';", hash='fb005ec1891664c3b967ff3da7413fdde95ba380', operation='DELETE', pgid='pgtrigger_never_deleted_d72cc', table='cases_nextstep', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='nextstep',
            trigger=pgtrigger.compiler.Trigger(name='never_truncated', sql=bestvalue.records.triggers.FirmTriggerSql(func="RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'Records are never deleted (N22).';", hash='e352fbfd21f9417e4b71c3f891734153a746bb3d', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_never_truncated_ad47a', table='cases_nextstep', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='nextstep',
            trigger=pgtrigger.compiler.Trigger(name='begins_at_the_beginning', sql=bestvalue.records.triggers.FirmTriggerSql(func="IF NEW.state <> 'agreed' THEN RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'It must begin as agreed.'; END IF; RETURN NEW;", hash='c9b7b6040cdd5e2f2edcff1724d52e10083ae7d2', operation='INSERT', pgid='pgtrigger_begins_at_the_beginning_e898e', table='cases_nextstep', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='nextstep',
            trigger=pgtrigger.compiler.Trigger(name='only_lawful_changes', sql=bestvalue.records.triggers.FirmTriggerSql(func="IF NEW.state <> OLD.state AND (OLD.state, NEW.state) NOT IN (('agreed', 'done'), ('agreed', 'dropped')) THEN RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'No lawful act changes it from one of these states to the other.'; END IF; RETURN NEW;", hash='c021aa77f1818415c2368fdb198fce88c9d41e45', operation='UPDATE OF "state"', pgid='pgtrigger_only_lawful_changes_09a27', table='cases_nextstep', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='openingrequest',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['passed', 'opened', 'declined'])), name='opening_request_state_known'),
        ),
        migrations.AddConstraint(
            model_name='openingrequest',
            constraint=models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='opening_request_reasoned'),
        ),
        migrations.AddConstraint(
            model_name='openingrequest',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('decided_by__isnull', True), ('decided_on__isnull', True), ('state', 'passed')), models.Q(models.Q(('state', 'passed'), _negated=True), ('decided_by__isnull', False), ('decided_on__isnull', False)), _connector='OR'), name='opening_request_decided_by_somebody'),
        ),
        migrations.AddConstraint(
            model_name='openingrequest',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('case__isnull', False), ('state', 'opened')), models.Q(models.Q(('state', 'opened'), _negated=True), ('case__isnull', True)), _connector='OR'), name='opening_request_opened_a_case'),
        ),
        migrations.AddConstraint(
            model_name='openingrequest',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'declined'), _negated=True), models.Q(('answer', ''), _negated=True), _connector='OR'), name='opening_request_declined_with_an_answer'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='openingrequest',
            trigger=pgtrigger.compiler.Trigger(name='never_deleted', sql=bestvalue.records.triggers.FirmTriggerSql(func="RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'Records are never deleted (N22).';", hash='925f31c44875ae10fa7c8d4072a2837f7d6e814f', operation='DELETE', pgid='pgtrigger_never_deleted_49b07', table='cases_openingrequest', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='openingrequest',
            trigger=pgtrigger.compiler.Trigger(name='never_truncated', sql=bestvalue.records.triggers.FirmTriggerSql(func="RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'Records are never deleted (N22).';", hash='d262d07bfbfe8a913f0528cbd314222612140ff7', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_never_truncated_50e50', table='cases_openingrequest', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='openingrequest',
            trigger=pgtrigger.compiler.Trigger(name='begins_at_the_beginning', sql=bestvalue.records.triggers.FirmTriggerSql(func="IF NEW.state <> 'passed' THEN RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'It must begin as passed.'; END IF; RETURN NEW;", hash='57231d2cb309448b1835ee2dd42718063d5a4597', operation='INSERT', pgid='pgtrigger_begins_at_the_beginning_f9bc9', table='cases_openingrequest', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='openingrequest',
            trigger=pgtrigger.compiler.Trigger(name='only_lawful_changes', sql=bestvalue.records.triggers.FirmTriggerSql(func="IF NEW.state <> OLD.state AND (OLD.state, NEW.state) NOT IN (('passed', 'declined'), ('passed', 'opened')) THEN RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'No lawful act changes it from one of these states to the other.'; END IF; RETURN NEW;", hash='050749a3fba03b62cb6541c6215def20c3d1dedb', operation='UPDATE OF "state"', pgid='pgtrigger_only_lawful_changes_a702a', table='cases_openingrequest', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='publicationpack',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['prepared', 'approved', 'returned', 'published', 'dropped'])), name='publication_pack_state_known'),
        ),
        migrations.AddConstraint(
            model_name='publicationpack',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['approved', 'published']), _negated=True), models.Q(('approved_at__isnull', False), ('approved_by__isnull', False), models.Q(('approved_by', models.F('prepared_by')), _negated=True)), _connector='OR'), name='publication_pack_approved_by_another', violation_error_message='A publication is approved by somebody other than the person who prepared it.'),
        ),
        migrations.AddConstraint(
            model_name='publicationpack',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'published'), ('step__isnull', False)), models.Q(models.Q(('state', 'published'), _negated=True), ('step__isnull', True)), _connector='OR'), name='publication_pack_published_as_a_statement'),
        ),
        migrations.AddConstraint(
            model_name='publicationpack',
            constraint=models.UniqueConstraint(condition=models.Q(('state__in', ['prepared', 'approved', 'returned'])), fields=('subject',), name='publication_pack_one_at_a_time'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='publicationpack',
            trigger=pgtrigger.compiler.Trigger(name='never_deleted', sql=bestvalue.records.triggers.FirmTriggerSql(func="RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'Records are never deleted (N22).';", hash='6a38204c90eb44d1ee01256c8771ef59e69784b9', operation='DELETE', pgid='pgtrigger_never_deleted_8d435', table='cases_publicationpack', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='publicationpack',
            trigger=pgtrigger.compiler.Trigger(name='never_truncated', sql=bestvalue.records.triggers.FirmTriggerSql(func="RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'Records are never deleted (N22).';", hash='920a2f2775aa26f1368037a6a2d9b03367f64d26', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_never_truncated_c088b', table='cases_publicationpack', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='publicationpack',
            trigger=pgtrigger.compiler.Trigger(name='begins_at_the_beginning', sql=bestvalue.records.triggers.FirmTriggerSql(func="IF NEW.state <> 'prepared' THEN RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'It must begin as prepared.'; END IF; RETURN NEW;", hash='90e537a72e92fc530067347ceae756a55b9a9aa1', operation='INSERT', pgid='pgtrigger_begins_at_the_beginning_522a7', table='cases_publicationpack', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='publicationpack',
            trigger=pgtrigger.compiler.Trigger(name='only_lawful_changes', sql=bestvalue.records.triggers.FirmTriggerSql(func="IF NEW.state <> OLD.state AND (OLD.state, NEW.state) NOT IN (('approved', 'dropped'), ('approved', 'published'), ('approved', 'returned'), ('prepared', 'approved'), ('prepared', 'dropped'), ('prepared', 'returned'), ('returned', 'dropped'), ('returned', 'prepared')) THEN RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'No lawful act changes it from one of these states to the other.'; END IF; RETURN NEW;", hash='7405342231b2edcd6f9acd783c5fb25d0399b85a', operation='UPDATE OF "state"', pgid='pgtrigger_only_lawful_changes_f28c6', table='cases_publicationpack', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='publicationpack',
            trigger=pgtrigger.compiler.Trigger(name='approved_is_not_edited', sql=bestvalue.records.triggers.FirmTriggerSql(func="IF OLD.state IN ('approved', 'published') AND (NEW.title, NEW.statement, NEW.body, NEW.legal_basis, NEW.in_force_from, NEW.in_force_until, NEW.ended_on, NEW.ending) IS DISTINCT FROM (OLD.title, OLD.statement, OLD.body, OLD.legal_basis, OLD.in_force_from, OLD.in_force_until, OLD.ended_on, OLD.ending) THEN RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'What was approved for publication is not edited; send it back first.'; END IF; RETURN NEW;", hash='8a7eaa7030faaf79cca25188ebaa0c080862175f', operation='UPDATE', pgid='pgtrigger_approved_is_not_edited_3cb4c', table='cases_publicationpack', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='recusal',
            constraint=models.UniqueConstraint(fields=('submission', 'minister'), name='recusal_once'),
        ),
        migrations.AddConstraint(
            model_name='recusal',
            constraint=models.CheckConstraint(condition=models.Q(('interest', ''), _negated=True), name='recusal_names_the_interest'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='recusal',
            trigger=pgtrigger.compiler.Trigger(name='never_deleted', sql=bestvalue.records.triggers.FirmTriggerSql(func="RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'Records are never deleted (N22).';", hash='ef03bfe509ddf3f5ef75db5a0bd6f0d8edc0ed9d', operation='DELETE', pgid='pgtrigger_never_deleted_20922', table='cases_recusal', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='recusal',
            trigger=pgtrigger.compiler.Trigger(name='never_truncated', sql=bestvalue.records.triggers.FirmTriggerSql(func="RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'Records are never deleted (N22).';", hash='6621f65532c609fd63bfa68e7a71f7b1eb1bd7a2', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_never_truncated_43294', table='cases_recusal', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='recusal',
            trigger=pgtrigger.compiler.Trigger(name='never_updated', sql=bestvalue.records.triggers.FirmTriggerSql(func="RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'Records are never changed (R42).';", hash='4ba6e20572f567c976f53bb6055672c2808a8aa9', operation='UPDATE', pgid='pgtrigger_never_updated_18190', table='cases_recusal', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='submissioncomment',
            constraint=models.CheckConstraint(condition=models.Q(('text', ''), _negated=True), name='submission_comment_says_something'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='submissioncomment',
            trigger=pgtrigger.compiler.Trigger(name='never_deleted', sql=bestvalue.records.triggers.FirmTriggerSql(func="RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'Records are never deleted (N22).';", hash='365c4b9cefec84bd84a0b8347a9c7b1d38bed2fc', operation='DELETE', pgid='pgtrigger_never_deleted_2487e', table='cases_submissioncomment', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='submissioncomment',
            trigger=pgtrigger.compiler.Trigger(name='never_truncated', sql=bestvalue.records.triggers.FirmTriggerSql(func="RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'Records are never deleted (N22).';", hash='23b296cae783255ddc0da77cb3787df77555a2f0', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_never_truncated_a8f58', table='cases_submissioncomment', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='submissioncomment',
            trigger=pgtrigger.compiler.Trigger(name='never_updated', sql=bestvalue.records.triggers.FirmTriggerSql(func="RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'Records are never changed (R42).';", hash='62e1a1838e0f17d5ffebfe5b9d6c22d245814f9f', operation='UPDATE', pgid='pgtrigger_never_updated_38049', table='cases_submissioncomment', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='supportoffer',
            constraint=models.CheckConstraint(condition=models.Q(('retrospective', True), ('not_published', []), _connector='OR'), name='cases_supportoffer_silence', violation_error_message='Only a past entry may leave a fact as not published.'),
        ),
        migrations.AddConstraint(
            model_name='supportoffer',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['offered', 'taken_up', 'refused'])), name='support_offer_state_known'),
        ),
        migrations.AddConstraint(
            model_name='supportoffer',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('answered_on__isnull', True), ('state', 'offered')), models.Q(models.Q(('state', 'offered'), _negated=True), ('answered_on__gte', models.F('offered_on'))), _connector='OR'), name='support_offer_answered_after_it_was_made'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='supportoffer',
            trigger=pgtrigger.compiler.Trigger(name='never_deleted', sql=bestvalue.records.triggers.FirmTriggerSql(func="RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'Records are never deleted (N22).';", hash='63dafd572303346f7389bdd305af732f7ff105ab', operation='DELETE', pgid='pgtrigger_never_deleted_cdc72', table='cases_supportoffer', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='supportoffer',
            trigger=pgtrigger.compiler.Trigger(name='never_truncated', sql=bestvalue.records.triggers.FirmTriggerSql(func="RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'Records are never deleted (N22).';", hash='a7a28d8c156b6a112eb773536b54979eaf7a27c7', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_never_truncated_e0dbb', table='cases_supportoffer', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='supportoffer',
            trigger=pgtrigger.compiler.Trigger(name='begins_at_the_beginning', sql=bestvalue.records.triggers.FirmTriggerSql(func="IF NEW.state <> 'offered' THEN RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'It must begin as offered.'; END IF; RETURN NEW;", hash='a11d60796277cff3a33d816d4095ab4746f82cef', operation='INSERT', pgid='pgtrigger_begins_at_the_beginning_50a2b', table='cases_supportoffer', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='supportoffer',
            trigger=pgtrigger.compiler.Trigger(name='only_lawful_changes', sql=bestvalue.records.triggers.FirmTriggerSql(func="IF NEW.state <> OLD.state AND (OLD.state, NEW.state) NOT IN (('offered', 'refused'), ('offered', 'taken_up')) THEN RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'No lawful act changes it from one of these states to the other.'; END IF; RETURN NEW;", hash='e2a2a9b6304191256bdddb664d4d8665398c18f2', operation='UPDATE OF "state"', pgid='pgtrigger_only_lawful_changes_b0798', table='cases_supportoffer', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='unsavedwork',
            constraint=models.UniqueConstraint(fields=('user', 'place'), name='unsaved_work_one_for_each_form'),
        ),
    ]
