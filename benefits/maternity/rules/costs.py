"""What the fund pays of the medical costs of a birth: the place's flat amount, or its share of what was charged.

Source: SIL 54–55; the place's rules. Never more than was charged.
"""

from dataclasses import dataclass

from siadmin.kernel.figures import percent
from siadmin.kernel.language import Words
from siadmin.kernel.money import HALF_UP, Fen, fen, times, written, yuan
from siadmin.kernel.trace import Explained, Law, Trace


@dataclass(frozen=True, slots=True)
class CostsLaw:
    """One of the two; a flat amount goes before a share."""

    flat: Law | None
    rate: Law | None
    merged: Law


def costs(charged_fen: int, law: CostsLaw) -> Explained[Fen]:
    """Fen once."""
    why = Trace()
    why.law(Words("生育保险与职工医保合并实施", "Merged with medical insurance"), law.merged)
    why.fact(Words("总费用", "Charged"), yuan(charged_fen), "yuan")
    if law.flat is not None:
        flat = fen(why.law(Words("生育医疗费用定额", "Flat amount"), law.flat), HALF_UP)
        amount, how = (
            Fen(min(flat, charged_fen)),
            Words("定额，不高于实际费用", "the flat amount, at most what was charged"),
        )
    else:
        assert law.rate is not None, "one of the two is on file"
        share = why.law(Words("生育医疗费用支付比例", "Share paid"), law.rate)
        text = f"{written(charged_fen)} × {percent(share)}"
        amount, how = times(charged_fen, share, HALF_UP), Words(text, text)
    why.money(Words("生育医疗费用", "Costs of the birth"), amount, how, is_result=True)
    return why.conclude(
        amount,
        Words(f"基金支付{written(amount)}元，单独统计。", f"The fund pays {written(amount)} yuan, counted separately."),
    )
