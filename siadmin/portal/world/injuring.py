"""Injuries at work in Beijing, each as far as its story goes, through the real actions."""

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from itertools import islice

from django.utils import timezone

from benefits.injury.models import Application, Injury
from enrollment.participation.models import Employment
from enrollment.registry.models import Employer
from enrollment.registry.subjects import Employers
from siadmin.matters import actions as matters
from siadmin.matters.actions import Attached
from siadmin.matters.catalogue import matter_of
from siadmin.matters.models import Case
from siadmin.portal.world.build import Builder
from siadmin.portal.world.claiming import acted, asked, signed, tell

_POOL = "110000"
_HURT = ("操作冲床时右手被压伤", "搬运货物时从梯上跌落", "送货途中被车辆撞伤，对方负全责", "清洗设备时被烫伤")
_HARM = ("右手第二、三掌骨骨折", "腰椎压缩性骨折", "左胫骨骨折", "前臂深度烧伤")
_BENEFITS = ("injury_disability_lump", "injury_allowance", "injury_nursing")


def tell_injuries(builder: Builder, now: dt.datetime) -> None:
    """Applied for, waiting for the employer, disputed, concluded, decided either way, on leave, missing, appraised,
    granted."""
    stories: tuple[Callable[..., object], ...] = (
        _received, _accepted, _asked, _stated, _concluded, _certified, _not_certified, _certified, _appraised,
        _granted_a_lump, _granted_monthly, _late, _on_leave, _missing,
    )  # fmt: skip
    for place, (story, work) in enumerate(zip(stories, islice(_at_work(), len(stories)), strict=False)):
        tell(story, builder, work, _told(place, now), now)


def _at_work() -> Iterator[Employment]:
    """Who has worked for a year and goes on; one of each employer."""
    open_now = Employment.objects.filter(employer__pooling_region=_POOL, ends_before=None, person__died_on=None)
    seen = set[int]()
    for work in open_now.select_related("person", "employer").order_by("starts_on", "pk").iterator():
        if work.employer_id not in seen:
            seen.add(work.employer_id)
            yield work


def _told(place: int, now: dt.datetime) -> dict[str, object]:
    happened_on = timezone.localdate(now) - dt.timedelta(days=9 + place)
    return {
        "happened_on": str(happened_on), "place": "生产车间", "story": f"{_HURT[place % len(_HURT)]}，班组长在场",
        "harm": _HARM[place % len(_HARM)], "ground": "commuting" if place % len(_HURT) == 2 else "accident",
        "undisputed": place % 2 == 0,
    }  # fmt: skip


def _by_worker(builder: Builder, work: Employment, told: Mapping[str, object], now: dt.datetime) -> Case:
    facts = {**told, "applicant": "worker", "employer": work.employer.number, "excuse": ""}
    return asked(builder, matter_of("injury_application"), work.person, _POOL, now, **facts)


_received = _by_worker


def _asked(builder: Builder, work: Employment, told: Mapping[str, object], now: dt.datetime) -> Application:
    """Accepted; the employer is asked what it has to say."""
    signed(builder, _by_worker(builder, work, told, now), _POOL, now)
    return Application.objects.latest("pk")


def _stated(builder: Builder, work: Employment, told: Mapping[str, object], now: dt.datetime) -> None:
    application = _asked(builder, work, told, now)
    facts = {"application": application.number, "answer": "disagrees", "proof": "当日该职工未排班，考勤记录附后"}
    _by_employer(builder, work.employer, "injury_statement", facts, now)


def _accepted(builder: Builder, work: Employment, told: Mapping[str, object], now: dt.datetime) -> Application:
    """Applied for by the employer."""
    facts = {**told, "number": work.person.number}
    _by_employer(builder, work.employer, "injury_application_employer", facts, now)
    return Application.objects.latest("pk")


def _late(builder: Builder, work: Employment, told: Mapping[str, object], now: dt.datetime) -> None:
    """Later than thirty days after it."""
    then = timezone.localdate(now) - dt.timedelta(days=58)
    _accepted(builder, work, {**told, "happened_on": str(then)}, now)


def _concluded(
    builder: Builder, work: Employment, told: Mapping[str, object], now: dt.datetime, ground: str = ""
) -> Case:
    """Handled by one, waiting for the other."""
    application = _accepted(builder, work, told, now)
    case = Case.objects.filter(matter__startswith="injury_certification", subject=work.person.number).latest("pk")
    facts = {
        "application": application.number, "ground": ground or told["ground"], "happened_on": told["happened_on"],
        "found": "经调查询问和核对考勤、监控，事实清楚",
    }  # fmt: skip
    clerk = builder.staff["bj.clerk"]
    matters.change_facts(
        case_id=case.pk, seen_version=case.version, facts=facts, by=clerk, at=now, reason="写入认定结论"
    )
    acted(builder, case, _POOL, "clerk", "handle", now)
    return case


def _certified(builder: Builder, work: Employment, told: Mapping[str, object], now: dt.datetime) -> Injury:
    acted(builder, _concluded(builder, work, told, now), _POOL, "reviewer", "review", now)
    return Injury.objects.latest("pk")


def _not_certified(builder: Builder, work: Employment, told: Mapping[str, object], now: dt.datetime) -> None:
    acted(builder, _concluded(builder, work, told, now, ground="drunk"), _POOL, "reviewer", "review", now)


def _appraised(
    builder: Builder, work: Employment, told: Mapping[str, object], now: dt.datetime, grade: str = "8",
    nursing: str = "none",
) -> Injury:  # fmt: skip
    """Final by now: an injury of some months ago."""
    today = timezone.localdate(now)
    injury = _certified(builder, work, {**told, "happened_on": str(today - dt.timedelta(days=28))}, now)
    facts = {
        "injury": injury.number, "kind": "first", "asked_on": "", "committee": "北京市劳动能力鉴定委员会",
        "document": f"京劳鉴〔{today.year}〕{injury.pk:04}号", "concluded_on": str(today - dt.timedelta(days=22)),
        "delivered_on": str(today - dt.timedelta(days=20)), "grade": grade, "nursing": nursing,
    }  # fmt: skip
    signed(builder, asked(builder, matter_of("injury_appraisal"), work.person, _POOL, now, **facts), _POOL, now)
    return injury


def _on_leave(builder: Builder, work: Employment, told: Mapping[str, object], now: dt.datetime) -> None:
    """The employer pays while it is treated; what was not settled directly is claimed back."""
    injury = _certified(builder, work, told, now)
    leave = {"injury": injury.number, "kind": "first", "months": 3, "committee": "", "document": ""}
    _by_employer(builder, work.employer, "injury_leave_employer", leave, now)
    costs = {
        "injury": injury.number, "began_on": str(injury.happened_on), "receipts": "GS-0001", "billed": "8600.00",
        "covered": "7900.00", "hospital_days": 5, "away_days": 0, "nights": 0, "lodging": "", "transport": "",
    }  # fmt: skip
    signed(builder, asked(builder, matter_of("injury_costs"), work.person, _POOL, now, **costs), _POOL, now)


def _missing(builder: Builder, work: Employment, told: Mapping[str, object], now: dt.datetime) -> None:
    """While away for work; nobody has found them yet."""
    away = {**told, "ground": "on_errand", "story": "出差途中遇山洪失联，公安机关正在搜寻", "harm": "下落不明"}
    injury = _certified(builder, work, away, now)
    facts = {"injury": injury.number, "since_on": str(injury.happened_on), "found": "公安机关失踪人员登记"}
    signed(builder, asked(builder, matter_of("injury_missing"), work.person, _POOL, now, **facts), _POOL, now)


def _granted_a_lump(builder: Builder, work: Employment, told: Mapping[str, object], now: dt.datetime) -> None:
    _claims(builder, _appraised(builder, work, told, now), _BENEFITS[:1], now)


def _granted_monthly(builder: Builder, work: Employment, told: Mapping[str, object], now: dt.datetime) -> None:
    _claims(builder, _appraised(builder, work, told, now, grade="2", nursing="most"), _BENEFITS, now)


def _claims(builder: Builder, injury: Injury, schemes: tuple[str, ...], now: dt.datetime) -> None:
    for scheme in schemes:
        case = asked(builder, matter_of(scheme), injury.person, _POOL, now, injury=injury.number)
        signed(builder, case, _POOL, now)


def _by_employer(
    builder: Builder, employer: Employer, code: str, facts: Mapping[str, object], now: dt.datetime
) -> None:
    """At the counter, handled by the one who received it."""
    matter, clerk = matter_of(code), builder.staff["bj.clerk"]
    case = matters.receive(
        matter=matter, subject=Employers().find([employer.number])[employer.number], facts=facts,
        papers=[Attached(paper.code, seen_original=True) for paper in matter.papers], by=clerk, at=now,
    )  # fmt: skip
    acted(builder, case, _POOL, "clerk", "handle", now)
