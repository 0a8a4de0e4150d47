from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('cases', '0006_who_would_look_after_it'),
    ]

    operations = [
        migrations.CreateModel(
            name='BankHoliday',
            fields=[
                ('on', models.DateField(primary_key=True, serialize=False)),
                ('name', models.CharField(max_length=100)),
            ],
            options={
                'ordering': ['on'],
            },
        ),
        migrations.CreateModel(
            name='PreElectionPeriod',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('election', models.CharField(max_length=100)),
                ('starts_on', models.DateField()),
                ('polling_day', models.DateField()),
            ],
            options={
                'ordering': ['starts_on', 'election'],
                'constraints': [models.CheckConstraint(condition=models.Q(('polling_day__gte', models.F('starts_on'))), name='pre_election_ends_after_start', violation_error_message='The polling day comes after the start of the period.'), models.UniqueConstraint(fields=('election', 'polling_day'), name='pre_election_once')],
            },
        ),
    ]
