"""Whoever joins, changes, stops or chooses a tier is told: from which month, on which base, until when to pay."""

import pytest

from contributions.selfpay.actions import choose_resident_tier
from enrollment.participation.actions.by_oneself import (
    change_terms,
    give_up_tier,
    join_by_oneself,
    make_way,
    stop_paying,
)
from enrollment.registry.models import Person
from siadmin.agency.insurances import Insurance, ResidentScheme
from siadmin.kernel.months import Month
from siadmin.letters.models import Message
from siadmin.letters.selectors import told
from tests.assessment.test_own import pay
from tests.cities import BEIJING, NOVEMBER, tick
from tests.factories import a_person, region

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("five_cities")]


def _joined(from_month: Month = NOVEMBER, rhythm: str = "monthly") -> Person:
    person = a_person(lives_in="110105")
    join_by_oneself(
        person=person, region=region(BEIJING), insurances=[Insurance.PENSION, Insurance.MEDICAL], base_fen=7_270_00,
        rhythm=rhythm, from_month=from_month, by=None, at=tick(),
    )  # fmt: skip
    return person


def _told(person: Person) -> list[tuple[str, str, str]]:
    """The code, title and text of each message in English, the oldest first."""
    mine = Message.objects.filter(recipient=person.number).order_by("pk")
    return [(each.code, told(each).title.en, told(each).body.en) for each in mine]


def test_who_joins_reads_month_base_and_the_day_to_pay() -> None:
    ((code, title, body),) = _told(_joined())
    assert (code, title) == ("own_joined", "You have joined in flexible employment, from 2026-11 on")
    assert "Insured: pension, medical, on a base of ¥7,270.00 a month, paid by the month." in body
    assert "Pay 2026-11 by 2026-11-30" in body


def test_a_month_to_come_and_a_longer_rhythm_have_their_own_day() -> None:
    ((_, _, body),) = _told(_joined(NOVEMBER + 1, "quarterly"))
    assert "Pay 2026-12 by 2026-12-31" in body


def test_who_changes_reads_the_new_base_and_from_when() -> None:
    person = _joined()
    pay(person)
    change_terms(person=person, base_fen=8_000_00, rhythm="monthly", from_month=NOVEMBER + 1, by=None, at=tick())
    code, title, body = _told(person)[-1]
    assert (code, title) == ("own_changed", "Your base or rhythm changes from 2026-12 on")
    assert "on a base of ¥8,000.00 a month, by the month. Pay 2026-12 by 2026-12-31" in body


def test_who_stops_reads_from_when_nothing_is_asked_and_who_joins_again_has_joined() -> None:
    person = _joined()
    stop_paying(person=person, before=NOVEMBER + 1, by=None, at=tick())
    assert _told(person)[-1][:2] == ("own_stopped", "You stop paying for yourself from 2026-12 on")
    join_by_oneself(
        person=person, region=region(BEIJING), insurances=[Insurance.PENSION], base_fen=7_270_00, rhythm="monthly",
        from_month=NOVEMBER + 1, by=None, at=tick(),
    )  # fmt: skip
    assert [code for code, _, _ in _told(person)] == ["own_joined", "own_stopped", "own_joined"]


def test_who_comes_to_be_employed_reads_that_the_employer_pays() -> None:
    person = _joined()
    make_way([(person, NOVEMBER + 1)], None, tick())
    assert _told(person)[-1][:2] == ("own_employed", "Your employer pays for you from 2026-12 on")


def test_a_resident_reads_the_tier_and_its_day_and_that_it_was_given_up() -> None:
    person = a_person(lives_in="110105")
    choose_resident_tier(
        person=person, region=region(BEIJING), scheme=ResidentScheme.PENSION, year=2026, tier_fen=1_000_00,
        category="resident", by=None, at=tick(),
    )  # fmt: skip
    give_up_tier(person=person, scheme=ResidentScheme.PENSION, year=2026, by=None, at=tick())
    (chosen, given_up) = _told(person)
    assert chosen[:2] == ("tier_chosen", "You have chosen Residents' pension for 2026")
    assert "Your tier is ¥1,000.00 for the year; pay it by 2026-12-31." in chosen[2]
    assert given_up[:2] == ("tier_given_up", "You have given up Residents' pension for 2026")


def test_whom_government_pays_for_reads_that_nothing_is_to_pay() -> None:
    person = a_person(lives_in="110105")
    choose_resident_tier(
        person=person, region=region(BEIJING), scheme=ResidentScheme.PENSION, year=2026, tier_fen=1_000_00,
        category="resident_severely_disabled", by=None, at=tick(),
    )  # fmt: skip
    assert [code for code, _, _ in _told(person)] == ["tier_paid_for"]
