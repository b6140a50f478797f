"""One world with everything in it that promises look at, as actions put it there."""

import datetime as dt
from decimal import Decimal

import pytest
from django.test import override_settings
from django.utils import timezone

from benefits.payments.models import Arrived, Entitlement, Hold, Overpayment, OwedBack
from benefits.providers.actions import decide_account, open_department, propose_account
from benefits.settlement.actions import (
    cancel_clearing,
    hold_institution,
    leave_out,
    let_institution_go,
    pay_anew,
    take_clearing_results,
)
from benefits.settlement.models import ClearingRun, Flag
from benefits.unemployment.actions import pay_medical
from contributions.accounts.actions import open_statements
from contributions.assessment.actions import approve_by_hand, prepare_by_hand, resettlements
from contributions.checkout.actions import book, confirm_stray, end_stray, hear, open_order, refund_by_channel
from contributions.checkout.channels import Paid
from contributions.checkout.models import SimulatedTrade
from contributions.checkout.selectors import payable, strays
from contributions.checkout.simulator import pay as pressed
from contributions.collection.actions import open_late_fees, pay_refund, receive_one
from contributions.collection.actions.intake import Told, person_payer
from contributions.collection.matters import (
    ATTRIBUTIONS,
    BACK_PAYMENT,
    ENFORCEMENTS,
    FORCE_MAJEURE,
    REFUNDS,
    REFUNDS_TO_PEOPLE,
)
from contributions.collection.models import LateFee, Receipt, Refund, Source
from contributions.declarations.actions import answer_wage
from contributions.declarations.models import ContributionWage, TaxFile, TaxFileMonth
from contributions.history.actions import Money
from contributions.history.models import FileKind
from contributions.platforms.actions import check_orders, declare_orders, register_platform
from contributions.platforms.reading import Given
from contributions.selfpay.actions import choose_resident_tier
from contributions.transfers.matters import MEDICAL
from enrollment.coverage.actions.disputes import answer
from enrollment.coverage.actions.outreach import contact
from enrollment.coverage.matters import MONTH_DISPUTE
from enrollment.coverage.models import Finding
from enrollment.coverage.rules.kinds import Answer, Channel, Register, Result
from enrollment.participation.actions.by_oneself import give_up_tier, join_by_oneself
from enrollment.registry.matters import ACCOUNT, NAME
from enrollment.registry.matters import PHONE as PHONE_CHANGE
from enrollment.registry.models import BankCard, Likeness, Person
from enrollment.registry.subjects import Persons
from funds.banking.actions import import_statement, open_bank_account, reconcile
from funds.ledger.actions import close_month, prepare_closing
from funds.ledger.models import Account, AccountKind, Book
from siadmin.agency.documents import keep
from siadmin.agency.insurances import Fund, Insurance, Line, ResidentScheme
from siadmin.agency.models import Region
from siadmin.agency.posts import Post
from siadmin.kernel.months import Month
from siadmin.kernel.protection import keyed_hash
from siadmin.letters.models import ShortText
from siadmin.matters import actions
from siadmin.policy.actions import approve, propose
from tests import cities, database
from tests.accounts.years import asked_again, let_go, settled
from tests.checkout.twice import paid_twice
from tests.cities import (
    BEIJING,
    COUNTY_OF,
    GUANGZHOU,
    NOVEMBER,
    OCTOBER,
    SEPTEMBER,
    SHANGHAI,
    SHENZHEN,
    charge,
    declare,
    pay,
    staff,
    tick,
)
from tests.claims import toy
from tests.claims.desk import ClaimDesk, loses_work
from tests.coverage.registers import came, died, paid, scan, somebody
from tests.dryruns.trying import proposed, tried
from tests.factories import (
    NOW,
    TODAY,
    a_citizen,
    a_delegate,
    a_member_of_staff,
    a_person,
    a_user,
    an_employer,
    an_office,
    citizen_number,
    identity_number_of,
    region,
)
from tests.history.telling import balance, booked, deemed, months, origin, person
from tests.injury import course as hurting
from tests.letters.samples import a_letter, a_message
from tests.medical.reimbursing import cared_for
from tests.owing import Desk, late_ones
from tests.payments.arriving import paid_again, put_right, repaid, told_returned
from tests.payments.setting_off import looked_into, next_month
from tests.payments.till import BANKS, Till, a_card, funded, rows_of
from tests.pension import deaths, near, rising
from tests.pension.rising import a_pensioner, a_till
from tests.projects import sites
from tests.registry.counter import asked, merged, signed
from tests.selfpay.claims import listed, received
from tests.settlement import agency
from tests.settlement.hospital import CATALOGUE, YEAR_START, Hospital, catalogue, desk, line, patient
from tests.transfers.desks import Desks
from tests.unemployment.spells import a_spell
from tests.unemployment.subsidies import insured_for_a_year, skill_notice
from tests.unemployment.test_medical_return import drawn_and_ended, returned

PHONE = "13800000000"
MARCH = Month(2025, 3)


def build() -> None:
    """Everything, in an order in which each finds what it needs."""
    cities.plant()
    _charged_months()
    database.run("ANALYZE")  # autovacuum sees none of it: the planner would take the tables for empty
    _by_two_people()
    tried(proposed(9_500))
    _people()
    _interest()
    _answered()
    _history()
    _books()
    _told()
    _asked()
    _uncovered()
    _by_themselves()
    _by_the_order()
    _on_a_site()
    database.run("ANALYZE")
    _owed()
    _by_a_channel()
    _moved()
    _paid_out()
    _settled()
    cared_for()
    _merged()


def _charged_months() -> None:
    """A month paid and corrected, one assessed late because nobody had declared it, one that tax declared."""
    employer, people = staff(2)
    declare(employer, SEPTEMBER, dict.fromkeys(people, 8_000))
    charge(BEIJING, SEPTEMBER)
    pay(employer, SEPTEMBER)
    declare(employer, SEPTEMBER, dict.fromkeys(people, 9_000))
    silent, (somebody,) = staff(at=COUNTY_OF[GUANGZHOU])
    charge(GUANGZHOU, SEPTEMBER)
    declare(silent, SEPTEMBER, {somebody: 8_000})
    taxed, (worker,) = staff(at=COUNTY_OF[SHENZHEN])
    document = keep(name="tax.csv", kind="tax_declarations", content=b"as it came", by=None, at=tick())
    TaxFileMonth.objects.create(
        file=TaxFile.objects.create(document=document, rows_count=1, imported_at=tick()),
        credit_code=taxed.credit_code,
        month=str(SEPTEMBER),
        employer=taxed,
        declaration=declare(taxed, SEPTEMBER, {worker: 8_000}),
        rows_count=1,
    )
    a_delegate(employer, taxed)


def _by_two_people() -> None:
    """Wages set by hand, and months settled again after their law changed."""
    silent, (somebody,) = staff(at=COUNTY_OF[GUANGZHOU], since=OCTOBER)
    charge(GUANGZHOU, OCTOBER)
    proposal = prepare_by_hand(
        employer=silent, month=OCTOBER, wages={somebody.pk: 700_000}, by=a_user(staff=True), at=tick(), reason="未申报"
    )
    approve_by_hand(proposal_id=proposal.pk, seen_version=0, by=a_user(staff=True), at=tick(), today=TODAY)
    employer, (low,) = staff(at=COUNTY_OF[SHANGHAI])
    declare(employer, SEPTEMBER, {low: 5_000})
    charge(SHANGHAI, SEPTEMBER)
    cities.change_law("pension.base_floor", SHANGHAI, value=8_000)
    tried, _ = resettlements.try_out(region=Region.objects.get(pk=SHANGHAI), first=SEPTEMBER, by=None, at=tick())
    asked = resettlements.put_forward(tried_id=cities.work(tried).pk, by=a_user(staff=True), at=tick(), reason="新标准")
    cities.work(resettlements.let_go(resettlement_id=asked.pk, seen_version=0, by=a_user(staff=True), at=tick()))


def _people() -> None:
    a_person(phone=PHONE)
    person_payer("110101199003071099", "王新").save()
    a_citizen()
    a_member_of_staff(Post.CLERK)
    maker, checker = a_user(staff=True), a_user(staff=True)
    proposal = propose(
        key="pension.base_floor", region=Region.objects.get(pk=BEIJING), category="employee", unit="yuan_per_month",
        starts_on=dt.date(2027, 7, 1), ends_before=None, value=Decimal(7_500), source="京人社发〔2027〕1号",
        status="official", note="", by=maker, at=tick(),
    )  # fmt: skip
    approve(proposal_id=proposal.pk, seen_version=0, by=checker, at=tick())


def _settled() -> None:
    """Stays settled over the API: one taken back, one withdrawn; a catalogue that another file follows."""
    hospital, other, person = Hospital(), Hospital(with_catalogue=False, level=2), patient()
    open_department(
        institution=hospital.institution,
        code="0301",
        name="心内科",
        starts_on=YEAR_START,
        by=desk(Post.CLERK),
        at=tick(),
    )
    lines = [line("XA0001", 2, "21"), line("DV0001", 1, "9000")]
    stay = hospital.admitted(person)
    hospital.settled(stay, hospital.presettled(stay, lines))
    visit = other.admitted(person, care="outpatient")
    other.settled(visit, other.presettled(visit, [line("XB0001", 1, "300")]), from_account=True)
    mistaken = hospital.admitted(person, care="outpatient")
    back = hospital.settled(mistaken, hospital.presettled(mistaken, [line("XB0001", 1, "200")]))
    hospital.reversed(back)
    hospital.ask("api_stay_withdrawal", {"reason": "登记有误"}, number=hospital.admitted(person, care="outpatient"))
    catalogue(CATALOGUE[:2], starts_on=TODAY + dt.timedelta(1))
    _cleared(hospital, other, person)


def _cleared(hospital: Hospital, other: Hospital, patient: Person) -> None:
    """A flag disallowed, a clearing paid, one cancelled; a day that agrees and one that does not; measures."""
    clearer = agency.Clearer()
    visit = hospital.admitted(patient, care="outpatient")
    doubtful = [line("XB0001", 1, "3000"), line("XB0001", 1, "3000")]
    hospital.settled(visit, hospital.presettled(visit, doubtful))
    clearer.decided(Flag.objects.get(code="bill_lines_alike"), 500)
    clearer.cancelled(clearer.opened(OCTOBER + 1))
    funded(Fund.MEDICAL)
    held = hold_institution(
        institution=other.institution, fund=Fund.MEDICAL, reason="核查", by=clearer.reviewer, at=tick()
    )
    own = clearer.opened(OCTOBER + 1)
    clearer.act(own, leave_out, clearer.reviewer, institution=hospital.institution, reason="账户待核实")
    clearer.act(own, cancel_clearing, desk(Post.REVIEWER), reason="重做")
    let_institution_go(hold_id=held.pk, reason="核查无误", by=desk(Post.REVIEWER), at=tick())
    _returned(clearer, clearer.paid(clearer.opened(OCTOBER + 1)))
    nothing = {"count": 0, "charged_fen": 0, "fund_fen": 0, "self_pay_fen": 0}
    for day, count in (("2026-11-01", 0), ("2026-11-02", 1)):
        row = {"settlement": "Z0000-00000", "fund_fen": 0, "self_pay_fen": 0}
        hospital.ask("api_days", nothing | {"day": day, "count": count, "rows": [row] * count})
    agency.in_force(hospital, "urge")
    agency.silent(agency.proposed(hospital, "refuse"))


def _returned(clearer: agency.Clearer, own: ClearingRun) -> None:
    """One line arrived, one came back and was paid anew to another account."""
    first, *others = own.remittances.order_by("-amount_fen")
    rows = [f"{own.number}-{first.row},other", *(f"{own.number}-{each.row},paid" for each in others)]
    take_clearing_results(
        file_id=first.file_id, name="回盘.csv", content="\n".join(["reference,result", *rows]).encode(),
        by=desk(Post.ACCOUNTANT), at=tick(),
    )  # fmt: skip
    change = propose_account(
        institution=first.clearing.institution, bank_name="中国农业银行", account="6222000099990001", reason="更正",
        by=clearer.clerk, at=tick(),
    )  # fmt: skip
    decide_account(change_id=change.pk, is_approved=True, by=desk(Post.APPROVER), at=tick())
    pay_anew(remittance_id=first.pk, by=desk(Post.CASHIER), at=tick())


def _merged() -> None:
    """Two records of one person, and a bank card."""
    first, second = a_person(lives_in="110105"), a_person(lives_in="110105")
    one, other = sorted((first, second), key=lambda person: person.pk)
    Likeness.objects.create(one=one, other=other, signs="name", weight=1, found_at=NOW)
    merged(one, other, a_member_of_staff(Post.CLERK), a_member_of_staff(Post.REVIEWER))
    BankCard.objects.create(
        person=one, bank_name="中国银行", account="6217000010001", account_hash=keyed_hash("6217000010001"),
        starts_on=TODAY,
    )  # fmt: skip


def _interest() -> None:
    """A month of last year credited in that year, and the year's interest."""
    employer, (person,) = staff(since=MARCH)
    declare(employer, MARCH, {person: 8_000})
    charge(BEIJING, MARCH)
    paid_on = dt.date(2025, 3, 26)
    pay(employer, MARCH, received_on=paid_on, at=dt.datetime(2025, 3, 26, 12, tzinfo=dt.UTC))
    settled(2025)
    rate = {"key": "pension.account_record_rate", "unit": "rate", "category": "employee"}
    proposal = propose(
        **rate, region=Region.objects.get(pk="000000"), starts_on=dt.date(2025, 1, 1), ends_before=dt.date(2026, 1, 1),
        value=Decimal("0.02"), source="测试公告", status="official", note="", by=a_user(staff=True), at=tick(),
    )  # fmt: skip
    approve(proposal_id=proposal.pk, seen_version=0, by=a_user(staff=True), at=tick())
    let_go(asked_again(2025))
    run, _ = open_statements(region=Region.objects.get(pk=BEIJING), line="hrss", year=2025, by=None, at=tick())
    cities.work(run)


def _by_themselves() -> None:
    """Somebody in flexible employment; a resident's year paid by a link, twice; what government adds to it has come.

    Another chose a year, gave it up and chose it anew: its settled bills cancel each other.
    """
    join_by_oneself(
        person=a_person(lives_in="110105"), region=region(BEIJING), insurances=[Insurance.PENSION], base_fen=7_270_00,
        rhythm="monthly", from_month=NOVEMBER, by=None, at=NOW,
    )  # fmt: skip
    settler = a_person(lives_in="110105")
    choose_resident_tier(
        person=settler, region=region(BEIJING), scheme=ResidentScheme.PENSION, year=2026, tier_fen=1_000_00,
        category="resident", by=None, at=NOW,
    )  # fmt: skip
    with override_settings(PAYMENT_CHANNEL="contributions.checkout.simulator.SimulatedChannel"):
        keys = [each.key for each in payable(settler.pk, on=TODAY)]
        order = open_order(person=settler, keys=keys, by=None, at=NOW)
        first = pressed(SimulatedTrade.objects.get(number=order.number).token, at=NOW).trade
        for trade in (first, "T2"):
            hear(channel_code="simulator", paid=Paid(order.number, trade, order.total_fen, NOW), digest="", at=NOW)
        book(order_id=order.pk, at=NOW)
        hear(channel_code="simulator", paid=Paid("O-8", "T8", 100, NOW), digest="", at=NOW)
    found = end_stray(said=strays().get(), by=a_user(staff=True), at=NOW, reason="渠道误发")
    confirm_stray(end=found, by=a_user(staff=True), at=NOW)
    waverer = a_person(lives_in="110105")
    tier = {"person": waverer, "scheme": ResidentScheme.PENSION, "year": 2026, "by": None, "at": NOW}
    choose_resident_tier(**tier, region=region(BEIJING), tier_fen=1_000_00, category="resident")  # type: ignore[arg-type]
    give_up_tier(**tier)  # type: ignore[arg-type]
    choose_resident_tier(**tier, region=region(BEIJING), tier_fen=1_000_00, category="resident")  # type: ignore[arg-type]
    claim = listed(kind=Fund.PENSION_RESIDENT, region=region(BEIJING), until=NOVEMBER, by=a_user(staff=True), at=NOW)
    received(claim, on=TODAY, by=a_user(staff=True), at=NOW + dt.timedelta(days=1))


def _by_the_order() -> None:
    """A platform's list of orders, declared and billed."""
    platform = an_employer(at=COUNTY_OF[GUANGZHOU])
    register_platform(employer=platform, industry="instant_delivery", from_month=SEPTEMBER, by=None, at=tick())
    rows = [Given(1, "骑手", citizen_number(order=901), "12")]
    declare_orders(
        file=check_orders(employer=platform, month=OCTOBER, rows=rows, by=None, at=tick()), by=None, at=tick()
    )


def _on_a_site() -> None:
    """A construction project, billed and paid, that takes longer and costs more."""
    sites.rate()
    site = sites.registered(an_employer(at=COUNTY_OF[BEIJING]), starts_on=str(TODAY))
    pay(site.employer, NOVEMBER)
    sites.filed(site, "project_extension", "2028-06-30")
    sites.changed(site, "36000000.00")


def _answered() -> None:
    """The wage declared for somebody, confirmed."""
    employer, (person,) = staff()
    declare(employer, NOVEMBER, {person: 8_000})
    wage = ContributionWage.objects.get(employer=employer)
    answer_wage(
        person=person, wage_id=wage.pk, seen_fen=wage.wage_fen, confirms=True, by=a_citizen(person), at=tick(),
        today=TODAY,
    )  # fmt: skip


def _books() -> None:
    """A closed month; a bank that tells of something else than the receipts."""
    book = Book.objects.get(region_id=BEIJING, fund=Fund.PENSION)
    month = cities.Month.of(book.opened_on)
    closing = prepare_closing(book=book, month=month, by=a_user(staff=True), at=tick(), today=TODAY)
    close_month(closing_id=closing.pk, seen_prepared_at=closing.prepared_at, by=a_user(staff=True), at=tick())
    account = Account.objects.get(book=book, kind=AccountKind.FISCAL)
    bank = open_bank_account(account=account, bank_name="某行", number="6222000000000001", by=None, at=tick())
    content = f"bank_reference,value_on,amount\nB1,{TODAY},1.00\nB2,{TODAY},2.00\n".encode()
    import_statement(bank_account=bank, name="s.csv", content=content, by=None, at=tick())
    reconcile(region=book.region, month=NOVEMBER, at=tick())


def _history() -> None:
    """Months, deemed months and a balance from another region, with their money."""
    money = Money(4_000_000, TODAY)
    rows = (person(), months("2015-01", "2015-12"), deemed("2012-01", "2012-02"), balance())
    booked(*rows, origin=origin(FileKind.CERTIFICATE, money=money))


def _told() -> None:
    a_letter()
    a_message()
    ShortText.objects.create(
        reference="00000000-0000-0000-0000-000000000001", phone=PHONE, phone_hash=keyed_hash(PHONE), body=None,
        code="test", state="sent", queued_at=NOW, try_at=NOW, settled_at=NOW,
    )  # fmt: skip


def _asked() -> None:
    """A name and a phone corrected at the counter by one clerk, an account let open by another."""
    person, clerk, other = a_person(lives_in=BEIJING), *(a_member_of_staff(Post.CLERK, at=BEIJING) for _ in range(2))
    signed(asked(NAME, person, clerk, name="王新"), clerk)
    signed(asked(PHONE_CHANGE, person, clerk, phone="13900139000"), clerk)
    signed(asked(ACCOUNT, person, other), other)


def _uncovered() -> None:
    """Registers with somebody missing, worked; a name that differs; rates by place; a disputed month, upheld."""
    employer, (person,) = staff()
    an_office(at=BEIJING)
    clerk, reviewer = a_member_of_staff(Post.CLERK, at=BEIJING), a_member_of_staff(Post.REVIEWER, at=BEIJING)
    code = employer.credit_code
    numbers = [somebody(order) for order in (1, 3)]
    came(Register.WAGE_TAX, *(paid(number, code=code, place="110105") for number in numbers))
    came(Register.WAGE_TAX, paid(identity_number_of(person), "另名", code=code), paid("1", code=code), refused=1)
    scan()
    worked, _ = Finding.objects.filter(kind="missing").order_by("pk")
    contact(finding_id=worked.pk, seen_version=0, channel=Channel.VISIT, result=Result.MOVED_AWAY, by=clerk, at=tick())
    facts = {
        "employer": employer.number, "credit_code": "", "first": "2026-09", "last": "2026-09", "claim": "base_too_low",
        "story": "工资更高",
    }  # fmt: skip
    subject = Persons().find([person.number])[person.number]
    case = actions.receive(matter=MONTH_DISPUTE, subject=subject, facts=facts, by=clerk, at=tick())
    answer(dispute_id=case.dispute.pk, answer=Answer.ADMITS, words="属实", by=a_delegate(employer), at=tick())
    case = actions.handle(case_id=case.pk, seen_version=case.version, by=clerk, at=tick())
    actions.review(case_id=case.pk, seen_version=case.version, by=reviewer, at=tick())


def _owed() -> None:
    """Paid late with its late fee, too much and returned, a past month made good, months deferred; ordered to pay.

    Before it a year of Beijing is charged, of whom a benefit was ended: what is late of that is late by then.
    """
    returned(drawn_and_ended()[0])
    (late, people), (silent, others) = staff(), staff()
    late_ones((late, people), (silent, others), month=OCTOBER)
    pay(late, OCTOBER)
    _late_fees()
    fee = LateFee.objects.get(employer=late, fund=Fund.PENSION).amount_fen
    pay(late, OCTOBER, {Fund.PENSION: fee})
    _late_fees(days=1)
    pay(late, OCTOBER, {Fund.PENSION: 100})
    desk = Desk()
    number = Receipt.objects.latest("pk").external_id
    desk.signed(desk.asked(REFUNDS[Line.HRSS], late, receipt=number, fund=Fund.PENSION, amount="1.00", cause="over"))
    refund = Refund.objects.get()
    pay_refund(refund_id=refund.pk, paid_on=TODAY, bank_reference="B3", by=a_user(staff=True), at=tick())
    past = {"first_month": "2026-10", "last_month": "2026-10", "wage": "8000.00", "why": "漏报"}
    desk.signed(desk.asked(BACK_PAYMENT, late, number=identity_number_of(a_person()), **past))
    months = {"first_month": "2026-11", "last_month": "2026-12", "since": "2026-11-01", "until": "2027-03-31"}
    desk.signed(desk.asked(FORCE_MAJEURE[Line.HRSS], late, event="洪水", approval="京人社函〔2026〕1号", **months))
    desk.signed(desk.asked(ENFORCEMENTS[Line.HRSS], silent, rung="order_to_pay", note=""))
    told = Told("NAMELESS", str(TODAY), BEIJING, Fund.PENSION, "1.00", payer_name="某公司")
    receive_one(source=Source.TAX, told=told, by=None, at=tick(), on=TODAY)
    said = {"receipt": "NAMELESS", "fund": Fund.PENSION, "evidence": "银行回单"}
    pool = Desk(BEIJING)
    pool.signed(pool.asked(ATTRIBUTIONS[Line.HRSS], silent, **said))


def _paid_out() -> None:
    """A benefit granted by the toy of claims, paid by a bank file, of which the bank returned one."""
    with toy.joined():
        funded()
        till = Till()
        for _ in range(2):
            person = a_person()
            a_card(person)
            entitlement = till.granted(person)
        till.stopped(entitlement, "suspended", month=OCTOBER + 2)
        _suspected(till, stopped=True)
        _suspected(till, kept=True)
        _suspected(till)
        file = till.sent(till.approved())
        till.answered(file, most=1)
        till.answered(file, {0: "account_closed"})
        _overpaid()
        _arrived()
        _reported()
    _risen()
    _survived()
    _unemployed()
    _skilled()
    _injured()


def _arrived() -> None:
    """Told as returned, and put right as arrived: one that was paid again by then, and one that was not."""
    funded(Fund.PENSION_RESIDENT)
    till = Till("toy_residents", Fund.PENSION_RESIDENT)
    own, (twice, once) = told_returned(till, 2)
    paid_again(till, own, twice)
    till.answered(till.sent(own, BANKS[1]))
    for each in (twice, once):
        put_right(own, each)
    repaid(Arrived.objects.get(person=twice), "10.00")


def _injured() -> None:
    """Applied for by the worker, agreed to by the employer, certified and appraised."""
    employer, (person,) = cities.staff()
    injury = hurting.certified(person, employer, happened_on="2025-11-03")
    hurting.appraised(injury)
    person.employments.update(reported_on=TODAY, late_because="forgotten")
    hurting.advanced(hurting.certified(person, employer, happened_on="2026-11-05"))


def _skilled() -> None:
    skill_notice()
    person = insured_for_a_year(until=cities.Month(2026, 2))
    loses_work(person, before=cities.Month(2026, 2))
    desk = ClaimDesk(person, pool=GUANGZHOU, matter="unemployment_skill")
    desk.granted(desk.asked({"grade": "skill_middle", "certificate": "S000012345678"}))


def _risen() -> None:
    """A pension, and what the plan of the year raises it by, in payment; an allowance reckoned anew near the age."""
    a_pensioner()
    rising.approved(a_till(), rising.reckoned(a_till()))
    near.anew(near.drawing(name="李残").person)


def _unemployed() -> None:
    """A benefit of ten months drawn, one added on a birth, the two left paid at once; medical contributions paid."""
    person, spell = a_spell(months=12, first=cities.Month(2026, 2))
    facts = {"entitlement": spell.number, "refused_on": str(TODAY), "offered_by": "某厂", "offered": "装配工，称路远"}
    desk = ClaimDesk(person, pool=GUANGZHOU, matter="work_refused")
    desk.act("review", desk.handled(desk.asked(facts)), desk.reviewer)
    for matter, facts in (
        ("unemployment_childbirth", {"born_on": "2026-10-12"}),
        ("unemployment_startup", {"business": "某某面馆", "licence": "92440101MA5XXXXX0A"}),
    ):
        desk = ClaimDesk(person, pool=GUANGZHOU, matter=matter)
        desk.granted(desk.asked(facts))
    funded(Fund.UNEMPLOYMENT, pool=GUANGZHOU)
    till = Till(fund=Fund.UNEMPLOYMENT, pool=GUANGZHOU)
    own = till.opened()
    for hold in Hold.objects.filter(batch_id__in=own.batches.values("pk"), lifted_at=None).exclude(because="sample"):
        till.lift(hold)
    till.sent(till.approved(own))
    pay_medical(payment_run_id=own.pk, by=till.cashier, at=tick())


def _survived() -> None:
    """What is paid upon a death, granted to a survivor."""
    desk = deaths.a_desk()
    desk.granted(desk.asked(deaths.told(deaths.dies(a_pensioner(name="李故")))))


def _overpaid() -> None:
    """Paid, ended from that month on, a part repaid, the rest agreed by the month; of others it is set off."""
    funded(Fund.PENSION)
    till, drawing = Till("toy_pension", Fund.PENSION), []
    for _ in range(4):
        person = a_person()
        a_card(person)
        drawing.append(till.granted(person))
    till.answered(till.sent(till.approved()))
    for entitlement in drawing:
        till.stopped(entitlement)
    agreed, *others = drawing
    till.repaid(agreed, "40.00")
    till.agreed(agreed, 3)
    _set_off(till, others)


def _set_off(till: Till, ended: list[Entitlement]) -> None:
    """Of payments of the month after: one arrived, one was returned after its benefit had ended, one never left.

    Of what was returned a part had been repaid: it is kept for the demand of before.
    """
    drawn = [Till("toy_stick_monthly", Fund.PENSION).granted(each.person, days=6) for each in ended]
    for each, other in zip(ended, drawn, strict=True):
        till.set_off(each, other, "45.00")
    a_card(drawn[2].person, bank=BANKS[1])
    with pytest.MonkeyPatch.context() as patch:
        own = looked_into(till, next_month(till, patch))
        file = till.sent(till.approved(own))
        till.withdrawn(ended[2])
        till.agreed(ended[2], 2)
        till.stopped(drawn[1], month=own.month)
        till.stopped(drawn[2], month=own.month)
        till.repaid(drawn[1], "20.00", reference="B-78", on=str(_found_on(drawn[1])))
        accounts = [row["account"] for row in rows_of(file)]
        its = BankCard.objects.get(person=drawn[1].person, ends_before=None).account
        till.answered(file, {accounts.index(its): "account_closed"})
        kept_for = Overpayment.objects.get(ending__entitlement=ended[1])
        till.settled_owed(OwedBack.objects.get(), kept_for.number)


def _found_on(entitlement: Entitlement) -> dt.date:
    return timezone.localdate(Overpayment.objects.get(ending__entitlement=entitlement).found_at)


def _suspected(till: Till, *, stopped: bool = False, kept: bool = False) -> None:
    """Called dead by a register: stopped since, found unfounded, or not answered yet."""
    person = a_person()
    a_card(person)
    entitlement = till.granted(person)
    came(Register.DEATH, died(identity_number_of(person), dt.date(2026, 10, 20), person.name))
    if stopped:
        till.stopped(entitlement)
    if kept:
        till.kept(entitlement.suspicions.get())


def _reported() -> None:
    """Somebody reports of themself what ends a benefit; it waits for an answer."""
    person = a_person()
    a_card(person)
    Till("toy_pension", Fund.PENSION).granted(person)
    desk = ClaimDesk(person, matter="stop_event")
    facts = {"reporter": "beneficiary", "number": "", "name": "", "event": "other", "happened_on": str(TODAY)}
    desk.handled(desk.asked(facts | {"more": "不再符合条件"}))


def _by_a_channel() -> None:
    """Paid twice by a link, and returned by the channel."""
    with override_settings(PAYMENT_CHANNEL="contributions.checkout.simulator.SimulatedChannel"):
        person, order = paid_twice()
        receipt, desk = Receipt.objects.get(external_id__startswith=order.number), Desk()
        facts = {"receipt": receipt.external_id, "fund": receipt.book.fund, "amount": "1.00", "cause": "twice"}
        desk.signed(desk.asked(REFUNDS_TO_PEOPLE[Line.HRSS], person, NOW, **facts), at=NOW)
        refund_by_channel(refund_id=receipt.refunds.get().pk, by=a_user(staff=True), at=NOW)


def _late_fees(days: int = 0) -> None:
    at = tick() + dt.timedelta(days=days)
    cities.work(open_late_fees(region=Region.objects.get(pk=BEIJING), by=None, at=at)[0])


def _moved() -> None:
    """A pension relation whose money is in transit, and a medical one that has arrived."""
    Desks().in_transit()
    Desks(line=Line.HS).moved(MEDICAL)
