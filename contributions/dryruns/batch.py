"""How dry runs of proposed values are shown among the runs."""

from django.db.models import Q
from django.utils.translation import gettext

from contributions.dryruns.run_kinds import DRY_RUN
from contributions.dryruns.selectors import found_by, of_line, seen_in
from contributions.dryruns.telling import answer
from siadmin.agency.access import open_page
from siadmin.agency.batches import Door, Figure, Shown
from siadmin.agency.models import Region
from siadmin.agency.viewer import Viewer
from siadmin.kernel.language import Words
from siadmin.kernel.models import Run, RunState
from siadmin.policy.models import Proposal


class DryRunBatch:
    kind = DRY_RUN
    counts = Words("人", "People")

    def door(self, viewer: Viewer) -> Door | None:
        url = open_page(viewer, "policy_proposals")
        return Door(Words("试算提案", "Try a proposal out"), url) if url else None

    def seen_by(self, viewer: Viewer) -> Q:
        """Dry runs of values of the places within reach, of the viewer's lines."""
        within = Q(pk__in=[])
        places = Region.objects.filter(pk__in=Proposal.objects.values("region"))
        for region in places:
            for line in viewer.lines:
                if of_line(viewer, line).reaches_region(region.path):
                    within |= Q(key__startswith=f"{region.pk}:", parameters__line=line)
        return within

    def subject(self, run: Run) -> Words:
        region = Region.objects.get(pk=run.parameters["region"])
        count = len(run.parameters["proposals"])
        en = f"{count} value" if count == 1 else f"{count} values"
        return Words(f"{region.name_zh}，{count} 个参数", f"{region.name_en}, {en}")

    def shown(self, run: Run, viewer: Viewer) -> Shown:
        """Its answer, and the way to its page."""
        found = found_by(run, seen_in(viewer, run))
        figures = [
            Figure(gettext("Pay more"), f"{found.people.more:,}", sub=gettext("of their own")),
            Figure(gettext("Pay less"), f"{found.people.less:,}", sub=gettext("of their own")),
            Figure(gettext("The same"), f"{found.people.same:,}"),
        ]
        context = {
            "answer": answer(found) if run.state == RunState.DONE else None,
            "proposal_id": run.parameters["proposals"][0]["id"],
        }
        return Shown(figures if run.state == RunState.DONE else [], "dryruns/_run_sums.html", context)
