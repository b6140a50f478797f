"""The application appends to what is append-only."""

from django.db import migrations

from siadmin.kernel.operations import OnlyAppended


class Migration(migrations.Migration):
    dependencies = [("collection", "0004_money_stays_in_place"), ("kernel", "0004_rights")]

    operations = [OnlyAppended("collection_allocation")]
