"""Credits are only added."""

from django.db import migrations

from siadmin.kernel.operations import AppendOnly


class Migration(migrations.Migration):
    dependencies = [("accounts", "0001_initial"), ("kernel", "0002_guards")]

    operations = [
        AppendOnly("accounts_credit"),
    ]
