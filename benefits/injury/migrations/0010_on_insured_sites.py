"""An injury may have happened on the site of an insured construction project."""

from pathlib import Path

import django.db.models.deletion
from django.db import migrations, models

from siadmin.kernel.operations import SqlFile, SqlFileTakenBack

SQL = Path(__file__).resolve().parent.parent / "sql"


def _project(model: str, related_name: str) -> migrations.AddField:
    field = models.ForeignKey(
        null=True, on_delete=django.db.models.deletion.PROTECT, related_name=related_name, to="projects.project"
    )
    return migrations.AddField(model_name=model, name="project", field=field)


class Migration(migrations.Migration):
    dependencies = [("injury", "0009_as_it_was"), ("projects", "0002_promises")]

    operations = [
        _project("application", "+"),
        _project("injury", "injuries"),
        SqlFileTakenBack(SQL / "certification.sql"),
        SqlFile(SQL / "certification.sql"),
    ]
