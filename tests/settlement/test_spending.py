"""Which institutions cost far more than others of their kind: by values of the law that the page shows."""

import datetime as dt
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse

from benefits.settlement.law import OUTLIER_FEWEST, OUTLIER_TIMES, outlier_law
from benefits.settlement.selectors.spending import spending_of
from enrollment.registry.selectors import viewer_of
from siadmin.agency.insurances import Line
from siadmin.agency.models import User
from siadmin.agency.posts import Post
from tests.cities import BEIJING, NOVEMBER, change_law
from tests.factories import TODAY, a_member_of_staff
from tests.settlement.hospital import Hospital, line, patient

pytestmark = [pytest.mark.usefixtures("a_year_paid", "at_the_desk")]
NATION = "000000"


def bills(*prices: str) -> list[str]:
    """A hospital of one kind for each price, which settles one visit; the names of their institutions."""
    numbers = []
    for place, price in enumerate(prices):
        hospital = Hospital(with_catalogue=not place)
        stay = hospital.admitted(patient())
        hospital.settled(stay, hospital.presettled(stay, [line("DV0001", 1, price)]))
        numbers.append(hospital.institution.number)
    return numbers


def far_above(user: User) -> list[str]:
    return [each.institution.number for each in spending_of(viewer_of(user, on=TODAY), NOVEMBER) if each.is_outlier]


def test_far_above_is_what_the_values_in_force_say_and_the_page_names_them() -> None:
    """By hand: 1,700, 1,700 and 8,000 in scope less the deductible of 1,300, 85 % of it: 340, 340 and 5,695 yuan."""
    *_, dear = bills("2125", "2125", "8000")
    director = a_member_of_staff(Post.DIRECTOR, at=BEIJING, line=Line.HS)
    assert far_above(director) == [dear]
    client = Client(HTTP_ACCEPT_LANGUAGE="en")
    client.force_login(director)
    text = client.get(reverse("provider_spending")).content.decode()
    assert "far above is more than 2 × the median of its kind and level, of at least 3 institutions" in text
    assert "社会保险经办条例" in text and "Nothing is decided by it" in text
    change_law(OUTLIER_FEWEST, NATION, category="", value=4)
    assert far_above(director) == [], "too few of its kind are there to be compared"
    change_law(OUTLIER_FEWEST, NATION, category="", value=3)
    change_law(OUTLIER_TIMES, NATION, category="", value=20)
    assert far_above(director) == []
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "zh-hans"
    assert "超过同类同级机构中位数 20 倍" in client.get(reverse("provider_spending")).content.decode()


def test_before_anybody_said_it_nothing_is_marked() -> None:
    assert outlier_law(BEIJING, dt.date(2020, 1, 1)) is None
    law = outlier_law(BEIJING, TODAY)
    assert law is not None and (law.times.value, law.fewest.value) == (Decimal(2), Decimal(3))
    assert law.is_far_above(201, 100) and not law.is_far_above(200, 100) and not law.is_far_above(201, 0)
