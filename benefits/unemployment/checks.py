"""Who draws unemployment benefit and, by our own records, may have lost it (SIL 51; the rules are `rules.stopping`)."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from benefits.claims.schemes import Pension, pensions
from benefits.unemployment.rules.stopping import LEADS, lead_words
from enrollment.coverage.rules.ages import reached_by
from enrollment.participation.retirement import retirement_law
from enrollment.participation.rules.retirement import RetirementGroup
from siadmin.agency.insurances import Fund
from siadmin.agency.models import Region
from siadmin.kernel.language import Words
from siadmin.kernel.months import Month
from siadmin.policy.selectors import StoredLawBook
from siadmin.policy.verified import value


class StillUnemployed:
    """At work again, on a pension, past the month of retirement, or refused work as often as the place says."""

    code = "unemployment_standing"
    title = Words("失业待遇领取资格月度核查", "Monthly check of unemployment benefits")
    basis = Words("社会保险法第51条；社会保险经办条例第26条", "SIL 51; REG 26")
    fund: str = Fund.UNEMPLOYMENT
    kinds: Mapping[str, Words] = {lead: lead_words(lead) for lead in LEADS}
    sql = Path(__file__).resolve().parent / "sql" / "check_standing.sql"

    def given(self, region: Region, month: Month) -> Mapping[str, Any]:
        """Raises NOT_VERIFIED_HERE, NoLawInForce."""
        on = month.first_day
        refusals = value(StoredLawBook(), "unemployment.refusals_that_stop", region=region.pk, on=on)
        longest = value(StoredLawBook(), "unemployment.merged_cap_months", region=region.pk, on=on)
        law = retirement_law(on)
        ages = [
            {"code": str(group), "retired_in": str(each.first_day), "born_by": str(reached_by(each, group, law))}
            for each in (month - int(longest.value)).until(month)
            for group in RetirementGroup
        ]
        return {
            "refusals": int(refusals.value),
            "pensions": pensions(Pension.OLD_AGE, Pension.DISABILITY),
            "ages": json.dumps(ages),
        }
