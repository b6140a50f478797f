"""Finding people and employers: by what a query looks like, within what the viewer may see."""

import datetime as dt

import pytest

from enrollment.registry.actions import replace_identifier
from enrollment.registry.models import Employer, IdentifierKind
from enrollment.registry.names import spelt
from enrollment.registry.selectors import Found, search, viewer_of
from siadmin.agency.posts import Post
from siadmin.agency.viewer import Viewer
from siadmin.kernel.months import Month
from tests import factories
from tests.factories import NOW, TODAY


@pytest.fixture
def clerk(db: None) -> Viewer:
    return viewer_of(factories.a_member_of_staff(Post.CLERK, at="110105"), on=TODAY)


def _people(found: Found) -> list[str]:
    return [person.name for person in found.people]


@pytest.mark.parametrize("query", ["陈", "陈晓", " 陈 晓雨 ", "chenx", "CHENXIAOYU", "cxy", "13812346021"])
def test_a_person_is_found_by_name_pinyin_initials_or_phone(clerk: Viewer, query: str) -> None:
    factories.a_person(name="陈晓雨", lives_in="110105", phone="13812346021")
    factories.a_person(name="王晓雨", lives_in="110105")
    assert _people(search(clerk, query)) == ["陈晓雨"]


@pytest.mark.parametrize("query", ["晓雨", "xiaoyu", "1381234602", "%", "_"])
def test_the_middle_of_a_name_part_of_a_phone_or_a_wildcard_finds_nobody(clerk: Viewer, query: str) -> None:
    factories.a_person(name="陈晓雨", lives_in="110105", phone="13812346021")
    assert _people(search(clerk, query)) == []


def test_a_dot_in_a_name_may_be_written_in_any_way(clerk: Viewer) -> None:
    factories.a_person(name="热依拉·买买提", lives_in="110105")
    assert _people(search(clerk, "热依拉•买")) == ["热依拉·买买提"]


def test_a_person_is_found_by_our_number_and_by_an_identity_number_in_either_case(clerk: Viewer) -> None:
    person = factories.a_person(lives_in="110105", number="11010519491231002X")
    assert search(clerk, person.number).people == [person]
    assert search(clerk, "11010519491231002x").people == [person]


def test_our_number_may_be_typed_without_its_dash_and_in_small_letters(clerk: Viewer) -> None:
    person, employer = factories.a_person(lives_in="110105"), factories.an_employer()
    assert search(clerk, person.number.replace("-", "").lower()).people == [person]
    assert search(clerk, employer.number.replace("-", "").lower()).employers == [employer]


@pytest.mark.parametrize("query", ["yunfan", "Yunfan Soft", "software", "Jinghua"])
def test_an_employer_is_found_by_any_part_of_its_english_name(clerk: Viewer, query: str) -> None:
    employer = factories.an_employer()
    Employer.objects.filter(pk=employer.pk).update(name_en="Beijing Jinghua Yunfan Software Co., Ltd.")
    assert search(clerk, query).employers == [employer]


def test_an_earlier_identity_number_still_finds_the_person(clerk: Viewer) -> None:
    person = factories.a_person(lives_in="110105")
    before = factories.identity_number_of(person)
    after = factories.citizen_number(born_on=dt.date(1991, 2, 3), order=77)
    by = factories.a_user()
    replace_identifier(
        person=person, kind=IdentifierKind.CITIZEN_ID, number=after, on=TODAY, by=by, at=NOW, reason="公安更正"
    )
    assert search(clerk, before).people == search(clerk, after).people == [person]


def test_an_employer_is_found_by_part_of_its_name_its_initials_its_code_or_our_number(clerk: Viewer) -> None:
    employer = factories.an_employer(name="北京和粟餐饮管理有限公司")
    for query in ("和粟", "北京和粟", "bjhs", employer.credit_code, employer.credit_code.lower(), employer.number):
        assert search(clerk, query).employers == [employer], query


def test_nobody_outside_of_the_region_is_found_however_exact_the_query(clerk: Viewer) -> None:
    elsewhere = factories.an_employer(at="310115", name="上海某公司")
    person = factories.a_person(name="陈晓雨", lives_in="310115")
    factories.an_employment(person, elsewhere, since=Month(2026, 1))
    for query in ("陈", person.number, factories.identity_number_of(person), "上海", elsewhere.credit_code):
        assert search(clerk, query) == Found([], [])


def test_somebody_employed_here_is_found_once_with_two_employers(clerk: Viewer) -> None:
    person = factories.a_person(name="陈晓雨", lives_in="310115")
    for _ in range(2):
        factories.an_employment(person, factories.an_employer(), insured_in=("injury",))
    assert search(clerk, "陈").people == [person]


def test_a_long_answer_is_cut_and_says_so(clerk: Viewer) -> None:
    for _ in range(3):
        factories.a_person(name="李伟", lives_in="110105")
    assert search(clerk, "李", most=3).is_cut is False
    cut = search(clerk, "李", most=2)
    assert (len(cut.people), cut.is_cut) == (2, True)


@pytest.mark.django_db
def test_a_visitor_and_a_citizen_find_nobody_else() -> None:
    person = factories.a_person(name="陈晓雨", lives_in="110105")
    other = viewer_of(factories.a_citizen(), on=TODAY)
    assert search(Viewer(), "陈") == search(other, "陈") == Found([], [])
    assert search(viewer_of(factories.a_citizen(person), on=TODAY), "陈").people == [person]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("陈晓雨", "Chen Xiaoyu"),
        ("欧阳文静", "Ouyang Wenjing"),
        ("欧阳", "Ou Yang"),
        ("热依拉·买买提", "Reyila Maimaiti"),
        ("John Smith", "John Smith"),
    ],
)
def test_a_name_is_spelt_family_name_first(name: str, text: str) -> None:
    assert spelt(name) == text
