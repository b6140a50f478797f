"""The records of one natural person, where somebody was registered more than once and the records were merged.

What is asked about a person is asked of all their records; no row is ever moved from one to another (ADR 0013).
"""

from collections.abc import Collection, Iterable
from pathlib import Path

from django.db import connection

from enrollment.registry.models import Merge, Person
from siadmin.kernel.database import run_prepared
from siadmin.kernel.reading import answered_once

SQL = Path(__file__).resolve().parent / "sql"
_OF_MANY = """
SELECT own.person_id, other.person_id
  FROM registry_onepeople AS own
  JOIN registry_onepeople AS other ON other.head_id = own.head_id AND other.person_id <> own.person_id
 WHERE own.person_id = ANY(%s)
 ORDER BY 1, 2
"""


def records_of(person_id: int) -> list[int]:
    """Every record of the natural person a record is of: the one they stand under first, mostly the only one."""
    return list(_records_of(person_id))


@answered_once
def _records_of(person_id: int) -> tuple[int, ...]:
    return tuple(own for (own,) in run_prepared(SQL / "records_of.sql", {"person": person_id})) or (person_id,)


def other_records_of(person_ids: Collection[int]) -> list[tuple[int, int]]:
    """For those of the records that have others: the record, and each other one of the same person."""
    with connection.cursor() as cursor:
        cursor.execute(_OF_MANY, [list(person_ids)])
        return [(own, other) for own, other in cursor.fetchall()]


def asked_as(person_ids: Collection[int]) -> dict[int, set[int]]:
    """Every record of these people → as which of the records asked about: itself, and others of the same person."""
    found = {person_id: {person_id} for person_id in person_ids}
    for own, other in other_records_of(found):
        found.setdefault(other, set()).add(own)
    return found


def other_numbers(person: Person) -> dict[int, str]:
    """Record → its number, of the records a person has besides the one that is asked about."""
    others = [other for _, other in other_records_of([person.pk])]
    return dict(Person.objects.filter(pk__in=others).order_by("pk").values_list("pk", "number")) if others else {}


def head_of(person: Person) -> Person:
    """The record a person stands under; their own where nothing was merged."""
    merge = Merge.objects.filter(record=person, undone_at__isnull=True).select_related("into").first()
    return merge.into if merge else person


def numbered(number: str) -> list[int]:
    """Every record of the person one of our numbers is of; none for a number that is nobody's."""
    person_id = Person.objects.filter(number=number).values_list("pk", flat=True).first()
    return records_of(person_id) if person_id is not None else []


def heads_of(people: Iterable[Person]) -> list[Person]:
    """Each natural person once, by the record they stand under, in the order given."""
    records = list(people)
    merges = Merge.objects.filter(record__in=records, undone_at__isnull=True).select_related("into") if records else ()
    heads = {merge.record_id: merge.into for merge in merges}
    return list({head.pk: head for each in records for head in (heads.get(each.pk, each),)}.values())


def merged_into(person: Person) -> list[Merge]:
    """What stands under a record now, the earliest first."""
    standing = Merge.objects.filter(into=person, undone_at__isnull=True)
    return list(standing.select_related("record", "case").order_by("merged_at", "pk"))
