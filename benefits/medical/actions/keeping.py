"""What was granted is kept where the next bill of the year finds it; what was advanced, where it is recovered."""

import datetime as dt
from dataclasses import asdict

from benefits.claims.models import Decision
from benefits.medical.models import Reimbursed, ThirdPartyAdvance
from benefits.medical.rules.law import Care, Scheme
from benefits.medical.rules.order import Settled
from benefits.medical.selectors import next_in_year
from enrollment.registry.records import head_of
from siadmin.agency.trail import record
from siadmin.kernel.database import refusing
from siadmin.kernel.protection import opaque_number
from siadmin.kernel.refusal import Reason

YEAR_MOVED = Reason(
    "medical_year_moved",
    "{name}{year}年度的另一笔报销刚刚核定，起付线和限额已变动。",
    "Another reimbursement of {name} in {year} was granted just now: deductible and caps have moved.",
    "退回经办重新核定。",
    "Return it to be handled again.",
)


def keep_reimbursed(
    *, decision: Decision, scheme: Scheme, care: Care, began_on: dt.date, ended_on: dt.date, settled: Settled
) -> Reimbursed:
    """In the transaction that grants it, under the record the person stands under. Raises YEAR_MOVED."""
    person, year = head_of(decision.claim.person), began_on.year
    with refusing("reimbursed_in_order", YEAR_MOVED(name=person.name, year=year)):
        return Reimbursed.objects.create(
            decision=decision,
            person=person,
            scheme=scheme,
            year=year,
            sequence=next_in_year(person, scheme, year),
            care=care,
            began_on=began_on,
            ended_on=ended_on,
            charged_fen=settled.charged_fen,
            out_of_scope_fen=settled.out_of_scope_fen,
            deductible_fen=settled.deductible_fen,
            **asdict(settled.year),
        )


def keep_advance(*, decision: Decision, party: str, amount_fen: int) -> ThirdPartyAdvance:
    advance = ThirdPartyAdvance.objects.create(
        number=opaque_number("A"), decision=decision, party=party, amount_fen=amount_fen
    )
    record(
        by=decision.decided_by, at=decision.decided_at, code="medical_advanced", subject_kind="person",
        subject=decision.claim.person.number, advance=advance.number, amount_fen=amount_fen,
    )  # fmt: skip
    return advance
