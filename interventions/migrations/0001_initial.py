import bestvalue.records.triggers
import datetime
import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.expressions
import cases.states
import pgtrigger.compiler
import pgtrigger.migrations
import uuid
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('cases', '0001_initial'),
        ('themes', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Direction',
            fields=[
                ('retrospective', models.BooleanField(default=False, editable=False, verbose_name='entered later')),
                ('not_published', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=60), blank=True, default=list, editable=False, size=None)),
                ('month_only', models.BooleanField(default=False, editable=False, verbose_name='only the month of the event is known')),
                ('source', models.CharField(blank=True, default='', editable=False, max_length=1000, verbose_name='published source')),
                ('confirmed', models.BooleanField(default=True, editable=False, help_text='False while the source has not been checked (rulings 32).', verbose_name='confirmed')),
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('state', cases.states.StateField(default='draft', editable=False, max_length=30, protected=True)),
                ('recitals', models.TextField(blank=True, verbose_name='why, on what evidence, after hearing whom')),
                ('is_urgent', models.BooleanField(default=False, verbose_name='made urgently, without representations (s.15(11))')),
                ('urgency_reason', models.TextField(blank=True, verbose_name='why it was sufficiently urgent')),
                ('legal_advice', models.TextField(blank=True, verbose_name='legal advice on urgency')),
                ('notice_to_authority', models.TextField(blank=True, verbose_name='notice to the authority (s.15(12)(a))')),
                ('notice_to_representatives', models.TextField(blank=True, verbose_name='notice to the representative body (s.15(12)(b))')),
                ('starts_on', models.DateField(blank=True, null=True)),
                ('ends_on', models.DateField(blank=True, null=True, verbose_name='end')),
                ('is_open_ended', models.BooleanField(default=False, verbose_name='for so long as the Secretary of State considers appropriate')),
                ('review_on', models.DateField(blank=True, null=True, verbose_name='review date')),
                ('ended_on', models.DateField(blank=True, null=True)),
                ('ending', models.CharField(blank=True, choices=[('replaced', 'Replaced by a new set'), ('revoked', 'Revoked early'), ('lapsed', 'Left to lapse by decision'), ('quashed', 'Quashed by a court'), ('authority_abolished', 'Authority abolished')], max_length=30, verbose_name='how it ended')),
                ('views_on_exit', models.JSONField(blank=True, default=dict, verbose_name='views of authority, commissioners and officials on its end')),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(class)ss', to='cases.case')),
                ('replaces', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='replaced_by', to='interventions.direction')),
            ],
            options={
                'verbose_name': 'set of directions',
                'verbose_name_plural': 'sets of directions',
                'ordering': ['created_at', 'id'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='DirectedFunction',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.TextField(verbose_name='function')),
                ('is_reserve', models.BooleanField(default=False, verbose_name='held in reserve')),
                ('handed_back_on', models.DateField(blank=True, null=True, verbose_name='no longer exercised since')),
                ('direction', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='functions', to='interventions.direction')),
            ],
            options={
                'ordering': ['id'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='DirectedAction',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.TextField(verbose_name='action')),
                ('direction', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='actions', to='interventions.direction')),
            ],
            options={
                'ordering': ['id'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='ExitStrategy',
            fields=[
                ('retrospective', models.BooleanField(default=False, editable=False, verbose_name='entered later')),
                ('not_published', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=60), blank=True, default=list, editable=False, size=None)),
                ('month_only', models.BooleanField(default=False, editable=False, verbose_name='only the month of the event is known')),
                ('source', models.CharField(blank=True, default='', editable=False, max_length=1000, verbose_name='published source')),
                ('confirmed', models.BooleanField(default=True, editable=False, help_text='False while the source has not been checked (rulings 32).', verbose_name='confirmed')),
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('state', cases.states.StateField(default='agreed', editable=False, max_length=30, protected=True)),
                ('text', models.TextField(blank=True, verbose_name='strategy')),
                ('agreed_on', models.DateField()),
                ('ended_on', models.DateField(blank=True, null=True)),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(class)ss', to='cases.case')),
            ],
            options={
                'verbose_name': 'exit strategy',
                'verbose_name_plural': 'exit strategies',
                'ordering': ['created_at', 'id'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='ExternalReview',
            fields=[
                ('retrospective', models.BooleanField(default=False, editable=False, verbose_name='entered later')),
                ('not_published', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=60), blank=True, default=list, editable=False, size=None)),
                ('month_only', models.BooleanField(default=False, editable=False, verbose_name='only the month of the event is known')),
                ('source', models.CharField(blank=True, default='', editable=False, max_length=1000, verbose_name='published source')),
                ('confirmed', models.BooleanField(default=True, editable=False, help_text='False while the source has not been checked (rulings 32).', verbose_name='confirmed')),
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('state', cases.states.StateField(default='draft', editable=False, max_length=30, protected=True)),
                ('terms', models.TextField(blank=True, verbose_name='terms of reference')),
                ('reviewers', models.TextField(blank=True)),
                ('basis', models.TextField(blank=True, verbose_name="the authority's consent, or the condition of financial support")),
                ('commissioned_on', models.DateField(blank=True, null=True)),
                ('report_due_on', models.DateField(blank=True, null=True)),
                ('reported_on', models.DateField(blank=True, null=True)),
                ('findings', models.TextField(blank=True, verbose_name='what it found')),
                ('ended_on', models.DateField(blank=True, null=True)),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(class)ss', to='cases.case')),
            ],
            options={
                'verbose_name': 'external review',
                'ordering': ['created_at', 'id'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Inspection',
            fields=[
                ('retrospective', models.BooleanField(default=False, editable=False, verbose_name='entered later')),
                ('not_published', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=60), blank=True, default=list, editable=False, size=None)),
                ('month_only', models.BooleanField(default=False, editable=False, verbose_name='only the month of the event is known')),
                ('source', models.CharField(blank=True, default='', editable=False, max_length=1000, verbose_name='published source')),
                ('confirmed', models.BooleanField(default=True, editable=False, help_text='False while the source has not been checked (rulings 32).', verbose_name='confirmed')),
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('state', cases.states.StateField(default='draft', editable=False, max_length=30, protected=True)),
                ('functions', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=300), blank=True, default=list, size=None)),
                ('inspector', models.CharField(blank=True, max_length=300)),
                ('conflicts_check', models.TextField(blank=True, verbose_name='conflicts checked, and what was found (R43)')),
                ('fees', models.TextField(blank=True, verbose_name='fees, payable by the authority (s.12)')),
                ('evidence', models.TextField(blank=True, verbose_name='what led to the inspection')),
                ('opened_from', models.CharField(blank=True, choices=[('early_engagement', 'Early engagement'), ('best_value_notice', 'Best Value Notice'), ('inspection', 'Inspection'), ('minded_to', 'Minded to intervene'), ('intervention', 'Intervention'), ('exit', 'Exit'), ('oversight', 'Oversight after exit'), ('closed', 'Closed')], max_length=30, verbose_name='stage it began in')),
                ('appointed_on', models.DateField(blank=True, null=True)),
                ('report_due_on', models.DateField(blank=True, null=True, verbose_name='report due')),
                ('sent_to_authority_on', models.DateField(blank=True, null=True, verbose_name='report sent to the authority')),
                ('sent_to_secretary_of_state_on', models.DateField(blank=True, null=True, verbose_name='report sent to the Secretary of State')),
                ('recommends_directions', models.BooleanField(blank=True, null=True, verbose_name='recommends directions')),
                ('recommended_steps', models.TextField(blank=True, verbose_name='steps recommended: alone, or with support')),
                ('published_on', models.DateField(blank=True, null=True)),
                ('ended_on', models.DateField(blank=True, null=True)),
                ('ending', models.CharField(blank=True, choices=[('responded', 'The department responded'), ('ended_early', 'Ended before a report'), ('authority_abolished', 'Authority abolished')], max_length=30, verbose_name='how it ended')),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(class)ss', to='cases.case')),
            ],
            options={
                'verbose_name': 'inspection',
                'ordering': ['created_at', 'id'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='InspectorsRequirement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('required_of', models.CharField(max_length=300)),
                ('what', models.TextField(verbose_name='what is required')),
                ('served_on', models.DateField()),
                ('comply_on', models.DateField(verbose_name='to be met on')),
                ('inspection', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='requirements', to='interventions.inspection')),
            ],
            options={
                'ordering': ['served_on', 'id'],
            },
        ),
        migrations.CreateModel(
            name='Milestone',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('state', cases.states.StateField(default='pending', editable=False, max_length=30, protected=True)),
                ('text', models.TextField()),
                ('due_on', models.DateField(blank=True, null=True)),
                ('met_on', models.DateField(blank=True, null=True)),
                ('evidence', models.TextField(blank=True)),
                ('strategy', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='milestones', to='interventions.exitstrategy')),
            ],
            options={
                'ordering': ['due_on', 'id'],
            },
        ),
        migrations.CreateModel(
            name='OversightPeriod',
            fields=[
                ('retrospective', models.BooleanField(default=False, editable=False, verbose_name='entered later')),
                ('not_published', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=60), blank=True, default=list, editable=False, size=None)),
                ('month_only', models.BooleanField(default=False, editable=False, verbose_name='only the month of the event is known')),
                ('source', models.CharField(blank=True, default='', editable=False, max_length=1000, verbose_name='published source')),
                ('confirmed', models.BooleanField(default=True, editable=False, help_text='False while the source has not been checked (rulings 32).', verbose_name='confirmed')),
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('state', cases.states.StateField(default='running', editable=False, max_length=30, protected=True)),
                ('starts_on', models.DateField()),
                ('review_due_on', models.DateField(blank=True, null=True, verbose_name='review due')),
                ('reviewer', models.CharField(blank=True, max_length=300)),
                ('independence', models.TextField(blank=True, verbose_name='why the reviewer is independent, or why officials reviewed')),
                ('reviewed_on', models.DateField(blank=True, null=True)),
                ('findings', models.TextField(blank=True, verbose_name='what the review found')),
                ('ended_on', models.DateField(blank=True, null=True)),
                ('ending', models.CharField(blank=True, choices=[('closed', 'Improvement holds; closed'), ('taken_further', 'A new step was taken'), ('returned', 'Returned to early engagement'), ('authority_abolished', 'Authority abolished')], max_length=30, verbose_name='how it ended')),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(class)ss', to='cases.case')),
            ],
            options={
                'verbose_name': 'oversight period',
                'ordering': ['created_at', 'id'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Package',
            fields=[
                ('retrospective', models.BooleanField(default=False, editable=False, verbose_name='entered later')),
                ('not_published', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=60), blank=True, default=list, editable=False, size=None)),
                ('month_only', models.BooleanField(default=False, editable=False, verbose_name='only the month of the event is known')),
                ('source', models.CharField(blank=True, default='', editable=False, max_length=1000, verbose_name='published source')),
                ('confirmed', models.BooleanField(default=True, editable=False, help_text='False while the source has not been checked (rulings 32).', verbose_name='confirmed')),
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('state', cases.states.StateField(default='draft', editable=False, max_length=30, protected=True)),
                ('model', models.CharField(choices=[('board', 'Board or panel'), ('task_force', 'Task force'), ('sector_led', 'Sector-led'), ('other', 'Other'), ('not_published', 'Not published')], max_length=20)),
                ('agreement', models.TextField(blank=True, verbose_name="the authority's agreement in writing")),
                ('terms', models.TextField(blank=True, verbose_name='terms of reference')),
                ('members', models.TextField(blank=True)),
                ('reporting', models.TextField(blank=True, verbose_name='how often it reports')),
                ('agreed_on', models.DateField(blank=True, null=True)),
                ('review_on', models.DateField(blank=True, null=True, verbose_name='end or review date')),
                ('final_view', models.TextField(blank=True, verbose_name='its final view')),
                ('ended_on', models.DateField(blank=True, null=True)),
                ('ending', models.CharField(blank=True, max_length=200, verbose_name='how it ended')),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(class)ss', to='cases.case')),
            ],
            options={
                'verbose_name': 'non-statutory package',
                'ordering': ['created_at', 'id'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='ProgressReport',
            fields=[
                ('retrospective', models.BooleanField(default=False, editable=False, verbose_name='entered later')),
                ('not_published', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=60), blank=True, default=list, editable=False, size=None)),
                ('month_only', models.BooleanField(default=False, editable=False, verbose_name='only the month of the event is known')),
                ('source', models.CharField(blank=True, default='', editable=False, max_length=1000, verbose_name='published source')),
                ('confirmed', models.BooleanField(default=True, editable=False, help_text='False while the source has not been checked (rulings 32).', verbose_name='confirmed')),
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('state', cases.states.StateField(default='received', editable=False, max_length=30, protected=True)),
                ('author', models.CharField(blank=True, max_length=300, verbose_name='from')),
                ('dated_on', models.DateField(blank=True, null=True, verbose_name='date of the report')),
                ('received_on', models.DateField(blank=True, null=True)),
                ('scope_recommended', models.TextField(blank=True, verbose_name='what it recommends about scope')),
                ('text', models.TextField(verbose_name='the report')),
                ('replied_on', models.DateField(blank=True, null=True)),
                ('answer', models.TextField(blank=True, verbose_name="the minister's reply")),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(class)ss', to='cases.case')),
            ],
            options={
                'verbose_name': 'progress report',
                'ordering': ['created_at', 'id'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Proposal',
            fields=[
                ('retrospective', models.BooleanField(default=False, editable=False, verbose_name='entered later')),
                ('not_published', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=60), blank=True, default=list, editable=False, size=None)),
                ('month_only', models.BooleanField(default=False, editable=False, verbose_name='only the month of the event is known')),
                ('source', models.CharField(blank=True, default='', editable=False, max_length=1000, verbose_name='published source')),
                ('confirmed', models.BooleanField(default=True, editable=False, help_text='False while the source has not been checked (rulings 32).', verbose_name='confirmed')),
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('state', cases.states.StateField(default='draft', editable=False, max_length=30, protected=True)),
                ('evidence', models.TextField(blank=True, verbose_name='evidence that the Duty is not being met, and its sources')),
                ('model', models.CharField(blank=True, max_length=200, verbose_name='form of intervention')),
                ('period', models.CharField(blank=True, max_length=200)),
                ('people', models.TextField(blank=True, verbose_name='people proposed')),
                ('cost', models.TextField(blank=True, verbose_name='cost, and who pays')),
                ('services_statement', models.TextField(blank=True, verbose_name='why statutory services stay safe (response para 23)')),
                ('exit_strategy', models.TextField(blank=True, verbose_name='exit strategy, or why there is none yet and by when')),
                ('opened_from', models.CharField(blank=True, choices=[('early_engagement', 'Early engagement'), ('best_value_notice', 'Best Value Notice'), ('inspection', 'Inspection'), ('minded_to', 'Minded to intervene'), ('intervention', 'Intervention'), ('exit', 'Exit'), ('oversight', 'Oversight after exit'), ('closed', 'Closed')], max_length=30, verbose_name='stage it was opened from')),
                ('opened_on', models.DateField(blank=True, null=True)),
                ('closes_on', models.DateField(blank=True, null=True, verbose_name='closing date for representations')),
                ('short_window_reason', models.TextField(blank=True, verbose_name='why fewer than five working days')),
                ('nothing_more_to_say', models.TextField(blank=True, verbose_name="the authority's word that it will say no more")),
                ('closed_on', models.DateField(blank=True, null=True)),
                ('decided_on', models.DateField(blank=True, null=True)),
                ('outcome', models.CharField(blank=True, choices=[('intervene', 'Intervene as proposed'), ('intervene_modified', 'Intervene, changed within what was proposed'), ('do_not_intervene', 'Do not intervene'), ('restart', 'Start again')], max_length=30)),
                ('reason_decided', models.TextField(blank=True, verbose_name='reasons for the decision')),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(class)ss', to='cases.case')),
                ('replaces', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='replaced_by', to='interventions.proposal')),
            ],
            options={
                'verbose_name': 'proposal to intervene',
                'verbose_name_plural': 'proposals to intervene',
                'ordering': ['created_at', 'id'],
                'abstract': False,
            },
        ),
        migrations.AddField(
            model_name='direction',
            name='proposal',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='directions', to='interventions.proposal'),
        ),
        migrations.CreateModel(
            name='ProposedAction',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.TextField(verbose_name='action')),
                ('proposal', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='actions', to='interventions.proposal')),
            ],
            options={
                'ordering': ['id'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='ProposedFunction',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.TextField(verbose_name='function')),
                ('is_reserve', models.BooleanField(default=False, verbose_name='held in reserve')),
                ('proposal', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='functions', to='interventions.proposal')),
            ],
            options={
                'ordering': ['id'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Representation',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('state', cases.states.StateField(default='received', editable=False, max_length=30, protected=True)),
                ('sender', models.CharField(max_length=300, verbose_name='from')),
                ('is_from_authority', models.BooleanField(default=False, verbose_name='from the authority itself')),
                ('received_on', models.DateField()),
                ('channel', models.CharField(max_length=100, verbose_name='how it came')),
                ('is_late', models.BooleanField(default=False, verbose_name='received after the closing date')),
                ('text', models.TextField(verbose_name='what it says')),
                ('summary', models.TextField(blank=True)),
                ('reply', models.TextField(blank=True, verbose_name='how it was answered')),
                ('proposal', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='representations', to='interventions.proposal')),
            ],
            options={
                'ordering': ['received_on', 'id'],
            },
        ),
        migrations.CreateModel(
            name='ThemeFinding',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('finding', models.CharField(choices=[('failing', 'Failing'), ('not_failing', 'Not failing'), ('not_determined', 'Not determined')], max_length=20)),
                ('reasons', models.TextField()),
                ('proposal', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='findings', to='interventions.proposal')),
                ('theme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='findings', to='themes.theme')),
            ],
            options={
                'ordering': ['theme'],
            },
        ),
        migrations.CreateModel(
            name='Appointment',
            fields=[
                ('retrospective', models.BooleanField(default=False, editable=False, verbose_name='entered later')),
                ('not_published', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=60), blank=True, default=list, editable=False, size=None)),
                ('month_only', models.BooleanField(default=False, editable=False, verbose_name='only the month of the event is known')),
                ('source', models.CharField(blank=True, default='', editable=False, max_length=1000, verbose_name='published source')),
                ('confirmed', models.BooleanField(default=True, editable=False, help_text='False while the source has not been checked (rulings 32).', verbose_name='confirmed')),
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('state', cases.states.StateField(default='proposed', editable=False, max_length=30, protected=True)),
                ('person', models.CharField(max_length=200)),
                ('role', models.CharField(choices=[('inspector', 'Inspector'), ('assistant_inspector', 'Assistant inspector'), ('lead_commissioner', 'Lead commissioner'), ('commissioner', 'Commissioner'), ('assistant_commissioner', 'Assistant commissioner'), ('managing_director_commissioner', 'Managing director commissioner'), ('finance_commissioner', 'Finance commissioner'), ('political_commissioner', 'Political commissioner'), ('envoy', 'Ministerial envoy'), ('assistant_envoy', 'Assistant envoy'), ('board_chair', 'Board chair'), ('board_member', 'Board member'), ('reviewer', 'Reviewer'), ('inquiry_chair', 'Inquiry chair')], max_length=40)),
                ('powers', models.CharField(choices=[('none', 'None'), ('reserve', 'In reserve'), ('active', 'Active')], default='none', max_length=10, verbose_name='holds functions')),
                ('conflicts_check', models.TextField(blank=True, verbose_name='conflicts checked, and what was found')),
                ('two_roles_reason', models.TextField(blank=True, verbose_name='why the same body may hold two roles')),
                ('recommendation', models.TextField(blank=True, verbose_name="the inspector's recommendation, or why urgency dispenses with it (s.10(3))")),
                ('day_limit', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='days a year at most')),
                ('daily_rate', models.DecimalField(blank=True, decimal_places=2, max_digits=8, null=True, verbose_name='daily rate in pounds')),
                ('starts_on', models.DateField(blank=True, null=True)),
                ('ends_on', models.DateField(blank=True, null=True, verbose_name='end of term')),
                ('ended_on', models.DateField(blank=True, null=True)),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(class)ss', to='cases.case')),
            ],
            options={
                'verbose_name': 'appointment',
                'ordering': ['created_at', 'id'],
                'abstract': False,
                'constraints': [models.CheckConstraint(condition=models.Q(('retrospective', True), ('not_published', []), _connector='OR'), name='interventions_appointment_silence', violation_error_message='Only a past entry may leave a fact as not published.'), models.CheckConstraint(condition=models.Q(('state__in', ['proposed', 'conflicts_cleared', 'serving', 'ended'])), name='appointment_state_known'), models.CheckConstraint(condition=models.Q(('state', 'proposed'), models.Q(('conflicts_check', ''), _negated=True), _connector='OR'), name='appointment_conflicts_checked', violation_error_message='Record the conflicts check first (R43).'), models.CheckConstraint(condition=models.Q(models.Q(('role', 'assistant_inspector'), _negated=True), ('state__in', ['proposed', 'conflicts_cleared']), models.Q(('recommendation', ''), _negated=True), _connector='OR'), name='appointment_assistant_recommended', violation_error_message="Give the inspector's recommendation, or why it is too urgent (LGA 1999 s.10(3))."), models.CheckConstraint(condition=models.Q(('state__in', ['proposed', 'conflicts_cleared']), ('starts_on__isnull', False), _connector='OR'), name='appointment_start_known'), models.CheckConstraint(condition=models.Q(('ends_on__isnull', True), ('starts_on__isnull', True), ('ends_on__gte', models.F('starts_on')), _connector='OR'), name='appointment_ends_after_start', violation_error_message='The term must not end before it starts.'), models.CheckConstraint(condition=models.Q(models.Q(('ended_on__isnull', False), ('state', 'ended')), models.Q(models.Q(('state', 'ended'), _negated=True), ('ended_on__isnull', True)), _connector='OR'), name='appointment_ended_on_a_day')],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='appointment',
            trigger=pgtrigger.compiler.Trigger(name='never_deleted', sql=bestvalue.records.triggers.FirmTriggerSql(func="RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'Records are never deleted (N22).';", hash='1a6bddb05d3af018ac06d241927c82f49cd078f1', operation='DELETE', pgid='pgtrigger_never_deleted_c270d', table='interventions_appointment', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='appointment',
            trigger=pgtrigger.compiler.Trigger(name='never_truncated', sql=bestvalue.records.triggers.FirmTriggerSql(func="RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'Records are never deleted (N22).';", hash='18a756240d1996a2112d248bdaf4957018ecb6b4', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_never_truncated_29044', table='interventions_appointment', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='appointment',
            trigger=pgtrigger.compiler.Trigger(name='begins_at_the_beginning', sql=bestvalue.records.triggers.FirmTriggerSql(func="IF NEW.state <> 'proposed' THEN RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'It must begin as proposed.'; END IF; RETURN NEW;", hash='bc613a56b83cfec1b47586a172e5f39f81d2b154', operation='INSERT', pgid='pgtrigger_begins_at_the_beginning_ff847', table='interventions_appointment', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='appointment',
            trigger=pgtrigger.compiler.Trigger(name='only_lawful_changes', sql=bestvalue.records.triggers.FirmTriggerSql(func="IF NEW.state <> OLD.state AND (OLD.state, NEW.state) NOT IN (('conflicts_cleared', 'serving'), ('proposed', 'conflicts_cleared'), ('serving', 'ended')) THEN RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'No lawful act changes it from one of these states to the other.'; END IF; RETURN NEW;", hash='c5b37d2fcf8956631c82004cdb3e91aa328401d9', operation='UPDATE OF "state"', pgid='pgtrigger_only_lawful_changes_a9bf6', table='interventions_appointment', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='exitstrategy',
            constraint=models.CheckConstraint(condition=models.Q(('retrospective', True), ('not_published', []), _connector='OR'), name='interventions_exitstrategy_silence', violation_error_message='Only a past entry may leave a fact as not published.'),
        ),
        migrations.AddConstraint(
            model_name='exitstrategy',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['agreed', 'ended'])), name='exit_state_known'),
        ),
        migrations.AddConstraint(
            model_name='exitstrategy',
            constraint=models.CheckConstraint(condition=models.Q(('pk__isnull', True), models.Q(('text', ''), _negated=True), ('not_published__contains', ['text']), _connector='OR'), name='exit_text_known', violation_error_message='Give the text.'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='exitstrategy',
            trigger=pgtrigger.compiler.Trigger(name='never_deleted', sql=bestvalue.records.triggers.FirmTriggerSql(func="RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'Records are never deleted (N22).';", hash='7de105dc4bb1f368cef32e390c1bb6f41c7109a1', operation='DELETE', pgid='pgtrigger_never_deleted_07a44', table='interventions_exitstrategy', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='exitstrategy',
            trigger=pgtrigger.compiler.Trigger(name='never_truncated', sql=bestvalue.records.triggers.FirmTriggerSql(func="RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'Records are never deleted (N22).';", hash='b94c8140b2833b62be427595d943105ea6ff65eb', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_never_truncated_738b3', table='interventions_exitstrategy', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='exitstrategy',
            trigger=pgtrigger.compiler.Trigger(name='begins_at_the_beginning', sql=bestvalue.records.triggers.FirmTriggerSql(func="IF NEW.state <> 'agreed' THEN RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'It must begin as agreed.'; END IF; RETURN NEW;", hash='355a7e78be6f926dc563853354e9e0f8ba03c1ba', operation='INSERT', pgid='pgtrigger_begins_at_the_beginning_3d290', table='interventions_exitstrategy', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='exitstrategy',
            trigger=pgtrigger.compiler.Trigger(name='only_lawful_changes', sql=bestvalue.records.triggers.FirmTriggerSql(func="IF NEW.state <> OLD.state AND (OLD.state, NEW.state) NOT IN (('agreed', 'ended')) THEN RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'No lawful act changes it from one of these states to the other.'; END IF; RETURN NEW;", hash='0152aad77b41be76c5c1b19fb594b2384111a6ad', operation='UPDATE OF "state"', pgid='pgtrigger_only_lawful_changes_26170', table='interventions_exitstrategy', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='externalreview',
            constraint=models.CheckConstraint(condition=models.Q(('retrospective', True), ('not_published', []), _connector='OR'), name='interventions_externalreview_silence', violation_error_message='Only a past entry may leave a fact as not published.'),
        ),
        migrations.AddConstraint(
            model_name='externalreview',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['draft', 'commissioned', 'reported', 'ended'])), name='review_state_known'),
        ),
        migrations.AddConstraint(
            model_name='externalreview',
            constraint=models.CheckConstraint(condition=models.Q(('state', 'draft'), ('commissioned_on__isnull', False), ('not_published__contains', ['commissioned_on']), _connector='OR'), name='review_commissioned_on_known', violation_error_message='Give the commissioned on.'),
        ),
        migrations.AddConstraint(
            model_name='externalreview',
            constraint=models.CheckConstraint(condition=models.Q(('state', 'draft'), models.Q(('terms', ''), _negated=True), ('not_published__contains', ['terms']), _connector='OR'), name='review_terms_known', violation_error_message='Give the terms.'),
        ),
        migrations.AddConstraint(
            model_name='externalreview',
            constraint=models.CheckConstraint(condition=models.Q(('state', 'draft'), models.Q(('reviewers', ''), _negated=True), ('not_published__contains', ['reviewers']), _connector='OR'), name='review_reviewers_known', violation_error_message='Give the reviewers.'),
        ),
        migrations.AddConstraint(
            model_name='externalreview',
            constraint=models.CheckConstraint(condition=models.Q(('state', 'draft'), models.Q(('basis', ''), _negated=True), ('not_published__contains', ['basis']), _connector='OR'), name='review_basis_known', violation_error_message='Give the basis.'),
        ),
        migrations.AddConstraint(
            model_name='externalreview',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'reported'), _negated=True), ('reported_on__isnull', False), ('not_published__contains', ['reported_on']), _connector='OR'), name='review_reported_on_known', violation_error_message='Give the reported on.'),
        ),
        migrations.AddConstraint(
            model_name='externalreview',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'reported'), _negated=True), models.Q(('findings', ''), _negated=True), ('not_published__contains', ['findings']), _connector='OR'), name='review_findings_known', violation_error_message='Give the findings.'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='externalreview',
            trigger=pgtrigger.compiler.Trigger(name='never_deleted', sql=bestvalue.records.triggers.FirmTriggerSql(func="RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'Records are never deleted (N22).';", hash='76c054fd6b1dae82130fd92bcba65af7fa262bf3', operation='DELETE', pgid='pgtrigger_never_deleted_7bf8d', table='interventions_externalreview', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='externalreview',
            trigger=pgtrigger.compiler.Trigger(name='never_truncated', sql=bestvalue.records.triggers.FirmTriggerSql(func="RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'Records are never deleted (N22).';", hash='b9dffbbd9159f2bcf1f4d8f5ef39202f1b780f65', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_never_truncated_e2659', table='interventions_externalreview', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='externalreview',
            trigger=pgtrigger.compiler.Trigger(name='begins_at_the_beginning', sql=bestvalue.records.triggers.FirmTriggerSql(func="IF NEW.state <> 'draft' THEN RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'It must begin as draft.'; END IF; RETURN NEW;", hash='22d1b94d45306f75a2565e961b218f5b58d3e8b0', operation='INSERT', pgid='pgtrigger_begins_at_the_beginning_51bc1', table='interventions_externalreview', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='externalreview',
            trigger=pgtrigger.compiler.Trigger(name='only_lawful_changes', sql=bestvalue.records.triggers.FirmTriggerSql(func="IF NEW.state <> OLD.state AND (OLD.state, NEW.state) NOT IN (('commissioned', 'ended'), ('commissioned', 'reported'), ('draft', 'commissioned'), ('reported', 'ended')) THEN RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'No lawful act changes it from one of these states to the other.'; END IF; RETURN NEW;", hash='8582e6b7dbeca896b702b0b241453f51b765b5bf', operation='UPDATE OF "state"', pgid='pgtrigger_only_lawful_changes_5bbee', table='interventions_externalreview', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='inspection',
            constraint=models.CheckConstraint(condition=models.Q(('retrospective', True), ('not_published', []), _connector='OR'), name='interventions_inspection_silence', violation_error_message='Only a past entry may leave a fact as not published.'),
        ),
        migrations.AddConstraint(
            model_name='inspection',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['draft', 'appointed', 'reported', 'ended'])), name='inspection_state_known'),
        ),
        migrations.AddConstraint(
            model_name='inspection',
            constraint=models.CheckConstraint(condition=models.Q(('state', 'draft'), ('appointed_on__isnull', False), ('not_published__contains', ['appointed_on']), _connector='OR'), name='inspection_appointed_on_known', violation_error_message='Give the appointed on.'),
        ),
        migrations.AddConstraint(
            model_name='inspection',
            constraint=models.CheckConstraint(condition=models.Q(('state', 'draft'), ('report_due_on__isnull', False), ('not_published__contains', ['report_due_on']), _connector='OR'), name='inspection_report_due_on_known', violation_error_message='Give the report due on.'),
        ),
        migrations.AddConstraint(
            model_name='inspection',
            constraint=models.CheckConstraint(condition=models.Q(('state', 'draft'), models.Q(('inspector', ''), _negated=True), ('not_published__contains', ['inspector']), _connector='OR'), name='inspection_inspector_known', violation_error_message='Give the inspector.'),
        ),
        migrations.AddConstraint(
            model_name='inspection',
            constraint=models.CheckConstraint(condition=models.Q(('state', 'draft'), models.Q(('fees', ''), _negated=True), ('not_published__contains', ['fees']), _connector='OR'), name='inspection_fees_known', violation_error_message='Give the fees.'),
        ),
        migrations.AddConstraint(
            model_name='inspection',
            constraint=models.CheckConstraint(condition=models.Q(('state', 'draft'), models.Q(('conflicts_check', ''), _negated=True), ('not_published__contains', ['conflicts_check']), _connector='OR'), name='inspection_conflicts_check_known', violation_error_message='Give the conflicts check.'),
        ),
        migrations.AddConstraint(
            model_name='inspection',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'reported'), _negated=True), ('sent_to_authority_on__isnull', False), ('not_published__contains', ['sent_to_authority_on']), _connector='OR'), name='inspection_sent_to_authority_on_known', violation_error_message='Give the sent to authority on.'),
        ),
        migrations.AddConstraint(
            model_name='inspection',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'reported'), _negated=True), ('sent_to_secretary_of_state_on__isnull', False), ('not_published__contains', ['sent_to_secretary_of_state_on']), _connector='OR'), name='inspection_sent_to_secretary_of_state_on_known', violation_error_message='Give the sent to secretary of state on.'),
        ),
        migrations.AddConstraint(
            model_name='inspection',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'reported'), _negated=True), ('recommends_directions__isnull', False), ('not_published__contains', ['recommends_directions']), _connector='OR'), name='inspection_recommends_directions_known', violation_error_message='Give the recommends directions.'),
        ),
        migrations.AddConstraint(
            model_name='inspection',
            constraint=models.CheckConstraint(condition=models.Q(('state', 'draft'), models.Q(('functions', []), _negated=True), ('not_published__contains', ['functions']), _connector='OR'), name='inspection_functions_known', violation_error_message='Name the functions to be inspected (LGA 1999 s.10(1)).'),
        ),
        migrations.AddConstraint(
            model_name='inspection',
            constraint=models.CheckConstraint(condition=models.Q(('report_due_on__isnull', True), ('appointed_on__isnull', True), ('report_due_on__gt', models.F('appointed_on')), _connector='OR'), name='inspection_due_after_appointment', violation_error_message='The report is due after the appointment.'),
        ),
        migrations.AddConstraint(
            model_name='inspection',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('ended_on__isnull', False), ('state', 'ended'), models.Q(('ending', ''), _negated=True)), models.Q(models.Q(('state', 'ended'), _negated=True), ('ended_on__isnull', True), ('ending', '')), _connector='OR'), name='inspection_ended_somehow'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='inspection',
            trigger=pgtrigger.compiler.Trigger(name='never_deleted', sql=bestvalue.records.triggers.FirmTriggerSql(func="RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'Records are never deleted (N22).';", hash='f28d8c2f25b67b6a2edbc9b8f9bfe95dc34b0f24', operation='DELETE', pgid='pgtrigger_never_deleted_1d56f', table='interventions_inspection', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='inspection',
            trigger=pgtrigger.compiler.Trigger(name='never_truncated', sql=bestvalue.records.triggers.FirmTriggerSql(func="RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'Records are never deleted (N22).';", hash='572c0a4fbde3b994f6f39f060d9fb0dab101de2f', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_never_truncated_2b8cc', table='interventions_inspection', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='inspection',
            trigger=pgtrigger.compiler.Trigger(name='begins_at_the_beginning', sql=bestvalue.records.triggers.FirmTriggerSql(func="IF NEW.state <> 'draft' THEN RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'It must begin as draft.'; END IF; RETURN NEW;", hash='cd4c98deeaeaf7dc2c084db5a51ff72a5618c156', operation='INSERT', pgid='pgtrigger_begins_at_the_beginning_4315d', table='interventions_inspection', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='inspection',
            trigger=pgtrigger.compiler.Trigger(name='only_lawful_changes', sql=bestvalue.records.triggers.FirmTriggerSql(func="IF NEW.state <> OLD.state AND (OLD.state, NEW.state) NOT IN (('appointed', 'ended'), ('appointed', 'reported'), ('draft', 'appointed'), ('reported', 'ended')) THEN RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'No lawful act changes it from one of these states to the other.'; END IF; RETURN NEW;", hash='b3ce7792ef0a4f052a7775b65cc19e2adb895cfe', operation='UPDATE OF "state"', pgid='pgtrigger_only_lawful_changes_3018a', table='interventions_inspection', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='inspectorsrequirement',
            constraint=models.CheckConstraint(condition=models.Q(('comply_on__gt', django.db.models.expressions.CombinedExpression(models.F('served_on'), '+', models.Value(datetime.timedelta(days=3))))), name='requirement_three_clear_days', violation_error_message='Three clear days must pass between service and compliance (LGA 1999 s.11(4)(a)).'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='inspectorsrequirement',
            trigger=pgtrigger.compiler.Trigger(name='never_deleted', sql=bestvalue.records.triggers.FirmTriggerSql(func="RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'Records are never deleted (N22).';", hash='798523729f8268589fdb2b2011e65a13686177d4', operation='DELETE', pgid='pgtrigger_never_deleted_a31fc', table='interventions_inspectorsrequirement', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='inspectorsrequirement',
            trigger=pgtrigger.compiler.Trigger(name='never_truncated', sql=bestvalue.records.triggers.FirmTriggerSql(func="RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'Records are never deleted (N22).';", hash='cfc40abfa2c7acccf1cf5e450d7e17e99e5f7fa3', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_never_truncated_b9dc3', table='interventions_inspectorsrequirement', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='inspectorsrequirement',
            trigger=pgtrigger.compiler.Trigger(name='never_updated', sql=bestvalue.records.triggers.FirmTriggerSql(func="RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'Records are never changed (R42).';", hash='6da4d5c200a93f7d52b676228d5a37f2956f9dda', operation='UPDATE', pgid='pgtrigger_never_updated_3e34b', table='interventions_inspectorsrequirement', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='milestone',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['pending', 'met'])), name='milestone_state_known'),
        ),
        migrations.AddConstraint(
            model_name='milestone',
            constraint=models.CheckConstraint(condition=models.Q(('state', 'pending'), models.Q(('met_on__isnull', False), models.Q(('evidence', ''), _negated=True)), _connector='OR'), name='milestone_met_on_evidence'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='milestone',
            trigger=pgtrigger.compiler.Trigger(name='never_deleted', sql=bestvalue.records.triggers.FirmTriggerSql(func="RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'Records are never deleted (N22).';", hash='ba911fad688e7f9da886c23150ff70a4603554db', operation='DELETE', pgid='pgtrigger_never_deleted_82734', table='interventions_milestone', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='milestone',
            trigger=pgtrigger.compiler.Trigger(name='never_truncated', sql=bestvalue.records.triggers.FirmTriggerSql(func="RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'Records are never deleted (N22).';", hash='f35ef227e6b694ba287b144ead7beacc3ca5e95d', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_never_truncated_a91a6', table='interventions_milestone', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='milestone',
            trigger=pgtrigger.compiler.Trigger(name='begins_at_the_beginning', sql=bestvalue.records.triggers.FirmTriggerSql(func="IF NEW.state <> 'pending' THEN RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'It must begin as pending.'; END IF; RETURN NEW;", hash='75e2b1e2fe1ba4c208300064b55e6d09d723fe5d', operation='INSERT', pgid='pgtrigger_begins_at_the_beginning_bdd87', table='interventions_milestone', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='milestone',
            trigger=pgtrigger.compiler.Trigger(name='only_lawful_changes', sql=bestvalue.records.triggers.FirmTriggerSql(func="IF NEW.state <> OLD.state AND (OLD.state, NEW.state) NOT IN (('pending', 'met')) THEN RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'No lawful act changes it from one of these states to the other.'; END IF; RETURN NEW;", hash='7563d3bf64bf022814918d2cad9025687ca3a41a', operation='UPDATE OF "state"', pgid='pgtrigger_only_lawful_changes_3ee66', table='interventions_milestone', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='oversightperiod',
            constraint=models.CheckConstraint(condition=models.Q(('retrospective', True), ('not_published', []), _connector='OR'), name='interventions_oversightperiod_silence', violation_error_message='Only a past entry may leave a fact as not published.'),
        ),
        migrations.AddConstraint(
            model_name='oversightperiod',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['running', 'reviewed', 'ended'])), name='oversight_state_known'),
        ),
        migrations.AddConstraint(
            model_name='oversightperiod',
            constraint=models.CheckConstraint(condition=models.Q(('pk__isnull', True), ('review_due_on__isnull', False), ('not_published__contains', ['review_due_on']), _connector='OR'), name='oversight_review_due_on_known', violation_error_message='Give the review due on.'),
        ),
        migrations.AddConstraint(
            model_name='oversightperiod',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'reviewed'), _negated=True), ('reviewed_on__isnull', False), ('not_published__contains', ['reviewed_on']), _connector='OR'), name='oversight_reviewed_on_known', violation_error_message='Give the reviewed on.'),
        ),
        migrations.AddConstraint(
            model_name='oversightperiod',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'reviewed'), _negated=True), models.Q(('reviewer', ''), _negated=True), ('not_published__contains', ['reviewer']), _connector='OR'), name='oversight_reviewer_known', violation_error_message='Give the reviewer.'),
        ),
        migrations.AddConstraint(
            model_name='oversightperiod',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'reviewed'), _negated=True), models.Q(('findings', ''), _negated=True), ('not_published__contains', ['findings']), _connector='OR'), name='oversight_findings_known', violation_error_message='Give the findings.'),
        ),
        migrations.AddConstraint(
            model_name='oversightperiod',
            constraint=models.CheckConstraint(condition=models.Q(('review_due_on__isnull', True), ('review_due_on__gt', models.F('starts_on')), _connector='OR'), name='oversight_review_after_start', violation_error_message='The review is due after oversight starts.'),
        ),
        migrations.AddConstraint(
            model_name='oversightperiod',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('ended_on__isnull', False), ('state', 'ended'), models.Q(('ending', ''), _negated=True)), models.Q(models.Q(('state', 'ended'), _negated=True), ('ended_on__isnull', True), ('ending', '')), _connector='OR'), name='oversight_ended_somehow'),
        ),
        migrations.AddConstraint(
            model_name='oversightperiod',
            constraint=models.UniqueConstraint(condition=models.Q(('state__in', ['running', 'reviewed'])), fields=('case',), name='oversight_one_on_a_case'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='oversightperiod',
            trigger=pgtrigger.compiler.Trigger(name='never_deleted', sql=bestvalue.records.triggers.FirmTriggerSql(func="RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'Records are never deleted (N22).';", hash='7cff319479e62f717f8e4d43230d7bffc08f9fa6', operation='DELETE', pgid='pgtrigger_never_deleted_970e9', table='interventions_oversightperiod', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='oversightperiod',
            trigger=pgtrigger.compiler.Trigger(name='never_truncated', sql=bestvalue.records.triggers.FirmTriggerSql(func="RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'Records are never deleted (N22).';", hash='145ddce80bd9d75f1bf21f2dde5b5c1f2e76fd4d', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_never_truncated_70918', table='interventions_oversightperiod', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='oversightperiod',
            trigger=pgtrigger.compiler.Trigger(name='begins_at_the_beginning', sql=bestvalue.records.triggers.FirmTriggerSql(func="IF NEW.state <> 'running' THEN RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'It must begin as running.'; END IF; RETURN NEW;", hash='0d6e2d499f5d58bd5a32c89d8966a97ab6a63537', operation='INSERT', pgid='pgtrigger_begins_at_the_beginning_41776', table='interventions_oversightperiod', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='oversightperiod',
            trigger=pgtrigger.compiler.Trigger(name='only_lawful_changes', sql=bestvalue.records.triggers.FirmTriggerSql(func="IF NEW.state <> OLD.state AND (OLD.state, NEW.state) NOT IN (('reviewed', 'ended'), ('reviewed', 'reviewed'), ('reviewed', 'running'), ('running', 'ended'), ('running', 'reviewed')) THEN RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'No lawful act changes it from one of these states to the other.'; END IF; RETURN NEW;", hash='e8828ce56708e58555a675081d8d0f89848729b5', operation='UPDATE OF "state"', pgid='pgtrigger_only_lawful_changes_f4da9', table='interventions_oversightperiod', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='package',
            constraint=models.CheckConstraint(condition=models.Q(('retrospective', True), ('not_published', []), _connector='OR'), name='interventions_package_silence', violation_error_message='Only a past entry may leave a fact as not published.'),
        ),
        migrations.AddConstraint(
            model_name='package',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['draft', 'agreed', 'ended'])), name='package_state_known'),
        ),
        migrations.AddConstraint(
            model_name='package',
            constraint=models.CheckConstraint(condition=models.Q(('state', 'draft'), ('agreed_on__isnull', False), ('not_published__contains', ['agreed_on']), _connector='OR'), name='package_agreed_on_known', violation_error_message='Give the agreed on.'),
        ),
        migrations.AddConstraint(
            model_name='package',
            constraint=models.CheckConstraint(condition=models.Q(('state', 'draft'), ('review_on__isnull', False), ('not_published__contains', ['review_on']), _connector='OR'), name='package_review_on_known', violation_error_message='Give the review on.'),
        ),
        migrations.AddConstraint(
            model_name='package',
            constraint=models.CheckConstraint(condition=models.Q(('state', 'draft'), models.Q(('agreement', ''), _negated=True), ('not_published__contains', ['agreement']), _connector='OR'), name='package_agreement_known', violation_error_message='Give the agreement.'),
        ),
        migrations.AddConstraint(
            model_name='package',
            constraint=models.CheckConstraint(condition=models.Q(('state', 'draft'), models.Q(('terms', ''), _negated=True), ('not_published__contains', ['terms']), _connector='OR'), name='package_terms_known', violation_error_message='Give the terms.'),
        ),
        migrations.AddConstraint(
            model_name='package',
            constraint=models.CheckConstraint(condition=models.Q(('state', 'draft'), models.Q(('members', ''), _negated=True), ('not_published__contains', ['members']), _connector='OR'), name='package_members_known', violation_error_message='Give the members.'),
        ),
        migrations.AddConstraint(
            model_name='package',
            constraint=models.CheckConstraint(condition=models.Q(('state', 'draft'), models.Q(('reporting', ''), _negated=True), ('not_published__contains', ['reporting']), _connector='OR'), name='package_reporting_known', violation_error_message='Give the reporting.'),
        ),
        migrations.AddConstraint(
            model_name='package',
            constraint=models.CheckConstraint(condition=models.Q(('retrospective', True), models.Q(('model', 'not_published'), _negated=True), _connector='OR'), name='package_model_known'),
        ),
        migrations.AddConstraint(
            model_name='package',
            constraint=models.CheckConstraint(condition=models.Q(('review_on__isnull', True), ('agreed_on__isnull', True), ('review_on__gt', models.F('agreed_on')), _connector='OR'), name='package_review_after_start', violation_error_message='The review date must be after the start.'),
        ),
        migrations.AddConstraint(
            model_name='package',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('ended_on__isnull', False), ('state', 'ended'), models.Q(('ending', ''), _negated=True)), models.Q(models.Q(('state', 'ended'), _negated=True), ('ended_on__isnull', True), ('ending', '')), _connector='OR'), name='package_ended_somehow'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='package',
            trigger=pgtrigger.compiler.Trigger(name='never_deleted', sql=bestvalue.records.triggers.FirmTriggerSql(func="RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'Records are never deleted (N22).';", hash='47ce4bbf0dfe1c2d9e913edc5b0fed8e930380d7', operation='DELETE', pgid='pgtrigger_never_deleted_e8554', table='interventions_package', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='package',
            trigger=pgtrigger.compiler.Trigger(name='never_truncated', sql=bestvalue.records.triggers.FirmTriggerSql(func="RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'Records are never deleted (N22).';", hash='5c91feeabbb3944993bdf6534fd88fd3289ca30a', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_never_truncated_47dc5', table='interventions_package', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='package',
            trigger=pgtrigger.compiler.Trigger(name='begins_at_the_beginning', sql=bestvalue.records.triggers.FirmTriggerSql(func="IF NEW.state <> 'draft' THEN RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'It must begin as draft.'; END IF; RETURN NEW;", hash='05cc023e114b8612346bafe220a7516a068eddc8', operation='INSERT', pgid='pgtrigger_begins_at_the_beginning_face9', table='interventions_package', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='package',
            trigger=pgtrigger.compiler.Trigger(name='only_lawful_changes', sql=bestvalue.records.triggers.FirmTriggerSql(func="IF NEW.state <> OLD.state AND (OLD.state, NEW.state) NOT IN (('agreed', 'ended'), ('draft', 'agreed')) THEN RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'No lawful act changes it from one of these states to the other.'; END IF; RETURN NEW;", hash='57133efcb387ce55dce588efc019a5f9e25695c5', operation='UPDATE OF "state"', pgid='pgtrigger_only_lawful_changes_8ba62', table='interventions_package', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='progressreport',
            constraint=models.CheckConstraint(condition=models.Q(('retrospective', True), ('not_published', []), _connector='OR'), name='interventions_progressreport_silence', violation_error_message='Only a past entry may leave a fact as not published.'),
        ),
        migrations.AddConstraint(
            model_name='progressreport',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['received', 'replied'])), name='report_state_known'),
        ),
        migrations.AddConstraint(
            model_name='progressreport',
            constraint=models.CheckConstraint(condition=models.Q(('pk__isnull', True), ('dated_on__isnull', False), ('not_published__contains', ['dated_on']), _connector='OR'), name='report_dated_on_known', violation_error_message='Give the dated on.'),
        ),
        migrations.AddConstraint(
            model_name='progressreport',
            constraint=models.CheckConstraint(condition=models.Q(('pk__isnull', True), ('received_on__isnull', False), ('not_published__contains', ['received_on']), _connector='OR'), name='report_received_on_known', violation_error_message='Give the received on.'),
        ),
        migrations.AddConstraint(
            model_name='progressreport',
            constraint=models.CheckConstraint(condition=models.Q(('pk__isnull', True), models.Q(('author', ''), _negated=True), ('not_published__contains', ['author']), _connector='OR'), name='report_author_known', violation_error_message='Give the author.'),
        ),
        migrations.AddConstraint(
            model_name='progressreport',
            constraint=models.CheckConstraint(condition=models.Q(('pk__isnull', True), models.Q(('scope_recommended', ''), _negated=True), ('not_published__contains', ['scope_recommended']), _connector='OR'), name='report_scope_recommended_known', violation_error_message='Give the scope recommended.'),
        ),
        migrations.AddConstraint(
            model_name='progressreport',
            constraint=models.CheckConstraint(condition=models.Q(('state', 'received'), models.Q(('replied_on__isnull', False), models.Q(('answer', ''), _negated=True)), _connector='OR'), name='report_replied_in_words'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='progressreport',
            trigger=pgtrigger.compiler.Trigger(name='never_deleted', sql=bestvalue.records.triggers.FirmTriggerSql(func="RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'Records are never deleted (N22).';", hash='4cfea1da67ad3f18cc4d2d4359e3affc050a67d7', operation='DELETE', pgid='pgtrigger_never_deleted_5aae5', table='interventions_progressreport', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='progressreport',
            trigger=pgtrigger.compiler.Trigger(name='never_truncated', sql=bestvalue.records.triggers.FirmTriggerSql(func="RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'Records are never deleted (N22).';", hash='1dac288d736f13640d6703dd1a992f78dc7514e8', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_never_truncated_53656', table='interventions_progressreport', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='progressreport',
            trigger=pgtrigger.compiler.Trigger(name='begins_at_the_beginning', sql=bestvalue.records.triggers.FirmTriggerSql(func="IF NEW.state <> 'received' THEN RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'It must begin as received.'; END IF; RETURN NEW;", hash='89f105e33219b8f706851da7918d260d09064c0d', operation='INSERT', pgid='pgtrigger_begins_at_the_beginning_bd7e8', table='interventions_progressreport', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='progressreport',
            trigger=pgtrigger.compiler.Trigger(name='only_lawful_changes', sql=bestvalue.records.triggers.FirmTriggerSql(func="IF NEW.state <> OLD.state AND (OLD.state, NEW.state) NOT IN (('received', 'replied')) THEN RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'No lawful act changes it from one of these states to the other.'; END IF; RETURN NEW;", hash='cb263176ad4aa649341f9adcd83b5a233e7cc3a2', operation='UPDATE OF "state"', pgid='pgtrigger_only_lawful_changes_4d7e6', table='interventions_progressreport', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='proposal',
            constraint=models.CheckConstraint(condition=models.Q(('retrospective', True), ('not_published', []), _connector='OR'), name='interventions_proposal_silence', violation_error_message='Only a past entry may leave a fact as not published.'),
        ),
        migrations.AddConstraint(
            model_name='proposal',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['draft', 'open', 'closed', 'replaced', 'decided', 'not_proceeded_with'])), name='proposal_state_known'),
        ),
        migrations.AddConstraint(
            model_name='proposal',
            constraint=models.CheckConstraint(condition=models.Q(('state', 'draft'), ('opened_on__isnull', False), ('not_published__contains', ['opened_on']), _connector='OR'), name='proposal_opened_on_known', violation_error_message='Give the opened on.'),
        ),
        migrations.AddConstraint(
            model_name='proposal',
            constraint=models.CheckConstraint(condition=models.Q(('state', 'draft'), ('closes_on__isnull', False), ('not_published__contains', ['closes_on']), _connector='OR'), name='proposal_closes_on_known', violation_error_message='Give the closes on.'),
        ),
        migrations.AddConstraint(
            model_name='proposal',
            constraint=models.CheckConstraint(condition=models.Q(('state', 'draft'), models.Q(('evidence', ''), _negated=True), ('not_published__contains', ['evidence']), _connector='OR'), name='proposal_evidence_known', violation_error_message='Give the evidence.'),
        ),
        migrations.AddConstraint(
            model_name='proposal',
            constraint=models.CheckConstraint(condition=models.Q(('state', 'draft'), models.Q(('model', ''), _negated=True), ('not_published__contains', ['model']), _connector='OR'), name='proposal_model_known', violation_error_message='Give the model.'),
        ),
        migrations.AddConstraint(
            model_name='proposal',
            constraint=models.CheckConstraint(condition=models.Q(('state', 'draft'), models.Q(('cost', ''), _negated=True), ('not_published__contains', ['cost']), _connector='OR'), name='proposal_cost_known', violation_error_message='Give the cost.'),
        ),
        migrations.AddConstraint(
            model_name='proposal',
            constraint=models.CheckConstraint(condition=models.Q(('state', 'draft'), models.Q(('services_statement', ''), _negated=True), ('not_published__contains', ['services_statement']), _connector='OR'), name='proposal_services_statement_known', violation_error_message='Give the services statement.'),
        ),
        migrations.AddConstraint(
            model_name='proposal',
            constraint=models.CheckConstraint(condition=models.Q(('state', 'draft'), models.Q(('exit_strategy', ''), _negated=True), ('not_published__contains', ['exit_strategy']), _connector='OR'), name='proposal_exit_strategy_known', violation_error_message='Give the exit strategy.'),
        ),
        migrations.AddConstraint(
            model_name='proposal',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('decided_on__isnull', False), ('state', 'decided'), models.Q(('outcome', ''), _negated=True)), models.Q(models.Q(('state', 'decided'), _negated=True), ('outcome', '')), _connector='OR'), name='proposal_decided_somehow'),
        ),
        migrations.AddConstraint(
            model_name='proposal',
            constraint=models.UniqueConstraint(condition=models.Q(('state__in', ['open', 'closed'])), fields=('case',), name='proposal_one_undecided_on_a_case'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='proposal',
            trigger=pgtrigger.compiler.Trigger(name='never_deleted', sql=bestvalue.records.triggers.FirmTriggerSql(func="RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'Records are never deleted (N22).';", hash='0bdfc42ffcbb21b7a254b5883646502c470050f1', operation='DELETE', pgid='pgtrigger_never_deleted_3090e', table='interventions_proposal', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='proposal',
            trigger=pgtrigger.compiler.Trigger(name='never_truncated', sql=bestvalue.records.triggers.FirmTriggerSql(func="RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'Records are never deleted (N22).';", hash='71b32b527db5e5412d5349f978964fca51f4a430', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_never_truncated_c5d7d', table='interventions_proposal', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='proposal',
            trigger=pgtrigger.compiler.Trigger(name='begins_at_the_beginning', sql=bestvalue.records.triggers.FirmTriggerSql(func="IF NEW.state <> 'draft' THEN RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'It must begin as draft.'; END IF; RETURN NEW;", hash='2662bfe1d0b67c4783c9c30f0f23c8bdc7618216', operation='INSERT', pgid='pgtrigger_begins_at_the_beginning_0f8ec', table='interventions_proposal', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='proposal',
            trigger=pgtrigger.compiler.Trigger(name='only_lawful_changes', sql=bestvalue.records.triggers.FirmTriggerSql(func="IF NEW.state <> OLD.state AND (OLD.state, NEW.state) NOT IN (('closed', 'decided'), ('closed', 'not_proceeded_with'), ('closed', 'replaced'), ('draft', 'open'), ('open', 'closed'), ('open', 'not_proceeded_with'), ('open', 'replaced')) THEN RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'No lawful act changes it from one of these states to the other.'; END IF; RETURN NEW;", hash='ce086fd1cd408d372a952e7c98105788677536c7', operation='UPDATE OF "state"', pgid='pgtrigger_only_lawful_changes_7e6ae', table='interventions_proposal', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='direction',
            constraint=models.CheckConstraint(condition=models.Q(('retrospective', True), ('not_published', []), _connector='OR'), name='interventions_direction_silence', violation_error_message='Only a past entry may leave a fact as not published.'),
        ),
        migrations.AddConstraint(
            model_name='direction',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['draft', 'made', 'ended'])), name='direction_state_known'),
        ),
        migrations.AddConstraint(
            model_name='direction',
            constraint=models.CheckConstraint(condition=models.Q(('state', 'draft'), ('starts_on__isnull', False), ('not_published__contains', ['starts_on']), _connector='OR'), name='direction_starts_on_known', violation_error_message='Give the starts on.'),
        ),
        migrations.AddConstraint(
            model_name='direction',
            constraint=models.CheckConstraint(condition=models.Q(('state', 'draft'), models.Q(('recitals', ''), _negated=True), ('not_published__contains', ['recitals']), _connector='OR'), name='direction_recitals_known', violation_error_message='Give the recitals.'),
        ),
        migrations.AddConstraint(
            model_name='direction',
            constraint=models.CheckConstraint(condition=models.Q(('state', 'draft'), ('ends_on__isnull', False), models.Q(('is_open_ended', True), ('review_on__isnull', False)), ('not_published__contains', ['ends_on']), _connector='OR'), name='direction_end_known', violation_error_message='Give an end date, or say it is open-ended and give a review date (R23).'),
        ),
        migrations.AddConstraint(
            model_name='direction',
            constraint=models.CheckConstraint(condition=models.Q(('ends_on__isnull', True), ('starts_on__isnull', True), ('ends_on__gte', models.F('starts_on')), _connector='OR'), name='direction_ends_after_start', violation_error_message='Directions must not end before they start.'),
        ),
        migrations.AddConstraint(
            model_name='direction',
            constraint=models.CheckConstraint(condition=models.Q(('state', 'draft'), models.Q(('is_urgent', False), ('proposal__isnull', False)), models.Q(('is_urgent', True), ('retrospective', True)), models.Q(('is_urgent', True), models.Q(('urgency_reason', ''), _negated=True), models.Q(('legal_advice', ''), _negated=True), models.Q(('notice_to_authority', ''), _negated=True), models.Q(('notice_to_representatives', ''), _negated=True)), _connector='OR'), name='direction_heard_first_or_urgent', violation_error_message='Directions need a proposal that was heard, or the whole of the urgent route (R16, R17).'),
        ),
        migrations.AddConstraint(
            model_name='direction',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('ended_on__isnull', False), ('state', 'ended'), models.Q(('ending', ''), _negated=True)), models.Q(models.Q(('state', 'ended'), _negated=True), ('ended_on__isnull', True), ('ending', '')), _connector='OR'), name='direction_ended_somehow'),
        ),
        migrations.AddConstraint(
            model_name='direction',
            constraint=models.UniqueConstraint(condition=models.Q(('state', 'made')), fields=('case',), name='direction_one_set_made_on_a_case'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='direction',
            trigger=pgtrigger.compiler.Trigger(name='never_deleted', sql=bestvalue.records.triggers.FirmTriggerSql(func="RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'Records are never deleted (N22).';", hash='e55552d7b87de2b8b372770e6153a77db34e21be', operation='DELETE', pgid='pgtrigger_never_deleted_e4692', table='interventions_direction', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='direction',
            trigger=pgtrigger.compiler.Trigger(name='never_truncated', sql=bestvalue.records.triggers.FirmTriggerSql(func="RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'Records are never deleted (N22).';", hash='69963e6e44d559df5dcc5871ea92feebedfd5a26', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_never_truncated_2ff1b', table='interventions_direction', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='direction',
            trigger=pgtrigger.compiler.Trigger(name='begins_at_the_beginning', sql=bestvalue.records.triggers.FirmTriggerSql(func="IF NEW.state <> 'draft' THEN RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'It must begin as draft.'; END IF; RETURN NEW;", hash='117f683a93418b4f6828a15bd4a26cea23e9322d', operation='INSERT', pgid='pgtrigger_begins_at_the_beginning_c9ebf', table='interventions_direction', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='direction',
            trigger=pgtrigger.compiler.Trigger(name='only_lawful_changes', sql=bestvalue.records.triggers.FirmTriggerSql(func="IF NEW.state <> OLD.state AND (OLD.state, NEW.state) NOT IN (('draft', 'made'), ('made', 'ended')) THEN RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'No lawful act changes it from one of these states to the other.'; END IF; RETURN NEW;", hash='d432b9d64872c9850b0eaca6800fe34c3824c12e', operation='UPDATE OF "state"', pgid='pgtrigger_only_lawful_changes_a4993', table='interventions_direction', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='representation',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['received', 'acknowledged', 'summarised', 'considered', 'answered'])), name='representation_state_known'),
        ),
        migrations.AddConstraint(
            model_name='representation',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['summarised', 'considered', 'answered']), _negated=True), models.Q(('summary', ''), _negated=True), _connector='OR'), name='representation_summarised_in_words'),
        ),
        migrations.AddConstraint(
            model_name='representation',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'answered'), _negated=True), models.Q(('reply', ''), _negated=True), _connector='OR'), name='representation_answered_in_words'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='representation',
            trigger=pgtrigger.compiler.Trigger(name='never_deleted', sql=bestvalue.records.triggers.FirmTriggerSql(func="RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'Records are never deleted (N22).';", hash='eb0cafdcf44ed696a5b10052007ed3e22060e0ec', operation='DELETE', pgid='pgtrigger_never_deleted_c1784', table='interventions_representation', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='representation',
            trigger=pgtrigger.compiler.Trigger(name='never_truncated', sql=bestvalue.records.triggers.FirmTriggerSql(func="RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'Records are never deleted (N22).';", hash='b31dad839655710abb8e6fc1c5d73f9fa5d79721', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_never_truncated_50a61', table='interventions_representation', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='representation',
            trigger=pgtrigger.compiler.Trigger(name='begins_at_the_beginning', sql=bestvalue.records.triggers.FirmTriggerSql(func="IF NEW.state <> 'received' THEN RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'It must begin as received.'; END IF; RETURN NEW;", hash='c0e8fe5b547ee0d8324ae846d1e55d28a8a288f1', operation='INSERT', pgid='pgtrigger_begins_at_the_beginning_e988f', table='interventions_representation', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='representation',
            trigger=pgtrigger.compiler.Trigger(name='only_lawful_changes', sql=bestvalue.records.triggers.FirmTriggerSql(func="IF NEW.state <> OLD.state AND (OLD.state, NEW.state) NOT IN (('acknowledged', 'summarised'), ('considered', 'answered'), ('received', 'acknowledged'), ('received', 'summarised'), ('summarised', 'considered')) THEN RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'No lawful act changes it from one of these states to the other.'; END IF; RETURN NEW;", hash='77a901c86e7ccd64daa46a91fe5d029feade1303', operation='UPDATE OF "state"', pgid='pgtrigger_only_lawful_changes_b28aa', table='interventions_representation', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='themefinding',
            constraint=models.UniqueConstraint(fields=('proposal', 'theme'), name='finding_one_for_each_theme'),
        ),
    ]
