"""One benefit in the stead of another: no month twice, none left out, whatever was paid before."""

from hypothesis import given
from hypothesis import strategies as st

from benefits.injury.rules.instead import Stretch, changeover, due_in
from siadmin.kernel.months import Month

FIRST = Month(2026, 1)


def test_what_was_paid_too_little_is_made_up_once() -> None:
    paid = {FIRST: 600_000, FIRST + 1: 600_000}
    found = changeover([Stretch(FIRST, 680_000)], paid).value
    assert (found.from_month, found.once_fen, list(found.stretches)) == (
        FIRST + 2, 160_000, [Stretch(FIRST + 2, 680_000)],
    )  # fmt: skip


def test_what_was_paid_too_much_is_demanded_from_the_first_month() -> None:
    found = changeover([Stretch(FIRST, 500_000)], {FIRST: 600_000}).value
    assert (found.from_month, found.once_fen) == (FIRST, 0)


def test_nothing_paid_yet_begins_where_the_law_has_it() -> None:
    found = changeover([Stretch(FIRST, 500_000), Stretch(FIRST + 2, 0)], {}).value
    assert (found.from_month, found.once_fen, len(found.stretches)) == (FIRST, 0, 2)


step = st.tuples(st.integers(0, 11), st.integers(1, 900_000))
steps = st.lists(step, min_size=1, max_size=4, unique_by=lambda each: each[0])


@given(told=steps, months=st.integers(0, 12), old=st.integers(1, 900_000))
def test_every_month_comes_to_what_is_due(told: list[tuple[int, int]], months: int, old: int) -> None:
    """What was paid of the old, what is made up or demanded back, and what is paid of the new."""
    stretches = [Stretch(FIRST + place, fen) for place, fen in sorted(told)]
    first, last = stretches[0].from_month, FIRST + 24
    paid = {first + place: old for place in range(months)}
    found = changeover(stretches, paid).value
    kept = sum(fen for month, fen in paid.items() if month < found.from_month)
    new = sum(due_in(found.stretches, month) for month in found.from_month.until(last))
    assert kept + found.once_fen + new == sum(due_in(stretches, month) for month in first.until(last))
    assert found.once_fen >= 0
