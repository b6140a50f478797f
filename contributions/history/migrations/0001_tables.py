import django.db.models.deletion
import django.db.models.functions.text
import siadmin.kernel.fields
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("agency", "0001_tables"),
        ("banking", "0001_tables"),
        ("kernel", "0001_tables"),
        ("registry", "0001_tables"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="HistoryFile",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(choices=[("legacy", "Legacy"), ("certificate", "Certificate")], max_length=11),
                ),
                ("line", models.CharField(choices=[("hrss", "Hrss"), ("hs", "Hs")], max_length=4)),
                (
                    "before_month",
                    siadmin.kernel.fields.MonthField(
                        help_text="Its months lie before this one: since then they are charged here, or to come."
                    ),
                ),
                ("name", models.CharField(max_length=200)),
                ("digest", models.CharField(max_length=64)),
                (
                    "letter",
                    models.CharField(help_text="The covering letter or certificate it came with.", max_length=120),
                ),
                ("rows_count", models.IntegerField()),
                ("refused_count", models.IntegerField(help_text="Rows with a problem, as last checked.")),
                ("told_people", models.IntegerField()),
                ("told_months", models.IntegerField()),
                ("told_base_fen", siadmin.kernel.fields.FenField()),
                ("told_deemed_months", models.IntegerField()),
                ("told_balance_fen", siadmin.kernel.fields.FenField()),
                ("found_people", models.IntegerField()),
                ("found_months", models.IntegerField()),
                ("found_base_fen", siadmin.kernel.fields.FenField()),
                ("found_deemed_months", models.IntegerField()),
                ("found_balance_fen", siadmin.kernel.fields.FenField()),
                (
                    "money_fen",
                    siadmin.kernel.fields.FenField(
                        help_text="Money that came with it; null: it is declared without money.", null=True
                    ),
                ),
                ("money_on", models.DateField(help_text="The day the money arrived.", null=True)),
                ("received_eyes", models.CharField(max_length=64)),
                ("received_at", models.DateTimeField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("received", "Received"),
                            ("submitted", "Submitted"),
                            ("sent_back", "Sent Back"),
                            ("approved", "Approved"),
                            ("booked", "Booked"),
                            ("replaced", "Replaced"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        default="received",
                        max_length=9,
                    ),
                ),
                ("version", models.IntegerField(default=0)),
                ("submitted_eyes", models.CharField(blank=True, max_length=64)),
                ("submitted_at", models.DateTimeField(null=True)),
                ("confirmed_eyes", models.CharField(blank=True, max_length=64)),
                ("confirmed_at", models.DateTimeField(null=True)),
                ("decided_eyes", models.CharField(blank=True, max_length=64)),
                ("decided_at", models.DateTimeField(null=True)),
                ("answer", models.CharField(blank=True, help_text="Why it was sent back.", max_length=500)),
                ("booked_at", models.DateTimeField(null=True)),
                (
                    "confirmed_by",
                    models.ForeignKey(
                        help_text="Who saw the money in the account.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "money_line",
                    models.ForeignKey(
                        help_text="The bank line it arrived by.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="banking.statementline",
                    ),
                ),
                (
                    "place",
                    models.ForeignKey(
                        help_text="Where it was kept.",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="agency.region",
                    ),
                ),
                (
                    "received_by",
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
                    "replaces",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="replaced_by",
                        to="history.historyfile",
                    ),
                ),
                (
                    "run",
                    models.OneToOneField(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="kernel.run"
                    ),
                ),
                (
                    "submitted_by",
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
            name="HistoryMonth",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "person_id", "month", "insurance", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("person_id", models.BigIntegerField()),
                ("month", siadmin.kernel.fields.MonthField()),
                (
                    "insurance",
                    models.CharField(
                        choices=[
                            ("pension_employee", "Pension"),
                            ("medical_employee", "Medical"),
                            ("unemployment", "Unemployment"),
                            ("injury", "Injury"),
                            ("maternity", "Maternity"),
                        ],
                        max_length=20,
                    ),
                ),
                ("kind", models.CharField(choices=[("actual", "Actual"), ("deemed", "Deemed")], max_length=6)),
                ("base_fen", siadmin.kernel.fields.FenField(null=True)),
                ("row_id", models.BigIntegerField()),
                ("file_id", models.BigIntegerField()),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("base_fen__gt", 0), ("kind", "actual")),
                            models.Q(("base_fen__isnull", True), ("kind", "deemed")),
                            _connector="OR",
                        ),
                        name="history_month_has_its_base",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoryRow",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.IntegerField()),
                ("subject", models.IntegerField()),
                ("record", models.CharField(blank=True, max_length=7)),
                (
                    "given",
                    siadmin.kernel.fields.EncryptedTextField(help_text="The cells as they came, as JSON by column."),
                ),
                (
                    "number_hash",
                    siadmin.kernel.fields.HashField(
                        help_text="Of the identity number, in its normal form where it can be read.", max_length=32
                    ),
                ),
                ("insurance", models.CharField(blank=True, max_length=20)),
                ("from_month", siadmin.kernel.fields.MonthField(null=True)),
                ("before_month", siadmin.kernel.fields.MonthField(null=True)),
                ("base_fen", siadmin.kernel.fields.FenField(null=True)),
                ("amount_fen", siadmin.kernel.fields.FenField(null=True)),
                ("as_of", models.DateField(null=True)),
                ("decision", models.CharField(blank=True, max_length=120)),
                ("decided_on", models.DateField(null=True)),
                ("employer_code", models.CharField(blank=True, max_length=18)),
                ("employer_name", models.CharField(blank=True, max_length=120)),
                ("problem", models.CharField(blank=True, max_length=40)),
                (
                    "employer",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="registry.employer",
                    ),
                ),
                (
                    "file",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="rows",
                        to="history.historyfile",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="registry.person",
                    ),
                ),
            ],
        ),
        migrations.AddIndex(
            model_name="historyfile",
            index=models.Index(fields=["region", "line", "state"], name="history_file_work"),
        ),
        migrations.AddConstraint(
            model_name="historyfile",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state__in", ["replaced", "withdrawn"]), _negated=True),
                fields=("region", "line", "digest"),
                name="history_file_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="historyfile",
            constraint=models.UniqueConstraint(
                models.F("region"),
                models.F("line"),
                models.F("place"),
                django.db.models.functions.text.Upper(
                    django.db.models.functions.text.Replace("letter", models.Value(" "))
                ),
                condition=models.Q(
                    ("money_fen__isnull", False), models.Q(("state__in", ["replaced", "withdrawn"]), _negated=True)
                ),
                name="history_money_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="historyfile",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("confirmed_at__isnull", True),
                        ("confirmed_by__isnull", True),
                        ("confirmed_eyes", ""),
                        models.Q(
                            ("money_fen__isnull", True),
                            models.Q(("state__in", ["approved", "booked"]), _negated=True),
                            _connector="OR",
                        ),
                    ),
                    models.Q(
                        ("confirmed_at__isnull", False),
                        ("confirmed_by__isnull", False),
                        ("money_fen__isnull", False),
                        models.Q(("confirmed_eyes", ""), _negated=True),
                        models.Q(("confirmed_eyes", models.F("received_eyes")), _negated=True),
                        models.Q(("confirmed_eyes", models.F("submitted_eyes")), _negated=True),
                        models.Q(("confirmed_eyes", models.F("decided_eyes")), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="history_file_money_confirmed",
            ),
        ),
        migrations.AddConstraint(
            model_name="historyfile",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("confirmed_by__isnull", True), ("money_line__isnull", True)),
                    models.Q(("confirmed_by__isnull", False), ("money_line__isnull", False)),
                    _connector="OR",
                ),
                name="history_file_confirmed_by_bank_line",
            ),
        ),
        migrations.AddConstraint(
            model_name="historyfile",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state__in", ["replaced", "withdrawn"]), _negated=True),
                fields=("money_line",),
                name="history_bank_line_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="historyfile",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("decided_eyes", ""),
                    models.Q(
                        models.Q(("decided_eyes", models.F("submitted_eyes")), _negated=True),
                        models.Q(("decided_eyes", models.F("received_eyes")), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="history_file_four_eyes",
            ),
        ),
        migrations.AddConstraint(
            model_name="historyfile",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state__in", ["sent_back", "approved", "booked"]), _negated=True),
                    models.Q(
                        ("decided_at__isnull", False),
                        ("decided_by__isnull", False),
                        ("submitted_by__isnull", False),
                        models.Q(("decided_eyes", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="history_file_decided_by_someone",
            ),
        ),
        migrations.AddConstraint(
            model_name="historyfile",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("run__isnull", False), ("state__in", ["approved", "booked"])),
                    models.Q(models.Q(("state__in", ["approved", "booked"]), _negated=True), ("run__isnull", True)),
                    _connector="OR",
                ),
                name="history_file_approved_is_run",
            ),
        ),
        migrations.AddConstraint(
            model_name="historyfile",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state__in", ["submitted", "approved", "booked"]), _negated=True),
                    models.Q(
                        ("refused_count", 0),
                        ("told_balance_fen", models.F("found_balance_fen")),
                        ("told_base_fen", models.F("found_base_fen")),
                        ("told_deemed_months", models.F("found_deemed_months")),
                        ("told_months", models.F("found_months")),
                        ("told_people", models.F("found_people")),
                    ),
                    _connector="OR",
                ),
                name="history_file_approved_is_whole",
            ),
        ),
        migrations.AddConstraint(
            model_name="historyfile",
            constraint=models.CheckConstraint(
                condition=models.Q(("answer", ""), ("state", "sent_back"), _negated=True),
                name="history_file_sent_back_says_why",
            ),
        ),
        migrations.AddConstraint(
            model_name="historyfile",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("money_fen__isnull", True), ("money_on__isnull", True)),
                    models.Q(("kind", "certificate"), ("money_fen__gt", 0), ("money_on__isnull", False)),
                    _connector="OR",
                ),
                name="history_file_money_has_a_day",
            ),
        ),
        migrations.AddIndex(
            model_name="historyrow",
            index=models.Index(fields=["file", "subject"], name="history_row_subject"),
        ),
        migrations.AddIndex(
            model_name="historyrow",
            index=models.Index(fields=["number_hash", "file"], name="history_row_number"),
        ),
        migrations.AddIndex(
            model_name="historyrow",
            index=models.Index(
                condition=models.Q(("person__isnull", False)), fields=["person"], name="history_row_person"
            ),
        ),
        migrations.AddConstraint(
            model_name="historyrow",
            constraint=models.UniqueConstraint(fields=("file", "number"), name="history_row_once"),
        ),
        migrations.AddConstraint(
            model_name="historyrow",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("problem", ""), _negated=True),
                    ("record", "person"),
                    models.Q(
                        ("base_fen__gt", 0),
                        ("before_month__gt", models.F("from_month")),
                        ("from_month__isnull", False),
                        ("record", "months"),
                        models.Q(("insurance", ""), _negated=True),
                    ),
                    models.Q(
                        ("amount_fen__gte", 0),
                        ("as_of__isnull", False),
                        ("record", "balance"),
                        models.Q(("insurance", ""), _negated=True),
                    ),
                    models.Q(
                        ("base_fen__isnull", True),
                        ("before_month__gt", models.F("from_month")),
                        ("from_month__isnull", False),
                        ("record", "deemed"),
                        models.Q(("insurance", ""), _negated=True),
                        models.Q(("decision", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="history_row_read_or_refused",
            ),
        ),
    ]
