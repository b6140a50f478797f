"""At the counter of the five cities: visits to people at home, agents, cards, employers that end."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from enrollment.agents.matters import MANDATE
from enrollment.registry.actions.cards import set_card
from enrollment.registry.matters import CANCEL, CARD, PHONE, REGISTER
from enrollment.registry.models import CardKind, CardState, CitizenTie, Employer, Person
from enrollment.registry.selectors import identifier_of
from enrollment.registry.subjects import Employers, Persons
from siadmin.agency.documents import keep
from siadmin.agency.models import Office, User
from siadmin.matters import actions
from siadmin.matters.actions import Asked, Attached
from siadmin.matters.catalogue import Matter
from siadmin.matters.models import AppliedBy, AskedBy, Case, Visit, VisitOutcome, VisitReason
from siadmin.matters.subjects import Subject
from siadmin.portal.world.chance import stream
from siadmin.portal.world.numbers import credit_code_of

CITIES = {"bj": "110000", "sh": "310000", "gz": "440100", "sz": "440300", "cd": "510100"}
DISTRICTS = {"bj": "110105", "sh": "310115", "gz": "440103", "sz": "440305", "cd": "510104"}
_SCAN = b"%PDF-1.4\n% scan of an authorisation\n"
_WISHES = (
    ("更换联系电话", VisitReason.ELDERLY, AskedBy.PHONE, "行动不便，子女在外地"),
    ("核对参保记录", VisitReason.DISABLED, AskedBy.VILLAGE, "社区来电"),
    ("办理社会保障卡挂失", VisitReason.ILL, AskedBy.AGENT, "住院后在家休养"),
    ("更正姓名", VisitReason.ELDERLY, AskedBy.COUNTER, "家属到窗口代为申请"),
)


def serve(staff: Mapping[str, User], now: dt.datetime) -> dict[str, int]:
    """Returns how many of each were told: visits, mandates, cards, employers that end."""
    told = {"visits": 0, "mandates": 0, "cards": 0, "closings": 0}
    for city, code in CITIES.items():
        clerk, people = staff[f"{city}.clerk"], _old_people(code)
        told["visits"] += _visits(people, clerk, now)
        told["cards"] += _cards(people, clerk, now)
        if (reviewer := staff.get(f"{city}.reviewer")) is not None:
            told["mandates"] += _mandates(people, clerk, reviewer, now)
            told["closings"] += _closings(city, clerk, reviewer, now)
    return told


def _old_people(code: str) -> list[Person]:
    found = Person.objects.filter(
        employments__employer__pooling_region=code, employments__ends_before=None, died_on=None,
        citizen_tie=None,
    )  # fmt: skip
    return list(found.select_related("residence").distinct().order_by("birth_on", "pk")[: len(_WISHES) + 2])


def _subject(person: Person) -> Subject:
    return Persons().find([person.number])[person.number]


def _visits(people: list[Person], clerk: User, now: dt.datetime) -> int:
    """One late, one today, one to plan, one done: as a list of an ordinary week has them."""
    office = Office.objects.select_related("region").get(grants__user=clerk)
    ordered = []
    for person, (wish, reason, asked_by, more) in zip(people, _WISHES, strict=False):
        region = _subject(person).region
        asked = Asked(f"{wish}（{more}）", reason, asked_by, region, f"{region.name_zh}居民楼 {person.pk % 40 + 1} 号")
        ordered.append(
            actions.order_visit(
                subject=person.number, asked=asked, office=office, case=None, by=clerk, at=now - dt.timedelta(days=4)
            )
        )
    for visit, ahead in zip(ordered, (-1, 0, None, -2), strict=False):
        if ahead is not None:
            day = now.date() + dt.timedelta(days=ahead)
            _planned(visit, clerk, day, now - dt.timedelta(days=3))
    if len(ordered) == len(_WISHES):
        visit = ordered[-1]
        actions.report_visit(
            visit_id=visit.pk, seen_version=1, outcome=VisitOutcome.EXPLAINED, note="已当面核对身份证，姓名无误。",
            by=clerk, at=now - dt.timedelta(days=2),
        )  # fmt: skip
    return len(ordered)


def _planned(visit: Visit, clerk: User, day: dt.date, at: dt.datetime) -> None:
    actions.plan_visit(
        visit_id=visit.pk, seen_version=0, to=clerk, on=day, from_time=dt.time(9, 30), until_time=dt.time(11, 30),
        by=clerk, at=at,
    )  # fmt: skip


def _cards(people: list[Person], clerk: User, now: dt.datetime) -> int:
    """Cards to try the reader with: the first person's is lost."""

    def kept(person: Person, state: str, reason: str) -> None:
        set_card(
            person=person, kind=CardKind.SOCIAL_SECURITY_CARD, number=f"A{person.pk:08d}", state=state, by=clerk,
            at=now, reason=reason,
        )  # fmt: skip

    for person in people:
        kept(person, CardState.ISSUED, "制卡数据")
    for person in people[:1]:
        kept(person, CardState.LOST, "电话挂失")
    return len(people)


def _mandates(people: list[Person], clerk: User, reviewer: User, now: dt.datetime) -> int:
    """A citizen with a sign-in acts for somebody old, and has asked for something; another mandate waits for review."""
    tie = CitizenTie.objects.select_related("person", "user").order_by("pk").first()
    if tie is None or len(people) < 3:
        return 0
    done = _authorised(people[0], tie.person, clerk, now)
    actions.review(case_id=done.pk, seen_version=done.version, by=reviewer, at=now)
    if not Case.objects.filter(applied_by=AppliedBy.AGENT).exists():
        actions.receive(
            matter=PHONE, subject=_subject(people[0]), facts={"phone": "14400112233"}, channel="website",
            applied_by=AppliedBy.AGENT, by=tie.user, at=now,
        )  # fmt: skip
    _authorised(people[1], people[2], clerk, now)
    return 2


def _authorised(person: Person, agent: Person, clerk: User, now: dt.datetime) -> Case:
    """Received with the scan of the authorisation and handled: a second person signs next."""
    numbers = [identifier_of(each) for each in (person, agent)]
    assert all(numbers)
    scan = keep(name="授权委托书.pdf", kind="pdf", content=_SCAN, by=clerk, at=now)
    case = actions.receive(
        matter=MANDATE,
        subject=_subject(person),
        facts={
            "kind": "written",
            "own_number": numbers[0].value if numbers[0] else "",
            "agent_number": numbers[1].value if numbers[1] else "",
            "matters": [PHONE.code, CARD.code],
            "last_day": (now.date() + dt.timedelta(days=180)).isoformat(),
        },
        papers=[Attached("identity_card", seen_original=True), Attached("agency_proof", scan)],
        by=clerk,
        at=now,
    )
    return actions.handle(case_id=case.pk, seen_version=case.version, by=clerk, at=now)


def _closings(city: str, clerk: User, reviewer: User, now: dt.datetime) -> int:
    """Two small employers registered at the counter that ended before they had anybody: one closed, one to review."""
    told = 0
    for serial, name in enumerate(("朝花文具店有限公司", "晚晴咖啡馆有限公司"), 1):
        district = DISTRICTS[city]
        opened = _by_two(REGISTER, None, clerk, reviewer, now, **_opening(district, serial, name, now))
        employer = Employer.objects.get(credit_code=opened.told.get(version=1).facts["code"])
        subject = Employers().find([employer.number])[employer.number]
        facts = {"last_day": now.date().isoformat(), "ground": "dissolved", "decision": "股东会解散决议"}
        if serial == 1:
            _by_two(CANCEL, subject, clerk, reviewer, now, **facts)
        else:
            _handled(CANCEL, subject, clerk, now, **facts)
        told += 1
    return told


def _opening(district: str, serial: int, name: str, now: dt.datetime) -> dict[str, Any]:
    return {
        "code": credit_code_of("91", district, stream(0, "serving", district, serial)), "name": name, "name_en": "",
        "kind": "enterprise", "authority": "market_regulation", "region": district, "address": "商业街 1 号",
        "legal_representative": "王秀英", "contact_phone": "", "bank_name": "中国农业银行",
        "bank_account": f"1109{district}{serial:06d}", "risk_class": "1",
        "registered_on": (now.date() - dt.timedelta(days=40)).isoformat(),
    }  # fmt: skip


def _handled(matter: Matter, subject: Subject | None, clerk: User, now: dt.datetime, **facts: Any) -> Case:
    papers = [Attached(paper.code, seen_original=True) for paper in matter.papers]
    case = actions.receive(matter=matter, subject=subject, facts=facts, papers=papers, by=clerk, at=now)
    return actions.handle(case_id=case.pk, seen_version=case.version, by=clerk, at=now)


def _by_two(
    matter: Matter, subject: Subject | None, clerk: User, reviewer: User, now: dt.datetime, **facts: Any
) -> Case:
    case = _handled(matter, subject, clerk, now, **facts)
    return actions.review(case_id=case.pk, seen_version=case.version, by=reviewer, at=now)
