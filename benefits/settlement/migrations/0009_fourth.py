"""Who pays a clearing is a fourth person; why it was cancelled or sent back is kept with it."""

from pathlib import Path

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from siadmin.agency.operations import Eyes
from siadmin.kernel.operations import SqlFile, SqlFileTakenBack

SQL = Path(__file__).resolve().parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies = [("settlement", "0008_signs"), migrations.swappable_dependency(settings.AUTH_USER_MODEL)]

    operations = [
        SqlFileTakenBack(SQL / "clearing.sql"),
        migrations.RunSQL(
            "DROP TRIGGER settlement_clearingrun_eyes ON settlement_clearingrun",
            "CREATE TRIGGER settlement_clearingrun_eyes BEFORE INSERT OR UPDATE ON settlement_clearingrun"
            " FOR EACH ROW EXECUTE FUNCTION agency_check_eyes('opened', 'reviewed', 'approved')",
        ),
        migrations.AddField(
            model_name="clearingrun",
            name="paid_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="clearingrun",
            name="paid_by",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="clearingrun",
            name="paid_eyes",
            field=models.CharField(blank=True, max_length=64),
        ),
        migrations.AddField(
            model_name="clearingrun",
            name="reason",
            field=models.CharField(blank=True, help_text="Why it was cancelled, or sent back last.", max_length=500),
        ),
        migrations.AddConstraint(
            model_name="clearingrun",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("paid_eyes", ""),
                    models.Q(
                        ("state", "paid"),
                        models.Q(("paid_eyes", models.F("opened_eyes")), _negated=True),
                        models.Q(("paid_eyes", models.F("reviewed_eyes")), _negated=True),
                        models.Q(("paid_eyes", models.F("approved_eyes")), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="clearing_paid_by_a_fourth",
            ),
        ),
        Eyes("settlement_clearingrun", "opened", "reviewed", "approved", "paid"),
        SqlFile(SQL / "clearing.sql"),
    ]
