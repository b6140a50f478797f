"""A reimbursement tells its days, so that no day is paid to a hospital and to the insured."""

from pathlib import Path

from django.db import migrations, models

from siadmin.kernel.operations import SqlFile

SQL = Path(__file__).resolve().parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies = [("medical", "0002_bank_lines"), ("settlement", "0010_clearing_booked")]

    operations = [
        migrations.AddField(
            model_name="reimbursed",
            name="began_on",
            field=models.DateField(help_text="First day of the care; none before it was kept.", null=True),
        ),
        migrations.AddField(
            model_name="reimbursed",
            name="ended_on",
            field=models.DateField(null=True),
        ),
        SqlFile(SQL / "paid_once.sql"),
    ]
