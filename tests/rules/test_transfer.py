"""What moves with a pension relation, and where it may go (国办发〔2009〕66号 art. 4–6)."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contributions.transfers.rules.amounts import PooledLaw, Year, pooled_part
from contributions.transfers.rules.continuity import Continuity, continuity
from contributions.transfers.rules.places import Because, Place, Stay, place_of_benefits
from contributions.transfers.rules.temporary import Keeping, keeping, whole_part
from siadmin.kernel.language import Words
from siadmin.kernel.months import Month
from siadmin.kernel.trace import Law

RATE, SINCE = (
    Law("rate", Decimal("0.12"), "rate", "T66 4", "law"),
    Law("since", Decimal(199801), "month", "T66 4", "law"),
)
LAW = PooledLaw(RATE, SINCE)
TEN_YEARS = Law("months", Decimal(120), "months", "T66 6", "law")
FIFTY = Law("age", Decimal(600), "months", "T66 5", "law")
years = st.lists(st.builds(Year, st.integers(1990, 2030), st.integers(0, 12), st.integers(0, 10**10)), max_size=30)
A, B, C = (Place(code, Words(code, code)) for code in "ABC")


@given(years)
def test_what_moves_is_one_rounding_of_the_sum_and_nothing_before_1998(paid: list[Year]) -> None:
    counted = sum(year.wages_fen for year in paid if year.year >= 1998)
    assert abs(pooled_part(paid, LAW).value * 100 - counted * 12) <= 50
    assert pooled_part([year for year in paid if year.year < 1998], LAW).value == 0


@given(years, years)
def test_paying_more_never_moves_less(paid: list[Year], more: list[Year]) -> None:
    assert pooled_part(paid + more, LAW).value >= pooled_part(paid, LAW).value


@given(st.permutations([A, B, C]), st.lists(st.integers(0, 240), min_size=3, max_size=3))
def test_the_place_of_benefits_is_the_first_sentence_that_holds(order: list[Place], months: list[int]) -> None:
    stays = [Stay(place, count) for place, count in zip(order, months, strict=True)]
    found = place_of_benefits(relation_at=A, household=B, stays=stays, needed=TEN_YEARS).value
    enough = [stay.place for stay in stays if stay.months >= 120]
    if A in enough:
        assert (found.place, found.because) == (A, Because.PRESENT)
    elif enough:
        assert (found.place, found.because) == (enough[-1], Because.EARLIER)
    else:
        assert (found.place, found.because) == (B, Because.NONE)


def test_the_relation_at_home_is_drawn_at_home() -> None:
    found = place_of_benefits(relation_at=B, household=B, stays=[Stay(A, 400)], needed=TEN_YEARS).value
    assert (found.place, found.because) == (B, Because.HOUSEHOLD)


@given(st.lists(st.integers(0, 400), min_size=3, max_size=3), st.sampled_from([A, B, C]))
def test_a_temporary_account_never_makes_a_place_of_benefits(months: list[int], kept: Place) -> None:
    """Whatever was paid into it: the answer is that of the stays without it (T66 5)."""
    stays = [Stay(place, count) for place, count in zip((A, B), months, strict=False)]
    temporary = Stay(C, months[2], is_temporary=True)
    at = A if kept == C else kept
    with_it = place_of_benefits(relation_at=at, household=B, stays=[*stays, temporary], needed=TEN_YEARS).value
    assert with_it == place_of_benefits(relation_at=at, household=B, stays=stays, needed=TEN_YEARS).value


@pytest.mark.parametrize(("joined", "kept"), [(Month(2009, 12), Keeping.RELATION), (Month(2010, 1), Keeping.TEMPORARY)])
def test_the_age_counts_in_the_month_of_joining(joined: Month, kept: Keeping) -> None:
    born = Month(1960, 1)
    assert keeping(born=born, joined=joined, goes_home=False, limit=FIFTY).value == kept
    assert keeping(born=born, joined=joined, goes_home=True, limit=FIFTY).value == Keeping.RELATION


@given(st.lists(st.integers(0, 10**9), max_size=20), st.integers(0, 10**9))
def test_of_a_temporary_account_all_that_employers_paid_moves(paid: list[int], interest: int) -> None:
    of_years = [Year(1990 + place, 12, 10**9, fen) for place, fen in enumerate(paid)]
    assert whole_part(of_years, interest).value == sum(paid) + interest


@given(st.integers(0, 30))
def test_a_gap_of_up_to_three_months_brings_no_waiting_period(gap: int) -> None:
    law = Law("gap", Decimal(3), "months", "NHSA [2021] 43", "law")
    ended = Month(2026, 5)
    found = continuity(ended_before=ended, begins=ended + gap, longest_gap=law).value
    assert found == Continuity(gap, gap <= 3)
