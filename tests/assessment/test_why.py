"""“Why this amount” replays every kind of line and bill to the fen, and says when the record differs (SIL 60, 62)."""

import datetime as dt

import pytest

from contributions.assessment.actions import reassess
from contributions.assessment.explain import explain_bill, explain_line
from contributions.assessment.models import BESIDE_STAFF, AssessmentLine, Bill, BillKind, Tariff
from contributions.assessment.rules.line import Line
from enrollment.participation.actions import Leaving
from enrollment.registry.models import Employer
from siadmin.agency.insurances import Insurance
from siadmin.kernel.refusal import Refusal
from siadmin.kernel.trace import Explained
from tests.cities import (
    BEIJING,
    COUNTY_OF,
    GUANGZHOU,
    NOVEMBER,
    OCTOBER,
    POOLS,
    SEPTEMBER,
    charge,
    declare,
    pay,
    staff,
    tick,
)

pytestmark = pytest.mark.usefixtures("five_cities")


def replayed(line: AssessmentLine) -> Explained[Line]:
    same = {"person_id": line.person_id, "month": line.month, "insurance": line.insurance}
    before = AssessmentLine.objects.filter(**same, employer_id=line.employer_id, version__lt=line.version)
    return explain_line(line, Tariff.objects.get(pk=line.tariff_id), list(before.order_by("version")))


def amounts(line: AssessmentLine) -> tuple[int, ...]:
    return (line.base_fen, line.employer_fen, line.supplement_fen, line.employee_fen, line.account_fen)


def explained(employer: Employer) -> set[tuple[str, str]]:
    """Replays every line and bill of an employer against its row; gives (kind, fund) of the bills."""
    for line in AssessmentLine.objects.filter(employer_id=employer.pk):
        due, trace = replayed(line).value, replayed(line).trace
        assert amounts(line) == (
            due.base_fen, due.employer_fen, due.employer_supplement_fen, due.employee_fen, due.account_fen,
        )  # fmt: skip
        assert trace.sentence is not None and trace.sentence.zh and trace.sentence.en
    kinds = set()
    for bill in Bill.objects.filter(employer=employer):
        why = explain_bill(bill)
        assert why.value == bill.total_fen
        assert [step for step in why.trace.steps if step.is_result]
        kinds.add((bill.kind, bill.fund))
    return kinds


@pytest.mark.parametrize("pool", POOLS)
def test_every_assessed_line_and_bill_of_a_city(pool: str) -> None:
    employer, people = staff(3, at=COUNTY_OF[pool])
    declare(employer, SEPTEMBER, dict(zip(people, (1_000, 8_001, 90_000), strict=True)))
    charge(pool, SEPTEMBER)
    lines = AssessmentLine.objects.filter(employer_id=employer.pk)
    assert set(lines.values_list("insurance", flat=True)) == set(Insurance.values)
    assert {kind for kind, _ in explained(employer)} == {BillKind.ASSESSED}


def test_a_provisional_bill_its_reversal_and_what_took_its_place() -> None:
    employer, people = staff(2, at=COUNTY_OF[GUANGZHOU])
    declare(employer, SEPTEMBER, dict.fromkeys(people, 8_000))
    charge(GUANGZHOU, SEPTEMBER)
    pay(employer, SEPTEMBER)
    charge(GUANGZHOU, OCTOBER)
    funds = {fund for kind, fund in explained(employer) if kind == BillKind.PROVISIONAL}
    assert len(funds) == len({fund for kind, fund in explained(employer) if kind == BillKind.ASSESSED})
    declare(employer, OCTOBER, dict.fromkeys(people, 9_000))
    reversed_funds = {fund for kind, fund in explained(employer) if kind == BillKind.REVERSAL}
    assert reversed_funds == funds
    for bill in Bill.objects.filter(employer=employer, kind=BillKind.REVERSAL):
        provisional = Bill.objects.get(employer=employer, month=bill.month, fund=bill.fund, kind=BillKind.PROVISIONAL)
        assert explain_bill(bill).value == -provisional.total_fen


def test_differences_up_down_and_to_nothing() -> None:
    employer, (li, wang) = staff(2)
    declare(employer, SEPTEMBER, {li: 8_000, wang: 8_000})
    charge(BEIJING, SEPTEMBER)
    charge(BEIJING, OCTOBER)
    charge(BEIJING, NOVEMBER)
    for wage in (10_000, 40_000, 1_000):
        declare(employer, SEPTEMBER, {li: wage, wang: 8_000})
    declare(employer, NOVEMBER, {li: 1_000}, leaving=[Leaving(wang, dt.date(2026, 9, 20), "resigned")])
    newest = AssessmentLine.objects.filter(
        employer_id=employer.pk, person_id=wang.pk, month=OCTOBER, insurance=Insurance.PENSION
    ).latest("version")
    assert newest.base_fen == 0, "Wang left in September: nothing is due for October any more"
    assert replayed(newest).value.employee_fen == newest.employee_fen < 0
    assert {kind for kind, _ in explained(employer)} == {BillKind.ASSESSED, BillKind.ADJUSTMENT}
    versions = AssessmentLine.objects.filter(employer_id=employer.pk, person_id=li.pk, month=SEPTEMBER)
    assert set(versions.values_list("version", flat=True)) == {0, 1, 2, 3}
    assert reassess(employer=employer, month=SEPTEMBER, by=None, at=tick(), reason="again") == []


@pytest.mark.parametrize("amount", ["wage_fen", "employer_fen", "supplement_fen", "employee_fen", "account_fen"])
def test_a_line_that_is_not_what_its_inputs_give_is_not_explained(amount: str) -> None:
    employer, (li,) = staff()
    declare(employer, SEPTEMBER, {li: 8_000})
    charge(BEIJING, SEPTEMBER)
    line = AssessmentLine.objects.get(employer_id=employer.pk, insurance=Insurance.PENSION)
    setattr(line, amount, getattr(line, amount) + 1)
    with pytest.raises(Refusal) as refused:
        replayed(line)
    assert refused.value.code == "replay_differs"


@pytest.mark.parametrize("kind", [kind for kind in BillKind if kind not in BESIDE_STAFF])  # tests/platforms, projects
def test_a_bill_that_is_not_what_its_parts_give_is_not_explained(kind: str) -> None:
    employer, (li,) = staff(at=COUNTY_OF[GUANGZHOU])
    declare(employer, SEPTEMBER, {li: 8_000})
    charge(GUANGZHOU, SEPTEMBER)
    charge(GUANGZHOU, OCTOBER)
    declare(employer, OCTOBER, {li: 9_000})
    declare(employer, SEPTEMBER, {li: 10_000})
    bill = Bill.objects.filter(employer=employer, kind=kind).order_by("pk")[0]
    bill.total_fen += 1
    with pytest.raises(Refusal) as refused:
        explain_bill(bill)
    assert refused.value.code == "replay_differs"
