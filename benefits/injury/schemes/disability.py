"""What a grade of disability brings joins the claim workflow: once, each month, for nursing, on leaving (WIR 34–37)."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from benefits.claims.models import Decision
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
from benefits.injury.rules.instead import Stretch
from benefits.injury.rules.wage import AVERAGE
from benefits.injury.schemes.instead import SUSPENDED, InStead, both, instead_of, suspension_stands
from benefits.injury.schemes.reckoning import OfAnInjury, not_due, wage_of
from benefits.injury.selectors import injury_numbered, standing_appraisal
from benefits.injury.selectors.at_age import ALLOWANCE, DIFFERENCE, NURSING
from benefits.injury.selectors.drawing import drawn, ended_from, first_drawn, granted_of
from benefits.injury.selectors.wages import left_after
from benefits.injury.words import MADE_UP, MADE_UP_NAME, RAISED, RAISED_NAME
from benefits.payments.models import Entitlement
from enrollment.participation.retirement import retirement_law
from enrollment.participation.rules.retirement import RetirementGroup, statutory_retirement
from siadmin.kernel.language import Words
from siadmin.kernel.money import written
from siadmin.kernel.months import Month
from siadmin.kernel.trace import Explained, Trace
from siadmin.matters.catalogue import Paper
from siadmin.policy.selectors import StoredLawBook
from siadmin.policy.verified import own_value

LUMP, EXIT = "disability_lump", "injury_exit_medical"
_NO_GRADE = Words("鉴定结论未达到伤残等级（工伤保险条例第35条至第37条）", "the appraisal found no grade (WIR 35–37)")
_INJURED = Words("经认定工伤并经劳动能力鉴定的职工", "Workers whose injury was certified and appraised")
_FINAL = Words("劳动能力鉴定结论已经生效", "A conclusion of the appraisal is final")
_INSURED = Words("受伤时用人单位已为其参加工伤保险", "The employer had insured the person by the day of the injury")
_AT_AGE = Words(
    "已领取基本养老金，由基金补足差额（第35条）", "a pension is drawn: the fund pays the difference (WIR 35)"
)


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


class Monthly(InStead, OfAnInjury):
    """From the month after the conclusion, or the month from which an earlier one was ended.

    Upon another conclusion, or a second injury, it is granted in the stead of what is drawn (WIR 28, 45): by one case.
    """

    once = False
    carries = False

    def once_of(self, claimant: Claimant, facts: Mapping[str, Any]) -> str:
        """For which injury and conclusion, so that what was paid upon an injury can be added up."""
        appraisal = standing_appraisal(injury_numbered(facts["injury"]), claimant.applied_on)
        return f"{facts['injury']}:{appraisal.pk if appraisal else 0}:{claimant.applied_on}"

    def takes_place_of(self, decision: Decision) -> Entitlement | None:
        standing = drawn(decision.claim.person, self.code)
        return standing[0] if standing else None

    def first_month(self, injury: Injury, appraisal: Appraisal) -> Month:
        before = ended_from(injury.person, self.code)
        return appraisal.from_month if before is None else max(before, appraisal.from_month)

    def settled(self, injury: Injury, appraisal: Appraisal, amount: Explained[int]) -> Explained[Assessed]:
        """So much a month by this conclusion, in the stead of what is drawn by another."""
        standing = drawn(injury.person, self.code)
        if not standing:
            item = Item(self.code, amount.value, Rhythm.MONTHLY, self.first_month(injury, appraisal))
            return Explained(Assessed(items=[item]), amount.trace)
        number = standing[0].number
        of = f"{injury.number}:"
        was_for = granted_of(standing[0])
        if was_for.startswith(f"{of}{appraisal.pk}:"):
            why = Words(
                f"同一项待遇 {number} 已按这一结论在付", f"benefit {number} is in payment by this conclusion already"
            )
            return not_due(self.noun, why, amount.trace.steps)
        if suspension_stands(standing[0]):
            return not_due(self.noun, SUSPENDED, amount.trace.steps)
        first = max(appraisal.from_month, first_drawn(standing[0]))
        carries = self.carries and was_for.startswith(of)
        stretches = [Stretch(first, amount.value)]
        return both(amount.trace, instead_of(standing[0], self.code, stretches, carries=carries))


class Allowance(Monthly):
    """Of grades 1 to 4 by the fund; what the employer pays to grades 5 and 6 is told it and the person (WIR 35, 36).

    By another conclusion of the same injury what it has risen by goes on: our reading, notices raise whoever draws it.
    """

    code = ALLOWANCE
    carries = True
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
    components: Mapping[str, Words] = {ALLOWANCE: noun, RAISED[ALLOWANCE]: RAISED_NAME, MADE_UP: MADE_UP_NAME}
    items: Mapping[str, str] = dict.fromkeys(components, DISABILITY_PAID)

    def due(self, injury: Injury, appraisal: Appraisal, claimant: Claimant) -> Explained[Assessed]:
        if appraisal.grade is None or appraisal.grade not in DRAWS_ALLOWANCE:
            return not_due(
                self.noun, Words("伤残等级不在一至六级（第35条、第36条）", "the grade is none of 1 to 6 (WIR 35, 36)")
            )
        if drawn(injury.person, DIFFERENCE):
            return not_due(self.noun, _AT_AGE)
        region = injury.region
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
        return self.settled(injury, appraisal, Explained(int(found.value.amount_fen), found.trace))


class Nursing(Monthly):
    """By another conclusion it is reckoned on the average wage of now, which has risen already."""

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
    components: Mapping[str, Words] = {NURSING: noun, RAISED[NURSING]: RAISED_NAME, MADE_UP: MADE_UP_NAME}
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
        return self.settled(injury, appraisal, Explained(int(found.value), found.trace))


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
