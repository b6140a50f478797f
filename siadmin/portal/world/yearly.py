"""The yearly round: interest and statements of last year in three cities, and what employees say of their wages."""

import datetime as dt

from contributions.accounts.actions import open_statements, open_year
from contributions.accounts.models import AccountKind
from contributions.declarations.acknowledged import asked_by, asked_of
from contributions.declarations.actions import answer_wage, record_paper
from enrollment.registry.models import CitizenTie, Delegate
from siadmin.agency.insurances import Line
from siadmin.agency.models import Region
from siadmin.kernel.months import Month
from siadmin.portal.world.build import Builder
from siadmin.portal.world.finishing import work_out

# The other cities have last year's interest still to credit.
_CREDITED = ("110000", "310000", "440100")
_LEFT_OPEN = 3  # the last of an employer's list have signed nothing yet


def credit_last_year(builder: Builder, now: dt.datetime) -> int:
    """Last year's interest, and a statement to everybody; none where the world began this year. Returns how many."""
    span, approver, credited = builder.world.span, builder.staff["cn.approver"], 0
    if span.opened.year == span.current.year:
        return 0
    for code in _CREDITED:
        region, year = Region.objects.get(pk=code), span.current.year - 1
        interest, _ = open_year(region=region, account=AccountKind.PENSION, year=year, by=approver, at=now)
        work_out(interest.pk)
        statements, _ = open_statements(region=region, line=Line.HRSS, year=year, by=approver, at=now)
        work_out(statements.pk)
        credited += 1
    return credited


def answer_wages(builder: Builder, now: dt.datetime) -> int:
    """Of the citizens with a sign-in one disputes the wage, the others confirm; one employer's list is signed."""
    today, answered = builder.world.span.today, 0
    for tie in CitizenTie.objects.select_related("person", "user").order_by("pk"):
        for asked in asked_of(tie.person_id, Month.of(today))[:1]:
            confirms = answered > 0
            answer_wage(
                person=tie.person, wage_id=asked.wage.pk, seen_fen=asked.wage.wage_fen, confirms=confirms, by=tie.user,
                at=now, today=today, claimed_fen=None if confirms else asked.wage.wage_fen + 80_000,
                remark="" if confirms else "上月起加了岗位津贴，申报时没有算进去",
            )  # fmt: skip
            answered += 1
    return answered + _sign(today, now)


def _sign(today: dt.date, now: dt.datetime) -> int:
    """The first delegate's employer keeps a list that all but a few have signed today."""
    delegate = Delegate.objects.select_related("employer", "user").order_by("pk").first()
    if delegate is None:
        return 0
    waiting = [asked for asked in asked_by(delegate.employer, Month.of(today)) if asked.is_waiting]
    numbers = [asked.wage.person.number for asked in waiting[:-_LEFT_OPEN]]
    if not numbers:
        return 0
    return record_paper(
        employer=delegate.employer, numbers=numbers, signed_on=today, by=delegate.user, at=now, today=today
    )
