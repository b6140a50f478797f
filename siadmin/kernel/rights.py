"""What the role we are connected as may do, and that nobody serves as the owner of the tables (design, promise 4)."""

from collections.abc import Iterator
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured
from django.db import connection

from siadmin.kernel import reference
from siadmin.kernel.database import run_sql
from siadmin.kernel.language import Words

SQL = Path(__file__).resolve().parent / "sql"
_OWNER = Words(
    "数据库账户“{role}”是数据表的所有者，可以改动账目与规则，门户不以它运行。"
    "DATABASE_URL 请写应用账户，DATABASE_OWNER_URL 请写所有者账户（docs/howto/serve-on-your-own-servers.md）。",
    "The database role “{role}” owns the tables and could change what is booked and what guards it: the portal does "
    "not serve as this role. Set DATABASE_URL to the application's role and DATABASE_OWNER_URL to the owner's "
    "(docs/howto/serve-on-your-own-servers.md).",
)


def owner_we_are() -> str | None:
    """Our role's name when it owns the tables or stands above them; None for the application's role."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT current_user FROM pg_roles WHERE rolname = current_user AND (rolsuper OR EXISTS ("
            "SELECT 1 FROM pg_class WHERE relnamespace = 'public'::regnamespace"
            " AND relkind IN ('r', 'p') AND pg_has_role(relowner, 'MEMBER')))"
        )
        found = cursor.fetchone()
    return found[0] if found else None


def refuse_to_serve_as_owner() -> None:
    """For every process that serves: web and worker. Raises ImproperlyConfigured, in both languages."""
    owner = owner_we_are()
    connection.close()
    if owner is not None:
        raise ImproperlyConfigured(f"{_OWNER.zh}\n{_OWNER.en}".replace("{role}", owner))


def offenders() -> Iterator[str]:
    """Rights that the role we are connected as has and should not have, a text each."""
    if (owner := owner_we_are()) is not None:
        yield f"{owner} owns the tables"
        return
    for table, right in run_sql(SQL / "verify_rights.sql", {"only_read": sorted(reference.only_read())}):
        yield f"{right} on {table}"
