"""A bill of a project may change its first one: up, or down."""

from pathlib import Path

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import Q

from siadmin.kernel.operations import SqlFile

SQL = Path(__file__).resolve().parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies = [("assessment", "0003_projects")]

    operations = [
        migrations.AddField(
            model_name="bill",
            name="of_bill",
            field=models.ForeignKey(
                help_text="Of a project: its first bill, which this one changes.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="changes",
                to="assessment.bill",
            ),
        ),
        migrations.RemoveConstraint(model_name="bill", name="bill_of_a_project"),
        migrations.AddConstraint(
            model_name="bill",
            constraint=models.CheckConstraint(
                name="bill_of_a_project",
                condition=~Q(kind="project")
                | Q(employer__isnull=False, fund="injury", employee_fen=0, account_fen=0, lines=0)
                & (Q(total_fen__gt=0) | Q(total_fen__lt=0, of_bill__isnull=False)),
            ),
        ),
        migrations.AddConstraint(
            model_name="bill",
            constraint=models.CheckConstraint(
                name="bill_changes_a_project", condition=Q(of_bill__isnull=True) | Q(kind="project")
            ),
        ),
        SqlFile(SQL / "bill_stays.sql"),
    ]
