import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.functions.text
from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):

    atomic = False  # so that people go on writing while the indexes are made

    dependencies = [
        ('records', '0009_text_search'),
        ('themes', '0007_retention'),
    ]

    operations = [
        AddIndexConcurrently(
            model_name='evidenceversion',
            index=django.contrib.postgres.indexes.GinIndex(django.contrib.postgres.search.SearchVector(django.db.models.functions.text.Left(django.db.models.functions.text.Concat(models.F('title'), models.Value('\n'), models.F('body'), models.Value('\n'), models.F('summary'), models.Value('\n'), models.F('comparator'), models.Value('\n'), models.F('caveat'), output_field=models.TextField()), 100000), config=django.contrib.postgres.search.SearchConfig('plain_english')), name='evidence_words'),
        ),
    ]
