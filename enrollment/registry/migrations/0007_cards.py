"""Cards and e-vouchers of people."""

import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

import siadmin.kernel.fields
from siadmin.kernel.operations import OnlyAppended


class Migration(migrations.Migration):
    dependencies = [
        ("kernel", "0004_rights"),
        ("pghistory", "0007_auto_20250421_0444"),
        ("registry", "0006_closing"),
    ]

    operations = [
        migrations.CreateModel(
            name="Card",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[("ss_card", "Social Security Card"), ("e_voucher", "E Voucher")], max_length=10
                    ),
                ),
                ("number", siadmin.kernel.fields.EncryptedTextField()),
                ("number_hash", siadmin.kernel.fields.HashField(max_length=32)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("issued", "Issued"),
                            ("suspended", "Suspended"),
                            ("lost", "Lost"),
                            ("cancelled", "Cancelled"),
                        ],
                        default="issued",
                        max_length=10,
                    ),
                ),
                ("since", models.DateField(help_text="Of the state.")),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="cards", to="registry.person"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="CardHistory",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "kind",
                    models.CharField(
                        choices=[("ss_card", "Social Security Card"), ("e_voucher", "E Voucher")], max_length=10
                    ),
                ),
                ("number", siadmin.kernel.fields.EncryptedTextField()),
                ("number_hash", siadmin.kernel.fields.HashField(max_length=32)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("issued", "Issued"),
                            ("suspended", "Suspended"),
                            ("lost", "Lost"),
                            ("cancelled", "Cancelled"),
                        ],
                        default="issued",
                        max_length=10,
                    ),
                ),
                ("since", models.DateField(help_text="Of the state.")),
                (
                    "person",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="registry.person",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="registry.card",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddIndex(
            model_name="card",
            index=models.Index(fields=["number_hash"], name="card_any_state"),
        ),
        migrations.AddConstraint(
            model_name="card",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "cancelled"), _negated=True),
                fields=("number_hash",),
                name="card_number_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="card",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state__in", ["issued", "suspended"])),
                fields=("person", "kind"),
                name="card_kind_once",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="card",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "registry_cardhistory" ("id", "kind", "number", "number_hash", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "since", "state") VALUES (NEW."id", NEW."kind", NEW."number", NEW."number_hash", NEW."person_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."since", NEW."state"); RETURN NULL;',  # noqa: E501
                    hash="ca05b1152213c115c5b5dd15d3590e9107e63bc8",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_2e6e8",
                    table="registry_card",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="card",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "registry_cardhistory" ("id", "kind", "number", "number_hash", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "since", "state") VALUES (NEW."id", NEW."kind", NEW."number", NEW."number_hash", NEW."person_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."since", NEW."state"); RETURN NULL;',  # noqa: E501
                    hash="b7b346696dee84c429803fb1ed610716359189c9",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_4d08f",
                    table="registry_card",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="cardhistory",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="00d467b4fe0ef5c9c774511521221b217b96aed5",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_063b2",
                    table="registry_cardhistory",
                    when="BEFORE",
                ),
            ),
        ),
        OnlyAppended("registry_cardhistory"),
    ]
