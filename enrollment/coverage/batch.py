"""How the coverage scans are shown among the runs."""

from django.db.models import Q
from django.utils.translation import gettext

from enrollment.coverage.actions.scan import NOTHING, CoverageRun
from enrollment.coverage.words import CLOSINGS, KIND_STATES, KINDS
from siadmin.agency.access import open_page
from siadmin.agency.batches import Door, Figure, Shown
from siadmin.agency.insurances import Line
from siadmin.agency.models import Region
from siadmin.agency.viewer import Viewer
from siadmin.kernel import runs
from siadmin.kernel.language import Words
from siadmin.kernel.models import Run, RunState
from siadmin.policy.selectors import places_with_limits


class CoverageBatch:
    kind = CoverageRun.code
    counts = Words("人", "People")

    def door(self, viewer: Viewer) -> Door | None:
        url = open_page(viewer, "coverage")
        return Door(Words("参保情况与扫描", "Coverage and its scan"), url) if url else None

    def seen_by(self, viewer: Viewer) -> Q:
        """Scans of the places within reach, for the line that insures for pensions."""
        within = Q(pk__in=[])
        paths = [reach.path for reach in viewer.reaches if reach.line == Line.HRSS]
        for region in Region.objects.filter(pk__in=places_with_limits()):
            if any(region.path.startswith(path) for path in paths):
                within |= Q(key__startswith=f"{region.pk}:")
        return within

    def subject(self, run: Run) -> Words:
        region = Region.objects.get(pk=run.parameters["region"])
        month = run.parameters["month"]
        return Words(f"{region.name_zh} {month}", f"{region.name_en} {month}")

    def shown(self, run: Run, viewer: Viewer) -> Shown:
        """What was opened, kept and closed."""
        totals = run.totals if run.state == RunState.DONE else runs.add_up(run, NOTHING)
        opened, closed = sum(totals["opened"].values()), sum(totals["closed"].values())
        figures = [
            Figure(gettext("Found anew"), f"{opened:,}"),
            Figure(gettext("Found before, still so"), f"{sum(totals['kept'].values()):,}"),
            Figure(gettext("Closed by themselves"), f"{closed:,}"),
        ]
        rows = [
            (KINDS[kind], KIND_STATES[kind], totals["opened"][kind], totals["kept"][kind]) for kind in totals["opened"]
        ]
        closings = [(CLOSINGS[code], count) for code, count in totals["closed"].items()]
        context = {"rows": rows, "closings": closings, "recognised": totals["recognised"]}
        return Shown(figures, "coverage/_run_sums.html", context)
