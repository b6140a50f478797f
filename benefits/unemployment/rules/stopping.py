"""Whether a month of benefit is paid: every reason of the law to stop, each with its article (SIL 51; UIR 15).

Prison suspends in some places and ends the benefit in others; work refused without reason counts as often as the place
says. What was not drawn is kept for a later spell, but for death (SIL 46).
"""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from siadmin.kernel.language import Words
from siadmin.kernel.trace import Explained, Law, Trace
from siadmin.policy.lawbook import LawBook
from siadmin.policy.verified import value


class Stop(StrEnum):
    """Why a month is not paid, in the order of the law."""

    REEMPLOYED = "reemployed"
    CONSCRIPTED = "conscripted"
    EMIGRATED = "abroad"
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
    Stop.REEMPLOYED: Words("重新就业（社会保险法第51条第(一)项）", "back at work (SIL 51(1))"),
    Stop.CONSCRIPTED: Words("应征服兵役（社会保险法第51条第(二)项）", "in military service (SIL 51(2))"),
    Stop.EMIGRATED: Words("移居境外（社会保险法第51条第(三)项）", "moved abroad (SIL 51(3))"),
    Stop.ON_PENSION: Words("享受基本养老保险待遇（社会保险法第51条第(四)项）", "draws a basic pension (SIL 51(4))"),
    Stop.REFUSED_WORK: Words(
        "无正当理由拒不接受适当工作或者培训（社会保险法第51条第(五)项）",
        "refused suitable work or training without reason (SIL 51(5))",
    ),
    Stop.IMPRISONED: Words("被判刑收监执行（失业保险条例第15条）", "in prison (UIR 15)"),
    Stop.DIED: Words("死亡（社会保险法第49条另有待遇）", "died (SIL 49 gives other benefits)"),
    Stop.USED_UP: Words("领取期限届满（社会保险法第46条）", "the spell is used up (SIL 46)"),
}
# What our own record says before somebody verified it, and which ground it points to.
LEADS: dict[str, tuple[Stop, Words]] = {
    "reemployed": (Stop.REEMPLOYED, Words("用工登记显示已在单位就业", "an employer's record shows work")),
    "on_pension": (Stop.ON_PENSION, Words("核定记录显示已领取养老金", "a pension was granted by our own record")),
    "past_retirement": (Stop.ON_PENSION, Words("已过法定退休月份", "past the month of retirement")),
    "refused_work": (
        Stop.REFUSED_WORK,
        Words("登记的拒绝次数达到当地规定", "as many refusals are on record as the place says"),
    ),
}


def stop_words(stop: Stop) -> Words:
    """A ground with its article: in decisions, checks and calculations alike."""
    return _WORDS[stop]


def lead_words(lead: str) -> Words:
    """What the record says, and the ground it points to."""
    stop, seen = LEADS[lead]
    ground = _WORDS[stop]
    return Words(f"{seen.zh}：{ground.zh}", f"{seen.en}: {ground.en}")


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


def reasons_to_stop(facts: MonthFacts, law: StopLaw) -> tuple[Stop, ...]:
    """Every ground that applies, in the order of the law."""
    applies = {
        Stop.REEMPLOYED: facts.reemployed,
        Stop.CONSCRIPTED: facts.conscripted,
        Stop.EMIGRATED: facts.emigrated,
        Stop.ON_PENSION: facts.on_pension,
        Stop.REFUSED_WORK: facts.refusals >= law.refusals.value,
        Stop.IMPRISONED: facts.imprisoned,
        Stop.DIED: facts.died,
        Stop.USED_UP: facts.drawn_months >= facts.spell_months,
    }
    return tuple(reason for reason, so in applies.items() if so)


def month_verdict(facts: MonthFacts, law: StopLaw) -> Explained[MonthVerdict]:
    """Suspended where prison suspends and is the only reason; stopped by any other."""
    why = Trace()
    why.fact(Words("已领取", "Drawn"), facts.drawn_months, "months")
    why.fact(Words("核定期限", "Months of benefit"), facts.spell_months, "months")
    why.law(Words("停发的拒绝次数", "Refusals that stop"), law.refusals)
    suspends = bool(why.law(Words("收监期间中止", "Prison suspends"), law.prison_suspends))
    reasons = reasons_to_stop(facts, law)
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
