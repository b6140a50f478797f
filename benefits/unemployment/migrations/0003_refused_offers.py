"""What work was turned down comes here from payments, with its rows and its guard."""

import django.db.models.deletion
from django.db import migrations, models


def _named(before: str, after: str) -> str:
    statements = (
        f"ALTER TABLE {before}_refusedoffer RENAME TO {after}_refusedoffer",
        f"ALTER SEQUENCE {before}_refusedoffer_id_seq RENAME TO {after}_refusedoffer_id_seq",
        f"ALTER TRIGGER {before}_refusedoffer_append_only ON {after}_refusedoffer"
        f" RENAME TO {after}_refusedoffer_append_only",
    )
    return ";\n".join(statements)


class Migration(migrations.Migration):
    dependencies = [
        ("matters", "0002_promises"),
        ("payments", "0014_offers_are_of_unemployment"),
        ("unemployment", "0002_medical"),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[
                migrations.RunSQL(_named("payments", "unemployment"), _named("unemployment", "payments")),
            ],
            state_operations=[
                migrations.CreateModel(
                    name="RefusedOffer",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("refused_on", models.DateField()),
                        ("offered_by", models.CharField(max_length=120)),
                        ("offered", models.CharField(max_length=300)),
                        ("recorded_at", models.DateTimeField()),
                        (
                            "case",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="matters.case"
                            ),
                        ),
                        (
                            "entitlement",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="refused_offers",
                                to="payments.entitlement",
                            ),
                        ),
                    ],
                ),
                migrations.AddConstraint(
                    model_name="refusedoffer",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("offered_by", ""), _negated=True), models.Q(("offered", ""), _negated=True)
                        ),
                        name="refused_offer_says_what",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="refusedoffer",
                    constraint=models.UniqueConstraint(
                        fields=("entitlement", "refused_on", "offered_by"), name="refused_offer_once"
                    ),
                ),
            ],
        ),
    ]
