"""Claims are listed, and residents' accounts credited, by runs."""

from pathlib import Path

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import Q

import siadmin.kernel.fields
from siadmin.kernel.operations import SqlFile

SQL = Path(__file__).resolve().parent.parent / "sql"


def _of_a_run() -> models.OneToOneField:
    return models.OneToOneField(
        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="kernel.run"
    )


class Migration(migrations.Migration):
    dependencies = [
        ("selfpay", "0003_claims_stand"),
        ("kernel", "0004_rights"),
        ("assessment", "0010_people_who_pay_themselves"),
        ("registry", "0008_merges"),
    ]

    operations = [
        migrations.AddField("subsidyclaim", "listed_in", _of_a_run()),
        migrations.AddField(
            "subsidyclaim",
            "listed_at",
            models.DateTimeField(help_text="Null: its run still lists it, or found nothing any more.", null=True),
        ),
        migrations.AddField("subsidyclaim", "credited_in", _of_a_run()),
        migrations.AlterField("subsidyclaim", "people", models.IntegerField(default=0)),
        migrations.AlterField("subsidyclaim", "total_fen", siadmin.kernel.fields.FenField(default=0)),
        SqlFile(SQL / "unclaimed.sql"),
        SqlFile(SQL / "listing.sql"),
        migrations.RemoveConstraint("subsidyclaim", "claim_for_somebody"),
        migrations.AddConstraint(
            "subsidyclaim",
            models.CheckConstraint(
                condition=Q(listed_at__isnull=False, people__gt=0, total_fen__gt=0)
                | Q(listed_at__isnull=True, listed_in__isnull=False, people=0, total_fen=0),
                name="claim_for_somebody",
            ),
        ),
        migrations.AddConstraint(
            "subsidyclaim",
            models.CheckConstraint(
                condition=Q(received_on__isnull=True) | Q(listed_at__isnull=False), name="claim_received_once_listed"
            ),
        ),
        migrations.AddConstraint(
            "subsidyclaim",
            models.CheckConstraint(
                condition=Q(credited_in__isnull=True) | Q(kind="pension_resident", received_on__isnull=False),
                name="claim_credited_once_received",
            ),
        ),
    ]
