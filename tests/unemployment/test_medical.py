"""Medical contributions while the benefit is drawn: once a month, from fund to fund; the person is insured (SIL 48)."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection
from django.db.models import Sum
from django.test import Client
from django.urls import reverse

from benefits.payments.actions import pay_again
from benefits.payments.models import Entitlement, Payment, PaymentRun
from benefits.unemployment.actions import pay_medical
from benefits.unemployment.models import MedicalMonth, MedicalPayment
from benefits.unemployment.rules.medical import medical_law, medical_paid_by_fund, parts_paid_by_fund
from benefits.unemployment.selectors import medical_due, undue_seen_by
from benefits.unemployment.selectors.medical import SQL
from benefits.unemployment.tiles import tiles_for
from contributions.accounts.selectors.rights import rights_seen_by
from enrollment.participation.models import InsuredPeriod
from enrollment.registry.models import Person
from enrollment.registry.selectors import viewer_of
from funds.ledger.models import AccountKind, Book, Posting, Side
from funds.ledger.selectors import balances_of
from siadmin.agency.insurances import Fund, Insurance, Line
from siadmin.agency.posts import Post
from siadmin.kernel.months import Month
from siadmin.kernel.refusal import Refusal
from siadmin.policy.selectors import StoredLawBook
from tests import cities, database
from tests.cities import BEIJING, NOVEMBER, SEPTEMBER, broken, tick
from tests.factories import TODAY, a_citizen, a_member_of_staff, an_employer, an_employment
from tests.payments.till import Till, a_card, funded
from tests.unemployment.spells import drawn_in_beijing

pytestmark = pytest.mark.usefixtures("a_year_paid")


@pytest.fixture(autouse=True)
def _without_second_factor(settings: Any) -> None:
    settings.STAFF_TOTP_REQUIRED = False


def parts() -> dict[str, int]:
    found = parts_paid_by_fund(medical_law(StoredLawBook(), region=BEIJING, on=NOVEMBER.last_day))
    return {
        "employer_fen": found.employer_fen,
        "employee_fen": found.employee_fen,
        "maternity_fen": found.maternity_fen,
    }


def a_drawer() -> Person:
    return drawn_in_beijing(first=NOVEMBER)


def a_till() -> Till:
    funded(Fund.UNEMPLOYMENT)
    return Till(fund=Fund.UNEMPLOYMENT)


def paid(till: Till) -> MedicalPayment:
    own = till.approved()
    till.sent(own)
    return pay_medical(payment_run_id=own.pk, by=till.cashier, at=tick())


def nothing_due(till: Till, own: PaymentRun) -> None:
    with pytest.raises(Refusal) as refusal:
        pay_medical(payment_run_id=own.pk, by=till.cashier, at=tick())
    assert refusal.value.code == "unemployment_medical_nothing_due"


def signed_in(user: object) -> Client:
    client = Client()
    client.force_login(user)  # type: ignore[arg-type]
    return client


def undue(till: Till) -> list[tuple[int, Month, str, Month | None]]:
    found = undue_seen_by(viewer_of(till.accountant, on=TODAY))
    return [(each.person.pk, each.month, each.payment, each.ended_from) for each in found]


def test_both_parts_are_the_same_as_the_rule_says() -> None:
    law = medical_law(StoredLawBook(), region=BEIJING, on=NOVEMBER.last_day)
    assert sum(parts().values()) == medical_paid_by_fund(law).value > 0


def test_the_fund_pays_both_parts_and_the_person_is_insured_for_the_month() -> None:
    person, till = a_drawer(), a_till()
    before = balances_of(Book.objects.get(region_id=BEIJING, fund=Fund.MEDICAL)).get(AccountKind.FISCAL, 0)
    payment = paid(till)
    month = MedicalMonth.objects.get()
    assert (month.person_id, month.month) == (person.pk, NOVEMBER)
    assert {name: getattr(month, name) for name in parts()} == parts()
    assert (payment.people, payment.months, payment.total_fen) == (1, 1, sum(parts().values()))
    period = InsuredPeriod.objects.get(person=person, category="unemployed")
    assert (period.insurance, period.from_month, period.before_month) == (Insurance.MEDICAL, NOVEMBER, NOVEMBER + 1)
    medical = Book.objects.get(region_id=BEIJING, fund=Fund.MEDICAL)
    assert balances_of(medical)[AccountKind.FISCAL] - before == payment.total_fen
    gone = Posting.objects.filter(entry=payment.out_entry, account_kind=AccountKind.BENEFITS, side=Side.DEBIT)
    assert gone.aggregate(fen=Sum("amount_fen"))["fen"] == payment.total_fen
    assert "社会保险法第53条" in str(payment.law)
    assert broken() == {}


def test_it_is_paid_once_for_a_month_and_only_after_the_benefit_has_left() -> None:
    a_drawer()
    till = a_till()
    own = till.approved()
    nothing_due(till, own)
    till.sent(own)
    pay_medical(payment_run_id=own.pk, by=till.cashier, at=tick())
    nothing_due(till, own)
    assert MedicalMonth.objects.count() == 1


def test_only_the_cashier_of_the_fund_pays_it() -> None:
    a_drawer()
    till = a_till()
    own = till.approved()
    till.sent(own)
    for by in (till.clerk, a_member_of_staff(Post.CASHIER, at=BEIJING, line=Line.HS)):
        with pytest.raises(Refusal) as refusal:
            pay_medical(payment_run_id=own.pk, by=by, at=tick())
        assert refusal.value.code == "payments_not_your_post"


@pytest.mark.usefixtures("nobody_paid")
def test_a_fund_with_too_little_pays_nothing() -> None:
    a_drawer()
    held = balances_of(Book.objects.get(region_id=BEIJING, fund=Fund.UNEMPLOYMENT))[AccountKind.FISCAL]
    funded(Fund.UNEMPLOYMENT, 2_129_00 - held)
    till = Till(fund=Fund.UNEMPLOYMENT)
    own = till.approved()
    till.sent(own)
    with pytest.raises(Refusal) as refusal:
        pay_medical(payment_run_id=own.pk, by=till.cashier, at=tick())
    assert refusal.value.code == "fund_short" and not MedicalMonth.objects.exists()


def test_what_a_bank_returned_is_paid_for_once_the_benefit_reached_the_person() -> None:
    a_drawer()
    till = a_till()
    own = till.approved()
    till.answered(till.sent(own), {0: "account_closed"})
    assert medical_due(own) == {}


def test_who_is_insured_by_an_employer_in_the_month_is_not_paid_for_twice() -> None:
    person, till = a_drawer(), a_till()
    own = till.approved()
    till.sent(own)
    an_employment(person, an_employer(at=cities.COUNTY_OF[BEIJING]), since=NOVEMBER)
    assert medical_due(own) == {}


def test_months_count_in_the_record_and_nobody_is_asked_for_them() -> None:
    person, till = a_drawer(), a_till()
    paid(till)
    rights = rights_seen_by(viewer_of(a_citizen(person), on=TODAY), person, line=Line.HS, today=TODAY)
    assert rights is not None
    (medical,) = [each for each in rights.insurances if each.insurance == Insurance.MEDICAL]
    assert (medical.months_paid, medical.months_elsewhere, medical.is_insured) == (13, 1, True)
    assert [each.place.zh for each in rights.stretches if "失业保险基金缴纳" in each.place.zh]
    cities.charge(BEIJING, NOVEMBER)
    assert broken() == {}


def test_the_next_months_make_the_insured_period_longer() -> None:
    """The benefit of September: a month by the first run, two by the next."""
    person, till = drawn_in_beijing(first=SEPTEMBER), a_till()
    for month, counted in ((SEPTEMBER, 1), (NOVEMBER, 2)):
        own = till.approved(till.opened(month))
        till.sent(own)
        assert pay_medical(payment_run_id=own.pk, by=till.cashier, at=tick()).months == counted
    period = InsuredPeriod.objects.get(person=person, category="unemployed")
    assert (period.from_month, period.before_month) == (SEPTEMBER, NOVEMBER + 1)
    assert broken() == {}


def test_a_month_of_a_benefit_that_was_ended_since_is_listed_to_come_back() -> None:
    person, till = a_drawer(), a_till()
    payment = paid(till)
    till.stopped(Entitlement.objects.get(person=person))
    answer = signed_in(till.accountant).get(reverse("unemployment_medical"))
    assert answer.status_code == 200, answer.headers
    page = answer.content.decode()
    assert person.number in page and payment.number in page
    tiles = tiles_for(viewer_of(till.accountant, on=TODAY), TODAY)
    assert [each.code for each in tiles] == ["unemployment.medical_undue"]
    assert broken() == {}


def test_a_month_whose_benefit_the_bank_returned_is_listed_until_it_is_paid_again_or_ended() -> None:
    person, till = a_drawer(), a_till()
    own = till.approved()
    file = till.sent(own)
    payment = pay_medical(payment_run_id=own.pk, by=till.cashier, at=tick())
    assert undue(till) == []
    till.answered(file, {0: "account_closed"})
    assert undue(till) == [(person.pk, NOVEMBER, payment.number, None)]
    page = signed_in(till.accountant).get(reverse("unemployment_medical")).content.decode()
    assert person.number in page and "银行退回" in page
    returned = Payment.objects.get(person_id=person.pk)
    a_card(person, account="6222000099999999999")
    pay_again(payment_run_id=own.pk, row=returned.row, by=till.clerk, at=tick())
    assert undue(till) != []
    till.sent(own)
    assert undue(till) == []
    assert broken() == {}


def test_what_banks_answered_is_looked_up_by_the_payment() -> None:
    """However many answers there are, the accountant's home asks for those of these people."""
    a_drawer()
    till = a_till()
    own = till.approved()
    file = till.sent(own)
    pay_medical(payment_run_id=own.pk, by=till.cashier, at=tick())
    till.answered(file, {0: "account_closed"})
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        query = (SQL / "medical_undue.sql").read_text()
        cursor.execute(f"EXPLAIN (FORMAT JSON) {query}", {"runs": [own.pk]})
        (((plan,),),) = cursor.fetchall()
    looked_up = [
        each.get("Index Cond", "")
        for each in nodes(plan["Plan"])
        if each.get("Relation Name", "").startswith("payments_result_")
    ]
    assert looked_up
    assert all('"row"' in each for each in looked_up), looked_up


def nodes(plan: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield plan
    for each in plan.get("Plans", []):
        yield from nodes(each)


def test_a_month_that_was_returned_and_then_ended_is_listed_once_as_ended() -> None:
    person, till = a_drawer(), a_till()
    own = till.approved()
    file = till.sent(own)
    payment = pay_medical(payment_run_id=own.pk, by=till.cashier, at=tick())
    till.answered(file, {0: "account_closed"})
    till.stopped(Entitlement.objects.get(person=person))
    assert undue(till) == [(person.pk, NOVEMBER, payment.number, NOVEMBER)]


def test_staff_see_months_and_people_and_the_person_sees_their_own() -> None:
    person, till = a_drawer(), a_till()
    own = till.approved()
    till.sent(own)
    cashier = signed_in(till.cashier)
    assert [each.code for each in tiles_for(viewer_of(till.cashier, on=TODAY), TODAY)] == ["unemployment.medical_due"]
    assert own.number in cashier.get(reverse("unemployment_medical")).content.decode()
    answer = cashier.post(reverse("unemployment_medical_pay", args=[own.number]))
    payment = MedicalPayment.objects.get()
    assert answer.url == reverse("unemployment_medical_payment", args=[payment.number])  # type: ignore[attr-defined]
    assert cashier.post(reverse("unemployment_medical_pay", args=[own.number])).status_code == 409
    page = cashier.get(answer.url).content.decode()  # type: ignore[attr-defined]
    assert person.number in page and str(NOVEMBER) in page
    mine = signed_in(a_citizen(person)).get(reverse("citizen_benefits")).content.decode()
    assert "基金缴纳的职工医疗保险费" in mine
    stranger = signed_in(a_member_of_staff(Post.CASHIER, at=cities.SHANGHAI))
    assert stranger.get(reverse("unemployment_medical_payment", args=[payment.number])).status_code == 404


def test_the_database_refuses_a_month_without_a_benefit() -> None:
    person, till = a_drawer(), a_till()
    payment = paid(till)
    with database.refused("medical_month_of_a_benefit"):
        MedicalMonth.objects.create(
            payment=payment, person=person, month=NOVEMBER + 1, base_fen=1, employer_fen=1, employee_fen=1,
            maternity_fen=0,
        )  # fmt: skip
    with database.refused("insured_by_oneself_by_category"):
        InsuredPeriod.objects.create(
            person=person, insurance=Insurance.PENSION, region_id=BEIJING, category="unemployed",
            from_month=NOVEMBER + 1, before_month=NOVEMBER + 2, ended_because="stopped",
        )  # fmt: skip
