"""The one-off grant of migrant workers and the skill subsidy: by values in force alone, once a work or certificate."""

import pytest

from benefits.claims.models import Decision, GrantedOnce
from siadmin.kernel.refusal import Refusal
from tests import database
from tests.cities import broken, change_law
from tests.claims.desk import ClaimDesk, loses_work
from tests.unemployment.spells import NOVEMBER, a_desk, a_spell
from tests.unemployment.subsidies import insured_for_a_year, migrant_rules, skill_notice
from tests.unemployment.test_grants import granted, not_due

pytestmark = pytest.mark.usefixtures("a_year_paid")
MIGRANT, SKILL = "unemployment_migrant", "unemployment_skill"
RURAL = {"rural": True}
A_CERTIFICATE = {"grade": "skill_middle", "certificate": "S000012345678"}


def stands_against(desk: ClaimDesk, facts: dict[str, object]) -> str:
    with pytest.raises(Refusal) as refused:
        desk.asked(facts)
    assert refused.value.code == "matter_stands_against"
    return refused.value.zh


@pytest.mark.parametrize(
    ("matter", "facts", "name"),
    [(MIGRANT, RURAL, "农民工一次性生活补助月标准"), (SKILL, A_CERTIFICATE, "技能提升补贴标准")],
)
def test_where_no_value_is_in_force_that_is_said_before_anybody_asks(
    matter: str, facts: dict[str, object], name: str
) -> None:
    assert name in stands_against(a_desk(insured_for_a_year(), matter), facts)


def test_a_year_of_work_brings_a_month_and_the_same_work_brings_it_once() -> None:
    migrant_rules()
    person = insured_for_a_year()
    loses_work(person, before=NOVEMBER)
    _, fen = granted(person, MIGRANT, RURAL)
    assert fen == 900_00
    assert "不重复支付" in not_due(a_desk(person, MIGRANT), RURAL)
    assert broken() == {}


def test_who_still_works_or_is_not_from_the_country_is_denied_in_writing() -> None:
    migrant_rules()
    person = insured_for_a_year()
    assert "农民合同制工人" in not_due(a_desk(person, MIGRANT), {"rural": False})
    assert "工作没有终止" in not_due(a_desk(person, MIGRANT), RURAL)


def test_who_was_granted_the_benefit_upon_this_work_has_no_grant_beside_it() -> None:
    migrant_rules()
    person, _ = a_spell()
    assert "失业保险金" in not_due(a_desk(person, MIGRANT), RURAL)


def test_a_certificate_brings_the_subsidy_of_its_grade_once() -> None:
    skill_notice()
    person = insured_for_a_year()
    _, fen = granted(person, SKILL, A_CERTIFICATE)
    assert fen == 1_500_00
    assert "不重复支付" in not_due(a_desk(person, SKILL), A_CERTIFICATE)
    assert granted(person, SKILL, {"grade": "skill_junior", "certificate": "S2"})[1] == 1_000_00
    assert broken() == {}


def test_who_is_insured_too_short_is_denied_in_writing() -> None:
    skill_notice()
    person = a_desk(insured_for_a_year(), SKILL).person
    change_law("unemployment.skill_qualifying_months", "000000", category="", value=13)
    assert "须满13个月" in not_due(a_desk(person, SKILL), A_CERTIFICATE)


def test_the_database_takes_none_that_was_not_decided() -> None:
    skill_notice()
    person = insured_for_a_year()
    granted(person, SKILL, A_CERTIFICATE)
    desk = a_desk(person, SKILL)
    case = desk.handled(desk.asked(A_CERTIFICATE))
    desk.act("refuse", case, desk.reviewer, reason="同一证书已享受")
    denied = Decision.objects.get(outcome="denied")
    with database.refused("granted_once"):
        GrantedOnce.objects.create(decision=denied, scheme=SKILL, of=A_CERTIFICATE["certificate"])
    with database.refused("granted_once_as_decided"):
        GrantedOnce.objects.create(decision=denied, scheme=SKILL, of="S3")
        database.run("SET CONSTRAINTS ALL IMMEDIATE")
