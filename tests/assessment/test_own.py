"""People who pay for themselves: joined on a base of their own, asked for by the same run and formula as employers,
settled by the same collection (SIL 10, 12, 23; 国办发〔2019〕13号)."""

import datetime as dt
from collections import Counter
from dataclasses import replace
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from django.db.models import QuerySet

from contributions.accounts.models import AccountCredit
from contributions.assessment.actions import assess_own, lapse_unpaid
from contributions.assessment.law import flexible_law
from contributions.assessment.models import AssessmentLine, Bill, Notice
from contributions.assessment.opening import opening
from contributions.assessment.own import last_month_of
from contributions.assessment.rules.flexible import ACCOUNT_ABOVE_TOTAL, flexible_split
from contributions.assessment.selectors import MonthState, record_of
from contributions.collection.actions import receive_one
from contributions.collection.actions.intake import Told
from contributions.collection.models import Receipt, ReceiptFile, ReceiptRow
from enrollment.participation.actions import INSURED_ELSEWHERE, Joining, join, planned_periods, resume, suspend
from enrollment.participation.actions.by_oneself import (
    BASE_OUTSIDE,
    JOINED_ALREADY,
    MONTH_IS_PAST,
    NOTHING_CHOSEN,
    PAID_ALREADY,
    RHYTHM_NOT_HERE,
    TOO_YOUNG,
    YEAR_NOT_OPEN,
    change_terms,
    choose_tier,
    give_up_tier,
    join_by_oneself,
    stop_paying,
)
from enrollment.participation.models import InsuredPeriod, OwnTerms, Rhythm
from enrollment.participation.rules.ages import WORKING_AGE
from enrollment.participation.selectors import insured_elsewhere
from enrollment.registry.models import Person
from funds.ledger.models import Book
from siadmin.agency.insurances import Fund, Insurance, ResidentScheme
from siadmin.agency.models import Region
from siadmin.kernel.money import yuan
from siadmin.kernel.months import Month
from siadmin.kernel.refusal import Refusal
from siadmin.policy.lawbook import NATIONAL
from siadmin.policy.selectors import law_of_day
from tests import cities, database
from tests.cities import BEIJING, GUANGZHOU, NOVEMBER, OCTOBER, SHANGHAI, broken, change_law, charge, tick
from tests.factories import NOW, TODAY, a_person, an_employer, an_employment, region

TOLD_WITHIN = dt.timedelta(days=10)  # contribution.own_told_within_days
pytestmark = pytest.mark.usefixtures("five_cities")
PENSION, MEDICAL, UNEMPLOYMENT = Insurance.PENSION, Insurance.MEDICAL, Insurance.UNEMPLOYMENT
ALL_HERE = [PENSION, MEDICAL, UNEMPLOYMENT]
FLOOR_FEN = 7_270_00  # Beijing from 2026-07


def joined(
    *, pool: str = BEIJING, base_fen: int = FLOOR_FEN, rhythm: str = "monthly", insurances: list[str] | None = None,
    from_month: Month = NOVEMBER, person: Person | None = None,
) -> Person:  # fmt: skip
    person = person or a_person(lives_in="110105")
    join_by_oneself(
        person=person, region=Region.objects.get(pk=pool), insurances=insurances or ALL_HERE, base_fen=base_fen,
        rhythm=rhythm, from_month=from_month, by=None, at=tick(),
    )  # fmt: skip
    return person


def pay(
    person: Person, month: Month = NOVEMBER, *, received_on: dt.date = TODAY, payer: tuple[str, str] | None = None,
    funds: tuple[str, ...] = tuple(Fund.values),
) -> None:  # fmt: skip
    notice = Notice.objects.filter(person=person, month=month).latest("version")
    name, code = payer or (person.name, "")
    waiting = Bill.objects.filter(person=person, month=month, settled_on=None, total_fen__gt=0, fund__in=funds)
    for (pool, fund), amount in _sums(waiting).items():
        told = Told(
            external_id=f"W{notice.pk}", received_on=str(received_on), region=pool, fund=fund,
            amount=str(yuan(amount)), reference=notice.reference, payer_name=name, payer_code=code,
        )  # fmt: skip
        receive_one(source="tax_authority", told=told, by=None, at=tick(), on=TODAY)


def _sums(bills: QuerySet[Bill]) -> dict[tuple[str, str], int]:
    sums: Counter[tuple[str, str]] = Counter()
    for bill in bills:
        sums[bill.region_id, bill.fund] += bill.total_fen
    return sums


def due(person: Person, month: Month = NOVEMBER) -> dict[str, int]:
    return dict(Bill.objects.filter(person=person, month=month).values_list("fund", "total_fen"))


def test_whoever_joins_is_asked_for_the_present_month_at_once_on_the_base_they_chose() -> None:
    person = joined()
    assert due(person) == {Fund.PENSION: 1_454_00, Fund.MEDICAL: 584_92, Fund.UNEMPLOYMENT: 72_70}
    pension = AssessmentLine.objects.get(person_id=person.pk, insurance=PENSION)
    assert (pension.employer_id, pension.base_fen, pension.employer_fen) == (-person.pk, FLOOR_FEN, 0)
    assert pension.account_fen == 581_60
    assert broken() == {}


def test_no_injury_and_no_maternity() -> None:
    with pytest.raises(Refusal) as refused:
        joined(insurances=[PENSION, Insurance.INJURY])
    assert refused.value.reason is NOTHING_CHOSEN
    person = joined()
    with pytest.raises(IntegrityError), transaction.atomic():
        InsuredPeriod.objects.create(
            person=person, insurance=Insurance.INJURY, region=region(BEIJING), category="flexible", from_month=NOVEMBER
        )


def test_the_run_of_a_month_takes_them_in_slices_of_their_own() -> None:
    early = joined(from_month=NOVEMBER + 1)
    assert due(early) == {}
    person = joined()
    employer, (worker,) = cities.staff()
    cities.declare(employer, OCTOBER, {worker: 8_000})
    assert opening(region(BEIJING), NOVEMBER, at=tick()).by_oneself == 1  # asked for already: the run adds nothing
    run = charge(BEIJING, NOVEMBER)
    assert [part.scope["last"] < 0 for part in run.slices.order_by("number")] == [False, True]
    assert AssessmentLine.objects.filter(person_id=person.pk).count() == 3
    assert opening(region(BEIJING), NOVEMBER + 1, at=tick()).by_oneself == 2
    charge(BEIJING, NOVEMBER + 1)
    assert len(due(person, NOVEMBER + 1)) == len(due(early, NOVEMBER + 1)) == 3
    assert broken() == {}


@pytest.mark.parametrize(("name", "code"), [("ANNA LEE", ""), ("王学", ""), ("某某公司", "123")])
def test_who_pays_for_a_persons_month_is_kept_apart_by_whatever_name(name: str, code: str) -> None:
    person = joined()
    pay(person, payer=(name, code))
    for kept in (*Receipt.objects.all(), *ReceiptRow.objects.all()):
        assert (kept.payer_name, kept.payer_code, kept.paid_by) == ("", "", name)
    assert broken() == {}


def test_an_organisation_that_pays_for_a_person_is_called_by_its_name() -> None:
    pay(joined(), payer=("某某公司", "91110105MA01234567"))
    assert {receipt.payer_name for receipt in Receipt.objects.all()} == {"某某公司"}
    with database.refused("receipt_of_a_person_is_kept_apart"):
        Receipt.objects.create(
            source="bank", external_id="X", book=Book.objects.earliest("pk"), received_on=TODAY, amount_fen=1,
            person=Person.objects.earliest("pk"), payer_name="Anna", file=ReceiptFile.objects.earliest("pk"),
            recorded_at=NOW,
        )  # fmt: skip


def test_a_paid_bill_credits_the_account_and_books_the_ledger() -> None:
    person = joined()
    pay(person)
    credit = AccountCredit.objects.get(person_id=person.pk)
    assert (credit.account, credit.employer_id, credit.amount_fen) == ("pension_employee", -person.pk, 581_60)
    assert not Bill.objects.filter(person=person, settled_on=None).exists()
    assert {each.state for each in record_of(person.pk, today=TODAY)} == {MonthState.PAID}
    assert broken() == {}


def test_what_was_not_paid_in_time_lapses_and_takes_no_money_any_more() -> None:
    person = joined()
    late = Bill.objects.filter(person=person).first()
    assert late is not None
    after = late.due_on + TOLD_WITHIN + dt.timedelta(days=1)
    assert lapse_unpaid(region=region(BEIJING), today=late.due_on + TOLD_WITHIN, at=tick()) == 0
    assert lapse_unpaid(region=region(BEIJING), today=after, at=tick()) == 3
    pay(person)
    assert not Bill.objects.filter(person=person, settled_on__isnull=False).exists()
    assert not AccountCredit.objects.exists()
    states = {each.state for each in record_of(person.pk, today=after) if each.month == NOVEMBER}
    assert states == {MonthState.MISSING}
    assess_own(region=region(BEIJING), month=NOVEMBER, first=-person.pk, last=-person.pk, at=tick())
    assert Bill.objects.filter(person=person).count() == 3
    assert broken() == {}


def test_what_was_paid_on_the_last_day_and_told_later_counts() -> None:
    person = joined()
    bill = Bill.objects.filter(person=person).first()
    assert bill is not None
    told_on = bill.due_on + dt.timedelta(days=5)
    assert lapse_unpaid(region=region(BEIJING), today=told_on, at=tick()) == 0
    pay(person)
    assert not Bill.objects.filter(person=person, settled_on=None).exists()
    assert broken() == {}


def test_a_paid_bill_never_lapses() -> None:
    person = joined()
    pay(person)
    bill = Bill.objects.filter(person=person).first()
    assert bill is not None
    with pytest.raises(IntegrityError), transaction.atomic():
        Bill.objects.filter(pk=bill.pk).update(lapsed_on=bill.due_on + dt.timedelta(days=1))
    other = Bill.objects.filter(person=joined()).first()
    assert other is not None
    with pytest.raises(IntegrityError), transaction.atomic():  # before its day is over none does
        Bill.objects.filter(pk=other.pk).update(lapsed_on=other.due_on)


def test_stopping_takes_an_unpaid_month_back_and_leaves_a_paid_one() -> None:
    person = joined()
    stop_paying(person=person, before=NOVEMBER, by=None, at=tick())
    assert sum(bill.total_fen for bill in Bill.objects.filter(person=person)) == 0
    assert not Bill.objects.filter(person=person, settled_on=None).exists()
    other = joined()
    pay(other)
    with pytest.raises(Refusal) as refused:
        stop_paying(person=other, before=NOVEMBER, by=None, at=tick())
    assert refused.value.reason is PAID_ALREADY
    stop_paying(person=other, before=NOVEMBER + 1, by=None, at=tick())
    assert broken() == {}


def test_another_base_changes_an_unpaid_month_by_its_difference() -> None:
    person = joined()
    change_terms(person=person, base_fen=10_000_00, rhythm="monthly", from_month=NOVEMBER, by=None, at=tick())
    pension = Bill.objects.filter(person=person, fund=Fund.PENSION).order_by("version")
    assert [bill.total_fen for bill in pension] == [1_454_00, 546_00]
    pay(person)
    assert not Bill.objects.filter(person=person, settled_on=None).exists()
    assert sum(credit.amount_fen for credit in AccountCredit.objects.filter(person_id=person.pk)) == 800_00
    assert broken() == {}


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"base_fen": FLOOR_FEN - 100}, BASE_OUTSIDE),
        ({"base_fen": FLOOR_FEN + 50}, BASE_OUTSIDE),
        ({"base_fen": 36_349_00}, BASE_OUTSIDE),
        ({"from_month": OCTOBER}, MONTH_IS_PAST),
        ({"pool": SHANGHAI, "rhythm": "quarterly", "base_fen": 8_000_00, "insurances": [PENSION]}, RHYTHM_NOT_HERE),
        ({"pool": SHANGHAI, "base_fen": 8_000_00, "insurances": [UNEMPLOYMENT]}, NOTHING_CHOSEN),
    ],
)
def test_what_the_region_does_not_offer_is_refused(changed: dict[str, object], reason: object) -> None:
    with pytest.raises(Refusal) as refused:
        joined(**changed)  # type: ignore[arg-type]
    assert refused.value.reason is reason


def test_nobody_under_sixteen_joins() -> None:
    with pytest.raises(Refusal) as refused:
        joined(person=a_person(born_on=dt.date(2011, 1, 1)))
    assert refused.value.reason is TOO_YOUNG


def test_from_which_age_somebody_joins_is_the_law_on_file() -> None:
    change_law(WORKING_AGE, NATIONAL, category="", value=18 * 12)
    with pytest.raises(Refusal) as refused:
        joined(person=a_person(born_on=dt.date(2009, 1, 1)))
    assert (refused.value.reason, refused.value.values["age"]) == (TOO_YOUNG, 18)


def test_nobody_joins_twice_or_beside_an_employer() -> None:
    person = joined()
    with pytest.raises(Refusal) as refused:
        joined(person=person)
    assert refused.value.reason is JOINED_ALREADY
    worker = a_person()
    an_employment(worker, an_employer())
    with pytest.raises(Refusal) as refused:
        joined(person=worker)
    assert refused.value.reason is INSURED_ELSEWHERE


def test_whoever_finds_an_employer_is_insured_through_it_from_the_first_month_not_paid() -> None:
    unpaid, paid = joined(), joined()
    pay(paid)
    employer = an_employer()
    join(
        employer=employer, joinings=[Joining(each, "employee", dt.date(2026, 11, 9)) for each in (unpaid, paid)],
        by=None, at=tick(),
    )  # fmt: skip
    began = dict(
        InsuredPeriod.objects.filter(employer=employer, insurance=PENSION).values_list("person_id", "from_month")
    )
    assert began == {unpaid.pk: NOVEMBER, paid.pk: NOVEMBER + 1}
    assert OwnTerms.objects.filter(before_month=None).count() == 0
    assert broken() == {}


def test_what_is_paid_to_one_fund_does_not_free_the_employer_of_the_others() -> None:
    person, employer = joined(), an_employer()
    pay(person, funds=(Fund.PENSION,))
    starting = [Joining(person, "employee", dt.date(2026, 11, 9))]
    said = {each.insurance: each.from_month for each in planned_periods(employer, starting)}
    join(employer=employer, joinings=starting, by=None, at=tick())
    began = dict(InsuredPeriod.objects.filter(employer=employer).values_list("insurance", "from_month"))
    assert (began[PENSION], began[Insurance.MEDICAL]) == (NOVEMBER + 1, NOVEMBER) and began == said
    own = InsuredPeriod.objects.filter(person=person, employer=None)
    ended = dict(own.values_list("insurance", "before_month"))
    assert (ended[PENSION], ended[Insurance.MEDICAL]) == (NOVEMBER + 1, NOVEMBER)
    assert not Bill.objects.filter(person=person, settled_on=None).exists(), "nobody asks them for it any more"
    assert broken() == {}


def test_a_month_that_was_taken_back_and_joined_anew_is_not_paid() -> None:
    person = joined()
    stop_paying(person=person, before=NOVEMBER, by=None, at=tick())
    joined(person=person)
    change_terms(person=person, base_fen=10_000_00, rhythm="monthly", from_month=NOVEMBER, by=None, at=tick())
    employer = an_employer()
    join(employer=employer, joinings=[Joining(person, "employee", dt.date(2026, 11, 9))], by=None, at=tick())
    period = InsuredPeriod.objects.get(employer=employer, insurance=PENSION)
    assert period.from_month == NOVEMBER
    assert not Bill.objects.filter(person=person, settled_on=None).exists()
    assert broken() == {}


def test_what_is_said_before_somebody_starts_is_what_happens_to_who_paid_by_themself() -> None:
    unpaid, paid = joined(), joined()
    pay(paid)
    employer = an_employer()
    starting = [Joining(each, "employee", dt.date(2026, 11, 9)) for each in (unpaid, paid)]
    said = {(each.person_id, each.insurance): each.from_month for each in planned_periods(employer, starting)}
    join(employer=employer, joinings=starting, by=None, at=tick())
    rows = InsuredPeriod.objects.filter(employer=employer).values_list("person_id", "insurance", "from_month")
    assert {(person, insurance): month for person, insurance, month in rows} == said
    assert said[paid.pk, Insurance.INJURY] == NOVEMBER


def test_whoever_is_insured_again_by_an_employer_stops_paying_for_themself() -> None:
    worker, employer = a_person(lives_in="110105"), an_employer()
    an_employment(worker, employer, since=OCTOBER)
    suspend(employer=employer, person=worker, before=NOVEMBER, by=None, at=tick(), reason="长期病假")
    pay(joined(person=worker))
    resume(employer=employer, person=worker, from_month=NOVEMBER, by=None, at=tick(), reason="返岗")
    began = dict(
        InsuredPeriod.objects.filter(employer=employer, before_month=None).values_list("insurance", "from_month")
    )
    assert (began[PENSION], began[Insurance.INJURY]) == (NOVEMBER + 1, NOVEMBER)
    assert not OwnTerms.objects.filter(before_month=None).exists()
    assert broken() == {}


def test_whoever_pays_for_themself_is_no_second_employers_worker_when_first_declared() -> None:
    person = joined()
    assert insured_elsewhere(an_employer().pk, [person.pk]) == {}


def test_a_rhythm_only_moves_the_day_by_which_one_pays() -> None:
    ends = [last_month_of(rhythm, Month(2026, 8)).number for rhythm in Rhythm.values]
    assert ends == [8, 9, 12, 12]
    person = joined(rhythm="quarterly")
    bill = Bill.objects.filter(person=person).first()
    assert bill is not None and Month.of(bill.due_on) == Month(2026, 12)


def test_the_batch_splits_as_the_rule_does_for_every_whole_yuan() -> None:
    """20% of the base, of which 8% go to the account: the twin of `flexible_split`."""
    book = law_of_day(region(BEIJING), NOVEMBER.first_day)
    total, account = (
        book.law("pension.flexible_rate", "flexible"),
        book.law("pension.flexible_account_rate", "flexible"),
    )
    for base in (7_270_00, 7_271_00, 9_999_00, 12_345_00, 36_348_00):
        with database.savepoint():
            person = joined(base_fen=base)
            line = AssessmentLine.objects.get(person_id=person.pk, insurance=PENSION)
            split = flexible_split(base, total, account).value
            assert (line.employee_fen, line.account_fen) == (split.total_fen, split.account_fen)


@pytest.mark.parametrize("percent", [8, 9, 12, 20, 21, 23, 24, 27])
def test_the_account_is_its_own_rate_of_the_base_whatever_the_whole_rate_is(percent: int) -> None:
    """Shanghai asked for 24% until 2024-02, of which 8% went to the account: a third of it has no end of decimals."""
    book = law_of_day(region(BEIJING), NOVEMBER.first_day)
    total = replace(book.law("pension.flexible_rate", "flexible"), value=Decimal(percent) / 100)
    account = book.law("pension.flexible_account_rate", "flexible")
    laws = {**book.laws, ("pension.flexible_rate", "flexible"): total}
    figures = flexible_law(replace(book, laws=laws), PENSION).figures()
    for base in range(7_270_00, 36_348_00, 61_00):
        line, split = figures.line(base), flexible_split(base, total, account).value
        assert (line.employee_fen, line.account_fen) == (split.total_fen, split.account_fen)


def test_an_account_above_the_whole_rate_is_refused() -> None:
    book = law_of_day(region(BEIJING), NOVEMBER.first_day)
    low = replace(book.law("pension.flexible_rate", "flexible"), value=Decimal("0.07"))
    with pytest.raises(Refusal) as refused:
        flexible_law(replace(book, laws={**book.laws, ("pension.flexible_rate", "flexible"): low}), PENSION)
    assert refused.value.reason is ACCOUNT_ABOVE_TOTAL


def test_other_places_have_other_medical_bases() -> None:
    person = joined(pool=GUANGZHOU, base_fen=5_510_00, insurances=[PENSION, MEDICAL])
    assert due(person)[Fund.MEDICAL] == 498_72  # 6,234.00 × 8%, the place's own floor
    somebody = joined(pool="510100", base_fen=4_699_00, insurances=[PENSION, MEDICAL])
    assert due(somebody)[Fund.MEDICAL] == 581_12  # 6,117.00 × 9.5% rounded half up


def test_a_resident_owes_the_tier_of_the_year_and_all_of_it_goes_to_the_account() -> None:
    person = a_person(lives_in="110105")
    choose_tier(
        person=person, region=region(BEIJING), scheme=ResidentScheme.PENSION, year=2026, tier_fen=1_000_00,
        by=None, at=tick(),
    )  # fmt: skip
    assert due(person, Month(2026, 1)) == {Fund.PENSION_RESIDENT: 1_000_00}
    pay(person, Month(2026, 1))
    assert AccountCredit.objects.get(person_id=person.pk).account == "pension_resident"
    assert broken() == {}


def test_a_tier_that_is_not_paid_can_be_chosen_anew() -> None:
    person = a_person(lives_in="110105")
    where = {"person": person, "scheme": ResidentScheme.PENSION, "year": 2026}
    choose_tier(**where, region=region(BEIJING), tier_fen=1_000_00, by=None, at=tick())  # type: ignore[arg-type]
    give_up_tier(**where, by=None, at=tick())  # type: ignore[arg-type]
    choose_tier(**where, region=region(BEIJING), tier_fen=2_000_00, by=None, at=tick())  # type: ignore[arg-type]
    pay(person, Month(2026, 1))
    assert sum(credit.amount_fen for credit in AccountCredit.objects.filter(person_id=person.pk)) == 2_000_00
    assert broken() == {}


@pytest.mark.parametrize("year", [2025, 2028])
def test_only_a_tier_of_this_year_or_the_next_is_chosen(year: int) -> None:
    with pytest.raises(Refusal) as refused:
        choose_tier(
            person=a_person(lives_in="110105"), region=region(BEIJING), scheme=ResidentScheme.PENSION, year=year,
            tier_fen=1_000_00, by=None, at=tick(),
        )  # fmt: skip
    assert refused.value.reason is YEAR_NOT_OPEN


def test_whom_the_state_pays_for_in_full_owes_nothing() -> None:
    person = a_person(lives_in="110105")
    choose_tier(
        person=person, region=region(BEIJING), scheme=ResidentScheme.MEDICAL, year=2026, tier_fen=400_00,
        category="resident_extreme_poverty", by=None, at=tick(),
    )  # fmt: skip
    bill = Bill.objects.get(person=person)
    assert (bill.total_fen, bill.settled_on) == (0, TODAY)
    assert broken() == {}
