"""How the yearly runs are shown: the interest of a book's accounts, opening + credited + interest = closing."""

from dataclasses import dataclass

from django.db.models import Q
from django.utils.translation import gettext

from contributions.accounts.actions import InterestRun, StatementRun
from contributions.accounts.models import AccountKind
from contributions.accounts.names import ACCOUNTS_NAMES, rate_words
from funds.ledger.selectors import pooling_regions
from siadmin.agency.access import open_page
from siadmin.agency.batches import Door, Figure, Shown
from siadmin.agency.insurances import LINE_NAMES, Line
from siadmin.agency.models import Region
from siadmin.agency.viewer import Viewer
from siadmin.kernel import runs
from siadmin.kernel.language import Words
from siadmin.kernel.models import Run, RunState
from siadmin.kernel.money import written


@dataclass(frozen=True, slots=True)
class YearSums:
    """What the finished slices say of one year, in fen, and the law they used."""

    year: int
    rate_ppm: int
    source: str
    status: str
    people: int
    credits: int
    first: int
    changed: int
    opening_fen: int
    credited_fen: int
    interest_fen: int
    amount_fen: int
    closing_fen: int

    @property
    def is_provisional(self) -> bool:
        return self.status in ("provisional", "memory")

    @property
    def is_whole(self) -> bool:
        return self.opening_fen + self.credited_fen + self.interest_fen == self.closing_fen


class InterestBatch:
    kind = InterestRun.code
    counts = Words("人", "People")

    def door(self, viewer: Viewer) -> Door | None:
        url = open_page(viewer, "account_years")
        return Door(Words("个人账户计息", "Account interest"), url) if url else None

    def seen_by(self, viewer: Viewer) -> Q:
        """Runs of the accounts whose fund and region are within reach."""
        within = Q(pk__in=[])
        for region in pooling_regions():
            for account in AccountKind.values:
                if viewer.reaches_fund(account, region.path):
                    within |= Q(key__startswith=f"{region.pk}:{account}:")
        return within

    def subject(self, run: Run) -> Words:
        region, told = Region.objects.get(pk=run.parameters["region"]), run.parameters
        years = str(told["year"]) if told["year"] == told["last"] else f"{told['year']}–{told['last']}"
        name = ACCOUNTS_NAMES[told["account"]]
        return Words(f"{region.name_zh}{name.zh} {years} 年", f"{region.name_en}, {name.en.lower()} {years}")

    def shown(self, run: Run, viewer: Viewer) -> Shown:
        totals = run.totals if run.state == RunState.DONE else runs.add_up(run, {"years": {}})
        laws = run.parameters["laws"]
        rows = [
            YearSums(int(year), laws[year]["rate_ppm"], laws[year]["source"], laws[year]["status"], **sums)
            for year, sums in sorted(totals["years"].items())
        ]
        amount = sum(row.amount_fen for row in rows)
        last = rows[-1] if rows else None
        figures = [
            Figure(gettext("Interest credited"), written(amount), before="¥"),
            Figure(
                gettext("On the accounts at the end"),
                written(last.closing_fen if last else 0),
                before="¥",
                sub=gettext("opening + credited + interest") if last and last.is_whole else "",
                is_proven=bool(last and last.is_whole),
            ),
        ]
        context = {"rows": [(row, rate_words(row.rate_ppm)) for row in rows], "amount_fen": amount}
        return Shown(figures, "accounts/_run_sums.html", context)


class StatementBatch:
    kind = StatementRun.code
    counts = Words("人", "People")

    def door(self, viewer: Viewer) -> Door | None:
        return None

    def seen_by(self, viewer: Viewer) -> Q:
        """Runs of the lines and regions within reach."""
        within = Q(pk__in=[])
        for region in pooling_regions():
            for line in Line.values:
                if any(reach.line == line and region.path.startswith(reach.path) for reach in viewer.reaches):
                    within |= Q(key__startswith=f"{region.pk}:{line}:")
        return within

    def subject(self, run: Run) -> Words:
        region, line = Region.objects.get(pk=run.parameters["region"]), LINE_NAMES[run.parameters["line"]]
        year = run.parameters["year"]
        return Words(f"{region.name_zh} {year} 年{line.zh}", f"{region.name_en} {year}, {line.en}")

    def shown(self, run: Run, viewer: Viewer) -> Shown:
        totals = run.totals if run.state == RunState.DONE else runs.add_up(run, {"people": 0, "sent": 0})
        is_whole = run.state == RunState.DONE and totals["people"] == totals["sent"]
        figures = [
            Figure(
                gettext("Messages sent"),
                f"{totals['sent']:,}",
                sub=gettext("all of them") if is_whole else "",
                is_proven=is_whole,
            )
        ]
        return Shown(figures, "accounts/_statements_sent.html", {"totals": totals})
