"""The yearly adjustment: reckoned for everybody, approved by another, in payment with the months gone by."""

import datetime as dt
from itertools import product
from pathlib import Path

import pytest
from django.conf import settings as configured
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoDbBlocker, Settings

from benefits.payments import actions
from benefits.payments.models import BenefitLine, Component, Entitlement, Rise, RiseLine
from benefits.payments.rules.rising import RISE
from benefits.payments.tiles import tiles_for
from benefits.pension.adjusting import YearlyAdjustment
from benefits.pension.models import PensionBasis
from benefits.pension.rules.adjustment import AdjustmentFacts, AdjustmentLaw, adjustment
from enrollment.registry.models import Person
from enrollment.registry.selectors import viewer_of
from siadmin.agency.insurances import Fund
from siadmin.kernel.months import Month
from siadmin.kernel.refusal import Refusal
from siadmin.letters.models import Message
from siadmin.policy.actions import approve, propose
from siadmin.policy.models import Series, Value
from siadmin.policy.selectors import StoredLawBook
from tests import cities, database
from tests.cities import BEIJING, NOVEMBER, broken, tick, work
from tests.factories import NOW, TODAY, a_user
from tests.payments.setting_off import looked_into
from tests.payments.till import Till, funded
from tests.pension.rising import CODE, YEAR, a_pensioner, a_till, approved, opened, reckoned
from tests.pension.test_old_age_pension import a_career, claimed

GONE_BY = NOVEMBER.index - YEAR.index + 1


def law(region: str = BEIJING) -> AdjustmentLaw:
    return AdjustmentLaw.from_book(StoredLawBook(), region=region, on=YEAR.first_day)


@pytest.fixture
def till(five_cities: None) -> Till:
    funded(Fund.PENSION, 10_000_000_000)
    return a_till()


def test_the_picture_is_the_table() -> None:
    page = (Path(configured.BASE_DIR) / "docs/workflows/rise.md").read_text(encoding="utf-8")
    assert page.partition("```mermaid\n")[2].partition("```")[0] == RISE.mermaid()


def test_what_was_reckoned_is_approved_put_in_payment_and_paid_with_the_months_gone_by(till: Till) -> None:
    people = [a_pensioner(name=name) for name in ("李一", "李二")]
    own = reckoned(till)
    assert (own.state, own.people) == ("checking", 2)
    assert not Component.objects.filter(component="pension_adjusted").exists(), "nothing is paid from a reckoning"
    for line in own.lines.select_related("entitlement"):
        basis = PensionBasis.objects.get(decision=line.entitlement.decision)
        assert (basis.months, basis.retired_in, line.told) == (192, Month(2024, 3), {"years": 16, "age": 60})
        facts = AdjustmentFacts(line.before_fen, 16, 60)
        assert line.amount_fen == adjustment(facts, law()).value
    own = approved(till, own)
    assert own.state == "done"
    parts = Component.objects.filter(component="pension_adjusted", from_month=YEAR)
    assert {part.entitlement.person_id for part in parts} == {each.pk for each in people}
    for line in own.lines.select_related("entitlement__person"):
        told = Message.objects.get(code="benefit_risen", recipient=line.entitlement.person.number)
        assert (told.params["before_fen"], told.params["after_fen"], told.params["month"]) == (
            line.before_fen, line.before_fen + line.amount_fen, str(YEAR)
        )  # fmt: skip
    till.opened()
    for part in parts:
        paid = BenefitLine.objects.filter(component_id=part.pk, person_id=part.entitlement.person_id)
        assert [line.amount_fen for line in paid] == [part.amount_fen] * GONE_BY
    assert broken() == {}


def test_the_statement_and_the_rule_say_the_same(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> None:
    """Over ages, years and pensions on both sides of every threshold; by the owner, who may rewrite what is kept."""
    with django_db_blocker.unblock(), database.as_owner(), database.savepoint():
        cities.plant()
        funded(Fund.PENSION)
        person = a_pensioner()
        measure, own = YearlyAdjustment(), opened(a_till())
        database.run("SET CONSTRAINTS ALL IMMEDIATE")
        for table in ("payments_component", "payments_riseline", "pension_pensionbasis", "registry_person"):
            database.run(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        database.run("DELETE FROM payments_component WHERE component <> 'basic_pension'")
        ages, years = (59, 64, 65, 69, 70, 74, 75, 79, 80, 95), (9, 10, 29, 30, 41)
        for age, year, before in product(ages, years, (711_799, 711_800, 711_801, 333_333)):
            Person.objects.filter(pk=person.pk).update(birth_on=dt.date(2024 - age, 12, 31))
            PensionBasis.objects.update(months=year * 12 + 11)
            Component.objects.update(amount_fen=before)
            people, fen = measure.reckon(own, 0, person.pk)
            assert people == 1
            assert fen == adjustment(AdjustmentFacts(before, year, age), law()).value, (age, year, before)
            database.run("DELETE FROM payments_riseline")


def test_who_retired_in_the_year_or_ended_before_does_not_rise(till: Till) -> None:
    drawing, later, ended = a_pensioner(), a_career(name="李迟"), a_pensioner(name="李止")
    desk, case = claimed(later)
    desk.granted(case)
    till.stopped(Entitlement.objects.get(person=ended), month=Month(2024, 12))
    assert [line.entitlement.person for line in reckoned(till).lines.all()] == [drawing]


def test_a_place_without_a_plan_for_the_year_is_refused_and_nothing_is_left(till: Till) -> None:
    a_pensioner()
    with pytest.raises(Refusal) as refused:
        opened(till, Month(2026, 1))
    assert refused.value.code == "no_law_in_force"
    assert not Rise.objects.exists()


def test_who_reckoned_it_does_not_approve_it_and_no_state_is_skipped(till: Till) -> None:
    a_pensioner()
    own = reckoned(till)
    with pytest.raises(Refusal) as refused:
        actions.approve_rise(rise_id=own.pk, seen_version=own.version, by=till.clerk, at=tick())
    assert refused.value.code == "payments_not_your_post"
    put = Rise.objects.filter(pk=own.pk)
    with database.refused("rise_four_eyes"):
        put.update(
            state="approved", approved_by=till.clerk, approved_eyes=till.clerk.eyes, approved_at=tick(), put_run=own.run
        )
    with database.refused("rise_stays"):
        put.update(people=2)
    with database.refused("rise_stays"):
        database.run("DELETE FROM payments_rise WHERE id = %s", own.pk)
    with database.refused("rise_course"):
        put.update(state="done", approved_by=till.approver, approved_eyes=till.approver.eyes, put_run=own.run)


def test_one_that_was_cancelled_may_be_reckoned_anew_and_no_other(till: Till) -> None:
    a_pensioner()
    own = reckoned(till)
    with pytest.raises(Refusal) as refused:
        opened(till)
    assert refused.value.code == "rise_already"
    actions.cancel_rise(rise_id=own.pk, seen_version=own.version, by=till.approver, at=tick(), reason="方案有误")
    again = approved(till, reckoned(till))
    assert again.people == 1 and RiseLine.objects.filter(in_payment__isnull=False).count() == 1


def test_who_is_granted_late_rises_by_a_supplement_of_the_same_law(
    till: Till, client: Client, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.STAFF_TOTP_REQUIRED = False
    monkeypatch.setattr(timezone, "now", lambda: NOW + dt.timedelta(hours=1))
    a_pensioner()
    first = approved(till, reckoned(till))
    with pytest.raises(Refusal) as refused:
        opened(till)
    assert refused.value.code == "rise_already", "nobody was granted since"
    late = a_pensioner(name="李晚")
    (tile,) = [each for each in tiles_for(viewer_of(till.clerk, on=TODAY), TODAY) if "supplement" in each.code]
    assert tile.count == 1
    client.force_login(till.clerk)
    assert "核定在后" in client.get(reverse("rises")).content.decode()
    told = {"measure": CODE, "place": BEIJING, "from_month": str(YEAR)}
    assert client.post(reverse("rise_open"), told).status_code == 302
    own = Rise.objects.get(sequence=1)
    work(own.run)
    own.refresh_from_db()
    (line,) = own.lines.all()
    assert (line.entitlement.person, line.amount_fen) == (late, first.lines.get().amount_fen)
    assert approved(till, own).state == "done" and own.law == first.law
    part = Component.objects.get(component="pension_adjusted", entitlement__person=late)
    assert part.from_month == YEAR
    with pytest.raises(Refusal) as refused:
        opened(till)
    assert refused.value.code == "rise_already"
    assert broken() == {}


def test_a_supplement_goes_by_the_law_of_the_first_and_raises_nobody_twice(till: Till) -> None:
    a_pensioner()
    first = approved(till, reckoned(till))
    late = Entitlement.objects.get(person=a_pensioner(name="李晚"))
    line = first.lines.get()
    with database.refused("rise_lines_while_reckoning"):
        database.forged(line, entitlement_id=late.pk)
    with database.refused("rise_as_the_first"):
        Rise.objects.create(
            number="A0000000000X", measure=CODE, region=first.region, fund=first.fund, component=first.component,
            from_month=YEAR, sequence=1, law=[], run=first.run, opened_by=till.clerk, opened_eyes=till.clerk.eyes,
            opened_at=tick(),
        )  # fmt: skip
    own = opened(till)
    with database.refused("rise_line_once_a_measure"):
        RiseLine.objects.create(
            rise=own, entitlement=line.entitlement, from_month=YEAR, before_fen=1, amount_fen=1, told={}
        )
    work(own.run)
    own.refresh_from_db()
    actions.cancel_rise(rise_id=own.pk, seen_version=own.version, by=till.approver, at=tick(), reason="重算")
    cities.change_law("pension.adjustment_fixed", BEIJING, category="", value=19)
    with pytest.raises(Refusal) as refused:
        opened(till)
    assert refused.value.code == "rise_law_of_the_first"


def the_same_plan_for_2026() -> None:
    for series in Series.objects.filter(key__startswith="pension.adjustment", region_id=BEIJING):
        value = Value.objects.get(series=series, superseded_at=None)
        proposal = propose(
            key=series.key, region=series.region, category=series.category, unit=series.unit,
            starts_on=dt.date(2026, 1, 1), ends_before=dt.date(2027, 1, 1), value=value.value, source="test",
            status="official", note="", by=a_user(staff=True), at=tick(),
        )  # fmt: skip
        approve(proposal_id=proposal.pk, seen_version=0, by=a_user(staff=True), at=tick())


def test_a_later_year_is_reckoned_from_what_the_earlier_and_its_supplement_brought(till: Till) -> None:
    a_pensioner()
    (line,) = approved(till, reckoned(till)).lines.all()
    the_same_plan_for_2026()
    a_pensioner(name="李晚")
    with pytest.raises(Refusal) as refused:
        opened(till, YEAR + 12)
    assert refused.value.code == "rise_earlier_first"
    approved(till, reckoned(till))
    own = opened(till, YEAR + 12)
    newest = Entitlement.objects.get(person=a_pensioner(name="李新"))
    told = {"entitlement": newest, "before_fen": 1, "amount_fen": 1, "told": {}}
    RiseLine.objects.create(rise=own, from_month=own.from_month, **told)
    work(own.run)
    reckoned_for = own.lines.exclude(entitlement=newest)
    assert {each.before_fen for each in reckoned_for} == {line.before_fen + line.amount_fen}
    assert reckoned_for.count() == 2
    supplement = opened(till)
    with database.refused("rise_line_in_order"):
        RiseLine.objects.create(rise=supplement, from_month=YEAR, **told)


def test_the_first_rise_of_an_earlier_year_comes_too_late(till: Till) -> None:
    a_pensioner()
    the_same_plan_for_2026()
    own = opened(till, YEAR + 12)
    with pytest.raises(Refusal) as refused:
        opened(till)
    assert refused.value.code == "rise_later_stands"
    with database.refused("rise_after_the_earlier"):
        database.forged(own, number="A0000000000X", from_month=YEAR + 24)
    with database.refused("rise_before_the_later"):
        Rise.objects.create(
            number="A0000000000X", measure=CODE, region=own.region, fund=own.fund, component=own.component,
            from_month=YEAR, law=own.law, run=own.run, opened_by=till.clerk, opened_eyes=till.clerk.eyes,
            opened_at=tick(),
        )  # fmt: skip


def test_what_nobody_approved_is_not_put_in_payment(till: Till) -> None:
    a_pensioner()
    line = reckoned(till).lines.get()
    with database.refused("entitlement_as_granted"):
        Component.objects.create(
            entitlement=line.entitlement, rise_line=line, component="pension_adjusted", booked_as="basic_pension",
            amount_fen=line.amount_fen, rhythm="monthly", from_month=YEAR,
        )  # fmt: skip


def test_an_allowance_does_not_rise_and_the_page_says_so(till: Till, client: Client, settings: Settings) -> None:
    settings.STAFF_TOTP_REQUIRED = False
    a_pensioner()
    own = reckoned(till)
    assert not own.lines.exclude(entitlement__scheme="old_age_pension").exists()
    client.force_login(till.approver)
    assert "病残津贴不在其中" in client.get(reverse("rise", args=[own.number])).content.decode()


def test_the_screens_from_reckoning_to_approval(
    till: Till, client: Client, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.STAFF_TOTP_REQUIRED = False
    monkeypatch.setattr(timezone, "now", lambda: NOW + dt.timedelta(hours=1))
    a_pensioner()
    client.force_login(till.clerk)
    told = {"measure": CODE, "place": BEIJING, "from_month": str(YEAR)}
    assert client.post(reverse("rise_open"), told).status_code == 302
    own = Rise.objects.get()
    work(own.run)
    again = client.post(reverse("rise_open"), told)
    assert again.status_code == 409 and own.number in again.content.decode()
    client.force_login(till.approver)
    line = own.lines.get()
    page = client.get(reverse("rise", args=[own.number]), {"line": line.pk}).content.decode()
    assert "每满1年增加" in page and "北京市2025年" in page
    own.refresh_from_db()
    act = reverse("rise_act", args=[own.number, "approve"])
    assert client.post(act, {"seen_version": own.version + 1}).status_code == 409
    assert client.post(act, {"seen_version": own.version}).status_code == 302
    own.refresh_from_db()
    assert own.state == "approved"


def test_a_stop_takes_every_part_of_the_pension_and_asks_back_each_month_once(till: Till) -> None:
    person = a_pensioner()
    approved(till, reckoned(till))
    till.sent(till.approved(looked_into(till, till.opened())))
    entitlement = Entitlement.objects.get(person=person)
    till.stopped(entitlement, month=NOVEMBER - 1)
    overpayment = entitlement.endings.get().overpayment
    a_month = sum(entitlement.components.values_list("amount_fen", flat=True))
    assert [month.amount_fen for month in overpayment.months.order_by("month")] == [a_month] * 2
    assert broken() == {}


def test_a_year_has_one_adjustment_and_it_begins_in_january(till: Till) -> None:
    a_pensioner()
    with pytest.raises(Refusal) as refused:
        opened(till, Month(2025, 2))
    assert refused.value.code == "pension_rise_not_january" and not Rise.objects.exists()
