"""Costs claimed back by hand: on the year's state, each receipt once, what others owe denied or advanced."""

import datetime as dt
from typing import Any

import pytest

from benefits.medical.actions import recovering
from benefits.medical.models import Reimbursed, ThirdPartyAdvance, ThirdPartyRecovered
from benefits.medical.selectors import left_to_recover, year_so_far
from benefits.payments.models import Entitlement
from enrollment.registry.models import Person
from funds.ledger.models import AccountKind, Book
from funds.ledger.selectors import balances_of
from siadmin.agency.insurances import Fund, ResidentScheme
from siadmin.kernel.refusal import Refusal
from siadmin.letters.models import Message
from siadmin.matters.catalogue import matter_of
from tests import database
from tests.cities import BEIJING, broken
from tests.claims.desk import a_worker
from tests.factories import TODAY, a_person
from tests.matters.counter import subject_of
from tests.medical.reimbursing import ADVANCED, STAY, VISIT, MedicalTill, a_desk, amounts, done, granted
from tests.payments.refusals import refused
from tests.payments.till import a_card, funded
from tests.selfpay.test_subsidies import pay as pay_resident
from tests.selfpay.test_subsidies import resident

pytestmark = pytest.mark.usefixtures("a_year_paid")


def not_due(person: Person, facts: dict[str, Any], matter: str = "medical_reimbursement") -> str:
    desk = a_desk(person, matter)
    case = desk.handled(desk.asked(facts))
    case = desk.act("review", case, desk.reviewer) if facts["cause"] == "third_party_unpaid" else case
    with pytest.raises(Refusal) as refusal:
        desk.act("review", case, desk.reviewer)
    assert refusal.value.code == "claim_not_due"
    return refusal.value.zh


def test_a_stay_is_reckoned_and_the_next_stands_on_it() -> None:
    _, person = a_worker()
    first = granted(person, STAY)
    assert amounts(first) == {"medical_pool": 2_269_500}, "(28,000 − 1,300) × 85 %: MED-012"
    put = Entitlement.objects.get(decision=first)
    assert put.fund == Fund.MEDICAL
    year = year_so_far(person, 2026)
    assert (year.stays, year.inpatient_scope_fen, year.pool_fen) == (1, 2_800_000, 2_269_500)
    second = granted(person, STAY | {"receipts": "R-2"})
    further = 135_000 * 85 // 100 + 1_000_000 * 90 // 100 + 1_600_000 * 95 // 100
    assert amounts(second) == {"medical_pool": further}, "deductible 650, bands from 28,650 on"
    assert [each.sequence for each in Reimbursed.objects.order_by("pk")] == [1, 2]
    assert broken() == {}


def test_a_receipt_is_paid_once_however_it_is_written() -> None:
    _, person = a_worker()
    granted(person, VISIT)
    form = matter_of("medical_reimbursement").form(VISIT | {"receipts": " v - 1"})
    assert form.is_valid(), form.errors
    assert "不重复支付" in not_due(person, form.facts())


@pytest.mark.parametrize(
    ("cause", "said"),
    [("work_injury", "第(一)项"), ("third_party", "第(二)项"), ("public_health", "第(三)项"), ("abroad", "第(四)项")],
)
def test_what_others_pay_is_denied_in_writing(cause: str, said: str) -> None:
    _, person = a_worker()
    desk = a_desk(person)
    case = desk.handled(desk.asked(STAY | {"cause": cause}))
    with pytest.raises(Refusal) as refused:
        desk.act("review", case, desk.reviewer)
    assert refused.value.code == "claim_not_due" and said in refused.value.zh
    desk.act("refuse", case, desk.reviewer, reason="不属于支付范围")
    decision = desk.claim(case).decisions.get()
    assert decision.outcome == "denied" and decision.letter.number
    assert not Reimbursed.objects.exists()


def test_who_is_not_covered_or_in_the_other_scheme_is_told_why() -> None:
    _, person = a_worker()
    assert "没有参加" in not_due(person, STAY | {"began_on": "2025-10-01", "ended_on": "2025-10-02"})
    other = resident(scheme=ResidentScheme.MEDICAL, tier=400_00)
    pay_resident(other)
    assert "城乡居民" in not_due(other, STAY)
    decision = granted(other, STAY, "residents_reimbursement")
    assert amounts(decision) == {"medical_pool": (2_800_000 - 130_000) * 75 // 100}
    assert Entitlement.objects.get(decision=decision).fund == Fund.MEDICAL_RESIDENT


def test_what_does_not_exceed_the_deductible_is_not_paid_but_counts() -> None:
    _, person = a_worker()
    counted = granted(person, VISIT | {"charged": "1000.00"})
    counted.claim.case.refresh_from_db()
    assert "不支付，计入累计" in str(counted.claim.case.outcome)
    assert amounts(counted) == {} and not Entitlement.objects.filter(decision=counted).exists()
    assert year_so_far(person, 2026).outpatient_scope_fen == 100_000
    assert Message.objects.get(recipient=person.number, code="claim_counted").issued == counted.letter
    second = granted(person, VISIT | {"charged": "1800.00", "receipts": "V-2"})
    assert amounts(second) == {"medical_pool": 70_000}, "(1,000 + 1,800 − 1,800) × 70 %"
    assert "票据 V-1" in not_due(person, VISIT)
    assert broken() == {}


def test_an_advance_of_nothing_is_none() -> None:
    _, person = a_worker()
    granted(person, VISIT | {"cause": "third_party_unpaid", "party": "肇事后逃逸", "charged": "1800.00"})
    assert not ThirdPartyAdvance.objects.exists()
    assert broken() == {}


def test_what_is_all_out_of_scope_counts_nowhere() -> None:
    _, person = a_worker()
    assert "没有符合范围" in not_due(person, VISIT | {"excluded": "3000.00"})


def test_care_elsewhere_is_paid_as_it_was_filed() -> None:
    _, person = a_worker()
    unfiled = granted(person, VISIT | {"elsewhere": True, "charged": "2800.00"})
    assert amounts(unfiled) == {"medical_pool": 100_000 * 70 * 70 // 10_000}


def less(**told: Any) -> ThirdPartyRecovered:
    """A fen less than was booked."""
    back = ThirdPartyRecovered(**(told | {"amount_fen": told["amount_fen"] - 1}))
    back.save(force_insert=True)
    return back


@pytest.mark.usefixtures("nobody_paid")
def test_an_advance_is_signed_by_three_and_recovered_by_two() -> None:
    _, person = a_worker()
    desk = a_desk(person)
    case = desk.act("review", desk.handled(desk.asked(ADVANCED)), desk.reviewer)
    assert case.is_open and not ThirdPartyAdvance.objects.exists()
    with database.written_with(ThirdPartyAdvance, amount_fen=1), database.refused("advance_as_decided"):
        desk.act("approve", case, desk.approver)
    desk.act("approve", case, desk.approver)
    advance = ThirdPartyAdvance.objects.get()
    assert (advance.amount_fen, advance.party) == (2_269_500, ADVANCED["party"])
    told = {"advance": advance.number, "amount": "20000.00", "received_on": str(TODAY), "bank_reference": "B-9"}
    assert left_to_recover(advance) == 0, "nothing left the fund yet"
    a_card(person)
    funded(Fund.MEDICAL)
    MedicalTill().paid_out()
    before = balances_of(Book.objects.get(region_id=BEIJING, fund=Fund.MEDICAL))[AccountKind.EXPENDITURE]
    with pytest.raises(Refusal) as refused:
        a_desk(person, "medical_advance_recovered").asked(told | {"amount": "22695.01"})
    assert refused.value.code == "advance_more_than_left"
    with pytest.raises(Refusal) as refused:
        a_desk(person, "medical_advance_recovered").asked(told | {"received_on": "2026-01-01"})
    assert refused.value.code == "bank_line_when"
    done(person, "medical_advance_recovered", told)
    assert left_to_recover(advance) == 269_500
    book = Book.objects.get(region_id=BEIJING, fund=Fund.MEDICAL)
    assert balances_of(book)[AccountKind.EXPENDITURE] - before == 2_000_000
    with pytest.raises(Refusal) as refused:
        a_desk(person, "medical_advance_recovered").asked(told | {"amount": "1.00"})
    assert refused.value.code == "bank_line_used"
    back = ThirdPartyRecovered.objects.get()
    with database.refused("advance_recovered_within"):
        ThirdPartyRecovered.objects.create(
            advance=advance, amount_fen=269_501, received_on=TODAY, case_id=case.pk,
            entry_id=back.entry_id - 1, recorded_at=back.recorded_at,
        )  # fmt: skip
    with database.refused("advance_recovered_by_two"):
        ThirdPartyRecovered.objects.create(
            advance=advance, amount_fen=1, received_on=TODAY, case=case, entry_id=back.entry_id - 1,
            recorded_at=back.recorded_at,
        )  # fmt: skip
    with pytest.MonkeyPatch.context() as patched, database.refused("advance_recovered_as_booked"):
        patched.setattr(ThirdPartyRecovered.objects, "create", less)
        done(person, "medical_advance_recovered", told | {"amount": "1.00", "bank_reference": "B-10"})
    assert broken() == {}


def test_nothing_is_recovered_of_what_a_bank_may_still_return() -> None:
    _, person = a_worker()
    desk = a_desk(person)
    desk.act("approve", desk.act("review", desk.handled(desk.asked(ADVANCED)), desk.reviewer), desk.approver)
    a_card(person)
    funded(Fund.MEDICAL)
    till, advance = MedicalTill(), ThirdPartyAdvance.objects.get()
    file = till.on_its_way()
    assert left_to_recover(advance) == advance.amount_fen
    told = {"advance": advance.number, "amount": "100.00", "received_on": str(TODAY), "bank_reference": "B-1"}
    with refused("advance_not_arrived"):
        done(person, "medical_advance_recovered", told)
    with pytest.MonkeyPatch.context() as patch, database.refused("advance_recovered_within"):
        patch.setattr(recovering, "arrived_to_recover", lambda *_: 10_000)
        done(person, "medical_advance_recovered", told)
    till.answered(file, {0: "account_closed"})
    assert left_to_recover(advance) == 0
    assert broken() == {}


def test_what_the_person_is_to_return_is_not_recovered_of_a_third_party() -> None:
    _, person = a_worker()
    desk = a_desk(person)
    desk.act("approve", desk.act("review", desk.handled(desk.asked(ADVANCED)), desk.reviewer), desk.approver)
    advance, till = ThirdPartyAdvance.objects.get(), MedicalTill()
    told = {"advance": advance.number, "amount": "100.00", "received_on": str(TODAY), "bank_reference": "B-1"}
    with refused("matter_stands_against"):
        done(person, "medical_advance_recovered", told)
    a_card(person)
    funded(Fund.MEDICAL)
    till.paid_out()
    assert left_to_recover(advance) == advance.amount_fen
    till.stopped(Entitlement.objects.get(person=person), "ended")
    assert left_to_recover(advance) == 0
    with refused("matter_stands_against"):
        done(person, "medical_advance_recovered", told)
    assert broken() == {}


def test_exactly_the_four_documents_are_asked_for() -> None:
    papers = [paper.code for paper in matter_of("medical_reimbursement").papers]
    assert papers == ["identity_card", "receipts", "itemised_list", "diagnosis", "medical_record"]


@pytest.mark.parametrize(
    ("told", "field"),
    [
        ({"charged": "0"}, "charged"),
        ({"charged": "1999.99"}, "charged"),
        ({"began_on": "2026-10-21"}, "ended_on"),
        ({"ended_on": "2126-10-21"}, "ended_on"),
        ({"began_on": "2126-10-21"}, "began_on"),
        ({"charged": "900000000000"}, "charged"),
        ({"cause": "third_party_unpaid"}, "party"),
    ],
)
def test_what_does_not_fit_together_is_said_beside_its_question(told: dict[str, str], field: str) -> None:
    assert field in matter_of("medical_reimbursement").form(STAY | told).errors


def test_no_care_begins_before_birth_and_sums_are_read_with_separators() -> None:
    person = a_person()
    form = matter_of("medical_reimbursement").form
    told = STAY | {"began_on": str(person.birth_on - dt.timedelta(days=1))}
    assert "began_on" in form(told, subject=subject_of(person)).errors
    assert "began_on" not in form(told | {"began_on": str(person.birth_on)}, subject=subject_of(person)).errors
    said = {each.name: each.value for each in form().told(STAY | {"charged": "1234567.5"})}
    assert (said["charged"], said["excluded"]) == ("1,234,567.50", "1,000.00")


def test_the_database_takes_no_reimbursement_that_was_not_decided() -> None:
    _, person = a_worker()
    granted(person, VISIT)
    desk = a_desk(person)
    case = desk.handled(desk.asked(STAY | {"cause": "abroad"}))
    desk.act("refuse", case, desk.reviewer, reason="境外")
    row = Reimbursed.objects.get()
    row.pk, row.decision = None, desk.claim(case).decisions.get()
    with database.refused("reimbursed_in_order"):
        row.save(force_insert=True)
    with database.refused("reimbursed_as_decided"):
        row.sequence = 2
        row.save(force_insert=True)
        database.run("SET CONSTRAINTS ALL IMMEDIATE")
