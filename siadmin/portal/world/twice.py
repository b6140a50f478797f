"""People registered twice, found and worked: waiting, told apart, merged, a merge undone; through the real actions."""

import datetime as dt
from collections.abc import Mapping

from enrollment.registry.actions import PersonFacts, register_person
from enrollment.registry.actions.alike import look_for_alike
from enrollment.registry.actions.merging import say_different
from enrollment.registry.matters import MERGE, UNMERGE
from enrollment.registry.models import IdentifierKind, Likeness, Person
from enrollment.registry.selectors import identifier_of, person_by_identifier
from enrollment.registry.subjects import Persons
from siadmin.agency.models import User
from siadmin.kernel.identifiers import citizen
from siadmin.matters import actions
from siadmin.matters.catalogue import Matter
from siadmin.portal.world.cities import CITIES
from siadmin.portal.world.finishing import work_out

_WAITING = 2  # pairs of each city that nobody has answered
_WORKED = 3  # of Beijing: one told apart, one merged, one merged and undone
_WORKED_CITY = "110000"


def tell_twice(staff: Mapping[str, User], now: dt.datetime) -> int:
    """Slips of numbers that made a second record, and what became of some; returns how many pairs there are."""
    pairs: dict[str, list[tuple[Person, Person]]] = {}
    for city in CITIES:
        wanted = _WAITING + (_WORKED if city.code == _WORKED_CITY else 0)
        people = Person.objects.filter(
            employments__employer__pooling_region=city.code, employments__ends_before=None, died_on=None,
            identifiers__kind=IdentifierKind.CITIZEN_ID, identifiers__ends_before=None,
        )  # fmt: skip
        some = people.distinct().order_by("-pk")[:wanted]
        pairs[city.code] = [(person, _again(person, now - dt.timedelta(days=40 + n))) for n, person in enumerate(some)]
    work_out(look_for_alike(by=None, at=now - dt.timedelta(days=20)).pk)
    _work(pairs[_WORKED_CITY][:_WORKED], staff, now)
    return sum(map(len, pairs.values()))


def _again(person: Person, at: dt.datetime) -> Person:
    """Registered once more, with a slip in the number: nobody looked whether they are known."""
    current = identifier_of(person)
    assert current is not None
    return register_person(
        facts=PersonFacts(
            name=person.name,
            number=_slip(current.value),
            kind=IdentifierKind.CITIZEN_ID,
            sex=person.sex,
            birth_on=person.birth_on,
            retirement_group=person.retirement_group,
            residence=person.residence,
            phone=person.phone or "",
        ),
        by=None,
        at=at,
    )


def _slip(number: str) -> str:
    """The number with another digit before the last of its sequence, and the check that fits: nobody's yet."""
    for digit in "0123456789":
        body = number[:15] + digit + number[16]
        typed = body + citizen.check_character(body)
        if typed != number and person_by_identifier(typed) is None:
            return typed
    raise ValueError("every number a slip away is somebody's")


def _work(pairs: list[tuple[Person, Person]], staff: Mapping[str, User], now: dt.datetime) -> None:
    clerk = staff["bj.clerk"]
    for n, (person, other) in enumerate(pairs):
        at = now - dt.timedelta(days=15 - n)
        if n == 0:
            likeness = Likeness.objects.filter(one=person, other=other).first()
            if likeness is not None:
                reason = "孪生兄弟姐妹，已核对户口登记"
                say_different(likeness=likeness, by=clerk, at=at, reason=reason)
            continue
        facts = {"number": other.number, "why": "与公安人口信息核对，后一号码录入有误"}
        _decided(MERGE, person, facts, staff, at)
        if n == 2:
            undone = {"record": other.number, "why": "本人到场，出示另一身份证，确为两人"}
            _decided(UNMERGE, person, undone, staff, at + dt.timedelta(days=6))


def _decided(
    matter: Matter, person: Person, facts: Mapping[str, str], staff: Mapping[str, User], at: dt.datetime
) -> None:
    """Received, handled and reviewed by two people within a day."""
    case = actions.receive(
        matter=matter,
        subject=Persons().find([person.number])[person.number],
        facts=facts,
        applied_by="agency",
        by=staff["bj.clerk"],
        at=at,
    )
    for act, name, hours in ((actions.handle, "bj.clerk", 1), (actions.review, "bj.reviewer", 5)):
        case = act(case_id=case.pk, seen_version=case.version, by=staff[name], at=at + dt.timedelta(hours=hours))
