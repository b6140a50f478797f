"""Two survivors whose claims are decided at the same moment: one is granted, the other one refused."""

from typing import Any

import pytest

from benefits.claims.models import DeathGrant, Decision
from siadmin.kernel.refusal import Refusal
from tests.cities import broken
from tests.claims.desk import ClaimDesk
from tests.pension.deaths import MATTER, a_survivor, told, who_died
from tests.together import at_once

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("five_cities")]


def test_two_survivors_at_the_same_moment_are_not_both_granted_it() -> None:
    """Signed for before the other was granted: the database refuses; after it: the figures are no longer those."""
    dead = who_died()
    desks = [ClaimDesk(a_survivor(name), matter=MATTER) for name in ("王芳", "李明")]
    cases = [desk.handled(desk.asked(told(dead))) for desk in desks]

    def review(place: int) -> Any:
        return desks[place].act("review", cases[place], desks[place].reviewer)

    answers = at_once(lambda: review(0), lambda: review(1))
    refused = [answer for answer in answers if isinstance(answer, Refusal)]
    assert [answer.code for answer in refused] in (["claim_granted_upon_death"], ["claim_assessed_anew"]), answers
    assert Decision.objects.filter(outcome="granted").count() == 1
    assert DeathGrant.objects.count() == 3
    assert broken() == {}
