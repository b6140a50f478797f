"""Migrations in a third of their time, for databases that are made to be thrown away.

Almost all of it goes into classes that Django makes anew at every operation. Here a field is copied instead of being
taken apart and built again, and a constraint or an index is put on the class that is there: neither changes what other
classes are related to. The installed portal migrates as Django does; that both make the same tables is held by
tests/architecture/test_migrations.py.
"""

import copy
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from unittest import mock

from django.db.migrations.state import ProjectState
from django.db.models import Field


@contextmanager
def quick_states() -> Iterator[None]:
    with (
        mock.patch.object(Field, "clone", copy.deepcopy),
        mock.patch.object(ProjectState, "_append_option", _append),
        mock.patch.object(ProjectState, "_remove_option", _remove),
    ):
        yield


def _append(state: ProjectState, app: str, model: str, option: str, added: Any) -> None:
    _set(state, app, model, option, [*state.models[app, model].options[option], added])


def _remove(state: ProjectState, app: str, model: str, option: str, name: str) -> None:
    _set(state, app, model, option, [each for each in state.models[app, model].options[option] if each.name != name])


def _set(state: ProjectState, app: str, model: str, option: str, wanted: list[Any]) -> None:
    state.models[app, model].options[option] = wanted
    if "apps" in state.__dict__:  # asking for it would make the classes
        setattr(state.apps.get_model(app, model)._meta, option, [each.clone() for each in wanted])
