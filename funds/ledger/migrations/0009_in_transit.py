"""Money of a transfer between two funds stands on an account of its own until it has arrived."""

from pathlib import Path

from django.db import migrations, models

from siadmin.kernel.operations import SqlFile

SQL = Path(__file__).resolve().parent.parent / "sql"
KINDS = [
    ("fiscal_account", "Fiscal"),
    ("income_account", "Income"),
    ("expenditure_account", "Expenditure"),
    ("unallocated_receipt", "Unallocated"),
    ("contributions_pooled", "Contributions Pooled"),
    ("contributions_personal", "Contributions Personal"),
    ("interest", "Interest"),
    ("fiscal_subsidy", "Fiscal Subsidy"),
    ("transfer_income", "Transfer Income"),
    ("late_fees", "Late Fees"),
    ("other_income", "Other Income"),
    ("benefits", "Benefits"),
    ("transfer_expenditure", "Transfer Expenditure"),
    ("transfer_in_transit", "Transfer In Transit"),
    ("remit_up", "Remit Up"),
    ("subsidy_down", "Subsidy Down"),
    ("fund_balance", "Opening"),
]


class Migration(migrations.Migration):
    dependencies = [("ledger", "0008_late_fee_accounts")]

    operations = [
        migrations.AlterField("account", "kind", models.CharField(choices=KINDS, max_length=24)),
        migrations.AlterField("allowedflow", "account_kind", models.CharField(choices=KINDS, max_length=24)),
        SqlFile(SQL / "account_in_transit.sql"),
    ]
