"""Entries are posted once, balance, stay within the whitelist, and are corrected by reversal (财会〔2017〕28号)."""

import datetime as dt
from typing import Any

import pytest
from django.db import connection

from funds.banking.selectors import booked_contributions
from funds.ledger import items
from funds.ledger.actions import Line, open_books, post, reverse, signed
from funds.ledger.flows import FLOWS, REVERSAL_SUFFIX
from funds.ledger.models import BANK_KINDS, Account, AccountKind, AllowedFlow, Book, Entry, Posting, Side
from funds.ledger.selectors import balances_of, entries_of, money_held
from siadmin.agency.insurances import Fund
from siadmin.agency.models import Region
from siadmin.kernel.language import Words
from siadmin.kernel.months import Month
from siadmin.kernel.refusal import Refusal
from tests import database
from tests.cities import BEIJING, SEPTEMBER, broken, tick
from tests.planned import planned

pytestmark = pytest.mark.usefixtures("five_cities")
DAY = dt.date(2026, 11, 5)
K = AccountKind


def book(fund: str = Fund.PENSION, region: str = BEIJING) -> Book:
    return Book.objects.get(fund=fund, region_id=region)


def received(amount_fen: int = 500, key: str = "r1", **other: Any) -> tuple[Entry, bool]:
    """A subsidy from the budget, or what else is said."""
    lines = [
        Line(book(), K.FISCAL, Side.DEBIT, amount_fen),
        Line(book(), K.FISCAL_SUBSIDY, Side.CREDIT, amount_fen),
    ]
    facts: dict[str, Any] = {
        "key": key, "flow": "fiscal_subsidy", "booked_on": DAY, "reason": "test", "lines": lines, "by": 7, "at": tick()
    }  # fmt: skip
    return post(**(facts | other))


def test_an_entry_moves_the_balances_of_its_book() -> None:
    entry, is_new = received()
    assert (is_new, entry.flow, entry.posted_by) == (True, "fiscal_subsidy", 7)
    assert balances_of(book()) == {"fiscal_account": 500, "fiscal_subsidy": -500}
    assert money_held(balances_of(book())) == 500
    assert list(entries_of(book(), Month.of(DAY))) == [entry]
    assert broken() == {}


def test_the_same_key_and_lines_again_is_the_same_entry() -> None:
    first, _ = received()
    again, is_new = received(booked_on=dt.date(2026, 11, 9), reason="retry")
    assert (again, is_new) == (first, False)
    assert Posting.objects.count() == 2


def test_a_key_used_for_other_lines_is_refused() -> None:
    received()
    with pytest.raises(Refusal) as refused:
        received(501)
    assert refused.value.code == "already_posted"
    assert Entry.objects.count() == 1


def test_an_entry_that_does_not_balance_in_every_book_is_our_mistake() -> None:
    other = book(Fund.INJURY)
    crossed = [Line(book(), K.FISCAL, Side.DEBIT, 5), Line(other, K.UNALLOCATED, Side.CREDIT, 5)]
    for lines in ([], [Line(book(), K.FISCAL, Side.DEBIT, 5)], crossed):
        with pytest.raises(AssertionError, match="unbalanced"):
            received(lines=lines)
    assert not Entry.objects.exists()


@pytest.mark.parametrize(
    ("flow", "debit", "credit"),
    [
        ("receipt_from_tax", K.EXPENDITURE, K.UNALLOCATED),
        ("benefit_payment", K.BENEFITS, K.FISCAL),
        ("funding", K.FISCAL, K.EXPENDITURE),
        ("refund_from_fiscal", K.BENEFITS, K.FISCAL),
        ("running_costs", K.FISCAL, K.UNALLOCATED),
    ],
)
def test_money_moves_only_where_the_whitelist_lets_it(flow: str, debit: str, credit: str) -> None:
    with pytest.raises(Refusal) as refused:
        item = "basic_pension" if debit == K.BENEFITS else ""
        received(flow=flow, lines=[Line(book(), debit, Side.DEBIT, 5, item=item), Line(book(), credit, Side.CREDIT, 5)])
    assert (refused.value.code, flow in refused.value.en) == ("flow_not_allowed", True)
    assert not Entry.objects.exists()


@pytest.mark.parametrize("flow", FLOWS, ids=lambda flow: flow.code)
def test_every_allowed_flow_can_be_posted_and_reversed(flow: Any) -> None:
    """Those that only a line of the bank books are refused without one when the transaction ends."""
    guangdong = Region.objects.get(pk="440000")  # where the agency collects, so that there is an income account
    open_books(region=guangdong, collector="agency", on=DAY)
    place = book(region=guangdong.pk)
    planned(place)
    lines = [
        Line(place, kind, side, 5, item="basic_pension" if kind == K.BENEFITS else "")
        for kind, side in ((flow.debits[0], Side.DEBIT), (flow.credits[-1], Side.CREDIT))
    ]
    if flow.code in _by_line():
        with database.refused("entry_by_its_bank_line"):
            received(flow=flow.code, lines=lines, key=flow.code)
        return
    entry, _ = received(flow=flow.code, lines=lines, key=flow.code)
    reverse(entry=entry, booked_on=DAY, reason="wrong", by=None, at=tick())
    assert all(net == 0 for net in balances_of(place).values())
    unheard_of = {
        "money_is_booked", "late_fees_and_refunds_are_booked", "benefits_in_the_books_are_those_paid",
        "benefits_are_booked_by_item", "clearings_are_their_settlements", "clearings_leave_in_files",
    }  # fmt: skip
    assert broken().keys() <= unheard_of, "what no receipt or bill tells of is named by verify"


def _by_line() -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT unnest(banking_flows_by_line())")
        return {flow for (flow,) in cursor.fetchall()}


@pytest.mark.parametrize(
    ("kind", "item"), [(K.BENEFITS, ""), (K.BENEFITS, "unemployment_benefit"), (K.FISCAL_SUBSIDY, "basic_pension")]
)
def test_benefits_name_an_item_of_their_fund_and_nothing_else_names_one(kind: str, item: str) -> None:
    lines = [Line(book(), K.FISCAL, Side.DEBIT, 5), Line(book(), kind, Side.CREDIT, 5, item=item)]
    with pytest.raises(AssertionError, match="no such item"):
        received(lines=lines)
    assert not Entry.objects.exists()


def test_an_item_has_one_name() -> None:
    known = items.items_of(Fund.PENSION)
    items.register(Fund.PENSION, known)
    with pytest.raises(ValueError, match="another item basic_pension"):
        items.register(Fund.PENSION, {"basic_pension": Words("养老", "Age")})
    assert items.items_of(Fund.PENSION) == known


def test_the_whitelist_in_the_database_is_that_of_the_code() -> None:
    assert set(AllowedFlow.objects.values_list("flow", flat=True)) == {
        code for flow in FLOWS for code in (flow.code, flow.code + REVERSAL_SUFFIX)
    }


def test_where_tax_collects_there_is_no_income_account() -> None:
    assert not Account.objects.filter(book__collector="tax", kind=K.INCOME).exists()
    with pytest.raises(Refusal) as refused:
        received(flow="receipt_by_agency", lines=[
            Line(book(), K.INCOME, Side.DEBIT, 5), Line(book(), K.UNALLOCATED, Side.CREDIT, 5),
        ])  # fmt: skip
    assert refused.value.code == "no_such_account"


def test_a_reversal_takes_an_entry_back_once_and_says_which() -> None:
    entry, _ = received()
    reversal = reverse(entry=entry, booked_on=DAY, reason="wrong amount", by=8, at=tick())
    again = reverse(entry=entry, booked_on=DAY, reason="again", by=9, at=tick())
    assert reversal == again
    assert (reversal.reverses, reversal.flow, reversal.posted_by) == (entry, "fiscal_subsidy.reversed", 8)
    assert set(balances_of(book()).values()) == {0}
    assert Entry.objects.count() == 2, "what was posted stays"


def test_a_reversal_is_not_reversed() -> None:
    reversal = reverse(entry=received()[0], booked_on=DAY, reason="x", by=None, at=tick())
    with pytest.raises(Refusal) as refused:
        reverse(entry=reversal, booked_on=DAY, reason="x", by=None, at=tick())
    assert refused.value.code == "flow_not_allowed"


def test_a_signed_amount_takes_its_usual_side_or_the_other() -> None:
    assert [line.side for line in signed(book(), K.UNALLOCATED, Side.DEBIT, 5)] == ["DEBIT"]
    assert [(line.side, line.amount_fen) for line in signed(book(), K.UNALLOCATED, Side.DEBIT, -5)] == [("CREDIT", 5)]
    assert signed(book(), K.UNALLOCATED, Side.DEBIT, 0) == []


def test_income_is_told_by_contribution_month() -> None:
    place = book()
    received(1_000)
    received(
        flow="settlement",
        key="s1",
        lines=[
            Line(place, K.UNALLOCATED, Side.DEBIT, 900, SEPTEMBER),
            Line(place, K.CONTRIBUTIONS_POOLED, Side.CREDIT, 600, SEPTEMBER),
            Line(place, K.CONTRIBUTIONS_PERSONAL, Side.CREDIT, 300, SEPTEMBER),
        ],
    )
    assert booked_contributions(place.region, SEPTEMBER) == {Fund.PENSION: 900}
    assert booked_contributions(place.region, SEPTEMBER + 1) == {}
    assert {kind for kind in BANK_KINDS if balances_of(place).get(kind)} == {K.FISCAL}
