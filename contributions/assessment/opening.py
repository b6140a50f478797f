"""What opening a month will do, before anybody does it: who is assessed, billed provisionally, left to a person."""

import datetime as dt
from dataclasses import dataclass

from contributions.assessment.actions import AssessmentRun
from contributions.assessment.actions.tariffs import tariffs_of
from contributions.assessment.batch import share_words
from contributions.assessment.models import Bill
from contributions.declarations.models import Declaration, DeclarationState
from enrollment.participation.models import InsuredPeriod
from enrollment.participation.selectors import in_month
from siadmin.agency.models import Region
from siadmin.kernel.models import Run
from siadmin.kernel.money import per_million
from siadmin.kernel.months import Month
from siadmin.policy.calendar import legal_day
from siadmin.policy.selectors import law_of_day


@dataclass(frozen=True, slots=True)
class Opening:
    """Counts of employers and people of a region's month, and the law's days."""

    region: Region
    month: Month
    employers: int
    people: int
    declared: int
    unchanged: int
    provisional: int
    by_hand: int
    due_on: dt.date
    tariffs: int
    provisional_values: int
    undeclared_share: str
    run: Run | None

    @property
    def undeclared(self) -> int:
        return self.employers - self.declared


def opening(region: Region, month: Month, *, at: dt.datetime) -> Opening:
    """What the run would find now. Raises NO_LAW_IN_FORCE, as the run itself would."""
    book = law_of_day(region, month.first_day)
    silent = book.is_set("declaration.wages_yearly")
    undeclared = book.law("contribution.undeclared_factor")
    tariffs = list(tariffs_of(region, month, at=at))
    insured = InsuredPeriod.objects.filter(in_month(month), employer__pooling_region=region)
    employers = set(insured.values_list("employer_id", flat=True).distinct())
    declared = employers & set(
        Declaration.objects.filter(
            month=month, state=DeclarationState.FILED, employer__pooling_region=region
        ).values_list("employer_id", flat=True)
    )
    quiet = employers - declared
    billed_before = set(
        Bill.objects.filter(region=region, month=month - 1, total_fen__gt=0).values_list("employer_id", flat=True)
    )
    return Opening(
        region=region,
        month=month,
        employers=len(employers),
        people=insured.values("person_id").distinct().count(),
        declared=len(declared),
        unchanged=len(quiet) if silent else 0,
        provisional=0 if silent else len(quiet & billed_before),
        by_hand=0 if silent else len(quiet - billed_before),
        due_on=legal_day(month, int(book.law("collection.due_day").value)),
        tariffs=len(tariffs),
        provisional_values=sum(tariff.is_provisional for tariff in tariffs),
        undeclared_share=share_words(per_million(undeclared.value)),
        run=Run.objects.filter(kind=AssessmentRun.code, key=f"{region.pk}:{month}").first(),
    )
