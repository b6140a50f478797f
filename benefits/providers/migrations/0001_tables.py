import django.db.models.deletion
import siadmin.kernel.fields
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("agency", "0001_tables"),
        ("letters", "0001_tables"),
        ("registry", "0001_tables"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        migrations.swappable_dependency(settings.OAUTH2_PROVIDER_APPLICATION_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Item",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.CharField(max_length=30, unique=True)),
                (
                    "kind",
                    models.CharField(
                        choices=[("drug", "drug"), ("service", "service"), ("device", "device")], max_length=8
                    ),
                ),
                ("name", models.CharField(max_length=120)),
                ("name_en", models.CharField(blank=True, max_length=160)),
                ("unit", models.CharField(max_length=20)),
                ("spec", models.CharField(blank=True, max_length=80)),
            ],
        ),
        migrations.CreateModel(
            name="CatalogueFile",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.CharField(max_length=12, unique=True)),
                ("starts_on", models.DateField()),
                ("rows", models.IntegerField()),
                ("rejected", models.IntegerField()),
                ("read_eyes", models.CharField(max_length=64)),
                ("read_at", models.DateTimeField()),
                ("approved_eyes", models.CharField(blank=True, max_length=64)),
                ("approved_at", models.DateTimeField(null=True)),
                (
                    "approved_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "document",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="agency.document"
                    ),
                ),
                (
                    "read_by",
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
            ],
        ),
        migrations.CreateModel(
            name="CatalogueRow",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("line", models.IntegerField(help_text="In the file, its heading being 1.")),
                ("told", models.JSONField(help_text="The cells as they came.")),
                ("problems", models.JSONField(default=list)),
                ("code", models.CharField(blank=True, max_length=30)),
                ("kind", models.CharField(blank=True, max_length=8)),
                ("name", models.CharField(blank=True, max_length=120)),
                ("name_en", models.CharField(blank=True, max_length=160)),
                ("unit", models.CharField(blank=True, max_length=20)),
                ("spec", models.CharField(blank=True, max_length=80)),
                ("item_class", models.CharField(blank=True, max_length=1)),
                ("advance_ppm", models.IntegerField(default=0)),
                ("limit", models.BigIntegerField(null=True)),
                ("sex", models.CharField(blank=True, max_length=6)),
                ("from_age_months", models.SmallIntegerField(null=True)),
                ("before_age_months", models.SmallIntegerField(null=True)),
                ("most_a_day", models.BigIntegerField(null=True)),
                (
                    "file",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="lines", to="providers.cataloguefile"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Institution",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.CharField(max_length=12, unique=True)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("hospital", "hospital"),
                            ("community", "community"),
                            ("pharmacy", "pharmacy"),
                            ("device", "device"),
                            ("training", "training"),
                        ],
                        max_length=10,
                    ),
                ),
                ("level", models.SmallIntegerField(help_text="Of a hospital, 1 to 3.", null=True)),
                ("bank_name", models.CharField(max_length=80)),
                ("account", siadmin.kernel.fields.EncryptedTextField()),
                ("account_hash", siadmin.kernel.fields.HashField(max_length=32)),
                ("registered_at", models.DateTimeField()),
                (
                    "employer",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="institution", to="registry.employer"
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
            name="Department",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.CharField(max_length=20)),
                ("name", models.CharField(max_length=80)),
                ("starts_on", models.DateField()),
                ("ends_before", models.DateField(null=True)),
                (
                    "institution",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="departments",
                        to="providers.institution",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Agreement",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.CharField(max_length=12, unique=True)),
                ("version", models.SmallIntegerField()),
                ("starts_on", models.DateField()),
                ("ends_before", models.DateField()),
                ("terms", models.CharField(blank=True, max_length=500)),
                ("prepared_eyes", models.CharField(max_length=64)),
                ("prepared_at", models.DateTimeField()),
                ("signed_eyes", models.CharField(blank=True, max_length=64)),
                ("signed_at", models.DateTimeField(null=True)),
                (
                    "prepared_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "signed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "institution",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="agreements",
                        to="providers.institution",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="AccountChange",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("bank_name", models.CharField(max_length=80)),
                ("account", siadmin.kernel.fields.EncryptedTextField()),
                ("account_hash", siadmin.kernel.fields.HashField(max_length=32)),
                ("reason", models.CharField(max_length=500)),
                ("proposed_eyes", models.CharField(max_length=64)),
                ("proposed_at", models.DateTimeField()),
                (
                    "outcome",
                    models.CharField(
                        blank=True, choices=[("approved", "approved"), ("dropped", "dropped")], max_length=8
                    ),
                ),
                ("decided_eyes", models.CharField(blank=True, max_length=64)),
                ("decided_at", models.DateTimeField(null=True)),
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
                    "proposed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "institution",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="account_changes",
                        to="providers.institution",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ItemRule",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("starts_on", models.DateField()),
                ("ends_before", models.DateField(null=True)),
                ("item_class", models.CharField(choices=[("A", "A"), ("B", "B"), ("C", "C")], max_length=1)),
                ("advance_ppm", models.IntegerField()),
                ("limit", models.BigIntegerField(null=True)),
                ("sex", models.CharField(blank=True, choices=[("male", "male"), ("female", "female")], max_length=6)),
                ("from_age_months", models.SmallIntegerField(null=True)),
                ("before_age_months", models.SmallIntegerField(null=True)),
                ("most_a_day", models.BigIntegerField(null=True)),
                (
                    "file",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="rules", to="providers.cataloguefile"
                    ),
                ),
                (
                    "item",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="rules", to="providers.item"
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
            name="Measure",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.CharField(max_length=12, unique=True)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("urge", "urge"),
                            ("suspend_payment", "suspend_payment"),
                            ("refuse", "refuse"),
                            ("recover", "recover"),
                            ("suspend_department", "suspend_department"),
                            ("suspend_institution", "suspend_institution"),
                            ("terminate", "terminate"),
                        ],
                        max_length=20,
                    ),
                ),
                ("facts", models.CharField(max_length=500)),
                ("effective_on", models.DateField()),
                ("ends_before", models.DateField(null=True)),
                ("state_until", models.DateField()),
                ("proposed_eyes", models.CharField(max_length=64)),
                ("proposed_at", models.DateTimeField()),
                (
                    "outcome",
                    models.CharField(
                        blank=True, choices=[("imposed", "imposed"), ("dropped", "dropped")], max_length=8
                    ),
                ),
                ("decision", models.CharField(blank=True, max_length=500)),
                ("decided_eyes", models.CharField(blank=True, max_length=64)),
                ("decided_at", models.DateTimeField(null=True)),
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
                    "department",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="providers.department",
                    ),
                ),
                (
                    "institution",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="measures", to="providers.institution"
                    ),
                ),
                (
                    "letter",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="letters.issued"
                    ),
                ),
                (
                    "proposed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Hearing",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(choices=[("stated", "stated"), ("passed", "passed")], max_length=6)),
                ("said", models.CharField(blank=True, max_length=2000)),
                ("heard_at", models.DateTimeField()),
                (
                    "heard_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "measure",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="hearing", to="providers.measure"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ProviderClient",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=80)),
                ("issued_at", models.DateTimeField()),
                ("revoked_at", models.DateTimeField(null=True)),
                (
                    "application",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="provider_client",
                        to=settings.OAUTH2_PROVIDER_APPLICATION_MODEL,
                    ),
                ),
                (
                    "institution",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="clients", to="providers.institution"
                    ),
                ),
                (
                    "issued_by",
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
            name="AgreementScope",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "insurance",
                    models.CharField(
                        choices=[
                            ("pension_employee", "Pension"),
                            ("medical_employee", "Medical"),
                            ("unemployment", "Unemployment"),
                            ("injury", "Injury"),
                            ("maternity", "Maternity"),
                            ("pension_resident", "Pension"),
                            ("medical_resident", "Medical"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "agreement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="scopes", to="providers.agreement"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("agreement", "insurance"), name="agreement_covers_once")
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="cataloguefile",
            constraint=models.CheckConstraint(
                condition=models.Q(("rejected__gte", 0), ("rows__gt", 0), ("rows__gte", models.F("rejected"))),
                name="catalogue_file_counts",
            ),
        ),
        migrations.AddConstraint(
            model_name="cataloguefile",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("approved_at__isnull", True), ("approved_by__isnull", True), ("approved_eyes", "")),
                    models.Q(
                        ("approved_at__isnull", False),
                        ("approved_by__isnull", False),
                        models.Q(("approved_eyes", ""), _negated=True),
                        models.Q(("approved_eyes", models.F("read_eyes")), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="catalogue_file_by_two",
            ),
        ),
        migrations.AddConstraint(
            model_name="cataloguerow",
            constraint=models.UniqueConstraint(fields=("file", "line"), name="catalogue_row_once"),
        ),
        migrations.AddConstraint(
            model_name="cataloguerow",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("problems", []), models.Q(("code", ""), _negated=True)),
                    models.Q(("problems", []), _negated=True),
                    _connector="OR",
                ),
                name="catalogue_row_read_or_rejected",
            ),
        ),
        migrations.AddConstraint(
            model_name="institution",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind", "hospital"), ("level__gte", 1), ("level__lte", 3)),
                    models.Q(models.Q(("kind", "hospital"), _negated=True), ("level__isnull", True)),
                    _connector="OR",
                ),
                name="institution_level",
            ),
        ),
        migrations.AddConstraint(
            model_name="department",
            constraint=models.UniqueConstraint(fields=("institution", "code"), name="department_once"),
        ),
        migrations.AddConstraint(
            model_name="department",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("ends_before__isnull", True), ("ends_before__gt", models.F("starts_on")), _connector="OR"
                ),
                name="department_period",
            ),
        ),
        migrations.AddConstraint(
            model_name="agreement",
            constraint=models.UniqueConstraint(fields=("institution", "version"), name="agreement_version_once"),
        ),
        migrations.AddConstraint(
            model_name="agreement",
            constraint=models.CheckConstraint(
                condition=models.Q(("ends_before__gt", models.F("starts_on"))), name="agreement_period"
            ),
        ),
        migrations.AddConstraint(
            model_name="agreement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("signed_at__isnull", True), ("signed_by__isnull", True), ("signed_eyes", "")),
                    models.Q(
                        ("signed_at__isnull", False),
                        ("signed_by__isnull", False),
                        models.Q(("signed_eyes", ""), _negated=True),
                        models.Q(("signed_eyes", models.F("prepared_eyes")), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="agreement_signed_by_another",
            ),
        ),
        migrations.AddConstraint(
            model_name="accountchange",
            constraint=models.UniqueConstraint(
                condition=models.Q(("outcome", "")), fields=("institution",), name="account_change_one_open"
            ),
        ),
        migrations.AddConstraint(
            model_name="accountchange",
            constraint=models.CheckConstraint(
                condition=models.Q(models.Q(("reason", ""), _negated=True), models.Q(("bank_name", ""), _negated=True)),
                name="account_change_says_why",
            ),
        ),
        migrations.AddConstraint(
            model_name="accountchange",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("decided_at__isnull", True),
                        ("decided_by__isnull", True),
                        ("decided_eyes", ""),
                        ("outcome", ""),
                    ),
                    models.Q(
                        ("decided_at__isnull", False),
                        ("decided_by__isnull", False),
                        models.Q(("outcome", ""), _negated=True),
                        models.Q(("decided_eyes", ""), _negated=True),
                        models.Q(("decided_eyes", models.F("proposed_eyes")), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="account_change_by_another",
            ),
        ),
        migrations.AddConstraint(
            model_name="itemrule",
            constraint=models.UniqueConstraint(fields=("item", "region", "starts_on"), name="item_rule_once"),
        ),
        migrations.AddConstraint(
            model_name="itemrule",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("ends_before__isnull", True), ("ends_before__gt", models.F("starts_on")), _connector="OR"
                ),
                name="item_rule_period",
            ),
        ),
        migrations.AddConstraint(
            model_name="itemrule",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("advance_ppm", 0),
                    models.Q(("advance_ppm__gt", 0), ("advance_ppm__lte", 1000000), ("item_class", "B")),
                    _connector="OR",
                ),
                name="item_rule_advance_of_class_b",
            ),
        ),
        migrations.AddConstraint(
            model_name="itemrule",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("limit__isnull", True), ("limit__gte", 0), _connector="OR"),
                    models.Q(("most_a_day__isnull", True), ("most_a_day__gt", 0), _connector="OR"),
                    models.Q(
                        ("from_age_months__isnull", True),
                        ("before_age_months__isnull", True),
                        ("before_age_months__gt", models.F("from_age_months")),
                        _connector="OR",
                    ),
                ),
                name="item_rule_bounds",
            ),
        ),
        migrations.AddConstraint(
            model_name="measure",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("facts", ""), _negated=True),
                    ("effective_on__gt", models.F("state_until")),
                    models.Q(
                        ("ends_before__isnull", True), ("ends_before__gt", models.F("effective_on")), _connector="OR"
                    ),
                ),
                name="measure_days",
            ),
        ),
        migrations.AddConstraint(
            model_name="measure",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("department__isnull", False), ("kind", "suspend_department")),
                    models.Q(models.Q(("kind", "suspend_department"), _negated=True), ("department__isnull", True)),
                    _connector="OR",
                ),
                name="measure_of_a_department",
            ),
        ),
        migrations.AddConstraint(
            model_name="measure",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("decided_at__isnull", True),
                        ("decided_by__isnull", True),
                        ("decided_eyes", ""),
                        ("decision", ""),
                        ("outcome", ""),
                    ),
                    models.Q(
                        models.Q(("outcome", ""), _negated=True),
                        models.Q(("decision", ""), _negated=True),
                        ("decided_at__isnull", False),
                        ("decided_by__isnull", False),
                        models.Q(("decided_eyes", ""), _negated=True),
                        models.Q(("decided_eyes", models.F("proposed_eyes")), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="measure_decided_by_another",
            ),
        ),
        migrations.AddConstraint(
            model_name="hearing",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind", "stated"), models.Q(("said", ""), _negated=True)),
                    models.Q(("kind", "passed"), ("said", "")),
                    _connector="OR",
                ),
                name="hearing_says_what",
            ),
        ),
    ]
