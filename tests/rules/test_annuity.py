import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benefits.pension.rules.annuity import AnnuityLaw, annuity_months
from siadmin.kernel.refusal import Refusal
from siadmin.policy.files import shipped
from siadmin.policy.lawbook import NoLawInForce

BEFORE = AnnuityLaw.from_book(shipped(), on=dt.date(2024, 12, 31))
SINCE = AnnuityLaw.from_book(shipped(), on=dt.date(2025, 1, 1))

ages = st.integers(40 * 12, 70 * 12)


@pytest.mark.parametrize(
    ("years", "extra", "months"),
    [
        (40, 0, "233.0"),
        (47, 0, "208.0"),
        (50, 1, "194.6"),
        (55, 1, "169.5"),
        (59, 11, "139.5"),
        (60, 0, "139.0"),
        (60, 1, "138.4"),
        (60, 3, "137.3"),
        (60, 11, "132.6"),
        (61, 0, "132.0"),
        (62, 6, "121.0"),
        (69, 11, "56.8"),
        (70, 0, "56.0"),
    ],
)
def test_from_2025_the_divisor_lies_between_the_whole_ages(years: int, extra: int, months: str) -> None:
    assert str(annuity_months(years * 12 + extra, SINCE).value) == months


@given(age=ages)
def test_a_later_age_never_has_a_larger_divisor(age: int) -> None:
    assert annuity_months(age, SINCE).value >= annuity_months(min(age + 1, 70 * 12), SINCE).value


@given(years=st.integers(40, 70))
def test_a_whole_age_has_the_printed_divisor_before_and_since(years: int) -> None:
    assert annuity_months(years * 12, BEFORE).value == annuity_months(years * 12, SINCE).value


@pytest.mark.parametrize("age", [0, 40 * 12 - 1, 70 * 12 + 1, 71 * 12])
def test_an_age_outside_the_table_is_refused(age: int) -> None:
    with pytest.raises(Refusal) as refused:
        annuity_months(age, SINCE)
    assert refused.value.code == "annuity_age_outside_table"


def test_before_2025_an_age_with_months_is_refused() -> None:
    with pytest.raises(Refusal) as refused:
        annuity_months(60 * 12 + 1, BEFORE)
    assert refused.value.code == "annuity_whole_ages_only"


def test_before_2006_there_is_no_table() -> None:
    with pytest.raises(NoLawInForce):
        AnnuityLaw.from_book(shipped(), on=dt.date(2005, 12, 31))


def test_the_table_is_complete() -> None:
    assert sorted(SINCE.months_at) == list(range(40, 71))
    assert SINCE.months_at[60].value == Decimal(139)
