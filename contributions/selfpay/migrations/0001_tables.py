import django.db.models.deletion
import siadmin.kernel.fields
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("agency", "0001_tables"),
        ("kernel", "0001_tables"),
        ("registry", "0001_tables"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="SubsidyDouble",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
            ],
        ),
        migrations.CreateModel(
            name="SubsidyClaim",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.CharField(max_length=16, unique=True)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("pension_resident", "Pension Resident"),
                            ("medical_resident", "Medical Resident"),
                            ("hard_to_place", "Hard To Place"),
                        ],
                        max_length=20,
                    ),
                ),
                ("until_month", siadmin.kernel.fields.MonthField(help_text="The last month whose payments are in it.")),
                (
                    "listed_at",
                    models.DateTimeField(
                        help_text="Null: its run still lists it, or found nothing any more.", null=True
                    ),
                ),
                ("people", models.IntegerField(default=0)),
                ("total_fen", siadmin.kernel.fields.FenField(default=0)),
                (
                    "doubled_fen",
                    siadmin.kernel.fields.FenField(
                        default=0, help_text="Of it, what was not to come: paid for under another record."
                    ),
                ),
                ("claimed_eyes", models.CharField(max_length=64)),
                ("claimed_at", models.DateTimeField()),
                ("received_on", models.DateField(null=True)),
                ("received_eyes", models.CharField(blank=True, max_length=64)),
                ("received_at", models.DateTimeField(null=True)),
                (
                    "voucher",
                    models.CharField(blank=True, help_text="Government's own number of the payment.", max_length=60),
                ),
                ("entry_key", models.CharField(blank=True, max_length=120)),
                (
                    "claimed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "credited_in",
                    models.OneToOneField(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="kernel.run"
                    ),
                ),
                (
                    "listed_in",
                    models.OneToOneField(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="kernel.run"
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
                ("region", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="agency.region")),
            ],
        ),
        migrations.CreateModel(
            name="SubsidyItem",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("pension_resident", "Pension Resident"),
                            ("medical_resident", "Medical Resident"),
                            ("hard_to_place", "Hard To Place"),
                        ],
                        max_length=20,
                    ),
                ),
                ("month", siadmin.kernel.fields.MonthField()),
                ("paid_fen", siadmin.kernel.fields.FenField(help_text="What the person paid for it.")),
                ("amount_fen", siadmin.kernel.fields.FenField()),
                ("is_provisional", models.BooleanField(default=False)),
                (
                    "claim",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="items", to="selfpay.subsidyclaim"
                    ),
                ),
                (
                    "instead_of",
                    models.OneToOneField(
                        help_text="What was left out.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="made_good",
                        to="selfpay.subsidydouble",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="subsidies", to="registry.person"
                    ),
                ),
            ],
        ),
        migrations.AddField(
            model_name="subsidydouble",
            name="counts",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="selfpay.subsidyitem"
            ),
        ),
        migrations.AddField(
            model_name="subsidydouble",
            name="item",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT, related_name="double", to="selfpay.subsidyitem"
            ),
        ),
        migrations.AddIndex(
            model_name="subsidyclaim",
            index=models.Index(fields=["region", "kind", "claimed_at"], name="claim_of_region"),
        ),
        migrations.AddConstraint(
            model_name="subsidyclaim",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("listed_at__isnull", False), ("people__gt", 0), ("total_fen__gt", 0)),
                    models.Q(
                        ("listed_at__isnull", True), ("listed_in__isnull", False), ("people", 0), ("total_fen", 0)
                    ),
                    _connector="OR",
                ),
                name="claim_for_somebody",
            ),
        ),
        migrations.AddConstraint(
            model_name="subsidyclaim",
            constraint=models.CheckConstraint(
                condition=models.Q(("received_on__isnull", True), ("listed_at__isnull", False), _connector="OR"),
                name="claim_received_once_listed",
            ),
        ),
        migrations.AddConstraint(
            model_name="subsidyclaim",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("credited_in__isnull", True),
                    models.Q(("kind", "pension_resident"), ("received_on__isnull", False)),
                    _connector="OR",
                ),
                name="claim_credited_once_received",
            ),
        ),
        migrations.AddConstraint(
            model_name="subsidyclaim",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("entry_key", ""), ("received_at__isnull", True), ("received_on__isnull", True), ("voucher", "")
                    ),
                    models.Q(
                        ("received_at__isnull", False),
                        ("received_on__isnull", False),
                        models.Q(("voucher", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="claim_received_says_when",
            ),
        ),
        migrations.AddConstraint(
            model_name="subsidyclaim",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("received_eyes", ""),
                    models.Q(("received_eyes", models.F("claimed_eyes")), _negated=True),
                    _connector="OR",
                ),
                name="claim_two_people",
            ),
        ),
        migrations.AddConstraint(
            model_name="subsidyclaim",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("doubled_fen", 0),
                    models.Q(
                        ("doubled_fen__gt", 0),
                        ("doubled_fen__lt", models.F("total_fen")),
                        ("received_on__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="claim_doubled_once_received",
            ),
        ),
        migrations.AddConstraint(
            model_name="subsidyclaim",
            constraint=models.CheckConstraint(
                condition=models.Q(("claimed_eyes", ""), _negated=True), name="claim_of_somebody_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="subsidyclaim",
            constraint=models.UniqueConstraint(
                condition=models.Q(("voucher", ""), _negated=True),
                fields=("region", "kind", "voucher"),
                name="claim_voucher_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="subsidyclaim",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("entry_key", ""), ("kind", "hard_to_place")),
                    models.Q(
                        models.Q(("kind", "hard_to_place"), _negated=True),
                        models.Q(
                            ("received_on__isnull", True), models.Q(("entry_key", ""), _negated=True), _connector="OR"
                        ),
                    ),
                    _connector="OR",
                ),
                name="claim_booked_when_received",
            ),
        ),
        migrations.AddConstraint(
            model_name="subsidyitem",
            constraint=models.UniqueConstraint(
                condition=models.Q(("instead_of__isnull", True)),
                fields=("person", "kind", "month"),
                name="subsidy_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="subsidyitem",
            constraint=models.CheckConstraint(
                condition=models.Q(("amount_fen__gt", 0), ("paid_fen__gte", 0)), name="subsidy_positive"
            ),
        ),
    ]
