"""Who draws a residents' pension beside an employees' one: nobody is due both (人社部发〔2014〕17号 art. 8)."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from benefits.pension.schemes.employees import CODE
from benefits.pension.selectors.drawing import ALLOWANCES
from siadmin.agency.insurances import Fund
from siadmin.agency.models import Region
from siadmin.kernel.language import Words
from siadmin.kernel.months import Month

BOTH = "two_pensions"


class OnePension:
    """Work after retirement is no ground to stop a pension; a second pension is one to look into the residents'."""

    code = "one_pension"
    title = Words("重复领取养老待遇月度核查", "Monthly check of double pensions")
    basis = Words("人社部发〔2014〕17号第8条；社会保险经办条例第26条", "人社部发〔2014〕17号 art. 8; REG 26")
    fund: str = Fund.PENSION_RESIDENT
    kinds: Mapping[str, Words] = {
        BOTH: Words("同时领取职工基本养老金（17号第8条）", "draws an employees' pension too (17号 art. 8)"),
    }
    sql = Path(__file__).resolve().parent / "sql" / "check_two_pensions.sql"
    pensions: tuple[str, ...] = (CODE,)

    def given(self, region: Region, month: Month) -> Mapping[str, Any]:
        return {"pensions": list(self.pensions)}


class OneOfEmployees:
    """A pension beside a disability allowance, under two records that proved to be of one person."""

    code = "one_of_employees"
    title = Words("重复领取基本养老金和病残津贴月度核查", "Monthly check of pensions beside allowances")
    basis = Words("社会保险法第17条；社会保险经办条例第26条", "SIL 17; REG 26")
    fund: str = Fund.PENSION
    kinds: Mapping[str, Words] = {
        "beside_allowance": Words("同时领取病残津贴（第17条）", "draws a disability allowance too (SIL 17)"),
    }
    sql = Path(__file__).resolve().parent / "sql" / "check_beside_allowance.sql"

    def given(self, region: Region, month: Month) -> Mapping[str, Any]:
        return {"pension": CODE, "allowances": list(ALLOWANCES)}
