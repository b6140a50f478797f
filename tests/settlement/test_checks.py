"""What a bill is refused or flagged for, and what is decided about it."""

import datetime as dt
from typing import Any

import pytest

from benefits.providers.actions import open_department
from benefits.providers.models import Item
from benefits.settlement.models import Flag, Settlement
from siadmin.agency.posts import Post
from siadmin.kernel.refusal import Refusal
from tests.cities import broken, tick
from tests.factories import TODAY
from tests.settlement.agency import Clearer
from tests.settlement.hospital import YEAR_START, Hospital, Refused, desk, line, patient

pytestmark = [pytest.mark.usefixtures("a_year_paid", "at_the_desk")]
TOMORROW = TODAY + dt.timedelta(1)


@pytest.mark.parametrize(
    ("lines", "code"),
    [
        ([line("XA0001", 1, "20", line="a"), line("XB0001", 1, "20", line="a")], "bill_line_twice"),
        ([line("XA0001", 1, "20", on=TODAY - dt.timedelta(1))], "bill_line_day"),
        ([line("ZZ9999", 1, "20")], "bill_item_unknown"),
        ([line("XA0001", 0, "20")], "bill_quantity_impossible"),
        ([line("XA0001", "-1", "20")], "bill_quantity_impossible"),
        ([line("XA0001", "100000.001", "20")], "bill_quantity_impossible"),
        ([line("SV0002", 1, "20")], "bill_sex_conflict"),
        ([line("XA0001", 1, "20", department="0399")], "bill_department_unknown"),
    ],
)
def test_a_bill_is_refused_with_its_code_and_nothing_is_kept(lines: list[Any], code: str) -> None:
    hospital, person = Hospital(), patient()
    stay = hospital.admitted(person)
    with pytest.raises(Refused) as refused:
        hospital.presettled(stay, lines)
    assert (refused.value.code, refused.value.problems) == ("bill_refused", [code])
    (told,) = refused.value.told["problems"]
    assert all(told[name] for name in ("zh", "en", "remedy_zh", "remedy_en", "line"))


def test_no_bill_comes_to_more_than_a_hundred_million_yuan() -> None:
    hospital, person = Hospital(), patient()
    stay = hospital.admitted(person)
    lines = [line("XC0001", 50, "1000000"), line("XC0001", 50, "999999")]
    hospital.presettled(stay, lines)
    with pytest.raises(Refused) as refused:
        hospital.presettled(stay, [*lines, line("XC0001", 1, "50.01")])
    assert (refused.value.code, refused.value.problems) == ("bill_refused", ["bill_charged_impossible"])


@pytest.mark.parametrize(
    ("lines", "code"),
    [
        ([line("XA0001", 11, "20")], "bill_over_a_day"),
        ([line("SV0003", 1, "20")], "bill_age_conflict"),
        ([line("XB0001", 1, "20"), line("XB0001", 1, "20")], "bill_lines_alike"),
        ([line("XB0001", 1, "20"), line("XB0001", 1, "20.0001")], "bill_lines_alike"),
    ],
)
def test_what_is_doubtful_passes_with_a_flag_for_a_person(lines: list[Any], code: str) -> None:
    hospital, person = Hospital(), patient()
    stay = hospital.admitted(person)
    shown = hospital.presettled(stay, lines)
    assert [each["code"] for each in shown["flags"]] == [code]
    hospital.settled(stay, shown)
    (flag,) = Flag.objects.all()
    assert (flag.code, flag.disallowed_fen) == (code, None)
    assert broken() == {}


def test_an_item_without_a_rule_on_its_day_is_paid_in_full_by_the_person_and_flagged() -> None:
    hospital, person = Hospital(), patient()
    stay = hospital.admitted(person)
    Item.objects.create(code="XN0001", kind="drug", name="新药", unit="盒")
    shown = hospital.presettled(stay, [line("XN0001", 1, "50")])
    assert (shown["out_of_scope_fen"], shown["fund_fen"]) == (5_000, 0)
    assert [each["code"] for each in shown["flags"]] == ["bill_outside_catalogue"]


def test_stays_in_hospital_do_not_overlap() -> None:
    hospital, other, person = Hospital(), Hospital(with_catalogue=False), patient()
    stay = hospital.admitted(person, on=TODAY - dt.timedelta(3))
    with pytest.raises(Refused) as refused:
        other.admitted(person)
    assert refused.value.code == "stay_overlaps"
    hospital.settled(stay, hospital.presettled(stay, [line("XA0001", 1, "20")]))
    assert other.admitted(person)  # who left one hospital may enter another on that day


def test_a_stay_told_by_mistake_is_withdrawn_and_stands_in_nobodys_way() -> None:
    hospital, person = Hospital(), patient()
    stay = hospital.admitted(person)
    hospital.ask("api_stay_withdrawal", {"reason": "登记有误"}, number=stay)
    with pytest.raises(Refused) as refused:
        hospital.presettled(stay, [line("XA0001", 1, "20")])
    assert refused.value.code == "stay_withdrawn"
    settled = hospital.admitted(person)
    hospital.settled(settled, hospital.presettled(settled, [line("XA0001", 1, "20")]))
    with pytest.raises(Refused) as refused:
        hospital.ask("api_stay_withdrawal", {"reason": "登记有误"}, number=settled)
    assert refused.value.code == "stay_settled"


def test_lines_are_settled_once_and_a_stay_ends_once() -> None:
    hospital, person = Hospital(), patient()
    stay, first = hospital.admitted(person), line("XA0001", 1, "20")
    hospital.settled(stay, hospital.presettled(stay, [first], is_last=False))
    with pytest.raises(Refused) as refused:
        hospital.presettled(stay, [first])
    assert refused.value.problems == ["bill_line_settled"]
    hospital.settled(stay, hospital.presettled(stay, [line("XB0001", 1, "20")]))
    with pytest.raises(Refused) as refused:
        hospital.presettled(stay, [line("XB0001", 1, "20")])
    assert refused.value.code == "stay_ended"


@pytest.mark.parametrize("until", [TODAY - dt.timedelta(1), TOMORROW])
def test_a_bill_ends_between_admission_and_today(until: dt.date) -> None:
    hospital, person = Hospital(), patient()
    stay = hospital.admitted(person)
    with pytest.raises(Refused) as refused:
        hospital.presettled(stay, [line("XA0001", 1, "20")], until=until)
    assert refused.value.code == "bill_until_when"


def test_the_same_item_of_a_day_in_another_stay_is_flagged() -> None:
    hospital, person = Hospital(), patient()
    for flags in ([], ["bill_charged_elsewhere"]):
        visit = hospital.admitted(person, care="outpatient")
        shown = hospital.presettled(visit, [line("XB0001", 1, "30")])
        assert [each["code"] for each in shown["flags"]] == flags
        hospital.settled(visit, shown)


def test_departments_that_are_open_may_charge() -> None:
    hospital, person = Hospital(), patient()
    open_department(
        institution=hospital.institution, code="0301", name="心内科", starts_on=YEAR_START, by=desk(Post.CLERK),
        at=tick(),
    )  # fmt: skip
    stay = hospital.admitted(person, department="0301")
    assert hospital.presettled(stay, [line("XA0001", 1, "20", department="0301")])["charged_fen"] == 2_000
    with pytest.raises(Refused) as refused:
        hospital.admitted(patient(), department="0999")
    assert refused.value.code == "bill_department_unknown"


def test_no_more_is_disallowed_than_the_funds_paid_and_a_flag_is_decided_once() -> None:
    hospital, person, clearer = Hospital(), patient(), Clearer()
    stay = hospital.admitted(person)
    hospital.settled(
        stay, hospital.presettled(stay, [line("DV0001", 1, "9000"), line("XB0001", 1, "20"), line("XB0001", 1, "20")])
    )
    flag, paid = Flag.objects.get(), Settlement.objects.get().fund_fen
    with pytest.raises(Refusal) as refused:
        clearer.decided(flag, paid + 1)
    assert refused.value.code == "flag_too_much"
    clearer.decided(flag, paid)
    with pytest.raises(Refusal) as refused:
        clearer.decided(flag, 0)
    assert refused.value.code == "changed_since"
    assert broken() == {}
