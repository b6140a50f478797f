"""The employees' pension from application to payment: the month of retirement, the record, every part by its rule."""

import datetime as dt
from fractions import Fraction
from typing import Any

import pytest

from benefits.claims.models import Decision
from benefits.claims.schemes import scheme_of
from benefits.claims.selectors import assessed, claimant_of
from benefits.payments.models import Component
from benefits.pension.selectors.career import AVERAGE_NOT_ON_FILE
from enrollment.registry.models import Person
from siadmin.agency.insurances import Fund
from siadmin.kernel.months import Month
from siadmin.kernel.refusal import Refusal
from siadmin.letters.selectors import reissue_pdf
from siadmin.matters.models import Case
from siadmin.policy.selectors import StoredLawBook
from tests.cities import BEIJING, broken
from tests.claims.desk import ClaimDesk
from tests.factories import TODAY, a_citizen, a_person
from tests.history.telling import balance, booked, deemed, months, of
from tests.history.telling import person as told_person

pytestmark = pytest.mark.usefixtures("five_cities")
BORN, RETIRES, PAID_FROM = dt.date(1966, 3, 15), Month(2026, 7), Month(2026, 8)
NOTHING_CHOSEN: dict[str, Any] = {"month": "", "noticed_in": ""}


def a_career(
    first: str = "2008-01", last: str = "2023-12", *, base: str = "5000.00", extra: tuple[dict[str, str], ...] = (),
    **traits: Any,
) -> Person:  # fmt: skip
    """A man of March 1966 whose record came from the former register of Beijing, with 31,000.50 in the account."""
    somebody = a_person(**{"name": "李历", "born_on": BORN, "household": "110105"} | traits)  # type: ignore[arg-type]
    whom = of(somebody)
    booked(
        told_person(group=somebody.retirement_group, **whom),
        months(first, last, base, **whom),
        balance(**whom),
        *({**row, **whom} for row in extra),
    )
    return somebody


def claimed(person: Person, **told: Any) -> tuple[ClaimDesk, Case]:
    desk = ClaimDesk(person, matter="old_age_pension")
    return desk, desk.asked(NOTHING_CHOSEN | told)


def expected_index() -> Fraction:
    """5,000 yuan against the average of each year, 2008 to 2023."""
    book, total = StoredLawBook(), Fraction(0)
    for year in range(2008, 2024):
        average = book.law("wage.average_month", region=BEIJING, category="full_calibre", on=dt.date(year, 1, 1))
        total += Fraction(5000) / Fraction(average.value)
    return Fraction(round(total / 16 * 10_000), 10_000)


@pytest.mark.usefixtures("letters_set")
def test_a_pension_of_beijing_is_decided_from_the_record_and_put_in_payment() -> None:
    person = a_career()
    desk, case = claimed(person)
    decision = desk.granted(case)
    parts = {item.component: item for item in decision.items.all()}
    base = Fraction(12_049)  # of 2025, provisional for 2026 (京人社发〔2025〕13号)
    years = 16  # 192 months
    basic = (base + base * expected_index()) / 2 * years / 100
    assert parts["basic_pension"].amount_fen == round(basic * 100)
    assert parts["account_pension"].amount_fen == round(Fraction("31000.50") / Fraction("136.7") * 100)
    assert set(parts) == {"basic_pension", "account_pension"}, "nothing was paid before personal accounts"
    assert {(item.from_month, item.before_month, item.rhythm) for item in parts.values()} == {
        (PAID_FROM, None, "monthly")
    }
    assert reissue_pdf(decision.letter).startswith(b"%PDF")
    assert set(Component.objects.filter(entitlement__person=person).values_list("component", "entitlement__fund")) == {
        ("basic_pension", Fund.PENSION),
        ("account_pension", Fund.PENSION),
    }
    assert broken() == {}


def test_no_one_decides_a_pension_alone() -> None:
    _, case = claimed(a_career(base="3000.00"))
    assert case.hands >= 2


def test_too_few_months_are_decided_in_writing_with_the_ways_that_are_open() -> None:
    desk, case = claimed(a_career("2013-01"))
    case = desk.handled(case)
    desk.act("refuse", case, desk.reviewer, reason="缴费年限不足")
    decision = Decision.objects.get(claim__case=case)
    assert decision.outcome == "denied" and not decision.items.exists()
    told = assessed(scheme_of(desk.matter.code), claimant_of(desk.claim(case)), NOTHING_CHOSEN).told
    assert "还差48个月" in told["unmet"][0]["zh"], "180 − 132"


def test_who_has_not_reached_the_month_is_not_granted() -> None:
    desk, case = claimed(a_career(), month="2027-01", noticed_in="2026-01")
    with pytest.raises(Refusal) as told:
        desk.act("review", desk.handled(case), desk.reviewer)
    assert told.value.code == "claim_not_due"


def test_a_year_earlier_needs_notice_three_months_before() -> None:
    person = a_career()
    desk, case = claimed(person, month="2026-03", noticed_in="2026-02")
    with pytest.raises(Refusal) as told:
        desk.act("review", desk.handled(case), desk.reviewer)
    assert told.value.code == "claim_not_due"


def test_retiring_early_pays_from_the_month_after_the_one_chosen() -> None:
    person = a_career()
    desk, case = claimed(person, month="2026-04", noticed_in="2025-12")
    assert {item.from_month for item in desk.granted(case).items.all()} == {Month(2026, 5)}


def test_a_year_without_an_average_on_file_is_refused_and_never_guessed() -> None:
    person = a_career("2001-01")
    desk, case = claimed(person)
    with pytest.raises(Refusal) as told:
        desk.act("review", desk.handled(case), desk.reviewer)
    assert told.value.code == AVERAGE_NOT_ON_FILE.code


def test_deemed_years_without_an_index_of_the_place_are_refused() -> None:
    person = a_career(extra=(deemed("1990-01", "1991-12"),))
    desk, case = claimed(person)
    with pytest.raises(Refusal) as told:
        desk.act("review", desk.handled(case), desk.reviewer)
    assert told.value.code == "pension_no_deemed_index"


def test_nobody_applies_twice() -> None:
    person = a_career()
    desk, case = claimed(person)
    desk.granted(case)
    with pytest.raises(Refusal) as told:
        desk.asked(NOTHING_CHOSEN)
    assert told.value.code == "matter_stands_against"


def test_a_place_of_benefits_without_an_agency_here_is_said_at_the_door() -> None:
    (obstacle,) = scheme_of("old_age_pension").against(a_career("2018-01", household="410000"), TODAY)
    assert "河南省" in obstacle.what.zh


def test_a_citizen_applies_for_themself() -> None:
    person = a_career()
    desk = ClaimDesk(person, matter="old_age_pension")
    case = desk.asked(NOTHING_CHOSEN, by=a_citizen(person))
    assert desk.claim(case).region_id == BEIJING
    assert desk.granted(case).outcome == "granted"


@pytest.mark.parametrize("code", ["old_age_pension", "disability_allowance"])
def test_where_it_is_paid_is_asked_as_of_the_day_of_the_application(code: str, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[dt.date] = []
    scheme, day = scheme_of(code), dt.date(2025, 2, 3)
    monkeypatch.setattr(f"{type(scheme).__module__}.pays_at", lambda person, on: asked.append(on))
    scheme.place(a_person(), {}, day)
    assert asked == [day]
