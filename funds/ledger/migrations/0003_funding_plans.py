"""Funding plans: what the expenditure account may draw."""

from pathlib import Path

from django.conf import settings
from django.db import migrations, models
from django.db.models import PROTECT, F, Q

import siadmin.kernel.fields
from siadmin.agency.operations import Eyes
from siadmin.kernel.operations import SqlFile

SQL = Path(__file__).resolve().parent.parent / "sql"
_USER = settings.AUTH_USER_MODEL
_STATES = [("prepared", "Prepared"), ("signed", "Signed"), ("answered", "Answered"), ("withdrawn", "Withdrawn")]


class Migration(migrations.Migration):
    dependencies = [
        ("ledger", "0002_promises"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="FundingPlan",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.CharField(max_length=12, unique=True)),
                ("month", siadmin.kernel.fields.MonthField(help_text="In which it is drawn.")),
                ("amount_fen", siadmin.kernel.fields.FenField()),
                ("purpose", models.CharField(max_length=200)),
                ("state", models.CharField(choices=_STATES, default="prepared", max_length=10)),
                ("prepared_eyes", models.CharField(max_length=64)),
                ("prepared_at", models.DateTimeField()),
                ("signed_eyes", models.CharField(blank=True, max_length=64)),
                ("signed_at", models.DateTimeField(null=True)),
                ("granted_fen", siadmin.kernel.fields.FenField(default=0)),
                ("answered_on", models.DateField(help_text="Of the finance department's reply.", null=True)),
                ("reference", models.CharField(blank=True, help_text="The number of that reply.", max_length=60)),
                ("answered_at", models.DateTimeField(null=True)),
                ("answered_by", models.ForeignKey(null=True, on_delete=PROTECT, related_name="+", to=_USER)),
                ("book", models.ForeignKey(on_delete=PROTECT, related_name="plans", to="ledger.book")),
                ("prepared_by", models.ForeignKey(on_delete=PROTECT, related_name="+", to=_USER)),
                ("signed_by", models.ForeignKey(null=True, on_delete=PROTECT, related_name="+", to=_USER)),
            ],
            options={
                "indexes": [models.Index(fields=["book", "month"], name="funding_plan_month")],
                "constraints": [
                    models.CheckConstraint(name="funding_plan_asks", condition=Q(amount_fen__gt=0) & ~Q(purpose="")),
                    models.CheckConstraint(name="funding_plan_four_eyes", condition=~Q(prepared_eyes=F("signed_eyes"))),
                    models.CheckConstraint(
                        name="funding_plan_by_state",
                        condition=Q(
                            state__in=["prepared", "withdrawn"], signed_by__isnull=True, answered_on__isnull=True
                        )
                        | Q(state="signed", signed_by__isnull=False, signed_at__isnull=False, answered_on__isnull=True)
                        | Q(
                            state="answered",
                            signed_by__isnull=False,
                            answered_on__isnull=False,
                            answered_by__isnull=False,
                            answered_at__isnull=False,
                        )
                        & ~Q(reference=""),
                    ),
                    models.CheckConstraint(
                        name="funding_plan_granted",
                        condition=Q(granted_fen=0)
                        | Q(state="answered", granted_fen__gt=0, granted_fen__lte=F("amount_fen")),
                    ),
                ],
            },
        ),
        SqlFile(SQL / "funding_plans.sql"),
        Eyes("ledger_fundingplan", "prepared", "signed"),
    ]
