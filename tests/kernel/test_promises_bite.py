"""Every promise of `manage.py verify` notices what breaks it, and names it.

One world with everything in it is prepared once, by the owner of the database. Each case then does, with guards and
constraints off, what nobody may do; the promise must name what the case returns; then it is taken back.
"""

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal

import pytest
from django.db import connection
from django.test import override_settings
from pytest_django import DjangoDbBlocker

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
from enrollment.registry.models import BankCard, Likeness
from enrollment.registry.subjects import Persons
from funds.banking.actions import import_statement, open_bank_account, reconcile
from funds.ledger.actions import close_month, prepare_closing
from funds.ledger.models import Account, AccountKind, Book
from siadmin.agency.documents import keep
from siadmin.agency.insurances import Fund, Insurance, Line, ResidentScheme
from siadmin.agency.models import Region
from siadmin.agency.posts import Post
from siadmin.kernel.invariants import promises
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
from tests.coverage.registers import came, paid, scan, somebody
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
from tests.letters.samples import a_letter, a_message
from tests.owing import Desk, late_ones
from tests.registry.counter import asked, merged, signed
from tests.selfpay.claims import listed, received
from tests.transfers.desks import Desks

PHONE = "13800000000"
MARCH = Month(2025, 3)
OF_THE_APPLICATION = "rights_withheld"  # the owner breaks it by being the owner: tests/kernel/test_rights.py

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Everything in the tables that promises look at, as actions put it there; gone after the module."""
    with django_db_blocker.unblock():
        database.connect_as(database.OWNER)
        try:
            with database.savepoint():
                cities.plant()
                _charged_months()
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
                _owed()
                _by_a_channel()
                _moved()
                _merged()
                with connection.cursor() as cursor:
                    cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
                assert cities.broken().keys() == {OF_THE_APPLICATION}
                yield
        finally:
            database.connect_as(database.APPLICATION)


@pytest.fixture
def _django_db_helper(world: None) -> None:
    """Instead of a transaction of its own, each test has the module's."""


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
    """Paid late with its late fee, too much and returned, a past month made good, months deferred; ordered to pay."""
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


# What is returned must be in what the promise says.
BREACHES: list[tuple[str, str]] = [
    ("insured_once",
     "INSERT INTO participation_insuredperiod (person_id, employer_id, insurance, region_id, category, from_month,"
     " before_month, ended_because) SELECT person_id, employer_id, insurance, region_id, category, from_month,"
     " before_month, ended_because FROM participation_insuredperiod LIMIT 1 RETURNING format('person %s', person_id)"),
    ("insured_employed",
     "DELETE FROM participation_employment RETURNING format('person %s has no employment', person_id)"),
    ("entries_balance",
     "UPDATE ledger_posting SET amount_fen = amount_fen + 1 WHERE id = (SELECT min(id) FROM ledger_posting)"
     " RETURNING (SELECT key FROM ledger_entry WHERE id = entry_id)"),
    ("entries_balance", "DELETE FROM ledger_posting RETURNING (SELECT key FROM ledger_entry WHERE id = entry_id)"),
    ("postings_allowed",
     "UPDATE ledger_posting SET side = CASE side WHEN 'DEBIT' THEN 'CREDIT' ELSE 'DEBIT' END"
     " RETURNING format('posting %s', id)"),
    ("postings_allowed",
     "UPDATE ledger_posting SET booked_on = booked_on + 1 RETURNING format('posting %s', id)"),
    ("closed_stays_closed",
     "UPDATE ledger_posting SET booked_on = closing.month FROM ledger_closing AS closing"
     " WHERE closing.book_id = ledger_posting.book_id RETURNING format('book %s', closing.book_id)"),
    ("closed_by_four_eyes",
     "UPDATE ledger_closing SET closed_by_id = prepared_by_id RETURNING format('closing of book %s', book_id)"),
    ("closed_by_four_eyes",
     "UPDATE ledger_closing SET closed_eyes = 'x'"
     " RETURNING format('closing of book %s', book_id)"),
    ("accounts_fit_their_books",
     "UPDATE ledger_account SET collector = 'agency' RETURNING format('account %s', id)"),
    ("accounts_fit_their_books",
     "UPDATE ledger_account SET kind = 'income_account' WHERE kind = 'interest' RETURNING format('account %s', id)"),
    ("bank_accounts_found",
     "UPDATE banking_bankaccount SET account_hash = '' RETURNING format('BankAccount %s', id)"),
    ("statement_lines_once",
     "UPDATE banking_statementline SET bank_account_id = -1 RETURNING format('line %s of statement', id)"),
    ("statement_lines_once",
     "UPDATE banking_statementline SET bank_reference = 'B' RETURNING format('account %s', bank_account_id)"),
    ("statement_lines_once", "UPDATE banking_statement SET lines_count = 1 RETURNING format('statement %s', id)"),
    ("differences_stand", "DELETE FROM banking_difference RETURNING format('by %s fen', amount_fen)"),
    ("differences_stand",
     "UPDATE banking_difference SET amount_fen = amount_fen + 1 RETURNING format('%s stand open', amount_fen)"),
    ("differences_stand",
     "UPDATE banking_difference SET closed_at = opened_at RETURNING format('difference %s', id)"),
    ("wages_once",
     "INSERT INTO declarations_contributionwage (person_id, employer_id, from_month, wage_fen, recorded_at)"
     " SELECT person_id, employer_id, from_month, wage_fen, recorded_at FROM declarations_contributionwage"
     " WHERE superseded_at IS NULL LIMIT 1 RETURNING format('person %s', person_id)"),
    ("declared_rows", "UPDATE declarations_declaration SET people = people + 1 WHERE state = 'filed' RETURNING number"),
    ("declared_rows",
     "UPDATE declarations_declaration SET wages_fen = wages_fen + 1 WHERE state = 'filed' RETURNING number"),
    ("declared_once",
     "UPDATE declarations_declaration SET state = 'filed' WHERE state = 'replaced'"
     " RETURNING format('employer %s', employer_id)"),
    ("declared_once",
     "UPDATE declarations_taxfilemonth SET declaration_id = (SELECT min(id) FROM declarations_declaration)"
     " RETURNING format('tax file %s', file_id)"),
    ("answers_to_declared_wages",
     "UPDATE declarations_acknowledgement SET wage_fen = wage_fen + 1 RETURNING format('answer %s', id)"),
    ("declared_people_found",
     "UPDATE declarations_declarationrow SET identifier_hash = '' RETURNING format('DeclarationRow %s', id)"),
    ("lines_have_parents",
     "UPDATE assessment_line SET tariff_id = -1 RETURNING format('line %s %s %s', person_id, month, insurance)"),
    ("lines_have_parents",
     "DELETE FROM registry_person WHERE id IN (SELECT person_id FROM assessment_line)"
     " RETURNING format('line %s ', id)"),
    *(("lines_replay",
       f"UPDATE assessment_line SET {amount} = {amount} + 1 WHERE version = 0"
       " RETURNING format('line %s %s %s', person_id, month, insurance)")
      for amount in ("base_fen", "employer_fen", "supplement_fen", "employee_fen", "account_fen")),
    *(("versions_add_up",
       f"UPDATE assessment_line SET {amount} = {amount} + 1 WHERE version = 1 AND insurance = 'pension_employee'"
       " RETURNING format('versions of %s %s %s', person_id, month, insurance)")
      for amount in ("base_fen", "employer_fen", "supplement_fen", "employee_fen", "account_fen")),
    *(("bills_are_lines",
       f"UPDATE assessment_bill SET {amount} = {amount} + 1"
       " RETURNING format('payer %s, %s %s v%s', payer, month, fund, version)")
      for amount in ("lines", "employer_fen", "employee_fen", "account_fen")),
    ("bills_are_lines",
     "DELETE FROM assessment_bill RETURNING format('payer %s, %s %s v%s', payer, month, fund, version)"),
    ("notices_are_bills",
     "UPDATE assessment_notice SET total_fen = total_fen + 1 WHERE version = 0 RETURNING reference"),
    ("notices_are_bills",
     "UPDATE assessment_notice SET total_fen = total_fen * 10 WHERE version = 1 RETURNING reference"),
    ("notices_are_bills", "UPDATE assessment_notice SET due_on = due_on + 1 RETURNING format('is not of its notice')"),
    ("notices_are_bills", "UPDATE assessment_bill SET notice_id = NULL RETURNING format('bill %s', id)"),
    ("notices_are_bills",
     "UPDATE assessment_handassessment SET employer_id = -1 RETURNING format('employer %s', employer_id)"),
    ("by_hand_by_four_eyes",
     "UPDATE assessment_handproposal SET decided_by_id = prepared_by_id RETURNING format('wages by hand %s', id)"),
    ("by_hand_by_four_eyes",
     "UPDATE assessment_handproposal SET state = 'prepared' RETURNING format('declaration %s',"
     " (SELECT number FROM declarations_declaration WHERE id = declaration_id))"),
    ("by_hand_by_four_eyes",
     "UPDATE assessment_handproposal SET wages = '{}' RETURNING format('wages by hand %s are not', id)"),
    ("settled_by_four_eyes",
     "UPDATE assessment_resettlement SET decided_by_id = prepared_by_id RETURNING format('re-settlement %s', id)"),
    ("settled_by_four_eyes",
     "UPDATE assessment_resettlement SET state = 'prepared'"
     " RETURNING format('run %s', (SELECT key FROM kernel_run WHERE id = run_id))"),
    ("settled_by_four_eyes",
     "UPDATE kernel_run SET parameters = parameters || '{\"employers\": \"others\"}'"
     " WHERE kind = 'resettlement' AND parameters ? 'tried' RETURNING format('run %s', key)"),
    ("settled_by_four_eyes",
     "UPDATE kernel_run SET parameters = parameters - 'tried'"
     " WHERE kind = 'resettlement' AND parameters ? 'tried' RETURNING format('run %s', key)"),
    ("settled_by_four_eyes",
     "UPDATE kernel_run SET parameters = parameters || '{\"proposal\": 7}'"
     " WHERE kind = 'resettlement' AND NOT parameters ? 'tried'"
     " RETURNING (SELECT format('run %s', key) FROM kernel_run WHERE parameters ? 'tried')"),
    ("settled_by_four_eyes",
     "UPDATE assessment_tariff SET digest = 'x' WHERE supposed_in_id IS NOT NULL RETURNING 'was not supposed by'"),
    ("dry_runs_add_up",
     "UPDATE dryruns_employereffect SET employee_fen = 1 RETURNING format('slice %s of a dry run', slice_id)"),
    ("dry_runs_add_up", "DELETE FROM dryruns_peopleeffect RETURNING format('slice %s of a dry run', slice_id)"),
    ("dry_runs_add_up",
     "UPDATE dryruns_employereffect SET employer_id = 0 RETURNING format('dry run %s: employer 0', run_id)"),
    ("dry_runs_add_up",
     "UPDATE assessment_tariff SET supposed_in_id = NULL WHERE id IN (SELECT tariff_id FROM dryruns_baseline)"
     " RETURNING format('tariff %s has a baseline', id)"),
    ("dry_runs_add_up",
     "UPDATE assessment_bill SET slice_id = (SELECT max(slice_id) FROM dryruns_employereffect)"
     " RETURNING format('bill %s says', id)"),
    ("runs_are_rows",
     "UPDATE kernel_slice SET result = jsonb_set(result, '{insurances,injury,lines}', '99')"
     " WHERE result #> '{insurances,injury}' IS NOT NULL RETURNING format('slice %s, injury', id)"),
    ("runs_are_rows",
     "UPDATE kernel_slice SET result = jsonb_set(result, '{provisional,total_fen}', '1')"
     " WHERE result ? 'provisional' RETURNING format('slice %s, provisional', id)"),
    ("runs_add_up", "UPDATE kernel_run SET totals = '{}' WHERE kind = 'assessment' AND key LIKE '11%' RETURNING key"),
    ("runs_add_up",
     "UPDATE kernel_slice SET state = 'waiting' RETURNING (SELECT key FROM kernel_run WHERE id = run_id)"),
    ("receipts_allocated",
     "UPDATE collection_receipt SET allocated_fen = allocated_fen - 1 RETURNING format('receipt %s', id)"),
    ("posts_granted_from_above",
     "UPDATE agency_postgrant SET post = 'administrator' WHERE office_id IN"
     " (SELECT office.id FROM agency_office AS office JOIN agency_region AS region ON region.code = office.region_id"
     " WHERE region.level > 2)"
     " RETURNING format('post %s of user %s: an administrator', id, user_id)"),
    ("merges_decided_by_two",
     "UPDATE registry_merge SET case_id = (SELECT min(id) FROM matters_case WHERE state <> 'done')"
     " RETURNING format('merge %s was not decided by two people', id)"),
    ("phones_open_accounts_by_two",
     "UPDATE registry_person SET phone_case_id = (SELECT min(id) FROM matters_case) WHERE phone_case_id IS NOT NULL"
     " RETURNING format('phone of person %s was changed by no case', number)"),
    ("phones_open_accounts_by_two",
     "UPDATE registry_citizentie SET tied_at = '2000-01-01', person_id ="
     " (SELECT id FROM registry_person WHERE phone_case_id IS NOT NULL)"
     " RETURNING format('opened an account and was changed by one hand')"),
    ("phones_open_accounts_by_two",
     "UPDATE registry_activation SET granted_by_id = (SELECT step.by_id FROM matters_step AS step"
     " JOIN registry_person AS person ON person.phone_case_id = step.case_id WHERE step.act = 'handle')"
     " RETURNING format('was let open by who alone changed the phone')"),
    ("deaths_known_of_every_record",
     "UPDATE registry_person SET died_on = '2026-11-01' WHERE id IN (SELECT into_id FROM registry_merge)"
     " RETURNING format('records of person %s do not agree', number)"),
    ("deaths_known_of_every_record",
     "UPDATE registry_person SET died_on = '2026-11-01', death_told_of_id = (SELECT max(id) FROM registry_person) + 1"
     " WHERE id = (SELECT min(id) FROM registry_person) RETURNING format('death of person %s was told of', number)"),
    ("records_told_apart",
     "UPDATE registry_likeness SET verdict = 'different'"
     " RETURNING format('records %s and %s are merged and said to be of two people', one_id, other_id)"),
    ("subsidies_once_a_person",
     "INSERT INTO selfpay_subsidyitem (claim_id, person_id, kind, month, paid_fen, amount_fen, is_provisional)"
     " SELECT claim_id, record, kind, month, paid_fen, amount_fen, is_provisional FROM selfpay_subsidyitem"
     " CROSS JOIN (SELECT unnest(ARRAY[record_id, into_id]) AS record FROM registry_merge) AS records"
     " RETURNING format('paid for under person %s too', person_id)"),
    ("subsidies_once_a_person",
     "INSERT INTO selfpay_subsidyitem"
     " (claim_id, person_id, kind, month, paid_fen, amount_fen, is_provisional, instead_of_id)"
     " SELECT claim_id, person_id, kind, month, paid_fen, amount_fen, is_provisional, id FROM selfpay_subsidyitem"
     " RETURNING format('person %s, %s: claimed 2 times', person_id, month)"),
    ("subsidies_once_a_person",
     "UPDATE selfpay_subsidyclaim SET doubled_fen = 1 RETURNING format('claim %s leaves out 1 fen', number)"),
    ("subsidies_by_two",
     "UPDATE selfpay_subsidyclaim SET received_by_id = claimed_by_id, received_eyes = claimed_eyes"
     " RETURNING format('claim %s: the people', number)"),
    ("closed_by_a_case",
     "UPDATE registry_employer SET cancelled_on = '2026-01-01'"
     " RETURNING format('employer %s is cancelled on', number)"),
    ("agents_by_a_mandate",
     "UPDATE matters_case SET mandate = 'M' RETURNING format('case %s is by an agent without a mandate', number)"),
    ("late_fees_add_up",
     "UPDATE collection_latefee SET amount_fen = amount_fen + 1"
     " RETURNING format('late fee of employer %s', employer_id)"),
    ("late_fees_add_up",
     "UPDATE collection_latefee SET region_id = '310000' RETURNING format('no bill of the month in that region')"),
    ("late_fees_add_up",
     "UPDATE collection_feepayment SET amount_fen = amount_fen + 1 RETURNING format('%s fen are paid', amount_fen)"),
    ("late_fees_are_the_laws",
     "UPDATE collection_latefee SET amount_fen = amount_fen + 1"
     " RETURNING format('late fee of employer %s', employer_id)"),
    ("late_fees_are_the_laws",
     "UPDATE collection_owedsince SET was_due_on = was_due_on - 30"
     " RETURNING format('late fee of employer')"),
    ("late_fees_and_refunds_are_booked",
     "UPDATE collection_feepayment SET entry_key = 'x' RETURNING format('entry x')"),
    ("late_fees_and_refunds_are_booked",
     "UPDATE collection_feepayment SET fund = 'injury' RETURNING format('fee payment %s crosses', id)"),
    ("late_fees_and_refunds_are_booked",
     "UPDATE collection_refund SET amount_fen = amount_fen + 1 RETURNING format('entry %s', entry_key)"),
    ("late_fees_and_refunds_are_booked",
     "UPDATE collection_refund SET withdrawn_at = ordered_at RETURNING format('refund %s was withdrawn', case_number)"),
    ("owed_money_is_decided_by_enough",
     "UPDATE collection_deferral SET case_number = 'C' RETURNING format('deferral of case C')"),
    ("owed_money_is_decided_by_enough",
     "UPDATE collection_deferral SET fund = 'injury' RETURNING format('deferrals')"),
    ("owed_money_is_decided_by_enough",
     "UPDATE collection_refund SET paid_by_id = ordered_by_id"
     " RETURNING format('refund of case %s: paid by who', case_number)"),
    ("owed_money_is_decided_by_enough",
     "UPDATE collection_refund SET paid_on = NULL, withdrawn_at = ordered_at, withdrawn_by_id = ordered_by_id"
     " RETURNING format('refund of case %s: withdrawn by one', case_number)"),
    ("refunds_are_as_signed",
     "UPDATE collection_refund SET amount_fen = amount_fen + 1 RETURNING format('refund of case %s: ', case_number)"),
    ("owed_money_is_decided_by_enough",
     "UPDATE collection_attribution SET taken_back_case = case_number, taken_back_by_id = by_id, taken_back_at = at"
     " WHERE case_number IS NOT NULL RETURNING format('attribution taken back of case %s: ', case_number)"),
    ("refunds_are_as_signed",
     "UPDATE collection_attribution SET receipt_id = (SELECT max(id) FROM collection_receipt"
     " WHERE id NOT IN (SELECT receipt_id FROM collection_attribution)) WHERE case_number IS NOT NULL"
     " RETURNING format('attribution of case %s: ', case_number)"),
    ("refunds_are_as_signed",
     "UPDATE collection_refund SET receipt_id = (SELECT max(id) FROM collection_receipt)"
     " RETURNING format('refund of case %s: ', case_number)"),
    ("owed_money_is_decided_by_enough",
     "UPDATE matters_case SET hands = 3 WHERE matter = 'refund_hrss'"
     " RETURNING format('refund of case %s: the case did not decide it', number)"),
    ("owed_money_is_decided_by_enough",
     "UPDATE collection_refund SET withdrawn_at = ordered_at, withdrawn_by_id = paid_by_id WHERE paid_by_id IS NOT NULL"
     " RETURNING format('refund of case %s: who paid it says', case_number)"),
    ("owed_money_is_decided_by_enough",
     "UPDATE collection_enforcementstep SET rung = 'bank_query'"
     " RETURNING format('bank_query was taken before its time')"),
    ("owed_money_is_decided_by_enough",
     "DELETE FROM collection_enforcementstep RETURNING format('has no step')"),
    ("owed_money_is_decided_by_enough",
     "UPDATE collection_backpayment SET case_number = 'C'"
     " RETURNING format('back payment of case C: the case did not decide it')"),
    ("owed_money_is_decided_by_enough",
     "UPDATE collection_owedsince SET was_due_on = '2099-01-01'"
     " RETURNING format('owed since 2099-01-01 are not of it')"),
    ("owed_money_is_decided_by_enough",
     "UPDATE collection_owedsince SET amount_fen = 10000000"
     " RETURNING format('bill %s: 10000000 fen owed since %s are not of it', bill_id, was_due_on)"),
    ("channel_refunds_are_booked",
     "UPDATE collection_refund SET bank_reference = 'X' FROM collection_receipt AS receipt"
     " WHERE receipt.id = receipt_id AND receipt.source = 'channel'"
     " RETURNING format('refund of case %s: the channel returned it', case_number)"),
    ("channel_refunds_are_booked",
     "UPDATE collection_refund SET withdrawn_at = paid_on FROM collection_receipt AS receipt"
     " WHERE receipt.id = receipt_id AND receipt.source = 'channel'"
     " RETURNING format('refund of case %s: the channel returned it, and it was withdrawn', case_number)"),
    ("channel_refunds_are_booked",
     "UPDATE checkout_channelrefund SET done_at = NULL RETURNING format('paid without the channel')"),
    ("channel_refunds_are_booked",
     "UPDATE checkout_paymentorder SET total_fen = 1 FROM checkout_channelrefund AS asked"
     " WHERE asked.order_id = checkout_paymentorder.id RETURNING format('order %s, payment %s: 100 fen were returned of"
     " 1', checkout_paymentorder.number, checkout_paymentorder.trade)"),
    ("late_fees_and_refunds_are_booked",
     "UPDATE collection_receipt SET employer_id = NULL FROM collection_feepayment AS payment"
     " WHERE payment.receipt_id = collection_receipt.id"
     " RETURNING format('fee payment %s crosses payers', payment.id)"),
    ("owed_money_is_decided_by_enough",
     "DELETE FROM collection_owedsince RETURNING format('nothing was owed by it')"),
    ("receipts_allocated", "DELETE FROM collection_allocation RETURNING format('bill %s', bill_id)"),
    ("receipts_allocated",
     "UPDATE collection_allocation SET receipt_id = NULL RETURNING format('set off against nothing')"),
    ("receipts_are_told",
     "UPDATE collection_receipt SET amount_fen = amount_fen + 1 RETURNING format('receipt %s', id)"),
    ("receipts_are_told",
     "UPDATE collection_receipt SET received_on = '2000-01-01'"
     " RETURNING format('receipt %s arrived before its book opened', id)"),
    ("receipts_are_told",
     "UPDATE collection_receipt SET source = 'bank' RETURNING format('receipt %s is told by another', id)"),
    ("receipts_are_told",
     "UPDATE collection_receipt SET month = '2020-01-01' RETURNING format('receipt %s is not for whom', id)"),
    ("receipts_are_told",
     "UPDATE kernel_run SET totals = '{}' WHERE kind = 'collection' RETURNING format('run %s', id)"),
    ("receipts_are_told",
     "UPDATE collection_receiptfile SET rows_count = 0 RETURNING format('file %s', id)"),
    ("funds_not_mixed",
     "UPDATE collection_receipt SET book_id ="
     " (SELECT id FROM ledger_book WHERE fund = 'injury' AND region_id = '310000')"
     " RETURNING format('book %s', book_id)"),
    ("money_pays_its_payer",
     "UPDATE collection_receipt SET employer_id = NULL, person_id = NULL WHERE id IN (SELECT receipt_id FROM"
     " collection_allocation GROUP BY receipt_id HAVING sum(amount_fen) > 0) RETURNING format('receipt %s:', id)"),
    ("money_pays_its_payer",
     "UPDATE collection_attribution SET case_number = NULL"
     " RETURNING format('receipt %s: nobody may say that it is of payer %s', receipt_id, payer)"),
    ("credits_are_paid", "UPDATE accounts_credit SET amount_fen = amount_fen + 1 RETURNING format('bill %s', bill_id)"),
    ("credits_are_paid",
     "UPDATE assessment_bill SET settled_on = NULL WHERE account_fen <> 0 AND settled_on IS NOT NULL"
     " RETURNING format('bill %s', id)"),
    ("credits_are_lines",
     "UPDATE accounts_credit SET amount_fen = amount_fen + 1 RETURNING format('credit of person %s', person_id)"),
    ("credits_are_lines", "DELETE FROM accounts_credit RETURNING format('line of person %s', person_id)"),
    ("money_is_booked",
     "UPDATE collection_receipt SET amount_fen = amount_fen + 1 RETURNING format('entry %s', entry_key)"),
    ("money_is_booked",
     "UPDATE assessment_bill SET total_fen = total_fen + 1 WHERE settled_on IS NOT NULL"
     " RETURNING format('entry %s', entry_key)"),
    *(("interest_follows_from_credits",
       f"UPDATE accounts_interest SET {amount} = {amount} + 7 RETURNING format('interest of person %s', person_id)")
      for amount in ("opening_fen", "credited_fen", "products_fen", "amount_fen", "version")),
    ("interest_follows_from_credits",
     "DELETE FROM accounts_interest RETURNING format('account of person %s', person_id)"),
    ("interest_runs_are_rows",
     "UPDATE kernel_slice SET result = jsonb_set(result, '{years,2025,amount_fen}', '9')"
     " WHERE result #> '{years,2025}' IS NOT NULL RETURNING format('slice %s, 2025', id)"),
    ("interest_runs_are_rows", "UPDATE accounts_interest SET slice_id = 0 RETURNING 'slice 0, 2025'"),
    ("interest_again_by_four_eyes",
     "UPDATE accounts_interestagain SET decided_by_id = prepared_by_id RETURNING format('interest again %s', id)"),
    ("interest_again_by_four_eyes",
     "UPDATE accounts_interestagain SET state = 'prepared'"
     " RETURNING format('run %s', (SELECT key FROM kernel_run WHERE id = run_id))"),
    ("interest_again_by_four_eyes",
     "UPDATE accounts_interestagain SET laws = '{}'"
     " RETURNING format('run %s', (SELECT key FROM kernel_run WHERE id = run_id))"),
    ("interest_again_by_four_eyes",
     "UPDATE kernel_run SET parameters = parameters - 'account' WHERE kind = 'interest' AND parameters ? 'reason'"
     " RETURNING format('run %s', key)"),
    ("insured_on_terms",
     "UPDATE participation_ownterms SET from_month = (from_month + INTERVAL '1 month')::date WHERE kind = 'flexible'"
     " RETURNING format('of person %s, pension_employee: nobody chose terms', person_id)"),
    ("insured_on_terms",
     "INSERT INTO participation_ownterms (person_id, region_id, kind, base_fen, rhythm, category, is_hard_to_place,"
     " from_month, before_month, chosen_at) SELECT person_id, region_id, kind, base_fen, rhythm, category,"
     " is_hard_to_place, from_month, before_month, chosen_at FROM participation_ownterms"
     " RETURNING format('of person %s overlap', person_id)"),
    ("insured_on_terms",
     "DELETE FROM participation_insuredperiod WHERE employer_id IS NULL"
     " RETURNING format('of person %s insure nothing', person_id)"),
    ("orders_are_receipts",
     "UPDATE checkout_orderitem SET amount_fen = amount_fen + 1 RETURNING format('order %s asks for',"
     " (SELECT number FROM checkout_paymentorder WHERE id = order_id))"),
    ("orders_are_receipts",
     "UPDATE checkout_paymentorder SET trade = 'X' RETURNING format('order %s is paid and no message', number)"),
    ("orders_are_receipts",
     "UPDATE checkout_paymentorder SET state = 'paid', booked_at = NULL RETURNING format('receipt %s-', number)"),
    ("orders_are_receipts",
     "UPDATE checkout_otherpayment SET trade = 'X' RETURNING format('fen came beside order %s and are not kept',"
     " (SELECT number FROM checkout_paymentorder WHERE id = order_id))"),
    ("orders_are_receipts",
     "UPDATE checkout_otherpayment SET amount_fen = amount_fen + 1"
     " RETURNING format('payment %s beside its order: %s fen came', number, amount_fen)"),
    ("orders_are_receipts",
     "UPDATE checkout_otherpayment SET booked_at = NULL"
     " RETURNING format('payment %s beside its order', number)"),
    ("orders_are_receipts",
     "INSERT INTO checkout_callback (channel, number, trade, amount_fen, digest, verdict, received_at) VALUES"
     " ('simulator', 'O-9', 'T9', 100, '', 'unknown_order', now()) RETURNING format('message %s: 100 fen', id)"),
    ("orders_are_receipts",
     "DELETE FROM checkout_strayend RETURNING format('fen were paid for %s, and went nowhere', number)"),
    ("orders_are_receipts",
     "DELETE FROM checkout_strayconfirmation RETURNING format('fen were paid for %s, and went nowhere',"
     " (SELECT number FROM checkout_strayend WHERE id = end_id))"),
    ("orders_are_receipts",
     "UPDATE checkout_otherpayment SET trade = (SELECT trade FROM checkout_paymentorder WHERE id = order_id)"
     " RETURNING format('payment %s of simulator is said to be of', trade)"),
    ("orders_are_billed",
     "UPDATE platforms_orderfile SET orders = orders + 1 RETURNING format('list %s does not count', number)"),
    ("orders_are_billed",
     "UPDATE platforms_insuredorders SET orders = orders + 1 RETURNING format('platform %s,', platform_id)"),
    ("orders_are_billed",
     "UPDATE platforms_insuredorders SET amount_fen = amount_fen + 1 RETURNING format('bill %s of orders',"
     " (SELECT bill_id FROM platforms_orderfile WHERE id = file_id))"),
    ("orders_are_billed",
     "UPDATE platforms_platformterms SET from_month = '2027-01-01'"
     " RETURNING format('platform %s has orders', platform_id)"),
    ("orders_are_billed",
     "UPDATE platforms_platformterms SET registered_at = '2027-01-01'"
     " RETURNING format('platform %s: terms from', platform_id)"),
    ("subsidies_are_claims",
     "UPDATE selfpay_subsidyitem SET amount_fen = amount_fen + 1 RETURNING format('claim %s asks for',"
     " (SELECT number FROM selfpay_subsidyclaim WHERE id = claim_id))"),
    ("subsidies_are_claims",
     "UPDATE selfpay_subsidyitem SET month = '2025-01-01' RETURNING format('item %s of person', id)"),
    ("subsidies_are_claims",
     "UPDATE selfpay_subsidyitem SET paid_fen = paid_fen - 1 RETURNING format('item %s of person', id)"),
    ("subsidies_are_claims",
     "INSERT INTO selfpay_subsidyitem (claim_id, person_id, kind, month, paid_fen, amount_fen, is_provisional)"
     " SELECT (SELECT min(id) FROM selfpay_subsidyclaim), person_id, fund, month, 0, 6000, false FROM assessment_bill"
     " WHERE fund = 'pension_resident' AND total_fen < 0 RETURNING format('item %s of person', id)"),
    ("subsidies_are_claims",
     "UPDATE participation_ownterms SET before_month = from_month"
     " WHERE person_id IN (SELECT person_id FROM selfpay_subsidyitem)"
     " RETURNING format('item %s of person', (SELECT min(item.id) FROM selfpay_subsidyitem AS item"
     " WHERE item.person_id = participation_ownterms.person_id))"),
    ("subsidies_are_claims",
     "UPDATE selfpay_subsidyclaim SET entry_key = 'x' RETURNING format('claim %s: %s fen came', number, total_fen)"),
    ("subsidies_are_claims",
     "DELETE FROM accounts_subsidycredit RETURNING format('claim %s, person %s: claimed and not', claim, person_id)"),
    ("subsidies_are_claims",
     "UPDATE accounts_subsidycredit SET region_id = '440100'"
     " RETURNING format('claim %s, person %s: claimed and not', claim, person_id)"),
    ("statements_were_sent",
     "DELETE FROM letters_message WHERE code = 'yearly_statement' RETURNING format('statements %s', key)"),
    ("posts_not_combined",
     "INSERT INTO agency_postgrant (user_id, identity_hash, office_id, post, starts_on, granted_at, reason)"
     " SELECT held.user_id, held.identity_hash, held.office_id, pair.other, held.starts_on, held.granted_at, ''"
     " FROM agency_postgrant AS held JOIN agency_forbiddenpair AS pair ON pair.one = held.post LIMIT 1"
     " RETURNING format('user %s', user_id)"),
    ("posts_are_their_persons", "UPDATE agency_postgrant SET identity_hash = '' RETURNING format('post %s', id)"),
    ("accounts_are_of_one_person",
     "UPDATE agency_user SET person_hash = '' RETURNING format('account %s', username)"),
    ("accounts_are_of_one_person",
     "INSERT INTO agency_numberlink (identity_hash, person_hash, linked_at)"
     " SELECT identity_hash, 'x', now() FROM agency_user LIMIT 1"
     " RETURNING format('account %s', (SELECT min(username) FROM agency_user AS u WHERE u.identity_hash ="
     " agency_numberlink.identity_hash))"),
    ("numbers_of_one_person",
     "INSERT INTO registry_identifier (person_id, kind, value, value_hash, starts_on, ends_before, ended_because)"
     " SELECT person_id, kind, value, 'x', starts_on, starts_on + 1, 'x' FROM registry_identifier LIMIT 1"
     " RETURNING format('person %s', (SELECT number FROM registry_person WHERE id = person_id))"),
    ("regions_in_their_place",
     "UPDATE agency_region SET path = '000000/110105/' WHERE code = '110105' RETURNING format('region %s', code)"),
    ("documents_as_they_came", "UPDATE agency_document SET digest = 'x' RETURNING format('document %s', id)"),
    ("documents_as_they_came", "UPDATE agency_document SET size = size + 1 RETURNING format('document %s', id)"),
    ("documents_as_they_came",
     "UPDATE agency_document SET content = content || '\\x00' RETURNING format('document %s cannot be read', id)"),
    ("law_once",
     "INSERT INTO policy_value (series_id, starts_on, ends_before, value, source, status, note, approved_at)"
     " SELECT series_id, starts_on, ends_before, value + 1, source, status, note, approved_at FROM policy_value"
     " WHERE proposal_id IS NULL LIMIT 1 RETURNING format('series %s', series_id)"),
    ("law_comes_from_proposals",
     "UPDATE policy_value SET value = value + 1 WHERE proposal_id IS NOT NULL RETURNING format('value %s', id)"),
    ("law_comes_from_proposals",
     "UPDATE policy_value SET superseded_at = now() RETURNING format('series %s says nothing', series_id)"),
    ("reference_is_code", "DELETE FROM ledger_allowedflow RETURNING flow"),
    ("reference_is_code", "UPDATE agency_forbiddenpair SET other = 'nobody' RETURNING one || ', nobody is not in'"),
    ("law_by_four_eyes",
     "UPDATE policy_proposal SET decided_by_id = proposed_by_id RETURNING format('proposal %s', id)"),
    ("found_by_hash",
     "UPDATE registry_identifier SET value_hash = decode(repeat('00', 32), 'hex') || id::text::bytea"
     " RETURNING format('Identifier %s', id)"),
    ("found_by_hash", "UPDATE registry_identifier SET value = value || '\\x00' RETURNING format('Identifier %s', id)"),
    ("found_by_hash", "UPDATE registry_identifier SET value = '\\x01' RETURNING format('Identifier %s', id)"),
    ("found_by_hash",
     "UPDATE registry_identifier SET value = (SELECT bank_account FROM registry_employer LIMIT 1)"
     " RETURNING format('Identifier %s', id)"),
    ("found_by_hash",
     "UPDATE registry_person SET phone_hash = '' WHERE phone IS NOT NULL RETURNING format('Person %s', id)"),
    ("found_by_hash",
     "UPDATE registry_employer SET bank_account_hash = '' RETURNING format('Employer %s', id)"),
    ("person_payers_found_by_hash",
     "UPDATE collection_personpayer SET code_hash = '' RETURNING format('PersonPayer %s: code', id)"),
    ("person_payers_found_by_hash",
     "UPDATE collection_personpayer SET name = code RETURNING format('PersonPayer %s: name', id)"),
    ("people_are_identified",
     "DELETE FROM registry_identifier"
     " RETURNING format('person %s', (SELECT number FROM registry_person WHERE id = person_id))"),
    ("people_are_identified",
     "UPDATE registry_citizentie SET person_id = (SELECT min(id) FROM registry_person)"
     " RETURNING format('account %s', (SELECT username FROM agency_user WHERE id = user_id))"),
    ("registered_once_at_a_time",
     "INSERT INTO registry_delegate (user_id, employer_id, starts_on, granted_at)"
     " SELECT user_id, employer_id, starts_on, granted_at FROM registry_delegate LIMIT 1"
     " RETURNING format('delegate %s', user_id)"),
    ("registered_once_at_a_time",
     "INSERT INTO registry_injuryrate (employer_id, risk_class, factor, starts_on, decision)"
     " SELECT employer_id, risk_class, factor, starts_on, '' FROM registry_injuryrate LIMIT 1"
     " RETURNING format('employer %s', employer_id)"),
    ("letters_can_be_printed_again",
     "UPDATE letters_issued SET edition = 99 RETURNING format('letters of kind %s', kind)"),
    ("letters_keep_their_payload",
     "UPDATE letters_issued SET payload = payload || '\\x00' RETURNING format('letter %s', number)"),
    ("letters_keep_their_payload",
     "UPDATE letters_issued SET code_hash = '' RETURNING format('letter %s', number)"),
    ("messages_can_be_read", "UPDATE letters_message SET code = 'gone' RETURNING format('messages %s', code)"),
    ("messages_can_be_read", "UPDATE letters_message SET params = '{}' RETURNING format('message %s', id)"),
    ("texts_are_settled",
     "UPDATE letters_shorttext SET state = 'waiting', try_at = '2020-01-01' RETURNING format('text %s', reference)"),
    ("history_is_rows",
     "UPDATE history_historyfile SET rows_count = 99 RETURNING format('history file %s told 99 rows', id)"),
    ("history_is_rows",
     "UPDATE history_historyfile SET found_months = 999 RETURNING format('history file %s is booked', id)"),
    ("history_is_rows",
     "UPDATE history_historymonth SET base_fen = 1 WHERE kind = 'actual'"
     " RETURNING format('month %s of person %s', month, person_id)"),
    ("history_is_rows",
     "UPDATE accounts_opening SET amount_fen = 1 RETURNING format('opening of person %s', person_id)"),
    ("months_count_once",
     "UPDATE history_historymonth SET (person_id, month) = (SELECT line.person_id, line.month"
     " FROM assessment_line AS line JOIN assessment_bill AS bill ON bill.payer = line.employer_id"
     " AND (bill.month, bill.version, bill.fund) = (line.month, line.version, line.insurance)"
     " WHERE line.insurance = 'pension_employee' AND bill.settled_on IS NOT NULL AND line.employee_fen > 0"
     " ORDER BY bill.id LIMIT 1) WHERE insurance = 'pension_employee' AND (person_id, month) ="
     " (SELECT person_id, month FROM history_historymonth WHERE insurance = 'pension_employee' LIMIT 1)"
     " RETURNING format('month %s of person %s, pension_employee: in history file', month, person_id)"),
    ("history_opens_with_money",
     "UPDATE history_historyfile SET confirmed_at = NULL WHERE money_fen IS NOT NULL"
     " RETURNING format('letter %s from %s: %s fen are opened, 0 fen', letter, place_id, found_balance_fen)"),
    ("history_by_four_eyes",
     "UPDATE history_historyfile SET submitted_by_id = decided_by_id RETURNING format('history file %s:', id)"),
    ("history_money_is_booked",
     "UPDATE history_historyfile SET money_fen = money_fen + 1 RETURNING format('entry history:%s books', id)"),
    ("history_money_is_booked",
     "UPDATE history_historyfile SET confirmed_by_id = decided_by_id RETURNING format('history file %s: nobody', id)"),
    ("history_numbers_are_found",
     "UPDATE history_historyrow SET number_hash = '' RETURNING format('HistoryRow %s', id)"),
    ("lines_match_postings",
     "UPDATE banking_statementline SET matched_at = now() RETURNING format('line %s of', bank_reference)"),
    ("cases_signed_by_enough",
     "UPDATE matters_case SET hands = 3 WHERE hands < 3 AND state = 'done' RETURNING format('case %s', number)"),
    ("cases_not_signed_by_applicants",
     "UPDATE matters_step SET act = 'apply' WHERE act = 'receive' RETURNING 'is by its applicant'"),
    ("registers_whole",
     "UPDATE coverage_batch SET rows_count = rows_count + 1 RETURNING format('batch %s has', number)"),
    ("registers_whole",
     "UPDATE coverage_row SET known_id = NULL WHERE state = 'taken' RETURNING format('row %s of batch', line)"),
    ("registers_whole",
     "UPDATE coverage_sighting SET kind = 'household' RETURNING format('sighting %s is not of its batch', id)"),
    ("known_found_by_hash", "UPDATE coverage_known SET number_hash = id::text::bytea RETURNING format('Known %s', id)"),
    ("known_found_by_hash", "UPDATE coverage_mismatch SET theirs_hash = '' RETURNING format('Mismatch %s', id)"),
    ("findings_once",
     "UPDATE coverage_finding SET closed_at = NULL, known_id = (SELECT max(id) FROM coverage_known"
     " WHERE person_id IS NULL) WHERE kind = 'missing' RETURNING format('known %s has 2 open', known_id)"),
    ("findings_once",
     "UPDATE coverage_finding SET weight = weight + 1 RETURNING format('finding %s: its weight', id)"),
    ("findings_once",
     "UPDATE coverage_finding SET pool_id = '310000' RETURNING format('finding %s lies outside', id)"),
    ("findings_once",
     "UPDATE coverage_finding SET person_id = -1, known_id = (SELECT id FROM coverage_known"
     " WHERE person_id IS NOT NULL LIMIT 1) RETURNING format('finding %s is not of who', id)"),
    ("contacts_are_results",
     "UPDATE coverage_contact SET result = 'student' RETURNING format('finding %s says', finding_id)"),
    ("contacts_are_results",
     "UPDATE coverage_contact SET result = 'refuses' RETURNING format('finding %s ended by a refusal', finding_id)"),
    ("rates_add_up",
     "UPDATE coverage_rate SET missing = 0 WHERE region_id = '110000'"
     " RETURNING format('%s in %s', region_id, month)"),
    ("disputes_are_cases",
     "UPDATE coverage_dispute SET person_id = (SELECT min(id) FROM registry_person) RETURNING"
     " format('dispute of case %s', (SELECT number FROM matters_case WHERE id = case_id))"),
    ("disputes_are_cases",
     "DELETE FROM coverage_dispute RETURNING"
     " format('case %s has no dispute', (SELECT number FROM matters_case WHERE id = case_id))"),
    ("disputes_are_cases",
     "UPDATE coverage_dispute SET ordered_on = NULL RETURNING"
     " format('case %s is ordered and not', (SELECT number FROM matters_case WHERE id = case_id))"),
    ("case_facts_whole", "UPDATE matters_case SET facts_version = 9 RETURNING format('case %s', number)"),
    ("case_state_of_its_last_step", "UPDATE matters_case SET state = 'refused' RETURNING format('case %s', number)"),
    ("transfers_are_booked",
     "UPDATE transfers_transfer SET pooled_fen = pooled_fen + 1 WHERE paid_at IS NOT NULL"
     " RETURNING format('transfer %s', number)"),
    ("transfers_are_booked",
     "UPDATE transfers_transfer SET state = 'answered' WHERE state = 'in_transit'"
     " RETURNING format('book %s', (SELECT id FROM ledger_book AS book"
     " WHERE book.region_id = from_region_id AND book.fund = insurance))"),
    ("transfers_move_accounts", "DELETE FROM accounts_move RETURNING format('account move %s', key)"),
    ("transfers_move_accounts", "UPDATE accounts_move SET principal_fen = 0 RETURNING format('account move %s', key)"),
    ("transfer_records_add_up",
     "UPDATE transfers_transferyear SET months = months + 1"
     " RETURNING format('transfer %s', (SELECT number FROM transfers_transfer WHERE id = transfer_id))"),
    ("transfers_by_different_people",
     "UPDATE transfers_transfer SET answered_by_id = prepared_by_id RETURNING format('transfer %s', number)"),
    ("temporary_accounts_move_whole",
     "UPDATE transfers_transferyear SET employer_fen = employer_fen + 1"
     " RETURNING format('transfer %s', (SELECT number FROM transfers_transfer WHERE id = transfer_id))"),
    ("overlaps_are_returned",
     "INSERT INTO transfers_overlap (transfer_id, year, months, own_fen, amount_fen)"
     " SELECT id, 2026, 1, 1200, 100 FROM transfers_transfer WHERE information_form_id IS NOT NULL"
     " RETURNING format('transfer %s', (SELECT number FROM transfers_transfer WHERE id = transfer_id))"),
    ("texts_keep_their_phone", "UPDATE letters_shorttext SET phone_hash = '' RETURNING format('ShortText %s', id)"),
]  # fmt: skip


def lower_the_guards(*tables: str) -> None:
    """No trigger, constraint or unique index of these tables stands in the way, until the savepoint ends."""
    with connection.cursor() as cursor:
        for table in tables:
            cursor.execute(
                "SELECT format('ALTER TABLE %%s DISABLE TRIGGER USER', relid::regclass)"
                " FROM pg_partition_tree(%s::regclass)"
                " UNION ALL SELECT format('ALTER TABLE %%s DISABLE TRIGGER USER', %s::regclass)"
                " UNION ALL SELECT format('ALTER TABLE %%s DROP CONSTRAINT IF EXISTS %%I CASCADE', conrelid::regclass,"
                " conname) FROM pg_constraint WHERE (conrelid = %s::regclass OR confrelid = %s::regclass)"
                " AND contype IN ('c', 'u', 'x', 'f') AND coninhcount = 0"
                " UNION ALL SELECT format('DROP INDEX IF EXISTS %%s', indexrelid::regclass) FROM pg_index"
                " WHERE indrelid = %s::regclass AND indisunique AND NOT indisprimary",
                [table] * 5,
            )
            for (statement,) in cursor.fetchall():
                cursor.execute(statement)


def table_of(breach: str) -> str:
    words = breach.split()
    return words[1] if words[0] == "UPDATE" else words[2]


@pytest.mark.parametrize(("code", "breach"), BREACHES, ids=[f"{code}-{n}" for n, (code, _) in enumerate(BREACHES)])
def test_a_breach_is_named(world: None, code: str, breach: str) -> None:
    (promise,) = (each for each in promises() if each.code == code)
    with database.savepoint(), connection.cursor() as cursor:
        lower_the_guards(table_of(breach))
        cursor.execute(breach)
        broken = [named for (named,) in cursor.fetchall()]
        assert broken, "the case breaks nothing"
        offenders = list(promise.offenders())
        assert any(broken[0] in offender for offender in offenders), (broken[0], offenders[:3])


def test_every_promise_has_its_breach() -> None:
    assert {code for code, _ in BREACHES} | {OF_THE_APPLICATION} == {promise.code for promise in promises()}
