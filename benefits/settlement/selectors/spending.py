"""What institutions cost a fund in a month, and which of them are far from others of their kind and level."""

from dataclasses import dataclass
from statistics import median

from django.db.models import Count, Sum

from benefits.providers.models import Institution
from benefits.settlement.models import Settlement
from siadmin.agency.posts import Post
from siadmin.agency.viewer import Viewer
from siadmin.kernel.months import Month

TIMES_THE_MEDIAN = 2  # for the eye; nothing is decided by it
FEWEST_COMPARED = 3


@dataclass(frozen=True, slots=True)
class Spending:
    """Fen; `average_fen` a settlement, `median_fen` that of institutions of its kind and level."""

    institution: Institution
    settlements: int
    charged_fen: int
    fund_fen: int
    median_fen: int

    @property
    def average_fen(self) -> int:
        return self.fund_fen // self.settlements if self.settlements else 0

    @property
    def is_outlier(self) -> bool:
        return bool(self.median_fen) and self.average_fen > TIMES_THE_MEDIAN * self.median_fen


def spending_of(viewer: Viewer, month: Month) -> list[Spending]:
    """Of institutions of the funds and places in reach, the costliest first; what was taken back is taken off."""
    within = viewer.holding((Post.ADMINISTRATOR, Post.AUDITOR, Post.DIRECTOR)).fund_filter(region="region", fund="fund")
    rows = (
        Settlement.objects.filter(within, month=month)
        .values("institution")
        .annotate(
            count=Count("pk"), charged=Sum("charged_fen"), pool=Sum("pool_fen"), large=Sum("large_fen"),
            major=Sum("major_fen"),
        )
    )  # fmt: skip
    known = Institution.objects.select_related("employer").in_bulk([row["institution"] for row in rows])
    found = [
        Spending(known[row["institution"]], row["count"], row["charged"], row["pool"] + row["large"] + row["major"], 0)
        for row in rows
    ]
    groups: dict[tuple[str, int | None], list[int]] = {}
    for each in found:
        groups.setdefault((each.institution.kind, each.institution.level), []).append(each.average_fen)
    medians = {key: int(median(values)) for key, values in groups.items() if len(values) >= FEWEST_COMPARED}
    compared = [
        Spending(
            each.institution, each.settlements, each.charged_fen, each.fund_fen,
            medians.get((each.institution.kind, each.institution.level), 0),
        )
        for each in found
    ]  # fmt: skip
    return sorted(compared, key=lambda each: -each.fund_fen)
