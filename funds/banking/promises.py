"""What must always be true here; `manage.py verify` names what breaks it."""

from pathlib import Path

from funds.banking.models import BankAccount
from siadmin.kernel.invariants import Invariant, register, register_sql
from siadmin.kernel.language import Words
from siadmin.kernel.sealed import unlike_their_hash

SQL = Path(__file__).resolve().parent / "sql"


def register_promises() -> None:
    register(
        Invariant(
            "bank_accounts_found",
            Words("基金银行账号与其检索值一致", "Bank accounts of the funds are what their hashes find"),
            lambda: unlike_their_hash(BankAccount, "account_number", "account_hash"),
            frozenset({"banking_bankaccount"}),
        )
    )
    register_sql(
        "statement_lines_once",
        Words("银行流水只记一次，属于其对账单", "Statement lines stand once and in their statement"),
        SQL / "verify_lines.sql",
    )
    register_sql(
        "differences_stand",
        Words("账实不符都挂账，已销的都有说明", "What differs stands open; what was closed has a word"),
        SQL / "verify_differences.sql",
    )
    register_sql(
        "lines_match_postings",
        Words("银行流水与对上的分录金额、账户、方向一致", "Lines of statements fit the postings they are matched with"),
        SQL / "verify_matches.sql",
    )
    register_sql(
        "booked_by_lines_of_the_bank",
        Words("退回、追回和退还的款项都有银行流水，一笔流水只用一次", "Money back has its line of the bank, used once"),
        SQL / "verify_bank_lines.sql",
    )
