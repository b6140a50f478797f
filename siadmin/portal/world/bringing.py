"""History from elsewhere in the five cities: booked, waiting for a second person, sent back, to be corrected."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace

from contributions.history import actions
from contributions.history.actions import Money, Origin
from contributions.history.example import as_file, totals_told
from contributions.history.models import FileKind, HistoryFile
from enrollment.registry.models import IdentifierKind, Person
from enrollment.registry.selectors import identifier_of
from siadmin.agency.insurances import Insurance, Line
from siadmin.agency.models import Region, User
from siadmin.kernel.months import Month
from siadmin.portal.world.build import Builder
from siadmin.portal.world.finishing import work_out

Row = dict[str, str]
_BEIJING, _SHANGHAI, _GUANGZHOU, _SHENZHEN, _CHENGDU = "110000", "310000", "440100", "440300", "510100"
_SINCE, _GROWN_UP = 2014, 22
_DEEMED_BORN_BEFORE = 1974
_EMPLOYERS = ("第一纺织厂", "机床附件厂", "百货公司", "印刷厂", "运输公司")
_PEOPLE = 24


def bring_history(builder: Builder, now: dt.datetime) -> int:
    """A file or two in each city, at every stage a clerk or reviewer may find one in; returns how many were sent."""
    staff, opened = builder.staff, builder.world.span.opened
    told: list[HistoryFile] = []

    def send(who: str, city: str, rows: list[Row], letter: str, **more: object) -> HistoryFile:
        told.append(_send(staff[who], city, rows, letter, now, **more))  # type: ignore[arg-type]
        return told[-1]

    for city, clerk, reviewer in (
        (_BEIJING, "bj.clerk", "bj.reviewer"),
        (_CHENGDU, "cd.clerk", "cd.reviewer"),
        (_SHENZHEN, "sz.clerk", "sz.reviewer"),
    ):
        rows = [row for person in _people(city)[:_PEOPLE] for row in _past(person, opened)]
        _book(send(clerk, city, rows, f"原业务系统移交清单 {opened - 1}"), staff[clerk], staff[reviewer], now)
    moved = [row for person in _people(_BEIJING)[_PEOPLE : _PEOPLE + 2] for row in _past(person, opened)]
    waiting = send(
        "bj.clerk", _BEIJING, moved, "沪社保转凭〔2026〕第 0418 号", place=_SHANGHAI, money_fen=_sum(moved) + 3_618_240
    )
    actions.submit(file_id=waiting.pk, seen_version=waiting.version, by=staff["bj.clerk"], at=now)
    brought = _of_two(_CHENGDU, opened)
    returned = send(
        "cd.clerk", _CHENGDU, brought, "渝参保缴费凭证 2 份", place="500000", money_fen=_sum(brought) + 2_106_400
    )
    _send_back(builder, returned, now)
    faulty = _of_two(_SHENZHEN, opened)
    faulty[1] |= {"paid_months": "9"}
    faulty[2] |= {"name": faulty[2]["name"][:1]}
    faulty[4] |= {"base": "五千"}
    send("sz.clerk", _SHENZHEN, faulty, "惠参保缴费凭证 2 份", place="441300", money_fen=_sum(faulty) + 1_904_000)
    send("gz.clerk", _GUANGZHOU, _of_two(_GUANGZHOU, opened), "原地税移交清单（补充）", told_months=2)
    send("sh.clerk", _SHANGHAI, _of_two(_SHANGHAI, opened), "原业务系统移交清单（补充）")
    return len(told)


def _people(city: str) -> list[Person]:
    """People employed in a city now who have a citizen number; those with a sign-in first.

    Whoever left may move away, and the invented funds began with these books: they do not hold what came before.
    """
    here = {"employments__employer__pooling_region": city, "employments__ends_before__isnull": True}
    employed = Person.objects.filter(**here, died_on__isnull=True).distinct()
    citizens = employed.filter(identifiers__kind=IdentifierKind.CITIZEN_ID, identifiers__ends_before__isnull=True)
    tied = list(citizens.filter(citizen_tie__isnull=False).order_by("pk"))
    others = citizens.filter(citizen_tie__isnull=True).order_by("pk")[: _PEOPLE * 2]
    return tied + list(others)


def book_rows(builder: Builder, city: str, crew: str, rows: list[Row], letter: str, now: dt.datetime) -> None:
    """A file of a city's former system, sent by one person and booked by another."""
    clerk, reviewer = builder.staff[f"{crew}.clerk"], builder.staff[f"{crew}.reviewer"]
    _book(_send(clerk, city, rows, letter, now), clerk, reviewer, now)


def months_of(person: Person, years: range, opened: Month) -> list[Row]:
    """Whole years that somebody paid, and the balance they had come to when these books opened."""
    rows = list(_years(person, years, Month(years[-1], 12)))
    rows[-1] |= {"as_of": (opened - 1).last_day.isoformat()}
    return rows


def _of_two(city: str, opened: Month) -> list[Row]:
    return [row for person in _people(city)[_PEOPLE + 2 : _PEOPLE + 4] for row in _past(person, opened)]


def _past(person: Person, opened: Month) -> Iterator[Row]:
    """The months of somebody's working life before the world opened, and the balance they came to."""
    last, first_year = opened - 1, max(_SINCE, person.birth_on.year + _GROWN_UP)
    yield from _years(person, range(min(first_year, last.year), last.year + 1), last)
    if person.birth_on.year < _DEEMED_BORN_BEFORE:
        yield _who(person) | {
            "record": "deemed", "from_month": "1993-01", "to_month": "1995-12",
            "decision": f"视同缴费年限认定〔2012〕{person.pk}号", "decided_on": "2012-05-18",
        }  # fmt: skip


def _who(person: Person) -> Row:
    identifier = identifier_of(person)
    assert identifier is not None
    return {"number": identifier.value, "name": person.name, "insurance": str(Insurance.PENSION)}


def _years(person: Person, years: range, last: Month) -> Iterator[Row]:
    """The months of some years up to one, and the balance they came to."""
    who, saved = _who(person), 0
    for year in years:
        until = min(Month(year, 12), last)
        base = 3_600 + max(year - _SINCE, 0) * 420 + person.pk % 30 * 60
        saved += base * 8 * until.number
        yield who | {
            "record": "months", "from_month": f"{year}-01", "to_month": str(until), "base": f"{base}.00",
            "paid_months": str(until.number), "employer_name": _EMPLOYERS[(person.pk + year // 4) % len(_EMPLOYERS)],
        }  # fmt: skip
    yield who | {"record": "balance", "amount": f"{saved // 100}.{saved % 100:02d}", "as_of": last.last_day.isoformat()}


def _sum(rows: list[Row]) -> int:
    return sum(int(row["amount"].replace(".", "")) for row in rows if row["record"] == "balance")


def _send(
    by: User,
    city: str,
    rows: list[Row],
    letter: str,
    now: dt.datetime,
    *,
    place: str = "",
    money_fen: int = 0,
    told_months: int = 0,
) -> HistoryFile:
    """Receive rows as a file. `told_months`: by how many months its letter says more than the rows."""
    told = totals_told(rows, now.date())
    file, _ = actions.receive(
        origin=Origin(
            FileKind.CERTIFICATE if place else FileKind.LEGACY,
            Region.objects.get(pk=city),
            Line.HRSS,
            Region.objects.get(pk=place or city),
            letter,
            Money(money_fen, now.date()) if money_fen else None,
        ),
        name=f"history-{city}-{len(rows)}.csv",
        content=as_file(rows),
        told=replace(told, months=told.months + told_months),
        by=by,
        at=now,
    )
    return file


def _book(file: HistoryFile, clerk: User, reviewer: User, now: dt.datetime) -> None:
    file = actions.submit(file_id=file.pk, seen_version=file.version, by=clerk, at=now)
    file = actions.approve(file_id=file.pk, seen_version=file.version, by=reviewer, at=now)
    assert file.run is not None
    work_out(file.run.pk)


def _send_back(builder: Builder, file: HistoryFile, now: dt.datetime) -> None:
    file = actions.submit(file_id=file.pk, seen_version=file.version, by=builder.staff["cd.clerk"], at=now)
    why = "凭证为复印件，请附原件或向转出地核实"
    actions.send_back(file_id=file.pk, seen_version=file.version, by=builder.staff["cd.reviewer"], at=now, reason=why)
