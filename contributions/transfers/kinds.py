"""The letters of a transfer: contact letter, information form, and the written refusal (T66 8)."""

from pathlib import Path

from siadmin.kernel.language import Words
from siadmin.letters.kinds import LetterKind, register

LETTERS = Path(__file__).resolve().parent / "letters"
BASIS = Words(
    "国办发〔2009〕66号第八条；人社部发〔2014〕17号第九条；《社会保险经办条例》第十二条至第十六条",
    "State Council Office [2009] No. 66, art. 8; MOHRSS [2014] No. 17, art. 9; Regulations on Social Insurance "
    "Administration, art. 12–16",
)
_FROM, _TO = Words("转出地", "From"), Words("转入地", "To")
_INSURANCE = Words("险种", "Insurance")
CONTACT = register(
    LetterKind(
        code="transfer_contact",
        title=Words("社会保险关系转移接续联系函", "Contact letter: transfer of a social insurance relation"),
        template=LETTERS / "contact.typ",
        basis=BASIS,
        figures={"insurance": _INSURANCE, "from_place": _FROM, "to_place": _TO},
    )
)
FORM = register(
    LetterKind(
        code="transfer_form",
        title=Words("社会保险关系转移接续信息表", "Information form: transfer of a social insurance relation"),
        template=LETTERS / "form.typ",
        basis=BASIS,
        figures={
            "insurance": _INSURANCE,
            "from_place": _FROM,
            "to_place": _TO,
            "months": Words("缴费月数", "Months paid"),
            "total_fen": Words("转移金额", "Amount that moves"),
        },
    )
)
REFUSAL = register(
    LetterKind(
        code="transfer_refusal",
        title=Words("不予转移社会保险关系告知书", "Decision: the relation is not transferred"),
        template=LETTERS / "refusal.typ",
        basis=BASIS,
        figures={"insurance": _INSURANCE, "from_place": _FROM, "to_place": _TO},
        has_remedy=True,
    )
)
