"""When an appraisal may be asked for, and from when its conclusion counts (WIR 23–29, 35; LCA 19, 20)."""

import datetime as dt
from dataclasses import dataclass

from benefits.injury.rules.days import last_day_within, same_day
from siadmin.kernel.language import Words
from siadmin.kernel.months import Month
from siadmin.kernel.refusal import Reason, Refusal
from siadmin.kernel.trace import Law
from siadmin.kernel.workdays import WorkCalendar

FIRST, AGAIN, REVIEW = "first", "again", "review"
KIND_WORDS = {
    FIRST: Words("初次鉴定", "The first"),
    AGAIN: Words("再次鉴定（省级，最终结论）", "Asked for again, of the province: the last word"),
    REVIEW: Words("复查鉴定（满一年后伤残情况变化）", "A review, a year later"),
}
NURSING = {
    "full": Words("完全不能自理", "wholly dependent on others"),
    "most": Words("大部分不能自理", "mostly dependent on others"),
    "part": Words("部分不能自理", "partly dependent on others"),
}
FIRST_ALREADY = Reason(
    "injury_appraised_already",
    "工伤 {injury} 已有鉴定结论，初次鉴定只有一次。",
    "Injury {injury} has a conclusion already: there is one first appraisal.",
    "登记为再次鉴定或者复查鉴定。",
    "Record it as asked for again, or as a review.",
)
NONE_BEFORE = Reason(
    "injury_not_appraised_before",
    "工伤 {injury} 没有可以再次鉴定、复查的结论。",
    "Injury {injury} has no conclusion to be appraised again or reviewed.",
    "先登记初次鉴定；再次鉴定的结论是最终结论，只能在一年后复查。",
    "Record the first; what was appraised again is final, and reviewed a year later only.",
)
ASKED_TOO_LATE = Reason(
    "injury_appraised_again_too_late",
    "再次鉴定应当在 {last} 前申请。",
    "It had to be asked for again by {last}.",
    "逾期的，原结论生效；一年后可以申请复查鉴定（工伤保险条例第26条、第28条）。",
    "Later the conclusion stands; a year after it a review may be asked for (WIR 26, 28).",
)
REVIEWED_TOO_EARLY = Reason(
    "injury_reviewed_too_early",
    "复查鉴定自 {first} 起才可以申请。",
    "A review may be asked for from {first} on only.",
    "自劳动能力鉴定结论作出之日起1年后申请（工伤保险条例第28条）。",
    "It is asked for a year after the conclusion (WIR 28).",
)


@dataclass(frozen=True, slots=True)
class Concluded:
    """A conclusion as it was recorded; `from_month` as it counts for monthly benefits."""

    kind: str
    concluded_on: dt.date
    delivered_on: dt.date
    from_month: Month


@dataclass(frozen=True, slots=True)
class AppraisalLaw:
    """Days to ask again, and months to a review."""

    again_days: Law
    review_months: Law


def why_not(
    kind: str, asked_on: dt.date | None, before: Concluded | None, injury: str, law: AppraisalLaw, days: WorkCalendar
) -> Refusal | None:
    if kind == FIRST:
        return FIRST_ALREADY(injury=injury) if before else None
    if before is None or asked_on is None or (kind == AGAIN and before.kind == AGAIN):
        return NONE_BEFORE(injury=injury)
    if kind == AGAIN:
        last = last_day_within(before.delivered_on, law.again_days, days)
        return ASKED_TOO_LATE(last=last) if asked_on > last else None
    first = same_day(before.concluded_on, int(law.review_months.value))
    return REVIEWED_TOO_EARLY(first=first) if asked_on < first else None


def counts(
    kind: str, concluded_on: dt.date, delivered_on: dt.date, before: Concluded | None, law: AppraisalLaw,
    days: WorkCalendar,
) -> tuple[dt.date, Month]:  # fmt: skip
    """The day from which it is final, and the month from which monthly benefits go by it."""
    if kind == AGAIN:
        assert before is not None, "asked against a conclusion"
        return delivered_on, before.from_month
    final = last_day_within(delivered_on, law.again_days, days) + dt.timedelta(days=1)
    return final, Month.of(concluded_on) + 1
