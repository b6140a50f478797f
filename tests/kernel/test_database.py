"""The edge to PostgreSQL leaves a connection as it found it, and plans once what is asked again."""

from pathlib import Path

import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext

from siadmin.kernel.database import joining_sets, run_prepared
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


@pytest.mark.django_db
def test_what_is_prepared_is_planned_once_and_takes_its_parameters_by_name(tmp_path: Path) -> None:
    path = tmp_path / "room" / "sql" / "asked_again.sql"
    path.parent.mkdir(parents=True)
    path.write_text("SELECT %(b)s::int - %(a)s::int, %(b)s::int %% 2, %(all)s::text[]")
    with CaptureQueriesContext(connection) as asked:
        assert run_prepared(path, {"a": 1, "b": 5, "all": ["x", "%"]}) == [(4, 1, ["x", "%"])]
        assert run_prepared(path, {"b": 2, "a": 7, "all": []}) == [(-5, 0, [])]
    assert [each["sql"].split()[0] for each in asked] == ["PREPARE", "EXECUTE", "EXECUTE"]
    with pytest.raises(DatabaseError), transaction.atomic():
        run_prepared(path, {"a": "none", "b": 1, "all": []})
    assert run_prepared(path, {"a": 1, "b": 1, "all": ["y"]}) == [(0, 1, ["y"])]
