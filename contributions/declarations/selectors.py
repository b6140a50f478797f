"""What declarations say: rosters with wages, what is due, what waits."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from django.db.models import BigIntegerField, Count, Exists, OuterRef, Q, QuerySet
from django.db.models.fields.json import KT
from django.db.models.functions import Cast

from contributions.declarations.models import (
    ContributionWage,
    Declaration,
    DeclarationRow,
    DeclarationState,
    Door,
    RowState,
    TaxFile,
    TaxFileMonth,
)
from enrollment.participation.models import InsuredPeriod
from enrollment.participation.selectors import in_month, roster
from enrollment.registry.models import Employer, Identifier, Person
from enrollment.registry.selectors import employers_seen_by
from siadmin.agency.models import Region
from siadmin.agency.viewer import Viewer
from siadmin.kernel.models import Run
from siadmin.kernel.months import Month
from siadmin.kernel.workdays import next_working_day
from siadmin.policy.calendar import WorkCalendar
from siadmin.policy.selectors import law_of_day

TAX_RUN = "tax_declarations"
"""The kind of the runs that file what the tax authority sends as a file."""


@dataclass(frozen=True, slots=True)
class Colleague:
    """One person of an employer's roster for a month: current number, wage in force in fen, or None when unknown."""

    person: Person
    number: str
    kind: str
    wage_fen: int | None


def wages_in_force(employer_id: int, month: Month) -> dict[int, int]:
    """Person id → wage in fen."""
    rows = ContributionWage.objects.filter(employer_id=employer_id, superseded_at__isnull=True, from_month__lte=month)
    rows = rows.filter(Q(before_month__isnull=True) | Q(before_month__gt=month))
    return dict(rows.values_list("person_id", "wage_fen"))


def colleagues(employer: Employer, month: Month) -> list[Colleague]:
    """Everybody insured with the employer in a month, by name; what a grid or template is pre-filled with."""
    employments = {e.person_id: e for e in roster(employer.pk, month)}
    numbers: dict[int, str] = {}
    for identifier in Identifier.objects.filter(person_id__in=employments, ends_before__isnull=True).order_by("-kind"):
        numbers[identifier.person_id] = identifier.value
    wages = wages_in_force(employer.pk, month)
    return [
        Colleague(e.person, numbers.get(person_id, ""), e.kind, wages.get(person_id))
        for person_id, e in employments.items()
    ]


def declarations_seen_by(viewer: Viewer) -> QuerySet[Declaration]:
    return Declaration.objects.filter(employer__in=employers_seen_by(viewer)).select_related("employer")


def filing_due_on(employer: Employer, month: Month) -> dt.date:
    """The last day to declare a month, moved to a working day."""
    return filing_rule(employer.pooling_region, month).due_on


class Silence(StrEnum):
    """What it means that an employer filed nothing: a fault, the wages in force, or that tax has not told us yet."""

    NOT_FILED = "not_filed"
    UNCHANGED = "unchanged"
    AT_TAX = "at_tax"


@dataclass(frozen=True, slots=True)
class FilingRule:
    """How a region's month is declared: until when, whether silence means unchanged, whether to the tax authority."""

    month: Month
    due_on: dt.date
    silence_means_unchanged: bool
    by_tax_authority: bool

    @property
    def silence(self) -> Silence:
        """What it means that an employer filed nothing."""
        if self.by_tax_authority:
            return Silence.AT_TAX
        return Silence.UNCHANGED if self.silence_means_unchanged else Silence.NOT_FILED


def filing_rule(region: Region, month: Month) -> FilingRule:
    """The dated rule of a pooling region for a month; the due day moved to a working day. Raises NoLawInForce."""
    law = law_of_day(region, month.first_day)
    day = month.first_day.replace(day=int(law.law("declaration.due_day").value))
    return FilingRule(
        month=month,
        due_on=next_working_day(day, WorkCalendar()),
        silence_means_unchanged=law.is_set("declaration.wages_yearly"),
        by_tax_authority=law.is_set("declaration.by_tax_authority"),
    )


def filings_of(employer_id: int) -> QuerySet[Declaration]:
    """Everything an employer filed or has in draft, newest month first."""
    return (
        Declaration.objects.filter(employer_id=employer_id)
        .exclude(state=DeclarationState.DISCARDED)
        .select_related("filed_by", "created_by")
        .order_by("-month", "-version", "-pk")
    )


def filed(employer_id: int, month: Month) -> Declaration | None:
    """The declaration in force for a month."""
    return Declaration.objects.filter(
        employer_id=employer_id, month=month.first_day, state=DeclarationState.FILED
    ).first()


def draft_of(employer_id: int, month: Month) -> Declaration | None:
    """The newest draft of a month that nobody filed yet."""
    drafts = Declaration.objects.filter(employer_id=employer_id, month=month.first_day, state=DeclarationState.DRAFT)
    return drafts.order_by("-created_at").first()


def rules_seen_by(viewer: Viewer, month: Month) -> dict[Region, FilingRule]:
    """How a month is declared in each pooling region whose employers the viewer sees. Raises NoLawInForce."""
    ids = employers_seen_by(viewer).order_by().values_list("pooling_region", flat=True).distinct()
    return {region: filing_rule(region, month) for region in Region.objects.filter(pk__in=ids)}


def silent(viewer: Viewer, month: Month, rules: Mapping[Region, FilingRule], means: Silence) -> QuerySet[Employer]:
    """Employers with people insured in the month and no declaration in force for it, where silence `means` that."""
    regions = [region for region, rule in rules.items() if rule.silence == means]
    insured = InsuredPeriod.objects.filter(in_month(month), employer=OuterRef("pk"))
    filed = Declaration.objects.filter(employer=OuterRef("pk"), month=month, state=DeclarationState.FILED)
    here = employers_seen_by(viewer).filter(pooling_region__in=regions, cancelled_on__isnull=True)
    return here.filter(Exists(insured), ~Exists(filed)).order_by("name_folded")


def basket(employer: Employer) -> QuerySet[DeclarationRow]:
    """Rows of filed declarations that still wait for a correction; those of the tax authority it sends again itself."""
    return (
        DeclarationRow.objects.filter(
            declaration__employer=employer,
            declaration__state__in=[DeclarationState.FILED, DeclarationState.REPLACED],
            state__in=[RowState.REFUSED, RowState.ACCEPTED],
        )
        .exclude(declaration__door=Door.TAX)
        .select_related("declaration")
        .order_by("declaration_id", "number")
    )


def waiting_before(draft: Declaration) -> int:
    """How many rows of earlier versions of its month wait; where months are declared whole, filing it answers them."""
    if filing_rule(draft.employer.pooling_region, draft.month).silence_means_unchanged:
        return 0
    return basket(draft.employer).filter(declaration__month=draft.month).count()


def tax_files_seen_by(viewer: Viewer) -> QuerySet[TaxFile]:
    """Files of the tax authority's declarations one sent, or that speak of employers one may see; newest first."""
    own = TaxFileMonth.objects.filter(file=OuterRef("pk"), employer__in=employers_seen_by(viewer))
    files = TaxFile.objects.filter(Q(imported_by=viewer.user) | Exists(own))
    counted = files.annotate(
        months_count=Count("months"),
        filed_count=Count("months__declaration__version"),
        waiting_count=Count("months", filter=Q(months__declaration=None, months__problem__isnull=True)),
    )
    return counted.select_related("document", "imported_by").order_by("-imported_at", "-pk")


def tax_months_seen_by(viewer: Viewer, file: TaxFile) -> QuerySet[TaxFileMonth]:
    """What such a file says of employers one may see, and of those nobody knows where one sent it oneself."""
    months = file.months.select_related("employer", "declaration").defer("told").order_by("pk")
    seen = Q(employer__in=employers_seen_by(viewer))
    if viewer.user is not None and file.imported_by_id == viewer.user.pk:
        seen |= Q(employer__isnull=True)
    return months.filter(seen)


def tax_run_of(file: TaxFile) -> Run | None:
    """The run that files what such a file says."""
    return Run.objects.filter(kind=TAX_RUN, key=f"file:{file.pk}").first()


def tax_runs_seen_by(viewer: Viewer) -> Q:
    """Runs of the files one may see."""
    of_file = Run.objects.filter(kind=TAX_RUN).annotate(file_id=Cast(KT("parameters__file"), BigIntegerField()))
    return Q(pk__in=of_file.filter(file_id__in=tax_files_seen_by(viewer).values("pk")).values("pk"))
