"""The letters to institutions: what is proposed against them, and that they may state and defend."""

from pathlib import Path

from siadmin.kernel.language import Words
from siadmin.letters.kinds import LetterKind, register

LETTERS = Path(__file__).resolve().parent / "letters"
MEASURE_PROPOSED = register(
    LetterKind(
        code="measure_proposed",
        title=Words("定点机构处理事先告知书", "Notice: a measure is proposed"),
        template=LETTERS / "proposed.typ",
        basis=Words("《社会保险经办条例》第四十三条", "Regulations on Social Insurance Administration, art. 43"),
        figures={
            "measure": Words("拟作出的处理", "Measure"),
            "effective_on": Words("拟生效日期", "From"),
            "state_until": Words("陈述期限", "State the case by"),
        },
        has_remedy=False,
    )
)
