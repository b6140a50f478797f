import django.db.models.deletion
import siadmin.kernel.fields
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("agency", "0001_tables"),
        ("collection", "0001_tables"),
        ("registry", "0001_tables"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="SimulatedTrade",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.CharField(max_length=16, unique=True)),
                ("token", models.CharField(max_length=43, unique=True)),
                ("title", models.CharField(max_length=120)),
                ("amount_fen", siadmin.kernel.fields.FenField()),
                ("expires_at", models.DateTimeField()),
                ("trade", models.CharField(blank=True, max_length=64)),
                ("paid_at", models.DateTimeField(null=True)),
                ("closed_at", models.DateTimeField(null=True)),
                ("returns", models.JSONField(default=dict, help_text="Refund number → trade and fen.")),
            ],
        ),
        migrations.CreateModel(
            name="PaymentOrder",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.CharField(max_length=16, unique=True)),
                ("channel", models.CharField(max_length=20)),
                ("total_fen", siadmin.kernel.fields.FenField()),
                (
                    "state",
                    models.CharField(
                        choices=[("open", "Open"), ("paid", "Paid"), ("booked", "Booked"), ("closed", "Closed")],
                        default="open",
                        max_length=6,
                    ),
                ),
                ("pay_url", models.URLField(blank=True, help_text="Empty until the channel answered.", max_length=300)),
                ("opened_at", models.DateTimeField()),
                ("expires_at", models.DateTimeField()),
                ("trade", models.CharField(blank=True, max_length=64)),
                ("paid_on", models.DateField(null=True)),
                ("paid_at", models.DateTimeField(null=True)),
                ("booked_at", models.DateTimeField(null=True)),
                ("closed_at", models.DateTimeField(null=True)),
                (
                    "followed_at",
                    models.DateTimeField(
                        help_text="When we last asked the channel, or tried to take it in.", null=True
                    ),
                ),
                (
                    "trouble",
                    models.CharField(
                        blank=True,
                        choices=[("paid_after_closing", "Paid After Closing"), ("not_booked", "Not Booked")],
                        max_length=20,
                    ),
                ),
                (
                    "opened_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="payment_orders", to="registry.person"
                    ),
                ),
                ("region", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="agency.region")),
            ],
        ),
        migrations.CreateModel(
            name="OtherPayment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.CharField(max_length=16, unique=True)),
                ("trade", models.CharField(max_length=64)),
                ("amount_fen", siadmin.kernel.fields.FenField()),
                ("paid_on", models.DateField()),
                ("heard_at", models.DateTimeField()),
                ("booked_at", models.DateTimeField(null=True)),
                (
                    "order",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="others", to="checkout.paymentorder"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="OrderItem",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("month", siadmin.kernel.fields.MonthField()),
                (
                    "fund",
                    models.CharField(
                        choices=[
                            ("pension_employee", "Pension"),
                            ("medical_employee", "Medical"),
                            ("unemployment", "Unemployment"),
                            ("injury", "Injury"),
                            ("pension_resident", "Pension Resident"),
                            ("medical_resident", "Medical Resident"),
                        ],
                        max_length=20,
                    ),
                ),
                ("reference", models.CharField(max_length=16)),
                ("amount_fen", siadmin.kernel.fields.FenField()),
                (
                    "order",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="items", to="checkout.paymentorder"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ChannelRefund",
            fields=[
                (
                    "refund",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="by_channel",
                        serialize=False,
                        to="collection.refund",
                    ),
                ),
                ("trade", models.CharField(help_text="The payment of the order that goes back.", max_length=64)),
                ("number", models.CharField(max_length=20, unique=True)),
                ("asked_at", models.DateTimeField()),
                ("followed_at", models.DateTimeField(help_text="When we last asked the channel again.", null=True)),
                ("done_at", models.DateTimeField(null=True)),
                ("refused_at", models.DateTimeField(null=True)),
                ("refused_because", models.CharField(blank=True, max_length=300)),
                (
                    "asked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "order",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="refunds", to="checkout.paymentorder"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Callback",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("channel", models.CharField(max_length=20)),
                ("number", models.CharField(max_length=40)),
                ("trade", models.CharField(max_length=64)),
                ("amount_fen", siadmin.kernel.fields.FenField()),
                ("digest", models.CharField(max_length=64)),
                (
                    "verdict",
                    models.CharField(
                        choices=[
                            ("accepted", "Accepted"),
                            ("repeated", "Repeated"),
                            ("unknown_order", "Unknown Order"),
                            ("amount_differs", "Amount Differs"),
                            ("paid_twice", "Paid Twice"),
                            ("contradicts", "Contradicts"),
                        ],
                        max_length=16,
                    ),
                ),
                ("received_at", models.DateTimeField()),
                (
                    "order",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="callbacks",
                        to="checkout.paymentorder",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="StrayEnd",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("channel", models.CharField(max_length=20)),
                ("number", models.CharField(max_length=40)),
                ("trade", models.CharField(max_length=64)),
                ("amount_fen", siadmin.kernel.fields.FenField()),
                ("reason", models.CharField(max_length=300)),
                ("at", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="StrayConfirmation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "end",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="confirmation", to="checkout.strayend"
                    ),
                ),
            ],
        ),
        migrations.AddIndex(
            model_name="paymentorder",
            index=models.Index(fields=["state", "expires_at"], name="order_to_follow"),
        ),
        migrations.AddConstraint(
            model_name="paymentorder",
            constraint=models.CheckConstraint(
                condition=models.Q(("total_fen__gt", 0)), name="order_asks_for_something"
            ),
        ),
        migrations.AddConstraint(
            model_name="paymentorder",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("paid_at__isnull", True), ("state__in", ["open", "closed"]), ("trade", "")),
                    models.Q(
                        ("paid_at__isnull", False),
                        ("paid_on__isnull", False),
                        ("state__in", ["paid", "booked"]),
                        models.Q(("trade", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="order_paid_says_when",
            ),
        ),
        migrations.AddConstraint(
            model_name="paymentorder",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("booked_at__isnull", False), ("state", "booked")),
                    models.Q(models.Q(("state", "booked"), _negated=True), ("booked_at__isnull", True)),
                    _connector="OR",
                ),
                name="order_booked_says_when",
            ),
        ),
        migrations.AddConstraint(
            model_name="paymentorder",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "open")), fields=("person",), name="order_one_open"
            ),
        ),
        migrations.AddConstraint(
            model_name="paymentorder",
            constraint=models.UniqueConstraint(
                condition=models.Q(("trade", ""), _negated=True), fields=("channel", "trade"), name="order_trade_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="paymentorder",
            constraint=models.CheckConstraint(
                condition=models.Q(("expires_at__gt", models.F("opened_at"))), name="order_expires_later"
            ),
        ),
        migrations.AddIndex(
            model_name="otherpayment",
            index=models.Index(
                condition=models.Q(("booked_at__isnull", True)), fields=["order"], name="other_payment_waits"
            ),
        ),
        migrations.AddConstraint(
            model_name="otherpayment",
            constraint=models.UniqueConstraint(fields=("order", "trade"), name="other_payment_once"),
        ),
        migrations.AddConstraint(
            model_name="otherpayment",
            constraint=models.CheckConstraint(condition=models.Q(("amount_fen__gt", 0)), name="other_payment_positive"),
        ),
        migrations.AddConstraint(
            model_name="orderitem",
            constraint=models.UniqueConstraint(fields=("order", "month", "fund"), name="order_item_once"),
        ),
        migrations.AddConstraint(
            model_name="orderitem",
            constraint=models.CheckConstraint(condition=models.Q(("amount_fen__gt", 0)), name="order_item_positive"),
        ),
        migrations.AddConstraint(
            model_name="channelrefund",
            constraint=models.CheckConstraint(
                condition=models.Q(("done_at__isnull", True), ("refused_at__isnull", True), _connector="OR"),
                name="channel_refund_done_or_refused",
            ),
        ),
        migrations.AddConstraint(
            model_name="channelrefund",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("refused_at__isnull", True), ("refused_because", "")),
                    models.Q(("refused_at__isnull", False), models.Q(("refused_because", ""), _negated=True)),
                    _connector="OR",
                ),
                name="channel_refund_refused_says_why",
            ),
        ),
        migrations.AddIndex(
            model_name="callback",
            index=models.Index(fields=["order"], name="callback_of_order"),
        ),
        migrations.AddIndex(
            model_name="callback",
            index=models.Index(
                condition=models.Q(("verdict__in", ["unknown_order", "contradicts"])),
                fields=["channel", "number", "trade", "amount_fen"],
                name="callback_stray",
            ),
        ),
        migrations.AddIndex(
            model_name="strayend",
            index=models.Index(fields=["channel", "number", "trade"], name="stray_end_of"),
        ),
        migrations.AddConstraint(
            model_name="strayend",
            constraint=models.CheckConstraint(
                condition=models.Q(("reason", ""), _negated=True), name="stray_end_says_why"
            ),
        ),
    ]
