import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
import siadmin.kernel.fields
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("agency", "0001_tables"),
        ("letters", "0001_tables"),
        ("matters", "0001_tables"),
        ("pghistory", "0007_auto_20250421_0444"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="BankCard",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("bank_name", models.CharField(max_length=80)),
                ("account", siadmin.kernel.fields.EncryptedTextField()),
                ("account_hash", siadmin.kernel.fields.HashField(max_length=32)),
                ("starts_on", models.DateField()),
                ("ends_before", models.DateField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name="Card",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[("ss_card", "Social Security Card"), ("e_voucher", "E Voucher")], max_length=10
                    ),
                ),
                ("number", siadmin.kernel.fields.EncryptedTextField()),
                ("number_hash", siadmin.kernel.fields.HashField(max_length=32)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("issued", "Issued"),
                            ("suspended", "Suspended"),
                            ("lost", "Lost"),
                            ("cancelled", "Cancelled"),
                        ],
                        default="issued",
                        max_length=10,
                    ),
                ),
                ("since", models.DateField(help_text="Of the state.")),
            ],
        ),
        migrations.CreateModel(
            name="Identifier",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("citizen_id", "Citizen Id"),
                            ("residence_permit", "Residence Permit"),
                            ("foreign_pr", "Foreign Pr"),
                            ("foreign_number", "Foreign Number"),
                        ],
                        max_length=16,
                    ),
                ),
                ("value", siadmin.kernel.fields.EncryptedTextField()),
                ("value_hash", siadmin.kernel.fields.HashField(max_length=32)),
                ("starts_on", models.DateField()),
                ("ends_before", models.DateField(null=True)),
                ("ended_because", models.CharField(blank=True, max_length=200)),
            ],
        ),
        migrations.CreateModel(
            name="Delegate",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("starts_on", models.DateField()),
                ("ends_before", models.DateField(null=True)),
                ("granted_at", models.DateTimeField()),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="delegations",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Employer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.CharField(max_length=12, unique=True)),
                ("credit_code", models.CharField(max_length=18)),
                ("name", models.CharField(max_length=120)),
                ("name_en", models.CharField(blank=True, max_length=160)),
                ("name_folded", models.CharField(max_length=120)),
                ("initials", models.CharField(blank=True, max_length=60)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("enterprise", "Enterprise"),
                            ("institution", "Institution"),
                            ("government", "Government"),
                            ("social_organisation", "Social Organisation"),
                            ("individual_business", "Individual Business"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "authority",
                    models.CharField(
                        choices=[
                            ("market_regulation", "Market"),
                            ("civil_affairs", "Civil Affairs"),
                            ("establishment_office", "Establishment"),
                        ],
                        max_length=20,
                    ),
                ),
                ("address", models.CharField(max_length=200)),
                ("legal_representative", models.CharField(max_length=60)),
                ("contact_phone", siadmin.kernel.fields.EncryptedTextField(null=True)),
                ("bank_name", models.CharField(max_length=80)),
                ("bank_account", siadmin.kernel.fields.EncryptedTextField()),
                ("bank_account_hash", siadmin.kernel.fields.HashField(max_length=32)),
                ("registered_on", models.DateField()),
                ("cancelled_on", models.DateField(null=True)),
                (
                    "pooling_region",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="agency.region"
                    ),
                ),
                (
                    "region",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="agency.region"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="DelegateHistory",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("starts_on", models.DateField()),
                ("ends_before", models.DateField(null=True)),
                ("granted_at", models.DateTimeField()),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="registry.delegate",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "employer",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="registry.employer",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddField(
            model_name="delegate",
            name="employer",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="delegates", to="registry.employer"
            ),
        ),
        migrations.CreateModel(
            name="Closing",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("last_day", models.DateField()),
                (
                    "ground",
                    models.CharField(
                        choices=[
                            ("dissolved", "Dissolved"),
                            ("bankrupt", "Bankrupt"),
                            ("merged", "Merged"),
                            ("licence_revoked", "Licence Revoked"),
                            ("moved_away", "Moved Away"),
                            ("other", "Other"),
                        ],
                        max_length=16,
                    ),
                ),
                (
                    "decision",
                    models.CharField(
                        blank=True, help_text="The document that ended it, with its number.", max_length=120
                    ),
                ),
                ("case", models.CharField(max_length=12)),
                ("closed_at", models.DateTimeField()),
                ("reopened_at", models.DateTimeField(null=True)),
                ("reopened_case", models.CharField(blank=True, max_length=12)),
                (
                    "certificate",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="letters.issued"
                    ),
                ),
                (
                    "employer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="closings", to="registry.employer"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="EmployerHistory",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("number", models.CharField(max_length=12)),
                ("credit_code", models.CharField(max_length=18)),
                ("name", models.CharField(max_length=120)),
                ("name_en", models.CharField(blank=True, max_length=160)),
                ("name_folded", models.CharField(max_length=120)),
                ("initials", models.CharField(blank=True, max_length=60)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("enterprise", "Enterprise"),
                            ("institution", "Institution"),
                            ("government", "Government"),
                            ("social_organisation", "Social Organisation"),
                            ("individual_business", "Individual Business"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "authority",
                    models.CharField(
                        choices=[
                            ("market_regulation", "Market"),
                            ("civil_affairs", "Civil Affairs"),
                            ("establishment_office", "Establishment"),
                        ],
                        max_length=20,
                    ),
                ),
                ("address", models.CharField(max_length=200)),
                ("legal_representative", models.CharField(max_length=60)),
                ("contact_phone", siadmin.kernel.fields.EncryptedTextField(null=True)),
                ("bank_name", models.CharField(max_length=80)),
                ("bank_account", siadmin.kernel.fields.EncryptedTextField()),
                ("bank_account_hash", siadmin.kernel.fields.HashField(max_length=32)),
                ("registered_on", models.DateField()),
                ("cancelled_on", models.DateField(null=True)),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="registry.employer",
                    ),
                ),
                (
                    "pooling_region",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="agency.region",
                    ),
                ),
                (
                    "region",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="agency.region",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="InjuryRate",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("risk_class", models.SmallIntegerField()),
                (
                    "factor",
                    models.DecimalField(decimal_places=2, help_text="0.50, 0.80, 1.00, 1.20 or 1.50.", max_digits=4),
                ),
                ("starts_on", models.DateField()),
                ("ends_before", models.DateField(null=True)),
                ("decision", models.CharField(blank=True, max_length=120)),
                (
                    "employer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="injury_rates", to="registry.employer"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="InjuryRateHistory",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("risk_class", models.SmallIntegerField()),
                (
                    "factor",
                    models.DecimalField(decimal_places=2, help_text="0.50, 0.80, 1.00, 1.20 or 1.50.", max_digits=4),
                ),
                ("starts_on", models.DateField()),
                ("ends_before", models.DateField(null=True)),
                ("decision", models.CharField(blank=True, max_length=120)),
                (
                    "employer",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="registry.employer",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="registry.injuryrate",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Person",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "number",
                    models.CharField(help_text="Public and opaque, such as P7K2-M9Q4X.", max_length=12, unique=True),
                ),
                ("name", models.CharField(max_length=60)),
                (
                    "name_folded",
                    models.CharField(
                        db_collation="C", help_text="For search: no spaces, one kind of dot, lower case.", max_length=60
                    ),
                ),
                ("pinyin", models.CharField(blank=True, db_collation="C", max_length=120)),
                ("initials", models.CharField(blank=True, db_collation="C", max_length=20)),
                ("sex", models.CharField(choices=[("male", "Male"), ("female", "Female")], max_length=6)),
                ("birth_on", models.DateField()),
                (
                    "retirement_group",
                    models.CharField(choices=[("M60", "M60"), ("F55", "F55"), ("F50", "F50")], max_length=3),
                ),
                ("phone", siadmin.kernel.fields.EncryptedTextField(null=True)),
                ("phone_hash", siadmin.kernel.fields.HashField(max_length=32, null=True)),
                ("died_on", models.DateField(null=True)),
                ("registered_at", models.DateTimeField()),
                (
                    "death_told_of",
                    models.ForeignKey(
                        db_index=False,
                        help_text="The record of the same person a register told it of; null: this one.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="registry.person",
                    ),
                ),
                (
                    "household",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="agency.region"
                    ),
                ),
                (
                    "phone_case",
                    models.ForeignKey(
                        db_index=False,
                        help_text="By which it was told at the counter, or changed last.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="matters.case",
                    ),
                ),
                (
                    "residence",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="agency.region"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Merge",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("from_month", siadmin.kernel.fields.MonthField()),
                ("merged_at", models.DateTimeField()),
                ("undone_at", models.DateTimeField(null=True)),
                (
                    "case",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="merge", to="matters.case"
                    ),
                ),
                (
                    "link",
                    models.ForeignKey(
                        help_text="None: they were of one already.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="agency.numberlink",
                    ),
                ),
                (
                    "undone_by",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="unmerge",
                        to="matters.case",
                    ),
                ),
                (
                    "into",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="merged_in", to="registry.person"
                    ),
                ),
                (
                    "record",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="merges", to="registry.person"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Likeness",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("signs", models.CharField(help_text="Codes of `rules.alike.Sign`, by spaces.", max_length=120)),
                ("weight", models.SmallIntegerField()),
                ("found_at", models.DateTimeField()),
                (
                    "verdict",
                    models.CharField(blank=True, choices=[("same", "Same"), ("different", "Different")], max_length=9),
                ),
                ("reason", models.CharField(blank=True, max_length=200)),
                ("answered_at", models.DateTimeField(null=True)),
                (
                    "answered_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "one",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="registry.person"
                    ),
                ),
                (
                    "other",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="registry.person"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="IdentifierHistory",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("citizen_id", "Citizen Id"),
                            ("residence_permit", "Residence Permit"),
                            ("foreign_pr", "Foreign Pr"),
                            ("foreign_number", "Foreign Number"),
                        ],
                        max_length=16,
                    ),
                ),
                ("value", siadmin.kernel.fields.EncryptedTextField()),
                ("value_hash", siadmin.kernel.fields.HashField(max_length=32)),
                ("starts_on", models.DateField()),
                ("ends_before", models.DateField(null=True)),
                ("ended_because", models.CharField(blank=True, max_length=200)),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="registry.identifier",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="registry.person",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddField(
            model_name="identifier",
            name="person",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="identifiers", to="registry.person"
            ),
        ),
        migrations.CreateModel(
            name="CitizenTie",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("tied_at", models.DateTimeField()),
                (
                    "user",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="citizen_tie",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "person",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="citizen_tie", to="registry.person"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="CardHistory",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "kind",
                    models.CharField(
                        choices=[("ss_card", "Social Security Card"), ("e_voucher", "E Voucher")], max_length=10
                    ),
                ),
                ("number", siadmin.kernel.fields.EncryptedTextField()),
                ("number_hash", siadmin.kernel.fields.HashField(max_length=32)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("issued", "Issued"),
                            ("suspended", "Suspended"),
                            ("lost", "Lost"),
                            ("cancelled", "Cancelled"),
                        ],
                        default="issued",
                        max_length=10,
                    ),
                ),
                ("since", models.DateField(help_text="Of the state.")),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="registry.card",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="registry.person",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddField(
            model_name="card",
            name="person",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="cards", to="registry.person"
            ),
        ),
        migrations.CreateModel(
            name="BankCardHistory",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("bank_name", models.CharField(max_length=80)),
                ("account", siadmin.kernel.fields.EncryptedTextField()),
                ("account_hash", siadmin.kernel.fields.HashField(max_length=32)),
                ("starts_on", models.DateField()),
                ("ends_before", models.DateField(null=True)),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="registry.bankcard",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="registry.person",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddField(
            model_name="bankcard",
            name="person",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="bank_cards", to="registry.person"
            ),
        ),
        migrations.CreateModel(
            name="Activation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("granted_at", models.DateTimeField()),
                ("expires_at", models.DateTimeField()),
                ("used_at", models.DateTimeField(null=True)),
                (
                    "granted_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="activations", to="registry.person"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="PersonHistory",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("number", models.CharField(help_text="Public and opaque, such as P7K2-M9Q4X.", max_length=12)),
                ("name", models.CharField(max_length=60)),
                (
                    "name_folded",
                    models.CharField(
                        db_collation="C", help_text="For search: no spaces, one kind of dot, lower case.", max_length=60
                    ),
                ),
                ("pinyin", models.CharField(blank=True, db_collation="C", max_length=120)),
                ("initials", models.CharField(blank=True, db_collation="C", max_length=20)),
                ("sex", models.CharField(choices=[("male", "Male"), ("female", "Female")], max_length=6)),
                ("birth_on", models.DateField()),
                (
                    "retirement_group",
                    models.CharField(choices=[("M60", "M60"), ("F55", "F55"), ("F50", "F50")], max_length=3),
                ),
                ("phone", siadmin.kernel.fields.EncryptedTextField(null=True)),
                ("phone_hash", siadmin.kernel.fields.HashField(max_length=32, null=True)),
                ("died_on", models.DateField(null=True)),
                ("registered_at", models.DateTimeField()),
                (
                    "death_told_of",
                    models.ForeignKey(
                        db_constraint=False,
                        help_text="The record of the same person a register told it of; null: this one.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="registry.person",
                    ),
                ),
                (
                    "household",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="agency.region",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="registry.person",
                    ),
                ),
                (
                    "phone_case",
                    models.ForeignKey(
                        db_constraint=False,
                        help_text="By which it was told at the counter, or changed last.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="matters.case",
                    ),
                ),
                (
                    "residence",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="agency.region",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ApiToken",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("digest", models.CharField(max_length=64, unique=True)),
                ("scope", models.CharField(max_length=20)),
                ("name", models.CharField(max_length=80)),
                ("created_at", models.DateTimeField()),
                ("revoked_at", models.DateTimeField(null=True)),
                (
                    "region",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="agency.region"
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="api_tokens",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("scope__in", ["employer", "tax_authority", "bank"])), name="api_token_scope"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("region__isnull", True), ("scope", "employer")),
                            models.Q(
                                models.Q(("scope", "employer"), _negated=True),
                                models.Q(("region__isnull", False), ("revoked_at__isnull", False), _connector="OR"),
                            ),
                            _connector="OR",
                        ),
                        name="api_token_region",
                    ),
                ],
            },
        ),
        migrations.AddIndex(
            model_name="employer",
            index=models.Index(fields=["name_folded"], name="employer_name", opclasses=["varchar_pattern_ops"]),
        ),
        migrations.AddIndex(
            model_name="employer",
            index=models.Index(fields=["initials"], name="employer_initials", opclasses=["varchar_pattern_ops"]),
        ),
        migrations.AddIndex(
            model_name="employer",
            index=models.Index(fields=["bank_account_hash"], name="employer_bank"),
        ),
        migrations.AddIndex(
            model_name="employer",
            index=models.Index(fields=["pooling_region", "id"], name="employer_pool"),
        ),
        migrations.AddConstraint(
            model_name="employer",
            constraint=models.UniqueConstraint(
                condition=models.Q(("cancelled_on__isnull", True)), fields=("credit_code",), name="employer_code_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="employer",
            constraint=models.CheckConstraint(
                condition=models.Q(("credit_code__regex", "^[0-9A-HJ-NP-RTUW-Y]{18}$")), name="employer_code_form"
            ),
        ),
        migrations.AddConstraint(
            model_name="employer",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("cancelled_on__isnull", True), ("cancelled_on__gte", models.F("registered_on")), _connector="OR"
                ),
                name="employer_period",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="employer",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "registry_employerhistory" ("address", "authority", "bank_account", "bank_account_hash", "bank_name", "cancelled_on", "contact_phone", "credit_code", "id", "initials", "kind", "legal_representative", "name", "name_en", "name_folded", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pooling_region_id", "region_id", "registered_on") VALUES (NEW."address", NEW."authority", NEW."bank_account", NEW."bank_account_hash", NEW."bank_name", NEW."cancelled_on", NEW."contact_phone", NEW."credit_code", NEW."id", NEW."initials", NEW."kind", NEW."legal_representative", NEW."name", NEW."name_en", NEW."name_folded", NEW."number", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."pooling_region_id", NEW."region_id", NEW."registered_on"); RETURN NULL;',
                    hash="1cccd8b168a81f7aae4393afc1e80b159b29ca3d",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_a859e",
                    table="registry_employer",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="employer",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "registry_employerhistory" ("address", "authority", "bank_account", "bank_account_hash", "bank_name", "cancelled_on", "contact_phone", "credit_code", "id", "initials", "kind", "legal_representative", "name", "name_en", "name_folded", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pooling_region_id", "region_id", "registered_on") VALUES (NEW."address", NEW."authority", NEW."bank_account", NEW."bank_account_hash", NEW."bank_name", NEW."cancelled_on", NEW."contact_phone", NEW."credit_code", NEW."id", NEW."initials", NEW."kind", NEW."legal_representative", NEW."name", NEW."name_en", NEW."name_folded", NEW."number", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."pooling_region_id", NEW."region_id", NEW."registered_on"); RETURN NULL;',
                    hash="c6fa76f6450525b290774f8e786a34189b44b9ce",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_74232",
                    table="registry_employer",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="delegatehistory",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="404ab535adc8f32ccbe2d09bbf72590f06a8cd7a",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_026a9",
                    table="registry_delegatehistory",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="delegate",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ends_before__isnull", True)), fields=("user", "employer"), name="delegate_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="delegate",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("ends_before__isnull", True), ("ends_before__gte", models.F("starts_on")), _connector="OR"
                ),
                name="delegate_period",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="delegate",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "registry_delegatehistory" ("employer_id", "ends_before", "granted_at", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "starts_on", "user_id") VALUES (NEW."employer_id", NEW."ends_before", NEW."granted_at", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."starts_on", NEW."user_id"); RETURN NULL;',
                    hash="8a2bcb15386d797ba6d2ed01fcb85fc74a1b1930",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_a0db6",
                    table="registry_delegate",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="delegate",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "registry_delegatehistory" ("employer_id", "ends_before", "granted_at", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "starts_on", "user_id") VALUES (NEW."employer_id", NEW."ends_before", NEW."granted_at", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."starts_on", NEW."user_id"); RETURN NULL;',
                    hash="4b050db7827154a1874e33da9e2319a15cfbbd58",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_56ce7",
                    table="registry_delegate",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="closing",
            constraint=models.UniqueConstraint(
                condition=models.Q(("reopened_at__isnull", True)), fields=("employer",), name="employer_closed_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="closing",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("reopened_at__isnull", True), ("reopened_case", "")),
                    models.Q(
                        ("reopened_at__gte", models.F("closed_at")), models.Q(("reopened_case", ""), _negated=True)
                    ),
                    _connector="OR",
                ),
                name="closing_reopened_by_a_case",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="employerhistory",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="d4190ccc582db371e5e8c2f56e10d083a7227668",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_6f4b3",
                    table="registry_employerhistory",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="injuryrate",
            constraint=models.CheckConstraint(
                condition=models.Q(("risk_class__gte", 1), ("risk_class__lte", 8)), name="injury_rate_class"
            ),
        ),
        migrations.AddConstraint(
            model_name="injuryrate",
            constraint=models.CheckConstraint(
                condition=models.Q(("factor__in", ["0.50", "0.80", "1.00", "1.20", "1.50"])), name="injury_rate_factor"
            ),
        ),
        migrations.AddConstraint(
            model_name="injuryrate",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("ends_before__isnull", True), ("ends_before__gt", models.F("starts_on")), _connector="OR"
                ),
                name="injury_rate_period",
            ),
        ),
        migrations.AddConstraint(
            model_name="injuryrate",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ends_before__isnull", True)), fields=("employer",), name="injury_rate_one_open"
            ),
        ),
        migrations.AddConstraint(
            model_name="injuryrate",
            constraint=models.UniqueConstraint(fields=("employer", "starts_on"), name="injury_rate_start_once"),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="injuryrate",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "registry_injuryratehistory" ("decision", "employer_id", "ends_before", "factor", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "risk_class", "starts_on") VALUES (NEW."decision", NEW."employer_id", NEW."ends_before", NEW."factor", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."risk_class", NEW."starts_on"); RETURN NULL;',
                    hash="e7129588080b794e8d04afce692036a61cc78469",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_a6de4",
                    table="registry_injuryrate",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="injuryrate",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "registry_injuryratehistory" ("decision", "employer_id", "ends_before", "factor", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "risk_class", "starts_on") VALUES (NEW."decision", NEW."employer_id", NEW."ends_before", NEW."factor", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."risk_class", NEW."starts_on"); RETURN NULL;',
                    hash="1d87561b35573bfd0a92804c7cf53cad8db5f4d7",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_b5fad",
                    table="registry_injuryrate",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="injuryratehistory",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="e4707728da86ed77e71532a6ad18fdba14a85427",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_46d91",
                    table="registry_injuryratehistory",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="person",
            index=models.Index(fields=["name_folded", "id"], name="person_by_name"),
        ),
        migrations.AddIndex(
            model_name="person",
            index=models.Index(fields=["initials", "id"], name="person_by_initials"),
        ),
        migrations.AddIndex(
            model_name="person",
            index=models.Index(fields=["pinyin", "id"], name="person_by_pinyin"),
        ),
        migrations.AddIndex(
            model_name="person",
            index=models.Index(fields=["birth_on", "name_folded"], name="person_born"),
        ),
        migrations.AddIndex(
            model_name="person",
            index=models.Index(fields=["phone_hash"], name="person_phone"),
        ),
        migrations.AddIndex(
            model_name="person",
            index=models.Index(
                condition=models.Q(("died_on__isnull", False)), fields=["id"], include=("died_on",), name="person_dead"
            ),
        ),
        migrations.AddConstraint(
            model_name="person",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("death_told_of__isnull", True),
                    models.Q(("died_on__isnull", False), models.Q(("death_told_of", models.F("id")), _negated=True)),
                    _connector="OR",
                ),
                name="person_death_told_of_another",
            ),
        ),
        migrations.AddConstraint(
            model_name="person",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("phone__isnull", True), ("phone_hash__isnull", True)),
                    models.Q(("phone__isnull", False), ("phone_hash__isnull", False)),
                    _connector="OR",
                ),
                name="person_phone_has_hash",
            ),
        ),
        migrations.AddConstraint(
            model_name="person",
            constraint=models.CheckConstraint(
                condition=models.Q(("died_on__isnull", True), ("died_on__gte", models.F("birth_on")), _connector="OR"),
                name="person_dies_after_birth",
            ),
        ),
        migrations.AddConstraint(
            model_name="person",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("retirement_group", "M60"), ("sex", "male")),
                    models.Q(("retirement_group__in", ["F55", "F50"]), ("sex", "female")),
                    _connector="OR",
                ),
                name="person_group_fits_sex",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="person",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "registry_personhistory" ("birth_on", "death_told_of_id", "died_on", "household_id", "id", "initials", "name", "name_folded", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "phone_case_id", "phone_hash", "pinyin", "registered_at", "residence_id", "retirement_group", "sex") VALUES (NEW."birth_on", NEW."death_told_of_id", NEW."died_on", NEW."household_id", NEW."id", NEW."initials", NEW."name", NEW."name_folded", NEW."number", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."phone", NEW."phone_case_id", NEW."phone_hash", NEW."pinyin", NEW."registered_at", NEW."residence_id", NEW."retirement_group", NEW."sex"); RETURN NULL;',
                    hash="c255cdc1d27d537e958ed8f9655d0bf2e19b973e",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_2388e",
                    table="registry_person",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="person",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "registry_personhistory" ("birth_on", "death_told_of_id", "died_on", "household_id", "id", "initials", "name", "name_folded", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "phone_case_id", "phone_hash", "pinyin", "registered_at", "residence_id", "retirement_group", "sex") VALUES (NEW."birth_on", NEW."death_told_of_id", NEW."died_on", NEW."household_id", NEW."id", NEW."initials", NEW."name", NEW."name_folded", NEW."number", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."phone", NEW."phone_case_id", NEW."phone_hash", NEW."pinyin", NEW."registered_at", NEW."residence_id", NEW."retirement_group", NEW."sex"); RETURN NULL;',
                    hash="73f14fd696f63963b2d35d0608fd5bc336390774",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_56ba8",
                    table="registry_person",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="merge",
            index=models.Index(fields=["into"], name="merge_into"),
        ),
        migrations.AddConstraint(
            model_name="merge",
            constraint=models.UniqueConstraint(
                condition=models.Q(("undone_at__isnull", True)), fields=("record",), name="merge_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="merge",
            constraint=models.CheckConstraint(
                condition=models.Q(("record", models.F("into")), _negated=True), name="merge_of_two"
            ),
        ),
        migrations.AddConstraint(
            model_name="merge",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("undone_at__isnull", True), ("undone_by__isnull", True)),
                    models.Q(("undone_at__gte", models.F("merged_at")), ("undone_by__isnull", False)),
                    _connector="OR",
                ),
                name="merge_undone_by_a_case",
            ),
        ),
        migrations.AddIndex(
            model_name="likeness",
            index=models.Index(condition=models.Q(("verdict", "")), fields=["-weight", "id"], name="likeness_open"),
        ),
        migrations.AddIndex(
            model_name="likeness",
            index=models.Index(fields=["other"], name="likeness_other"),
        ),
        migrations.AddConstraint(
            model_name="likeness",
            constraint=models.UniqueConstraint(fields=("one", "other"), name="likeness_once"),
        ),
        migrations.AddConstraint(
            model_name="likeness",
            constraint=models.CheckConstraint(
                condition=models.Q(("one__lt", models.F("other"))), name="likeness_in_order"
            ),
        ),
        migrations.AddConstraint(
            model_name="likeness",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("answered_at__isnull", True), ("answered_by__isnull", True), ("reason", ""), ("verdict", "")
                    ),
                    models.Q(
                        models.Q(("verdict", ""), _negated=True),
                        models.Q(("reason", ""), _negated=True),
                        ("answered_at__isnull", False),
                        ("answered_by__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="likeness_answered_by_somebody",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="identifierhistory",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="43f64f1efc52a29393f357f6af7e6032b6e6d6f6",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_8b749",
                    table="registry_identifierhistory",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="identifier",
            index=models.Index(fields=["value_hash"], name="identifier_any_time"),
        ),
        migrations.AddConstraint(
            model_name="identifier",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ends_before__isnull", True)),
                fields=("value_hash",),
                name="identifier_current_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="identifier",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ends_before__isnull", True)),
                fields=("person", "kind"),
                name="identifier_kind_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="identifier",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("ends_before__isnull", True), ("ends_before__gt", models.F("starts_on")), _connector="OR"
                ),
                name="identifier_period",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="identifier",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "registry_identifierhistory" ("ended_because", "ends_before", "id", "kind", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "starts_on", "value", "value_hash") VALUES (NEW."ended_because", NEW."ends_before", NEW."id", NEW."kind", NEW."person_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."starts_on", NEW."value", NEW."value_hash"); RETURN NULL;',
                    hash="40b1cc5340dc35f3371c78a3661c08204ce15091",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_62d9d",
                    table="registry_identifier",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="identifier",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "registry_identifierhistory" ("ended_because", "ends_before", "id", "kind", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "starts_on", "value", "value_hash") VALUES (NEW."ended_because", NEW."ends_before", NEW."id", NEW."kind", NEW."person_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."starts_on", NEW."value", NEW."value_hash"); RETURN NULL;',
                    hash="4b9742e096d031d3061a0b21cf418cd6662e1e0f",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_0b9e7",
                    table="registry_identifier",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="cardhistory",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="00d467b4fe0ef5c9c774511521221b217b96aed5",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_063b2",
                    table="registry_cardhistory",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="card",
            index=models.Index(fields=["number_hash"], name="card_any_state"),
        ),
        migrations.AddConstraint(
            model_name="card",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "cancelled"), _negated=True),
                fields=("number_hash",),
                name="card_number_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="card",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state__in", ["issued", "suspended"])),
                fields=("person", "kind"),
                name="card_kind_once",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="card",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "registry_cardhistory" ("id", "kind", "number", "number_hash", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "since", "state") VALUES (NEW."id", NEW."kind", NEW."number", NEW."number_hash", NEW."person_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."since", NEW."state"); RETURN NULL;',
                    hash="ca05b1152213c115c5b5dd15d3590e9107e63bc8",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_2e6e8",
                    table="registry_card",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="card",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "registry_cardhistory" ("id", "kind", "number", "number_hash", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "since", "state") VALUES (NEW."id", NEW."kind", NEW."number", NEW."number_hash", NEW."person_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."since", NEW."state"); RETURN NULL;',
                    hash="b7b346696dee84c429803fb1ed610716359189c9",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_4d08f",
                    table="registry_card",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="bankcardhistory",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="09b305e2c35232d2c3398bf8ccee1ecddfdbe707",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_7a8ec",
                    table="registry_bankcardhistory",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="bankcard",
            index=models.Index(fields=["account_hash"], name="bank_card_account"),
        ),
        migrations.AddConstraint(
            model_name="bankcard",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ends_before__isnull", True)), fields=("person",), name="bank_card_one_at_a_time"
            ),
        ),
        migrations.AddConstraint(
            model_name="bankcard",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("ends_before__isnull", True), ("ends_before__gte", models.F("starts_on")), _connector="OR"
                ),
                name="bank_card_period",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="bankcard",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "registry_bankcardhistory" ("account", "account_hash", "bank_name", "ends_before", "id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "starts_on") VALUES (NEW."account", NEW."account_hash", NEW."bank_name", NEW."ends_before", NEW."id", NEW."person_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."starts_on"); RETURN NULL;',
                    hash="96fc2b70a0018af9b364af3f13e6e163276400b6",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_644cc",
                    table="registry_bankcard",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="bankcard",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "registry_bankcardhistory" ("account", "account_hash", "bank_name", "ends_before", "id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "starts_on") VALUES (NEW."account", NEW."account_hash", NEW."bank_name", NEW."ends_before", NEW."id", NEW."person_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."starts_on"); RETURN NULL;',
                    hash="110f3f91bc3ef340034b5cb769b335e351efc1fb",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_95f14",
                    table="registry_bankcard",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="activation",
            index=models.Index(fields=["person", "-granted_at"], name="activation_of_person"),
        ),
        migrations.AddConstraint(
            model_name="activation",
            constraint=models.CheckConstraint(
                condition=models.Q(("expires_at__gt", models.F("granted_at"))), name="activation_period"
            ),
        ),
        migrations.AddConstraint(
            model_name="activation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("used_at__isnull", True),
                    models.Q(("used_at__gte", models.F("granted_at")), ("used_at__lt", models.F("expires_at"))),
                    _connector="OR",
                ),
                name="activation_used_while_good",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="personhistory",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="a26227a36c64a750d25a93ce52d746905677ee24",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_f1b07",
                    table="registry_personhistory",
                    when="BEFORE",
                ),
            ),
        ),
    ]
