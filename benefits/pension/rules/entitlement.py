"""Whether and from when a pension is drawn: the month chosen, the minimum time, what who falls short may do. Pure.

Source: Measures of 2024-09-13 art. 2 and 3, 人社部发〔2024〕94号 (flexible retirement), SIL 16, 人社部令第13号.
"""

from dataclasses import dataclass
from enum import StrEnum

from benefits.pension.rules.amounts import same
from enrollment.participation.rules.retirement import FlexibleWindow
from siadmin.kernel.language import Words
from siadmin.kernel.months import Month
from siadmin.kernel.refusal import Reason
from siadmin.kernel.trace import Explained, Law, Trace

RETIRES_TOO_EARLY = Reason(
    "pension_retires_too_early",
    "最早可在{earliest}退休，不能在{chosen}。",
    "One may retire in {earliest} at the earliest, not in {chosen}.",
    "请选择{earliest}至{latest}之间的月份。",
    "Choose a month between {earliest} and {latest}.",
)
RETIRES_TOO_LATE = Reason(
    "pension_retires_too_late",
    "最晚应在{latest}退休，不能在{chosen}。",
    "One retires in {latest} at the latest, not in {chosen}.",
    "请选择{earliest}至{latest}之间的月份。",
    "Choose a month between {earliest} and {latest}.",
)
NOTICE_TOO_SHORT = Reason(
    "pension_notice_too_short",
    "在{chosen}退休，应最晚在{needed}书面告知或约定，实际为{given}。",
    "To retire in {chosen}, notice or agreement in writing is needed in {needed} at the latest; it was {given}.",
    "请选择更晚的退休月份，或核对书面材料的日期。",
    "Choose a later month, or check the date of the document.",
)
EMPLOYER_DID_NOT_AGREE = Reason(
    "pension_employer_did_not_agree",
    "延迟退休须与用人单位协商一致，没有书面约定。",
    "Retiring later needs the agreement of the employer; there is none in writing.",
    "请提交与单位的书面约定，或按法定退休月份退休。",
    "Hand in the written agreement, or retire in the statutory month.",
)
MINIMUM_NOT_MET_EARLY = Reason(
    "pension_minimum_not_met_early",
    "提前退休须满最低缴费年限{needed}个月，现有{paid}个月。",
    "Retiring early needs {needed} contribution months; there are {paid}.",
    "请继续缴费，或在达到最低缴费年限后退休。",
    "Go on paying, or retire once the minimum time is reached.",
)


class Timing(StrEnum):
    EARLY = "early"
    STATUTORY = "statutory"
    LATE = "late"


@dataclass(frozen=True, slots=True)
class Choice:
    """The month chosen, the months paid by then with deemed ones, when notice or agreement was given in writing.

    An agreement is with the employer; people without an employer need none. Who retires earlier for the job they did
    applies, and gives no notice of a choice.
    """

    chosen: Month
    paid_months: int
    noticed_in: Month | None = None
    has_employer: bool = True
    is_for_the_job: bool = False


@dataclass(frozen=True, slots=True)
class NoticeLaw:
    """Months of notice before an early and a late retirement."""

    early: Law
    late: Law


@dataclass(frozen=True, slots=True)
class Start:
    timing: Timing
    first_payment: Month


class Option(StrEnum):
    """What who falls short of the minimum time may choose (SIL 16)."""

    PAY_ON = "pay_on"
    PAY_AT_ONCE = "pay_at_once"
    RESIDENTS = "residents"
    ONE_OFF = "one_off"

    @property
    def words(self) -> Words:
        return _OPTIONS[self]


_OPTIONS = {
    Option.PAY_ON: Words(
        "继续缴费至最低缴费年限（社会保险法第16条）",
        "Go on paying until the minimum time (Social Insurance Law, art. 16)",
    ),
    Option.PAY_AT_ONCE: Words(
        "一次性缴足所差月数（人社部令第13号第2条，待核）",
        "Pay the missing months at once (Order No. 13, art. 2, to be confirmed)",
    ),
    Option.RESIDENTS: Words(
        "转入城乡居民养老保险（社会保险法第16条）",
        "Move to the residents' pension (Social Insurance Law, art. 16)",
    ),
    Option.ONE_OFF: Words(
        "书面申请一次性领取个人账户储存额并终止养老保险关系（人社部令第13号第3条，待核）",
        "Draw the account at once on written request, which ends the relation (Order No. 13, art. 3, to be confirmed)",
    ),
}


@dataclass(frozen=True, slots=True)
class LumpLaw:
    """Who was insured before `insured_before` (a month number) may pay at once after `paid_on` more months."""

    insured_before: Law
    paid_on: Law


@dataclass(frozen=True, slots=True)
class ShortFacts:
    """Months paid with deemed ones, first insured month, months paid on after the retirement age."""

    paid_months: int
    first_insured: Month
    paid_on_months: int = 0


@dataclass(frozen=True, slots=True)
class Minimum:
    """`missing_months` of the minimum time, and what may be chosen; nothing where it is met."""

    missing_months: int
    options: tuple[Option, ...]


def pension_start(
    choice: Choice, window: Explained[FlexibleWindow], minimum: Law, notice: NoticeLaw
) -> Explained[Start]:
    """When the pension is first paid: the month after the month chosen. `minimum`: that of the year chosen.

    Raises RETIRES_TOO_EARLY, RETIRES_TOO_LATE, MINIMUM_NOT_MET_EARLY, EMPLOYER_DID_NOT_AGREE, NOTICE_TOO_SHORT.
    """
    chosen, bounds = choice.chosen, window.value
    span = {"earliest": bounds.earliest, "latest": bounds.latest}
    if chosen < bounds.earliest:
        raise RETIRES_TOO_EARLY(chosen=chosen, **span)
    if chosen > bounds.latest:
        raise RETIRES_TOO_LATE(chosen=chosen, **span)
    why = Trace(steps=[*window.trace.steps])
    why.fact(Words("选择的退休月份", "Month chosen"), chosen, "month")
    timing = Timing.STATUTORY
    if chosen < bounds.statutory:
        timing = Timing.EARLY
        needed = int(why.law(Words("最低缴费年限", "Minimum contribution time"), minimum))
        if choice.paid_months < needed:
            raise MINIMUM_NOT_MET_EARLY(needed=needed, paid=choice.paid_months)
        if not choice.is_for_the_job:
            _noticed(choice, notice.early, why)
    elif chosen > bounds.statutory:
        timing = Timing.LATE
        if choice.has_employer:
            if choice.noticed_in is None:
                raise EMPLOYER_DID_NOT_AGREE()
            _noticed(choice, notice.late, why, before=bounds.statutory)
    first = why.step(Words("首次发放月份", "First payment"), chosen + 1, "month", same(f"{chosen} + 1"), True)
    return why.conclude(
        Start(timing, first), Words(f"{chosen}退休，{first}起发放。", f"Retiring in {chosen}, paid from {first} on.")
    )


def minimum_met(facts: ShortFacts, minimum: Law, law: LumpLaw) -> Explained[Minimum]:
    """What is missing of the minimum time at the retirement age and what may be chosen, each with its article."""
    why = Trace()
    paid = why.fact(Words("缴费月数（含视同）", "Months counted, deemed ones included"), facts.paid_months, "months")
    needed = int(why.law(Words("最低缴费年限", "Minimum contribution time"), minimum))
    how = same(f"max({needed} − {paid}, 0)")
    missing = why.step(Words("所差月数", "Months missing"), max(needed - paid, 0), "months", how, True)
    if not missing:
        return why.conclude(Minimum(0, ()), Words("已满最低缴费年限。", "The minimum contribution time is met."))
    options = [Option.PAY_ON, Option.RESIDENTS, Option.ONE_OFF]
    before = Month.parse(str(int(why.law(Words("此前参保的", "Insured before"), law.insured_before))))
    after = why.law(Words("延长缴费已满", "Paid on for"), law.paid_on)
    if facts.first_insured < before and facts.paid_on_months >= after:
        options.insert(1, Option.PAY_AT_ONCE)
    for each in options:
        why.step(Words("可以选择", "May be chosen"), each.value, "option", each.words)
    return why.conclude(
        Minimum(missing, tuple(options)),
        Words(
            f"还差{missing}个月，可在{len(options)}种办法中选择。",
            f"{missing} months are missing; {len(options)} ways are open.",
        ),
    )


def _noticed(choice: Choice, months: Law, why: Trace, before: Month | None = None) -> None:
    """An early month counts back from the month chosen, an agreement to go on from the statutory month."""
    needed = (before or choice.chosen) - int(why.law(Words("书面告知不少于", "Notice in writing of at least"), months))
    given = choice.noticed_in
    if given is None or given > needed:
        raise NOTICE_TOO_SHORT(chosen=choice.chosen, needed=needed, given=given or Words("无", "none"))
    why.fact(Words("书面告知或约定的月份", "Notice or agreement of"), given, "month")
