"""The person upon whose death something is claimed."""

from enrollment.registry.models import Person
from enrollment.registry.records import head_of
from enrollment.registry.selectors import person_by_identifier


def person_named(number: str) -> Person | None:
    """By their identity number, under the record they stand under; none for a number that is nobody's."""
    found = person_by_identifier(number) if number else None
    return head_of(found) if found else None
