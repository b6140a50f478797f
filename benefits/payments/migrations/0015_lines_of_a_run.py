"""The lines of a run are found without reading those of all the others."""

import django.contrib.postgres.indexes
from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("payments", "0014_offers_are_of_unemployment")]

    operations = [
        migrations.AddIndex(
            model_name="benefitline",
            index=django.contrib.postgres.indexes.BrinIndex(fields=["paid_in"], name="line_paid_in"),
        ),
    ]
