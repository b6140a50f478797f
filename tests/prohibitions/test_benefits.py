"""What benefits may never be: paid twice, of another fund's money, before their time, or told otherwise afterwards."""

import datetime as dt
from collections.abc import Iterator

import pytest
from django.db import IntegrityError, ProgrammingError

from benefits.claims.models import DeathGrant, Decision, ReceiptClaimed
from benefits.medical.doubting import REIMBURSED
from benefits.medical.models import Reimbursed
from benefits.medical.schemes import reimbursement
from benefits.payments import actions
from benefits.payments.actions import entitling
from benefits.payments.models import BenefitLine, Component, Entitlement, Hold
from benefits.pension.checks import OnePension
from benefits.pension.schemes import disability, employees, residents
from benefits.settlement import settlers
from benefits.settlement.actions import open_clearing, pay_clearing
from benefits.settlement.models import Cleared, Clearing, ClearingAnswer, ClearingRun, Flag, Settlement
from enrollment.registry.models import Person
from funds.ledger.actions import Line as Posting
from funds.ledger.actions import post
from funds.ledger.models import AccountKind, Book, Entry, Side
from siadmin.agency.insurances import Fund
from siadmin.agency.posts import Post
from siadmin.kernel.refusal import Refusal
from siadmin.matters.catalogue import matters
from siadmin.matters.models import Case
from tests import database
from tests.cities import BEIJING, NOVEMBER, SHANGHAI, broken, change_law, tick, work
from tests.claims import toy
from tests.claims.desk import ClaimDesk, a_worker
from tests.factories import TODAY, a_person
from tests.medical.reimbursing import STAY, VISIT, a_desk, granted
from tests.payments.refusals import refused
from tests.payments.till import Till, a_card, funded
from tests.pension import deaths
from tests.pension.test_disability_scheme import claimed as allowance_claimed
from tests.pension.test_old_age_pension import a_career, claimed
from tests.pension.test_residents_scheme import paid_as_resident
from tests.settlement.agency import Clearer
from tests.settlement.hospital import Hospital, desk, line, patient

pytestmark = [pytest.mark.usefixtures("a_year_paid", "at_the_desk")]


@pytest.fixture(autouse=True)
def _toys() -> Iterator[None]:
    with toy.joined():
        yield


def resident_claimed(person: Person) -> tuple[ClaimDesk, Case]:
    desk = ClaimDesk(person, matter="residents_pension")
    return desk, desk.asked({})


def pensioner(till: Till) -> Entitlement:
    person = a_person(lives_in="110105")
    a_card(person)
    return till.granted(person)


def in_hospital(hospital: Hospital, person: Person) -> Settlement:
    """A stay of the days that `STAY` claims back, settled by the hospital."""
    on, until = dt.date(2026, 10, 12), dt.date(2026, 10, 20)
    stay = hospital.admitted(person, on=on)
    shown = hospital.presettled(stay, [line("DV0001", 3, "9000", on=on)], until=until)
    return Settlement.objects.get(number=hospital.settled(stay, shown)["settlement"])


# E9 -----------------------------------------------------------------------------------------------------------


def test_never_two_pensions_paid(monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither the same twice nor two of one fund: refused at the door, and by the database where no door is."""
    person = a_career()
    desk, first = claimed(person)
    desk.granted(first)
    for again in (claimed, allowance_claimed):
        with refused("matter_stands_against"):
            again(person)
    monkeypatch.setattr(employees.OldAgePension, "against", lambda *_: [])
    monkeypatch.setattr(disability.DisabilityPension, "against", lambda *_: [])
    monkeypatch.setattr(employees, "is_drawn", lambda *_args, **_how: False)
    desk, second = claimed(person)
    with refused("entitlement_drawn_already"):
        desk.granted(second)
    other = a_career(born_on=dt.date(1966, 10, 15), name="李近")
    desk, allowance = allowance_claimed(other)
    desk.granted(allowance)
    desk, pension = claimed(other, month="2026-11", noticed_in="2026-08")
    pension = desk.handled(pension)
    with refused("entitlement_pension_beside"):
        desk.act("review", pension, desk.reviewer)
    monkeypatch.setattr(entitling, "pensions_beside", lambda *_: [])
    with database.refused("pension_one_at_a_time"):
        desk.act("review", pension, desk.reviewer)
    assert Entitlement.objects.filter(scheme__in=["old_age_pension", "disability_allowance"]).count() == 2
    assert broken() == {}


def test_never_residents_pension_granted_beside_an_employees(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nor the other way round; refused in words, and by the database where nobody looks (17号 8)."""
    change_law("pension.minimum_years_months", "000000", category="resident", value=12)
    monkeypatch.setattr(residents, "is_drawn", lambda *_args, **_how: False)
    people = [a_career(name=name, lives_in="110105") for name in ("李先", "李后")]
    for person, in_order in zip(people, ((claimed, resident_claimed), (resident_claimed, claimed)), strict=True):
        paid_as_resident(person)
        desk, case = in_order[0](person)
        drawn = Entitlement.objects.get(decision=desk.granted(case))
        desk, case = in_order[1](person)
        case = desk.handled(case)
        with pytest.raises(Refusal) as told:
            desk.act("review", case, desk.reviewer)
        assert told.value.code == "entitlement_pension_beside" and drawn.number in told.value.zh
        with monkeypatch.context() as unasked:
            unasked.setattr(entitling, "pensions_beside", lambda *_: [])
            with database.refused("pension_one_at_a_time"):
                desk.act("review", case, desk.reviewer)
    assert Entitlement.objects.count() == 2
    assert broken() == {}


def test_never_residents_pension_paid_beside_an_employees(monkeypatch: pytest.MonkeyPatch) -> None:
    """Granted before it came out: it is held, no word lifts that, and neither a file nor plain SQL takes it along."""
    monkeypatch.setattr(OnePension, "pensions", ("toy_pension",))
    funded(Fund.PENSION_RESIDENT)
    till = Till("toy_residents", Fund.PENSION_RESIDENT)
    both = pensioner(till)
    Till("toy_pension", Fund.PENSION).granted(both.person)
    own = till.approved()
    (hold,) = Hold.objects.filter(person=both.person, because="suspected")
    with refused("payment_hold_while_it_stands"):
        till.lift(hold)
    with refused("payment_nothing_to_send"):
        till.sent(own)
    with database.refused("hold_while_it_stands"):
        Hold.objects.filter(pk=hold.pk).update(lifted_at=tick(), lifted_by=till.reviewer, reason="x")


def test_never_two_funeral_grants_paid() -> None:
    """Of one death one grant, whichever survivor asks and whoever writes (SIL 17, 49)."""
    dead, desk = deaths.who_died(), deaths.a_desk()
    first = desk.granted(desk.asked(deaths.told(dead)))
    other = ClaimDesk(deaths.a_survivor("李明"), matter=deaths.MATTER)
    case = other.handled(other.asked(deaths.told(dead, relation="child")))
    with refused("claim_not_due"):
        other.act("review", case, other.reviewer)
    grant = DeathGrant.objects.get(item__decision=first, component="funeral_grant")
    umbrella = ClaimDesk(deaths.a_survivor("李红"), matter="toy_umbrella")
    item = umbrella.granted(umbrella.received(days=1)).items.get()
    with database.refused("death_grant_as_granted"):  # of something else that was granted
        DeathGrant.objects.create(item=item, deceased=dead, component=grant.component)
    with database.refused("death_grant_once"):
        database.run(
            "INSERT INTO claims_deathgrant (item_id, deceased_id, component) SELECT item_id, deceased_id, component"
            " FROM claims_deathgrant WHERE id = %s",
            grant.pk,
        )
    assert DeathGrant.objects.filter(component="funeral_grant").count() == 1


def test_never_receipt_reimbursed_twice() -> None:
    _, person = a_worker()
    decision = granted(person, VISIT)
    desk = a_desk(person)
    case = desk.handled(desk.asked(VISIT))
    with refused("claim_not_due"):
        desk.act("review", case, desk.reviewer)
    receipt = ReceiptClaimed.objects.get(decision=decision)
    with database.refused("claims_receiptclaimed_number_key"):
        ReceiptClaimed.objects.create(number=receipt.number, decision=decision)


def test_never_care_claimed_back_that_a_hospital_settled(monkeypatch: pytest.MonkeyPatch) -> None:
    """Denied in writing; and where nobody looks, the database takes no such reimbursement."""
    _, person = a_worker()
    in_hospital(Hospital(), person)
    desk = a_desk(person)
    case = desk.handled(desk.asked(STAY))
    with refused("claim_not_due"):
        desk.act("review", case, desk.reviewer)
    desk.act("refuse", case, desk.reviewer, reason="已直接结算")
    monkeypatch.setattr(reimbursement, "_settled_directly", lambda *_: None)
    with database.refused("reimbursed_not_settled"):
        granted(person, STAY | {"receipts": "R-9"})
    assert not Reimbursed.objects.exists()
    with database.refused("reimbursed_of_days"):
        Reimbursed.objects.create(
            decision=Decision.objects.latest("pk"), person=person, scheme="employee", year=2026, sequence=1,
            care="inpatient", began_on=TODAY, ended_on=TODAY - dt.timedelta(days=1), charged_fen=0, out_of_scope_fen=0,
            deductible_fen=0, stays=1, inpatient_scope_fen=0,
            outpatient_scope_fen=0, pool_fen=0, outpatient_pool_fen=0, large_fen=0, residual_fen=0, major_fen=0,
        )  # fmt: skip


def test_never_care_paid_to_a_hospital_that_was_claimed_back() -> None:
    """The hospital's bill of these days waits for somebody to decide what the fund does not owe of it."""
    hospital, clearer, (_, person) = Hospital(), Clearer(), a_worker()
    granted(person, STAY)
    bill, own = in_hospital(hospital, person), bill_of_another(hospital)
    doubt = Flag.objects.get(settlement=bill, code=REIMBURSED.code)
    assert doubt.disallowed_fen is None
    run = clearer.opened()
    its = run.clearings.get()
    assert (its.settlements, its.fund_fen) == (1, fund_fen(own))
    with database.refused("reimbursed_decided_before_cleared"):
        Cleared.objects.create(clearing=its, settlement=bill)
    assembling = ClearingRun.objects.get(pk=clearer.opened(NOVEMBER - 1).pk)
    assert assembling.total_fen == 0, "October has nothing that is not waited for"
    clearer.cancelled(assembling)
    clearer.cancelled(run)
    clearer.decided(doubt, fund_fen(bill))
    its = clearer.opened().clearings.get()
    assert (its.settlements, its.pay_fen) == (2, fund_fen(own)), "what was paid by hand is disallowed"
    assert broken() == {}


def fund_fen(bill: Settlement) -> int:
    return bill.pool_fen + bill.large_fen + bill.major_fen


def bill_of_another(hospital: Hospital) -> Settlement:
    stay = hospital.admitted(patient())
    shown = hospital.presettled(stay, [line("DV0001", 1, "9000")])
    return Settlement.objects.get(number=hospital.settled(stay, shown)["settlement"])


# E6 -----------------------------------------------------------------------------------------------------------


def booked(
    flow: str, fund: str, debit: str, credit: str, fen: int, *, pool: str = BEIJING, item: str = "", back: str = ""
) -> Entry:
    book = Book.objects.get(region_id=pool, fund=fund)
    lines = [Posting(book, debit, Side.DEBIT, fen, NOVEMBER, item), Posting(book, credit, Side.CREDIT, fen, item=back)]
    return post(key=f"never:{tick()}", flow=flow, booked_on=TODAY, reason="test", lines=lines, by=None, at=tick())[0]


def test_never_payments_of_another_fund() -> None:
    """A run asks for its own fund's benefits; and by plain SQL neither a benefit, a line nor a file is of another."""
    for fund in (Fund.PENSION, Fund.UNEMPLOYMENT):
        funded(fund)
    till, jobless = Till("toy_pension", Fund.PENSION), Till("toy_dole", Fund.UNEMPLOYMENT)
    drawn, dole = pensioner(till), pensioner(jobless)
    fresh = actions.open_payments(region=till.region, fund=till.fund, month=NOVEMBER, by=till.clerk, at=tick())
    other = jobless.opened()
    part = Component.objects.get(entitlement=dole)
    with database.refused("entitlement_of_its_fund"):
        database.run(
            "INSERT INTO payments_entitlement (number, decision_id, person_id, region_id, insurance, fund, scheme)"
            " SELECT 'Bx', decision_id, person_id, region_id, insurance, %s, scheme"
            " FROM payments_entitlement WHERE id = %s",
            Fund.MEDICAL, dole.pk,
        )  # fmt: skip
    with database.refused("line_of_its_fund"):
        database.run(
            "INSERT INTO payments_line (person_id, month, component_id, version, paid_in, slice_id, amount_fen)"
            " VALUES (%s, %s, %s, 9, %s, 1, %s)",
            dole.person_id, NOVEMBER.first_day, part.pk, fresh.pk, part.amount_fen,
        )  # fmt: skip
    work(fresh.run)
    assert set(BenefitLine.objects.filter(paid_in=fresh.pk).values_list("person_id", flat=True)) == {drawn.person_id}
    file = till.sent(till.approved(fresh))
    assert {each.book.fund for each in file.entry.postings.select_related("book")} == {Fund.PENSION}
    strange = booked(
        "benefit_payment", Fund.UNEMPLOYMENT, AccountKind.BENEFITS, AccountKind.EXPENDITURE, 5, item="toy_monthly"
    )
    with database.refused("bank_file_in_its_book"):
        database.run(
            "INSERT INTO payments_bankfile (batch_id, sequence, payments, total_fen, document_id, entry_id, offset_fen,"
            " from_returned_fen, sent_by_id, sent_at) SELECT batch_id, 2, 1, 5, document_id, %s, 0, 0, sent_by_id,"
            " sent_at FROM payments_bankfile WHERE id = %s",
            strange.pk, file.pk,
        )  # fmt: skip
    with database.refused("answer_in_its_book"):
        database.run(
            "INSERT INTO payments_resultfile (file_id, document_id, content_hash, rows, paid_fen, returned_fen,"
            " entry_id, imported_by_id, imported_at) SELECT id, document_id, 'x'::bytea, 1, 0, 5, %s, %s, sent_at"
            " FROM payments_bankfile WHERE id = %s",
            strange.pk, till.accountant.pk, file.pk,
        )  # fmt: skip
    assert other.total_fen == part.amount_fen


def test_never_institutions_paid_by_another_fund() -> None:
    """A clearing takes in and books what is of its fund and place, whoever writes."""
    hospital, clearer = Hospital(), Clearer()
    bill = bill_of_another(hospital)
    for fund in (Fund.MEDICAL, Fund.MEDICAL_RESIDENT):
        funded(fund)
    residents = Clearer(Fund.MEDICAL_RESIDENT)
    assert residents.opened().total_fen == 0, "a bill of the employees' fund"
    strange = open_clearing(
        region=clearer.region, fund=Fund.MEDICAL_RESIDENT, month=NOVEMBER - 1, by=clearer.clerk, at=tick()
    )
    with database.refused("cleared_of_its_run"):
        made = Clearing.objects.create(
            run=strange, institution=hospital.institution, settlements=1, fund_fen=1, disallowed_fen=0, pay_fen=1
        )
        database.run("INSERT INTO settlement_cleared (settlement_id, clearing_id) VALUES (%s, %s)", bill.pk, made.pk)
    own = clearer.approved(clearer.opened())
    its = Clearing.objects.get(run=own)
    for fund, pool in ((Fund.MEDICAL_RESIDENT, BEIJING), (Fund.MEDICAL, SHANGHAI)):
        entry = booked(
            "provider_clearing", fund, AccountKind.BENEFITS, AccountKind.EXPENDITURE, its.pay_fen, pool=pool,
            item=settlers.item_of(fund),
        )  # fmt: skip
        with database.refused("clearing_in_its_book"):
            Clearing.objects.filter(pk=its.pk).update(entry=entry, paid_at=tick())
    own = clearer.act(own, pay_clearing, clearer.cashier)
    back = booked(
        "clearing_returned", Fund.MEDICAL_RESIDENT, AccountKind.EXPENDITURE, AccountKind.BENEFITS, its.pay_fen,
        back=settlers.item_of(Fund.MEDICAL_RESIDENT),
    )  # fmt: skip
    file = own.files.get()
    with database.refused("clearing_answer_in_its_book"):
        ClearingAnswer.objects.create(
            file=file, document=file.document, content_hash=b"x", rows=1, paid_fen=0, returned_fen=its.pay_fen,
            entry=back, imported_by=desk(Post.ACCOUNTANT), imported_at=tick(),
        )  # fmt: skip


# E8 -----------------------------------------------------------------------------------------------------------

OF_CLAIMS = {
    "claims_claim": "scheme = 'another'",
    "claims_assessment": "once_fen = once_fen + 1",
    "claims_decision": "outcome = 'denied', assessment_id = NULL",
    "claims_decisionitem": "amount_fen = amount_fen + 1",
    "payments_entitlement": "scheme = 'another'",
    "payments_component": "amount_fen = amount_fen + 1",
    "payments_line": "amount_fen = amount_fen + 1",
    "payments_payment": "amount_fen = amount_fen + 1",
    "payments_batch": "bank_name = 'another'",
    "payments_bankfile": "total_fen = total_fen + 1",
    "payments_infile": "row = row + 1",
    "payments_resultfile": "paid_fen = paid_fen + 1",
    "payments_result": "answer = 'account_closed'",
    "payments_paymentrun": "total_fen = total_fen + 1",
    "payments_ending": "from_month = from_month - INTERVAL '1 month'",
}
OF_CARE = {
    "settlement_stay": "admitted_on = admitted_on - 1",
    "settlement_presettlement": "until = until - 1",
    "settlement_settlement": "pool_fen = pool_fen + 1",
    "settlement_line": "charged_fen = charged_fen + 1",
    "settlement_flag": "code = 'another'",
    "settlement_clearing": "pay_fen = pay_fen + 1",
    "settlement_cleared": "clearing_id = clearing_id + 1",
    "settlement_clearingrun": "total_fen = total_fen + 1",
    "settlement_yeartotal": "pool_fen = pool_fen + 1",
    "medical_reimbursed": "pool_fen = pool_fen + 1",
    "claims_receiptclaimed": "number = 'ANOTHER'",
}


def stays(table: str, change: str) -> None:
    """Rows are there, and plain SQL neither changes nor deletes one."""
    assert database.counted(table), f"{table} is empty: nothing is shown"
    for statement in (f"DELETE FROM {table}", f"UPDATE {table} SET {change}"):
        with pytest.raises((IntegrityError, ProgrammingError)) as caught, database.savepoint():
            database.run(statement)
            database.run("SET CONSTRAINTS ALL IMMEDIATE")
        code = getattr(caught.value.__cause__, "pgcode", None)
        assert code in {"23514", database.INSUFFICIENT_PRIVILEGE}, f"{statement}: {caught.value}"


def test_never_benefit_records_deleted_or_overwritten() -> None:
    """From the claim to the bank's answer, and of the stop."""
    funded(Fund.PENSION)
    till = Till("toy_pension", Fund.PENSION)
    drawn = pensioner(till)
    till.answered(till.sent(till.approved()))
    till.stopped(drawn, month=NOVEMBER + 1)
    for table, change in OF_CLAIMS.items():
        stays(table, change)


def test_never_bills_of_care_deleted_or_overwritten() -> None:
    hospital, clearer, person = Hospital(), Clearer(), patient()
    stay = hospital.admitted(person)
    hospital.settled(stay, hospital.presettled(stay, [line("XB0001", 1, "20"), line("XB0001", 1, "20")]))
    bill_of_another(hospital)
    funded(Fund.MEDICAL)
    clearer.paid(clearer.opened())
    _, other = a_worker()
    granted(other, VISIT)
    assert Cleared.objects.exists()
    for table, change in OF_CARE.items():
        stays(table, change)


# E1 -----------------------------------------------------------------------------------------------------------


def test_never_individual_account_paid_before_its_time() -> None:
    """Years before the age nothing of the account is due; and no row says it is without a decision."""
    young = a_career(born_on=dt.date(1980, 3, 15), name="李早")
    desk, case = claimed(young)
    case = desk.handled(case)
    with refused("claim_not_due"):
        desk.act("review", case, desk.reviewer)
    desk.act("refuse", case, desk.reviewer, reason="未到龄")
    denied = Decision.objects.get(claim__case=case)
    with database.refused("entitlement_as_granted"):
        Entitlement.objects.create(
            number="Bx", decision=denied, person=young, region_id=BEIJING, insurance=denied.claim.insurance,
            fund=Fund.PENSION, scheme=denied.claim.scheme,
        )  # fmt: skip
    retired = a_career(name="李到")
    desk, case = claimed(retired)
    item = desk.granted(case).items.get(component="account_pension")
    till = Till("old_age_pension", Fund.PENSION)
    own = actions.open_payments(region=till.region, fund=till.fund, month=NOVEMBER, by=till.clerk, at=tick())
    part = Component.objects.get(item=item)
    for month, fen in ((part.from_month - 1, part.amount_fen), (NOVEMBER, part.amount_fen * 139)):
        with database.refused("line_as_granted"):  # neither earlier, nor all at once
            database.run(
                "INSERT INTO payments_line (person_id, month, component_id, version, paid_in, slice_id, amount_fen)"
                " VALUES (%s, %s, %s, 0, %s, 1, %s)",
                retired.pk, month.first_day, part.pk, own.pk, fen,
            )  # fmt: skip
    assert not Entitlement.objects.filter(person=young).exists()


def test_never_account_of_the_living_inherited() -> None:
    """An account is left to survivors by who died, as a decision says (SIL 14)."""
    _, alive = a_worker()
    desk = deaths.a_desk()
    with refused("facts_invalid"):
        desk.asked(deaths.told(alive))
    umbrella = ClaimDesk(deaths.a_survivor("李红"), matter="toy_umbrella")
    item = umbrella.granted(umbrella.received(days=1)).items.get()
    with database.refused("death_grant_of_the_dead"):
        DeathGrant.objects.create(item=item, deceased=alive, component="account_left")


# E3 -----------------------------------------------------------------------------------------------------------


def test_never_document_asked_for_that_sharing_gives() -> None:
    """The register tells of a death, our records of months paid: no matter asks anybody for a paper of them."""
    dead, desk = deaths.who_died(), deaths.a_desk()
    case: Case = desk.asked(deaths.told(dead))
    assert {paper.code for paper in case.papers.all()} <= {"identity_card", "kinship"}
    assert desk.granted(case).outcome == "granted"
    shared = ("死亡证明", "死亡医学证明", "参保证明", "缴费证明", "缴费凭证", "社会保障卡复印件", "无犯罪记录")
    asked = [(matter.code, paper.name.zh) for matter in matters() for paper in matter.papers]
    assert len(asked) > 40
    assert [each for each in asked if any(word in each[1] for word in shared)] == []
