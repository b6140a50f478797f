"""Who pays: employers and people who pay for themselves, in one line of numbers.

A payer is an employer's id, or the id of a person who pays for themself, below zero. Lines, bills and credits carry it,
so that one statement assesses, settles and proves both.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from enrollment.registry.models import Employer, Person
from enrollment.registry.names import spelt
from siadmin.kernel.language import Words


@dataclass(frozen=True, slots=True)
class Payer:
    """A payer as pages name it; `is_person`: somebody who pays for themself."""

    pk: int
    number: str
    name: str
    name_en: str

    @property
    def is_person(self) -> bool:
        return self.pk < 0

    @property
    def words(self) -> Words:
        return Words(self.name, self.name_en)


def payers(ids: Iterable[int]) -> dict[int, Payer]:
    """Payers by their number; nothing for one that is not there."""
    wanted = set(ids)
    found = {
        employer.pk: Payer(employer.pk, employer.number, employer.name, employer.name_en or employer.name)
        for employer in Employer.objects.filter(pk__in=[each for each in wanted if each > 0])
    }
    for person in Person.objects.filter(pk__in=[-each for each in wanted if each < 0]):
        found[-person.pk] = Payer(-person.pk, person.number, person.name, spelt(person.name))
    return found


def payer_numbered(number: str) -> Payer | None:
    """The employer with our public number, or the person as one who pays for themself."""
    employer = Employer.objects.filter(number=number).first()
    person = None if employer else Person.objects.filter(number=number).first()
    wanted = employer.pk if employer else -person.pk if person else None
    return payers([wanted])[wanted] if wanted is not None else None
