"""The application appends to what is append-only, and reads what guards look up."""

from django.db import migrations

from siadmin.kernel.operations import OnlyAppended, OnlyRead


class Migration(migrations.Migration):
    dependencies = [("ledger", "0004_closing_eyes"), ("kernel", "0004_rights")]

    operations = [
        OnlyAppended("ledger_entry", "ledger_posting"),
        OnlyRead("ledger_allowedflow"),
    ]
