"""What institutions cost a fund in a month, and which of them are far from others of their kind and level."""

from dataclasses import dataclass, replace
from statistics import median

from django.db.models import Count, Sum

from benefits.providers.models import Institution
from benefits.settlement.law import OutlierLaw, outlier_law
from benefits.settlement.models import Settlement
from siadmin.agency.posts import Post
from siadmin.agency.viewer import Viewer
from siadmin.kernel.language import Words
from siadmin.kernel.months import Month


@dataclass(frozen=True, slots=True)
class Spending:
    """Fen; `average_fen` a settlement, `median_fen` that of institutions of its kind and level where enough are there.

    `law`: of its place; for the eye, nothing is decided by it.
    """

    institution: Institution
    settlements: int
    charged_fen: int
    fund_fen: int
    median_fen: int = 0
    law: OutlierLaw | None = None

    @property
    def average_fen(self) -> int:
        return self.fund_fen // self.settlements if self.settlements else 0

    @property
    def is_outlier(self) -> bool:
        return self.law is not None and self.law.is_far_above(self.average_fen, self.median_fen)


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
    known = Institution.objects.select_related("employer", "region").in_bulk([row["institution"] for row in rows])
    found = [
        Spending(known[row["institution"]], row["count"], row["charged"], row["pool"] + row["large"] + row["major"])
        for row in rows
    ]
    groups: dict[tuple[str, int | None], list[int]] = {}
    for each in found:
        groups.setdefault((each.institution.kind, each.institution.level), []).append(each.average_fen)
    laws = {region: outlier_law(region, month.first_day) for region in {each.institution.region_id for each in found}}

    def compared(each: Spending) -> Spending:
        law, others = laws[each.institution.region_id], groups[each.institution.kind, each.institution.level]
        may = law is not None and law.may_compare(len(others))
        return replace(each, law=law, median_fen=int(median(others)) if may else 0)

    return sorted(map(compared, found), key=lambda each: -each.fund_fen)


def laws_of(rows: list[Spending]) -> list[tuple[Words, OutlierLaw]]:
    """By which values institutions are marked, each once with the places they hold for."""
    places: dict[OutlierLaw, list[Words]] = {}
    for each in sorted(rows, key=lambda each: each.institution.region_id):
        if each.law is not None and each.institution.region.words not in places.setdefault(each.law, []):
            places[each.law].append(each.institution.region.words)
    return [
        (Words("、".join(each.zh for each in names), ", ".join(each.en for each in names)), law)
        for law, names in places.items()
    ]
