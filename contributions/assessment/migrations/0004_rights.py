"""The application appends to what is append-only."""

from django.db import migrations

from siadmin.kernel.operations import OnlyAppended


class Migration(migrations.Migration):
    dependencies = [("assessment", "0003_guards"), ("kernel", "0004_rights")]

    operations = [OnlyAppended("assessment_line")]
