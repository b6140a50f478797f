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


@given(told=steps, months=st.integers(0, 12), old=st.integers(1, 900_000), suspended=st.sets(st.integers(0, 14)))
def test_every_month_comes_to_what_is_due(
    told: list[tuple[int, int]], months: int, old: int, suspended: set[int]
) -> None:
    """What was paid of the old, what is made up or demanded back, and what is paid of the new."""
    stretches = [Stretch(FIRST + place, fen) for place, fen in sorted(told)]
    first, last = stretches[0].from_month, FIRST + 24
    left_out = {first + place for place in suspended}
    paid = {first + place: old for place in range(months)}
    found = changeover(stretches, paid, left_out).value
    kept = sum(fen for month, fen in paid.items() if month < found.from_month and month not in left_out)
    begins = found.stretches[0].from_month
    new = sum(due_in(found.stretches, month) for month in begins.until(last))
    due = sum(due_in(stretches, month) for month in first.until(last) if month not in left_out)
    assert kept + found.once_fen + new == due
    assert found.once_fen >= 0
    assert first <= found.from_month <= begins


def test_months_of_a_suspension_are_neither_made_up_for_nor_paid_anew() -> None:
    """January, February, June and July were paid; March to May were suspended."""
    paid = {FIRST + place: 600_000 for place in (0, 1, 5, 6)}
    suspended = {FIRST + place for place in (2, 3, 4)}
    more = changeover([Stretch(FIRST, 680_000)], paid, suspended).value
    assert (more.from_month, more.once_fen, more.stretches[0].from_month) == (FIRST + 7, 4 * 80_000, FIRST + 7)
    less = changeover([Stretch(FIRST, 500_000)], paid, suspended, risen={FIRST: 1_000, FIRST + 1: 1_000}).value
    assert (less.from_month, less.once_fen) == (FIRST, 2 * 501_000)
    assert list(less.stretches) == [Stretch(FIRST + 5, 500_000)]


def test_a_suspension_in_the_first_months_lets_both_begin_after_it() -> None:
    found = changeover([Stretch(FIRST, 500_000)], {FIRST + 2: 600_000}, {FIRST, FIRST + 1}).value
    assert (found.from_month, found.once_fen, found.stretches[0].from_month) == (FIRST + 2, 0, FIRST + 2)
