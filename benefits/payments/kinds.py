"""The letters of payments: a benefit is stopped or suspended; what was paid after its end is to be returned."""

from dataclasses import replace
from pathlib import Path

from siadmin.kernel.language import Words
from siadmin.letters.kinds import LetterKind, register

LETTERS = Path(__file__).resolve().parent / "letters"
_STOPPED_1 = register(
    LetterKind(
        code="benefit_stopped",
        title=Words(
            "社会保险待遇停发（暂停发放）决定书", "Decision: a social insurance benefit is stopped or suspended"
        ),
        template=LETTERS / "stopped.typ",
        basis=Words(
            "《社会保险经办条例》第二十五条、第二十六条、第五十二条",
            "Regulations on Social Insurance Administration, art. 25, 26, 52",
        ),
        figures={"component": Words("待遇项目", "Component"), "from_month": Words("自", "From")},
        has_remedy=True,
    )
)
_DEMANDED_1 = register(
    LetterKind(
        code="overpayment_demanded",
        title=Words("多享受待遇退还通知书", "Demand: return of benefits that were not due"),
        template=LETTERS / "demanded.typ",
        basis=Words(
            "《社会保险经办条例》第四十六条、第五十二条", "Regulations on Social Insurance Administration, art. 46, 52"
        ),
        figures={
            "component": Words("待遇项目", "Component"),
            "amount_fen": Words("应退金额", "To be returned"),
            "due_on": Words("期限", "By"),
        },
        has_remedy=True,
    )
)
# Months and reasons a line each, on one page; letters of the first edition are printed again as they were.
STOPPED = register(replace(_STOPPED_1, template=LETTERS / "stopped_2.typ", edition=2))
DEMANDED = register(replace(_DEMANDED_1, template=LETTERS / "demanded_2.typ", edition=2))
