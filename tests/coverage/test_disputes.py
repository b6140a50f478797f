"""A disputed month: the person says, the employer answers by its day, two people decide, all three see the clock."""

import datetime as dt
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from contributions.collection.matters import BACK_PAYMENT
from contributions.collection.models import OwedSince
from enrollment.coverage.actions.disputes import answer
from enrollment.coverage.actions.orders import confirm_order, follow_orders
from enrollment.coverage.actions.outreach import Evidence
from enrollment.coverage.matters import MONTH_DISPUTE
from enrollment.coverage.models import Dispute
from enrollment.coverage.rules.kinds import Answer, Claim, Register
from enrollment.coverage.selectors.disputes import is_put_right
from enrollment.coverage.selectors.months import missing_spells, standing_of
from enrollment.coverage.tasks import followed
from enrollment.registry.subjects import Persons
from siadmin.agency.models import Act
from siadmin.agency.posts import Post
from siadmin.kernel.months import Month
from siadmin.kernel.refusal import Refusal
from siadmin.letters.models import Message
from siadmin.matters import actions
from siadmin.matters.models import Case, Channel
from tests import cities, database
from tests.coverage.registers import came, paid
from tests.factories import (
    TODAY,
    a_citizen,
    a_delegate,
    a_member_of_staff,
    a_person,
    an_employer,
    an_employment,
    an_office,
    identity_number_of,
)
from tests.owing import Desk

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("five_cities")]


class Sides:
    """A person whose employer paid a wage for two months and insured nobody, and everybody who has a say."""

    def __init__(self) -> None:
        an_office(at=cities.BEIJING)
        self.employer = an_employer()
        self.person = a_person(lives_in="110105")
        for month in (cities.SEPTEMBER, cities.OCTOBER):
            came(
                Register.WAGE_TAX,
                paid(identity_number_of(self.person), self.person.name, code=self.employer.credit_code, month=month),
            )
        self.citizen, self.delegate = a_citizen(self.person), a_delegate(self.employer)
        self.clerk = a_member_of_staff(Post.CLERK, at=cities.BEIJING)
        self.reviewer = a_member_of_staff(Post.REVIEWER, at=cities.BEIJING)

    def facts(self, **more: Any) -> dict[str, Any]:
        return {
            "employer": self.employer.number, "credit_code": "", "first": "2026-09", "last": "2026-10",
            "claim": Claim.NOT_INSURED, "story": "九月入职，发了工资，没有社保。",
        } | more  # fmt: skip

    def dispute(self, **more: Any) -> Case:
        return actions.receive(
            matter=MONTH_DISPUTE,
            subject=Persons().find([self.person.number])[self.person.number],
            facts=self.facts(**more),
            channel=Channel.WEBSITE,
            by=self.citizen,
            at=cities.tick(),
        )

    def answer(self, case: Case) -> None:
        given: dict[str, Any] = {"answer": Answer.PARTLY, "words": "十月入职。"}
        answer(dispute_id=case.dispute.pk, by=self.delegate, at=cities.tick(), **given)

    def handle(self, case: Case) -> Case:
        return actions.handle(case_id=case.pk, seen_version=case.version, by=self.clerk, at=cities.tick())

    def review(self, case: Case, *, later: int = 0) -> Case:
        """The second signature, so many days later."""
        at = cities.tick() + dt.timedelta(days=later)
        return actions.review(case_id=case.pk, seen_version=case.version, by=self.reviewer, at=at)

    def order(self, **more: Any) -> Case:
        case = self.dispute(**more)
        self.answer(case)
        return self.review(self.handle(case))


@pytest.fixture(autouse=True)
def _without_second_factor(settings: Any) -> None:
    settings.STAFF_TOTP_REQUIRED = False


@pytest.fixture
def sides() -> Sides:
    return Sides()


def employers_page(sides: Any, case: Case) -> str:
    client = Client()
    client.force_login(sides.delegate)
    return client.get(reverse("employer_dispute", args=[sides.employer.number, case.number])).content.decode()


def titles(number: str) -> list[str]:
    return list(Message.objects.filter(recipient=number).order_by("pk").values_list("code", flat=True))


def test_missing_months_tell_who_owed_them_and_what_they_cost(sides) -> None:
    (spell,) = missing_spells(sides.person, TODAY)
    assert (spell.first, spell.last, spell.months) == (cities.SEPTEMBER, cities.OCTOBER, 2)
    assert (spell.employer, spell.claim, spell.counts_for_pension) == (sides.employer, Claim.NOT_INSURED, 2)
    # Beijing from 2026-07: floor 7,270; 8,000 yuan × 8% of one's own go to the account, twice
    assert (spell.account_fen, spell.employee_fen, spell.employer_fen) == (128_000, 128_000, 256_000)
    assert spell.is_estimated


def test_unpaid_months_have_the_figures_of_the_record(sides) -> None:
    person, employer = a_person(), an_employer()
    an_employment(person, employer, since=cities.SEPTEMBER)
    cities.declare(employer, cities.SEPTEMBER, {person: 8000})
    cities.charge(cities.BEIJING, cities.SEPTEMBER)
    spells = {each.claim: each for each in missing_spells(person, TODAY)}
    unpaid = spells[Claim.UNPAID]
    assert (unpaid.first, unpaid.employer, unpaid.is_estimated) == (cities.SEPTEMBER, employer, False)
    assert unpaid.account_fen == 64_000 + 16_000  # 8% pension, 2% medical of 8,000
    cities.pay(employer, cities.SEPTEMBER)
    assert cities.SEPTEMBER not in {each.first for each in missing_spells(person, TODAY)}
    assert standing_of(person, TODAY).paid == 1


def test_the_employer_is_told_and_has_ten_working_days(sides) -> None:
    case = sides.dispute()
    dispute = Dispute.objects.get(case=case)
    assert (dispute.person, dispute.employer) == (sides.person, sides.employer)
    assert dispute.answer_due_on == dt.date(2026, 12, 7)
    assert titles(sides.employer.number) == ["dispute_opened"]


def test_it_takes_two_people_and_then_the_employer_has_a_day(sides) -> None:
    case = sides.order()
    assert case.hands == 2
    dispute = Dispute.objects.get(case=case)
    assert case.state == "done"
    assert (dispute.ordered_on, dispute.comply_by) == (TODAY, dt.date(2026, 12, 14))
    assert str(dispute.comply_by) in case.outcome
    assert titles(sides.employer.number) == ["dispute_opened", "dispute_ordered"]
    assert titles(sides.person.number) == ["dispute_answered", "dispute_upheld"]


def test_an_order_is_put_right_by_insuring_and_paying(sides) -> None:
    dispute = Dispute.objects.get(case=sides.order())
    assert not is_put_right(dispute, TODAY)
    an_employment(sides.person, sides.employer, since=cities.SEPTEMBER, left=cities.NOVEMBER)
    for month in (cities.SEPTEMBER, cities.OCTOBER):
        cities.declare(sides.employer, month, {sides.person: 8000})
        cities.charge(cities.BEIJING, month)
        assert not is_put_right(dispute, TODAY)
        cities.pay(sides.employer, month)
    assert is_put_right(dispute, TODAY)
    assert not missing_spells(sides.person, TODAY)


def test_an_order_is_put_right_by_paying_for_the_past_months_and_the_late_fee_is_since_they_were_due(sides) -> None:
    dispute = Dispute.objects.get(case=sides.order())
    colleague = a_person()
    an_employment(colleague, sides.employer, since=cities.SEPTEMBER)
    for month in (cities.SEPTEMBER, cities.OCTOBER):
        cities.declare(sides.employer, month, {colleague: 8000})
        cities.charge(cities.BEIJING, month)
        cities.pay(sides.employer, month, received_on=month.first_day)
    client = Client()
    client.force_login(sides.delegate)
    page = client.get(reverse("employer_dispute", args=[sides.employer.number, dispute.case.number])).content.decode()
    assert "apply/back_payment/?first_month=2026-09&amp;last_month=2026-10" in page
    desk = Desk()
    facts = {"number": identity_number_of(sides.person), "wage": "8000.00", "why": "异议成立"}
    desk.signed(desk.asked(BACK_PAYMENT, sides.employer, **facts, first_month="2026-09", last_month="2026-10"))
    assert set(OwedSince.objects.values_list("bill__month", flat=True)) == {cities.SEPTEMBER, cities.OCTOBER}
    for month in (cities.SEPTEMBER, cities.OCTOBER):
        assert not is_put_right(dispute, TODAY)
        cities.pay(sides.employer, month)
    assert is_put_right(dispute, TODAY)
    assert cities.broken() == {}


def test_an_order_is_found_followed_at_night_and_the_person_is_told(sides) -> None:
    case = sides.order()
    assert followed() == 0
    an_employment(sides.person, sides.employer, since=cities.SEPTEMBER, left=cities.NOVEMBER)
    for month in (cities.SEPTEMBER, cities.OCTOBER):
        cities.declare(sides.employer, month, {sides.person: 8000})
        cities.charge(cities.BEIJING, month)
        cities.pay(sides.employer, month)
    assert (follow_orders(at=cities.tick()), follow_orders(at=cities.tick())) == (1, 0)
    assert Dispute.objects.get(case=case).put_right_on == TODAY
    assert titles(sides.person.number)[-1] == "dispute_put_right"
    assert "已补办，无须再办" in employers_page(sides, case)
    with database.refused("dispute_put_right_stands"):
        Dispute.objects.filter(case=case).update(put_right_on=None)


def test_whether_a_base_is_put_right_somebody_has_to_look(sides) -> None:
    """The months are insured and paid all along: no order is followed by itself."""
    an_employment(sides.person, sides.employer, since=cities.SEPTEMBER)
    case = sides.order(claim=Claim.BASE_TOO_LOW, last="2026-09")
    cities.declare(sides.employer, cities.SEPTEMBER, {sides.person: 8000})
    cities.charge(cities.BEIJING, cities.SEPTEMBER)
    cities.pay(sides.employer, cities.SEPTEMBER)
    assert follow_orders(at=cities.tick()) == 0
    client = Client()
    client.force_login(sides.clerk)
    page = client.get(reverse("orders"))
    assert page.context["standing"] == 1
    confirm = reverse("order_confirm", args=[case.number])
    assert client.post(confirm, {"reason": ""}).status_code == 422
    assert client.post(confirm, {"reason": "更正申报已受理"}).status_code == 302
    assert client.post(confirm, {"reason": "再来一次"}).status_code == 409
    assert "已补办" in client.get(reverse("orders")).content.decode()
    assert Act.objects.get(code="dispute_put_right").subject == sides.employer.number


def test_only_clerks_of_the_office_say_that_an_order_is_followed(sides) -> None:
    dispute = sides.order().dispute
    with database.refused("dispute_order_stands"):
        Dispute.objects.update(comply_by=None)
    for stranger in (sides.reviewer, sides.delegate, a_member_of_staff(Post.CLERK, at="440305")):
        with pytest.raises(Refusal) as refusal:
            confirm_order(dispute_id=dispute.pk, reason="x", by=stranger, at=cities.tick())
        assert refusal.value.code == "coverage_not_here"


def test_the_employer_answers_once(sides) -> None:
    dispute = Dispute.objects.get(case=sides.dispute())
    given: dict[str, Any] = {"dispute_id": dispute.pk, "answer": Answer.DENIES, "words": "是劳务派遣人员。"}
    answer(**given, evidence=Evidence("a.pdf", "pdf", b"%PDF-1.7"), by=sides.delegate, at=cities.tick())
    dispute.refresh_from_db()
    assert (dispute.answer_words, dispute.answered_by) == ("是劳务派遣人员。", sides.delegate)
    assert titles(sides.person.number) == ["dispute_answered"]
    with pytest.raises(Refusal) as refusal:
        answer(**given, by=sides.delegate, at=cities.tick())
    assert refusal.value.code == "dispute_answered"
    with database.refused("dispute_answer_stands"):
        Dispute.objects.filter(pk=dispute.pk).update(answer="admits")


def test_nobody_answers_for_another_employer(sides) -> None:
    dispute = Dispute.objects.get(case=sides.dispute())
    for stranger in (a_delegate(an_employer()), sides.citizen, sides.clerk):
        with pytest.raises(Refusal) as refusal:
            answer(dispute_id=dispute.pk, answer=Answer.ADMITS, words="x", by=stranger, at=cities.tick())
        assert refusal.value.code == "coverage_not_here"


def test_no_answer_is_taken_once_it_is_decided(sides) -> None:
    case = sides.review(sides.handle(sides.dispute()), later=15)
    with pytest.raises(Refusal) as refusal:
        answer(dispute_id=case.dispute.pk, answer=Answer.ADMITS, words="x", by=sides.delegate, at=cities.tick())
    assert refusal.value.code == "dispute_decided"


def test_the_agency_decides_without_an_answer(sides) -> None:
    """Silence of the employer holds nobody up, once its day is over (SIL 63; LSI 15)."""
    case = sides.handle(sides.dispute())
    with pytest.raises(Refusal) as refusal:
        sides.review(case, later=14)
    assert refusal.value.code == "dispute_answer_still_due" and "2026-12-07" in refusal.value.en
    case.refresh_from_db()
    assert sides.review(case, later=15).state == "done"


def test_a_refused_dispute_orders_nothing(sides) -> None:
    case = sides.handle(sides.dispute())
    case = actions.refuse(
        case_id=case.pk, seen_version=case.version, by=sides.reviewer, at=cities.tick(), reason="不在该单位工作"
    )
    assert case.state == "refused" and case.dispute.ordered_on is None
    page = employers_page(sides, case)
    assert "异议不成立，无须处理" in page and "· 未予支持" in page
    assert cities.broken() == {}


def test_a_dispute_taken_back_asks_nothing_of_the_employer(sides) -> None:
    case = sides.dispute()
    actions.withdraw(case_id=case.pk, seen_version=case.version, by=sides.citizen, at=cities.tick())
    page = employers_page(sides, case)
    assert "职工已撤回，无须处理" in page and "职工撤回异议" in page and "经办机构处理（两人）" not in page


def test_months_in_order_are_not_disputed(sides) -> None:
    an_employment(sides.person, sides.employer, since=cities.SEPTEMBER)
    with pytest.raises(Refusal) as refusal:
        sides.dispute()
    assert refusal.value.code == "facts_invalid"
    assert sides.dispute(claim=Claim.BASE_TOO_LOW).state == "received"


@pytest.mark.parametrize(
    "wrong",
    [
        {"first": "2026-11", "last": "2026-10"},
        {"last": "2027-01"},
        {"employer": ""},
        {"employer": "", "credit_code": "91110105MA0000017A"},
        {"claim": "something"},
    ],
)
def test_what_cannot_be_disputed_is_said(sides, wrong) -> None:
    with pytest.raises(Refusal) as refusal:
        sides.dispute(**wrong)
    assert refusal.value.code == "facts_invalid"
    assert not Dispute.objects.exists()


def test_an_employer_is_found_by_its_code(sides) -> None:
    other = an_employer()
    case = sides.dispute(employer="", credit_code=other.credit_code)
    assert case.dispute.employer == other


def test_told_anew_the_months_follow_until_the_employer_answered(sides) -> None:
    case = sides.dispute()
    facts = sides.facts(last="2026-09")
    case = actions.change_facts(
        case_id=case.pk, seen_version=case.version, facts=facts, by=sides.clerk, at=cities.tick(), reason="写错月份"
    )
    assert Dispute.objects.get(case=case).before_month == Month(2026, 10)
    sides.answer(case)
    with pytest.raises(Refusal) as refusal:
        actions.change_facts(
            case_id=case.pk, seen_version=case.version, facts=sides.facts(), by=sides.clerk, at=cities.tick(),
            reason="又改",
        )  # fmt: skip
    assert refusal.value.code == "dispute_stands"
    case.refresh_from_db()
    assert Dispute.objects.get(case=case).before_month == Month(2026, 10)


def test_all_three_see_the_clock(sides) -> None:
    """Each on a page of their own, and nobody another's."""
    number = sides.dispute().number
    pages = {
        sides.citizen: reverse("citizen_case", args=[number]),
        sides.delegate: reverse("employer_dispute", args=[sides.employer.number, number]),
        sides.clerk: reverse("case", args=[number]),
    }
    for user, page in pages.items():
        client = Client()
        client.force_login(user)
        text = client.get(page).content.decode()
        assert "单位答复" in text and "12-07" in text, page
    stranger = Client()
    stranger.force_login(a_delegate(an_employer()))
    assert stranger.get(pages[sides.delegate]).status_code == 404


def test_from_the_missing_month_to_the_employers_answer(sides) -> None:
    """As people do it: the button, the form, the answer, the follow-up."""
    client = Client()
    client.force_login(sides.citizen)
    page = client.get(reverse("citizen_missing_months"))
    assert "1,280.00" in page.content.decode()
    (((_, _, url),)) = page.context["spells"]
    form = client.get(url)
    assert form.context["form"].initial["employer"] == sides.employer.number
    send = reverse("citizen_apply_send", args=[MONTH_DISPUTE.code])
    answered = client.post(send, sides.facts())
    assert answered.status_code == 302
    case = Case.objects.get()
    employer = Client()
    employer.force_login(sides.delegate)
    answer_url = reverse("employer_dispute_answer", args=[sides.employer.number, case.number])
    assert employer.post(answer_url, {"answer": "admits", "words": ""}).status_code == 422
    assert employer.post(answer_url, {"answer": "admits", "words": "漏报，补办。"}).status_code == 302
    assert "漏报，补办。" in client.get(reverse("citizen_case", args=[case.number])).content.decode()
    assert employer.post(answer_url, {"answer": "denies", "words": "x"}).status_code == 409
