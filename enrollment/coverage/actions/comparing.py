"""What a register says is compared with the registry; what differs is kept with both values for a person (REG 9)."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence

from enrollment.coverage.models import Batch, Known, Mismatch
from enrollment.coverage.registers.layouts import Read
from enrollment.coverage.registers.places import Places
from enrollment.coverage.rules.kinds import Field, Register
from enrollment.participation.models import Employment
from enrollment.registry.models import Employer, Person
from enrollment.registry.selectors import folded, identifier_of
from siadmin.kernel.protection import keyed_hash

_INDIVIDUAL_BUSINESS = "92"  # how credit codes of individual businesses begin: without staff they need not register


def compare_people(batch: Batch, told: Sequence[tuple[Read, Known]], *, at: dt.datetime) -> int:
    """Names and deaths of people who are registered; numbers of those who are not, by employer and name."""
    persons = Person.objects.in_bulk([known.person_id for _, known in told if known.person_id is not None])
    found = []
    for row, known in told:
        if known.person_id is None:
            continue
        person = persons[known.person_id]
        if known.name_folded != person.name_folded:
            found.append(_of_person(batch, Field.NAME, known, person, person.name, row.name, at))
        if row.died_on is not None and row.died_on != person.died_on:
            ours = str(person.died_on or "")
            found.append(_of_person(batch, Field.DIED_ON, known, person, ours, str(row.died_on), at))
    if batch.kind == Register.WAGE_TAX:
        found += _numbers(batch, [(row, known) for row, known in told if known.person_id is None], at)
    return len(Mismatch.objects.bulk_create(found, ignore_conflicts=True, batch_size=2000))


def _numbers(batch: Batch, told: Sequence[tuple[Read, Known]], at: dt.datetime) -> list[Mismatch]:
    """The employer has one person of this name whom no register knows: most likely one of two numbers is wrong."""
    codes = {row.credit_code for row, _ in told}
    staff: dict[tuple[str, str], list[Person]] = defaultdict(list)
    rows = Employment.objects.filter(
        employer__credit_code__in=codes, employer__cancelled_on__isnull=True, ends_before__isnull=True,
        person__name_folded__in={known.name_folded for _, known in told}, person__known__isnull=True,
    ).select_related("person", "employer")  # fmt: skip
    for each in rows:
        staff[each.employer.credit_code, each.person.name_folded].append(each.person)
    found = []
    for row, known in told:
        alike = staff.get((row.credit_code, known.name_folded), [])
        if len(alike) == 1 and alike[0].birth_on.year == known.birth_on.year and row.number is not None:
            held = identifier_of(alike[0])
            ours = held.value if held else ""
            found.append(_of_person(batch, Field.NUMBER, known, alike[0], ours, row.number.number, at))
    return found


def _of_person(
    batch: Batch, field: Field, known: Known, person: Person, ours: str, theirs: str, at: dt.datetime
) -> Mismatch:
    return Mismatch(
        batch=batch, field=field, known=known, person=person, region_id=known.region_id, ours=ours, theirs=theirs,
        theirs_hash=keyed_hash(theirs), found_at=at,
    )  # fmt: skip


def compare_employers(batch: Batch, rows: Iterable[Read], places: Places, *, at: dt.datetime) -> int:
    """Names, representatives and closings of employers, and units that never registered (REG 6, 8; SIL 57)."""
    told = {row.credit_code: row for row in rows if row.credit_code}
    employers = {
        each.credit_code: each
        for each in Employer.objects.filter(credit_code__in=told, cancelled_on__isnull=True).order_by("pk")
    }
    known_closed = set(
        Mismatch.objects.filter(field=Field.CANCELLED, credit_code__in=told).values_list("credit_code", flat=True)
    )
    found = []
    for code, row in told.items():
        employer = employers.get(code)
        for field, ours, theirs in _differences(batch, row, employer):
            if field == Field.CANCELLED and code in known_closed:
                continue  # each batch says it of its own day
            place = employer.region_id if employer else row.region_code or places.region.pk
            found.append(
                Mismatch(
                    batch=batch,
                    field=field,
                    employer=employer,
                    credit_code=code,
                    region_id=place,
                    ours=ours,
                    theirs=theirs,
                    theirs_hash=keyed_hash(theirs),
                    found_at=at,
                )
            )
    return len(Mismatch.objects.bulk_create(found, ignore_conflicts=True, batch_size=2000))


def _differences(batch: Batch, row: Read, employer: Employer | None) -> Iterable[tuple[Field, str, str]]:
    if employer is None:
        if batch.kind == Register.MARKET and not row.is_over and not row.credit_code.startswith(_INDIVIDUAL_BUSINESS):
            yield Field.UNREGISTERED, "", row.employer_name
        return
    if row.employer_name and folded(row.employer_name) != employer.name_folded:
        yield Field.EMPLOYER_NAME, employer.name, row.employer_name
    if batch.kind != Register.MARKET:
        return
    if folded(row.legal_representative) != folded(employer.legal_representative):
        yield Field.LEGAL_REPRESENTATIVE, employer.legal_representative, row.legal_representative
    if row.is_over:
        yield Field.CANCELLED, "", str(batch.as_of)
