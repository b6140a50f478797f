import django.db.models.deletion
import siadmin.kernel.fields
import siadmin.matters.rules
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("agency", "0001_tables"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Case",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "number",
                    models.CharField(help_text="Public and opaque, such as C7K2M-9Q4XA.", max_length=12, unique=True),
                ),
                ("matter", models.CharField(max_length=30)),
                ("subject_kind", models.CharField(blank=True, max_length=12)),
                ("subject", models.CharField(blank=True, max_length=40)),
                (
                    "channel",
                    models.CharField(
                        choices=[
                            ("counter", "Counter"),
                            ("website", "Website"),
                            ("mobile", "Mobile"),
                            ("terminal", "Terminal"),
                            ("home_visit", "Home Visit"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "applied_by",
                    models.CharField(
                        choices=[("self", "Self"), ("agent", "Agent"), ("employer", "Employer"), ("agency", "Agency")],
                        max_length=10,
                    ),
                ),
                ("agent", siadmin.kernel.fields.EncryptedTextField(null=True)),
                (
                    "agent_number",
                    models.CharField(blank=True, help_text="Of a person's recorded agent (REG 30).", max_length=12),
                ),
                ("mandate", models.CharField(blank=True, help_text="By which they act.", max_length=12)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("received", "received"),
                            ("correcting", "correcting"),
                            ("returned", "returned"),
                            ("handled", "handled"),
                            ("reviewed", "reviewed"),
                            ("approved", "approved"),
                            ("done", "done"),
                            ("refused", "refused"),
                            ("withdrawn", "withdrawn"),
                        ],
                        default=siadmin.matters.rules.State["RECEIVED"],
                        max_length=10,
                    ),
                ),
                ("round", models.SmallIntegerField(default=1)),
                ("version", models.IntegerField(default=0)),
                ("facts_version", models.SmallIntegerField(default=1)),
                ("facts_hash", siadmin.kernel.fields.HashField(max_length=32)),
                (
                    "risk",
                    models.CharField(choices=[("low", "low"), ("middle", "middle"), ("high", "high")], max_length=6),
                ),
                ("hands", models.SmallIntegerField()),
                ("limit_days", models.SmallIntegerField()),
                (
                    "limit_unit",
                    models.CharField(
                        choices=[("working_days", "working_days"), ("days", "days")],
                        default=siadmin.matters.rules.LimitUnit["WORKING_DAYS"],
                        max_length=12,
                    ),
                ),
                ("limit_basis", models.CharField(max_length=400)),
                (
                    "counted_from",
                    models.DateField(help_text="The day of receipt, or of reopening; itself not counted."),
                ),
                ("due_on", models.DateField()),
                ("calendar_is_provisional", models.BooleanField()),
                ("stopped_on", models.DateField(null=True)),
                ("stopped_because", models.CharField(blank=True, max_length=500)),
                ("stopped_law", models.CharField(blank=True, max_length=200)),
                (
                    "stopped_days",
                    models.SmallIntegerField(default=0, help_text="Of stops that have ended, as the limit counts."),
                ),
                ("received_at", models.DateTimeField()),
                ("decided_at", models.DateTimeField(null=True)),
                ("reason", models.CharField(blank=True, max_length=1000)),
                ("outcome", siadmin.kernel.fields.EncryptedTextField(null=True)),
                (
                    "changed",
                    siadmin.kernel.fields.EncryptedTextField(
                        help_text="What carrying out changed, old and new, as JSON.", null=True
                    ),
                ),
                (
                    "assigned_to",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "office",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="cases", to="agency.office"
                    ),
                ),
                (
                    "received_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="CasePaper",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.CharField(max_length=30)),
                ("seen_original", models.BooleanField(default=False)),
                ("at", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="papers", to="matters.case"
                    ),
                ),
                (
                    "document",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="agency.document"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Facts",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.SmallIntegerField()),
                ("content", siadmin.kernel.fields.EncryptedTextField()),
                ("at", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="told", to="matters.case"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Step",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("round", models.SmallIntegerField()),
                (
                    "act",
                    models.CharField(
                        choices=[
                            ("receive", "receive"),
                            ("apply", "apply"),
                            ("change_facts", "change_facts"),
                            ("ask_correction", "ask_correction"),
                            ("correct", "correct"),
                            ("handle", "handle"),
                            ("review", "review"),
                            ("approve", "approve"),
                            ("complete", "complete"),
                            ("send_back", "send_back"),
                            ("refuse", "refuse"),
                            ("withdraw", "withdraw"),
                            ("stop_clock", "stop_clock"),
                            ("go_on", "go_on"),
                            ("hand_over", "hand_over"),
                            ("recount", "recount"),
                            ("reopen", "reopen"),
                        ],
                        max_length=14,
                    ),
                ),
                ("eyes", models.CharField(blank=True, max_length=64)),
                ("at", models.DateTimeField()),
                ("reason", models.CharField(blank=True, max_length=2000)),
                ("facts_version", models.SmallIntegerField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("received", "received"),
                            ("correcting", "correcting"),
                            ("returned", "returned"),
                            ("handled", "handled"),
                            ("reviewed", "reviewed"),
                            ("approved", "approved"),
                            ("done", "done"),
                            ("refused", "refused"),
                            ("withdrawn", "withdrawn"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        help_text="Null: the system.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="steps", to="matters.case"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Visit",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.CharField(max_length=12, unique=True)),
                ("subject", models.CharField(help_text="Our number of the person.", max_length=12)),
                ("wish", models.CharField(help_text="What they want done, in their words.", max_length=200)),
                (
                    "reason",
                    models.CharField(
                        choices=[("elderly", "Elderly"), ("disabled", "Disabled"), ("ill", "Ill"), ("other", "Other")],
                        max_length=10,
                    ),
                ),
                (
                    "asked_by",
                    models.CharField(
                        choices=[
                            ("phone", "Phone"),
                            ("agent", "Agent"),
                            ("village", "Village"),
                            ("counter", "Counter"),
                        ],
                        max_length=10,
                    ),
                ),
                ("place", siadmin.kernel.fields.EncryptedTextField()),
                ("phone", siadmin.kernel.fields.EncryptedTextField(null=True)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("asked", "asked"),
                            ("planned", "planned"),
                            ("done", "done"),
                            ("cancelled", "cancelled"),
                        ],
                        default=siadmin.matters.rules.VisitState["ASKED"],
                        max_length=10,
                    ),
                ),
                ("version", models.IntegerField(default=0)),
                ("tries", models.SmallIntegerField(default=0)),
                ("due_on", models.DateField(help_text="By when somebody has been there.")),
                ("planned_on", models.DateField(null=True)),
                ("from_time", models.TimeField(null=True)),
                ("until_time", models.TimeField(null=True)),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("papers_taken", "Papers Taken"),
                            ("explained", "Explained"),
                            ("not_wanted", "Not Wanted"),
                            ("not_met", "Not Met"),
                        ],
                        max_length=14,
                    ),
                ),
                ("note", siadmin.kernel.fields.EncryptedTextField(null=True)),
                ("visited_at", models.DateTimeField(null=True)),
                ("ordered_at", models.DateTimeField()),
                (
                    "assigned_to",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="visits", to="matters.case"
                    ),
                ),
                (
                    "office",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="visits", to="agency.office"
                    ),
                ),
                (
                    "ordered_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "region",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="agency.region"
                    ),
                ),
                (
                    "visited_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Absence",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("starts_on", models.DateField()),
                ("ends_before", models.DateField()),
                ("reason", models.CharField(max_length=200)),
                ("granted_at", models.DateTimeField()),
                (
                    "deputy",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="deputises",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "granted_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="absences",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["starts_on", "ends_before"], name="absence_days")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("ends_before__gte", models.F("starts_on"))), name="absence_period"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("deputy", models.F("user")), _negated=True),
                        name="absence_deputy_is_another",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("granted_by", models.F("user")), _negated=True),
                        name="absence_not_granted_to_oneself",
                    ),
                ],
            },
        ),
        migrations.AddIndex(
            model_name="case",
            index=models.Index(
                condition=models.Q(
                    (
                        "state__in",
                        [
                            siadmin.matters.rules.State["RECEIVED"],
                            siadmin.matters.rules.State["CORRECTING"],
                            siadmin.matters.rules.State["RETURNED"],
                            siadmin.matters.rules.State["HANDLED"],
                            siadmin.matters.rules.State["REVIEWED"],
                        ],
                    )
                ),
                fields=["office", "state", "due_on"],
                name="case_queue",
            ),
        ),
        migrations.AddIndex(
            model_name="case",
            index=models.Index(fields=["subject_kind", "subject", "-received_at"], name="case_subject"),
        ),
        migrations.AddIndex(
            model_name="case",
            index=models.Index(
                condition=models.Q(
                    (
                        "state__in",
                        [
                            siadmin.matters.rules.State["RECEIVED"],
                            siadmin.matters.rules.State["CORRECTING"],
                            siadmin.matters.rules.State["RETURNED"],
                            siadmin.matters.rules.State["HANDLED"],
                            siadmin.matters.rules.State["REVIEWED"],
                        ],
                    )
                ),
                fields=["assigned_to"],
                name="case_assigned",
            ),
        ),
        migrations.AddConstraint(
            model_name="case",
            constraint=models.UniqueConstraint(
                condition=models.Q(
                    (
                        "state__in",
                        [
                            siadmin.matters.rules.State["RECEIVED"],
                            siadmin.matters.rules.State["CORRECTING"],
                            siadmin.matters.rules.State["RETURNED"],
                            siadmin.matters.rules.State["HANDLED"],
                            siadmin.matters.rules.State["REVIEWED"],
                        ],
                    )
                ),
                fields=("matter", "subject_kind", "subject", "facts_hash"),
                name="case_open_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="case",
            constraint=models.CheckConstraint(
                condition=models.Q(("hands__gte", 1), ("hands__lte", 3)), name="case_hands"
            ),
        ),
        migrations.AddConstraint(
            model_name="case",
            constraint=models.CheckConstraint(
                condition=models.Q(("limit_days__gte", 1), models.Q(("limit_basis", ""), _negated=True)),
                name="case_limit",
            ),
        ),
        migrations.AddConstraint(
            model_name="case",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("decided_at__isnull", False),
                        (
                            "state__in",
                            [
                                siadmin.matters.rules.State["DONE"],
                                siadmin.matters.rules.State["REFUSED"],
                                siadmin.matters.rules.State["WITHDRAWN"],
                            ],
                        ),
                    ),
                    models.Q(
                        models.Q(
                            (
                                "state__in",
                                [
                                    siadmin.matters.rules.State["DONE"],
                                    siadmin.matters.rules.State["REFUSED"],
                                    siadmin.matters.rules.State["WITHDRAWN"],
                                ],
                            ),
                            _negated=True,
                        ),
                        ("decided_at__isnull", True),
                    ),
                    _connector="OR",
                ),
                name="case_decided_has_a_day",
            ),
        ),
        migrations.AddConstraint(
            model_name="case",
            constraint=models.CheckConstraint(
                condition=models.Q(("reason", ""), ("state", "refused"), _negated=True), name="case_refused_says_why"
            ),
        ),
        migrations.AddConstraint(
            model_name="case",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("stopped_because", ""), ("stopped_law", ""), ("stopped_on__isnull", True)),
                    models.Q(
                        ("stopped_on__isnull", False),
                        models.Q(("stopped_because", ""), _negated=True),
                        models.Q(("stopped_law", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="case_stopped_says_why",
            ),
        ),
        migrations.AddConstraint(
            model_name="case",
            constraint=models.CheckConstraint(
                condition=models.Q(("state", "correcting"), ("stopped_on__isnull", True), _negated=True),
                name="case_correcting_stands_still",
            ),
        ),
        migrations.AddConstraint(
            model_name="case",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("agent__isnull", False), ("applied_by", "agent")),
                    models.Q(models.Q(("applied_by", "agent"), _negated=True), ("agent__isnull", True)),
                    _connector="OR",
                ),
                name="case_names_its_agent",
            ),
        ),
        migrations.AddConstraint(
            model_name="casepaper",
            constraint=models.CheckConstraint(
                condition=models.Q(("document__isnull", False), ("seen_original", True), _connector="OR"),
                name="paper_sent_or_seen",
            ),
        ),
        migrations.AddConstraint(
            model_name="facts",
            constraint=models.UniqueConstraint(fields=("case", "version"), name="facts_version_once"),
        ),
        migrations.AddIndex(
            model_name="step",
            index=models.Index(fields=["case", "id"], name="step_order"),
        ),
        migrations.AddConstraint(
            model_name="step",
            constraint=models.UniqueConstraint(
                condition=models.Q(
                    (
                        "act__in",
                        [
                            siadmin.matters.rules.Act["HANDLE"],
                            siadmin.matters.rules.Act["REVIEW"],
                            siadmin.matters.rules.Act["APPROVE"],
                            siadmin.matters.rules.Act["REFUSE"],
                        ],
                    )
                ),
                fields=("case", "round", "eyes"),
                name="step_four_eyes",
            ),
        ),
        migrations.AddConstraint(
            model_name="step",
            constraint=models.UniqueConstraint(
                condition=models.Q(("act", "ask_correction")), fields=("case",), name="step_correction_asked_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="step",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "act__in",
                        [
                            siadmin.matters.rules.Act["HANDLE"],
                            siadmin.matters.rules.Act["REVIEW"],
                            siadmin.matters.rules.Act["APPROVE"],
                            siadmin.matters.rules.Act["REFUSE"],
                            "reopen",
                        ],
                    ),
                    ("by__isnull", True),
                    _negated=True,
                ),
                name="step_signed_by_someone",
            ),
        ),
        migrations.AddIndex(
            model_name="visit",
            index=models.Index(
                condition=models.Q(
                    (
                        "state__in",
                        [siadmin.matters.rules.VisitState["ASKED"], siadmin.matters.rules.VisitState["PLANNED"]],
                    )
                ),
                fields=["office", "due_on"],
                name="visit_queue",
            ),
        ),
        migrations.AddIndex(
            model_name="visit",
            index=models.Index(
                condition=models.Q(("state", "planned")), fields=["assigned_to", "planned_on"], name="visit_of_visitor"
            ),
        ),
        migrations.AddIndex(
            model_name="visit",
            index=models.Index(fields=["case"], name="visit_of_case"),
        ),
        migrations.AddConstraint(
            model_name="visit",
            constraint=models.UniqueConstraint(
                condition=models.Q(
                    (
                        "state__in",
                        [siadmin.matters.rules.VisitState["ASKED"], siadmin.matters.rules.VisitState["PLANNED"]],
                    )
                ),
                fields=("case",),
                name="visit_of_a_case_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="visit",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "planned"), _negated=True),
                    models.Q(
                        ("assigned_to__isnull", False),
                        ("from_time__isnull", False),
                        ("planned_on__isnull", False),
                        ("until_time__gt", models.F("from_time")),
                    ),
                    _connector="OR",
                ),
                name="visit_planned_is_whole",
            ),
        ),
        migrations.AddConstraint(
            model_name="visit",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("state", "done"),
                        ("visited_at__isnull", False),
                        ("visited_by__isnull", False),
                        models.Q(("outcome__in", ["", "not_met"]), _negated=True),
                    ),
                    models.Q(
                        models.Q(("state", "done"), _negated=True),
                        ("visited_at__isnull", True),
                        ("visited_by__isnull", True),
                    ),
                    _connector="OR",
                ),
                name="visit_done_has_its_outcome",
            ),
        ),
    ]
