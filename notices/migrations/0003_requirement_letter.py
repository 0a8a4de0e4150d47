from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('notices', '0002_notices_journey'),
    ]

    operations = [
        migrations.AddField(
            model_name='informationrequirement',
            name='letter_template',
            field=models.CharField(default='information_requirement_1', editable=False, max_length=60),
        ),
    ]
