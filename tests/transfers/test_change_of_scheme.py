"""Between the two pension schemes, and residents who move (人社部发〔2014〕17号; 国发〔2014〕8号 §8)."""

import datetime as dt
from decimal import Decimal

import pytest

from contributions.accounts.models import AccountKind, AccountMove
from contributions.accounts.selectors import held_at
from contributions.assessment.models import Bill, Notice
from contributions.collection.actions import receive_one
from contributions.collection.actions.intake import Told
from contributions.selfpay.actions import choose_resident_tier
from contributions.transfers.actions import return_overlap
from contributions.transfers.matters import CHANGE_OF_SCHEME, RESIDENT
from contributions.transfers.models import Overlap, OverlapReturn, Transfer
from contributions.transfers.selectors import changes_of_scheme
from contributions.transfers.selectors.standing import relation_at
from enrollment.registry.models import Person
from enrollment.registry.subjects import Persons
from siadmin.agency.insurances import Fund, Insurance, ResidentScheme
from siadmin.agency.models import User
from siadmin.agency.posts import Post
from siadmin.kernel.money import yuan
from siadmin.kernel.months import Month
from siadmin.kernel.refusal import Refusal
from siadmin.kernel.trace import Law
from siadmin.letters.models import Message
from siadmin.letters.selectors import reissue_pdf
from siadmin.matters import actions as matters
from siadmin.matters.actions import Attached
from siadmin.matters.models import Case, Channel
from tests import database
from tests.cities import BEIJING, CHENGDU, COUNTY_OF, OCTOBER, SEPTEMBER, broken, tick
from tests.factories import TODAY, a_member_of_staff, a_person, an_employer, an_employment, region
from tests.transfers.desks import ACCOUNT_FEN, WAGES_FEN, Desks, leaves, pay_months, stands

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("a_year_paid")]
OLD_ENOUGH, TIER_FEN = dt.date(1963, 1, 1), 1_000_00
# Two of twelve months of 1,000 yuan.
TWICE_FEN = 16_667
HOME = COUNTY_OF[BEIJING]


def somebody(*, born_on: dt.date = OLD_ENOUGH, household: str = HOME, employed: bool = True) -> Person:
    """Two months paid as an employee in Beijing, of that age."""
    person = a_person(born_on=born_on, household=household, lives_in=HOME)
    if employed:
        employer = an_employer(at=HOME)
        an_employment(person, employer, since=SEPTEMBER)
        pay_months(employer, person, (SEPTEMBER, OCTOBER))
        leaves(person)
    return person


def pays_as_resident(person: Person, pool: str = BEIJING, *, pays: bool = True) -> None:
    """The year 2026 on a tier, paid at once."""
    choose_resident_tier(
        person=person, region=region(pool), scheme=ResidentScheme.PENSION, year=2026, tier_fen=TIER_FEN,
        category="resident", by=None, at=tick(),
    )  # fmt: skip
    if not pays:
        return
    year = Month(2026, 1)
    notice = Notice.objects.filter(person=person, month=year).latest("version")
    for bill in Bill.objects.filter(person=person, month=year, settled_on=None, total_fen__gt=0):
        told = Told(
            external_id=f"W{bill.pk}", received_on=str(TODAY), region=bill.region_id, fund=bill.fund,
            amount=str(yuan(bill.total_fen)), reference=notice.reference,
        )  # fmt: skip
        receive_one(source="tax_authority", told=told, by=None, at=tick(), on=TODAY)


def holds(person: Person, account: AccountKind, pool: str = BEIJING) -> int:
    return held_at(person.pk, account, region(pool), TODAY).total_fen


def applied(person: Person, clerk: User) -> Case:
    return matters.receive(
        matter=CHANGE_OF_SCHEME, subject=Persons().find([person.number])[person.number], facts={},
        channel=Channel.COUNTER, by=clerk, at=tick(),
        papers=[Attached(paper.code, seen_original=True) for paper in CHANGE_OF_SCHEME.papers],
    )  # fmt: skip


def agreed(person: Person, desks: Desks) -> Transfer:
    """Two people sign at the receiving place, here Beijing."""
    case = applied(person, desks.old_clerk)
    matters.handle(case_id=case.pk, seen_version=case.version, by=desks.old_clerk, at=tick())
    case.refresh_from_db()
    matters.review(case_id=case.pk, seen_version=case.version, by=desks.old_reviewer, at=tick())
    return Transfer.objects.get(case=case)


def moved(person: Person, desks: Desks) -> tuple[Transfer, User]:
    """All the way within Beijing; the second accountant confirms that it arrived."""
    second = a_member_of_staff(Post.ACCOUNTANT, at=BEIJING)
    transfer = agreed(person, desks)
    desks.act("prepare", transfer, desks.old_clerk)
    desks.act("answer", transfer, desks.old_reviewer)
    desks.act("pay_out", transfer, desks.old_accountant)
    return desks.act("receive", transfer, second), second


@pytest.fixture
def two_months_suffice(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody pays fifteen years in a test; which number the law says is in the golden cases."""
    enough = Law("pension.minimum_years_months", Decimal(2), "months", "test", "law")
    monkeypatch.setattr(changes_of_scheme, "least_months", lambda book, year: enough)


def refusal_of(person: Person) -> str:
    desks = Desks(person=person)
    with pytest.raises(Refusal) as refused:
        applied(person, desks.old_clerk)
    return refused.value.code


def test_too_few_years_as_an_employee_the_account_joins_the_residents() -> None:
    person = somebody()
    desks, fund = Desks(person=person), stands(BEIJING)["fiscal_account"]
    done, _ = moved(person, desks)
    assert (done.insurance, done.to_insurance, done.state) == ("pension_employee", "pension_resident", "credited")
    assert (done.from_region_id, done.to_region_id) == (BEIJING, BEIJING)
    assert (done.months, done.principal_fen, done.pooled_fen, done.overlap_fen) == (2, ACCOUNT_FEN, 0, 0)
    assert holds(person, AccountKind.PENSION) == 0
    assert holds(person, AccountKind.PENSION_RESIDENT) == ACCOUNT_FEN
    assert stands(BEIJING)["fiscal_account"] == fund - ACCOUNT_FEN
    assert stands(BEIJING, Fund.PENSION_RESIDENT) == {
        "fiscal_account": ACCOUNT_FEN, "transfer_income": -ACCOUNT_FEN,
    }  # fmt: skip
    counted = relation_at(person, ResidentScheme.PENSION, region(BEIJING), TODAY, ResidentScheme.PENSION)
    assert [(year.year, year.months) for year in counted.years] == [(2026, 2)], "an employee's months count"
    assert broken() == {}


@pytest.mark.usefixtures("letters_set")
@pytest.mark.usefixtures("two_months_suffice")
def test_enough_years_the_residents_account_joins_and_its_years_do_not_count() -> None:
    person = somebody()
    pays_as_resident(person)
    done, _ = moved(person, Desks(person=person))
    assert (done.insurance, done.to_insurance) == ("pension_resident", "pension_employee")
    assert (done.months, done.principal_fen, done.overlap_fen) == (12, TIER_FEN, TWICE_FEN)
    assert holds(person, AccountKind.PENSION_RESIDENT) == 0
    assert holds(person, AccountKind.PENSION) == ACCOUNT_FEN + TIER_FEN
    counted = relation_at(person, Insurance.PENSION, region(BEIJING), TODAY)
    assert (counted.months, counted.wages_fen) == (2, WAGES_FEN), "a resident's months do not"
    assert list(Overlap.objects.values_list("year", "months", "own_fen", "amount_fen")) == [
        (2026, 2, TIER_FEN, TWICE_FEN)
    ]
    assert Message.objects.latest("pk").code == "transfer_changed_scheme"
    form = done.information_form
    assert form is not None
    assert reissue_pdf(form).startswith(b"%PDF")
    assert broken() == {}


@pytest.mark.parametrize("way", ["to_employee", "to_resident"])
def test_what_was_paid_twice_goes_back_once(way: str, request: pytest.FixtureRequest) -> None:
    if way == "to_employee":
        request.getfixturevalue("two_months_suffice")
    person = somebody()
    pays_as_resident(person)
    desks = Desks(person=person)
    done, second = moved(person, desks)
    assert done.overlap_fen == TWICE_FEN
    account = AccountKind(done.to_insurance)
    before, fund = holds(person, account), stands(BEIJING, done.to_insurance)["fiscal_account"]
    return_overlap(transfer_id=done.pk, returned_on=TODAY, bank_reference="HD-1", by=second, at=tick())
    assert holds(person, account) == before - TWICE_FEN
    assert stands(BEIJING, done.to_insurance)["fiscal_account"] == fund - TWICE_FEN
    assert Message.objects.latest("pk").code == "transfer_overlap_returned"
    with pytest.raises(Refusal) as refused:
        return_overlap(transfer_id=done.pk, returned_on=TODAY, bank_reference="HD-2", by=second, at=tick())
    assert refused.value.code == "changed_since"
    assert broken() == {}


def test_it_goes_back_after_it_arrived_and_by_an_accountant_of_the_receiving_place() -> None:
    person = somebody()
    pays_as_resident(person)
    desks = Desks(person=person)
    transfer = agreed(person, desks)
    desks.act("prepare", transfer, desks.old_clerk)
    with pytest.raises(Refusal) as refused:
        return_overlap(
            transfer_id=transfer.pk, returned_on=TODAY, bank_reference="HD", by=desks.old_accountant, at=tick()
        )
    assert refused.value.code == "overlap_nothing_goes_back"
    desks.act("answer", transfer, desks.old_reviewer)
    desks.act("pay_out", transfer, desks.old_accountant)
    desks.act("receive", transfer, a_member_of_staff(Post.ACCOUNTANT, at=BEIJING))
    for by in (desks.old_clerk, desks.new_accountant):
        with pytest.raises(Refusal) as refused:
            return_overlap(transfer_id=transfer.pk, returned_on=TODAY, bank_reference="HD", by=by, at=tick())
        assert refused.value.code == "transfer_not_your_step"
    with pytest.raises(Refusal) as refused:
        day = TODAY + dt.timedelta(days=1)
        return_overlap(
            transfer_id=transfer.pk, returned_on=day, bank_reference="HD", by=desks.old_accountant, at=tick()
        )
    assert refused.value.code == "overlap_returned_when"


@pytest.mark.usefixtures("two_months_suffice")
def test_after_it_nothing_is_paid_as_a_resident() -> None:
    person = somebody()
    pays_as_resident(person)
    moved(person, Desks(person=person))
    with pytest.raises(Refusal) as refused:
        choose_resident_tier(
            person=person, region=region(BEIJING), scheme=ResidentScheme.PENSION, year=2027, tier_fen=TIER_FEN,
            category="resident", by=None, at=tick(),
        )  # fmt: skip
    assert refused.value.code == "resident_relation_ended"


def test_before_the_statutory_age_the_scheme_stays() -> None:
    assert refusal_of(somebody(born_on=dt.date(1990, 1, 1))) == "change_of_scheme_too_early"


def test_the_employees_relation_is_gathered_where_the_pension_is_drawn_first() -> None:
    """Two months are no ten years: it is drawn at the household place."""
    assert refusal_of(somebody(household=COUNTY_OF[CHENGDU])) == "change_of_scheme_not_gathered"


def test_a_year_not_paid_is_given_up_first() -> None:
    person = somebody()
    pays_as_resident(person, pays=False)
    assert refusal_of(person) == "transfer_resident_year_unpaid"


def test_who_draws_a_pension_does_not_change() -> None:
    person = somebody()
    person.insured_periods.filter(insurance=Insurance.PENSION).update(ended_because="retired")
    assert refusal_of(person) == "transfer_in_payment"


@pytest.mark.usefixtures("two_months_suffice")
def test_without_a_residents_account_there_is_nothing_to_bring() -> None:
    assert refusal_of(somebody()) == "change_of_scheme_nothing_to_move"


def test_another_way_opened_meanwhile_is_not_prepared(monkeypatch: pytest.MonkeyPatch) -> None:
    person = somebody()
    desks = Desks(person=person)
    transfer = agreed(person, desks)
    enough = Law("pension.minimum_years_months", Decimal(2), "months", "test", "law")
    monkeypatch.setattr(changes_of_scheme, "least_months", lambda book, year: enough)
    with pytest.raises(Refusal) as refused:
        desks.act("prepare", transfer, desks.old_clerk)
    assert refused.value.code == "change_of_scheme_other_way"


def test_residents_who_move_their_household_take_account_and_years_along() -> None:
    person = somebody(employed=False)
    pays_as_resident(person)
    person.household = region(COUNTY_OF[CHENGDU])
    person.save()
    desks = Desks(person=person)
    done = desks.moved(RESIDENT)
    assert (done.to_region_id, done.months, done.total_fen, done.pooled_fen) == (CHENGDU, 12, TIER_FEN, 0)
    assert holds(person, AccountKind.PENSION_RESIDENT) == 0
    assert holds(person, AccountKind.PENSION_RESIDENT, CHENGDU) == TIER_FEN
    assert stands(CHENGDU, Fund.PENSION_RESIDENT)["fiscal_account"] == TIER_FEN
    assert broken() == {}


def test_the_database_refuses_what_no_transfer_says() -> None:
    person = somebody()
    pays_as_resident(person)
    desks = Desks(person=person)
    done, second = moved(person, desks)
    wrong = {
        "transfer": done, "amount_fen": TWICE_FEN + 1, "returned_on": TODAY, "bank_reference": "HD",
        "returned_by": second, "returned_eyes": second.eyes, "returned_at": tick(),
    }  # fmt: skip
    with database.refused("overlap_goes_back"):
        OverlapReturn.objects.create(**wrong)
    reviewer = desks.old_reviewer
    own = wrong | {"amount_fen": TWICE_FEN, "returned_by": reviewer, "returned_eyes": reviewer.eyes}
    with database.refused("overlap_goes_back"):
        OverlapReturn.objects.create(**own)
    with database.refused("account_moves_as_told"):
        AccountMove.objects.create(
            key=f"transfer:{done.number}:overlap", person=person, account=done.to_insurance, region=region(BEIJING),
            principal_fen=-TWICE_FEN, interest_fen=0, year_interest_fen=0, moved_on=TODAY, counts_from=TODAY,
        )  # fmt: skip
    with database.refused("transfer_year_with_its_form"):
        Overlap.objects.create(transfer=done, year=2025, months=1, own_fen=1200, amount_fen=100)


@pytest.mark.parametrize(
    ("insurance", "to_insurance", "constraint"),
    [
        ("pension_employee", "pension_employee", "transfer_between_two_places"),
        ("medical_employee", "pension_resident", "transfer_of_what_moves"),
    ],
)
def test_only_the_pension_schemes_are_changed(insurance: str, to_insurance: str, constraint: str) -> None:
    transfer = Desks().requested()
    with database.refused(constraint):
        Transfer.objects.bulk_create(
            [
                Transfer(
                    number="T0000-00001", insurance=insurance, to_insurance=to_insurance, person=transfer.person,
                    from_region=transfer.from_region, to_region=transfer.from_region, case=transfer.case,
                    requested_at=tick(), contact_letter=transfer.contact_letter, limit_days=1, due_on=TODAY,
                )
            ]
        )  # fmt: skip
