from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0007_teams'),
    ]

    operations = [
        migrations.AddField(
            model_name='user',
            name='search_shortcut',
            field=models.BooleanField(db_default=True, default=True, verbose_name='goes to the search by the key /'),
        ),
    ]
