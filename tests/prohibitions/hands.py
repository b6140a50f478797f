"""Somebody who changes posts: the same person by another account, whose post before has ended."""

import datetime as dt

from siadmin.agency.actions import grant_post
from siadmin.agency.insurances import Line
from siadmin.agency.models import PostGrant, User
from tests.cities import BEIJING
from tests.factories import NOW, TODAY, a_user, an_office, citizen_number

NUMBER, NAME = citizen_number(order=781), "周两岗"
FIRST = TODAY - dt.timedelta(10)


def somebody_as(post: str, *, line: str = Line.HRSS) -> User:
    """One person, now in this post and no longer in any before: a day in each."""
    posts = PostGrant.objects.filter(user__display_name=NAME)
    starts_on = FIRST + dt.timedelta(posts.count())
    posts.filter(ends_before=None).update(ends_before=starts_on)
    one = a_user(staff=True, identity_number=NUMBER, name=NAME)
    office = an_office(at=BEIJING, line=line)
    grant_post(user=one, office=office, post=post, starts_on=starts_on, by=None, at=NOW, reason="test")
    return one
