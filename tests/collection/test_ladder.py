"""The ladder of SIL 63: one rung at a time, each with its letter and its day; it ends when all is paid or deferred."""

import datetime as dt

import pytest

from contributions.assessment.visibility import bills_seen_by
from contributions.collection.actions import open_late_fees, take_rung
from contributions.collection.arrears import arrears
from contributions.collection.enforcement import ladder, on_the_ladder
from contributions.collection.matters import AGREEMENTS, ENDS, ENFORCEMENTS
from contributions.collection.models import Enforcement, EnforcementStep
from contributions.collection.open_fees import open_fees
from contributions.collection.owing import OwingSeen
from contributions.collection.rules.ladder import Rung, may_take, next_rungs, waits_until
from enrollment.registry.models import Employer
from enrollment.registry.selectors import viewer_of
from enrollment.registry.subjects import Employers
from siadmin.agency.actions import grant_post
from siadmin.agency.insurances import Fund, Line
from siadmin.agency.models import Region
from siadmin.agency.posts import Post
from siadmin.kernel.refusal import Refusal
from siadmin.letters.models import Issued, Message
from siadmin.matters.models import Case
from tests import database
from tests.cities import BEIJING, COUNTY_OF, SEPTEMBER, SHANGHAI, broken, pay, staff, tick, work
from tests.factories import LONG_AGO, NOW, TODAY, a_member_of_staff, an_office
from tests.owing import Desk, late, late_ones

pytestmark = pytest.mark.usefixtures("five_cities")
DAY = dt.date(2026, 1, 1)


def after(days: int) -> dt.datetime:
    return tick() + dt.timedelta(days=days)


def asked(desk: Desk, employer: Employer, rung: Rung, days: int = 0) -> Case:
    return desk.asked(ENFORCEMENTS[Line.HRSS], employer, after(days), rung=str(rung), note="")


def take(desk: Desk, employer: Employer, rung: Rung, days: int = 0) -> EnforcementStep:
    desk.signed(asked(desk, employer, rung, days), at=after(days))
    return EnforcementStep.objects.get(rung=rung)


def refusal_of(desk: Desk, employer: Employer, rung: Rung, days: int = 0) -> str:
    with pytest.raises(Refusal) as refused:
        asked(desk, employer, rung, days)
    return refused.value.code


def later(days: int) -> dt.date:
    return DAY + dt.timedelta(days=days)


def test_rungs_follow_each_other_and_wait_for_the_day_of_the_one_before() -> None:
    assert next_rungs({}, DAY) == [Rung.ORDER_TO_PAY]
    ordered = {Rung.ORDER_TO_PAY: later(15)}
    assert not may_take(Rung.BANK_QUERY, ordered, later(15))
    assert waits_until(ordered, later(15)) == later(15)
    assert next_rungs(ordered, later(16)) == [Rung.BANK_QUERY]
    assert waits_until(ordered, later(16)) is None
    queried = ordered | {Rung.BANK_QUERY: later(30)}
    assert next_rungs(queried, later(17)) == [Rung.TRANSFER_DECISION, Rung.GUARANTEE_DEMAND]
    demanded = queried | {Rung.TRANSFER_DECISION: later(40), Rung.GUARANTEE_DEMAND: later(45)}
    assert waits_until(demanded, later(45)) == later(45)
    assert next_rungs(demanded, later(46)) == [Rung.COURT_APPLICATION]
    assert waits_until(demanded | {Rung.COURT_APPLICATION: later(60)}, later(61)) is None


def test_an_order_has_its_letter_its_day_and_a_message_and_is_one_persons() -> None:
    employer, _ = late()
    step = take(Desk(), employer, Rung.ORDER_TO_PAY)
    assert step.taken_on == TODAY < step.due_on
    assert step.owed_fen > 192_000 > step.late_fee_fen > 0
    letter = Issued.objects.get()
    assert (letter.kind, letter.subject, step.letter_id) == ("enforcement_order_to_pay", employer.number, letter.pk)
    assert Message.objects.get().issued_id == letter.pk
    assert broken() == {}


def test_no_rung_is_jumped_nor_taken_before_its_day_nor_twice() -> None:
    employer, _ = late()
    desk = Desk()
    assert refusal_of(desk, employer, Rung.BANK_QUERY) == "rung_not_there"
    take(desk, employer, Rung.ORDER_TO_PAY)
    assert refusal_of(desk, employer, Rung.ORDER_TO_PAY) == "rung_not_there"
    assert refusal_of(desk, employer, Rung.BANK_QUERY, days=15) == "rung_not_there"
    assert take(desk, employer, Rung.BANK_QUERY, days=20).article == "社会保险法第63条第2款"
    assert refusal_of(desk, employer, Rung.COURT_APPLICATION, days=90) == "rung_not_there"
    assert broken() == {}


@pytest.mark.parametrize(
    ("rung", "hands"),
    [
        (Rung.ORDER_TO_PAY, 1),
        (Rung.BANK_QUERY, 2),
        (Rung.GUARANTEE_DEMAND, 2),
        (Rung.TRANSFER_DECISION, 3),
        (Rung.COURT_APPLICATION, 3),
    ],
)
def test_graver_rungs_take_more_people(rung: Rung, hands: int) -> None:
    assert {"low": 1, "middle": 2, "high": 3}[ENFORCEMENTS[Line.HRSS].risk({"rung": rung}, None)] == hands


def test_who_owes_nothing_is_not_collected_from() -> None:
    employer, _ = late()
    pay(employer, SEPTEMBER, received_on=dt.date(2026, 9, 1))
    assert refusal_of(Desk(), employer, Rung.ORDER_TO_PAY) == "matter_stands_against"


def test_what_cannot_be_collected_or_ended_is_locked_with_its_reason() -> None:
    debtor, _ = late()
    owing = Employers().find([debtor.number])[debtor.number]
    assert not ENFORCEMENTS[Line.HRSS].against(owing, TODAY)
    assert not AGREEMENTS[Line.HRSS].against(owing, TODAY)
    employer, _ = staff()
    subject = Employers().find([employer.number])[employer.number]
    nothing, none = "No contribution or late fee is past due", "No deferral is running"
    for by_line, what in ((ENFORCEMENTS, nothing), (AGREEMENTS, nothing), (ENDS, none)):
        assert [each.what.en for each in by_line[Line.HRSS].against(subject, TODAY)] == [what]


def test_paying_all_with_the_late_fee_ends_it_and_paying_the_principal_alone_does_not() -> None:
    employer, _ = late()
    step = take(Desk(), employer, Rung.ORDER_TO_PAY)
    pay(employer, SEPTEMBER)
    work(open_late_fees(region=Region.objects.get(pk=BEIJING), by=None, at=after(1))[0])
    assert Enforcement.objects.get().ended_on is None
    for fund in (Fund.PENSION, Fund.UNEMPLOYMENT, Fund.INJURY):
        pay(employer, SEPTEMBER, {fund: _open_fee(employer, fund)})
    work(open_late_fees(region=Region.objects.get(pk=BEIJING), by=None, at=after(2))[0])
    ended = Enforcement.objects.get(pk=step.enforcement_id)
    assert (ended.ended_because, ended.ended_on) == ("paid", TODAY + dt.timedelta(days=2))
    assert broken() == {}


def _open_fee(employer: Employer, fund: str) -> int:
    return open_fees(employer.pk, fund, BEIJING).get(SEPTEMBER, 0)


def test_an_agreement_on_paying_later_ends_it() -> None:
    employer, _ = late()
    desk = Desk()
    step = take(desk, employer, Rung.ORDER_TO_PAY)
    agreed = {"first_month": "2026-09", "last_month": "2026-09", "until": "2027-01-31", "guarantee": "surety"}
    desk.signed(desk.asked(AGREEMENTS[Line.HRSS], employer, what="母公司", **agreed))
    assert Enforcement.objects.get().ended_because == "deferred"
    with database.refused("enforcement_stands"):
        database.forged(step, rung=Rung.BANK_QUERY)
    assert refusal_of(desk, employer, Rung.ORDER_TO_PAY) == "matter_stands_against"


def test_the_list_says_where_everybody_stands_and_what_comes_next() -> None:
    (small, few), (large, many) = staff(1), staff(3)
    late_ones((small, few), (large, many))
    desk = Desk()
    take(desk, small, Rung.ORDER_TO_PAY)
    seen = viewer_of(desk.clerk, on=TODAY)
    (first, second) = ladder(on_the_ladder(seen, TODAY), TODAY)
    assert [first.employer_id, second.employer_id] == [large.pk, small.pk]
    assert (first.next, first.last) == ((Rung.ORDER_TO_PAY,), None)
    assert (second.next, second.waits_until) == ((), EnforcementStep.objects.get().due_on)
    assert second.line == Line.HRSS


def test_the_database_ranks_whom_the_rule_finds_past_due_and_cuts_pages() -> None:
    staffs = [staff(people) for people in (1, 3, 2)]
    late_ones(*staffs)
    desk, both = Desk(), a_member_of_staff(Post.DIRECTOR, at=BEIJING)
    grant_post(
        user=both, office=an_office(at=BEIJING, line=Line.HS), post=Post.DIRECTOR, starts_on=LONG_AGO, by=None, at=NOW,
        reason="test",
    )  # fmt: skip
    pay(staffs[2][0], SEPTEMBER, {Fund.PENSION: 10_000})
    take(desk, staffs[0][0], Rung.ORDER_TO_PAY)
    agreed = {"first_month": "2026-09", "last_month": "2026-09", "until": "2027-01-31", "guarantee": "surety"}
    desk.signed(desk.asked(AGREEMENTS[Line.HRSS], staffs[1][0], what="母公司", **agreed))
    seen = viewer_of(both, on=TODAY)
    expected = arrears(bills_seen_by(seen), TODAY)
    together, apart = OwingSeen(seen, TODAY), OwingSeen(seen, TODAY, apart=True)
    assert [(each.employer_id, each.open_fen, each.months, each.since) for each in together] == [
        (each.employer_id, each.open_fen, each.months, each.since) for each in expected
    ]
    assert [together[n] for n in range(3)] == [*together[:2], *together[2:]]
    assert (len(together), together.sums.open_fen) == (3, sum(each.open_fen for each in expected))
    assert (len(apart), apart.sums.employers, apart.sums.rows) == (5, 3, {"none": 4, "order_to_pay": 1})
    assert [each.employer_id for each in on_the_ladder(seen, TODAY, step=Rung.ORDER_TO_PAY)] == [staffs[0][0].pk]
    nobody = OwingSeen(viewer_of(a_member_of_staff(Post.CLERK, at=COUNTY_OF[SHANGHAI]), on=TODAY), TODAY)
    assert (len(nobody), [*nobody], nobody.sums.open_fen) == (0, [], 0)


def test_the_database_wants_the_case_of_a_step_decided() -> None:
    employer, _ = late()
    desk = Desk()
    case = asked(desk, employer, Rung.ORDER_TO_PAY)
    with database.refused("decided_by_its_case"):
        take_rung(
            employer=employer, line=Line.HRSS, rung=Rung.ORDER_TO_PAY, office=case.office, case_number=case.number,
            note="", by=desk.clerk, at=tick(),
        )  # fmt: skip


def test_the_database_lets_nobody_jump_a_rung_nor_change_one() -> None:
    employer, _ = late()
    desk = Desk()
    step = take(desk, employer, Rung.ORDER_TO_PAY)
    case = asked(desk, employer, Rung.BANK_QUERY, days=20)
    with database.refused("ladder_is_not_jumped"):
        database.forged(step, rung=Rung.BANK_QUERY, case_id=case.number)
    with database.not_permitted():
        EnforcementStep.objects.update(owed_fen=1)
