"""What must always be true here; `manage.py verify` names what breaks it."""

from pathlib import Path

from benefits.providers.models import AccountChange, Institution
from siadmin.kernel.invariants import Invariant, register, register_sql
from siadmin.kernel.language import Words
from siadmin.kernel.sealed import unlike_their_hash

SQL = Path(__file__).resolve().parent / "sql"


def register_promises() -> None:
    register_sql(
        "agreements_are_signed_by_another",
        Words(
            "服务协议由一人拟订、另一人签订，同一险种同一天只有一份",
            "Agreements are prepared by one person and signed by another, one an insurance and day",
        ),
        SQL / "verify_agreements.sql",
    )
    register_sql(
        "the_catalogue_is_as_approved",
        Words(
            "目录中的规则都来自经他人批准的文件，同一天只有一条",
            "Rules of the catalogue are rows of files that another person approved, one a day",
        ),
        SQL / "verify_catalogue.sql",
    )
    register_sql(
        "institutions_are_heard_first",
        Words(
            "对定点机构的处理都在其陈述申辩或者逾期之后由另一人决定",
            "Measures against institutions are decided by another person, once the institution was heard",
        ),
        SQL / "verify_measures.sql",
    )
    register_sql(
        "institution_accounts_as_approved",
        Words(
            "定点机构的收款账户由一人提出、另一人批准后变更",
            "An institution's account changes as one person proposed and another approved it",
        ),
        SQL / "verify_accounts.sql",
    )
    register(
        Invariant(
            "payee_changes_found",
            Words("定点机构变更账户的账号与其查找值一致", "Changed accounts of institutions are what their hash finds"),
            lambda: unlike_their_hash(AccountChange, "account", "account_hash"),
            frozenset({"providers_accountchange"}),
        )
    )
    register(
        Invariant(
            "payee_accounts_found",
            Words("定点机构的收款账号与其查找值一致", "Accounts of institutions are what their hash finds"),
            lambda: unlike_their_hash(Institution, "account", "account_hash"),
            frozenset({"providers_institution"}),
        )
    )
