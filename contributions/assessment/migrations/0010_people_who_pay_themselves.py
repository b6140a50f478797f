"""Bills and notices of people who pay for themselves; what nobody paid in time lapses."""

from pathlib import Path

import django.db.models.deletion
import django.db.models.expressions
import django.db.models.functions.comparison
from django.db import migrations, models

from siadmin.kernel.operations import SqlFile

SQL = Path(__file__).resolve().parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies = [
        ("agency", "0006_one_person"),
        ("assessment", "0009_what_stays"),
        ("registry", "0004_one_person"),
    ]

    operations = [
        migrations.AddField(
            model_name="bill",
            name="lapsed_on",
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name="bill",
            name="person",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="own_bills", to="registry.person"
            ),
        ),
        migrations.AddField(
            model_name="notice",
            name="person",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="own_notices", to="registry.person"
            ),
        ),
        migrations.AlterField(
            model_name="bill",
            name="employer",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="bills",
                to="registry.employer",
            ),
        ),
        migrations.AlterField(
            model_name="bill",
            name="fund",
            field=models.CharField(
                choices=[
                    ("pension_employee", "Pension"),
                    ("medical_employee", "Medical"),
                    ("unemployment", "Unemployment"),
                    ("injury", "Injury"),
                    ("pension_resident", "Pension Resident"),
                    ("medical_resident", "Medical Resident"),
                ],
                max_length=20,
            ),
        ),
        migrations.AlterField(
            model_name="notice",
            name="employer",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="notices",
                to="registry.employer",
            ),
        ),
        migrations.AlterField(
            model_name="tariff",
            name="category",
            field=models.CharField(max_length=36),
        ),
        migrations.AlterField(
            model_name="tariff",
            name="insurance",
            field=models.CharField(
                choices=[
                    ("pension_employee", "Pension"),
                    ("medical_employee", "Medical"),
                    ("unemployment", "Unemployment"),
                    ("injury", "Injury"),
                    ("maternity", "Maternity"),
                    ("pension_resident", "Pension"),
                    ("medical_resident", "Medical"),
                ],
                max_length=20,
            ),
        ),
        migrations.AddIndex(
            model_name="bill",
            index=models.Index(
                condition=models.Q(
                    ("lapsed_on__isnull", True), ("person__isnull", False), ("settled_on__isnull", True)
                ),
                fields=["region", "due_on"],
                name="bill_own_open",
            ),
        ),
        migrations.AddField(
            model_name="bill",
            name="payer",
            field=models.GeneratedField(
                db_persist=True,
                expression=django.db.models.functions.comparison.Coalesce(
                    models.F("employer"),
                    django.db.models.expressions.CombinedExpression(models.F("person"), "*", models.Value(-1)),
                ),
                output_field=models.BigIntegerField(),
            ),
        ),
        migrations.AddField(
            model_name="notice",
            name="payer",
            field=models.GeneratedField(
                db_persist=True,
                expression=django.db.models.functions.comparison.Coalesce(
                    models.F("employer"),
                    django.db.models.expressions.CombinedExpression(models.F("person"), "*", models.Value(-1)),
                ),
                output_field=models.BigIntegerField(),
            ),
        ),
        migrations.AddConstraint(
            model_name="bill",
            constraint=models.UniqueConstraint(
                fields=("payer", "month", "fund", "version"), name="bill_payer_version_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="bill",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("employer__isnull", False), ("person__isnull", True)),
                    models.Q(("employer__isnull", True), ("person__isnull", False)),
                    _connector="OR",
                ),
                name="bill_one_payer",
            ),
        ),
        migrations.AddConstraint(
            model_name="bill",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("person__isnull", True),
                    models.Q(("employer_fen", 0), ("kind__in", ["assessed", "adjustment"])),
                    _connector="OR",
                ),
                name="bill_of_a_person",
            ),
        ),
        migrations.AddConstraint(
            model_name="bill",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("lapsed_on__isnull", True),
                    models.Q(
                        ("lapsed_on__gt", models.F("due_on")), ("person__isnull", False), ("settled_on__isnull", True)
                    ),
                    _connector="OR",
                ),
                name="bill_lapses_unpaid",
            ),
        ),
        migrations.AddConstraint(
            model_name="notice",
            constraint=models.UniqueConstraint(fields=("payer", "month", "version"), name="notice_payer_version_once"),
        ),
        migrations.AddConstraint(
            model_name="notice",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("employer__isnull", False), ("person__isnull", True)),
                    models.Q(("employer__isnull", True), ("person__isnull", False)),
                    _connector="OR",
                ),
                name="notice_one_payer",
            ),
        ),
        SqlFile(SQL / "lapsed_stays.sql"),
    ]
