"""A dry run keeps the tariffs it supposes, and what is due can be asked by them."""

from pathlib import Path

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import Q

from siadmin.kernel.operations import SqlFile, SqlFileTakenBack

SQL = Path(__file__).resolve().parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies = [("assessment", "0006_no_index_twice"), ("kernel", "0004_rights")]

    operations = [
        migrations.AddField(
            model_name="tariff",
            name="supposed_in",
            field=models.ForeignKey(
                help_text="The dry run it was supposed in; null: the batch computed, or computes, with it.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="kernel.run",
            ),
        ),
        migrations.AddConstraint(
            model_name="tariff",
            constraint=models.CheckConstraint(
                condition=Q(supposed_in=None) | Q(is_current=False), name="tariff_supposed_governs_nothing"
            ),
        ),
        SqlFileTakenBack(SQL / "assessment_difference.sql"),
        SqlFileTakenBack(SQL / "assessment_insured.sql"),
        SqlFile(SQL / "assessment_supposed.sql"),
    ]
