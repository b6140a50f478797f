"""Who draws a disability allowance beside a pension: it stops, and the fund pays the difference (SIL 40; WIR 35)."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from benefits.injury.grounds import ON_PENSION
from benefits.injury.selectors.at_age import ALLOWANCE, PENSIONS
from siadmin.agency.insurances import Fund
from siadmin.agency.models import Region
from siadmin.kernel.language import Words
from siadmin.kernel.months import Month


class AllowanceBesidePension:
    code = "injury_at_pension_age"
    title = Words("伤残津贴与养老金月度核查", "Monthly check of injury allowances beside pensions")
    basis = Words("社会保险法第40条；工伤保险条例第35条；社会保险经办条例第26条", "SIL 40; WIR 35; REG 26")
    fund: str = Fund.INJURY
    kinds: Mapping[str, Words] = {
        ON_PENSION: Words("已领取基本养老金（社会保险法第40条）", "draws a pension (SIL 40)"),
    }
    sql = Path(__file__).resolve().parent / "sql" / "check_on_pension.sql"

    def given(self, region: Region, month: Month) -> Mapping[str, Any]:
        return {"allowance": ALLOWANCE, "pensions": list(PENSIONS), "kind": ON_PENSION}
