import bestvalue.records.triggers
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('cases', '0007_calendar'),
        ('interventions', '0001_initial'),
        ('themes', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='ActionProgress',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('on', models.DateField(verbose_name='as at')),
                ('standing', models.CharField(choices=[('done', 'Done'), ('under_way', 'Under way'), ('not_begun', 'Not begun'), ('not_known', 'Not known')], max_length=20)),
                ('text', models.TextField(verbose_name='what it rests on')),
            ],
            options={
                'verbose_name_plural': 'progress on directed actions',
                'ordering': ['on', 'id'],
            },
        ),
        migrations.CreateModel(
            name='Cost',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('what', models.CharField(max_length=300)),
                ('starts_on', models.DateField(verbose_name='from')),
                ('ends_on', models.DateField(verbose_name='to')),
                ('pounds', models.DecimalField(decimal_places=2, max_digits=12, verbose_name='amount in pounds')),
                ('paid_by', models.CharField(max_length=200, verbose_name='who pays')),
                ('source', models.CharField(max_length=500, verbose_name='where the figure comes from')),
            ],
            options={
                'ordering': ['starts_on', 'id'],
            },
        ),
        migrations.CreateModel(
            name='CriticisedPerson',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('person', models.CharField(max_length=300, verbose_name='who')),
                ('passages', models.TextField(verbose_name='passages sent')),
                ('sent_on', models.DateField()),
                ('answered_on', models.DateField(blank=True, null=True)),
                ('answer', models.TextField(blank=True)),
            ],
            options={
                'verbose_name_plural': 'criticised people',
                'ordering': ['sent_on', 'id'],
            },
        ),
        migrations.CreateModel(
            name='DirectionFinding',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('finding', models.CharField(choices=[('failing', 'Failing'), ('not_failing', 'Not failing'), ('not_determined', 'Not determined')], max_length=20)),
                ('reasons', models.TextField(blank=True)),
            ],
            options={
                'ordering': ['theme'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Instruction',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('given_on', models.DateField()),
                ('given_by', models.CharField(max_length=300, verbose_name='who gave it')),
                ('text', models.TextField(verbose_name='instruction')),
            ],
            options={
                'ordering': ['given_on', 'id'],
            },
        ),
        migrations.CreateModel(
            name='ProposalFinding',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('finding', models.CharField(choices=[('failing', 'Failing'), ('not_failing', 'Not failing'), ('not_determined', 'Not determined')], max_length=20)),
                ('reasons', models.TextField(blank=True)),
            ],
            options={
                'ordering': ['theme'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='RecommendedStep',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.TextField(verbose_name='step')),
                ('with_support', models.BooleanField(default=False, verbose_name='with support')),
            ],
            options={
                'ordering': ['id'],
            },
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='appointment',
            name='only_lawful_changes',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='direction',
            name='only_lawful_changes',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='externalreview',
            name='only_lawful_changes',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='inspection',
            name='only_lawful_changes',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='package',
            name='only_lawful_changes',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='proposal',
            name='only_lawful_changes',
        ),
        migrations.RemoveConstraint(
            model_name='appointment',
            name='appointment_state_known',
        ),
        migrations.RemoveConstraint(
            model_name='appointment',
            name='appointment_conflicts_checked',
        ),
        migrations.RemoveConstraint(
            model_name='appointment',
            name='appointment_assistant_recommended',
        ),
        migrations.RemoveConstraint(
            model_name='appointment',
            name='appointment_start_known',
        ),
        migrations.RemoveConstraint(
            model_name='direction',
            name='direction_state_known',
        ),
        migrations.RemoveConstraint(
            model_name='direction',
            name='direction_starts_on_known',
        ),
        migrations.RemoveConstraint(
            model_name='direction',
            name='direction_recitals_known',
        ),
        migrations.RemoveConstraint(
            model_name='direction',
            name='direction_end_known',
        ),
        migrations.RemoveConstraint(
            model_name='direction',
            name='direction_heard_first_or_urgent',
        ),
        migrations.RemoveConstraint(
            model_name='externalreview',
            name='review_state_known',
        ),
        migrations.RemoveConstraint(
            model_name='externalreview',
            name='review_commissioned_on_known',
        ),
        migrations.RemoveConstraint(
            model_name='externalreview',
            name='review_terms_known',
        ),
        migrations.RemoveConstraint(
            model_name='externalreview',
            name='review_reviewers_known',
        ),
        migrations.RemoveConstraint(
            model_name='externalreview',
            name='review_basis_known',
        ),
        migrations.RemoveConstraint(
            model_name='inspection',
            name='inspection_state_known',
        ),
        migrations.RemoveConstraint(
            model_name='inspection',
            name='inspection_appointed_on_known',
        ),
        migrations.RemoveConstraint(
            model_name='inspection',
            name='inspection_report_due_on_known',
        ),
        migrations.RemoveConstraint(
            model_name='inspection',
            name='inspection_inspector_known',
        ),
        migrations.RemoveConstraint(
            model_name='inspection',
            name='inspection_fees_known',
        ),
        migrations.RemoveConstraint(
            model_name='inspection',
            name='inspection_conflicts_check_known',
        ),
        migrations.RemoveConstraint(
            model_name='inspection',
            name='inspection_functions_known',
        ),
        migrations.RemoveConstraint(
            model_name='package',
            name='package_state_known',
        ),
        migrations.RemoveConstraint(
            model_name='package',
            name='package_agreed_on_known',
        ),
        migrations.RemoveConstraint(
            model_name='package',
            name='package_review_on_known',
        ),
        migrations.RemoveConstraint(
            model_name='package',
            name='package_agreement_known',
        ),
        migrations.RemoveConstraint(
            model_name='package',
            name='package_terms_known',
        ),
        migrations.RemoveConstraint(
            model_name='package',
            name='package_members_known',
        ),
        migrations.RemoveConstraint(
            model_name='package',
            name='package_reporting_known',
        ),
        migrations.RemoveConstraint(
            model_name='proposal',
            name='proposal_state_known',
        ),
        migrations.RemoveConstraint(
            model_name='proposal',
            name='proposal_opened_on_known',
        ),
        migrations.RemoveConstraint(
            model_name='proposal',
            name='proposal_closes_on_known',
        ),
        migrations.RemoveConstraint(
            model_name='proposal',
            name='proposal_evidence_known',
        ),
        migrations.RemoveConstraint(
            model_name='proposal',
            name='proposal_model_known',
        ),
        migrations.RemoveConstraint(
            model_name='proposal',
            name='proposal_cost_known',
        ),
        migrations.RemoveConstraint(
            model_name='proposal',
            name='proposal_services_statement_known',
        ),
        migrations.RemoveConstraint(
            model_name='proposal',
            name='proposal_exit_strategy_known',
        ),
        migrations.AddField(
            model_name='appointment',
            name='authority_view',
            field=models.TextField(blank=True, verbose_name='what the authority says about the appointment'),
        ),
        migrations.AddField(
            model_name='appointment',
            name='body',
            field=models.CharField(blank=True, max_length=200, verbose_name='body they come from'),
        ),
        migrations.AddField(
            model_name='appointment',
            name='drafted_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='appointment',
            name='duties',
            field=models.TextField(blank=True, verbose_name='what they are appointed to do, and how they report'),
        ),
        migrations.AddField(
            model_name='appointment',
            name='issued_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='appointment',
            name='letter_template',
            field=models.CharField(default='appointment_1', editable=False, max_length=60),
        ),
        migrations.AddField(
            model_name='directedaction',
            name='due_on',
            field=models.DateField(blank=True, null=True, verbose_name='to be done by'),
        ),
        migrations.AddField(
            model_name='direction',
            name='authority_told_on',
            field=models.DateField(blank=True, null=True, verbose_name='notice sent to the authority'),
        ),
        migrations.AddField(
            model_name='direction',
            name='difference',
            field=models.TextField(blank=True, verbose_name='how they differ from what was proposed, and why that is not material'),
        ),
        migrations.AddField(
            model_name='direction',
            name='drafted_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='direction',
            name='issued_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='direction',
            name='letter_template',
            field=models.CharField(default='directions_1', editable=False, max_length=60),
        ),
        migrations.AddField(
            model_name='direction',
            name='memorandum',
            field=models.TextField(blank=True, verbose_name='explanatory memorandum'),
        ),
        migrations.AddField(
            model_name='direction',
            name='package_fate',
            field=models.CharField(blank=True, choices=[('continues', 'It continues beside the directions'), ('ends', 'It ends'), ('absorbed', 'It is absorbed by the directions')], max_length=20, verbose_name='what becomes of the non-statutory package'),
        ),
        migrations.AddField(
            model_name='direction',
            name='representatives_told_on',
            field=models.DateField(blank=True, null=True, verbose_name='notice sent to the representative body'),
        ),
        migrations.AddField(
            model_name='inspection',
            name='drafted_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='inspection',
            name='issued_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='inspection',
            name='letter_template',
            field=models.CharField(default='inspection_1', editable=False, max_length=60),
        ),
        migrations.AddField(
            model_name='inspection',
            name='two_roles_reason',
            field=models.TextField(blank=True, verbose_name='why the same body may hold two roles here'),
        ),
        migrations.AddField(
            model_name='oversightperiod',
            name='critical_friend',
            field=models.TextField(blank=True, verbose_name='critical friend, and on what terms'),
        ),
        migrations.AddField(
            model_name='oversightperiod',
            name='plan',
            field=models.TextField(blank=True, verbose_name='what is watched, and how'),
        ),
        migrations.AddField(
            model_name='package',
            name='drafted_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='package',
            name='issued_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='package',
            name='letter_template',
            field=models.CharField(default='package_1', editable=False, max_length=60),
        ),
        migrations.AddField(
            model_name='proposal',
            name='drafted_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='proposal',
            name='exit_strategy_by',
            field=models.DateField(blank=True, null=True, verbose_name='date by which there will be an exit strategy'),
        ),
        migrations.AddField(
            model_name='proposal',
            name='issued_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='proposal',
            name='letter_template',
            field=models.CharField(default='proposal_1', editable=False, max_length=60),
        ),
        migrations.AddField(
            model_name='proposal',
            name='report',
            field=models.TextField(blank=True, verbose_name='report that led here, and how the authority has it'),
        ),
        migrations.AddField(
            model_name='proposal',
            name='respond_to',
            field=models.TextField(blank=True, verbose_name='where representations go'),
        ),
        migrations.AddField(
            model_name='proposal',
            name='window_days',
            field=models.PositiveSmallIntegerField(default=10, verbose_name='working days for representations'),
        ),
        migrations.AddField(
            model_name='proposedaction',
            name='due_on',
            field=models.DateField(blank=True, null=True, verbose_name='to be done by'),
        ),
        migrations.AddField(
            model_name='representation',
            name='late_decision',
            field=models.TextField(blank=True, verbose_name='whether it is considered though it came late, and why'),
        ),
        migrations.AlterField(
            model_name='appointment',
            name='recommendation',
            field=models.TextField(blank=True, verbose_name="the inspector's recommendation, or why urgency dispenses with it"),
        ),
        migrations.AlterField(
            model_name='direction',
            name='is_urgent',
            field=models.BooleanField(default=False, verbose_name='made urgently, without representations'),
        ),
        migrations.AlterField(
            model_name='direction',
            name='notice_to_authority',
            field=models.TextField(blank=True, verbose_name='notice to the authority'),
        ),
        migrations.AlterField(
            model_name='direction',
            name='notice_to_representatives',
            field=models.TextField(blank=True, verbose_name='notice to the representative body'),
        ),
        migrations.AlterField(
            model_name='inspection',
            name='conflicts_check',
            field=models.TextField(blank=True, verbose_name='conflicts checked, and what was found'),
        ),
        migrations.AlterField(
            model_name='inspection',
            name='fees',
            field=models.TextField(blank=True, verbose_name='fees, which the authority pays'),
        ),
        migrations.AlterField(
            model_name='inspection',
            name='recommended_steps',
            field=models.TextField(blank=True, verbose_name='steps recommended'),
        ),
        migrations.AlterField(
            model_name='package',
            name='model',
            field=models.CharField(choices=[('board', 'Board or panel'), ('task_force', 'Task force'), ('sector_led', 'Sector-led'), ('other', 'Other'), ('not_published', 'Not published')], max_length=20, verbose_name='form'),
        ),
        migrations.AlterField(
            model_name='proposal',
            name='exit_strategy',
            field=models.TextField(blank=True, verbose_name='exit strategy, or why there is none yet'),
        ),
        migrations.AlterField(
            model_name='proposal',
            name='services_statement',
            field=models.TextField(blank=True, verbose_name='why statutory services stay safe'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='appointment',
            trigger=pgtrigger.compiler.Trigger(name='only_lawful_changes', sql=bestvalue.records.triggers.FirmTriggerSql(func="IF NEW.state <> OLD.state AND (OLD.state, NEW.state) NOT IN (('conflicts_cleared', 'discarded'), ('conflicts_cleared', 'serving'), ('proposed', 'conflicts_cleared'), ('proposed', 'discarded'), ('serving', 'ended')) THEN RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'No lawful act changes it from one of these states to the other.'; END IF; RETURN NEW;", hash='9c9684757a2c79bb12a7fb4872dc2dcbeca0f8e0', operation='UPDATE OF "state"', pgid='pgtrigger_only_lawful_changes_a9bf6', table='interventions_appointment', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='directedaction',
            trigger=pgtrigger.compiler.Trigger(name='part_of_a_draft', sql=bestvalue.records.triggers.FirmTriggerSql(func="IF (SELECT state FROM interventions_direction WHERE id = COALESCE(NEW.direction_id, OLD.direction_id)) <> 'draft' THEN RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'The parts of what is no longer a draft are not changed (R2).'; END IF; RETURN COALESCE(NEW, OLD);", hash='d7cf7658e6c4e56f43ee8a1154eab22c38e95706', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_part_of_a_draft_beb10', table='interventions_directedaction', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='directedfunction',
            trigger=pgtrigger.compiler.Trigger(name='part_of_a_draft', sql=bestvalue.records.triggers.FirmTriggerSql(func="IF (SELECT state FROM interventions_direction WHERE id = COALESCE(NEW.direction_id, OLD.direction_id)) <> 'draft' THEN RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'The parts of what is no longer a draft are not changed (R2).'; END IF; RETURN COALESCE(NEW, OLD);", hash='b685510aaea49fb09dfb53201d6d844f6229f4dd', operation='INSERT OR DELETE', pgid='pgtrigger_part_of_a_draft_62f47', table='interventions_directedfunction', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='directedfunction',
            trigger=pgtrigger.compiler.Trigger(name='set_once', sql=bestvalue.records.triggers.FirmTriggerSql(func="IF (OLD.direction_id IS NOT NULL AND NEW.direction_id IS DISTINCT FROM OLD.direction_id) OR (OLD.text IS NOT NULL AND NEW.text IS DISTINCT FROM OLD.text) OR (OLD.is_reserve IS NOT NULL AND NEW.is_reserve IS DISTINCT FROM OLD.is_reserve) OR (OLD.handed_back_on IS NOT NULL AND NEW.handed_back_on IS DISTINCT FROM OLD.handed_back_on) THEN RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'A fact that was set once is not changed: direction_id, text, is_reserve, handed_back_on.'; END IF; RETURN NEW;", hash='f690a66fbb5b00eceb4954f65f353b025f8f4517', operation='UPDATE', pgid='pgtrigger_set_once_84a0a', table='interventions_directedfunction', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='direction',
            trigger=pgtrigger.compiler.Trigger(name='only_lawful_changes', sql=bestvalue.records.triggers.FirmTriggerSql(func="IF NEW.state <> OLD.state AND (OLD.state, NEW.state) NOT IN (('draft', 'discarded'), ('draft', 'made'), ('made', 'ended')) THEN RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'No lawful act changes it from one of these states to the other.'; END IF; RETURN NEW;", hash='639aeed5e9dcdf00a9fffe8380fb9cd08cfab5a4', operation='UPDATE OF "state"', pgid='pgtrigger_only_lawful_changes_a4993', table='interventions_direction', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='direction',
            trigger=pgtrigger.compiler.Trigger(name='set_once', sql=bestvalue.records.triggers.FirmTriggerSql(func="IF (OLD.authority_told_on IS NOT NULL AND NEW.authority_told_on IS DISTINCT FROM OLD.authority_told_on) OR (OLD.representatives_told_on IS NOT NULL AND NEW.representatives_told_on IS DISTINCT FROM OLD.representatives_told_on) THEN RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'A fact that was set once is not changed: authority_told_on, representatives_told_on.'; END IF; RETURN NEW;", hash='20c28a89a65ae97e20114437fb7764edd77abd5c', operation='UPDATE', pgid='pgtrigger_set_once_19ec6', table='interventions_direction', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='externalreview',
            trigger=pgtrigger.compiler.Trigger(name='only_lawful_changes', sql=bestvalue.records.triggers.FirmTriggerSql(func="IF NEW.state <> OLD.state AND (OLD.state, NEW.state) NOT IN (('commissioned', 'ended'), ('commissioned', 'reported'), ('draft', 'commissioned'), ('draft', 'discarded'), ('reported', 'ended')) THEN RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'No lawful act changes it from one of these states to the other.'; END IF; RETURN NEW;", hash='ce0402a73e456b7df2990b367dacdc18eda5aeed', operation='UPDATE OF "state"', pgid='pgtrigger_only_lawful_changes_5bbee', table='interventions_externalreview', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='inspection',
            trigger=pgtrigger.compiler.Trigger(name='only_lawful_changes', sql=bestvalue.records.triggers.FirmTriggerSql(func="IF NEW.state <> OLD.state AND (OLD.state, NEW.state) NOT IN (('appointed', 'ended'), ('appointed', 'reported'), ('draft', 'appointed'), ('draft', 'discarded'), ('reported', 'ended')) THEN RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'No lawful act changes it from one of these states to the other.'; END IF; RETURN NEW;", hash='a2c7104b48af62e77b23b59c43ffd81c1c6a8827', operation='UPDATE OF "state"', pgid='pgtrigger_only_lawful_changes_3018a', table='interventions_inspection', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='package',
            trigger=pgtrigger.compiler.Trigger(name='only_lawful_changes', sql=bestvalue.records.triggers.FirmTriggerSql(func="IF NEW.state <> OLD.state AND (OLD.state, NEW.state) NOT IN (('agreed', 'ended'), ('draft', 'agreed'), ('draft', 'discarded')) THEN RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'No lawful act changes it from one of these states to the other.'; END IF; RETURN NEW;", hash='922ed7489deabc746edde7626c41b3e83a7aaf41', operation='UPDATE OF "state"', pgid='pgtrigger_only_lawful_changes_8ba62', table='interventions_package', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='proposal',
            trigger=pgtrigger.compiler.Trigger(name='only_lawful_changes', sql=bestvalue.records.triggers.FirmTriggerSql(func="IF NEW.state <> OLD.state AND (OLD.state, NEW.state) NOT IN (('closed', 'decided'), ('closed', 'not_proceeded_with'), ('closed', 'replaced'), ('draft', 'discarded'), ('draft', 'open'), ('open', 'closed'), ('open', 'not_proceeded_with'), ('open', 'replaced')) THEN RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'No lawful act changes it from one of these states to the other.'; END IF; RETURN NEW;", hash='8c0af12b7e2bddaef3a0ecb85315f28c469d4b8e', operation='UPDATE OF "state"', pgid='pgtrigger_only_lawful_changes_7e6ae', table='interventions_proposal', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='proposedaction',
            trigger=pgtrigger.compiler.Trigger(name='part_of_a_draft', sql=bestvalue.records.triggers.FirmTriggerSql(func="IF (SELECT state FROM interventions_proposal WHERE id = COALESCE(NEW.proposal_id, OLD.proposal_id)) <> 'draft' THEN RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'The parts of what is no longer a draft are not changed (R2).'; END IF; RETURN COALESCE(NEW, OLD);", hash='5a30403f4f531f34ce2d5b2c83ee16edba148aa3', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_part_of_a_draft_f78b2', table='interventions_proposedaction', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='proposedfunction',
            trigger=pgtrigger.compiler.Trigger(name='part_of_a_draft', sql=bestvalue.records.triggers.FirmTriggerSql(func="IF (SELECT state FROM interventions_proposal WHERE id = COALESCE(NEW.proposal_id, OLD.proposal_id)) <> 'draft' THEN RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'The parts of what is no longer a draft are not changed (R2).'; END IF; RETURN COALESCE(NEW, OLD);", hash='365b2701ed37c0d753737cfb6d2a78d094fb2531', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_part_of_a_draft_81625', table='interventions_proposedfunction', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='appointment',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['proposed', 'discarded', 'conflicts_cleared', 'serving', 'ended'])), name='appointment_state_known'),
        ),
        migrations.AddConstraint(
            model_name='appointment',
            constraint=models.CheckConstraint(condition=models.Q(('issued_by__isnull', True), ('drafted_by__isnull', True), models.Q(('issued_by', models.F('drafted_by')), _negated=True), _connector='OR'), name='appointment_issued_by_another', violation_error_message='What a minister decided is carried out by somebody other than its drafter.'),
        ),
        migrations.AddConstraint(
            model_name='appointment',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['proposed', 'discarded']), models.Q(('conflicts_check', ''), _negated=True), _connector='OR'), name='appointment_conflicts_checked', violation_error_message='Record the conflicts check first (R43).'),
        ),
        migrations.AddConstraint(
            model_name='appointment',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('role', 'assistant_inspector'), _negated=True), ('state__in', ['proposed', 'conflicts_cleared', 'discarded']), models.Q(('recommendation', ''), _negated=True), _connector='OR'), name='appointment_assistant_recommended', violation_error_message="Give the inspector's recommendation, or why it is too urgent (LGA 1999 s.10(3))."),
        ),
        migrations.AddConstraint(
            model_name='appointment',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['proposed', 'conflicts_cleared', 'discarded']), ('starts_on__isnull', False), _connector='OR'), name='appointment_start_known'),
        ),
        migrations.AddConstraint(
            model_name='direction',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['draft', 'discarded', 'made', 'ended'])), name='direction_state_known'),
        ),
        migrations.AddConstraint(
            model_name='direction',
            constraint=models.CheckConstraint(condition=models.Q(('issued_by__isnull', True), ('drafted_by__isnull', True), models.Q(('issued_by', models.F('drafted_by')), _negated=True), _connector='OR'), name='direction_issued_by_another', violation_error_message='What a minister decided is carried out by somebody other than its drafter.'),
        ),
        migrations.AddConstraint(
            model_name='direction',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['draft', 'discarded']), ('starts_on__isnull', False), ('not_published__contains', ['starts_on']), _connector='OR'), name='direction_starts_on_known', violation_error_message='Give the starts on.'),
        ),
        migrations.AddConstraint(
            model_name='direction',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['draft', 'discarded']), models.Q(('recitals', ''), _negated=True), ('not_published__contains', ['recitals']), _connector='OR'), name='direction_recitals_known', violation_error_message='Give the recitals.'),
        ),
        migrations.AddConstraint(
            model_name='direction',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['draft', 'discarded']), ('ends_on__isnull', False), models.Q(('is_open_ended', True), ('review_on__isnull', False)), ('not_published__contains', ['ends_on']), _connector='OR'), name='direction_end_known', violation_error_message='Give an end date, or say it is open-ended and give a review date (R23).'),
        ),
        migrations.AddConstraint(
            model_name='direction',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['draft', 'discarded']), models.Q(('is_urgent', False), ('proposal__isnull', False)), models.Q(('is_urgent', True), ('retrospective', True)), models.Q(('is_urgent', True), models.Q(('urgency_reason', ''), _negated=True), models.Q(('legal_advice', ''), _negated=True), models.Q(('notice_to_authority', ''), _negated=True), models.Q(('notice_to_representatives', ''), _negated=True)), _connector='OR'), name='direction_heard_first_or_urgent', violation_error_message='Directions need a proposal that was heard, or the whole of the urgent route (R16, R17).'),
        ),
        migrations.AddConstraint(
            model_name='direction',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('authority_told_on__isnull', True), ('representatives_told_on__isnull', True)), ('is_urgent', True), _connector='OR'), name='direction_told_of_urgency'),
        ),
        migrations.AddConstraint(
            model_name='externalreview',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['draft', 'discarded', 'commissioned', 'reported', 'ended'])), name='review_state_known'),
        ),
        migrations.AddConstraint(
            model_name='externalreview',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['draft', 'discarded']), ('commissioned_on__isnull', False), ('not_published__contains', ['commissioned_on']), _connector='OR'), name='review_commissioned_on_known', violation_error_message='Give the commissioned on.'),
        ),
        migrations.AddConstraint(
            model_name='externalreview',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['draft', 'discarded']), models.Q(('terms', ''), _negated=True), ('not_published__contains', ['terms']), _connector='OR'), name='review_terms_known', violation_error_message='Give the terms.'),
        ),
        migrations.AddConstraint(
            model_name='externalreview',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['draft', 'discarded']), models.Q(('reviewers', ''), _negated=True), ('not_published__contains', ['reviewers']), _connector='OR'), name='review_reviewers_known', violation_error_message='Give the reviewers.'),
        ),
        migrations.AddConstraint(
            model_name='externalreview',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['draft', 'discarded']), models.Q(('basis', ''), _negated=True), ('not_published__contains', ['basis']), _connector='OR'), name='review_basis_known', violation_error_message='Give the basis.'),
        ),
        migrations.AddConstraint(
            model_name='inspection',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['draft', 'discarded', 'appointed', 'reported', 'ended'])), name='inspection_state_known'),
        ),
        migrations.AddConstraint(
            model_name='inspection',
            constraint=models.CheckConstraint(condition=models.Q(('issued_by__isnull', True), ('drafted_by__isnull', True), models.Q(('issued_by', models.F('drafted_by')), _negated=True), _connector='OR'), name='inspection_issued_by_another', violation_error_message='What a minister decided is carried out by somebody other than its drafter.'),
        ),
        migrations.AddConstraint(
            model_name='inspection',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['draft', 'discarded']), ('appointed_on__isnull', False), ('not_published__contains', ['appointed_on']), _connector='OR'), name='inspection_appointed_on_known', violation_error_message='Give the appointed on.'),
        ),
        migrations.AddConstraint(
            model_name='inspection',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['draft', 'discarded']), ('report_due_on__isnull', False), ('not_published__contains', ['report_due_on']), _connector='OR'), name='inspection_report_due_on_known', violation_error_message='Give the report due on.'),
        ),
        migrations.AddConstraint(
            model_name='inspection',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['draft', 'discarded']), models.Q(('inspector', ''), _negated=True), ('not_published__contains', ['inspector']), _connector='OR'), name='inspection_inspector_known', violation_error_message='Give the inspector.'),
        ),
        migrations.AddConstraint(
            model_name='inspection',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['draft', 'discarded']), models.Q(('fees', ''), _negated=True), ('not_published__contains', ['fees']), _connector='OR'), name='inspection_fees_known', violation_error_message='Give the fees.'),
        ),
        migrations.AddConstraint(
            model_name='inspection',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['draft', 'discarded']), models.Q(('conflicts_check', ''), _negated=True), ('not_published__contains', ['conflicts_check']), _connector='OR'), name='inspection_conflicts_check_known', violation_error_message='Give the conflicts check.'),
        ),
        migrations.AddConstraint(
            model_name='inspection',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['draft', 'discarded']), models.Q(('functions', []), _negated=True), ('not_published__contains', ['functions']), _connector='OR'), name='inspection_functions_known', violation_error_message='Name the functions to be inspected (LGA 1999 s.10(1)).'),
        ),
        migrations.AddConstraint(
            model_name='package',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['draft', 'discarded', 'agreed', 'ended'])), name='package_state_known'),
        ),
        migrations.AddConstraint(
            model_name='package',
            constraint=models.CheckConstraint(condition=models.Q(('issued_by__isnull', True), ('drafted_by__isnull', True), models.Q(('issued_by', models.F('drafted_by')), _negated=True), _connector='OR'), name='package_issued_by_another', violation_error_message='What a minister decided is carried out by somebody other than its drafter.'),
        ),
        migrations.AddConstraint(
            model_name='package',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['draft', 'discarded']), ('agreed_on__isnull', False), ('not_published__contains', ['agreed_on']), _connector='OR'), name='package_agreed_on_known', violation_error_message='Give the agreed on.'),
        ),
        migrations.AddConstraint(
            model_name='package',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['draft', 'discarded']), ('review_on__isnull', False), ('not_published__contains', ['review_on']), _connector='OR'), name='package_review_on_known', violation_error_message='Give the review on.'),
        ),
        migrations.AddConstraint(
            model_name='package',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['draft', 'discarded']), models.Q(('agreement', ''), _negated=True), ('not_published__contains', ['agreement']), _connector='OR'), name='package_agreement_known', violation_error_message='Give the agreement.'),
        ),
        migrations.AddConstraint(
            model_name='package',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['draft', 'discarded']), models.Q(('terms', ''), _negated=True), ('not_published__contains', ['terms']), _connector='OR'), name='package_terms_known', violation_error_message='Give the terms.'),
        ),
        migrations.AddConstraint(
            model_name='package',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['draft', 'discarded']), models.Q(('members', ''), _negated=True), ('not_published__contains', ['members']), _connector='OR'), name='package_members_known', violation_error_message='Give the members.'),
        ),
        migrations.AddConstraint(
            model_name='package',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['draft', 'discarded']), models.Q(('reporting', ''), _negated=True), ('not_published__contains', ['reporting']), _connector='OR'), name='package_reporting_known', violation_error_message='Give the reporting.'),
        ),
        migrations.AddConstraint(
            model_name='proposal',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['draft', 'discarded', 'open', 'closed', 'replaced', 'decided', 'not_proceeded_with'])), name='proposal_state_known'),
        ),
        migrations.AddConstraint(
            model_name='proposal',
            constraint=models.CheckConstraint(condition=models.Q(('issued_by__isnull', True), ('drafted_by__isnull', True), models.Q(('issued_by', models.F('drafted_by')), _negated=True), _connector='OR'), name='proposal_issued_by_another', violation_error_message='What a minister decided is carried out by somebody other than its drafter.'),
        ),
        migrations.AddConstraint(
            model_name='proposal',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['draft', 'discarded']), ('opened_on__isnull', False), ('not_published__contains', ['opened_on']), _connector='OR'), name='proposal_opened_on_known', violation_error_message='Give the opened on.'),
        ),
        migrations.AddConstraint(
            model_name='proposal',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['draft', 'discarded']), ('closes_on__isnull', False), ('not_published__contains', ['closes_on']), _connector='OR'), name='proposal_closes_on_known', violation_error_message='Give the closes on.'),
        ),
        migrations.AddConstraint(
            model_name='proposal',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['draft', 'discarded']), models.Q(('evidence', ''), _negated=True), ('not_published__contains', ['evidence']), _connector='OR'), name='proposal_evidence_known', violation_error_message='Give the evidence.'),
        ),
        migrations.AddConstraint(
            model_name='proposal',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['draft', 'discarded']), models.Q(('model', ''), _negated=True), ('not_published__contains', ['model']), _connector='OR'), name='proposal_model_known', violation_error_message='Give the model.'),
        ),
        migrations.AddConstraint(
            model_name='proposal',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['draft', 'discarded']), models.Q(('cost', ''), _negated=True), ('not_published__contains', ['cost']), _connector='OR'), name='proposal_cost_known', violation_error_message='Give the cost.'),
        ),
        migrations.AddConstraint(
            model_name='proposal',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['draft', 'discarded']), models.Q(('services_statement', ''), _negated=True), ('not_published__contains', ['services_statement']), _connector='OR'), name='proposal_services_statement_known', violation_error_message='Give the services statement.'),
        ),
        migrations.AddConstraint(
            model_name='proposal',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['draft', 'discarded']), models.Q(('exit_strategy', ''), _negated=True), ('not_published__contains', ['exit_strategy']), _connector='OR'), name='proposal_exit_strategy_known', violation_error_message='Give the exit strategy.'),
        ),
        migrations.AddConstraint(
            model_name='representation',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('is_late', True), ('state', 'answered'), _negated=True), models.Q(('late_decision', ''), _negated=True), _connector='OR'), name='representation_late_one_decided_on', violation_error_message='Say whether a late representation is considered, and why.'),
        ),
        migrations.AddField(
            model_name='actionprogress',
            name='action',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='progress', to='interventions.directedaction'),
        ),
        migrations.AddField(
            model_name='actionprogress',
            name='recorded_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='cost',
            name='direction',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='costs', to='interventions.direction'),
        ),
        migrations.AddField(
            model_name='criticisedperson',
            name='inspection',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='criticised', to='interventions.inspection'),
        ),
        migrations.AddField(
            model_name='directionfinding',
            name='direction',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='findings', to='interventions.direction'),
        ),
        migrations.AddField(
            model_name='directionfinding',
            name='theme',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='themes.theme'),
        ),
        migrations.AddField(
            model_name='instruction',
            name='function',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='instructions', to='interventions.directedfunction'),
        ),
        migrations.AddField(
            model_name='proposalfinding',
            name='proposal',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='findings', to='interventions.proposal'),
        ),
        migrations.AddField(
            model_name='proposalfinding',
            name='theme',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='themes.theme'),
        ),
        migrations.AddField(
            model_name='recommendedstep',
            name='inspection',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='steps', to='interventions.inspection'),
        ),
        migrations.DeleteModel(
            name='ThemeFinding',
        ),
        migrations.AddConstraint(
            model_name='actionprogress',
            constraint=models.CheckConstraint(condition=models.Q(('text', ''), _negated=True), name='action_progress_rests_on_something'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='actionprogress',
            trigger=pgtrigger.compiler.Trigger(name='never_deleted', sql=bestvalue.records.triggers.FirmTriggerSql(func="RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'Records are never deleted (N22).';", hash='c2eddaa3803491a244e44d172888eefc355ad5ea', operation='DELETE', pgid='pgtrigger_never_deleted_0d2b3', table='interventions_actionprogress', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='actionprogress',
            trigger=pgtrigger.compiler.Trigger(name='never_truncated', sql=bestvalue.records.triggers.FirmTriggerSql(func="RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'Records are never deleted (N22).';", hash='cb2079aea318c8f0530f90df9084033535eb60c4', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_never_truncated_1e1f0', table='interventions_actionprogress', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='actionprogress',
            trigger=pgtrigger.compiler.Trigger(name='never_updated', sql=bestvalue.records.triggers.FirmTriggerSql(func="RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'Records are never changed (R42).';", hash='cde5ec66c74d6a24905919299de1ebb3a4a7b83b', operation='UPDATE', pgid='pgtrigger_never_updated_28d00', table='interventions_actionprogress', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='cost',
            constraint=models.CheckConstraint(condition=models.Q(('ends_on__gte', models.F('starts_on'))), name='cost_ends_after_start', violation_error_message='The last day must not come before the first.'),
        ),
        migrations.AddConstraint(
            model_name='cost',
            constraint=models.CheckConstraint(condition=models.Q(('pounds__gte', 0)), name='cost_not_negative', violation_error_message='An amount is not less than nothing.'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='cost',
            trigger=pgtrigger.compiler.Trigger(name='never_deleted', sql=bestvalue.records.triggers.FirmTriggerSql(func="RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'Records are never deleted (N22).';", hash='ec305187348555cf4b2d184f76d3483b7844e056', operation='DELETE', pgid='pgtrigger_never_deleted_e873f', table='interventions_cost', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='cost',
            trigger=pgtrigger.compiler.Trigger(name='never_truncated', sql=bestvalue.records.triggers.FirmTriggerSql(func="RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'Records are never deleted (N22).';", hash='94c813afd359af582f00b337780114f27d43904a', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_never_truncated_5d475', table='interventions_cost', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='cost',
            trigger=pgtrigger.compiler.Trigger(name='never_updated', sql=bestvalue.records.triggers.FirmTriggerSql(func="RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'Records are never changed (R42).';", hash='c5b9788d114dab2732bd8190aaaceff1fc36e3ba', operation='UPDATE', pgid='pgtrigger_never_updated_cc948', table='interventions_cost', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='criticisedperson',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('answer', ''), ('answered_on__isnull', True)), models.Q(('answered_on__gte', models.F('sent_on')), models.Q(('answer', ''), _negated=True)), _connector='OR'), name='criticised_answered_in_words', violation_error_message='An answer comes after the passages were sent, and says something.'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='criticisedperson',
            trigger=pgtrigger.compiler.Trigger(name='never_deleted', sql=bestvalue.records.triggers.FirmTriggerSql(func="RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'Records are never deleted (N22).';", hash='0c960f450d77a49e4cd5cd5b47dd873ea4b1fff0', operation='DELETE', pgid='pgtrigger_never_deleted_fc749', table='interventions_criticisedperson', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='criticisedperson',
            trigger=pgtrigger.compiler.Trigger(name='never_truncated', sql=bestvalue.records.triggers.FirmTriggerSql(func="RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'Records are never deleted (N22).';", hash='ef73977e7c581a6def13727167a1bc5819306175', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_never_truncated_0334e', table='interventions_criticisedperson', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='criticisedperson',
            trigger=pgtrigger.compiler.Trigger(name='set_once', sql=bestvalue.records.triggers.FirmTriggerSql(func="IF (OLD.inspection_id IS NOT NULL AND NEW.inspection_id IS DISTINCT FROM OLD.inspection_id) OR (OLD.person IS NOT NULL AND NEW.person IS DISTINCT FROM OLD.person) OR (OLD.passages IS NOT NULL AND NEW.passages IS DISTINCT FROM OLD.passages) OR (OLD.sent_on IS NOT NULL AND NEW.sent_on IS DISTINCT FROM OLD.sent_on) OR (OLD.answered_on IS NOT NULL AND NEW.answered_on IS DISTINCT FROM OLD.answered_on) THEN RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'A fact that was set once is not changed: inspection_id, person, passages, sent_on, answered_on.'; END IF; RETURN NEW;", hash='bb1d901e5530b2ce8cd8395fbd861976cbd824d2', operation='UPDATE', pgid='pgtrigger_set_once_66491', table='interventions_criticisedperson', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='directionfinding',
            constraint=models.UniqueConstraint(fields=('direction', 'theme'), name='direction_finding_one_for_each_theme'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='directionfinding',
            trigger=pgtrigger.compiler.Trigger(name='part_of_a_draft', sql=bestvalue.records.triggers.FirmTriggerSql(func="IF (SELECT state FROM interventions_direction WHERE id = COALESCE(NEW.direction_id, OLD.direction_id)) <> 'draft' THEN RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'The parts of what is no longer a draft are not changed (R2).'; END IF; RETURN COALESCE(NEW, OLD);", hash='53315f56a1df55d4f6849f9aba2f66d96ec45395', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_part_of_a_draft_91c95', table='interventions_directionfinding', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='instruction',
            trigger=pgtrigger.compiler.Trigger(name='never_deleted', sql=bestvalue.records.triggers.FirmTriggerSql(func="RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'Records are never deleted (N22).';", hash='ac8d793031aac508eb09f5656e9c44a01f78d04a', operation='DELETE', pgid='pgtrigger_never_deleted_99cf1', table='interventions_instruction', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='instruction',
            trigger=pgtrigger.compiler.Trigger(name='never_truncated', sql=bestvalue.records.triggers.FirmTriggerSql(func="RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'Records are never deleted (N22).';", hash='49ef60970a63b7dbc445f34b259e6c617630ab20', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_never_truncated_3804f', table='interventions_instruction', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='instruction',
            trigger=pgtrigger.compiler.Trigger(name='never_updated', sql=bestvalue.records.triggers.FirmTriggerSql(func="RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'Records are never changed (R42).';", hash='4b5569406770be8b129433f084fdf599171ccbfa', operation='UPDATE', pgid='pgtrigger_never_updated_c69a7', table='interventions_instruction', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='proposalfinding',
            constraint=models.UniqueConstraint(fields=('proposal', 'theme'), name='proposal_finding_one_for_each_theme'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='proposalfinding',
            trigger=pgtrigger.compiler.Trigger(name='part_of_a_draft', sql=bestvalue.records.triggers.FirmTriggerSql(func="IF (SELECT state FROM interventions_proposal WHERE id = COALESCE(NEW.proposal_id, OLD.proposal_id)) <> 'draft' THEN RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'The parts of what is no longer a draft are not changed (R2).'; END IF; RETURN COALESCE(NEW, OLD);", hash='9f919a104bfc3d84da68ee49a46e1f92d7116156', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_part_of_a_draft_4c0bd', table='interventions_proposalfinding', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='recommendedstep',
            trigger=pgtrigger.compiler.Trigger(name='never_deleted', sql=bestvalue.records.triggers.FirmTriggerSql(func="RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'Records are never deleted (N22).';", hash='dfb1b2f13d625b533ee57b226c7963b314bcdd76', operation='DELETE', pgid='pgtrigger_never_deleted_8e9ed', table='interventions_recommendedstep', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='recommendedstep',
            trigger=pgtrigger.compiler.Trigger(name='never_truncated', sql=bestvalue.records.triggers.FirmTriggerSql(func="RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'Records are never deleted (N22).';", hash='e52e867dc1b8ec47e69bf73f82f018cfc477f6cb', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_never_truncated_7e051', table='interventions_recommendedstep', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='recommendedstep',
            trigger=pgtrigger.compiler.Trigger(name='never_updated', sql=bestvalue.records.triggers.FirmTriggerSql(func="RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'Records are never changed (R42).';", hash='0fb692d96dc1957b00babb5cd7e1797adeb6024e', operation='UPDATE', pgid='pgtrigger_never_updated_7ccc3', table='interventions_recommendedstep', when='BEFORE')),
        ),
    ]
