"""The book of the injury fund says what is on file of its reserve, and never guesses one (WIR 13)."""

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from siadmin.agency.insurances import Fund
from siadmin.agency.posts import Post
from tests.cities import BEIJING
from tests.factories import a_member_of_staff


@pytest.mark.usefixtures("five_cities")
def test_without_a_rule_of_the_place_nothing_is_set_aside_and_the_page_says_so(
    client: Client, settings: Settings
) -> None:
    settings.STAFF_TOTP_REQUIRED = False
    client.force_login(a_member_of_staff(Post.ACCOUNTANT, at=BEIJING))
    shown = client.get(reverse("book", args=[BEIJING, Fund.INJURY])).content.decode()
    assert "储备金" in shown and "不计提也不动用" in shown
    assert "储备金" not in client.get(reverse("book", args=[BEIJING, Fund.PENSION])).content.decode()
