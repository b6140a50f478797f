"""A month of payments from assembling to the bank's answer: guard, four eyes, files, returns, books."""

from contextlib import nullcontext
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from benefits.payments import actions
from benefits.payments.actions import entitling
from benefits.payments.models import (
    BenefitLine,
    Ending,
    Entitlement,
    Hold,
    InFile,
    Payment,
    PaymentRun,
    Result,
    ReturnedLater,
)
from benefits.payments.rules.course import PAYMENT_RUN, State, Why
from benefits.payments.selectors import batches_of, paid_to
from benefits.payments.selectors.leaving import not_sent
from benefits.payments.selectors.standing import held_in, holds_of, kept_of
from enrollment.registry.actions.corrections import change_bank_card
from enrollment.registry.models import Person
from funds.ledger.models import AccountKind, Book, Entry
from funds.ledger.selectors import balances_of, drawn_by, left_of_plans
from siadmin.agency.insurances import Fund
from siadmin.kernel.months import Month
from siadmin.letters.models import Message
from siadmin.letters.selectors import reissue_pdf
from tests import database
from tests.cities import BEIJING, NOVEMBER, broken, tick, work
from tests.claims.desk import ClaimDesk
from tests.factories import TODAY, a_person, a_user
from tests.payments.refusals import refused
from tests.payments.till import BANKS, FUND, Till, a_card, answer, funded, rows_of
from tests.planned import planned

pytestmark = pytest.mark.usefixtures("five_cities")


@pytest.fixture
def till() -> Till:
    funded()
    return Till()


def somebody_with_a_card() -> Person:
    person = a_person()
    a_card(person)
    return person


def somebody(till: Till, *, bank: str = BANKS[0], days: int = 10, account: str = "") -> Person:
    person = a_person()
    a_card(person, bank=bank, account=account)
    till.granted(person, days=days)
    return person


def spent(fund: str = FUND) -> int:
    return balances_of(Book.objects.get(region_id=BEIJING, fund=fund)).get(AccountKind.BENEFITS, 0)


def money() -> tuple[int, int, int]:
    """What the expenditure account holds, what has left the fiscal special account, and what plans say was drawn."""
    book = Book.objects.get(region_id=BEIJING, fund=FUND)
    held = balances_of(book)
    gone = -held.get(AccountKind.OPENING, 0) - held[AccountKind.FISCAL]
    return held.get(AccountKind.EXPENDITURE, 0), gone, drawn_by(book, Month.of(TODAY))


def test_the_picture_is_the_table() -> None:
    page = (Path(settings.BASE_DIR) / "docs/workflows/payment_run.md").read_text(encoding="utf-8")
    assert page.partition("```mermaid\n")[2].partition("```")[0] == PAYMENT_RUN.mermaid()


def test_three_are_paid_by_two_banks_and_the_books_say_so(till: Till) -> None:
    people = [somebody(till), somebody(till, bank=BANKS[1], days=20), somebody(till)]
    own = till.approved()
    assert (own.state, own.people, own.total_fen) == (State.APPROVED, 3, 40_000)
    assert {each.bank_name: each.total_fen for each in batches_of(own)} == {BANKS[0]: 20_000, BANKS[1]: 20_000}
    for bank in BANKS:
        assert till.answered(till.sent(own, bank))
    assert spent() == 40_000
    assert [paid_to([person.pk])[0].stands for person in people] == ["paid"] * 3
    assert broken() == {}


def test_a_month_is_paid_once(till: Till) -> None:
    somebody(till)
    own = till.approved()
    with refused("payment_run_open_already"):
        till.opened()
    assert BenefitLine.objects.filter(paid_in=own.pk).count() == 1


def test_a_cancelled_run_is_made_anew_and_pays_once(till: Till) -> None:
    somebody(till)
    own = till.opened()
    actions.cancel(payment_run_id=own.pk, seen_version=own.version, by=till.reviewer, at=tick(), reason="少一人")
    somebody(till)
    again = till.approved()
    assert again.total_fen == 20_000
    assert broken() == {}


def test_a_month_before_anything_begins_is_not_opened(till: Till) -> None:
    somebody(till)
    with refused("payment_nobody_to_pay"):
        till.opened(NOVEMBER - 1)
    assert not PaymentRun.objects.exists()


def test_nobody_signs_twice_and_the_sample_is_looked_at_first(till: Till) -> None:
    somebody(till)
    own = till.opened()
    with refused("payment_sample_waits"):
        till.reviewed(own)
    with refused("payments_not_your_post"):
        till.reviewed(own, by=till.clerk)
    till.seen(own)
    own = till.reviewed(own)
    with refused("payments_not_your_post"):
        actions.approve(payment_run_id=own.pk, seen_version=own.version, by=till.reviewer, at=tick())
    with refused("changed_since"):
        actions.approve(payment_run_id=own.pk, seen_version=own.version - 1, by=till.approver, at=tick())
    with database.refused("payment_run_four_eyes"):
        PaymentRun.objects.filter(pk=own.pk).update(
            state="approved", approved_by=own.opened_by, approved_eyes=own.opened_eyes, version=own.version + 1
        )


def test_a_death_on_record_by_mistake_holds_no_longer_once_put_right(till: Till) -> None:
    person = somebody(till)
    Person.objects.filter(pk=person.pk).update(died_on=NOVEMBER.first_day.replace(month=10))
    own = till.opened()
    hold = Hold.objects.get(because=Why.DIED)
    with database.refused("hold_not_by_a_word"):
        Hold.objects.filter(pk=hold.pk).update(lifted_by=till.reviewer, lifted_at=tick(), reason="人还在")
    Person.objects.filter(pk=person.pk).update(died_on=None)
    till.lift(hold, reason="死亡登记有误，已更正")
    assert till.sent(till.approved(own)).payments == 1


def test_nothing_leaves_before_it_is_approved(till: Till) -> None:
    somebody(till)
    own = till.opened()
    with refused("wrong_state"):
        till.sent(own)


def test_the_guard_holds_who_died_has_no_account_or_shares_one(till: Till) -> None:
    dead, alone = somebody(till), a_person()
    Person.objects.filter(pk=dead.pk).update(died_on=NOVEMBER.first_day.replace(month=10))
    till.granted(alone)
    one, two = somebody(till, account="6229999999999999999"), somebody(till, account="6229999999999999999")
    own = till.opened()
    held = {(hold.person_id, hold.because) for hold in Hold.objects.exclude(because="sample")}
    assert held == {
        (dead.pk, Why.DIED), (alone.pk, Why.NO_ACCOUNT), (one.pk, Why.SHARED_ACCOUNT), (two.pk, Why.SHARED_ACCOUNT)
    }  # fmt: skip
    with refused("payment_hold_not_by_a_word"):
        till.lift(Hold.objects.get(because="died"))
    with refused("payments_not_your_post"):
        till.lift(Hold.objects.get(person=one, because="shared_account"), by=till.clerk)
    own = till.approved(own)
    with refused("payment_nothing_to_send"):
        till.sent(own)
    till.lift(Hold.objects.get(person=one, because="shared_account"), reason="夫妻共用，已到家核实")
    assert [row["amount"] for row in rows_of(till.sent(own))] == ["100.00"]
    assert broken() == {}


def test_what_a_bank_returns_is_booked_back_told_and_paid_again(till: Till) -> None:
    person, other = somebody(till), somebody(till)
    own = till.approved()
    file = till.sent(own)
    place = next(n for n, row in enumerate(rows_of(file)) if row["name"] == person.name and n == 0)
    till.answered(file, {place: "account_closed"})
    assert spent() == 10_000
    failed = Result.objects.get(answer="account_closed")
    who = Payment.objects.get(row=failed.row).person_id
    assert Message.objects.filter(code="payment_returned", recipient=Person.objects.get(pk=who).number).exists()
    with refused("payment_same_account"):
        actions.pay_again(payment_run_id=own.pk, row=failed.row, by=till.clerk, at=tick())
    a_card(Person.objects.get(pk=who), bank=BANKS[1], account="6222000000000009999")
    actions.pay_again(payment_run_id=own.pk, row=failed.row, by=till.clerk, at=tick())
    with refused("payment_not_returned"):
        actions.pay_again(payment_run_id=own.pk, row=failed.row, by=till.clerk, at=tick())
    assert till.answered(till.sent(own, BANKS[1]))
    assert spent() == 20_000
    assert broken() == {}
    assert {person.pk, other.pk} >= {who}


def returned_and_paid_again(till: Till, own: PaymentRun) -> Payment:
    """The only payment to the first bank came back; the person has an account at the other."""
    file = till.sent(own, BANKS[0])
    till.answered(file, {0: "account_closed"})
    old = Payment.objects.get(batch_id=file.batch_id)
    a_card(Person.objects.get(pk=old.person_id), bank=BANKS[1], account="6222000000000009999")
    return actions.pay_again(payment_run_id=own.pk, row=old.row, by=till.clerk, at=tick())


def test_what_came_back_pays_its_payment_again_and_no_more_is_drawn(till: Till) -> None:
    somebody(till), somebody(till, bank=BANKS[1], days=20)
    own = till.approved()
    book = Book.objects.get(region_id=BEIJING, fund=FUND)
    again = returned_and_paid_again(till, own)
    assert money() == (10_000, 10_000, 10_000), "it lies in the expenditure account"
    assert [need.amount_fen for need in not_sent(book, NOVEMBER)] == [20_000]
    (each,) = (each for each in batches_of(own) if each.bank_name == BANKS[1])
    assert (each.ready, each.ready_fen, each.back_fen, each.drawn_fen) == (2, 30_000, 10_000, 20_000)
    page = Client()
    page.force_login(till.cashier)
    shown = page.get(reverse("payment_sending", args=[own.number]), headers={"accept-language": "en"})
    assert "From what banks returned" in shown.content.decode() and "¥200.00 is drawn" in shown.content.decode()
    file = till.sent(own, BANKS[1])
    assert (file.payments, file.total_fen, file.from_returned_fen) == (2, 30_000, 10_000)
    assert InFile.objects.get(row=again.row).file_id == file.pk
    assert money() == (0, 30_000, 30_000)
    assert not_sent(book, NOVEMBER) == [] and spent() == 30_000
    assert broken() == {}


def test_what_came_back_is_paid_again_though_no_plan_is_left() -> None:
    book = Book.objects.get(region_id=BEIJING, fund=FUND)
    planned(book, fen=10_000)
    funded(planning=False)
    till = Till()
    somebody(till)
    own = till.approved()
    returned_and_paid_again(till, own)
    assert left_of_plans(book, Month.of(TODAY)) == 0
    file = till.sent(own, BANKS[1])
    assert not Entry.objects.filter(key=f"payments:{own.number}:{file.batch_id}:{file.sequence}:funding").exists()
    assert money() == (0, 10_000, 10_000)


def test_a_payment_in_the_stead_of_one_that_never_left_draws_what_the_first_return_does_not_pay(till: Till) -> None:
    """Returned; paid again to an account that ends before it leaves; paid again. Then one that never left at all."""
    somebody(till), somebody(till, bank=BANKS[1], days=20)
    own, boss = till.approved(), a_user(staff=True)
    second = returned_and_paid_again(till, own)
    person = Person.objects.get(pk=second.person_id)
    for other in Person.objects.filter(pk__in=Payment.objects.values("person_id")).order_by("pk"):
        account = f"62220210000000{other.pk:05d}"
        change_bank_card(person=other, bank_name=BANKS[1], account=account, by=boss, at=tick(), reason="本人变更")
    waiting = list(Hold.objects.filter(because=Why.NO_ACCOUNT).order_by("row").values_list("row", flat=True))
    assert len(waiting) == 2 and second.row in waiting
    for row in waiting:
        actions.pay_again(payment_run_id=own.pk, row=row, by=till.clerk, at=tick())
    file = till.sent(own, BANKS[1])
    assert (file.payments, file.total_fen, file.from_returned_fen) == (2, 30_000, 10_000)
    assert money() == (0, 30_000, 30_000)
    assert till.answered(file) and paid_to([person.pk])[0].stands == "paid"
    assert broken() == {}


def test_a_file_says_what_came_back_and_draws_the_rest(till: Till) -> None:
    """A trigger counts again, whoever writes."""
    somebody(till)
    own = till.approved()
    returned_and_paid_again(till, own)
    file = till.sent(own, BANKS[1])
    entry = Entry.objects.get(flow="funding")
    with database.refused("bank_file_from_returned"):
        database.run(
            "INSERT INTO payments_bankfile (batch_id, sequence, payments, total_fen, document_id, entry_id,"
            " offset_fen, from_returned_fen, sent_by_id, sent_at) SELECT batch_id, 9, 1, total_fen, document_id,"
            " %s, 0, 1, sent_by_id, sent_at FROM payments_bankfile WHERE id = %s",
            entry.pk, file.pk,
        )  # fmt: skip


def test_an_account_at_a_bank_the_run_does_not_know_is_paid_by_another_payment(till: Till) -> None:
    """The account changed between the opening of the run and its slice."""
    person = somebody(till)
    own = actions.open_payments(region=till.region, fund=FUND, month=NOVEMBER, by=till.clerk, at=tick())
    a_card(person, bank=BANKS[1], account="6222000000000009999")
    work(own.run)
    own = till.approved(PaymentRun.objects.get(pk=own.pk))
    waiting = Payment.objects.get()
    assert waiting.card_id is None
    assert Hold.objects.filter(row=waiting.row, because=Why.NO_ACCOUNT).exists()
    actions.pay_again(payment_run_id=own.pk, row=waiting.row, by=till.clerk, at=tick())
    assert till.answered(till.sent(own, BANKS[1]))
    assert "paid" in {each.stands for each in paid_to([person.pk])} and spent() == 10_000
    assert broken() == {}


def test_an_account_that_changed_after_approval_gets_nothing_and_the_new_one_does(till: Till) -> None:
    person = somebody(till)
    own, boss = till.approved(), a_user(staff=True)
    change_bank_card(
        person=person, bank_name=BANKS[1], account="6222021000000000008", by=boss, at=tick(), reason="本人变更"
    )
    hold = Hold.objects.get(person=person, because=Why.NO_ACCOUNT)
    with refused("payment_nothing_to_send"):
        till.sent(own)
    with database.refused("payment_leaves_as_approved"):
        database.run(
            "INSERT INTO payments_infile (month, batch_id, row, file_id)"
            " SELECT month, batch_id, row, 1 FROM payments_payment"
        )
    again = actions.pay_again(payment_run_id=own.pk, row=hold.row, by=till.clerk, at=tick())
    with refused("payment_not_returned"):
        actions.pay_again(payment_run_id=own.pk, row=hold.row, by=till.clerk, at=tick())
    (told,) = rows_of(till.sent(own, BANKS[1]))
    assert (told["account"], int(told["reference"].rpartition("-")[2])) == ("6222021000000000008", again.row)
    assert spent() == 10_000 and broken() == {}


def test_what_arrived_and_came_back_weeks_later_is_booked_back_and_paid_again(till: Till) -> None:
    person, other = somebody(till), somebody(till)
    own = till.approved()
    file = till.sent(own)
    till.answered(file)
    assert spent() == 20_000
    place = next(n for n, row in enumerate(rows_of(file)) if row["account"] == f"62220000{person.pk:011d}")
    with CaptureQueriesContext(connection) as asked:
        assert till.answered(file, {place: "account_closed"})
    for table in ("payments_infile", "payments_answer", "payments_returnedlater"):
        found = [each["sql"] for each in asked if f'FROM "{table}"' in each["sql"]]
        assert found and all(f'"{table}"."month" = ' in each for each in found), "of its month alone"
    assert not till.answered(file, {place: "account_closed"}), "the same content again changes nothing"
    assert spent() == 10_000
    late = ReturnedLater.objects.get()
    assert Result.objects.get(row=late.row).answer == "paid", "what the bank said first stays"
    assert [paid_to([each.pk])[0].stands for each in (person, other)] == ["returned", "paid"]
    assert Message.objects.filter(code="payment_returned", recipient=person.number).exists()
    with database.refused("returned_later_had_arrived"):
        ReturnedLater.objects.create(
            month=late.month, batch_id=late.batch_id, row=late.row + 1, result_file=late.result_file, answer="paid"
        )
    a_card(person, bank=BANKS[1], account="6222000000000009999")
    actions.pay_again(payment_run_id=own.pk, row=late.row, by=till.clerk, at=tick())
    assert till.answered(till.sent(own, BANKS[1]))
    assert spent() == 20_000
    assert broken() == {}


def test_what_held_a_payment_holds_the_one_in_its_stead(till: Till) -> None:
    """No account and a death: an account recorded afterwards does not let it go, on a screen or in the database."""
    dead = a_person()
    till.granted(dead)
    somebody(till)
    Person.objects.filter(pk=dead.pk).update(died_on=NOVEMBER.first_day.replace(month=10))
    own = till.approved()
    a_card(dead)
    row = Payment.objects.get(person_id=dead.pk).row
    again = actions.pay_again(payment_run_id=own.pk, row=row, by=till.clerk, at=tick())
    assert set(Hold.objects.filter(row=again.row).values_list("because", flat=True)) == {Why.DIED}
    assert [each.row for each in holds_of(own)] == [again.row], "who looks into it meets it once"
    till.sent(own)
    assert not InFile.objects.filter(row=again.row).exists()
    assert broken() == {}


def test_what_had_no_account_and_was_made_again_waits_for_nobody(till: Till) -> None:
    person = a_person()
    till.granted(person)
    somebody(till)
    own = till.approved()
    assert (held_in(own), kept_of([own])[own.pk].payments) == (1, 1)
    a_card(person)
    row = Payment.objects.get(person_id=person.pk).row
    actions.pay_again(payment_run_id=own.pk, row=row, by=till.clerk, at=tick())
    assert (held_in(own), kept_of([own])[own.pk].fen) == (0, 0)
    assert sum(each.total_fen for each in batches_of(own)) == own.total_fen
    assert sum(each.ready_fen for each in batches_of(own)) == own.total_fen


def test_a_new_account_that_others_use_holds_what_is_paid_again(till: Till) -> None:
    alone = a_person()
    till.granted(alone)
    somebody(till, account="6229999999999999999")
    own = till.approved()
    a_card(alone, account="6229999999999999999")
    row = Payment.objects.get(person_id=alone.pk).row
    again = actions.pay_again(payment_run_id=own.pk, row=row, by=till.clerk, at=tick())
    (hold,) = Hold.objects.filter(row=again.row)
    assert hold.because == Why.SHARED_ACCOUNT
    till.lift(hold, reason="夫妻共用，已到家核实")
    assert {int(line["reference"].rpartition("-")[2]) for line in rows_of(till.sent(own))} >= {again.row}


def test_what_is_paid_once_excludes_no_other_benefit() -> None:
    person = somebody_with_a_card()
    funded(Fund.PENSION)
    pension = Till("toy_pension", Fund.PENSION)
    pension.granted(person)
    assert pension.sent(pension.approved()).payments == 1
    jobless = Till("toy_parasol", Fund.UNEMPLOYMENT)
    jobless.granted(person)
    jobless.opened()
    assert not Hold.objects.filter(because="two_benefits").exists()


def test_an_answer_twice_half_or_of_strangers(till: Till) -> None:
    somebody(till), somebody(till)
    own = till.approved()
    file = till.sent(own)
    assert till.answered(file, most=1)
    assert not till.answered(file, most=1), "the same content again changes nothing"
    assert till.answered(file, most=2), "the rest comes later"
    assert Result.objects.count() == 2
    with database.refused("result_of_its_file"):
        database.forged(Result.objects.earliest("row"), row=0)
    assert till.answered(file, {0: "account_closed"}), "returned after it had arrived"
    with refused("payment_result_contradicts"):
        till.answered(file, {0: "account_frozen"})
    with refused("payment_result_unknown"):
        rows = [(f"{own.number}-999", "paid")]
        actions.take_results(file_id=file.pk, name="x.csv", content=answer(rows), by=till.accountant, at=tick())
    with refused("payment_result_empty"):
        actions.take_results(file_id=file.pk, name="x.csv", content=answer([]), by=till.accountant, at=tick())
    with refused("payment_result_row"):
        actions.take_results(
            file_id=file.pk, name="x.csv", content=answer([("nonsense", "paid")]), by=till.accountant, at=tick()
        )
    assert broken() == {}


def test_a_fund_pays_only_what_it_has() -> None:
    funded(fen=5_000)
    till = Till()
    somebody(till)
    own = till.approved()
    with refused("fund_short"):
        till.sent(own)
    assert spent() == 0


@pytest.mark.usefixtures("letters_set")
def test_a_suspension_is_decided_by_two_told_and_lifted_with_what_was_due(till: Till) -> None:
    person = somebody(till)
    entitlement = Entitlement.objects.get(person=person)
    till.stopped(entitlement, "suspended")
    ending = entitlement.endings.get()
    assert ending.kind == "suspended" and reissue_pdf(ending.letter).startswith(b"%PDF")
    assert Message.objects.filter(code="benefit_stopped", recipient=person.number).exists()
    with refused("entitlement_ended_already"):
        till.stopped(entitlement, "suspended")
    with database.refused("ending_stays"):
        Ending.objects.filter(entitlement=entitlement).update(reason="another")
    somebody(till)
    own = till.opened()
    assert own.total_fen == 10_000
    till.resumed(entitlement)
    actions.cancel(
        payment_run_id=own.pk, seen_version=own.version, by=till.reviewer, at=tick(), reason="恢复发放后重做"
    )
    assert till.opened().total_fen == 20_000
    assert broken() == {}


def test_the_same_benefit_is_not_granted_twice_for_a_month(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two applications handled side by side: whoever decides the second finds the first in payment."""
    person = somebody_with_a_card()
    monthly = ClaimDesk(person, matter="toy_pension")
    one, two = monthly.received(days=1), monthly.received(days=2)
    entitlement = Entitlement.objects.get(decision=monthly.granted(one))
    with refused("entitlement_drawn_already"):
        monthly.granted(two)
    monkeypatch.setattr(entitling, "refusing", lambda *_: nullcontext())
    with database.refused("entitlement_once"):
        monthly.act("review", two, monthly.reviewer)
    assert [each.pk for each in Entitlement.objects.filter(person=person)] == [entitlement.pk]


def test_nobody_stops_a_benefit_without_a_case_of_two(till: Till) -> None:
    entitlement = till.granted(somebody_with_a_card())
    done = entitlement.decision.claim.case
    with database.refused("ending_decided"):
        Ending.objects.create(
            entitlement=entitlement, kind="ended", from_month=NOVEMBER, because="died", verified="compared", reason="x",
            case=done,
            letter=entitlement.decision.letter, decided_by=till.clerk, decided_at=tick(),
        )  # fmt: skip
        database.run("SET CONSTRAINTS ALL IMMEDIATE")


def test_nobody_stops_a_benefit_by_a_visit_that_is_not_on_record(till: Till, monkeypatch: Any) -> None:
    entitlement = till.granted(somebody_with_a_card())
    with refused("verification_not_on_record"):
        till.stopped(entitlement, verified="visited")
    monkeypatch.setattr("benefits.payments.actions.entitling.why_not_verified", lambda *_: None)
    with database.refused("ending_verified"):
        till.stopped(entitlement, verified="visited")
        database.run("SET CONSTRAINTS ALL IMMEDIATE")


def test_the_database_lets_nothing_be_paid_twice_or_held(till: Till) -> None:
    somebody(till)
    own = till.opened()
    payment = Payment.objects.get()
    with database.refused("payment_leaves_as_approved"):
        database.run(
            "INSERT INTO payments_infile (month, batch_id, row, file_id) VALUES (%s, %s, %s, 1)",
            payment.month.first_day, payment.batch_id, payment.row,
        )  # fmt: skip
    put = PaymentRun.objects.filter(pk=own.pk)
    with database.refused("payment_run_sample_cleared"):
        put.update(state="reviewed", reviewed_by=till.reviewer, reviewed_eyes=till.reviewer.eyes)
    with database.refused("payment_run_course"):
        put.update(state="approved", approved_by=till.approver, approved_eyes=till.approver.eyes)
    till.approved(own)
    with database.refused("hold_lifted_once"):
        Hold.objects.update(reason="x")
    with database.refused("hold_lifted_once"):
        Hold.objects.all().delete()
    with database.refused("payments_while_assembling"):
        database.forged(payment, row=payment.row + 1)
    with database.refused("lines_while_assembling"):
        database.run(
            "INSERT INTO payments_line SELECT person_id, month, component_id, 9, paid_in, slice_id, amount_fen"
            " FROM payments_line"
        )
    with database.refused("payment_again_for_what_failed"):
        database.run(
            "INSERT INTO payments_payment (month, batch_id, row, person_id, amount_fen, card_id, slice_id, again_for)"
            " SELECT month, batch_id, row + 1, person_id, amount_fen, card_id, slice_id, row FROM payments_payment"
        )
