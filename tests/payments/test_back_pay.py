"""What pays for many months gone by waits for a word (REG 42)."""

from dataclasses import replace
from typing import Any

import pytest

from benefits.payments.actions import running
from benefits.payments.models import Hold
from benefits.payments.rules.course import Why
from siadmin.agency.insurances import Fund
from siadmin.kernel.money import HALF_UP, fen
from tests.cities import NOVEMBER
from tests.factories import a_person
from tests.payments.setting_off import next_month
from tests.payments.till import Till, a_card, funded

pytestmark = pytest.mark.usefixtures("five_cities")


@pytest.fixture
def till() -> Till:
    funded(Fund.PENSION)
    return Till("toy_pension", Fund.PENSION)


@pytest.fixture
def one_month_back(monkeypatch: pytest.MonkeyPatch) -> None:
    law = running.guard_law
    monkeypatch.setattr(running, "guard_law", lambda *of: replace(law(*of), back_months=1))


def drawing(till: Till) -> None:
    person = a_person(lives_in="110105")
    a_card(person)
    till.granted(person)


@pytest.mark.usefixtures("one_month_back")
def test_more_months_than_the_guard_allows_wait_for_a_reviewer(till: Till, monkeypatch: Any) -> None:
    drawing(till)
    own = next_month(till, monkeypatch, months=2)
    hold = Hold.objects.get(because=Why.BACK_PAY)
    assert hold.told == {"paid_since": str(NOVEMBER.first_day), "back_fen": fen("200", HALF_UP)}
    till.lift(hold)
    assert till.sent(till.approved(own)).total_fen == fen("300", HALF_UP)


@pytest.mark.usefixtures("one_month_back")
def test_as_many_months_as_the_guard_allows_leave(till: Till, monkeypatch: Any) -> None:
    drawing(till)
    next_month(till, monkeypatch)
    assert not Hold.objects.filter(because=Why.BACK_PAY).exists()


def test_months_of_a_year_are_nothing_unusual(till: Till, monkeypatch: Any) -> None:
    drawing(till)
    next_month(till, monkeypatch, months=3)
    assert not Hold.objects.filter(because=Why.BACK_PAY).exists()
