"""Every import contract is broken on purpose, in a copy of the tree, and must be seen to break."""

import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tests.architecture import tree

CONTRACTS = tomllib.loads(tree.text(Path("pyproject.toml")))["tool"]["importlinter"]["contracts"]
LINT = "from importlinter.cli import lint_imports_command; lint_imports_command()"
PURE = ("identifiers", "language", "money", "months", "refusal", "trace", "workdays", "workflow")

# contract: imports that it must refuse, each as (importer, imported). Modules that do not exist are made.
FORBIDDEN: dict[str, list[tuple[str, str]]] = {
    "order": [
        ("siadmin.kernel.runs", "siadmin.agency.models"),
        ("siadmin.agency.selectors", "siadmin.policy.models"),
        ("siadmin.policy.selectors", "siadmin.letters.models"),
        ("siadmin.letters.selectors", "siadmin.matters.models"),
        ("siadmin.matters.selectors", "enrollment.registry.models"),
        ("enrollment.registry.models", "funds.ledger.models"),
        ("funds.ledger.models", "contributions.collection.models"),
        ("contributions.collection.models", "benefits.pension.apps"),
        ("benefits.pension.apps", "siadmin.portal.apps"),
    ],
    "enrollment": [
        ("enrollment.registry.models", "enrollment.participation.models"),
        ("enrollment.participation.models", "enrollment.coverage.models"),
    ],
    "funds": [
        ("funds.ledger.models", "funds.banking.models"),
        ("funds.banking.models", "funds.safety.models"),
        ("funds.safety.models", "funds.outlook.models"),
    ],
    "contributions": [
        ("contributions.declarations.models", "contributions.assessment.models"),
        ("contributions.assessment.models", "contributions.dryruns.models"),
        ("contributions.dryruns.models", "contributions.accounts.models"),
        ("contributions.accounts.models", "contributions.collection.models"),
        ("contributions.accounts.models", "contributions.history.models"),
        ("contributions.history.models", "contributions.collection.models"),
        ("contributions.collection.models", "contributions.history.models"),
        ("contributions.history.models", "contributions.transfers.models"),
        ("contributions.collection.models", "contributions.transfers.models"),
    ],
    "benefits": [
        ("benefits.pension.apps", "benefits.unemployment.rules"),
        ("benefits.unemployment.rules", "benefits.pension.rules"),
        ("benefits.injury.rules", "benefits.medical.rules"),
        ("benefits.claims.models", "benefits.payments.models"),
        ("benefits.payments.models", "benefits.providers.models"),
        ("benefits.providers.models", "benefits.settlement.models"),
        ("benefits.settlement.models", "benefits.medical.rules"),
        ("benefits.payments.models", "benefits.maternity.rules"),
    ],
    "rooms": [
        *((f"{app}.models", f"{app}.views.clerk") for app in tree.apps()),
        ("contributions.collection.rules", "contributions.collection.models"),
        ("contributions.collection.models", "contributions.collection.selectors"),
        ("contributions.collection.selectors", "contributions.collection.actions"),
        ("contributions.collection.actions", "contributions.collection.forms"),
        ("contributions.collection.forms", "contributions.collection.tasks"),
        ("contributions.collection.views", "contributions.collection.api"),
        ("contributions.collection.api", "contributions.collection.urls"),
        ("contributions.collection.letters", "contributions.collection.selectors"),
        ("contributions.collection.actions", "contributions.collection.matters"),
        ("contributions.collection.matters", "contributions.collection.views.clerk"),
        ("contributions.collection.views", "contributions.collection.tiles"),
        ("contributions.collection.views", "contributions.collection.batch"),
        ("contributions.collection.selectors", "contributions.collection.promises"),
        ("contributions.transfers.actions", "contributions.transfers.calculations"),
        ("contributions.declarations.intake", "contributions.declarations.selectors"),
        ("contributions.declarations.forms", "contributions.declarations.templatetags"),
        ("enrollment.coverage.registers", "enrollment.coverage.selectors"),
        ("siadmin.portal.world", "siadmin.portal.views"),
        ("siadmin.portal.timeline", "siadmin.portal.management"),
    ],
    "insurance": [
        ("benefits.pension.selectors", "benefits.pension.schemes"),
        ("benefits.medical.actions", "benefits.medical.schemes"),
        ("benefits.maternity.forms", "benefits.maternity.schemes"),
        ("benefits.unemployment.schemes", "benefits.unemployment.matters"),
        ("benefits.pension.schemes", "benefits.pension.offers"),
        ("benefits.injury.schemes", "benefits.injury.checks"),
        ("benefits.injury.checks", "benefits.injury.offers"),
        ("benefits.injury.matters", "benefits.injury.offers"),
    ],
    "rules": [
        *((f"siadmin.kernel.{name}", "django") for name in PURE),
        ("contributions.collection.rules", "django"),
        ("contributions.collection.rules.late_fee", "psycopg2"),
        ("benefits.pension.rules", "celery"),
        ("enrollment.participation.rules", "rest_framework"),
    ],
    "queue": [
        ("contributions.collection.tasks", "celery"),
        ("siadmin.kernel.tasks", "celery"),
        ("siadmin.portal.api", "kombu"),
    ],
    "siadmin": [
        ("siadmin.agency.models", "siadmin.portal.adapter"),
        ("siadmin.kernel.models", "siadmin.embedded.keys"),
        ("siadmin.embedded.keys", "siadmin.kernel.months"),
        ("siadmin.portal.api", "siadmin.urls"),
    ],
    "roof": [
        ("siadmin.kernel.runs", "siadmin.settings"),
        ("benefits.pension.apps", "siadmin.urls"),
        ("contributions.collection.models", "siadmin.celery"),
        ("siadmin.portal.api", "siadmin.wsgi"),
    ],
    "servers": [
        ("siadmin.portal.api", "siadmin.embedded.keys"),
        ("funds.banking.models", "siadmin.embedded"),
    ],
    "servers_alone": [
        ("siadmin.embedded.keys", "django"),
        ("siadmin.embedded.postgres", "psycopg2"),
    ],
}
# contract: modules it must not know; a new folder fails until it is declared
UNDECLARED = {
    "enrollment": "enrollment.census",
    "funds": "funds.lottery",
    "contributions": "contributions.gifts",
    "benefits": "benefits.dental",
    "siadmin": "siadmin.reports",
}


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The tree's Python and its contracts, nothing else."""
    for path in tree.python():
        if path.parts[0] in tree.DOMAINS:
            target = tmp_path / path
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(tree.ROOT / path, target)
    shutil.copyfile(tree.ROOT / "pyproject.toml", tmp_path / "pyproject.toml")
    return tmp_path


def _module(root: Path, name: str) -> Path:
    """The file of a module, made when it does not exist."""
    path = root.joinpath(*name.split("."))
    if (path / "__init__.py").exists():
        return path / "__init__.py"
    if not path.with_suffix(".py").exists():
        if path.parent != root:
            parent = _module(root, name.rpartition(".")[0])
            if parent.name != "__init__.py":  # a module becomes a package of the same name
                parent.with_suffix("").mkdir()
                parent.rename(parent.with_suffix("") / "__init__.py")
        path.with_suffix(".py").touch()
    return path.with_suffix(".py")


def _lint(root: Path, contract: str | None = None) -> tuple[int, str]:
    chosen = ["--contract", contract] if contract else []
    done = subprocess.run(
        [sys.executable, "-c", LINT, "--no-cache", "--no-logo", *chosen],
        cwd=root,
        env=os.environ | {"COLUMNS": "500"},
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout + done.stderr


def test_the_tree_keeps_every_contract(copy: Path) -> None:
    code, said = _lint(copy)
    assert code == 0, said


def test_no_contract_is_left_unbroken() -> None:
    assert set(FORBIDDEN) == {contract["id"] for contract in CONTRACTS}


def test_every_folder_of_an_app_has_its_place() -> None:
    """What lies beside the layers is bound by none of them: a folder with code is declared in one."""
    layers = [layer for each in CONTRACTS if each["id"] in {"rooms", "insurance"} for layer in each["layers"]]
    declared = set(re.findall(r"\w+", " ".join(layers)))
    folders = {path.parts[2] for path in tree.product() if len(path.parts) > 3}
    assert len(folders) > 10
    assert folders - declared == set()


@pytest.mark.parametrize("contract", FORBIDDEN)
def test_a_contract_refuses_each_forbidden_import(contract: str, copy: Path) -> None:
    for importer, imported in FORBIDDEN[contract]:
        if "." in imported:
            _module(copy, imported)
        with _module(copy, importer).open("a", encoding="utf-8") as file:
            file.write(f"\nimport {imported}\n")
    code, said = _lint(copy, contract)
    assert code == 1, said
    unseen = [pair for pair in FORBIDDEN[contract] if " -> ".join(pair) + " (l." not in said]
    assert not unseen, said


@pytest.mark.parametrize(("contract", "name"), UNDECLARED.items())
def test_a_new_folder_fails_until_it_is_declared(contract: str, name: str, copy: Path) -> None:
    folder = copy.joinpath(*name.split("."))
    folder.mkdir()
    (folder / "__init__.py").touch()
    code, said = _lint(copy, contract)
    assert code == 1, said
    assert name in said
