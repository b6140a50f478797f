"""What is in payment says as which sub-item of the fund's book it is booked."""

from pathlib import Path

from django.db import migrations, models
from django.db.models import Q

from siadmin.kernel.operations import SqlFile

SQL = Path(__file__).resolve().parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies = [("payments", "0030_dead_by_index"), ("ledger", "0004_items")]

    operations = [
        migrations.AddField(
            model_name="component",
            name="booked_as",
            field=models.CharField(default="", max_length=30, help_text="The sub-item of the fund's book."),
            preserve_default=False,
        ),
        SqlFile(SQL / "items_put.sql"),
        migrations.AddConstraint(
            model_name="component",
            constraint=models.CheckConstraint(name="component_is_booked_as_something", condition=~Q(booked_as="")),
        ),
        SqlFile(SQL / "items.sql"),
    ]
