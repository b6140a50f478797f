"""How the run that assembles a clearing is shown while it works."""

from django.db.models import Q
from django.utils.translation import gettext

from benefits.settlement.actions import ProviderClearingRun
from benefits.settlement.models import ClearingRun
from benefits.settlement.selectors.permits import clearings_seen_by
from siadmin.agency.access import open_page
from siadmin.agency.batches import Door, Figure, Shown
from siadmin.agency.insurances import FUND_SHORT_NAMES
from siadmin.agency.viewer import Viewer
from siadmin.kernel import runs
from siadmin.kernel.language import Words
from siadmin.kernel.models import Run
from siadmin.kernel.money import written


class ClearingBatch:
    kind = ProviderClearingRun.code
    counts = Words("机构", "Institutions")

    def door(self, viewer: Viewer) -> Door | None:
        url = open_page(viewer, "clearings")
        return Door(Words("定点机构费用拨付", "Clearing of institutions"), url) if url else None

    def seen_by(self, viewer: Viewer) -> Q:
        return Q(pk__in=clearings_seen_by(viewer).order_by().values("run"))

    def subject(self, run: Run) -> Words:
        own = ClearingRun.objects.select_related("region").get(run=run)
        fund = FUND_SHORT_NAMES[own.fund]
        return Words(
            f"{own.region.name_zh}{fund.zh} {own.month}", f"{own.region.name_en}, {fund.en.lower()} {own.month}"
        )

    def shown(self, run: Run, viewer: Viewer) -> Shown:
        own, totals = ClearingRun.objects.get(run=run), runs.add_up(run)
        figures = [
            Figure(gettext("To be paid"), written(totals.get("pay_fen", 0)), before="¥"),
            Figure(gettext("Settlements"), f"{totals.get('settlements', 0):,}"),
            Figure(gettext("Disallowed"), written(totals.get("disallowed_fen", 0)), before="¥"),
        ]
        return Shown(figures, "settlement/_run.html", {"own": own, "url": open_page(viewer, "clearing", own.number)})
