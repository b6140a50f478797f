"""What a bank returns after the person repaid it, or had it set off, is owed to them by a row, and settled by two."""

import contextlib
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from benefits.payments import actions
from benefits.payments.actions import owing as owing_actions
from benefits.payments.models import Entitlement, Overpayment, OwedBack, OwedSettled, Recovered
from benefits.payments.tiles import tiles_for
from enrollment.registry.selectors import viewer_of
from funds.banking.actions import spending_account
from funds.ledger.models import Book
from siadmin.agency.insurances import Fund
from siadmin.agency.posts import Post
from siadmin.kernel.refusal import Refusal
from siadmin.letters.models import Message
from tests import database
from tests.cities import BEIJING, NOVEMBER, broken, tick
from tests.claims.desk import ClaimDesk
from tests.factories import TODAY, a_citizen, a_member_of_staff, a_person, identity_number_of
from tests.payments.setting_off import looked_into, next_month, owing
from tests.payments.till import Till, a_card, funded

pytestmark = pytest.mark.usefixtures("five_cities")


@pytest.fixture
def till() -> Till:
    funded(Fund.PENSION)
    return Till("toy_pension", Fund.PENSION)


def repaid_and_returned(till: Till) -> Entitlement:
    """100 yuan sent, demanded as the benefit ended, repaid; then the bank returns the file."""
    person = a_person(lives_in="110105")
    a_card(person)
    entitlement = till.granted(person)
    file = till.sent(till.approved())
    till.stopped(entitlement)
    till.repaid(entitlement, "100.00")
    till.answered(file, {0: "account_closed"})
    return entitlement


def test_it_is_found_told_and_paid_out_once_by_two(till: Till, client: Client) -> None:
    entitlement = repaid_and_returned(till)
    owed = OwedBack.objects.get()
    assert (owed.overpayment.ending.entitlement, owed.amount_fen) == (entitlement, 10_000)
    assert actions.left_of(owed.overpayment) == 0 and broken() == {}
    assert Message.objects.filter(code="owed_back_found", recipient=entitlement.person.number).exists()
    (tile,) = [each for each in tiles_for(viewer_of(till.clerk, on=TODAY), TODAY) if each.code == "payments.owed_back"]
    assert tile.count == 1
    client.force_login(till.clerk)
    start = reverse("matter_start", args=["owed_back", entitlement.person.number]) + f"?owed={owed.number}"
    assert start in client.get(reverse("overpayments")).content.decode()
    assert till.settled_owed(owed).state == "done"
    settled = OwedSettled.objects.get()
    assert (settled.amount_fen, settled.kept_for, actions.left_owed(owed)) == (10_000, None, 0)
    assert settled.entry is not None and settled.entry.flow == "benefit_owed"
    with pytest.raises(Refusal) as refused:
        till.settled_owed(owed, reference="B-89")
    assert refused.value.code == "facts_invalid", "nothing of it can be chosen any more"
    assert owed.number not in client.get(reverse("overpayments")).content.decode()
    assert broken() == {}


def test_who_it_is_owed_to_sees_what_why_how_much_and_how_it_stands(till: Till) -> None:
    client = Client(headers={"accept-language": "en"})
    entitlement = repaid_and_returned(till)
    owed = OwedBack.objects.get()
    client.force_login(a_citizen(entitlement.person))
    page = client.get(reverse("citizen_benefits")).content.decode()
    assert owed.number in page and "it never reached you" in page and "owed to you" in page
    till.settled_owed(owed)
    page = client.get(reverse("citizen_benefits")).content.decode()
    assert "¥100.00 paid to your account" in page and "you need not apply" not in page
    client.force_login(a_citizen(a_person()))
    assert owed.number not in client.get(reverse("citizen_benefits")).content.decode()


def test_it_is_kept_for_what_else_is_asked_and_no_more(till: Till, monkeypatch: Any) -> None:
    ended, other = owing(till)
    file = till.sent(till.approved(looked_into(till, next_month(till, monkeypatch))))
    till.stopped(other, month=NOVEMBER + 1)
    demand = Overpayment.objects.get(ending__entitlement=other)
    till.repaid(other, "45.00", on=str(demand.found_at.date()))
    till.answered(file, {0: "account_closed"})
    owed = OwedBack.objects.get()
    assert (demand.amount_fen, owed.amount_fen) == (6_000, 4_500), "15 were not repaid and are asked no more"
    before = Overpayment.objects.get(ending__entitlement=ended)
    with monkeypatch.context() as unasked, database.refused("owed_kept_for_their_own"):
        unasked.setattr(Recovered.objects, "create", lambda **_: None)
        till.settled_owed(owed, before.number)
    with database.refused("recovered_as_kept"):
        Recovered.objects.create(
            overpayment=before, kind="kept", amount_fen=1, received_on=TODAY, case=before.ending.case,
            recorded_at=tick(),
        )  # fmt: skip
    till.settled_owed(owed, before.number)
    assert (actions.left_owed(owed), actions.left_of(before)) == (0, 5_500)
    assert Recovered.objects.get(kind="kept").amount_fen == 4_500
    assert broken() == {}


def test_paying_out_asks_for_the_line_of_the_bank_and_keeps_what_was_written(till: Till) -> None:
    entitlement = repaid_and_returned(till)
    owed = OwedBack.objects.get()
    desk = ClaimDesk(entitlement.person, matter="owed_back")
    with pytest.raises(Refusal) as refused:
        desk.asked({"owed": owed.number, "how": "paid", "paid_on": "", "bank_reference": ""})
    assert refused.value.code == "facts_invalid"
    with pytest.raises(Refusal) as refused:
        desk.asked({"owed": owed.number, "how": "paid", "paid_on": "2026-01-01", "bank_reference": "B-9"})
    assert refused.value.code == "bank_line_when"
    with pytest.raises(Refusal) as refused:
        till.settled_owed(owed, reference="B-77")
    assert refused.value.code == "bank_line_used", "the person repaid by that line"


def test_the_database_owes_and_keeps_no_more_and_by_no_other_case(till: Till) -> None:
    entitlement = repaid_and_returned(till)
    owed, stop = OwedBack.objects.get(), entitlement.endings.get().case
    with database.refused("owed_as_returned"):
        OwedBack.objects.create(number="O0000000000X", overpayment=owed.overpayment, amount_fen=1, found_at=tick())
    with database.refused("owed_settled_by_two"):
        OwedSettled.objects.create(
            owed=owed, amount_fen=1, kept_for=owed.overpayment, settled_on=TODAY, case=stop, settled_at=tick()
        )
    with database.refused("offset_within"):
        Recovered.objects.create(
            overpayment=owed.overpayment, kind="kept", amount_fen=1, received_on=TODAY, case=stop, recorded_at=tick()
        )


def test_two_cases_of_the_same_money_pay_it_once(till: Till) -> None:
    """Both were begun while all of it was owed."""
    entitlement = repaid_and_returned(till)
    owed = OwedBack.objects.get()
    told = {"owed": owed.number, "how": "paid", "paid_on": str(timezone.localdate(owed.found_at))}
    desks = [ClaimDesk(entitlement.person, matter="owed_back") for _ in range(2)]
    cases = []
    for place, desk in enumerate(desks):
        with contextlib.suppress(Refusal):
            cases.append((desk, desk.handled(desk.asked(told | {"bank_reference": f"B-{place}"}))))
    desk, case = cases[0]
    desk.act("review", case, desk.reviewer)
    for desk, case in cases[1:]:
        with pytest.raises(Refusal):
            desk.act("review", case, desk.reviewer)
    assert OwedSettled.objects.get().amount_fen == owed.amount_fen
    assert broken() == {}


def test_nobody_pays_themself_back(till: Till, monkeypatch: Any) -> None:
    entitlement = repaid_and_returned(till)
    owed = OwedBack.objects.get()
    desk = ClaimDesk(entitlement.person, matter="owed_back")
    told = {"owed": owed.number, "how": "paid", "paid_on": str(timezone.localdate(owed.found_at))}
    case = desk.handled(desk.asked(told | {"bank_reference": "B-1"}))
    number = identity_number_of(entitlement.person)
    themself = a_member_of_staff(Post.REVIEWER, at=BEIJING, identity_number=number)
    with pytest.raises(Refusal):
        desk.act("review", case, themself)
    monkeypatch.setattr("siadmin.matters.selectors.permits.barred_from", lambda *_: set())
    with database.refused("owed_settled_by_two"):
        desk.act("review", case, themself)


def test_the_money_of_another_fund_pays_nobody_back(till: Till, monkeypatch: Any) -> None:
    repaid_and_returned(till)
    own = owing_actions._locked(OwedBack.objects.get())
    monkeypatch.setattr(owing_actions, "_locked", lambda _: Book.objects.get(region=own.region, fund=Fund.INJURY))
    with database.refused("line_part_as_booked"):
        till.settled_owed(OwedBack.objects.get())
    other = spending_account(own.region, Fund.INJURY)
    monkeypatch.setattr(owing_actions, "account_of", lambda _: other)
    with database.refused("owed_paid_as_booked"):
        till.settled_owed(OwedBack.objects.get())
