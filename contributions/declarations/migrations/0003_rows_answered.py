from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("declarations", "0002_initial"),
    ]

    operations = [
        migrations.AlterField(
            model_name="declarationrow",
            name="state",
            field=models.CharField(
                choices=[
                    ("accepted", "Accepted"),
                    ("refused", "Refused"),
                    ("filed", "Filed"),
                    ("aside", "Aside"),
                    ("replaced", "Replaced"),
                ],
                max_length=8,
            ),
        ),
    ]
