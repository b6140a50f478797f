"""Whether a dry run still says what its values would do: what was decided, charged and changed since.

Rows that came later have greater numbers: only those are looked at, however many people there are.
"""

from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db.models import Exists, Max, OuterRef, Q, QuerySet

from contributions.declarations.models import ContributionWage
from contributions.dryruns.answers import is_charged_with
from contributions.dryruns.laws import as_if, governed_together
from enrollment.participation.models import InsuredPeriod, OwnTerms
from enrollment.participation.selectors import in_month
from enrollment.registry.models import InjuryRate
from siadmin.agency.insurances import Insurance
from siadmin.agency.models import Region
from siadmin.agency.selectors import ancestors
from siadmin.kernel.models import Run
from siadmin.kernel.months import Month
from siadmin.policy.models import Proposal, ProposalState, Value
from siadmin.policy.reach import line_of


@dataclass(frozen=True, slots=True)
class Changes:
    """Since a dry run: proposals decided on, other values approved, months charged, people who changed."""

    decided: list[Proposal]
    values: int
    charged: list[tuple[Region, Month]]
    people: int

    @property
    def is_stale(self) -> bool:
        return bool(self.decided or self.values or self.charged or self.people)


def marks() -> dict[str, int]:
    """The last row of everything a dry run depends on."""
    history = apps.get_model("participation", "InsuredPeriodHistory")._default_manager
    last = {
        "value": Value.objects.aggregate(last=Max("pk")),
        "wage": ContributionWage.objects.aggregate(last=Max("pk")),
        "period": InsuredPeriod.objects.aggregate(last=Max("pk")),
        "changed_period": history.aggregate(last=Max("pk")),
        "terms": OwnTerms.objects.aggregate(last=Max("pk")),
        "rate": InjuryRate.objects.aggregate(last=Max("pk")),
    }
    return {name: each["last"] or 0 for name, each in last.items()}


def changes_since(run: Run) -> Changes:
    """What makes a dry run stale."""
    told = run.parameters
    regions = Region.objects.in_bulk(list(told["regions"]))
    tried = [each["id"] for each in told["proposals"]]
    proposals = list(Proposal.objects.filter(pk__in=tried).order_by("pk"))
    now = as_if(regions.values(), *governed_together(proposals))
    return Changes(
        decided=[each for each in proposals if each.state != ProposalState.PROPOSED],
        values=_values(run, list(regions.values()), tried),
        charged=[
            (each.region, each.month) for each in now if str(each.month) != told["regions"][each.region.pk]["month"]
        ],
        people=_people(run),
    )


def _values(run: Run, regions: list[Region], tried: list[int]) -> int:
    """Other values a month is charged with that were approved since, from the regions or from above them."""
    chain = {code for region in regions for code in ancestors(region)}
    fresh = Value.objects.filter(
        pk__gt=run.parameters["marks"]["value"], series__region_id__in=chain, superseded_at__isnull=True
    ).exclude(proposal_id__in=tried)
    keys = fresh.values_list("series__key", flat=True)
    return sum(is_charged_with(key) and line_of(key) == run.parameters["line"] for key in keys)


def _people(run: Run) -> int:
    """People of the months looked at who came, left, have another wage or chose another base since."""
    changed: set[int] = set()
    for code, told in run.parameters["regions"].items():
        if code not in run.parameters["untouched"]:
            month = Month.parse(told["month"])
            for rows in _changed_in(run, code, month):
                changed |= set(rows)
    return len(changed)


def _changed_in(run: Run, code: str, month: Month) -> list[QuerySet[Any, int]]:
    """Ids of people, more than once where more of them changed."""
    employed, since = Q(employer__pooling_region=code), run.parameters["marks"]
    here = employed | Q(employer__isnull=True, region=code)
    history = apps.get_model("participation", "InsuredPeriodHistory")._default_manager
    same = ContributionWage.objects.filter(
        Q(superseded_at__isnull=True) | Q(superseded_at__gte=run.planned_at),
        in_month(month), pk__lte=since["wage"], person=OuterRef("person"), employer=OuterRef("employer"),
        wage_fen=OuterRef("wage_fen"),
    )  # fmt: skip
    wages = ContributionWage.objects.filter(
        ~Exists(same), employed, in_month(month), pk__gt=since["wage"], superseded_at__isnull=True
    )  # the row of a wage is written anew when the next month's ends it
    came = InsuredPeriod.objects.filter(here, in_month(month), pk__gt=since["period"])
    left = history.filter(here, ~in_month(month, "pgh_obj__"), in_month(month), pk__gt=since["changed_period"])
    rated = InjuryRate.objects.filter(employed, pk__gt=since["rate"], starts_on__lte=month.first_day)
    of_rated = InsuredPeriod.objects.filter(
        in_month(month), employer__in=rated.values("employer"), insurance=Insurance.INJURY
    )
    chosen = OwnTerms.objects.filter(in_month(month), region=code, pk__gt=since["terms"])
    return [rows.values_list("person_id", flat=True) for rows in (wages, came, left, of_rated, chosen)]
