"""What came from elsewhere and what moved between regions earns once (国办发〔2009〕66号 art. 4; SIL 14)."""

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contributions.accounts.actions import open_year
from contributions.accounts.explain import explained
from contributions.accounts.law import year_law
from contributions.accounts.models import AccountInterest, AccountKind, AccountMove
from contributions.accounts.rules.interest import Moved, YearFacts, YearLaw, account_year, interest_until
from contributions.accounts.selectors import balances_of
from contributions.accounts.selectors.rights import balance_at
from contributions.history.models import FileKind
from enrollment.registry.models import Person
from siadmin.agency.models import Region
from siadmin.kernel.models import Run
from siadmin.kernel.months import Month
from siadmin.kernel.trace import Law
from tests import database
from tests.accounts.years import asked_again, credited, let_go, settled
from tests.cities import BEIJING, CHENGDU, broken, staff, tick, work
from tests.factories import TODAY
from tests.history import telling
from tests.transfers.desks import Desks, funded, holds, joins, leaves

pytestmark = pytest.mark.usefixtures("five_cities")
PENSION = AccountKind.PENSION
A_YEAR = dt.timedelta(days=366)
OURS = {"interest_follows_from_credits", "interest_runs_are_rows", "transfers_move_accounts"}


def law(own_month: int, rate: str = "0.015") -> YearLaw:
    return YearLaw(
        Law("pension.account_record_rate", Decimal(rate), "rate", "测试", "official"),
        Law("pension.account_own_month_earns", Decimal(own_month), "flag", "测试", "official"),
    )


def closed(pool: str, year: int = 2026) -> Run:
    """A year of a place settled, after it is over."""
    run, _ = open_year(region=Region.objects.get(pk=pool), account=PENSION, year=year, by=None, at=tick() + A_YEAR)
    return work(run)


def row(person: Person, pool: str, year: int = 2026) -> AccountInterest:
    """The newest version of a year of somebody's account at a place."""
    rows = AccountInterest.objects.filter(person_id=person.pk, region_id=pool, month=Month(year, 12))
    return rows.latest("version")


def mover(amounts: dict[dt.date, int]) -> Desks:
    """Somebody with these credits in Beijing, who now works in Chengdu."""
    employer, (person,) = staff(1, since=Month(2025, 1))
    for day, fen in amounts.items():
        credited(employer, {(person, day): fen})
    leaves(person)
    joins(person)
    funded(BEIJING, sum(amounts.values()) * 2)
    return Desks(person=person)


def broken_here() -> dict[str, list[str]]:
    return {code: named for code, named in broken().items() if code in OURS}


# --- the rule --------------------------------------------------------------------------------------------------------

fen = st.integers(1, 10**9)
months = st.integers(1, 12)


@given(
    opening=fen, credited=st.dictionaries(months, fen, max_size=6), opened=st.dictionaries(months, fen, max_size=2),
    leaves_in=months, own_month=st.integers(0, 1),
)  # fmt: skip
def test_an_account_that_leaves_whole_closes_at_nothing_and_earns_as_if_it_had_stayed(
    opening: int, credited: dict[int, int], opened: dict[int, int], leaves_in: int, own_month: int
) -> None:
    told = law(own_month)
    credited = {month: each for month, each in credited.items() if month <= leaves_in}
    opened = {month: each for month, each in opened.items() if month <= leaves_in}
    before = YearFacts(opening, credited, opened)
    earned = interest_until(before, told, leaves_in)
    whole = before.earning_fen + earned
    old = account_year(YearFacts(opening, credited, opened, {leaves_in: Moved(-whole, -earned)}), told).value
    assert (old.closing_fen, old.interest_fen) == (0, earned)
    new = account_year(YearFacts(0, moved={leaves_in: Moved(whole, earned)}), told).value
    stayed = account_year(before, told).value
    assert abs(old.closing_fen + new.closing_fen - stayed.closing_fen) <= 1, "two roundings"


def test_a_balance_from_elsewhere_earns_from_the_month_after_whatever_the_month_of_credits_does() -> None:
    facts = YearFacts(0, opened_fen={7: 1_000_000})
    assert {account_year(facts, law(own)).value.products_fen for own in (0, 1)} == {6_000_000}


# --- a balance that opened an account --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("as_of", "year", "credited_fen", "interest_fen"),
    [("2025-12-31", 2026, 3_100_050, 46_501), ("2026-06-30", 2026, 3_100_050, 23_250)],
)
def test_an_opened_account_earns_from_the_day_after(
    as_of: str, year: int, credited_fen: int, interest_fen: int
) -> None:
    staff(1, since=Month(2026, 1))  # somebody is insured there
    telling.booked(
        telling.person(),
        telling.balance(as_of=as_of),
        origin=telling.origin(FileKind.CERTIFICATE, money=telling.Money(4_000_000, telling.TODAY)),
    )
    closed(BEIJING)
    found = AccountInterest.objects.get()
    assert (found.month, found.region_id) == (Month(year, 12), BEIJING)
    assert (found.opening_fen, found.credited_fen, found.interest_fen) == (0, credited_fen, interest_fen)
    assert explained(found).value.interest_fen == interest_fen
    assert balances_of(found.person_id)[PENSION] == balance_at(found.person_id, PENSION, dt.date(2026, 12, 31))
    assert broken_here() == {}


def test_a_balance_of_before_the_books_is_refused() -> None:
    assert telling.problems(telling.sent(telling.person(), telling.balance(as_of="2023-12-30"))) == {
        3: "history_as_of_old"
    }
    assert telling.problems(telling.sent(telling.person(), telling.balance(as_of="2023-12-31"))) == {}


# --- a relation that moves -------------------------------------------------------------------------------------------


def test_interest_to_the_day_moves_along_and_the_old_account_closes_at_nothing() -> None:
    desks = mover({dt.date(2025, 1, 26): 1_000_000, dt.date(2026, 3, 26): 100_000})
    settled(2025)
    # 2025: 15,000. 2026 to November: 1,015,000 × 10 months and 100,000 × 8 at 1.5 %.
    assert holds(desks.person, BEIJING).interest_fen == 15_000 + 13_688
    transfer = desks.moved()
    assert (transfer.principal_fen, transfer.interest_fen, transfer.year_interest_fen) == (1_100_000, 28_688, 13_688)
    assert transfer.interest_until == TODAY
    assert holds(desks.person, BEIJING).total_fen == 0
    assert holds(desks.person, CHENGDU).total_fen == 1_128_688
    assert balances_of(desks.person.pk)[PENSION] == 1_128_688
    assert broken_here() == {}
    closed(BEIJING)
    closed(CHENGDU)
    left, came = row(desks.person, BEIJING), row(desks.person, CHENGDU)
    assert (left.interest_fen, left.closing_fen) == (13_688, 0)
    assert came.closing_fen == 1_128_688 + 2_788  # 1,115,000 for November and December
    assert balances_of(desks.person.pk)[PENSION] == came.closing_fen
    assert {explained(each).value.interest_fen - each.interest_fen for each in (left, came)} == {0}
    assert broken_here() == {}


def test_what_is_on_its_way_leaves_nothing_and_owes_nothing() -> None:
    desks = mover({dt.date(2026, 1, 26): 1_000_000})
    desks.in_transit()
    assert balances_of(desks.person.pk)[PENSION] == 0
    assert broken_here() == {}


def test_a_form_stands_by_the_day_to_which_its_interest_was_computed(monkeypatch: pytest.MonkeyPatch) -> None:
    desks = mover({dt.date(2026, 1, 26): 1_000_000})
    transfer = desks.requested()
    desks.act("prepare", transfer, desks.old_clerk)
    late = tick() + dt.timedelta(days=20)
    monkeypatch.setattr("tests.transfers.desks.tick", lambda: late)
    desks.act("answer", transfer, desks.old_reviewer)
    desks.act("pay_out", transfer, desks.old_accountant)
    desks.act("receive", transfer, desks.new_accountant)
    days = set(AccountMove.objects.values_list("moved_on", "counts_from"))
    assert days == {(late.date(), TODAY)}
    monkeypatch.undo()
    closed(BEIJING)
    closed(CHENGDU)
    assert row(desks.person, BEIJING).closing_fen == 0
    assert row(desks.person, CHENGDU).closing_fen == 1_015_000, "as if it had stayed"


def test_a_year_settled_again_after_a_move_leaves_its_difference_to_the_next_one() -> None:
    desks = mover({dt.date(2025, 1, 26): 1_000_000})
    settled(2025)
    desks.moved()
    employer = desks.person.employments.earliest("starts_on").employer
    credited(employer, {(desks.person, dt.date(2025, 12, 26)): 100_000})
    let_go(asked_again(2025))
    assert row(desks.person, BEIJING, 2025).closing_fen == 1_115_125
    rest = holds(desks.person, BEIJING)
    assert (rest.principal_fen, rest.interest_fen) == (
        100_000,
        125 + 1_251,
    )  # (1,115,125 × 10 months at 1.5 %) − 12,688
    again = desks.moved()
    assert again.account_fen == rest.total_fen
    closed(BEIJING)
    closed(CHENGDU)
    assert row(desks.person, BEIJING).closing_fen == 0
    assert broken_here() == {}


days = st.dates(dt.date(2025, 1, 1), TODAY)


@settings(max_examples=6, deadline=None)
@given(told=st.dictionaries(days, st.integers(100, 500_000), min_size=1, max_size=6), early=st.booleans())
def test_run_and_rule_say_the_same_of_an_account_that_moved(told: dict[dt.date, int], early: bool) -> None:
    """Settled before it moves or after it, the old place closes at nothing and all is there as if it had stayed."""
    with database.savepoint():
        desks = mover(told)
        if early:
            settled(2025)
        transfer = desks.moved()
        if not early:
            settled(2025)
        closed(BEIJING)
        closed(CHENGDU)
        stayed = 0
        for year in (2025, 2026):
            by_month: dict[int, int] = {}
            for day, amount in told.items():
                if day.year == year:
                    by_month[day.month] = by_month.get(day.month, 0) + amount
            of_year = year_law(Region.objects.get(pk=BEIJING), PENSION, year)
            stayed = account_year(YearFacts(stayed, by_month), of_year).value.closing_fen
        assert row(desks.person, BEIJING).closing_fen == 0
        assert abs(row(desks.person, CHENGDU).closing_fen - stayed) <= 1
        assert transfer.account_fen >= sum(told.values())
        assert broken_here() == {}


def test_no_account_is_below_nothing_while_interest_that_left_is_not_credited_yet() -> None:
    desks = mover({dt.date(2025, 3, 10): 100_000_00})
    desks.moved()
    left = AccountMove.objects.get(principal_fen__lt=0)
    assert left.interest_fen < left.year_interest_fen < 0, "a year that nobody settled left with it"
    came = AccountMove.objects.get(principal_fen__gt=0)
    total = came.principal_fen + came.interest_fen
    assert balances_of(desks.person.pk)[PENSION] == total
    closed(BEIJING, 2025)
    assert balances_of(desks.person.pk)[PENSION] == total
    assert broken_here() == {}
