"""Somebody hurt at work, and the course from the application to the injury that was found.

employer, person = works()
injury = certified(person, employer)
"""

import datetime as dt
from decimal import Decimal
from typing import Any

from benefits.injury.models import Advance, Application, Appraisal, Injury
from benefits.injury.selectors.notices import FIXED, SHARE
from benefits.payments.models import Entitlement
from enrollment.registry.models import Employer, Person
from enrollment.registry.subjects import Employers
from siadmin.agency.posts import Post
from siadmin.kernel.months import Month
from siadmin.matters import actions
from siadmin.matters.actions import Attached
from siadmin.matters.catalogue import matter_of
from siadmin.matters.models import Case
from siadmin.policy.actions import approve, propose
from tests import cities
from tests.cities import BEIJING, tick
from tests.claims.desk import A_WAGE, ClaimDesk, a_worker
from tests.factories import TODAY, a_member_of_staff, a_user, identity_number_of, region

HAPPENED_ON = dt.date(2026, 11, 2)
FIRST = Month(2025, 11)
TOLD: dict[str, Any] = {
    "happened_on": str(HAPPENED_ON), "place": "一号车间", "story": "操作冲床时压伤", "harm": "右手骨折",
    "ground": "accident", "undisputed": False,
}  # fmt: skip
FOUND: dict[str, Any] = {"ground": "accident", "happened_on": str(HAPPENED_ON), "found": "工作时间在车间操作冲床受伤"}


def works(*, wage: int = A_WAGE, since: Month = FIRST, until: Month = cities.NOVEMBER) -> tuple[Employer, Person]:
    """In Beijing, insured and paid, every month until then."""
    return a_worker(months=tuple(since.until(until)), wage=wage)


def a_desk(person: Person, matter: str = "injury_application") -> ClaimDesk:
    return ClaimDesk(person, matter=matter)


def told_by_worker(employer: Employer, **more: Any) -> dict[str, Any]:
    return TOLD | {"applicant": "worker", "employer": employer.number, "excuse": ""} | more


def applied(person: Person, employer: Employer, **more: Any) -> Application:
    """By the worker, and accepted."""
    desk = a_desk(person)
    desk.handled(desk.asked(told_by_worker(employer, **more)))
    return Application.objects.latest("pk")


def by_employer(employer: Employer, matter: str, facts: dict[str, Any]) -> Case:
    """Received at the counter and handled by one."""
    clerk = a_member_of_staff(Post.CLERK, at=BEIJING)
    asked = matter_of(matter)
    case = actions.receive(
        matter=asked, subject=Employers().find([employer.number])[employer.number], facts=facts,
        papers=[Attached(each.code, seen_original=True) for each in asked.papers], by=clerk, at=tick(),
    )  # fmt: skip
    return actions.handle(case_id=case.pk, seen_version=case.version, by=clerk, at=tick())


def applied_by_employer(person: Person, employer: Employer, **more: Any) -> Application:
    facts = TOLD | {"number": identity_number_of(person)} | more
    by_employer(employer, "injury_application_employer", facts)
    return Application.objects.latest("pk")


def deciding(application: Application) -> Case:
    """The case that opened as it was accepted."""
    found = Case.objects.filter(matter__startswith="injury_certification", subject=application.person.number)
    return found.latest("pk")


def concluded(application: Application, **more: Any) -> tuple[ClaimDesk, Case]:
    """Its conclusion is written into the case, which nobody has signed."""
    case = deciding(application)
    desk = a_desk(application.person, case.matter)
    site = application.project.number if application.project else ""
    facts = FOUND | {"application": application.number, "project": site} | more
    return desk, desk.act("change_facts", case, desk.clerk, facts=facts, reason="查明事实")


def decided(application: Application, **more: Any) -> Case:
    desk, case = concluded(application, **more)
    return desk.act("review", desk.handled(case), desk.reviewer)


def certified(person: Person, employer: Employer, **more: Any) -> Injury:
    """Applied for by the employer, or by the worker where a year has passed, and found to be one of work."""
    happened_on = more.get("happened_on", str(HAPPENED_ON))
    if dt.date.fromisoformat(happened_on) > TODAY - dt.timedelta(days=360):
        application = applied_by_employer(person, employer, happened_on=happened_on)
    else:
        application = applied(person, employer, happened_on=happened_on, excuse="长期住院治疗")
        told = {"application": application.number, "answer": "agrees", "proof": "情况属实"}
        by_employer(employer, "injury_statement", told)
    decided(application, **more)
    return Injury.objects.latest("pk")


CONCLUSION: dict[str, Any] = {
    "kind": "first", "asked_on": "", "committee": "北京市劳动能力鉴定委员会", "document": "京鉴1", "grade": "3",
    "concluded_on": "2026-09-07", "delivered_on": "2026-09-09", "nursing": "none",
}  # fmt: skip


def appraised(injury: Injury, **told: Any) -> Appraisal:
    desk = a_desk(injury.person, "injury_appraisal")
    case = desk.asked(CONCLUSION | {"injury": injury.number} | told)
    desk.act("review", desk.handled(case), desk.reviewer)
    return Appraisal.objects.latest("pk")


ASKED: dict[str, Any] = {"asked_on": "2026-11-09", "answer": "silent", "found": "书面催告后未支付"}


def advanced(injury: Injury, **told: Any) -> Advance:
    """Of an injury whose employer had not insured."""
    desk = a_desk(injury.person, "injury_advance")
    case = desk.asked(ASKED | {"injury": injury.number} | told)
    desk.act("review", desk.handled(case), desk.reviewer)
    return Advance.objects.latest("pk")


def suspended(entitlement: Entitlement, since: Month, until: Month) -> None:
    """By two people, and lifted by two: paid again from `until` on."""
    told: dict[str, Any] = {"entitlement": entitlement.number, "found": "拒不接受劳动能力鉴定"}
    stop = {"kind": "suspended", "because": "not_verified", "verified": "compared", "from_month": str(since)}
    for matter, facts in (("benefit_stop", told | stop), ("benefit_resume", told | {"from_month": str(until)})):
        desk = a_desk(entitlement.person, matter)
        desk.act("review", desk.handled(desk.asked(facts)), desk.reviewer)


def notice(
    fixed: str, share: str, starts_on: dt.date = dt.date(2026, 11, 1), *, of: str = "injury_allowance"
) -> None:  # fmt: skip
    """Of the province: allowances rise, or another benefit."""
    for key, unit, value in ((FIXED, "yuan_per_month", fixed), (SHARE, "rate", share)):
        proposal = propose(
            key=key, region=region(BEIJING), category=of, unit=unit, starts_on=starts_on,
            ends_before=None, value=Decimal(value), source="当年调整通知", status="official", note="",
            by=a_user(staff=True), at=tick(),
        )  # fmt: skip
        approve(proposal_id=proposal.pk, seen_version=0, by=a_user(staff=True), at=tick())
