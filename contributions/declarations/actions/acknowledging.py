"""Employees answer to the wage declared for them; an employer records who signed on paper (art. 5)."""

import datetime as dt
from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone

from contributions.declarations.acknowledged import people_waiting, wage_asked
from contributions.declarations.models import Acknowledgement, Answer, ContributionWage
from enrollment.registry.models import Employer, Person
from siadmin.agency.models import User
from siadmin.agency.trail import record
from siadmin.kernel.months import Month
from siadmin.kernel.refusal import Reason
from siadmin.letters.actions import send
from siadmin.letters.models import RecipientKind
from siadmin.letters.protocols import Recipient
from siadmin.letters.texts import MessageText

WAGE_CHANGED_SINCE = Reason(
    "wage_changed_since",
    "这项申报基数已经变动，请查看最新的。",
    "This declared wage has changed; look at the present one.",
    "刷新页面后再作答。",
    "Load the page again, then answer.",
)
DISPUTE_WITHOUT_A_REASON = Reason(
    "dispute_without_a_reason",
    "对申报基数有异议，请写明理由。",
    "Say what is wrong with the declared wage.",
    "写明实际工资或理由后提交。",
    "Give the wage you received, or the reason, and send again.",
)
PAPER_DAY_WRONG = Reason(
    "paper_day_wrong",
    "签字日期不能晚于今天，也不能早于申报日期。",
    "The paper cannot have been signed in the future or before the wage was declared.",
    "填写纸面上的签字日期。",
    "Give the day that stands on the paper.",
)
NOBODY_CHOSEN = Reason(
    "nobody_chosen",
    "没有选择任何人。",
    "Nobody is chosen.",
    "勾选已在纸面签字的人员。",
    "Tick who has signed on paper.",
)
DISPUTED = MessageText(
    "wage_disputed",
    "有职工对申报基数提出异议",
    "Somebody disputes the declared wage",
    "自 {from_month} 起申报的一项缴费工资有职工提出异议。请核对工资；有误请更正申报，无误请向本人说明。",
    "A wage declared from {from_month} is disputed by the employee. Please check it: correct the declaration if it is"
    " wrong, explain it to them if it is right.",
)


@transaction.atomic
def answer_wage(
    *,
    person: Person,
    wage_id: int,
    seen_fen: int,
    confirms: bool,
    claimed_fen: int | None = None,
    remark: str = "",
    by: User,
    at: dt.datetime,
    today: dt.date,
) -> Acknowledgement:
    """The employee confirms the wage declared for them, or disputes it; the employer is told of a dispute.

    `seen_fen`: what the page showed. Raises WAGE_CHANGED_SINCE, DISPUTE_WITHOUT_A_REASON.
    """
    wage = wage_asked(wage_id, Month.of(today), person_id=person.pk)
    if wage is None or wage.wage_fen != seen_fen:
        raise WAGE_CHANGED_SINCE()
    if not confirms and not remark.strip():
        raise DISPUTE_WITHOUT_A_REASON()
    kept = _kept(
        wage,
        Answer.CONFIRMED if confirms else Answer.DISPUTED,
        by,
        at,
        claimed_fen=None if confirms else claimed_fen,
        remark="" if confirms else remark.strip(),
    )
    about = {"employer": wage.employer.number, "from_month": str(wage.from_month)}
    if confirms:
        record(by=by, at=at, code="wage_confirmed", subject_kind="person", subject=wage.person.number, **about)
        return kept
    record(by=by, at=at, code="wage_disputed", subject_kind="person", subject=wage.person.number, **about)
    send(
        DISPUTED,
        to=Recipient(RecipientKind.EMPLOYER, wage.employer.number),
        at=at,
        values={"from_month": str(wage.from_month)},
        page=("employer_acknowledgements", wage.employer.number),
        key=str(kept.pk),
    )
    return kept


@transaction.atomic
def record_paper(
    *, employer: Employer, numbers: Iterable[str], signed_on: dt.date, by: User, at: dt.datetime, today: dt.date
) -> int:
    """The employer records who has acknowledged the wage in force on a paper it keeps; how many it was.

    Who has answered online already is left as they said. Raises NOBODY_CHOSEN, PAPER_DAY_WRONG.
    """
    signed = people_waiting(employer, Month.of(today), numbers)
    if not signed:
        raise NOBODY_CHOSEN()
    filed = [wage.declaration.filed_at for wage in signed.values() if wage.declaration and wage.declaration.filed_at]
    if signed_on > today or signed_on < timezone.localdate(max(filed)):
        raise PAPER_DAY_WRONG()
    for wage in signed.values():
        _kept(wage, Answer.PAPER, by, at, signed_on=signed_on)
    record(
        by=by, at=at, code="wages_signed_on_paper", subject_kind="employer", subject=employer.number,
        people=len(signed), signed_on=signed_on.isoformat(),
    )  # fmt: skip
    return len(signed)


def _kept(
    wage: ContributionWage,
    answer: str,
    by: User,
    at: dt.datetime,
    *,
    claimed_fen: int | None = None,
    remark: str = "",
    signed_on: dt.date | None = None,
) -> Acknowledgement:
    assert wage.declaration is not None, "only declared wages are asked about"
    return Acknowledgement.objects.create(
        person_id=wage.person_id,
        declaration=wage.declaration,
        wage_fen=wage.wage_fen,
        answer=answer,
        claimed_fen=claimed_fen,
        remark=remark,
        signed_on=signed_on,
        by=by,
        at=at,
    )
