"""An index that another begins with, or that nothing asks, is written for every row and read by nobody."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("agency", "0002_guards"),
        ("assessment", "0005_amounts"),
        ("registry", "0001_initial"),
    ]

    operations = [
        migrations.AlterField(
            model_name="bill",
            name="employer",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="bills",
                to="registry.employer",
            ),
        ),
        migrations.AlterField(
            model_name="bill",
            name="region",
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, to="agency.region"),
        ),
        migrations.AlterField(
            model_name="notice",
            name="employer",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="notices",
                to="registry.employer",
            ),
        ),
    ]
