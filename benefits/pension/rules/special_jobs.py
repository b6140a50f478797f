"""Who worked long enough in jobs that wear people out may retire earlier, by the ages of before. Pure.

Source: Measures of 2024-09-13 art. 8; 国发〔1978〕104号 art. 1. These ages are not delayed. How many years in which
job are needed is a dated value; where none is on file, that is said and nothing is guessed.
"""

import datetime as dt
from dataclasses import dataclass, replace
from enum import StrEnum

from enrollment.participation.rules.retirement import FlexibleWindow, RetirementGroup
from siadmin.kernel.language import Words
from siadmin.kernel.months import Month
from siadmin.kernel.refusal import Reason
from siadmin.kernel.trace import Explained, Law, Trace
from siadmin.policy.lawbook import NATIONAL, LawBook, NoLawInForce


class SpecialJob(StrEnum):
    UNDERGROUND = "underground"
    AT_HEIGHTS = "at_heights"
    HEAT = "heat"
    HEAVY_LABOUR = "heavy_labour"
    HIGH_ALTITUDE = "high_altitude"

    @property
    def words(self) -> Words:
        return _JOBS[self]


_JOBS = {
    SpecialJob.UNDERGROUND: Words("井下作业", "underground work"),
    SpecialJob.AT_HEIGHTS: Words("高空作业", "work at heights"),
    SpecialJob.HEAT: Words("高温作业", "work in heat"),
    SpecialJob.HEAVY_LABOUR: Words("特别繁重体力劳动", "very heavy labour"),
    SpecialJob.HIGH_ALTITUDE: Words("高海拔地区工作", "work at high altitude"),
}
NOT_ON_FILE = Reason(
    "pension_special_job_not_on_file",
    "{on} 没有登记“{job_zh}”提前退休的{what_zh}，不能推测。",
    "No {what_en} for early retirement from “{job_en}” is on file on {on}; none is guessed.",
    "请由政策管理人员登记国家规定的数值及其依据，然后办理。",
    "Ask the policy officers to record the value and its source, then go on.",
)
TOO_FEW_YEARS = Reason(
    "pension_special_job_too_short",
    "{job_zh}累计{given}个月，提前退休须满{needed}个月。",
    "{given} months of {job_en}; retiring earlier needs {needed}.",
    "核对职工档案中的岗位记录；不足的按法定退休年龄办理。",
    "Check the posts in the personnel file, or retire by the statutory age.",
)


@dataclass(frozen=True, slots=True)
class SpecialWork:
    """Which job and how many months in it, as the personnel file shows."""

    job: SpecialJob
    months: int


@dataclass(frozen=True, slots=True)
class SpecialLaw:
    """Both in months: the age from which one may retire, the time in the job."""

    age: Law
    needed: Law

    @classmethod
    def from_book(cls, book: LawBook, job: SpecialJob, group: RetirementGroup, *, on: dt.date) -> "SpecialLaw":
        """Raises NOT_ON_FILE."""

        def law(key: str, category: str, what: Words) -> Law:
            try:
                return book.law(f"retirement.{key}", region=NATIONAL, category=category, on=on)
            except NoLawInForce as missing:
                raise NOT_ON_FILE(
                    on=on, job_zh=job.words.zh, job_en=job.words.en, what_zh=what.zh, what_en=what.en
                ) from missing

        sex = "male" if group is RetirementGroup.M60 else "female"
        return cls(
            law("special_age_months", sex, Words("年龄", "age")),
            law("special_job_months", job, Words("所需工作年限", "time in the job")),
        )


def special_window(
    window: Explained[FlexibleWindow], born: Month, work: SpecialWork, law: SpecialLaw
) -> Explained[FlexibleWindow]:
    """From the age of the job on, not delayed, if it was done long enough. Raises TOO_FEW_YEARS."""
    why = Trace(steps=[*window.trace.steps])
    job = work.job.words
    given = why.fact(Words(f"{job.zh}累计月数", f"Months of {job.en}"), work.months, "months")
    needed = int(why.law(Words("须满", "Needed"), law.needed))
    if given < needed:
        raise TOO_FEW_YEARS(job_zh=job.zh, job_en=job.en, given=given, needed=needed)
    age = int(why.law(Words("特殊工种退休年龄（不延迟）", "Age of the job, not delayed"), law.age))
    how = Words(f"{born} + {age}，不晚于原可选的最早月份", f"{born} + {age}, or the earliest month without it")
    earliest = why.step(
        Words("最早退休月份", "Earliest month"), min(window.value.earliest, born + age), "month", how, True
    )
    return why.conclude(
        replace(window.value, earliest=earliest),
        Words(f"因{job.zh}可自{earliest}起退休。", f"For {job.en} one may retire from {earliest} on."),
    )
