"""Bills of hospitals over HTTP: a long one is pre-settled, short ones are settled at once, a month is cleared.

Loaded before, unmeasured: a catalogue of ten thousand items, an institution for ten thousand people, this month's
bills of twenty lines of every second person at one or another of them, short ones of theirs of six months before, all
cleared, and, for what is measured, people with numbers and this month's insurance. Two processes serve, eight clients
ask; a settlement's processor time is that of the servers, split into ours and the database's. The floor of the clearing
is what it takes in with the sums it pays, written to a bare table.
"""

import base64
import csv
import datetime as dt
import io
import json
import socket
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from http.client import HTTPConnection
from itertools import count
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from django.db import connection
from django.utils import timezone

from bench import floors, places, processes, working
from bench import people as loading
from bench.report import say
from benefits.providers import actions as providers
from benefits.providers.models import Institution, ItemRule, ProviderClient
from benefits.settlement import actions as settling
from enrollment.registry.models import Employer
from siadmin.agency.actions import grant_post, open_account
from siadmin.agency.insurances import Fund, Insurance, Line
from siadmin.agency.models import Office, Region, User
from siadmin.agency.posts import Post
from siadmin.kernel import runs
from siadmin.kernel.models import Run
from siadmin.kernel.months import Month
from siadmin.kernel.protection import encrypt, keyed_hash
from siadmin.portal.world.items import synthetic_items

SQL = Path(__file__).parent / "sql" / "past_bills.sql"
CLIENTS, LONG, SHORT, LONG_BILLS = 8, 200, 20, 20
PEOPLE_AN_INSTITUTION = 10_000
LINES_A_BILL = 20
CLEARED_MONTHS, LINES_CLEARED = 6, 1
MOST_SETTLED = 480
PASSWORD = "no one signs in"
GUARDED = (
    "settlement_stay", "settlement_presettlement", "settlement_settlement", "settlement_line", "settlement_yeartotal",
)  # fmt: skip
FLOOR = """
CREATE TABLE bench_floor AS
SELECT id AS settlement_id, institution_id,
       sum(pool_fen + large_fen + major_fen) OVER (PARTITION BY institution_id) AS fund_fen
  FROM settlement_settlement
 WHERE month = %(month)s
"""
_keys = count(1)


def measure(*, people: int, keep: bool = False) -> dict[str, Any]:
    """Load, ask over HTTP, clear. Raises RuntimeError for an answer that is none."""
    with places.fresh_database("settlement", keep=keep) as name:
        began = time.perf_counter()
        region = places.load_reference()
        loading.load(people)
        staff = _staff(region)
        hospitals = [_hospital(employer, staff) for employer in _employers(people)]
        _, client, secret = hospitals[0]
        patients = min(people // 2, MOST_SETTLED)
        items = _catalogue(region, staff)
        _past(people, [(institution, own) for institution, own, _ in hospitals], region, staff)
        _known(patients)
        lines = loading.count("settlement_line")
        say(f"{people} people, {lines} past lines loaded in {time.perf_counter() - began:.1f} s")
        places.checkpoint()
        with _served(name) as (port, server):
            program = _Program(port, client.application.client_id, secret)
            long_ones = _long(program, items)
            took, seconds, spent = _settled(program, patients, items, server)
        this = Month.of(timezone.localdate())
        cleared = working.timed(lambda: _cleared(region, staff, this))
        settlements = cleared.run.totals["settlements"]
        floor = floors.floor(FLOOR, {"month": this.first_day}, settlements)
        return {
            "bench": "settlement",
            "people": people,
            "past_lines": loading.count("settlement_line"),
            "median_ms_200_lines": round(statistics.median(long_ones), 1),
            "settlements": len(took),
            "per_second": round(len(took) / seconds, 1),
            "median_ms": round(statistics.median(took), 1),
            "p95_ms": round(sorted(took)[int(len(took) * 0.95)], 1),
            "cpu_ms_a_settlement": {
                part: None if each is None else round(each * 1000 / len(took), 2) for part, each in spent.items()
            },
            "clearing": {
                "settlements": settlements, "institutions": cleared.run.totals["institutions"],
                "seconds": round(cleared.seconds, 3),
                "cpu_seconds": cleared.figures(people)["cpu_seconds"], "floor_seconds": round(floor.seconds, 3),
                "floor_cpu_seconds": floor.cpu_seconds, "ratio_to_floor": round(cleared.seconds / floor.seconds, 2),
            },
            "cores": working.cores(),
            "settings": places.server_settings(),
        }  # fmt: skip


def _staff(region: Region) -> dict[str, User]:
    office = Office.objects.create(region=region, line=Line.HS, name_zh="医疗保险", name_en="Medical insurance")
    found = {}
    for order, post in enumerate((Post.CLERK, Post.REVIEWER, Post.APPROVER, Post.ADMINISTRATOR), 1):
        user = open_account(
            username=f"bench_{post}", password=PASSWORD, display_name=post, display_name_en=post,
            identity_number=f"11010119850601{order:03d}X", is_staff_member=True, by=None, at=places.LOADED_AT,
        )  # fmt: skip
        grant_post(
            user=user, office=office, post=post, starts_on=places.LOADED_AT.date(), by=None, at=places.LOADED_AT,
            reason="bench",
        )  # fmt: skip
        found[str(post)] = user
    return found


def _employers(people: int) -> list[Employer]:
    return list(Employer.objects.order_by("pk")[: max(1, people // PEOPLE_AN_INSTITUTION)])


def _hospital(employer: Employer, staff: dict[str, User]) -> tuple[Institution, ProviderClient, str]:
    now, year = timezone.now(), timezone.localdate().year
    made = providers.register_institution(
        employer=employer, kind="hospital", level=3, bank_name="中国工商银行",
        account=loading.BANK_ACCOUNT, by=staff[Post.CLERK], at=now,
    )  # fmt: skip
    agreement = providers.prepare_agreement(
        institution=made, insurances=(Insurance.MEDICAL,), starts_on=dt.date(year, 1, 1),
        ends_before=dt.date(year + 1, 1, 1), terms="", by=staff[Post.CLERK], at=now,
    )  # fmt: skip
    providers.sign_agreement(agreement_id=agreement.pk, by=staff[Post.APPROVER], at=now)
    client, secret = providers.issue_client(institution=made, name="bench", by=staff[Post.ADMINISTRATOR], at=now)
    return made, client, secret


def _catalogue(region: Region, staff: dict[str, User]) -> list[dict[str, str]]:
    items = synthetic_items(loading.SEED)
    text = io.StringIO()
    writer = csv.DictWriter(text, list(items[0]))
    writer.writeheader()
    writer.writerows(items)
    now = timezone.now()
    read = providers.read_catalogue(
        region=region, starts_on=dt.date(timezone.localdate().year, 1, 1), name="items.csv",
        content=text.getvalue().encode(), by=staff[Post.CLERK], at=now,
    )  # fmt: skip
    providers.put_in_force(file_id=read.pk, by=staff[Post.REVIEWER], at=now)
    return [each for each in items if not each["sex"] and not each["before_age_months"]]


def _past(
    people: int, hospitals: list[tuple[Institution, ProviderClient]], region: Region, staff: dict[str, User]
) -> None:
    """Months of short bills that the last of them cleared, and this month's so far."""
    this = Month.of(timezone.localdate())
    for back in range(CLEARED_MONTHS, 0, -1):
        _past_bills(people, hospitals, this - back, LINES_CLEARED, after=back * people)
    runs.work(_cleared(region, staff, this - 1).pk)
    _past_bills(people, hospitals, this, LINES_A_BILL)
    with places.owned() as cursor:
        for table in (*GUARDED, "settlement_cleared"):
            cursor.execute(f"VACUUM (ANALYZE) {table}")


def _past_bills(
    people: int, hospitals: list[tuple[Institution, ProviderClient]], month: Month, lines: int, *, after: int = 0
) -> None:
    """Of one month, without the guards that count each bill's lines anew; numbered `after` so many others."""
    rule = ItemRule.objects.earliest("pk")
    told = {
        "bills": people // 2, "lines": lines, "after": after, "institutions": [each.pk for each, _ in hospitals],
        "agreements": [each.agreements.get().pk for each, _ in hospitals],
        "clients": [client.pk for _, client in hospitals], "region": places.REGION,
        "on": month.first_day, "item": rule.item_id, "rule": rule.pk,
    }  # fmt: skip
    with places.owned() as cursor, loading.in_bulk(cursor, GUARDED):
        cursor.execute(SQL.read_text(encoding="utf-8"), told)


def number_of(person_id: int) -> str:
    """What is searched like an identity number; not one, nobody reads it."""
    return f"11010519{person_id:010d}"


def _known(patients: int) -> None:
    """The first people have numbers, and are insured from this month on: nothing of theirs is due yet."""
    with places.owned() as cursor:
        cursor.execute("ALTER TABLE registry_identifier DISABLE TRIGGER USER")
        cursor.executemany(
            "INSERT INTO registry_identifier (person_id, kind, value, value_hash, starts_on, ended_because)"
            " VALUES (%s, 'citizen_id', %s, %s, '2016-01-01', '')",
            [(each, encrypt(number_of(each)), keyed_hash(number_of(each))) for each in range(1, patients + 1)],
        )
        cursor.execute("ALTER TABLE registry_identifier ENABLE TRIGGER USER")
        cursor.execute("ALTER TABLE participation_insuredperiod DISABLE TRIGGER USER")
        cursor.execute(
            "UPDATE participation_insuredperiod SET from_month = %s WHERE person_id <= %s",
            [Month.of(timezone.localdate()).first_day, patients],
        )
        cursor.execute("ALTER TABLE participation_insuredperiod ENABLE TRIGGER USER")


@contextmanager
def _served(name: str) -> Iterator[tuple[int, int]]:
    """The port, and the process that started those who serve."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
    process = subprocess.Popen([sys.executable, "-m", "bench.hospital", name, str(port)], cwd=places.ROOT)
    try:
        for _ in range(120):
            with socket.socket() as knocking:
                if knocking.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.5)
        yield port, process.pid
    finally:
        process.terminate()
        process.wait()


class _Program:
    """A hospital's program, with a connection for each of its clients."""

    def __init__(self, port: int, client_id: str, secret: str) -> None:
        self.port = port
        basic = base64.b64encode(f"{client_id}:{secret}".encode()).decode()
        body = urlencode({"grant_type": "client_credentials"})
        headers = {"Authorization": f"Basic {basic}", "Content-Type": "application/x-www-form-urlencoded"}
        self.token = self._sent(self.link(), "/api/v1/oauth/token/", body, headers)["access_token"]

    def link(self) -> HTTPConnection:
        return HTTPConnection("127.0.0.1", self.port, timeout=60)

    def ask(self, link: HTTPConnection, path: str, body: Any) -> dict[str, Any]:
        headers = {
            "Authorization": f"Bearer {self.token}", "Content-Type": "application/json",
            "Idempotency-Key": f"bench-{next(_keys)}",
        }  # fmt: skip
        return self._sent(link, f"/api/v1/provider/{path}", json.dumps(body), headers)

    def _sent(self, link: HTTPConnection, path: str, body: str, headers: dict[str, str]) -> dict[str, Any]:
        link.request("POST", path, body, headers)
        answer = link.getresponse()
        told: dict[str, Any] = json.loads(answer.read())
        if answer.status not in (200, 201):
            raise RuntimeError(f"{path}: {answer.status} {told}")
        return told


def _stay(program: _Program, link: HTTPConnection, person_id: int, care: str, reference: str) -> str:
    told = {
        "scheme": "medical", "id_number": number_of(person_id), "care": care,
        "admitted_on": str(timezone.localdate()), "reference": reference,
    }  # fmt: skip
    return str(program.ask(link, "stays/", told)["stay"])


def _bill(items: list[dict[str, str]], lines: int, of: int) -> dict[str, Any]:
    today = str(timezone.localdate())
    chosen = [items[(of * 131 + row * 17) % len(items)] for row in range(lines)]
    return {
        "until": today,
        "is_last": True,
        "lines": [
            {
                "line": f"{of}-{row}", "code": each["code"], "on": today, "quantity": "1",
                "unit_price": each["limit_yuan"] or "88.00",
            }
            for row, each in enumerate(chosen)
        ],
    }  # fmt: skip


def _long(program: _Program, items: list[dict[str, str]]) -> list[float]:
    """Milliseconds of each pre-settlement of a long stay's bill, one after another."""
    link, took = program.link(), []
    stay = _stay(program, link, 1, "inpatient", "long")
    for n in range(LONG_BILLS):
        bill = _bill(items, LONG, n)
        began = time.perf_counter()
        program.ask(link, f"stays/{stay}/presettlements/", bill)
        took.append((time.perf_counter() - began) * 1000)
    program.ask(link, f"stays/{stay}/withdrawal/", {"reason": "bench"})
    return took


def _settled(
    program: _Program, patients: int, items: list[dict[str, str]], server: int
) -> tuple[list[float], float, dict[str, float | None]]:
    """Milliseconds of each settlement, eight clients at once; how long all took, and the processor seconds of whom.

    They are pre-settled before, unmeasured.
    """
    link = program.link()
    shown = []
    for person_id in range(2, patients + 1):
        stay = _stay(program, link, person_id, "outpatient", f"s{person_id}")
        answer = program.ask(link, f"stays/{stay}/presettlements/", _bill(items, SHORT, person_id))
        shown.append((stay, answer["presettlement"]))

    def client(part: int) -> list[float]:
        own, took = program.link(), []
        for stay, presettlement in shown[part::CLIENTS]:
            began = time.perf_counter()
            program.ask(own, f"stays/{stay}/settlements/", {"presettlement": presettlement})
            took.append((time.perf_counter() - began) * 1000)
        return took

    before, began = _spent(server), time.perf_counter()
    with ThreadPoolExecutor(CLIENTS) as clients:
        took = [each for part in clients.map(client, range(CLIENTS)) for each in part]
    seconds, after = time.perf_counter() - began, _spent(server)
    return took, seconds, {part: _less(after[part], before[part]) for part in after}


def _spent(server: int) -> dict[str, float | None]:
    """Processor seconds so far of the processes that serve, and of their sessions of the database."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND backend_type = 'client backend'"
            " AND pid <> pg_backend_pid()"
        )
        sessions = [pid for (pid,) in cursor.fetchall()]
    return {"portal": processes.spent_by(processes.children(server)), "database": processes.spent_by(sessions)}


def _less(after: float | None, before: float | None) -> float | None:
    return None if after is None or before is None else after - before


def _cleared(region: Region, staff: dict[str, User], month: Month) -> Run:
    now = timezone.now()
    return settling.open_clearing(region=region, fund=Fund.MEDICAL, month=month, by=staff[Post.CLERK], at=now).run
