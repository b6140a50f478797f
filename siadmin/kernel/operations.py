"""Migration operations for promises the ORM cannot write: append-only tables, partitions, raw SQL files."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection, migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import ProjectState

_IS_OWNER = settings.DATABASE_OWNER["USER"] == settings.APPLICATION_ROLE


class _Withheld(migrations.RunSQL):
    """Rights on tables taken from the application's role; nothing where it is the owner, who always could."""

    rights: str

    def __init__(self, *tables: str) -> None:
        role, named = connection.ops.quote_name(settings.APPLICATION_ROLE), ", ".join(tables)
        super().__init__(
            sql=[] if _IS_OWNER else f"REVOKE {self.rights} ON {named} FROM {role}",
            reverse_sql=[] if _IS_OWNER else f"GRANT {self.rights} ON {named} TO {role}",
        )


class OnlyAppended(_Withheld):
    """The application reads and adds rows; it has no right to change or delete one."""

    rights = "UPDATE, DELETE"


class OnlyRead(_Withheld):
    """The owner fills these tables; the application reads them."""

    rights = "INSERT, UPDATE, DELETE"


class AppendOnly(migrations.RunSQL):
    """Rows of this table are neither changed nor deleted, by anybody: a row trigger refuses.

    The application's rights to try are taken by `OnlyAppended`.
    """

    def __init__(self, table: str) -> None:
        name = f"{table}_append_only"
        super().__init__(
            sql=(
                f"CREATE TRIGGER {name} BEFORE UPDATE OR DELETE ON {table} "
                "FOR EACH ROW EXECUTE FUNCTION kernel_refuse_change()"
            ),
            reverse_sql=f"DROP TRIGGER {name} ON {table}",
        )


class ChangedInColumns(migrations.RunSQL):
    """The application changes these columns of a table it only adds to otherwise, as a guard of their own says."""

    def __init__(self, table: str, *columns: str) -> None:
        role, named = connection.ops.quote_name(settings.APPLICATION_ROLE), ", ".join(columns)
        super().__init__(
            sql=[] if _IS_OWNER else f"GRANT UPDATE ({named}) ON {table} TO {role}",
            reverse_sql=[] if _IS_OWNER else f"REVOKE UPDATE ({named}) ON {table} FROM {role}",
        )


class SqlFile(migrations.RunSQL):
    """A trigger or function kept as `x.sql`, taken back by `x.down.sql`.

    The file says what stands today. A step that changes one takes it back by a file of its own and says it anew.
    """

    def __init__(self, path: Path) -> None:
        super().__init__(
            sql=path.read_text(encoding="utf-8"),
            reverse_sql=path.with_suffix(".down.sql").read_text(encoding="utf-8"),
        )

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        return (self.__class__.__name__, [], {})


class PartitionedByMonth(migrations.CreateModel):
    """Create a table partitioned by its `month`; a job makes the partitions (kernel.partitions)."""

    def database_forwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        model = to_state.apps.get_model(app_label, self.name)
        statement, parameters = schema_editor.table_sql(model)
        schema_editor.execute(f"{statement} PARTITION BY RANGE (month)", parameters or None)
        for index in model._meta.indexes:
            schema_editor.add_index(model, index)


class GrantToApplication(migrations.operations.base.Operation):
    """What the application's role may do: read and write rows; no DDL, no TRUNCATE (design, promise 4)."""

    reversible = True
    reduces_to_sql = False

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        pass

    def database_forwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: Any, to_state: Any
    ) -> None:
        role = schema_editor.quote_name(settings.APPLICATION_ROLE)
        for statement in (
            f"GRANT USAGE ON SCHEMA public TO {role}",
            f"GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {role}",
            f"GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {role}",
            f"ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO {role}",
            f"ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE, SELECT ON SEQUENCES TO {role}",
        ):
            schema_editor.execute(statement)

    def database_backwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: Any, to_state: Any
    ) -> None:
        role = schema_editor.quote_name(settings.APPLICATION_ROLE)
        for statement in (
            f"ALTER DEFAULT PRIVILEGES IN SCHEMA public REVOKE ALL ON TABLES FROM {role}",
            f"ALTER DEFAULT PRIVILEGES IN SCHEMA public REVOKE ALL ON SEQUENCES FROM {role}",
        ):
            schema_editor.execute(statement)

    def describe(self) -> str:
        return "Grant the application's role its rights"
