"""One person, by whichever account and post, takes one step of a run: of payments, of a clearing, of a rise."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection

from benefits.payments import actions
from benefits.payments.models import BankFile, PaymentRun, ResultFile
from benefits.settlement.actions import approve_clearing, pay_clearing, review_clearing, take_clearing_results
from benefits.settlement.models import ClearingAnswer, ClearingRun
from siadmin.agency.insurances import Fund, Line
from siadmin.agency.posts import Post
from siadmin.kernel.models import Run
from tests import database
from tests.cities import tick
from tests.claims import toy
from tests.factories import a_person
from tests.payments.refusals import refused
from tests.payments.till import Till, a_card, answer, funded, rows_of
from tests.pension.rising import a_pensioner, a_till, reckoned
from tests.prohibitions.hands import somebody_as
from tests.settlement.agency import Clearer
from tests.settlement.hospital import Hospital, desk, line, patient

pytestmark = [pytest.mark.usefixtures("five_cities", "at_the_desk")]


@pytest.fixture(autouse=True)
def _toys() -> Iterator[None]:
    with toy.joined():
        yield


def drawn(till: Till) -> None:
    person = a_person()
    a_card(person)
    till.granted(person)


def copied(table: str, pk: int, **other: Any) -> None:
    """The row once more by plain SQL, with other values in some columns."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {table} WHERE false")
        columns = [each.name for each in cursor.description if each.name != "id"]
    told = ", ".join("%s" if name in other else name for name in columns)
    values = [other[name] for name in columns if name in other]
    statement = f"INSERT INTO {table} ({', '.join(columns)}) SELECT {told} FROM {table} WHERE id = %s"
    database.run(statement, *values, pk)


def test_never_one_person_two_steps_of_a_payment_run() -> None:
    """Opens, reviews, approves, hands to the bank, takes in the answer: five people."""
    till = Till("toy_pension", Fund.PENSION)
    till.clerk = somebody_as(Post.CLERK)
    funded(Fund.PENSION)
    drawn(till)
    own = till.opened()
    till.seen(own)
    with refused("same_person"):
        till.reviewed(own, by=somebody_as(Post.REVIEWER))
    with database.refused("payment_run_four_eyes"):
        PaymentRun.objects.filter(pk=own.pk).update(
            state="reviewed", reviewed_by=own.opened_by, reviewed_eyes=own.opened_eyes, reviewed_at=tick()
        )
    own = till.reviewed(own)
    with refused("same_person"):
        actions.approve(payment_run_id=own.pk, seen_version=own.version, by=somebody_as(Post.APPROVER), at=tick())
    own = actions.approve(payment_run_id=own.pk, seen_version=own.version, by=till.approver, at=tick())
    one = somebody_as(Post.CASHIER)
    with refused("same_person"):
        actions.send_file(batch_id=till.batch(own).pk, by=one, at=tick())
    file = till.sent(own)
    with database.refused("bank_file_sent_by_another"):
        copied("payments_bankfile", file.pk, sequence=2, sent_by_id=one.pk)
    content = answer([(row["reference"], "paid") for row in rows_of(file)])
    one = somebody_as(Post.ACCOUNTANT)
    with refused("same_person"):
        actions.take_results(file_id=file.pk, name="answer.csv", content=content, by=one, at=tick())
    told, is_new = actions.take_results(
        file_id=file.pk, name="answer.csv", content=content, by=till.accountant, at=tick()
    )
    assert is_new
    for taker in (one, till.cashier):
        with database.refused("answer_taken_by_another"):
            copied("payments_resultfile", told.pk, content_hash=b"another", imported_by_id=taker.pk)
    assert (BankFile.objects.count(), ResultFile.objects.count()) == (1, 1)


def test_never_one_person_two_steps_of_a_clearing() -> None:
    hospital, clearer, person = Hospital(), Clearer(), patient()
    clearer.clerk = somebody_as(Post.CLERK, line=Line.HS)
    stay = hospital.admitted(person)
    hospital.settled(stay, hospital.presettled(stay, [line("DV0001", 1, "9000")]))
    funded(Fund.MEDICAL)
    own = clearer.opened()
    steps: list[tuple[str, Any, str]] = [
        ("reviewed", review_clearing, Post.REVIEWER), ("approved", approve_clearing, Post.APPROVER),
        ("paid", pay_clearing, Post.CASHIER),
    ]  # fmt: skip
    others = (clearer.reviewer, clearer.approver, clearer.cashier)
    for (state, act, post), other in zip(steps, others, strict=True):
        one = somebody_as(post, line=Line.HS)
        with refused("same_person"):
            clearer.act(own, act, one)
        with database.refused("clearing_paid_by_a_fourth" if state == "paid" else "clearing_by_three"):
            signed = {f"{state}_by": one, f"{state}_eyes": own.opened_eyes, f"{state}_at": tick()}
            ClearingRun.objects.filter(pk=own.pk).update(state=state, version=own.version + 1, **signed)
        own = clearer.act(own, act, other)
    assert own.state == "paid"
    told: dict[str, Any] = {
        "file_id": own.files.get().pk,
        "name": "回盘.csv",
        "content": f"reference,result\n{own.number}-1,paid\n".encode(),
    }
    one = somebody_as(Post.ACCOUNTANT, line=Line.HS)
    with refused("same_person"):
        take_clearing_results(**told, by=one, at=tick())
    taken, is_new = take_clearing_results(**told, by=desk(Post.ACCOUNTANT), at=tick())
    assert is_new
    for taker in (one, clearer.cashier):
        with database.refused("clearing_answer_by_another"):
            copied("settlement_clearinganswer", taken.pk, content_hash=b"another", imported_by_id=taker.pk)
    assert ClearingAnswer.objects.count() == 1


def test_never_one_person_two_steps_of_a_rise() -> None:
    funded(Fund.PENSION, 10_000_000_000)
    a_pensioner()
    till = a_till()
    till.clerk = somebody_as(Post.CLERK)
    own = reckoned(till)
    one = somebody_as(Post.APPROVER)
    with refused("same_person"):
        actions.approve_rise(rise_id=own.pk, seen_version=own.version, by=one, at=tick())
    put = Run.objects.get(pk=own.run_id)
    put.pk, put.key = None, "another"
    put.save(force_insert=True)
    with database.refused("rise_four_eyes"):
        type(own).objects.filter(pk=own.pk).update(
            state="approved", approved_by=one, approved_eyes=one.eyes, approved_at=tick(), put_run=put
        )
    own.refresh_from_db()
    assert own.state == "checking"
