"""The edge to PostgreSQL leaves a connection as it found it."""

import pytest
from django.db import connection, transaction

from siadmin.kernel.database import joining_sets
from tests import database


def planning() -> tuple[str, str]:
    """Whether the planner may join by nested loops, and by merging."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('enable_nestloop'), current_setting('enable_mergejoin')")
        nested, merged = cursor.fetchone()
    return nested, merged


@pytest.mark.django_db
@pytest.mark.parametrize("before", [("on", "on"), ("off", "on"), ("on", "off"), ("off", "off")])
def test_joining_by_hashing_ends_with_the_block_and_what_was_set_before_holds_again(before: tuple[str, str]) -> None:
    database.run(
        "SELECT set_config('enable_nestloop', %s, true), set_config('enable_mergejoin', %s, true)", *before
    )  # fmt: skip
    with joining_sets():
        assert planning() == ("off", "off")
        with joining_sets():
            assert planning() == ("off", "off")
        assert planning() == ("off", "off")
    assert planning() == before


@pytest.mark.django_db
def test_what_fails_leaves_no_setting_behind() -> None:
    before = planning()
    with pytest.raises(ZeroDivisionError), transaction.atomic(), joining_sets():
        raise ZeroDivisionError
    assert planning() == before
    with pytest.raises(ZeroDivisionError), joining_sets():
        raise ZeroDivisionError
    assert planning() == before
