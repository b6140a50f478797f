"""The demonstration's injuries: a dozen stories, each as far as it goes, told without the world around them."""

from types import SimpleNamespace
from typing import Any

import pytest

from benefits.injury.models import Application, Appraisal, Certification
from benefits.payments.models import Entitlement
from siadmin.agency.posts import Post
from siadmin.matters.models import Case
from siadmin.portal.world.injuring import tell_injuries
from tests import cities
from tests.cities import BEIJING, COUNTY_OF, NOVEMBER, broken, tick
from tests.factories import a_member_of_staff


@pytest.mark.usefixtures("five_cities")
def test_injuries_are_told_as_far_as_they_have_come() -> None:
    """Some wait for a decision, one was not certified; of three the grade is final, two draw what it brings."""
    since = NOVEMBER - 2
    crews = [cities.staff(at=COUNTY_OF[BEIJING], since=since) for _ in range(12)]
    for month in since.until(NOVEMBER):
        for employer, (person,) in crews:
            cities.declare(employer, month, {person: 9_000})
        cities.charge(BEIJING, month)
    posts = (Post.CLERK, Post.REVIEWER, Post.APPROVER)
    builder: Any = SimpleNamespace(staff={f"bj.{post}": a_member_of_staff(post, at=BEIJING) for post in posts})
    tell_injuries(builder, tick())
    assert sorted(Certification.objects.values_list("outcome", flat=True)) == ["certified"] * 5 + ["not_certified"]
    assert Case.objects.filter(matter="injury_application", state="received").count() == 1
    assert Application.objects.filter(certification=None).count() == 5
    assert Application.objects.filter(is_late=True).count() == 1
    assert list(Appraisal.objects.order_by("grade").values_list("grade", flat=True)) == [2, 8, 8]
    assert sorted(Entitlement.objects.values_list("scheme", flat=True)) == [
        "injury_allowance", "injury_disability_lump", "injury_disability_lump", "injury_nursing",
    ]  # fmt: skip
    assert broken() == {}
