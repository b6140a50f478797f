"""Foreign keys point down the same order as imports: those named by string escape import-linter."""

import tomllib
from collections.abc import Iterable
from pathlib import Path

from django.apps import apps
from django.db import models
from django.test.utils import isolate_apps

from tests.architecture import tree

_CONTRACTS = {
    contract["id"]: contract
    for contract in tomllib.loads(tree.text(Path("pyproject.toml")))["tool"]["importlinter"]["contracts"]
}


def _ranks() -> dict[str, tuple[int, int]]:
    """App by its place in the contracts: first the domain, then the layer within it; higher imports lower."""
    ranks: dict[str, tuple[int, int]] = {}
    for height, package in enumerate(reversed(_CONTRACTS["order"]["layers"])):
        if "." in package:
            ranks[package.strip("()")] = (height, 0)
            continue
        for layer, names in enumerate(reversed(_CONTRACTS[package]["layers"])):
            for name in names.split("|"):
                ranks[f"{package}.{name.strip(' ()')}"] = (height, layer)
    return ranks


RANKS = _ranks()


def _relations(model: type[models.Model]) -> Iterable["models.ForeignObject[object, object] | models.ManyToManyField"]:
    fields = [*model._meta.local_fields, *model._meta.local_many_to_many]
    return [field for field in fields if field.is_relation]  # type: ignore[misc]


def _app_of(model: type[models.Model]) -> str:
    return apps.get_app_config(model._meta.app_label).name


def _offenders(checked: Iterable[type[models.Model]]) -> list[str]:
    """Relations that point up or to a sibling. Django and libraries lie below everything."""
    found = []
    for model in checked:
        here = _app_of(model)
        for field in _relations(model):
            there = _app_of(field.related_model)
            if there != here and there in RANKS and RANKS[there] >= RANKS[here]:
                found.append(f"{here}.{model.__name__}.{field.name} → {there}")
    return found


def test_every_app_has_a_place_in_the_order() -> None:
    assert [name for name in tree.apps() if name not in RANKS] == []


def test_every_relation_points_down() -> None:
    ours = [model for model in apps.get_models(include_auto_created=True) if _app_of(model) in RANKS]
    assert len(ours) > 30
    assert _offenders(ours) == []


@isolate_apps()
def test_a_relation_named_by_string_is_seen() -> None:
    class Person(models.Model):
        class Meta:
            app_label = "registry"

    class Batch(models.Model):
        person = models.ForeignKey("registry.Person", on_delete=models.PROTECT)
        witnesses = models.ManyToManyField("registry.Person", related_name="+")

        class Meta:
            app_label = "kernel"

    assert _offenders([Person, Batch]) == [
        "siadmin.kernel.Batch.person → enrollment.registry",
        "siadmin.kernel.Batch.witnesses → enrollment.registry",
    ]


@isolate_apps()
def test_a_relation_downwards_is_right() -> None:
    class Batch(models.Model):
        class Meta:
            app_label = "kernel"

    class Person(models.Model):
        batch = models.ForeignKey("kernel.Batch", on_delete=models.PROTECT)

        class Meta:
            app_label = "registry"

    assert _offenders([Person, Batch]) == []
