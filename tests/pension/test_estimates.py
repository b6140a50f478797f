"""What would I get: the own record at every age, paying on or not, and the same without sign-in from what is told."""

from collections import Counter
from decimal import Decimal
from fractions import Fraction

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from benefits.pension.selectors.estimates import EMPLOYEE, outlook_of, outlook_told, places
from enrollment.participation.rules.retirement import RetirementGroup
from siadmin.kernel.months import Month
from siadmin.policy.verified import not_verified
from siadmin.portal.views import estimates
from tests.cities import BEIJING
from tests.claims.desk import a_worker
from tests.factories import TODAY, a_citizen, a_person
from tests.pension.test_old_age_pension import a_career

pytestmark = pytest.mark.usefixtures("a_year_paid")
TOLD = {
    "place": BEIJING, "born": "1970-05", "group": "M60", "kind": "employee", "paid": "200", "deemed": "", "index": "1",
    "balance": "100000", "base": "10000",
}  # fmt: skip


def test_the_own_record_is_what_the_claim_would_be_decided_from() -> None:
    """Born in March 1966, retiring in July 2026 by law: this month is shown first, three years later last."""
    outlook = outlook_of(a_career(), TODAY)
    assert outlook is not None
    assert [str(age.month) for age in outlook.ages] == ["2026-11", "2027-07", "2028-07", "2029-07"]
    first, last = outlook.ages[0], outlook.ages[-1]
    assert first.going_on.value.months == 192 and first.gain_fen == 0
    assert last.going_on.value.more_months == 32
    assert last.going_on.value.cost_fen == 32 * 40_000, "8% of the last base, 5,000 yuan"
    assert last.gain_fen > 0 and last.earned_back_in == -(-last.going_on.value.cost_fen // last.gain_fen)


def test_what_is_told_gives_the_figures_of_the_formula() -> None:
    """Paid 200 months on the average and going on there: index 1, so (C + C) ÷ 2 × years × 1%."""
    average = 12_116  # of 2026, 京人社发〔2026〕7号
    outlook = outlook_told(
        place=BEIJING, born=Month(1970, 5), group=RetirementGroup.M60, kind=EMPLOYEE, paid=200, deemed=0,
        index=Decimal(1), balance_fen=10_000_000, base_fen=average * 100, today=TODAY,
    )  # fmt: skip
    age = outlook.statutory
    assert age.month == Month(1970, 5) + 60 * 12 + 17, "64 months after January 1965: a delay of 17 months"
    award = age.going_on.value.award
    assert award is not None and award.index == 1
    years = round(Fraction(200 + age.month.index - Month(2026, 11).index, 12) * 100) / Fraction(100)
    assert award.basic_fen == round(Fraction(12_049) * years)


def test_too_few_months_are_said_and_no_amount() -> None:
    outlook = outlook_told(
        place=BEIJING, born=Month(1966, 3), group=RetirementGroup.M60, kind=EMPLOYEE, paid=100, deemed=0,
        index=Decimal(1), balance_fen=0, base_fen=0, today=TODAY,
    )  # fmt: skip
    assert {age.going_on.value.award for age in outlook.ages} == {None}
    assert outlook.ages[0].going_on.value.missing_months == 80


def test_beijing_can_be_reckoned_and_a_place_without_values_is_not_offered() -> None:
    offered = [region.pk for region in places()]
    assert BEIJING in offered and not {"510000", "620000"} & {*offered}


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_a_citizen_reads_the_estimate_with_its_steps(client: Client, language: str) -> None:
    client.force_login(a_citizen(a_career()))
    client.cookies["django_language"] = language
    page = client.get(reverse("citizen_estimate"), {"month": "2028-07"}).content.decode()
    assert "2028-07" in page and "12,049" in page.replace("12049", "12,049")
    assert ("为什么是这个数" if language == "zh-hans" else "why so much") in page


def test_who_works_reads_what_the_loss_of_work_would_bring(client: Client) -> None:
    _, person = a_worker()
    client.force_login(a_citizen(person))
    page = client.get(reverse("citizen_estimate")).content.decode()
    assert "如果现在失业" in page


def test_who_was_never_insured_reads_that(client: Client) -> None:
    client.force_login(a_citizen(a_person()))
    response = client.get(reverse("citizen_estimate"))
    assert response.status_code == 200 and "暂时没有可以测算的内容" in response.content.decode()


def test_without_sign_in_nothing_is_kept_and_wrong_input_is_told(client: Client) -> None:
    url = reverse("public_estimate")
    assert client.get(url).status_code == 200
    answered = client.get(url, TOLD)
    assert answered.status_code == 200 and "2031-10" in answered.content.decode()
    for wrong in (
        {"born": "1970"},
        {"paid": "-1"},
        {"index": "NaN"},
        {"base": "1e99"},
        {"born": "2025-01"},
        {"paid": "700"},
    ):
        refused = client.get(url, TOLD | wrong)
        assert refused.status_code == 422, wrong
        assert 'value="100000"' in refused.content.decode(), "what was told is kept"


def test_without_sign_in_the_loss_of_work_is_estimated_where_its_months_are_told(client: Client) -> None:
    url = reverse("public_estimate")
    assert "如果现在失业" not in client.get(url, TOLD).content.decode()
    answered = client.get(url, TOLD | {"unemployment_paid": "60"}).content.decode()
    assert "如果现在失业" in answered and "2,156.00" in answered, "five years in Beijing (京人社发〔2025〕9号)"
    short = client.get(url, TOLD | {"unemployment_paid": "6"}).content.decode()
    assert "如果现在失业" in short and "2,156.00" not in short
    assert client.get(url, TOLD | {"unemployment_paid": "-1"}).status_code == 422


def test_an_estimate_asks_once_where_it_can_be_reckoned_and_reads_no_law_twice(client: Client) -> None:
    with CaptureQueriesContext(connection) as asked:
        client.get(reverse("public_estimate"), TOLD | {"unemployment_paid": "60"})
    of_law = Counter(each["sql"] for each in asked.captured_queries if '"policy_value"' in each["sql"])
    assert of_law and set(of_law.values()) == {1}
    books = [each for each in asked.captured_queries if each["sql"].startswith("EXECUTE policy_edition")]
    assert len(books) <= 4, "the pension's, the benefit's, and the retirement of each"


def test_what_a_place_has_not_published_is_said_in_words_for_whoever_asks(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The place and the value are named; no code of a region, nobody they cannot ask."""

    def missing(*_: object, **__: object) -> None:
        raise not_verified("unemployment.benefit_monthly", BEIJING, TODAY)

    monkeypatch.setattr(estimates, "reckoned", missing)
    page = client.get(reverse("public_estimate"), TOLD | {"unemployment_paid": "60"}).content.decode()
    assert "北京市的“失业保险金月标准”" in page and "12333" in page
    assert "政策管理人员" not in page and "地区 110000" not in page
