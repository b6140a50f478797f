"""Posts that may not be combined are not, whichever account, office or moment (REG 37; 人社厅发〔2021〕64号)."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from siadmin.agency.actions import end_post, grant_post
from siadmin.agency.insurances import Line
from siadmin.agency.models import ForbiddenPair, PostGrant, User
from siadmin.agency.posts import GROUP_OF, NAMES, Post, forbidden_pairs
from siadmin.kernel.refusal import Refusal
from tests import database
from tests.cities import broken
from tests.factories import LONG_AGO, NOW, TODAY, a_member_of_staff, a_user, an_office, citizen_number
from tests.together import at_once

SOMEBODY = citizen_number(born_on=dt.date(1980, 3, 3), order=12)
TOMORROW = TODAY + dt.timedelta(days=1)


def grant(
    user: User, post: str, *, starts_on: dt.date = TODAY, by: User | None = None, at: str = "110105"
) -> PostGrant:
    return grant_post(user=user, office=an_office(at=at), post=post, starts_on=starts_on, by=by, at=NOW, reason="test")


@pytest.mark.django_db
@pytest.mark.parametrize(("held", "wanted"), [(a, b) for a in Post.values for b in Post.values if a < b])
def test_two_posts_are_held_together_exactly_when_nothing_forbids_it(held: str, wanted: str) -> None:
    user = a_member_of_staff(held)
    if GROUP_OF[held] == GROUP_OF[wanted] and (held, wanted) not in forbidden_pairs():
        grant(user, wanted)
        return
    with pytest.raises(Refusal) as refused:
        grant(user, wanted)
    assert refused.value.code == "posts_not_combined"
    assert str(NAMES[wanted]) in refused.value.zh
    assert PostGrant.objects.filter(user=user).count() == 1


@pytest.mark.django_db
def test_a_second_account_of_the_same_person_does_not_help() -> None:
    a_member_of_staff(Post.CLERK, identity_number=SOMEBODY)
    other_account = a_user(staff=True, identity_number=SOMEBODY)
    with pytest.raises(Refusal) as refused:
        grant(other_account, Post.AUDITOR)
    assert refused.value.code == "posts_not_combined"


@pytest.mark.django_db
def test_another_region_or_line_does_not_help() -> None:
    user = a_member_of_staff(Post.ACCOUNTANT)
    for office in (an_office(at="310115"), an_office(line=Line.HS)):
        with pytest.raises(Refusal):
            grant_post(user=user, office=office, post=Post.CASHIER, starts_on=TODAY, by=None, at=NOW, reason="test")


@pytest.mark.django_db(transaction=True)
def test_two_grants_at_once_for_two_accounts_of_one_person_give_one() -> None:
    accounts = [a_user(staff=True, identity_number=SOMEBODY) for _ in range(2)]
    office = an_office()

    def granting(user: User, post: str) -> PostGrant:
        return grant_post(user=user, office=office, post=post, starts_on=TODAY, by=None, at=NOW, reason="test")

    answers = at_once(lambda: granting(accounts[0], Post.CLERK), lambda: granting(accounts[1], Post.AUDITOR))
    assert sorted(type(answer).__name__ for answer in answers) == ["PostGrant", "Refusal"]
    assert PostGrant.objects.count() == 1


@pytest.mark.django_db
def test_a_post_that_ended_is_no_hindrance_and_one_still_to_come_is() -> None:
    user, chief = a_member_of_staff(Post.CLERK), a_user(staff=True)
    end_post(grant=user.grants.get(), ends_before=TODAY, by=chief, at=NOW, reason="moved")
    later = grant(user, Post.AUDITOR, starts_on=TOMORROW)
    with pytest.raises(Refusal):
        grant(user, Post.APPROVER, starts_on=TOMORROW)
    assert later.post == Post.AUDITOR


@pytest.mark.django_db
def test_a_post_cannot_be_brought_back_beside_a_forbidden_one() -> None:
    user = a_member_of_staff(Post.CLERK)
    old = user.grants.get()
    end_post(grant=old, ends_before=TODAY, by=a_user(staff=True), at=NOW, reason="moved")
    grant(user, Post.AUDITOR)
    with pytest.raises(IntegrityError, match="may not be combined"), transaction.atomic():
        PostGrant.objects.filter(pk=old.pk).update(ends_before=None)


@pytest.mark.django_db
def test_nobody_grants_a_post_to_themselves_not_through_another_account_either() -> None:
    user = a_member_of_staff(Post.ADMINISTRATOR, identity_number=SOMEBODY, at="110000")
    same_person = a_user(staff=True, identity_number=SOMEBODY)
    for account in (user, same_person):
        with pytest.raises(Refusal) as refused:
            grant(account, Post.ADMINISTRATOR, by=user, at="310115")
        assert refused.value.code == "not_to_oneself"
    assert grant(a_user(staff=True), Post.CLERK, by=user).granted_by == user


@pytest.mark.django_db
def test_a_grant_names_the_person_of_its_account() -> None:
    user, other = a_user(staff=True), a_user(staff=True, identity_number=SOMEBODY)
    with pytest.raises(IntegrityError, match="another person"), transaction.atomic():
        PostGrant.objects.create(
            user=user, identity_hash=bytes(other.identity_hash), office=an_office(), post=Post.CLERK,
            starts_on=LONG_AGO, granted_at=NOW, reason="test",
        )  # fmt: skip


@pytest.mark.django_db(transaction=True)
def test_verify_names_people_who_hold_too_much() -> None:
    user = a_member_of_staff(Post.CLERK)
    assert broken() == {}
    grant(user, Post.REVIEWER)
    with database.as_owner():
        ForbiddenPair.objects.create(one=Post.CLERK, other=Post.REVIEWER)
    assert broken() == {
        "posts_not_combined": [f"user {user.pk} holds clerk and reviewer"],
        "reference_is_code": ["clerk, reviewer is not in the code but in agency_forbiddenpair"],
    }
