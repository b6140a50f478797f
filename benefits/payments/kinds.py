"""The letter of payments: a benefit is stopped or suspended, why, and what one may do (REG 25, 26, 52)."""

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
