"""The medical contributions the fund pays in a month of benefit (SIL 48; REG 24(2)): both sides, the person nothing.

The base is the lowest of the place, 60 % of the average wage, below which 人社部发〔2011〕77号 does not go; maternity
is a line of its own where it is charged apart. Each side is rounded by itself, as on every bill.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from contributions.assessment.rules.line import LineFacts, LineLaw, assess_line
from siadmin.kernel.language import Words
from siadmin.kernel.money import HALF_UP, Fen, fen, written
from siadmin.kernel.trace import Explained, Law, Trace
from siadmin.policy.lawbook import LawBook
from siadmin.policy.verified import value

_EMPLOYEES = "employee"
_NOTHING = Law("maternity.employee_rate", Decimal(0), "rate", "社会保险法第53条", "law")


def medical_law(book: LawBook, *, region: str, on: dt.date) -> tuple[LineLaw, ...]:
    """The lines of a contribution month: medical, and maternity. Raises NOT_VERIFIED_HERE."""

    def law(key: str) -> Law:
        return value(book, key, region=region, on=on, category=_EMPLOYEES)

    base = law("medical.base_floor")
    return (
        LineLaw(
            Words("医疗保险", "Medical"),
            law("medical.employer_rate"),
            law("medical.employee_rate"),
            floor=base,
            ceiling=base,
            employer_supplement_rate=law("medical.supplement_employer_rate"),
            employee_fixed=law("medical.employee_fixed"),
        ),
        LineLaw(Words("生育保险", "Maternity"), law("maternity.employer_rate"), _NOTHING, floor=base, ceiling=base),
    )


@dataclass(frozen=True, slots=True)
class Parts:
    """A month's contributions of one person, in fen: base, the employer's part, the employee's, maternity."""

    base_fen: int
    employer_fen: int
    employee_fen: int
    maternity_fen: int

    @property
    def total_fen(self) -> int:
        return self.employer_fen + self.employee_fen + self.maternity_fen


def parts_paid_by_fund(lines: Sequence[LineLaw]) -> Parts:
    """The same as `medical_paid_by_fund`, part by part."""
    medical, maternity = (assess_line(LineFacts(fen(_floor(law), HALF_UP)), law).value for law in lines)
    return Parts(
        int(medical.base_fen), int(medical.employer_total_fen), int(medical.employee_fen), int(maternity.total_fen)
    )


def _floor(law: LineLaw) -> Decimal:
    assert law.floor is not None, law
    return law.floor.value


def medical_paid_by_fund(lines: Sequence[LineLaw]) -> Explained[Fen]:
    """What the fund pays for one person and month, in fen."""
    why = Trace()
    total = 0
    for law in lines:
        line = assess_line(LineFacts(fen(_floor(law), HALF_UP)), law)
        why.steps.extend(line.trace.steps)
        total += line.value.total_fen
    how = Words("单位与个人部分之和，社会保险法第48条", "both sides together, SIL 48")
    paid = Fen(why.money(Words("基金缴纳", "Paid by the fund"), total, how, is_result=True))
    return why.conclude(
        paid,
        Words(
            f"领取期间由失业保险基金每月缴纳医疗保险费（含生育）{written(paid)}元，个人不缴。",
            f"While the benefit is drawn the fund pays {written(paid)} yuan of medical contributions (with maternity) "
            "a month; the person pays nothing.",
        ),
    )
