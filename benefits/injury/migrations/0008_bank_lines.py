"""What came back, or was owed back, is of a line of the bank where all such lines are."""

from django.db import migrations

from funds.banking.operations import WriteLinesDown


class Migration(migrations.Migration):
    dependencies = [
        ("banking", "0003_bank_lines"),
        ("payments", "0033_bank_lines"),
        ("injury", "0007_missing"),
    ]

    operations = [
        WriteLinesDown("injury_advancerecovered", day="received_on", at="recorded_at"),
        migrations.RemoveField(
            model_name="advancerecovered",
            name="bank_reference",
        ),
    ]
