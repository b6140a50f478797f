"""What is asked about persons and employers, from the counter or their own door to what the registry then says."""

import dataclasses
import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
from django.apps import apps
from django.test import Client
from django.urls import reverse

from contributions.declarations.actions import facts_of
from enrollment.registry.actions import PERSON_KNOWN, register_person
from enrollment.registry.matters import BANK_ACCOUNT, DETAILS, INJURY_RATE, NAME, NUMBER, PHONE, REGISTER, REGISTRATION
from enrollment.registry.matters.subject import told
from enrollment.registry.selectors import identifier_of, injury_rate_of, person_by_identifier, search, viewer_of
from siadmin.agency.models import Act, User
from siadmin.agency.posts import Post
from siadmin.kernel.language import Words, read_in
from siadmin.kernel.months import Month
from siadmin.kernel.protection import keyed_hash
from siadmin.kernel.refusal import Refusal
from siadmin.matters import actions
from siadmin.matters.models import Case, Channel
from siadmin.matters.selectors.cases import changes_of
from tests.cities import tick
from tests.factories import (
    NOW,
    TODAY,
    a_citizen,
    a_delegate,
    a_member_of_staff,
    a_person,
    an_employer,
    an_office,
    citizen_number,
    identity_number_of,
)
from tests.registry.counter import about, asked, signed, signed_last

pytestmark = pytest.mark.django_db
COUNTY = "110105"
NEW_NUMBER = citizen_number(born_on=dt.date(1990, 1, 1), order=777)
NOVEMBER, DECEMBER = Month(2026, 11), Month(2026, 12)


@pytest.fixture
def clerk(five_cities: None) -> User:
    return a_member_of_staff(Post.CLERK, name="林静")


@pytest.fixture
def reviewer(five_cities: None) -> User:
    return a_member_of_staff(Post.REVIEWER, name="周毅")


# --- persons -----------------------------------------------------------------------------------------------------


def test_a_name_is_corrected_by_one_person_and_what_it_was_stays(clerk: User) -> None:
    person = a_person(name="李伟", lives_in=COUNTY)
    case = signed(asked(NAME, person, clerk, name="李玮"), clerk)
    person.refresh_from_db()
    history = apps.get_model("registry", "PersonHistory")._default_manager.filter(pgh_obj=person)
    assert (case.state, case.hands, person.name) == ("done", 1, "李玮")
    assert [row.name for row in history.order_by("pgh_id")] == ["李伟", "李玮"]
    assert case.number in Act.objects.get(code="person_renamed").reason
    assert [(each.before, each.after) for each in changes_of(case)] == [("李伟", "李玮")]


def test_a_name_that_is_the_same_is_not_received(clerk: User) -> None:
    with pytest.raises(Refusal) as refused:
        asked(NAME, a_person(name="李伟", lives_in=COUNTY), clerk, name="李伟")
    assert refused.value.code == "nothing_changes"
    assert not Case.objects.exists()


def test_a_citizen_asks_for_a_new_phone_and_two_people_carry_it_out(clerk: User) -> None:
    an_office()
    person = a_person(lives_in=COUNTY, phone="13800138000")
    citizen = a_citizen(person)
    case = actions.receive(
        matter=PHONE, subject=about(person), facts={"phone": "139 0013 9000"}, channel=Channel.WEBSITE, by=citizen,
        at=tick(),
    )  # fmt: skip
    assert (case.hands, case.office.region_id) == (2, COUNTY)
    signed(case, clerk, a_member_of_staff(Post.REVIEWER, at=COUNTY))
    person.refresh_from_db()
    assert person.phone == "13900139000"
    assert bytes(person.phone_hash or b"") == keyed_hash("13900139000")
    assert search(viewer_of(clerk, on=TODAY), "13900139000").people == [person]
    assert search(viewer_of(clerk, on=TODAY), "13800138000").people == []


@pytest.mark.parametrize("phone", ["1380013800", "12800138000", "010-65551234", "手机"])
def test_a_phone_that_cannot_be_one_is_refused(clerk: User, phone: str) -> None:
    with pytest.raises(Refusal) as refused:
        asked(PHONE, a_person(lives_in=COUNTY), clerk, phone=phone)
    assert refused.value.code == "facts_invalid"


def test_nothing_is_corrected_for_the_dead(clerk: User) -> None:
    with pytest.raises(Refusal) as refused:
        asked(PHONE, a_person(lives_in=COUNTY, died_on=dt.date(2026, 5, 1)), clerk, phone="13900139000")
    assert refused.value.code == "matter_stands_against"
    assert "2026-05-01" in refused.value.en


def test_a_citizen_number_is_replaced_by_two_people(clerk: User, reviewer: User) -> None:
    person = a_person(lives_in=COUNTY)
    old = identity_number_of(person)
    case = signed(asked(NUMBER, person, clerk, number=NEW_NUMBER.lower(), document="京公朝证〔2026〕1号"), clerk)
    assert (case.state, case.hands, identity_number_of(person)) == ("handled", 2, old)
    assert signed_last(case, "review", reviewer).state == "done"
    current = identifier_of(person)
    assert current is not None and current.value == NEW_NUMBER
    former = person.identifiers.get(ends_before__isnull=False)
    assert former.value == old
    assert "京公朝证〔2026〕1号" in former.ended_because


def test_a_number_with_another_day_of_birth_needs_three_people_and_leaves_the_day_on_record(clerk: User) -> None:
    person = a_person(lives_in=COUNTY, born_on=dt.date(1990, 1, 1))
    number = citizen_number(born_on=dt.date(1988, 1, 1), order=779)
    case = asked(NUMBER, person, clerk, number=number, document="证明")
    assert (case.risk, case.hands) == ("high", 3)
    assert [(each.before, each.after) for each in changes_of(case)][1] == ("1990-01-01", "1988-01-01")


def test_a_number_of_somebody_else_is_refused_at_receipt_and_again_at_the_last_signature(
    clerk: User, reviewer: User
) -> None:
    person = a_person(lives_in=COUNTY)
    case = signed(asked(NUMBER, person, clerk, number=NEW_NUMBER, document="证明"), clerk)
    a_person(name="王芳", number=NEW_NUMBER)
    with pytest.raises(Refusal) as refused:
        signed_last(case, "review", reviewer)
    assert refused.value.code == PERSON_KNOWN.code
    case.refresh_from_db()
    assert case.state == "handled"
    with pytest.raises(Refusal) as again:
        asked(NUMBER, a_person(lives_in=COUNTY), clerk, number=NEW_NUMBER, document="证明")
    assert again.value.code == PERSON_KNOWN.code


def test_whoever_comes_to_the_counter_is_registered_where_they_come(clerk: User) -> None:
    number = citizen_number(born_on=dt.date(1980, 3, 5), order=888)
    case = signed(asked(REGISTRATION, None, clerk, name="赵敏", number=number, group="F50", phone=""), clerk)
    person = person_by_identifier(number)
    assert person is not None and case.state == "done"
    assert (person.sex, person.birth_on, person.retirement_group) == ("female", dt.date(1980, 3, 5), "F50")
    assert (person.residence_id, person.phone) == (COUNTY, None)
    assert person.number in (case.outcome or "")
    with pytest.raises(Refusal) as refused:
        asked(REGISTRATION, None, clerk, name="赵敏", number=number, group="F55", phone="")
    assert refused.value.code == PERSON_KNOWN.code


@pytest.mark.usefixtures("at_the_desk")
def test_who_is_not_on_record_yet_has_a_name_in_the_list_of_cases(clerk: User) -> None:
    for name, order in (("赵敏", 888), ("钱芳", 892)):
        number = citizen_number(born_on=dt.date(1980, 3, 5), order=order)
        asked(REGISTRATION, None, clerk, name=name, number=number, group="F50", phone="")
    client = Client(headers={"accept-language": "en"})
    client.force_login(clerk)
    answer = client.get(reverse("cases"))
    page = answer.content.decode()
    assert "赵敏" in page and "钱芳" in page and "not on record yet" in page


@pytest.mark.usefixtures("at_the_desk")
def test_what_is_asked_for_twice_leads_to_the_case_that_is_there(clerk: User) -> None:
    number = citizen_number(born_on=dt.date(1980, 3, 5), order=888)
    told = {"name": "赵敏", "number": number, "group": "F50", "phone": ""}
    first = asked(REGISTRATION, None, clerk, **told)
    client = Client(headers={"accept-language": "en"})
    client.force_login(clerk)
    sent = told | {"channel": "counter", "applied_by": "self", "seen_identity_card": "on"}
    answer = client.post(reverse("matter_receive", args=[REGISTRATION.code, "nobody"]), sent)
    assert answer.status_code == 409, answer.content.decode()
    assert reverse("case", args=[first.number]) in answer.content.decode()


def test_of_a_woman_the_group_is_asked_and_of_a_man_it_is_not(clerk: User) -> None:
    woman, man = citizen_number(order=888), citizen_number(order=889)
    form = REGISTRATION.form(data={"name": "甲", "number": woman})
    assert not form.is_valid() and list(form.errors) == ["group"]
    form = REGISTRATION.form(data={"name": "甲", "number": man, "group": "F50"})
    assert form.is_valid() and form.facts()["group"] == ""


# --- employers ---------------------------------------------------------------------------------------------------


def test_a_delegate_has_what_is_registered_of_the_employer_changed(clerk: User) -> None:
    an_office()
    employer = an_employer(name="和粟餐饮有限公司")
    delegate = a_delegate(employer)
    case = actions.receive(
        matter=DETAILS, subject=about(employer), channel=Channel.WEBSITE, applied_by="employer", by=delegate, at=tick(),
        facts={"name": "和黍餐饮有限公司", "address": "新街 2 号", "contact_phone": "010-6555 1234"},
    )  # fmt: skip
    signed(case, clerk)
    before = (employer.legal_representative, employer.bank_account)
    employer.refresh_from_db()
    assert (employer.name, employer.address, employer.contact_phone) == ("和黍餐饮有限公司", "新街 2 号", "01065551234")
    assert (employer.legal_representative, employer.bank_account) == before
    assert search(viewer_of(clerk, on=TODAY), "和黍").employers == [employer]
    assert [each.label.en for each in changes_of(Case.objects.get())] == ["Name", "Address", "Contact phone"]


def test_an_empty_change_of_an_employer_is_no_change(clerk: User) -> None:
    employer = an_employer(name="和粟餐饮有限公司")
    with pytest.raises(Refusal) as refused:
        asked(DETAILS, employer, clerk, name="")
    assert refused.value.code == "facts_invalid"
    with pytest.raises(Refusal) as refused:
        asked(DETAILS, employer, clerk, name="和粟餐饮有限公司")
    assert refused.value.code == "nothing_changes"


def test_a_cancelled_employer_changes_no_more(clerk: User) -> None:
    with pytest.raises(Refusal) as refused:
        asked(DETAILS, an_employer(cancelled=True), clerk, address="新街 2 号")
    assert refused.value.code == "matter_stands_against"
    assert "cancelled" in refused.value.en


def test_a_bank_account_changes_with_the_second_signature_only(clerk: User, reviewer: User) -> None:
    employer = an_employer(bank_account="6200000000000001")
    case = signed(asked(BANK_ACCOUNT, employer, clerk, bank_name="农业银行", bank_account="1100 2233 4455"), clerk)
    employer.refresh_from_db()
    assert (case.hands, employer.bank_account) == (2, "6200000000000001")
    assert all(each.is_masked for each in changes_of(case)[1:])
    signed_last(case, "review", reviewer)
    employer.refresh_from_db()
    assert (employer.bank_name, employer.bank_account) == ("农业银行", "110022334455")
    assert bytes(employer.bank_account_hash) == keyed_hash("110022334455")
    kept = apps.get_model("registry", "EmployerHistory")._default_manager.filter(pgh_obj=employer).order_by("pgh_id")
    assert [bytes(row.bank_account_hash) == keyed_hash("110022334455") for row in kept] == [False, True]


def test_an_injury_rate_is_set_by_two_people_of_the_hrss_line(clerk: User, reviewer: User) -> None:
    employer = an_employer(risk_class=3)
    facts = {"risk_class": "4", "factor": "1.20", "from_month": "2026-12", "decision": "京人社工伤费率〔2026〕8号"}
    case = signed(asked(INJURY_RATE, employer, clerk, **facts), clerk)
    signed_last(case, "review", reviewer)
    rate = injury_rate_of(employer, DECEMBER)
    assert (rate.risk_class, rate.factor, injury_rate_of(employer, NOVEMBER).risk_class) == (4, Decimal("1.20"), 3)
    assert case.number in rate.decision


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"risk_class": "1", "factor": "0.80"}, "facts_invalid"),
        ({"risk_class": "9"}, "facts_invalid"),
        ({"from_month": "2019-12"}, "injury_rate_stands_later"),
        ({"risk_class": "3", "factor": "1.00"}, "nothing_changes"),
        ({"from_month": "2026-13"}, "facts_invalid"),
    ],
)
def test_a_rate_that_cannot_be_is_refused(clerk: User, changed: dict[str, str], code: str) -> None:
    facts = {"risk_class": "4", "factor": "1.20", "from_month": "2026-12", "decision": "文号"} | changed
    with pytest.raises(Refusal) as refused:
        asked(INJURY_RATE, an_employer(risk_class=3), clerk, **facts)
    assert refused.value.code == code


# --- screens -----------------------------------------------------------------------------------------------------


@pytest.fixture
def _one_factor_is_enough(settings: Any) -> None:
    settings.STAFF_TOTP_REQUIRED = False


@pytest.mark.usefixtures("_one_factor_is_enough")
def test_the_page_of_a_person_offers_what_can_be_started_and_shows_what_is_under_way(clerk: User) -> None:
    person = a_person(lives_in=COUNTY)
    case = asked(NUMBER, person, clerk, number=NEW_NUMBER, document="证明")
    client = Client()
    client.force_login(clerk)
    page = client.get(reverse("person", args=[person.number])).content.decode()
    assert reverse("matter_start", args=[NAME.code, person.number]) in page
    assert reverse("matter_start", args=[BANK_ACCOUNT.code, person.number]) not in page
    assert case.number in page
    shown = client.get(reverse("case", args=[case.number])).content.decode()
    assert NEW_NUMBER not in shown and identity_number_of(person) not in shown


@pytest.mark.usefixtures("_one_factor_is_enough")
def test_the_page_of_an_employer_offers_its_matters_to_clerks_only(clerk: User, reviewer: User) -> None:
    employer = an_employer()
    pages = {}
    for user in (clerk, reviewer):
        client = Client()
        client.force_login(user)
        pages[user] = client.get(reverse("employer", args=[employer.number])).content.decode()
    start = reverse("matter_start", args=[INJURY_RATE.code, employer.number])
    assert start in pages[clerk]
    assert start not in pages[reviewer]


def test_what_came_of_a_case_is_said_in_the_readers_language() -> None:
    case = Case(outcome=told(Words("姓名已更正为李玮。", "The name is now Li Wei.")))
    assert case.said == "姓名已更正为李玮。"
    read_in("en")
    assert case.said == "The name is now Li Wei."
    assert Case(outcome="一行。").said == "一行。"


@pytest.mark.parametrize("name", ["李4", "未知", "王丽（实习）", "12345"])
def test_what_is_no_name_is_not_registered_as_one(name: str) -> None:
    man = citizen_number(order=971)
    assert set(REGISTRATION.form(data={"name": name, "number": man}).errors) == {"name"}


def test_who_is_not_born_yet_is_not_registered() -> None:
    to_come = citizen_number(born_on=dt.date(2028, 3, 14), order=971)
    assert set(REGISTRATION.form(data={"name": "赵敏", "number": to_come}).errors) == {"number"}
    facts = dataclasses.replace(facts_of("赵敏", citizen_number(order=971)), birth_on=dt.date(2028, 3, 14))
    with pytest.raises(Refusal) as refused:
        register_person(facts=facts, by=None, at=NOW)
    assert refused.value.code == "person_not_born_yet"


def test_an_employer_was_not_registered_before_there_were_registers() -> None:
    form = REGISTER.form(data={"registered_on": "1800-01-01"})
    assert "registered_on" in form.errors
