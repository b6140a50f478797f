"""An allowance that is suspended is not reckoned anew: it would be paid again by nobody's decision."""

from pathlib import Path

from django.db import migrations

from siadmin.kernel.operations import SqlFile, SqlFileTakenBack

SQL = Path(__file__).resolve().parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies = [("pension", "0005_drawn_beside")]

    operations = [SqlFileTakenBack(SQL / "near_age.sql"), SqlFile(SQL / "near_age.sql")]
