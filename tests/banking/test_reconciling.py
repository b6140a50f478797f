"""What must be equal is compared as far as both sides are here; a difference stays open until it is gone (COLL 12)."""

import datetime as dt
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from contributions.collection.actions import receive_file
from contributions.collection.models import Source
from funds.banking.actions import import_statement, open_bank_account, reconcile
from funds.banking.actions.reconciling import MONTHS_BACK, months_to_compare
from funds.banking.models import BankAccount, Difference, Proof
from funds.banking.sources import source_of
from funds.banking.tasks import reconcile as every_night
from funds.banking.tasks import reconcile_month
from funds.ledger.models import Account, AccountKind, Book
from siadmin.agency.insurances import Fund
from siadmin.agency.models import Region
from siadmin.agency.posts import Post
from siadmin.kernel.models import Run
from siadmin.kernel.money import yuan
from siadmin.kernel.months import Month
from tests.cities import BEIJING, NOVEMBER, POOLS, receipt_file, tick, work
from tests.factories import NOW, a_member_of_staff

pytestmark = pytest.mark.usefixtures("five_cities")
CODE = "bank_receipts"


def november(day: int) -> dt.date:
    return dt.date(2026, 11, day)


def received(*money: tuple[int, int], fund: str = Fund.PENSION) -> None:
    """(day of November, fen) each."""
    for day, amount in money:
        rows = [(f"R{fund}{day}", BEIJING, fund, amount, "")]
        content = receipt_file(rows, received_on=november(day))
        work(receive_file(source=Source.TAX, name="r.csv", content=content, by=None, at=tick())[1])


@pytest.fixture
def bank(five_cities: None) -> BankAccount:
    account = Account.objects.get(book__region_id=BEIJING, book__fund=Fund.PENSION, kind=AccountKind.FISCAL)
    return open_bank_account(account=account, bank_name="某行", number="6222000000000001", by=None, at=tick())


def told(bank: BankAccount, *money: tuple[int, int]) -> None:
    """What the bank's statement says: (day of November, fen) each."""
    lines = ["bank_reference,value_on,amount"]
    lines += [f"B{day}.{amount},{november(day)},{yuan(amount)}" for day, amount in money]
    import_statement(bank_account=bank, name="s.csv", content="\n".join(lines).encode(), by=None, at=tick())


def compared(month: Month = NOVEMBER) -> dict[str, tuple[int, int]]:
    """By fund, bank and receipts as they were compared now."""
    proofs = reconcile(region=Region.objects.get(pk=BEIJING), month=month, at=tick())
    return {proof.book.fund: (proof.left_fen, proof.right_fen) for proof in proofs if proof.check_code == CODE}


def open_ones() -> list[int]:
    return list(Difference.objects.filter(closed_at__isnull=True).values_list("amount_fen", flat=True))


def waits() -> dict[str, dt.date]:
    waiting = source_of(CODE).waits(Region.objects.get(pk=BEIJING), NOVEMBER)
    return {fund: each.since for fund, each in waiting.items()}


def test_without_a_statement_nothing_is_compared_and_nothing_differs() -> None:
    received((5, 100), (9, 200))
    assert (compared(), open_ones(), waits()) == ({}, [], {Fund.PENSION: november(5)})


def test_days_after_the_last_statement_wait_for_the_next(bank: BankAccount) -> None:
    received((5, 100), (9, 200), (12, 400))
    told(bank, (5, 100), (9, 200))
    assert (compared(), open_ones(), waits()) == ({Fund.PENSION: (300, 300)}, [], {Fund.PENSION: november(12)})
    told(bank, (12, 400))
    assert (compared(), waits()) == ({Fund.PENSION: (700, 700)}, {})


def test_one_funds_statement_says_nothing_of_another_fund(bank: BankAccount) -> None:
    received((5, 100))
    received((5, 700), fund=Fund.MEDICAL)
    told(bank, (5, 100))
    assert (compared(), waits()) == ({Fund.PENSION: (100, 100)}, {Fund.MEDICAL: november(5)})


def test_a_day_of_which_a_statement_speaks_differs_in_earnest(bank: BankAccount) -> None:
    """Told of by tax, not at the bank; and the other way round."""
    received((5, 100), (9, 200))
    told(bank, (9, 200), (10, 50))
    assert (compared(), open_ones()) == ({Fund.PENSION: (250, 300)}, [-50])
    rows = source_of(CODE).rows(Region.objects.get(pk=BEIJING), NOVEMBER, Fund.PENSION)
    assert {row["day"]: row["amount_fen"] for row in rows} == {november(5): -100, november(10): 50}
    received((10, 50))
    told(bank, (5, 100))
    compared()
    assert open_ones() == []


def test_a_month_before_the_statement_began_is_compared_once_it_reaches_further(bank: BankAccount) -> None:
    """The statement of November shows that October is told: a receipt of October that is not on it is missing."""
    received((5, 100))
    told(bank, (5, 100))
    assert compared(NOVEMBER - 1) == {}
    content = receipt_file([("RO", BEIJING, Fund.PENSION, 9, "")], received_on=dt.date(2026, 10, 9))
    work(receive_file(source=Source.TAX, name="o.csv", content=content, by=None, at=tick())[1])
    assert (compared(NOVEMBER - 1), open_ones()) == ({Fund.PENSION: (0, 9)}, [-9])


def test_the_parts_of_days_that_wait_are_not_called_unequal(bank: BankAccount) -> None:
    received((5, 100), (9, 200))
    told(bank, (5, 99))
    region, source = Region.objects.get(pk=BEIJING), source_of(CODE)
    every = source.parts(region, NOVEMBER, Fund.PENSION, first=0, most=50, unequal=False)
    assert [(part.key, part.gap_fen, part.is_waiting) for part in every.parts] == [
        ("2026-11-05", -1, False), ("2026-11-09", -200, True),
    ]  # fmt: skip
    unequal = source.parts(region, NOVEMBER, Fund.PENSION, first=0, most=50, unequal=True)
    assert ([part.key for part in unequal.parts], unequal.count) == (["2026-11-05"], 1)


def test_the_proof_says_since_when_it_waits_for_a_statement(bank: BankAccount, settings: Any) -> None:
    settings.STAFF_TOTP_REQUIRED = False
    received((5, 100), (9, 200))
    received((7, 700), fund=Fund.UNEMPLOYMENT)
    told(bank, (5, 100))
    compared()
    client = Client(headers={"accept-language": "en"})
    client.force_login(a_member_of_staff(Post.ACCOUNTANT, at=BEIJING), backend=settings.AUTHENTICATION_BACKENDS[-1])
    page = client.get(reverse("proof"), {"region": BEIJING, "month": str(NOVEMBER)}).content.decode()
    assert "waiting for a statement since 2026-11-09" in page
    assert "waiting for a statement since 2026-11-07" in page


def test_a_month_with_an_open_difference_is_compared_however_old_it_is() -> None:
    today = NOW.date()
    assert months_to_compare(today) == list((NOVEMBER - MONTHS_BACK).until(NOVEMBER + 1))
    old, book = NOVEMBER - 20, Book.objects.get(region_id=BEIJING, fund=Fund.PENSION)
    proof = Proof.objects.create(
        book=book, month=old, check_code="lines_bills", left_fen=2, right_fen=1, checked_at=NOW
    )
    difference = Difference.objects.create(proof=proof, amount_fen=1, opened_at=NOW)
    assert months_to_compare(today)[0] == old
    difference.closed_at = NOW
    difference.save()
    assert old not in months_to_compare(today)


def test_every_night_the_latest_months_of_every_region_are_compared(bank: BankAccount) -> None:
    received((5, 100))
    told(bank, (5, 100))
    run = work(Run.objects.get(pk=every_night()))
    assert run.slices.count() == len(POOLS)
    assert (run.state, run.totals["unequal"]) == ("done", 0)
    assert every_night() == run.pk


def test_on_the_first_the_month_that_ended_is_compared_in_a_run_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timezone, "now", lambda: NOW.replace(month=12, day=1, hour=3))
    run = work(Run.objects.get(pk=reconcile_month()))
    assert (run.parameters["months"], run.state) == ([str(NOVEMBER)], "done")
    assert reconcile_month() == run.pk
