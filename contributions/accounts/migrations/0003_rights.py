"""The application appends to what is append-only."""

from django.db import migrations

from siadmin.kernel.operations import OnlyAppended


class Migration(migrations.Migration):
    dependencies = [("accounts", "0002_guards"), ("kernel", "0004_rights")]

    operations = [OnlyAppended("accounts_credit")]
