"""How the runs of the reconciliation are shown: how many numbers were compared in the viewer's regions."""

from django.db.models import Q
from django.utils.translation import gettext

from funds.banking.actions import ReconciliationRun
from funds.ledger.selectors import books_seen_by, regions_seen_by
from siadmin.agency.access import open_page
from siadmin.agency.batches import Door, Figure, Shown
from siadmin.agency.viewer import Viewer
from siadmin.kernel.language import Words
from siadmin.kernel.models import Run, SliceState


class ReconciliationBatch:
    kind = ReconciliationRun.code
    counts = Words("统筹区", "Regions")

    def door(self, viewer: Viewer) -> Door | None:
        return None

    def seen_by(self, viewer: Viewer) -> Q:
        """It goes over all books: whoever sees one may see that it ran."""
        return Q() if books_seen_by(viewer).exists() else Q(pk__in=[])

    def subject(self, run: Run) -> Words:
        months = run.parameters["months"]
        span = months[0] if len(months) == 1 else f"{months[0]} – {months[-1]}"
        return Words(span, span)

    def shown(self, run: Run, viewer: Viewer) -> Shown:
        """Sums of the slices of the viewer's regions, both lines of a region together."""
        regions = {region.pk: region for region in regions_seen_by(viewer)}
        done = run.slices.filter(state=SliceState.DONE).order_by("number").values_list("scope", "result")
        proof, last = open_page(viewer, "proof"), run.parameters["months"][-1]
        rows = [
            (regions[scope["region"]], result, proof and f"{proof}?region={scope['region']}&month={last}")
            for scope, result in done
            if scope["region"] in regions
        ]
        pairs, unequal = sum(each["pairs"] for _, each, _ in rows), sum(each["unequal"] for _, each, _ in rows)
        figures = [
            Figure(gettext("Compared"), f"{pairs:,}"),
            Figure(gettext("Not equal"), f"{unequal:,}"),
        ]
        return Shown(figures, "banking/_run_sums.html", {"rows": rows})
