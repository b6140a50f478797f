"""What people asked for lately in Beijing, each left at another point of its way, through the real actions."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from enrollment.participation.matters import RETIREMENT_GROUP
from enrollment.registry.matters import BANK_ACCOUNT, NAME, PHONE
from enrollment.registry.models import CitizenTie, Employer, IdentifierKind, Person, RetirementGroup
from enrollment.registry.subjects import Employers, Persons
from siadmin.agency.models import User
from siadmin.matters import actions
from siadmin.matters.actions import Attached
from siadmin.matters.catalogue import Matter
from siadmin.matters.models import AppliedBy, Case, Channel
from siadmin.matters.subjects import Subject

CITY = "110000"


def tell_matters(staff: Mapping[str, User], now: dt.datetime) -> int:
    """Four cases: done, signed once, waiting for its applicant, just applied for online; returns how many."""
    clerk = staff["bj.clerk"]
    people = Person.objects.filter(
        employments__employer__pooling_region=CITY, employments__ends_before=None, died_on=None,
        identifiers__kind=IdentifierKind.CITIZEN_ID, identifiers__ends_before=None,
    ).order_by("pk")  # fmt: skip
    women = people.filter(retirement_group=RetirementGroup.F55)
    employer = Employer.objects.filter(pooling_region=CITY, cancelled_on=None).order_by("pk").first()
    told = 0
    if (person := people.first()) is not None:
        another = "嘉" if person.name.endswith("佳") else "佳"
        case = _received(NAME, _person(person), clerk, now, name=person.name[:-1] + another)
        actions.handle(case_id=case.pk, seen_version=case.version, by=clerk, at=now)
        told += 1
    if employer is not None:
        subject = Employers().find([employer.number])[employer.number]
        case = _received(BANK_ACCOUNT, subject, clerk, now, bank_name="中国农业银行", bank_account="110922010400112233")
        actions.handle(case_id=case.pk, seen_version=case.version, by=clerk, at=now, reason="已核对开户行证明")
        told += 1
    if (woman := women.exclude(pk=person.pk if person else 0).first()) is not None:
        case = _received(
            RETIREMENT_GROUP, _person(woman), clerk, now, has_papers=False, group="F50", post="包装工，2012 年起"
        )
        missing = ["载明岗位的劳动合同", "居民身份证原件"]
        actions.ask_correction(case_id=case.pk, seen_version=case.version, missing=missing, by=clerk, at=now)
        told += 1
    return told + _asked_online(now)


def _asked_online(now: dt.datetime) -> int:
    """A citizen with a sign-in asks for a new phone number; nobody has taken it up."""
    tie = CitizenTie.objects.select_related("person", "user").order_by("pk").first()
    if tie is None:
        return 0
    actions.receive(
        matter=PHONE, subject=_person(tie.person), facts={"phone": "13911110000"}, channel=Channel.WEBSITE,
        applied_by=AppliedBy.SELF, by=tie.user, at=now,
    )  # fmt: skip
    return 1


def _person(person: Person) -> Subject:
    return Persons().find([person.number])[person.number]


def _received(
    matter: Matter, subject: Subject, by: User, at: dt.datetime, *, has_papers: bool = True, **facts: Any
) -> Case:
    papers = [Attached(paper.code, seen_original=True) for paper in matter.papers if has_papers]
    return actions.receive(matter=matter, subject=subject, facts=facts, papers=papers, by=by, at=at)
