import datetime
import django.contrib.postgres.constraints
import django.contrib.postgres.fields
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
import django.db.models.expressions
import django.db.models.functions.text
from django.conf import settings
from django.contrib.postgres.operations import BtreeGistExtension, TrigramExtension, UnaccentExtension
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        BtreeGistExtension(),
        TrigramExtension(),
        UnaccentExtension(),
        migrations.CreateModel(
            name='Team',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=200, unique=True)),
                ('slug', models.SlugField(max_length=80, unique=True)),
            ],
            options={
                'ordering': ['name'],
            },
        ),
        migrations.CreateModel(
            name='User',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('password', models.CharField(max_length=128, verbose_name='password')),
                ('last_login', models.DateTimeField(blank=True, null=True, verbose_name='last login')),
                ('email', models.EmailField(error_messages={'unique': 'An account with this email address exists.'}, max_length=254, unique=True, verbose_name='email address')),
                ('name', models.CharField(max_length=200, verbose_name='full name')),
                ('is_active', models.BooleanField(default=True, verbose_name='may sign in')),
                ('created_at', models.DateTimeField(auto_now_add=True)),
            ],
            options={
                'ordering': ['name', 'email'],
                'constraints': [models.UniqueConstraint(django.db.models.functions.text.Lower('email'), name='user_email_unique', violation_error_message='An account with this email address exists.')],
            },
        ),
        migrations.CreateModel(
            name='SignInAttempt',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('email_hash', models.CharField(max_length=64)),
                ('address', models.CharField(blank=True, max_length=64)),
                ('failures', models.PositiveIntegerField(default=0)),
                ('failed_at', models.DateTimeField(db_index=True)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('email_hash', 'address'), name='sign_in_attempt_one_count')],
            },
        ),
        migrations.CreateModel(
            name='ApiToken',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(help_text='What the token is for.', max_length=100)),
                ('scopes', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('read', 'Read what I may see')], max_length=20), help_text='What the token may be used for.', size=None)),
                ('digest', models.CharField(editable=False, max_length=64, unique=True)),
                ('created_at', models.DateTimeField(editable=False)),
                ('expires_at', models.DateTimeField()),
                ('last_used_at', models.DateTimeField(blank=True, editable=False, null=True)),
                ('revoked_at', models.DateTimeField(blank=True, editable=False, null=True)),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='api_tokens', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-created_at', '-id'],
                'constraints': [models.CheckConstraint(condition=models.Q(('expires_at__gt', models.F('created_at')), ('expires_at__lte', django.db.models.expressions.CombinedExpression(models.F('created_at'), '+', models.Value(datetime.timedelta(days=366))))), name='api_token_expires_within_a_year', violation_error_message='A token must expire within a year.'), models.CheckConstraint(condition=models.Q(('scopes__contained_by', ['read']), ('scopes__len__gt', 0)), name='api_token_scopes_known', violation_error_message='Choose what the token may be used for.'), models.CheckConstraint(condition=models.Q(('revoked_at__isnull', True), ('revoked_at__gte', models.F('created_at')), _connector='OR'), name='api_token_revoked_after_creation'), models.CheckConstraint(condition=models.Q(('name', ''), _negated=True), name='api_token_named')],
            },
        ),
        migrations.CreateModel(
            name='RoleHolding',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('role', models.CharField(choices=[('officer', 'Case officer'), ('team_lead', 'Team lead'), ('deputy_director', 'Deputy director'), ('director', 'Director'), ('legal_adviser', 'Legal adviser'), ('analyst', 'Analyst'), ('private_office', 'Private office'), ('minister', 'Minister'), ('secretary_of_state', 'Secretary of State'), ('press', 'Press and parliamentary'), ('records_manager', 'Records manager'), ('administrator', 'Administrator'), ('liaison', "Other department's liaison")], max_length=30)),
                ('starts_on', models.DateField(verbose_name='from')),
                ('ends_on', models.DateField(blank=True, help_text='The last day on which the role is held.', null=True, verbose_name='to')),
                ('withdrawn', models.BooleanField(default=False, help_text='Taken away before its first day was over, so that no day of it counts.')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='role_holdings', to=settings.AUTH_USER_MODEL)),
                ('team', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='holdings', to='accounts.team')),
            ],
            options={
                'ordering': ['user', 'role', 'starts_on'],
                'constraints': [models.CheckConstraint(condition=models.Q(('role__in', ['officer', 'team_lead', 'deputy_director', 'director', 'legal_adviser', 'analyst', 'private_office', 'minister', 'secretary_of_state', 'press', 'records_manager', 'administrator', 'liaison'])), name='role_holding_role_known'), models.CheckConstraint(condition=models.Q(('ends_on__isnull', True), ('ends_on__gte', models.F('starts_on')), _connector='OR'), name='role_holding_ends_after_start', violation_error_message='The last day must not be before the first day.'), models.CheckConstraint(condition=models.Q(models.Q(('role__in', ('officer', 'team_lead')), _negated=True), ('team__isnull', False), _connector='OR'), name='role_holding_in_a_team', violation_error_message='Case officers and team leads hold their role in a team.'), django.contrib.postgres.constraints.ExclusionConstraint(condition=models.Q(('withdrawn', False)), expressions=[('user', '='), ('role', '='), (models.Func('team', 0, function='COALESCE'), '='), (models.Func('starts_on', 'ends_on', django.contrib.postgres.fields.ranges.RangeBoundary(True, True), function='DATERANGE'), '&&')], name='role_holding_once_at_a_time', violation_error_message='The person already holds this role in that time.')],
            },
        ),
    ]
