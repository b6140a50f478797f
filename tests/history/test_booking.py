"""A history file is checked, submitted by one person, let be booked by another, and booked once (REG 11, 37)."""

import datetime as dt
from dataclasses import replace

import pytest

from contributions.accounts.models import Opening
from contributions.accounts.selectors import balances_of
from contributions.history import actions
from contributions.history.actions import Money
from contributions.history.models import FileKind, FileState, HistoryFile, HistoryMonth
from contributions.history.rules import Totals
from contributions.history.run_kinds import BOOKING
from contributions.history.selectors import cells_of, deemed_in, months_of, paid_in, stretches_of
from contributions.transfers.selectors.standing import months_twice
from enrollment.participation.actions import Joining, join
from enrollment.participation.models import InsuredPeriod
from enrollment.participation.selectors import missing_months
from enrollment.registry.actions import rename_person
from enrollment.registry.selectors import person_by_identifier
from funds.banking.actions import match_lines
from funds.banking.models import Match
from funds.ledger.actions import Line as EntryLine
from funds.ledger.actions import post
from funds.ledger.evidence import behind
from funds.ledger.models import AccountKind, Book, Entry, Side
from siadmin.agency.insurances import Fund, Insurance, Line
from siadmin.agency.models import Region
from siadmin.agency.posts import Post
from siadmin.kernel.models import RunState
from siadmin.kernel.months import Month
from siadmin.kernel.refusal import Refusal
from siadmin.kernel.runs import open_run
from tests import database
from tests.cities import BEIJING, COUNTY_OF, SEPTEMBER, SHANGHAI, broken, charge, declare, pay, staff, tick
from tests.factories import TODAY, a_member_of_staff, a_person, a_user, an_employment, citizen_number
from tests.history.telling import (
    LI,
    WANG,
    a_clerk,
    a_reviewer,
    an_accountant,
    approved,
    arrived,
    balance,
    booked,
    confirmed,
    deemed,
    done,
    letter,
    months,
    of,
    origin,
    person,
    problems,
    sent,
    submitted,
)
from tests.registry.counter import merged

pytestmark = pytest.mark.usefixtures("five_cities")
LI_BORN = citizen_number(born_on=dt.date(1970, 1, 1), order=811)  # old enough for months of the nineties
ZHAO = citizen_number(order=813)
WHOLE = {"number": LI_BORN, "name": "李历"}


def refused(code: str, act: object) -> None:
    with pytest.raises(Refusal) as refusal:
        act()  # type: ignore[operator]
    assert refusal.value.code == code


def test_a_file_goes_from_its_rows_to_the_record_of_a_person() -> None:
    file = booked(
        person(**WHOLE), months("2015-01", "2015-12", **WHOLE), months("2016-01", "2016-06", "5500", **WHOLE),
        balance(**WHOLE), deemed(**WHOLE),
    )  # fmt: skip
    assert (file.state, file.booked_at is not None) == (FileState.BOOKED, True)
    li = person_by_identifier(LI_BORN)
    assert li is not None and li.residence_id == BEIJING
    counted = months_of(li.pk)
    assert len(paid_in(counted, Insurance.PENSION)) == 18
    assert len(deemed_in(counted, Insurance.PENSION)) == 24
    assert [(each.first, each.months, each.is_deemed) for each in stretches_of(li.pk, counted)] == [
        (Month(2016, 1), 6, False), (Month(2015, 1), 12, False), (Month(1996, 1), 24, True),
    ]  # fmt: skip
    assert balances_of(li.pk)[Insurance.PENSION] == 3_100_050
    assert file.run is not None and file.run.totals is not None
    assert file.run.totals == {
        "people": 1, "registered": 1, "months": 18, "base_fen": 12 * 500_000 + 6 * 550_000, "deemed_months": 24,
        "openings": 1, "balance_fen": 3_100_050,
    }  # fmt: skip
    assert broken() == {}


def test_somebody_registered_is_not_registered_again() -> None:
    known = a_person(name="孙在")
    booked(months("2015-01", "2015-12", **of(known)))
    assert len(paid_in(months_of(known.pk), Insurance.PENSION)) == 12


def test_nothing_is_booked_before_a_second_person_has_it_booked() -> None:
    file = submitted(sent(person(), months("2015-01", "2015-12"), balance()))
    assert not HistoryMonth.objects.exists() and not Opening.objects.exists()
    assert person_by_identifier(LI) is None
    assert file.state == FileState.SUBMITTED


def test_who_sent_it_in_or_submitted_it_does_not_have_it_booked_not_by_another_sign_in_either() -> None:
    maker, twin = (a_user(staff=True, identity_number=citizen_number(order=77)) for _ in range(2))
    file = submitted(sent(person(), months("2015-01", "2015-12"), by=maker), by=a_clerk())
    for same in (maker, twin, file.submitted_by):
        refused("same_person", lambda same=same: approved(file, same))
        refused(
            "same_person",
            lambda same=same: actions.send_back(
                file_id=file.pk, seen_version=file.version, by=same, at=tick(), reason="x"
            ),
        )


def test_totals_that_are_not_the_letters_hold_the_file_back() -> None:
    rows = (person(), months("2015-01", "2015-12"))
    right = letter(rows)
    file = sent(*rows, told=Totals(2, right.months, right.base_fen - 1, 0, 0))
    with pytest.raises(Refusal) as refusal:
        submitted(file)
    assert refusal.value.code == "history_totals_differ"
    assert "People" in refusal.value.en and "人数" in refusal.value.zh and "Months paid" not in refusal.value.en
    corrected = sent(*rows, replaces=file)
    file.refresh_from_db()
    assert (file.state, corrected.replaces) == (FileState.REPLACED, file)
    assert submitted(corrected).state == FileState.SUBMITTED


def test_a_row_that_is_wrong_holds_the_file_back_and_loses_nothing() -> None:
    rows = (person(), months("2015-01", "2015-12"), months("2016-01", "2016-12", "fünf"))
    file = sent(*rows)
    assert problems(file) == {4: "history_base"}
    refused("history_rows_wrong", lambda: submitted(file))
    kept = [cells_of(row) for row in file.rows.order_by("number")]
    assert [{name: cell for name, cell in cells.items() if cell} for cells in kept] == list(rows)
    refused(
        "history_replaced_already",
        lambda: sent(
            *rows[:2], replaces=booked(person(WANG, "王历"), months("2015-01", "2015-01", number=WANG, name="王历"))
        ),
    )


def test_a_file_sent_back_keeps_every_row_and_can_be_submitted_again_or_corrected() -> None:
    file = submitted(sent(person(), months("2015-01", "2015-12")))
    back = actions.send_back(
        file_id=file.pk, seen_version=file.version, by=a_reviewer(), at=tick(), reason="附移交清单"
    )
    assert (back.state, back.answer, back.rows.count()) == (FileState.SENT_BACK, "附移交清单", 2)
    again = submitted(back)
    assert (again.state, again.answer, again.decided_by) == (FileState.SUBMITTED, "", None)
    withdrawn = actions.withdraw(file_id=again.pk, seen_version=again.version, by=a_clerk(), at=tick())
    assert (withdrawn.state, withdrawn.rows.count()) == (FileState.WITHDRAWN, 2)
    assert sent(person(), months("2015-01", "2015-12")).pk != file.pk
    assert broken() == {}


def test_what_was_seen_has_to_be_what_is_decided_on() -> None:
    file = submitted(sent(person(), months("2015-01", "2015-12")))
    refused(
        "changed_since",
        lambda: actions.approve(file_id=file.pk, seen_version=file.version - 1, by=a_reviewer(), at=tick()),
    )


def test_the_same_legacy_file_twice_is_one_file() -> None:
    rows = (person(), months("2015-01", "2015-12"), balance())
    first = sent(*rows)
    assert sent(*rows, by=a_clerk(), name="copy.csv").pk == first.pk
    assert done(approved(submitted(first))).state == FileState.BOOKED
    assert sent(*rows).pk == first.pk
    assert HistoryFile.objects.count() == 1


def test_the_same_history_in_another_file_is_refused_row_by_row() -> None:
    rows = (person(), months("2015-01", "2015-12"), balance(), deemed("2014-01", "2014-12"))
    booked(*rows)
    again = sent(*rows, months("2016-01", "2016-12"))
    assert problems(again) == {3: "history_known", 4: "history_known", 5: "history_known"}


def test_two_files_that_tell_of_one_month_are_not_both_booked() -> None:
    first = submitted(sent(person(), months("2015-01", "2015-12"), balance()))
    second = submitted(sent(person(), months("2015-12", "2016-11"), balance("31000.50")))
    third = submitted(sent(person(), months("2017-01", "2017-02")))
    waiting = approved(first)
    refused("history_clashes_since", lambda: approved(second))
    done(waiting)
    refused("history_clashes_since", lambda: approved(second))
    assert done(approved(third)).state == FileState.BOOKED
    assert HistoryMonth.objects.count() == 14


def test_months_that_overlap_within_a_file_are_named() -> None:
    file = sent(
        person(), months("2015-01", "2015-12"), months("2015-12", "2016-03"), months("2015-05", "2015-05"),
        balance(), balance("1.00"), person(), months("2015-01", "2015-12", insurance="unemployment"),
    )  # fmt: skip
    assert problems(file) == {
        4: "history_repeated", 5: "history_repeated", 7: "history_repeated", 8: "history_repeated",
    }  # fmt: skip


def test_a_name_that_is_not_the_registered_one_is_cured_at_the_counter() -> None:
    known = a_person(name="孙在")
    file = sent(months("2015-01", "2015-12", of(known)["number"] and "5000", **(of(known) | {"name": "孙再"})))
    assert problems(file) == {2: "history_name_differs"}
    refused("history_rows_wrong", lambda: submitted(file))
    rename_person(person=known, name="孙再", by=a_clerk(), at=tick(), reason="户口簿")
    assert submitted(file).state == FileState.SUBMITTED


def test_two_names_for_one_number_in_a_file_stay_a_problem() -> None:
    file = sent(person(), months("2015-01", "2015-12", name="李厉"))
    for _ in range(2):
        refused("history_rows_wrong", lambda: submitted(file))
        assert problems(file) == {3: "history_name_differs"}


def test_somebody_unknown_needs_a_person_row_or_the_counter() -> None:
    file = sent(months("2015-01", "2015-12"))
    assert problems(file) == {2: "history_person_unknown"}
    a_person(name="李历", number=LI)
    assert submitted(file).state == FileState.SUBMITTED


def test_somebody_registered_meanwhile_is_the_same_person() -> None:
    file = submitted(sent(person(), months("2015-01", "2015-12")))
    li = a_person(name="李历", number=LI)
    done(approved(file))
    assert len(months_of(li.pk)) == 12


def test_somebody_registered_meanwhile_under_another_name_holds_it_back() -> None:
    file = submitted(sent(person(), months("2015-01", "2015-12")))
    a_person(name="赵错", number=LI)
    refused("history_clashes_since", lambda: approved(file))


def test_a_month_charged_here_is_not_brought_from_elsewhere_too() -> None:
    employer, (somebody,) = staff()
    declare(employer, SEPTEMBER, {somebody: 9000})
    charge(BEIJING, SEPTEMBER)
    file = sent(months("2026-08", "2026-09", **of(somebody)), origin=origin(FileKind.CERTIFICATE))
    assert problems(file) == {2: "history_charged_here"}
    late = sent(months("2024-06", "2024-07", **of(somebody)))
    assert (problems(late), late.before_month) == ({2: "history_too_late"}, Month(2024, 7))


def test_a_month_insured_here_is_not_brought_from_elsewhere_before_it_is_charged_either() -> None:
    _, (somebody,) = staff(since=SEPTEMBER)
    told = months("2026-08", "2026-09", **of(somebody))
    assert problems(sent(told, origin=origin(FileKind.CERTIFICATE))) == {2: "history_charged_here"}
    before = months("2026-07", "2026-08", **of(somebody))
    assert problems(sent(before, origin=origin(FileKind.CERTIFICATE))) == {}


def test_a_month_told_from_elsewhere_is_not_insured_and_paid_here_too() -> None:
    """Neither by a start told late nor by making past months good; work injury, which waits for nobody, is (IMPL 9)."""
    employer, (boss,) = staff(since=SEPTEMBER)
    declare(employer, SEPTEMBER, {boss: 9_000})
    charge(BEIJING, SEPTEMBER)
    somebody = a_person()
    booked(months("2026-08", "2026-09", **of(somebody)), origin=origin(FileKind.CERTIFICATE))
    join(employer=employer, joinings=[Joining(somebody, "employee", SEPTEMBER.first_day)], by=None, at=tick())
    begun = dict(InsuredPeriod.objects.filter(person=somebody).values_list("insurance", "from_month"))
    assert (begun[Insurance.PENSION], begun[Insurance.INJURY]) == (SEPTEMBER + 1, SEPTEMBER)
    assert begun[Insurance.UNEMPLOYMENT] == SEPTEMBER, "history tells of the pension only"
    missing = missing_months(employer, somebody, SEPTEMBER - 1, SEPTEMBER)
    assert Insurance.PENSION not in missing
    assert missing[Insurance.UNEMPLOYMENT] == missing[Insurance.INJURY] == [SEPTEMBER - 1]
    assert broken() == {}


def test_verify_names_a_month_that_counts_twice() -> None:
    employer, _ = staff(since=SEPTEMBER)
    somebody = a_person()
    booked(months("2026-08", "2026-09", **of(somebody)), origin=origin(FileKind.CERTIFICATE))
    an_employment(somebody, employer, since=SEPTEMBER)  # past the action
    declare(employer, SEPTEMBER, {somebody: 9_000})
    charge(BEIJING, SEPTEMBER)
    assert "months_count_once" not in broken(), "not before it is paid"
    pay(employer, SEPTEMBER)
    (named,) = broken()["months_count_once"]
    assert named.startswith(f"month {SEPTEMBER.first_day} of person {somebody.pk}, pension_employee: in history file")


def test_a_month_told_of_one_record_counts_once_with_what_is_paid_under_another() -> None:
    """Neither the action insures it again nor a file tells it again; past both, verify and a transfer name it."""
    employer, _ = staff(since=SEPTEMBER)
    kept, other = a_person(lives_in="110105"), a_person(lives_in="110105")
    told = months("2026-08", "2026-09", **of(kept))
    booked(told, origin=origin(FileKind.CERTIFICATE))
    merged(kept, other, *(a_member_of_staff(post) for post in (Post.CLERK, Post.REVIEWER)))
    join(employer=employer, joinings=[Joining(other, "employee", SEPTEMBER.first_day)], by=None, at=tick())
    period = InsuredPeriod.objects.get(person=other, insurance=Insurance.PENSION)
    assert period.from_month == SEPTEMBER + 1
    later = months("2026-10", "2026-10", **of(kept))
    assert problems(sent(later, origin=origin(FileKind.CERTIFICATE))) == {2: "history_charged_here"}
    InsuredPeriod.objects.filter(pk=period.pk).update(from_month=SEPTEMBER)  # past the action
    declare(employer, SEPTEMBER, {other: 9_000})
    charge(BEIJING, SEPTEMBER)
    pay(employer, SEPTEMBER)
    (named,) = broken()["months_count_once"]
    assert named.startswith(f"month {SEPTEMBER.first_day} of person {kept.pk}, pension_employee: in history file")
    for record in (kept, other):
        assert months_twice(record, Insurance.PENSION, Region.objects.get(pk=BEIJING)) == [SEPTEMBER]


def test_an_account_that_the_portal_keeps_elsewhere_moves_by_a_transfer() -> None:
    employer, (somebody,) = staff(at=COUNTY_OF[SHANGHAI])
    declare(employer, SEPTEMBER, {somebody: 9000})
    charge(SHANGHAI, SEPTEMBER)
    pay(employer, SEPTEMBER)
    rows = (months("2015-01", "2015-12", **of(somebody)), balance(**of(somebody)))
    told = origin(FileKind.CERTIFICATE, money=Money(3_800_000, TODAY))
    assert problems(sent(*rows, origin=told)) == {3: "history_account_moves"}
    own = balance("100.00", **of(somebody))
    assert problems(sent(own)) == {}, "what Beijing kept itself is not in Shanghai's account"


def test_money_of_a_certificate_is_booked_once_with_its_file() -> None:
    rows = (person(), months("2015-01", "2015-12"), balance("31000.50"))
    money = Money(3_800_000, TODAY)
    refused(
        "history_money_short",
        lambda: sent(*rows, origin=origin(FileKind.CERTIFICATE, money=Money(3_100_049, TODAY))),
    )
    refused(
        "history_money_no_book",
        lambda: sent(*rows, origin=origin(FileKind.CERTIFICATE, money=Money(3_800_000, dt.date(2024, 6, 30)))),
    )
    file = booked(*rows, origin=origin(FileKind.CERTIFICATE, money=money))
    entry = Entry.objects.get(key=f"history:{file.pk}")
    assert (entry.flow, entry.booked_on) == ("transfer_in", TODAY)
    assert {(each.account_kind, each.side, each.amount_fen) for each in entry.postings.all()} == {
        ("fiscal_account", "DEBIT", 3_800_000), ("transfer_income", "CREDIT", 3_800_000),
    }  # fmt: skip
    told = behind(entry)
    assert told is not None and (told.count, told.sum_fen) == (1, 3_800_000)
    assert broken() == {}


def test_money_is_booked_only_after_a_fund_accountant_has_seen_it_in_the_account() -> None:
    """A third person: neither who typed the amount in nor who has the file booked (REG 37)."""
    told = origin(FileKind.CERTIFICATE, money=Money(3_800_000, TODAY))
    received = sent(person(), months("2015-01", "2015-12"), balance(), origin=told)
    refused("wrong_state", lambda: confirmed(received))
    file = submitted(received)
    refused("history_money_not_confirmed", lambda: approved(file))
    refused("same_person", lambda: confirmed(file, by=file.received_by))
    accountant = an_accountant()
    seen = confirmed(file, by=accountant)
    refused("history_no_money_to_confirm", lambda: confirmed(seen))
    refused("same_person", lambda: approved(seen, by=accountant))
    assert not Entry.objects.exists()
    assert done(approved(seen)).state == FileState.BOOKED
    assert Entry.objects.get().key == f"history:{file.pk}"
    assert broken() == {}


def test_money_comes_by_one_line_of_the_bank_which_is_matched_with_what_is_booked() -> None:
    told = origin(FileKind.CERTIFICATE, money=Money(3_800_000, TODAY))
    file = submitted(sent(person(), months("2015-01", "2015-12"), balance(), origin=told))
    line, day = arrived(file, on=TODAY - dt.timedelta(days=2)), TODAY - dt.timedelta(days=2)
    refused("history_money_line_differs", lambda: confirmed(file, line=arrived(file, fen=3_799_999)))
    seen = confirmed(file, line=line)
    other = replace(told, letter="移交清单 2026-11-02")
    wang = submitted(sent(person(WANG, "王历"), balance(number=WANG, name="王历"), origin=other))
    refused("history_money_line_taken", lambda: confirmed(wang, line=line))
    done(approved(seen))
    entry = Entry.objects.get()
    match = Match.objects.get(line=line)
    assert (entry.booked_on, match.posting.entry, match.amount_fen) == (day, entry, 3_800_000)
    line.refresh_from_db()
    assert line.matched_at is not None
    refused("history_money_line_taken", lambda: confirmed(wang, line=line))
    assert broken() == {}


def test_a_line_that_was_matched_since_brings_no_money_of_history() -> None:
    told = origin(FileKind.CERTIFICATE, money=Money(3_800_000, TODAY))
    file = submitted(sent(person(), months("2015-01", "2015-12"), balance(), origin=told))
    line = arrived(file)
    seen = confirmed(file, line=line)
    book = Book.objects.get(region=file.region, fund=Fund.PENSION)
    sides = (AccountKind.FISCAL, Side.DEBIT), (AccountKind.FISCAL_SUBSIDY, Side.CREDIT)
    post(
        key="other", flow="fiscal_subsidy", booked_on=TODAY, reason="x", by=None, at=tick(),
        lines=[EntryLine(book, kind, side, 3_800_000) for kind, side in sides],
    )  # fmt: skip
    match_lines(bank_account=line.bank_account, at=tick())
    refused("history_money_line_matched", lambda: approved(seen))


def test_a_line_is_free_again_once_its_file_is_withdrawn() -> None:
    told = origin(FileKind.CERTIFICATE, money=Money(3_800_000, TODAY))
    file = submitted(sent(person(), months("2015-01", "2015-12"), balance(), origin=told))
    line = arrived(file)
    seen = confirmed(file, line=line)
    actions.withdraw(file_id=seen.pk, seen_version=seen.version, by=file.received_by, at=tick())
    again = submitted(sent(person(), months("2015-01", "2015-12"), balance(), origin=told))
    assert done(approved(confirmed(again, line=line))).state == FileState.BOOKED
    assert broken() == {}


def test_money_of_one_letter_is_told_by_one_file() -> None:
    """Two files under one letter, each with the whole sum, would book it twice."""
    told = origin(FileKind.CERTIFICATE, money=Money(7_000_000, TODAY))
    file = sent(person(), balance(), origin=told)
    again = replace(told, letter=told.letter.replace(" ", "  ").lower())
    wang = (person(WANG, "王历"), balance(number=WANG, name="王历"))
    refused("history_money_told_already", lambda: sent(*wang, origin=again))
    assert sent(*wang, origin=replace(again, money=None)).money_fen is None, "its further rows come with the same money"
    assert sent(person(), balance("31000.51"), origin=told, replaces=file).money_fen == 7_000_000


def test_a_certificate_opens_no_account_without_money() -> None:
    """A transfer would pay out what never came in (T66 4)."""
    told = origin(FileKind.CERTIFICATE)
    refused("history_money_missing", lambda: sent(person(), balance(), origin=told))
    assert booked(person(), months("2015-01", "2015-12"), origin=told).state == FileState.BOOKED


def test_the_files_of_a_letter_open_no_more_than_arrived_with_it() -> None:
    told = origin(FileKind.CERTIFICATE, money=Money(6_200_100, TODAY))
    wang = (person(WANG, "王历"), balance(number=WANG, name="王历"))
    first, second = sent(person(), balance(), origin=told), sent(*wang, origin=replace(told, money=None))
    zhao = (person(ZHAO, "赵历"), balance("0.01", number=ZHAO, name="赵历"))
    refused("history_money_short", lambda: sent(*zhao, origin=replace(told, money=None)))
    waiting = submitted(second)
    refused("history_money_not_enough", lambda: approved(waiting))
    done(approved(confirmed(submitted(first))))
    assert done(approved(waiting)).state == FileState.BOOKED
    assert broken() == {}


def test_the_database_refuses_a_certificate_that_opens_accounts_without_money() -> None:
    told = origin(FileKind.CERTIFICATE, money=Money(6_200_100, TODAY))
    sent(person(), balance(), origin=told)
    wang = (person(WANG, "王历"), balance(number=WANG, name="王历"))
    file, reviewer = submitted(sent(*wang, origin=replace(told, money=None))), a_reviewer()
    run, _ = open_run(kind=BOOKING, key="x", parameters={"file": file.pk, "region": BEIJING}, by=None, at=tick())
    with database.refused("history_opens_with_money"):
        HistoryFile.objects.filter(pk=file.pk).update(
            state="approved", decided_by=reviewer, decided_eyes=reviewer.eyes, decided_at=tick(), run=run
        )


def test_a_declared_balance_moves_no_money() -> None:
    booked(person(), balance())
    assert not Entry.objects.exists()


def test_a_certificate_is_another_regions() -> None:
    here = origin(FileKind.CERTIFICATE)
    wrong = type(here)(FileKind.CERTIFICATE, here.region, here.line, here.region, here.letter)
    refused("history_place_elsewhere", lambda: sent(person(), origin=wrong))


def test_the_healthcare_line_has_a_file_of_its_own() -> None:
    row = months("2015-01", "2015-12", insurance="medical_employee")
    assert problems(sent(person(), row)) == {3: "history_insurance"}
    file = booked(person(), row, origin=origin(line=Line.HS), told=letter((person(), row), Line.HS))
    assert file.found_months == 12


def test_a_file_without_rows_or_columns_or_too_long_is_refused_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(Refusal) as refusal:
        actions.receive(
            origin=origin(), name="x.csv", content=b"record,number\n", told=Totals(), by=a_clerk(), at=tick()
        )
    assert refusal.value.code == "history_file_columns" and "name" in refusal.value.en
    refused("history_file_empty", sent)
    monkeypatch.setattr("contributions.history.actions.receiving.MOST_ROWS", 2)
    refused("history_file_long", lambda: sent(person(), months("2015-01", "2015-12"), balance()))
    assert not HistoryFile.objects.exists()
    assert sent(person(), balance()).rows_count == 2


def test_a_run_that_books_something_else_than_was_reviewed_stops() -> None:
    file = approved(submitted(sent(person(), months("2015-01", "2015-12"))))
    assert file.run is not None
    part = file.run.slices.get()
    part.scope |= {"last": 0}
    part.save(update_fields=["scope"])
    done(file)
    file.run.refresh_from_db()
    assert (file.state, file.run.state) == (FileState.APPROVED, RunState.FAILED)
    assert broken() == {}


def test_many_people_are_booked_by_slices(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("contributions.history.actions.booking.PEOPLE_A_SLICE", 2)
    rows = [
        row
        for order in range(901, 906)
        for row in (
            person(citizen_number(order=order), f"例{order}"),
            months("2015-01", "2015-03", number=citizen_number(order=order), name=f"例{order}"),
        )
    ]
    file = booked(*rows)
    assert file.run is not None
    assert (file.run.slices.count(), file.run.people, HistoryMonth.objects.count()) == (3, 5, 15)
    assert broken() == {}
