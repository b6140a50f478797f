"""The dead are found without reading everybody's record: before money leaves, payees are compared with them."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("registry", "0003_persons_known")]

    operations = [
        migrations.AddIndex(
            model_name="person",
            index=models.Index(
                condition=models.Q(("died_on__isnull", False)), fields=["id"], include=["died_on"], name="person_dead"
            ),
        ),
    ]
