"""Which natural person a number leads to."""

from collections.abc import Collection

from django.db import connection


def people_behind(numbers: Collection[bytes]) -> dict[bytes, bytes]:
    """Keyed hash of an identity number → of the first number its person is known by; itself where it stands alone."""
    if not numbers:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT number, agency_person_behind(number) FROM unnest(%s::bytea[]) AS number", [list(numbers)]
        )
        return {bytes(number): bytes(person) for number, person in cursor.fetchall()}
