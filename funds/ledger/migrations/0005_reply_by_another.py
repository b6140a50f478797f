"""Who writes the finance department's reply down neither prepared the plan nor draws by it."""

from pathlib import Path

from django.db import migrations, models
from django.db.models import F, Q

from siadmin.agency.operations import Eyes
from siadmin.kernel.operations import SqlFile, SqlFileTakenBack

SQL = Path(__file__).resolve().parent.parent / "sql"
_OF_TWO = Eyes("ledger_fundingplan", "prepared", "signed")
_STATES = [(each, each) for each in ("prepared", "signed", "answered", "withdrawn")]


class Migration(migrations.Migration):
    dependencies = [("ledger", "0004_items")]

    operations = [
        migrations.AddField(
            "fundingplan",
            "answered_eyes",
            models.CharField(blank=True, default="", max_length=64),
            preserve_default=False,
        ),
        migrations.AlterField(
            "fundingplan", "state", models.CharField(choices=_STATES, default="prepared", max_length=10)
        ),
        migrations.AddConstraint(
            "fundingplan",
            models.CheckConstraint(
                name="funding_plan_answered_by_another", condition=~Q(prepared_eyes=F("answered_eyes"))
            ),
        ),
        SqlFileTakenBack(SQL / "funding_plans.sql"),
        SqlFile(SQL / "funding_plans.sql"),
        migrations.RunSQL(str(_OF_TWO.reverse_sql), str(_OF_TWO.sql)),
        Eyes("ledger_fundingplan", "prepared", "signed", "answered"),
    ]
