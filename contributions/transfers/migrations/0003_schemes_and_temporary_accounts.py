"""A transfer may lead into another pension scheme (人社部发〔2014〕17号), or gather a temporary account (T66 5)."""

from pathlib import Path

import django.db.models.deletion
import django.db.models.expressions
from django.conf import settings
from django.db import migrations, models

import siadmin.kernel.fields
from siadmin.agency.operations import Eyes
from siadmin.kernel.operations import AppendOnly, OnlyAppended, SqlFile, SqlFileTakenBack

SQL = Path(__file__).resolve().parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies = [
        ("agency", "0002_promises"),
        ("participation", "0002_promises"),
        ("letters", "0002_promises"),
        ("matters", "0002_promises"),
        ("registry", "0002_promises"),
        ("transfers", "0002_promises"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        SqlFileTakenBack(SQL / "guards.sql"),
        migrations.CreateModel(
            name="Overlap",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("year", models.SmallIntegerField()),
                ("months", models.SmallIntegerField()),
                (
                    "own_fen",
                    siadmin.kernel.fields.FenField(help_text="What the person paid as a resident for the year."),
                ),
                ("amount_fen", siadmin.kernel.fields.FenField()),
            ],
        ),
        migrations.CreateModel(
            name="OverlapReturn",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("amount_fen", siadmin.kernel.fields.FenField()),
                ("returned_on", models.DateField()),
                ("bank_reference", models.CharField(max_length=60)),
                ("returned_eyes", models.CharField(max_length=64)),
                ("returned_at", models.DateTimeField()),
            ],
        ),
        migrations.RemoveConstraint(
            model_name="transfer",
            name="transfer_between_two_places",
        ),
        migrations.RemoveConstraint(
            model_name="transfer",
            name="transfer_of_what_moves",
        ),
        migrations.RemoveConstraint(
            model_name="transfer",
            name="transfer_amounts",
        ),
        migrations.AddField(
            model_name="transfer",
            name="overlap_fen",
            field=siadmin.kernel.fields.FenField(
                help_text="Paid as a resident for months paid as an employee too: goes back.", null=True
            ),
        ),
        migrations.AddField(
            model_name="transfer",
            name="to_insurance",
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
                default="pension_employee",
                max_length=20,
            ),
            preserve_default=False,
        ),
        migrations.CreateModel(
            name="TemporaryAccount",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("since", siadmin.kernel.fields.MonthField(help_text="The first month insured there.")),
                ("age_months", models.SmallIntegerField(help_text="In that month.")),
                ("least_months", models.SmallIntegerField(help_text="The age from which the law says so, by sex.")),
                ("opened_at", models.DateTimeField()),
            ],
        ),
        migrations.AddField(
            model_name="transfer",
            name="pooled_interest_fen",
            field=siadmin.kernel.fields.FenField(
                help_text="Of it: interest, to the day of `interest_until`.", null=True
            ),
        ),
        migrations.AddField(
            model_name="transfer",
            name="pooled_year_interest_fen",
            field=siadmin.kernel.fields.FenField(help_text="Of that: of the year of that day.", null=True),
        ),
        migrations.AddField(
            model_name="transferyear",
            name="employer_fen",
            field=siadmin.kernel.fields.FenField(default=0, help_text="What employers paid, of a temporary account."),
        ),
        migrations.RemoveConstraint(model_name="transferyear", name="transfer_year_counts"),
        migrations.AddConstraint(
            model_name="transferyear",
            constraint=models.CheckConstraint(
                condition=models.Q(("months__gte", -12), ("months__lte", 12)), name="transfer_year_counts"
            ),
        ),
        migrations.AlterField(
            model_name="transfer",
            name="pooled_fen",
            field=siadmin.kernel.fields.FenField(
                help_text="Of a temporary account all that employers paid, with interest.", null=True
            ),
        ),
        migrations.AddField(
            model_name="temporaryaccount",
            name="case",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="matters.case"
            ),
        ),
        migrations.AddField(
            model_name="temporaryaccount",
            name="kept_at",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="agency.region"),
        ),
        migrations.AddField(
            model_name="temporaryaccount",
            name="opened_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="temporaryaccount",
            name="person",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="temporary_accounts", to="registry.person"
            ),
        ),
        migrations.AddField(
            model_name="temporaryaccount",
            name="region",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="agency.region"),
        ),
        migrations.AddField(
            model_name="transfer",
            name="temporary",
            field=models.ForeignKey(
                help_text="The account it gathers, where it is no relation.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="transfers",
                to="transfers.temporaryaccount",
            ),
        ),
        migrations.RunSQL(
            "UPDATE transfers_transfer SET to_insurance = insurance,"
            " overlap_fen = CASE WHEN pooled_fen IS NOT NULL THEN 0 END,"
            " pooled_interest_fen = CASE WHEN pooled_fen IS NOT NULL THEN 0 END,"
            " pooled_year_interest_fen = CASE WHEN pooled_fen IS NOT NULL THEN 0 END",
            migrations.RunSQL.noop,
        ),
        migrations.AlterField(
            model_name="transfer",
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
        migrations.AddConstraint(
            model_name="transfer",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("from_region", models.F("to_region")), _negated=True),
                    models.Q(("insurance", models.F("to_insurance")), _negated=True),
                    _connector="OR",
                ),
                name="transfer_between_two_places",
            ),
        ),
        migrations.AddConstraint(
            model_name="transfer",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("insurance__in", ["pension_employee", "medical_employee", "unemployment", "pension_resident"]),
                        ("to_insurance", models.F("insurance")),
                    ),
                    models.Q(
                        ("insurance__in", ["pension_employee", "pension_resident"]),
                        ("to_insurance__in", ["pension_employee", "pension_resident"]),
                    ),
                    _connector="OR",
                ),
                name="transfer_of_what_moves",
            ),
        ),
        migrations.AddConstraint(
            model_name="transfer",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("overlap_fen__isnull", True),
                    ("overlap_fen", 0),
                    models.Q(
                        models.Q(("insurance", models.F("to_insurance")), _negated=True),
                        ("pooled_fen", 0),
                        models.Q(
                            ("insurance", "pension_employee"),
                            ("overlap_fen__lte", models.F("principal_fen")),
                            _connector="OR",
                        ),
                    ),
                    _connector="OR",
                ),
                name="transfer_overlap_of_a_change_of_scheme",
            ),
        ),
        migrations.AddField(
            model_name="overlap",
            name="transfer",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="overlaps", to="transfers.transfer"
            ),
        ),
        migrations.AddField(
            model_name="overlapreturn",
            name="returned_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="overlapreturn",
            name="transfer",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT, related_name="overlap_return", to="transfers.transfer"
            ),
        ),
        migrations.AddConstraint(
            model_name="overlap",
            constraint=models.UniqueConstraint(fields=("transfer", "year"), name="overlap_year_once"),
        ),
        migrations.AddConstraint(
            model_name="overlap",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "amount_fen",
                        django.db.models.expressions.CombinedExpression(
                            django.db.models.expressions.CombinedExpression(
                                django.db.models.expressions.CombinedExpression(
                                    models.F("own_fen"), "*", models.F("months")
                                ),
                                "+",
                                models.Value(6),
                            ),
                            "/",
                            models.Value(12),
                        ),
                    ),
                    ("months__gte", 1),
                    ("months__lte", 12),
                    ("own_fen__gt", 0),
                ),
                name="overlap_by_twelfths",
            ),
        ),
        migrations.AddConstraint(
            model_name="overlapreturn",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("amount_fen__gt", 0),
                    models.Q(("bank_reference", ""), _negated=True),
                    models.Q(("returned_eyes", ""), _negated=True),
                ),
                name="overlap_returned_by_a_slip",
            ),
        ),
        migrations.AddConstraint(
            model_name="transfer",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("pooled_interest_fen__isnull", True), ("temporary__isnull", True)),
                    models.Q(("pooled_interest_fen", 0), ("temporary__isnull", True)),
                    models.Q(
                        ("insurance", "pension_employee"),
                        ("temporary__isnull", False),
                        ("to_insurance", "pension_employee"),
                    ),
                    _connector="OR",
                ),
                name="transfer_of_a_temporary_account",
            ),
        ),
        migrations.AddConstraint(
            model_name="transfer",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("interest_fen__isnull", True),
                        ("interest_until__isnull", True),
                        ("months__isnull", True),
                        ("overlap_fen__isnull", True),
                        ("pooled_fen__isnull", True),
                        ("pooled_interest_fen__isnull", True),
                        ("pooled_year_interest_fen__isnull", True),
                        ("principal_fen__isnull", True),
                        ("wages_fen__isnull", True),
                        ("year_interest_fen__isnull", True),
                    ),
                    models.Q(
                        ("interest_fen__gte", models.F("year_interest_fen")),
                        ("interest_fen__isnull", False),
                        ("interest_until__isnull", False),
                        ("months__gte", 0),
                        ("months__isnull", False),
                        ("overlap_fen__gte", 0),
                        ("overlap_fen__isnull", False),
                        ("pooled_fen__gte", models.F("pooled_interest_fen")),
                        ("pooled_fen__isnull", False),
                        ("pooled_interest_fen__gte", models.F("pooled_year_interest_fen")),
                        ("pooled_interest_fen__isnull", False),
                        ("pooled_year_interest_fen__gte", 0),
                        ("pooled_year_interest_fen__isnull", False),
                        ("principal_fen__gte", 0),
                        ("principal_fen__isnull", False),
                        ("wages_fen__gte", 0),
                        ("wages_fen__isnull", False),
                        ("year_interest_fen__gte", 0),
                        ("year_interest_fen__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="transfer_amounts",
            ),
        ),
        migrations.AddConstraint(
            model_name="temporaryaccount",
            constraint=models.UniqueConstraint(fields=("person", "region"), name="temporary_account_once"),
        ),
        migrations.AddConstraint(
            model_name="temporaryaccount",
            constraint=models.CheckConstraint(
                condition=models.Q(("region", models.F("kept_at")), _negated=True),
                name="temporary_account_beside_the_relation",
            ),
        ),
        migrations.AddConstraint(
            model_name="temporaryaccount",
            constraint=models.CheckConstraint(
                condition=models.Q(("age_months__gte", models.F("least_months"))),
                name="temporary_account_of_an_older_mover",
            ),
        ),
        SqlFile(SQL / "guards.sql"),
        SqlFile(SQL / "change_of_scheme.sql"),
        SqlFile(SQL / "temporary.sql"),
        Eyes("transfers_overlapreturn", "returned"),
        AppendOnly("transfers_temporaryaccount"),
        OnlyAppended("transfers_temporaryaccount"),
        AppendOnly("transfers_overlap"),
        OnlyAppended("transfers_overlap"),
        AppendOnly("transfers_overlapreturn"),
        OnlyAppended("transfers_overlapreturn"),
    ]
