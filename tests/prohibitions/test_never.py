"""Every prohibition of the law has a test of its name."""

import datetime as dt
import re
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings
from django.db import IntegrityError, ProgrammingError, models
from django.db.models import Sum
from django.test import Client
from django.urls import reverse

from benefits.claims.models import Decision, GrantedOnce
from benefits.injury.models import Injury
from benefits.payments.kinds import STOPPED
from benefits.payments.models import Hold
from contributions.accounts.models import AccountCredit
from contributions.assessment.models import AssessmentLine, Bill
from contributions.collection.actions import receive_one
from contributions.collection.actions.intake import Told
from contributions.collection.models import Allocation, Receipt
from enrollment.coverage.rules.kinds import Register
from enrollment.participation.actions import Leaving, leave
from enrollment.participation.models import EndReason
from enrollment.registry.matters import CANCEL
from enrollment.registry.models import Closing, Employer, Person
from enrollment.registry.subjects import Employers
from funds.ledger.actions import Line, post
from funds.ledger.flows import FLOWS
from funds.ledger.models import AccountKind, Book, Entry, Posting, Side
from siadmin.agency.actions import grant_post
from siadmin.agency.insurances import Fund, Insurance
from siadmin.agency.models import Act, Office
from siadmin.agency.posts import GROUP_OF, Post
from siadmin.kernel.language import Words
from siadmin.kernel.refusal import Refusal
from siadmin.matters.actions import receive
from siadmin.matters.catalogue import Paper, matters
from siadmin.policy.actions import approve, propose
from siadmin.policy.models import Value
from tests import database
from tests.cities import BEIJING, NOVEMBER, OCTOBER, SEPTEMBER, SHANGHAI, charge, declare, pay, reference, staff, tick
from tests.claims import toy
from tests.claims.desk import ClaimDesk
from tests.collection.test_late_fees import fee_of, income
from tests.collection.test_owed_under_attack import paid_with_its_fee
from tests.coverage.registers import came, died
from tests.factories import (
    NOW,
    TODAY,
    a_citizen,
    a_member_of_staff,
    a_person,
    a_user,
    an_office,
    citizen_number,
    identity_number_of,
)
from tests.injury.course import applied_by_employer, appraised, concluded, works
from tests.letters.samples import a_letter
from tests.payments.till import Till, a_card, funded
from tests.prohibitions.table import BEYOND, CLAUSES
from tests.transfers.desks import Desks, joins, leaves, paid_months

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("five_cities")]
HERE = Path(__file__).parent


def paid() -> tuple[Employer, Person]:
    """A month declared, charged and paid."""
    employer, (person,) = staff()
    declare(employer, SEPTEMBER, {person: 8_000})
    charge(BEIJING, SEPTEMBER)
    pay(employer, SEPTEMBER)
    return employer, person


def test_every_clause_has_a_test_of_its_name_and_every_test_a_clause() -> None:
    told = [name for names in [*CLAUSES.values(), *BEYOND.values()] for name in names]
    here = [
        name
        for file in sorted(HERE.glob("test_*.py"))
        for name in re.findall(r"^def test_never_(\w+)\(", file.read_text(encoding="utf-8"), re.MULTILINE)
    ]
    assert sorted(here) == sorted(told)
    assert all(CLAUSES.values()), "a clause without a test"
    assert [clause.split()[0] for clause in CLAUSES] == [f"E{number}" for number in range(1, 15)], "all fourteen"


def test_never_personal_account_paid_out() -> None:
    employer, person = paid()
    credit = AccountCredit.objects.get(person_id=person.pk, account=Insurance.PENSION)
    with database.refused("credit_is_paid"):  # a negative credit that no paid bill tells of
        AccountCredit.objects.create(
            person_id=person.pk, month=SEPTEMBER, account=credit.account, employer_id=employer.pk, version=9,
            amount_fen=-credit.amount_fen, bill_id=credit.bill_id, credited_on=TODAY,
        )  # fmt: skip
    leaving = [flow.code for flow in FLOWS if AccountKind.CONTRIBUTIONS_PERSONAL in flow.debits]
    assert leaving == ["settlement"], "personal shares move when a month is settled or corrected, and no other way"


def test_never_charged_for_a_query() -> None:
    _, person = paid()
    client = Client()
    client.force_login(a_citizen(person), backend=settings.AUTHENTICATION_BACKENDS[-1])
    for page in ("citizen_home", "citizen_accounts", "citizen_certificate", "citizen_statement"):
        assert client.get(reverse(page)).status_code == 200
    an_office(at=BEIJING)
    letter = {"what": "participation", "line": "hrss", "language": "zh"}
    assert client.post(reverse("citizen_letter"), letter, follow=True)["Content-Type"] == "application/pdf"
    columns = [
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models()
        for field in model._meta.get_fields()
        if isinstance(field, models.Field) and re.search(r"(^|_)(fee|price|charge)(_|$)", field.name)
    ]
    of_hospitals = {"settlement.BillLine.unit_price"}
    assert [name for name in columns if "late_fee" not in name and name not in of_hospitals] == []


def test_never_contributions_waived() -> None:
    employer, (person,) = staff()
    declare(employer, SEPTEMBER, {person: 8_000})
    charge(BEIJING, SEPTEMBER)
    bill = Bill.objects.get(employer=employer, fund=Fund.PENSION)
    with database.refused("bill_settled_by_money"):
        Bill.objects.filter(pk=bill.pk).update(settled_on=TODAY)
    with database.refused("bill_not_changed"):
        Bill.objects.filter(pk=bill.pk).update(total_fen=0, employer_fen=0, employee_fen=0)


def test_never_late_fee_on_the_employee() -> None:
    """Paid late and charged at night: the fee is the fund's income, the account has its 8 % of 8,000 and no more.

    And no line and no bill has a place for one: shares are base times rate, checked against the line's own law.
    """
    late = paid_with_its_fee()
    assert fee_of(late) > 0
    assert income(late) == fee_of(late)
    (credit,) = AccountCredit.objects.filter(account=Insurance.PENSION)
    assert credit.amount_fen == 64_000
    touched = Posting.objects.filter(entry__flow="late_fee").values_list("account_kind", flat=True)
    assert set(touched) == {AccountKind.UNALLOCATED, AccountKind.LATE_FEES}
    shares = Bill.objects.filter(employer=late, fund=Fund.PENSION).aggregate(fen=Sum("employee_fen"))["fen"]
    assert shares == credit.amount_fen, "what the employee was charged has not grown"
    employer, person = paid()
    parts = {field.name for field in AssessmentLine._meta.get_fields() if field.name.endswith("_fen")}
    assert parts == {"wage_fen", "base_fen", "employer_fen", "supplement_fen", "employee_fen", "account_fen"}
    line = AssessmentLine.objects.get(person_id=person.pk, insurance=Insurance.PENSION)
    assert line.employee_fen == line.account_fen == line.base_fen * 8 // 100
    assert not Bill.objects.filter(employer=employer, employee_fen__lt=0).exists()


def test_never_document_without_a_basis() -> None:
    with pytest.raises(ValueError, match="legal basis"):
        Paper("marriage", Words("结婚证", "Marriage certificate"), Words("", ""))
    asked = [(matter.code, paper) for matter in matters() for paper in matter.papers]
    assert asked
    assert [code for code, paper in asked if not (paper.basis.zh and paper.basis.en)] == []


def test_never_funds_mixed_or_used_up() -> None:
    employer, (person,) = staff()
    declare(employer, SEPTEMBER, {person: 8_000})
    charge(BEIJING, SEPTEMBER)
    books = {(book.region_id, book.fund): book for book in Book.objects.all()}
    told = Told("X1", str(TODAY), BEIJING, Fund.INJURY, "1.00", reference(employer, SEPTEMBER))
    receipt = receive_one(source="tax_authority", told=told, by=None, at=tick(), on=TODAY)
    pension = Bill.objects.get(employer=employer, fund=Fund.PENSION)
    with database.refused("allocation_stays_in_its_fund"):
        Allocation.objects.create(
            receipt=receipt, bill=pension, amount_fen=1, month=SEPTEMBER, allocated_on=TODAY, reason="mixed"
        )
    for one, other in ((Fund.PENSION, Fund.INJURY), (Fund.MEDICAL, Fund.MEDICAL)):
        lines = [
            Line(books[BEIJING, one], AccountKind.FISCAL, Side.DEBIT, 5),
            Line(books[SHANGHAI if one == other else BEIJING, other], AccountKind.FISCAL_SUBSIDY, Side.CREDIT, 5),
        ]
        with pytest.raises(AssertionError, match="unbalanced"):
            _posted("fiscal_subsidy", lines)
    spent = ("running", "wages", "building", "management", "investment")
    assert not [flow.code for flow in FLOWS if any(word in flow.code for word in spent)]


def _posted(flow: str, lines: list[Line]) -> Entry:
    return post(key=f"{flow}:{tick()}", flow=flow, booked_on=TODAY, reason="test", lines=lines, by=None, at=tick())[0]


@pytest.mark.parametrize(
    ("flow", "debit", "credit"),
    [
        ("running_costs", AccountKind.OTHER_INCOME, AccountKind.EXPENDITURE),
        ("benefit_payment", AccountKind.BENEFITS, AccountKind.FISCAL),
        ("receipt_from_tax", AccountKind.EXPENDITURE, AccountKind.UNALLOCATED),
    ],
)
def test_never_account_outside_its_whitelist(flow: str, debit: str, credit: str) -> None:
    book = Book.objects.get(region_id=BEIJING, fund=Fund.PENSION)
    with pytest.raises(Refusal) as refused:
        item = "basic_pension" if debit == AccountKind.BENEFITS else ""
        _posted(flow, [Line(book, debit, Side.DEBIT, 5, item=item), Line(book, credit, Side.CREDIT, 5)])
    assert refused.value.code == "flow_not_allowed"


RECORDS = [AssessmentLine, AccountCredit, Bill, Allocation, Receipt, Entry, Posting, Act]


@pytest.mark.parametrize("model", RECORDS, ids=lambda model: str(model._meta.db_table))
def test_never_records_deleted_or_overwritten(model: type[models.Model]) -> None:
    paid()
    table = model._meta.db_table
    amount = next((f.name for f in model._meta.get_fields() if f.name in {"amount_fen", "total_fen", "base_fen"}), "")
    change = f"{amount} = {amount} + 1" if amount else "reason = 'another'"
    assert model._default_manager.exists()
    for statement in (f"DELETE FROM {table}", f"UPDATE {table} SET {change}"):
        with pytest.raises((IntegrityError, ProgrammingError)), database.savepoint():
            database.run(statement)


def test_never_one_person_two_steps() -> None:
    number = citizen_number(order=777)
    one, same_person = (a_user(identity_number=number, staff=True) for _ in range(2))
    proposal = propose(
        key="pension.base_floor", region=_beijing(), category="employee", unit="yuan_per_month",
        starts_on=dt.date(2026, 12, 1), ends_before=None, value=_present_floor().value, source="test",
        status="official", note="", by=one, at=NOW,
    )  # fmt: skip
    with pytest.raises(Refusal) as refused:
        approve(proposal_id=proposal.pk, seen_version=0, by=same_person, at=tick())
    assert refused.value.code == "same_person"


def _beijing() -> Any:
    return _present_floor().series.region


def _present_floor() -> Value:
    return Value.objects.filter(
        series__key="pension.base_floor", series__region_id=BEIJING, series__category="employee", superseded_at=None
    ).latest("starts_on")


@pytest.mark.parametrize("other", [Post.ACCOUNTANT, Post.POLICY_OFFICER, Post.AUDITOR], ids=str)
def test_never_one_person_two_post_groups(other: Post) -> None:
    assert GROUP_OF[other] != GROUP_OF[Post.CLERK]
    clerk = a_member_of_staff(Post.CLERK, at=BEIJING)
    office = Office.objects.get(grants__user=clerk)
    with pytest.raises(Refusal):
        grant_post(
            user=clerk, office=office, post=other, starts_on=TODAY, by=a_user(staff=True), at=tick(), reason="test"
        )  # fmt: skip


def test_never_pension_in_payment_transferred() -> None:
    _, person = paid_months()
    leaves(person, retired=True)
    joins(person)
    with pytest.raises(Refusal) as refused:
        Desks(person=person).asked()
    assert refused.value.code == "transfer_in_payment"
    desks = Desks()
    transfer = desks.requested()
    desks.act("prepare", transfer, desks.old_clerk)
    desks.act("answer", transfer, desks.old_reviewer)
    leaves(desks.person, OCTOBER + 2, retired=True)
    with pytest.raises(Refusal) as refused:
        desks.act("pay_out", transfer, desks.old_accountant)
    assert refused.value.code == "transfer_in_payment"


def test_never_base_or_rate_altered() -> None:
    """Neither the value the law has, nor what a charged month says it used."""
    paid()
    for statement in ("UPDATE policy_value SET value = 1", "UPDATE assessment_line SET base_fen = 1"):
        with pytest.raises((IntegrityError, ProgrammingError)), database.savepoint():
            database.run(statement)


def test_never_employer_cancelled_in_debt() -> None:
    """Neither through the case, which names what is owed, nor past it: the database refuses it."""
    employer, (person,) = staff()
    declare(employer, SEPTEMBER, {person: 8_000})
    charge(BEIJING, SEPTEMBER)
    leave(employer=employer, leavings=[Leaving(person, SEPTEMBER.last_day, EndReason.RESIGNED)], by=None, at=tick())
    (subject,) = Employers().find([employer.number]).values()
    facts = {"last_day": SEPTEMBER.last_day.isoformat(), "ground": "dissolved", "decision": ""}
    with pytest.raises(Refusal) as refused:
        receive(matter=CANCEL, subject=subject, facts=facts, by=a_member_of_staff(Post.CLERK), at=NOW)
    assert refused.value.code == "matter_stands_against"
    owed = Bill.objects.filter(employer=employer).aggregate(fen=Sum("total_fen"))["fen"]
    assert owed > 0
    with database.refused("closing_owes_nothing"):
        Closing.objects.create(
            employer=employer, last_day=SEPTEMBER.last_day, ground="dissolved", case="C0000-00001", closed_at=NOW,
            certificate=a_letter(),
        )  # fmt: skip
        Employer.objects.filter(pk=employer.pk).update(cancelled_on=SEPTEMBER.last_day)


def test_never_two_benefits_paid() -> None:
    """Who draws of the pension fund gets nothing of the unemployment fund in the same month, whoever says it may go."""
    with toy.joined():
        for fund in (Fund.PENSION, Fund.UNEMPLOYMENT):
            funded(fund)
        person = a_person()
        a_card(person)
        pension, jobless = Till("toy_pension", Fund.PENSION), Till("toy_dole", Fund.UNEMPLOYMENT)
        pension.granted(person)
        jobless.granted(person)
        assert pension.sent(pension.approved()).payments == 1
        own = jobless.approved()
        (hold,) = Hold.objects.filter(because="two_benefits")
        with pytest.raises(Refusal) as refused:
            jobless.lift(hold)
        assert refused.value.code == "payment_hold_not_by_a_word"
        with pytest.raises(Refusal) as refused:
            jobless.sent(own)
        assert refused.value.code == "payment_nothing_to_send"


def test_never_benefit_stopped_unheard() -> None:
    """Neither by one person, nor by a visit that nobody made, nor without a letter that names the remedies."""
    with toy.joined():
        till, person = Till(), a_person(lives_in="110105")
        entitlement = till.granted(person)
        came(Register.DEATH, died(identity_number_of(person), dt.date(2026, 10, 20), person.name))
        desk = ClaimDesk(person, matter="benefit_stop")
        facts = {"entitlement": entitlement.number, "from_month": str(NOVEMBER), "kind": "ended", "because": "died"}
        with pytest.raises(Refusal) as refused:
            desk.asked(facts | {"found": "登记比对", "verified": ""})
        assert refused.value.code == "facts_invalid"
        for way in ("visited", "entrusted", "self_service"):
            with pytest.raises(Refusal) as refused:
                desk.asked(facts | {"found": "据称已上门核实", "verified": way})
            assert refused.value.code == "verification_not_on_record"
        till.looked_into(entitlement.suspicions.get(), finding="not_entitled", visitor=till.clerk)
        case = desk.handled(desk.asked(facts | {"found": "上门核实，已死亡", "verified": "visited"}))
        assert case.is_open and not entitlement.endings.exists()
        desk.act("review", case, desk.reviewer)
        assert STOPPED.has_remedy and entitlement.endings.get().letter.kind == STOPPED.code


def test_never_injury_provided_for_twice() -> None:
    """One injury, one lump sum, whoever writes; and nobody certifies it alone."""
    employer, person = works(since=NOVEMBER - 6, until=NOVEMBER - 4)
    desk, case = concluded(applied_by_employer(person, employer, happened_on="2026-07-06"), happened_on="2026-07-06")
    assert desk.handled(case).is_open and not Injury.objects.exists()
    desk.act("review", case, desk.reviewer)
    injury = Injury.objects.get()
    appraised(injury)
    lump = ClaimDesk(person, matter="injury_disability_lump")
    decision = lump.granted(lump.asked({"injury": injury.number}))
    case = lump.handled(lump.asked({"injury": injury.number}))
    with pytest.raises(Refusal) as refused:
        lump.act("review", case, lump.reviewer)
    assert refused.value.code == "claim_not_due"
    lump.act("refuse", case, lump.reviewer, reason="已核定")
    denied = Decision.objects.exclude(pk=decision.pk).get()
    with database.refused("granted_once"):
        GrantedOnce.objects.create(decision=denied, scheme=lump.matter.code, of=injury.number)
