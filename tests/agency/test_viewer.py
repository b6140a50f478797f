"""What somebody sees follows from posts, line and region, or from the tie to an employer or a person."""

import datetime as dt

import pytest

from enrollment.registry.selectors import employers_seen_by, persons_seen_by, viewer_of
from siadmin.agency.actions import end_post
from siadmin.agency.insurances import Fund, Insurance, Line
from siadmin.agency.posts import Post
from siadmin.agency.selectors import ancestors
from siadmin.agency.viewer import Viewer
from tests.factories import (
    LONG_AGO,
    NOW,
    TODAY,
    a_citizen,
    a_delegate,
    a_member_of_staff,
    a_person,
    a_user,
    an_employer,
    an_employment,
    region,
)


def seen(viewer: Viewer) -> set[int]:
    return set(employers_seen_by(viewer).values_list("pk", flat=True))


@pytest.mark.django_db
def test_staff_see_the_employers_of_their_subtree_and_no_others() -> None:
    chaoyang, pudong = an_employer(at="110105"), an_employer(at="310115")
    county = viewer_of(a_member_of_staff(Post.CLERK, at="110105"), on=TODAY)
    province = viewer_of(a_member_of_staff(Post.CLERK, at="110000"), on=TODAY)
    nation = viewer_of(a_member_of_staff(Post.AUDITOR, at="000000"), on=TODAY)
    assert (seen(county), seen(province)) == ({chaoyang.pk}, {chaoyang.pk})
    assert seen(nation) == {chaoyang.pk, pudong.pk}


@pytest.mark.django_db
def test_a_person_is_seen_where_they_work_or_live() -> None:
    worker, resident, stranger = a_person(), a_person(lives_in="110105"), a_person(lives_in="310115")
    an_employment(worker, an_employer(at="110105"))
    clerk = viewer_of(a_member_of_staff(Post.CLERK, at="110105"), on=TODAY)
    assert set(persons_seen_by(clerk)) == {worker, resident}
    citizen = viewer_of(a_citizen(stranger), on=TODAY)
    assert list(persons_seen_by(citizen)) == [stranger]
    assert list(employers_seen_by(citizen)) == []


@pytest.mark.django_db
def test_a_delegate_sees_own_employers_until_the_right_ends() -> None:
    own, other = an_employer(), an_employer()
    assert seen(viewer_of(a_delegate(own), on=TODAY)) == {own.pk}
    assert seen(viewer_of(a_delegate(own, other, left=True), on=TODAY)) == set()
    assert seen(viewer_of(a_delegate(own, other, left=True), on=TODAY - dt.timedelta(days=1))) == {own.pk, other.pk}


@pytest.mark.django_db
def test_a_visitor_sees_nothing() -> None:
    an_employer()
    a_person(lives_in="110105")
    for viewer in (Viewer(), viewer_of(a_user(), on=TODAY)):
        assert seen(viewer) == set()
        assert not persons_seen_by(viewer).exists()
        assert not viewer.reaches_region("000000/")


@pytest.mark.django_db
def test_lines_divide_insurances_and_funds() -> None:
    social = viewer_of(a_member_of_staff(Post.CLERK, line=Line.HRSS), on=TODAY)
    health = viewer_of(a_member_of_staff(Post.CLERK, line=Line.HS), on=TODAY)
    assert [i for i in Insurance.values if social.sees_insurance(i)] == ["pension_employee", "unemployment", "injury"]
    assert [i for i in Insurance.values if health.sees_insurance(i)] == ["medical_employee", "maternity"]
    assert [f for f in Fund.values if health.sees_fund(f)] == ["medical_employee", "medical_resident"]
    here, elsewhere = region("110105").path, region("310115").path
    assert social.reaches_fund(Fund.PENSION, here)
    assert not social.reaches_fund(Fund.PENSION, elsewhere)
    assert not social.reaches_fund(Fund.MEDICAL, here)


@pytest.mark.django_db
def test_a_post_counts_from_its_first_day_to_the_day_before_its_end() -> None:
    user = a_member_of_staff(Post.CLERK)
    end_post(grant=user.grants.get(), ends_before=TODAY, by=a_user(staff=True), at=NOW, reason="moved")
    eve = dt.timedelta(days=1)
    assert viewer_of(user, on=LONG_AGO).posts == {Post.CLERK}
    assert viewer_of(user, on=LONG_AGO - eve).posts == frozenset()
    assert viewer_of(user, on=TODAY - eve).posts == {Post.CLERK}
    assert viewer_of(user, on=TODAY).posts == frozenset()


@pytest.mark.django_db
def test_somebody_who_is_no_member_of_staff_has_no_reach_even_with_a_grant() -> None:
    user = a_member_of_staff(Post.CLERK)
    user.is_staff_member = False
    assert viewer_of(user, on=TODAY).reaches == ()


@pytest.mark.django_db
def test_a_region_whose_code_begins_alike_is_not_below() -> None:
    viewer = viewer_of(a_member_of_staff(Post.CLERK, at="110105"), on=TODAY)
    assert viewer.reaches_region("000000/110000/110100/110105/110105001/")
    assert not viewer.reaches_region("000000/110000/110100/110109/")
    assert ancestors(region("110105")) == ["110105", "110100", "110000", "000000"]
