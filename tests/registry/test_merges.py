"""People registered more than once: records are merged and undone, no row is moved, and all is shown together."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.conf import settings
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.urls import reverse

from contributions.accounts.actions.statements import said_of, schemes_told
from contributions.accounts.models import AccountCredit
from contributions.accounts.selectors import balances_of, credits_of
from contributions.accounts.selectors.rights import rights_seen_by
from contributions.assessment.models import AssessmentLine
from contributions.assessment.selectors import record_of
from enrollment.participation.actions import join
from enrollment.participation.actions.joining import Joining
from enrollment.participation.models import InsuredPeriod, WorkerKind
from enrollment.registry.actions import open_own_account, replace_identifier, tie_citizen
from enrollment.registry.actions.corrections import record_death
from enrollment.registry.compared import compared
from enrollment.registry.matters import MERGE, NAME, UNMERGE
from enrollment.registry.models import Employer, Identifier, Likeness, Merge, Person
from enrollment.registry.records import head_of, records_of
from enrollment.registry.selectors import search, viewer_of
from enrollment.registry.subjects import Persons
from siadmin.agency.insurances import Insurance, Line
from siadmin.agency.models import Act, NumberParting, User
from siadmin.agency.posts import Post
from siadmin.kernel.months import Month
from siadmin.kernel.refusal import Refusal
from siadmin.matters.models import Case
from siadmin.matters.selectors.cases import changes_of, own_cases
from siadmin.matters.selectors.offers import under_way
from tests import database
from tests.cities import BEIJING, COUNTY_OF, SEPTEMBER, broken, charge, declare, pay, tick
from tests.factories import (
    NOW,
    TODAY,
    a_citizen,
    a_member_of_staff,
    a_person,
    a_user,
    an_employer,
    an_employment,
    citizen_number,
    identity_number_of,
)
from tests.registry.counter import asked, signed, signed_last

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("five_cities")]
AUGUST, OCTOBER, NOVEMBER = Month(2026, 8), Month(2026, 10), Month(2026, 11)
NEWER = citizen_number(order=961)


@dataclass(frozen=True)
class Twice:
    """Somebody with two records: insured through one employer up to September, under another number through another."""

    kept: Person
    other: Person
    before: Employer
    now: Employer
    clerk: User
    reviewer: User

    def merged(self, **facts: Any) -> Case:
        told = {"number": self.other.number, "why": "核对身份证"} | facts
        return signed(asked(MERGE, self.kept, self.clerk, **told), self.clerk, self.reviewer)

    def undone(self) -> Case:
        case = asked(UNMERGE, self.kept, self.clerk, record=self.other.number, why="是双胞胎")
        return signed(case, self.clerk, self.reviewer)

    def charged_and_paid(self, employer: Employer, month: Month) -> None:
        charge(BEIJING, month)
        pay(employer, month)

    def rows(self) -> dict[str, list[tuple[Any, ...]]]:
        """Everything that is kept under either record, as it lies in the tables."""
        tables = {
            "registry_person": "id", "registry_identifier": "person_id", "participation_employment": "person_id",
            "participation_insuredperiod": "person_id", "assessment_line": "person_id", "accounts_credit": "person_id",
            "declarations_contributionwage": "person_id", "registry_citizentie": "person_id",
        }  # fmt: skip
        found = {}
        with connection.cursor() as cursor:
            for table, column in tables.items():
                cursor.execute(
                    f"SELECT row_to_json(kept)::text FROM {table} AS kept WHERE {column} = ANY(%s) ORDER BY 1",
                    [[self.kept.pk, self.other.pk]],
                )
                found[table] = cursor.fetchall()
        return found


@pytest.fixture
def twice() -> Iterator[Twice]:
    before, now = (an_employer(at=COUNTY_OF[BEIJING], name=name) for name in ("旧厂有限公司", "新厂有限公司"))
    kept = a_person(name="林静", lives_in="110105", phone="13900139000")
    other = a_person(name="林静", lives_in="110105")
    an_employment(kept, before, since=AUGUST, left=SEPTEMBER)
    an_employment(other, now, since=SEPTEMBER)
    declare(now, SEPTEMBER, {other: 9_000})
    pair = Twice(kept, other, before, now, a_member_of_staff(Post.CLERK, name="林清"), a_member_of_staff(Post.REVIEWER))
    pair.charged_and_paid(now, SEPTEMBER)
    yield pair
    assert broken() == {}


def seen_as_citizen(user: User) -> Client:
    client = Client(HTTP_ACCEPT_LANGUAGE="en")
    client.force_login(user, backend=settings.AUTHENTICATION_BACKENDS[-1])
    return client


def test_what_is_read_of_a_person_is_read_of_all_their_records(twice: Twice) -> None:
    rows = twice.rows()
    balance = balances_of(twice.other.pk)
    case = twice.merged()
    assert (case.state, case.hands) == ("done", 2)
    assert twice.rows() == rows, "no row of either record changed"
    assert records_of(twice.other.pk) == records_of(twice.kept.pk) == [twice.kept.pk, twice.other.pk]
    for record in (twice.kept, twice.other):
        months = record_of(record.pk, today=TODAY)
        assert {each.person_id for each in months if each.is_paid} == {twice.other.pk}
        assert balances_of(record.pk) == balance
        assert {credit.person_id for credit in credits_of(record.pk)} == {twice.other.pk}
    acts = Act.objects.filter(code="records_merged").values_list("subject", flat=True)
    assert set(acts) == {twice.kept.number, twice.other.number}


def test_every_number_leads_to_the_person(twice: Twice, at_the_desk: None) -> None:
    twice.merged()
    viewer = viewer_of(twice.clerk, on=TODAY)
    for asked_for in ("林静", "linjing", "lj", twice.kept.number, twice.other.number, identity_number_of(twice.kept),
                      identity_number_of(twice.other), "13900139000"):  # fmt: skip
        assert search(viewer, asked_for).people == [twice.kept], asked_for
    client = seen_as_citizen(twice.clerk)
    page = client.get(reverse("person", args=[twice.other.number]))
    assert (page.status_code, page["Location"]) == (302, reverse("person", args=[twice.kept.number]))


def test_the_page_of_a_person_says_where_each_row_comes_from(twice: Twice, at_the_desk: None) -> None:
    twice.merged()
    page = seen_as_citizen(twice.clerk).get(reverse("person", args=[twice.kept.number])).content.decode()
    assert "Records of this person" in page and twice.other.number in page
    assert "新厂有限公司" in page
    assert f"record {twice.other.number}" in page


def test_a_citizen_sees_everything_under_whichever_record_their_account_was_opened(
    twice: Twice, at_the_desk: None
) -> None:
    citizen = a_citizen(twice.other)
    twice.merged()
    viewer = viewer_of(citizen, on=TODAY)
    assert viewer.person_id == twice.kept.pk
    client = seen_as_citizen(citizen)
    for name in (
        "citizen_home",
        "citizen_accounts",
        "citizen_matters",
        "citizen_certificate",
        "citizen_missing_months",
    ):
        assert client.get(reverse(name)).status_code == 200, name
    month = client.get(reverse("citizen_month", args=[SEPTEMBER])).content.decode()
    assert twice.other.number in month and "新厂有限公司" in month
    with pytest.raises(Refusal) as refused:
        open_own_account(person=twice.kept, username="linjing", password="Ein gutes Wort 9", at=NOW, how="employer")
    assert refused.value.code == "citizen_tied"


def test_a_statement_names_the_record_a_month_is_kept_under(twice: Twice) -> None:
    twice.merged()
    rights = rights_seen_by(viewer_of(twice.clerk, on=TODAY), twice.kept, line=Line.HRSS, today=TODAY)
    assert rights is not None
    assert {each.record for each in rights.months if each.month == SEPTEMBER} == {twice.other.number}
    assert rights.balances[Insurance.PENSION] == balances_of(twice.other.pk)[Insurance.PENSION] > 0


def test_cases_of_either_record_are_found_with_the_person(twice: Twice) -> None:
    citizen = a_citizen(twice.kept)
    older = asked(NAME, twice.other, twice.clerk, name="林婧")
    twice.merged()
    subject = Persons().seen_by(viewer_of(twice.clerk, on=TODAY), twice.other.number)
    assert subject is not None and subject.numbers == (twice.kept.number, twice.other.number)
    assert older in own_cases(citizen, subject, TODAY)
    assert list(under_way(viewer_of(twice.clerk, on=TODAY), "person", *subject.numbers)) == [older]


def test_the_yearly_statement_is_one_for_all_records(twice: Twice) -> None:
    everybody = (BEIJING, schemes_told(Line.HRSS)[0], 2026, 0, 2**62)
    before = {said.number: (said.months, said.own_fen, said.balance_fen) for said in said_of(*everybody)}
    twice.merged()
    after = {said.number: (said.months, said.own_fen, said.balance_fen) for said in said_of(*everybody)}
    assert set(before) == {twice.kept.number, twice.other.number}
    assert after == {twice.kept.number: before[twice.other.number]}
    assert said_of(*everybody[:3], twice.other.pk, twice.other.pk) == []
    twice.undone()
    assert {said.number for said in said_of(*everybody)} == set(before)


# --- undone ---------------------------------------------------------------------------------------------------------


def test_a_merge_undone_after_new_payments_leaves_every_row_where_it_was_booked(twice: Twice) -> None:
    rows = twice.rows()
    own = {
        person.pk: (record_of(person.pk, today=TODAY), balances_of(person.pk)) for person in (twice.kept, twice.other)
    }
    twice.merged()
    twice.charged_and_paid(twice.now, OCTOBER)
    together = balances_of(twice.kept.pk)
    case = asked(UNMERGE, twice.kept, twice.clerk, record=twice.other.number, why="是双胞胎")
    since = {str(each.label): each.before for each in changes_of(case)}
    assert (
        "1" in since[f"合并以来 {twice.other.number} 名下"]
        and "没有新的记载" in since[f"合并以来 {twice.kept.number} 名下"]
    )
    assert signed(case, twice.clerk, twice.reviewer).state == "done"

    assert head_of(twice.other) == twice.other and records_of(twice.other.pk) == [twice.other.pk]
    assert (record_of(twice.kept.pk, today=TODAY), balances_of(twice.kept.pk)) == own[twice.kept.pk]
    assert balances_of(twice.other.pk) == together, "the new payment stays with the record it was declared under"
    paid = {each.month for each in record_of(twice.other.pk, today=TODAY) if each.is_paid}
    assert paid == {SEPTEMBER, OCTOBER}
    after = twice.rows()
    for table, before in rows.items():
        if table != "registry_citizentie":
            assert set(before) <= set(after[table]), table
    assert not AssessmentLine.objects.filter(person_id=twice.kept.pk).exists()
    assert not AccountCredit.objects.filter(person_id=twice.kept.pk).exists()


def test_what_was_undone_is_merged_again_by_another_case(twice: Twice) -> None:
    twice.merged()
    assert twice.undone().state == "done"
    assert twice.merged(why="公安确认同一人").state == "done"
    assert [merge.undone_at is None for merge in Merge.objects.order_by("pk")] == [False, True]
    assert Likeness.objects.get().verdict == "same"


def test_a_death_told_of_one_record_is_known_of_every_record(twice: Twice) -> None:
    twice.merged()
    record_death(person=twice.other, on=TODAY, by=twice.clerk, at=tick(), reason="公安死亡信息")
    assert set(Person.objects.filter(pk__in=records_of(twice.kept.pk)).values_list("died_on", flat=True)) == {TODAY}
    with pytest.raises(Refusal) as refused:
        record_death(person=twice.kept, on=TODAY, by=twice.clerk, at=tick(), reason="再报一次")
    assert refused.value.code == "person_has_died"


def died(twice: Twice) -> list[dt.date | None]:
    return [Person.objects.get(pk=person.pk).died_on for person in (twice.kept, twice.other)]


def test_a_death_told_before_the_merge_is_known_of_both_until_it_is_undone(twice: Twice) -> None:
    record_death(person=twice.other, on=TODAY, by=twice.clerk, at=tick(), reason="公安死亡信息")
    case = twice.merged()
    assert died(twice) == [TODAY, TODAY] and not broken()
    assert (str(TODAY), "") in [(each.after, each.before) for each in changes_of(case)]
    undone = twice.undone()
    assert died(twice) == [None, TODAY] and not broken()
    assert str(TODAY) in [each.before for each in changes_of(undone)]


def test_a_death_told_while_merged_stays_with_the_record_it_was_told_of(twice: Twice) -> None:
    twice.merged()
    record_death(person=twice.other, on=TODAY, by=twice.clerk, at=tick(), reason="公安死亡信息")
    twice.undone()
    assert died(twice) == [None, TODAY]


def test_the_database_refuses_a_death_that_only_one_record_knows(twice: Twice) -> None:
    twice.merged()
    with database.refused("death_known_of_every_record"):
        Person.objects.filter(pk=twice.other.pk).update(died_on=TODAY)
        connection.check_constraints()


def test_the_database_refuses_a_death_of_somebody_else(twice: Twice) -> None:
    with database.refused("death_told_of_the_person"):
        Person.objects.filter(pk=twice.other.pk).update(died_on=TODAY, death_told_of=twice.kept)
        connection.check_constraints()


def test_undoing_what_is_not_merged_is_refused(twice: Twice) -> None:
    twice.merged()
    twice.undone()
    with pytest.raises(Refusal) as refused:
        asked(UNMERGE, twice.kept, twice.clerk, record=twice.other.number, why="再撤销一次")
    assert refused.value.code == "not_merged"


# --- one pair of eyes -----------------------------------------------------------------------------------------------


def test_accounts_under_either_record_are_of_one_person_until_it_is_undone(twice: Twice) -> None:
    one, other = (a_user(identity_number=identity_number_of(person)) for person in (twice.kept, twice.other))
    twice.merged()
    replace_identifier(
        person=twice.other,
        kind="citizen_id",
        number=NEWER,
        on=TODAY,
        by=a_user(staff=True),
        at=tick(),
        reason="公安更正",
    )
    later = a_user(identity_number=NEWER)
    assert len({User.objects.get(pk=user.pk).eyes for user in (one, other, later)}) == 1
    twice.undone()
    eyes = [User.objects.get(pk=user.pk).eyes for user in (one, other, later)]
    assert eyes[0] != eyes[1] == eyes[2], "the number replaced in between stays with its own record"
    assert NumberParting.objects.count() == 1


def test_posts_that_may_not_be_combined_refuse_a_merge(twice: Twice) -> None:
    a_member_of_staff(Post.ACCOUNTANT, identity_number=identity_number_of(twice.kept))
    a_member_of_staff(Post.CASHIER, identity_number=identity_number_of(twice.other))
    with pytest.raises(Refusal) as refused:
        twice.merged()
    assert refused.value.code == "one_person_two_posts"
    assert not Merge.objects.exists()


def test_nobody_signs_the_merge_of_their_own_record(twice: Twice) -> None:
    own = a_member_of_staff(Post.REVIEWER, identity_number=identity_number_of(twice.other))
    case = signed(asked(MERGE, twice.kept, twice.clerk, number=twice.other.number, why="核对"), twice.clerk)
    with pytest.raises(Refusal) as refused:
        signed_last(case, "review", own)
    assert refused.value.code == "one_of_them_signs"
    assert not Merge.objects.exists()


def test_an_account_of_one_record_is_not_tied_to_the_other_after_the_merge_is_undone(twice: Twice) -> None:
    account = a_user(identity_number=identity_number_of(twice.other))
    twice.merged()
    twice.undone()
    with pytest.raises(Refusal) as refused:
        tie_citizen(person=twice.kept, user=User.objects.get(pk=account.pk), by=None, at=NOW)
    assert refused.value.code == "another_person"


# --- insured once ---------------------------------------------------------------------------------------------------


def test_records_that_both_go_on_to_be_insured_are_not_merged(twice: Twice) -> None:
    an_employment(twice.kept, twice.before, since=OCTOBER)
    with pytest.raises(Refusal) as refused:
        asked(MERGE, twice.kept, twice.clerk, number=twice.other.number, why="核对")
    assert refused.value.code == "both_still_insured"
    assert not Case.objects.exists()
    case = asked(NAME, twice.kept, twice.clerk, name="林婧")
    with database.refused("merged_insured_once"):
        Merge.objects.create(
            record=twice.other, into=twice.kept, from_month=NOVEMBER, case=case,
            merged_at=tick(),
        )  # fmt: skip


def test_months_both_had_before_are_shown_to_three_who_decide_and_listed_afterwards(
    twice: Twice, at_the_desk: None
) -> None:
    approver = a_member_of_staff(Post.APPROVER)
    an_employment(twice.kept, twice.before, since=SEPTEMBER, left=OCTOBER)
    declare(twice.before, SEPTEMBER, {twice.kept: 8_000})
    case = asked(MERGE, twice.kept, twice.clerk, number=twice.other.number, why="核对")
    assert (case.risk, case.hands) == ("high", 3)
    told = [(str(each.label), each.before) for each in changes_of(case)]
    assert any("2026-09" in label and "旧厂有限公司" in before for label, before in told)
    assert signed(case, twice.clerk, twice.reviewer, approver).state == "done"
    page = seen_as_citizen(twice.clerk).get(reverse("person", args=[twice.kept.number])).content.decode()
    assert "Charged twice under two records" in page
    ended = InsuredPeriod.objects.filter(person=twice.kept, from_month=SEPTEMBER)
    assert ended.update(before_month=SEPTEMBER) == 5, "what overlapped before may be put right"


def test_two_people_with_nothing_in_common_are_not_merged(twice: Twice) -> None:
    stranger = a_person(name="王凯文", female=False, born_on=dt.date(1999, 2, 3))
    with pytest.raises(Refusal) as refused:
        asked(MERGE, twice.kept, twice.clerk, number=stranger.number, why="同名")
    assert refused.value.code == "records_with_nothing_in_common"


def test_where_sex_or_birth_differ_three_sign_and_are_told_so(twice: Twice) -> None:
    namesake = a_person(name=twice.kept.name, female=True, born_on=dt.date(1999, 2, 3))
    case = asked(MERGE, twice.kept, twice.clerk, number=namesake.number, why="同名")
    assert case.hands == 3
    beside = MERGE.beside(case)
    assert beside is not None
    assert [str(label) for label in beside.shown["against"]] == ["性别", "出生日期"]
    shown = {label.en: values for label, *values in compared(twice.other, namesake)["more"]}
    assert shown["Insured now"] == [f"{twice.now.name} 2026-09 –", "无"]
    assert shown["Pension months charged"] == ["1（2026-09 – 2026-09）", "无"]


def test_who_is_insured_under_one_record_is_not_insured_again_under_the_other(twice: Twice) -> None:
    twice.merged()
    joining = Joining(person=twice.kept, kind=WorkerKind.EMPLOYEE, starts_on=dt.date(2026, 11, 2))
    with pytest.raises(Refusal) as refused:
        join(employer=twice.before, joinings=[joining], by=None, at=tick())
    assert refused.value.code == "insured_elsewhere"
    with pytest.raises(IntegrityError, match="insured twice"), transaction.atomic():
        an_employment(twice.kept, twice.before, since=NOVEMBER)
    twice.undone()
    an_employment(twice.kept, twice.before, since=NOVEMBER)


# --- what the database keeps ----------------------------------------------------------------------------------------


def test_a_merge_is_one_step_whoever_writes(twice: Twice) -> None:
    twice.merged()
    third = a_person(name="林静", lives_in="110105")
    forced = {"from_month": NOVEMBER, "case": asked(NAME, third, twice.clerk, name="林婧"), "merged_at": tick()}
    for record, into in ((third, twice.other), (twice.kept, third)):
        with database.refused("merge_one_step"):
            Merge.objects.create(record=record, into=into, **forced)
    with database.refused("merge_begins_standing"):
        Merge.objects.create(record=third, into=twice.kept, undone_at=tick(), **forced)
    with database.refused("merge_once"):
        Merge.objects.create(record=twice.other, into=third, **forced)
    with database.refused("merge_of_two"):
        Merge.objects.create(record=third, into=third, **forced)
    for person, other in ((third, twice.other), (twice.other, third), (twice.kept, twice.kept)):
        with pytest.raises(Refusal):
            asked(MERGE, person, twice.clerk, number=other.number, why="核对")


def test_a_merge_nobody_decided_does_not_reach_the_commit(twice: Twice) -> None:
    open_case = asked(MERGE, twice.kept, twice.clerk, number=twice.other.number, why="核对")
    with database.refused("merge_decided_by_two"):
        Merge.objects.create(record=twice.other, into=twice.kept, from_month=NOVEMBER, case=open_case, merged_at=tick())
        connection.check_constraints()


def test_a_merge_stays_as_it_was_said_and_is_not_deleted(twice: Twice) -> None:
    twice.merged()
    with database.refused("merge_stays_as_said"):
        Merge.objects.update(from_month=OCTOBER)
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        Merge.objects.all()._raw_delete("default")
    with database.refused("likeness_answered_stays"):
        Likeness.objects.update(verdict="", reason="", answered_by=None, answered_at=None)


def test_an_identity_number_is_found_but_not_kept_with_the_case(twice: Twice) -> None:
    case = asked(MERGE, twice.kept, twice.clerk, number=identity_number_of(twice.other), why="核对")
    assert case.told.get().facts["number"] == twice.other.number
    assert Identifier.objects.filter(person=twice.other).count() == 1
