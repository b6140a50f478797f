"""One person submits a file whose totals are right; another has it booked or sends it back."""

import datetime as dt
from typing import Any

from django.db import connection, transaction

from contributions.history.actions.checking import check_again
from contributions.history.models import GONE, FileState, HistoryFile
from contributions.history.reasons import (
    CLASHES_SINCE,
    MONEY_LINE_DIFFERS,
    MONEY_LINE_MATCHED,
    MONEY_LINE_TAKEN,
    MONEY_NOT_CONFIRMED,
    MONEY_NOT_ENOUGH,
    NO_MONEY_TO_CONFIRM,
    ROWS_WRONG,
    TOTALS_DIFFER,
)
from contributions.history.rules import differing
from contributions.history.run_kinds import BOOKING
from contributions.history.selectors import TOTAL_NAMES, found_of, lines_it_came_by, opened_and_arrived, told_of
from contributions.history.workflow import CONFIRM, FILE
from siadmin.agency.models import User
from siadmin.agency.trail import record
from siadmin.kernel import runs
from siadmin.kernel.database import refusing
from siadmin.kernel.language import Words
from siadmin.kernel.money import written
from siadmin.kernel.workflow import CHANGED_SINCE


def submit(*, file_id: int, seen_version: int, by: User, at: dt.datetime) -> HistoryFile:
    """Ask another person to have it booked. Rows are checked once more first, and what is found stays marked.

    Raises CHANGED_SINCE, WRONG_STATE, ROWS_WRONG, TOTALS_DIFFER.
    """
    with transaction.atomic():
        file = _locked(file_id, seen_version)
        FILE.check("submit", state=file.state, actor=by.eyes)
        file.refused_count = check_again(file)
        file.save(update_fields=["refused_count"])
    if file.refused_count:
        raise ROWS_WRONG(count=file.refused_count)
    if differing_totals := differing(told_of(file), found_of(file)):
        raise TOTALS_DIFFER(which=_listed(differing_totals))
    with transaction.atomic():
        file = _locked(file_id, seen_version)
        arrow = FILE.check("submit", state=file.state, actor=by.eyes)
        file.state, file.version = FileState(arrow.target), file.version + 1
        file.submitted_by, file.submitted_eyes, file.submitted_at = by, by.eyes, at
        file.decided_by, file.decided_eyes, file.decided_at, file.answer = None, "", None, ""
        file.save()
        record(by=by, at=at, code="history_submitted", **_about(file))
    return file


@transaction.atomic
def confirm_money(*, file_id: int, seen_version: int, line_id: int, by: User, at: dt.datetime) -> HistoryFile:
    """The fund accountant saw the money of a certificate in the account, to the fen, as a line of the bank (REG 37).

    Raises CHANGED_SINCE, WRONG_STATE, SAME_PERSON, NO_MONEY_TO_CONFIRM, MONEY_LINE_TAKEN, MONEY_LINE_DIFFERS.
    """
    file = _locked(file_id, seen_version)
    FILE.check(CONFIRM, state=file.state, actor=by.eyes, actors=_acted(file))
    if file.money_fen is None or file.confirmed_by is not None:
        raise NO_MONEY_TO_CONFIRM()
    if HistoryFile.objects.filter(money_line=line_id).exclude(state__in=GONE).exists():
        raise MONEY_LINE_TAKEN()
    line = next((each for each in lines_it_came_by(file) if each.pk == line_id), None)
    if line is None:
        raise MONEY_LINE_DIFFERS()
    file.confirmed_by, file.confirmed_eyes, file.confirmed_at = by, by.eyes, at
    file.money_line, file.version = line, file.version + 1
    with refusing("history_bank_line_once", MONEY_LINE_TAKEN()):
        file.save(update_fields=["confirmed_by", "confirmed_eyes", "confirmed_at", "money_line", "version"])
    record(
        by=by, at=at, code="history_money_confirmed", amount_fen=file.money_fen, bank_reference=line.bank_reference,
        **_about(file),
    )  # fmt: skip
    return file


@transaction.atomic
def approve(*, file_id: int, seen_version: int, by: User, at: dt.datetime) -> HistoryFile:
    """Let it be booked, by slices of people, as it was reviewed.

    Raises CHANGED_SINCE, WRONG_STATE, SAME_PERSON, MONEY_NOT_CONFIRMED, MONEY_LINE_MATCHED, MONEY_NOT_ENOUGH,
    CLASHES_SINCE.
    """
    with connection.cursor() as cursor:  # two files that tell of one month: the second is held against the first
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended('history:approve', 0))")
    file = _decided("approve", file_id, seen_version, by, at)
    if file.money_fen is not None and file.confirmed_by is None:
        raise MONEY_NOT_CONFIRMED()
    if file.money_line is not None and file.money_line.matches.exists():
        raise MONEY_LINE_MATCHED(reference=file.money_line.bank_reference)
    opened, arrived = opened_and_arrived(file)
    if file.found_balance_fen and opened > arrived:
        raise MONEY_NOT_ENOUGH(opened=written(opened), arrived=written(arrived))
    if refused := check_again(file):
        raise CLASHES_SINCE(count=refused)
    file.run, _ = runs.open_run(
        kind=BOOKING, key=f"file:{file.pk}", parameters={"file": file.pk, "region": file.region_id}, by=by.pk, at=at
    )
    file.save()
    record(by=by, at=at, code="history_approved", **_about(file))
    return file


@transaction.atomic
def send_back(*, file_id: int, seen_version: int, by: User, at: dt.datetime, reason: str) -> HistoryFile:
    """Do not have it booked, saying why; every row stays. Raises CHANGED_SINCE, WRONG_STATE, SAME_PERSON."""
    file = _decided("send_back", file_id, seen_version, by, at)
    file.answer = reason
    file.save()
    record(by=by, at=at, code="history_sent_back", reason=reason, **_about(file))
    return file


@transaction.atomic
def withdraw(*, file_id: int, seen_version: int, by: User, at: dt.datetime) -> HistoryFile:
    """Take a file back that is not to be booked; every row stays. Raises CHANGED_SINCE, WRONG_STATE."""
    file = _locked(file_id, seen_version)
    arrow = FILE.check("withdraw", state=file.state, actor=by.eyes)
    file.state, file.version = FileState(arrow.target), file.version + 1
    file.save(update_fields=["state", "version"])
    record(by=by, at=at, code="history_withdrawn", **_about(file))
    return file


def _decided(move: str, file_id: int, seen_version: int, by: User, at: dt.datetime) -> HistoryFile:
    file = _locked(file_id, seen_version)
    arrow = FILE.check(move, state=file.state, actor=by.eyes, actors=_acted(file))
    file.state, file.version = FileState(arrow.target), file.version + 1
    file.decided_by, file.decided_eyes, file.decided_at = by, by.eyes, at
    return file


def _acted(file: HistoryFile) -> dict[str, str]:
    """Which natural person took which step."""
    steps = {"receive": file.received_by, "submit": file.submitted_by, CONFIRM: file.confirmed_by}
    return {step: user.eyes for step, user in steps.items() if user is not None}


def _locked(file_id: int, seen_version: int) -> HistoryFile:
    held = HistoryFile.objects.select_for_update(of=("self",))
    file = held.select_related("region", "received_by", "submitted_by", "confirmed_by").get(pk=file_id)
    if file.version != seen_version:
        raise CHANGED_SINCE()
    return file


def _listed(names: list[str]) -> Words:
    words = [TOTAL_NAMES[name] for name in names]
    return Words("、".join(each.zh for each in words), ", ".join(each.en for each in words))


def _about(file: HistoryFile) -> dict[str, Any]:
    return {
        "subject_kind": "history_file",
        "subject": str(file.pk),
        "file": file.name,
        "rows": file.rows_count,
        "region": file.region_id,
    }
