"""The database itself keeps what was told and what was booked of it (REG 37, 53)."""

from dataclasses import replace

import pytest

from contributions.accounts.models import Opening
from contributions.history.actions import Money
from contributions.history.models import FileKind, FileState, HistoryFile, HistoryMonth, HistoryRow
from contributions.history.run_kinds import BOOKING
from siadmin.kernel import runs
from siadmin.kernel.months import Month
from tests import database
from tests.cities import tick
from tests.factories import TODAY, a_user, citizen_number
from tests.history.telling import (
    LI,
    WANG,
    a_reviewer,
    an_accountant,
    approved,
    arrived,
    balance,
    booked,
    months,
    origin,
    person,
    sent,
    submitted,
)

pytestmark = pytest.mark.usefixtures("five_cities")


def test_maker_and_checker_are_two_natural_persons() -> None:
    maker, twin = (a_user(staff=True, identity_number=citizen_number(order=77)) for _ in range(2))
    file = submitted(sent(person(), months("2015-01", "2015-12"), by=maker))
    row = HistoryFile.objects.filter(pk=file.pk)
    with database.refused("history_file_four_eyes"):
        row.update(state="sent_back", answer="x", decided_by=twin, decided_eyes=twin.eyes, decided_at=tick())
    with database.refused("eyes_of_the_account"):
        row.update(state="sent_back", answer="x", decided_by=twin, decided_eyes=a_reviewer().eyes, decided_at=tick())


def test_a_file_says_what_it_said_and_goes_its_way_only() -> None:
    file = sent(person(), months("2015-01", "2015-12"))
    row = HistoryFile.objects.filter(pk=file.pk)
    for change in ({"told_months": 1}, {"letter": "x"}, {"digest": "x"}, {"state": "booked"}, {"state": "sent_back"}):
        with database.refused("history_file_stays"):
            row.update(**change)
    with database.refused("history_file_stays"):
        row._raw_delete("default")
    with database.refused("history_file_approved_is_whole"):
        HistoryFile.objects.filter(pk=sent(person(citizen_number(order=813), "x"), balance("x")).pk).update(
            state="submitted"
        )


def test_money_is_confirmed_once_by_a_third_person_before_it_is_approved() -> None:
    told = origin(FileKind.CERTIFICATE, money=Money(3_800_000, TODAY))
    file = submitted(sent(person(), months("2015-01", "2015-12"), balance(), origin=told))
    row, accountant, at = HistoryFile.objects.filter(pk=file.pk), an_accountant(), tick()
    line = arrived(file)
    seen = {"confirmed_by": accountant, "confirmed_eyes": accountant.eyes, "confirmed_at": at, "money_line": line}
    own = seen | {"confirmed_by": file.received_by, "confirmed_eyes": file.received_eyes}
    reviewer = a_reviewer()
    decided = {"decided_by": reviewer, "decided_eyes": reviewer.eyes, "decided_at": at}
    run, _ = runs.open_run(kind=BOOKING, key="test", parameters={"file": file.pk}, by=reviewer.pk, at=at)
    with database.refused("history_file_money_confirmed"):
        row.update(**own)
    with database.refused("history_file_stays"):
        row.update(**seen, answer="x")
    with database.refused("history_file_money_confirmed"):
        row.update(state="approved", run=run, **decided)
    with database.refused("history_file_confirmed_by_bank_line"):
        row.update(**seen | {"money_line": None})
    with database.refused("history_bank_line_fits"):
        row.update(**seen | {"money_line": arrived(file, fen=3_800_001)})
    row.update(**seen)
    with database.refused("history_file_stays"):
        row.update(confirmed_at=tick())
    with database.refused("history_file_stays"):
        row.update(money_line=arrived(file))
    letter = replace(told, letter="移交清单 2026-11-02")
    other = submitted(sent(person(WANG, "王历"), balance(number=WANG, name="王历"), origin=letter))
    with database.refused("history_bank_line_once"):
        HistoryFile.objects.filter(pk=other.pk).update(**seen)


def test_a_booked_file_and_its_rows_stay() -> None:
    file = booked(person(), months("2015-01", "2015-12"), balance())
    with database.refused("history_file_stays"):
        HistoryFile.objects.filter(pk=file.pk).update(state="withdrawn", run=None)
    for change in ({"problem": "history_base"}, {"base_fen": 1}, {"person": None}):
        with database.refused("history_row_stays"):
            HistoryRow.objects.filter(file=file, record="months").update(**change)
    with database.refused("history_row_stays"):
        HistoryRow.objects.filter(file=file)._raw_delete("default")


def test_an_approved_file_gets_no_further_rows_and_begins_as_received() -> None:
    file = approved(submitted(sent(person(), months("2015-01", "2015-12"))))
    extra = file.rows.latest("number")
    extra.pk, extra.number = None, 99
    with database.refused("history_rows_come_with_their_file"):
        extra.save(force_insert=True)
    copy = HistoryFile.objects.get(pk=sent(person()).pk)
    copy.pk, copy.digest, copy.state = None, "x", FileState.WITHDRAWN
    with database.refused("history_file_begins_received"):
        copy.save(force_insert=True)


def test_months_and_balances_are_booked_only_as_an_approved_file_tells_them() -> None:
    file = sent(person(number=LI), months("2015-01", "2015-12"), balance())
    row = file.rows.get(record="months")
    month = HistoryMonth(
        person_id=1, month=Month(2015, 1), insurance=row.insurance, kind="actual", base_fen=row.base_fen, row_id=row.pk,
        file_id=file.pk,
    )  # fmt: skip
    with database.refused("history_months_are_told"):
        month.save(force_insert=True)
    with database.refused("history_openings_are_told"):
        Opening.objects.create(
            person_id=1, account=row.insurance, place_id="110000", region_id="110000", amount_fen=3_100_050,
            as_of="2023-12-31", told_by=file.rows.get(record="balance").pk, opened_on="2026-11-23",
        )  # fmt: skip


def test_what_is_booked_is_only_added() -> None:
    booked(person(), months("2015-01", "2015-12"), balance())
    for kind in (HistoryMonth, Opening):
        with database.not_permitted():
            kind.objects.all()._raw_delete("default")
