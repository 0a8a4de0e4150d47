from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):

    atomic = False  # so that people go on writing while the indexes are made

    dependencies = [
        ('cases', '0018_closed_teams'),
    ]

    operations = [
        AddIndexConcurrently(
            model_name='authority',
            index=models.Index(fields=['name', 'starts_on'], name='authority_by_name'),
        ),
        AddIndexConcurrently(
            model_name='publication',
            index=models.Index(fields=['-published_on', 'register_id'], name='publication_latest'),
        ),
    ]
