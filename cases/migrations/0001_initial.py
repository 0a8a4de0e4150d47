import cases.models.case
import django.contrib.postgres.fields
import django.db.models.deletion
import cases.states
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Authority',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('slug', models.SlugField(max_length=120, unique=True)),
                ('name', models.CharField(max_length=200)),
                ('ons_code', models.CharField(blank=True, max_length=9, null=True, unique=True, verbose_name='ONS code')),
                ('region', models.CharField(blank=True, help_text='Blank where it lies in more than one.', max_length=60)),
                ('starts_on', models.DateField(blank=True, help_text='Blank where the day is not known.', null=True, verbose_name='first day')),
                ('ends_on', models.DateField(blank=True, help_text='The last day on which it exists.', null=True, verbose_name='last day')),
                ('is_fictional', models.BooleanField(default=False, verbose_name='fictional')),
            ],
            options={
                'verbose_name_plural': 'authorities',
                'ordering': ['name', 'starts_on'],
            },
        ),
        migrations.CreateModel(
            name='Counter',
            fields=[
                ('prefix', models.CharField(max_length=40, primary_key=True, serialize=False)),
                ('last', models.PositiveIntegerField(default=0)),
            ],
        ),
        migrations.CreateModel(
            name='Succession',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('took_effect_on', models.DateField(help_text="The first day of the successor's responsibility.", verbose_name='on')),
            ],
            options={
                'ordering': ['took_effect_on', 'predecessor', 'successor'],
            },
        ),
        migrations.CreateModel(
            name='SupportArrangement',
            fields=[
                ('retrospective', models.BooleanField(default=False, editable=False, verbose_name='entered later')),
                ('not_published', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=60), blank=True, default=list, editable=False, size=None)),
                ('month_only', models.BooleanField(default=False, editable=False, verbose_name='only the month of the event is known')),
                ('source', models.CharField(blank=True, default='', editable=False, max_length=1000, verbose_name='published source')),
                ('confirmed', models.BooleanField(default=True, editable=False, help_text='False while the source has not been checked (rulings 32).', verbose_name='confirmed')),
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('state', cases.states.StateField(default='agreed', editable=False, max_length=30, protected=True)),
                ('what', models.TextField(verbose_name='support agreed')),
                ('provider', models.CharField(max_length=200)),
                ('owner', models.CharField(max_length=200, verbose_name='owner in the authority')),
                ('review_on', models.DateField(verbose_name='review date')),
                ('ended_on', models.DateField(blank=True, null=True)),
                ('reason_ended', models.TextField(blank=True)),
            ],
            options={
                'verbose_name': 'support arrangement',
                'ordering': ['created_at', 'id'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='TrajectoryNote',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('on', models.DateField(verbose_name='date')),
                ('text', models.TextField()),
            ],
            options={
                'ordering': ['on', 'id'],
            },
        ),
        migrations.CreateModel(
            name='AuthorityAlias',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('name', 'Name'), ('ons_code', 'ONS code')], max_length=10)),
                ('value', models.CharField(max_length=200)),
                ('note', models.CharField(blank=True, max_length=300)),
                ('authority', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='aliases', to='cases.authority')),
            ],
            options={
                'verbose_name_plural': 'authority aliases',
                'ordering': ['authority', 'kind', 'value'],
            },
        ),
        migrations.CreateModel(
            name='AuthorityKind',
            fields=[
                ('code', models.SlugField(max_length=30, primary_key=True, serialize=False)),
                ('label', models.CharField(max_length=200, unique=True, verbose_name='kind')),
                ('clause', models.CharField(blank=True, max_length=40, verbose_name='clause of LGA 1999 s.1')),
                ('is_local_authority', models.BooleanField(help_text='A local authority must have regard to the guidance; any other should be mindful of its principles.', verbose_name='local authority for the guidance')),
                ('consultees', models.CharField(blank=True, max_length=300, verbose_name='departments to consult first')),
                ('consultees_confirmed', models.BooleanField(default=False, verbose_name='consultees confirmed by legal')),
                ('s230_reach', models.CharField(choices=[('yes', 'Section 230 applies'), ('check', 'Check with legal first')], max_length=10, verbose_name='reach of LGA 1972 s.230')),
                ('regimes', models.JSONField(blank=True, default=list, help_text='A list of their names.', verbose_name='other inspection and intervention regimes')),
                ('needs_legal_confirmation', models.BooleanField(default=False, help_text='While this is so, an inspection or a proposal to intervene cannot be opened.', verbose_name='status to be confirmed by legal')),
                ('note', models.TextField(blank=True)),
            ],
            options={
                'ordering': ['label'],
                'constraints': [models.CheckConstraint(condition=models.Q(('s230_reach__in', ['yes', 'check'])), name='authority_kind_reach_known')],
            },
        ),
        migrations.AddField(
            model_name='authority',
            name='kind',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='authorities', to='cases.authoritykind'),
        ),
        migrations.CreateModel(
            name='Case',
            fields=[
                ('version', models.PositiveIntegerField(default=0, editable=False, verbose_name='number of events')),
                ('head', models.CharField(blank=True, default='', editable=False, max_length=64, verbose_name='hash of the last event')),
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('handle', models.CharField(default=cases.models.case.new_handle, editable=False, max_length=12, unique=True)),
                ('reference', models.CharField(blank=True, editable=False, help_text='Allotted at first publication.', max_length=20, null=True, unique=True)),
                ('stage', cases.states.StateField(choices=[('early_engagement', 'Early engagement'), ('best_value_notice', 'Best Value Notice'), ('inspection', 'Inspection'), ('minded_to', 'Minded to intervene'), ('intervention', 'Intervention'), ('exit', 'Exit'), ('oversight', 'Oversight after exit'), ('closed', 'Closed')], default='early_engagement', editable=False, max_length=30, protected=True)),
                ('opened_on', models.DateField()),
                ('opened_on_or_before', models.BooleanField(default=False, verbose_name='opened on or before that date')),
                ('closed_on', models.DateField(blank=True, null=True)),
                ('outcome', models.TextField(blank=True)),
                ('retrospective', models.BooleanField(default=False, editable=False, verbose_name='entered later')),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('authority', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='cases', to='cases.authority')),
                ('officer', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='cases', to=settings.AUTH_USER_MODEL)),
                ('previous', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='next', to='cases.case', verbose_name='earlier case')),
                ('team', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='cases', to='accounts.team')),
            ],
            options={
                'ordering': ['-opened_on', 'handle'],
            },
        ),
        migrations.CreateModel(
            name='Contact',
            fields=[
                ('retrospective', models.BooleanField(default=False, editable=False, verbose_name='entered later')),
                ('not_published', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=60), blank=True, default=list, editable=False, size=None)),
                ('month_only', models.BooleanField(default=False, editable=False, verbose_name='only the month of the event is known')),
                ('source', models.CharField(blank=True, default='', editable=False, max_length=1000, verbose_name='published source')),
                ('confirmed', models.BooleanField(default=True, editable=False, help_text='False while the source has not been checked (rulings 32).', verbose_name='confirmed')),
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('held_on', models.DateField()),
                ('channel', models.CharField(choices=[('call', 'Call'), ('letter', 'Letter'), ('meeting', 'Meeting'), ('email', 'Email'), ('not_published', 'Not published')], max_length=20)),
                ('people', models.TextField(blank=True, verbose_name='who took part')),
                ('summary', models.TextField(verbose_name='what was said')),
                ('from_statutory_officer', models.BooleanField(default=False, help_text='Such an approach is encouraged; nobody is under a duty to make one (R41).', verbose_name='a statutory officer approached the department')),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='contacts', to='cases.case')),
            ],
            options={
                'ordering': ['held_on', 'id'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Document',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('subject', models.CharField(max_length=200, verbose_name='instrument')),
                ('title', models.CharField(max_length=300)),
                ('version', models.PositiveIntegerField()),
                ('body', models.TextField()),
                ('sha256', models.CharField(max_length=64)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='documents', to='cases.case')),
            ],
            options={
                'ordering': ['subject', 'version'],
            },
        ),
        migrations.CreateModel(
            name='KindPost',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('post', models.CharField(choices=[('head_of_paid_service', 'Head of paid service'), ('chief_finance_officer', 'Chief finance officer'), ('monitoring_officer', 'Monitoring officer'), ('leader', 'Leader'), ('elected_mayor', 'Elected mayor'), ('chair', 'Chair'), ('chief_executive', 'Chief executive'), ('chief_fire_officer', 'Chief fire officer'), ('chief_officer', 'Chief officer'), ('clerk', 'Clerk'), ('treasurer', 'Treasurer'), ('mayor_of_london', 'Mayor of London'), ('fire_commissioner', 'Fire commissioner'), ('transport_commissioner', 'Transport commissioner'), ('police_commissioner', 'Commissioner of police'), ('opposition_leader', 'Opposition leader'), ('audit_chair', 'Chair of the audit committee'), ('scrutiny_chair', 'Chair of scrutiny'), ('data_contact', 'Data contact')], max_length=40)),
                ('role', models.CharField(choices=[('to', 'To'), ('copy', 'Copy')], max_length=10, verbose_name='addressed as')),
                ('position', models.PositiveSmallIntegerField(verbose_name='place on the letter')),
                ('kind', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='posts', to='cases.authoritykind')),
            ],
            options={
                'ordering': ['kind', 'position'],
            },
        ),
        migrations.CreateModel(
            name='Note',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('kind', models.CharField(choices=[('external_report', 'Outside review or report'), ('s114_notice', 'Section 114 report'), ('local_board', "The authority's own board"), ('other_regime', 'Step under another Act'), ('other', 'Note')], max_length=30)),
                ('on', models.DateField(verbose_name='date')),
                ('month_only', models.BooleanField(default=False, verbose_name='only the month is known')),
                ('text', models.TextField()),
                ('legal_basis', models.CharField(blank=True, max_length=300)),
                ('source', models.CharField(blank=True, max_length=1000, verbose_name='published page')),
                ('confirmed', models.BooleanField(default=True)),
                ('authority', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='notes', to='cases.authority')),
            ],
            options={
                'ordering': ['on', 'id'],
            },
        ),
        migrations.CreateModel(
            name='OfficeHolding',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('post', models.CharField(choices=[('head_of_paid_service', 'Head of paid service'), ('chief_finance_officer', 'Chief finance officer'), ('monitoring_officer', 'Monitoring officer'), ('leader', 'Leader'), ('elected_mayor', 'Elected mayor'), ('chair', 'Chair'), ('chief_executive', 'Chief executive'), ('chief_fire_officer', 'Chief fire officer'), ('chief_officer', 'Chief officer'), ('clerk', 'Clerk'), ('treasurer', 'Treasurer'), ('mayor_of_london', 'Mayor of London'), ('fire_commissioner', 'Fire commissioner'), ('transport_commissioner', 'Transport commissioner'), ('police_commissioner', 'Commissioner of police'), ('opposition_leader', 'Opposition leader'), ('audit_chair', 'Chair of the audit committee'), ('scrutiny_chair', 'Chair of scrutiny'), ('data_contact', 'Data contact')], max_length=40)),
                ('name', models.CharField(help_text='Where two people share the post, give both names.', max_length=200)),
                ('email', models.EmailField(blank=True, max_length=254, verbose_name='email address')),
                ('is_interim', models.BooleanField(default=False, verbose_name='interim or acting')),
                ('starts_on', models.DateField(verbose_name='from')),
                ('ends_on', models.DateField(blank=True, help_text='The last day in the post.', null=True, verbose_name='to')),
                ('authority', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='officers', to='cases.authority')),
            ],
            options={
                'ordering': ['authority', 'post', 'starts_on'],
            },
        ),
        migrations.CreateModel(
            name='PastEvent',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('place', models.PositiveIntegerField(verbose_name="place in the authority's history")),
                ('date', models.CharField(max_length=10, verbose_name='date as published')),
                ('type', models.CharField(max_length=60)),
                ('source', models.CharField(blank=True, max_length=1000)),
                ('ordinal', models.PositiveIntegerField(default=0, verbose_name='which of several alike')),
                ('description', models.TextField(blank=True)),
                ('moves', models.JSONField(default=list, verbose_name='acts made')),
                ('entered_at', models.DateTimeField(auto_now_add=True)),
                ('acts_after', models.PositiveIntegerField(verbose_name='events on record once it was entered')),
                ('authority', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='past_events', to='cases.authority')),
                ('entered_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='past_events', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['authority', 'place'],
            },
        ),
        migrations.CreateModel(
            name='Publication',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('register_id', models.CharField(editable=False, max_length=30, unique=True)),
                ('kind', models.CharField(choices=[('notice', 'Best Value Notice'), ('information_requirement', 'Requirement for information'), ('external_review', 'External review'), ('inspection', 'Best value inspection'), ('proposal', 'Proposal to intervene'), ('direction', 'Directions'), ('package', 'Non-statutory intervention'), ('progress_report', 'Progress report')], max_length=30)),
                ('subject', models.CharField(editable=False, max_length=200, unique=True, verbose_name='instrument')),
                ('title', models.CharField(max_length=300)),
                ('legal_basis', models.CharField(blank=True, max_length=300)),
                ('in_force_from', models.DateField(blank=True, null=True)),
                ('in_force_until', models.DateField(blank=True, null=True)),
                ('ended_on', models.DateField(blank=True, null=True)),
                ('ending', models.CharField(blank=True, max_length=200, verbose_name='how it ended')),
                ('published_on', models.DateField()),
                ('month_only', models.BooleanField(default=False, verbose_name='only the month of publication is known')),
                ('withdrawn_on', models.DateField(blank=True, null=True, verbose_name='withdrawn from the register on')),
                ('withdrawal_reason', models.TextField(blank=True)),
                ('retrospective', models.BooleanField(default=False, editable=False)),
                ('approved_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='publications_approved', to=settings.AUTH_USER_MODEL)),
                ('authority', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='publications', to='cases.authority')),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='publications', to='cases.case')),
                ('published_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='publications', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-published_on', 'register_id'],
            },
        ),
        migrations.CreateModel(
            name='PublishedStep',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('on', models.DateField(verbose_name='date')),
                ('month_only', models.BooleanField(default=False, verbose_name='only the month is known')),
                ('text', models.TextField()),
                ('source', models.CharField(blank=True, max_length=1000, verbose_name='published page')),
                ('publication', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='steps', to='cases.publication')),
            ],
            options={
                'ordering': ['on', 'id'],
            },
        ),
        migrations.CreateModel(
            name='RegimeConsultation',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('consulted', models.TextField(verbose_name='Secretary of State and inspectorates consulted: who, and when')),
                ('view', models.TextField(verbose_name='their view')),
                ('other_regimes', models.TextField(verbose_name='other inspection and intervention regimes considered')),
                ('exceptional_reasons', models.TextField(verbose_name='why the failure is exceptional, clear and significant')),
                ('held_on', models.DateField()),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='consultations', to='cases.case')),
            ],
            options={
                'ordering': ['held_on', 'id'],
            },
        ),
        migrations.CreateModel(
            name='ServiceFailureWatch',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('state', cases.states.StateField(default='running', editable=False, max_length=30, protected=True)),
                ('service', models.CharField(max_length=200)),
                ('judged_by', models.CharField(max_length=200, verbose_name='body that judged it')),
                ('starts_on', models.DateField()),
                ('why_then', models.TextField(verbose_name='why the two years start then')),
                ('ended_on', models.DateField(blank=True, null=True)),
                ('ending', models.CharField(blank=True, choices=[('corrected', 'The failure was corrected'), ('escalated', 'A person took it further'), ('not_needed', 'The watch is no longer needed')], max_length=20)),
                ('reason_ended', models.TextField(blank=True)),
                ('authority', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='service_failures', to='cases.authority')),
                ('case', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='service_failures', to='cases.case')),
            ],
            options={
                'ordering': ['starts_on', 'id'],
            },
        ),
        migrations.CreateModel(
            name='Submission',
            fields=[
                ('retrospective', models.BooleanField(default=False, editable=False, verbose_name='entered later')),
                ('not_published', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=60), blank=True, default=list, editable=False, size=None)),
                ('month_only', models.BooleanField(default=False, editable=False, verbose_name='only the month of the event is known')),
                ('source', models.CharField(blank=True, default='', editable=False, max_length=1000, verbose_name='published source')),
                ('confirmed', models.BooleanField(default=True, editable=False, help_text='False while the source has not been checked (rulings 32).', verbose_name='confirmed')),
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('state', cases.states.StateField(default='draft', editable=False, max_length=30, protected=True)),
                ('question', models.CharField(max_length=500, verbose_name='what the minister is asked')),
                ('options', models.JSONField(blank=True, default=list, verbose_name='options, doing nothing among them')),
                ('recommendation', models.TextField(blank=True)),
                ('evidence_for', models.TextField(blank=True, verbose_name='evidence for')),
                ('evidence_against', models.TextField(blank=True, verbose_name='evidence against')),
                ('authority_account', models.TextField(blank=True, verbose_name='what the authority says')),
                ('local_checks', models.TextField(blank=True, verbose_name='local checks and balances, and what they found')),
                ('conversation', models.TextField(blank=True, verbose_name='conversation with the authority about the evidence')),
                ('legal_note', models.TextField(blank=True)),
                ('public_law_note', models.TextField(blank=True, verbose_name='lawful, rational, fair, rights and equality')),
                ('cost_note', models.TextField(blank=True)),
                ('sent_at', models.DateTimeField(blank=True, null=True)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='submissions', to='cases.case')),
                ('cleared_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='submissions_cleared', to=settings.AUTH_USER_MODEL)),
                ('drafted_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='submissions_drafted', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-created_at', 'id'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='SubmissionAct',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('move', models.CharField(max_length=60, verbose_name='act asked for')),
                ('subject', models.CharField(max_length=200, verbose_name='instrument')),
                ('state', cases.states.StateField(default='asked', editable=False, max_length=30, protected=True)),
                ('retrospective', models.BooleanField(default=False, editable=False, verbose_name='entered later')),
                ('decided_by_office', models.CharField(blank=True, max_length=200, verbose_name='office that decided, as it then was')),
                ('decided_on', models.DateField(blank=True, null=True)),
                ('reasons', models.TextField(blank=True)),
                ('interests', models.TextField(blank=True, verbose_name='interests declared')),
                ('proof', models.CharField(blank=True, max_length=1000, verbose_name='proof of the decision')),
                ('decided_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='decisions', to=settings.AUTH_USER_MODEL)),
                ('document', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='asked_for', to='cases.document', verbose_name='exact text decided on')),
                ('recorded_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='decisions_recorded', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['submission', 'move'],
            },
        ),
    ]
