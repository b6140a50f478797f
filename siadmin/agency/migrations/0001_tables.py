import django.contrib.auth.models
import django.db.models.deletion
import siadmin.kernel.fields
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="User",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("password", models.CharField(max_length=128, verbose_name="password")),
                ("last_login", models.DateTimeField(blank=True, null=True, verbose_name="last login")),
                ("username", models.CharField(max_length=60, unique=True)),
                ("display_name", models.CharField(max_length=60)),
                ("display_name_en", models.CharField(blank=True, max_length=60)),
                ("email", models.EmailField(blank=True, max_length=254)),
                ("identity_hash", siadmin.kernel.fields.HashField(max_length=32)),
                ("person_hash", siadmin.kernel.fields.HashField(max_length=32)),
                ("is_staff_member", models.BooleanField(default=False)),
                ("is_active", models.BooleanField(default=True)),
                ("date_joined", models.DateTimeField()),
            ],
            options={
                "indexes": [
                    models.Index(fields=["identity_hash"], name="user_identity"),
                    models.Index(fields=["person_hash"], name="user_person"),
                ],
            },
            managers=[
                ("objects", django.contrib.auth.models.UserManager()),
            ],
        ),
        migrations.CreateModel(
            name="Act",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField()),
                ("actor_id", models.BigIntegerField(help_text="The user; null for the system itself.", null=True)),
                ("actor_name", models.CharField(max_length=60)),
                ("code", models.CharField(max_length=60)),
                ("subject_kind", models.CharField(max_length=40)),
                ("subject", models.CharField(max_length=80)),
                ("reason", models.CharField(blank=True, max_length=500)),
                ("detail", models.JSONField(default=dict)),
                ("channel", models.CharField(default="portal", max_length=12)),
            ],
            options={
                "indexes": [
                    models.Index(fields=["subject_kind", "subject", "-at"], name="act_subject"),
                    models.Index(fields=["-at"], name="act_time"),
                    models.Index(fields=["actor_id", "-at"], name="act_actor"),
                ],
            },
        ),
        migrations.CreateModel(
            name="ForbiddenPair",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "one",
                    models.CharField(
                        choices=[
                            ("clerk", "Clerk"),
                            ("reviewer", "Reviewer"),
                            ("approver", "Approver"),
                            ("director", "Director"),
                            ("accountant", "Accountant"),
                            ("cashier", "Cashier"),
                            ("policy_officer", "Policy Officer"),
                            ("administrator", "Administrator"),
                            ("auditor", "Auditor"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "other",
                    models.CharField(
                        choices=[
                            ("clerk", "Clerk"),
                            ("reviewer", "Reviewer"),
                            ("approver", "Approver"),
                            ("director", "Director"),
                            ("accountant", "Accountant"),
                            ("cashier", "Cashier"),
                            ("policy_officer", "Policy Officer"),
                            ("administrator", "Administrator"),
                            ("auditor", "Auditor"),
                        ],
                        max_length=20,
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("one", "other"), name="forbidden_pair_once")],
            },
        ),
        migrations.CreateModel(
            name="NumberLink",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("identity_hash", siadmin.kernel.fields.HashField(max_length=32)),
                ("person_hash", siadmin.kernel.fields.HashField(max_length=32)),
                ("linked_at", models.DateTimeField()),
            ],
            options={
                "indexes": [models.Index(fields=["identity_hash"], name="numberlink_of_number")],
            },
        ),
        migrations.CreateModel(
            name="NumberParting",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("parted_at", models.DateTimeField()),
                (
                    "link",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="parting", to="agency.numberlink"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Region",
            fields=[
                ("code", models.CharField(max_length=12, primary_key=True, serialize=False)),
                ("name_zh", models.CharField(max_length=60)),
                ("name_en", models.CharField(max_length=120)),
                (
                    "level",
                    models.SmallIntegerField(
                        choices=[
                            (0, "Nation"),
                            (1, "Province"),
                            (2, "Prefecture"),
                            (3, "County"),
                            (4, "Township"),
                            (5, "Village"),
                        ]
                    ),
                ),
                (
                    "path",
                    models.CharField(help_text="Codes from the nation down, each followed by a slash.", max_length=80),
                ),
                ("starts_on", models.DateField(null=True)),
                ("ends_before", models.DateField(null=True)),
                (
                    "parent",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="children",
                        to="agency.region",
                    ),
                ),
                (
                    "successor",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="predecessors",
                        to="agency.region",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Office",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("line", models.CharField(choices=[("hrss", "Hrss"), ("hs", "Hs")], max_length=4)),
                ("name_zh", models.CharField(max_length=120)),
                ("name_en", models.CharField(max_length=160)),
                ("region", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="agency.region")),
            ],
        ),
        migrations.CreateModel(
            name="Document",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("digest", models.CharField(max_length=64)),
                ("name", models.CharField(max_length=200)),
                ("kind", models.CharField(max_length=40)),
                ("size", models.IntegerField()),
                ("content", models.BinaryField()),
                ("kept_at", models.DateTimeField()),
                (
                    "kept_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["digest"], name="document_digest")],
            },
        ),
        migrations.CreateModel(
            name="PostGrant",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("identity_hash", siadmin.kernel.fields.HashField(max_length=32)),
                (
                    "post",
                    models.CharField(
                        choices=[
                            ("clerk", "Clerk"),
                            ("reviewer", "Reviewer"),
                            ("approver", "Approver"),
                            ("director", "Director"),
                            ("accountant", "Accountant"),
                            ("cashier", "Cashier"),
                            ("policy_officer", "Policy Officer"),
                            ("administrator", "Administrator"),
                            ("auditor", "Auditor"),
                        ],
                        max_length=20,
                    ),
                ),
                ("starts_on", models.DateField()),
                ("ends_before", models.DateField(null=True)),
                ("granted_at", models.DateTimeField()),
                ("reason", models.CharField(max_length=200)),
                (
                    "granted_by",
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
                        on_delete=django.db.models.deletion.PROTECT, related_name="grants", to="agency.office"
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="grants", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ends_before__isnull", True)),
                        fields=("user", "office", "post"),
                        name="post_held_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ends_before__isnull", True), ("ends_before__gte", models.F("starts_on")), _connector="OR"
                        ),
                        name="post_grant_period",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("granted_by__isnull", True),
                            models.Q(("granted_by", models.F("user")), _negated=True),
                            _connector="OR",
                        ),
                        name="post_not_granted_to_oneself",
                    ),
                ],
            },
        ),
        migrations.AddIndex(
            model_name="region",
            index=models.Index(fields=["path"], name="region_path", opclasses=["varchar_pattern_ops"]),
        ),
        migrations.AddConstraint(
            model_name="region",
            constraint=models.CheckConstraint(
                condition=models.Q(("code__regex", "^(\\d{6}|\\d{9}|\\d{12})$")), name="region_code_digits"
            ),
        ),
        migrations.AddConstraint(
            model_name="region",
            constraint=models.CheckConstraint(
                condition=models.Q(("parent__isnull", False), ("level", 0), _connector="OR"),
                name="region_root_only_is_nation",
            ),
        ),
        migrations.AddConstraint(
            model_name="region",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("ends_before__isnull", True),
                    ("starts_on__isnull", True),
                    ("ends_before__gt", models.F("starts_on")),
                    _connector="OR",
                ),
                name="region_period",
            ),
        ),
        migrations.AddConstraint(
            model_name="office",
            constraint=models.UniqueConstraint(fields=("region", "line"), name="office_once"),
        ),
    ]
