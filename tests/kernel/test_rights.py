"""What the application may not do is withheld by rights too, and nobody serves as the owner (design, promise 4)."""

import importlib
import sys

import pytest
from celery.signals import worker_init
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import connection

from funds.ledger.flows import sides
from funds.ledger.models import AllowedFlow
from siadmin.kernel import reference, rights
from tests import database
from tests.cities import broken

APPEND_ONLY = (
    "accounts_credit", "accounts_move", "accounts_payment", "agency_act", "assessment_line", "collection_allocation",
    "ledger_entry", "ledger_posting",
    "participation_employmenthistory", "participation_insuredperiodhistory", "policy_calendaryear",
    "registry_delegatehistory", "registry_employerhistory", "registry_identifierhistory", "registry_injuryratehistory",
    "registry_personhistory", "transfers_overlap", "transfers_overlapreturn",
    "transfers_transferyear",
)  # fmt: skip
ONLY_READ = ("agency_forbiddenpair", "agency_region", "django_migrations", "ledger_allowedflow")


def _may(table: str) -> set[str]:
    rows = "SELECT r FROM unnest(ARRAY['SELECT', 'INSERT', 'UPDATE', 'DELETE']) AS r WHERE has_table_privilege(%s, r)"
    with connection.cursor() as cursor:
        cursor.execute(rows, [table])
        return {right for (right,) in cursor.fetchall()}


@pytest.mark.django_db
@pytest.mark.parametrize("table", APPEND_ONLY)
def test_the_application_appends_to_what_is_append_only(table: str) -> None:
    assert _may(table) == {"SELECT", "INSERT"}


@pytest.mark.django_db
@pytest.mark.parametrize("table", ONLY_READ)
def test_the_application_only_reads_what_guards_look_up(table: str) -> None:
    assert _may(table) == {"SELECT"}
    assert table in reference.only_read()


@pytest.mark.django_db
def test_the_whitelists_are_out_of_the_applications_reach() -> None:
    for statement in (
        "DELETE FROM agency_forbiddenpair",
        "INSERT INTO ledger_allowedflow (flow, account_kind, side, source) VALUES ('x', 'benefits', 'DEBIT', 'x')",
        "UPDATE agency_region SET path = '000000/'",
        "DELETE FROM django_migrations",
    ):
        with database.not_permitted():
            database.run(statement)


@pytest.mark.django_db(transaction=True)
def test_verify_names_a_right_that_came_back() -> None:
    with database.owned() as cursor:
        cursor.execute(f"GRANT UPDATE ON ledger_posting, agency_region TO {settings.APPLICATION_ROLE}")
    try:
        assert broken() == {"rights_withheld": ["UPDATE on agency_region", "UPDATE on ledger_posting"]}
    finally:
        with database.owned() as cursor:
            cursor.execute(f"REVOKE UPDATE ON ledger_posting, agency_region FROM {settings.APPLICATION_ROLE}")
    assert broken() == {}


@pytest.mark.django_db(transaction=True)
def test_verify_compares_the_reference_tables_with_the_code() -> None:
    flow, kind, side, source = sides()[0]
    with database.as_owner():
        AllowedFlow.objects.filter(flow=flow, account_kind=kind, side=side).update(flow="running_costs")
    assert broken() == {
        "reference_is_code": [
            f"{flow}, {kind}, {side}, {source} is missing from ledger_allowedflow",
            f"running_costs, {kind}, {side}, {source} is not in the code but in ledger_allowedflow",
        ]
    }
    with database.as_owner():
        reference.load()
    assert broken() == {}


def _the_web_starts() -> None:
    sys.modules.pop("siadmin.wsgi", None)
    importlib.import_module("siadmin.wsgi")


@pytest.mark.django_db(transaction=True)
def test_neither_the_web_nor_a_worker_serves_as_the_owner() -> None:
    _the_web_starts()
    worker_init.send(sender=None)
    with database.as_owner():
        with pytest.raises(ImproperlyConfigured, match="DATABASE_OWNER_URL") as refused:
            _the_web_starts()
        assert database.OWNER["USER"] in str(refused.value) and "所有者" in str(refused.value)
        with pytest.raises(SystemExit, match="owns the tables"):
            worker_init.send(sender=None)
        assert list(rights.offenders()) == [f"{database.OWNER['USER']} owns the tables"]
