"""Accounts of people who pay for themselves: the same interest, statements and certificates as everybody's, residents'
by a rate of their own (SIL 12, 14, 74; REG 74; 国发〔2014〕8号 art. 5)."""

import datetime as dt
import json
from decimal import Decimal
from typing import Any

import pytest
from django.conf import settings as portal
from django.test import Client
from django.urls import reverse

from contributions.accounts.actions import issue_rights, open_statements
from contributions.accounts.actions.statements import said_of, schemes_told, yearly_rights
from contributions.accounts.kinds import PARTICIPATION, STATEMENT
from contributions.accounts.law import bears_interest
from contributions.accounts.models import AccountKind
from contributions.accounts.overview import year_ahead
from contributions.accounts.selectors import balances_of
from contributions.accounts.selectors.rights import balance_at, rights_seen_by
from contributions.accounts.selectors.years import year_end
from contributions.assessment.models import Bill, Notice
from contributions.assessment.selectors import MonthState, record_of
from contributions.collection.actions import receive_one
from contributions.collection.actions.intake import Told
from contributions.selfpay.actions import choose_resident_tier
from enrollment.participation.actions.by_oneself import give_up_tier, join_by_oneself, stop_paying
from enrollment.registry.models import Person
from siadmin.agency.insurances import Fund, Insurance, Line, ResidentScheme
from siadmin.agency.models import Office
from siadmin.agency.posts import Post
from siadmin.agency.viewer import Viewer
from siadmin.kernel.money import yuan
from siadmin.kernel.months import Month
from siadmin.kernel.refusal import Refusal
from siadmin.letters.models import Language, Message
from siadmin.policy.actions import approve, propose
from tests.accounts.years import credited, settled, stands
from tests.cities import BEIJING, GUANGZHOU, NOVEMBER, broken, staff, tick, work
from tests.factories import NOW, TODAY, a_member_of_staff, a_person, a_user, an_employment, an_office, region
from tests.selfpay.claims import listed, received

pytestmark = pytest.mark.usefixtures("five_cities")
PENSION, RESIDENT = AccountKind.PENSION, AccountKind.PENSION_RESIDENT
NEXT_YEAR = dt.datetime(2027, 2, 1, 4, tzinfo=dt.UTC)
FLOOR_FEN = 7_270_00  # Beijing from 2026-07


def flexible(*, insurances: tuple[str, ...] = (Insurance.PENSION,)) -> Person:
    person = a_person(lives_in="110105")
    join_by_oneself(
        person=person, region=region(BEIJING), insurances=insurances, base_fen=FLOOR_FEN, rhythm="monthly",
        from_month=NOVEMBER, by=None, at=tick(),
    )  # fmt: skip
    return person


def resident(*, scheme: str = ResidentScheme.PENSION, tier: int = 1_000_00, category: str = "resident") -> Person:
    person = a_person(lives_in="110105")
    choose_resident_tier(
        person=person, region=region(BEIJING), scheme=scheme, year=2026, tier_fen=tier, category=category, by=None,
        at=tick(),
    )  # fmt: skip
    return person


def pay(person: Person) -> None:
    for bill in Bill.objects.filter(person=person, settled_on=None, total_fen__gt=0):
        notice = Notice.objects.filter(person=person, month=bill.month).latest("version")
        told = Told(
            external_id=f"W{bill.pk}", received_on=str(TODAY), region=bill.region_id, fund=bill.fund,
            amount=str(yuan(bill.total_fen)), reference=notice.reference,
        )  # fmt: skip
        receive_one(source="tax_authority", told=told, by=None, at=tick(), on=TODAY)


def subsidised() -> None:
    """What government adds to the residents' pensions of Beijing for the year came today."""
    claim = listed(kind=Fund.PENSION_RESIDENT, region=region(BEIJING), until=NOVEMBER, by=a_user(staff=True), at=tick())
    received(claim, on=TODAY, by=a_user(staff=True), at=tick(), voucher=f"CZ{claim.pk}")


def published(key: str, value: str, unit: str) -> None:
    proposal = propose(
        key=key, region=region("000000"), category="resident", unit=unit, starts_on=dt.date(2026, 1, 1),
        ends_before=dt.date(2027, 1, 1), value=Decimal(value), source="测试公告", status="official", note="",
        by=a_user(staff=True), at=tick(),
    )  # fmt: skip
    approve(proposal_id=proposal.pk, seen_version=0, by=a_user(staff=True), at=tick())


def own(person: Person) -> Viewer:
    return Viewer(person_id=person.pk)


# --- interest --------------------------------------------------------------------------------------------------------


def test_who_pays_for_themself_earns_in_the_region_where_they_pay_and_in_no_other() -> None:
    person, elsewhere = a_person(), a_person()
    credited(person, {(person, dt.date(2025, 6, 26)): 64_000})
    credited(elsewhere, {(elsewhere, dt.date(2025, 6, 26)): 64_000}, pool=GUANGZHOU)
    run = settled(2025)
    assert stands(person, 2025) == (0, 64_000, 560, 64_560)  # 64,000 × 7 × 1.5% ÷ 12
    assert stands(elsewhere, 2025) is None
    assert run.totals["years"]["2025"]["people"] == 1
    settled(2025, pool=GUANGZHOU)
    assert stands(elsewhere, 2025) == (0, 64_000, 560, 64_560)
    assert "interest_follows_from_credits" not in broken()


def test_an_account_fed_by_an_employer_and_by_oneself_earns_on_both() -> None:
    employer, (person,) = staff(since=Month(2025, 1))
    credited(employer, {(person, dt.date(2025, 6, 26)): 64_000})
    credited(person, {(person, dt.date(2025, 7, 26)): 64_000})
    settled(2025)
    assert stands(person, 2025) == (0, 128_000, 1_040, 129_040)  # 64,000 × (7 + 6) × 1.5% ÷ 12


def test_who_pays_for_themself_falls_into_slices_like_everybody() -> None:
    people = [flexible() for _ in range(5)]
    for person in people:
        pay(person)
    run = settled(2026, people_a_slice=2, at=NEXT_YEAR)
    assert (run.slices.count(), run.people) == (3, 5)
    assert run.totals["years"]["2026"]["credited_fen"] == 5 * 581_60


def test_residents_accounts_wait_for_a_rate_of_their_own_and_the_employees_never_stands_in() -> None:
    person = resident()
    pay(person)
    assert bears_interest(region(BEIJING), PENSION, 2026) and not bears_interest(region(BEIJING), RESIDENT, 2026)
    with pytest.raises(Refusal) as refused:
        settled(2026, account=RESIDENT, at=NEXT_YEAR)
    assert refused.value.code == "no_law_in_force"
    assert "pension.resident_account_record_rate" in str(refused.value)
    ahead = year_ahead(region(BEIJING), RESIDENT, 2026)
    assert (ahead.shown.rate, ahead.shown.is_waiting, ahead.credits, ahead.credited_fen) == (None, False, 1, 1_000_00)


@pytest.mark.usefixtures("at_the_desk")
def test_the_page_says_that_residents_have_no_rate_and_offers_no_start() -> None:
    person = resident()
    pay(person)
    client = client_of(a_member_of_staff(Post.APPROVER, at=BEIJING))
    assert "No rate on file" in client.get(reverse("account_years")).content.decode()
    page = client.get(reverse("account_year", args=[BEIJING, RESIDENT, 2025])).content.decode()
    assert "2025 has no record rate on file" in page and "Residents&#x27; pension accounts" in page
    assert reverse("account_year_start", args=[BEIJING, RESIDENT, 2025]) not in page
    refused = client.post(reverse("account_year_start", args=[BEIJING, RESIDENT, 2025]))
    assert refused.status_code == 409 and "pension.resident_account_record_rate" in refused.content.decode()


def test_what_government_added_earns_with_what_the_resident_paid() -> None:
    person = resident()
    pay(person)
    subsidised()
    published("pension.resident_account_record_rate", "0.024", "rate")
    published("pension.resident_account_own_month_earns", "0", "flag")
    run = settled(2026, account=RESIDENT, at=NEXT_YEAR)
    assert stands(person, 2026, account=RESIDENT) == (0, 1_060_00, 212, 1_062_12)  # 1,060.00 × 1 × 2.4% ÷ 12
    assert run.totals["years"]["2026"]["credits"] == 2
    assert balances_of(person.pk)[RESIDENT] == balance_at(person.pk, RESIDENT, year_end(2026)) == 1_062_12
    assert balance_at(person.pk, RESIDENT, TODAY - dt.timedelta(days=1)) == 0
    assert broken() == {}


# --- the record ------------------------------------------------------------------------------------------------------


def test_every_month_of_a_residents_year_stands_as_the_year_does() -> None:
    paid, waits = resident(), resident()
    pay(paid)
    for person, state in ((paid, MonthState.PAID), (waits, MonthState.DUE)):
        record = record_of(person.pk, today=TODAY)
        assert [(each.month.number, each.state) for each in record] == [(number, state) for number in range(1, 12)]
        assert [each.employee_fen for each in record] == [1_000_00, *[0] * 10]
        assert {each.asked_in for each in record[1:]} == {Month(2026, 1)}
    over = record_of(waits.pk, today=dt.date(2027, 1, 4))
    assert {each.state for each in over} == {MonthState.MISSING}


@pytest.mark.usefixtures("letters_set")
def test_a_tier_that_was_given_up_covers_nothing() -> None:
    person = resident()
    give_up_tier(person=person, scheme=ResidentScheme.PENSION, year=2026, by=None, at=tick())
    assert record_of(person.pk, today=TODAY) == []
    rights = rights_seen_by(own(person), person, line=Line.HRSS, today=TODAY)
    assert rights is not None and rights.insurances[-1].since is None


# --- certificates and statements -------------------------------------------------------------------------------------


def content_for(person: Person, what: str, line: str = Line.HRSS) -> dict[str, Any]:
    rights = rights_seen_by(own(person), person, line=line, today=TODAY)
    assert rights is not None
    office = Office.objects.filter(region=BEIJING, line=line).first() or an_office(at=BEIJING, line=line)
    issued, pdf = issue_rights(what=what, rights=rights, office=office, language=Language.BOTH, by=None, at=NOW)
    assert pdf.startswith(b"%PDF")
    content: dict[str, Any] = json.loads(issued.payload)["content"] | {"figures": issued.figures}
    return content


def test_a_certificate_names_who_pays_for_themself_as_payer_of_their_months() -> None:
    person = flexible()
    pay(person)
    content = content_for(person, STATEMENT)
    (row,) = content["rows"]
    assert row["payer"] == {"zh": "个人缴费", "en": "paid by themself"}
    assert (row["month"], row["base_fen"], row["own_fen"], row["account_fen"]) == (
        "2026-11", FLOOR_FEN, 1_454_00, 581_60,
    )  # fmt: skip
    assert content["figures"]["pension_employee"]["zh"] == "在保，累计缴费 1 个月"


def test_a_residents_statement_has_the_year_and_the_account_of_residents() -> None:
    person = resident()
    pay(person)
    subsidised()
    content = content_for(person, STATEMENT)
    (row,) = content["rows"]
    assert (row["month"], row["own_fen"], row["payer"]["en"]) == ("2026-01", 1_000_00, "as a resident, for 2026")
    accounts = {each["name"]["en"]: each["balance_fen"] for each in content["accounts"]}
    assert accounts == {"Pension account": 0, "Residents' pension account": 1_060_00}
    figures = content["figures"]
    assert figures["pension_resident_balance_fen"] == 1_060_00
    assert figures["pension_resident"]["en"] == "insured, 11 months paid in all"
    assert content_for(person, PARTICIPATION, Line.HS)["rows"] == []


def told(line: str) -> dict[str, list[Message]]:
    run, _ = open_statements(region=region(BEIJING), line=line, year=2026, by=None, at=NEXT_YEAR, people_a_slice=2)
    work(run)
    found: dict[str, list[Message]] = {}
    for message in Message.objects.filter(key=run.key).order_by("code"):
        found.setdefault(message.recipient, []).append(message)
    return found


def test_everybody_is_sent_a_statement_residents_and_who_pays_for_themself_too() -> None:
    payer, settler, was_both = flexible(), resident(), flexible()
    for person in (payer, settler, was_both):
        pay(person)
    stop_paying(person=was_both, before=NOVEMBER + 1, by=None, at=tick())
    _chosen(was_both, 2027)
    settled(2026, at=NEXT_YEAR)
    messages = told(Line.HRSS)
    assert messages.keys() == {payer.number, settler.number, was_both.number}
    (one,) = messages[payer.number]
    assert (one.code, one.params["months"], one.params["balance_fen"]) == (
        "yearly_statement", 1, balance_at(payer.pk, PENSION, year_end(2026)),
    )  # fmt: skip
    (one,) = messages[settler.number]
    assert (one.code, one.params["own_fen"], one.params["balance_fen"]) == (
        "yearly_statement_of_residents", 1_000_00, 1_000_00,
    )  # fmt: skip
    assert [each.code for each in messages[was_both.number]] == ["yearly_statement"]
    assert "statements_were_sent" not in broken()


def _chosen(person: Person, year: int) -> None:
    choose_resident_tier(
        person=person, region=region(BEIJING), scheme=ResidentScheme.PENSION, year=year, tier_fen=1_000_00,
        category="resident", by=None, at=tick(),
    )  # fmt: skip


def test_who_was_an_employee_and_is_a_resident_is_told_of_both() -> None:
    person = resident()
    pay(person)
    an_employment(person, staff()[0], since=Month(2025, 1), left=Month(2025, 6))
    settled(2026, at=NEXT_YEAR)
    codes = [message.code for message in told(Line.HRSS)[person.number]]
    assert codes == ["yearly_statement", "yearly_statement_of_residents"]


def test_residents_medical_insurance_has_a_statement_without_an_account() -> None:
    person, aided = (
        resident(scheme=ResidentScheme.MEDICAL, tier=400_00, category=category)
        for category in ("resident", "resident_extreme_poverty")
    )
    pay(person)
    messages = told(Line.HS)
    assert {number: (one.code, one.params["own_fen"]) for number, (one,) in messages.items()} == {
        person.number: ("yearly_statement_of_residents_without_account", 400_00),
        aided.number: ("yearly_statement_of_residents_without_account", 0),
    }


def test_what_the_batch_says_of_residents_and_own_payers_is_what_the_record_says() -> None:
    people = [flexible(), resident(), resident(scheme=ResidentScheme.MEDICAL, tier=400_00), resident()]
    for person in people[:3]:
        pay(person)
    subsidised()
    for person in people:
        for line in Line.values:
            rights = yearly_rights(own(person), person, line, 2026, TODAY)
            assert rights is not None
            by_insurance = {each.insurance: each for each in rights.insurances}
            for schemes in schemes_told(line):
                counted = by_insurance[schemes.insurances[0]]
                said = said_of(BEIJING, schemes, 2026, person.pk, person.pk)
                if counted.since is None:
                    assert said == []
                    continue
                (one,) = said
                assert (one.number, one.own_fen) == (person.number, counted.own_fen_here)
                assert bool(one.months) == bool(counted.months_paid_here)
                assert (one.balance_fen or 0) == (rights.balances.get(schemes.account, 0) if schemes.account else 0)


def test_statements_wait_for_the_interest_of_residents_once_they_have_a_rate() -> None:
    pay(resident())
    settled(2026, at=NEXT_YEAR)
    published("pension.resident_account_record_rate", "0.024", "rate")
    published("pension.resident_account_own_month_earns", "0", "flag")
    with pytest.raises(Refusal) as refused:
        told(Line.HRSS)
    assert refused.value.code == "statement_before_interest" and "Residents' pension accounts" in refused.value.en
    settled(2026, account=RESIDENT, at=NEXT_YEAR)
    assert told(Line.HRSS)


def client_of(user: object) -> Client:
    client = Client(headers={"accept-language": "en"})
    client.force_login(user, backend=portal.AUTHENTICATION_BACKENDS[-1])  # type: ignore[arg-type]
    return client
