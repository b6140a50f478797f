"""The fund pays in an uninsured employer's stead and takes it back; riders' claims wait for the ministry's amounts."""

import datetime as dt
from typing import Any

import pytest

from benefits.claims.schemes import Scheme, schemes
from benefits.injury.actions import advancing
from benefits.injury.items import DISABILITY_PAID, MEDICAL_PAID
from benefits.injury.models import Advance, AdvanceRecovered, Injury
from benefits.injury.selectors.advanced import left_of
from benefits.injury.unsettled import advances_open
from benefits.payments.models import Entitlement, Hold, Overpayment
from enrollment.registry.models import Employer
from enrollment.registry.subjects import Employers
from funds.ledger.models import Posting
from siadmin.agency.insurances import Fund
from siadmin.agency.posts import Post
from siadmin.kernel.months import Month
from siadmin.kernel.refusal import Refusal
from siadmin.letters.models import Issued, Message
from siadmin.matters import actions
from siadmin.matters.catalogue import matter_of
from siadmin.matters.models import Case
from tests import cities, database
from tests.cities import BEIJING, COUNTY_OF, broken, tick
from tests.factories import TODAY, a_member_of_staff
from tests.injury.course import ASKED, a_desk, advanced, appraised, certified, works
from tests.injury.test_costs import TOLD
from tests.payments.arriving import paid_again
from tests.payments.till import BANKS, Till, a_card, funded

pytestmark = pytest.mark.usefixtures("a_year_paid")


def uninsured(day: dt.date = dt.date(2026, 7, 6)) -> Injury:
    """Told to the register only four weeks after the accident of this day."""
    employer, person = works(since=Month(2025, 7), until=Month.of(day))
    person.employments.update(reported_on=day + dt.timedelta(weeks=4), late_because="forgotten")
    injury = certified(person, employer, happened_on=str(day))
    assert not injury.was_insured
    return injury


def of_employer(injury: Injury, matter: str, facts: dict[str, Any], whose: Employer | None = None) -> Case:
    """Of the injury's employer, or of another that is liable with it."""
    clerk, reviewer = a_member_of_staff(Post.CLERK, at=BEIJING), a_member_of_staff(Post.REVIEWER, at=BEIJING)
    number = (whose or injury.employer).number
    case = actions.receive(
        matter=matter_of(matter), subject=Employers().find([number])[number], facts=facts, by=clerk, at=tick()
    )
    case = actions.handle(case_id=case.pk, seen_version=case.version, by=clerk, at=tick())
    return actions.review(case_id=case.pk, seen_version=case.version, by=reviewer, at=tick())


def on_its_way(injury: Injury, *, costs: bool = False, **conclusion: str) -> tuple[Advance, Till, Any]:
    """A lump of grade 10, and costs, were advanced, and are in a file to a bank."""
    appraised(injury, grade="10", **conclusion)
    advance = advanced(injury)
    desk = a_desk(injury.person, "injury_disability_lump")
    desk.granted(desk.asked({"injury": injury.number}))
    if costs:
        desk = a_desk(injury.person, "injury_costs")
        desk.granted(desk.asked(TOLD | {"injury": injury.number, "began_on": str(injury.happened_on)}))
    a_card(injury.person)
    funded(Fund.INJURY)
    till = Till(fund=Fund.INJURY)
    own = till.opened()
    for hold in Hold.objects.filter(batch_id__in=own.batches.values("pk"), lifted_at=None).exclude(because="sample"):
        till.lift(hold)
    return advance, till, till.sent(till.approved(own))


def paid(injury: Injury, **conclusion: Any) -> Advance:
    """It has left, and arrived."""
    advance, till, file = on_its_way(injury, **conclusion)
    till.answered(file)
    return advance


def test_the_fund_advances_what_is_claimed_and_the_employer_pays_it_back() -> None:
    injury = uninsured()
    advance = paid(injury)
    assert Issued.objects.get(kind="injury_advanced").subject == injury.employer.number
    assert Message.objects.filter(code="injury_advanced").exists()
    assert left_of(advance) == 7 * 800_000
    back = {
        "advance": advance.number, "amount": "20000.00", "received_on": str(TODAY), "bank_reference": "B1",
    }  # fmt: skip
    with database.written_with(AdvanceRecovered, amount_fen=1), database.refused("injury_recovery_booked_by_two"):
        of_employer(injury, "injury_advance_back", back)
    of_employer(injury, "injury_advance_back", back)
    assert left_of(advance) == 7 * 800_000 - 2_000_000
    booked = Posting.objects.get(entry=AdvanceRecovered.objects.get().entry, account_kind="benefits")
    assert (booked.amount_fen, booked.flow, booked.item) == (2_000_000, "injury_advance_repaid", DISABILITY_PAID)
    for told, code in (
        ({"amount": "36000.01", "bank_reference": "B2"}, "injury_more_than_advanced"),
        ({"amount": "1.00"}, "bank_line_used"),
        ({"amount": "1.00", "bank_reference": "B2", "received_on": "2026-01-05"}, "bank_line_when"),
    ):
        with pytest.raises(Refusal) as refusal:
            of_employer(injury, "injury_advance_back", back | told)
        assert refusal.value.code == code
    of_employer(injury, "injury_advance_lost", {"advance": advance.number, "found": "破产程序终结，裁定书京01破1号"})
    assert advance.uncollectable.case.state == "done"
    assert broken() == {}


def test_what_comes_back_is_taken_off_what_was_paid() -> None:
    """The lump of 56,000 first, then costs of 11,080, to the last fen."""
    injury = uninsured(dt.date(2026, 10, 26))
    advance, till, file = on_its_way(injury, costs=True, concluded_on="2026-10-29", delivered_on="2026-10-30")
    till.answered(file)
    back = {"advance": advance.number, "received_on": str(TODAY)}
    of_employer(injury, "injury_advance_back", back | {"amount": "60000.00", "bank_reference": "B1"})
    of_employer(injury, "injury_advance_back", back | {"amount": "7080.00", "bank_reference": "B2"})
    booked = Posting.objects.filter(flow="injury_advance_repaid", account_kind="benefits").order_by("pk")
    assert [(each.item, each.amount_fen) for each in booked] == [
        (DISABILITY_PAID, 5_600_000), (MEDICAL_PAID, 400_000), (MEDICAL_PAID, 708_000),
    ]  # fmt: skip
    assert left_of(advance) == 0
    assert broken() == {}


def test_what_the_person_is_to_return_is_not_owed_by_the_employer_too(monkeypatch: pytest.MonkeyPatch) -> None:
    """It had paid a part by then, which stays on record as it was right; no more is taken from it."""
    injury = uninsured()
    advance = paid(injury)
    back = {
        "advance": advance.number, "amount": "20000.00", "received_on": str(TODAY), "bank_reference": "B1",
    }  # fmt: skip
    of_employer(injury, "injury_advance_back", back)
    lump = Entitlement.objects.get(scheme="injury_disability_lump")
    Till(fund=Fund.INJURY).stopped(lump, because="not_entitled")
    assert Overpayment.objects.get(ending__entitlement=lump).amount_fen == 7 * 800_000
    assert left_of(advance) == 0
    assert list(advances_open(injury.employer, TODAY)) == []
    more = back | {"amount": "1.00", "bank_reference": "B2"}
    with pytest.raises(Refusal) as refusal:
        of_employer(injury, "injury_advance_back", more)
    assert refusal.value.code == "injury_more_than_advanced"
    monkeypatch.setattr(advancing, "left_of", lambda _: 100)
    monkeypatch.setattr(advancing, "arrived_of", lambda *_: 100)
    monkeypatch.setattr(advancing, "arrived_by_item", lambda *_: [(DISABILITY_PAID, 100)])
    with database.refused("injury_more_came_back"):
        of_employer(injury, "injury_advance_back", more)
    assert broken() == {}


def test_nothing_is_taken_back_of_what_a_bank_may_still_return() -> None:
    injury = uninsured()
    advance, till, file = on_its_way(injury)
    back = {
        "advance": advance.number, "amount": "56000.00", "received_on": str(TODAY), "bank_reference": "B1",
    }  # fmt: skip
    assert left_of(advance) == 7 * 800_000
    with pytest.raises(Refusal) as refusal:
        of_employer(injury, "injury_advance_back", back)
    assert refusal.value.code == "injury_advance_not_arrived"
    with pytest.MonkeyPatch.context() as patch, database.refused("injury_more_came_back"):
        patch.setattr(advancing, "arrived_of", lambda advance, _: left_of(advance))
        patch.setattr(advancing, "arrived_by_item", lambda *_: [(DISABILITY_PAID, 5_600_000)])
        of_employer(injury, "injury_advance_back", back)
    till.answered(file, {0: "account_closed"})
    assert left_of(advance) == 0
    assert broken() == {}


def test_what_a_bank_returns_after_the_employer_paid_is_paid_again_and_not_asked_for_twice() -> None:
    injury = uninsured()
    advance, till, file = on_its_way(injury)
    till.answered(file)
    back = {
        "advance": advance.number, "amount": "56000.00", "received_on": str(TODAY), "bank_reference": "B1",
    }  # fmt: skip
    of_employer(injury, "injury_advance_back", back)
    till.answered(file, {0: "account_closed"})
    assert left_of(advance) == 0
    assert broken() == {}
    own = file.batch.payment_run
    paid_again(till, own, injury.person)
    till.answered(till.sent(own, BANKS[1]))
    assert left_of(advance) == 0
    with pytest.raises(Refusal) as refusal:
        of_employer(injury, "injury_advance_back", back | {"amount": "1.00", "bank_reference": "B2"})
    assert refusal.value.code == "injury_more_than_advanced"
    assert broken() == {}


def test_an_employer_that_insured_or_may_still_pay_is_no_case_for_an_advance() -> None:
    injury = uninsured()
    desk = a_desk(injury.person, "injury_advance")
    with pytest.raises(Refusal) as refusal:
        desk.asked(ASKED | {"injury": injury.number, "asked_on": str(TODAY)})
    assert refusal.value.code == "injury_employer_may_still_pay"
    assert advanced(injury, asked_on=str(TODAY), answer="refuses").due_on > TODAY
    with pytest.raises(Refusal) as refusal:
        desk.asked(ASKED | {"injury": injury.number})
    assert refusal.value.code == "injury_nothing_to_advance"


def test_the_database_takes_no_advance_for_who_was_insured_and_no_more_back_than_was_paid() -> None:
    employer, (person,) = cities.staff(at=COUNTY_OF[BEIJING], since=Month(2026, 1))
    injury = certified(person, employer, happened_on="2026-07-06")
    letter = injury.certification.letter
    with database.refused("injury_advance_decided"):
        Advance.objects.create(
            number="Y1", injury=injury, asked_on=TODAY, due_on=TODAY, case=injury.certification.case, letter=letter,
            decided_by=injury.certification.decided_by, decided_at=tick(),
        )  # fmt: skip


def test_a_riders_claim_is_taken_in_and_no_amount_is_guessed() -> None:
    employer, (person,) = cities.staff(at=COUNTY_OF[BEIJING])
    desk = a_desk(person, "rider_injury")
    told = {"platform": employer.number, "happened_on": "2026-11-02", "order": "20261102-1", "story": "送餐途中摔伤"}
    case = desk.asked(told)
    with pytest.raises(Refusal) as refusal:
        desk.handled(case)
    assert refusal.value.code == "not_verified_here" and "职业伤害" in refusal.value.zh
    assert matter_of("rider_injury").form(data=told | {"platform": "91110105MA00000000"}).errors["platform"]


def test_an_employer_is_not_closed_before_it_has_paid_back() -> None:
    advance = paid(uninsured())
    employer = advance.injury.employer
    (obstacle,) = advances_open(employer, TODAY)
    assert obstacle.amount_fen == left_of(advance) > 0
    with database.refused("closing_owes_nothing"):
        Employer.objects.filter(pk=employer.pk).update(cancelled_on=TODAY)
    of_employer(advance.injury, "injury_advance_lost", {"advance": advance.number, "found": "破产程序终结"})
    assert list(advances_open(employer, TODAY)) == []


def test_every_benefit_of_an_injury_says_of_which_it_is() -> None:
    """Else nobody could add up what was advanced because of it. Riders are paid nothing as yet."""
    ours = [each for each in schemes() if type(each).__module__.startswith("benefits.injury.")]
    assert ours and [each.code for each in ours if type(each).once_of is Scheme.once_of] == ["rider_injury"]
