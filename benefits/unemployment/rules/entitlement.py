"""The three conditions of the benefit (SIL 45): a year paid, work lost against one's will, registered and seeking.

Why work was lost is told by the employer (SIL 50) and counts as IMPL 13 says; a reason outside its list is decided on
evidence by a person, never here.
"""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from siadmin.kernel.language import Words
from siadmin.kernel.trace import Explained, Law, Trace
from siadmin.policy.lawbook import LawBook
from siadmin.policy.verified import value, value_if_any


class Separation(StrEnum):
    """Why an employment ended, in the codes of participation."""

    CONTRACT_EXPIRED = "contract_expired"
    EMPLOYER_TERMINATED = "employer_terminated"
    AGREED_ON_EMPLOYERS_PROPOSAL = "agreed_on_employers_proposal"
    EMPLOYER_DISSOLVED = "employer_dissolved"
    FORCED_BY_EMPLOYERS_BREACH = "forced_by_employers_breach"
    DISMISSED_FOR_FAULT = "dismissed_for_fault"
    RESIGNED = "resigned"
    RETIRED = "retired"
    DIED = "died"
    MOVED_WITHIN_GROUP = "moved_within_group"
    OTHER = "other"


class Unmet(StrEnum):
    """Which condition is not met."""

    PAID = "paid"
    INVOLUNTARY = "involuntary"
    REGISTERED = "registered"
    SEEKING = "seeking"


# The sentence of IMPL 13 that makes the loss of work involuntary.
_INVOLUNTARY: dict[Separation, Words] = {
    Separation.CONTRACT_EXPIRED: Words("合同期满终止：第(一)项", "the contract ran out: item 1"),
    Separation.EMPLOYER_DISSOLVED: Words("单位破产、关闭：第(一)项", "the employer closed down: item 1"),
    Separation.EMPLOYER_TERMINATED: Words("单位解除合同：第(二)项", "the employer ended the contract: item 2"),
    Separation.DISMISSED_FOR_FAULT: Words(
        "因过失被解除：第(二)项、第(四)项", "the employer dismissed for fault: items 2 and 4"
    ),
    Separation.AGREED_ON_EMPLOYERS_PROPOSAL: Words(
        "单位提出、协商解除：第(三)项", "agreed on the employer's proposal: item 3"
    ),
    Separation.FORCED_BY_EMPLOYERS_BREACH: Words(
        "因单位违法由本人解除：第(五)项", "left because the employer broke the law: item 5"
    ),
}
_UNMET: dict[Unmet, Words] = {
    Unmet.PAID: Words("缴费时间不足（社会保险法第45条第(一)项）", "not enough was paid (SIL 45(1))"),
    Unmet.INVOLUNTARY: Words(
        "不属于非因本人意愿中断就业（第45条第(二)项）", "work was not lost against one's will (SIL 45(2))"
    ),
    Unmet.REGISTERED: Words("尚未办理失业登记（第45条第(三)项）", "not registered as unemployed (SIL 45(3))"),
    Unmet.SEEKING: Words("没有求职要求（第45条第(三)项）", "does not seek work (SIL 45(3))"),
}


@dataclass(frozen=True, slots=True)
class Facts:
    """Months paid by unit and person and not yet drawn on; months of benefit an earlier spell left.

    `decided_involuntary`: a person's decision on evidence, where the reason alone does not tell.
    """

    paid_months: int
    unused_months: int
    separation: Separation
    registered: bool
    seeking: bool
    decided_involuntary: bool | None = None


@dataclass(frozen=True, slots=True)
class EntitlementLaw:
    """`unused_qualify`: months left of an earlier spell open the benefit without a year paid; None: not here."""

    qualifying: Law
    unused_qualify: Law | None = None

    @classmethod
    def from_book(cls, book: LawBook, *, region: str, on: dt.date) -> "EntitlementLaw":
        """Raises NOT_VERIFIED_HERE."""
        return cls(
            value(book, "unemployment.qualifying_months", region=region, on=on),
            value_if_any(book, "unemployment.unused_months_qualify", region=region, on=on),
        )


def entitlement(facts: Facts, law: EntitlementLaw) -> Explained[tuple[Unmet, ...]]:
    """The conditions that are not met, every one of them; none: the person is entitled."""
    why = Trace()
    checks = (
        (Unmet.PAID, _paid_enough(facts, law, why)),
        (Unmet.INVOLUNTARY, _involuntary(facts, why)),
        (Unmet.REGISTERED, _is_so(Words("已办理失业登记", "Registered as unemployed"), facts.registered, why)),
        (Unmet.SEEKING, _is_so(Words("有求职要求", "Seeks work"), facts.seeking, why)),
    )
    unmet = tuple(condition for condition, met in checks if not met)
    if not unmet:
        words = Words(
            "符合社会保险法第45条的三项条件，可以领取失业保险金。",
            "The three conditions of SIL 45 are met: the benefit is due.",
        )
        return why.conclude(unmet, words)
    reasons = [_UNMET[each] for each in unmet]
    zh, en = "；".join(each.zh for each in reasons), "; ".join(each.en for each in reasons)
    return why.conclude(unmet, Words(f"不能领取失业保险金：{zh}。", f"The benefit is not due: {en}."))


def unmet_words(condition: Unmet) -> Words:
    """A condition that is not met, in a sentence with its article."""
    return _UNMET[condition]


def _paid_enough(facts: Facts, law: EntitlementLaw, why: Trace) -> bool:
    paid = why.fact(Words("累计缴费", "Paid"), facts.paid_months, "months")
    needed = why.law(Words("须缴满", "Needed"), law.qualifying)
    if paid >= needed:
        return True
    unused = why.fact(Words("前次未领的期限", "Left of the last spell"), facts.unused_months, "months")
    if law.unused_qualify is None:
        return False
    counts = why.law(Words("有未领期限即可领取", "Unused months open the benefit"), law.unused_qualify)
    return bool(counts) and unused > 0


def _involuntary(facts: Facts, why: Trace) -> bool:
    name = Words("非因本人意愿中断就业", "Work lost against one's will")
    if facts.decided_involuntary is not None:
        how = Words("按认定决定", "by decision on the evidence")
        return _told(name, facts.decided_involuntary, how, why)
    found = _INVOLUNTARY.get(facts.separation)
    if found is None:
        how = Words("不在实施若干规定第13条所列情形之内", "not among the cases of IMPL 13")
        return _told(name, False, how, why)
    return _told(name, True, Words(f"实施若干规定第13条，{found.zh}", f"IMPL 13, {found.en}"), why)


def _is_so(name: Words, fact: bool, why: Trace) -> bool:
    return _told(name, fact, Words("社会保险法第45条第(三)项", "SIL 45(3)"), why)


def _told(name: Words, so: bool, how: Words, why: Trace) -> bool:
    why.step(name, Words("是", "yes") if so else Words("否", "no"), "flag", how)
    return so
