"""A new insurance brings facts, rules, a form and words, and nothing else changes: received, signed, decided, told."""

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest

from benefits.claims.models import Decision
from benefits.claims.rules.assessed import Assessed, Item, Rhythm
from benefits.claims.schemes import known_scheme
from siadmin.agency.models import Region
from siadmin.kernel.language import Words
from siadmin.kernel.months import Month
from siadmin.letters.selectors import reissue_pdf
from siadmin.policy.actions import approve, propose
from tests.cities import BEIJING, broken, tick
from tests.claims import toy
from tests.claims.desk import ClaimDesk
from tests.factories import a_person, a_user

pytestmark = pytest.mark.usefixtures("five_cities")
MAY = Month(2026, 5)
A_YEAR_AGO = dt.datetime(2025, 11, 10, 9, tzinfo=dt.UTC)


@pytest.mark.usefixtures("letters_set")
def test_the_toy_is_granted_like_any_other() -> None:
    with toy.joined() as matter:
        desk = ClaimDesk(a_person(), matter=matter.code)
        case = desk.received(days=3, cause=None)
        decision = desk.granted(case)
        (item,) = decision.items.all()
        assert (item.component, item.amount_fen, item.rhythm) == ("umbrella", 3_000, "once")
        assert reissue_pdf(decision.letter).startswith(b"%PDF")
        assert broken() == {}


def test_the_toy_is_denied_like_any_other() -> None:
    with toy.joined() as matter:
        desk = ClaimDesk(a_person(), matter=matter.code)
        case = desk.handled(desk.received(days=0))
        desk.act("refuse", case, desk.reviewer, reason="没有下雨")
        assert Decision.objects.get(claim__case=case).outcome == "denied"
        assert broken() == {}


def test_two_schemes_do_not_share_a_code() -> None:
    with toy.joined(), pytest.raises(ValueError, match="another scheme"):
        known_scheme(toy.Umbrella())


@pytest.mark.parametrize(
    ("made", "why"),
    [
        (Assessed, "components, or"),
        (lambda: Assessed([Item("a", 1, Rhythm.ONCE, MAY)], [Words("否", "no")]), "components, or"),
        (lambda: Assessed([Item("a", 1, Rhythm.ONCE, MAY)], counts=Words("计入", "counts")), "counts without pay"),
        (lambda: Item("a", 0, Rhythm.ONCE, MAY), "pays nothing"),
        (lambda: Item("a", 1, Rhythm.MONTHLY, MAY, MAY), "no months"),
        (lambda: Item("a", 1, Rhythm.ONCE, MAY, MAY + 1), "no months"),
    ],
)
def test_what_cannot_be_paid_is_no_assessment(made, why: str) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(ValueError, match=why):
        made()


def test_what_a_claim_weighs() -> None:
    items = [Item("once", 500, Rhythm.ONCE, MAY), Item("month", 100, Rhythm.MONTHLY, MAY)]
    assessed = Assessed([*items, Item("month", 90, Rhythm.MONTHLY, MAY + 3, MAY + 5)])
    assert (assessed.monthly_fen, assessed.once_fen) == (100, 500)
    assert assessed.weight_fen(MAY) == assessed.weight_fen(MAY - 1) == 500 + 1_200 + 180
    assert assessed.weight_fen(MAY + 7) == 500 + 700 + 1_200 + 180, "months gone by leave at once"


def test_months_gone_by_make_it_weigh_more() -> None:
    """2,500 a month: 30,000 in a year is signed by two, with a year gone by it is 60,000, and by three."""
    with toy.joined():
        desk = ClaimDesk(a_person(), matter="toy_pension")
        assert desk.received(days=250).hands == 2
        case = ClaimDesk(a_person(), matter="toy_pension").received(at=A_YEAR_AGO, days=250)
        assert case.hands == 2
        assert desk.handled(case).hands == 3


def _said_since(key: str, value: int, unit: str, *, category: str = "") -> None:
    """From the day after the application of a year ago on."""
    told: dict[str, Any] = {"key": key, "region": Region.objects.get(pk="000000"), "category": category}
    told |= {"starts_on": A_YEAR_AGO.date() + dt.timedelta(days=1), "ends_before": None}
    told |= {"unit": unit, "value": Decimal(value), "source": "test", "status": "official", "note": ""}
    proposal = propose(**told, by=a_user(staff=True), at=tick())
    approve(proposal_id=proposal.pk, seen_version=0, by=a_user(staff=True), at=tick())


@pytest.mark.parametrize(
    "since",
    [
        {"key": "claims.three_sign_from", "value": 1, "unit": "yuan"},
        {"key": "matter.hands", "value": 3, "unit": "persons", "category": "middle"},
    ],
)
def test_how_many_sign_is_by_the_law_of_the_day_of_the_application(since: dict[str, Any]) -> None:
    """From the day after the application three sign for everything that comes to a yuan, or weighs as much as it."""
    with toy.joined():
        desk = ClaimDesk(a_person(), matter="toy_umbrella")
        before = desk.received(at=A_YEAR_AGO, days=5)
        _said_since(**since)
        assert desk.handled(before).hands == 2
        assert ClaimDesk(a_person(), matter="toy_umbrella").received(days=5).hands == 3


def test_beijing_pays_the_toy() -> None:
    with toy.joined() as matter:
        desk = ClaimDesk(a_person(), matter=matter.code)
        assert desk.claim(desk.received(days=1)).region_id == BEIJING
