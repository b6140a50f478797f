"""Migrations say what the models say, and can be taken back to nothing and made again."""

import re
from collections.abc import Iterator
from contextlib import nullcontext

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db import connections
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from pytest_django import DjangoDbBlocker

from bench import tables
from siadmin.kernel.quick_states import quick_states
from tests import database
from tests.architecture import tree
from tests.thorough import EXPLORES

ALIAS = "scratch"
LABELS = {app.rpartition(".")[2] for app in tree.apps()}
# Everything a migration may leave behind in the schema; partitions are made by a job, not by migrations.
_SCHEMA = """
SELECT concat_ws(' ', 'relation', relname, relkind) FROM pg_class
 WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p', 'v', 'm', 'S')
UNION ALL SELECT concat_ws(' ', 'column', attrelid::regclass, attname, format_type(atttypid, atttypmod), attnotnull)
  FROM pg_attribute JOIN pg_class ON pg_class.oid = attrelid
 WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') AND attnum > 0 AND NOT attisdropped
UNION ALL SELECT concat_ws(' ', 'constraint', conrelid::regclass, conname, pg_get_constraintdef(oid))
  FROM pg_constraint WHERE connamespace = 'public'::regnamespace
UNION ALL SELECT concat_ws(' ', 'index', indexdef) FROM pg_indexes WHERE schemaname = 'public'
UNION ALL SELECT concat_ws(' ', 'trigger', pg_get_triggerdef(pg_trigger.oid)) FROM pg_trigger WHERE NOT tgisinternal
UNION ALL SELECT concat_ws(' ', 'function', pg_get_functiondef(oid)) FROM pg_proc
 WHERE pronamespace = 'public'::regnamespace
UNION ALL SELECT concat_ws(' ', 'right', relname, relacl) FROM pg_class WHERE relnamespace = 'public'::regnamespace
UNION ALL SELECT concat_ws(' ', 'default right', defaclobjtype, defaclacl) FROM pg_default_acl
"""


def _schema() -> set[str]:
    with connections[ALIAS].cursor() as cursor:
        cursor.execute(_SCHEMA)
        return {text for (text,) in cursor.fetchall() if "django_migrations" not in text}


@pytest.fixture
def scratch(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """A database of the owner with the tables of today, known to Django under an alias of its own."""
    default = connections["default"].settings_dict
    name = f"{default['NAME']}_scratch"
    database.on_server("DROP DATABASE IF EXISTS {}", name)
    tables.copy(name)
    connections.settings[ALIAS] = default | database.OWNER | {"NAME": name}
    with django_db_blocker.unblock():
        yield
        connections[ALIAS].close()
    del connections[ALIAS], connections.settings[ALIAS]
    database.on_server("DROP DATABASE {}", name)


@pytest.mark.django_db
def test_no_model_differs_from_its_migrations() -> None:
    call_command("makemigrations", *sorted(LABELS), check=True, dry_run=True, verbosity=0)


def _migrate(targets: list[tuple[str, str | None]] | None = None) -> None:
    """To the last migration of everything, or to these."""
    executor = MigrationExecutor(connections[ALIAS])
    executor.migrate(executor.loader.graph.leaf_nodes() if targets is None else targets)


def test_every_migration_can_be_taken_back_and_made_again(scratch: None) -> None:
    """`make explore` makes them again as Django does: tests and installations make the same tables more quickly."""
    made = _schema()
    assert len(made) > 500
    with quick_states():
        _migrate([(label, None) for label in sorted(LABELS & MigrationLoader(None).migrated_apps)])
    # pgtrigger drops its triggers and leaves their functions lying.
    left = {text for text in _schema() if "pgtrigger_" not in text}
    assert {text for text in left if re.search(rf"\b({'|'.join(LABELS)})_", text)} == set()
    with nullcontext() if EXPLORES else quick_states():
        _migrate()
    assert _schema() == made


def test_what_says_that_it_is_append_only_is_kept_so() -> None:
    """By a trigger for whoever writes, and by the rights of the application."""
    steps = "".join(tree.text(path) for path in tree.python() if path.parent.name == "migrations")
    guarded = set(re.findall(r'AppendOnly\("(\w+)"\)', steps))
    withheld = {
        table for told in re.findall(r"OnlyAppended\(([^)]*)\)", steps) for table in re.findall(r'"(\w+)"', told)
    }
    says = {
        model._meta.db_table
        for config in apps.get_app_configs()
        if config.name in tree.apps()
        for model in config.get_models()
        if "append-only" in (model.__doc__ or "").lower() and model._meta.managed
    }
    assert len(says) > 80
    assert sorted(says - guarded) == [], "no trigger refuses a change"
    assert sorted(says - withheld) == [], "the application may change it"


@pytest.mark.django_db
def test_a_database_made_before_the_first_release_is_refused_in_words(monkeypatch: pytest.MonkeyPatch) -> None:
    before = {("registry", "0001_initial"): None}
    monkeypatch.setattr(MigrationRecorder, "applied_migrations", lambda recorder: before)
    with pytest.raises(CommandError, match="registry 0001_initial"):
        call_command("install", verbosity=0)
