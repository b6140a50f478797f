"""A new insurance brings facts, rules, a form and words, and nothing else changes: received, signed, decided, told."""

import pytest

from benefits.claims.models import Decision
from benefits.claims.rules.assessed import Assessed, Item, Rhythm
from benefits.claims.schemes import known_scheme
from siadmin.kernel.language import Words
from siadmin.kernel.months import Month
from siadmin.letters.selectors import reissue_pdf
from tests.cities import BEIJING, broken
from tests.claims import toy
from tests.claims.desk import ClaimDesk
from tests.factories import a_person

pytestmark = pytest.mark.usefixtures("five_cities")
MAY = Month(2026, 5)


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
    assert (assessed.monthly_fen, assessed.once_fen, assessed.weight_fen) == (100, 500, 500 + 1_200 + 180)


def test_beijing_pays_the_toy() -> None:
    with toy.joined() as matter:
        desk = ClaimDesk(a_person(), matter=matter.code)
        assert desk.claim(desk.received(days=1)).region_id == BEIJING
