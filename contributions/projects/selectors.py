"""Insured projects: from which day, until when, and whose; whether one covered its site on a day."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import DateField, F, Func, Q, QuerySet
from django.utils import timezone

from contributions.assessment.visibility import WORK_WITH_BILLS, employers_worked_on_by
from contributions.projects.models import CostChange, Project, Term, TermKind
from contributions.projects.rules import PARTS, Premium, difference, premium
from contributions.projects.words import RATE
from enrollment.registry.models import Employer
from siadmin.agency.insurances import LINE_OF_FUND, Fund
from siadmin.agency.models import Region
from siadmin.agency.viewer import Viewer
from siadmin.kernel.figures import percent
from siadmin.kernel.identifiers.writing import half_width
from siadmin.kernel.money import Fen
from siadmin.kernel.trace import Explained, Law
from siadmin.policy.selectors import StoredLawBook, law_of_day
from siadmin.policy.verified import value


class _InsuredFrom(Func):
    """The first insured day, as the database reckons it (`sql/cover.sql`); none while it is not paid."""

    function = "projects_insured_from"
    output_field = DateField()


class _LastOn(Func):
    """The last insured day by the newest term."""

    function = "projects_last_on"
    output_field = DateField()


def premium_of(region: Region, cost_fen: int, on: dt.date) -> Explained[Premium]:
    """By the rate of the place on a day. Raises NOT_VERIFIED_HERE."""
    return premium(cost_fen, value(StoredLawBook(), RATE, region=region.pk, on=on))


def explained(bill_id: int) -> Explained[Fen]:
    """How the bill of a project comes to its amount, by the law as it was believed then."""
    change = CostChange.objects.select_related("project__region").filter(bill=bill_id).first()
    project = change.project if change else Project.objects.select_related("region").get(bill=bill_id)
    if change is not None:
        return difference(change.cost_fen, premium_before(project, change.pk), rate_of(project))
    found = premium(project.cost_fen, rate_of(project))
    return Explained(found.value.amount_fen, found.trace)


def rate_of(project: Project) -> Law:
    """As the law of the day it was registered on was believed then."""
    at = project.registered_at
    return law_of_day(project.region, timezone.localdate(at), known_at=at).law(RATE)


def cost_of(project: Project) -> int:
    """As the newest contract has it."""
    newest = project.changes.order_by("-pk").first()
    return newest.cost_fen if newest else project.cost_fen


def premium_before(project: Project, change_id: int | None = None) -> int:
    """Of the whole cost as it stood before a change, or stands."""
    changes = project.changes.all() if change_id is None else project.changes.filter(pk__lt=change_id)
    newest = changes.order_by("-pk").first()
    return newest.premium_fen if newest else project.premium_fen


def project_numbered(text: str) -> Project | None:
    """By its number with us, or by that of its construction permit."""
    told = half_width(text).replace(" ", "").upper()
    found = Project.objects.select_related("employer", "region").filter(Q(number=told) | Q(permit=told))
    return found.first() if told else None


def term_of(project: Project) -> Term:
    """The newest."""
    return project.terms.latest("pk")


def covers(project: Project, on: dt.date) -> bool:
    """Whether everybody on its site was insured on a day: paid for by then, begun, and not over."""
    own = Project.objects.filter(pk=project.pk).annotate(first=_InsuredFrom(F("pk")), last=_LastOn(F("pk")))
    return own.filter(first__lte=on, last__gte=on).exists()


@dataclass(frozen=True, slots=True)
class Insured:
    """A project as it stands on a day. `first`: none while its bill is not paid."""

    project: Project
    first: dt.date | None
    last: dt.date
    kind: str
    today: dt.date
    changes: Sequence[CostChange] = ()

    @property
    def cost_fen(self) -> int:
        return self.changes[-1].cost_fen if self.changes else self.project.cost_fen

    @property
    def premium_fen(self) -> int:
        return self.changes[-1].premium_fen if self.changes else self.project.premium_fen

    @property
    def rate(self) -> str:
        return percent(Decimal(self.project.rate_ppm) / PARTS)

    @property
    def is_ended(self) -> bool:
        return self.kind == TermKind.ENDED

    @property
    def is_over(self) -> bool:
        return self.last < self.today

    @property
    def state(self) -> str:
        if self.is_over:
            return "over"
        if self.first is None:
            return "unpaid"
        return "insured" if self.first <= self.today else "paid"


def projects_of(employer: Employer) -> QuerySet[Project]:
    """Of a contractor, the newest first."""
    return Project.objects.filter(employer=employer).select_related("employer", "region", "bill").order_by("-pk")


def not_ended(employer: Employer, on: dt.date) -> list[Insured]:
    """Those that were not ended for good, over or not: whether one may take longer the day of its filing says."""
    return [each for each in standing(projects_of(employer), on) if not each.is_ended]


def projects_seen_by(viewer: Viewer) -> QuerySet[Project]:
    """Built where a member of staff works, or of the contractors they work on; the newest first."""
    own = viewer.in_line(LINE_OF_FUND[Fund.INJURY])
    here = Q(employer__in=employers_worked_on_by(own)) | own.holding(WORK_WITH_BILLS).region_filter("site")
    return Project.objects.filter(here).select_related("employer", "region", "bill").order_by("-pk")


def standing(projects: QuerySet[Project], today: dt.date) -> list[Insured]:
    """Each with its days, in their order."""
    rows = list(projects.annotate(first=_InsuredFrom(F("pk")), last=_LastOn(F("pk"))))
    kinds = dict(Term.objects.filter(project__in=rows).order_by("pk").values_list("project_id", "kind"))
    changes: dict[int, list[CostChange]] = {}
    for change in CostChange.objects.filter(project__in=rows).select_related("bill").order_by("pk"):
        changes.setdefault(change.project_id, []).append(change)
    return [Insured(each, each.first, each.last, kinds[each.pk], today, changes.get(each.pk, ())) for each in rows]
