"""Money between two places: cut off in the middle, told twice, or by two people at once (issue: faults)."""

from typing import Any

import pytest
from django.db import OperationalError

from contributions.accounts.models import AccountMove
from contributions.transfers import actions
from contributions.transfers.actions import money
from contributions.transfers.models import Transfer
from funds.ledger.models import Entry
from siadmin.agency.posts import Post
from siadmin.kernel.refusal import Refusal
from tests.cities import BEIJING, CHENGDU, broken, tick
from tests.factories import a_member_of_staff
from tests.together import at_once
from tests.transfers.desks import ACCOUNT_FEN, POOLED_FEN, Desks, joins, leaves, paid_months, stands

pytestmark = pytest.mark.usefixtures("five_committed_cities")
SENT = ACCOUNT_FEN + POOLED_FEN


def cut_off(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    """The connection goes where this function would be called."""

    def gone(*args: Any, **kwargs: Any) -> None:
        raise OperationalError("server closed the connection unexpectedly")

    monkeypatch.setattr(money, name, gone)


def entries() -> int:
    return Entry.objects.filter(key__startswith="transfer:").count()


@pytest.mark.parametrize("cut", ["_move_account", "_post", "send"])
def test_cut_off_while_paying_out_nothing_has_moved(monkeypatch: pytest.MonkeyPatch, cut: str) -> None:
    desks = Desks()
    before, transfer = stands(BEIJING), desks.requested()
    desks.act("prepare", transfer, desks.old_clerk)
    desks.act("answer", transfer, desks.old_reviewer)
    with monkeypatch.context() as patch:
        cut_off(patch, cut)
        with pytest.raises(OperationalError):
            desks.act("pay_out", transfer, desks.old_accountant)
    assert (stands(BEIJING), entries(), AccountMove.objects.count()) == (before, 0, 0)
    assert desks.act("pay_out", transfer, desks.old_accountant).state == "in_transit", "and is done again"
    assert broken() == {}


@pytest.mark.parametrize("cut", ["_move_account", "_post", "send"])
def test_cut_off_between_the_two_places_the_money_stands_in_transit(monkeypatch: pytest.MonkeyPatch, cut: str) -> None:
    desks = Desks()
    transfer = desks.in_transit()
    with monkeypatch.context() as patch:
        cut_off(patch, cut)
        with pytest.raises(OperationalError):
            desks.act("receive", transfer, desks.new_accountant)
    assert stands(BEIJING)["transfer_in_transit"] == SENT
    assert stands(CHENGDU) == {}
    assert entries() == 2
    assert broken() == {}
    desks.act("receive", transfer, desks.new_accountant)
    assert "transfer_in_transit" not in stands(BEIJING)
    assert stands(CHENGDU) == {"fiscal_account": SENT, "transfer_income": -SENT}
    assert broken() == {}


def test_told_twice_it_is_booked_once() -> None:
    desks = Desks()
    transfer = desks.in_transit()
    given: dict[str, Any] = {"transfer_id": transfer.pk, "seen_version": transfer.version, "by": desks.new_accountant}
    actions.receive(**given, at=tick())
    with pytest.raises(Refusal) as refused:
        actions.receive(**given, at=tick())
    assert refused.value.code == "changed_since"
    assert (entries(), AccountMove.objects.count()) == (4, 2)
    assert broken() == {}


def test_two_accountants_at_once_book_once() -> None:
    desks = Desks()
    transfer = desks.in_transit()
    both = [desks.new_accountant, a_member_of_staff(Post.ACCOUNTANT, at=CHENGDU)]
    answers = at_once(
        *[
            lambda by=by: actions.receive(transfer_id=transfer.pk, seen_version=transfer.version, by=by, at=tick())
            for by in both
        ]
    )
    assert sorted(getattr(answer, "code", "") for answer in answers) == ["", "changed_since"]
    assert (entries(), AccountMove.objects.count()) == (4, 2)
    assert broken() == {}


def test_two_transfers_the_other_way_round_do_not_wait_for_each_other_for_ever() -> None:
    """Books are locked in one order, whoever pays and whoever receives."""
    there = Desks()
    _, person = paid_months(CHENGDU)
    leaves(person)
    joins(person, BEIJING)
    back = Desks(person=person)
    back.old_clerk, back.new_clerk = back.new_clerk, back.old_clerk
    back.old_reviewer, back.new_reviewer = back.new_reviewer, back.old_reviewer
    back.old_accountant, back.new_accountant = back.new_accountant, back.old_accountant
    case = back.asked(from_region=CHENGDU)
    other = back.agreed(case)
    back.act("prepare", other, back.old_clerk)
    back.act("answer", other, back.old_reviewer)
    back.act("pay_out", other, back.old_accountant)
    one = there.in_transit()
    answers = at_once(
        lambda: there.act("receive", one, there.new_accountant), lambda: back.act("receive", other, back.new_accountant)
    )
    assert [answer.state for answer in answers if isinstance(answer, Transfer)] == ["credited", "credited"]
    assert broken() == {}
