import django.db.models.deletion
import siadmin.kernel.fields
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("agency", "0001_tables"),
        ("assessment", "0001_tables"),
        ("registry", "0001_tables"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Platform",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "employer",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="platform", to="registry.employer"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="OrderFile",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.CharField(max_length=12, unique=True)),
                ("month", siadmin.kernel.fields.MonthField()),
                ("door", models.CharField(choices=[("file", "File"), ("api", "Api")], max_length=4)),
                ("rows_count", models.IntegerField()),
                ("good_count", models.IntegerField()),
                ("orders", models.BigIntegerField(help_text="Of the rows that can be declared.")),
                ("amount_fen", siadmin.kernel.fields.FenField(help_text="What they cost.")),
                ("received_at", models.DateTimeField()),
                ("version", models.SmallIntegerField(null=True)),
                ("declared_at", models.DateTimeField(null=True)),
                (
                    "bill",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="assessment.bill"
                    ),
                ),
                (
                    "declared_by",
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
                    "received_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "platform",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="files", to="platforms.platform"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="InsuredOrders",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("month", siadmin.kernel.fields.MonthField()),
                ("version", models.SmallIntegerField()),
                ("orders", models.IntegerField()),
                ("amount_fen", siadmin.kernel.fields.FenField()),
                (
                    "rate",
                    models.DecimalField(
                        decimal_places=4, help_text="Yuan an order, as the law of the month had it.", max_digits=8
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="insured_orders", to="registry.person"
                    ),
                ),
                (
                    "file",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="insured", to="platforms.orderfile"
                    ),
                ),
                (
                    "platform",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="insured_orders",
                        to="platforms.platform",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="PlatformTerms",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "industry",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("ride_hailing", "Ride Hailing"),
                            ("instant_delivery", "Instant Delivery"),
                            ("instant_delivery_high", "Instant Delivery High"),
                            ("city_freight", "City Freight"),
                        ],
                        help_text="Empty: none any more.",
                        max_length=24,
                    ),
                ),
                ("from_month", siadmin.kernel.fields.MonthField()),
                ("registered_at", models.DateTimeField()),
                (
                    "platform",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="terms", to="platforms.platform"
                    ),
                ),
                (
                    "registered_by",
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
            name="OrderRow",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("row", models.IntegerField(help_text="As the file numbers it.")),
                ("name", siadmin.kernel.fields.EncryptedTextField()),
                ("id_number", siadmin.kernel.fields.EncryptedTextField()),
                ("given_orders", models.CharField(max_length=40)),
                ("orders", models.IntegerField(null=True)),
                ("amount_fen", siadmin.kernel.fields.FenField(null=True)),
                ("problem", models.JSONField(help_text="Why it is not declared: code, zh, en, remedies.", null=True)),
                (
                    "file",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="rows", to="platforms.orderfile"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("file", "row"), name="order_row_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("amount_fen__gte", 0), ("orders__gt", 0), ("problem__isnull", True)),
                            models.Q(("amount_fen__isnull", True), ("problem__isnull", False)),
                            _connector="OR",
                        ),
                        name="order_row_good_or_refused",
                    ),
                ],
            },
        ),
        migrations.AddIndex(
            model_name="orderfile",
            index=models.Index(fields=["platform", "month"], name="order_file_month"),
        ),
        migrations.AddConstraint(
            model_name="orderfile",
            constraint=models.UniqueConstraint(
                condition=models.Q(("version__isnull", False)),
                fields=("platform", "month", "version"),
                name="order_version_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="orderfile",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("bill__isnull", True), ("declared_at__isnull", True), ("version__isnull", True)),
                    models.Q(("declared_at__isnull", False), ("version__isnull", False)),
                    _connector="OR",
                ),
                name="order_file_declared_says_when",
            ),
        ),
        migrations.AddConstraint(
            model_name="orderfile",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("amount_fen__gte", 0),
                    ("good_count__gte", 0),
                    ("good_count__lte", models.F("rows_count")),
                    ("orders__gte", 0),
                ),
                name="order_file_counts",
            ),
        ),
        migrations.AddIndex(
            model_name="insuredorders",
            index=models.Index(fields=["platform", "month"], name="insured_orders_month"),
        ),
        migrations.AddConstraint(
            model_name="insuredorders",
            constraint=models.UniqueConstraint(
                fields=("person", "platform", "month", "version"), name="insured_orders_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="insuredorders",
            constraint=models.CheckConstraint(
                condition=models.Q(("amount_fen", 0), ("orders", 0), _negated=True), name="insured_orders_differ"
            ),
        ),
        migrations.AddIndex(
            model_name="platformterms",
            index=models.Index(fields=["platform", "-id"], name="platform_terms_newest"),
        ),
        migrations.AddConstraint(
            model_name="platformterms",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("industry__in", ["", "ride_hailing", "instant_delivery", "instant_delivery_high", "city_freight"])
                ),
                name="platform_industry",
            ),
        ),
    ]
