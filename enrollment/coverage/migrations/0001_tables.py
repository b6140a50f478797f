import django.db.models.deletion
import django.db.models.expressions
import enrollment.coverage.rules.kinds
import siadmin.kernel.fields
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("agency", "0001_tables"),
        ("matters", "0001_tables"),
        ("registry", "0001_tables"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Batch",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.CharField(max_length=12, unique=True)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("death", "death"),
                            ("household", "household"),
                            ("market", "market"),
                            ("wage_tax", "wage_tax"),
                            ("prison", "prison"),
                        ],
                        max_length=10,
                    ),
                ),
                ("source", models.CharField(help_text="The authority that gave it, and its document.", max_length=120)),
                ("as_of", models.DateField(help_text="The day whose state it tells.")),
                ("digest", models.CharField(max_length=64)),
                ("rows_count", models.IntegerField()),
                ("received_at", models.DateTimeField()),
                (
                    "document",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="agency.document"
                    ),
                ),
                (
                    "received_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "region",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="agency.region"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Dispute",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "claim",
                    models.CharField(
                        choices=[
                            ("not_insured", "not_insured"),
                            ("unpaid", "unpaid"),
                            ("base_too_low", "base_too_low"),
                        ],
                        max_length=12,
                    ),
                ),
                ("from_month", siadmin.kernel.fields.MonthField()),
                ("before_month", siadmin.kernel.fields.MonthField()),
                ("answer_due_on", models.DateField()),
                ("answer_basis", models.CharField(max_length=400)),
                (
                    "answer",
                    models.CharField(
                        blank=True,
                        choices=[("admits", "admits"), ("partly", "partly"), ("denies", "denies")],
                        max_length=8,
                    ),
                ),
                ("answer_words", siadmin.kernel.fields.EncryptedTextField(null=True)),
                ("answered_at", models.DateTimeField(null=True)),
                ("ordered_on", models.DateField(null=True)),
                ("comply_by", models.DateField(null=True)),
                ("order_basis", models.CharField(blank=True, max_length=400)),
                ("put_right_on", models.DateField(help_text="Since when the order is followed.", null=True)),
                (
                    "answer_document",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="agency.document"
                    ),
                ),
                (
                    "answered_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "case",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="dispute", to="matters.case"
                    ),
                ),
                (
                    "employer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="disputes", to="registry.employer"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="disputes", to="registry.person"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Finding",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[("missing", "missing"), ("lapsed", "lapsed"), ("interrupted", "interrupted")],
                        max_length=12,
                    ),
                ),
                (
                    "credit_code",
                    models.CharField(blank=True, help_text="Who pays wages without insuring.", max_length=18),
                ),
                ("is_must", models.BooleanField(help_text="Insurance is an obligation; otherwise an offer.")),
                ("since_month", siadmin.kernel.fields.MonthField()),
                ("months", models.IntegerField()),
                ("weight", models.IntegerField()),
                ("facts", models.CharField(max_length=32)),
                ("opened_in", siadmin.kernel.fields.MonthField()),
                ("opened_at", models.DateTimeField()),
                ("seen_in", siadmin.kernel.fields.MonthField()),
                ("closed_in", siadmin.kernel.fields.MonthField(null=True)),
                ("closed_at", models.DateTimeField(null=True)),
                (
                    "closed_because",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("covered", "covered"),
                            ("paid", "paid"),
                            ("died", "died"),
                            ("not_owed", "not_owed"),
                            ("worked", "worked"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "result",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("joining", "joining"),
                            ("not_reached", "not_reached"),
                            ("employer_asked", "employer_asked"),
                            ("insured_elsewhere", "insured_elsewhere"),
                            ("refuses", "refuses"),
                            ("moved_away", "moved_away"),
                            ("not_found", "not_found"),
                            ("deceased", "deceased"),
                            ("student", "student"),
                        ],
                        max_length=20,
                    ),
                ),
                ("next_on", models.DateField(null=True)),
                ("version", models.IntegerField(default=0)),
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
                    "employer",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="findings",
                        to="registry.employer",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="findings",
                        to="registry.person",
                    ),
                ),
                (
                    "pool",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="agency.region"
                    ),
                ),
                (
                    "region",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="agency.region"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Contact",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField()),
                (
                    "channel",
                    models.CharField(
                        choices=[("phone", "phone"), ("visit", "visit"), ("letter", "letter"), ("message", "message")],
                        max_length=10,
                    ),
                ),
                (
                    "result",
                    models.CharField(
                        choices=[
                            ("joining", "joining"),
                            ("not_reached", "not_reached"),
                            ("employer_asked", "employer_asked"),
                            ("insured_elsewhere", "insured_elsewhere"),
                            ("refuses", "refuses"),
                            ("moved_away", "moved_away"),
                            ("not_found", "not_found"),
                            ("deceased", "deceased"),
                            ("student", "student"),
                        ],
                        max_length=20,
                    ),
                ),
                ("note", siadmin.kernel.fields.EncryptedTextField(null=True)),
                ("next_on", models.DateField(null=True)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "document",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="agency.document"
                    ),
                ),
                (
                    "finding",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="contacts", to="coverage.finding"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Known",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", siadmin.kernel.fields.EncryptedTextField()),
                ("number_hash", siadmin.kernel.fields.HashField(max_length=32, unique=True)),
                ("name", models.CharField(max_length=60)),
                ("name_folded", models.CharField(max_length=60)),
                ("sex", models.CharField(choices=[("male", "Male"), ("female", "Female")], max_length=6)),
                ("birth_on", models.DateField()),
                ("died_on", models.DateField(null=True)),
                (
                    "person",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="known",
                        to="registry.person",
                    ),
                ),
                (
                    "pool",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="agency.region"
                    ),
                ),
                (
                    "region",
                    models.ForeignKey(
                        help_text="As deep as it is known.",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="agency.region",
                    ),
                ),
            ],
        ),
        migrations.AddField(
            model_name="finding",
            name="known",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="findings", to="coverage.known"
            ),
        ),
        migrations.CreateModel(
            name="Mismatch",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "field",
                    models.CharField(
                        choices=[
                            ("name", "name"),
                            ("number", "number"),
                            ("died_on", "died_on"),
                            ("employer_name", "employer_name"),
                            ("legal_representative", "legal_representative"),
                            ("cancelled", "cancelled"),
                            ("unregistered", "unregistered"),
                        ],
                        max_length=20,
                    ),
                ),
                ("credit_code", models.CharField(blank=True, max_length=18)),
                ("ours", siadmin.kernel.fields.EncryptedTextField()),
                ("theirs", siadmin.kernel.fields.EncryptedTextField()),
                ("theirs_hash", siadmin.kernel.fields.HashField(max_length=32)),
                ("found_at", models.DateTimeField()),
                (
                    "decision",
                    models.CharField(
                        blank=True,
                        choices=[("ours", "ours"), ("theirs", "theirs"), ("different", "different")],
                        max_length=10,
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=500)),
                ("decided_at", models.DateTimeField(null=True)),
                (
                    "batch",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="mismatches", to="coverage.batch"
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
                    "employer",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="registry.employer"
                    ),
                ),
                (
                    "known",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="mismatches",
                        to="coverage.known",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="registry.person"
                    ),
                ),
                (
                    "region",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="agency.region"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Rate",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("month", siadmin.kernel.fields.MonthField()),
                ("insured", models.IntegerField()),
                ("missing", models.IntegerField()),
                ("lapsed", models.IntegerField()),
                ("interrupted", models.IntegerField(help_text="These are among the insured.")),
                ("must", models.IntegerField(help_text="Of the missing and lapsed, who must be insured.")),
                ("counted_at", models.DateTimeField()),
                (
                    "pool",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="agency.region"
                    ),
                ),
                (
                    "region",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="agency.region"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Row",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("line", models.IntegerField()),
                (
                    "state",
                    models.CharField(
                        choices=[("taken", "Taken"), ("refused", "Refused"), ("corrected", "Corrected")], max_length=10
                    ),
                ),
                (
                    "given",
                    siadmin.kernel.fields.EncryptedTextField(
                        help_text="The cells as they came, of a row that was refused.", null=True
                    ),
                ),
                ("problem", siadmin.kernel.fields.EncryptedTextField(help_text="Why, in both languages.", null=True)),
                ("corrected_at", models.DateTimeField(null=True)),
                (
                    "batch",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="rows", to="coverage.batch"
                    ),
                ),
                (
                    "corrected_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "known",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="coverage.known"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Sighting",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("death", "death"),
                            ("household", "household"),
                            ("market", "market"),
                            ("wage_tax", "wage_tax"),
                            ("prison", "prison"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "credit_code",
                    models.CharField(blank=True, help_text="Who pays the wage, or the business owned.", max_length=18),
                ),
                ("from_month", siadmin.kernel.fields.MonthField()),
                ("last_month", siadmin.kernel.fields.MonthField()),
                ("wage_fen", siadmin.kernel.fields.FenField(null=True)),
                ("is_student", models.BooleanField(default=False)),
                ("ended", models.BooleanField(default=False, help_text="Moved out, or the business was closed.")),
                (
                    "batch",
                    models.ForeignKey(
                        help_text="The one that last said so.",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="coverage.batch",
                    ),
                ),
                (
                    "known",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="sightings", to="coverage.known"
                    ),
                ),
            ],
        ),
        migrations.AddIndex(
            model_name="batch",
            index=models.Index(fields=["region", "-received_at"], name="register_batch_order"),
        ),
        migrations.AddConstraint(
            model_name="batch",
            constraint=models.UniqueConstraint(fields=("kind", "region", "digest"), name="register_batch_once"),
        ),
        migrations.AddConstraint(
            model_name="batch",
            constraint=models.CheckConstraint(
                condition=models.Q(("source", ""), _negated=True), name="register_batch_sourced"
            ),
        ),
        migrations.AddIndex(
            model_name="dispute",
            index=models.Index(fields=["employer", "answer_due_on"], name="dispute_of_employer"),
        ),
        migrations.AddIndex(
            model_name="dispute",
            index=models.Index(
                condition=models.Q(("ordered_on__isnull", False), ("put_right_on__isnull", True)),
                fields=["comply_by"],
                name="dispute_orders",
            ),
        ),
        migrations.AddConstraint(
            model_name="dispute",
            constraint=models.CheckConstraint(
                condition=models.Q(("before_month__gt", models.F("from_month"))), name="dispute_months"
            ),
        ),
        migrations.AddConstraint(
            model_name="dispute",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("answer", ""),
                        ("answer_document__isnull", True),
                        ("answer_words__isnull", True),
                        ("answered_at__isnull", True),
                        ("answered_by__isnull", True),
                    ),
                    models.Q(
                        models.Q(("answer", ""), _negated=True),
                        ("answered_at__isnull", False),
                        ("answered_by__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="dispute_answered_by_somebody",
            ),
        ),
        migrations.AddConstraint(
            model_name="dispute",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("comply_by__isnull", True), ("order_basis", ""), ("ordered_on__isnull", True)),
                    models.Q(
                        ("comply_by__gt", models.F("ordered_on")),
                        ("ordered_on__isnull", False),
                        models.Q(("order_basis", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="dispute_order_has_a_day",
            ),
        ),
        migrations.AddConstraint(
            model_name="dispute",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("put_right_on__isnull", True),
                    models.Q(("ordered_on__isnull", False), ("put_right_on__gte", models.F("ordered_on"))),
                    _connector="OR",
                ),
                name="dispute_put_right_after_order",
            ),
        ),
        migrations.AddIndex(
            model_name="contact",
            index=models.Index(fields=["finding", "id"], name="contact_order"),
        ),
        migrations.AddConstraint(
            model_name="contact",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("next_on__isnull", True),
                        (
                            "result__in",
                            [
                                enrollment.coverage.rules.kinds.Result["DECEASED"],
                                enrollment.coverage.rules.kinds.Result["INSURED_ELSEWHERE"],
                                enrollment.coverage.rules.kinds.Result["MOVED_AWAY"],
                                enrollment.coverage.rules.kinds.Result["NOT_FOUND"],
                                enrollment.coverage.rules.kinds.Result["REFUSES"],
                                enrollment.coverage.rules.kinds.Result["STUDENT"],
                            ],
                        ),
                    ),
                    models.Q(
                        models.Q(
                            (
                                "result__in",
                                [
                                    enrollment.coverage.rules.kinds.Result["DECEASED"],
                                    enrollment.coverage.rules.kinds.Result["INSURED_ELSEWHERE"],
                                    enrollment.coverage.rules.kinds.Result["MOVED_AWAY"],
                                    enrollment.coverage.rules.kinds.Result["NOT_FOUND"],
                                    enrollment.coverage.rules.kinds.Result["REFUSES"],
                                    enrollment.coverage.rules.kinds.Result["STUDENT"],
                                ],
                            ),
                            _negated=True,
                        ),
                        ("next_on__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="contact_goes_on_or_ends",
            ),
        ),
        migrations.AddConstraint(
            model_name="contact",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        (
                            "result__in",
                            [
                                enrollment.coverage.rules.kinds.Result["DECEASED"],
                                enrollment.coverage.rules.kinds.Result["INSURED_ELSEWHERE"],
                            ],
                        ),
                        _negated=True,
                    ),
                    ("document__isnull", False),
                    _connector="OR",
                ),
                name="contact_with_evidence",
            ),
        ),
        migrations.AddIndex(
            model_name="known",
            index=models.Index(fields=["pool", "id"], name="known_pool"),
        ),
        migrations.AddConstraint(
            model_name="known",
            constraint=models.CheckConstraint(
                condition=models.Q(("died_on__isnull", True), ("died_on__gte", models.F("birth_on")), _connector="OR"),
                name="known_dies_after_birth",
            ),
        ),
        migrations.AddIndex(
            model_name="finding",
            index=models.Index(
                condition=models.Q(("closed_at__isnull", True)), fields=["pool", "-weight", "id"], name="finding_queue"
            ),
        ),
        migrations.AddIndex(
            model_name="finding",
            index=models.Index(
                condition=models.Q(("closed_at__isnull", True)), fields=["region"], name="finding_place"
            ),
        ),
        migrations.AddIndex(
            model_name="finding",
            index=models.Index(
                condition=models.Q(("closed_at__isnull", True)), fields=["assigned_to", "next_on"], name="finding_mine"
            ),
        ),
        migrations.AddIndex(
            model_name="finding",
            index=models.Index(fields=["known", "-id"], name="finding_of_known"),
        ),
        migrations.AddIndex(
            model_name="finding",
            index=models.Index(fields=["person", "-id"], name="finding_of_person"),
        ),
        migrations.AddConstraint(
            model_name="finding",
            constraint=models.UniqueConstraint(
                condition=models.Q(("closed_at__isnull", True), ("kind", "missing")),
                fields=("known",),
                name="finding_missing_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="finding",
            constraint=models.UniqueConstraint(
                condition=models.Q(models.Q(("kind", "missing"), _negated=True), ("closed_at__isnull", True)),
                fields=("person", "kind"),
                name="finding_open_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="finding",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind", "missing"), ("known__isnull", False)),
                    models.Q(models.Q(("kind", "missing"), _negated=True), ("person__isnull", False)),
                    _connector="OR",
                ),
                name="finding_is_about_somebody",
            ),
        ),
        migrations.AddConstraint(
            model_name="finding",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind", "interrupted"), _negated=True),
                    models.Q(("employer__isnull", False), ("is_must", True)),
                    models.Q(("employer__isnull", True), ("is_must", False)),
                    _connector="OR",
                ),
                name="finding_interrupted_is_owed_by_an_employer",
            ),
        ),
        migrations.AddConstraint(
            model_name="finding",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("closed_at__isnull", True), ("closed_because", ""), ("closed_in__isnull", True)),
                    models.Q(
                        ("closed_at__isnull", False),
                        ("closed_in__isnull", False),
                        models.Q(("closed_because", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="finding_closed_says_why",
            ),
        ),
        migrations.AddConstraint(
            model_name="finding",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("closed_because", "worked"),
                        (
                            "result__in",
                            [
                                enrollment.coverage.rules.kinds.Result["DECEASED"],
                                enrollment.coverage.rules.kinds.Result["INSURED_ELSEWHERE"],
                                enrollment.coverage.rules.kinds.Result["MOVED_AWAY"],
                                enrollment.coverage.rules.kinds.Result["NOT_FOUND"],
                                enrollment.coverage.rules.kinds.Result["REFUSES"],
                                enrollment.coverage.rules.kinds.Result["STUDENT"],
                            ],
                        ),
                    ),
                    models.Q(
                        models.Q(("closed_because", "worked"), _negated=True),
                        models.Q(
                            (
                                "result__in",
                                [
                                    enrollment.coverage.rules.kinds.Result["DECEASED"],
                                    enrollment.coverage.rules.kinds.Result["INSURED_ELSEWHERE"],
                                    enrollment.coverage.rules.kinds.Result["MOVED_AWAY"],
                                    enrollment.coverage.rules.kinds.Result["NOT_FOUND"],
                                    enrollment.coverage.rules.kinds.Result["REFUSES"],
                                    enrollment.coverage.rules.kinds.Result["STUDENT"],
                                ],
                            ),
                            _negated=True,
                        ),
                    ),
                    _connector="OR",
                ),
                name="finding_worked_to_an_end",
            ),
        ),
        migrations.AddConstraint(
            model_name="finding",
            constraint=models.CheckConstraint(
                condition=models.Q(("is_must", True), ("result", "refuses"), _negated=True),
                name="finding_refused_only_where_voluntary",
            ),
        ),
        migrations.AddConstraint(
            model_name="finding",
            constraint=models.CheckConstraint(
                condition=models.Q(("months__gte", 1), ("since_month__lte", models.F("seen_in"))), name="finding_months"
            ),
        ),
        migrations.AddIndex(
            model_name="mismatch",
            index=models.Index(
                condition=models.Q(("decision", "")), fields=["region", "found_at"], name="mismatch_queue"
            ),
        ),
        migrations.AddConstraint(
            model_name="mismatch",
            constraint=models.UniqueConstraint(
                condition=models.Q(("person__isnull", False)),
                fields=("person", "field", "theirs_hash"),
                name="mismatch_of_person_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="mismatch",
            constraint=models.UniqueConstraint(
                condition=models.Q(("person__isnull", True)),
                fields=("credit_code", "field", "theirs_hash"),
                name="mismatch_of_employer_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="mismatch",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("known__isnull", False), ("person__isnull", False)),
                    models.Q(
                        ("known__isnull", True), ("person__isnull", True), models.Q(("credit_code", ""), _negated=True)
                    ),
                    _connector="OR",
                ),
                name="mismatch_is_about_somebody",
            ),
        ),
        migrations.AddConstraint(
            model_name="mismatch",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("decided_at__isnull", True), ("decided_by__isnull", True), ("decision", ""), ("reason", "")
                    ),
                    models.Q(
                        models.Q(("decision", ""), _negated=True),
                        models.Q(("reason", ""), _negated=True),
                        ("decided_at__isnull", False),
                        ("decided_by__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="mismatch_decided_says_why",
            ),
        ),
        migrations.AddIndex(
            model_name="rate",
            index=models.Index(fields=["region", "month"], name="rate_of_region"),
        ),
        migrations.AddConstraint(
            model_name="rate",
            constraint=models.UniqueConstraint(fields=("pool", "month", "region"), name="rate_once"),
        ),
        migrations.AddConstraint(
            model_name="rate",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("insured__gte", 0),
                    ("interrupted__gte", 0),
                    ("lapsed__gte", 0),
                    ("missing__gte", 0),
                    ("must__gte", 0),
                    (
                        "must__lte",
                        django.db.models.expressions.CombinedExpression(models.F("missing"), "+", models.F("lapsed")),
                    ),
                ),
                name="rate_counts",
            ),
        ),
        migrations.AddIndex(
            model_name="row",
            index=models.Index(
                condition=models.Q(("state", "refused")), fields=["batch", "line"], name="register_rows_refused"
            ),
        ),
        migrations.AddConstraint(
            model_name="row",
            constraint=models.UniqueConstraint(fields=("batch", "line"), name="register_row_once"),
        ),
        migrations.AddConstraint(
            model_name="row",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("corrected_at__isnull", True),
                        ("given__isnull", True),
                        ("problem__isnull", True),
                        ("state", "taken"),
                    ),
                    models.Q(
                        ("corrected_at__isnull", True),
                        ("given__isnull", False),
                        ("problem__isnull", False),
                        ("state", "refused"),
                    ),
                    models.Q(
                        ("corrected_at__isnull", False),
                        ("given__isnull", False),
                        ("problem__isnull", False),
                        ("state", "corrected"),
                    ),
                    _connector="OR",
                ),
                name="register_row_refused_is_kept",
            ),
        ),
        migrations.AddConstraint(
            model_name="sighting",
            constraint=models.UniqueConstraint(
                fields=("known", "kind", "credit_code", "from_month"), name="sighting_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="sighting",
            constraint=models.CheckConstraint(
                condition=models.Q(("last_month__gte", models.F("from_month"))), name="sighting_order"
            ),
        ),
        migrations.AddConstraint(
            model_name="sighting",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind", "wage_tax"), ("wage_fen__gte", 0)),
                    models.Q(("kind", "wage_tax"), _negated=True),
                    _connector="OR",
                ),
                name="sighting_wage",
            ),
        ),
        migrations.AddConstraint(
            model_name="sighting",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind", "death"), _negated=True), name="sighting_no_deaths"
            ),
        ),
    ]
