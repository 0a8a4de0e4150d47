import bestvalue.records.triggers
import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('cases', '0001_initial'),
        ('records', '0001_initial'),
    ]

    operations = [
        migrations.AddField(
            model_name='submissionact',
            name='spent_by',
            field=models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='spent_decision', to='records.event'),
        ),
        migrations.AddField(
            model_name='submissionact',
            name='submission',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='acts', to='cases.submission'),
        ),
        migrations.AddField(
            model_name='succession',
            name='predecessor',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='successions', to='cases.authority'),
        ),
        migrations.AddField(
            model_name='succession',
            name='successor',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='inheritances', to='cases.authority'),
        ),
        migrations.AddField(
            model_name='supportarrangement',
            name='case',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(class)ss', to='cases.case'),
        ),
        migrations.AddField(
            model_name='trajectorynote',
            name='watch',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='notes', to='cases.servicefailurewatch'),
        ),
        migrations.AddConstraint(
            model_name='authorityalias',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['name', 'ons_code'])), name='authority_alias_kind_known'),
        ),
        migrations.AddConstraint(
            model_name='authorityalias',
            constraint=models.CheckConstraint(condition=models.Q(('kind', 'name'), ('value__regex', '^[EX]\\d{8}$'), _connector='OR'), name='authority_alias_code_form'),
        ),
        migrations.AddConstraint(
            model_name='authorityalias',
            constraint=models.UniqueConstraint(fields=('authority', 'kind', 'value'), name='authority_alias_once'),
        ),
        migrations.AddConstraint(
            model_name='authorityalias',
            constraint=models.UniqueConstraint(condition=models.Q(('kind', 'ons_code')), fields=('value',), name='authority_alias_one_owner_of_a_code', violation_error_message='Another authority is known by this code.'),
        ),
        migrations.AddConstraint(
            model_name='authority',
            constraint=models.CheckConstraint(condition=models.Q(('ends_on__isnull', True), ('starts_on__isnull', True), ('ends_on__gte', models.F('starts_on')), _connector='OR'), name='authority_ends_after_start', violation_error_message='The last day must not be before the first day.'),
        ),
        migrations.AddConstraint(
            model_name='authority',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('is_fictional', False), ('ons_code__isnull', True)), models.Q(('is_fictional', False), ('ons_code__regex', '^E\\d{8}$')), models.Q(('is_fictional', True), ('ons_code__isnull', False), ('ons_code__regex', '^X\\d{8}$')), _connector='OR'), name='authority_code_form', violation_error_message='A code is E and eight digits; X and eight digits for a fictional authority.'),
        ),
        migrations.AddConstraint(
            model_name='authority',
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(expressions=[('name', '='), (models.Func('starts_on', 'ends_on', django.contrib.postgres.fields.ranges.RangeBoundary(True, True), function='DATERANGE'), '&&')], name='authority_name_once_at_a_time', violation_error_message='Another authority has this name at that time.'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='authority',
            trigger=pgtrigger.compiler.Trigger(name='never_deleted', sql=bestvalue.records.triggers.FirmTriggerSql(func="RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'Records are never deleted (N22).';", hash='996485db2cc73e331a959338443d746730b98d56', operation='DELETE', pgid='pgtrigger_never_deleted_5f7d3', table='cases_authority', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='authority',
            trigger=pgtrigger.compiler.Trigger(name='never_truncated', sql=bestvalue.records.triggers.FirmTriggerSql(func="RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'Records are never deleted (N22).';", hash='8ee4e4c072e767c9d1b387a569448e3b3e096d82', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_never_truncated_efffd', table='cases_authority', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='authority',
            trigger=pgtrigger.compiler.Trigger(name='set_once', sql=bestvalue.records.triggers.FirmTriggerSql(func="IF (OLD.slug IS NOT NULL AND NEW.slug IS DISTINCT FROM OLD.slug) THEN RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'A fact that was set once is not changed: slug.'; END IF; RETURN NEW;", hash='a00c01d7ff229b19b87c3ae60376d94618023d0b', operation='UPDATE', pgid='pgtrigger_set_once_9d775', table='cases_authority', when='BEFORE')),
        ),
        migrations.AddIndex(
            model_name='case',
            index=models.Index(fields=['stage', '-opened_on'], name='case_by_stage'),
        ),
        migrations.AddConstraint(
            model_name='case',
            constraint=models.UniqueConstraint(condition=models.Q(('stage', 'closed'), _negated=True), fields=('authority',), name='case_one_open_for_each_authority', violation_error_message='There is already an open case for this authority.'),
        ),
        migrations.AddConstraint(
            model_name='case',
            constraint=models.CheckConstraint(condition=models.Q(('stage__in', ['early_engagement', 'best_value_notice', 'inspection', 'minded_to', 'intervention', 'exit', 'oversight', 'closed'])), name='case_stage_known'),
        ),
        migrations.AddConstraint(
            model_name='case',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('closed_on__isnull', False), ('stage', 'closed')), models.Q(models.Q(('stage', 'closed'), _negated=True), ('closed_on__isnull', True)), _connector='OR'), name='case_closed_has_a_date'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='case',
            trigger=pgtrigger.compiler.Trigger(name='never_deleted', sql=bestvalue.records.triggers.FirmTriggerSql(func="RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'Records are never deleted (N22).';", hash='b6da70b4f8acf9728a6491f8c4177c4de363137a', operation='DELETE', pgid='pgtrigger_never_deleted_d7375', table='cases_case', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='case',
            trigger=pgtrigger.compiler.Trigger(name='never_truncated', sql=bestvalue.records.triggers.FirmTriggerSql(func="RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'Records are never deleted (N22).';", hash='900b36f84b9846d41b13ffee8413fdf0db594aa5', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_never_truncated_86a94', table='cases_case', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='case',
            trigger=pgtrigger.compiler.Trigger(name='set_once', sql=bestvalue.records.triggers.FirmTriggerSql(func="IF (OLD.reference IS NOT NULL AND NEW.reference IS DISTINCT FROM OLD.reference) OR (OLD.handle IS NOT NULL AND NEW.handle IS DISTINCT FROM OLD.handle) OR (OLD.authority_id IS NOT NULL AND NEW.authority_id IS DISTINCT FROM OLD.authority_id) THEN RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'A fact that was set once is not changed: reference, handle, authority_id.'; END IF; RETURN NEW;", hash='98834718cb694b2dbeab7eabec43be784bd93fbb', operation='UPDATE', pgid='pgtrigger_set_once_c31e2', table='cases_case', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='case',
            trigger=pgtrigger.compiler.Trigger(name='only_lawful_moves', sql=bestvalue.records.triggers.FirmTriggerSql(constraint='CONSTRAINT', declare='DECLARE event records_event%ROWTYPE;', func="\n            IF TG_OP = 'INSERT' THEN\n                IF NEW.stage <> 'early_engagement' THEN RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'A case begins in early engagement.'; END IF;\n                RETURN NULL;\n            END IF;\n            IF NEW.stage = OLD.stage THEN RETURN NULL; END IF;\n            SELECT * INTO event FROM records_event\n             WHERE case_id = NEW.id AND case_version = OLD.version + 1 AND recorded_at = transaction_timestamp();\n            IF NOT FOUND OR NEW.version <> OLD.version + 1 OR NEW.head <> event.hash THEN\n                RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'A case moves only by a recorded act of a named person (N1).';\n            END IF;\n            IF NOT EXISTS (\n                SELECT 1 FROM (VALUES ('agree_package', 'best_value_notice', 'intervention', True), ('agree_package', 'early_engagement', 'intervention', True), ('agree_package', 'exit', 'intervention', True), ('agree_package', 'inspection', 'intervention', True), ('agree_package', 'minded_to', 'intervention', True), ('agree_package', 'oversight', 'intervention', True), ('appoint_inspector', 'best_value_notice', 'inspection', True), ('appoint_inspector', 'early_engagement', 'inspection', True), ('appoint_inspector', 'oversight', 'inspection', True), ('close_after_oversight', 'oversight', 'closed', True), ('close_without_action', 'early_engagement', 'closed', False), ('correct_record', 'best_value_notice', 'closed', False), ('correct_record', 'best_value_notice', 'early_engagement', False), ('correct_record', 'best_value_notice', 'exit', False), ('correct_record', 'best_value_notice', 'inspection', False), ('correct_record', 'best_value_notice', 'intervention', False), ('correct_record', 'best_value_notice', 'minded_to', False), ('correct_record', 'best_value_notice', 'oversight', False), ('correct_record', 'closed', 'best_value_notice', False), ('correct_record', 'closed', 'early_engagement', False), ('correct_record', 'closed', 'exit', False), ('correct_record', 'closed', 'inspection', False), ('correct_record', 'closed', 'intervention', False), ('correct_record', 'closed', 'minded_to', False), ('correct_record', 'closed', 'oversight', False), ('correct_record', 'early_engagement', 'best_value_notice', False), ('correct_record', 'early_engagement', 'closed', False), ('correct_record', 'early_engagement', 'exit', False), ('correct_record', 'early_engagement', 'inspection', False), ('correct_record', 'early_engagement', 'intervention', False), ('correct_record', 'early_engagement', 'minded_to', False), ('correct_record', 'early_engagement', 'oversight', False), ('correct_record', 'exit', 'best_value_notice', False), ('correct_record', 'exit', 'closed', False), ('correct_record', 'exit', 'early_engagement', False), ('correct_record', 'exit', 'inspection', False), ('correct_record', 'exit', 'intervention', False), ('correct_record', 'exit', 'minded_to', False), ('correct_record', 'exit', 'oversight', False), ('correct_record', 'inspection', 'best_value_notice', False), ('correct_record', 'inspection', 'closed', False), ('correct_record', 'inspection', 'early_engagement', False), ('correct_record', 'inspection', 'exit', False), ('correct_record', 'inspection', 'intervention', False), ('correct_record', 'inspection', 'minded_to', False), ('correct_record', 'inspection', 'oversight', False), ('correct_record', 'intervention', 'best_value_notice', False), ('correct_record', 'intervention', 'closed', False), ('correct_record', 'intervention', 'early_engagement', False), ('correct_record', 'intervention', 'exit', False), ('correct_record', 'intervention', 'inspection', False), ('correct_record', 'intervention', 'minded_to', False), ('correct_record', 'intervention', 'oversight', False), ('correct_record', 'minded_to', 'best_value_notice', False), ('correct_record', 'minded_to', 'closed', False), ('correct_record', 'minded_to', 'early_engagement', False), ('correct_record', 'minded_to', 'exit', False), ('correct_record', 'minded_to', 'inspection', False), ('correct_record', 'minded_to', 'intervention', False), ('correct_record', 'minded_to', 'oversight', False), ('correct_record', 'oversight', 'best_value_notice', False), ('correct_record', 'oversight', 'closed', False), ('correct_record', 'oversight', 'early_engagement', False), ('correct_record', 'oversight', 'exit', False), ('correct_record', 'oversight', 'inspection', False), ('correct_record', 'oversight', 'intervention', False), ('correct_record', 'oversight', 'minded_to', False), ('do_not_intervene', 'minded_to', 'best_value_notice', True), ('do_not_intervene', 'minded_to', 'closed', True), ('do_not_intervene', 'minded_to', 'early_engagement', True), ('do_not_intervene', 'minded_to', 'exit', True), ('do_not_intervene', 'minded_to', 'inspection', True), ('do_not_intervene', 'minded_to', 'intervention', True), ('do_not_intervene', 'minded_to', 'oversight', True), ('do_not_proceed_with_proposal', 'minded_to', 'best_value_notice', True), ('do_not_proceed_with_proposal', 'minded_to', 'closed', True), ('do_not_proceed_with_proposal', 'minded_to', 'early_engagement', True), ('do_not_proceed_with_proposal', 'minded_to', 'exit', True), ('do_not_proceed_with_proposal', 'minded_to', 'inspection', True), ('do_not_proceed_with_proposal', 'minded_to', 'intervention', True), ('do_not_proceed_with_proposal', 'minded_to', 'oversight', True), ('do_not_reissue_notice', 'best_value_notice', 'closed', True), ('do_not_reissue_notice', 'best_value_notice', 'early_engagement', True), ('do_not_reissue_notice', 'best_value_notice', 'exit', True), ('do_not_reissue_notice', 'best_value_notice', 'inspection', True), ('do_not_reissue_notice', 'best_value_notice', 'intervention', True), ('do_not_reissue_notice', 'best_value_notice', 'minded_to', True), ('do_not_reissue_notice', 'best_value_notice', 'oversight', True), ('end_inspection_early', 'inspection', 'best_value_notice', True), ('end_inspection_early', 'inspection', 'closed', True), ('end_inspection_early', 'inspection', 'early_engagement', True), ('end_inspection_early', 'inspection', 'exit', True), ('end_inspection_early', 'inspection', 'intervention', True), ('end_inspection_early', 'inspection', 'minded_to', True), ('end_inspection_early', 'inspection', 'oversight', True), ('end_package', 'intervention', 'best_value_notice', True), ('end_package', 'intervention', 'closed', True), ('end_package', 'intervention', 'early_engagement', True), ('end_package', 'intervention', 'exit', True), ('end_package', 'intervention', 'inspection', True), ('end_package', 'intervention', 'minded_to', True), ('end_package', 'intervention', 'oversight', True), ('end_support', 'early_engagement', 'closed', False), ('halt_exit', 'exit', 'intervention', True), ('issue_notice', 'early_engagement', 'best_value_notice', True), ('issue_notice', 'inspection', 'best_value_notice', True), ('issue_notice', 'minded_to', 'best_value_notice', True), ('issue_notice', 'oversight', 'best_value_notice', True), ('let_directions_lapse', 'exit', 'intervention', True), ('let_directions_lapse', 'exit', 'oversight', True), ('let_directions_lapse', 'intervention', 'oversight', True), ('make_directions', 'exit', 'intervention', True), ('make_directions', 'minded_to', 'intervention', True), ('make_urgent_directions', 'best_value_notice', 'intervention', True), ('make_urgent_directions', 'early_engagement', 'intervention', True), ('make_urgent_directions', 'exit', 'intervention', True), ('make_urgent_directions', 'inspection', 'intervention', True), ('make_urgent_directions', 'minded_to', 'intervention', True), ('make_urgent_directions', 'oversight', 'intervention', True), ('propose_intervention', 'best_value_notice', 'minded_to', True), ('propose_intervention', 'early_engagement', 'minded_to', True), ('propose_intervention', 'inspection', 'minded_to', True), ('propose_intervention', 'intervention', 'minded_to', True), ('propose_intervention', 'oversight', 'minded_to', True), ('respond_to_inspection', 'inspection', 'best_value_notice', True), ('respond_to_inspection', 'inspection', 'closed', True), ('respond_to_inspection', 'inspection', 'early_engagement', True), ('respond_to_inspection', 'inspection', 'exit', True), ('respond_to_inspection', 'inspection', 'intervention', True), ('respond_to_inspection', 'inspection', 'minded_to', True), ('respond_to_inspection', 'inspection', 'oversight', True), ('restart_proposal', 'minded_to', 'best_value_notice', True), ('restart_proposal', 'minded_to', 'closed', True), ('restart_proposal', 'minded_to', 'early_engagement', True), ('restart_proposal', 'minded_to', 'exit', True), ('restart_proposal', 'minded_to', 'inspection', True), ('restart_proposal', 'minded_to', 'intervention', True), ('restart_proposal', 'minded_to', 'oversight', True), ('restore_by_court_order', 'exit', 'best_value_notice', False), ('restore_by_court_order', 'exit', 'early_engagement', False), ('restore_by_court_order', 'exit', 'inspection', False), ('restore_by_court_order', 'exit', 'intervention', False), ('restore_by_court_order', 'exit', 'minded_to', False), ('restore_by_court_order', 'exit', 'oversight', False), ('restore_by_court_order', 'intervention', 'best_value_notice', False), ('restore_by_court_order', 'intervention', 'early_engagement', False), ('restore_by_court_order', 'intervention', 'exit', False), ('restore_by_court_order', 'intervention', 'inspection', False), ('restore_by_court_order', 'intervention', 'minded_to', False), ('restore_by_court_order', 'intervention', 'oversight', False), ('restore_by_court_order', 'minded_to', 'best_value_notice', False), ('restore_by_court_order', 'minded_to', 'early_engagement', False), ('restore_by_court_order', 'minded_to', 'exit', False), ('restore_by_court_order', 'minded_to', 'inspection', False), ('restore_by_court_order', 'minded_to', 'intervention', False), ('restore_by_court_order', 'minded_to', 'oversight', False), ('return_to_engagement', 'oversight', 'early_engagement', False), ('revoke_directions', 'exit', 'intervention', True), ('revoke_directions', 'exit', 'oversight', True), ('revoke_directions', 'intervention', 'oversight', True), ('start_exit', 'intervention', 'exit', True), ('supersede', 'best_value_notice', 'closed', False), ('supersede', 'early_engagement', 'closed', False), ('supersede', 'exit', 'closed', False), ('supersede', 'inspection', 'closed', False), ('supersede', 'intervention', 'closed', False), ('supersede', 'minded_to', 'closed', False), ('supersede', 'oversight', 'closed', False), ('withdraw_notice', 'best_value_notice', 'closed', True), ('withdraw_notice', 'best_value_notice', 'early_engagement', True), ('withdraw_notice', 'best_value_notice', 'exit', True), ('withdraw_notice', 'best_value_notice', 'inspection', True), ('withdraw_notice', 'best_value_notice', 'intervention', True), ('withdraw_notice', 'best_value_notice', 'minded_to', True), ('withdraw_notice', 'best_value_notice', 'oversight', True)) AS lawful (verb, source, target, minister_decides)\n                 WHERE verb = event.verb AND source = OLD.stage AND target = NEW.stage\n                   AND (NOT minister_decides\n                        OR EXISTS (SELECT 1 FROM cases_submissionact WHERE spent_by_id = event.id AND state = 'spent'))\n            ) THEN RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'No lawful move leads to that stage, or a minister has not decided it.'; END IF;\n            RETURN NULL;\n        ", hash='bae66772b4cf5e5906a764565490c28cb9faa94e', operation='INSERT OR UPDATE OF "stage"', pgid='pgtrigger_only_lawful_moves_37757', table='cases_case', timing='DEFERRABLE INITIALLY DEFERRED', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='contact',
            constraint=models.CheckConstraint(condition=models.Q(('retrospective', True), ('not_published', []), _connector='OR'), name='cases_contact_silence', violation_error_message='Only a past entry may leave a fact as not published.'),
        ),
        migrations.AddConstraint(
            model_name='contact',
            constraint=models.CheckConstraint(condition=models.Q(('pk__isnull', True), models.Q(('people', ''), _negated=True), ('not_published__contains', ['people']), _connector='OR'), name='contact_people_known', violation_error_message='Give the people.'),
        ),
        migrations.AddConstraint(
            model_name='contact',
            constraint=models.CheckConstraint(condition=models.Q(('retrospective', True), models.Q(('channel', 'not_published'), _negated=True), _connector='OR'), name='contact_channel_known'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='contact',
            trigger=pgtrigger.compiler.Trigger(name='never_deleted', sql=bestvalue.records.triggers.FirmTriggerSql(func="RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'Records are never deleted (N22).';", hash='06b62eae1f965c7139251e4d14845f4f1e9c0531', operation='DELETE', pgid='pgtrigger_never_deleted_7b1cb', table='cases_contact', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='contact',
            trigger=pgtrigger.compiler.Trigger(name='never_truncated', sql=bestvalue.records.triggers.FirmTriggerSql(func="RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'Records are never deleted (N22).';", hash='59962eef24174754ffb6192f259acab8d6817b52', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_never_truncated_72b64', table='cases_contact', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='contact',
            trigger=pgtrigger.compiler.Trigger(name='never_updated', sql=bestvalue.records.triggers.FirmTriggerSql(func="RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'Records are never changed (R42).';", hash='fa226f39ddb311c5f1213de84aea215ab3524a3c', operation='UPDATE', pgid='pgtrigger_never_updated_9e6c8', table='cases_contact', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='document',
            constraint=models.UniqueConstraint(fields=('subject', 'title', 'version'), name='document_one_of_each_version'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='document',
            trigger=pgtrigger.compiler.Trigger(name='never_deleted', sql=bestvalue.records.triggers.FirmTriggerSql(func="RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'Records are never deleted (N22).';", hash='0d409c511b4e93bebc0706306668de6e3b4dfb20', operation='DELETE', pgid='pgtrigger_never_deleted_2cead', table='cases_document', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='document',
            trigger=pgtrigger.compiler.Trigger(name='never_truncated', sql=bestvalue.records.triggers.FirmTriggerSql(func="RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'Records are never deleted (N22).';", hash='35047676e1543d93834973e173a6b58dfde8be8f', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_never_truncated_35f54', table='cases_document', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='document',
            trigger=pgtrigger.compiler.Trigger(name='never_updated', sql=bestvalue.records.triggers.FirmTriggerSql(func="RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'Records are never changed (R42).';", hash='c2951a24a16f16ad6800de2db05bd7198d920c9c', operation='UPDATE', pgid='pgtrigger_never_updated_9046f', table='cases_document', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='document',
            trigger=pgtrigger.compiler.Trigger(name='hash_fits_text', sql=bestvalue.records.triggers.FirmTriggerSql(func="IF NEW.sha256 <> encode(sha256(convert_to(NEW.body, 'UTF8')), 'hex') THEN RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'The hash of a document must be the hash of its text.'; END IF; RETURN NEW;", hash='c32d28f2bf4e2b1e78201b25272aeeb0bf7f2aa3', operation='INSERT', pgid='pgtrigger_hash_fits_text_ee23b', table='cases_document', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='kindpost',
            constraint=models.CheckConstraint(condition=models.Q(('post__in', ['head_of_paid_service', 'chief_finance_officer', 'monitoring_officer', 'leader', 'elected_mayor', 'chair', 'chief_executive', 'chief_fire_officer', 'chief_officer', 'clerk', 'treasurer', 'mayor_of_london', 'fire_commissioner', 'transport_commissioner', 'police_commissioner', 'opposition_leader', 'audit_chair', 'scrutiny_chair', 'data_contact'])), name='kind_post_post_known'),
        ),
        migrations.AddConstraint(
            model_name='kindpost',
            constraint=models.CheckConstraint(condition=models.Q(('role__in', ['to', 'copy'])), name='kind_post_role_known'),
        ),
        migrations.AddConstraint(
            model_name='kindpost',
            constraint=models.UniqueConstraint(fields=('kind', 'post'), name='kind_post_once', violation_error_message='This post is already among the addressees.'),
        ),
        migrations.AddConstraint(
            model_name='kindpost',
            constraint=models.UniqueConstraint(fields=('kind', 'position'), name='kind_post_one_place'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='note',
            trigger=pgtrigger.compiler.Trigger(name='never_deleted', sql=bestvalue.records.triggers.FirmTriggerSql(func="RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'Records are never deleted (N22).';", hash='41fd4ceb9bf99966af19958c1b603f84c0f45eb7', operation='DELETE', pgid='pgtrigger_never_deleted_35625', table='cases_note', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='note',
            trigger=pgtrigger.compiler.Trigger(name='never_truncated', sql=bestvalue.records.triggers.FirmTriggerSql(func="RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'Records are never deleted (N22).';", hash='620c4fa0a636ca687573fc549f6ae7a87dda9ef6', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_never_truncated_da30f', table='cases_note', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='note',
            trigger=pgtrigger.compiler.Trigger(name='never_updated', sql=bestvalue.records.triggers.FirmTriggerSql(func="RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'Records are never changed (R42).';", hash='b0e57eb8aa1c983d7a3e912b7cad1983f92d4f44', operation='UPDATE', pgid='pgtrigger_never_updated_0fe1c', table='cases_note', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='officeholding',
            constraint=models.CheckConstraint(condition=models.Q(('post__in', ['head_of_paid_service', 'chief_finance_officer', 'monitoring_officer', 'leader', 'elected_mayor', 'chair', 'chief_executive', 'chief_fire_officer', 'chief_officer', 'clerk', 'treasurer', 'mayor_of_london', 'fire_commissioner', 'transport_commissioner', 'police_commissioner', 'opposition_leader', 'audit_chair', 'scrutiny_chair', 'data_contact'])), name='office_holding_post_known'),
        ),
        migrations.AddConstraint(
            model_name='officeholding',
            constraint=models.CheckConstraint(condition=models.Q(('name', ''), _negated=True), name='office_holding_named', violation_error_message="Enter the person's name."),
        ),
        migrations.AddConstraint(
            model_name='officeholding',
            constraint=models.CheckConstraint(condition=models.Q(('ends_on__isnull', True), ('ends_on__gte', models.F('starts_on')), _connector='OR'), name='office_holding_ends_after_start', violation_error_message='The last day must not be before the first day.'),
        ),
        migrations.AddConstraint(
            model_name='officeholding',
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(expressions=[('authority', '='), ('post', '='), ('is_interim', '='), (models.Func('starts_on', 'ends_on', django.contrib.postgres.fields.ranges.RangeBoundary(True, True), function='DATERANGE'), '&&')], name='office_holding_one_at_a_time', violation_error_message='Somebody else holds this post at that time. Record when they left it first.'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='officeholding',
            trigger=pgtrigger.compiler.Trigger(name='never_deleted', sql=bestvalue.records.triggers.FirmTriggerSql(func="RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'Records are never deleted (N22).';", hash='f098a78abc44191a8113f221e430cc6706305c8e', operation='DELETE', pgid='pgtrigger_never_deleted_9a82a', table='cases_officeholding', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='officeholding',
            trigger=pgtrigger.compiler.Trigger(name='never_truncated', sql=bestvalue.records.triggers.FirmTriggerSql(func="RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'Records are never deleted (N22).';", hash='905d4fdbfd3afb5c2af87fc99679ab44c87e18b8', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_never_truncated_76f8f', table='cases_officeholding', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='officeholding',
            trigger=pgtrigger.compiler.Trigger(name='set_once', sql=bestvalue.records.triggers.FirmTriggerSql(func="IF (OLD.authority_id IS NOT NULL AND NEW.authority_id IS DISTINCT FROM OLD.authority_id) OR (OLD.post IS NOT NULL AND NEW.post IS DISTINCT FROM OLD.post) OR (OLD.name IS NOT NULL AND NEW.name IS DISTINCT FROM OLD.name) OR (OLD.email IS NOT NULL AND NEW.email IS DISTINCT FROM OLD.email) OR (OLD.is_interim IS NOT NULL AND NEW.is_interim IS DISTINCT FROM OLD.is_interim) OR (OLD.starts_on IS NOT NULL AND NEW.starts_on IS DISTINCT FROM OLD.starts_on) OR (OLD.ends_on IS NOT NULL AND NEW.ends_on IS DISTINCT FROM OLD.ends_on) THEN RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'A fact that was set once is not changed: authority_id, post, name, email, is_interim, starts_on, ends_on.'; END IF; RETURN NEW;", hash='8cfcff391458ce655e381a781b9fa7bd2cedfb8a', operation='UPDATE', pgid='pgtrigger_set_once_9dd4f', table='cases_officeholding', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='pastevent',
            constraint=models.UniqueConstraint(fields=('authority', 'place'), name='pastevent_one_in_each_place'),
        ),
        migrations.AddConstraint(
            model_name='pastevent',
            constraint=models.UniqueConstraint(fields=('authority', 'type', 'date', 'source', 'ordinal'), name='pastevent_entered_once'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='pastevent',
            trigger=pgtrigger.compiler.Trigger(name='never_deleted', sql=bestvalue.records.triggers.FirmTriggerSql(func="RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'Records are never deleted (N22).';", hash='3a079a299a0ab3de41b49c05d393c13af516adf6', operation='DELETE', pgid='pgtrigger_never_deleted_d403e', table='cases_pastevent', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='pastevent',
            trigger=pgtrigger.compiler.Trigger(name='never_truncated', sql=bestvalue.records.triggers.FirmTriggerSql(func="RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'Records are never deleted (N22).';", hash='c0d685c22695cc7d6fe7daea7f0e5bb9850466c8', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_never_truncated_dcc82', table='cases_pastevent', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='pastevent',
            trigger=pgtrigger.compiler.Trigger(name='never_updated', sql=bestvalue.records.triggers.FirmTriggerSql(func="RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'Records are never changed (R42).';", hash='04b3d5c4c26699356fe6c24ef819338bdf481d18', operation='UPDATE', pgid='pgtrigger_never_updated_e81c8', table='cases_pastevent', when='BEFORE')),
        ),
        migrations.AddIndex(
            model_name='publication',
            index=models.Index(fields=['kind', '-published_on'], name='publication_by_kind'),
        ),
        migrations.AddConstraint(
            model_name='publication',
            constraint=models.CheckConstraint(condition=models.Q(('retrospective', True), models.Q(('approved_by', models.F('published_by')), _negated=True), _connector='OR'), name='publication_approved_by_another', violation_error_message='A publication is approved by somebody other than its publisher (R45).'),
        ),
        migrations.AddConstraint(
            model_name='publication',
            constraint=models.CheckConstraint(condition=models.Q(('ended_on__isnull', True), ('in_force_from__isnull', True), ('ended_on__gte', models.F('in_force_from')), _connector='OR'), name='publication_ends_after_it_begins'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='publication',
            trigger=pgtrigger.compiler.Trigger(name='never_deleted', sql=bestvalue.records.triggers.FirmTriggerSql(func="RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'Records are never deleted (N22).';", hash='064c4c843176ed83e3833f77ed0d69b031f38ea5', operation='DELETE', pgid='pgtrigger_never_deleted_15ecc', table='cases_publication', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='publication',
            trigger=pgtrigger.compiler.Trigger(name='never_truncated', sql=bestvalue.records.triggers.FirmTriggerSql(func="RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'Records are never deleted (N22).';", hash='3d85479eea68027041291f804646de4f3b11567b', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_never_truncated_d39a0', table='cases_publication', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='publication',
            trigger=pgtrigger.compiler.Trigger(name='set_once', sql=bestvalue.records.triggers.FirmTriggerSql(func="IF (OLD.register_id IS NOT NULL AND NEW.register_id IS DISTINCT FROM OLD.register_id) OR (OLD.subject IS NOT NULL AND NEW.subject IS DISTINCT FROM OLD.subject) OR (OLD.withdrawn_on IS NOT NULL AND NEW.withdrawn_on IS DISTINCT FROM OLD.withdrawn_on) THEN RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'A fact that was set once is not changed: register_id, subject, withdrawn_on.'; END IF; RETURN NEW;", hash='9b4c3f332eb30bbbc0cea3e31a25229e68370145', operation='UPDATE', pgid='pgtrigger_set_once_2d2e2', table='cases_publication', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='publishedstep',
            trigger=pgtrigger.compiler.Trigger(name='never_deleted', sql=bestvalue.records.triggers.FirmTriggerSql(func="RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'Records are never deleted (N22).';", hash='ee32e9e2ba3bc5f6b32cbb74ea86841779d5fcb6', operation='DELETE', pgid='pgtrigger_never_deleted_01142', table='cases_publishedstep', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='publishedstep',
            trigger=pgtrigger.compiler.Trigger(name='never_truncated', sql=bestvalue.records.triggers.FirmTriggerSql(func="RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'Records are never deleted (N22).';", hash='27acc39130d97b11e39abda139e7fb3241572335', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_never_truncated_d4812', table='cases_publishedstep', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='publishedstep',
            trigger=pgtrigger.compiler.Trigger(name='never_updated', sql=bestvalue.records.triggers.FirmTriggerSql(func="RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'Records are never changed (R42).';", hash='f091a7273aa6c82c7274babc8f0d1042e25011e8', operation='UPDATE', pgid='pgtrigger_never_updated_a079e', table='cases_publishedstep', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='regimeconsultation',
            trigger=pgtrigger.compiler.Trigger(name='never_deleted', sql=bestvalue.records.triggers.FirmTriggerSql(func="RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'Records are never deleted (N22).';", hash='404a91b4a6d2b58cd4edeb3fc62deda349c98bd6', operation='DELETE', pgid='pgtrigger_never_deleted_39b02', table='cases_regimeconsultation', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='regimeconsultation',
            trigger=pgtrigger.compiler.Trigger(name='never_truncated', sql=bestvalue.records.triggers.FirmTriggerSql(func="RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'Records are never deleted (N22).';", hash='8137d30493d71b3c292c7f411ede4685f4bb1e6e', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_never_truncated_a1a07', table='cases_regimeconsultation', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='regimeconsultation',
            trigger=pgtrigger.compiler.Trigger(name='never_updated', sql=bestvalue.records.triggers.FirmTriggerSql(func="RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'Records are never changed (R42).';", hash='eb96f85ad58efde1adf9b4ff7aa3e1cb8b0d6c44', operation='UPDATE', pgid='pgtrigger_never_updated_c842d', table='cases_regimeconsultation', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='servicefailurewatch',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['running', 'ended'])), name='watch_state_known'),
        ),
        migrations.AddConstraint(
            model_name='servicefailurewatch',
            constraint=models.UniqueConstraint(condition=models.Q(('state', 'running')), fields=('authority', 'service'), name='watch_one_running_for_a_service'),
        ),
        migrations.AddConstraint(
            model_name='servicefailurewatch',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('ended_on__isnull', True), ('state', 'running')), models.Q(('ended_on__gte', models.F('starts_on')), ('state', 'ended'), models.Q(('ending', ''), _negated=True), models.Q(('reason_ended', ''), _negated=True)), _connector='OR'), name='watch_ended_with_a_reason'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='servicefailurewatch',
            trigger=pgtrigger.compiler.Trigger(name='never_deleted', sql=bestvalue.records.triggers.FirmTriggerSql(func="RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'Records are never deleted (N22).';", hash='c648287f359bce8714d171196dccef6a1ddd9712', operation='DELETE', pgid='pgtrigger_never_deleted_636c5', table='cases_servicefailurewatch', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='servicefailurewatch',
            trigger=pgtrigger.compiler.Trigger(name='never_truncated', sql=bestvalue.records.triggers.FirmTriggerSql(func="RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'Records are never deleted (N22).';", hash='3163309a17c11d8cf7e1ae20795c0163ce295eb7', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_never_truncated_1a332', table='cases_servicefailurewatch', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='servicefailurewatch',
            trigger=pgtrigger.compiler.Trigger(name='begins_at_the_beginning', sql=bestvalue.records.triggers.FirmTriggerSql(func="IF NEW.state <> 'running' THEN RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'It must begin as running.'; END IF; RETURN NEW;", hash='43bedf9ff0aac64aff303e851cf85acfcd61e972', operation='INSERT', pgid='pgtrigger_begins_at_the_beginning_ac8d5', table='cases_servicefailurewatch', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='servicefailurewatch',
            trigger=pgtrigger.compiler.Trigger(name='only_lawful_changes', sql=bestvalue.records.triggers.FirmTriggerSql(func="IF NEW.state <> OLD.state AND (OLD.state, NEW.state) NOT IN (('running', 'ended')) THEN RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'No lawful act changes it from one of these states to the other.'; END IF; RETURN NEW;", hash='9241c95cf588376d7ecc3271accacc00d19374ed', operation='UPDATE OF "state"', pgid='pgtrigger_only_lawful_changes_372aa', table='cases_servicefailurewatch', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='submission',
            constraint=models.CheckConstraint(condition=models.Q(('retrospective', True), ('not_published', []), _connector='OR'), name='cases_submission_silence', violation_error_message='Only a past entry may leave a fact as not published.'),
        ),
        migrations.AddConstraint(
            model_name='submission',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['draft', 'cleared', 'with_minister', 'decided', 'lapsed'])), name='submission_state_known'),
        ),
        migrations.AddConstraint(
            model_name='submission',
            constraint=models.CheckConstraint(condition=models.Q(('drafted_by', models.F('cleared_by')), _negated=True), name='submission_cleared_by_another', violation_error_message='A submission is cleared by somebody other than its drafter.'),
        ),
        migrations.AddConstraint(
            model_name='submission',
            constraint=models.CheckConstraint(condition=models.Q(('retrospective', True), ('state__in', ['draft', 'lapsed']), ('cleared_by__isnull', False), _connector='OR'), name='submission_cleared_before_it_goes'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='submission',
            trigger=pgtrigger.compiler.Trigger(name='never_deleted', sql=bestvalue.records.triggers.FirmTriggerSql(func="RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'Records are never deleted (N22).';", hash='2b041b052b22bf8d5b82b1f82ad2c38e741a3c27', operation='DELETE', pgid='pgtrigger_never_deleted_94e2a', table='cases_submission', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='submission',
            trigger=pgtrigger.compiler.Trigger(name='never_truncated', sql=bestvalue.records.triggers.FirmTriggerSql(func="RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'Records are never deleted (N22).';", hash='8459f90e5bb739612981803defde5cd28a317039', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_never_truncated_2e8da', table='cases_submission', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='submission',
            trigger=pgtrigger.compiler.Trigger(name='begins_at_the_beginning', sql=bestvalue.records.triggers.FirmTriggerSql(func="IF NEW.state <> 'draft' THEN RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'It must begin as draft.'; END IF; RETURN NEW;", hash='d165c5440c1267479d1355df3407196152f52c06', operation='INSERT', pgid='pgtrigger_begins_at_the_beginning_72025', table='cases_submission', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='submission',
            trigger=pgtrigger.compiler.Trigger(name='only_lawful_changes', sql=bestvalue.records.triggers.FirmTriggerSql(func="IF NEW.state <> OLD.state AND (OLD.state, NEW.state) NOT IN (('cleared', 'draft'), ('cleared', 'lapsed'), ('cleared', 'with_minister'), ('draft', 'cleared'), ('draft', 'lapsed'), ('with_minister', 'decided'), ('with_minister', 'draft'), ('with_minister', 'lapsed')) THEN RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'No lawful act changes it from one of these states to the other.'; END IF; RETURN NEW;", hash='8e9695fbb3ae0db3f3bc815057c810211540f404', operation='UPDATE OF "state"', pgid='pgtrigger_only_lawful_changes_6effb', table='cases_submission', when='BEFORE')),
        ),
        migrations.AddIndex(
            model_name='submissionact',
            index=models.Index(fields=['subject', 'move'], name='submissionact_subject'),
        ),
        migrations.AddConstraint(
            model_name='submissionact',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['asked', 'approved', 'returned', 'declined', 'spent', 'void', 'lapsed'])), name='submissionact_state_known'),
        ),
        migrations.AddConstraint(
            model_name='submissionact',
            constraint=models.UniqueConstraint(fields=('submission', 'move', 'subject'), name='submissionact_asked_once'),
        ),
        migrations.AddConstraint(
            model_name='submissionact',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['approved', 'spent']), _negated=True), models.Q(('decided_by__isnull', False), ('decided_on__isnull', False), ('retrospective', False)), models.Q(('decided_on__isnull', False), ('retrospective', True), models.Q(('decided_by_office', ''), _negated=True), models.Q(('proof', ''), _negated=True)), _connector='OR'), name='submissionact_approved_by_somebody'),
        ),
        migrations.AddConstraint(
            model_name='submissionact',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('spent_by__isnull', False), ('state', 'spent')), models.Q(models.Q(('state', 'spent'), _negated=True), ('spent_by__isnull', True)), _connector='OR'), name='submissionact_spent_by_an_event'),
        ),
        migrations.AddConstraint(
            model_name='submissionact',
            constraint=models.CheckConstraint(condition=models.Q(('recorded_by__isnull', True), ('retrospective', True), models.Q(('proof', ''), _negated=True), _connector='OR'), name='submissionact_recorded_with_proof'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='submissionact',
            trigger=pgtrigger.compiler.Trigger(name='never_deleted', sql=bestvalue.records.triggers.FirmTriggerSql(func="RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'Records are never deleted (N22).';", hash='510e467673493df39f46c9b202144fd766cfb8cd', operation='DELETE', pgid='pgtrigger_never_deleted_d2529', table='cases_submissionact', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='submissionact',
            trigger=pgtrigger.compiler.Trigger(name='never_truncated', sql=bestvalue.records.triggers.FirmTriggerSql(func="RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'Records are never deleted (N22).';", hash='98a2394ebe9ed702e10665394806024a0f911101', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_never_truncated_36f02', table='cases_submissionact', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='submissionact',
            trigger=pgtrigger.compiler.Trigger(name='begins_at_the_beginning', sql=bestvalue.records.triggers.FirmTriggerSql(func="IF NEW.state <> 'asked' THEN RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'It must begin as asked.'; END IF; RETURN NEW;", hash='52529913922aedb63d3c1812a20fc4eb10f813fe', operation='INSERT', pgid='pgtrigger_begins_at_the_beginning_298d0', table='cases_submissionact', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='submissionact',
            trigger=pgtrigger.compiler.Trigger(name='only_lawful_changes', sql=bestvalue.records.triggers.FirmTriggerSql(func="IF NEW.state <> OLD.state AND (OLD.state, NEW.state) NOT IN (('approved', 'lapsed'), ('approved', 'spent'), ('approved', 'void'), ('asked', 'approved'), ('asked', 'declined'), ('asked', 'lapsed'), ('asked', 'returned')) THEN RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'No lawful act changes it from one of these states to the other.'; END IF; RETURN NEW;", hash='7c373656190cb9813bd87566fbef3f705672fd0d', operation='UPDATE OF "state"', pgid='pgtrigger_only_lawful_changes_63259', table='cases_submissionact', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='submissionact',
            trigger=pgtrigger.compiler.Trigger(name='decided_in_office', sql=bestvalue.records.triggers.FirmTriggerSql(func="\n    IF NEW.state = 'approved' AND OLD.state <> 'approved' AND NOT NEW.retrospective THEN\n        IF NOT EXISTS (\n            SELECT 1 FROM accounts_roleholding held WHERE held.user_id = NEW.decided_by_id\n             AND NOT held.withdrawn AND held.role IN ('minister', 'secretary_of_state')\n             AND held.starts_on <= NEW.decided_on\n             AND (held.ends_on IS NULL OR held.ends_on >= NEW.decided_on)\n        ) THEN RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'Only a minister in office on that day approves (N6).'; END IF;\n        IF EXISTS (\n            SELECT 1 FROM cases_submission pack WHERE pack.id = NEW.submission_id\n             AND NEW.decided_by_id IN (pack.drafted_by_id, pack.cleared_by_id)\n        ) THEN RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'Nobody decides a submission that they drafted or cleared.'; END IF;\n    END IF;\n    IF OLD.state IN ('approved', 'spent') AND (NEW.document_id, NEW.move, NEW.subject) IS DISTINCT FROM\n        (OLD.document_id, OLD.move, OLD.subject)\n        THEN RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'What a minister approved is never changed (R2).'; END IF;\n    RETURN NEW;\n", hash='7197166e1144686b292f35e416045006dc834d8d', operation='UPDATE', pgid='pgtrigger_decided_in_office_1799d', table='cases_submissionact', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='succession',
            constraint=models.UniqueConstraint(fields=('predecessor', 'successor'), name='succession_once'),
        ),
        migrations.AddConstraint(
            model_name='succession',
            constraint=models.CheckConstraint(condition=models.Q(('predecessor', models.F('successor')), _negated=True), name='succession_between_two', violation_error_message='An authority does not succeed itself.'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='succession',
            trigger=pgtrigger.compiler.Trigger(name='never_deleted', sql=bestvalue.records.triggers.FirmTriggerSql(func="RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'Records are never deleted (N22).';", hash='82d30636cb89a1e3f91bc6413a9277bdc64c997e', operation='DELETE', pgid='pgtrigger_never_deleted_6326c', table='cases_succession', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='succession',
            trigger=pgtrigger.compiler.Trigger(name='never_truncated', sql=bestvalue.records.triggers.FirmTriggerSql(func="RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'Records are never deleted (N22).';", hash='71ec6258d1de29342550b79ef7fd34306523edd8', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_never_truncated_d201e', table='cases_succession', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='supportarrangement',
            constraint=models.CheckConstraint(condition=models.Q(('retrospective', True), ('not_published', []), _connector='OR'), name='cases_supportarrangement_silence', violation_error_message='Only a past entry may leave a fact as not published.'),
        ),
        migrations.AddConstraint(
            model_name='supportarrangement',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['agreed', 'ended'])), name='support_state_known'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='supportarrangement',
            trigger=pgtrigger.compiler.Trigger(name='never_deleted', sql=bestvalue.records.triggers.FirmTriggerSql(func="RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'Records are never deleted (N22).';", hash='66f950a23d7f46ffb90efe0857ca013aef3e2ff5', operation='DELETE', pgid='pgtrigger_never_deleted_f58f7', table='cases_supportarrangement', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='supportarrangement',
            trigger=pgtrigger.compiler.Trigger(name='never_truncated', sql=bestvalue.records.triggers.FirmTriggerSql(func="RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'Records are never deleted (N22).';", hash='e763a84151e4e20ef3bded182c71549bc84d1992', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_never_truncated_53e03', table='cases_supportarrangement', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='supportarrangement',
            trigger=pgtrigger.compiler.Trigger(name='begins_at_the_beginning', sql=bestvalue.records.triggers.FirmTriggerSql(func="IF NEW.state <> 'agreed' THEN RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'It must begin as agreed.'; END IF; RETURN NEW;", hash='4efad49bb442338094469ad319384f6a53eae93d', operation='INSERT', pgid='pgtrigger_begins_at_the_beginning_e30d7', table='cases_supportarrangement', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='supportarrangement',
            trigger=pgtrigger.compiler.Trigger(name='only_lawful_changes', sql=bestvalue.records.triggers.FirmTriggerSql(func="IF NEW.state <> OLD.state AND (OLD.state, NEW.state) NOT IN (('agreed', 'ended')) THEN RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'No lawful act changes it from one of these states to the other.'; END IF; RETURN NEW;", hash='b7a8dc420eaed9b0ebf8d693a59fcdcefbec0bf5', operation='UPDATE OF "state"', pgid='pgtrigger_only_lawful_changes_532c4', table='cases_supportarrangement', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='trajectorynote',
            trigger=pgtrigger.compiler.Trigger(name='never_deleted', sql=bestvalue.records.triggers.FirmTriggerSql(func="RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'Records are never deleted (N22).';", hash='484c1ef0effbdd374773cb78195f358d7319cde7', operation='DELETE', pgid='pgtrigger_never_deleted_dd1dc', table='cases_trajectorynote', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='trajectorynote',
            trigger=pgtrigger.compiler.Trigger(name='never_truncated', sql=bestvalue.records.triggers.FirmTriggerSql(func="RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'Records are never deleted (N22).';", hash='a9cd46867e527853ddad73bab55d3421145f7491', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_never_truncated_ed2fb', table='cases_trajectorynote', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='trajectorynote',
            trigger=pgtrigger.compiler.Trigger(name='never_updated', sql=bestvalue.records.triggers.FirmTriggerSql(func="RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'Records are never changed (R42).';", hash='81e109acea16db647486b0b1faaf7572dd82d9cb', operation='UPDATE', pgid='pgtrigger_never_updated_a8351', table='cases_trajectorynote', when='BEFORE')),
        ),
    ]
