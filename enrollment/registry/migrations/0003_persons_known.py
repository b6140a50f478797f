"""Which case told of a phone, of which record a death was told, and what the database keeps true of both."""

from pathlib import Path

import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

from siadmin.kernel.operations import SqlFile

SQL = Path(__file__).resolve().parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies = [
        ("agency", "0002_promises"),
        ("matters", "0002_promises"),
        ("registry", "0002_promises"),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name="person",
            name="insert_insert",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="person",
            name="update_update",
        ),
        migrations.AddField(
            model_name="person",
            name="death_told_of",
            field=models.ForeignKey(
                db_index=False,
                help_text="The record of the same person a register told it of; null: this one.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="registry.person",
            ),
        ),
        migrations.AddField(
            model_name="person",
            name="phone_case",
            field=models.ForeignKey(
                db_index=False,
                help_text="By which it was told at the counter, or changed last.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="matters.case",
            ),
        ),
        migrations.AddField(
            model_name="personhistory",
            name="death_told_of",
            field=models.ForeignKey(
                db_constraint=False,
                help_text="The record of the same person a register told it of; null: this one.",
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="registry.person",
            ),
        ),
        migrations.AddField(
            model_name="personhistory",
            name="phone_case",
            field=models.ForeignKey(
                db_constraint=False,
                help_text="By which it was told at the counter, or changed last.",
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="matters.case",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="person",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func=(
                        'INSERT INTO "registry_personhistory" ("birth_on", "death_told_of_id", "died_on", '
                        '"household_id", "id", "initials", "name", "name_folded", "number", "pgh_context_id", '
                        '"pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "phone_case_id", "phone_hash", '
                        '"pinyin", "registered_at", "residence_id", "retirement_group", "sex") VALUES '
                        '(NEW."birth_on", NEW."death_told_of_id", NEW."died_on", NEW."household_id", NEW."id", '
                        'NEW."initials", NEW."name", NEW."name_folded", NEW."number", _pgh_attach_context(), NOW(),'
                        ' \'insert\', NEW."id", NEW."phone", NEW."phone_case_id", NEW."phone_hash", NEW."pinyin", '
                        'NEW."registered_at", NEW."residence_id", NEW."retirement_group", NEW."sex"); RETURN NULL;'
                    ),
                    hash="c255cdc1d27d537e958ed8f9655d0bf2e19b973e",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_2388e",
                    table="registry_person",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="person",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func=(
                        'INSERT INTO "registry_personhistory" ("birth_on", "death_told_of_id", "died_on", '
                        '"household_id", "id", "initials", "name", "name_folded", "number", "pgh_context_id", '
                        '"pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "phone_case_id", "phone_hash", '
                        '"pinyin", "registered_at", "residence_id", "retirement_group", "sex") VALUES '
                        '(NEW."birth_on", NEW."death_told_of_id", NEW."died_on", NEW."household_id", NEW."id", '
                        'NEW."initials", NEW."name", NEW."name_folded", NEW."number", _pgh_attach_context(), NOW(),'
                        ' \'update\', NEW."id", NEW."phone", NEW."phone_case_id", NEW."phone_hash", NEW."pinyin", '
                        'NEW."registered_at", NEW."residence_id", NEW."retirement_group", NEW."sex"); RETURN NULL;'
                    ),
                    hash="73f14fd696f63963b2d35d0608fd5bc336390774",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_56ba8",
                    table="registry_person",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="person",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("death_told_of__isnull", True),
                    models.Q(("died_on__isnull", False), models.Q(("death_told_of", models.F("id")), _negated=True)),
                    _connector="OR",
                ),
                name="person_death_told_of_another",
            ),
        ),
        SqlFile(SQL / "phones.sql"),
        SqlFile(SQL / "deaths.sql"),
    ]
