"""A bank statement comes in whole or not at all, and no line is taken for another (财会〔2017〕28号; COLL 12)."""

import pytest

from funds.banking.actions import import_statement, open_bank_account
from funds.banking.models import BankAccount, Statement, StatementLine
from funds.ledger.models import Account, AccountKind
from siadmin.agency.insurances import Fund
from siadmin.kernel.refusal import Refusal
from tests.cities import BEIJING, tick

pytestmark = pytest.mark.usefixtures("five_cities")
HEAD = "bank_reference,value_on,amount,counterparty,text\n"


@pytest.fixture
def bank(five_cities: None) -> BankAccount:
    account = Account.objects.get(book__region_id=BEIJING, book__fund=Fund.PENSION, kind=AccountKind.FISCAL)
    return open_bank_account(account=account, bank_name="某行", number="6222000000000001", by=None, at=tick())


def take_in(bank: BankAccount, *rows: str) -> tuple[Statement, bool]:
    content = (HEAD + "".join(f"{row}\n" for row in rows)).encode()
    return import_statement(bank_account=bank, name="x.csv", content=content, by=None, at=tick())


def lines() -> dict[str, int]:
    return dict(StatementLine.objects.values_list("bank_reference", "amount_fen"))


def test_a_line_told_again_is_not_doubled(bank: BankAccount) -> None:
    take_in(bank, "B1,2026-11-05,1234.56,某公司,社保费", "B2,2026-11-05,-88.00,张三,退费")
    again, is_new = take_in(bank, "B1,2026-11-05,1234.56,某公司,社保费", "B3,2026-11-06,1.00,,")
    assert (is_new, again.lines_count, lines()) == (True, 2, {"B1": 123_456, "B2": -8_800, "B3": 100})


@pytest.mark.parametrize("told", ["B1,2026-11-05,2.00,,", "B1,2026-11-06,1.00,,", "B1,2026-11-05,-1.00,,"])
def test_a_reference_used_for_another_day_or_amount_is_refused(bank: BankAccount, told: str) -> None:
    take_in(bank, "B1,2026-11-05,1.00,,")
    for rows in ([told], ["B2,2026-11-07,5.00,,", "B2,2026-11-07,6.00,,"]):
        with pytest.raises(Refusal) as refused:
            take_in(bank, *rows)
        assert refused.value.code == "statement_reference_reused"
    assert (lines(), Statement.objects.count()) == ({"B1": 100}, 1)


@pytest.mark.parametrize(
    "row",
    [
        ",2026-11-05,1.00,,",
        f"{'B' * 61},2026-11-05,1.00,,",
        "B1,2026-02-30,1.00,,",
        *(f"B1,2026-11-05,{amount},," for amount in ("0", "1.005", "NaN", "sNaN", "Infinity", "1e400", "1e13", "十元")),
    ],
)
def test_a_line_that_cannot_be_read_refuses_the_statement(bank: BankAccount, row: str) -> None:
    with pytest.raises(Refusal) as refused:
        take_in(bank, "B0,2026-11-05,1.00,,", row)
    assert refused.value.code == "statement_row"
    assert not Statement.objects.exists()


@pytest.mark.parametrize("text", ["a\0b", "x" * 140_000])
def test_what_is_no_csv_text_is_refused_in_words(bank: BankAccount, text: str) -> None:
    with pytest.raises(Refusal) as refused:
        take_in(bank, f"B1,2026-11-05,1.00,,{text}")
    assert refused.value.code == "statement_unreadable"
