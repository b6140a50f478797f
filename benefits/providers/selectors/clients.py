"""Whose program asks."""

import datetime as dt
from pathlib import Path

from benefits.providers.models import SCOPE, Institution, ProviderClient
from siadmin.kernel.database import run_prepared

SQL = Path(__file__).resolve().parent.parent / "sql"
_CLIENT = ("id", "institution_id", "application_id", "name", "issued_at")
_INSTITUTION = ("id", "number", "employer_id", "kind", "level", "region_id", "registered_at")


def client_of(digest: str, now: dt.datetime) -> ProviderClient | None:
    """The program that holds the token of this digest, with its institution; what it never needs is read when asked."""
    for scopes, *row in run_prepared(SQL / "client_of.sql", {"digest": digest, "now": now}):
        if SCOPE not in scopes.split():
            return None
        client = ProviderClient.from_db("default", _CLIENT, row[: len(_CLIENT)])
        client.institution = Institution.from_db("default", _INSTITUTION, row[len(_CLIENT) :])
        return client
    return None
