import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.functions.text
from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):

    atomic = False  # so that people go on writing while the indexes are made

    dependencies = [
        ('records', '0009_text_search'),
        ('cases', '0020_file_text'),
    ]

    operations = [
        AddIndexConcurrently(
            model_name='authority',
            index=django.contrib.postgres.indexes.GinIndex(django.contrib.postgres.indexes.OpClass(models.Func(models.F('name'), function='without_accents', output_field=models.CharField()), name='gin_trgm_ops'), name='authority_name_letters'),
        ),
        AddIndexConcurrently(
            model_name='authorityaccount',
            index=django.contrib.postgres.indexes.GinIndex(django.contrib.postgres.search.SearchVector(django.db.models.functions.text.Left(django.db.models.functions.text.Concat(models.F('given_by'), models.Value('\n'), models.F('text'), output_field=models.TextField()), 100000), config=django.contrib.postgres.search.SearchConfig('plain_english')), name='authority_account_words'),
        ),
        AddIndexConcurrently(
            model_name='authorityalias',
            index=django.contrib.postgres.indexes.GinIndex(django.contrib.postgres.indexes.OpClass(models.Func(models.F('value'), function='without_accents', output_field=models.CharField()), name='gin_trgm_ops'), name='authority_alias_letters'),
        ),
        AddIndexConcurrently(
            model_name='contact',
            index=django.contrib.postgres.indexes.GinIndex(django.contrib.postgres.search.SearchVector(django.db.models.functions.text.Left(django.db.models.functions.text.Concat(models.F('people'), models.Value('\n'), models.F('summary'), output_field=models.TextField()), 100000), config=django.contrib.postgres.search.SearchConfig('plain_english')), name='contact_words'),
        ),
        AddIndexConcurrently(
            model_name='document',
            index=django.contrib.postgres.indexes.GinIndex(django.contrib.postgres.search.SearchVector(django.db.models.functions.text.Left(django.db.models.functions.text.Concat(models.F('title'), models.Value('\n'), models.F('body'), output_field=models.TextField()), 100000), config=django.contrib.postgres.search.SearchConfig('plain_english')), name='document_words'),
        ),
        AddIndexConcurrently(
            model_name='file',
            index=django.contrib.postgres.indexes.GinIndex(django.contrib.postgres.search.SearchVector(django.db.models.functions.text.Left(django.db.models.functions.text.Concat(models.F('name'), models.Value('\n'), models.F('description'), output_field=models.TextField()), 100000), config=django.contrib.postgres.search.SearchConfig('plain_english')), name='file_words'),
        ),
        AddIndexConcurrently(
            model_name='letter',
            index=django.contrib.postgres.indexes.GinIndex(django.contrib.postgres.search.SearchVector(django.db.models.functions.text.Left(django.db.models.functions.text.Concat(models.F('subject_line'), models.Value('\n'), models.F('to_name'), models.Value('\n'), models.F('to_role'), models.Value('\n'), models.F('body'), output_field=models.TextField()), 100000), config=django.contrib.postgres.search.SearchConfig('plain_english')), name='letter_words'),
        ),
        AddIndexConcurrently(
            model_name='officeholding',
            index=django.contrib.postgres.indexes.GinIndex(django.contrib.postgres.indexes.OpClass(models.Func(models.F('name'), function='without_accents', output_field=models.CharField()), name='gin_trgm_ops'), name='office_holding_letters'),
        ),
        AddIndexConcurrently(
            model_name='publication',
            index=django.contrib.postgres.indexes.GinIndex(django.contrib.postgres.search.SearchVector(django.db.models.functions.text.Left(models.F('title'), 100000), config=django.contrib.postgres.search.SearchConfig('plain_english')), name='publication_words'),
        ),
        AddIndexConcurrently(
            model_name='publishedstep',
            index=django.contrib.postgres.indexes.GinIndex(django.contrib.postgres.search.SearchVector(django.db.models.functions.text.Left(django.db.models.functions.text.Concat(models.F('text'), models.Value('\n'), models.F('body'), output_field=models.TextField()), 100000), config=django.contrib.postgres.search.SearchConfig('plain_english')), name='published_step_words'),
        ),
        AddIndexConcurrently(
            model_name='submission',
            index=django.contrib.postgres.indexes.GinIndex(django.contrib.postgres.search.SearchVector(django.db.models.functions.text.Left(django.db.models.functions.text.Concat(models.F('question'), models.Value('\n'), models.F('recommendation'), models.Value('\n'), models.F('evidence_for'), models.Value('\n'), models.F('evidence_against'), models.Value('\n'), models.F('authority_account'), models.Value('\n'), models.F('local_checks'), models.Value('\n'), models.F('conversation'), models.Value('\n'), models.F('legal_note'), models.Value('\n'), models.F('public_law_note'), models.Value('\n'), models.F('cost_note'), output_field=models.TextField()), 100000), config=django.contrib.postgres.search.SearchConfig('plain_english')), name='submission_words'),
        ),
        AddIndexConcurrently(
            model_name='filetext',
            index=django.contrib.postgres.indexes.GinIndex(django.contrib.postgres.search.SearchVector(django.db.models.functions.text.Left(models.F('body'), 500000), config=django.contrib.postgres.search.SearchConfig('plain_english')), name='file_text_words'),
        ),
    ]
