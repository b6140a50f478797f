"""What of transfers stands against merging two records of one person."""

import datetime as dt
from collections.abc import Iterator

from contributions.transfers.models import Transfer
from contributions.transfers.words import INSURANCES
from enrollment.registry.models import Person
from siadmin.kernel.language import Words
from siadmin.matters.catalogue import Obstacle


def moving_under_both(one: Person, other: Person, on: dt.date) -> Iterator[Obstacle]:
    """Of one person one relation of an insurance moves at a time; one that moves under one record goes on."""
    under_way = Transfer.objects.filter(ended_at__isnull=True)
    numbers = dict(under_way.filter(person=other).values_list("insurance", "number"))
    for transfer in under_way.filter(person=one, insurance__in=numbers).order_by("pk"):
        words = Words("两条记录的{what}都在转移（{one}、{other}）", "{what} moves under both records ({one}, {other})")
        yield Obstacle(
            words.filled(what=INSURANCES[transfer.insurance], one=transfer.number, other=numbers[transfer.insurance])
        )
