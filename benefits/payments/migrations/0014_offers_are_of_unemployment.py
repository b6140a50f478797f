"""What work was turned down is of unemployment insurance: its table goes there, with its rows."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("payments", "0013_consent_withdrawn")]

    operations = [
        migrations.SeparateDatabaseAndState(state_operations=[migrations.DeleteModel(name="RefusedOffer")]),
    ]
