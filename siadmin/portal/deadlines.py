"""The legal days of months: until when employers declare, until when they pay."""

import datetime as dt
from dataclasses import dataclass

from contributions.declarations.selectors import filing_rule
from contributions.platforms.models import Platform
from contributions.platforms.selectors import orders_to_come, orders_to_declare
from contributions.projects.selectors import not_ended
from enrollment.registry.models import Employer
from siadmin.agency.models import Region
from siadmin.kernel.language import Words
from siadmin.kernel.months import Month
from siadmin.policy.calendar import legal_day
from siadmin.policy.lawbook import NoLawInForce
from siadmin.policy.selectors import law_of_day


@dataclass(frozen=True, slots=True)
class Deadline:
    """One day until which something must be done, with its article."""

    code: str
    title: Words
    month: Month
    due_on: dt.date
    law: Words


def payment_due_on(region: Region, month: Month) -> dt.date:
    """The last day to pay a month in a pooling region. Raises NoLawInForce."""
    law = law_of_day(region, month.first_day)
    return legal_day(month, int(law.law("collection.due_day").value))


def upcoming(region_code: str, today: dt.date) -> list[Deadline]:
    """The deadlines of this and next month that are not past, nearest first; none where the law names no day."""
    return within_months(Region.objects.get(pk=region_code), today, months=2)


def within_months(region: Region, today: dt.date, *, months: int) -> list[Deadline]:
    """The deadlines of `months` months from the present one that are not past, nearest first.

    Ends before the first month for which the law names no day.
    """
    found: list[Deadline] = []
    for ahead in range(months):
        try:
            found += _of_month(region, Month.of(today) + ahead)
        except NoLawInForce:
            break
    return sorted((each for each in found if each.due_on >= today), key=lambda each: each.due_on)


def of_orders(employer: Employer, today: dt.date, *, months: int) -> list[Deadline]:
    """Until when a platform declares and pays its orders, of months without a list, not past, nearest first."""
    platform = Platform.objects.select_related("employer__pooling_region").filter(employer=employer).first()
    if platform is None:
        return []
    title, law = Words("申报并缴纳订单保费", "Declare and pay orders"), Words("征缴条例第10条", "COLL 10")
    return [
        Deadline("orders", title, each.month, each.due_on, law)
        for each in orders_to_declare(platform, today) + orders_to_come(platform, today, months=months)
        if each.due_on >= today
    ]


def of_projects(employer: Employer, today: dt.date) -> list[Deadline]:
    """Until when a contractor files that an insured project takes longer: its last day as it stands."""
    law = Words("人社部发〔2014〕103号", "人社部发〔2014〕103号")
    return [
        Deadline(
            f"project-{each.project.number}",
            Words(
                f"{each.project.name}参保期满，需延长的在此前申请",
                f"{each.project.name} is insured until this day: file before if it takes longer",
            ),
            Month.of(each.last),
            each.last,
            law,
        )
        for each in not_ended(employer, today)
        if each.last >= today
    ]


def _of_month(region: Region, month: Month) -> list[Deadline]:
    rule = filing_rule(region, month)
    due_on, law = payment_due_on(region, month), Words("征缴条例第10条", "COLL 10")
    if rule.by_tax_authority:
        declare = Words("单位向税务机关申报", "Employers declare to the tax authority")
    elif rule.silence_means_unchanged:
        declare = Words("单位申报（无变动的不必申报）", "Employers declare (unless nothing changed)")
    else:
        declare = Words("单位申报", "Employers declare")
    return [
        Deadline("declare", declare, month, rule.due_on, law),
        Deadline("pay", Words("单位缴费", "Employers pay"), month, due_on, law),
    ]
