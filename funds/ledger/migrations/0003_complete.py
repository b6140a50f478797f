"""A balanced entry takes nothing more; a month is closed by somebody, who is not who prepared it."""

from pathlib import Path

from django.db import migrations, models
from django.db.models import Q

from siadmin.kernel.operations import SqlFile

SQL = Path(__file__).resolve().parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies = [("ledger", "0002_guards"), ("agency", "0002_guards")]

    operations = [
        migrations.AddConstraint(
            model_name="closing",
            constraint=models.CheckConstraint(
                name="closing_closed_by_someone",
                condition=Q(closed_at__isnull=True, closed_by__isnull=True)
                | Q(closed_at__isnull=False, closed_by__isnull=False),
            ),
        ),
        SqlFile(SQL / "complete.sql"),
    ]
