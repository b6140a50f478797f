"""Limits of work injury are calendar days (WIR 20)."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("matters", "0002_promises")]

    operations = [
        migrations.AlterField(model_name="case", name="limit_days", field=models.SmallIntegerField()),
        migrations.AddField(
            model_name="case",
            name="limit_unit",
            field=models.CharField(
                max_length=12, choices=[("working_days", "working_days"), ("days", "days")], default="working_days"
            ),
        ),
        migrations.AlterField(
            model_name="case",
            name="stopped_days",
            field=models.SmallIntegerField(default=0, help_text="Of stops that have ended, as the limit counts."),
        ),
    ]
