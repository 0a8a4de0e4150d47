import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.functions.text
from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):

    atomic = False  # so that people go on writing while the index is made

    dependencies = [
        ('cases', '0024_following'),
    ]

    operations = [
        AddIndexConcurrently(
            model_name='casenote',
            index=django.contrib.postgres.indexes.GinIndex(django.contrib.postgres.search.SearchVector(django.db.models.functions.text.Left(models.F('text'), 100000), config=django.contrib.postgres.search.SearchConfig('plain_english')), name='case_note_words'),
        ),
    ]
