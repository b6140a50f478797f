"""Whether a month of benefit is paid: every reason of the law to stop, each with its article (SIL 51; UIR 15).

Prison suspends in some places and ends the benefit in others; work refused without reason counts as often as the place
says. What was not drawn is kept for a later spell, but for death (SIL 46).
"""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from benefits.unemployment.rules.local import value
from siadmin.kernel.language import Words
from siadmin.kernel.trace import Explained, Law, Trace
from siadmin.policy.lawbook import LawBook


class Stop(StrEnum):
    """Why a month is not paid, in the order of the law."""

    REEMPLOYED = "reemployed"
    CONSCRIPTED = "conscripted"
    EMIGRATED = "emigrated"
    ON_PENSION = "on_pension"
    REFUSED_WORK = "refused_work"
    IMPRISONED = "imprisoned"
    DIED = "died"
    USED_UP = "used_up"


class Verdict(StrEnum):
    PAY = "pay"
    SUSPEND = "suspend"
    STOP = "stop"


_WORDS: dict[Stop, Words] = {
    Stop.REEMPLOYED: Words("重新就业，社会保险法第51条第(一)项", "back at work, SIL 51(1)"),
    Stop.CONSCRIPTED: Words("应征服兵役，第51条第(二)项", "in military service, SIL 51(2)"),
    Stop.EMIGRATED: Words("移居境外，第51条第(三)项", "moved abroad, SIL 51(3)"),
    Stop.ON_PENSION: Words("享受基本养老保险待遇，第51条第(四)项", "draws a basic pension, SIL 51(4)"),
    Stop.REFUSED_WORK: Words(
        "无正当理由拒不接受适当工作或者培训，第51条第(五)项",
        "refused suitable work or training without reason, SIL 51(5)",
    ),
    Stop.IMPRISONED: Words("被判刑收监执行，失业保险条例第15条", "in prison, UIR 15"),
    Stop.DIED: Words("死亡，第49条另有待遇", "died; SIL 49 gives other benefits"),
    Stop.USED_UP: Words("领取期限届满，第46条", "the spell is used up, SIL 46"),
}


@dataclass(frozen=True, slots=True)
class MonthFacts:
    """What is known of the person in one month; `refusals` without reason so far; months drawn and determined."""

    drawn_months: int
    spell_months: int
    refusals: int = 0
    reemployed: bool = False
    conscripted: bool = False
    emigrated: bool = False
    on_pension: bool = False
    imprisoned: bool = False
    died: bool = False


@dataclass(frozen=True, slots=True)
class StopLaw:
    refusals: Law
    prison_suspends: Law

    @classmethod
    def from_book(cls, book: LawBook, *, region: str, on: dt.date) -> "StopLaw":
        """Raises NOT_VERIFIED_HERE."""
        return cls(
            value(book, "unemployment.refusals_that_stop", region=region, on=on),
            value(book, "unemployment.prison_suspends", region=region, on=on),
        )


@dataclass(frozen=True, slots=True)
class MonthVerdict:
    """`reasons`: every one that applies. `kept_months`: what stays for a later spell."""

    verdict: Verdict
    reasons: tuple[Stop, ...]
    kept_months: int


def month_verdict(facts: MonthFacts, law: StopLaw) -> Explained[MonthVerdict]:
    """Suspended where prison suspends and is the only reason; stopped by any other."""
    why = Trace()
    why.fact(Words("已领取", "Drawn"), facts.drawn_months, "months")
    why.fact(Words("核定期限", "Months of benefit"), facts.spell_months, "months")
    refused_too_often = facts.refusals >= why.law(Words("停发的拒绝次数", "Refusals that stop"), law.refusals)
    suspends = bool(why.law(Words("收监期间中止", "Prison suspends"), law.prison_suspends))
    applies = {
        Stop.REEMPLOYED: facts.reemployed,
        Stop.CONSCRIPTED: facts.conscripted,
        Stop.EMIGRATED: facts.emigrated,
        Stop.ON_PENSION: facts.on_pension,
        Stop.REFUSED_WORK: refused_too_often,
        Stop.IMPRISONED: facts.imprisoned,
        Stop.DIED: facts.died,
        Stop.USED_UP: facts.drawn_months >= facts.spell_months,
    }
    reasons = tuple(reason for reason, so in applies.items() if so)
    for reason in reasons:
        why.step(Words("停发情形", "Reason to stop"), str(reason), "reason", _WORDS[reason])
    verdict = Verdict.STOP if reasons else Verdict.PAY
    if suspends and reasons == (Stop.IMPRISONED,):
        verdict = Verdict.SUSPEND
    kept = 0 if facts.died else max(0, facts.spell_months - facts.drawn_months)
    how = Words(
        f"{facts.spell_months} − {facts.drawn_months}，社会保险法第46条",
        f"{facts.spell_months} − {facts.drawn_months}, SIL 46",
    )
    if facts.died:
        how = Words("死亡后不再保留", "nothing is kept after a death")
    why.step(Words("剩余期限", "Months left"), kept, "months", how, is_result=True)
    return why.conclude(MonthVerdict(verdict, reasons, kept), _sentence(verdict, reasons))


def _sentence(verdict: Verdict, reasons: tuple[Stop, ...]) -> Words:
    if verdict is Verdict.PAY:
        return Words("没有停发情形，当月照发。", "No reason to stop: the month is paid.")
    zh, en = "；".join(_WORDS[each].zh for each in reasons), "; ".join(_WORDS[each].en for each in reasons)
    if verdict is Verdict.SUSPEND:
        return Words(f"中止领取：{zh}。", f"The benefit is suspended: {en}.")
    return Words(f"停止领取：{zh}。", f"The benefit stops: {en}.")
