"""Two regions, two lines, two employers, two people, and somebody of every kind to knock at every door."""

import datetime as dt
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.test import override_settings
from django.utils import timezone

from benefits.injury.models import Application
from benefits.payments.actions import Report, entrust, report_entrustment
from benefits.payments.models import BankFile, Entrustment, Rise, Suspicion
from benefits.providers.actions import propose_account
from benefits.providers.models import AccountChange, Agreement, CatalogueFile, Measure
from benefits.settlement.actions import hold_institution
from benefits.settlement.models import ClearingHold, ClearingRun, Flag, Remittance
from benefits.unemployment.models import MedicalPayment
from contributions.accounts.models import AccountKind, InterestAgain
from contributions.assessment.actions import resettlements
from contributions.assessment.models import Bill, HandAssessment, Resettlement
from contributions.checkout.actions import book, hear, open_order
from contributions.checkout.channels import Paid
from contributions.checkout.models import Callback, PaymentOrder, SimulatedTrade
from contributions.checkout.selectors import payable
from contributions.collection.matters import FORCE_MAJEURE, REFUNDS
from contributions.collection.models import Deferral, Receipt, ReceiptFile, Refund
from contributions.declarations.actions import Entered, draft_from_rows, keep_list, receive_tax_file
from contributions.declarations.models import Declaration, Door, StaffList, TaxFile
from contributions.dryruns.actions import try_out
from contributions.history.models import HistoryFile
from contributions.platforms.actions import check_orders, register_platform
from contributions.platforms.models import OrderFile
from contributions.platforms.reading import Given
from contributions.selfpay.models import SubsidyClaim
from contributions.transfers.models import Transfer
from enrollment.agents.actions import Authority, record_mandate
from enrollment.agents.models import Mandate
from enrollment.coverage.actions.disputes import answer
from enrollment.coverage.actions.outreach import Evidence, contact
from enrollment.coverage.matters import MONTH_DISPUTE
from enrollment.coverage.models import Batch, Contact, Dispute, Finding, Mismatch, Row
from enrollment.coverage.rules.kinds import Answer, Channel, Kind, Register, Result
from enrollment.participation.actions.by_oneself import choose_tier
from enrollment.registry.matters import NAME
from enrollment.registry.models import Employer, Likeness, Person
from enrollment.registry.subjects import Employers, Persons
from funds.banking.actions import import_statement, open_bank_account, reconcile
from funds.banking.models import Difference, Proof, Statement, StatementLine
from funds.ledger.actions import prepare_closing, prepare_plan
from funds.ledger.models import Book, Closing, Entry, FundingPlan
from siadmin.agency.documents import keep
from siadmin.agency.insurances import Fund, Line
from siadmin.agency.models import Region, User
from siadmin.agency.posts import Post
from siadmin.kernel.models import Run
from siadmin.letters.models import Issued, Message
from siadmin.letters.protocols import Recipient
from siadmin.matters.actions import Asked, Attached, handle, order_visit, receive, record_absence, review
from siadmin.matters.models import Absence, Case, CasePaper, Visit
from siadmin.policy.actions import propose
from siadmin.policy.models import Proposal, Series
from tests import cities, database
from tests.accounts.years import credited, settled
from tests.coverage.registers import came, died, paid, scan, somebody
from tests.factories import (
    NOW,
    TODAY,
    a_citizen,
    a_delegate,
    a_member_of_staff,
    a_person,
    a_user,
    an_office,
    citizen_number,
    identity_number_of,
)
from tests.history.telling import months, sent
from tests.history.telling import person as historic
from tests.injury.course import applied_by_employer
from tests.letters.samples import a_letter, a_message, code_of
from tests.matters import toys
from tests.owing import Desk
from tests.payments.till import Till, a_card, funded
from tests.pension.rising import a_pensioner, a_till, reckoned
from tests.selfpay.claims import listed as claim_listed
from tests.settlement.agency import Clearer, proposed
from tests.settlement.hospital import Hospital, line
from tests.transfers.desks import Desks, joins, leaves
from tests.unemployment.spells import paid_for_in_beijing

OTHER = cities.SHANGHAI
SIMULATOR = "contributions.checkout.simulator.SimulatedChannel"
OTHERS = ("visitor", "nobody", "delegate", "far_delegate", "former_delegate", "citizen", "far_citizen")
ELSEWHERE_HELD = ("hs_", "far_")
KINDS = (*OTHERS, *(f"{prefix}{post}" for post in Post.values for prefix in ("", *ELSEWHERE_HELD)))


STAFF_LIST = "姓名,身份证号码,应发工资,入职日期\n赵新,110105199001015015,7000.00,2026-11-02\n".encode()


@dataclass
class World:
    """`employer` and `person` are Beijing's; users are named by kind, `far_…` is Shanghai's, `hs_…` the other line."""

    employer: Employer
    person: Person
    other_employer: Employer
    other_person: Person
    run: Run
    declaration: Declaration
    draft: Declaration
    staff_list: StaffList
    bill: Bill
    receipt: Receipt
    book: Book
    entry: Entry
    closing: Closing
    plan: FundingPlan
    draw: Entry
    difference: Difference
    proposal: Proposal
    statement: Statement
    line: StatementLine
    receipt_file: ReceiptFile
    history_file: HistoryFile
    series: Series
    silent: Employer
    resettlement: Resettlement
    dry_run: Run
    other_draft: Declaration
    tax_file: TaxFile
    letter: Issued
    letter_code: str
    message: Message
    case: Case
    paper: CasePaper
    employer_case: Case
    employer_paper: CasePaper
    absence: Absence
    visit: Visit
    mandate: Mandate
    agent_case: Case
    agent_paper: CasePaper
    batch: Batch
    refused_row: Row
    mismatch: Mismatch
    finding: Finding
    contact: Contact
    dispute: Dispute
    ordered: Dispute
    order: PaymentOrder
    trade: SimulatedTrade
    stray: Callback
    claim: SubsidyClaim
    order_file: OrderFile
    refund: Refund
    deferral: Deferral
    transfer: Transfer
    likeness: Likeness
    bank_file: BankFile
    suspicion: Suspicion
    entrustment: Entrustment
    rise: Rise
    medical_payment: MedicalPayment
    hospital: Hospital
    agreement: Agreement
    catalogue: CatalogueFile
    measure: Measure
    flag: Flag
    clearing: ClearingRun
    clearing_hold: ClearingHold
    remittance: Remittance
    account_change: AccountChange
    injury: Application
    users: dict[str, User | None] = field(default_factory=dict)

    def arguments(self, *names: str) -> dict[str, Any]:
        """Arguments of a URL by name, all of them Beijing's."""
        values: dict[str, Any] = {
            "number": self.employer.number,
            "person": self.person.number,
            "month": str(cities.SEPTEMBER),
            "draft": self.draft.number,
            "filed": self.declaration.number,
            "insurance": "pension_employee",
            "fund": str(Fund.PENSION),
            "region": cities.BEIJING,
            "version": 0,
            "key": self.entry.key,
            "code": "lines_bills",
            "kind": "csv",
            "silent": self.silent.number,
        }
        if "row" in names:
            values["row"] = self.row_of(self.draft)
        return {name: values[name] for name in names}

    @staticmethod
    def row_of(draft: Declaration) -> int:
        """The key of a draft's refused row."""
        return draft.rows.filter(state="refused").earliest("pk").pk


def _paid_twice(person: Person) -> PaymentOrder:
    """A payment by link of a resident, paid twice, and what government owes for it claimed."""
    Person.objects.filter(pk=person.pk).update(household=Region.objects.get(pk="110105"))
    # Whoever is employed now was a resident the year before.
    at = dt.datetime(2025, 6, 2, tzinfo=dt.UTC)
    choose_tier(
        person=person, region=Region.objects.get(pk=cities.BEIJING), scheme="pension_resident", year=2025,
        tier_fen=1_000_00, by=None, at=at,
    )  # fmt: skip
    with override_settings(PAYMENT_CHANNEL=SIMULATOR):
        order = open_order(
            person=person, keys=[each.key for each in payable(person.pk, on=timezone.localdate(at))], by=None, at=at
        )
    for trade in ("T1", "T2"):
        hear(channel_code="simulator", paid=Paid(order.number, trade, order.total_fen, at), digest="", at=at)
    book(order_id=order.pk, at=at)
    return order


def _stray() -> Callback:
    """Paid for an order nobody knows."""
    hear(channel_code="simulator", paid=Paid("W0", "T3", 1, NOW), digest="", at=NOW)
    return Callback.objects.latest("pk")


def build() -> World:
    cities.plant()
    database.run("SET LOCAL enable_nestloop = off")  # nothing is committed: the planner takes the tables for empty
    employer, (person,) = cities.staff()
    far, (far_person,) = cities.staff(at=cities.COUNTY_OF[OTHER])
    for each, who in ((employer, person), (far, far_person)):
        cities.declare(each, cities.SEPTEMBER, {who: 9000})
    silent, _ = cities.staff()
    former, (mover,) = cities.staff()
    cities.declare(former, cities.SEPTEMBER, {mover: 9000})
    run = cities.charge(cities.BEIJING, cities.SEPTEMBER)
    cities.charge(OTHER, cities.SEPTEMBER)
    cities.pay(employer, cities.SEPTEMBER)
    before, _ = cities.staff()
    credited(before, {(person, dt.date(2025, 3, 26)): 64_000})
    settled(2025)
    _interest_again(a_user(staff=True))
    cities.pay(former, cities.SEPTEMBER)
    book = Book.objects.get(region_id=cities.BEIJING, fund=Fund.PENSION)
    bank = open_bank_account(
        account=book.accounts.get(kind="fiscal_account"),
        bank_name="工商银行",
        number="62000000000000051",
        by=None,
        at=NOW,
    )
    statement, _ = import_statement(
        bank_account=bank,
        name="s.csv",
        content=b"bank_reference,value_on,amount\nX1,2026-11-20,1.00\n",
        by=None,
        at=NOW,
    )
    reconcile(region=Region.objects.get(pk=cities.BEIJING), month=cities.NOVEMBER, at=NOW)
    preparer = a_member_of_staff(Post.ACCOUNTANT, at=cities.BEIJING)
    officer = a_member_of_staff(Post.POLICY_OFFICER, at=cities.BEIJING)
    letter = a_letter(office=an_office(at=cities.BEIJING), about=Recipient("person", person.number))
    users = _users(employer, person, far, far_person)
    case, employer_case = _case(person, users), _employer_case(employer, users)
    order = _paid_twice(person)
    claim = claim_listed(
        kind="pension_resident", region=Region.objects.get(pk=cities.BEIJING), until=cities.NOVEMBER,
        by=a_user(staff=True), at=NOW,
    )  # fmt: skip
    register_platform(employer=employer, industry="instant_delivery", from_month=cities.SEPTEMBER, by=None, at=NOW)
    listed = [Given(1, "骑手", citizen_number(order=77), "12")]
    order_file = check_orders(employer=employer, month=cities.OCTOBER, rows=listed, by=None, at=NOW)
    proposal = _proposal(officer)
    return World(
        order_file=order_file,
        order=order,
        trade=SimulatedTrade.objects.get(number=order.number),
        stray=_stray(),
        claim=claim,
        employer=employer,
        person=person,
        other_employer=far,
        other_person=far_person,
        run=run,
        declaration=Declaration.objects.get(employer=employer, state="filed"),
        draft=_draft(employer, person),
        staff_list=keep_list(employer=employer, name="名单.csv", content=STAFF_LIST, by=None, at=NOW),
        other_draft=_draft(far, far_person),
        tax_file=_tax_file(employer, person),
        bill=Bill.objects.get(employer=employer, fund=Fund.PENSION),
        receipt=Receipt.objects.filter(book=book).first(),  # type: ignore[arg-type]
        book=book,
        entry=Entry.objects.filter(postings__book=book).first(),  # type: ignore[arg-type]
        plan=prepare_plan(book=book, month=cities.NOVEMBER, amount_fen=1, purpose="x", by=preparer, at=NOW),
        closing=prepare_closing(book=book, month=cities.SEPTEMBER, by=preparer, at=NOW, today=TODAY),
        difference=_difference(book),
        proposal=proposal,
        dry_run=_dry_run(proposal, officer),
        statement=statement,
        line=statement.lines.get(),
        receipt_file=ReceiptFile.objects.filter(source="tax_authority").earliest("pk"),
        history_file=sent(historic(), months("2015-01", "2015-12")),
        series=Series.objects.get(key="pension.base_floor", region_id=cities.BEIJING, category="employee"),
        silent=HandAssessment.objects.get(employer=silent, month=cities.SEPTEMBER).employer,
        resettlement=_resettlement(officer),
        letter=letter,
        letter_code=code_of(letter),
        message=a_message(Recipient("person", person.number), issued=letter),
        case=case,
        paper=case.papers.get(),
        employer_case=employer_case,
        employer_paper=employer_case.papers.get(),
        absence=_absence(users),
        **_on_behalf(person, far_person, users),
        **_coverage(employer, person, users),
        refund=_refund(employer),
        deferral=_deferral(employer),
        transfer=_transfer(mover),
        bank_file=_paid_out(),
        draw=Entry.objects.filter(flow="funding").earliest("pk"),
        suspicion=_suspected(),
        entrustment=_entrusted(users),
        rise=_rise(),
        medical_payment=paid_for_in_beijing(),
        **_settles(employer),
        injury=_injury(),
        users=users,
    )


def _settles(employer: Employer) -> dict[str, Any]:
    """The employer is a hospital: a bill was flagged, one clearing is paid, another waits, a measure is proposed."""
    hospital = Hospital(employer=employer)
    _, (patient,) = cities.staff(since=cities.NOVEMBER)
    visit = hospital.admitted(patient, care="outpatient")
    hospital.settled(visit, hospital.presettled(visit, [line("XB0001", 1, "20"), line("XB0001", 1, "20")]))
    stay = hospital.admitted(patient)
    hospital.settled(stay, hospital.presettled(stay, [line("DV0001", 1, "9000")]))
    clearer = Clearer()
    funded(Fund.MEDICAL)
    paid = clearer.paid(clearer.opened())
    return {
        "remittance": paid.remittances.get(),
        "account_change": propose_account(
            institution=hospital.institution,
            bank_name="中国农业银行",
            account="6222000099990001",
            reason="更正",
            by=clearer.clerk,
            at=cities.tick(),
        ),
        "hospital": hospital,
        "agreement": Agreement.objects.get(institution=hospital.institution),
        "catalogue": CatalogueFile.objects.get(),
        "measure": proposed(hospital, "urge"),
        "flag": Flag.objects.get(code="bill_lines_alike"),
        "clearing": clearer.opened(cities.OCTOBER),
        "clearing_hold": hold_institution(
            institution=hospital.institution, fund=Fund.MEDICAL, reason="核查", by=clearer.reviewer, at=cities.tick()
        ),
    }


def _injury() -> Application:
    """Accepted, and waiting to be decided."""
    employer, (person,) = cities.staff()
    return applied_by_employer(person, employer)


def _scan(by: User) -> Any:
    return keep(name="a.pdf", kind="pdf", content=b"%PDF-1.7", by=by, at=NOW)


def _refund(employer: Employer) -> Refund:
    """A yuan of pension too much, ordered to go back."""
    cities.pay(employer, cities.SEPTEMBER, {Fund.PENSION: 100})
    desk, number = Desk(), Receipt.objects.latest("pk").external_id
    facts = {"receipt": number, "fund": Fund.PENSION, "amount": "1.00", "cause": "over"}
    desk.signed(desk.asked(REFUNDS[Line.HRSS], employer, **facts))
    return Refund.objects.get()


def _deferral(employer: Employer) -> Deferral:
    """For force majeure, running."""
    desk = Desk()
    facts = {"first_month": "2026-10", "last_month": "2026-11", "since": "2026-10-01", "until": "2027-09-30"}
    desk.signed(desk.asked(FORCE_MAJEURE[Line.HRSS], employer, event="洪水", approval="京人社函〔2026〕1号", **facts))
    return Deferral.objects.filter(fund=Fund.PENSION).get()


def _case(person: Person, users: dict[str, User | None]) -> Case:
    """A name to be corrected, received at the province's HRSS office, with a scan of the identity card."""
    clerk = users["clerk"]
    assert clerk is not None
    return receive(
        matter=toys.NAME,
        subject=Persons().find([person.number])[person.number],
        facts={"name": "改名", "cause": "court", "identifier": "110105199001010011"},
        papers=[Attached("identity", _scan(clerk))],
        by=clerk,
        at=NOW,
    )


def _employer_case(employer: Employer, users: dict[str, User | None]) -> Case:
    delegate = users["delegate"]
    assert delegate is not None
    return receive(
        matter=toys.ADDRESS,
        subject=Employers().find([employer.number])[employer.number],
        facts={"address": "新街 2 号"},
        channel="website",
        applied_by="employer",
        papers=[Attached("licence", _scan(delegate))],
        by=delegate,
        at=NOW,
    )


def _coverage(employer: Employer, person: Person, users: dict[str, User | None]) -> dict[str, Any]:
    """A register with a good row, a bad one and another name; somebody missing, contacted; a month disputed."""
    clerk, reviewer, citizen, delegate = users["clerk"], users["reviewer"], users["citizen"], users["delegate"]
    assert clerk and reviewer and citizen and delegate
    batch = came(
        Register.WAGE_TAX,
        paid(somebody(), code=employer.credit_code, place="110105"),
        paid("1", code=employer.credit_code),
        paid(identity_number_of(person), "另名", code=employer.credit_code),
        refused=1,
    )
    scan()
    finding = Finding.objects.get(kind=Kind.MISSING)
    evidence = Evidence("a.pdf", "pdf", b"%PDF-1.7")
    kept = contact(
        finding_id=finding.pk, seen_version=0, channel=Channel.PHONE, result=Result.JOINING, evidence=evidence,
        next_on=TODAY + dt.timedelta(days=9), by=clerk, at=NOW,
    )  # fmt: skip
    disputes = []
    for month in ("2026-09", "2026-10"):
        case = receive(
            matter=MONTH_DISPUTE,
            subject=Persons().find([person.number])[person.number],
            facts={
                "employer": employer.number, "credit_code": "", "first": month, "last": month,
                "claim": "base_too_low", "story": "工资更高",
            },
            channel="website",
            by=citizen,
            at=NOW,
        )  # fmt: skip
        disputes.append(
            answer(
                dispute_id=case.dispute.pk, answer=Answer.DENIES, words="不属实", evidence=evidence, by=delegate, at=NOW
            )
        )
    case = handle(case_id=case.pk, seen_version=case.version, by=clerk, at=NOW)
    review(case_id=case.pk, seen_version=case.version, by=reviewer, at=NOW)
    for dispute in disputes:
        dispute.refresh_from_db()
    return {
        "batch": batch,
        "refused_row": batch.rows.get(state="refused"),
        "mismatch": batch.mismatches.get(),
        "finding": finding,
        "contact": kept,
        "dispute": disputes[0],
        "ordered": disputes[1],
        "likeness": Likeness.objects.create(
            one=person, other=a_person(lives_in="110105"), signs="name birth phone", weight=70, found_at=NOW
        ),
    }


def _transfer(mover: Person) -> Transfer:
    """Out of Beijing, to Chengdu: asked for, agreed, waiting for Beijing."""
    leaves(mover, cities.OCTOBER)
    joins(mover, since=cities.OCTOBER)
    return Desks(person=mover).requested()


def _paid_out() -> BankFile:
    """A benefit granted, paid and handed to the bank: the toy of claims, which is joined where this is built."""
    funded()
    till = Till()
    beneficiary = a_person()
    a_card(beneficiary)
    till.granted(beneficiary)
    return till.sent(till.approved())


def _rise() -> Rise:
    """The plan of the year, reckoned for a pensioner."""
    a_pensioner()
    return reckoned(a_till())


def _suspected() -> Suspicion:
    """A register of deaths names somebody whose benefit is in payment."""
    beneficiary = a_person()
    Till().granted(beneficiary)
    came(Register.DEATH, died(identity_number_of(beneficiary), cities.NOVEMBER.first_day, beneficiary.name))
    return Suspicion.objects.get()


def _entrusted(users: dict[str, User | None]) -> Entrustment:
    """The agency of Beijing was asked to look into another suspicion, and reported with a photograph."""
    clerk = users["clerk"]
    assert clerk
    beneficiary = a_person()
    Till().granted(beneficiary)
    came(Register.DEATH, died(identity_number_of(beneficiary), cities.NOVEMBER.first_day, beneficiary.name))
    suspicion = Suspicion.objects.latest("pk")
    office = an_office(at=cities.BEIJING)
    made = entrust(suspicion_id=suspicion.pk, office=office, directly="elderly", by=clerk, at=NOW)
    report = Report(TODAY, "entitled", "见到本人", document=_scan(clerk))
    return report_entrustment(entrustment_id=made.pk, report=report, by=clerk, at=NOW)


def _on_behalf(person: Person, agent: Person, users: dict[str, User | None]) -> dict[str, Any]:
    """A visit to the person of Beijing; a citizen of elsewhere who acts for them, and a case that agent opened."""
    clerk, far_citizen = users["clerk"], users["far_citizen"]
    assert clerk and far_citizen
    asked = Asked("改名", "elderly", "phone", Region.objects.get(pk=cities.COUNTY_OF[cities.BEIJING]), "某路 1 号")
    visit = order_visit(
        subject=person.number, asked=asked, office=an_office(at=cities.BEIJING), case=None, by=clerk, at=NOW
    )
    mandate = record_mandate(
        person=person, agent=agent, matters=["person_name", "person_phone"], starts_on=TODAY,
        ends_before=TODAY.replace(year=TODAY.year + 1), by=clerk, at=NOW,
        authority=Authority("written", _scan(clerk), "民法典第165条", "C0000-00001"),
    )  # fmt: skip
    case = receive(
        matter=NAME,
        subject=Persons().find([person.number])[person.number],
        facts={"name": "代办改名"},
        channel="website",
        applied_by="agent",
        papers=[Attached("identity_card", _scan(far_citizen))],
        by=far_citizen,
        at=NOW,
    )
    return {"visit": visit, "mandate": mandate, "agent_case": case, "agent_paper": case.papers.get()}


def _absence(users: dict[str, User | None]) -> Absence:
    clerk, reviewer, approver = users["clerk"], users["reviewer"], users["approver"]
    assert clerk and reviewer and approver
    return record_absence(
        user=clerk, deputy=reviewer, starts_on=TODAY, ends_before=TODAY.replace(year=TODAY.year + 1), reason="年休",
        by=approver, at=NOW,
    )  # fmt: skip


def _draft(employer: Employer, person: Person) -> Declaration:
    """A good row and a refused one."""
    return draft_from_rows(
        employer=employer,
        month=cities.OCTOBER,
        rows=[
            Entered(person.name, identity_number_of(person), "9500"),
            Entered("新人", citizen_number(order=951)[:-1] + "?", "7000"),
        ],
        door=Door.GRID,
        by=None,
        at=NOW,
    )


def _tax_file(employer: Employer, person: Person) -> TaxFile:
    """A file about an employer of Beijing, where the tax authority takes no declarations: nothing of it is filed."""
    lines = [
        "credit_code,month,name,id_number,wage",
        f"{employer.credit_code},{cities.OCTOBER},{person.name},{identity_number_of(person)},9500",
    ]
    file, run = receive_tax_file(
        name="tax.csv",
        content="\n".join(lines).encode(),
        employers={employer.credit_code: employer},
        by=None,
        at=NOW,
    )
    cities.work(run)
    return file


def _difference(book: Book) -> Difference:
    proof = Proof.objects.create(
        book=book, month=cities.OCTOBER, check_code="lines_bills", left_fen=2, right_fen=1, checked_at=NOW
    )
    return Difference.objects.create(proof=proof, amount_fen=1, opened_at=NOW)


def _resettlement(by: User) -> Resettlement:
    """Put forward though nothing differs, to have one."""
    tried, _ = resettlements.try_out(
        region=Region.objects.get(pk=cities.BEIJING), first=cities.SEPTEMBER, by=by, at=NOW
    )
    return Resettlement.objects.create(
        region_id=cities.BEIJING, tried=cities.work(tried), reason="测试", prepared_by=by, prepared_eyes=by.eyes,
        prepared_at=NOW,
    )  # fmt: skip


def _interest_again(by: User) -> InterestAgain:
    """Put forward though nothing differs, to have one."""
    return InterestAgain.objects.create(
        region_id=cities.BEIJING, account=AccountKind.PENSION, year=2025, laws={}, reason="测试", prepared_by=by,
        prepared_eyes=by.eyes, prepared_at=NOW,
    )  # fmt: skip


def _proposal(by: User) -> Proposal:
    return propose(
        key="pension.base_floor",
        region=Region.objects.get(pk=cities.BEIJING),
        category="employee",
        unit="yuan_per_month",
        starts_on=cities.NOVEMBER.first_day,
        ends_before=None,
        value=Decimal(7300),
        source="测试",
        status="official",
        note="",
        by=by,
        at=NOW,
    )


def _dry_run(proposal: Proposal, by: User) -> Run:
    run, _ = try_out(proposal_ids=[proposal.pk], by=by, at=NOW)
    return cities.work(run)


def _users(employer: Employer, person: Person, far: Employer, far_person: Person) -> dict[str, User | None]:
    """One user per kind. Staff sit at the province, so that a refusal is about line and region, not about a county."""
    users: dict[str, User | None] = {"visitor": None, "nobody": a_user()}
    for post in Post.values:
        users[post] = a_member_of_staff(post, at=cities.BEIJING)
        users[f"hs_{post}"] = a_member_of_staff(post, at=cities.BEIJING, line=Line.HS)
        users[f"far_{post}"] = a_member_of_staff(post, at=OTHER)
    users["delegate"] = a_delegate(employer)
    users["far_delegate"] = a_delegate(far)
    users["former_delegate"] = a_delegate(employer, left=True)
    users["citizen"] = a_citizen(person)
    users["far_citizen"] = a_citizen(far_person)
    return users
