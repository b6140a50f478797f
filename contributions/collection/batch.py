"""How the runs of collection are shown: what arrived and settled; what was charged and paid of late fees."""

from django.db.models import Q
from django.utils.translation import gettext

from contributions.collection.actions import CollectionRun, LateFeeRun
from contributions.collection.inbox import rows_seen_by, runs_of_files, sums_of
from contributions.collection.models import ReceiptFile
from funds.ledger.selectors import regions_seen_by
from siadmin.agency.batches import Door, Figure, Shown
from siadmin.agency.models import Region
from siadmin.agency.viewer import Viewer
from siadmin.kernel import runs
from siadmin.kernel.language import Words
from siadmin.kernel.models import Run
from siadmin.kernel.money import written

_SUMS = ("receipts", "received_fen", "settled_bills", "settled_fen", "credited_fen")


class CollectionBatch:
    kind = CollectionRun.code
    counts = Words("行", "Rows")

    def door(self, viewer: Viewer) -> Door | None:
        return None

    def seen_by(self, viewer: Viewer) -> Q:
        return runs_of_files(viewer)

    def subject(self, run: Run) -> Words:
        name = ReceiptFile.objects.values_list("name", flat=True).get(pk=run.parameters["file"])
        return Words(name, name)

    def shown(self, run: Run, viewer: Viewer) -> Shown:
        """Counts of the rows within the viewer's reach; the run's own sums when the file is whole in it."""
        file = ReceiptFile.objects.get(pk=run.parameters["file"])
        sums = sums_of(rows_seen_by(viewer, file))
        whole = sums["rows"] == file.rows_count
        totals = runs.add_up(run, dict.fromkeys(_SUMS, 0))
        figures = [
            Figure(gettext("Money told of"), written(sums["money_fen"]), before="¥"),
            Figure(gettext("Rows not taken"), f"{sums['refused']:,}"),
        ]
        return Shown(
            figures, "collection/_run_sums.html", {"file": file, "sums": sums, "totals": totals, "is_whole": whole}
        )


class LateFeeBatch:
    kind = LateFeeRun.code
    counts = Words("家单位", "Employers")

    def door(self, viewer: Viewer) -> Door | None:
        return None

    def seen_by(self, viewer: Viewer) -> Q:
        return Q(parameters__region__in=[region.pk for region in regions_seen_by(viewer)])

    def subject(self, run: Run) -> Words:
        region = Region.objects.get(pk=run.parameters["region"])
        return Words(f"{region.name_zh} {run.key.partition(':')[2]} ", f"{region.name_en} {run.key.partition(':')[2]}")

    def shown(self, run: Run, viewer: Viewer) -> Shown:
        """Sums of a whole region, of both lines."""
        totals = runs.add_up(run, dict.fromkeys(("charged", "charged_fen", "paid", "paid_fen", "ended"), 0))
        figures = [
            Figure(gettext("Late fees charged"), written(totals["charged_fen"]), before="¥"),
            Figure(gettext("Late fees paid"), written(totals["paid_fen"]), before="¥"),
        ]
        return Shown(figures, "collection/_late_fee_sums.html", {"totals": totals})
