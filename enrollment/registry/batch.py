"""How the looks for people registered twice are shown among the runs."""

from django.db.models import Q
from django.utils.translation import gettext

from enrollment.registry.actions.alike import NOTHING, AlikeRun
from siadmin.agency.access import open_page
from siadmin.agency.batches import Door, Figure, Shown
from siadmin.agency.viewer import Viewer
from siadmin.kernel import runs
from siadmin.kernel.language import Words
from siadmin.kernel.models import Run, RunState


class AlikeBatch:
    kind = AlikeRun.code
    counts = Words("人", "People")

    def door(self, viewer: Viewer) -> Door | None:
        url = open_page(viewer, "alike")
        return Door(Words("疑似重复登记", "People registered twice"), url) if url else None

    def seen_by(self, viewer: Viewer) -> Q:
        """All of them: they are over everybody, and say how many pairs, not whose."""
        return Q() if open_page(viewer, "alike") else Q(pk__in=[])

    def subject(self, run: Run) -> Words:
        return Words("全部登记", "Everybody registered")

    def shown(self, run: Run, viewer: Viewer) -> Shown:
        totals = run.totals if run.state == RunState.DONE else runs.add_up(run, NOTHING)
        return Shown(
            [
                Figure(gettext("Pairs compared"), f"{totals['compared']:,}"),
                Figure(gettext("Pairs found anew"), f"{totals['found']:,}"),
            ]
        )
