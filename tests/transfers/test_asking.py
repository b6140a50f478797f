"""Who may move a relation, and where to (T66 2, 5, 6; REG 12, 13)."""

import datetime as dt
from typing import Any

import pytest

from contributions.transfers.matters import MEDICAL, PENSION, UNEMPLOYMENT
from contributions.transfers.models import Transfer
from contributions.transfers.selectors.standing import continuity_of
from enrollment.registry.models import Person
from siadmin.agency.insurances import Line
from siadmin.kernel.refusal import Refusal
from siadmin.letters.models import Issued, Message
from siadmin.letters.selectors import reissue_pdf
from tests import cities
from tests.cities import BEIJING, CHENGDU, GUANGZHOU, broken
from tests.factories import TODAY, a_person, an_employer, an_employment, region
from tests.transfers.desks import Desks, joins, leaves, paid_months, pay_months, stands

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("a_year_paid")]


def refusal_of(desks: Desks, **facts: Any) -> str:
    with pytest.raises(Refusal) as refused:
        desks.asked(**facts)
    return refused.value.code


def moved_at(born_on: dt.date, *, female: bool = False, household: str | None = None) -> Person:
    """Somebody of that age who paid in Beijing and joined in Chengdu."""
    person = a_person(born_on=born_on, female=female, household=household)
    employer = an_employer(at=cities.COUNTY_OF[BEIJING])
    an_employment(person, employer, since=cities.SEPTEMBER)
    pay_months(employer, person, (cities.SEPTEMBER,))
    leaves(person, cities.OCTOBER)
    joins(person, since=cities.OCTOBER)
    return person


def test_it_is_asked_for_at_the_new_place() -> None:
    desks = Desks()
    assert refusal_of(desks, by=desks.old_clerk) == "matter_handled_elsewhere"


def test_who_is_still_insured_there_stays() -> None:
    """Until the end of this month, though the household place is elsewhere."""
    _, person = paid_months()
    leaves(person, cities.NOVEMBER + 1)
    person.household = region("510104")
    person.save()
    assert refusal_of(Desks(person=person)) == "transfer_still_insured"


def test_from_where_one_is_insured_now_there_is_nothing_to_transfer() -> None:
    assert refusal_of(Desks(), from_region=CHENGDU) == "transfer_same_place"


def test_who_has_no_new_place_is_told() -> None:
    _, person = paid_months()
    leaves(person)
    assert refusal_of(Desks(person=person)) == "transfer_no_new_place"


def test_who_goes_home_needs_no_employer_there() -> None:
    _, person = paid_months()
    leaves(person)
    person.household = region("510104")
    person.save()
    assert Desks(person=person).requested().to_region_id == CHENGDU


def test_where_nothing_was_paid_there_is_nothing_to_move() -> None:
    assert refusal_of(Desks(), from_region=GUANGZHOU) == "transfer_nothing_to_move"


def test_a_relation_moves_once_at_a_time() -> None:
    desks = Desks()
    desks.requested()
    assert refusal_of(desks) == "transfer_open_already"


def test_who_retired_keeps_the_relation_where_it_is_paid() -> None:
    _, person = paid_months()
    leaves(person, retired=True)
    joins(person)
    assert refusal_of(Desks(person=person)) == "transfer_in_payment"


@pytest.mark.parametrize(
    ("born_on", "female"), [(dt.date(1976, 10, 1), False), (dt.date(1986, 10, 1), True)], ids=["man", "woman"]
)
def test_older_movers_keep_the_relation_unless_they_go_home_or_were_posted(born_on: dt.date, female: bool) -> None:
    """A man of 50 and a woman of 40, in the month in which they joined; a month younger they move."""
    assert refusal_of(Desks(person=moved_at(born_on, female=female))) == "transfer_temporary_account"
    younger = moved_at(born_on.replace(month=11), female=female)
    assert Desks(person=younger).requested().state == "requested"
    home = moved_at(born_on, female=female, household="510104")
    assert Desks(person=home).requested().state == "requested"


def test_a_posting_lifts_the_age_and_is_looked_at_by_two() -> None:
    desks = Desks(person=moved_at(dt.date(1970, 1, 1)))
    case = desks.asked(posting="川人社调〔2026〕3号，2026-09-01")
    assert case.hands == 2
    assert not Transfer.objects.exists()


def test_at_retirement_age_the_relation_goes_where_the_pension_is_drawn() -> None:
    """Nowhere ten years: to the household place (T66 6 (4)); nowhere else."""
    old_enough = dt.date(1963, 1, 1)
    assert refusal_of(Desks(person=moved_at(old_enough, household="440103"))) == "transfer_other_place_of_benefits"
    assert refusal_of(Desks(person=moved_at(old_enough))) == "transfer_household_unknown"
    assert Desks(person=moved_at(old_enough, household="510104")).requested().to_region_id == CHENGDU


def test_medical_moves_the_record_and_the_account_only() -> None:
    desks = Desks(line=Line.HS)
    transfer = desks.requested(MEDICAL)
    assert (transfer.limit_days, transfer.insurance) == (10, "medical_employee")
    gap = continuity_of(transfer, TODAY)
    assert gap is not None
    assert (gap.value.gap_months, gap.value.is_continuous) == (0, True)
    desks.act("prepare", transfer, desks.old_clerk)
    desks.act("answer", transfer, desks.old_reviewer)
    paid = desks.act("pay_out", transfer, desks.old_accountant)
    assert (paid.limit_days, paid.pooled_fen, paid.months) == (5, 0, 2)
    assert paid.total_fen == paid.account_fen > 0
    desks.act("receive", transfer, desks.new_accountant)
    assert stands(CHENGDU, "medical_employee") == {"fiscal_account": paid.total_fen, "transfer_income": -paid.total_fen}
    assert broken() == {}


def test_pension_and_medical_of_one_person_move_beside_each_other() -> None:
    desks = Desks()
    desks.requested(PENSION)
    medical = Desks(line=Line.HS, person=desks.person)
    assert medical.requested(MEDICAL).state == "requested"


@pytest.mark.usefixtures("letters_set")
def test_unemployment_moves_its_months_and_no_money() -> None:
    desks = Desks()
    before = stands(BEIJING, "unemployment")
    transfer = desks.requested(UNEMPLOYMENT)
    assert transfer.limit_days == 5
    done = desks.moved_on(transfer)
    assert (done.state, done.months, done.total_fen) == ("credited", 2, 0)
    assert stands(BEIJING, "unemployment") == before
    assert stands(CHENGDU, "unemployment") == {}
    told = Message.objects.order_by("pk").values_list("code", flat=True)
    assert list(told) == ["transfer_requested", "transfer_record_sent", "transfer_record_taken"]
    assert all(reissue_pdf(each).startswith(b"%PDF") for each in Issued.objects.all())
    assert broken() == {}
