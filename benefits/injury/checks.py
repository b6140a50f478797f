"""What our own records say of monthly benefits of injuries: a pension beside, a rise since, a grade no longer."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from benefits.claims.schemes import Pension, pensions
from benefits.injury.grounds import CAME_BACK, NO_GRADE, ON_PENSION, SETTLED_ANEW
from benefits.injury.rules.disability import PAID_BY_FUND
from benefits.injury.selectors.at_age import ALLOWANCE, DIFFERENCE, NURSING
from benefits.injury.selectors.notices import notices
from benefits.injury.selectors.sharing import MISSING_ADVANCE, MONTHLY
from benefits.payments.checks import Check
from siadmin.agency.insurances import Fund
from siadmin.agency.models import Region
from siadmin.kernel.language import Words
from siadmin.kernel.months import Month

SQL = Path(__file__).resolve().parent / "sql"


class AllowanceBesidePension:
    """It stops, and the fund pays the difference (SIL 40; WIR 35)."""

    code = "injury_at_pension_age"
    title = Words("伤残津贴与养老金月度核查", "Monthly check of injury allowances beside pensions")
    basis = Words("社会保险法第40条；工伤保险条例第35条；社会保险经办条例第26条", "SIL 40; WIR 35; REG 26")
    fund: str = Fund.INJURY
    kinds: Mapping[str, Words] = {
        ON_PENSION: Words("已领取基本养老金（社会保险法第40条）", "draws a pension (SIL 40)"),
    }
    sql = SQL / "check_on_pension.sql"

    def given(self, region: Region, month: Month) -> Mapping[str, Any]:
        return {"allowance": ALLOWANCE, "pensions": pensions(Pension.OLD_AGE), "kind": ON_PENSION}


class RisenSince:
    """A pension rose, or the allowance would have: the difference is settled anew (WIR 35)."""

    code = "injury_difference_changed"
    title = Words("养老金补差月度核查", "Monthly check of differences to pensions")
    basis = Words("工伤保险条例第35条；社会保险经办条例第26条", "WIR 35; REG 26")
    fund: str = Fund.INJURY
    kinds: Mapping[str, Words] = {
        SETTLED_ANEW: Words(
            "伤残津贴标准或者养老金已变化，补差须重新核定（工伤保险条例第35条）",
            "the allowance or the pension has risen: the difference is settled anew (WIR 35)",
        ),
    }
    sql = SQL / "check_risen.sql"

    def given(self, region: Region, month: Month) -> Mapping[str, Any]:
        risen = [begun.first_day for begun, _ in notices(ALLOWANCE, region.pk, Month(2011, 1), month)]
        return {"difference": DIFFERENCE, "pensions": pensions(Pension.OLD_AGE), "risen": risen, "kind": SETTLED_ANEW}


class GradeNoLonger:
    """A later conclusion leaves no allowance of the fund, or no nursing (WIR 28; SIL 43)."""

    code = "injury_grade_no_longer"
    title = Words("复查鉴定结论月度核查", "Monthly check of benefits by later appraisals")
    basis = Words("工伤保险条例第28条；社会保险法第43条；社会保险经办条例第26条", "WIR 28; SIL 43; REG 26")
    fund: str = Fund.INJURY
    kinds: Mapping[str, Words] = {
        NO_GRADE: Words(
            "复查鉴定结论已不符合领取条件（工伤保险条例第28条）",
            "by a later appraisal it is no longer due (WIR 28)",
        ),
    }
    sql = SQL / "check_grade.sql"

    def given(self, region: Region, month: Month) -> Mapping[str, Any]:
        return {"allowance": ALLOWANCE, "nursing": NURSING, "grades": list(PAID_BY_FUND), "kind": NO_GRADE}


class CameBackSince:
    """Who was missing lives: dependants draw no more, and what was advanced is not due (WIR 41)."""

    code = "injury_came_back"
    title = Words("下落不明职工重新出现核查", "Check of benefits of people who came back")
    basis = Words("工伤保险条例第41条；社会保险经办条例第26条", "WIR 41; REG 26")
    fund: str = Fund.INJURY
    kinds: Mapping[str, Words] = {
        CAME_BACK: Words("下落不明的职工重新出现（工伤保险条例第41条）", "who was missing came back (WIR 41)"),
    }
    sql = SQL / "check_came_back.sql"

    def given(self, region: Region, month: Month) -> Mapping[str, Any]:
        return {"schemes": [MONTHLY, MISSING_ADVANCE], "kind": CAME_BACK}


CHECKS: tuple[Check, ...] = (AllowanceBesidePension(), RisenSince(), GradeNoLonger(), CameBackSince())
