"""What the database refuses of transfers, whoever writes."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from django.db import transaction
from django.utils import timezone

import contributions.transfers
from contributions.accounts.models import AccountMove
from contributions.transfers.models import Transfer, TransferYear
from contributions.transfers.rules.course import TRANSFER
from contributions.transfers.selectors.standing import stays_for_good
from enrollment.participation.models import InsuredPeriod, PeriodEnd
from enrollment.registry.models import Person
from siadmin.agency.insurances import Insurance
from siadmin.agency.posts import Post
from tests import database
from tests.cities import BEIJING, CHENGDU, NOVEMBER
from tests.factories import TODAY, a_member_of_staff, region
from tests.pension.test_old_age_pension import a_career, claimed
from tests.registry.counter import merged
from tests.transfers.desks import Desks, leaves, paid_months

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("a_year_paid")]
GUARDS = Path(contributions.transfers.__file__).parent / "sql" / "guards.sql"


def changed(transfer: Transfer, **values: object) -> None:
    Transfer.objects.filter(pk=transfer.pk).update(version=transfer.version + 1, **values)


def test_the_guard_knows_the_moves_of_the_table() -> None:
    part = GUARDS.read_text(encoding="utf-8").partition("(OLD.state, NEW.state) NOT IN (")[2].partition(") THEN")[0]
    assert set(re.findall(r"\('(\w+)', '(\w+)'\)", part)) == {(move.source, move.target) for move in TRANSFER.moves}


def test_a_state_is_not_skipped() -> None:
    transfer = Desks().requested()
    for state in ("answered", "in_transit"):
        with database.refused("transfer_course"):
            changed(transfer, state=state)


def test_money_on_its_way_says_what_was_answered() -> None:
    transfer = Desks().in_transit()
    for values in ({"pooled_fen": 1}, {"principal_fen": 0}, {"to_region": region("310000")}, {"paid_by": None}):
        with database.refused("transfer_stays"):
            changed(transfer, **values)


def test_a_transfer_is_not_deleted_and_its_record_not_changed() -> None:
    transfer = Desks().in_transit()
    with database.refused("transfer_stays"):
        database.run("DELETE FROM transfers_transfer")
    with database.not_permitted():
        TransferYear.objects.filter(transfer=transfer).update(months=12)
    with database.refused("transfer_year_with_its_form"):
        TransferYear.objects.create(transfer=transfer, year=2020, months=12, wages_fen=1)


def test_the_same_eyes_do_not_answer_what_they_prepared() -> None:
    desks = Desks()
    transfer = desks.requested()
    prepared = desks.act("prepare", transfer, desks.old_clerk)
    by = desks.old_clerk
    with database.refused("transfer_answered_by_two"):
        changed(prepared, state="answered", answered_by=by, answered_eyes=by.eyes, answered_at=timezone.now())


def test_an_account_moves_only_as_a_transfer_says() -> None:
    desks = Desks()
    transfer = desks.in_transit()
    wrong: list[Callable[[], object]] = [
        lambda: _move(desks, f"transfer:{transfer.number}:in", CHENGDU, transfer.principal_fen or 0),
        lambda: _move(desks, "transfer:T0000-00000:out", BEIJING, -1),
        lambda: _move(desks, "gift", CHENGDU, 100),
    ]
    for attempt in wrong:
        with database.refused("account_moves_as_told"):
            attempt()


def _move(desks: Desks, key: str, pool: str, fen: int) -> AccountMove:
    return AccountMove.objects.create(
        key=key, person=desks.person, account="pension_employee", region=region(pool), principal_fen=fen,
        interest_fen=0, year_interest_fen=0, moved_on=TODAY, counts_from=TODAY,
    )  # fmt: skip


def test_a_relation_in_payment_is_not_transferred() -> None:
    desks = Desks()
    transfer = desks.requested()
    desks.act("withdraw", transfer, desks.new_clerk, reason="x")
    leaves(desks.person, NOVEMBER + 1, retired=True)
    with database.refused("transfer_not_in_payment"):
        _again(transfer).save(force_insert=True)


@pytest.mark.parametrize("happened", ["retired", "died"])
def test_nothing_is_answered_or_paid_of_who_retired_or_died_meanwhile(happened: str) -> None:
    desks = Desks()
    transfer = desks.requested()
    prepared = desks.act("prepare", transfer, desks.old_clerk)
    by = desks.old_reviewer
    signed = {"answered_by": by, "answered_eyes": by.eyes, "answered_at": timezone.now()}
    before = transaction.savepoint()
    _happened(desks, happened)
    with database.refused("transfer_not_in_payment"):
        changed(prepared, state="answered", **signed)
    transaction.savepoint_rollback(before)
    answered = desks.act("answer", transfer, desks.old_reviewer)
    _happened(desks, happened)
    payer = desks.old_accountant
    with database.refused("transfer_not_in_payment"):
        changed(answered, state="in_transit", paid_by=payer, paid_eyes=payer.eyes, paid_at=timezone.now())


def test_a_relation_whose_pension_was_granted_is_not_transferred() -> None:
    """Also where nobody told that the person retired."""
    desks = Desks()
    transfer = desks.requested()
    desks.act("withdraw", transfer, desks.new_clerk, reason="x")
    pensioner = a_career()
    assert stays_for_good(pensioner, Insurance.PENSION) is None
    desk, case = claimed(pensioner)
    desk.granted(case)
    refusal = stays_for_good(pensioner, Insurance.PENSION)
    assert refusal is not None and refusal.code == "transfer_in_payment"
    again = _again(transfer)
    again.person = pensioner
    with database.refused("transfer_not_in_payment"):
        again.save(force_insert=True)


def test_who_draws_a_pension_under_another_record_moves_no_relation() -> None:
    """Which of the records is retired makes no difference (ADR 0013)."""
    _, other = paid_months()
    leaves(other)
    desks = Desks()
    transfer = desks.requested()
    reviewers = (a_member_of_staff(post, at="110105") for post in (Post.CLERK, Post.REVIEWER, Post.APPROVER))
    assert merged(desks.person, other, *reviewers).state == "done"
    prepared = desks.act("prepare", transfer, desks.old_clerk)
    InsuredPeriod.objects.filter(person=other).update(ended_because=PeriodEnd.RETIRED)
    by = desks.old_reviewer
    with database.refused("transfer_not_in_payment"):
        changed(prepared, state="answered", answered_by=by, answered_eyes=by.eyes, answered_at=timezone.now())
    desks.act("withdraw", transfer, desks.new_clerk, reason="x")
    with database.refused("transfer_not_in_payment"):
        _again(transfer).save(force_insert=True)


def _again(transfer: Transfer) -> Transfer:
    again = Transfer.objects.get(pk=transfer.pk)
    again.pk, again.number, again.state, again.ended_at, again.reason = None, "T0000-00001", "requested", None, ""
    again.due_on, again.limit_days, again.pooled_fen = TODAY, 15, None
    return again


def _happened(desks: Desks, what: str) -> None:
    if what == "retired":
        leaves(desks.person, NOVEMBER + 1, retired=True)
    else:
        Person.objects.filter(pk=desks.person.pk).update(died_on=TODAY)
