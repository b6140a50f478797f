"""The application appends to histories."""

from django.db import migrations

from siadmin.kernel.operations import OnlyAppended


class Migration(migrations.Migration):
    dependencies = [("registry", "0002_token_region"), ("kernel", "0004_rights")]

    operations = [
        OnlyAppended(
            "registry_delegatehistory",
            "registry_employerhistory",
            "registry_identifierhistory",
            "registry_injuryratehistory",
            "registry_personhistory",
        )
    ]
