"""What government adds: claimed once in a list, received whole, credited (SIL 20, 25; R8 §4–5; 就业补贴办法)."""

import datetime as dt
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from contributions.accounts.models import AccountKind
from contributions.accounts.selectors import balances_of
from contributions.assessment.models import Bill, Notice
from contributions.collection.actions import receive_one
from contributions.collection.actions.intake import Told
from contributions.selfpay.actions import choose_resident_tier, claim_subsidies, receive_subsidies
from contributions.selfpay.actions.claims import CLAIM_AT_WORK, NOTHING_TO_CLAIM
from contributions.selfpay.actions.receiving import (
    NOT_LISTED_YET,
    NOT_THE_AMOUNT,
    NOTHING_TO_COME,
    RECEIVED_ALREADY,
    SAME_EYES,
    VOUCHER_USED,
)
from contributions.selfpay.actions.tiers import LOWEST_TIER_ONLY, NO_SUCH_TIER
from contributions.selfpay.law import hard_to_place_subsidy, people_owed
from contributions.selfpay.models import SubsidyClaim, SubsidyDouble, SubsidyItem, SubsidyKind
from contributions.selfpay.rules import subsidised_before
from contributions.selfpay.selectors import claims_seen_by, doubled_in, payers_seen_by, subsidies_of
from enrollment.participation.actions.by_oneself import (
    TIER_IS_PAID,
    give_up_tier,
    join_by_oneself,
    set_hard_to_place,
)
from enrollment.participation.models import OwnTerms
from enrollment.registry.models import Person
from funds.ledger.models import Book
from funds.ledger.selectors import balances_of as balances_of_book
from siadmin.agency.insurances import Fund, Insurance, Line, ResidentScheme
from siadmin.agency.models import User
from siadmin.agency.posts import Post
from siadmin.agency.viewer import Reach, Viewer
from siadmin.kernel.money import yuan
from siadmin.kernel.months import Month
from siadmin.kernel.refusal import Refusal
from siadmin.kernel.runs import finish_if_done
from siadmin.policy.selectors import law_of_day
from tests import database
from tests.cities import BEIJING, GUANGZHOU, NOVEMBER, SHENZHEN, broken, charge, tick
from tests.factories import TODAY, a_member_of_staff, a_person, a_user, region
from tests.registry.counter import merged, parted
from tests.selfpay.claims import listed, received

pytestmark = pytest.mark.usefixtures("five_cities")
YEAR = Month(2026, 1)


def resident(
    *, scheme: str = ResidentScheme.PENSION, tier: int = 1_000_00, category: str = "resident",
    person: Person | None = None,
) -> Person:  # fmt: skip
    person = person or a_person(lives_in="110105")
    choose_resident_tier(
        person=person, region=region(BEIJING), scheme=scheme, year=2026, tier_fen=tier, category=category,
        by=None, at=tick(),
    )  # fmt: skip
    return person


def pay(person: Person, month: Month = YEAR, *, only: str = "") -> None:
    notice = Notice.objects.filter(person=person, month=month).latest("version")
    waiting = Bill.objects.filter(person=person, month=month, settled_on=None, total_fen__gt=0)
    for bill in waiting.filter(fund=only) if only else waiting:
        told = Told(
            external_id=f"W{bill.pk}", received_on=str(TODAY), region=bill.region_id, fund=bill.fund,
            amount=str(yuan(bill.total_fen)), reference=notice.reference,
        )  # fmt: skip
        receive_one(source="tax_authority", told=told, by=None, at=tick(), on=TODAY)


def claim(kind: str, by: User | None = None, pool: str = BEIJING, people_a_slice: int = 10_000) -> SubsidyClaim:
    return listed(
        kind=kind, region=region(pool), until=NOVEMBER, by=by or a_user(staff=True), at=tick(),
        people_a_slice=people_a_slice,
    )  # fmt: skip


def receive(
    asked: SubsidyClaim, by: User | None = None, amount_fen: int | None = None, voucher: str = "CZ-1",
    people_a_slice: int = 10_000,
) -> SubsidyClaim:  # fmt: skip
    return received(
        asked, on=TODAY, by=by or a_user(staff=True), at=tick(), amount_fen=amount_fen, voucher=voucher,
        people_a_slice=people_a_slice,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("tier", "added"), [(1_000_00, 60_00), (2_000_00, 90_00), (5_000_00, 120_00), (9_000_00, 150_00)]
)
def test_a_paid_tier_is_claimed_received_and_credited_beside_what_the_person_paid(tier: int, added: int) -> None:
    person = resident(tier=tier)
    with pytest.raises(Refusal) as refused:
        claim(SubsidyKind.PENSION_RESIDENT)
    assert refused.value.reason is NOTHING_TO_CLAIM
    pay(person)
    asked = claim(SubsidyKind.PENSION_RESIDENT)
    assert (asked.people, asked.total_fen) == (1, added)
    assert balances_of(person.pk)[AccountKind.PENSION_RESIDENT] == tier
    receive(asked)
    assert balances_of(person.pk)[AccountKind.PENSION_RESIDENT] == tier + added
    book = Book.objects.get(fund=Fund.PENSION_RESIDENT, region_id=BEIJING)
    assert {kind: net for kind, net in balances_of_book(book).items() if net} == {
        "fiscal_account": tier + added, "contributions_personal": -tier, "fiscal_subsidy": -added,
    }  # fmt: skip
    assert broken() == {}


def test_a_year_that_was_given_up_and_chosen_anew_is_not_claimed_before_it_is_paid() -> None:
    person = resident()
    give_up_tier(person=person, scheme=ResidentScheme.PENSION, year=2026, by=None, at=tick())
    resident(person=person)
    assert sorted(Bill.objects.filter(person=person, settled_on=None).values_list("total_fen", flat=True)) == [1_000_00]
    with pytest.raises(Refusal) as refused:
        claim(SubsidyKind.PENSION_RESIDENT)
    assert refused.value.reason is NOTHING_TO_CLAIM
    pay(person)
    assert claim(SubsidyKind.PENSION_RESIDENT).items.get().paid_fen == 1_000_00
    assert broken() == {}


def test_a_year_that_lapsed_is_not_claimed_for_what_was_chosen_before() -> None:
    person = resident()
    give_up_tier(person=person, scheme=ResidentScheme.PENSION, year=2026, by=None, at=tick())
    resident(person=person)
    bill = Bill.objects.get(person=person, settled_on=None)
    Bill.objects.filter(pk=bill.pk).update(lapsed_on=bill.due_on + dt.timedelta(days=1))
    with pytest.raises(Refusal) as refused:
        claim(SubsidyKind.PENSION_RESIDENT)
    assert refused.value.reason is NOTHING_TO_CLAIM


def test_each_payment_is_claimed_once_and_each_claim_received_once() -> None:
    pay(resident())
    asked = claim(SubsidyKind.PENSION_RESIDENT)
    with pytest.raises(Refusal) as refused:
        claim(SubsidyKind.PENSION_RESIDENT)
    assert refused.value.reason is NOTHING_TO_CLAIM
    receive(asked)
    with pytest.raises(Refusal) as again:
        receive(asked)
    assert again.value.reason is RECEIVED_ALREADY
    item = SubsidyItem.objects.get()
    with pytest.raises(IntegrityError), transaction.atomic():
        SubsidyItem.objects.create(
            claim=asked, person=item.person, kind=item.kind, month=item.month, paid_fen=1, amount_fen=1
        )


def test_whoever_claims_does_not_say_that_it_came() -> None:
    pay(resident())
    clerk = a_user(staff=True)
    asked = claim(SubsidyKind.PENSION_RESIDENT, by=clerk)
    with pytest.raises(Refusal) as refused:
        receive(asked, by=clerk)
    assert refused.value.reason is SAME_EYES
    with pytest.raises(Refusal) as other:
        receive(asked, amount_fen=1)
    assert other.value.reason is NOT_THE_AMOUNT
    with pytest.raises(IntegrityError), transaction.atomic():
        SubsidyClaim.objects.filter(pk=asked.pk).update(total_fen=1)


def test_a_payment_of_government_serves_one_claim() -> None:
    pay(resident())
    receive(claim(SubsidyKind.PENSION_RESIDENT))
    pay(resident())
    second = claim(SubsidyKind.PENSION_RESIDENT)
    for voucher in ("CZ-1", " CZ-1 "):
        with pytest.raises(Refusal) as refused:
            receive(second, voucher=voucher)
        assert refused.value.reason is VOUCHER_USED
    receive(second, voucher="CZ-2")
    assert broken() == {}


def test_a_claim_has_a_claimant() -> None:
    pay(resident())
    asked = claim(SubsidyKind.PENSION_RESIDENT)
    with database.refused("eyes_of_the_account"):
        SubsidyClaim.objects.create(
            number="G2", kind=asked.kind, region=asked.region, until_month=NOVEMBER, people=1, total_fen=1,
            listed_at=tick(), claimed_by=asked.claimed_by, claimed_eyes="", claimed_at=asked.claimed_at,
        )  # fmt: skip


def test_a_year_that_was_claimed_is_not_given_up_even_where_government_paid_all_of_it() -> None:
    person = resident(scheme=ResidentScheme.MEDICAL, tier=400_00, category="resident_extreme_poverty")
    claim(SubsidyKind.MEDICAL_RESIDENT)
    with pytest.raises(Refusal) as refused:
        give_up_tier(person=person, scheme=ResidentScheme.MEDICAL, year=2026, by=None, at=tick())
    assert refused.value.reason is TIER_IS_PAID
    with database.refused("claimed_year_stays"):
        OwnTerms.objects.filter(person=person).update(before_month=YEAR)


def test_each_line_sees_its_own_payers() -> None:
    both, pension = a_person(lives_in="110105"), a_person(lives_in="110105")
    for person, insurances in ((both, [Insurance.PENSION, Insurance.MEDICAL]), (pension, [Insurance.PENSION])):
        join_by_oneself(
            person=person, region=region(BEIJING), insurances=insurances, base_fen=7_270_00, rhythm="monthly",
            from_month=NOVEMBER, by=None, at=tick(),
        )  # fmt: skip
    aged, ill = resident(), resident(scheme=ResidentScheme.MEDICAL, tier=400_00)
    seen = {
        line: set(payers_seen_by(reaching(line)).values_list("person_id", flat=True)) for line in (Line.HRSS, Line.HS)
    }
    assert seen == {Line.HRSS: {both.pk, pension.pk, aged.pk}, Line.HS: {both.pk, ill.pk}}


def reaching(line: str) -> Viewer:
    place = region(BEIJING)
    return Viewer(reaches=(Reach(Post.CLERK, line, place.pk, place.path),))


def test_medical_is_claimed_per_head_with_what_government_pays_in_the_persons_place() -> None:
    ordinary = resident(scheme=ResidentScheme.MEDICAL, tier=400_00)
    poor = resident(scheme=ResidentScheme.MEDICAL, tier=400_00, category="resident_minimum_living")
    resident(scheme=ResidentScheme.MEDICAL, tier=400_00, category="resident_extreme_poverty")
    assert Bill.objects.get(person=poor).total_fen == 200_00
    pay(ordinary)
    pay(poor)
    asked = claim(SubsidyKind.MEDICAL_RESIDENT)
    amounts = sorted(asked.items.values_list("amount_fen", flat=True))
    assert amounts == [724_00, 724_00 + 200_00, 724_00 + 400_00]
    receive(asked)
    assert broken() == {}


def test_a_tier_paid_in_the_persons_place_is_the_lowest_and_comes_with_the_subsidy() -> None:
    with pytest.raises(Refusal) as refused:
        resident(tier=2_000_00, category="resident_severely_disabled")
    assert refused.value.reason is LOWEST_TIER_ONLY
    person = resident(category="resident_severely_disabled")
    receive(claim(SubsidyKind.PENSION_RESIDENT))
    assert balances_of(person.pk)[AccountKind.PENSION_RESIDENT] == 1_000_00 + 60_00
    assert broken() == {}


def test_only_published_tiers_are_chosen() -> None:
    for tier in (1_100_00, 500_00, 9_001_00):
        with pytest.raises(Refusal) as refused:
            resident(tier=tier)
        assert refused.value.reason is NO_SUCH_TIER


def test_a_month_of_the_hard_to_place_is_claimed_and_goes_to_them_not_to_a_fund() -> None:
    person = a_person(lives_in="110105")
    join_by_oneself(
        person=person, region=region(BEIJING), base_fen=10_000_00,
        insurances=[Insurance.PENSION, Insurance.MEDICAL, Insurance.UNEMPLOYMENT],
        rhythm="monthly", from_month=NOVEMBER, by=None, at=tick(),
    )  # fmt: skip
    set_hard_to_place(person=person, by=None, at=tick(), reason="test")
    pay(person, NOVEMBER)
    asked = claim(SubsidyKind.HARD_TO_PLACE)
    # two thirds of what the lowest base costs: 1,454.00 + 584.92 + 72.70 = 2,111.62
    assert asked.total_fen == 1_407_75
    receive(asked)
    assert SubsidyClaim.objects.get().entry_key == ""
    assert broken() == {}


def test_a_month_paid_in_part_is_claimed_once_all_of_it_came() -> None:
    person = a_person(lives_in="110105")
    join_by_oneself(
        person=person, region=region(BEIJING), base_fen=7_270_00, insurances=[Insurance.PENSION, Insurance.MEDICAL],
        rhythm="monthly", from_month=NOVEMBER, by=None, at=tick(),
    )  # fmt: skip
    set_hard_to_place(person=person, by=None, at=tick(), reason="test")
    pay(person, NOVEMBER, only=Fund.PENSION)
    with pytest.raises(Refusal) as refused:
        claim(SubsidyKind.HARD_TO_PLACE)
    assert refused.value.reason is NOTHING_TO_CLAIM
    pay(person, NOVEMBER)
    assert claim(SubsidyKind.HARD_TO_PLACE).items.get().paid_fen == 1_454_00 + 584_92


def test_who_was_not_recognised_is_not_claimed_for() -> None:
    person = a_person(lives_in="110105")
    join_by_oneself(
        person=person, region=region(BEIJING), insurances=[Insurance.PENSION], base_fen=7_270_00, rhythm="monthly",
        from_month=NOVEMBER, by=None, at=tick(),
    )  # fmt: skip
    pay(person, NOVEMBER)
    set_hard_to_place(person=person, by=None, at=tick(), reason="test")
    charge(BEIJING, NOVEMBER + 1)
    asked = claim(SubsidyKind.HARD_TO_PLACE)
    assert [item.month for item in asked.items.all()] == [NOVEMBER]


@pytest.mark.parametrize(
    ("pool", "paid", "given"),
    [
        (GUANGZHOU, 1_500_00, 1_000_00),
        (SHENZHEN, 1_500_00, 600_00),
        (SHENZHEN, 600_00, 400_00),
        ("510100", 1_000_00, 700_00),
    ],
)
def test_other_places_give_back_a_share_of_what_was_paid_some_capped(pool: str, paid: int, given: int) -> None:
    assert hard_to_place_subsidy(paid, law_of_day(region(pool), NOVEMBER.first_day)) == given


def test_the_subsidy_ends_after_its_months_or_with_retirement_where_that_is_near() -> None:
    first = Month(2026, 1)
    assert subsidised_before(first, Month(2040, 1), 36, 60) == Month(2029, 1)
    assert subsidised_before(first, Month(2030, 12), 36, 60) == Month(2030, 12)
    assert subsidised_before(first, Month(2031, 1), 36, 60) == Month(2029, 1)
    assert subsidised_before(first, Month(2027, 1), 36, 60) == Month(2027, 1)


def test_a_claim_equals_its_list() -> None:
    pay(resident())
    asked = claim_subsidies(
        kind=SubsidyKind.PENSION_RESIDENT, region=region(BEIJING), until=NOVEMBER, by=a_user(staff=True), at=tick()
    )
    with pytest.raises(IntegrityError, match="claim_equals_its_items"), transaction.atomic():
        SubsidyClaim.objects.filter(pk=asked.pk).update(people=1, total_fen=1, listed_at=tick())
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def test_a_claim_at_work_is_the_only_one_and_takes_no_money() -> None:
    pay(resident())
    where = {"kind": SubsidyKind.PENSION_RESIDENT, "region": region(BEIJING), "until": NOVEMBER}
    asked = claim_subsidies(**where, by=a_user(staff=True), at=tick())  # type: ignore[arg-type]
    with pytest.raises(Refusal) as refused:
        claim_subsidies(**where, by=a_user(staff=True), at=tick())  # type: ignore[arg-type]
    assert refused.value.reason is CLAIM_AT_WORK
    with pytest.raises(Refusal) as refused:
        receive_subsidies(
            claim=asked, amount_fen=0, received_on=TODAY, voucher="CZ-1", by=a_user(staff=True), at=tick()
        )
    assert refused.value.reason is NOT_LISTED_YET
    assert broken() == {}


def test_a_list_stays_as_it_was_listed() -> None:
    pay(resident())
    asked = claim(SubsidyKind.PENSION_RESIDENT)
    with database.refused("claim_is_listed"):
        SubsidyItem.objects.create(
            claim=asked, person=a_person(), kind=asked.kind, month=YEAR, paid_fen=1, amount_fen=1
        )


def test_every_slice_lists_and_credits_its_own_people() -> None:
    people = [resident(tier=tier) for tier in (1_000_00, 2_000_00, 5_000_00)]
    for person in people:
        pay(person)
    asked = claim(SubsidyKind.PENSION_RESIDENT, people_a_slice=1)
    assert (asked.people, asked.total_fen) == (3, 60_00 + 90_00 + 120_00)
    assert asked.listed_in is not None and asked.listed_in.slices.count() == 3
    came = receive(asked, people_a_slice=2)
    assert came.credited_in is not None and came.credited_in.slices.count() == 2
    balances = [balances_of(person.pk)[AccountKind.PENSION_RESIDENT] for person in people]
    assert balances == [1_060_00, 2_090_00, 5_120_00]
    assert broken() == {}


def test_a_list_that_finds_nothing_any_more_is_no_claim() -> None:
    pay(resident())
    where = {"kind": SubsidyKind.PENSION_RESIDENT, "region": region(BEIJING), "until": NOVEMBER}
    asked = claim_subsidies(**where, by=a_user(staff=True), at=tick())  # type: ignore[arg-type]
    run = asked.listed_in
    assert run is not None
    run.slices.update(state="done", result={"people": 0, "items": 0, "paid_fen": 0, "amount_fen": 0})
    assert finish_if_done(run.pk)
    assert list(claims_seen_by(reaching(Line.HRSS))) == []
    assert claim(SubsidyKind.PENSION_RESIDENT).people == 1
    assert broken() == {}


def test_whose_months_of_subsidy_are_over_waits_for_nothing() -> None:
    person = a_person(lives_in="110105", born_on=dt.date(1990, 1, 1))
    join_by_oneself(
        person=person, region=region(BEIJING), insurances=[Insurance.PENSION], base_fen=7_270_00, rhythm="monthly",
        from_month=NOVEMBER, by=None, at=tick(),
    )  # fmt: skip
    set_hard_to_place(person=person, by=None, at=tick(), reason="test")
    pay(person, NOVEMBER)
    where = {"kind": SubsidyKind.HARD_TO_PLACE, "region": region(BEIJING), "until": NOVEMBER}
    asked = claim_subsidies(**where, by=a_user(staff=True), at=tick())  # type: ignore[arg-type]
    for months_ago, owed in ((35, 1), (36, 0)):
        with database.savepoint():
            SubsidyItem.objects.create(
                claim=asked, person=person, kind=asked.kind, month=NOVEMBER - months_ago, paid_fen=1, amount_fen=1
            )
            assert people_owed(**where) == owed  # type: ignore[arg-type]


# --- one person, two records ---------------------------------------------------------------------------------


def become_one(into: Person, other: Person) -> None:
    clerk, reviewer, approver = (
        a_member_of_staff(post, at="110105") for post in (Post.CLERK, Post.REVIEWER, Post.APPROVER)
    )
    assert merged(into, other, clerk, reviewer, approver).state == "done"


def paid_twice(kept: Person, other: Person) -> None:
    for person in (kept, other):
        pay(resident(person=person))


def test_what_was_claimed_under_two_records_and_merged_since_comes_once() -> None:
    kept, other = (a_person(lives_in="110105") for _ in range(2))
    paid_twice(kept, other)
    asked = claim(SubsidyKind.PENSION_RESIDENT)
    become_one(kept, other)
    with pytest.raises(Refusal) as refused:
        receive(asked)
    assert refused.value.reason is NOT_THE_AMOUNT
    (left_out,) = doubled_in(asked)
    came = receive(asked, amount_fen=asked.total_fen - left_out.amount_fen)
    assert came.doubled_fen == 60_00 and [each.item for each in doubled_in(came)] == [left_out.item]
    book = Book.objects.get(fund=Fund.PENSION_RESIDENT, region=region(BEIJING))
    assert balances_of_book(book)["fiscal_subsidy"] == -60_00
    assert broken() == {}


def undone(into: Person, other: Person) -> None:
    clerk, reviewer = (a_member_of_staff(post, at="110105") for post in (Post.CLERK, Post.REVIEWER))
    assert parted(into, other, clerk, reviewer).state == "done"


def test_what_was_left_out_of_somebody_taken_for_another_is_claimed_again_and_once() -> None:
    """The merge was wrong: two people paid, and government owes each of them."""
    kept, other = (a_person(lives_in="110105") for _ in range(2))
    paid_twice(kept, other)
    first = claim(SubsidyKind.PENSION_RESIDENT)
    become_one(kept, other)
    (left_out,) = doubled_in(first)
    receive(first, amount_fen=60_00)
    with pytest.raises(Refusal) as refused:
        claim(SubsidyKind.PENSION_RESIDENT)
    assert refused.value.reason is NOTHING_TO_CLAIM, "as long as the other record counts"
    undone(kept, other)
    assert list(subsidies_of(other.pk)) == [], "nothing came for them yet"
    second = claim(SubsidyKind.PENSION_RESIDENT)
    item = second.items.get()
    assert list(subsidies_of(other.pk)) == [item]
    assert (item.person, item.amount_fen) == (other, 60_00)
    assert item.instead_of is not None and item.instead_of.item_id == left_out.item
    receive(second, voucher="CZ-2")
    balances = [balances_of(each.pk)[AccountKind.PENSION_RESIDENT] for each in (kept, other)]
    assert balances == [1_060_00, 1_060_00]
    with pytest.raises(Refusal) as refused:
        claim(SubsidyKind.PENSION_RESIDENT)
    assert refused.value.reason is NOTHING_TO_CLAIM
    assert broken() == {}


def test_who_is_taken_for_another_twice_is_claimed_for_after_the_second_undoing() -> None:
    kept, other = (a_person(lives_in="110105") for _ in range(2))
    paid_twice(kept, other)
    receive_of_one(kept, other, claim(SubsidyKind.PENSION_RESIDENT))
    undone(kept, other)
    receive_nothing_of_one(kept, other, claim(SubsidyKind.PENSION_RESIDENT))


def receive_of_one(kept: Person, other: Person, asked: SubsidyClaim) -> None:
    become_one(kept, other)
    receive(asked, amount_fen=60_00)


def receive_nothing_of_one(kept: Person, other: Person, asked: SubsidyClaim) -> None:
    """All of the second claim is of somebody who is one with the first again: nothing comes until that is undone."""
    become_one(kept, other)
    with pytest.raises(Refusal) as refused:
        receive(asked, amount_fen=0, voucher="CZ-2")
    assert refused.value.reason is NOTHING_TO_COME
    undone(kept, other)
    receive(asked, voucher="CZ-2")
    assert balances_of(other.pk)[AccountKind.PENSION_RESIDENT] == 1_060_00
    assert broken() == {}


def test_nothing_is_made_good_while_the_other_record_counts_nor_of_another_month() -> None:
    kept, other = (a_person(lives_in="110105") for _ in range(2))
    paid_twice(kept, other)
    receive_of_one(kept, other, claim(SubsidyKind.PENSION_RESIDENT))
    left_out = SubsidyDouble.objects.get()
    pay(resident(person=a_person(lives_in="110105")))
    at_work = claim_subsidies(
        kind=SubsidyKind.PENSION_RESIDENT, region=region(BEIJING), until=NOVEMBER, by=a_user(staff=True), at=tick()
    )
    given: dict[str, Any] = {
        "claim": at_work, "person": left_out.item.person, "kind": at_work.kind, "paid_fen": 1, "amount_fen": 1,
        "instead_of": left_out,
    }  # fmt: skip
    with database.refused("subsidy_made_good_once"):
        SubsidyItem.objects.create(month=YEAR, **given)
    undone(kept, other)
    with database.refused("subsidy_made_good_once"):
        SubsidyItem.objects.create(month=YEAR + 12, **given)
    SubsidyItem.objects.create(month=YEAR, **given)
    with pytest.raises(IntegrityError), transaction.atomic():
        SubsidyItem.objects.create(month=YEAR, **given)


def test_what_another_claim_was_paid_for_does_not_come_again() -> None:
    kept, other, third = (a_person(lives_in="110105") for _ in range(3))
    pay(resident(person=kept))
    first = claim(SubsidyKind.PENSION_RESIDENT)
    paid_twice(other, third)
    second = claim(SubsidyKind.PENSION_RESIDENT)
    become_one(kept, other)
    receive(first)
    assert receive(second, amount_fen=60_00, voucher="CZ-2").doubled_fen == 60_00
    assert broken() == {}


def test_a_claim_of_which_all_came_under_other_records_is_not_received() -> None:
    kept, other = (a_person(lives_in="110105") for _ in range(2))
    pay(resident(person=kept))
    first = claim(SubsidyKind.PENSION_RESIDENT)
    pay(resident(person=other))
    second = claim(SubsidyKind.PENSION_RESIDENT)
    become_one(kept, other)
    receive(first)
    with pytest.raises(Refusal) as refused:
        receive(second, amount_fen=0, voucher="CZ-2")
    assert refused.value.reason is NOTHING_TO_COME
    with database.refused("subsidy_received_once_a_person"):
        checker = a_user(staff=True)
        SubsidyClaim.objects.filter(pk=second.pk).update(
            received_on=TODAY, received_at=tick(), voucher="CZ-2", entry_key="x", received_by=checker,
            received_eyes=checker.eyes,
        )  # fmt: skip
        connection.check_constraints()
    with database.refused("double_of_one_person"):
        SubsidyDouble.objects.create(item=first.items.get(), counts=second.items.get())


def test_who_claimed_under_a_number_that_was_replaced_does_not_say_that_it_came() -> None:
    pay(resident())
    claimant, also = a_user(staff=True), a_user(staff=True)
    asked = claim(SubsidyKind.PENSION_RESIDENT, by=claimant)
    with connection.cursor() as cursor:
        cursor.execute("SELECT agency_link_numbers(%s, %s)", [bytes(claimant.identity_hash), bytes(also.identity_hash)])
    also.refresh_from_db()
    with pytest.raises(Refusal) as refused:
        receive(asked, by=also)
    assert refused.value.reason is SAME_EYES
    with database.refused("eyes_of_different_people"):
        SubsidyClaim.objects.filter(pk=asked.pk).update(
            received_on=TODAY, received_at=tick(), voucher="CZ-2", entry_key="x", received_by=also,
            received_eyes=bytes(also.identity_hash).hex(),
        )  # fmt: skip
