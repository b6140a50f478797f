"""Verbs of insured projects: register one and bill its contractor, file that it takes longer, end it (SPI 3)."""

import datetime as dt
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from contributions.assessment.actions import bill_beside
from contributions.assessment.models import BillKind
from contributions.collection.actions import settle_month
from contributions.projects.models import CostChange, Project, Term, TermKind
from contributions.projects.reasons import (
    PROJECT_CHANGED_SINCE,
    PROJECT_CHANGED_WHEN,
    PROJECT_COST_SAME,
    PROJECT_COST_TOO_SMALL,
    PROJECT_DONE,
    PROJECT_ENDS_FROM_FILING,
    PROJECT_NOT_LONGER,
    PROJECT_OVER,
    PROJECT_REGISTERED_ALREADY,
)
from contributions.projects.rules import difference, premium
from contributions.projects.selectors import cost_of, premium_before, premium_of, rate_of, term_of
from enrollment.registry.actions import lock_employer
from enrollment.registry.models import Employer
from siadmin.agency.models import Region, User
from siadmin.agency.trail import record
from siadmin.kernel.database import refusing
from siadmin.kernel.money import written
from siadmin.kernel.months import Month
from siadmin.kernel.protection import opaque_number
from siadmin.kernel.refusal import Refusal
from siadmin.matters.models import Case

ONE_DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Told:
    """What a contractor tells of a project. `site`: the county it is built in; `region` pools there.

    `last_on`: the planned last day.
    """

    region: Region
    site: Region
    name: str
    place: str
    permit: str
    cost_fen: int
    starts_on: dt.date
    last_on: dt.date


def why_not_register(told: Told, on: dt.date) -> Refusal | None:
    """Raises NOT_VERIFIED_HERE."""
    if told.last_on < on:
        return PROJECT_DONE(last=told.last_on)
    before = Project.objects.filter(permit=told.permit).first()
    if before:
        return PROJECT_REGISTERED_ALREADY(permit=told.permit, number=before.number)
    due = premium_of(told.region, told.cost_fen, on).value.amount_fen
    return None if due else PROJECT_COST_TOO_SMALL(cost=written(told.cost_fen))


@transaction.atomic
def register_project(*, employer: Employer, told: Told, case: Case, by: User, at: dt.datetime) -> Project:
    """Its contractor is billed once, to be paid before work begins; from then on the site is insured.

    By the rate and the fund of the place it is built at, wherever the contractor is registered.

    Raises what `why_not_register` answers, and NOT_VERIFIED_HERE.
    """
    employer = lock_employer(employer)
    today = timezone.localdate(at)
    if refusal := why_not_register(told, today):
        raise refusal
    due = premium_of(told.region, told.cost_fen, today)
    law = next(step.law for step in due.trace.steps if step.law is not None)
    bill = bill_beside(
        employer=employer, month=Month.of(today), kind=BillKind.PROJECT, people=0, total_fen=due.value.amount_fen,
        due_on=told.starts_on - ONE_DAY, law=law, at=at, region=told.region,
    )  # fmt: skip
    number = opaque_number("X")
    with refusing("projects_project_permit_key", PROJECT_REGISTERED_ALREADY(permit=told.permit, number="—")):
        project = Project.objects.create(
            number=number, employer=employer, region=told.region, site=told.site, name=told.name, place=told.place,
            permit=told.permit, cost_fen=told.cost_fen, rate_ppm=due.value.rate_ppm,
            premium_fen=due.value.amount_fen, starts_on=told.starts_on, bill=bill, case=case, registered_at=at,
        )  # fmt: skip
    _term(project, TermKind.PLANNED, told.last_on, case, at)
    record(
        by=by, at=at, code="project_registered", subject_kind="employer", subject=employer.number,
        number=number, name=told.name, amount_fen=project.premium_fen, until=str(told.last_on),
    )  # fmt: skip
    return project


def why_not_change(project: Project, cost_fen: int, changed_on: dt.date, on: dt.date) -> Refusal | None:
    """Also after its end: what it has cost is known when it is settled."""
    registered = timezone.localdate(project.registered_at)
    if not registered <= changed_on <= on:
        return PROJECT_CHANGED_WHEN(day=changed_on, registered=registered)
    newest = project.changes.order_by("-pk").first()
    if newest is not None and changed_on < newest.changed_on:
        return PROJECT_CHANGED_SINCE(number=project.number, newer=newest.changed_on, day=changed_on)
    if cost_fen == cost_of(project):
        return PROJECT_COST_SAME(number=project.number, cost=written(cost_fen))
    if not premium(cost_fen, rate_of(project)).value.amount_fen:
        return PROJECT_COST_TOO_SMALL(cost=written(cost_fen))
    return None


@transaction.atomic
def change_cost(
    *, project: Project, cost_fen: int, changed_on: dt.date, case: Case, by: User, at: dt.datetime
) -> CostChange:
    """What it comes to more is billed with the first bill, due by the end of this month; what it comes to less is
    taken off it: money that was paid waits with its receipt, to be returned by a case.

    Until when and from when the site is insured does not change. Raises what `why_not_change` answers.
    """
    employer, today = lock_employer(project.employer), timezone.localdate(at)
    if refusal := why_not_change(project, cost_fen, changed_on, today):
        raise refusal
    rate, before = rate_of(project), premium_before(project)
    more = difference(cost_fen, before, rate).value
    first = project.bill
    bill = (
        bill_beside(
            employer=employer, month=first.month, kind=BillKind.PROJECT, people=0, total_fen=more,
            due_on=Month.of(today).last_day, law=rate, at=at, region=project.region, of_bill=first,
        )
        if more
        else None
    )  # fmt: skip
    change = CostChange.objects.create(
        project=project, cost_fen=cost_fen, premium_fen=before + more, bill=bill, changed_on=changed_on, case=case,
        decided_at=at,
    )  # fmt: skip
    record(
        by=by, at=at, code="project_cost_changed", subject_kind="employer", subject=employer.number,
        number=project.number, cost_fen=cost_fen, amount_fen=more,
    )  # fmt: skip
    settle_month(employer.pk, first.month, by, at)
    return change


def why_not_extend(project: Project, last_on: dt.date, filed_on: dt.date) -> Refusal | None:
    """It is filed by the last day that stands, and takes longer than that."""
    term = term_of(project)
    if term.kind == TermKind.ENDED or filed_on > term.last_on:
        return PROJECT_OVER(number=project.number, last=term.last_on)
    return PROJECT_NOT_LONGER(day=last_on, last=term.last_on) if last_on <= term.last_on else None


@transaction.atomic
def extend_project(*, project: Project, last_on: dt.date, case: Case, by: User, at: dt.datetime) -> Term:
    """The site stays insured without a gap, and nothing more is paid. Raises PROJECT_OVER, PROJECT_NOT_LONGER."""
    lock_employer(project.employer)
    if refusal := why_not_extend(project, last_on, timezone.localdate(case.received_at)):
        raise refusal
    term = _term(project, TermKind.EXTENDED, last_on, case, at)
    record(by=by, at=at, code="project_extended", **_told(term))
    return term


def why_not_end(project: Project, last_on: dt.date, filed_on: dt.date) -> Refusal | None:
    """Never for days that have passed: who was hurt on them stays insured."""
    term = term_of(project)
    if term.kind == TermKind.ENDED or filed_on > term.last_on:
        return PROJECT_OVER(number=project.number, last=term.last_on)
    if not filed_on <= last_on <= term.last_on:
        return PROJECT_ENDS_FROM_FILING(day=last_on, filed=filed_on, last=term.last_on)
    return None


@transaction.atomic
def end_project(*, project: Project, last_on: dt.date, case: Case, by: User, at: dt.datetime) -> Term:
    """Its last insured day, for good. Raises PROJECT_OVER, PROJECT_ENDS_FROM_FILING."""
    lock_employer(project.employer)
    if refusal := why_not_end(project, last_on, timezone.localdate(case.received_at)):
        raise refusal
    term = _term(project, TermKind.ENDED, last_on, case, at)
    record(by=by, at=at, code="project_ended", **_told(term))
    return term


def _term(project: Project, kind: str, last_on: dt.date, case: Case, at: dt.datetime) -> Term:
    return Term.objects.create(
        project=project, kind=kind, last_on=last_on, filed_on=timezone.localdate(case.received_at), case=case,
        decided_at=at,
    )  # fmt: skip


def _told(term: Term) -> dict[str, str]:
    """For the trail."""
    project = term.project
    subject = {"subject_kind": "employer", "subject": project.employer.number}
    return {**subject, "number": project.number, "until": str(term.last_on)}
