"""Survivors' benefits: claimed by and paid to a survivor, by the law of the day of the death, once of who died."""

import datetime as dt
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from benefits.claims.models import DeathGrant, Decision
from benefits.claims.rules.assessed import Assessed, Item, Rhythm
from benefits.claims.schemes import Claimant, scheme_of
from benefits.claims.selectors import assessed, claimant_of, deceased
from benefits.payments.models import Entitlement, Hold
from benefits.pension.forms.death import DeathClaimForm
from benefits.pension.schemes import death as scheme_module
from benefits.pension.selectors import death
from enrollment.participation.models import PeriodEnd
from enrollment.registry.models import Person
from siadmin.agency.insurances import Fund
from siadmin.kernel.language import Words
from siadmin.kernel.months import Month
from siadmin.kernel.refusal import Refusal
from siadmin.kernel.trace import Explained
from siadmin.letters.selectors import reissue_pdf
from siadmin.matters.catalogue import Door
from siadmin.matters.models import Case
from tests import database
from tests.cities import BEIJING, COUNTY_OF, NOVEMBER, SHANGHAI, broken
from tests.claims import toy
from tests.claims.desk import ClaimDesk, a_worker, loses_work
from tests.factories import a_citizen, a_member_of_staff, a_person, citizen_number, identity_number_of
from tests.payments.till import Till, a_card, funded, rows_of
from tests.pension.deaths import (
    DIED_ON,
    MATTER,
    PAID,
    TWO_MONTHS_OF_THE_ACCOUNT,
    a_desk,
    a_survivor,
    dies,
    told,
    who_died,
)
from tests.pension.golden import golden
from tests.pension.test_old_age_pension import a_career, claimed
from tests.registry.counter import about, merged

pytestmark = pytest.mark.usefixtures("a_year_paid")


def amounts(decision: Decision) -> dict[str, int]:
    return {each.component: each.amount_fen for each in decision.items.all()}


def steps_of(desk: ClaimDesk, case: Case, facts: dict[str, Any]) -> str:
    return str(assessed(scheme_of(MATTER), claimant_of(desk.claim(case)), facts).told["trace"])


def not_due(desk: ClaimDesk, case: Case) -> str:
    """Why the last hand may not grant it; and then it is denied in writing."""
    case = desk.handled(case)
    with pytest.raises(Refusal) as refusal:
        desk.act("review", case, desk.reviewer)
    assert refusal.value.code == "claim_not_due"
    case.refresh_from_db()
    reviewed = desk.act("refuse", case, desk.reviewer, reason="不符合社会保险法第17条")
    decision = Decision.objects.get(claim__case=reviewed)
    assert decision.outcome == "denied" and reissue_pdf(decision.letter).startswith(b"%PDF")
    return refusal.value.zh


@pytest.mark.usefixtures("letters_set")
def test_it_is_granted_to_the_survivor_once_by_two_at_least() -> None:
    expected, dead, desk = golden("pension", "PEN-214"), who_died(), a_desk()
    case = desk.asked(told(dead))
    assert case.hands >= 2 and desk.claim(case).region_id == BEIJING
    decision = desk.granted(case)
    assert amounts(decision) == {
        "funeral_grant": expected["funeral"],
        "survivor_benefit": expected["pension"],
        "account_left": TWO_MONTHS_OF_THE_ACCOUNT,
    }
    assert {(each.rhythm, each.from_month) for each in decision.items.all()} == {("once", NOVEMBER)}
    put = Entitlement.objects.filter(decision=decision)
    assert {(each.person_id, each.fund) for each in put} == {(desk.person.pk, Fund.PENSION)}
    assert not Entitlement.objects.filter(person=dead).exists(), "nothing is paid to the dead"
    assert set(DeathGrant.objects.values_list("deceased", "component")) == {
        (dead.pk, name) for name in amounts(decision)
    }
    assert reissue_pdf(decision.letter).startswith(b"%PDF")
    assert broken() == {}


def test_every_known_fact_has_its_source_and_every_figure_its_law() -> None:
    dead, desk = who_died(), a_desk()
    case = desk.asked(told(dead))
    signed = assessed(scheme_of(MATTER), claimant_of(desk.claim(case)), told(dead))
    facts = {each.name.zh: str(each.value) for each in signed.known}
    assert facts == {
        "死者": dead.name, "死亡日期": "2025-06-15", "缴费月数（含视同）": "2", "个人账户储存额（元）": "1,280.00",
    }  # fmt: skip
    assert all(each.source.zh and each.source.en for each in signed.known)
    trace = str(signed.told["trace"])
    assert "人社部发〔2021〕18号" in trace and "社会保险法第14条" in trace


def test_it_reaches_the_card_of_the_survivor() -> None:
    dead, desk = who_died(), a_desk()
    total = sum(amounts(desk.granted(desk.asked(told(dead)))).values())
    funded(Fund.PENSION)
    till = Till(fund=Fund.PENSION)
    own = till.opened()
    held = Hold.objects.filter(batch_id__in=own.batches.values("pk"), lifted_at=None)
    assert "outlier" in {till.lift(each).because for each in held}, "so much at once is looked into"
    (row,) = rows_of(till.sent(till.approved(own)))
    card = desk.person.bank_cards.get(ends_before=None)
    assert card.account in row.values() and f"{total / 100:.2f}" in row.values()
    assert broken() == {}


def test_of_who_a_former_register_paid_nine_months_are_left_and_the_account_is_not_guessed() -> None:
    expected, dead, desk = golden("pension", "PEN-216"), who_died(why=PeriodEnd.RETIRED), a_desk()
    case = desk.asked(told(dead))
    decision = desk.granted(case)
    assert amounts(decision) == {"funeral_grant": expected["funeral"], "survivor_benefit": expected["pension"]}
    assert "余额不能推算" in steps_of(desk, case, told(dead))


def test_of_who_drew_a_pension_what_was_paid_of_the_account_is_taken_off(monkeypatch: pytest.MonkeyPatch) -> None:
    """192 months: 9 + 12 ÷ 12 = 10, less 3 ÷ 12 for August to October. November is paid after the month of death."""
    person = a_career()
    pension, case = claimed(person)
    account = amounts(pension.granted(case))["account_pension"]
    assert account == 226_78, "31,000.50 ÷ 136.7"
    a_card(person)
    funded(Fund.PENSION)
    till = Till(fund=Fund.PENSION)
    till.sent(till.approved())
    dead, desk = dies(person, dt.date(2026, 10, 20)), a_desk()
    original = scheme_module.own_value
    monkeypatch.setattr(
        scheme_module, "own_value", lambda book, key, *, region, on: original(book, key, region=region, on=DIED_ON)
    )
    case = desk.asked(told(dead))
    assert desk.claim(case).region_id == BEIJING
    assert amounts(desk.granted(case)) == {
        "funeral_grant": 15_410_67,  # 92,464 ÷ 12 × 2
        "survivor_benefit": 75_127_00,  # 92,464 ÷ 12 × 9.75
        "account_left": 31_000_50 - 3 * 226_78,
    }
    assert broken() == {}


def test_what_a_bank_returned_was_not_drawn() -> None:
    person = a_career()
    pension, case = claimed(person)
    pension.granted(case)
    a_card(person)
    funded(Fund.PENSION)
    till = Till(fund=Fund.PENSION)
    till.answered(till.sent(till.approved()), {0: "account_closed"})
    dead, desk = dies(person, dt.date(2026, 10, 20)), a_desk()
    facts = told(dead, cause="of_work")
    assert amounts(desk.granted(desk.asked(facts))) == {"account_left": 31_000_50}


@pytest.mark.parametrize("is_opened", [True, False])
def test_what_is_on_its_way_for_the_month_of_death_is_not_inherited_too(is_opened: bool) -> None:
    """Died in November, whose run is not sent yet: the account parts of August to November leave by it."""
    person = a_career()
    pension, case = claimed(person)
    pension.granted(case)
    a_card(person)
    funded(Fund.PENSION)
    till = Till(fund=Fund.PENSION)
    before = till.opened(NOVEMBER - 1)
    till.sent(till.approved(before))
    if is_opened:
        till.opened()
    dead, desk = dies(person, dt.date(2026, 11, 3)), a_desk()
    facts = told(dead, cause="of_work")
    assert amounts(desk.granted(desk.asked(facts))) == {"account_left": 31_000_50 - 4 * 226_78}


def test_what_was_on_its_way_and_came_back_is_made_up_for_to_the_heirs_once() -> None:
    person = a_career()
    pension, case = claimed(person)
    pension.granted(case)
    a_card(person)
    funded(Fund.PENSION)
    till = Till(fund=Fund.PENSION)
    file = till.sent(till.approved(till.opened(NOVEMBER - 1)))
    dead, desk = dies(person, dt.date(2026, 10, 20)), a_desk()
    facts = told(dead, cause="of_work")
    assert amounts(desk.granted(desk.asked(facts))) == {"account_left": 31_000_50 - 3 * 226_78}
    assert "只支付一次" in not_due(desk, desk.asked(facts)), "it may still arrive"
    till.answered(file, {0: "account_closed"})
    assert amounts(desk.granted(desk.asked(facts))) == {"account_left_more": 3 * 226_78}
    assert "只支付一次" in not_due(desk, desk.asked(facts))
    assert broken() == {}


def test_months_that_were_not_due_do_not_lessen_what_is_inherited() -> None:
    """Ended from October by decision and demanded back: August and September alone are taken off."""
    person = a_career()
    pension, case = claimed(person)
    pension.granted(case)
    a_card(person)
    funded(Fund.PENSION)
    till = Till(fund=Fund.PENSION)
    till.sent(till.approved())
    dead, desk = dies(person, dt.date(2026, 10, 20)), a_desk()
    till.stopped(Entitlement.objects.get(person=person), month=Month(2026, 10), because="not_entitled")
    facts = told(dead, cause="of_work")
    assert amounts(desk.granted(desk.asked(facts))) == {"account_left": 31_000_50 - 2 * 226_78}


class Wreath(toy.Umbrella):
    """The funeral grant of another insurance."""

    code = "toy_wreath"
    components = {"funeral_grant": Words("丧葬补助金", "Funeral grant")}
    items = {"funeral_grant": "toy"}
    dead: Person

    def deceased(self, facts: Any) -> Person:
        return self.dead

    def assess(self, claimant: Claimant, facts: Any) -> Explained[Assessed]:
        found = super().assess(claimant, facts)
        item = Item("funeral_grant", 10_00, Rhythm.ONCE, Month.of(claimant.applied_on))
        return Explained(Assessed(items=[item]), found.trace)


@pytest.mark.parametrize("is_on_record", [True, False])
def test_only_one_funeral_grant_of_three(is_on_record: bool) -> None:
    """SIL 49: chosen elsewhere, as told or as decided."""
    expected, dead, desk = golden("pension", "PEN-215"), who_died(), a_desk()
    due = {"survivor_benefit": expected["pension"], "account_left": TWO_MONTHS_OF_THE_ACCOUNT}
    if not is_on_record:
        assert amounts(desk.granted(desk.asked(told(dead, funeral="from_elsewhere")))) == due
        return
    with toy.joined():
        wreath = Wreath()
        wreath.dead = dead
        toy.join(wreath)
        other = ClaimDesk(a_survivor("李明"), matter="toy_wreath")
        other.granted(other.asked({"days": 1}))
        assert amounts(desk.granted(desk.asked(told(dead)))) == due
        late = ClaimDesk(a_survivor("李红"), matter="toy_wreath")
        with pytest.raises(Refusal) as refusal:
            late.granted(late.asked({"days": 1}))
        assert refusal.value.code == "claim_granted_upon_death"


def test_of_a_death_of_work_the_account_alone_is_inherited() -> None:
    dead, desk = who_died(), a_desk()
    facts = told(dead, cause="of_work")
    case = desk.asked(facts)
    assert amounts(desk.granted(case)) == {"account_left": TWO_MONTHS_OF_THE_ACCOUNT}
    assert "由工伤保险基金支付" in steps_of(desk, case, facts)


@pytest.mark.parametrize(
    ("cause", "said"), [("of_work", "由工伤保险基金支付"), ("not_of_work", "没有职工养老保险缴费年限")]
)
def test_where_nobody_paid_a_month_it_is_denied_in_writing(cause: str, said: str) -> None:
    dead, desk = dies(a_person(lives_in=COUNTY_OF[BEIJING])), a_desk()
    assert said in not_due(desk, desk.asked(told(dead, cause=cause)))
    assert broken() == {}


def test_a_second_survivor_is_denied_in_writing() -> None:
    dead, desk, second = who_died(), a_desk(), ClaimDesk(a_survivor("李明"), matter=MATTER)
    case = desk.asked(told(dead))
    desk.granted(case)
    why = not_due(second, second.asked(told(dead, relation="child")))
    assert "只支付一次" in why and case.number in why
    assert broken() == {}


def test_what_was_handled_before_another_claim_was_granted_is_not_signed_for() -> None:
    dead, desk, second = who_died(), a_desk(), ClaimDesk(a_survivor("李明"), matter=MATTER)
    waiting = second.handled(second.asked(told(dead, relation="child")))
    desk.granted(desk.asked(told(dead)))
    with pytest.raises(Refusal) as refusal:
        second.act("review", waiting, second.reviewer)
    assert refusal.value.code == "claim_assessed_anew"


def two_records() -> tuple[Person, str]:
    """Somebody who died, and the number of the other record of theirs."""
    _, person = a_worker(months=PAID)
    loses_work(person, before=Month(2025, 3))
    other = a_person(name=person.name, lives_in=COUNTY_OF[BEIJING])
    signers = [a_member_of_staff(post, at=BEIJING) for post in ("clerk", "reviewer")]
    merged(person, other, *signers)
    return dies(person), identity_number_of(other)


def test_another_record_of_who_died_is_the_same_person() -> None:
    dead, number = two_records()
    desk, second = a_desk(), ClaimDesk(a_survivor("李明"), matter=MATTER)
    assert amounts(desk.granted(desk.asked(told(number))))["account_left"] == TWO_MONTHS_OF_THE_ACCOUNT
    assert "只支付一次" in not_due(second, second.asked(told(dead, relation="child")))


def test_the_database_refuses_a_second_one_under_any_record(monkeypatch: pytest.MonkeyPatch) -> None:
    """As of two approvals at the same moment: neither sees what the other grants."""
    dead, number = two_records()
    desk, second = a_desk(), ClaimDesk(a_survivor("李明"), matter=MATTER)
    desk.granted(desk.asked(told(dead)))
    monkeypatch.setattr(death, "granted_upon", lambda person: {})
    monkeypatch.setattr(deceased, "head_of", lambda person: person)
    with pytest.raises(Refusal) as refusal:
        second.granted(second.asked(told(number, relation="child")))
    assert refusal.value.code == "claim_granted_upon_death"
    assert Decision.objects.filter(outcome="granted").count() == 1


def test_a_grant_upon_a_death_is_what_was_granted_of_somebody_dead() -> None:
    dead, desk = who_died(), a_desk()
    item = desk.granted(desk.asked(told(dead))).items.get(component="account_left")
    with database.refused("death_grant_as_granted"):
        DeathGrant.objects.create(item=item, deceased=dead, component="wreath")
    with database.refused("death_grant_of_the_dead"):
        DeathGrant.objects.create(item=item, deceased=a_person(), component="account_left")
    with database.refused("death_grant_as_granted"):
        DeathGrant.objects.create(item=item, deceased=dies(desk.person), component="account_left")


def wrong(desk: ClaimDesk, number: str, language: str) -> str:
    with translation.override(language):
        form = DeathClaimForm(told(number), subject=about(desk.person))
        return "".join(map(str, form.errors.get("deceased", [])))


def test_a_wrong_number_is_told_at_its_field_in_both_languages() -> None:
    desk, alive = a_desk(), a_person()
    unknown, own = citizen_number(order=977), identity_number_of(desk.person)
    for number, zh, en in (
        (unknown, "没有登记这个号码的人员", "Nobody is registered"),
        (identity_number_of(alive), "没有登记死亡", "No death is on record"),
        (own, "这是申请人本人的号码", "who claims"),
    ):
        assert zh in wrong(desk, number, "zh-hans") and en in wrong(desk, number, "en")
        with pytest.raises(Refusal) as refusal:
            desk.asked(told(number))
        assert refusal.value.code == "facts_invalid"
    assert wrong(desk, unknown[:-1] + ("1" if unknown[-1] != "1" else "2"), "en"), "its check digit is wrong"
    assert wrong(desk, "", "en")


def test_a_clerk_of_another_region_does_not_take_it() -> None:
    dead, desk = who_died(), ClaimDesk(a_survivor(), pool=SHANGHAI, matter=MATTER)
    with pytest.raises(Refusal) as refusal:
        desk.asked(told(dead))
    assert refusal.value.code == "matter_handled_elsewhere"


def test_a_death_that_is_taken_back_is_not_paid_for() -> None:
    dead, desk = who_died(), a_desk()
    case = desk.asked(told(dead))
    Person.objects.filter(pk=dead.pk).update(died_on=None)
    with pytest.raises(Refusal) as refusal:
        desk.handled(case)
    assert refusal.value.code == "pension_not_dead_on_record"


def test_the_income_of_all_does_not_stand_in_for_that_of_the_province() -> None:
    """Of 2026 that of Beijing is not on file."""
    desk = a_desk()
    case = desk.asked(told(who_died(on=dt.date(2026, 10, 1))))
    with pytest.raises(Refusal) as refusal:
        desk.handled(case)
    assert refusal.value.code == "not_verified_here"


def test_the_dead_claim_nothing_and_nobody_claims_it_online() -> None:
    dead, desk = who_died(), a_desk()
    assert set(desk.matter.doors) == {Door.COUNTER}
    assert "已于 2025-06-15 死亡" in str(desk.matter.against(about(dead), DIED_ON)[0].said)
    assert desk.matter.against(about(desk.person), DIED_ON) == []


def signed_in(user: Any) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.mark.usefixtures("letters_set")
def test_the_clerk_takes_it_at_the_counter_and_the_survivor_reads_it(settings: Any) -> None:
    settings.STAFF_TOTP_REQUIRED = False
    dead, alive, desk = who_died(), a_person(), a_desk()
    clerk, number = signed_in(desk.clerk), desk.person.number
    assert clerk.get(reverse("matter_start", args=[MATTER, number])).status_code == 200
    sent = {"channel": "counter", "applied_by": "self", "seen_identity_card": "on", "seen_kinship": "on"}
    send = reverse("matter_receive", args=[MATTER, number])
    wrong_number = clerk.post(send, told(alive) | sent)
    assert wrong_number.status_code == 422 and "没有登记死亡" in wrong_number.content.decode()
    assert clerk.post(send, told(dead) | sent).status_code == 302
    case = Case.objects.get(matter=MATTER)
    survivor = signed_in(a_citizen(desk.person))
    for page in (
        clerk.get(reverse("case", args=[case.number])),
        survivor.get(reverse("citizen_case", args=[case.number])),
    ):
        shown = page.content.decode()
        assert page.status_code == 200 and dead.name in shown and identity_number_of(dead) not in shown
    own = survivor.get(reverse("citizen_benefits")).content.decode()
    assert reverse("guide", args=[MATTER]) in own and reverse("citizen_apply", args=[MATTER]) not in own
    assert Client().get(reverse("guide", args=[MATTER])).status_code == 200
