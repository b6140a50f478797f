"""What stands under one record of a person counts for the others: what they paid themself, what moved, was brought, who
acts for them; an act under one record is refused where another record makes it wrong (SIL 58; REG 11)."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings as portal
from django.db import connection
from django.test import Client
from django.urls import reverse

from contributions.accounts.models import AccountKind
from contributions.accounts.selectors import balances_of, government_added, moves_of, openings_of
from contributions.accounts.selectors.rights import balance_at
from contributions.assessment.doubled import doubled_in
from contributions.assessment.models import Bill
from contributions.assessment.selectors import record_of
from contributions.checkout.actions import open_order
from contributions.checkout.selectors import orders_of, payable
from contributions.history.counted import months_paid
from contributions.history.selectors import deemed_in, months_of, paid_in
from contributions.selfpay.actions import choose_resident_tier
from contributions.selfpay.law import people_owed
from contributions.selfpay.selectors import own_months, standing_of, subsidies_of
from contributions.transfers.models import Transfer
from contributions.transfers.selectors import transfers_seen_by
from enrollment.agents.actions import end_mandate
from enrollment.agents.models import Mandate
from enrollment.participation.actions import join
from enrollment.participation.actions.by_oneself import (
    change_terms,
    choose_tier,
    give_up_tier,
    join_by_oneself,
    stop_paying,
)
from enrollment.participation.actions.joining import Joining
from enrollment.participation.models import Employment, InsuredPeriod, OwnKind, OwnTerms, WorkerKind
from enrollment.registry.actions import rename_person
from enrollment.registry.matters import MERGE, NAME, PHONE
from enrollment.registry.models import Merge, Person
from enrollment.registry.selectors import viewer_of
from siadmin.agency.insurances import Fund, Insurance, ResidentScheme
from siadmin.agency.models import User
from siadmin.agency.posts import Post
from siadmin.agency.viewer import Viewer
from siadmin.kernel.months import Month
from siadmin.kernel.refusal import Refusal
from siadmin.matters.agents import acting_in
from siadmin.matters.models import Channel
from siadmin.matters.selectors.cases import changes_of
from tests import database
from tests.accounts.test_own_accounts import pay, subsidised
from tests.agents.test_agents import asked as asked_by_agent
from tests.agents.test_agents import recorded
from tests.cities import BEIJING, CHENGDU, COUNTY_OF, NOVEMBER, OCTOBER, broken, tick
from tests.factories import (
    NOW,
    TODAY,
    a_citizen,
    a_member_of_staff,
    a_person,
    an_employer,
    an_employment,
    citizen_number,
    region,
)
from tests.history import telling
from tests.registry.counter import asked, merged, parted
from tests.transfers.desks import ACCOUNT_FEN, Desks, joins, leaves, paid_months

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("five_cities", "at_the_desk")]
DECEMBER = Month(2026, 12)
FLOOR_FEN = 7_270_00  # Beijing from 2026-07


@pytest.fixture(autouse=True)
def _nothing_is_broken(five_cities: None) -> Iterator[None]:
    yield
    assert broken() == {}


@pytest.fixture
def clerk(five_cities: None) -> User:
    return a_member_of_staff(Post.CLERK, name="林清")


@pytest.fixture
def reviewer(five_cities: None) -> User:
    return a_member_of_staff(Post.REVIEWER, name="周毅")


@pytest.fixture
def kept(five_cities: None) -> Person:
    return a_person(name="林静", lives_in="110105", number=citizen_number(order=961))


@pytest.fixture
def other(five_cities: None) -> Person:
    return a_person(name="林静", lives_in="110105", number=citizen_number(order=971))


def pays_oneself(person: Person, *insurances: str, since: Month = NOVEMBER) -> OwnTerms:
    return join_by_oneself(
        person=person, region=region(BEIJING), insurances=insurances or (Insurance.PENSION, Insurance.MEDICAL),
        base_fen=FLOOR_FEN, rhythm="monthly", from_month=since, by=None, at=tick(),
    )  # fmt: skip


def is_resident(person: Person, year: int = 2026, scheme: str = ResidentScheme.PENSION) -> OwnTerms:
    return choose_resident_tier(
        person=person, region=region(BEIJING), scheme=scheme, year=year, tier_fen=1_000_00, category="resident",
        by=None, at=tick(),
    )  # fmt: skip


def seen_as(user: User) -> Client:
    client = Client(HTTP_ACCEPT_LANGUAGE="en")
    client.force_login(user, backend=portal.AUTHENTICATION_BACKENDS[-1])
    return client


def kept_rows(*people: Person) -> dict[str, set[str]]:
    """Every row of the money and months of these people, as it lies in the tables."""
    tables = (
        "participation_ownterms", "participation_insuredperiod", "assessment_line", "assessment_bill",
        "accounts_credit", "accounts_subsidycredit", "accounts_opening", "accounts_move", "accounts_payment",
        "history_historymonth", "collection_receipt", "checkout_paymentorder", "selfpay_subsidyitem",
        "transfers_transfer",
    )  # fmt: skip
    found: dict[str, set[str]] = {}
    with connection.cursor() as cursor:
        for table in tables:
            cursor.execute(
                f"SELECT row_to_json(kept)::text FROM {table} AS kept WHERE person_id = ANY(%s)",
                [[person.pk for person in people]],
            )
            found[table] = {row for (row,) in cursor.fetchall()}
    return found


# --- what somebody pays themself --------------------------------------------------------------------------------------


def test_what_is_to_pay_under_any_record_is_shown_and_paid_under_it(
    kept: Person, other: Person, clerk: User, reviewer: User, settings: Any
) -> None:
    settings.PAYMENT_CHANNEL = "contributions.checkout.simulator.SimulatedChannel"
    citizen = a_citizen(kept)
    pays_oneself(other)
    merged(kept, other, clerk, reviewer)
    assert standing_of(kept.pk, TODAY).terms is not None
    (due,) = payable(kept.pk, on=TODAY)
    assert (due.record, due.person_id, due.key) == (other.number, other.pk, f"{NOVEMBER}.{other.number}")
    page = seen_as(citizen).get(reverse("citizen_own")).content.decode()
    assert f"record {other.number}" in page
    order = open_order(person=kept, keys=[due.key], by=citizen, at=NOW)
    assert order.person == other and list(orders_of(kept.pk)) == [order]
    assert seen_as(citizen).get(reverse("citizen_order", args=[order.number])).status_code == 200
    parted(kept, other, clerk, reviewer)
    assert payable(kept.pk, on=TODAY) == [] and list(orders_of(kept.pk)) == []
    assert list(orders_of(other.pk)) == [order], "what was opened stays with its record"


def test_what_two_records_ask_for_is_paid_one_after_the_other(
    kept: Person, other: Person, clerk: User, reviewer: User, settings: Any
) -> None:
    settings.PAYMENT_CHANNEL = "contributions.checkout.simulator.SimulatedChannel"
    is_resident(kept)
    pays_oneself(other, Insurance.MEDICAL)
    merged(kept, other, clerk, reviewer)
    keys = [each.key for each in payable(kept.pk, on=TODAY)]
    assert len(keys) == len(set(keys)) == 2
    with pytest.raises(Refusal) as refused:
        open_order(person=kept, keys=keys, by=None, at=NOW)
    assert refused.value.code == "one_record_at_a_time"
    first = open_order(person=kept, keys=keys[:1], by=None, at=NOW)
    second = open_order(person=kept, keys=keys[1:], by=None, at=NOW)
    first.refresh_from_db()
    assert (first.state, second.state) == ("closed", "open"), "one payment of a person is open at a time"


def test_nobody_pays_for_themself_under_two_records(kept: Person, other: Person, clerk: User, reviewer: User) -> None:
    pays_oneself(other, Insurance.PENSION)
    merged(kept, other, clerk, reviewer)
    with pytest.raises(Refusal) as refused:
        pays_oneself(kept, Insurance.MEDICAL)
    assert refused.value.code == "joined_by_oneself_already"
    with database.refused("own_terms_once_at_a_time"):
        OwnTerms.objects.create(
            person=kept, region=region(BEIJING), kind=OwnKind.FLEXIBLE, base_fen=FLOOR_FEN, rhythm="monthly",
            from_month=DECEMBER, chosen_at=tick(),
        )  # fmt: skip


def test_terms_are_changed_and_ended_where_they_were_chosen(
    kept: Person, other: Person, clerk: User, reviewer: User
) -> None:
    pays_oneself(other)
    merged(kept, other, clerk, reviewer)
    terms = change_terms(person=kept, base_fen=8_000_00, rhythm="monthly", from_month=DECEMBER, by=None, at=tick())
    assert terms.person == other
    stop_paying(person=kept, before=Month(2027, 1), by=None, at=tick())
    assert not OwnTerms.objects.filter(before_month=None).exists()
    assert not OwnTerms.objects.filter(person=kept).exists()


def test_records_that_both_pay_for_themselves_are_not_merged(
    kept: Person, other: Person, clerk: User, reviewer: User
) -> None:
    pays_oneself(kept, Insurance.PENSION)
    pays_oneself(other, Insurance.MEDICAL)
    with pytest.raises(Refusal) as refused:
        asked(MERGE, kept, clerk, number=other.number, why="核对")
    assert refused.value.code == "both_still_insured" and "paying for oneself" in refused.value.en
    case = asked(NAME, kept, clerk, name="林婧")
    with database.refused("merged_insured_once"):
        Merge.objects.create(record=other, into=kept, from_month=NOVEMBER, case=case, merged_at=tick())
    stop_paying(person=other, before=NOVEMBER, by=None, at=tick())
    assert merged(kept, other, clerk, reviewer).state == "done"


def test_whoever_comes_to_be_employed_stops_paying_under_any_record(
    kept: Person, other: Person, clerk: User, reviewer: User
) -> None:
    pays_oneself(other)
    pay(other)
    merged(kept, other, clerk, reviewer)
    employer = an_employer(at=COUNTY_OF[BEIJING])
    joining = Joining(person=kept, kind=WorkerKind.EMPLOYEE, starts_on=dt.date(2026, 11, 2))
    join(employer=employer, joinings=[joining], by=None, at=tick())
    (terms,) = OwnTerms.objects.filter(person=other)
    assert terms.before_month == DECEMBER, "the month that is paid stays theirs"
    starts = dict(kept.insured_periods.values_list("insurance", "from_month"))
    assert (starts[Insurance.PENSION], starts[Insurance.UNEMPLOYMENT]) == (DECEMBER, NOVEMBER)


def test_a_resident_of_one_record_is_no_resident_of_the_other(
    kept: Person, other: Person, clerk: User, reviewer: User
) -> None:
    is_resident(other, 2027)
    an_employment(kept, an_employer(at=COUNTY_OF[BEIJING]), since=OCTOBER, left=NOVEMBER)
    merged(kept, other, clerk, reviewer)
    with pytest.raises(Refusal) as refused:
        is_resident(kept, 2027)
    assert refused.value.code == "tier_chosen_already"
    give_up_tier(person=kept, scheme=ResidentScheme.PENSION, year=2027, by=None, at=tick())
    an_employment(other, an_employer(at=COUNTY_OF[BEIJING]), since=NOVEMBER)
    with pytest.raises(Refusal) as refused:
        choose_tier(
            person=kept, region=region(BEIJING), scheme=ResidentScheme.PENSION, year=2026, tier_fen=1_000_00, by=None,
            at=tick(),
        )  # fmt: skip
    assert refused.value.code == "insured_as_employee"


def test_a_year_both_chose_before_is_told_to_three_and_government_adds_to_it_once(
    kept: Person, other: Person, clerk: User, reviewer: User
) -> None:
    for person in (kept, other):
        is_resident(person)
        pay(person)
    case = asked(MERGE, kept, clerk, number=other.number, why="核对")
    assert case.risk == "high" and any("2026-01" in str(each.label) for each in changes_of(case))
    merged(kept, other, clerk, reviewer, a_member_of_staff(Post.APPROVER))
    twice = doubled_in(record_of(kept.pk, today=TODAY))
    assert {each.insurance for each in twice} == {ResidentScheme.PENSION}
    assert people_owed(Fund.PENSION_RESIDENT, region(BEIJING), NOVEMBER) == 2
    subsidised()
    assert subsidies_of(kept.pk).count() == subsidies_of(other.pk).count() == 1
    assert people_owed(Fund.PENSION_RESIDENT, region(BEIJING), NOVEMBER) == 0


# --- a merge undone after new payments --------------------------------------------------------------------------------


def test_a_merge_undone_after_new_payments_loses_nothing_and_moves_nothing(
    kept: Person, other: Person, clerk: User, reviewer: User
) -> None:
    is_resident(kept)
    pay(kept)
    pays_oneself(other, Insurance.MEDICAL)
    before = kept_rows(kept, other)
    merged(kept, other, clerk, reviewer)
    assert kept_rows(kept, other) == before, "no row of either record changed"
    pay(other)
    subsidised()
    fen = balances_of(kept.pk)
    assert fen == balances_of(other.pk) and fen[AccountKind.PENSION_RESIDENT] > 100_000
    assert len(own_months(kept.pk, TODAY)) == 2 and len(government_added(other.pk)) == 1
    assert balance_at(other.pk, AccountKind.PENSION_RESIDENT, TODAY) == fen[AccountKind.PENSION_RESIDENT]
    since = kept_rows(kept, other)
    parted(kept, other, clerk, reviewer)
    assert kept_rows(kept, other) == since, "what came since is where it was booked"
    assert balances_of(kept.pk)[AccountKind.PENSION_RESIDENT] == fen[AccountKind.PENSION_RESIDENT]
    assert AccountKind.PENSION_RESIDENT not in balances_of(other.pk)
    assert [each.scheme for each in own_months(other.pk, TODAY)] == [""]
    assert not government_added(other.pk) and Bill.objects.filter(person=other, settled_on=None).count() == 0
    merged(kept, other, clerk, reviewer)
    assert balances_of(kept.pk) == fen and kept_rows(kept, other) == since


# --- history ----------------------------------------------------------------------------------------------------------


def test_history_of_two_records_counts_a_month_once(kept: Person, other: Person, clerk: User, reviewer: User) -> None:
    of_kept, of_other = telling.of(kept), telling.of(other)
    telling.booked(telling.months("2001-01", "2001-12", **of_kept), telling.balance(**of_kept))
    telling.booked(telling.months("2001-07", "2002-06", **of_other), telling.deemed("1999-01", "1999-12", **of_other))
    merged(kept, other, clerk, reviewer)
    for record in (kept, other):
        months = months_of(record.pk)
        assert len(months) == 36
        assert (len(paid_in(months, Insurance.PENSION)), len(deemed_in(months, Insurance.PENSION))) == (18, 12)
        assert [each.amount_fen for each in openings_of(record.pk)] == [3_100_050]
    page = seen_as(clerk).get(reverse("person", args=[kept.number])).content.decode()
    assert "1999-01 – 1999-12" in page
    file = telling.sent(
        telling.months("2001-01", "2001-03", **of_other), telling.months("1999-06", "1999-08", **of_kept),
        telling.balance(**of_other),
    )  # fmt: skip
    assert set(file.rows.values_list("problem", flat=True)) == {"history_known"}
    parted(kept, other, clerk, reviewer)
    assert len(months_of(kept.pk)) == 12 and not openings_of(other.pk)


def somebody_paid() -> Person:
    """With months paid in Beijing, by the name of `kept`."""
    _, person = paid_months()
    return rename_person(person=person, name="林静", by=a_member_of_staff(Post.CLERK), at=tick(), reason="核对")


# --- transfers --------------------------------------------------------------------------------------------------------


def test_the_relation_of_any_record_moves_one_after_the_other(kept: Person) -> None:
    there = somebody_paid()
    leaves(there)
    joins(kept)
    desks = Desks(person=kept)
    reviewer = a_member_of_staff(Post.REVIEWER)
    merged(kept, there, a_member_of_staff(Post.CLERK), reviewer)
    transfer = desks.agreed(desks.asked())
    assert (transfer.person, transfer.to_region_id) == (there, CHENGDU)
    citizen = a_citizen(kept)
    own = viewer_of(citizen, on=TODAY)
    assert list(transfers_seen_by(Viewer(user=citizen, person_id=own.person_id))) == [transfer]
    assert seen_as(citizen).get(reverse("citizen_transfers")).status_code == 200
    with pytest.raises(Refusal) as refused:
        desks.asked()
    assert refused.value.code == "transfer_open_already"
    desks.moved_on(transfer)
    assert (
        balances_of(kept.pk)[AccountKind.PENSION]
        == ACCOUNT_FEN
        == sum(each.principal_fen for each in moves_of(kept.pk) if each.principal_fen > 0)
    )
    with pytest.raises(Refusal) as refused:
        desks.asked()
    assert refused.value.code == "transfer_nothing_to_move"
    parted(kept, there, a_member_of_staff(Post.CLERK), reviewer)
    assert months_paid(there.pk, TODAY) == 2 and balances_of(there.pk)[AccountKind.PENSION] == ACCOUNT_FEN
    assert Transfer.objects.get().person == there and balances_of(kept.pk)[AccountKind.PENSION] == 0


def test_who_is_still_insured_there_under_another_record_does_not_leave(kept: Person) -> None:
    there = somebody_paid()
    leaves(there)
    Person.objects.filter(pk=there.pk).update(household=COUNTY_OF[CHENGDU])
    an_employment(kept, an_employer(at=COUNTY_OF[BEIJING]), since=NOVEMBER)
    desks = Desks(person=there)
    assert desks.asked().state == "received"
    merged(there, kept, a_member_of_staff(Post.CLERK), a_member_of_staff(Post.REVIEWER))
    with pytest.raises(Refusal) as refused:
        desks.asked(by=desks.old_clerk)
    assert refused.value.code == "transfer_same_place"


def test_one_relation_that_moves_under_both_records_stands_against_merging_them() -> None:
    movers = [Desks(), Desks()]
    transfers = [desks.requested() for desks in movers]
    one, other = (desks.person for desks in movers)
    clerk = a_member_of_staff(Post.CLERK)
    leaves(other, DECEMBER)
    with pytest.raises(Refusal) as refused:
        asked(MERGE, one, clerk, number=other.number, why="核对")
    assert refused.value.code == "both_still_insured"
    Employment.objects.filter(person=other).update(ends_before=dt.date(2026, 11, 2))
    InsuredPeriod.objects.filter(person=other, from_month=NOVEMBER).update(before_month=NOVEMBER)
    with pytest.raises(Refusal) as refused:
        asked(MERGE, one, clerk, number=other.number, why="核对")
    assert refused.value.code == "stands_against_merge" and transfers[1].number in refused.value.en
    movers[1].moved_on(transfers[1])
    assert asked(MERGE, one, clerk, number=other.number, why="核对").state == "received", "one that moves goes on"


# --- who acts for somebody --------------------------------------------------------------------------------------------


@pytest.fixture
def daughter(five_cities: None) -> Person:
    return a_person(name="陈晓", female=True, born_on=dt.date(1990, 5, 6), lives_in="110105")


def test_a_mandate_under_either_record_is_of_the_person(
    kept: Person, other: Person, daughter: Person, clerk: User, reviewer: User
) -> None:
    account = a_citizen(daughter)
    mandate = recorded(other, daughter, clerk, reviewer)
    merged(kept, other, clerk, reviewer)
    for number in (kept.number, other.number):
        assert acting_in(account, "person", number, PHONE.code, TODAY) is not None
    case = asked_by_agent(
        PHONE, kept, account, mandate=mandate.number, channel=Channel.WEBSITE, phone="13911112222"
    )  # fmt: skip
    assert (case.mandate, case.subject) == (mandate.number, kept.number)
    page = seen_as(clerk).get(reverse("person_agents", args=[kept.number])).content.decode()
    assert "陈晓" in page
    with pytest.raises(Refusal) as refused:
        recorded(kept, daughter, clerk, reviewer)
    assert refused.value.code == "mandate_stands"
    parted(kept, other, clerk, reviewer)
    assert acting_in(account, "person", kept.number, PHONE.code, TODAY) is None


def test_records_with_a_mandate_between_them_are_not_merged(
    kept: Person, other: Person, clerk: User, reviewer: User
) -> None:
    mandate = recorded(kept, other, clerk, reviewer)
    with pytest.raises(Refusal) as refused:
        asked(MERGE, kept, clerk, number=other.number, why="核对")
    assert refused.value.code == "stands_against_merge" and mandate.number in refused.value.en
    case = asked(NAME, kept, clerk, name="林婧")
    with database.refused("merge_without_a_mandate_between"):
        Merge.objects.create(record=other, into=kept, from_month=NOVEMBER, case=case, merged_at=tick())
    end_mandate(mandate_id=mandate.pk, by=clerk, at=tick(), reason="重复登记")
    assert merged(kept, other, clerk, reviewer).state == "done"
    assert Mandate.objects.get().ended_at is not None
    with pytest.raises(Refusal) as refused:
        recorded(kept, other, clerk, reviewer)
    assert refused.value.code in ("agent_is_the_person", "number_of_another")
