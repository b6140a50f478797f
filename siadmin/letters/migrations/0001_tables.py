import django.db.models.deletion
import siadmin.kernel.fields
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
            name="SimulatedText",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("reference", models.UUIDField(unique=True)),
                ("phone", siadmin.kernel.fields.EncryptedTextField()),
                ("body", siadmin.kernel.fields.EncryptedTextField()),
                ("taken_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="Attempts",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("door", models.CharField(max_length=40)),
                ("caller_hash", siadmin.kernel.fields.HashField(max_length=32)),
                ("since", models.DateTimeField()),
                ("count", models.IntegerField()),
            ],
            options={
                "indexes": [models.Index(fields=["since"], name="attempts_since")],
                "constraints": [
                    models.UniqueConstraint(fields=("door", "caller_hash"), name="attempts_once"),
                    models.CheckConstraint(condition=models.Q(("count__gte", 1)), name="attempts_counted"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Issued",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "number",
                    models.CharField(help_text="Public and opaque, such as L7K2M-9Q4XH.", max_length=12, unique=True),
                ),
                (
                    "code_hash",
                    siadmin.kernel.fields.HashField(
                        help_text="Looked up by hash: how long it takes tells nothing of other codes.",
                        max_length=32,
                        unique=True,
                    ),
                ),
                ("kind", models.CharField(max_length=40)),
                ("edition", models.SmallIntegerField()),
                (
                    "key",
                    models.CharField(
                        blank=True, help_text="The issuer's: one letter of a kind for a key.", max_length=120
                    ),
                ),
                (
                    "subject_kind",
                    models.CharField(
                        choices=[("person", "Person"), ("employer", "Employer"), ("user", "User")], max_length=8
                    ),
                ),
                ("subject", models.CharField(max_length=60)),
                ("language", models.CharField(choices=[("zh", "Zh"), ("en", "En"), ("both", "Both")], max_length=4)),
                ("basis", models.CharField(max_length=200)),
                ("figures", models.JSONField(default=dict)),
                ("payload", siadmin.kernel.fields.EncryptedTextField()),
                ("digest", models.CharField(help_text="SHA-256 of the PDF as it was issued.", max_length=64)),
                ("issued_at", models.DateTimeField()),
                ("expires_on", models.DateField(null=True)),
                ("revoked_at", models.DateTimeField(null=True)),
                ("revoked_reason", models.CharField(blank=True, max_length=300)),
                (
                    "issued_by",
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
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="agency.office"
                    ),
                ),
                (
                    "revoked_by",
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
            name="Message",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "recipient_kind",
                    models.CharField(
                        choices=[("person", "Person"), ("employer", "Employer"), ("user", "User")], max_length=8
                    ),
                ),
                ("recipient", models.CharField(max_length=60)),
                ("code", models.CharField(max_length=60)),
                (
                    "key",
                    models.CharField(
                        blank=True, help_text="The sender's: one message of a code for a key.", max_length=120
                    ),
                ),
                ("params", models.JSONField(default=dict)),
                ("route", models.CharField(blank=True, max_length=60)),
                ("arguments", models.JSONField(default=list)),
                ("sent_at", models.DateTimeField()),
                ("read_at", models.DateTimeField(null=True)),
                (
                    "issued",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="messages",
                        to="letters.issued",
                    ),
                ),
                (
                    "read_by",
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
            name="OneTimeCode",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("purpose", models.CharField(max_length=40)),
                ("phone_hash", siadmin.kernel.fields.HashField(max_length=32)),
                ("salt", models.UUIDField()),
                ("code_hash", siadmin.kernel.fields.HashField(max_length=32)),
                ("sent_at", models.DateTimeField()),
                ("expires_at", models.DateTimeField()),
                ("tries", models.SmallIntegerField(default=0)),
                ("used_at", models.DateTimeField(null=True)),
            ],
            options={
                "indexes": [models.Index(fields=["purpose", "phone_hash", "-sent_at"], name="one_time_code_newest")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("tries__gte", 0), ("tries__lte", 5)), name="one_time_code_tries"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("expires_at__gt", models.F("sent_at"))), name="one_time_code_expires"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("used_at__isnull", True),
                            models.Q(("used_at__gte", models.F("sent_at")), ("used_at__lt", models.F("expires_at"))),
                            _connector="OR",
                        ),
                        name="one_time_code_used_in_time",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ShortText",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "reference",
                    models.UUIDField(help_text="The same at every attempt: the gateway sends it once.", unique=True),
                ),
                ("phone", siadmin.kernel.fields.EncryptedTextField()),
                ("phone_hash", siadmin.kernel.fields.HashField(max_length=32)),
                ("body", siadmin.kernel.fields.EncryptedTextField(null=True)),
                ("code", models.CharField(help_text="Of the text it was written from.", max_length=60)),
                (
                    "state",
                    models.CharField(
                        choices=[("waiting", "Waiting"), ("sent", "Sent"), ("failed", "Failed")],
                        default="waiting",
                        max_length=8,
                    ),
                ),
                ("attempts", models.SmallIntegerField(default=0)),
                ("queued_at", models.DateTimeField()),
                ("try_at", models.DateTimeField(help_text="Not before; while an attempt runs, the end of its lease.")),
                ("expires_at", models.DateTimeField(null=True)),
                ("settled_at", models.DateTimeField(null=True)),
                ("gateway_number", models.CharField(blank=True, max_length=80)),
                ("failure", models.CharField(blank=True, max_length=300)),
            ],
            options={
                "indexes": [
                    models.Index(condition=models.Q(("state", "waiting")), fields=["try_at"], name="text_waiting")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("body__isnull", False), ("settled_at__isnull", True), ("state", "waiting")),
                            models.Q(
                                ("body__isnull", True), ("settled_at__isnull", False), ("state__in", ["sent", "failed"])
                            ),
                            _connector="OR",
                        ),
                        name="text_settled_and_wiped",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("attempts__gte", 0), ("attempts__lte", 4)), name="text_tried_so_often"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "failed"), _negated=True),
                            models.Q(("failure", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="text_failed_with_a_word",
                    ),
                ],
            },
        ),
        migrations.AddIndex(
            model_name="issued",
            index=models.Index(fields=["subject_kind", "subject", "-issued_at"], name="issued_subject"),
        ),
        migrations.AddConstraint(
            model_name="issued",
            constraint=models.UniqueConstraint(
                condition=models.Q(("key", ""), _negated=True), fields=("kind", "key"), name="issued_once_for_a_key"
            ),
        ),
        migrations.AddConstraint(
            model_name="issued",
            constraint=models.CheckConstraint(
                condition=models.Q(("basis", ""), _negated=True), name="issued_on_a_basis"
            ),
        ),
        migrations.AddConstraint(
            model_name="issued",
            constraint=models.CheckConstraint(
                condition=models.Q(("digest__regex", "^[0-9a-f]{64}$")), name="issued_digest_form"
            ),
        ),
        migrations.AddConstraint(
            model_name="issued",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("revoked_at__isnull", True), ("revoked_by__isnull", True), ("revoked_reason", "")),
                    models.Q(
                        ("revoked_at__isnull", False),
                        ("revoked_by__isnull", False),
                        models.Q(("revoked_reason", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="issued_revoked_for_a_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="issued",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("revoked_at__isnull", True), ("revoked_at__gte", models.F("issued_at")), _connector="OR"
                ),
                name="issued_before_revoked",
            ),
        ),
        migrations.AddIndex(
            model_name="message",
            index=models.Index(fields=["recipient_kind", "recipient", "-sent_at"], name="message_box"),
        ),
        migrations.AddIndex(
            model_name="message",
            index=models.Index(
                condition=models.Q(("read_at__isnull", True)),
                fields=["recipient_kind", "recipient"],
                name="message_unread",
            ),
        ),
        migrations.AddConstraint(
            model_name="message",
            constraint=models.UniqueConstraint(
                condition=models.Q(("key", ""), _negated=True),
                fields=("recipient_kind", "recipient", "code", "key"),
                name="message_once_for_a_key",
            ),
        ),
        migrations.AddConstraint(
            model_name="message",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("read_at__isnull", True), ("read_by__isnull", True)),
                    models.Q(("read_at__gte", models.F("sent_at")), ("read_by__isnull", False)),
                    _connector="OR",
                ),
                name="message_read_by_somebody",
            ),
        ),
    ]
