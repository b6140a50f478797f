"""The same people's month by us and by OpenFisca-Core, in the same database on the same machine.

Ours is the real run: lines with their key, bills, notices, control sums, by two workers. OpenFisca computes in memory
and copies its amounts into a bare table; then every amount is compared, in fen. It gets an environment of its own
under `.local/`, made on first use from the pinned versions of `bench/openfisca.lock`.

What is known of other peers is quoted, not measured here: see QUOTED.
"""

import json
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection

from bench import assessment, places, working
from bench import people as loading
from bench.report import say

ENVIRONMENT = working.ROOT / ".local" / "openfisca"
LOCK = Path(__file__).parent / "openfisca.lock"
QUOTED_FROM = (
    "measured earlier by ourselves, not in this run: two shared cores, PostgreSQL 15.20, Python 3.11;"
    " compare orders of magnitude only"
)
QUOTED = (
    ("openIMIS contract 1.8.1: create, submit and approve, five plans", "144 ms and 246 queries a person"),
    ("openIMIS: the same rows into the same tables by INSERT … SELECT", "0.45 ms a person"),
    ("django-hordak 2.0.0: transfer_to, each in its transaction", "660 to 780 postings a second"),
    ("django-hordak 2.0.0: one posting of 8,000 legs", "14 s (four times that of 4,000)"),
    ("django-simple-history 3.13.0: bulk_create_with_history", "15,400 rows a second"),
)
TABLE = """
CREATE TABLE bench_peer (person_id bigint NOT NULL, insurance text NOT NULL, employer_fen bigint NOT NULL,
                         employee_fen bigint NOT NULL)
"""
DIFFERENCES = """
SELECT count(*), count(*) FILTER (WHERE peer.employer_fen <> line.employer_fen + line.supplement_fen)
                 + count(*) FILTER (WHERE peer.employee_fen <> line.employee_fen),
       count(DISTINCT line.person_id) FILTER (WHERE peer.employer_fen <> line.employer_fen + line.supplement_fen
                                                 OR peer.employee_fen <> line.employee_fen),
       sum(peer.employer_fen + peer.employee_fen - line.employer_fen - line.supplement_fen - line.employee_fen)::bigint
  FROM assessment_line AS line JOIN bench_peer AS peer USING (person_id, insurance) WHERE line.month = %s
"""


def measure(*, people: int, keep: bool = False) -> dict[str, Any]:
    """Assess, let OpenFisca do the same, compare. Raises RuntimeError when it computed other lines than ours."""
    install()
    with places.fresh_database("peers", keep=keep):
        employers = assessment.prepare(people)
        worked = assessment.assess()
        ours = assessment.figures_of_run(people, employers, worked)
        peer = openfisca()
        say(f"OpenFisca-Core {peer['version']}: {peer['seconds']} s")
        return {
            "bench": "peers",
            **ours,
            "openfisca": peer | compared(ours["rows"]),
            "ratio_to_openfisca": round(worked.seconds / peer["seconds"], 3),
            "quoted": [{"what": what, "figure": figure, "from": QUOTED_FROM} for what, figure in QUOTED],
            "cores": working.cores(),
            "settings": places.server_settings(),
        }


def install() -> Path:
    """OpenFisca's own environment, made anew when the pinned versions changed. Raises CalledProcessError."""
    python, made_of = ENVIRONMENT / "bin" / "python", ENVIRONMENT / LOCK.name
    if not made_of.exists() or made_of.read_text(encoding="utf-8") != LOCK.read_text(encoding="utf-8"):
        began = time.perf_counter()
        subprocess.run([sys.executable, "-m", "venv", "--clear", ENVIRONMENT], check=True)
        quiet = ["--quiet", "--disable-pip-version-check", "--no-deps"]
        subprocess.run([python, "-m", "pip", "install", *quiet, "-r", LOCK], check=True, stdout=sys.stderr)
        made_of.write_text(LOCK.read_text(encoding="utf-8"), encoding="utf-8")
        say(f"OpenFisca's environment made in {time.perf_counter() - began:.1f} s")
    return python


def openfisca() -> dict[str, Any]:
    """What the peer tells of itself: seconds to read, to compute, to write; peak memory."""
    with places.owned() as cursor:
        cursor.execute(TABLE)
    places.checkpoint()
    owner = settings.DATABASE_OWNER
    address = {
        "dbname": connection.settings_dict["NAME"],
        "user": owner["USER"],
        "password": owner["PASSWORD"] or None,
        "host": owner["HOST"] or None,
        "port": owner["PORT"] or None,
    }
    done = subprocess.run(
        [install(), "-m", "bench.openfisca_month", loading.MONTH.first_day.isoformat()],
        cwd=working.ROOT,
        env=os.environ | {"BENCH_DATABASE": json.dumps(address)},
        stdout=subprocess.PIPE,
        check=True,
        text=True,
    )
    figures: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return figures


def compared(rows: int) -> dict[str, Any]:
    """How many of its amounts are another number of fen than ours."""
    with places.owned() as cursor:
        cursor.execute("ANALYZE bench_peer")
        cursor.execute(DIFFERENCES, [loading.MONTH.first_day])
        lines, amounts_off, people_off, sum_off_fen = cursor.fetchone()
    if lines != rows:
        raise RuntimeError(f"the peer computed {lines} of {rows} lines")
    return {"amounts": 2 * lines, "amounts_off": amounts_off, "people_off": people_off, "sum_off_fen": sum_off_fen}
