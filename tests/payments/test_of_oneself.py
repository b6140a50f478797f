"""Nobody decides on a benefit of their own: the database refuses too what actions refuse first (REG 37)."""

from typing import Any

import pytest

from benefits.payments import actions
from benefits.payments.actions import returning
from benefits.payments.models import Entitlement, Hold, Payment, Suspicion
from siadmin.agency.insurances import Fund
from siadmin.agency.models import User
from siadmin.agency.posts import Post
from tests import database
from tests.cities import BEIJING, tick
from tests.claims.desk import ClaimDesk
from tests.factories import a_member_of_staff, a_person, identity_number_of
from tests.payments import test_suspecting as suspecting
from tests.payments.refusals import refused
from tests.payments.till import Till, a_card, funded
from tests.registry.counter import merged

pytestmark = pytest.mark.usefixtures("five_cities")


@pytest.fixture
def till() -> Till:
    funded(Fund.PENSION)
    return Till("toy_pension", Fund.PENSION)


@pytest.fixture
def unasked(monkeypatch: Any) -> None:
    """Actions ask nobody whether it is their own."""
    monkeypatch.setattr("siadmin.matters.selectors.permits.barred_from", lambda *_: set())


def drawing(till: Till) -> Entitlement:
    person = a_person(lives_in="110105")
    a_card(person)
    return till.granted(person)


def themself(entitlement: Entitlement, post: str) -> User:
    return a_member_of_staff(post, at=BEIJING, identity_number=identity_number_of(entitlement.person))


def test_a_hold_and_a_suspicion(till: Till) -> None:
    entitlement = drawing(till)
    suspecting.called_dead(entitlement.person)
    till.opened()
    own = themself(entitlement, Post.REVIEWER)
    with database.refused("hold_not_of_oneself"):
        Hold.objects.filter(because="sample").update(lifted_by=own, lifted_at=tick(), reason="已核实")
    with database.refused("suspicion_not_of_oneself"):
        Suspicion.objects.update(outcome="entitled", verified="visited", reason="见到", closed_by=own, closed_at=tick())
    assert Payment.objects.count() == 1


@pytest.mark.usefixtures("unasked")
def test_a_stop_under_whichever_record(till: Till) -> None:
    entitlement, other = drawing(till), a_person()
    merged(entitlement.person, other, a_member_of_staff(Post.CLERK), a_member_of_staff(Post.REVIEWER))
    desk = ClaimDesk(entitlement.person, matter="benefit_stop")
    desk.reviewer = a_member_of_staff(Post.REVIEWER, at=BEIJING, identity_number=identity_number_of(other))
    facts = {"kind": "ended", "because": "abroad", "verified": "compared", "found": "已移居"}
    case = desk.handled(desk.asked(facts | {"entitlement": entitlement.number, "from_month": "2026-11"}))
    with database.refused("ending_decided"):
        desk.act("review", case, desk.reviewer)


@pytest.mark.usefixtures("unasked")
def test_a_claim_and_a_repayment(till: Till) -> None:
    person = a_person(lives_in="110105")
    desk = ClaimDesk(person, matter="toy_pension")
    desk.clerk = a_member_of_staff(Post.CLERK, at=BEIJING, identity_number=identity_number_of(person))
    case = desk.received(days=1)
    with database.refused("assessment_not_of_oneself"):
        desk.handled(case)
    ended = drawing(till)
    till.answered(till.sent(till.approved()))
    till.stopped(ended)
    desk = ClaimDesk(ended.person, matter="overpayment_repaid")
    facts = {"amount": "10.00", "received_on": str(tick().date()), "bank_reference": "B-1"}
    case = desk.handled(desk.asked(facts | {"demand": ended.endings.get().overpayment.number}))
    with database.refused("recovered_decided"):
        desk.act("review", case, themself(ended, Post.REVIEWER))


def test_a_payment_made_again(till: Till, monkeypatch: Any) -> None:
    entitlement = drawing(till)
    own = till.approved()
    till.answered(till.sent(own), {0: "account_closed"})
    a_card(entitlement.person, account="6222000000000009999")
    told: dict[str, Any] = {"payment_run_id": own.pk, "row": Payment.objects.get().row, "at": tick()}
    clerk = themself(entitlement, Post.CLERK)
    with refused("payments_own_benefit"):
        actions.pay_again(by=clerk, **told)
    monkeypatch.setattr(returning, "why_own", lambda *_: None)
    with database.refused("payment_again_not_to_oneself"):
        actions.pay_again(by=clerk, **told)
    assert actions.pay_again(by=till.clerk, **told).again_by_id == till.clerk.pk
