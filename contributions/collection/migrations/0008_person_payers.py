"""Payers who are persons are kept apart, encrypted, and stay as they are."""

from pathlib import Path

import django.db.models.deletion
from django.db import migrations, models

import siadmin.kernel.fields
from siadmin.kernel.operations import AppendOnly, OnlyAppended, SqlFile

SQL = Path(__file__).resolve().parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies = [
        ("collection", "0007_no_index_twice"),
        ("ledger", "0005_rights"),
        ("registry", "0004_one_person"),
    ]

    operations = [
        migrations.AlterField(
            model_name="receipt",
            name="payer_code",
            field=models.CharField(blank=True, help_text="Of an organisation.", max_length=18),
        ),
        migrations.AlterField(
            model_name="receipt",
            name="payer_name",
            field=models.CharField(blank=True, help_text="Of an organisation.", max_length=120),
        ),
        migrations.AlterField(
            model_name="receiptrow",
            name="given",
            field=models.JSONField(help_text="The cells as they came; a person's number and name masked."),
        ),
        migrations.AlterField(
            model_name="receiptrow",
            name="payer_code",
            field=models.CharField(blank=True, help_text="Of an organisation.", max_length=18),
        ),
        migrations.AlterField(
            model_name="receiptrow",
            name="payer_name",
            field=models.CharField(blank=True, help_text="Of an organisation.", max_length=120),
        ),
        migrations.CreateModel(
            name="PersonPayer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", siadmin.kernel.fields.EncryptedTextField(null=True)),
                ("code_hash", siadmin.kernel.fields.HashField(max_length=32, null=True)),
                ("name", siadmin.kernel.fields.EncryptedTextField(null=True)),
                ("name_hash", siadmin.kernel.fields.HashField(max_length=32, null=True)),
            ],
            options={
                "indexes": [
                    models.Index(fields=["code_hash"], name="person_payer_code"),
                    models.Index(fields=["name_hash"], name="person_payer_name"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("code__isnull", True), ("code_hash__isnull", True)),
                            models.Q(("code__isnull", False), ("code_hash__isnull", False)),
                            _connector="OR",
                        ),
                        name="person_payer_found_by_hash",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("name__isnull", True), ("name_hash__isnull", True)),
                            models.Q(("name__isnull", False), ("name_hash__isnull", False)),
                            _connector="OR",
                        ),
                        name="person_payer_named_by_hash",
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="receipt",
            name="person_payer",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="collection.personpayer",
            ),
        ),
        migrations.AddField(
            model_name="receiptrow",
            name="person_payer",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="collection.personpayer",
            ),
        ),
        migrations.AddIndex(
            model_name="receipt",
            index=models.Index(
                condition=models.Q(("person_payer__isnull", False)), fields=["person_payer"], name="receipt_of_person"
            ),
        ),
        migrations.AddConstraint(
            model_name="receipt",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("person_payer__isnull", True), models.Q(("payer_code", ""), ("payer_name", "")), _connector="OR"
                ),
                name="receipt_person_payer_is_kept_apart",
            ),
        ),
        migrations.AddConstraint(
            model_name="receiptrow",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("person_payer__isnull", True), models.Q(("payer_code", ""), ("payer_name", "")), _connector="OR"
                ),
                name="receiptrow_person_payer_is_kept_apart",
            ),
        ),
        AppendOnly("collection_personpayer"),
        OnlyAppended("collection_personpayer"),
        SqlFile(SQL / "receipt_says.sql"),
    ]
