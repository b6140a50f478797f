"""The demonstration has matters at every point of their way, told through the real actions."""

import pytest

from siadmin.agency.posts import Post
from siadmin.matters.models import Case
from siadmin.portal.world.asking import tell_matters
from tests.cities import BEIJING
from tests.factories import NOW, a_citizen, a_member_of_staff, a_person, an_employer, an_employment, an_office


@pytest.mark.django_db
def test_four_matters_stand_at_four_points_of_their_way(five_cities: None) -> None:
    an_office(at=BEIJING)
    employer, citizen = an_employer(at="110105"), a_person(lives_in="110105")
    for person in (a_person(name="李伟"), a_person(name="王芳", female=True)):
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
def test_a_world_without_people_has_no_matters(five_cities: None) -> None:
    assert tell_matters({"bj.clerk": a_member_of_staff(Post.CLERK, at=BEIJING)}, NOW) == 0
