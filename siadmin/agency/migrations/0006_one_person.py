"""A natural person stays one when their number is replaced: numbers lead to the person, accounts follow."""

from pathlib import Path

from django.db import migrations, models

import siadmin.kernel.fields
from siadmin.kernel.operations import AppendOnly, OnlyAppended, SqlFile, SqlFileTakenBack

SQL = Path(__file__).resolve().parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies = [("agency", "0005_rights")]

    operations = [
        migrations.CreateModel(
            name="NumberLink",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("identity_hash", siadmin.kernel.fields.HashField(max_length=32, unique=True)),
                ("person_hash", siadmin.kernel.fields.HashField(max_length=32)),
                ("linked_at", models.DateTimeField()),
            ],
        ),
        migrations.AddField(
            model_name="user",
            name="person_hash",
            field=siadmin.kernel.fields.HashField(editable=False, max_length=32, null=True),
        ),
        migrations.RunSQL("UPDATE agency_user SET person_hash = identity_hash", migrations.RunSQL.noop),
        migrations.AlterField(
            model_name="user",
            name="person_hash",
            field=siadmin.kernel.fields.HashField(editable=False, max_length=32),
        ),
        migrations.AddIndex(
            model_name="user",
            index=models.Index(fields=["person_hash"], name="user_person"),
        ),
        AppendOnly("agency_numberlink"),
        OnlyAppended("agency_numberlink"),
        SqlFile(SQL / "one_person.sql"),
        SqlFileTakenBack(SQL / "post_guard.sql"),
        SqlFile(SQL / "post_guard.sql"),
        migrations.RunSQL((SQL / "eyes.sql").read_text(encoding="utf-8"), migrations.RunSQL.noop),
    ]
