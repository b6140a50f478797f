"""Older movers: the relation stays, a temporary account records what is paid, and all of it moves later (T66 5)."""

import datetime as dt
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from contributions.transfers.actions import open_temporary
from contributions.transfers.matters import PENSION, TEMPORARY_ACCOUNT
from contributions.transfers.models import TemporaryAccount, Transfer
from contributions.transfers.selectors.standing import joined_there, relation_at, stays_of
from contributions.transfers.selectors.temporary import (
    held_by,
    held_by_each,
    relation_stands,
    relations_stand,
    temporaries_of,
)
from enrollment.registry.models import Employer, Person
from enrollment.registry.subjects import Persons
from siadmin.agency.insurances import Insurance
from siadmin.agency.models import User
from siadmin.kernel.money import written
from siadmin.kernel.months import Month
from siadmin.kernel.refusal import Refusal
from siadmin.letters.models import Message
from siadmin.letters.selectors import reissue_pdf
from siadmin.matters import actions as matters
from siadmin.matters.actions import Attached
from siadmin.matters.models import Case, Channel
from tests import database
from tests.cities import BEIJING, CHENGDU, COUNTY_OF, NOVEMBER, OCTOBER, SEPTEMBER, broken, change_law, tick
from tests.factories import TODAY, a_citizen, a_person, an_employer, an_employment, region
from tests.history import telling
from tests.transfers.desks import Desks, joins, leaves, pay_months, stands
from tests.transfers.test_screens import page, signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("a_year_paid")]
HOME, AWAY = COUNTY_OF[BEIJING], COUNTY_OF[CHENGDU]
# 8 % and 16 % of 8,000 for one month; 12 % would be 96,000.
OWN_FEN, EMPLOYER_FEN = 64_000, 128_000


def older(born_on: dt.date = dt.date(1963, 1, 1), *, household: str = HOME) -> tuple[Person, Employer]:
    """Paid September in Beijing, works in Chengdu since October and paid that month there."""
    person = a_person(born_on=born_on, household=household, lives_in=AWAY)
    employer = an_employer(at=HOME)
    an_employment(person, employer, since=SEPTEMBER)
    pay_months(employer, person, (SEPTEMBER,))
    leaves(person, OCTOBER)
    present = joins(person, since=OCTOBER)
    pay_months(present, person, (OCTOBER,))
    return person, present


def applied(desks: Desks, *, by: User | None = None) -> Case:
    papers = [Attached(paper.code, seen_original=True) for paper in TEMPORARY_ACCOUNT.papers]
    return matters.receive(
        matter=TEMPORARY_ACCOUNT, subject=Persons().find([desks.person.number])[desks.person.number], facts={},
        channel=Channel.COUNTER, papers=papers, by=by or desks.new_clerk, at=tick(),
    )  # fmt: skip


def opened(desks: Desks) -> TemporaryAccount:
    case = applied(desks)
    matters.handle(case_id=case.pk, seen_version=case.version, by=desks.new_clerk, at=tick())
    return TemporaryAccount.objects.get(case=case)


def refusal_of(desks: Desks) -> str:
    with pytest.raises(Refusal) as refused:
        applied(desks)
    return refused.value.code


def gathered(desks: Desks, *, as_far_as: int = 4) -> Transfer:
    """From Chengdu, the old place now, to Beijing."""
    transfer = desks.agreed(desks.asked(PENSION, by=desks.old_clerk, from_region=CHENGDU), by=desks.old_clerk)
    steps = (
        ("prepare", desks.new_clerk), ("answer", desks.new_reviewer), ("pay_out", desks.new_accountant),
        ("receive", desks.old_accountant),
    )  # fmt: skip
    for act, by in steps[:as_far_as]:
        transfer = desks.act(act, transfer, by)
    return transfer


def test_the_relation_stays_and_what_is_paid_there_is_told_apart() -> None:
    person, _ = older()
    account = opened(Desks(person=person))
    assert (account.region_id, account.kept_at_id, account.since) == (CHENGDU, BEIJING, OCTOBER)
    assert (account.age_months, account.least_months) == (765, 600)
    held = held_by(account, TODAY)
    assert (held.own.principal_fen, held.employer.principal_fen) == (OWN_FEN, EMPLOYER_FEN)
    assert Message.objects.latest("pk").code == "temporary_account_opened"
    assert [(stay.place.code, stay.is_temporary) for stay in stays_of(person, Insurance.PENSION, TODAY)] == [
        (BEIJING, False), (CHENGDU, True),
    ]  # fmt: skip


def test_employers_part_earns_as_the_personal_account_does() -> None:
    """Twice as much was paid, on the same day: twice the interest, but for one rounding."""
    person, _ = older()
    held = held_by(opened(Desks(person=person)), dt.date(2026, 12, 31))
    assert held.own.interest_fen > 0
    assert abs(held.employer.interest_fen - 2 * held.own.interest_fen) <= 1


@pytest.mark.usefixtures("letters_set")
def test_all_of_it_moves_to_where_the_pension_is_drawn() -> None:
    person, _ = older()
    desks = Desks(person=person)
    account = opened(desks)
    leaves(person, NOVEMBER)
    before, there = stands(BEIJING)["fiscal_account"], stands(CHENGDU)["fiscal_account"]
    done = gathered(desks)
    assert (done.state, done.temporary, done.months) == ("credited", account, 1)
    assert (done.pooled_fen or 0) - (done.pooled_interest_fen or 0) == EMPLOYER_FEN, "not 12 % of the wages"
    assert done.principal_fen == OWN_FEN
    assert list(done.years.values_list("year", "months", "employer_fen")) == [(2026, 1, EMPLOYER_FEN)]
    assert stands(BEIJING)["fiscal_account"] == before + done.total_fen
    assert stands(CHENGDU).get("fiscal_account", 0) == there - done.total_fen
    assert relation_at(person, Insurance.PENSION, region(BEIJING), TODAY).months == 2
    assert relation_at(person, Insurance.PENSION, region(CHENGDU), TODAY).is_empty
    assert held_by(account, TODAY).total_fen == 0
    form = done.information_form
    assert form is not None
    assert reissue_pdf(form).startswith(b"%PDF")
    assert broken() == {}


@pytest.mark.parametrize(
    ("born_on", "household"), [(dt.date(1976, 11, 1), HOME), (dt.date(1963, 1, 1), AWAY)], ids=["younger", "at_home"]
)
def test_who_is_younger_or_at_home_takes_the_relation_along(born_on: dt.date, household: str) -> None:
    person, _ = older(born_on, household=household)
    assert refusal_of(Desks(person=person)) == "temporary_account_not_needed"


def test_who_was_young_when_first_insured_there_takes_the_relation_along() -> None:
    """Years before the books opened count: Beijing's history tells of 2005, at 33."""
    person = a_person(born_on=dt.date(1972, 1, 1), household="440103", lives_in=HOME)
    employer = an_employer(at=AWAY)
    an_employment(person, employer, since=SEPTEMBER)
    pay_months(employer, person, (SEPTEMBER,))
    leaves(person, OCTOBER)
    telling.booked(telling.months("2005-01", "2005-12", **telling.of(person)))
    joins(person, BEIJING, since=OCTOBER)
    assert joined_there(person, Insurance.PENSION, region(BEIJING)) == Month(2005, 1)
    desks = Desks(person=person)
    with pytest.raises(Refusal) as refused:
        applied(desks, by=desks.old_clerk)
    assert refused.value.code == "temporary_account_not_needed"
    assert desks.asked(PENSION, by=desks.old_clerk, from_region=CHENGDU).state == "received"


def test_there_is_one_account_at_a_place_and_a_relation_elsewhere() -> None:
    person, _ = older()
    desks = Desks(person=person)
    opened(desks)
    assert refusal_of(desks) == "temporary_account_open_already"
    first = a_person(born_on=dt.date(1963, 1, 1), household=HOME, lives_in=AWAY)
    joins(first, since=OCTOBER)
    assert refusal_of(Desks(person=first)) == "temporary_account_no_relation"
    leaves(first)
    with pytest.raises(Refusal):
        applied(Desks(person=first))


def test_no_relation_moves_to_a_temporary_account_though_a_posting_is_named() -> None:
    person, _ = older(dt.date(1972, 1, 1))
    desks = Desks(person=person)
    opened(desks)
    with pytest.raises(Refusal) as refused:
        desks.asked(posting="川人社调〔2026〕3号，2026-09-01")
    assert refused.value.code == "transfer_temporary_account"


def test_before_retirement_it_goes_back_to_the_relation_only() -> None:
    """A man of 54 who works in Beijing again has it gathered there, where the relation stayed; nowhere else."""
    person, _ = older(dt.date(1972, 1, 1), household="440103")
    desks = Desks(person=person)
    account = opened(desks)
    leaves(person, NOVEMBER)
    joins(person, BEIJING, since=NOVEMBER)
    assert relation_stands(account) == region(BEIJING)
    assert gathered(desks, as_far_as=1).temporary == account


def test_where_the_household_comes_the_relation_may_follow() -> None:
    person, _ = older()
    desks = Desks(person=person)
    opened(desks)
    person.household = region(AWAY)
    person.save()
    assert temporaries_of(person) == []
    assert desks.requested().temporary is None


@pytest.mark.parametrize("act", ["prepare", "answer"])
def test_a_household_that_moves_on_the_way_has_it_applied_for_again(act: str) -> None:
    person, _ = older()
    desks = Desks(person=person)
    opened(desks)
    leaves(person, NOVEMBER)
    transfer = gathered(desks, as_far_as=("prepare", "answer").index(act))
    person.household = region(AWAY)
    person.save()
    _has_changed(desks, transfer, act, desks.new_clerk, desks.new_reviewer)
    assert desks.act("withdraw", transfer, desks.old_clerk, reason="户籍已迁").state == "withdrawn"


@pytest.mark.parametrize("act", ["prepare", "answer"])
def test_no_relation_arrives_where_the_household_left_meanwhile(act: str) -> None:
    """It followed to the household place; there is a temporary account again, and the relation would not follow."""
    person, _ = older()
    desks = Desks(person=person)
    opened(desks)
    person.household = region(AWAY)
    person.save()
    transfer = desks.requested()
    if act == "answer":
        desks.act("prepare", transfer, desks.old_clerk)
    person.household = region(HOME)
    person.save()
    constraint = "transfer_not_to_a_temporary_account"
    _has_changed(desks, transfer, act, desks.old_clerk, desks.old_reviewer, constraint)


def _has_changed(
    desks: Desks, transfer: Transfer, act: str, clerk: User, reviewer: User,
    constraint: str = "transfer_gathers_what_is_there",
) -> None:  # fmt: skip
    """Neither the application nor the database lets it go on."""
    by, state = (clerk, "prepared") if act == "prepare" else (reviewer, "answered")
    with pytest.raises(Refusal) as refused:
        desks.act(act, transfer, by)
    assert refused.value.code == "transfer_gathering_changed"
    signed: dict[str, Any] = {f"{state}_by": by, f"{state}_eyes": by.eyes, f"{state}_at": tick()}
    with database.refused(constraint):
        version = Transfer.objects.get(pk=transfer.pk).version
        Transfer.objects.filter(pk=transfer.pk).update(state=state, version=version + 1, **signed)


def questions(user: User) -> int:
    """How many the list of temporary accounts asks."""
    client = signed_in(user)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(reverse("transfers"), {"show": "temporary"}).status_code == 200
    return len(asked)


@pytest.mark.usefixtures("at_the_desk")
def test_the_list_asks_as_much_for_six_as_for_one() -> None:
    desks = Desks(person=older()[0])
    account = opened(desks)
    questions(desks.new_clerk)  # what is kept from then on
    one = questions(desks.new_clerk)
    accounts = [account]
    for _ in range(5):
        accounts.append(opened(Desks(person=older()[0])))
    assert questions(desks.new_clerk) == one
    assert held_by_each(accounts, TODAY) == {each.pk: held_by(each, TODAY) for each in accounts}
    assert relations_stand(accounts) == {each.pk: relation_stands(each) for each in accounts}


@pytest.mark.usefixtures("at_the_desk")
def test_the_list_says_the_ages_of_the_law_with_its_source() -> None:
    clerk = Desks(person=older()[0]).new_clerk
    shown = page(clerk, "transfers", show="temporary")
    assert "男满50岁" in shown and "女满40岁" in shown and "国办发〔2009〕66号" in shown
    change_law("pension.temporary_account_age_months", "000000", category="female", value=546)
    assert "女满45岁6个月" in page(clerk, "transfers", show="temporary")


def test_the_database_keeps_them_apart() -> None:
    person, _ = older()
    desks = Desks(person=person)
    account = opened(desks)
    with database.not_permitted():
        TemporaryAccount.objects.filter(pk=account.pk).update(kept_at=region("440100"))
    leaves(person, NOVEMBER)
    transfer = gathered(desks, as_far_as=2)
    withdrawn: dict[str, Any] = {
        "state": "withdrawn", "reason": "x", "due_on": None, "limit_days": None, "ended_at": tick(),
    }  # fmt: skip
    for values in ({"temporary": None}, {"pooled_interest_fen": 1}):
        with database.refused("transfer_stays"):
            Transfer.objects.filter(pk=transfer.pk).update(version=transfer.version + 1, **withdrawn, **values)
    with database.refused("transfer_gathers_what_is_there"):
        _again(transfer, CHENGDU, BEIJING)
    with database.refused("transfer_not_to_a_temporary_account"):
        _again(transfer, BEIJING, CHENGDU)


def _again(transfer: Transfer, old: str, to: str) -> None:
    Transfer.objects.bulk_create(
        [
            Transfer(
                number="T0000-00001", insurance="pension_employee", to_insurance="pension_employee",
                person=transfer.person, from_region=region(old), to_region=region(to), case=transfer.case,
                requested_at=tick(), contact_letter=transfer.contact_letter, limit_days=1, due_on=TODAY,
            )
        ]
    )  # fmt: skip


def test_an_account_is_opened_once_and_of_an_older_mover() -> None:
    person, _ = older()
    account = opened(Desks(person=person))
    other, _ = older()
    given: dict[str, Any] = {"case": applied(Desks(person=other)), "by": account.opened_by, "at": tick()}
    with pytest.raises(Refusal) as refused:
        open_temporary(person=person, region=account.region, kept_at=account.kept_at, since=OCTOBER, **given)
    assert refused.value.code == "temporary_account_open_already"
    young = a_person(born_on=dt.date(1990, 1, 1))
    with database.refused("temporary_account_of_an_older_mover"):
        open_temporary(person=young, region=account.region, kept_at=account.kept_at, since=OCTOBER, **given)


@pytest.mark.usefixtures("at_the_desk")
def test_staff_and_the_person_see_it() -> None:
    person, _ = older()
    desks = Desks(person=person)
    account = opened(desks)
    held = written(held_by(account, TODAY).total_fen)
    citizen = page(a_citizen(person), "citizen_transfers")
    assert "临时缴费账户" in citizen
    assert held in citizen
    listed = page(desks.new_clerk, "transfers", show="temporary")
    assert person.name in listed
    assert held in listed
    leaves(person, NOVEMBER)
    transfer = gathered(desks, as_far_as=2)
    shown = page(desks.new_accountant, "transfer", transfer.number)
    assert "临时缴费账户" in shown
    assert reverse("transfer_act", args=[transfer.number, "pay_out"]) in shown
