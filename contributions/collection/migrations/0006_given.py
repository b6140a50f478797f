"""What a row of a receipt file keeps, said as it is: nothing of it is masked."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("collection", "0005_rights")]

    operations = [
        migrations.AlterField("receiptrow", "given", models.JSONField(help_text="The cells as they came.")),
    ]
