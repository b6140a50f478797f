"""What must always be true here; `manage.py verify` names what breaks it."""

from collections.abc import Iterator
from pathlib import Path

from enrollment.coverage.models import Known, Mismatch
from siadmin.kernel.invariants import Invariant, register, register_sql
from siadmin.kernel.language import Words
from siadmin.kernel.sealed import unlike_their_hash

SQL = Path(__file__).resolve().parent / "sql"


def register_promises() -> None:
    register_sql(
        "registers_whole",
        Words(
            "登记批次的每一行都在，已采用的行都有其人",
            "Every row of a register batch is there, and every row taken has its person",
        ),
        SQL / "verify_batches.sql",
    )
    register(
        Invariant(
            "known_found_by_hash",
            Words("登记数据中的号码与其索引一致", "Numbers registers know are what their hashes find"),
            _unlike_their_hash,
            frozenset({"coverage_known", "coverage_mismatch"}),
        )
    )
    register_sql(
        "findings_once",
        Words("同一人同一类问题只有一条未结", "A person has one open finding of a kind, of facts that hold"),
        SQL / "verify_findings.sql",
    )
    register_sql(
        "contacts_are_results",
        Words("走访结论与走访记录一致", "What a finding came to is what its contacts say"),
        SQL / "verify_contacts.sql",
    )
    register_sql(
        "rates_add_up",
        Words("上级地区的参保数等于下级之和", "A place counts no fewer than the places below it"),
        SQL / "verify_rates.sql",
    )
    register_sql(
        "disputes_are_cases",
        Words("异议与其办件一致", "A dispute is about the person of its case, and ordered only when that is done"),
        SQL / "verify_disputes.sql",
    )


def _unlike_their_hash() -> Iterator[str]:
    yield from unlike_their_hash(Known, "number", "number_hash")
    yield from unlike_their_hash(Mismatch, "theirs", "theirs_hash")
