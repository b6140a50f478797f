"""What moved from a person's account in one region to that in another (国办发〔2009〕66号 art. 4)."""

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import Q

import siadmin.kernel.fields
from siadmin.kernel.operations import AppendOnly, OnlyAppended


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0007_opening"),
        ("agency", "0005_rights"),
        ("kernel", "0004_rights"),
        ("registry", "0004_one_person"),
    ]

    operations = [
        migrations.CreateModel(
            name="AccountMove",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(max_length=40, unique=True)),
                (
                    "account",
                    models.CharField(
                        choices=[
                            ("pension_employee", "Pension"),
                            ("medical_employee", "Medical"),
                            ("pension_resident", "Pension Resident"),
                        ],
                        max_length=20,
                    ),
                ),
                ("principal_fen", siadmin.kernel.fields.FenField()),
                ("interest_fen", siadmin.kernel.fields.FenField()),
                ("moved_on", models.DateField()),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="account_moves",
                        to="registry.person",
                    ),
                ),
                (
                    "region",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="agency.region"
                    ),
                ),
            ],
            options={
                "db_table": "accounts_move",
                "constraints": [
                    models.CheckConstraint(
                        condition=Q(principal_fen__lte=0, interest_fen__lte=0)
                        | Q(principal_fen__gte=0, interest_fen__gte=0),
                        name="account_move_one_way",
                    )
                ],
                "indexes": [models.Index(fields=["person", "account", "region"], name="account_move_of_person")],
            },
        ),
        AppendOnly("accounts_move"),
        OnlyAppended("accounts_move"),
    ]
