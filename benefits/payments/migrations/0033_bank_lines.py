"""What came back, or was owed back, is of a line of the bank where all such lines are."""

from django.db import migrations, models

from funds.banking.operations import WriteLinesDown


class Migration(migrations.Migration):
    dependencies = [
        ("banking", "0003_bank_lines"),
        ("ledger", "0005_reply_by_another"),
        ("matters", "0003_limits_in_calendar_days"),
        ("payments", "0032_lost_work_put_right"),
    ]

    operations = [
        WriteLinesDown("payments_recovered", day="received_on", at="recorded_at"),
        WriteLinesDown("payments_owedsettled", day="settled_on", at="settled_at"),
        migrations.RemoveConstraint(
            model_name="owedsettled",
            name="owed_settled_in_one_way",
        ),
        migrations.RemoveConstraint(
            model_name="owedsettled",
            name="owed_bank_line_once",
        ),
        migrations.RemoveConstraint(
            model_name="recovered",
            name="recovered_bank_line_once",
        ),
        migrations.RemoveConstraint(
            model_name="recovered",
            name="recovered_as_it_came",
        ),
        migrations.RemoveField(
            model_name="owedsettled",
            name="bank_reference",
        ),
        migrations.RemoveField(
            model_name="recovered",
            name="bank_reference",
        ),
        migrations.AddConstraint(
            model_name="owedsettled",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("amount_fen__gt", 0),
                    models.Q(
                        models.Q(("entry__isnull", True), ("kept_for__isnull", False)),
                        models.Q(("entry__isnull", False), ("kept_for__isnull", True)),
                        _connector="OR",
                    ),
                ),
                name="owed_settled_in_one_way",
            ),
        ),
        migrations.AddConstraint(
            model_name="recovered",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        models.Q(("amount_fen__gt", 0), models.Q(("kind", "undone"), _negated=True)),
                        models.Q(("amount_fen__lt", 0), ("kind", "undone")),
                        _connector="OR",
                    ),
                    models.Q(
                        models.Q(
                            ("case__isnull", False),
                            ("entry__isnull", False),
                            ("kind", "repaid"),
                            ("offset__isnull", True),
                            ("result_file__isnull", True),
                        ),
                        models.Q(
                            ("case__isnull", False),
                            ("entry__isnull", True),
                            ("kind", "kept"),
                            ("offset__isnull", True),
                            ("result_file__isnull", True),
                        ),
                        models.Q(
                            ("case__isnull", True),
                            ("entry__isnull", True),
                            ("kind", "returned"),
                            ("offset__isnull", True),
                            ("result_file__isnull", False),
                        ),
                        models.Q(
                            ("case__isnull", True),
                            ("entry__isnull", True),
                            ("kind__in", ["offset", "undone"]),
                            ("offset__isnull", False),
                            ("result_file__isnull", True),
                        ),
                        _connector="OR",
                    ),
                ),
                name="recovered_as_it_came",
            ),
        ),
    ]
