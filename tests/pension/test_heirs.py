"""What is left of the account of who died is on the desk until a survivor is granted it, and who may inherit it."""

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from benefits.pension.selectors.heirs import kept_of, unclaimed_seen_by
from benefits.pension.tiles import tiles_for
from enrollment.registry.selectors import viewer_of
from siadmin.agency.insurances import Line
from siadmin.agency.posts import Post
from siadmin.kernel.money import written
from tests.cities import BEIJING, SHANGHAI
from tests.factories import TODAY, a_member_of_staff, a_person
from tests.pension import deaths
from tests.pension.rising import a_till
from tests.registry.counter import merged

pytestmark = pytest.mark.usefixtures("a_year_paid")


def test_it_is_kept_and_shown_until_a_survivor_is_granted_it(client: Client, settings: Settings) -> None:
    settings.STAFF_TOTP_REQUIRED = False
    dead, clerk = deaths.who_died(), a_till().clerk
    viewer = viewer_of(clerk, on=TODAY)
    kept = kept_of(dead, TODAY)
    assert kept.left_fen is not None and kept.left_fen >= deaths.TWO_MONTHS_OF_THE_ACCOUNT
    assert list(unclaimed_seen_by(viewer)) == [dead]
    assert [each.count for each in tiles_for(viewer, TODAY) if each.code == "pension.unclaimed"] == [1]
    client.force_login(clerk)
    page = client.get(reverse("accounts_unclaimed")).content.decode()
    assert dead.number in page and written(kept.left_fen) in page
    assert "民法典第1127条" in page and "为继承人保留" in page
    english = Client(headers={"accept-language": "en"})
    english.force_login(clerk)
    page = english.get(reverse("accounts_unclaimed")).content.decode()
    assert "husband or wife, children and parents" in page and "kept for the heirs" in page
    desk = deaths.a_desk()
    decision = desk.granted(desk.asked(deaths.told(dead)))
    assert decision.items.get(component="account_left").amount_fen == kept.left_fen
    assert not unclaimed_seen_by(viewer).exists() and kept_of(dead, TODAY).left_fen == 0
    assert "没有等待继承的个人账户" in client.get(reverse("accounts_unclaimed")).content.decode()


def test_what_was_granted_under_another_record_is_claimed() -> None:
    dead = deaths.who_died()
    kept = a_person(name=dead.name, lives_in="110105", died_on=dead.died_on)
    merged(kept, dead, *(a_member_of_staff(post, at=BEIJING) for post in (Post.CLERK, Post.REVIEWER)))
    viewer = viewer_of(a_till().clerk, on=TODAY)
    assert list(unclaimed_seen_by(viewer)) == [dead]
    desk = deaths.a_desk()
    desk.granted(desk.asked(deaths.told(kept)))
    assert not unclaimed_seen_by(viewer).exists()


def test_what_was_drawn_and_is_not_on_record_is_not_guessed() -> None:
    dead = deaths.who_died(why="retired")
    assert kept_of(dead, TODAY).left_fen is None


def test_another_place_and_the_living_are_not_shown() -> None:
    deaths.who_died()
    elsewhere = a_member_of_staff(Post.CLERK, at=SHANGHAI, line=Line.HRSS)
    assert not unclaimed_seen_by(viewer_of(elsewhere, on=TODAY)).exists()
    deaths.a_worker()
    assert unclaimed_seen_by(viewer_of(a_till().clerk, on=TODAY)).count() == 1
