"""Letting a payment go that the guard held, with the reason; what a word cannot mend goes when it was mended."""

import datetime as dt
from pathlib import Path

from django.db import transaction
from django.utils import timezone

from benefits.payments.actions.giving_up import keep_from_leaving
from benefits.payments.actions.running import locked_run
from benefits.payments.models import Hold, Suspicion
from benefits.payments.rules.course import LIFTED_BY_A_WORD, WHY_WORDS, Outcome, Why
from benefits.payments.selectors.permits import LIFT, why_not, why_own
from benefits.payments.selectors.standing import put_right
from enrollment.registry.models import Person
from siadmin.agency.models import User
from siadmin.agency.trail import record, refusals_recorded
from siadmin.kernel.database import refusing, run_sql
from siadmin.kernel.refusal import Reason
from siadmin.kernel.workflow import SAME_PERSON

SQL = Path(__file__).resolve().parent.parent / "sql"
LIFTED_ALREADY = Reason(
    "payment_hold_lifted_already",
    "此项已由 {name} 放行。",
    "{name} has let this go already.",
    "刷新页面查看。",
    "Reload the page.",
)
NOT_BY_A_WORD = Reason(
    "payment_hold_not_by_a_word",
    "“{why_zh}”不能凭说明放行。",
    "“{why_en}” is not lifted by a word.",
    "先更正登记（死亡、账户、参保或另一项待遇）；本笔作不予发放处理，更正后重新发放。",
    "Correct what is on record (death, account, insurance, the other benefit); it is paid again after that.",
)

IT_STANDS = Reason(
    "payment_hold_while_it_stands",
    "对{name}的疑似线索尚未处理，或者本笔所含月份的待遇已停发。",
    "What is suspected of {name} is not answered yet, or a benefit in this payment is stopped.",
    "先核实线索；已停发的不放行。",
    "Answer the suspicion first; what is stopped is not let go.",
)


def _of_a_hold(hold_id: int) -> tuple[str, str]:
    return "person", Hold.objects.values_list("person__number", flat=True).get(pk=hold_id)


@refusals_recorded(_of_a_hold, by="hold_id")
@transaction.atomic
def lift_hold(*, hold_id: int, by: User, at: dt.datetime, reason: str) -> Hold:
    """A reviewer who did not open the run looked into it and says why it may go.

    What was suspected is let go by another person than answered it; what no word lifts, once the record was put right.

    Raises OWN_BENEFIT, NOT_BY_A_WORD, LIFTED_ALREADY, IT_STANDS, SAME_PERSON.
    """
    hold = Hold.objects.select_for_update(of=("self",)).select_related("person", "lifted_by").get(pk=hold_id)
    own = locked_run(hold.batch_id)  # a file of it is made before, or after
    if refusal := why_not(own, LIFT, by, timezone.localdate(at)):
        raise refusal
    if refusal := why_own(hold.person, by):
        raise refusal
    if hold.lifted_by is not None:
        raise LIFTED_ALREADY(name=hold.lifted_by.display_name)
    if hold.because not in LIFTED_BY_A_WORD and not put_right([hold]):
        why = WHY_WORDS[hold.because]
        raise NOT_BY_A_WORD(why_zh=why.zh, why_en=why.en)
    if hold.because == Why.SUSPECTED and _cleared_by(hold, by):
        raise SAME_PERSON()
    hold.lifted_by, hold.lifted_at, hold.reason = by, at, reason
    with refusing("hold_while_it_stands", IT_STANDS(name=hold.person.name)):
        hold.save(update_fields=["lifted_by", "lifted_at", "reason"])
    record(
        by=by, at=at, code="payment_hold_lifted", subject_kind="person", subject=hold.person.number, reason=reason,
        run=own.number, because=hold.because,
    )  # fmt: skip
    return hold


def hold_of_old_account(person: Person, at: dt.datetime) -> None:
    """The account changed: what has not left to the old one waits, and a clerk pays it again to the new one."""
    keep_from_leaving([person.pk])
    run_sql(SQL / "hold_changed.sql", {"run": None, "persons": [person.pk], "at": at})


def _cleared_by(hold: Hold, by: User) -> bool:
    cleared = Suspicion.objects.filter(
        entitlement__person=hold.person_id, outcome=Outcome.ENTITLED, closed_at__gte=hold.raised_at
    )
    return cleared.filter(closed_by__person_hash=by.person_hash).exists()
