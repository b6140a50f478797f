"""Home-page tiles: employers whose month is not declared yet, declared wages that their employees dispute."""

import datetime as dt

from django.db.models import Count
from django.utils import timezone

from contributions.declarations.acknowledged import answers_to, disputes_seen_by
from contributions.declarations.selectors import Silence, rules_seen_by, silent
from enrollment.participation.models import InsuredPeriod
from enrollment.participation.selectors import in_month
from siadmin.agency import tiles
from siadmin.agency.posts import Post
from siadmin.agency.tiles import First, Tile
from siadmin.agency.viewer import Viewer
from siadmin.kernel.language import Words
from siadmin.kernel.months import Month

FIRST_NAMED = 3


def tiles_for(viewer: Viewer, today: dt.date) -> list[Tile]:
    return [*_not_filed(viewer, today), *_disputed(viewer, today)]


def _disputed(viewer: Viewer, today: dt.date) -> list[Tile]:
    """For clerks and reviewers: since when the oldest waits."""
    disputes = disputes_seen_by(viewer.holding((Post.CLERK, Post.REVIEWER)), Month.of(today))
    count = disputes.count()
    if not count:
        return []
    oldest = disputes.first()
    assert oldest is not None
    answer = answers_to([oldest])[oldest.answered]
    return [
        Tile(
            code="declarations.disputed",
            title=Words("有异议的申报基数", "Disputed wages"),
            count=count,
            url=tiles.page("wage_disputes"),
            oldest_on=timezone.localdate(answer.at),
            detail=Words("职工认为申报工资有误", "employees say the declared wage is wrong"),
        )
    ]


def _not_filed(viewer: Viewer, today: dt.date) -> list[Tile]:
    """For clerks and reviewers: how many employers, how many people they insure, until when."""
    if not viewer.posts & {Post.CLERK, Post.REVIEWER}:
        return []
    month = Month.of(today)
    rules = rules_seen_by(viewer, month)
    waiting = silent(viewer, month, rules, Silence.NOT_FILED)
    employers = waiting.count()
    if not employers:
        return []
    insured = InsuredPeriod.objects.filter(in_month(month), employer__in=waiting)
    people = insured.aggregate(people=Count("person_id", distinct=True))["people"]
    return [
        Tile(
            code="declarations.not_filed",
            title=Words(f"单位未申报 {month.number} 月", f"Employers not yet filed for {month}"),
            count=employers,
            url=tiles.page("declarations"),
            due_on=min(rule.due_on for rule in rules.values() if rule.silence == Silence.NOT_FILED),
            detail=Words(f"涉及 {people:,} 人", f"{people:,} people"),
            first=tuple(
                First(Words(each.name, each.name_en or each.name), tiles.page("employer", each.number))
                for each in waiting[:FIRST_NAMED]
            ),
        )
    ]
