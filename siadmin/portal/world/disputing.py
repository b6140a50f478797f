"""Months that employees dispute, each left at another point of its way, through the real actions."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from enrollment.coverage.actions.disputes import answer
from enrollment.coverage.actions.outreach import Evidence
from enrollment.coverage.matters import MONTH_DISPUTE
from enrollment.coverage.models import Dispute
from enrollment.coverage.rules.kinds import Answer, Claim
from enrollment.participation.models import Employment
from enrollment.registry.models import CitizenTie
from enrollment.registry.subjects import Persons
from siadmin.agency.models import User
from siadmin.kernel.months import Month
from siadmin.matters import actions
from siadmin.matters.actions import Attached
from siadmin.matters.models import Case, Channel
from siadmin.portal.world.registers import SCAN

CITY = "110000"
_STORY = "入职后头两个月单位发了工资，没有办社保，问过人事说试用期不办。"


@dataclass(frozen=True, slots=True)
class Told:
    """How one dispute goes: how long ago it came, what the employer says, what the agency does."""

    days_ago: int
    answer: Answer | None = None
    words: str = ""
    evidence: Evidence | None = None
    acts: tuple[str, ...] = ()


COURSES = (
    Told(3),
    Told(20, Answer.PARTLY, "其中一个月确实漏办，另一个月尚未入职。", None, ("handle", "review")),
    Told(30),
    Told(15, Answer.DENIES, "该人员当时是劳务派遣，由派遣公司参保，合同附后。", SCAN),
    Told(14, Answer.ADMITS, "试用期漏办，愿意补办。", None, ("handle",)),
    Told(22, Answer.DENIES, "并非本单位职工，系同名。", None, ("handle", "refuse")),
    Told(9, None, "", None, ("withdraw",)),
)


def tell_disputes(staff: Mapping[str, User], opened: Month, now: dt.datetime) -> int:
    """In Beijing, one for each course while there are people who joined late enough; returns how many."""
    seen: set[int] = set()
    told = 0
    for employment in _late_joiners(opened):
        if told == len(COURSES):
            break
        if employment.person_id in seen:
            continue
        seen.add(employment.person_id)
        _tell(COURSES[told], employment, staff, now)
        told += 1
    return told


def _late_joiners(opened: Month) -> list[Employment]:
    """Those with a sign-in first, so that one of them can follow it."""
    joined = Employment.objects.filter(
        employer__pooling_region=CITY, ends_before=None, kind="employee", starts_on__gte=(opened + 1).first_day,
        person__died_on=None, employer__delegates__isnull=False,
    ).select_related("person", "employer")  # fmt: skip
    with_account = set(CitizenTie.objects.values_list("person_id", flat=True))
    return sorted(
        joined.distinct(), key=lambda each: (each.person_id not in with_account, -each.starts_on.toordinal(), each.pk)
    )


def _tell(course: Told, employment: Employment, staff: Mapping[str, User], now: dt.datetime) -> None:
    at = now - dt.timedelta(days=course.days_ago)
    case = _received(employment, staff["bj.clerk"], at)
    if course.answer is not None:
        delegate = employment.employer.delegates.filter(ends_before=None).select_related("user").order_by("pk")[0].user
        answer(
            dispute_id=Dispute.objects.get(case=case).pk, answer=course.answer, words=course.words,
            evidence=course.evidence, by=delegate, at=min(at + dt.timedelta(days=4), now),
        )  # fmt: skip
    hands = {"handle": "bj.clerk", "review": "bj.reviewer", "refuse": "bj.reviewer", "withdraw": "bj.clerk"}
    for place, act in enumerate(course.acts):
        case.refresh_from_db()
        done: dict[str, Any] = {
            "case_id": case.pk, "seen_version": case.version, "by": staff[hands[act]],
            "at": min(at + dt.timedelta(days=6 + place), now),
            "reason": {"refuse": "工资流水显示由另一单位发放"}.get(act, ""),
        }  # fmt: skip
        getattr(actions, act)(**done)


def _received(employment: Employment, clerk: User, at: dt.datetime) -> Case:
    """At the counter, or online where the person has a sign-in."""
    person, employer = employment.person, employment.employer
    joined = Month.of(employment.starts_on)
    tie = CitizenTie.objects.filter(person=person).select_related("user").first()
    return actions.receive(
        matter=MONTH_DISPUTE,
        subject=Persons().find([person.number])[person.number],
        facts={
            "employer": employer.number, "credit_code": "", "first": str(joined - 2), "last": str(joined - 1),
            "claim": Claim.NOT_INSURED, "story": _STORY,
        },
        channel=Channel.WEBSITE if tie else Channel.COUNTER,
        papers=[] if tie else [Attached("wage_record", seen_original=True)],
        by=tie.user if tie else clerk,
        at=at,
    )  # fmt: skip
