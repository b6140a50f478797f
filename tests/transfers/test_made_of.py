"""What a relation is made of: paid through employers, by oneself, before the portal; no month twice (T66 4, 12)."""

import pytest
from django.utils import timezone

from contributions.assessment.models import Bill
from contributions.collection.actions import allocate, receive_one
from contributions.collection.actions.intake import Told
from contributions.transfers.rules.amounts import Year
from contributions.transfers.selectors import relation_at
from contributions.transfers.selectors.standing import months_twice
from enrollment.participation.actions.by_oneself import join_by_oneself
from enrollment.participation.models import InsuredPeriod
from enrollment.registry.models import Person
from siadmin.agency.insurances import Fund, Insurance
from siadmin.kernel.months import Month
from siadmin.kernel.refusal import Refusal
from siadmin.letters.selectors import reissue_pdf
from tests import cities
from tests.cities import BEIJING, CHENGDU, NOVEMBER, OCTOBER, SEPTEMBER, broken
from tests.factories import TODAY, a_person, a_user, identity_number_of, region
from tests.history import telling
from tests.transfers.desks import (
    ACCOUNT_FEN,
    WAGES_FEN,
    Desks,
    funded,
    holds,
    joins,
    leaves,
    paid_months,
    pay_months,
)

pytestmark = pytest.mark.usefixtures("a_year_paid")
PENSION = Insurance.PENSION


def paying_oneself() -> tuple[Person, Bill]:
    """Somebody who joined in Beijing by themself and paid this month."""
    somebody, now = a_person(lives_in="110105"), timezone.now()
    join_by_oneself(
        person=somebody, region=region(BEIJING), insurances=[PENSION], base_fen=7_270_00, rhythm="monthly",
        from_month=Month.of(timezone.localdate(now)), by=None, at=now,
    )  # fmt: skip
    bill = Bill.objects.get(person=somebody)
    day = timezone.localdate(now)
    written = f"{bill.total_fen // 100}.{bill.total_fen % 100:02d}"
    told = Told("T1", str(day), BEIJING, Fund.PENSION, written, "", identity_number_of(somebody))
    receipt = receive_one(source="tax_authority", told=told, by=None, at=now, on=day)
    allocate(
        receipt_id=receipt.pk, bill_id=bill.pk, amount_fen=bill.total_fen, seen_allocations=0, by=a_user(), at=now,
        on=day, reason="本人到窗口确认",
    )  # fmt: skip
    bill.refresh_from_db()
    return somebody, bill


def test_months_and_account_of_who_pays_for_themself_move_too() -> None:
    somebody, bill = paying_oneself()
    assert bill.settled_on is not None and bill.payer < 0
    relation = relation_at(somebody, PENSION, region(BEIJING), bill.settled_on)
    assert relation.years == [Year(bill.month.year, 1, 7_270_00)]
    assert relation.held.principal_fen == bill.account_fen == 581_60
    assert relation.pooled_fen == 872_40
    assert holds(somebody, BEIJING, bill.settled_on).total_fen == 581_60


def test_months_and_balance_of_before_the_portal_move_with_those_paid_here() -> None:
    _, person = paid_months()
    rows = (
        telling.months("2023-01", "2023-12", **telling.of(person)),
        telling.balance("5000.00", **telling.of(person), as_of="2025-12-31"),
        telling.deemed(**telling.of(person)),
    )
    telling.booked(*rows)
    leaves(person)
    joins(person)
    funded(BEIJING, 2_000_000)
    transfer = Desks(person=person).moved()
    assert list(transfer.years.values_list("year", "months", "wages_fen")) == [
        (2023, 12, 6_000_000), (2026, 2, WAGES_FEN),
    ]  # fmt: skip
    assert (transfer.principal_fen, transfer.interest_fen) == (ACCOUNT_FEN + 500_000, 6_250)  # ten months at 1.5 %
    assert transfer.pooled_fen == (6_000_000 + WAGES_FEN) * 12 // 100
    assert broken() == {}


@pytest.mark.parametrize(
    ("money_fen", "years"),
    [(None, [2026]), (100, [2026]), (719_999, [2026]), (720_000, [2024, 2026]), (1_000_000, [2024, 2026])],
)
def test_months_of_a_certificate_move_on_only_where_their_money_came_along(
    money_fen: int | None, years: list[int]
) -> None:
    """What was paid to another region and stayed there is not certified, and not paid, by this one: 12 % of 60,000."""
    _, person = paid_months()
    money = telling.Money(money_fen, TODAY) if money_fen else None
    origin = telling.origin(telling.FileKind.CERTIFICATE, money=money)
    telling.booked(telling.months("2024-01", "2024-12", **telling.of(person)), origin=origin)
    leaves(person)
    joins(person)
    funded(BEIJING, 2_000_000)
    transfer = Desks(person=person).moved()
    assert list(transfer.years.values_list("year", flat=True)) == years
    wages_fen = WAGES_FEN + (6_000_000 if 2024 in years else 0)
    assert transfer.pooled_fen == wages_fen * 12 // 100
    assert broken() == {}


def brought(person: Person, *, months: bool) -> None:
    """A balance of before the portal, and a year of months, found only after the first transfer."""
    rows = [telling.balance("5000.00", **telling.of(person), as_of="2025-12-31")]
    if months:
        rows.append(telling.months("2023-01", "2023-12", **telling.of(person)))
    telling.booked(*rows)
    funded(BEIJING, 2_000_000)


@pytest.mark.usefixtures("letters_set")
def test_what_was_corrected_after_it_moved_is_taken_off_what_moves_next() -> None:
    """12 % of the wages of all years together (T66 4), as the account is one amount."""
    employer, person = paid_months()
    leaves(person)
    joins(person)
    desks = Desks(person=person)
    desks.moved()
    cities.declare(employer, OCTOBER, {person: 7_500})
    brought(person, months=True)
    transfer = desks.moved()
    assert list(transfer.years.order_by("year").values_list("year", "months", "wages_fen")) == [
        (2023, 12, 6_000_000), (2026, 0, -50_000),
    ]  # fmt: skip
    assert (transfer.principal_fen, transfer.pooled_fen) == (500_000 - 4_000, 5_950_000 * 12 // 100)
    form = transfer.information_form
    assert form is not None
    assert reissue_pdf(form).startswith(b"%PDF")
    arrived = relation_at(person, PENSION, region(CHENGDU), TODAY)
    assert (arrived.months, arrived.wages_fen) == (14, WAGES_FEN + 5_950_000)
    assert relation_at(person, PENSION, region(BEIJING), TODAY).years == []
    assert broken() == {}


@pytest.mark.parametrize("months", [True, False])
def test_a_year_with_more_months_and_less_wages_moves_where_others_make_up_for_it(months: bool) -> None:
    """September moved with 30,000 and was 8,000; October is paid since. Alone that is below nothing: it is refused."""
    employer, (person,) = cities.staff(since=SEPTEMBER)
    pay_months(employer, person, (SEPTEMBER,), 30_000)
    cities.declare(employer, OCTOBER, {person: 8_000})
    cities.charge(BEIJING, OCTOBER)
    leaves(person)
    joins(person)
    desks = Desks(person=person)
    desks.moved()
    cities.pay(employer, OCTOBER)
    cities.declare(employer, SEPTEMBER, {person: 8_000})
    brought(person, months=months)
    transfer = desks.requested()
    if not months:
        with pytest.raises(Refusal) as refused:
            desks.act("prepare", transfer, desks.old_clerk)
        assert refused.value.code == "transfer_record_owes"
        return
    done = desks.moved_on(transfer)
    assert list(done.years.order_by("year").values_list("year", "months", "wages_fen")) == [
        (2023, 12, 6_000_000), (2026, 1, -1_400_000),
    ]  # fmt: skip
    assert done.pooled_fen == 4_600_000 * 12 // 100
    assert broken() == {}


def test_a_record_below_nothing_does_not_move_though_the_account_holds_something() -> None:
    employer, person = paid_months()
    leaves(person)
    joins(person)
    desks = Desks(person=person)
    desks.moved()
    cities.declare(employer, OCTOBER, {person: 7_500})
    brought(person, months=False)
    transfer = desks.requested()
    with pytest.raises(Refusal) as refused:
        desks.act("prepare", transfer, desks.old_clerk)
    assert refused.value.code == "transfer_record_owes"
    assert desks.act("withdraw", transfer, desks.new_clerk, reason="x").state == "withdrawn"


@pytest.mark.parametrize(("short_fen", "months"), [(0, 26), (1, 2)])
def test_money_of_a_letter_is_first_its_balances_then_its_months(short_fen: int, months: int) -> None:
    """500,000 fen for the account and 12 % of 12 × 5,000 since 1998; wages of 1997 bring nothing, and move."""
    _, person = paid_months()
    money = telling.Money(500_000 + 720_000 - short_fen, TODAY)
    rows = (
        telling.months("1997-01", "1998-12", **telling.of(person)),
        telling.balance("5000.00", **telling.of(person), as_of="2025-12-31"),
    )
    telling.booked(*rows, origin=telling.origin(telling.FileKind.CERTIFICATE, money=money))
    assert relation_at(person, PENSION, region(BEIJING), TODAY).months == months
    assert holds(person, BEIJING).principal_fen == ACCOUNT_FEN + 500_000


def test_a_month_that_history_tells_and_that_was_paid_does_not_move_twice() -> None:
    """Charged after the file was booked, past the action that insures: the later of the two is refused."""
    employer, (person,) = cities.staff(since=OCTOBER)
    origin = telling.origin(telling.FileKind.CERTIFICATE)
    telling.booked(telling.months("2026-09", "2026-09", **telling.of(person)), origin=origin)
    person.employments.update(starts_on=SEPTEMBER.first_day)
    InsuredPeriod.objects.filter(person=person).update(from_month=SEPTEMBER)
    for month in (SEPTEMBER, OCTOBER):
        cities.declare(employer, month, {person: 8_000})
        cities.charge(BEIJING, month)
        cities.pay(employer, month)
    leaves(person, NOVEMBER)
    joins(person)
    desks = Desks(person=person)
    transfer = desks.requested()
    assert months_twice(person, PENSION, region(BEIJING)) == [SEPTEMBER]
    with pytest.raises(Refusal) as refused:
        desks.act("prepare", transfer, desks.old_clerk)
    assert refused.value.code == "transfer_months_twice"
