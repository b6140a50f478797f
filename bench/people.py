"""Many people, written as sets: employers of skewed sizes, employments, five insured periods and a wage for each.

As in a place that has run for years: people were hired over ten years, so the people of an employer lie scattered over
every table. Nothing is random between two runs: the numbers follow from a person's number.
"""

import io
import math
import random
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from statistics import NormalDist
from typing import Any

from django.db import connection
from psycopg2 import sql

from bench.places import REGION, owned
from siadmin.kernel.months import Month
from siadmin.kernel.protection import encrypt, keyed_hash

SQL = Path(__file__).parent / "sql"
MONTH = Month(2026, 10)
PEOPLE_AN_EMPLOYER = 50
SPREAD = 1.5  # of the logarithm of an employer's size: most are small, a few have thousands
SEED = 110000
BANK_ACCOUNT = "0200000000000000000"
LOADED = (
    "registry_person",
    "registry_employer",
    "registry_injuryrate",
    "participation_employment",
    "participation_insuredperiod",
    "declarations_declaration",
    "declarations_contributionwage",
)


def sizes(people: int, an_employer: int = PEOPLE_AN_EMPLOYER) -> list[int]:
    """How many people each employer has; the sizes add up to `people`. Log-normal, in no order, at least one each."""
    employers = max(1, people // an_employer)
    normal = NormalDist()
    weights = [math.exp(SPREAD * normal.inv_cdf((place + 0.5) / employers)) for place in range(employers)]
    whole, free = sum(weights), people - employers
    parts = [1 + int(free * weight / whole) for weight in weights]
    parts[-1] += people - sum(parts)
    random.Random(SEED).shuffle(parts)
    return parts


def load(people: int, *, an_employer: int = PEOPLE_AN_EMPLOYER) -> int:
    """Fill the database with `people` people and analyse it; returns how many employers they have."""
    heads = sizes(people, an_employer)
    with owned() as cursor, in_bulk(cursor, LOADED):
        cursor.execute("CREATE TEMPORARY TABLE bench_size (place int PRIMARY KEY, people int NOT NULL)")
        rows = io.StringIO("".join(f"{place}\t{size}\n" for place, size in enumerate(heads, 1)))
        cursor.copy_expert("COPY bench_size FROM STDIN", rows)
        parameters = {
            "region": REGION,
            "month": MONTH.first_day,
            "bank_account": encrypt(BANK_ACCOUNT),
            "bank_account_hash": keyed_hash(BANK_ACCOUNT),
        }
        for step in ("employers", "seats", "persons", "employments", "periods", "wages"):
            cursor.execute((SQL / f"{step}.sql").read_text(encoding="utf-8"), parameters)
    with owned() as cursor:
        for table in LOADED:
            cursor.execute(sql.SQL("VACUUM (ANALYZE) {}").format(sql.Identifier(table)))
        cursor.execute("ANALYZE")
    return len(heads)


@contextmanager
def in_bulk(cursor: Any, tables: Sequence[str]) -> Iterator[None]:
    """Without foreign keys and triggers while loading; afterwards the keys are made again, which checks every row."""
    cursor.execute(
        "SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint"
        " WHERE contype = 'f' AND conrelid = ANY(%s::regclass[])",
        [list(tables)],
    )
    keys = cursor.fetchall()
    for table, name, _ in keys:
        cursor.execute(sql.SQL("ALTER TABLE {} DROP CONSTRAINT {}").format(sql.SQL(table), sql.Identifier(name)))
    for table in tables:
        cursor.execute(sql.SQL("ALTER TABLE {} DISABLE TRIGGER USER").format(sql.Identifier(table)))
    yield
    for table in tables:
        cursor.execute(sql.SQL("ALTER TABLE {} ENABLE TRIGGER USER").format(sql.Identifier(table)))
    for table, name, definition in keys:
        cursor.execute(
            sql.SQL("ALTER TABLE {} ADD CONSTRAINT {} {}").format(
                sql.SQL(table), sql.Identifier(name), sql.SQL(definition)
            )
        )


def count(table: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(sql.SQL("SELECT count(*) FROM {}").format(sql.Identifier(table)))
        return int(cursor.fetchone()[0])
