"""A person is registered once, whoever asks and when; numbers, names and rates keep their history (REG 6, 11)."""

import datetime as dt
from decimal import Decimal
from typing import Any

import pghistory
import psycopg2
import pytest
from django.apps import apps
from django.db import IntegrityError, connection, transaction

from enrollment.registry.actions import (
    EmployerFacts,
    PersonFacts,
    register_employer,
    register_people,
    register_person,
    rename_person,
    replace_identifier,
    set_injury_rate,
)
from enrollment.registry.actions.closing import Ending, close_employer
from enrollment.registry.models import (
    ClosingGround,
    Employer,
    Identifier,
    IdentifierKind,
    InjuryRate,
    Person,
)
from enrollment.registry.selectors import identifier_of, injury_rate_of, person_by_identifier
from siadmin.agency.models import Act
from siadmin.kernel.months import Month
from siadmin.kernel.refusal import Refusal
from tests import database
from tests.factories import (
    LONG_AGO,
    NOW,
    TODAY,
    a_citizen,
    a_person,
    a_user,
    an_employer,
    an_office,
    citizen_number,
    credit_code,
    identity_number_of,
    region,
)
from tests.together import at_once

EmployerHistory: Any = apps.get_model("registry", "EmployerHistory")
IdentifierHistory: Any = apps.get_model("registry", "IdentifierHistory")
InjuryRateHistory: Any = apps.get_model("registry", "InjuryRateHistory")
PersonHistory: Any = apps.get_model("registry", "PersonHistory")
LI = citizen_number(order=501)
WANG = citizen_number(order=503)
CITIZEN = IdentifierKind.CITIZEN_ID
SEPTEMBER, OCTOBER = Month(2026, 9), Month(2026, 10)


def facts(number: str = LI, name: str = "李雷") -> PersonFacts:
    return PersonFacts(name, number, CITIZEN, "male", dt.date(1990, 1, 1), "M60")


def employer_facts(code: str, name: str = "蓝天有限公司") -> EmployerFacts:
    return EmployerFacts(
        code, name, "Blue Sky", "enterprise", "market_regulation", "某路 1 号", "张敏", "13800138000", "工商银行",
        "6222000011112222", region("110105"), region("110000"), 3,
    )  # fmt: skip


@pytest.mark.django_db
def test_a_person_is_found_by_number_name_and_sound() -> None:
    person = register_person(facts=facts(), by=None, at=NOW)
    assert person_by_identifier(LI) == person
    assert (person.pinyin, person.initials, person.name_folded) == ("lilei", "ll", "李雷")
    assert identity_number_of(person) == LI
    assert Act.objects.get(code="person_registered").subject == person.number


@pytest.mark.django_db
def test_the_first_day_of_a_number_is_a_day_in_shanghai() -> None:
    one_in_the_morning = dt.datetime(2026, 11, 22, 17, 0, tzinfo=dt.UTC)
    person = register_person(facts=facts(), by=None, at=one_in_the_morning)
    assert person.identifiers.get().starts_on == dt.date(2026, 11, 23)


@pytest.mark.django_db
def test_a_number_that_is_known_is_refused_and_names_its_holder() -> None:
    register_person(facts=facts(), by=None, at=NOW)
    with pytest.raises(Refusal) as refused:
        register_person(facts=facts(name="韩梅梅"), by=None, at=NOW)
    assert refused.value.code == "person_known"
    assert "李雷" in refused.value.zh
    assert Person.objects.count() == 1


@pytest.mark.django_db
def test_a_number_twice_in_one_batch_is_refused_as_a_whole() -> None:
    with pytest.raises(Refusal) as refused:
        register_people(facts=[facts(), facts(name="韩梅梅")], by=None, at=NOW)
    assert refused.value.code == "person_known"
    assert not Person.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_two_who_register_one_number_at_once_register_one_person() -> None:
    answers = at_once(*[lambda: register_person(facts=facts(), by=None, at=NOW)] * 6)
    assert sorted(type(answer).__name__ for answer in answers) == ["Person"] + ["Refusal"] * 5
    assert Person.objects.count() == Identifier.objects.count() == 1


@pytest.mark.django_db
def test_a_replaced_number_stays_on_record_and_the_person_goes_by_the_new_one() -> None:
    person, by = a_person(number=LI), a_user(staff=True)
    replace_identifier(person=person, kind=CITIZEN, number=WANG, on=TODAY, by=by, at=NOW, reason="公安更正")
    assert (person_by_identifier(LI), person_by_identifier(WANG)) == (None, person)
    old, new = person.identifiers.order_by("starts_on")
    assert (old.value, old.ends_before, old.ended_because) == (LI, TODAY, "公安更正")
    assert (new.value, new.ends_before) == (WANG, None)
    current = identifier_of(person)
    assert current is not None and current.value == WANG
    history = IdentifierHistory.objects.filter(id=old.pk).order_by("pgh_id")
    assert [event.ends_before for event in history] == [None, TODAY]
    assert history.last().pgh_context.metadata == {"actor": by.pk, "reason": "公安更正"}


@pytest.mark.django_db
def test_a_mistyped_number_can_be_corrected_on_the_day_it_was_registered() -> None:
    person, by = register_person(facts=facts(), by=None, at=NOW), a_user(staff=True)
    replace_identifier(person=person, kind=CITIZEN, number=WANG, on=TODAY, by=by, at=NOW, reason="录入有误")
    assert identity_number_of(person) == WANG


@pytest.mark.django_db
def test_a_number_of_somebody_else_is_not_taken_over() -> None:
    person, other = a_person(number=LI), a_person(number=WANG)
    with pytest.raises(Refusal) as refused:
        replace_identifier(
            person=person, kind=CITIZEN, number=WANG, on=TODAY, by=a_user(staff=True), at=NOW, reason="x"
        )
    assert refused.value.code == "person_known"
    assert (identity_number_of(person), identity_number_of(other)) == (LI, WANG)


@pytest.mark.django_db
def test_a_number_that_was_given_up_may_belong_to_somebody_else() -> None:
    first = a_person(number=LI)
    replace_identifier(person=first, kind=CITIZEN, number=WANG, on=TODAY, by=a_user(), at=NOW, reason="重号")
    second = register_person(facts=facts(), by=None, at=NOW)
    assert person_by_identifier(LI) == second


@pytest.mark.django_db
def test_a_corrected_name_is_found_anew_and_what_it_was_is_kept() -> None:
    person = a_person(name="李磊")
    account = a_citizen(person)
    rename_person(person=person, name="阿依古丽·买买提", by=a_user(staff=True), at=NOW, reason="更正")
    assert person.name_folded == "阿依古丽·买买提"
    names = PersonHistory.objects.filter(id=person.pk).order_by("pgh_id").values_list("name", flat=True)
    assert list(names) == ["李磊", "阿依古丽·买买提"]
    account.refresh_from_db()
    assert (account.display_name, account.display_name_en) == ("阿依古丽·买买提", "Ayiguli Maimaiti")


@pytest.mark.django_db
def test_history_is_written_for_bulk_updates_and_raw_sql_too() -> None:
    people = [a_person(name="甲"), a_person(name="乙")]
    Person.objects.filter(pk__in=[p.pk for p in people]).update(pinyin="x")
    with connection.cursor() as cursor:
        cursor.execute("UPDATE registry_person SET pinyin = 'y'")
    for person in people:
        seen = PersonHistory.objects.filter(id=person.pk).order_by("pgh_id").values_list("pinyin", flat=True)
        assert list(seen)[1:] == ["x", "y"]


@pytest.mark.django_db
def test_history_is_neither_changed_nor_deleted() -> None:
    a_person()
    for change in (lambda: PersonHistory.objects.update(name="x"), lambda: PersonHistory.objects.all().delete()):
        with database.not_permitted():
            change()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    "statement", ["UPDATE registry_personhistory SET name = 'x'", "DELETE FROM registry_personhistory"]
)
def test_not_even_the_owner_changes_history(statement: str) -> None:
    a_person()
    with pytest.raises(psycopg2.Error, match="Cannot update or delete"), database.owned() as cursor:
        cursor.execute(statement)


@pytest.mark.django_db
def test_an_employer_is_registered_once_under_its_code_while_it_lives() -> None:
    region()
    code = credit_code(serial=900_001)
    first = register_employer(facts=employer_facts(code), on=TODAY, by=None, at=NOW)
    with pytest.raises(Refusal) as refused:
        register_employer(facts=employer_facts(code, "另一家"), on=TODAY, by=None, at=NOW)
    assert (refused.value.code, code in refused.value.zh) == ("employer_known", True)
    ending = Ending(last_day=TODAY, ground=ClosingGround.DISSOLVED, decision="", case="C0000-00001")
    close_employer(employer=first, ending=ending, office=an_office(), by=a_user(), at=NOW, reason="test")
    again = register_employer(facts=employer_facts(code), on=TODAY, by=None, at=NOW)
    assert again.pk != first.pk
    assert EmployerHistory.objects.filter(id=first.pk).count() == 2


@pytest.mark.django_db(transaction=True)
def test_two_who_register_one_employer_at_once_register_one() -> None:
    region()
    code = credit_code(serial=900_002)
    answers = at_once(*[lambda: register_employer(facts=employer_facts(code), on=TODAY, by=None, at=NOW)] * 4)
    assert sorted(type(answer).__name__ for answer in answers) == ["Employer"] + ["Refusal"] * 3
    assert Employer.objects.count() == InjuryRate.objects.count() == 1


@pytest.mark.django_db
def test_an_employer_has_its_injury_class_from_the_first_day_of_its_month() -> None:
    region()
    employer = register_employer(
        facts=employer_facts(credit_code(serial=900_003)), on=dt.date(2026, 9, 17), by=None, at=NOW
    )
    rate = injury_rate_of(employer, SEPTEMBER)
    assert (rate.risk_class, rate.factor, rate.starts_on) == (3, Decimal("1.00"), dt.date(2026, 9, 1))


@pytest.mark.django_db
def test_a_floated_rate_holds_from_its_month_and_the_one_before_until_then() -> None:
    employer, by = an_employer(risk_class=4), a_user(staff=True)
    set_injury_rate(
        employer=employer, risk_class=4, factor=Decimal("1.20"), from_month=OCTOBER, by=by, at=NOW, decision="2026-7号"
    )
    rates = [injury_rate_of(employer, month).factor for month in (SEPTEMBER, OCTOBER, OCTOBER + 12)]
    assert rates == [Decimal("1.00"), Decimal("1.20"), Decimal("1.20")]


@pytest.mark.django_db
def test_a_rate_is_corrected_in_its_own_month_and_refused_before_it() -> None:
    employer, by = an_employer(registered_on=SEPTEMBER.first_day), a_user(staff=True)
    set_injury_rate(
        employer=employer, risk_class=6, factor=Decimal("1.00"), from_month=SEPTEMBER, by=by, at=NOW, decision="更正"
    )
    rate = injury_rate_of(employer, SEPTEMBER)
    assert rate.risk_class == 6
    assert list(InjuryRateHistory.objects.order_by("pgh_id").values_list("risk_class", flat=True)) == [1, 6]
    with pytest.raises(Refusal) as refused:
        set_injury_rate(
            employer=employer,
            risk_class=2,
            factor=Decimal("1.00"),
            from_month=SEPTEMBER - 1,
            by=by,
            at=NOW,
            decision="",
        )
    assert refused.value.code == "injury_rate_stands_later"
    assert "2026-09" in refused.value.en


@pytest.mark.django_db
@pytest.mark.parametrize("change", [{"factor": Decimal("1.10")}, {"risk_class": 9}, {"ends_before": LONG_AGO}], ids=str)
def test_the_database_refuses_rates_that_cannot_be(change: dict[str, object]) -> None:
    an_employer()
    with pytest.raises(IntegrityError), transaction.atomic(), pghistory.context(reason="test"):
        InjuryRate.objects.update(**change)
