"""The application appends to what is append-only."""

from django.db import migrations

from siadmin.kernel.operations import OnlyAppended


class Migration(migrations.Migration):
    dependencies = [("policy", "0006_value_guards"), ("kernel", "0004_rights")]

    operations = [OnlyAppended("policy_calendaryear")]
