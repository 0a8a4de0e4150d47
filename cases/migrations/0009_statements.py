from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('cases', '0008_corrections'),
    ]

    operations = [
        migrations.AlterField(
            model_name='letter',
            name='kind',
            field=models.CharField(choices=[('leader', 'To the leader or mayor'), ('mp', 'To a member of Parliament'), ('statement', 'Statement to Parliament'), ('other', 'To somebody else')], max_length=20),
        ),
    ]
