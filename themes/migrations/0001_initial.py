import bestvalue.records.triggers
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Line',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('slug', models.SlugField(max_length=80, unique=True)),
                ('kind', models.CharField(choices=[('characteristic', 'Characteristic of a well-functioning authority'), ('indicator', 'Indicator of potential failure')], max_length=20)),
            ],
            options={
                'ordering': ['slug'],
            },
        ),
        migrations.CreateModel(
            name='Placement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('slug', models.SlugField(help_text="The line's own, or the one by which this theme knows it.", max_length=80)),
                ('position', models.PositiveSmallIntegerField(verbose_name='place in the reading order')),
            ],
            options={
                'ordering': ['theme', 'position'],
            },
        ),
        migrations.CreateModel(
            name='Principle',
            fields=[
                ('code', models.CharField(max_length=3, primary_key=True, serialize=False)),
                ('slug', models.SlugField(max_length=60, unique=True)),
            ],
            options={
                'ordering': ['code'],
            },
        ),
        migrations.CreateModel(
            name='PrincipleWording',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('mark', models.CharField(choices=[('added', 'Added by the response'), ('changed', 'Changed by the response'), ('kept', 'Challenged and kept'), ('none', 'Not touched by the response')], default='none', max_length=10)),
                ('source', models.CharField(blank=True, max_length=200)),
                ('confirmed', models.BooleanField(default=False, verbose_name='a source was seen')),
                ('name', models.CharField(max_length=100)),
                ('meaning', models.TextField()),
                ('practice', models.TextField(verbose_name='what officials do about it')),
            ],
            options={
                'ordering': ['edition', 'principle'],
            },
        ),
        migrations.CreateModel(
            name='Reference',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('slug', models.SlugField(max_length=80, unique=True)),
                ('title', models.CharField(max_length=200)),
                ('publisher', models.CharField(max_length=200)),
                ('year', models.PositiveSmallIntegerField(verbose_name='year published')),
                ('is_statutory', models.BooleanField(default=False, verbose_name='statutory guidance')),
                ('note', models.TextField(blank=True)),
            ],
            options={
                'ordering': ['title'],
            },
        ),
        migrations.CreateModel(
            name='SpecialQuestion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('slug', models.SlugField(max_length=60)),
                ('rule', models.CharField(max_length=10)),
                ('text', models.CharField(max_length=300, verbose_name='question')),
                ('help', models.TextField(blank=True)),
                ('answer', models.CharField(choices=[('text', 'Words'), ('yes_no', 'Yes or no'), ('percentage', 'A percentage from 0 to 100'), ('indicators', 'One or more other indicators')], max_length=20, verbose_name='kind of answer')),
                ('position', models.PositiveSmallIntegerField(verbose_name='place in the reading order')),
            ],
            options={
                'ordering': ['wording', 'position'],
            },
        ),
        migrations.CreateModel(
            name='Theme',
            fields=[
                ('code', models.CharField(max_length=2, primary_key=True, serialize=False)),
                ('slug', models.SlugField(max_length=60, unique=True)),
                ('name', models.CharField(max_length=100, unique=True)),
                ('position', models.PositiveSmallIntegerField(unique=True, verbose_name='place in the reading order')),
            ],
            options={
                'ordering': ['position'],
            },
        ),
        migrations.CreateModel(
            name='ThemeDefinition',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('mark', models.CharField(choices=[('added', 'Added by the response'), ('changed', 'Changed by the response'), ('kept', 'Challenged and kept'), ('none', 'Not touched by the response')], default='none', max_length=10)),
                ('source', models.CharField(blank=True, max_length=200)),
                ('confirmed', models.BooleanField(default=False, verbose_name='a source was seen')),
                ('text', models.TextField(verbose_name='definition')),
            ],
            options={
                'ordering': ['edition', 'theme'],
            },
        ),
        migrations.CreateModel(
            name='Wording',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('mark', models.CharField(choices=[('added', 'Added by the response'), ('changed', 'Changed by the response'), ('kept', 'Challenged and kept'), ('none', 'Not touched by the response')], default='none', max_length=10)),
                ('source', models.CharField(blank=True, max_length=200)),
                ('confirmed', models.BooleanField(default=False, verbose_name='a source was seen')),
                ('text', models.TextField()),
            ],
            options={
                'ordering': ['edition', 'line'],
            },
        ),
        migrations.CreateModel(
            name='Edition',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('slug', models.SlugField(max_length=40, unique=True)),
                ('title', models.CharField(max_length=200)),
                ('published_on', models.DateField(verbose_name='published on')),
                ('in_force_from', models.DateField(verbose_name='in force from')),
                ('note', models.TextField(blank=True)),
            ],
            options={
                'ordering': ['-in_force_from'],
                'constraints': [models.UniqueConstraint(fields=('in_force_from',), name='edition_one_in_force_from_a_day'), models.CheckConstraint(condition=models.Q(('in_force_from__gte', models.F('published_on'))), name='edition_published_before_in_force', violation_error_message='An edition comes into force on or after its publication.')],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='edition',
            trigger=pgtrigger.compiler.Trigger(name='never_deleted', sql=bestvalue.records.triggers.FirmTriggerSql(func="RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'Records are never deleted (N22).';", hash='d948e75430ccef8d249e2caa0ea48d422c6fb690', operation='DELETE', pgid='pgtrigger_never_deleted_400e7', table='themes_edition', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='edition',
            trigger=pgtrigger.compiler.Trigger(name='never_truncated', sql=bestvalue.records.triggers.FirmTriggerSql(func="RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'Records are never deleted (N22).';", hash='795f0cbc85a52a379cc9c17310d866f5d9f1d7fc', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_never_truncated_e4e84', table='themes_edition', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='edition',
            trigger=pgtrigger.compiler.Trigger(name='set_once', sql=bestvalue.records.triggers.FirmTriggerSql(func="IF (OLD.slug IS NOT NULL AND NEW.slug IS DISTINCT FROM OLD.slug) THEN RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'A fact that was set once is not changed: slug.'; END IF; RETURN NEW;", hash='d60d3c1f4aff3ca9c67b180cdb0773808e54997c', operation='UPDATE', pgid='pgtrigger_set_once_c3499', table='themes_edition', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='line',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['characteristic', 'indicator'])), name='line_kind_known'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='line',
            trigger=pgtrigger.compiler.Trigger(name='never_deleted', sql=bestvalue.records.triggers.FirmTriggerSql(func="RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'Records are never deleted (N22).';", hash='fd6289cff60073038b1e9d869e6ad2dee4f4d6e2', operation='DELETE', pgid='pgtrigger_never_deleted_502d7', table='themes_line', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='line',
            trigger=pgtrigger.compiler.Trigger(name='never_truncated', sql=bestvalue.records.triggers.FirmTriggerSql(func="RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'Records are never deleted (N22).';", hash='05e3d78b924d4f7ee23179fd2664f62b2b9cccb6', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_never_truncated_1f406', table='themes_line', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='line',
            trigger=pgtrigger.compiler.Trigger(name='set_once', sql=bestvalue.records.triggers.FirmTriggerSql(func="IF (OLD.slug IS NOT NULL AND NEW.slug IS DISTINCT FROM OLD.slug) OR (OLD.kind IS NOT NULL AND NEW.kind IS DISTINCT FROM OLD.kind) THEN RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'A fact that was set once is not changed: slug, kind.'; END IF; RETURN NEW;", hash='9ed563c7463319af4cc59d885cff12b5860fa882', operation='UPDATE', pgid='pgtrigger_set_once_a7cde', table='themes_line', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='principle',
            trigger=pgtrigger.compiler.Trigger(name='never_deleted', sql=bestvalue.records.triggers.FirmTriggerSql(func="RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'Records are never deleted (N22).';", hash='3acb15cf1e102388a0977a5d48081ba9d74cd1fd', operation='DELETE', pgid='pgtrigger_never_deleted_529aa', table='themes_principle', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='principle',
            trigger=pgtrigger.compiler.Trigger(name='never_truncated', sql=bestvalue.records.triggers.FirmTriggerSql(func="RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'Records are never deleted (N22).';", hash='40a78730f29b0cd7beef299314ff5148898c0038', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_never_truncated_ebf49', table='themes_principle', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='principle',
            trigger=pgtrigger.compiler.Trigger(name='set_once', sql=bestvalue.records.triggers.FirmTriggerSql(func="IF (OLD.slug IS NOT NULL AND NEW.slug IS DISTINCT FROM OLD.slug) THEN RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'A fact that was set once is not changed: slug.'; END IF; RETURN NEW;", hash='93652666328d31d22120a51f68e52e71d983c88b', operation='UPDATE', pgid='pgtrigger_set_once_9cac6', table='themes_principle', when='BEFORE')),
        ),
        migrations.AddField(
            model_name='principlewording',
            name='edition',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='principles', to='themes.edition'),
        ),
        migrations.AddField(
            model_name='principlewording',
            name='principle',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='wordings', to='themes.principle'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='reference',
            trigger=pgtrigger.compiler.Trigger(name='never_deleted', sql=bestvalue.records.triggers.FirmTriggerSql(func="RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'Records are never deleted (N22).';", hash='643b2e2f300f99248013da68dfc3925f6acccde5', operation='DELETE', pgid='pgtrigger_never_deleted_23a3f', table='themes_reference', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='reference',
            trigger=pgtrigger.compiler.Trigger(name='never_truncated', sql=bestvalue.records.triggers.FirmTriggerSql(func="RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'Records are never deleted (N22).';", hash='a6bfbda1c4ad221d7128eef13966a67fa1ee0b72', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_never_truncated_b5da8', table='themes_reference', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='reference',
            trigger=pgtrigger.compiler.Trigger(name='set_once', sql=bestvalue.records.triggers.FirmTriggerSql(func="IF (OLD.slug IS NOT NULL AND NEW.slug IS DISTINCT FROM OLD.slug) THEN RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'A fact that was set once is not changed: slug.'; END IF; RETURN NEW;", hash='adec4e48c34afe68be1ceabb4e4791367eba8dbd', operation='UPDATE', pgid='pgtrigger_set_once_569f7', table='themes_reference', when='BEFORE')),
        ),
        migrations.AddField(
            model_name='placement',
            name='theme',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='placements', to='themes.theme'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='theme',
            trigger=pgtrigger.compiler.Trigger(name='never_deleted', sql=bestvalue.records.triggers.FirmTriggerSql(func="RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'Records are never deleted (N22).';", hash='dbb8144ef4ebc51b05dc94a97a77584df0badbbb', operation='DELETE', pgid='pgtrigger_never_deleted_dc14e', table='themes_theme', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='theme',
            trigger=pgtrigger.compiler.Trigger(name='never_truncated', sql=bestvalue.records.triggers.FirmTriggerSql(func="RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'Records are never deleted (N22).';", hash='5ab18cc9548876963fa27dc7ce67ddb30a9c2b45', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_never_truncated_fc6e1', table='themes_theme', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='theme',
            trigger=pgtrigger.compiler.Trigger(name='set_once', sql=bestvalue.records.triggers.FirmTriggerSql(func="IF (OLD.slug IS NOT NULL AND NEW.slug IS DISTINCT FROM OLD.slug) THEN RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'A fact that was set once is not changed: slug.'; END IF; RETURN NEW;", hash='8866fd75ea6a8dd5249ce7a83872542c7c0c0c2c', operation='UPDATE', pgid='pgtrigger_set_once_65366', table='themes_theme', when='BEFORE')),
        ),
        migrations.AddField(
            model_name='themedefinition',
            name='edition',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='definitions', to='themes.edition'),
        ),
        migrations.AddField(
            model_name='themedefinition',
            name='theme',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='definitions', to='themes.theme'),
        ),
        migrations.AddField(
            model_name='wording',
            name='edition',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='wordings', to='themes.edition'),
        ),
        migrations.AddField(
            model_name='wording',
            name='line',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='wordings', to='themes.line'),
        ),
        migrations.AddField(
            model_name='specialquestion',
            name='wording',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='questions', to='themes.wording'),
        ),
        migrations.AddField(
            model_name='placement',
            name='wording',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='placements', to='themes.wording'),
        ),
        migrations.AddConstraint(
            model_name='principlewording',
            constraint=models.UniqueConstraint(fields=('edition', 'principle'), name='principle_once_in_edition'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='principlewording',
            trigger=pgtrigger.compiler.Trigger(name='never_deleted', sql=bestvalue.records.triggers.FirmTriggerSql(func="RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'Records are never deleted (N22).';", hash='0db2d527d7f5dd6d4aa3f0a008f2b790104c5219', operation='DELETE', pgid='pgtrigger_never_deleted_31a40', table='themes_principlewording', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='principlewording',
            trigger=pgtrigger.compiler.Trigger(name='never_truncated', sql=bestvalue.records.triggers.FirmTriggerSql(func="RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'Records are never deleted (N22).';", hash='83bb216da2fdb0937fd01139b8578cf8d78fb0b6', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_never_truncated_dd3df', table='themes_principlewording', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='themedefinition',
            constraint=models.UniqueConstraint(fields=('edition', 'theme'), name='theme_definition_once_in_edition'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='themedefinition',
            trigger=pgtrigger.compiler.Trigger(name='never_deleted', sql=bestvalue.records.triggers.FirmTriggerSql(func="RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'Records are never deleted (N22).';", hash='3e8a9515f966b9417f2ad3f302051e3ec3937e71', operation='DELETE', pgid='pgtrigger_never_deleted_26461', table='themes_themedefinition', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='themedefinition',
            trigger=pgtrigger.compiler.Trigger(name='never_truncated', sql=bestvalue.records.triggers.FirmTriggerSql(func="RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'Records are never deleted (N22).';", hash='838050d5aa25577dd667840160fc650ae019082a', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_never_truncated_979e1', table='themes_themedefinition', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='wording',
            constraint=models.UniqueConstraint(fields=('edition', 'line'), name='wording_once_in_edition'),
        ),
        migrations.AddConstraint(
            model_name='wording',
            constraint=models.CheckConstraint(condition=models.Q(('mark__in', ['added', 'changed', 'kept', 'none'])), name='wording_mark_known'),
        ),
        migrations.AddConstraint(
            model_name='wording',
            constraint=models.CheckConstraint(condition=models.Q(('text', ''), _negated=True), name='wording_has_text'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='wording',
            trigger=pgtrigger.compiler.Trigger(name='never_deleted', sql=bestvalue.records.triggers.FirmTriggerSql(func="RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'Records are never deleted (N22).';", hash='7bdc19a6a8cee96ed676bdf5d8621ea464b33984', operation='DELETE', pgid='pgtrigger_never_deleted_88924', table='themes_wording', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='wording',
            trigger=pgtrigger.compiler.Trigger(name='never_truncated', sql=bestvalue.records.triggers.FirmTriggerSql(func="RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'Records are never deleted (N22).';", hash='8fbfc595abf5692afbd702f93037102224ae34af', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_never_truncated_1ecc1', table='themes_wording', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='specialquestion',
            constraint=models.UniqueConstraint(fields=('wording', 'slug'), name='special_question_once_on_line'),
        ),
        migrations.AddConstraint(
            model_name='specialquestion',
            constraint=models.CheckConstraint(condition=models.Q(('answer__in', ['text', 'yes_no', 'percentage', 'indicators'])), name='special_question_answer_known'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='specialquestion',
            trigger=pgtrigger.compiler.Trigger(name='never_deleted', sql=bestvalue.records.triggers.FirmTriggerSql(func="RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'Records are never deleted (N22).';", hash='be17958e76929f6dcb5a36022cccd676082d99f8', operation='DELETE', pgid='pgtrigger_never_deleted_98f4c', table='themes_specialquestion', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='specialquestion',
            trigger=pgtrigger.compiler.Trigger(name='never_truncated', sql=bestvalue.records.triggers.FirmTriggerSql(func="RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'Records are never deleted (N22).';", hash='b04d54209f6e351c04c3bfc30ed90c593d174f12', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_never_truncated_c50de', table='themes_specialquestion', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='placement',
            constraint=models.UniqueConstraint(fields=('wording', 'theme'), name='placement_once_in_theme'),
        ),
    ]
