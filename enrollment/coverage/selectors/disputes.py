"""Disputed months: who sees them, what is in order already, what everybody is shown of the clocks."""

import datetime as dt
from typing import Any

from django.db.models import F, Q, QuerySet
from django.utils import timezone

from enrollment.coverage.models import Dispute, Sighting
from enrollment.coverage.protocols import unpaid_months
from enrollment.coverage.rules.kinds import Claim, Register
from enrollment.coverage.words import ANSWER_STATES, ANSWERS, CLAIMS
from enrollment.participation.models import InsuredPeriod
from enrollment.registry.models import Employer, Person
from enrollment.registry.records import records_of
from siadmin.agency.insurances import Insurance
from siadmin.agency.viewer import Viewer
from siadmin.kernel.months import Month
from siadmin.matters.models import Case
from siadmin.matters.selectors.cases import cases_seen_by


def employers_known_to(number: str) -> list[Employer]:
    """Employers a person worked for, or that declare wages for them, by name."""
    records = records_of(Person.objects.get(number=number).pk)
    codes = Sighting.objects.filter(known__person__in=records, kind=Register.WAGE_TAX).values("credit_code")
    mine = Q(employments__person__in=records) | Q(credit_code__in=codes, cancelled_on__isnull=True)
    return list(Employer.objects.filter(mine).distinct().order_by("name_folded"))


def is_in_order(number: str, employer: Employer, first: Month, last: Month, claim: Claim, today: dt.date) -> bool:
    """Whether there is nothing to dispute: every month insured through the employer, or paid by it."""
    person = Person.objects.get(number=number)
    insured: set[Month] = set()
    through = InsuredPeriod.objects.filter(employer=employer, insurance=Insurance.PENSION)
    for period in through.filter(person__in=records_of(person.pk)):
        insured |= set(period.from_month.until(min(period.before_month or last + 1, last + 1)))
    months = set(first.until(last + 1))
    if claim == Claim.NOT_INSURED:
        return months <= insured
    unpaid = {each.month for each in unpaid_months.call(person.pk, today) if each.payer == employer.pk}
    return not months & unpaid


def disputes_seen_by(viewer: Viewer) -> QuerySet[Dispute]:
    """Those of the employers a delegate acts for, the nearest answer first. Cases are the agency's own view."""
    disputes = Dispute.objects.filter(employer__in=viewer.employer_ids)
    return disputes.select_related("case__office", "employer", "person").order_by("-case__received_at")


def shown_beside(case: Case) -> dict[str, Any]:
    """What all three sides see: what is disputed, the answer, and the clock of each."""
    dispute = Dispute.objects.select_related("employer", "answered_by", "answer_document").get(case=case)
    today = timezone.localdate()
    return {
        "dispute": dispute,
        "case": case,
        "claim": CLAIMS[dispute.claim],
        "last_month": dispute.before_month - 1,
        "answer": ANSWERS.get(dispute.answer),
        "answer_state": ANSWER_STATES.get(dispute.answer, "wait"),
        "answer_is_late": not dispute.answer and case.is_open and today > dispute.answer_due_on,
        "is_put_right": dispute.ordered_on is not None and is_put_right(dispute, today),
    }


def orders_seen_by(viewer: Viewer) -> QuerySet[Dispute]:
    """What employers of the viewer's cases were ordered, those not followed first, the nearest day first."""
    ordered = Dispute.objects.filter(case__in=cases_seen_by(viewer).order_by(), ordered_on__isnull=False)
    return ordered.select_related("case__office__region", "employer", "person").order_by(
        F("put_right_on").asc(nulls_first=True), "comply_by", "pk"
    )


def is_put_right(dispute: Dispute, today: dt.date) -> bool:
    """Found followed, or every month is insured through the employer and paid by now.

    What its newest bill asks for is not paid before its day has come. A base that was too low is insured and paid all
    along: somebody has to look.
    """
    if dispute.put_right_on is not None or dispute.claim == Claim.BASE_TOO_LOW:
        return dispute.put_right_on is not None
    number, employer = dispute.person.number, dispute.employer
    first, last = dispute.from_month, dispute.before_month - 1
    all_due = (Month.of(today) + 2).first_day
    return is_in_order(number, employer, first, last, Claim.NOT_INSURED, today) and is_in_order(
        number, employer, first, last, Claim.UNPAID, all_due
    )
