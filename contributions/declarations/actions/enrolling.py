"""Newcomers of an employer become known and insured, whether a declaration names them or a joining of its own."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from enrollment.participation.actions import Joining, join
from enrollment.participation.models import Employment
from enrollment.participation.retirement import Reached, retirement_reached
from enrollment.participation.selectors import insured_elsewhere, kind_of_worker
from enrollment.registry.actions import PersonFacts, register_people
from enrollment.registry.models import Employer, Identifier, Person, RetirementGroup, Sex
from siadmin.agency.models import User
from siadmin.kernel.identifiers import citizen
from siadmin.kernel.months import Month
from siadmin.kernel.protection import keyed_hash


@dataclass(frozen=True, slots=True)
class Newcomer:
    """Somebody who is not on the roster: what registration and enrolment need to know.

    `late_because` and `late_note`: why we are told later than the law allows (`participation.LateCause`).
    """

    facts: PersonFacts
    starts_on: dt.date
    is_over_age: bool = False
    late_because: str = ""
    late_note: str = ""


def enrol(
    *,
    employer: Employer,
    newcomers: Sequence[Newcomer],
    reason: str,
    by: User | None,
    at: dt.datetime,
    channel: str,
) -> list[Person]:
    """The person of each newcomer, in order: registered where unknown, and insured where not employed here already.

    In the transaction of its caller, who holds the employer's lock. Raises what `join` raises.
    """
    known = people_numbered(newcomer.facts.number for newcomer in newcomers)
    unknown = {n.facts.number: n.facts for n in newcomers if n.facts.number not in known}
    registered = register_people(facts=list(unknown.values()), by=by, at=at, reason=reason)
    known |= dict(zip(unknown, registered, strict=True))
    here = set(
        Employment.objects.filter(employer=employer, person__in=known.values(), ends_before__isnull=True).values_list(
            "person_id", flat=True
        )
    )
    fresh = {n.facts.number: n for n in newcomers if known[n.facts.number].pk not in here}
    join(
        employer=employer,
        joinings=joinings(employer, fresh.values(), known),
        by=by,
        at=at,
        channel=channel,
    )
    return [known[newcomer.facts.number] for newcomer in newcomers]


def joinings(employer: Employer, newcomers: Iterable[Newcomer], known: dict[str, Person]) -> list[Joining]:
    """How each would be insured: by age, and by whether another employer insures them beyond the next month.

    `known`: by number; somebody who is not registered yet may be in it unsaved.
    """
    wanted = list(newcomers)
    elsewhere = insured_elsewhere(employer.pk, [person.pk for person in known.values()])
    return [
        Joining(
            person=known[n.facts.number],
            kind=kind_of_worker(
                is_over_age=n.is_over_age,
                insured_elsewhere=elsewhere.get(known[n.facts.number].pk, Month.of(n.starts_on))
                > Month.of(n.starts_on) + 1,
            ),
            starts_on=n.starts_on,
            late_because=n.late_because,
            late_note=n.late_note,
        )
        for n in wanted
    ]


def people_numbered(numbers: Iterable[str]) -> dict[str, Person]:
    """By number, the people who hold it now."""
    hashes = {keyed_hash(number): number for number in numbers}
    held = Identifier.objects.filter(value_hash__in=list(hashes), ends_before__isnull=True).select_related("person")
    return {hashes[bytes(each.value_hash)]: each.person for each in held}


def newcomer_of(
    name: str,
    number: str,
    starts_on: dt.date,
    *,
    late_because: str = "",
    late_note: str = "",
    reached: Reached | None = None,
) -> Newcomer:
    """Somebody who starts on a day, by what their number says of them. `reached`: the law, where many are asked for."""
    facts = facts_of(name, number)
    over_age = is_over_age(facts, starts_on, reached or retirement_reached(Month.of(starts_on)))
    return Newcomer(facts, starts_on, over_age, late_because, late_note)


def is_over_age(facts: PersonFacts, on: dt.date, reached: Reached) -> bool:
    """Whether somebody has reached the statutory age on a day."""
    return reached(facts.birth_on, citizen.Sex.MALE if facts.sex == Sex.MALE else citizen.Sex.FEMALE, on)


def facts_of(name: str, number: str) -> PersonFacts:
    """What the number itself says of a newcomer. Women start in the group of 55 until evidence says otherwise."""
    read = citizen.parse(number)
    sex = Sex.MALE if read.sex is citizen.Sex.MALE else Sex.FEMALE
    return PersonFacts(
        name=name,
        number=number,
        kind=str(read.holder),
        sex=sex,
        birth_on=read.birth_on,
        retirement_group=RetirementGroup.M60 if sex == Sex.MALE else RetirementGroup.F55,
    )
