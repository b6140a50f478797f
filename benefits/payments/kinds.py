"""The letters of payments: a benefit is stopped or suspended; what was paid after its end is to be returned."""

from pathlib import Path

from siadmin.kernel.language import Words
from siadmin.letters.kinds import LetterKind, register

STOPPED = register(
    LetterKind(
        code="benefit_stopped",
        title=Words(
            "社会保险待遇停发（暂停发放）决定书", "Decision: a social insurance benefit is stopped or suspended"
        ),
        template=Path(__file__).resolve().parent / "letters" / "stopped.typ",
        basis=Words(
            "《社会保险经办条例》第二十五条、第二十六条、第五十二条",
            "Regulations on Social Insurance Administration, art. 25, 26, 52",
        ),
        figures={"component": Words("待遇项目", "Component"), "from_month": Words("自", "From")},
        has_remedy=True,
    )
)
DEMANDED = register(
    LetterKind(
        code="overpayment_demanded",
        title=Words("多享受待遇退还通知书", "Demand: return of benefits that were not due"),
        template=Path(__file__).resolve().parent / "letters" / "demanded.typ",
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
