"""Migrations in a fraction of their time: an installation is made while somebody waits for it.

Almost all of it goes into classes that Django makes anew at every operation. Here a field is copied instead of being
taken apart and built again, a constraint or an index is put on the class that is there, and of other classes only those
that point to a changed one are made anew; a step in Python finds them all new, as with any delayed state of Django's.
That it ends in the tables that Django makes is held by tests/architecture/test_migrations.py.
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
        mock.patch.object(ProjectState, "_find_reload_model", _made_anew),
        mock.patch.object(ProjectState, "_append_option", _append),
        mock.patch.object(ProjectState, "_remove_option", _remove),
    ):
        yield


def _made_anew(state: ProjectState, app: str, model: str, delay: bool = False) -> set[tuple[str, str]]:
    """The class itself and those that point to it."""
    state.is_delayed = True
    try:
        standing = state.apps.get_model(app, model)
    except LookupError:
        return {(app, model)}
    relations = [
        each for each in standing._meta.get_fields(include_hidden=True) if each.auto_created and each.is_relation
    ]
    pointing = {each.related_model._meta for each in relations}
    return {(app, model), *((meta.app_label, meta.model_name) for meta in pointing)}


def _append(state: ProjectState, app: str, model: str, option: str, added: Any) -> None:
    _set(state, app, model, option, [*state.models[app, model].options[option], added])


def _remove(state: ProjectState, app: str, model: str, option: str, name: str) -> None:
    _set(state, app, model, option, [each for each in state.models[app, model].options[option] if each.name != name])


def _set(state: ProjectState, app: str, model: str, option: str, wanted: list[Any]) -> None:
    state.models[app, model].options[option] = wanted
    if "apps" in state.__dict__:  # asking for it would make the classes
        setattr(state.apps.get_model(app, model)._meta, option, [each.clone() for each in wanted])
