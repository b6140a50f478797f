"""What a platform declared is only added to."""

from django.db import migrations

from siadmin.kernel.operations import AppendOnly, OnlyAppended


class Migration(migrations.Migration):
    dependencies = [("platforms", "0001_initial"), ("kernel", "0004_rights")]

    operations = [
        AppendOnly("platforms_orderrow"),
        AppendOnly("platforms_insuredorders"),
        OnlyAppended("platforms_orderrow", "platforms_insuredorders"),
    ]
