"""What a platform declared is only added to."""

from pathlib import Path

from django.db import migrations

from siadmin.kernel.operations import AppendOnly, OnlyAppended, SqlFile

SQL = Path(__file__).resolve().parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies = [("platforms", "0001_initial"), ("kernel", "0004_rights")]

    operations = [
        AppendOnly("platforms_orderrow"),
        AppendOnly("platforms_insuredorders"),
        AppendOnly("platforms_platformterms"),
        SqlFile(SQL / "terms_guard.sql"),
        OnlyAppended("platforms_orderrow", "platforms_insuredorders", "platforms_platformterms"),
    ]
