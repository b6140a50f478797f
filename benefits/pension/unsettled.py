"""What stands against merging two records: a pension under one, another or a disability allowance under the other."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

from benefits.payments.models import Entitlement
from enrollment.registry.models import Person
from enrollment.registry.records import records_of
from siadmin.kernel.database import run_sql
from siadmin.kernel.language import Words
from siadmin.matters.catalogue import Obstacle

SQL = Path(__file__).resolve().parent / "sql"
_WORDS = Words(
    "两条记录分别领取了相同月份的养老金或者病残津贴（{one}、{other}），须先自重复的首月起停发不应发的一项",
    "Two pensions, or a pension and a disability allowance, are drawn under both records for the same months ({one}, "
    "{other}): the one that is not due must be ended first, from the first of these on",
)


def drawn_beside(one: Person, other: Person, on: dt.date) -> Iterator[Obstacle]:
    """Nothing is paid twice; what was paid of the one that is ended is demanded back (REG 46)."""
    pairs = run_sql(SQL / "beside.sql", {"ones": records_of(one.pk), "others": records_of(other.pk)})
    found = Entitlement.objects.in_bulk({each for pair in pairs for each in pair})
    for first, second in pairs:
        yield Obstacle(_WORDS.filled(one=found[first].number, other=found[second].number))
