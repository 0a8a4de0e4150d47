from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('notices', '0003_requirement_letter'),
    ]

    operations = [
        migrations.AddField(
            model_name='notice',
            name='why_a_notice',
            field=models.TextField(blank=True, verbose_name='why a notice is used for a body that is not a local authority'),
        ),
    ]
