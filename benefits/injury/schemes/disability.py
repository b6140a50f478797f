"""What a grade of disability brings joins the claim workflow: once, each month, for nursing, on leaving (WIR 34–37)."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from benefits.claims.rules.assessed import Assessed, Item, Rhythm
from benefits.claims.schemes import Claimant
from benefits.injury.items import DISABILITY_PAID
from benefits.injury.law import law_if_any, law_of
from benefits.injury.models import Appraisal, Injury
from benefits.injury.rules.disability import (
    DRAWS_ALLOWANCE,
    LEAVES_WITH_LUMPS,
    PAID_BY_FUND,
    Reduction,
    allowance,
    disability_lump,
    exit_lumps,
    nursing,
)
from benefits.injury.rules.wage import AVERAGE
from benefits.injury.schemes.reckoning import OfAnInjury, not_due, wage_of
from benefits.injury.selectors import injury_numbered, standing_appraisal
from benefits.injury.selectors.wages import drawn, ended_from, left_after
from benefits.injury.words import RAISED, RAISED_NAME
from enrollment.participation.retirement import retirement_law
from enrollment.participation.rules.retirement import RetirementGroup, statutory_retirement
from siadmin.kernel.language import Words
from siadmin.kernel.money import written
from siadmin.kernel.months import Month
from siadmin.kernel.trace import Explained, Trace
from siadmin.matters.catalogue import Paper
from siadmin.policy.selectors import StoredLawBook
from siadmin.policy.verified import own_value

LUMP, ALLOWANCE, NURSING, EXIT = "disability_lump", "injury_allowance", "injury_nursing", "injury_exit_medical"
_NO_GRADE = Words("鉴定结论未达到伤残等级（工伤保险条例第35条至第37条）", "the appraisal found no grade (WIR 35–37)")
_INJURED = Words("经认定工伤并经劳动能力鉴定的职工", "Workers whose injury was certified and appraised")
_FINAL = Words("劳动能力鉴定结论已经生效", "A conclusion of the appraisal is final")
_INSURED = Words("受伤时用人单位已为其参加工伤保险", "The employer had insured the person by the day of the injury")


class DisabilityLump(OfAnInjury):
    """Once of an injury: a worse grade later brings no second one (WIR 35–37, 45)."""

    code = "injury_disability_lump"
    title = Words("申领一次性伤残补助金", "Lump sum of a disability")
    noun = Words("一次性伤残补助金", "Disability lump sum")
    who = _INJURED
    conditions: Sequence[Words] = (
        _INSURED,
        _FINAL,
        Words("同一工伤只核定一次，复查加重不补差", "Once of each injury, whatever a review finds"),
    )
    basis = Words("工伤保险条例第35条至第37条、第64条", "WIR 35–37, 64")
    result = Words("按伤残等级和本人工资一次性支付", "Paid once, by the grade and the own wage")
    components: Mapping[str, Words] = {LUMP: noun}
    items: Mapping[str, str] = dict.fromkeys(components, DISABILITY_PAID)

    def due(self, injury: Injury, appraisal: Appraisal, claimant: Claimant) -> Explained[Assessed]:
        if appraisal.grade is None:
            return not_due(self.noun, _NO_GRADE)
        months = law_of(
            "injury.disability_lump_months", injury.region, injury.happened_on, f"grade_{appraisal.grade}"
        )  # fmt: skip
        found = disability_lump(appraisal.grade, wage_of(injury), months)
        item = Item(LUMP, int(found.value), Rhythm.ONCE, Month.of(claimant.applied_on))
        return Explained(Assessed(items=[item]), found.trace)


class Monthly(OfAnInjury):
    """From the month after the conclusion, or the month from which an earlier one was ended."""

    once = False

    def once_of(self, claimant: Claimant, facts: Mapping[str, Any]) -> str:
        """For which injury and conclusion, so that what was paid upon an injury can be added up."""
        appraisal = standing_appraisal(injury_numbered(facts["injury"]), claimant.applied_on)
        return f"{facts['injury']}:{appraisal.pk if appraisal else 0}:{claimant.applied_on}"

    def _unmet(self, injury: Injury, appraisal: Appraisal | None, claimant: Claimant) -> Words | None:
        if (why := super()._unmet(injury, appraisal, claimant)) is not None:
            return why
        if standing := drawn(injury.person, self.code):
            number = standing[0].number
            return Words(
                f"同一项待遇 {number} 在付；等级变化的，先停发再按新结论申领",
                f"benefit {number} is in payment; where the grade has changed, end it first",
            )
        return None

    def first_month(self, injury: Injury, appraisal: Appraisal) -> Month:
        before = ended_from(injury.person, self.code)
        return appraisal.from_month if before is None else max(before, appraisal.from_month)


class Allowance(Monthly):
    """Of grades 1 to 4 by the fund; what the employer pays to grades 5 and 6 is told it and the person (WIR 35, 36)."""

    code = ALLOWANCE
    title = Words("申领伤残津贴", "Monthly allowance of a disability")
    noun = Words("伤残津贴", "Disability allowance")
    who = Words("工伤伤残一至四级的职工", "Workers of grades 1 to 4")
    conditions: Sequence[Words] = (
        _INSURED,
        _FINAL,
        Words(
            "伤残一至四级；五级、六级难以安排工作的由用人单位支付",
            "Grades 1 to 4; of grades 5 and 6 without suitable work the employer pays it",
        ),
    )
    basis = Words("工伤保险条例第35条、第36条、第64条", "WIR 35, 36, 64")
    result = Words(
        "自鉴定结论作出的次月起按月支付，不低于当地最低工资",
        "Paid each month from that after the conclusion, never below the minimum wage",
    )
    components: Mapping[str, Words] = {ALLOWANCE: noun, RAISED[ALLOWANCE]: RAISED_NAME}
    items: Mapping[str, str] = dict.fromkeys(components, DISABILITY_PAID)

    def due(self, injury: Injury, appraisal: Appraisal, claimant: Claimant) -> Explained[Assessed]:
        if appraisal.grade is None or appraisal.grade not in DRAWS_ALLOWANCE:
            return not_due(
                self.noun, Words("伤残等级不在一至六级（第35条、第36条）", "the grade is none of 1 to 6 (WIR 35, 36)")
            )
        region, first = injury.region, self.first_month(injury, appraisal)
        rate = law_of(
            "injury.disability_allowance_rate", region, injury.happened_on, f"grade_{appraisal.grade}"
        )  # fmt: skip
        least = law_of("wage.minimum_month", region, claimant.applied_on)
        found = allowance(appraisal.grade, wage_of(injury), rate, least)
        if appraisal.grade not in PAID_BY_FUND:
            yuan = written(found.value.amount_fen)
            why = Words(
                f"五级、六级伤残津贴由用人单位支付，难以安排工作的每月{yuan}元（第36条）",
                f"of grades 5 and 6 the employer pays it: {yuan} yuan a month where it has no suitable work (WIR 36)",
            )
            return not_due(self.noun, why, found.trace.steps)
        item = Item(ALLOWANCE, int(found.value.amount_fen), Rhythm.MONTHLY, first)
        return Explained(Assessed(items=[item]), found.trace)


class Nursing(Monthly):
    code = NURSING
    title = Words("申领生活护理费", "Monthly nursing after an injury")
    noun = Words("生活护理费", "Nursing")
    who = Words("经鉴定需要生活护理的工伤职工", "Workers whose appraisal says that they need nursing")
    conditions: Sequence[Words] = (
        _INSURED,
        _FINAL,
        Words("鉴定结论确认生活自理障碍程度", "The conclusion says how far nursing is needed"),
    )
    basis = Words("工伤保险条例第34条", "WIR 34")
    result = Words("按统筹地区上年度职工月平均工资的比例按月支付", "A share of the average wage, each month")
    components: Mapping[str, Words] = {NURSING: noun, RAISED[NURSING]: RAISED_NAME}
    items: Mapping[str, str] = dict.fromkeys(components, DISABILITY_PAID)

    def due(self, injury: Injury, appraisal: Appraisal, claimant: Claimant) -> Explained[Assessed]:
        if not appraisal.nursing:
            return not_due(
                self.noun,
                Words("鉴定结论未确认需要生活护理（第34条）", "no nursing is needed, by the conclusion (WIR 34)"),
            )
        region, on = injury.region, claimant.applied_on
        average = own_value(StoredLawBook(), AVERAGE, region=region.pk, on=on, category="full_calibre")
        found = nursing(average, law_of("injury.nursing_rate", region, on, appraisal.nursing))
        first = self.first_month(injury, appraisal)
        item = Item(NURSING, int(found.value), Rhythm.MONTHLY, first)
        return Explained(Assessed(items=[item]), found.trace)


class ExitLump(OfAnInjury):
    """What the fund pays as the work ends; the employer's part is told in the decision (WIR 36, 37)."""

    code = "injury_exit_lump"
    title = Words("申领一次性工伤医疗补助金", "Lump sum on leaving after an injury")
    noun = Words("一次性工伤医疗补助金", "Medical lump sum on leaving")
    who = Words("伤残五至十级、与用人单位终止劳动关系的职工", "Workers of grades 5 to 10 whose work has ended")
    conditions: Sequence[Words] = (
        _INSURED,
        _FINAL,
        Words("伤残五至十级，劳动关系已解除或者终止", "Grades 5 to 10, and the work has ended"),
        Words("同一工伤只核定一次", "Once of each injury"),
    )
    papers: Sequence[Paper] = OfAnInjury.papers
    basis = Words("工伤保险条例第36条、第37条；所在省的规定", "WIR 36, 37; the province's rules")
    result = Words(
        "医疗补助金由基金支付；就业补助金由用人单位支付，金额在决定中写明",
        "The medical lump is paid by the fund; the employment lump by the employer, as the decision tells",
    )
    components: Mapping[str, Words] = {EXIT: noun}
    items: Mapping[str, str] = dict.fromkeys(components, DISABILITY_PAID)

    def due(self, injury: Injury, appraisal: Appraisal, claimant: Claimant) -> Explained[Assessed]:
        if appraisal.grade is None or appraisal.grade not in LEAVES_WITH_LUMPS:
            return not_due(
                self.noun, Words("伤残等级不在五至十级（第36条、第37条）", "the grade is none of 5 to 10 (WIR 36, 37)")
            )
        left = left_after(injury)
        if left is None:
            return not_due(
                self.noun, Words("劳动关系没有终止（第36条、第37条）", "the work has not ended (WIR 36, 37)")
            )
        assert left.ends_before is not None
        on, grade = left.ends_before, f"grade_{appraisal.grade}"
        base = own_value(StoredLawBook(), AVERAGE, region=injury.region_id, on=on, category="full_calibre")
        from_months = law_if_any("injury.exit_reduced_below_months", injury.region, on)
        share = law_if_any("injury.exit_reduction_year_rate", injury.region, on)
        found = exit_lumps(
            appraisal.grade, base, law_of("injury.exit_medical_months", injury.region, on, grade),
            law_of("injury.exit_employment_months", injury.region, on, grade),
            months_to_retirement=_months_to_age(injury, on),
            reduction=Reduction(from_months, share) if from_months and share else None,
        )  # fmt: skip
        item = Item(EXIT, int(found.value.medical_fen), Rhythm.ONCE, Month.of(claimant.applied_on))
        return Explained(Assessed(items=[item]), Trace(found.trace.sentence, found.trace.steps))


def _months_to_age(injury: Injury, on: dt.date) -> int:
    person = injury.person
    group = RetirementGroup(person.retirement_group)
    month = statutory_retirement(Month.of(person.birth_on), group, retirement_law(on)).value.month
    return month.index - Month.of(on).index


DISABILITY_SCHEMES: tuple[OfAnInjury, ...] = (DisabilityLump(), Allowance(), Nursing(), ExitLump())
