"""The application does not write the record of migrations."""

from django.db import migrations

from siadmin.kernel.operations import OnlyRead


class Migration(migrations.Migration):
    dependencies = [("kernel", "0003_history_context")]

    operations = [OnlyRead("django_migrations")]
