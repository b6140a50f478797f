"""What must always be true here; `manage.py verify` names what breaks it."""

from pathlib import Path

from contributions.declarations.models import DeclarationRow
from siadmin.kernel.invariants import Invariant, register, register_sql
from siadmin.kernel.language import Words
from siadmin.kernel.sealed import unlike_their_hash

SQL = Path(__file__).resolve().parent / "sql"


def register_promises() -> None:
    register_sql(
        "wages_once",
        Words("同一人同一单位同一月份只有一个工资", "One wage in force per person, employer and month"),
        SQL / "verify_wages.sql",
    )
    register_sql(
        "declared_rows",
        Words("有效申报的人数与工资等于其逐人记录之和", "A declaration in force says what its rows add up to"),
        SQL / "verify_rows.sql",
    )
    register_sql(
        "declared_once",
        Words("同一单位同一月份只有一份有效申报", "One declaration in force per employer and month"),
        SQL / "verify_filed.sql",
    )
    register_sql(
        "answers_to_declared_wages",
        Words("职工确认或异议的都是申报过的工资", "Employees answered to wages that were declared for them"),
        SQL / "verify_acknowledged.sql",
    )
    register(
        Invariant(
            "declared_people_found",
            Words("申报行的证件号码与其检索值一致", "Identifiers of declared rows are what their hashes find"),
            lambda: unlike_their_hash(DeclarationRow, "identifier", "identifier_hash"),
            frozenset({"declarations_declarationrow"}),
        )
    )
