"""Money comes in: whole, in part, too much, unknown, wrong, twice. Whatever comes is booked once and waits for nobody
silently (SIL 60, 61; COLL 11, 12)."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import replace

import pytest
from django.db import IntegrityError, transaction

from contributions.accounts.models import AccountCredit
from contributions.assessment.models import Bill
from contributions.collection.actions import receive_file, receive_one
from contributions.collection.actions.intake import Told
from contributions.collection.models import Allocation, Receipt, ReceiptFile, ReceiptRow
from contributions.collection.suspense import candidates
from enrollment.registry.models import Employer, Person
from funds.ledger.actions import close_month, open_books, prepare_closing
from funds.ledger.models import Book, Entry
from funds.ledger.selectors import balances_of
from siadmin.agency.insurances import Fund
from siadmin.agency.models import Region
from siadmin.kernel import runs
from siadmin.kernel.models import Run
from siadmin.kernel.money import yuan
from siadmin.kernel.months import Month
from siadmin.kernel.refusal import Refusal
from tests import database
from tests.cities import (
    BEIJING,
    BOOKS_OPENED_ON,
    GUANGZHOU,
    OCTOBER,
    SEPTEMBER,
    broken,
    charge,
    declare,
    owed,
    pay,
    receipt_file,
    reference,
    staff,
    tick,
    work,
)
from tests.factories import TODAY, a_user

pytestmark = pytest.mark.usefixtures("five_cities")
PENSION, MEDICAL = Fund.PENSION, Fund.MEDICAL


@pytest.fixture
def billed(five_cities: None) -> tuple[Employer, Person]:
    """An employer of Beijing with one worker of 8,000 yuan, billed for September: pension 1,920.00."""
    employer, (person,) = staff()
    declare(employer, SEPTEMBER, {person: 8_000})
    charge(BEIJING, SEPTEMBER)
    return employer, person


def told(
    employer: Employer,
    amount_fen: int = 192_000,
    *,
    external_id: str = "T1",
    fund: str = PENSION,
    ref: str | None = None,
) -> Told:
    return Told(
        external_id=external_id,
        received_on=str(TODAY),
        region=BEIJING,
        fund=fund,
        amount=str(yuan(amount_fen)),
        reference=reference(employer, SEPTEMBER) if ref is None else ref,
        payer_name="某公司",
    )


def receive(one: Told) -> Receipt:
    return receive_one(source="tax_authority", told=one, by=None, at=tick(), on=TODAY)


def receive_all(rows: Iterable[tuple[str, str, str, int, str]], received_on: dt.date = TODAY) -> Run:
    _, run, _ = receive_file(
        source="tax_authority", name="x.csv", content=receipt_file(rows, received_on=received_on), by=None, at=tick()
    )
    return work(run)


def settled(employer: Employer, fund: str = PENSION) -> bool:
    return not Bill.objects.filter(employer=employer, fund=fund, settled_on=None).exists()


def waiting(fund: str = PENSION) -> int:
    return sum(r.amount_fen - r.allocated_fen for r in Receipt.objects.filter(book__fund=fund))


def held(fund: str = PENSION, region: str = BEIJING) -> dict[str, int]:
    return {kind: net for kind, net in balances_of(Book.objects.get(fund=fund, region_id=region)).items() if net}


def test_exactly_what_is_owed_settles_the_bill_credits_the_account_and_is_booked(
    billed: tuple[Employer, Person],
) -> None:
    employer, person = billed
    receipt = receive(told(employer))
    assert (receipt.allocated_fen, receipt.employer, receipt.month) == (192_000, employer, SEPTEMBER)
    assert settled(employer)
    credit = AccountCredit.objects.get()
    assert (credit.person_id, credit.account, credit.amount_fen, credit.credited_on) == (
        person.pk, "pension_employee", 64_000, TODAY,
    )  # fmt: skip
    assert held() == {
        "fiscal_account": 192_000, "contributions_pooled": -128_000, "contributions_personal": -64_000,
    }  # fmt: skip
    assert broken() == {}


def test_receipts_and_bills_name_the_entry_that_books_them(billed: tuple[Employer, Person]) -> None:
    """One entry a day and book for what arrived, one a fund and month for what it settled."""
    employer, _ = billed
    ref = reference(employer, SEPTEMBER)
    run = receive_all([("T1", BEIJING, PENSION, 192_000, ref), ("T2", BEIJING, PENSION, 5, ref)])
    batch = f"{run.pk}.1"
    booked = dict(Entry.objects.values_list("flow", "key"))
    assert booked == {
        "receipt_from_tax": f"received:{batch}:{Book.objects.get(fund=PENSION, region_id=BEIJING).pk}:{TODAY}",
        "settlement": f"settled:{batch}:{BEIJING}:{PENSION}:2026-09-01",
    }
    assert set(Receipt.objects.values_list("entry_key", flat=True)) == {booked["receipt_from_tax"]}
    assert Bill.objects.get(employer=employer, fund=PENSION).entry_key == booked["settlement"]


def test_a_part_waits_and_settles_nothing(billed: tuple[Employer, Person]) -> None:
    employer, _ = billed
    receipt = receive(told(employer, 191_999))
    assert (receipt.allocated_fen, settled(employer), waiting()) == (0, False, 191_999)
    assert not AccountCredit.objects.exists()
    assert held() == {"fiscal_account": 191_999, "unallocated_receipt": -191_999}
    assert broken() == {}


def test_too_much_settles_and_the_rest_waits(billed: tuple[Employer, Person]) -> None:
    employer, _ = billed
    receive(told(employer, 192_001))
    assert (settled(employer), waiting()) == (True, 1)
    assert held()["unallocated_receipt"] == -1
    assert broken() == {}


@pytest.mark.parametrize("ref", ["", "N000000000000", "nonsense"])
def test_without_a_known_reference_the_money_waits_for_a_person(billed: tuple[Employer, Person], ref: str) -> None:
    employer, _ = billed
    receipt = receive(told(employer, ref=ref))
    assert (receipt.employer, receipt.month, receipt.allocated_fen, waiting()) == (None, None, 0, 192_000)
    assert not settled(employer)
    assert broken() == {}


def test_money_for_one_fund_never_pays_a_bill_of_another(billed: tuple[Employer, Person]) -> None:
    employer, _ = billed
    receive(told(employer, fund=Fund.INJURY))
    assert not settled(employer)
    assert (settled(employer, Fund.INJURY), waiting(Fund.INJURY)) == (True, 192_000 - 1_600)
    assert held(Fund.INJURY)["fiscal_account"] == 192_000
    assert held(PENSION) == {}
    assert broken() == {}


def test_money_of_another_region_never_pays_here(billed: tuple[Employer, Person]) -> None:
    employer, _ = billed
    run = receive_all([("T1", GUANGZHOU, PENSION, 192_000, reference(employer, SEPTEMBER))])
    assert (run.totals["settled_bills"], settled(employer)) == (0, False)
    assert held(region=GUANGZHOU)["unallocated_receipt"] == -192_000
    assert broken() == {}


def test_the_same_receipt_again_is_the_same_receipt(billed: tuple[Employer, Person]) -> None:
    employer, _ = billed
    first, again = receive(told(employer)), receive(told(employer))
    assert first == again
    assert (Receipt.objects.count(), Allocation.objects.count(), Entry.objects.count()) == (1, 1, 2)
    assert broken() == {}


def test_an_id_used_for_another_amount_is_refused(billed: tuple[Employer, Person]) -> None:
    employer, _ = billed
    receive(told(employer))
    with pytest.raises(Refusal) as refused, transaction.atomic():
        receive(told(employer, 192_001))
    assert refused.value.code == "receipt_id_reused"
    run = receive_all([("T1", BEIJING, PENSION, 5, "")])
    assert (run.totals, ReceiptRow.objects.get(amount_fen=5).problem) == ({}, "receipt_id_reused")
    assert Receipt.objects.count() == 1


@pytest.mark.parametrize("change", [{"reference": ""}, {"received_on": "2026-11-20"}])
def test_an_id_used_for_another_payer_or_day_is_refused_and_not_taken_for_the_first(
    billed: tuple[Employer, Person], change: dict[str, str]
) -> None:
    employer, _ = billed
    receive(told(employer))
    with pytest.raises(Refusal) as refused, transaction.atomic():
        receive(replace(told(employer), **change))
    assert refused.value.code == "receipt_id_reused"
    assert Receipt.objects.count() == 1


def test_a_file_first_sent_by_somebody_out_of_reach_is_taken_when_the_right_one_sends_it() -> None:
    content = receipt_file([("T1", BEIJING, PENSION, 500, ""), ("T1", BEIJING, MEDICAL, 70, "")])
    books = {book.fund: book.pk for book in Book.objects.filter(region_id=BEIJING)}
    for within in (set(), {books[PENSION]}, {books[MEDICAL]}, {books[MEDICAL]}):
        _, run, _ = receive_file(
            source="tax_authority", name="x.csv", content=content, by=None, at=tick(), within=within
        )
        work(run)
    assert dict(Receipt.objects.values_list("book__fund", "amount_fen")) == {PENSION: 500, MEDICAL: 70}
    assert ReceiptFile.objects.count() == 3
    assert broken() == {}


def test_one_payment_may_bring_money_for_several_funds_under_one_id(billed: tuple[Employer, Person]) -> None:
    employer, _ = billed
    for fund, amount in owed(employer, SEPTEMBER).items():
        receive(told(employer, amount, fund=fund))
    assert Receipt.objects.filter(external_id="T1").count() == 4
    assert not Bill.objects.filter(settled_on=None).exists()
    assert broken() == {}


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"external_id": ""}, "receipt_id_missing"),
        ({"received_on": "2026-02-30"}, "receipt_date"),
        ({"received_on": "23.11.2026"}, "receipt_date"),
        ({"amount": "0"}, "receipt_amount"),
        ({"amount": "-5"}, "receipt_amount"),
        ({"amount": "1.005"}, "receipt_amount"),
        *(({"amount": text}, "receipt_amount") for text in ("1_000", "1e5", "１００", "+5", "1" * 12)),
        ({"amount": "NaN"}, "receipt_amount"),
        ({"amount": "sNaN"}, "receipt_amount"),
        ({"amount": "Infinity"}, "receipt_amount"),
        ({"amount": "1e400"}, "receipt_amount"),
        ({"amount": "10000000000000"}, "receipt_amount"),
        ({"received_on": "2026-11-24"}, "receipt_day_to_come"),
        ({"received_on": str(BOOKS_OPENED_ON - dt.timedelta(days=1))}, "receipt_before_its_book"),
        ({"external_id": "T" * 61}, "receipt_id_too_long"),
        ({"amount": "十元"}, "receipt_amount"),
        ({"fund": "lottery"}, "receipt_book"),
        ({"region": "999999"}, "receipt_book"),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_reason_and_kept_in_a_file(
    billed: tuple[Employer, Person], change: dict[str, str], problem: str
) -> None:
    employer, _ = billed
    good = told(employer)
    values = {name: getattr(good, name) for name in good.__slots__} | change
    with pytest.raises(Refusal) as refused, transaction.atomic():
        receive(Told(**values))
    assert refused.value.code == problem
    header = ",".join(values)
    content = f"{header}\n{','.join(values.values())}\n".encode("gb18030")
    _, run, _ = receive_file(source="tax_authority", name="x.csv", content=content, by=None, at=tick())
    work(run)
    row = ReceiptRow.objects.get()
    assert (row.problem, row.given | change) == (problem, row.given)
    assert not Receipt.objects.exists()


def test_a_payers_code_too_long_to_be_one_points_to_nobody(billed: tuple[Employer, Person]) -> None:
    employer, _ = billed
    code = employer.credit_code
    whole, longer = (
        receive(replace(told(employer, 5, external_id=f"T{n}", ref=""), payer_code=text))
        for n, text in enumerate([code, f"{code}7"])
    )
    assert (whole.payer_code, longer.payer_code) == (code, "")
    assert [bool(candidates(receipt)) for receipt in (whole, longer)] == [True, False]
    kept = ReceiptRow.objects.get(external_id="T1")
    assert (kept.given["payer_code"], kept.problem) == (f"{code}7", ""), "what came stands with the row"


def test_grouped_thousands_are_read() -> None:
    receipt = receive(Told("T1", str(TODAY), BEIJING, PENSION, "1,234,567.80"))
    assert receipt.amount_fen == 123_456_780


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"\xff\xfe\x00\x01", "receipt_file_unreadable"),
        (b"a,b\n1,2\n", "receipt_file_columns"),
        (b"", "receipt_file_columns"),
    ],
)
def test_a_file_that_is_none_is_refused_as_a_whole(content: bytes, code: str) -> None:
    with pytest.raises(Refusal) as refused:
        receive_file(source="tax_authority", name="x", content=content, by=None, at=tick())
    assert refused.value.code == code


def test_the_same_file_again_is_the_same_run(billed: tuple[Employer, Person]) -> None:
    employer, _ = billed
    content = receipt_file([("T1", BEIJING, PENSION, 192_000, reference(employer, SEPTEMBER))])
    asked = {"source": "tax_authority", "content": content, "by": None}
    first, run, is_new = receive_file(name="a.csv", at=tick(), **asked)  # type: ignore[arg-type]
    again, same_run, is_new_again = receive_file(name="b.csv", at=tick(), **asked)  # type: ignore[arg-type]
    assert (first.pk, run.pk, is_new, is_new_again) == (again.pk, same_run.pk, True, False)
    work(run)
    assert runs.work(run.pk) == 0
    assert (ReceiptFile.objects.count(), Receipt.objects.count()) == (1, 1)


def test_a_receipt_twice_in_one_file_is_taken_once(billed: tuple[Employer, Person]) -> None:
    employer, _ = billed
    row = ("T1", BEIJING, PENSION, 192_000, reference(employer, SEPTEMBER))
    run = receive_all([row, row])
    assert (run.state, run.totals["receipts"], run.totals["received_fen"]) == ("done", 1, 192_000)
    assert settled(employer)
    assert broken() == {}


def test_two_amounts_under_one_id_in_one_file_are_one_receipt_and_one_refused_row(
    billed: tuple[Employer, Person],
) -> None:
    employer, _ = billed
    ref = reference(employer, SEPTEMBER)
    receive_all([("T1", BEIJING, PENSION, 192_000, ref), ("T1", BEIJING, PENSION, 5, ref)])
    assert Receipt.objects.get().amount_fen == 192_000
    assert list(ReceiptRow.objects.order_by("number").values_list("problem", flat=True)) == ["", "receipt_id_reused"]


def test_a_row_corrected_below_in_the_same_file_is_taken() -> None:
    head = b"external_id,received_on,region,fund,amount\n"
    rows = f"T1,2026-02-30,{BEIJING},{PENSION},5\nT1,{TODAY},{BEIJING},{PENSION},5\nT1,{TODAY},{BEIJING},{PENSION},5\n"
    _, run, _ = receive_file(source="tax_authority", name="x.csv", content=head + rows.encode(), by=None, at=tick())
    work(run)
    problems = ReceiptRow.objects.order_by("number").values_list("problem", flat=True)
    assert list(problems) == ["receipt_date", "", "receipt_repeated"]
    assert Receipt.objects.get().amount_fen == 500


def test_of_several_payments_the_one_that_covers_what_is_owed_settles_it(billed: tuple[Employer, Person]) -> None:
    employer, _ = billed
    ref = reference(employer, SEPTEMBER)
    receive_all([("T1", BEIJING, PENSION, 100, ref), ("T2", BEIJING, PENSION, 192_000, ref)])
    assert dict(Receipt.objects.values_list("external_id", "allocated_fen")) == {"T1": 0, "T2": 192_000}
    assert settled(employer)
    assert broken() == {}


def test_a_second_full_payment_waits_whole(billed: tuple[Employer, Person]) -> None:
    employer, _ = billed
    ref = reference(employer, SEPTEMBER)
    receive_all([("T1", BEIJING, PENSION, 192_000, ref), ("T2", BEIJING, PENSION, 192_000, ref)])
    receive(told(employer, external_id="T3"))
    assert dict(Receipt.objects.values_list("external_id", "allocated_fen")) == {"T1": 192_000, "T2": 0, "T3": 0}
    assert broken() == {}


def test_one_file_brings_money_for_many_employers_and_unknown_payers_by_slices(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("contributions.collection.actions.settling.ROWS_A_SLICE", 3)
    crews = [staff() for _ in range(5)]
    for employer, (person,) in crews:
        declare(employer, SEPTEMBER, {person: 8_000})
    charge(BEIJING, SEPTEMBER)
    rows = [
        (f"T{employer.pk}", BEIJING, fund, amount, reference(employer, SEPTEMBER))
        for employer, _ in crews
        for fund, amount in owed(employer, SEPTEMBER).items()
    ]
    run = receive_all([*rows, ("T0", BEIJING, PENSION, 777, "")])
    assert run.slices.count() == 6
    assert (run.totals["receipts"], run.totals["settled_bills"]) == (21, 20)
    assert run.totals["received_fen"] == sum(row[3] for row in rows) + 777
    assert (not Bill.objects.filter(settled_on=None).exists(), waiting()) == (True, 777)
    assert broken() == {}


def test_a_payment_after_a_correction_covers_both_bills(billed: tuple[Employer, Person]) -> None:
    employer, person = billed
    declare(employer, SEPTEMBER, {person: 10_000})
    assert owed(employer, SEPTEMBER)[PENSION] == 240_000
    pay(employer, SEPTEMBER)
    assert not Bill.objects.filter(settled_on=None).exists()
    credits = AccountCredit.objects.filter(account="pension_employee").values_list("version", "amount_fen")
    assert sorted(credits) == [(0, 64_000), (1, 16_000)]
    assert broken() == {}


def test_money_of_a_closed_month_is_booked_on_the_first_open_day(billed: tuple[Employer, Person]) -> None:
    employer, _ = billed
    book = Book.objects.get(fund=PENSION, region_id=BEIJING)
    maker, checker = a_user(staff=True), a_user(staff=True)
    for month in Month.of(BOOKS_OPENED_ON).until(OCTOBER + 1):
        closing = prepare_closing(book=book, month=month, by=maker, at=tick(), today=TODAY)
        close_month(closing_id=closing.pk, seen_prepared_at=closing.prepared_at, by=checker, at=tick())
    receive_all([("T1", BEIJING, PENSION, 192_000, reference(employer, SEPTEMBER))], received_on=dt.date(2026, 10, 30))
    entry = Entry.objects.get(flow="receipt_from_tax")
    assert (entry.booked_on, Receipt.objects.get().received_on) == (dt.date(2026, 11, 1), dt.date(2026, 10, 30))
    assert "2026-10-30" in entry.reason
    assert broken() == {}


def test_where_the_agency_collects_money_comes_to_the_income_account(billed: tuple[Employer, Person]) -> None:
    guangdong = Region.objects.get(pk="440000")
    open_books(region=guangdong, collector="agency", on=BOOKS_OPENED_ON)
    mine = replace(told(billed[0], 500, ref=""), region="440000")
    with pytest.raises(Refusal) as refused, transaction.atomic():
        receive(mine)
    assert refused.value.code == "receipt_told_by_bank"
    receive_one(source="bank", told=mine, by=None, at=tick(), on=TODAY)
    assert held(region="440000") == {"income_account": 500, "unallocated_receipt": -500}
    assert Entry.objects.get().flow == "receipt_by_agency"
    assert broken() == {}


def test_where_tax_collects_the_bank_does_not_tell_of_the_same_money_again(billed: tuple[Employer, Person]) -> None:
    employer, _ = billed
    receive(told(employer))
    with pytest.raises(Refusal) as refused, transaction.atomic():
        receive_one(source="bank", told=told(employer), by=None, at=tick(), on=TODAY)
    assert (refused.value.code, held()["fiscal_account"]) == ("receipt_told_by_tax", 192_000)
    open_books(region=Region.objects.get(pk="440000"), collector="agency", on=BOOKS_OPENED_ON)
    receive_one(source="bank", told=replace(told(employer), region="440000"), by=None, at=tick(), on=TODAY)
    assert held(region="440000")["income_account"] == 192_000


def test_what_arrived_is_neither_changed_nor_deleted(billed: tuple[Employer, Person]) -> None:
    employer, _ = billed
    receive(told(employer))
    for change in (
        lambda: Receipt.objects.update(amount_fen=1),
        lambda: Receipt.objects.all().delete(),
        lambda: Bill.objects.filter(fund=PENSION).update(settled_on=None),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            change()
    for change in (
        lambda: Allocation.objects.update(amount_fen=1),
        lambda: AccountCredit.objects.update(amount_fen=1),
        lambda: AccountCredit.objects.all().delete(),
    ):
        with database.not_permitted():
            change()


def test_the_fiscal_account_holds_what_arrived_to_the_fen(billed: tuple[Employer, Person]) -> None:
    employer, _ = billed
    pay(employer, SEPTEMBER)
    receive_all([("X1", BEIJING, MEDICAL, 123, ""), ("X2", BEIJING, PENSION, 456, "")])
    for book in Book.objects.filter(region_id=BEIJING):
        arrived = sum(Receipt.objects.filter(book=book).values_list("amount_fen", flat=True))
        assert balances_of(book).get("fiscal_account", 0) == arrived
