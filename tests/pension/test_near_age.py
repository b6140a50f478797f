"""The allowance five years before the age: found each month, reckoned anew by two, paid in the old one's stead."""

import datetime as dt
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from benefits.payments.models import BenefitLine, Entitlement, GivenUp, Hold, Overpayment
from benefits.pension.actions import tell_near_age
from benefits.pension.models import AllowanceAnew
from benefits.pension.rules.disability import near_from, reckoned_anew
from benefits.pension.schemes import near_age
from benefits.pension.selectors.near_age import near_ages
from benefits.pension.tiles import tiles_for
from enrollment.registry.selectors import viewer_of
from siadmin.agency.insurances import Fund
from siadmin.kernel.months import Month
from siadmin.kernel.refusal import Refusal
from siadmin.letters.models import Message
from siadmin.policy.lawbook import NATIONAL
from siadmin.policy.selectors import StoredLawBook
from tests import database
from tests.cities import NOVEMBER, broken, tick
from tests.claims import toy
from tests.claims.desk import ClaimDesk
from tests.factories import TODAY
from tests.payments.setting_off import looked_into
from tests.payments.test_suspecting import called_dead
from tests.payments.till import Till, funded
from tests.pension.near import CODE, anew, drawing

pytestmark = pytest.mark.usefixtures("five_cities")
AGE, NEAR = Month(2031, 8), Month(2026, 8)


@pytest.fixture
def till() -> Till:
    funded(Fund.PENSION, 10_000_000_000)
    return Till("disability_allowance", Fund.PENSION)


def paid(entitlement: Entitlement) -> dict[str, list[int]]:
    parts = {part.pk: part.component for part in entitlement.components.all()}
    found: dict[str, list[int]] = {}
    for line in BenefitLine.objects.filter(component_id__in=parts).order_by("month"):
        found.setdefault(parts[line.component_id], []).append(line.amount_fen)
    return found


def test_a_worked_case() -> None:
    near = StoredLawBook().law("pension.disability_near_age_months", region=NATIONAL, on=TODAY)
    assert near_from(AGE, near) == NEAR
    found = reckoned_anew(150_000, 172_345, AGE, near, 3).value
    assert (found.monthly_fen, found.difference_fen) == (172_345, 67_035), "3 × 223.45"
    assert reckoned_anew(150_000, 140_000, AGE, near, 3).value.difference_fen == 0, "nothing is asked back"


def test_it_is_reckoned_anew_and_what_was_paid_stays(till: Till) -> None:
    before = drawing()
    (base,) = before.components.all()
    assert base.before_month == AGE + 1
    till.answered(till.sent(till.approved(till.opened(NOVEMBER - 1))))
    assert broken() == {}
    decision = anew(before.person)
    items = {item.component: item for item in decision.items.all()}
    whole = items["basic_pension"].amount_fen + items["account_pension"].amount_fen
    assert set(items) == {"basic_pension", "account_pension", near_age.DIFFERENCE}
    assert {(item.from_month, item.before_month) for item in items.values()} == {(NOVEMBER, None)}
    assert items[near_age.DIFFERENCE].amount_fen == (whole - base.amount_fen) * 2, "September and October"
    assert items["basic_pension"].amount_fen == base.amount_fen, "the record and the wage are the same"
    assert before.endings.get().from_month == NOVEMBER and not Overpayment.objects.exists()
    assert AllowanceAnew.objects.get().near_in == NEAR
    assert broken() == {}
    till.opened()
    now = Entitlement.objects.get(decision=decision)
    assert paid(now) == {each: [item.amount_fen] for each, item in items.items()}
    assert len(paid(before)["disability_allowance"]) == NOVEMBER.index - Month(2026, 3).index
    assert broken() == {}


def test_where_nothing_was_paid_since_the_whole_is_paid_from_the_month_after(till: Till) -> None:
    before = drawing()
    decision = anew(before.person)
    assert {item.from_month for item in decision.items.all()} == {NEAR + 1}
    assert not decision.items.filter(component=near_age.DIFFERENCE).exists()
    till.opened()
    assert len(paid(before)["disability_allowance"]) == 6, "March to August"
    assert {len(fen) for fen in paid(Entitlement.objects.get(decision=decision)).values()} == {3}


def test_months_of_a_suspension_are_not_paid_by_the_new_amounts(till: Till) -> None:
    """September was not paid yet, October was suspended: the new amounts begin in November."""
    before = drawing()
    till.stopped(before, "suspended", month=NOVEMBER - 1)
    till.resumed(before)
    decision = anew(before.person)
    items = {item.component: item for item in decision.items.all()}
    assert {item.from_month for item in items.values()} == {NOVEMBER}
    whole = items["basic_pension"].amount_fen + items["account_pension"].amount_fen
    assert items[near_age.DIFFERENCE].amount_fen == whole - before.components.get().amount_fen, "September"
    assert before.endings.get(kind="ended").from_month == NOVEMBER
    till.opened()
    assert len(paid(before)["disability_allowance"]) == 7, "March to September"
    assert {len(fen) for fen in paid(Entitlement.objects.get(decision=decision)).values()} == {1}
    assert broken() == {}


def test_where_all_months_since_were_suspended_nothing_is_made_up_for(till: Till) -> None:
    before = drawing()
    till.stopped(before, "suspended", month=NEAR + 1)
    till.resumed(before)
    decision = anew(before.person)
    assert {item.from_month for item in decision.items.all()} == {NOVEMBER}
    assert not decision.items.filter(component=near_age.DIFFERENCE).exists()


def test_the_database_takes_no_new_amounts_of_months_that_were_suspended(
    till: Till, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = drawing()
    till.stopped(before, "suspended", month=NEAR + 1)
    till.resumed(before)
    monkeypatch.setattr(near_age, "anew_from", lambda near: (near.near_in + 1, 0))
    desk = ClaimDesk(before.person, matter=CODE)
    case = desk.handled(desk.asked({}))
    with database.refused("anew_in_its_stead"):
        desk.act("review", case, desk.reviewer)


def _october_given_up(till: Till) -> None:
    """September and November were sent."""
    for month in (NOVEMBER - 2, NOVEMBER - 1, NOVEMBER):
        own = till.approved(looked_into(till, till.opened(month)))
        if month != NOVEMBER - 1:
            till.answered(till.sent(own))
    till.stopped(Entitlement.objects.get(scheme="toy_stick_monthly"), month=NOVEMBER - 1)
    assert GivenUp.objects.get().run.month == NOVEMBER - 1


def test_a_month_that_was_given_up_is_made_up_for_as_the_others(till: Till) -> None:
    """October's was not sent when another benefit in it ended; the allowance in it is due again, at the old amount."""
    before = drawing()
    with toy.joined():
        desk = ClaimDesk(before.person, matter="toy_stick_monthly")
        desk.granted(desk.received(days=6, at=dt.datetime(2026, 10, 12, 3, tzinfo=dt.UTC)))
        _october_given_up(till)
    items = {item.component: item for item in anew(before.person).items.all()}
    whole = items["basic_pension"].amount_fen + items["account_pension"].amount_fen
    more = whole - before.components.get().amount_fen
    assert (items[near_age.DIFFERENCE].amount_fen, items[near_age.DIFFERENCE].from_month) == (3 * more, NOVEMBER + 1)
    assert broken() == {}


def test_it_is_found_when_due_told_ahead_and_only_then_asked_for(till: Till) -> None:
    due, soon, far = drawing(), drawing(dt.date(1970, 8, 15), name="李近"), drawing(dt.date(1972, 1, 1), name="李远")
    assert [each.drawn.entitlement for each in near_ages(TODAY, NOVEMBER + 6)] == [due, soon]
    assert tell_near_age(at=tick()) == 2 and tell_near_age(at=tick()) == 0
    assert Message.objects.filter(code="allowance_near_age", recipient=due.person.number).exists()
    (tile,) = [each for each in tiles_for(viewer_of(till.clerk, on=TODAY), TODAY) if each.code == "pension.near_age"]
    assert tile.count == 1
    for early in (soon, far):
        with pytest.raises(Refusal) as refused:
            ClaimDesk(early.person, matter=CODE).asked({})
        assert refused.value.code == "matter_stands_against"


def test_what_is_paid_for_a_time_or_whole_from_the_start_is_not_reckoned_anew(till: Till) -> None:
    drawing(first="2016-01")
    drawing(dt.date(1967, 12, 15), name="李近")
    assert near_ages(TODAY, AGE) == []


def test_twice_is_refused_by_screen_and_database(till: Till, monkeypatch: pytest.MonkeyPatch) -> None:
    before = drawing()
    desk = ClaimDesk(before.person, matter=CODE)
    case = desk.asked({})
    near = near_age.near_age_of(before.person, TODAY)
    anew_case = desk.granted(case)
    with pytest.raises(Refusal) as refused:
        desk.asked({})
    assert refused.value.code == "matter_stands_against"
    with database.refused("allowance_reckoned_once"):
        AllowanceAnew.objects.create(decision=before.decision, before=before, near_in=near.near_in)  # type: ignore[union-attr]
    with database.refused("anew_in_its_stead"):
        AllowanceAnew.objects.create(
            decision=before.decision, before=Entitlement.objects.get(decision=anew_case), near_in=NEAR
        )


def test_beside_what_was_drawn_till_then_the_database_takes_none(till: Till, monkeypatch: pytest.MonkeyPatch) -> None:
    before = drawing()
    monkeypatch.setattr(near_age, "stop", lambda **_: None)
    desk = ClaimDesk(before.person, matter=CODE)
    case = desk.handled(desk.asked({}))
    with database.refused("anew_in_its_stead"):
        desk.act("review", case, desk.reviewer)


def test_a_suspended_one_waits(till: Till) -> None:
    before = drawing()
    till.stopped(before, "suspended")
    with pytest.raises(Refusal) as refused:
        ClaimDesk(before.person, matter=CODE).asked({})
    assert "暂停" in refused.value.zh


def test_one_suspended_before_the_last_signature_is_not_reckoned_anew(
    till: Till, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = drawing()
    desk = ClaimDesk(before.person, matter=CODE)
    case = desk.handled(desk.asked({}))
    till.stopped(before, "suspended")
    with pytest.raises(Refusal) as refused:
        desk.act("review", case, desk.reviewer)
    assert refused.value.code == "matter_stands_against"
    monkeypatch.setattr(near_age.AllowanceNearAge, "against", lambda *_: [])
    with pytest.raises(Refusal) as refused:
        desk.act("review", case, desk.reviewer)
    assert refused.value.code == "disability_reckoned_already"
    monkeypatch.setattr(near_age, "suspension_of", lambda _: None)
    with database.refused("anew_in_its_stead"):
        desk.act("review", case, desk.reviewer)
    assert broken() == {}


def test_what_a_register_said_is_said_of_the_new_one_too(till: Till) -> None:
    before = drawing()
    called_dead(before.person)
    suspicion = before.suspicions.get()
    now = Entitlement.objects.get(decision=anew(before.person))
    suspicion.refresh_from_db()
    assert suspicion.closed_at is not None
    assert now.suspicions.get().closed_at is None
    till.opened()
    assert Hold.objects.filter(because="suspected", person=now.person).exists()


def test_the_page_lists_who_is_due_with_where_the_case_begins(till: Till, client: Client, settings: Any) -> None:
    settings.STAFF_TOTP_REQUIRED = False
    due, soon = drawing(), drawing(dt.date(1970, 8, 15), name="李近")
    client.force_login(till.clerk)
    page = client.get(reverse("allowances_near_age")).content.decode()
    assert due.person.number in page and soon.person.number in page
    assert reverse("matter_start", args=[CODE, due.person.number]) in page
    assert reverse("matter_start", args=[CODE, soon.person.number]) not in page
