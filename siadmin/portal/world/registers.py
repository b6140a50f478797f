"""Registers of the five cities, month by month: wages, households, shops, deaths; the scans after them; outreach."""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from enrollment.coverage.actions.mismatches import decide_mismatch
from enrollment.coverage.actions.outreach import Evidence, assign, contact
from enrollment.coverage.actions.registers import receive_batch
from enrollment.coverage.actions.scan import open_scan
from enrollment.coverage.models import Finding, Mismatch
from enrollment.coverage.registers.layouts import LAYOUTS
from enrollment.coverage.rules.kinds import Channel, Decision, Field, Kind, Register, Result
from enrollment.registry.models import CitizenTie, IdentifierKind
from enrollment.registry.selectors import identifier_of
from siadmin.agency.models import User
from siadmin.kernel.months import Month
from siadmin.portal.world.build import Builder
from siadmin.portal.world.chance import stream
from siadmin.portal.world.cities import CITIES, City, villages_of
from siadmin.portal.world.employers import DemoEmployer
from siadmin.portal.world.finishing import work_out
from siadmin.portal.world.numbers import citizen_number, credit_code_of
from siadmin.portal.world.people import DemoPerson, full_name

MONTHS_TOLD = 6
SAMPLED, UNINSURED, RESIDENTS, SHOPS, NEWCOMERS = 30, 9, 14, 5, 12
TOLD_ON, SCANNED_ON = 17, 18
CLERKS = {"110000": "bj.clerk", "310000": "sh.clerk", "440100": "gz.clerk", "440300": "sz.clerk", "510100": "cd.clerk"}
SCAN = Evidence("扫描件.pdf", "pdf", b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n")


@dataclass(frozen=True, slots=True)
class Stranger:
    """Somebody a register knows and nobody registered; works since a month where `employer` is one."""

    name: str
    number: str
    place: str
    since: Month
    employer: DemoEmployer | None = None


def tell_registers(builder: Builder, now: dt.datetime) -> int:
    """Batches and scans of the last months, in their order; returns how many findings are open."""
    span = builder.world.span
    months = [month for month in (span.current - MONTHS_TOLD + 1).until(span.current + 1) if month >= span.opened]
    for city in CITIES:
        if not any(one.employer.city is city for one in builder.world.months[span.current]):
            continue
        clerk = builder.staff[CLERKS[city.code]]
        strangers = list(_strangers(builder, city, months))
        for month in months:
            _tell_month(builder, city, month, strangers, clerk, is_first=month == months[0])
            if month == span.current:
                _work(city, clerk, now)
            _scan(builder, city, month, now)
    _decide(builder.staff, now)
    return Finding.objects.filter(closed_at__isnull=True).count()


def _strangers(builder: Builder, city: City, months: list[Month]) -> Iterator[Stranger]:
    """Workers of real employers first, then residents: one a student, one past the statutory age."""
    employers = [one.employer for one in builder.world.months[months[-1]] if one.employer.city is city]
    for place in range(UNINSURED + RESIDENTS):
        draw = stream(builder.world.seed, "stranger", city.code, place)
        sex, area = draw.choice(("male", "female")), draw.choice(city.districts)
        ages = {UNINSURED: 17, UNINSURED + 1: 71}
        birth_on = dt.date(months[-1].year - ages.get(place, 20 + draw.randrange(34)), 1 + draw.randrange(9), 11)
        village = draw.choice(villages_of(city)) if draw.random() < 0.8 else area
        yield Stranger(
            name=full_name(draw, sex, birth_on.year, area),
            number=citizen_number(area, birth_on, is_male=sex == "male", place=40 + place % 10),
            place=village,
            since=months[min(place // 3, len(months) - 1)],
            employer=employers[place % len(employers)] if place < UNINSURED else None,
        )


def _tell_month(
    builder: Builder, city: City, month: Month, strangers: list[Stranger], clerk: User, *, is_first: bool
) -> None:
    at = builder.clock.at(month.first_day.replace(day=TOLD_ON), 10)
    day = min(at.date(), builder.world.span.today)
    rows = [
        *_wages(builder, city, month),
        *(_wage(each, month) for each in strangers if each.employer),
        *_before_joining(builder, city, month),
    ]
    if month == builder.world.span.current:
        rows += _of_account_holders(city)
    if not is_first:
        rows.append(_faulty(rows[0]))
    _send(builder, city, Register.WAGE_TAX, "国家税务总局共享数据", [row for row in rows if row], day, clerk, at)
    if is_first:
        residents = [each for each in strangers if each.employer is None]
        _send(builder, city, Register.HOUSEHOLD, "公安户籍共享数据", _households(residents), day, clerk, at)
        _send(builder, city, Register.MARKET, "市场监管共享数据", list(_shops(builder, city)), day, clerk, at)
    if month == builder.world.span.current:
        _send(builder, city, Register.DEATH, "民政殡葬共享数据", _deaths(builder, city, strangers, day), day, clerk, at)


def _send(
    builder: Builder,
    city: City,
    kind: Register,
    source: str,
    rows: list[dict[str, str]],
    day: dt.date,
    clerk: User,
    at: dt.datetime,
) -> None:
    names = [column.name for column in LAYOUTS[kind]]
    lines = [",".join(names), *(",".join(row.get(name, "") for name in names) for row in rows)]
    receive_batch(
        kind=kind, source=f"{source} {day:%Y-%m}", as_of=day, region=builder.regions[city.code],
        name=f"{city.code}-{kind}-{day}.csv", content="\n".join(lines).encode(), by=clerk, at=at,
    )  # fmt: skip


def _sample(builder: Builder, city: City, month: Month) -> list[tuple[DemoEmployer, DemoPerson, int]]:
    """Some of the insured of the month, one a household number each."""
    by_key = {person.key: person for person in builder.world.people}
    found = []
    for one in builder.world.months[month]:
        if one.employer.city is city:
            staff = [by_key[key] for key in list(one.roster)[:4]]
            found += [(one.employer, person, 8000) for person in staff if person.number_kind == "citizen_id"]
    return found[:SAMPLED]


def _wages(builder: Builder, city: City, month: Month) -> Iterator[dict[str, str]]:
    """The insured among the wage earners: one with another name there, one with another number."""
    for place, (employer, person, wage) in enumerate(_sample(builder, city, month)):
        row = {
            "credit_code": employer.credit_code, "month": str(month), "id_number": person.number, "name": person.name,
            "wage": f"{wage}.00", "region_code": person.residence,
        }  # fmt: skip
        if place == 3:
            row["name"] = f"{person.name[:-1]}某"
        if place == 5:
            male = person.sex == "male"
            row["id_number"] = citizen_number(person.number[:6], person.birth_on, is_male=male, place=49)
        yield row


def _before_joining(builder: Builder, city: City, month: Month) -> Iterator[dict[str, str]]:
    """Some who are insured one or two months later are paid already: found, closed by themselves, owed two months."""
    by_key = {person.key: person for person in builder.world.people}
    months = [later for later in (month + 1, month + 2) if later in builder.world.months]
    joining = [
        (one.employer, by_key[joined.person.key])
        for later in months
        for one in builder.world.months[later]
        if one.employer.city is city
        for joined in one.joined
        if joined.kind == "employee" and joined.person.number_kind == "citizen_id"
    ]
    for employer, person in joining[:NEWCOMERS]:
        yield {
            "credit_code": employer.credit_code, "month": str(month), "id_number": person.number, "name": person.name,
            "wage": "7000.00", "region_code": person.residence if person.residence[:4] == city.code[:4] else "",
        }  # fmt: skip


def _of_account_holders(city: City) -> Iterator[dict[str, str]]:
    """People with a sign-in who changed employers were paid two months before they were insured: for them to see."""
    for tie in CitizenTie.objects.select_related("person").order_by("pk"):
        job = tie.person.employments.filter(ends_before=None, employer__pooling_region=city.code).first()
        held = identifier_of(tie.person)
        if job is None or held is None or held.kind != IdentifierKind.CITIZEN_ID:
            continue
        joined = Month.of(job.starts_on)
        for month in (joined - 2, joined - 1):
            yield {
                "credit_code": job.employer.credit_code, "month": str(month), "id_number": held.value,
                "name": tie.person.name, "wage": "9000.00",
            }  # fmt: skip


def _wage(stranger: Stranger, month: Month) -> dict[str, str]:
    assert stranger.employer is not None
    if month < stranger.since:
        return {}
    return {
        "credit_code": stranger.employer.credit_code, "month": str(month), "id_number": stranger.number,
        "name": stranger.name, "wage": "6500.00", "region_code": stranger.place,
    }  # fmt: skip


def _faulty(row: dict[str, str]) -> dict[str, str]:
    """A row whose number has lost its last character."""
    return row | {"id_number": row["id_number"][:-1]}


def _households(residents: list[Stranger]) -> list[dict[str, str]]:
    return [
        {
            "id_number": each.number, "name": each.name, "region_code": each.place,
            "is_student": "1" if place == 0 else "",
        }
        for place, each in enumerate(residents)
    ]  # fmt: skip


def _shops(builder: Builder, city: City) -> Iterator[dict[str, str]]:
    """Owners of small businesses, and one enterprise that never registered with the agency."""
    for place in range(SHOPS + 1):
        draw = stream(builder.world.seed, "shop", city.code, place)
        area, birth_on = draw.choice(city.districts), dt.date(1975 + draw.randrange(20), 5, 1 + draw.randrange(28))
        name = full_name(draw, "male", birth_on.year, area)
        is_shop = place < SHOPS
        yield {
            "credit_code": credit_code_of("92" if is_shop else "91", area, draw),
            "employer_name": f"{city.name}{name}{'小吃店' if is_shop else '商贸有限公司'}",
            "legal_representative": name,
            "owner_id_number": citizen_number(area, birth_on, is_male=True, place=39) if is_shop else "",
            "region_code": draw.choice(villages_of(city)),
        }


def _deaths(builder: Builder, city: City, strangers: list[Stranger], day: dt.date) -> list[dict[str, str]]:
    """A stranger, whom nobody looks for any more, and somebody insured, who waits for a person."""
    insured = [person for _, person, _ in _sample(builder, city, builder.world.span.current)][7:8]
    told = [(strangers[-1].name, strangers[-1].number), *((person.name, person.number) for person in insured)]
    died_on = day - dt.timedelta(days=9)
    return [{"id_number": number, "name": name, "died_on": str(died_on)} for name, number in told]


def _scan(builder: Builder, city: City, month: Month, now: dt.datetime) -> None:
    at = builder.clock.at(month.first_day.replace(day=SCANNED_ON), 4) if month < builder.world.span.current else now
    run, _ = open_scan(region=builder.regions[city.code], month=month, by=None, at=at)
    work_out(run.pk)


def _work(city: City, clerk: User, now: dt.datetime) -> None:
    """Before the present month's scan: some were approached, and some of that is over."""
    open_ones = Finding.objects.filter(pool=city.code, closed_at__isnull=True).order_by("-weight", "pk")
    obliged = list(open_ones.filter(is_must=True, kind=Kind.MISSING)[:5])
    offered = list(open_ones.filter(is_must=False)[:4])
    unpaid = list(open_ones.filter(kind=Kind.INTERRUPTED, employer__isnull=False)[:2])
    assign(findings=[each.pk for each in (*obliged, *unpaid)], to=clerk, by=clerk, at=now - dt.timedelta(days=8))
    today = now.date()
    told: list[tuple[list[Finding], int, dict[str, Any]]] = [
        (obliged, 0, {"result": Result.NOT_REACHED, "next_on": today, "note": "两次无人接听"}),
        (
            obliged,
            1,
            {"result": Result.EMPLOYER_ASKED, "next_on": today + dt.timedelta(days=6), "note": "人事答应本月办理"},
        ),
        (obliged, 2, {"result": Result.INSURED_ELSEWHERE, "evidence": SCAN, "note": "出示外省参保凭证"}),
        (offered, 0, {"result": Result.REFUSES, "channel": Channel.VISIT, "note": "近期准备回老家参加"}),
        (offered, 1, {"result": Result.JOINING, "next_on": today + dt.timedelta(days=3), "channel": Channel.VISIT}),
        (offered, 2, {"result": Result.MOVED_AWAY, "channel": Channel.VISIT}),
        (
            unpaid,
            0,
            {"result": Result.EMPLOYER_ASKED, "next_on": today + dt.timedelta(days=9), "note": "单位称月底回款"},
        ),
    ]
    for findings, place, given in told:
        if place < len(findings):
            finding = findings[place]
            finding.refresh_from_db()
            contact(
                finding_id=finding.pk, seen_version=finding.version, by=clerk, at=now - dt.timedelta(days=5),
                **{"channel": Channel.PHONE} | given,
            )  # fmt: skip


def _decide(staff: Mapping[str, User], now: dt.datetime) -> None:
    """In Beijing somebody compared one name already; everything else waits."""
    waiting = Mismatch.objects.filter(region__path__contains="/110000/", field=Field.NAME, decision="").order_by("pk")
    if (first := waiting.first()) is not None:
        decide_mismatch(
            mismatch_id=first.pk,
            decision=Decision.OURS,
            reason="核对身份证原件，税务登记有误",
            by=staff["bj.clerk"],
            at=now,
        )
