"""The numbers of a person are those of one natural person; those that were replaced before are linked now."""

from pathlib import Path

from django.db import migrations

from siadmin.kernel.operations import SqlFile

SQL = Path(__file__).resolve().parent.parent / "sql"
_LINK = """
SELECT agency_link_numbers(earlier.value_hash, later.value_hash)
  FROM registry_identifier AS later
  JOIN registry_identifier AS earlier ON earlier.person_id = later.person_id AND earlier.id < later.id
 ORDER BY later.id, earlier.id
"""


class Migration(migrations.Migration):
    dependencies = [("registry", "0003_rights"), ("agency", "0006_one_person")]

    operations = [
        SqlFile(SQL / "one_person.sql"),
        migrations.RunSQL(_LINK, migrations.RunSQL.noop),
    ]
