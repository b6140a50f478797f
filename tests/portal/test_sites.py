"""The demonstration's insured project: registered by two, billed at a rate that says it is only shown, paid."""

from types import SimpleNamespace
from typing import Any

import pytest
from django.utils import timezone

from contributions.projects.models import Project
from contributions.projects.selectors import covers
from siadmin.agency.posts import Post
from siadmin.policy.models import Value
from siadmin.portal.world.sites import tell_sites
from tests.cities import BEIJING, COUNTY_OF, broken, tick
from tests.factories import a_member_of_staff, an_employer


@pytest.mark.usefixtures("five_cities")
def test_a_project_is_told_as_far_as_it_is_insured() -> None:
    an_employer(at=COUNTY_OF[BEIJING], name="北京某商贸有限公司")
    contractor = an_employer(at=COUNTY_OF[BEIJING], name="北京某建设集团有限公司")
    people = {"bj.clerk": Post.CLERK, "bj.reviewer": Post.REVIEWER, "bj.approver": Post.APPROVER}
    people |= {"bj.policy": Post.POLICY_OFFICER, "cn.policy": Post.POLICY_OFFICER}
    builder: Any = SimpleNamespace(staff={key: a_member_of_staff(post, at=BEIJING) for key, post in people.items()})
    now = tick()
    tell_sites(builder, now)
    project = Project.objects.get()
    assert (project.employer, project.premium_fen) == (contractor, 8_600_000)
    assert project.bill.is_provisional and covers(project, timezone.localdate(now))
    assert "演示" in Value.objects.get(series__key="injury.project_rate").source
    assert broken() == {}
