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
        ('notices', '0005_history'),
    ]

    operations = [
        AddIndexConcurrently(
            model_name='notice',
            index=django.contrib.postgres.indexes.GinIndex(django.contrib.postgres.search.SearchVector(django.db.models.functions.text.Left(django.db.models.functions.text.Concat(models.F('what_prompted'), models.Value('\n'), models.F('credit'), models.Value('\n'), models.F('engagement_asked'), models.Value('\n'), models.F('private_response'), models.Value('\n'), models.F('why_a_notice'), models.Value('\n'), models.F('period_reason'), output_field=models.TextField()), 100000), config=django.contrib.postgres.search.SearchConfig('plain_english')), name='notice_words'),
        ),
    ]
