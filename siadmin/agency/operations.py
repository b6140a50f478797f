"""Migration operation for the agency's promise about makers and checkers."""

from django.db import migrations


class Eyes(migrations.RunSQL):
    """`<act>_eyes` of a table is the person behind `<act>_by`, for each of these acts; checked at each write."""

    def __init__(self, table: str, *acts: str) -> None:
        named = ", ".join(f"'{act}'" for act in acts)
        super().__init__(
            sql=(
                f"CREATE TRIGGER {table}_eyes BEFORE INSERT OR UPDATE ON {table} "
                f"FOR EACH ROW EXECUTE FUNCTION agency_check_eyes({named})"
            ),
            reverse_sql=f"DROP TRIGGER {table}_eyes ON {table}",
        )
