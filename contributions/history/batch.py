"""How the runs that book history are shown: people, months, balances."""

from django.db.models import BigIntegerField, Q
from django.db.models.fields.json import KT
from django.db.models.functions import Cast
from django.utils.translation import gettext

from contributions.history.actions import HistoryRun
from contributions.history.models import HistoryFile
from contributions.history.selectors import files_seen_by
from siadmin.agency.batches import Door, Figure, Shown
from siadmin.agency.viewer import Viewer
from siadmin.kernel import runs
from siadmin.kernel.language import Words
from siadmin.kernel.models import Run
from siadmin.kernel.money import written


class HistoryBatch:
    kind = HistoryRun.code
    counts = Words("人", "People")

    def door(self, viewer: Viewer) -> Door | None:
        return None

    def seen_by(self, viewer: Viewer) -> Q:
        """Runs of the files the viewer may see."""
        of_file = Run.objects.filter(kind=self.kind).annotate(file_id=Cast(KT("parameters__file"), BigIntegerField()))
        return Q(pk__in=of_file.filter(file_id__in=files_seen_by(viewer).order_by().values("pk")).values("pk"))

    def subject(self, run: Run) -> Words:
        name = HistoryFile.objects.values_list("name", flat=True).get(pk=run.parameters["file"])
        return Words(name, name)

    def shown(self, run: Run, viewer: Viewer) -> Shown:
        file = HistoryFile.objects.get(pk=run.parameters["file"])
        totals = runs.add_up(run, HistoryRun.nothing)
        figures = [
            Figure(gettext("Registered"), f"{totals['registered']:,}"),
            Figure(gettext("Months booked"), f"{totals['months'] + totals['deemed_months']:,}"),
            Figure(gettext("Balances opened"), written(totals["balance_fen"]), before="¥"),
        ]
        return Shown(figures, "history/_run_sums.html", {"file": file, "totals": totals})
