"""Register files as authorities send them, and a scan of Beijing told in one line each."""

import datetime as dt
from collections.abc import Iterable

from enrollment.coverage.actions.registers import receive_batch
from enrollment.coverage.actions.scan import open_scan
from enrollment.coverage.models import Batch, Finding
from enrollment.coverage.registers.layouts import LAYOUTS
from enrollment.coverage.rules.kinds import Register
from siadmin.agency.models import Region, User
from siadmin.kernel import runs
from siadmin.kernel.identifiers import credit_code
from siadmin.kernel.models import Run
from siadmin.kernel.months import Month
from tests import cities
from tests.factories import TODAY, citizen_number
from tests.factories import credit_code as credit_code_of

CODE = credit_code_of(serial=900_001)
_SHOP = f"92{CODE[2:17]}"
SHOP = _SHOP + credit_code.check_character(_SHOP)  # an individual business


def file_of(kind: Register, *rows: dict[str, str]) -> bytes:
    names = [column.name for column in LAYOUTS[kind]]
    lines = [",".join(names), *(",".join(row.get(name, "") for name in names) for row in rows)]
    return "\n".join(lines).encode() + b"\n"


def came(
    kind: Register,
    *rows: dict[str, str],
    at: str = cities.BEIJING,
    as_of: dt.date = TODAY,
    by: User | None = None,
    refused: int = 0,
) -> Batch:
    """A batch of these rows, taken in, so many of them refused."""
    batch, _ = receive_batch(
        kind=kind,
        source="税务局共享数据 2026-11",
        as_of=as_of,
        region=Region.objects.get(pk=at),
        name=f"{kind}.csv",
        content=file_of(kind, *rows),
        by=by,
        at=cities.tick(),
    )
    assert batch.rows.filter(state="refused").count() == refused
    return batch


def paid(
    number: str, name: str = "李伟", *, code: str, month: Month = cities.NOVEMBER, wage: str = "8000", place: str = ""
) -> dict[str, str]:
    """A row of the wage tax."""
    return {
        "credit_code": code, "month": str(month), "id_number": number, "name": name, "wage": wage, "region_code": place,
    }  # fmt: skip


def lives(
    number: str, name: str = "李伟", *, place: str = "110105", student: bool = False, over: bool = False
) -> dict[str, str]:
    return {
        "id_number": number, "name": name, "region_code": place, "is_student": "1" if student else "",
        "moved_out": "1" if over else "",
    }  # fmt: skip


def died(number: str, on: dt.date, name: str = "李伟") -> dict[str, str]:
    return {"id_number": number, "name": name, "died_on": str(on)}


def imprisoned(number: str, on: dt.date, name: str = "李伟", *, released: bool = False) -> dict[str, str]:
    return {"id_number": number, "name": name, "imprisoned_on": str(on), "released": "1" if released else ""}


def somebody(order: int = 1, *, born: dt.date = dt.date(1990, 1, 1), area: str = "110109") -> str:
    """A number nobody registered."""
    return citizen_number(area=area, born_on=born, order=900 + order)


def scan(
    month: Month = cities.NOVEMBER,
    *,
    at: str = cities.BEIJING,
    by: User | None = None,
    size: int = 50,
    now: dt.datetime | None = None,
) -> Run:
    """A region's scan, done to its end; asked for by a person, so that a month can be scanned again."""
    region = Region.objects.get(pk=at)
    run, _ = open_scan(region=region, month=month, by=by, at=now or cities.tick(), people_a_slice=size)
    runs.work(run.pk)
    run.refresh_from_db()
    assert run.state == "done", list(run.slices.values_list("failure", flat=True))
    return run


def open_ones(*kinds: str) -> Iterable[Finding]:
    found = Finding.objects.filter(closed_at__isnull=True).order_by("kind", "pk")
    return found.filter(kind__in=kinds) if kinds else found
