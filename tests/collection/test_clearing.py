"""What waits is put to bills by a person; what was overpaid goes back to the receipt it came from (COLL 12; REG 11)."""

import pytest

from contributions.accounts.models import AccountCredit
from contributions.assessment.actions import reassess
from contributions.assessment.models import Bill
from contributions.collection.actions import allocate, ask_withdrawal, receive_one, withdraw_refund
from contributions.collection.actions.intake import Told
from contributions.collection.matters import ATTRIBUTIONS, ATTRIBUTIONS_BACK, REFUNDS, REFUNDS_OF_UNKNOWN
from contributions.collection.models import Allocation, Attribution, Receipt, Refund, Source
from contributions.collection.suspense import candidates
from enrollment.registry.models import Employer, Person
from siadmin.agency.insurances import Fund, Line
from siadmin.agency.models import Act
from siadmin.kernel.money import yuan
from siadmin.kernel.refusal import Refusal
from siadmin.matters import actions as matters
from siadmin.matters.models import Case
from tests import database
from tests.cities import (
    BEIJING,
    COUNTY_OF,
    GUANGZHOU,
    OCTOBER,
    SEPTEMBER,
    broken,
    charge,
    declare,
    owed,
    pay,
    staff,
    tick,
)
from tests.factories import TODAY, a_user
from tests.owing import Desk

pytestmark = pytest.mark.usefixtures("five_cities")
PENSION = Fund.PENSION
IN_TIME = SEPTEMBER.first_day


def billed(wage: int = 8_000) -> tuple[Employer, Person]:
    """An employer of Beijing with one worker, billed for September; pension is 24% of the wage."""
    employer, (person,) = staff()
    declare(employer, SEPTEMBER, {person: wage})
    charge(BEIJING, SEPTEMBER)
    return employer, person


def paid(employer: Employer, fen: int, fund: str = PENSION) -> Receipt:
    pay(employer, SEPTEMBER, {fund: fen}, received_on=IN_TIME)
    return Receipt.objects.latest("pk")


def bill_of(employer: Employer, fund: str = PENSION) -> Bill:
    return Bill.objects.filter(employer=employer, fund=fund).latest("version")


def put(receipt: Receipt, bill: Bill, fen: int, *, seen: int | None = None) -> Allocation:
    return allocate(
        receipt_id=receipt.pk,
        bill_id=bill.pk,
        amount_fen=fen,
        seen_allocations=receipt.allocations.count() if seen is None else seen,
        by=a_user(staff=True),
        at=tick(),
        on=TODAY,
        reason="核对",
    )


def left(receipt: Receipt) -> int:
    receipt.refresh_from_db()
    return receipt.amount_fen - receipt.allocated_fen


def is_settled(employer: Employer) -> bool:
    return not Bill.objects.filter(employer=employer, fund=PENSION, settled_on=None).exists()


def test_parts_put_to_a_bill_by_hand_settle_it_once_they_cover_it() -> None:
    employer, person = billed()
    first, second = paid(employer, 100_000), paid(employer, 100_000)
    put(first, bill_of(employer), 100_000)
    assert not is_settled(employer)
    assert not AccountCredit.objects.exists()
    put(second, bill_of(employer), 92_000)
    assert (is_settled(employer), left(first), left(second)) == (True, 0, 8_000)
    assert AccountCredit.objects.get().person_id == person.pk
    assert Act.objects.filter(code="receipt_allocated").count() == 2
    assert broken() == {}


def refusal_of(receipt: Receipt, bill: Bill, fen: int) -> str:
    with pytest.raises(Refusal) as refused:
        put(receipt, bill, fen)
    return refused.value.code


def test_more_than_there_is_or_than_is_open_is_refused() -> None:
    employer, _ = billed()
    receipt, bill = paid(employer, 100_000), bill_of(employer)
    assert [refusal_of(receipt, bill, fen) for fen in (100_001, 0, -5)] == ["not_so_much_left"] * 3
    large = paid(employer, 191_000)
    put(receipt, bill, 50_000)
    assert refusal_of(large, bill, 142_001) == "not_so_much_open"
    assert refusal_of(receipt, bill, 50_001) == "not_so_much_left"
    assert broken() == {}


def test_the_same_press_twice_puts_the_money_once() -> None:
    employer, _ = billed()
    receipt, bill = paid(employer, 191_000), bill_of(employer)
    put(receipt, bill, 50_000, seen=0)
    with pytest.raises(Refusal) as refused:
        put(receipt, bill, 50_000, seen=0)
    assert (refused.value.code, left(receipt)) == ("changed_since", 141_000)
    put(receipt, bill, 50_000, seen=1)
    assert broken() == {}


def test_money_is_not_put_to_a_bill_of_another_fund_or_region() -> None:
    employer, _ = billed()
    medical = paid(employer, 100, Fund.MEDICAL)
    assert refusal_of(medical, bill_of(employer), 100) == "other_fund"
    elsewhere, (person,) = staff(at=COUNTY_OF[GUANGZHOU])
    declare(elsewhere, SEPTEMBER, {person: 8_000})
    charge(GUANGZHOU, SEPTEMBER)
    assert refusal_of(paid(employer, 100), bill_of(elsewhere), 100) == "other_fund"


def test_a_settled_bill_takes_nothing_more() -> None:
    employer, _ = billed()
    paid(employer, 192_000)
    assert refusal_of(paid(employer, 5), bill_of(employer), 5) == "not_so_much_open"


def test_money_pays_nobodys_bill_but_its_payers() -> None:
    payer, debtor = billed()[0], billed_later()
    receipt, bill = paid(payer, 384_000), bill_of(debtor)
    assert refusal_of(receipt, bill, 192_000) == "not_its_money"
    with database.refused("money_pays_its_payer"):
        Allocation.objects.create(receipt=receipt, bill=bill, amount_fen=1, month=bill.month, allocated_on=TODAY)
    with database.refused("attribution_of_the_nameless"):
        Attribution.objects.create(receipt=receipt, employer=debtor, at=tick())
    assert [each.bill.employer for each in candidates(receipt, query=debtor.number)] == []
    assert (is_settled(debtor), left(receipt)) == (False, 192_000)
    assert broken() == {}


def nameless(fen: int, *, code: str = "", name: str = "某公司") -> Receipt:
    """Money of pension for Beijing that names no notice."""
    told = Told(f"N{fen}", str(TODAY), BEIJING, PENSION, str(yuan(fen)), "", code, name)
    return receive_one(source=Source.TAX, told=told, by=None, at=tick(), on=TODAY)


def test_one_person_alone_does_not_say_whose_nameless_money_is() -> None:
    employer, _ = billed()
    receipt, bill = nameless(192_000), bill_of(employer)
    assert refusal_of(receipt, bill, 192_000) == "whose_money_not_said"
    with database.refused("money_pays_its_payer"):
        Allocation.objects.create(receipt=receipt, bill=bill, amount_fen=1, month=bill.month, allocated_on=TODAY)
    desk = Desk(BEIJING)
    case = said_of(desk, employer, receipt)
    desk.signed(case, hands=1)
    row = {"receipt": receipt, "employer": employer, "by": desk.clerk, "at": tick()}
    with database.refused("decided_by_its_case"):
        Attribution.objects.create(case_id=case.number, **row)
    with database.refused("attribution_by_its_code"):
        Attribution.objects.create(case=None, **row)
    with database.refused("attribution_begins_standing"):
        Attribution.objects.create(case_id=case.number, taken_back_at=tick(), **row)
    assert broken() == {}


def said_of(desk: Desk, employer: Employer, receipt: Receipt) -> Case:
    facts = {"receipt": receipt.external_id, "fund": PENSION, "evidence": "银行回单"}
    return desk.asked(ATTRIBUTIONS[Line.HRSS], employer, **facts)


def test_once_two_people_said_whose_it_is_it_pays_that_payers_bills_alone() -> None:
    employer, _ = billed()
    debtor, receipt, desk = billed_later(), nameless(192_000), Desk(BEIJING)
    desk.signed(said_of(desk, employer, receipt))
    assert [each.bill.employer for each in candidates(receipt)] == [employer]
    assert refusal_of(receipt, bill_of(debtor), 192_000) == "not_its_money"
    put(receipt, bill_of(employer), 192_000)
    assert (is_settled(employer), left(receipt)) == (True, 0)
    with pytest.raises(Refusal) as refused:
        said_of(desk, debtor, receipt)
    assert refused.value.code == "no_such_receipt"
    assert broken() == {}


def test_what_was_said_to_be_somebodys_goes_back_to_them_alone() -> None:
    employer, _ = billed()
    receipt, desk = nameless(192_000), Desk(BEIJING)
    desk.signed(said_of(desk, employer, receipt))
    told = {"receipt": receipt.external_id, "fund": PENSION, "amount": "1000", "cause": "over"}
    with pytest.raises(Refusal) as refused:
        desk.asked(REFUNDS_OF_UNKNOWN[Line.HRSS], None, **told)
    assert refused.value.code == "no_such_receipt"
    desk.signed(desk.asked(REFUNDS[Line.HRSS], employer, **told))
    assert (Refund.objects.get().amount_fen, left(receipt)) == (100_000, 92_000)
    assert broken() == {}


def taken_back(desk: Desk, employer: Employer, receipt: Receipt) -> Case:
    facts = {"receipt": receipt.external_id, "fund": PENSION, "evidence": "银行答复：另一单位所缴"}
    return desk.asked(ATTRIBUTIONS_BACK[Line.HRSS], employer, **facts)


def test_what_was_said_wrongly_two_people_take_back_and_it_is_said_anew() -> None:
    """A part that was put to an open bill waits again; then it is another's, and pays theirs."""
    employer, _ = billed()
    debtor, receipt, desk = billed_later(), nameless(192_000), Desk(BEIJING)
    desk.signed(said_of(desk, employer, receipt))
    put(receipt, bill_of(employer), 100_000)
    case = desk.signed(taken_back(desk, employer, receipt))
    said = Attribution.objects.get()
    assert (said.taken_back_case_id, left(receipt)) == (case.number, 192_000)
    assert list(receipt.allocations.order_by("pk").values_list("amount_fen", flat=True)) == [100_000, -100_000]
    assert refusal_of(receipt, bill_of(employer), 1) == "whose_money_not_said"
    desk.signed(said_of(desk, debtor, receipt))
    put(receipt, bill_of(debtor), 192_000)
    assert (is_settled(debtor), is_settled(employer), left(receipt)) == (True, False, 0)
    assert broken() == {}


def test_what_was_used_since_is_not_taken_back() -> None:
    employer, person = billed()
    receipt, desk = nameless(192_000), Desk(BEIJING)
    desk.signed(said_of(desk, employer, receipt))
    case = taken_back(desk, employer, receipt)
    put(receipt, bill_of(employer), 192_000)
    with pytest.raises(Refusal) as refused:
        desk.signed(case)
    assert refused.value.code == "attribution_used"
    with pytest.raises(Refusal) as refused:
        taken_back(desk, employer, receipt)
    assert refused.value.code == "attribution_used"
    ended = {"taken_back_case": case, "taken_back_by": desk.clerk, "taken_back_at": tick()}
    with database.refused("attribution_not_used"):
        Attribution.objects.filter(receipt=receipt).update(**ended)
    declare(employer, SEPTEMBER, {person: 7_500})
    assert left(receipt) == 12_000, "what a correction gives back alone is not all of it"
    with pytest.raises(Refusal):
        taken_back(desk, employer, receipt)
    assert broken() == {}


def test_what_goes_back_to_somebody_is_withdrawn_before_it_is_not_theirs() -> None:
    employer, _ = billed()
    receipt, desk = nameless(192_000), Desk(BEIJING)
    desk.signed(said_of(desk, employer, receipt))
    told = {"receipt": receipt.external_id, "fund": PENSION, "amount": "1000", "cause": "over"}
    desk.signed(desk.asked(REFUNDS[Line.HRSS], employer, **told))
    with pytest.raises(Refusal) as refused:
        taken_back(desk, employer, receipt)
    assert refused.value.code == "attribution_used"
    refund = Refund.objects.get()
    ask_withdrawal(refund_id=refund.pk, by=a_user(staff=True), at=tick(), reason="认领有误")
    withdraw_refund(refund_id=refund.pk, by=a_user(staff=True), at=tick())
    desk.signed(taken_back(desk, employer, receipt))
    desk.signed(desk.asked(REFUNDS_OF_UNKNOWN[Line.HRSS], None, **told))
    assert broken() == {}


def test_one_person_alone_takes_nothing_back_and_what_was_said_stands() -> None:
    employer, _ = billed()
    receipt, desk = nameless(192_000), Desk(BEIJING)
    desk.signed(said_of(desk, employer, receipt))
    case = taken_back(desk, employer, receipt)
    desk.signed(case, hands=1)
    said = Attribution.objects.get()
    ended = {"taken_back_by": desk.clerk, "taken_back_at": tick()}
    for by_case in (case.number, said.case_id):
        with database.refused("decided_by_its_case"):
            Attribution.objects.filter(pk=said.pk).update(taken_back_case=by_case, **ended)
    with database.refused("attribution_stands"):
        Attribution.objects.filter(pk=said.pk).update(employer=billed_later())
    with database.refused("attribution_stands_once"):
        Attribution.objects.create(receipt=receipt, employer=employer, case_id=case.number, by=desk.clerk, at=tick())
    case.refresh_from_db()
    matters.review(case_id=case.pk, seen_version=case.version, by=desk.reviewer, at=tick())
    with database.refused("attribution_stands"):
        Attribution.objects.filter(pk=said.pk).update(taken_back_case=None, taken_back_by=None, taken_back_at=None)
    assert broken() == {}


def test_money_that_came_with_its_payers_code_is_its_payers() -> None:
    employer, _ = billed()
    receipt = nameless(192_000, code=employer.credit_code)
    put(receipt, bill_of(employer), 100_000)
    assert Attribution.objects.get().employer == employer
    assert refusal_of(receipt, bill_of(billed_later()), 92_000) == "not_its_money"
    assert broken() == {}


def test_the_payer_of_a_receipt_stays_as_it_was_told() -> None:
    employer, _ = billed()
    receipt = nameless(192_000)
    with database.refused("receipt_not_changed"):
        Receipt.objects.filter(pk=receipt.pk).update(employer=employer)


def billed_later() -> Employer:
    """Another employer, billed after the month's run by its late declaration."""
    employer, (person,) = staff()
    declare(employer, SEPTEMBER, {person: 8_000})
    return employer


def test_a_lowered_wage_gives_the_difference_back_to_the_receipt() -> None:
    employer, person = billed(10_000)
    receipt = paid(employer, 240_000)
    declare(employer, SEPTEMBER, {person: 8_000})
    assert (is_settled(employer), left(receipt)) == (True, 48_000)
    amounts = Allocation.objects.filter(receipt=receipt).order_by("pk").values_list("amount_fen", flat=True)
    assert list(amounts) == [240_000, -48_000]
    credits = AccountCredit.objects.order_by("version").values_list("amount_fen", flat=True)
    assert list(credits) == [80_000, -16_000]
    assert broken() == {}


def test_what_was_given_back_can_pay_the_next_bill() -> None:
    employer, person = billed(10_000)
    receipt = paid(employer, 240_000)
    declare(employer, SEPTEMBER, {person: 8_000})
    declare(employer, SEPTEMBER, {person: 9_000})
    put(receipt, bill_of(employer), 24_000)
    assert (is_settled(employer), left(receipt)) == (True, 24_000)
    assert broken() == {}


def test_before_anything_was_paid_a_lowered_wage_only_lowers_what_is_owed() -> None:
    employer, person = billed(10_000)
    declare(employer, SEPTEMBER, {person: 8_000})
    assert (owed(employer, SEPTEMBER)[PENSION], is_settled(employer)) == (192_000, False)
    receipt = paid(employer, 192_000)
    assert (is_settled(employer), left(receipt)) == (True, 0)
    assert broken() == {}


def test_bills_that_cancel_before_anything_was_paid_are_settled_without_money() -> None:
    employer, person = billed()
    employer.insured_periods.update(before_month=SEPTEMBER, ended_because="left")
    reassess(employer=employer, month=SEPTEMBER, by=None, at=tick(), reason="未入职")
    assert not Bill.objects.filter(employer=employer, settled_on=None).exists()
    assert set(Allocation.objects.values_list("receipt", flat=True)) == {None}
    assert sum(AccountCredit.objects.values_list("amount_fen", flat=True)) == 0
    assert person.pk in set(AccountCredit.objects.values_list("person_id", flat=True))
    assert broken() == {}


def test_a_part_put_by_hand_comes_back_when_less_is_owed() -> None:
    employer, person = billed(10_000)
    receipt = paid(employer, 200_000)
    put(receipt, bill_of(employer), 200_000)
    declare(employer, SEPTEMBER, {person: 8_000})
    assert (is_settled(employer), left(receipt)) == (True, 8_000)
    assert broken() == {}


def test_what_several_receipts_paid_comes_back_to_the_newest_first() -> None:
    employer, person = billed(20_000)
    first = paid(employer, 300_000)
    put(first, bill_of(employer), 300_000)
    second = paid(employer, 180_000)
    assert is_settled(employer)
    declare(employer, SEPTEMBER, {person: 8_000})  # 2,880.00 less: more than the second receipt paid
    assert (is_settled(employer), left(first), left(second)) == (True, 108_000, 180_000)
    assert broken() == {}


def test_an_open_bill_is_met_first_by_what_comes_back() -> None:
    employer, person = billed(20_000)
    receipt = paid(employer, 480_000)
    declare(employer, SEPTEMBER, {person: 21_000})
    assert owed(employer, SEPTEMBER)[PENSION] == 24_000
    declare(employer, SEPTEMBER, {person: 8_000})
    assert (is_settled(employer), left(receipt)) == (True, 288_000)
    assert broken() == {}


def test_several_receipts_meet_an_open_bill_and_give_the_rest_back() -> None:
    employer, person = billed(20_000)
    first = paid(employer, 300_000)
    put(first, bill_of(employer), 300_000)
    second = paid(employer, 180_000)
    declare(employer, SEPTEMBER, {person: 21_000})
    declare(employer, SEPTEMBER, {person: 8_000})
    assert (is_settled(employer), left(first) + left(second)) == (True, 288_000)
    assert broken() == {}


def credited(person: Person) -> int:
    return sum(AccountCredit.objects.filter(person_id=person.pk, account=PENSION).values_list("amount_fen", flat=True))


def test_a_correction_that_cancels_out_moves_the_money_between_the_accounts() -> None:
    employer, (li, wang) = staff(2)
    declare(employer, SEPTEMBER, {li: 8_000, wang: 10_000})
    charge(BEIJING, SEPTEMBER)
    pay(employer, SEPTEMBER)
    declare(employer, SEPTEMBER, {li: 10_000, wang: 8_000})
    assert not Bill.objects.filter(settled_on=None).exists()
    assert (credited(li), credited(wang)) == (80_000, 64_000)
    assert broken() == {}


def test_what_was_not_paid_is_not_credited_by_a_correction_that_cancels_out() -> None:
    employer, (li, wang) = staff(2)
    declare(employer, SEPTEMBER, {li: 8_000, wang: 10_000})
    charge(BEIJING, SEPTEMBER)
    declare(employer, SEPTEMBER, {li: 10_000, wang: 8_000})
    assert not AccountCredit.objects.exists()
    pay(employer, SEPTEMBER)
    assert not Bill.objects.filter(settled_on=None).exists()
    assert (credited(li), credited(wang)) == (80_000, 64_000)
    assert broken() == {}


def test_verify_names_who_was_not_credited_where_the_sums_agree() -> None:
    employer, (li, wang) = staff(2)
    declare(employer, SEPTEMBER, {li: 8_000, wang: 10_000})
    charge(BEIJING, SEPTEMBER)
    declare(employer, SEPTEMBER, {li: 10_000, wang: 8_000})
    Bill.objects.filter(version=1).update(settled_on=TODAY)
    assert broken().keys() == {"credits_are_lines"}
    assert {li.pk, wang.pk} == {int(one.split()[3].rstrip(",")) for one in broken()["credits_are_lines"]}


def silent(wage: int = 8_000, *, paid_too: bool = True) -> tuple[Employer, Person]:
    """An employer of Guangzhou billed provisionally for October."""
    employer, (person,) = staff(at=COUNTY_OF[GUANGZHOU])
    declare(employer, SEPTEMBER, {person: wage})
    for month in (SEPTEMBER, OCTOBER):
        charge(GUANGZHOU, month)
    if paid_too:
        pay(employer, OCTOBER)
    return employer, person


@pytest.mark.parametrize(
    ("wage", "owing", "back"),
    [(8_000, 0, 19_200), (8_800, 0, 0), (12_000, 76_800, 0)],
    ids=["overpaid", "equal", "underpaid"],
)
def test_a_paid_provisional_bill_is_settled_against_the_declaration(wage: int, owing: int, back: int) -> None:
    employer, person = silent()
    receipt = Receipt.objects.get(book__fund=PENSION)
    assert receipt.amount_fen == 211_200
    declare(employer, OCTOBER, {person: wage})
    october = Bill.objects.filter(employer=employer, month=OCTOBER, fund=PENSION, settled_on=None)
    assert (sum(october.values_list("total_fen", flat=True)), left(receipt)) == (owing, back)
    pay(employer, OCTOBER)
    assert not october.exists()
    credit = AccountCredit.objects.get(account="pension_employee", month=OCTOBER)
    assert credit.amount_fen == wage * 8
    assert broken() == {}


def test_an_unpaid_provisional_bill_is_replaced_by_the_real_one() -> None:
    employer, person = silent(paid_too=False)
    declare(employer, OCTOBER, {person: 8_000})
    assert owed(employer, OCTOBER)[PENSION] == 192_000
    pay(employer, OCTOBER)
    assert not Bill.objects.filter(month=OCTOBER, settled_on=None).exists()
    assert broken() == {}


def test_hand_made_allocations_that_leave_a_credit_are_settled_at_once() -> None:
    employer, person = silent()
    declare(employer, OCTOBER, {person: 12_000})
    assessed = Bill.objects.get(employer=employer, month=OCTOBER, fund=PENSION, kind="assessed")
    pay(employer, OCTOBER, {PENSION: 50_000})
    receipt = Receipt.objects.latest("pk")
    put(receipt, assessed, 50_000)
    assert Bill.objects.filter(employer=employer, month=OCTOBER, fund=PENSION, settled_on=None).count() == 2
    pay(employer, OCTOBER, {PENSION: 250_000})
    assert not Bill.objects.filter(employer=employer, month=OCTOBER, fund=PENSION, settled_on=None).exists()
    assert broken() == {}
