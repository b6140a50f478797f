"""The application appends to histories."""

from django.db import migrations

from siadmin.kernel.operations import OnlyAppended


class Migration(migrations.Migration):
    dependencies = [("participation", "0003_guards"), ("kernel", "0004_rights")]

    operations = [
        OnlyAppended(
            "participation_employmenthistory",
            "participation_insuredperiodhistory",
        )
    ]
