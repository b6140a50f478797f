"""The demonstration has matters at every point of their way, told through the real actions."""

import datetime as dt
from collections import Counter

import pytest

from enrollment.registry.models import Closing, Likeness, Merge
from siadmin.agency.posts import Post
from siadmin.matters.models import Case, Visit
from siadmin.portal.world.asking import tell_matters
from siadmin.portal.world.serving import CITIES, serve
from siadmin.portal.world.twice import tell_twice
from tests.cities import BEIJING, broken
from tests.factories import (
    NOW,
    POOLING_LEVEL,
    TODAY,
    a_citizen,
    a_member_of_staff,
    a_person,
    an_employer,
    an_employment,
    an_office,
    citizen_number,
)


@pytest.mark.django_db
def test_four_matters_stand_at_four_points_of_their_way(five_cities: None) -> None:
    an_office(at=BEIJING)
    employer, citizen = an_employer(at="110105"), a_person(lives_in="110105")
    foreigner = a_person(name="KIM MIN SU")
    foreigner.identifiers.update(kind="foreign_number")
    for person in (foreigner, a_person(name="李伟"), a_person(name="王芳", female=True)):
        an_employment(person, employer)
    a_citizen(citizen)
    assert tell_matters({"bj.clerk": a_member_of_staff(Post.CLERK, at=BEIJING)}, NOW) == 4
    states = dict(Case.objects.values_list("matter", "state"))
    assert states == {
        "person_name": "done",
        "employer_bank_account": "handled",
        "person_retirement_group": "correcting",
        "person_phone": "received",
    }


@pytest.mark.django_db
def test_people_registered_twice_are_found_told_apart_merged_and_undone(five_cities: None) -> None:
    employer = an_employer(at="110105")
    for n, name in enumerate(("李伟", "王芳", "赵敏", "周琳", "何平", "孙丽")):
        born = dt.date(1980 + n, 2, 3)
        person = a_person(name=name, lives_in="110105", born_on=born, number=citizen_number(born_on=born, order=881))
        an_employment(person, employer)
    staff = {"bj.clerk": a_member_of_staff(Post.CLERK), "bj.reviewer": a_member_of_staff(Post.REVIEWER)}
    assert tell_twice(staff, NOW) == 5
    assert sorted(Likeness.objects.values_list("verdict", flat=True)) == ["", "", "different", "different", "same"]
    assert sorted(merge.undone_at is None for merge in Merge.objects.all()) == [False, True]
    assert broken() == {}


@pytest.mark.django_db
def test_a_world_without_people_has_no_matters(five_cities: None) -> None:
    assert tell_matters({"bj.clerk": a_member_of_staff(Post.CLERK, at=BEIJING)}, NOW) == 0


@pytest.mark.django_db
def test_the_counters_of_the_five_cities_serve(five_cities: None) -> None:
    """Visits late, today, to plan and done; cards; agents and employers that end, each at two points of their way."""
    staff = {}
    for city, code in CITIES.items():
        staff[f"{city}.clerk"] = a_member_of_staff(Post.CLERK, at=code)
        staff[f"{city}.reviewer"] = a_member_of_staff(Post.REVIEWER, at=code)
        county = next(at for at, pool in POOLING_LEVEL.items() if pool == code)
        employer = an_employer(at=county)
        for place in range(6):
            an_employment(a_person(born_on=dt.date(1966 + place, 3, 4), lives_in=county), employer)
    a_citizen(a_person(lives_in="110105"))
    assert serve(staff, NOW) == {"visits": 20, "mandates": 10, "cards": 30, "closings": 10}
    states = Counter(Visit.objects.values_list("state", flat=True))
    assert states == {"planned": 10, "asked": 5, "done": 5}
    assert Visit.objects.filter(state="planned", planned_on__lt=TODAY).count() == 5
    assert Closing.objects.count() == 5
    assert Counter(Case.objects.filter(matter="person_agent").values_list("state", flat=True)) == {
        "done": 5, "handled": 5,
    }  # fmt: skip
    assert Case.objects.filter(applied_by="agent").count() == 1
    assert broken() == {}
