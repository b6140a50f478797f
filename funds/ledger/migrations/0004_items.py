"""Benefits are booked by sub-item; what was booked before that names none."""

from django.contrib.postgres.operations import AddConstraintNotValid
from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("ledger", "0003_funding_plans")]

    operations = [
        migrations.AddField(
            model_name="posting",
            name="item",
            field=models.CharField(
                blank=True, default="", max_length=30, help_text="Of benefits: which sub-item (财办〔2018〕43号)."
            ),
            preserve_default=False,
        ),
        AddConstraintNotValid(
            model_name="posting",
            constraint=models.CheckConstraint(
                name="posting_names_its_item",
                condition=Q(account_kind="benefits") & ~Q(item="") | ~Q(account_kind="benefits") & Q(item=""),
            ),
        ),
    ]
