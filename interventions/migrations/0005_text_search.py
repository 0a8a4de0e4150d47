import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.functions.text
from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):

    atomic = False  # so that people go on writing while the indexes are made

    dependencies = [
        ('records', '0009_text_search'),
        ('cases', '0021_text_search'),
        ('interventions', '0004_history'),
    ]

    operations = [
        AddIndexConcurrently(
            model_name='direction',
            index=django.contrib.postgres.indexes.GinIndex(django.contrib.postgres.search.SearchVector(django.db.models.functions.text.Left(django.db.models.functions.text.Concat(models.F('recitals'), models.Value('\n'), models.F('memorandum'), models.Value('\n'), models.F('difference'), models.Value('\n'), models.F('urgency_reason'), models.Value('\n'), models.F('legal_advice'), output_field=models.TextField()), 100000), config=django.contrib.postgres.search.SearchConfig('plain_english')), name='direction_words'),
        ),
        AddIndexConcurrently(
            model_name='representation',
            index=django.contrib.postgres.indexes.GinIndex(django.contrib.postgres.search.SearchVector(django.db.models.functions.text.Left(django.db.models.functions.text.Concat(models.F('sender'), models.Value('\n'), models.F('text'), models.Value('\n'), models.F('summary'), models.Value('\n'), models.F('reply'), output_field=models.TextField()), 100000), config=django.contrib.postgres.search.SearchConfig('plain_english')), name='representation_words'),
        ),
    ]
