"""Whether medical benefits go on without a waiting period when a relation moves. Pure.

Source: 医保办发〔2021〕43号: a gap of up to three months may be paid back and brings no waiting period; a longer one
brings that of the region.
"""

from dataclasses import dataclass

from siadmin.kernel.language import Words
from siadmin.kernel.months import Month
from siadmin.kernel.trace import Explained, Law, Trace


@dataclass(frozen=True, slots=True)
class Continuity:
    """Months between the two places without insurance, and whether benefits go on as if there were none."""

    gap_months: int
    is_continuous: bool


def continuity(*, ended_before: Month, begins: Month, longest_gap: Law) -> Explained[Continuity]:
    """`ended_before`: the first month not insured at the old place; `begins`: the first insured at the new one."""
    trace = Trace()
    trace.fact(Words("原参保地参保止于（不含）", "Insured at the old place until before"), ended_before, "month")
    trace.fact(Words("新参保地参保始于", "Insured at the new place from"), begins, "month")
    most = int(trace.law(Words("视为连续的最长中断", "Longest gap that counts as none"), longest_gap))
    gap = max(begins.index - ended_before.index, 0)
    how = Words(f"{begins} − {ended_before}", f"{begins} − {ended_before}")
    trace.step(Words("中断月数", "Months without insurance"), gap, "months", how, is_result=True)
    if gap <= most:
        sentence = Words(
            f"中断 {gap} 个月，未超过 {most} 个月：可以补缴，待遇连续，不设等待期。",
            f"A gap of {gap} months, not more than {most}: it may be paid back, and there is no waiting period.",
        )
    else:
        sentence = Words(
            f"中断 {gap} 个月，超过 {most} 个月：按当地规定设待遇等待期。",
            f"A gap of {gap} months, more than {most}: the waiting period of the place applies.",
        )
    return trace.conclude(Continuity(gap, gap <= most), sentence)
