"""What the planner knows of the tables, brought up to date after a bulk load; the server's own job is a minute later.

Only the owner of a table may do this, on a connection of its own. It sees what is committed.
"""

from contextlib import closing

import psycopg2
from django.conf import settings
from django.db import connection


def refresh() -> None:
    """Plans made for empty tables were seen to be a hundred times slower on the filled ones."""
    owner = settings.DATABASE_OWNER
    with closing(
        psycopg2.connect(
            dbname=connection.settings_dict["NAME"],
            user=owner["USER"],
            password=owner["PASSWORD"] or None,
            host=owner["HOST"] or None,
            port=owner["PORT"] or None,
        )
    ) as owned:
        owned.autocommit = True
        with owned.cursor() as cursor:
            cursor.execute("SET client_min_messages = error")  # tables of the system's are skipped with a warning
            cursor.execute("ANALYZE")
