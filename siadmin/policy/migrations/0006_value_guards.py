"""Values, series, proposals and calendars stay; the people of a value are those of its proposal."""

from pathlib import Path

from django.db import migrations

from siadmin.kernel.operations import AppendOnly, SqlFile

SQL = Path(__file__).resolve().parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies = [("policy", "0005_value_proposal")]

    operations = [
        migrations.RemoveConstraint(model_name="value", name="value_two_people"),
        migrations.RemoveConstraint(model_name="value", name="value_from_a_file_or_by_people"),
        migrations.RemoveField(model_name="value", name="proposed_by"),
        migrations.RemoveField(model_name="value", name="approved_by"),
        SqlFile(SQL / "value_guards.sql"),
        AppendOnly("policy_calendaryear"),
    ]
