import django.db.models.deletion
import siadmin.kernel.fields
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("agency", "0001_tables"),
        ("registry", "0001_tables"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Declaration",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("month", siadmin.kernel.fields.MonthField()),
                ("version", models.SmallIntegerField(help_text="Given on filing; drafts have none.", null=True)),
                ("number", models.CharField(max_length=12, unique=True)),
                (
                    "door",
                    models.CharField(
                        choices=[
                            ("grid", "Grid"),
                            ("file", "File"),
                            ("api", "Api"),
                            ("unchanged", "Unchanged"),
                            ("tax", "Tax"),
                            ("counter", "Counter"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("filed", "Filed"),
                            ("replaced", "Replaced"),
                            ("discarded", "Discarded"),
                        ],
                        default="draft",
                        max_length=10,
                    ),
                ),
                ("created_at", models.DateTimeField()),
                ("filed_at", models.DateTimeField(null=True)),
                ("people", models.IntegerField(default=0)),
                ("wages_fen", siadmin.kernel.fields.FenField(default=0)),
                ("refused_rows", models.IntegerField(default=0)),
                ("summary", models.JSONField(default=dict)),
                (
                    "created_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "document",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="agency.document"
                    ),
                ),
                (
                    "employer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="declarations", to="registry.employer"
                    ),
                ),
                (
                    "filed_by",
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
            name="ContributionWage",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("from_month", siadmin.kernel.fields.MonthField()),
                ("before_month", siadmin.kernel.fields.MonthField(null=True)),
                ("wage_fen", siadmin.kernel.fields.FenField()),
                ("recorded_at", models.DateTimeField()),
                ("superseded_at", models.DateTimeField(null=True)),
                (
                    "employer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="registry.employer"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="wages", to="registry.person"
                    ),
                ),
                (
                    "declaration",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="wages",
                        to="declarations.declaration",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Acknowledgement",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("wage_fen", siadmin.kernel.fields.FenField(help_text="What was shown to the employee.")),
                (
                    "answer",
                    models.CharField(
                        choices=[("confirmed", "Confirmed"), ("disputed", "Disputed"), ("paper", "Paper")],
                        max_length=10,
                    ),
                ),
                (
                    "claimed_fen",
                    siadmin.kernel.fields.FenField(help_text="What the employee says the wage is.", null=True),
                ),
                ("remark", models.CharField(blank=True, max_length=300)),
                ("signed_on", models.DateField(help_text="The day on the paper.", null=True)),
                ("at", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="registry.person"
                    ),
                ),
                (
                    "declaration",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="acknowledgements",
                        to="declarations.declaration",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="DeclarationRow",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.IntegerField(help_text="Line of the file or row of the worksheet, counted from 1.")),
                ("sheet", models.CharField(blank=True, max_length=60)),
                ("given", siadmin.kernel.fields.EncryptedTextField(help_text="The cells as they came, as JSON.")),
                ("name", models.CharField(blank=True, max_length=80)),
                ("identifier", siadmin.kernel.fields.EncryptedTextField(null=True)),
                ("identifier_hash", siadmin.kernel.fields.HashField(max_length=32, null=True)),
                ("wage_fen", siadmin.kernel.fields.FenField(null=True)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("accepted", "Accepted"),
                            ("refused", "Refused"),
                            ("filed", "Filed"),
                            ("aside", "Aside"),
                            ("replaced", "Replaced"),
                        ],
                        max_length=8,
                    ),
                ),
                ("problems", models.JSONField(default=list)),
                (
                    "is_second_employer",
                    models.BooleanField(
                        default=False,
                        help_text="Told with the row: another employer insures the person; work injury only here.",
                    ),
                ),
                (
                    "suggestion",
                    siadmin.kernel.fields.EncryptedTextField(
                        help_text="The likely values, as JSON; offered, never applied silently.", null=True
                    ),
                ),
                (
                    "declaration",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="rows", to="declarations.declaration"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, to="registry.person"),
                ),
            ],
        ),
        migrations.CreateModel(
            name="StaffList",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.CharField(max_length=12, unique=True)),
                (
                    "state",
                    models.CharField(
                        choices=[("read", "Read"), ("taken", "Taken"), ("discarded", "Discarded")],
                        default="read",
                        max_length=10,
                    ),
                ),
                ("sent_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
                ("started", models.IntegerField(default=0)),
                ("left", models.IntegerField(default=0)),
                (
                    "document",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="agency.document"
                    ),
                ),
                (
                    "employer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="staff_lists", to="registry.employer"
                    ),
                ),
                (
                    "ended_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "sent_by",
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
            name="TaxFile",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("rows_count", models.IntegerField()),
                ("imported_at", models.DateTimeField()),
                (
                    "document",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="agency.document"
                    ),
                ),
                (
                    "imported_by",
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
            name="TaxFileMonth",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("credit_code", models.CharField(max_length=18)),
                ("month", models.CharField(help_text="As the file has it.", max_length=10)),
                ("rows_count", models.IntegerField()),
                (
                    "problem",
                    models.JSONField(help_text="Why nothing of it was filed: code, zh, en, remedies.", null=True),
                ),
                (
                    "told",
                    siadmin.kernel.fields.EncryptedTextField(
                        help_text="Its rows as the file has them, as JSON, while it waits.", null=True
                    ),
                ),
                (
                    "declaration",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="declarations.declaration",
                    ),
                ),
                (
                    "employer",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="registry.employer"
                    ),
                ),
                (
                    "file",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="months", to="declarations.taxfile"
                    ),
                ),
            ],
        ),
        migrations.AddIndex(
            model_name="declaration",
            index=models.Index(fields=["month", "state"], name="declaration_month"),
        ),
        migrations.AddConstraint(
            model_name="declaration",
            constraint=models.UniqueConstraint(
                fields=("employer", "month", "version"), name="declaration_version_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="declaration",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "filed")), fields=("employer", "month"), name="declaration_one_in_force"
            ),
        ),
        migrations.AddConstraint(
            model_name="declaration",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state__in", ["draft", "discarded"]),
                    models.Q(("filed_at__isnull", False), ("version__isnull", False)),
                    _connector="OR",
                ),
                name="declaration_filed_has_time_and_version",
            ),
        ),
        migrations.AddIndex(
            model_name="contributionwage",
            index=models.Index(
                condition=models.Q(("superseded_at__isnull", True)),
                fields=["employer", "person"],
                name="wage_of_employer",
            ),
        ),
        migrations.AddConstraint(
            model_name="contributionwage",
            constraint=models.UniqueConstraint(
                condition=models.Q(("superseded_at__isnull", True)),
                fields=("person", "employer", "from_month"),
                name="wage_start_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="contributionwage",
            constraint=models.UniqueConstraint(
                condition=models.Q(("before_month__isnull", True), ("superseded_at__isnull", True)),
                fields=("person", "employer"),
                name="wage_one_open",
            ),
        ),
        migrations.AddConstraint(
            model_name="contributionwage",
            constraint=models.CheckConstraint(condition=models.Q(("wage_fen__gte", 0)), name="wage_not_negative"),
        ),
        migrations.AddConstraint(
            model_name="contributionwage",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("before_month__isnull", True), ("before_month__gt", models.F("from_month")), _connector="OR"
                ),
                name="wage_period",
            ),
        ),
        migrations.AddIndex(
            model_name="acknowledgement",
            index=models.Index(fields=["declaration", "person", "-id"], name="acknowledgement_newest"),
        ),
        migrations.AddConstraint(
            model_name="acknowledgement",
            constraint=models.CheckConstraint(
                condition=models.Q(("answer__in", ["confirmed", "disputed", "paper"])), name="acknowledgement_answer"
            ),
        ),
        migrations.AddConstraint(
            model_name="acknowledgement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("answer", "disputed"), _negated=True),
                    models.Q(("remark", ""), _negated=True),
                    _connector="OR",
                ),
                name="acknowledgement_dispute_says_why",
            ),
        ),
        migrations.AddConstraint(
            model_name="acknowledgement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("answer", "paper"), ("signed_on__isnull", False)),
                    models.Q(models.Q(("answer", "paper"), _negated=True), ("signed_on__isnull", True)),
                    _connector="OR",
                ),
                name="acknowledgement_paper_has_its_day",
            ),
        ),
        migrations.AddConstraint(
            model_name="acknowledgement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("claimed_fen__isnull", True),
                    models.Q(("answer", "disputed"), ("claimed_fen__gte", 0)),
                    _connector="OR",
                ),
                name="acknowledgement_claim_only_disputed",
            ),
        ),
        migrations.AddConstraint(
            model_name="declarationrow",
            constraint=models.UniqueConstraint(fields=("declaration", "sheet", "number"), name="declaration_row_once"),
        ),
        migrations.AddConstraint(
            model_name="declarationrow",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "filed"), _negated=True),
                    models.Q(("person__isnull", False), ("wage_fen__isnull", False)),
                    _connector="OR",
                ),
                name="declaration_row_filed_is_whole",
            ),
        ),
        migrations.AddConstraint(
            model_name="declarationrow",
            constraint=models.CheckConstraint(
                condition=models.Q(("wage_fen__isnull", True), ("wage_fen__gte", 0), _connector="OR"),
                name="declaration_row_wage_not_negative",
            ),
        ),
        migrations.AddIndex(
            model_name="stafflist",
            index=models.Index(fields=["employer", "state"], name="staff_list_of_employer"),
        ),
        migrations.AddConstraint(
            model_name="stafflist",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("ended_at__isnull", True), ("left", 0), ("started", 0), ("state", "read")),
                    models.Q(("ended_at__isnull", False), ("left__gte", 0), ("started__gte", 0), ("state", "taken")),
                    models.Q(("ended_at__isnull", False), ("left", 0), ("started", 0), ("state", "discarded")),
                    _connector="OR",
                ),
                name="staff_list_ended_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="taxfilemonth",
            constraint=models.UniqueConstraint(fields=("file", "credit_code", "month"), name="tax_file_month_once"),
        ),
        migrations.AddConstraint(
            model_name="taxfilemonth",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("declaration__isnull", True), ("problem__isnull", True), ("told__isnull", False)),
                    models.Q(
                        ("told__isnull", True),
                        models.Q(("declaration__isnull", False), ("problem__isnull", False), _connector="OR"),
                    ),
                    _connector="OR",
                ),
                name="tax_file_month_waits_with_its_rows",
            ),
        ),
        migrations.AddConstraint(
            model_name="taxfilemonth",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("declaration__isnull", True),
                    models.Q(("employer__isnull", False), ("problem__isnull", True)),
                    _connector="OR",
                ),
                name="tax_file_month_filed_or_refused",
            ),
        ),
    ]
