"""The counter's search by eight clients at once, and the page of a person with forty years of months.

Each client is a process of its own that asks by number, start of a name, pinyin, initials and phone as a clerk's page
does (the view, its template and everything below; no network), one question after another with a pause between.
"""

import datetime as dt
import io
import json
import random
import statistics
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from django.db import connection
from pypinyin import lazy_pinyin

from bench import people as loading
from bench import places, working
from bench.report import say
from enrollment.registry.models import Employer, Person
from siadmin.agency.actions import grant_post, open_account
from siadmin.agency.insurances import Line
from siadmin.agency.models import Office, Region
from siadmin.agency.posts import Post
from siadmin.kernel.protection import encrypt, keyed_hash

SQL = Path(__file__).parent / "sql"
CLIENTS, QUESTIONS, PAUSE = 8, 60, 0.4  # seconds between two questions of a client
PEOPLE_A_QUESTION = 20  # at least: a small place is asked less
PAGES = 20
LAST = loading.MONTH
FIRST = LAST - (40 * 12 - 1)
AT = dt.datetime(2026, 1, 5, 1, tzinfo=dt.UTC)
FAMILY = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏"
    "魏吕丁任沈姚卢姜崔钟谭陆汪范金石"
)
GIVEN = (
    "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰红云建国文志辉力健世广义兴良海山仁波宁"
    "贵福生龙元全胜学祥才发武新利清飞彬富顺信子"
)
_CHARACTERS = "CREATE TEMPORARY TABLE bench_character (kind text, place int, number int, written text, sound text)"
_KNOWN = (
    "CREATE TEMPORARY TABLE bench_known"
    " (person_id bigint PRIMARY KEY, phone_hash bytea, number_hash bytea, share float8, first int, second int)"
)
_GUARDED = ("assessment_bill", "assessment_line", "accounts_credit")
USERNAME = "bench_clerk"


def phone_of(person_id: int) -> str:
    return f"138{person_id:08d}"


def number_of(person_id: int) -> str:
    """What is searched like an identity number; not one, nobody reads it."""
    return f"11010519{person_id:010d}"


def measure(*, people: int, keep: bool = False) -> dict[str, Any]:
    """Load, let eight clients ask, open one long page again and again. Raises RuntimeError for a wrong answer."""
    with places.fresh_database("search", keep=keep):
        began = time.perf_counter()
        places.load_reference()
        loading.load(people)
        name_everybody(people)
        live_long(1)
        open_desk()
        say(f"{people} people with names, numbers and phones loaded in {time.perf_counter() - began:.1f} s")
        places.checkpoint()
        told = ask(people)
        searches = sorted(took for each in told for _, took in each["took"])
        kinds = sorted({kind for each in told for kind, _ in each["took"]})
        by_kind = {
            kind: round(statistics.median(took for each in told for its, took in each["took"] if its == kind), 1)
            for kind in kinds
        }
        pages = sorted(took for each in told[:1] for took in each["pages"])
        return {
            "bench": "search",
            "people": people,
            "clients": CLIENTS,
            "questions": len(searches),
            "median_ms": round(statistics.median(searches), 1),
            "p95_ms": round(searches[int(len(searches) * 0.95)], 1),
            "median_ms_by_kind": by_kind,
            "cpu_ms_a_question": round(1000 * sum(each["cpu_seconds"] for each in told) / len(searches), 1),
            "page_months": LAST.index - FIRST.index + 1,
            "page_median_ms": round(statistics.median(pages), 1),
            "page_worst_ms": round(pages[-1], 1),
            "cores": working.cores(),
            "settings": places.server_settings(),
        }


def name_everybody(people: int) -> None:
    chance = random.Random(loading.SEED)
    characters = [("family", 1, n, each) for n, each in enumerate(FAMILY)]
    characters += [("given", place, n, each) for place in (2, 3) for n, each in enumerate(GIVEN)]
    rows = io.StringIO()
    for person_id in range(1, people + 1):
        hashes = (keyed_hash(phone_of(person_id)).hex(), keyed_hash(number_of(person_id)).hex())
        second = chance.randrange(len(GIVEN)) if chance.random() < 0.8 else -1  # a fifth have one given character
        rows.write(
            f"{person_id}\t\\\\x{hashes[0]}\t\\\\x{hashes[1]}\t{chance.random()}\t{chance.randrange(len(GIVEN))}\t{second}\n"
        )
    rows.seek(0)
    with places.owned() as cursor:
        cursor.execute(_CHARACTERS)
        cursor.executemany(
            "INSERT INTO bench_character VALUES (%s, %s, %s, %s, %s)",
            [(kind, place, n, written, lazy_pinyin(written)[0]) for kind, place, n, written in characters],
        )
        cursor.execute(_KNOWN)
        cursor.copy_expert("COPY bench_known FROM STDIN", rows)
        for table in ("registry_person", "registry_identifier"):
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        told = {"phone": encrypt(phone_of(1)), "number": encrypt("110105199001010011")}
        cursor.execute((SQL / "known.sql").read_text(encoding="utf-8"), told)
        for table in ("registry_person", "registry_identifier"):
            cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")
            cursor.execute(f"VACUUM (FULL, ANALYZE) {table}")


def live_long(person_id: int) -> None:
    """Forty years of months for one person, in partitions older than the portal makes by itself."""
    employer = Employer.objects.get(employments__person_id=person_id)
    with places.owned() as cursor:
        for table in ("assessment_line", "accounts_credit"):
            for year in range(FIRST.year, 2010):
                cursor.execute(
                    f"CREATE TABLE {table}_y{year} PARTITION OF {table}"
                    f" FOR VALUES FROM ('{year}-01-01') TO ('{year + 1}-01-01')"
                )
        for table in _GUARDED:
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        told = {
            "person": person_id, "employer": employer.pk, "region": places.REGION, "first": FIRST.first_day,
            "last": LAST.first_day,
        }  # fmt: skip
        cursor.execute((SQL / "long_life.sql").read_text(encoding="utf-8"), told)
        for table in _GUARDED:
            cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")
        cursor.execute("ANALYZE")


def open_desk() -> None:
    """A clerk for the whole place."""
    region = Region.objects.get(pk=places.REGION)
    office = Office.objects.create(region=region, line=Line.HRSS, name_zh="测试机构", name_en="Measured agency")
    user = open_account(
        username=USERNAME, password="correct-horse-battery", display_name="林静", display_name_en="Lin Jing",
        identity_number="110105199001010011", is_staff_member=True, by=None, at=AT,
    )  # fmt: skip
    grant_post(user=user, office=office, post=Post.CLERK, starts_on=AT.date(), by=None, at=AT, reason="bench")


def ask(people: int) -> list[dict[str, Any]]:
    """Eight clients begin together; what each took, in milliseconds."""
    clients = [
        subprocess.Popen(
            [sys.executable, "-m", "bench.searcher", connection.settings_dict["NAME"], str(people), str(number)],
            cwd=working.ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )
        for number in range(CLIENTS)
    ]  # fmt: skip
    for client in clients:
        _hear(client)
    for client in clients:
        assert client.stdin is not None
        client.stdin.write("go\n")
        client.stdin.flush()
    return [_hear(client) for client in clients]


def _hear(client: "subprocess.Popen[str]") -> dict[str, Any]:
    assert client.stdout is not None
    line = client.stdout.readline()
    if not line:
        raise RuntimeError(f"a client ended with exit code {client.wait()}")
    told: dict[str, Any] = json.loads(line)
    return told


def somebody(chance: random.Random, people: int) -> Person:
    return Person.objects.get(pk=chance.randint(1, people))
