"""How the runs that import the tax authority's declarations are shown: employers' months filed, and refused."""

from django.db.models import Q
from django.utils.translation import gettext

from contributions.declarations.actions import TaxFileRun
from contributions.declarations.models import TaxFile
from contributions.declarations.selectors import tax_months_seen_by, tax_runs_seen_by
from siadmin.agency.access import open_page
from siadmin.agency.batches import Door, Figure, Shown
from siadmin.agency.viewer import Viewer
from siadmin.kernel.language import Words
from siadmin.kernel.models import Run


class TaxFileBatch:
    kind = TaxFileRun.code
    counts = Words("行", "Rows")

    def door(self, viewer: Viewer) -> Door | None:
        return None

    def seen_by(self, viewer: Viewer) -> Q:
        return tax_runs_seen_by(viewer)

    def subject(self, run: Run) -> Words:
        name = TaxFile.objects.values_list("document__name", flat=True).get(pk=run.parameters["file"])
        return Words(name, name)

    def shown(self, run: Run, viewer: Viewer) -> Shown:
        """Counts of the months within the viewer's reach."""
        file = TaxFile.objects.get(pk=run.parameters["file"])
        months = tax_months_seen_by(viewer, file)
        filed, refused = months.filter(declaration__version__isnull=False), months.exclude(problem__isnull=True)
        figures = [
            Figure(gettext("Employers' months declared"), f"{filed.count():,}"),
            Figure(gettext("Not declared"), f"{refused.count():,}"),
        ]
        url = open_page(viewer, "tax_file", file.pk)
        return Shown(figures, "declarations/_run_file.html", {"url": url, "file": file})
