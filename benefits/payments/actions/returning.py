"""Paying again what a bank returned, or what had no account, once another account is recorded."""

import datetime as dt
from pathlib import Path

from django.db import connection, transaction
from django.db.models import Max
from django.utils import timezone

from benefits.payments.actions.running import on_record
from benefits.payments.models import Batch, GivenUp, Hold, LastAnswer, Payment, PaymentRun
from benefits.payments.rules.course import Answer, Why
from benefits.payments.selectors.permits import AGAIN, why_not, why_own
from benefits.payments.selectors.standing import cards_of
from enrollment.registry.models import Person
from siadmin.agency.models import User
from siadmin.agency.trail import record
from siadmin.kernel.database import run_sql
from siadmin.kernel.refusal import Reason

SQL = Path(__file__).resolve().parent.parent / "sql"
NOT_RETURNED = Reason(
    "payment_not_returned",
    "这笔款项没有退回，或者已经重新发放。",
    "This payment was not returned, or it was paid again already.",
    "刷新页面查看发放状态。",
    "Reload the page to see how it stands.",
)
GIVEN_UP = Reason(
    "payment_given_up",
    "本笔所含的一项待遇已停发，不再重新发放。",
    "A benefit in this payment has ended; it is not paid again.",
    "其中仍应发放的部分随下一批次发放。",
    "What else was in it is paid with the next run.",
)
SAME_ACCOUNT = Reason(
    "payment_same_account",
    "{name}的收款账户没有更正，还是退回的账户，或没有登记。",
    "The account of {name} is still the one that failed, or none is recorded.",
    "先办理“变更待遇领取账户”。",
    "Have the account changed first.",
)


@on_record
@transaction.atomic
def pay_again(*, payment_run_id: int, row: int, by: User, at: dt.datetime) -> Payment:
    """The same amount to the account that stands now: with the next file to that bank, unless something holds it.

    Raises NOT_RETURNED, OWN_BENEFIT, GIVEN_UP, SAME_ACCOUNT, and what `why_not` answers.
    """
    own = PaymentRun.objects.select_for_update(of=("self",)).select_related("region").get(pk=payment_run_id)
    if refusal := why_not(own, AGAIN, by, timezone.localdate(at)):
        raise refusal
    of_run = Payment.objects.filter(month=own.month, batch_id__in=own.batches.values("pk"))
    old = of_run.filter(row=row).first()
    if old is None or of_run.filter(again_for=row).exists() or not _failed(old) or _is_there(own, old.person_id):
        raise NOT_RETURNED()
    person = Person.objects.get(pk=old.person_id)
    if refusal := why_own(person, by):
        raise refusal
    if GivenUp.objects.filter(run=own, person=old.person_id).exists():
        raise GIVEN_UP()
    card = cards_of([old.person_id]).get(old.person_id)
    if card is None or card.pk == old.card_id:
        raise SAME_ACCOUNT(name=person.name)
    batch, _ = Batch.objects.get_or_create(payment_run=own, bank_name=card.bank_name)
    last = of_run.aggregate(row=Max("row"))["row"]
    paid = Payment.objects.create(
        month=own.month, batch_id=batch.pk, row=last + 1, person_id=old.person_id, amount_fen=old.amount_fen,
        card_id=card.pk, slice_id=old.slice_id, again_for=row, again_by_id=by.pk,
    )  # fmt: skip
    run_sql(SQL / "hold_again.sql", {"run": own.pk, "month": own.month.first_day, "row": paid.row, "at": at})
    place = {"region": own.region_id, "fund": own.fund}
    run_sql(SQL / "hold_against.sql", place | {"run": own.pk, "entitlements": None, "at": at})
    record(
        by=by, at=at, code="payment_made_again", subject_kind="person", subject=person.number, run=own.number,
        amount_fen=old.amount_fen,
    )  # fmt: skip
    return paid


def _failed(old: Payment) -> bool:
    its = Hold.objects.filter(month=old.month, batch_id=old.batch_id, row=old.row, lifted_at__isnull=True)
    if old.card_id is None or its.filter(because=Why.NO_ACCOUNT).exists():
        return True
    results = LastAnswer.objects.filter(month=old.month, batch_id=old.batch_id, row=old.row)
    return results.exclude(answer=Answer.PAID).exists()


def _is_there(own: PaymentRun, person_id: int) -> bool:
    """Another payment of the run to the person has left, and was not returned."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT payments_has_left(%s, %s)", [own.pk, person_id])
        return bool(cursor.fetchone()[0])
