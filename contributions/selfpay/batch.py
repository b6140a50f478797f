"""How the runs of subsidies are shown: whom a claim lists, what was credited; and what lapsed in a night."""

from django.db.models import Q
from django.utils.translation import gettext

from contributions.selfpay.actions import LapseRun, SubsidyClaimRun, SubsidyCreditRun
from contributions.selfpay.models import SubsidyClaim
from contributions.selfpay.selectors import claims_seen_by
from contributions.selfpay.words import SUBSIDIES
from funds.ledger.selectors import regions_seen_by
from siadmin.agency.access import open_page
from siadmin.agency.batches import Door, Figure, Shown
from siadmin.agency.models import Region
from siadmin.agency.viewer import Viewer
from siadmin.kernel import runs
from siadmin.kernel.language import Words
from siadmin.kernel.models import Run
from siadmin.kernel.money import written


class ClaimBatch:
    """The runs that list claims."""

    kind = SubsidyClaimRun.code
    counts = Words("人", "People")
    of_claim = "listed_in"
    nothing = SubsidyClaimRun.nothing

    def door(self, viewer: Viewer) -> Door | None:
        return None

    def seen_by(self, viewer: Viewer) -> Q:
        """Runs of the claims the viewer may see."""
        return Q(pk__in=claims_seen_by(viewer).order_by().values(self.of_claim))

    def subject(self, run: Run) -> Words:
        claim = SubsidyClaim.objects.select_related("region").get(**{self.of_claim: run})
        name, region = SUBSIDIES[claim.kind], claim.region
        return Words(f"{region.name_zh}{name.zh} {claim.number}", f"{region.name_en}, {name.en} {claim.number}")

    def shown(self, run: Run, viewer: Viewer) -> Shown:
        claim = SubsidyClaim.objects.get(**{self.of_claim: run})
        totals = runs.add_up(run, self.nothing)
        is_whole = bool(claim.total_fen) and totals["amount_fen"] == claim.total_fen
        figures = [
            Figure(gettext("Months or years"), f"{totals['items']:,}"),
            Figure(
                gettext("Government's part"),
                written(totals["amount_fen"]),
                before="¥",
                sub=gettext("what the claim asks for") if is_whole else "",
                is_proven=is_whole,
            ),
        ]
        return Shown(
            figures,
            "selfpay/_run_of_claim.html",
            {"claim": claim, "url": open_page(viewer, "subsidy_claim", claim.number)},
        )


class CreditBatch(ClaimBatch):
    """The runs that credit what came for them."""

    kind = SubsidyCreditRun.code
    of_claim = "credited_in"
    nothing = SubsidyCreditRun.nothing


class LapseBatch:
    """What lapsed, in a region and night."""

    kind = LapseRun.code
    counts = Words("人", "People")

    def door(self, viewer: Viewer) -> Door | None:
        return None

    def seen_by(self, viewer: Viewer) -> Q:
        return Q(parameters__region__in=[region.pk for region in regions_seen_by(viewer)])

    def subject(self, run: Run) -> Words:
        region, _, day = run.key.partition(":")
        place = Region.objects.get(pk=region)
        return Words(f"{place.name_zh} {day}", f"{place.name_en} {day}")

    def shown(self, run: Run, viewer: Viewer) -> Shown:
        return Shown([Figure(gettext("Bills that lapsed"), f"{runs.add_up(run, LapseRun.nothing)['lapsed']:,}")])
