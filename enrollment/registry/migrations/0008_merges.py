"""Records of one natural person: what is alike, what was merged and undone. Bank cards. Names are searched by bytes."""

from pathlib import Path

import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

import siadmin.kernel.fields
from siadmin.kernel.operations import OnlyAppended, SqlFile

SQL = Path(__file__).resolve().parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies = [
        ("agency", "0008_parted_numbers"),
        ("matters", "0005_visits"),
        ("pghistory", "0007_auto_20250421_0444"),
        ("registry", "0007_cards"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="BankCard",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("bank_name", models.CharField(max_length=80)),
                ("account", siadmin.kernel.fields.EncryptedTextField()),
                ("account_hash", siadmin.kernel.fields.HashField(max_length=32)),
                ("starts_on", models.DateField()),
                ("ends_before", models.DateField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name="BankCardHistory",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("bank_name", models.CharField(max_length=80)),
                ("account", siadmin.kernel.fields.EncryptedTextField()),
                ("account_hash", siadmin.kernel.fields.HashField(max_length=32)),
                ("starts_on", models.DateField()),
                ("ends_before", models.DateField(null=True)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Likeness",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("signs", models.CharField(help_text="Codes of `rules.alike.Sign`, by spaces.", max_length=120)),
                ("weight", models.SmallIntegerField()),
                ("found_at", models.DateTimeField()),
                (
                    "verdict",
                    models.CharField(blank=True, choices=[("same", "Same"), ("different", "Different")], max_length=9),
                ),
                ("reason", models.CharField(blank=True, max_length=200)),
                ("answered_at", models.DateTimeField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name="Merge",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("from_month", siadmin.kernel.fields.MonthField()),
                ("merged_at", models.DateTimeField()),
                ("undone_at", models.DateTimeField(null=True)),
            ],
        ),
        migrations.RemoveIndex(
            model_name="person",
            name="person_name",
        ),
        migrations.RemoveIndex(
            model_name="person",
            name="person_initials",
        ),
        migrations.RemoveIndex(
            model_name="person",
            name="person_pinyin",
        ),
        migrations.AlterField(
            model_name="person",
            name="initials",
            field=models.CharField(blank=True, db_collation="C", max_length=20),
        ),
        migrations.AlterField(
            model_name="person",
            name="name_folded",
            field=models.CharField(
                db_collation="C", help_text="For search: no spaces, one kind of dot, lower case.", max_length=60
            ),
        ),
        migrations.AlterField(
            model_name="person",
            name="pinyin",
            field=models.CharField(blank=True, db_collation="C", max_length=120),
        ),
        migrations.AlterField(
            model_name="personhistory",
            name="initials",
            field=models.CharField(blank=True, db_collation="C", max_length=20),
        ),
        migrations.AlterField(
            model_name="personhistory",
            name="name_folded",
            field=models.CharField(
                db_collation="C", help_text="For search: no spaces, one kind of dot, lower case.", max_length=60
            ),
        ),
        migrations.AlterField(
            model_name="personhistory",
            name="pinyin",
            field=models.CharField(blank=True, db_collation="C", max_length=120),
        ),
        migrations.AddIndex(
            model_name="person",
            index=models.Index(fields=["name_folded", "id"], name="person_by_name"),
        ),
        migrations.AddIndex(
            model_name="person",
            index=models.Index(fields=["initials", "id"], name="person_by_initials"),
        ),
        migrations.AddIndex(
            model_name="person",
            index=models.Index(fields=["pinyin", "id"], name="person_by_pinyin"),
        ),
        migrations.AddIndex(
            model_name="person",
            index=models.Index(fields=["birth_on", "name_folded"], name="person_born"),
        ),
        migrations.AddField(
            model_name="bankcard",
            name="person",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="bank_cards", to="registry.person"
            ),
        ),
        migrations.AddField(
            model_name="bankcardhistory",
            name="person",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="registry.person",
            ),
        ),
        migrations.AddField(
            model_name="bankcardhistory",
            name="pgh_context",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="pghistory.context",
            ),
        ),
        migrations.AddField(
            model_name="bankcardhistory",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="events",
                to="registry.bankcard",
            ),
        ),
        migrations.AddField(
            model_name="likeness",
            name="answered_by",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="likeness",
            name="one",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="registry.person"
            ),
        ),
        migrations.AddField(
            model_name="likeness",
            name="other",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="registry.person"
            ),
        ),
        migrations.AddField(
            model_name="merge",
            name="case",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT, related_name="merge", to="matters.case"
            ),
        ),
        migrations.AddField(
            model_name="merge",
            name="into",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="merged_in", to="registry.person"
            ),
        ),
        migrations.AddField(
            model_name="merge",
            name="link",
            field=models.ForeignKey(
                help_text="None: they were of one already.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="agency.numberlink",
            ),
        ),
        migrations.AddField(
            model_name="merge",
            name="record",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="merges", to="registry.person"
            ),
        ),
        migrations.AddField(
            model_name="merge",
            name="undone_by",
            field=models.OneToOneField(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="unmerge", to="matters.case"
            ),
        ),
        migrations.AddIndex(
            model_name="bankcard",
            index=models.Index(fields=["account_hash"], name="bank_card_account"),
        ),
        migrations.AddConstraint(
            model_name="bankcard",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ends_before__isnull", True)), fields=("person",), name="bank_card_one_at_a_time"
            ),
        ),
        migrations.AddConstraint(
            model_name="bankcard",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("ends_before__isnull", True), ("ends_before__gte", models.F("starts_on")), _connector="OR"
                ),
                name="bank_card_period",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="bankcard",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "registry_bankcardhistory" ("account", "account_hash", "bank_name", "ends_before", "id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "starts_on") VALUES (NEW."account", NEW."account_hash", NEW."bank_name", NEW."ends_before", NEW."id", NEW."person_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."starts_on"); RETURN NULL;',  # noqa: E501
                    hash="96fc2b70a0018af9b364af3f13e6e163276400b6",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_644cc",
                    table="registry_bankcard",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="bankcard",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "registry_bankcardhistory" ("account", "account_hash", "bank_name", "ends_before", "id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "starts_on") VALUES (NEW."account", NEW."account_hash", NEW."bank_name", NEW."ends_before", NEW."id", NEW."person_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."starts_on"); RETURN NULL;',  # noqa: E501
                    hash="110f3f91bc3ef340034b5cb769b335e351efc1fb",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_95f14",
                    table="registry_bankcard",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="bankcardhistory",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="09b305e2c35232d2c3398bf8ccee1ecddfdbe707",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_7a8ec",
                    table="registry_bankcardhistory",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="likeness",
            index=models.Index(condition=models.Q(("verdict", "")), fields=["-weight", "id"], name="likeness_open"),
        ),
        migrations.AddIndex(
            model_name="likeness",
            index=models.Index(fields=["other"], name="likeness_other"),
        ),
        migrations.AddConstraint(
            model_name="likeness",
            constraint=models.UniqueConstraint(fields=("one", "other"), name="likeness_once"),
        ),
        migrations.AddConstraint(
            model_name="likeness",
            constraint=models.CheckConstraint(
                condition=models.Q(("one__lt", models.F("other"))), name="likeness_in_order"
            ),
        ),
        migrations.AddConstraint(
            model_name="likeness",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("answered_at__isnull", True), ("answered_by__isnull", True), ("reason", ""), ("verdict", "")
                    ),
                    models.Q(
                        models.Q(("verdict", ""), _negated=True),
                        models.Q(("reason", ""), _negated=True),
                        ("answered_at__isnull", False),
                        ("answered_by__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="likeness_answered_by_somebody",
            ),
        ),
        migrations.AddIndex(
            model_name="merge",
            index=models.Index(fields=["into"], name="merge_into"),
        ),
        migrations.AddConstraint(
            model_name="merge",
            constraint=models.UniqueConstraint(
                condition=models.Q(("undone_at__isnull", True)), fields=("record",), name="merge_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="merge",
            constraint=models.CheckConstraint(
                condition=models.Q(("record", models.F("into")), _negated=True), name="merge_of_two"
            ),
        ),
        migrations.AddConstraint(
            model_name="merge",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("undone_at__isnull", True), ("undone_by__isnull", True)),
                    models.Q(("undone_at__gte", models.F("merged_at")), ("undone_by__isnull", False)),
                    _connector="OR",
                ),
                name="merge_undone_by_a_case",
            ),
        ),
        OnlyAppended("registry_bankcardhistory"),
        SqlFile(SQL / "merges.sql"),
    ]
