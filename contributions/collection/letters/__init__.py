"""Letters of the ladder of SIL 63: to the employer, to banks, to the department, to the court."""

from collections.abc import Mapping
from pathlib import Path

from contributions.collection.rules.ladder import RUNGS, Rung
from siadmin.kernel.language import Words
from siadmin.letters.kinds import LetterKind, register

_TEMPLATE = Path(__file__).resolve().parent / "enforcement.typ"
_TITLES = {
    Rung.ORDER_TO_PAY: Words("责令限期缴纳社会保险费通知书", "Order to pay social insurance contributions"),
    Rung.BANK_QUERY: Words("查询单位存款账户函", "Query of an employer's bank accounts"),
    Rung.TRANSFER_DECISION: Words("划拨社会保险费申请书", "Application to transfer social insurance contributions"),
    Rung.GUARANTEE_DEMAND: Words("提供担保通知书", "Demand of a guarantee"),
    Rung.COURT_APPLICATION: Words("强制执行申请书", "Application to the people's court"),
}
_FIGURES = {
    "owed_fen": Words("欠缴保险费", "contributions past due"),
    "late_fee_fen": Words("滞纳金（截至出具日）", "late fee to the day of issue"),
    "due_on": Words("期限", "by"),
}
# Those that decide about the employer say how to object; the others ask somebody else for something.
_DECIDE = (Rung.ORDER_TO_PAY, Rung.GUARANTEE_DEMAND)

ENFORCEMENT_LETTERS: Mapping[Rung, LetterKind] = {
    rung: LetterKind(
        code=f"enforcement_{rung.value}",
        title=_TITLES[rung],
        template=_TEMPLATE,
        basis=RUNGS[rung].article,
        figures=_FIGURES,
        has_remedy=rung in _DECIDE,
    )
    for rung in Rung
}


def register_letters() -> None:
    for kind in ENFORCEMENT_LETTERS.values():
        register(kind)
