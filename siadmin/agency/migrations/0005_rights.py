"""The application appends to what is append-only, and reads what guards look up."""

from django.db import migrations

from siadmin.kernel.operations import OnlyAppended, OnlyRead


class Migration(migrations.Migration):
    dependencies = [("agency", "0004_eyes"), ("kernel", "0004_rights")]

    operations = [
        OnlyAppended("agency_act"),
        OnlyRead("agency_forbiddenpair", "agency_region"),
    ]
