"""The letters of a claim: what is granted and why, what is denied and why (REG 17–24, 52)."""

from pathlib import Path

from siadmin.kernel.language import Words
from siadmin.letters.kinds import LetterKind, register

LETTERS = Path(__file__).resolve().parent / "letters"
_BASIS = Words(
    "《社会保险经办条例》第十七条至第二十四条、第五十二条",
    "Regulations on Social Insurance Administration, art. 17–24, 52",
)
_SCHEME = Words("待遇", "Benefit")
GRANTED = register(
    LetterKind(
        code="claim_granted",
        title=Words("社会保险待遇核定决定书", "Decision: a social insurance benefit is granted"),
        template=LETTERS / "granted.typ",
        basis=_BASIS,
        figures={
            "scheme": _SCHEME,
            "monthly_fen": Words("每月", "A month"),
            "once_fen": Words("一次性", "Once"),
        },
        has_remedy=True,
    )
)
DENIED = register(
    LetterKind(
        code="claim_denied",
        title=Words("社会保险待遇不予支付决定书", "Decision: a social insurance benefit is not granted"),
        template=LETTERS / "denied.typ",
        basis=_BASIS,
        figures={"scheme": _SCHEME},
        has_remedy=True,
    )
)
