"""What stands against merging two records: one benefit drawn under both for the same months."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

from benefits.claims.schemes import scheme_of
from benefits.payments.models import Entitlement
from enrollment.registry.models import Person
from enrollment.registry.records import records_of
from siadmin.kernel.database import run_sql
from siadmin.kernel.language import Words
from siadmin.matters.catalogue import Obstacle

SQL = Path(__file__).resolve().parent / "sql"


def drawn_under_both(one: Person, other: Person, on: dt.date) -> Iterator[Obstacle]:
    """Nothing is paid twice: the one that is not due is ended first, and what was paid of it demanded back (REG 46)."""
    pairs = run_sql(SQL / "drawn_by_both.sql", {"ones": records_of(one.pk), "others": records_of(other.pk)})
    found = Entitlement.objects.in_bulk({each for pair in pairs for each in pair})
    for first, second in pairs:
        words = Words(
            "两条记录都领取了相同月份的“{what}”（{one}、{other}），须先自重复的首月起停发不应发的一项",
            "“{what}” is drawn under both records for the same months ({one}, {other}): the one that is not due must "
            "be ended first, from the first of these on",
        )
        title = scheme_of(found[first].scheme).title
        yield Obstacle(words.filled(what=title, one=found[first].number, other=found[second].number))
