"""Rights come from above: a county grants itself none, in no direction (人社厅发〔2021〕64号 art. 16, 17, 20, 21)."""

import datetime as dt

import pytest

from siadmin.agency.actions import end_post, grant_post
from siadmin.agency.models import Office, PostGrant, User
from siadmin.agency.posts import Post
from siadmin.kernel.refusal import Refusal
from tests import database
from tests.cities import broken
from tests.factories import LONG_AGO, NOW, TODAY, a_member_of_staff, a_user, an_office

pytestmark = pytest.mark.django_db
PROVINCE, CITY, COUNTY, OTHER_COUNTY, FAR = "110000", "110100", "110105", "110109", "310115"


def grant(user: User, post: str, at: str, by: User | None) -> PostGrant:
    return grant_post(user=user, office=an_office(at=at), post=post, starts_on=TODAY, by=by, at=NOW, reason="test")


def row(user: User, post: str, office: Office, by: User | None) -> PostGrant:
    """Past the action."""
    return PostGrant.objects.create(
        user=user, identity_hash=bytes(user.identity_hash), office=office, post=post, starts_on=LONG_AGO,
        granted_by=by, granted_at=NOW, reason="test",
    )  # fmt: skip


@pytest.mark.parametrize("by", [None, PROVINCE, CITY], ids=["the installation", "the province", "the city"])
def test_a_county_has_no_administrator_whoever_would_appoint_one(by: str | None) -> None:
    chief = a_member_of_staff(Post.ADMINISTRATOR, at=by) if by else None
    with pytest.raises(Refusal) as refused:
        grant(a_user(staff=True), Post.ADMINISTRATOR, COUNTY, chief)
    assert refused.value.code == "no_administrator_below_the_city"
    with database.refused("administrator_not_at_county"):
        row(a_user(staff=True), Post.ADMINISTRATOR, an_office(at=COUNTY), chief)


@pytest.mark.parametrize("post", [Post.CLERK, Post.REVIEWER, Post.APPROVER, Post.DIRECTOR], ids=str)
def test_who_is_no_administrator_grants_nothing(post: Post) -> None:
    by = a_member_of_staff(post, at=COUNTY)
    with pytest.raises(Refusal) as refused:
        grant(a_user(staff=True), Post.CLERK, COUNTY, by)
    assert refused.value.code == "post_not_granted_from_above"
    with database.refused("post_granted_from_above"):
        row(a_user(staff=True), Post.CLERK, an_office(at=COUNTY), by)


def test_the_city_grants_in_its_counties_and_nowhere_else() -> None:
    chief = a_member_of_staff(Post.ADMINISTRATOR, at=CITY)
    for place in (CITY, COUNTY, OTHER_COUNTY):
        assert grant(a_user(staff=True), Post.CLERK, place, chief).granted_by == chief
    for place in (PROVINCE, FAR, "310100"):
        with pytest.raises(Refusal) as refused:
            grant(a_user(staff=True), Post.CLERK, place, chief)
        assert refused.value.code == "post_not_granted_from_above"
    assert broken() == {}


def test_two_administrators_do_not_make_each_other() -> None:
    """Of one place neither grants the other its post anew, nor a third person one beside them; the province does."""
    one, other = (a_member_of_staff(Post.ADMINISTRATOR, at=CITY) for _ in range(2))
    third = a_user(staff=True)
    for user, by in ((third, one), (third, other)):
        with pytest.raises(Refusal) as refused:
            grant(user, Post.ADMINISTRATOR, CITY, by)
        assert refused.value.code == "post_not_granted_from_above"
        with database.refused("post_granted_from_above"):
            row(user, Post.ADMINISTRATOR, an_office(at=CITY), by)
    above = a_member_of_staff(Post.ADMINISTRATOR, at=PROVINCE)
    assert grant(third, Post.ADMINISTRATOR, CITY, above).granted_by == above


def test_nobody_reaches_above_their_own_place() -> None:
    chief = a_member_of_staff(Post.ADMINISTRATOR, at=CITY)
    with database.refused("post_granted_from_above"):
        row(a_user(staff=True), Post.ADMINISTRATOR, an_office(at=PROVINCE), chief)
    with database.refused("post_granted_from_above"):
        row(a_user(staff=True), Post.AUDITOR, an_office(at=PROVINCE), chief)


def test_an_administrator_whose_post_has_ended_grants_nothing() -> None:
    chief = a_member_of_staff(Post.ADMINISTRATOR, at=CITY)
    end_post(grant=chief.grants.get(), ends_before=TODAY, by=a_user(staff=True), at=NOW, reason="调离")
    with pytest.raises(Refusal) as refused:
        grant(a_user(staff=True), Post.CLERK, COUNTY, chief)
    assert refused.value.code == "post_not_granted_from_above"


def test_what_an_administrator_granted_on_the_last_morning_is_not_called_into_question() -> None:
    """A post ends from the day on which that is written; whoever was no administrator on any part of it is named."""
    chief = a_member_of_staff(Post.ADMINISTRATOR, at=CITY)
    given = grant(a_user(staff=True), Post.CLERK, COUNTY, chief)
    end_post(grant=chief.grants.get(), ends_before=TODAY, by=a_user(staff=True), at=NOW, reason="调离")
    assert broken() == {}
    end_post(grant=chief.grants.get(), ends_before=TODAY - dt.timedelta(days=1), by=given.user, at=NOW, reason="调离")
    assert list(broken()["posts_granted_from_above"]) == [
        f"post {given.pk} of user {given.user_id} was granted by user {chief.pk}, who is not over {COUNTY}"
    ]


def test_what_was_granted_is_not_moved_to_other_hands_or_places() -> None:
    chief = a_member_of_staff(Post.ADMINISTRATOR, at=CITY)
    given = grant(a_user(staff=True), Post.CLERK, COUNTY, chief)
    with database.refused("post_granted_from_above"):
        PostGrant.objects.filter(pk=given.pk).update(office=an_office(at=FAR))
    with database.refused("administrator_not_at_county"):
        PostGrant.objects.filter(pk=given.pk).update(post=Post.ADMINISTRATOR)
    PostGrant.objects.filter(pk=given.pk).update(ends_before=TODAY + dt.timedelta(days=9))


def test_no_screen_grants_a_post() -> None:
    """Rights are granted by the administrator on the server alone: no view of ours writes a grant."""
    from tests.architecture import tree

    views = [path for path in tree.product() if "views" in path.with_suffix("").parts]
    assert len(views) > 30
    named = [
        str(path) for path in views if "grant_post" in tree.text(path) or "PostGrant.objects.create" in tree.text(path)
    ]
    assert named == []
