"""Words of claims, in both languages."""

from benefits.claims.models import Outcome
from benefits.claims.rules.assessed import Rhythm
from siadmin.kernel.language import Words
from siadmin.kernel.months import Month
from siadmin.letters.texts import MessageText

GRANTED_TEXT = MessageText(
    "claim_granted",
    "{scheme}已核定",
    "{scheme} is granted",
    "您的{scheme}申请已核定，决定书附后；决定书写明金额、起止月份、计算过程和救济途径。",
    "Your claim to {scheme} is granted. The letter says the amounts, the months, how they were calculated and what you "
    "may do if you do not agree.",
)
COUNTED_TEXT = MessageText(
    "claim_counted",
    "{scheme}已核定，计入累计",
    "{scheme} is decided, and counts",
    "您的{scheme}申请已核定：这次不支付，但计入累计；决定书附后，写明理由、计算过程和救济途径。",
    "Your claim to {scheme} is decided: nothing is paid this time, but it counts. The letter says why, how that was "
    "calculated and what you may do if you do not agree.",
)
DENIED_TEXT = MessageText(
    "claim_denied",
    "{scheme}申请未获核准",
    "{scheme} is not granted",
    "您的{scheme}申请不符合领取条件，决定书写明理由和救济途径。",
    "Your claim to {scheme} is not granted. The letter says why, and what you may do if you do not agree.",
)
COUNTED = Words("不支付，计入累计", "not paid, counts")
OUTCOMES: dict[str, Words] = {
    Outcome.GRANTED: Words("准予支付", "granted"),
    Outcome.DENIED: Words("不予支付", "not granted"),
}


def month_words(rhythm: str, from_month: str, before_month: str | None) -> Words:
    """`2026-11 至 2027-04`; what is paid once names its month, what has no end says so."""
    if rhythm == Rhythm.ONCE:
        return Words(f"{from_month}，一次性", f"{from_month}, once")
    if before_month is None:
        return Words(f"自 {from_month} 起", f"from {from_month} on")
    last = Month.parse(before_month) - 1
    return Words(f"{from_month} 至 {last}", f"{from_month} to {last}")
