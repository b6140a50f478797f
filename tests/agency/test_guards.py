"""The trail is kept, and posts that may not be combined are refused whichever account holds them (REG 37)."""

import datetime as dt

import psycopg2.errors
import pytest

from siadmin.agency.models import Act, ForbiddenPair, PostGrant, User
from siadmin.agency.posts import Post, forbidden_pairs
from siadmin.agency.trail import record
from tests import database, factories
from tests.factories import LONG_AGO, NOW, TODAY


def _grant(user: User, post: str, *, starts_on: dt.date = LONG_AGO, ends_before: dt.date | None = None) -> PostGrant:
    return PostGrant.objects.create(
        user=user,
        identity_hash=bytes(user.identity_hash),
        office=factories.an_office(),
        post=post,
        starts_on=starts_on,
        ends_before=ends_before,
        granted_at=NOW,
        reason="test",
    )


@pytest.mark.django_db
@pytest.mark.parametrize(("held", "asked"), forbidden_pairs())
def test_no_forbidden_pair_is_held_by_one_person(held: str, asked: str) -> None:
    clerk = factories.a_member_of_staff(held)
    with database.refused("posts_not_combined"):
        _grant(clerk, asked)


@pytest.mark.django_db
def test_two_accounts_of_one_person_do_not_hold_what_one_may_not() -> None:
    number = factories.citizen_number(order=777)
    factories.a_member_of_staff(Post.ACCOUNTANT, identity_number=number)
    second = factories.a_user(identity_number=number, staff=True)
    with database.refused("posts_not_combined"):
        _grant(second, Post.CASHIER)


@pytest.mark.django_db
def test_one_person_is_one_person_however_the_number_is_written() -> None:
    number = next(n for n in (factories.citizen_number(order=order) for order in range(800, 999)) if n[-1] == "X")
    maker = factories.a_member_of_staff(Post.ACCOUNTANT, identity_number=number)
    written = [number.lower(), f"{number[:6]} {number[6:14]} {number[14:]}", number.replace("1", "１")]
    for text in written:
        second = factories.a_user(identity_number=text, staff=True)
        assert second.eyes == maker.eyes
        with database.refused("posts_not_combined"):
            _grant(second, Post.CASHIER)


@pytest.mark.django_db
def test_an_account_stays_with_its_person_and_a_grant_on_record() -> None:
    clerk, other = factories.a_member_of_staff(Post.CLERK), factories.a_user(staff=True)
    with database.refused("account_stays_with_its_person"):
        User.objects.filter(pk=clerk.pk).update(identity_hash=bytes(other.identity_hash))
    with database.refused("agency_postgrant_not_deleted"):
        clerk.grants.all().delete()


@pytest.mark.django_db
def test_the_application_does_not_forget_which_posts_are_not_combined() -> None:
    with database.not_permitted():
        ForbiddenPair.objects.all()._raw_delete("default")


@pytest.mark.django_db
def test_a_post_may_follow_the_one_it_may_not_join() -> None:
    user = factories.a_user(staff=True)
    _grant(user, Post.CLERK, ends_before=TODAY)
    _grant(user, Post.APPROVER, starts_on=TODAY)
    with database.refused("posts_not_combined"):
        PostGrant.objects.filter(user=user, post=Post.CLERK).update(ends_before=TODAY + dt.timedelta(days=1))


@pytest.mark.django_db
def test_posts_of_one_group_are_combined_freely() -> None:
    user = factories.a_member_of_staff(Post.CLERK, Post.REVIEWER)
    assert user.grants.count() == 2


@pytest.mark.django_db
def test_a_grant_names_the_person_of_its_user() -> None:
    user, other = factories.a_user(staff=True), factories.a_user(staff=True)
    with database.refused("post_grant_names_its_user"):
        PostGrant.objects.create(
            user=user,
            identity_hash=bytes(other.identity_hash),
            office=factories.an_office(),
            post=Post.CLERK,
            starts_on=LONG_AGO,
            granted_at=NOW,
            reason="test",
        )


@pytest.mark.django_db
def test_nobody_grants_themselves_a_post() -> None:
    user = factories.a_user(staff=True)
    with database.refused("post_not_granted_to_oneself"):
        PostGrant.objects.create(
            user=user,
            identity_hash=bytes(user.identity_hash),
            office=factories.an_office(),
            post=Post.CLERK,
            starts_on=LONG_AGO,
            granted_by=user,
            granted_at=NOW,
            reason="test",
        )


@pytest.mark.django_db(transaction=True)
def test_two_grants_at_once_are_not_combined_either() -> None:
    number = factories.citizen_number(order=779)
    one, other = (factories.a_user(identity_number=number, staff=True) for _ in range(2))
    factories.an_office()
    outcome = database.in_the_meantime(lambda: _grant(one, Post.CLERK), lambda: _grant(other, Post.APPROVER))
    assert database.promise_broken(outcome) == "posts_not_combined"
    assert PostGrant.objects.get().post == Post.CLERK


def _an_act() -> Act:
    return record(by=None, at=NOW, code="tested", subject_kind="test", subject="1")


@pytest.mark.django_db
def test_the_trail_is_not_changed() -> None:
    act = _an_act()
    with database.not_permitted():
        Act.objects.filter(pk=act.pk).update(reason="another")


@pytest.mark.django_db
def test_the_trail_is_not_deleted() -> None:
    act = _an_act()
    with database.not_permitted():
        act.delete()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("statement", ["UPDATE agency_act SET reason = 'another'", "DELETE FROM agency_act"])
def test_not_even_the_owner_changes_the_trail(statement: str) -> None:
    _an_act()
    with pytest.raises(psycopg2.errors.CheckViolation, match="append-only"), database.owned() as cursor:
        cursor.execute(statement)
