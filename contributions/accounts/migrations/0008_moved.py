"""What moved from a person's account in one region to that in another (国办发〔2009〕66号 art. 4), and what came."""

from pathlib import Path

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import F, Q

import siadmin.kernel.fields
from siadmin.kernel.operations import AppendOnly, OnlyAppended, SqlFile

SQL = Path(__file__).resolve().parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0007_opening"),
        ("agency", "0005_rights"),
        ("kernel", "0004_rights"),
        ("assessment", "0010_people_who_pay_themselves"),
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
                (
                    "year_interest_fen",
                    siadmin.kernel.fields.FenField(
                        help_text="Of the interest: of the year of `counts_from`. It earns nothing in it."
                    ),
                ),
                ("moved_on", models.DateField()),
                ("counts_from", models.DateField(help_text="The day to which interest was computed where it left.")),
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
                        condition=Q(
                            principal_fen__lte=0, interest_fen__lte=F("year_interest_fen"), year_interest_fen__lte=0
                        )
                        | Q(principal_fen__gte=0, interest_fen__gte=F("year_interest_fen"), year_interest_fen__gte=0),
                        name="account_move_one_way",
                    ),
                    models.CheckConstraint(
                        condition=Q(counts_from__lte=F("moved_on")), name="account_move_counts_from_before"
                    ),
                ],
                "indexes": [models.Index(fields=["person", "account", "region"], name="account_move_of_person")],
            },
        ),
        AppendOnly("accounts_move"),
        OnlyAppended("accounts_move"),
        SqlFile(SQL / "accounts_credited.sql"),
    ]
